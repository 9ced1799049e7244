//! `zonescope patch`: what to change in a kernel's source for a variant, in words.

use zonescope_model::{PatchSet, Release};

use crate::choice::{release, variant};

#[derive(clap::Args)]
#[command(after_help = EXAMPLES)]
pub struct Arguments {
    /// A named variant or patches joined by `+`
    #[arg(long, value_name = "NAME|SLUG+SLUG", value_parser = variant)]
    variant: PatchSet,
    /// The release to change, such as 6.12.110, 6.12.y or 7.3 [default: what the thread starts
    /// from]
    #[arg(long, value_name = "VERSION", value_parser = release)]
    release: Option<&'static Release>,
}

const EXAMPLES: &str = "\
Examples:
  zonescope patch --variant simplified
  zonescope patch --variant clip --release 6.12.y

To compare the patches whose diffs a text holds: zonescope eval --from-text mail.txt";

pub fn run(arguments: &Arguments) -> String {
    zonescope_report::apply_text(arguments.variant, arguments.release)
}
