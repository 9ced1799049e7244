//! What we build with: licences, bans and sources, by the rules of .cargo/deny.toml; and, asked
//! for, what is known against it.

use crate::run::{loud, say, Repo, Stop};
use crate::setup;

/// Every workspace: each has a lock file of its own.
const WORKSPACES: [&str; 4] = [".", "crates/fuzz", "crates/mirrorboot", "crates/wasm-tools"];

/// `[advisories]`. Known vulnerabilities are left out else: their database is a download from a
/// code host, which a build machine need not reach.
pub fn run(repo: &Repo, words: &[String]) -> Result<(), Stop> {
    match words {
        [] => {
            setup::for_deny(repo)?;
            let checks = ["--all-features", "check", "licenses", "bans", "sources"];
            loud("cargo-deny", repo.command("cargo-deny").args(checks))
        }
        [word] if word == "advisories" => {
            setup::for_deny(repo)?;
            WORKSPACES.iter().try_for_each(|folder| advisories(repo, folder))
        }
        [word, ..] => Err(Stop::usage(format!("`{word}` is no check: say advisories, or nothing"))),
    }
}

fn advisories(repo: &Repo, folder: &str) -> Result<(), Stop> {
    say(format!("what RustSec knows of {folder}/Cargo.lock"));
    loud(
        "cargo-deny",
        repo.command("cargo-deny")
            .args(["--locked", "--all-features", "--manifest-path"])
            .arg(format!("{folder}/Cargo.toml"))
            .args(["--config", ".cargo/deny.toml", "check", "advisories"])
            // What is accepted in one workspace is not in all of them.
            .args(["--allow", "advisory-not-detected"]),
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;
    use std::fs;

    #[test]
    fn every_lock_file_is_asked_about() {
        let root = Repo::find().root;
        let crates = fs::read_dir(root.join("crates")).unwrap();
        let folders = crates.map(|entry| entry.unwrap().path()).chain([root.clone()]);
        let locked = folders.filter(|folder| folder.join("Cargo.lock").is_file());
        let locked: BTreeSet<_> = locked.collect();
        let asked = WORKSPACES.iter().map(|folder| match *folder {
            "." => root.clone(),
            folder => root.join(folder),
        });
        assert_eq!(asked.collect::<BTreeSet<_>>(), locked);
    }

    /// A tag can be moved to other code; a commit is what it is.
    #[test]
    fn every_action_is_pinned_by_its_commit() {
        let folder = Repo::find().root.join(".github/workflows");
        let mut uses = 0;
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            let text = fs::read_to_string(&path).unwrap();
            for line in text.lines().filter(|line| line.contains("uses:")) {
                let (_, pin) = line.split_once('@').unwrap();
                let (commit, tag) = pin.split_once(" # v").unwrap_or((pin, ""));
                let is_commit = commit.len() == 40 && commit.bytes().all(|b| b.is_ascii_hexdigit());
                assert!(is_commit && !tag.is_empty(), "{}: {line}", path.display());
                uses += 1;
            }
        }
        assert!(uses > 9, "only {uses} actions");
    }
}
