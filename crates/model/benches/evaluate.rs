//! How long the six named variants take together, and all 32 patch sets. No threshold, since
//! machines differ: the figures go into the README.

mod common;
mod figures;

fn main() {
    figures::each(|line| println!("{line}"));
}
