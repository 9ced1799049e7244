//! `zonescope link`: a scenario as a link, and back.

use zonescope_report::address;
use zonescope_scenario::Scenario;

use crate::choice::Choice;

#[derive(clap::Args)]
pub struct Arguments {
    #[command(flatten)]
    choice: Choice,
    #[command(flatten)]
    site: Site,
    /// Print the scenario in LINK as JSON instead
    #[arg(long, value_name = "LINK", conflicts_with_all = ["site", "file", "dump", "variants", "releases", "kernel", "cmdline", "arch", "no_deferred_init"])]
    decode: Option<String>,
}

/// Where links made outside the page lead.
#[derive(clap::Args)]
pub struct Site {
    /// Where the page is served [default: the project's site]
    #[arg(long, value_name = "URL")]
    site: Option<String>,
}

/// The workspace's manifest: `[workspace.metadata.zonescope]` holds the one `site`.
const MANIFEST: &str = include_str!("../../../Cargo.toml");

impl Site {
    /// The address of `scenario`.
    pub fn link(&self, scenario: &Scenario) -> Result<String, String> {
        let payload = scenario.to_link().map_err(|error| error.to_string())?;
        Ok(format!("{}#{payload}", self.address()))
    }

    /// The page's own address.
    pub fn address(&self) -> String {
        let site = self.site.as_deref().unwrap_or_else(|| project_site());
        address(site.split('#').next().unwrap_or_default())
    }
}

fn project_site() -> &'static str {
    let value = MANIFEST.lines().find_map(|line| line.strip_prefix("site = \""));
    value.and_then(|value| value.strip_suffix('"')).unwrap_or_default()
}

pub fn run(arguments: &Arguments) -> Result<String, String> {
    if let Some(link) = &arguments.decode {
        let scenario = Scenario::from_link(link).map_err(|error| error.to_string())?;
        return Ok(scenario.to_json());
    }
    let scenario = arguments.choice.scenario()?;
    Ok(arguments.site.link(&scenario)? + "\n")
}

#[cfg(test)]
mod tests {
    #[test]
    fn the_site_is_in_the_manifest() {
        assert!(super::project_site().starts_with("https://"));
        assert!(super::project_site().ends_with('/'));
    }
}
