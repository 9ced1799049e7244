//! The release page: what trunk makes of index.html, in dist/.

use crate::run::{loud, output, quiet, say, Repo, Stop};
use crate::setup;
use std::collections::hash_map::DefaultHasher;
use std::fs;
use std::hash::{Hash, Hasher};
use std::io;
use std::path::{Path, PathBuf};

const PROGRAM: &str = "zonescope-page";

/// Installs what is missing and builds dist/, unless it is built from what is there now.
pub fn prepare(repo: &Repo) -> Result<(), Stop> {
    setup::for_page(repo)?;
    build(repo)
}

fn build(repo: &Repo) -> Result<(), Stop> {
    // cargo knows best whether the program is fresh; trunk would bind and optimise it again each time.
    say("building the page's program (release)");
    let target = "wasm32-unknown-unknown";
    loud(
        "building the page's program",
        repo.cargo().args([
            "build",
            "--release",
            "--target",
            target,
            "-p",
            "zonescope-web",
            "--bin",
            PROGRAM,
        ]),
    )?;
    let program = repo
        .target()
        .join(target)
        .join("release")
        .join(format!("{PROGRAM}.wasm"));
    let inputs = fingerprint(repo, program)
        .map_err(|error| Stop::new(format!("can't read the page's files: {error}")))?;
    let stamp = repo.tools().join("dist-is-built-from");
    let index = repo.root.join("dist/index.html");
    if index.is_file() && fs::read_to_string(&stamp).is_ok_and(|built| built == inputs) {
        say("dist/ is up to date");
        return Ok(());
    }
    say("building dist/ with trunk, wasm-bindgen and wasm-opt");
    let _ = fs::remove_file(&stamp);
    quiet(
        repo,
        "building the page",
        "page",
        repo.command("trunk")
            .args(["build", "--release"])
            .env("TRUNK_SKIP_VERSION_CHECK", "true")
            // trunk takes NO_COLOR=1 for a bad value of one of its options.
            .env_remove("NO_COLOR"),
    )?;
    check_policy(repo)?;
    fs::write(&stamp, inputs)
        .map_err(|error| Stop::new(format!("can't write {}: {error}", stamp.display())))
}

/// A hash of all that trunk turns into dist/: the program, and every file of
/// the page that is not Rust.
fn fingerprint(repo: &Repo, program: PathBuf) -> io::Result<String> {
    let mut files = vec![program];
    for name in [
        "index.html",
        "Trunk.toml",
        "crates/wasm-tools/Cargo.toml",
        "crates/wasm-tools/npm/package.json",
    ] {
        files.push(repo.root.join(name));
    }
    files_below(&repo.root.join("web"), &["e2e", "src", "tests"], &mut files)?;
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
fn check_policy(repo: &Repo) -> Result<(), Stop> {
    let html = repo.read("dist/index.html")?;
    if !html.contains(&policy(repo)?) {
        return Err(Stop::new(
            "dist/index.html lost index.html's Content-Security-Policy on its way through trunk",
        ));
    }
    match forbidden(&html) {
        Some(what) => Err(Stop::new(format!(
            "dist/index.html has {what}, which its Content-Security-Policy forbids: move it to a file"
        ))),
        None => Ok(()),
    }
}

fn forbidden(html: &str) -> Option<&'static str> {
    let html = html.to_ascii_lowercase();
    let inline_script = html.split("<script").skip(1).any(|tag| {
        tag.split('>')
            .next()
            .is_some_and(|head| !head.contains("src="))
    });
    if inline_script {
        Some("an inline script")
    } else if html.contains("<style") || html.contains(" style=") {
        Some("an inline style")
    } else {
        None
    }
}

/// Builds dist/ and prints what each file weighs, as it is and as a server sends it.
pub fn size(repo: &Repo) -> Result<(), Stop> {
    prepare(repo)?;
    // Node has both compressors; xtask stays without dependencies.
    let script = "const fs = require('fs'), z = require('zlib');
        console.log(['raw', 'gzip', 'brotli'].map(s => s.padStart(10)).join(''));
        const total = [0, 0, 0];
        const show = (n, name) => console.log(n.map(v => String(v).padStart(10)).join('') + '  ' + name);
        for (const name of fs.readdirSync('dist', { recursive: true }).sort()) {
            if (!fs.statSync('dist/' + name).isFile()) continue;
            const raw = fs.readFileSync('dist/' + name);
            const n = [raw, z.gzipSync(raw, { level: 9 }), z.brotliCompressSync(raw)].map(b => b.length);
            n.forEach((v, i) => total[i] += v);
            show(n, name);
        }
        show(total, 'in all');";
    match output(repo.command("node").args(["-e", script])) {
        Some(table) => {
            println!("{table}");
            Ok(())
        }
        None => Err(Stop::new("node could not measure dist/")),
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
        assert_eq!(
            forbidden("<script type=module src=a.js></script><p class=style>"),
            None
        );
        assert_eq!(forbidden("<script>go()</script>"), Some("an inline script"));
        assert_eq!(forbidden("<STYLE>p{}</STYLE>"), Some("an inline style"));
        assert_eq!(
            forbidden("<p style=\"color:red\">"),
            Some("an inline style")
        );
    }
}
