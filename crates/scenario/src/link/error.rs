//! Why a link can't be opened or made.

use std::fmt;

use zonescope_mirror::MachineError;
use zonescope_model::{ArchError, MapError};

use super::{MAX_BYTES, MAX_REGIONS, MAX_VARIANTS};

/// Why a text is not a link, or a scenario has none.
#[derive(Clone, PartialEq, Eq, Debug)]
#[non_exhaustive]
pub enum LinkError {
    /// There is nothing that could be a link.
    NoLink,
    /// The text is longer than any link may be.
    TooLong {
        /// How many bytes it has.
        bytes: usize,
    },
    /// The end is missing.
    Cut {
        /// How many characters, if enough arrived to say.
        missing: Option<usize>,
    },
    /// It goes on after its end.
    Longer {
        /// By how many characters.
        by: usize,
    },
    /// A character that no link has.
    Character {
        /// Which one.
        found: char,
        /// Its place in the link, counted from 1.
        place: usize,
    },
    /// The check does not match.
    Damaged,
    /// No version starts with this character.
    Version(char),
    /// It holds something that was not there when this was built.
    Newer(&'static str),
    /// The check matches, but this is not what encoding gives.
    Malformed,
    /// Its memory is not a memory map.
    Map(MapError),
    /// Its machine is none, or not under its setting.
    Machine(MachineError),
    /// No architecture could have its constants.
    Constants(ArchError),
    /// The map has too many regions for a link.
    TooManyRegions {
        /// How many it has.
        count: usize,
    },
    /// There are too many variants for a link.
    TooManyVariants {
        /// How many there are.
        count: usize,
    },
    /// The architecture has no number in links.
    Arch(&'static str),
}

impl fmt::Display for LinkError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            LinkError::NoLink => f.write_str(
                "there is no link here: a link goes on after `#`, with `1`",
            ),
            LinkError::TooLong { bytes } => write!(
                f,
                "{bytes} bytes are too many for a link: {MAX_BYTES} is the limit; use a scenario file"
            ),
            LinkError::Cut {
                missing: Some(missing),
            } => {
                let s = if *missing == 1 { "" } else { "s" };
                write!(
                    f,
                    "the link is cut short, {missing} character{s} missing: copy it again, whole"
                )
            }
            LinkError::Cut { missing: None } => f.write_str(
                "the link is cut short, almost all of it missing: copy it again, whole",
            ),
            LinkError::Longer { by } => {
                let s = if *by == 1 { "" } else { "s" };
                write!(
                    f,
                    "the link goes on for {by} character{s} after its end: something was added on \
                     the way; copy it again"
                )
            }
            LinkError::Character { found, place } => write!(
                f,
                "`{}` at character {place} is in no link: the link was changed on the way; copy it \
                 again",
                found.escape_debug()
            ),
            LinkError::Damaged => f.write_str(
                "the link's check does not match: a character or more was changed on the way; copy \
                 it again",
            ),
            LinkError::Version(version) => write!(
                f,
                "links do not begin with `{}`: this zonescope knows `1`; the link is \
                 damaged or needs a newer one",
                version.escape_debug()
            ),
            LinkError::Newer(what) => write!(
                f,
                "the link has {what} that this zonescope does not know: use a newer one"
            ),
            LinkError::Malformed => f.write_str(
                "the link's check matches, but no zonescope writes such a link: it was not made by \
                 one, or changed in several places",
            ),
            LinkError::Map(error) => write!(f, "the link's memory: {error}"),
            LinkError::Machine(error) => write!(f, "the link's machine: {error}"),
            LinkError::Constants(error) => write!(f, "the link's architecture: {error}"),
            LinkError::TooManyRegions { count } => write!(
                f,
                "{count} memory regions: a link holds up to {MAX_REGIONS}; share a scenario file \
                 instead"
            ),
            LinkError::TooManyVariants { count } => write!(
                f,
                "{count} variants: a link holds up to {MAX_VARIANTS}; share a scenario file instead"
            ),
            LinkError::Arch(name) => write!(
                f,
                "the architecture {name} has no number in links; share a scenario file instead"
            ),
        }
    }
}

impl std::error::Error for LinkError {}
