//! The firmware setting, in the words of `efibootmgr`.

use std::fmt;

use crate::{Percent, PercentError};
use zonescope_model::Nid;
use zonescope_sorted::SortedMap;

/// What to mirror: UEFI's variable for address range mirroring, which `efibootmgr` sets.
///
/// # Examples
/// ```
/// # use zonescope_mirror::Setting;
/// let setting = Setting::from_efibootmgr("efibootmgr -m t -M 25.50").unwrap();
/// assert!(setting.below_4g);
/// assert_eq!(setting.to_string(), "efibootmgr -m t -M 25.5");
/// ```
#[derive(Clone, PartialEq, Eq, Hash, Debug, Default)]
pub struct Setting {
    /// Mirror everything below 4 GiB (`-m t`).
    pub below_4g: bool,
    /// How much to mirror above 4 GiB (`-M`).
    pub above_4g: Percent,
    /// Nodes with a percentage of their own. No firmware is known to offer this.
    pub nodes: SortedMap<Nid, Percent>,
}

impl Setting {
    /// The setting of these two, the same on every node.
    pub const fn new(below_4g: bool, above_4g: Percent) -> Setting {
        Setting { below_4g, above_4g, nodes: SortedMap::new() }
    }

    /// The percentage that holds on node `nid`.
    pub fn percent_of(&self, nid: Nid) -> Percent {
        self.nodes.get(&nid).copied().unwrap_or(self.above_4g)
    }

    /// Reads `efibootmgr -m t -M 25`: both options, short or long, in any order, with or
    /// without the command and what stands before it. One left out is off, or 0.
    ///
    /// # Errors
    /// The first word that is not understood.
    pub fn from_efibootmgr(text: &str) -> Result<Setting, SettingError> {
        Setting::default().after_efibootmgr(text)
    }

    /// This setting once the command has run. An option left out leaves its half as it is;
    /// `-M` holds for every node.
    ///
    /// # Errors
    /// The first word that is not understood.
    pub fn after_efibootmgr(&self, text: &str) -> Result<Setting, SettingError> {
        let mut setting = self.clone();
        let mut words = text.split_whitespace().peekable();
        let is_command = |word: &str| word == "efibootmgr" || word.ends_with("/efibootmgr");
        if text.split_whitespace().any(is_command) {
            // A prompt or `sudo` stands before it.
            words.find(|word| is_command(word));
        }
        if words.peek().is_none() {
            return Err(SettingError::Nothing);
        }
        while let Some(word) = words.next() {
            let Some((option, attached)) = Choice::of(word) else {
                return Err(SettingError::UnknownWord(word.to_owned()));
            };
            let value = match attached {
                Some(value) => value,
                None => words.next().ok_or_else(|| SettingError::NoValue(word.to_owned()))?,
            };
            match (option, value) {
                (Choice::Below, "t") => setting.below_4g = true,
                (Choice::Below, "f") => setting.below_4g = false,
                (Choice::Below, _) => return Err(SettingError::NeitherTNorF(value.to_owned())),
                (Choice::Above, _) => {
                    setting.above_4g = value.parse().map_err(SettingError::Percent)?;
                    setting.nodes.clear();
                }
            }
        }
        Ok(setting)
    }
}

/// The two options of `efibootmgr` about mirroring.
#[derive(Clone, Copy)]
enum Choice {
    Below,
    Above,
}

impl Choice {
    /// The option a word is, and the value attached to it: `-m`, `-mt`, `--mirror-below-4G=t`.
    fn of(word: &str) -> Option<(Choice, Option<&str>)> {
        let spellings = [
            (Choice::Below, "-m", "--mirror-below-4G"),
            (Choice::Above, "-M", "--mirror-above-4G"),
        ];
        spellings.into_iter().find_map(|(choice, short, long)| {
            if let Some(rest) = word.strip_prefix(long) {
                return match rest.strip_prefix('=') {
                    Some(value) => Some((choice, Some(value))),
                    None => rest.is_empty().then_some((choice, None)),
                };
            }
            let rest = word.strip_prefix(short)?;
            Some((choice, Some(rest).filter(|rest| !rest.is_empty())))
        })
    }
}

/// The command that sets it. It has no words for a node's own percentage.
impl fmt::Display for Setting {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let below = if self.below_4g { 't' } else { 'f' };
        write!(f, "efibootmgr -m {below} -M {}", self.above_4g)
    }
}

/// Why a text is not a command that sets mirroring.
#[derive(Clone, PartialEq, Eq, Debug)]
#[non_exhaustive]
pub enum SettingError {
    /// It says nothing about mirroring.
    Nothing,
    /// A word that is neither option.
    UnknownWord(String),
    /// An option without its value.
    NoValue(String),
    /// Neither `t` nor `f` follows `-m`.
    NeitherTNorF(String),
    /// What follows `-M` is not a percentage.
    Percent(PercentError),
}

impl fmt::Display for SettingError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            SettingError::Nothing => {
                f.write_str("nothing about mirroring: write `efibootmgr -m t -M 25`")
            }
            SettingError::UnknownWord(word) => write!(
                f,
                "`{word}` does not set mirroring: write `-m t` or `-m f` for memory below 4 GiB, \
                 `-M 25` for the percentage above"
            ),
            SettingError::NoValue(word) => write!(f, "`{word}` needs a value behind it"),
            SettingError::NeitherTNorF(value) => write!(
                f,
                "`{value}` is neither t nor f: `-m t` mirrors below 4 GiB, `-m f` does not"
            ),
            SettingError::Percent(error) => error.fmt(f),
        }
    }
}

impl std::error::Error for SettingError {}
