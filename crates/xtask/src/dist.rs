//! dist/: the folder that any static server can publish, at any path.

use crate::boot;
use crate::page::{self, Page};
use crate::run::{loud, say, Repo, Stop};
use std::path::PathBuf;

/// Builds the page, and dist/ of it. The work is done by dist.mjs: Node has the
/// hashes and both compressors, so xtask stays without dependencies.
pub fn make(repo: &Repo) -> Result<PathBuf, Stop> {
    let page = page::prepare(repo)?;
    of(repo, &page)
}

pub fn of(repo: &Repo, page: &Page) -> Result<PathBuf, Stop> {
    let dist = repo.root.join("dist");
    let stamp = repo.tools().join("dist-is-made-of");
    let mirrorboot = boot::published(repo)?;
    let made_of = format!("{} {}", page.made_of, page::fingerprint_of(&mirrorboot)?);
    page::unless_made(&dist, &stamp, &made_of, || {
        say("making dist/: 404 page, service worker, compressed files");
        loud(
            "making dist/",
            repo.command("node")
                .arg("crates/xtask/dist.mjs")
                .arg(&page.dir)
                .arg("web/hosting")
                .arg(&dist)
                .arg(site(repo)?)
                .arg(&mirrorboot),
        )
    })?;
    Ok(dist)
}

/// Where the page is published: the one value for links that are made outside it.
fn site(repo: &Repo) -> Result<String, Stop> {
    site_in(&repo.read("Cargo.toml")?)
        .map(str::to_owned)
        .ok_or_else(|| {
            Stop::new("Cargo.toml has no `site = \"https://…/\"` below [workspace.metadata.zonescope]: put it back, with a slash at its end")
        })
}

fn site_in(manifest: &str) -> Option<&str> {
    let (_, section) = manifest.split_once("[workspace.metadata.zonescope]\n")?;
    section
        .lines()
        .take_while(|line| !line.starts_with('['))
        .find_map(|line| line.strip_prefix("site = \""))
        .and_then(|rest| rest.strip_suffix('"'))
        .filter(|site| site.starts_with("https://") && site.ends_with('/'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn there_is_one_site() {
        assert!(site(&Repo::find()).is_ok());
        let manifest = |line| {
            format!("[x]\nsite = \"https://a.b/\"\n[workspace.metadata.zonescope]\n{line}\n[y]\n")
        };
        assert_eq!(site_in(&manifest("site = \"https://c.d/e/\"")), Some("https://c.d/e/"));
        assert_eq!(site_in(&manifest("site = \"https://c.d/e\"")), None);
        assert_eq!(site_in(&manifest("")), None);
    }
}
