//! What we build with: licences, bans and sources, by the rules of .cargo/deny.toml.

use crate::run::{loud, Repo, Stop};
use crate::setup;

/// Known vulnerabilities are left out: their database is a download from a code host, which a
/// build machine need not reach. `.tools/bin/cargo-deny deny check advisories` asks it.
pub fn run(repo: &Repo) -> Result<(), Stop> {
    setup::for_deny(repo)?;
    loud(
        "cargo-deny",
        repo.command("cargo-deny").args(["--all-features", "check", "licenses", "bans", "sources"]),
    )
}
