//! The part of mirrorboot that touches no firmware: the file that says what to do, and the
//! memory map as the kernel should see it.

#![no_std]
#![forbid(unsafe_code)]

extern crate alloc;

mod map;
mod range;
mod settings;

pub use map::{change, pieces_more_at_most, TooSmall};
pub use range::{Change, Range};
pub use settings::{Fault, Settings};

/// What an EFI memory map counts in, on every architecture: 4 KiB.
pub const PAGE: u64 = 4096;
