//! A scenario as a machine that QEMU can make, whose firmware says what is mirrored: which nodes
//! of which size, what mirrorboot is told, and QEMU's command line. Nothing here runs anything:
//! the command does, and the script that the page exports.

mod pieces;
mod plan;
mod platform;
mod script;
mod unbootable;

pub use plan::{Plan, Request};
pub use platform::Platform;
pub use script::{script, Source};
pub use unbootable::Unbootable;

/// The first process: prints what the kernel says of zones, and powers off.
pub const INIT: &str = include_str!("init.sh");

/// QEMU's emulation, which works on every host.
pub const EMULATED: &str = "tcg,thread=multi";

/// The last line of [`INIT`]: all that was asked for stands before it.
pub const DONE: &str = "zonescope: done";

/// What mirrorboot begins its last line with.
pub const STOPPED: &str = "mirrorboot: stopped: ";
