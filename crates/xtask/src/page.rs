//! The release page: what trunk makes of index.html.

use crate::run::{loud, quiet, say, Repo, Stop};
use crate::setup;
use std::collections::hash_map::DefaultHasher;
use std::fs;
use std::hash::{Hash, Hasher};
use std::io;
use std::path::{Path, PathBuf};
use std::thread;

pub const PROGRAM: &str = "zonescope-page";

/// The built page: what `serve` serves, `test` tests, and dist/ is made of.
pub struct Page {
    /// Beside cargo's other products, so that `cargo clean` takes it along.
    pub dir: PathBuf,
    /// Changes with all that the page, or dist/, is made of.
    pub made_of: String,
}

/// Installs what is missing and builds the page, unless it is built from what is there now.
pub fn prepare(repo: &Repo) -> Result<Page, Stop> {
    setup::for_program(repo)?;
    // The first time tools are compiled beside the program, which does not need them: its last step
    // takes a minute of one core.
    let program = thread::scope(|scope| {
        let program = scope.spawn(|| build_program(repo));
        setup::page_tools(repo)?;
        program.join().map_err(|_| Stop::new("building the page's program panicked"))?
    })?;
    bundle(repo, program)
}

/// Compiles the page's program, and says where it is.
fn build_program(repo: &Repo) -> Result<PathBuf, Stop> {
    // cargo knows best whether the program is fresh; trunk would bind and optimise it again each
    // time.
    say("building the page's program (release)");
    let wasm32 = "wasm32-unknown-unknown";
    loud(
        "building the page's program",
        repo.cargo().args(["build", "--release", "--target", wasm32]).args([
            "-p",
            "zonescope-web",
            "--bin",
            PROGRAM,
        ]),
    )?;
    Ok(repo.target().join(wasm32).join("release").join(format!("{PROGRAM}.wasm")))
}

/// Makes the page of its program and of the files beside it.
fn bundle(repo: &Repo, program: PathBuf) -> Result<Page, Stop> {
    let target = repo.target();
    let made_of = fingerprint(repo, program)
        .map_err(|error| Stop::new(format!("can't read the page's files: {error}")))?;
    let page = Page { dir: target.join("page"), made_of };
    let stamp = target.join("page.made-of");
    unless_made(&page.dir, &stamp, &page.made_of, || {
        say("building the page with trunk, wasm-bindgen and wasm-opt");
        quiet(
            repo,
            "building the page",
            "page",
            repo.command("trunk")
                .args(["build", "--release", "--dist"])
                .arg(&page.dir)
                .env("TRUNK_SKIP_VERSION_CHECK", "true")
                // trunk takes NO_COLOR=1 for a bad value of one of its options.
                .env_remove("NO_COLOR"),
        )?;
        check_policy(repo, &page)
    })?;
    Ok(page)
}

/// Fills a folder, unless the stamp says that it is made of the same already.
pub fn unless_made(
    dir: &Path,
    stamp: &Path,
    of: &str,
    make: impl FnOnce() -> Result<(), Stop>,
) -> Result<(), Stop> {
    let made = fs::read_to_string(stamp).is_ok_and(|made| made == of);
    if made && dir.join("index.html").is_file() {
        say(format!("{} is up to date", dir.display()));
        return Ok(());
    }
    let _ = fs::remove_file(stamp);
    make()?;
    fs::write(stamp, of)
        .map_err(|error| Stop::new(format!("can't write {}: {error}", stamp.display())))
}

/// A hash of all that the page and dist/ are made of: the program, and every file that is not Rust.
fn fingerprint(repo: &Repo, program: PathBuf) -> io::Result<String> {
    let mut files = vec![program];
    for name in [
        "index.html",
        "Cargo.toml",
        "Trunk.toml",
        "crates/xtask/dist.mjs",
        "crates/wasm-tools/Cargo.toml",
        "crates/wasm-tools/npm/package.json",
    ] {
        files.push(repo.root.join(name));
    }
    files_below(&repo.root.join("web"), &["e2e", "src", "tests"], &mut files)?;
    hash_of(files)
}

/// A hash of what is in a folder.
pub fn fingerprint_of(dir: &Path) -> Result<String, Stop> {
    let mut files = Vec::new();
    files_below(dir, &[], &mut files)
        .and_then(|()| hash_of(files))
        .map_err(|error| Stop::new(format!("can't read {}: {error}", dir.display())))
}

fn hash_of(mut files: Vec<PathBuf>) -> io::Result<String> {
    files.sort();
    let mut hash = DefaultHasher::new();
    for file in files {
        (&file, fs::read(&file)?).hash(&mut hash);
    }
    Ok(format!("{:016x}", hash.finish()))
}

fn files_below(dir: &Path, except: &[&str], files: &mut Vec<PathBuf>) -> io::Result<()> {
    for entry in fs::read_dir(dir)? {
        let entry = entry?;
        if except.iter().any(|name| entry.file_name() == *name) {
            continue;
        }
        if entry.file_type()?.is_dir() {
            files_below(&entry.path(), except, files)?;
        } else {
            files.push(entry.path());
        }
    }
    Ok(())
}

/// The Content-Security-Policy that index.html spells.
pub fn policy(repo: &Repo) -> Result<String, Stop> {
    policy_in(&repo.read("index.html")?)
        .map(str::to_owned)
        .ok_or_else(|| Stop::new("index.html has no `<meta http-equiv=\"Content-Security-Policy\" content=\"…\">`: put it back"))
}

fn policy_in(html: &str) -> Option<&str> {
    let (_, rest) = html.split_once("http-equiv=\"Content-Security-Policy\" content=\"")?;
    rest.split_once('"').map(|(policy, _)| policy)
}

/// The built page must carry the policy letter by letter, and nothing that the
/// policy forbids: a browser would only say so in its console.
fn check_policy(repo: &Repo, page: &Page) -> Result<(), Stop> {
    let index = page.dir.join("index.html");
    let html = fs::read_to_string(&index)
        .map_err(|error| Stop::new(format!("can't read {}: {error}", index.display())))?;
    if !html.contains(&policy(repo)?) {
        return Err(Stop::new(
            "the built page lost index.html's Content-Security-Policy on its way through trunk",
        ));
    }
    match forbidden(&html) {
        Some(what) => Err(Stop::new(format!(
            "the built page has {what}, which its Content-Security-Policy forbids: move it to a file"
        ))),
        None => Ok(()),
    }
}

fn forbidden(html: &str) -> Option<&'static str> {
    let html = html.to_ascii_lowercase();
    let inline_script = html
        .split("<script")
        .skip(1)
        .any(|tag| tag.split('>').next().is_some_and(|head| !head.contains("src=")));
    if inline_script {
        Some("an inline script")
    } else if html.contains("<style") || html.contains(" style=") {
        Some("an inline style")
    } else {
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_policy_is_the_agreed_one() {
        let agreed = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; \
            img-src 'self' blob: data:; connect-src 'self'; worker-src 'self'; manifest-src 'self'; \
            base-uri 'none'; form-action 'none'";
        assert_eq!(policy(&Repo::find()).ok().as_deref(), Some(agreed));
    }

    #[test]
    fn what_the_policy_forbids_is_found() {
        assert_eq!(forbidden("<script type=module src=a.js></script><p class=style>"), None);
        assert_eq!(forbidden("<script>go()</script>"), Some("an inline script"));
        assert_eq!(forbidden("<STYLE>p{}</STYLE>"), Some("an inline style"));
        assert_eq!(forbidden("<p style=\"color:red\">"), Some("an inline style"));
    }

    #[test]
    fn a_folder_is_made_once_of_the_same() {
        let dir = std::env::temp_dir().join(format!("zonescope-xtask-{}", std::process::id()));
        fs::create_dir_all(&dir).unwrap();
        let stamp = dir.join("made-of");
        let mut made = 0;
        for of in ["a", "a", "b"] {
            let make = || {
                made += 1;
                fs::write(dir.join("index.html"), "").unwrap();
                Ok(())
            };
            unless_made(&dir, &stamp, of, make).unwrap();
        }
        assert_eq!(made, 2);
        unless_made(&dir, &stamp, "c", || Err(Stop::new("broken"))).unwrap_err();
        assert!(!stamp.exists(), "half a folder is not taken for a whole one");
        fs::remove_dir_all(&dir).unwrap();
    }
}
