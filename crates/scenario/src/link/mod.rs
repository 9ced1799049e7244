//! The scenario as a link. docs/link.md is normative; this follows it, part by part.

mod arch;
mod bits;
mod compact;
mod crc;
mod error;
mod frame;
mod machine;
mod map;
mod registry;
mod repair;

pub use error::LinkError;
pub(crate) use registry::default_variants;

use crate::Scenario;

/// The most memory regions in a link.
const MAX_REGIONS: usize = 4096;

/// The most variants in a link.
const MAX_VARIANTS: usize = 64;

/// The most bytes of a text that may be a link.
const MAX_BYTES: usize = 196_608;

impl Scenario {
    /// The link: what stands after the `#` of an address. It holds the scenario in normal form.
    ///
    /// # Errors
    /// More regions or variants than a link holds, or an architecture without a number.
    ///
    /// # Examples
    /// ```
    /// # use zonescope_scenario::{Scenario, FIRST_CASE};
    /// let scenario = FIRST_CASE.scenario().unwrap();
    /// let link = scenario.to_link().unwrap();
    /// assert!(link.starts_with('1') && link.len() <= 52);
    /// let quoted = format!("> <https://zonescope.example/#{link}>,");
    /// assert_eq!(Scenario::from_link(&quoted), Ok(scenario));
    /// ```
    pub fn to_link(&self) -> Result<String, LinkError> {
        compact::encode(&self.normalised())
    }

    /// Opens a link, alone or with the address before it, and undoes what mails
    /// and pages do to links.
    ///
    /// # Errors
    /// Why the text is no link, or which damage it has.
    pub fn from_link(text: &str) -> Result<Scenario, LinkError> {
        let found = repair::repair(text)?;
        if let Some(query) = found.query {
            open(query)?;
        }
        open(found.link)
    }
}

/// Opens a repaired link.
fn open(link: String) -> Result<Scenario, LinkError> {
    match link.chars().next() {
        None => Err(LinkError::NoLink),
        Some('1') => compact::decode(link),
        Some(_) if link.contains("://") => Err(LinkError::NoLink),
        Some(version) => Err(LinkError::Version(version)),
    }
}
