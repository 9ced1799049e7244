//! Installs what is missing, and says so. What is there costs a moment to
//! check, so every command checks.

use crate::boot::Needs;
use crate::run::{on_path, output, quiet, say, Repo, Stop};
use std::env;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::thread;
use std::time::Instant;

/// trunk 0.22 needs a newer compiler than stable's.
const TRUNK: &str = "0.21.14";
const CARGO_FUZZ: &str = "0.13.2";
const CARGO_DENY: &str = "0.20.2";
const WASM_TARGET: &str = "wasm32-unknown-unknown";
const OLDEST_NODE: u32 = 20;

/// Everything that building the page needs.
pub fn for_page(repo: &Repo) -> Result<(), Stop> {
    for_program(repo)?;
    page_tools(repo)
}

/// What compiling the page's program needs.
pub fn for_program(repo: &Repo) -> Result<(), Stop> {
    node(repo)?;
    rust_target(repo, WASM_TARGET)?;
    fetch_crates(repo)
}

/// What makes a page of the program.
pub fn page_tools(repo: &Repo) -> Result<(), Stop> {
    let bindgen = wasm_bindgen_version(repo)?;
    // Side by side: each ends with one long step that leaves the other cores idle.
    thread::scope(|scope| {
        let bindgen = scope.spawn(|| wasm_bindgen(repo, &bindgen));
        wasm_opt(repo)?;
        trunk(repo)?;
        bindgen.join().map_err(|_| Stop::new("installing wasm-bindgen's tools panicked"))?
    })
}

/// What the wasm tests and the whole-page tests need besides.
pub fn for_browser_tests(repo: &Repo) -> Result<Browser, Stop> {
    let browser = chromium(repo)?;
    npm_ci(repo, "the browser tests' packages", "web/e2e")?;
    Ok(browser)
}

/// What the wasm tests need: they build no page.
pub fn for_wasm_tests(repo: &Repo) -> Result<Browser, Stop> {
    let bindgen = wasm_bindgen_version(repo)?;
    rust_target(repo, WASM_TARGET)?;
    fetch_crates(repo)?;
    wasm_bindgen(repo, &bindgen)?;
    chromium(repo)
}

/// What fuzzing needs.
pub fn for_fuzzing(repo: &Repo) -> Result<(), Stop> {
    if on_path("c++").is_none() {
        return Err(Stop::new(
            "there is no C++ compiler (c++) on PATH, which libfuzzer is built with: install g++ or clang and run this again",
        ));
    }
    pinned(repo, "cargo-fuzz", CARGO_FUZZ, "half a minute", &[])
}

/// What checking licences and bans needs.
pub fn for_deny(repo: &Repo) -> Result<(), Stop> {
    pinned(repo, "cargo-deny", CARGO_DENY, "a minute", &[])
}

/// What booting a kernel in QEMU needs: QEMU and its firmware.
pub fn for_boot(repo: &Repo, needs: &Needs) -> Result<(), Stop> {
    if can_boot(needs) {
        return Ok(());
    }
    let packages: Vec<&str> = needs.packages.iter().map(String::as_str).collect();
    let missing = format!("{} or its UEFI firmware is missing", needs.qemu);
    from_apt(repo, "QEMU and its firmware", &missing, &packages)?;
    match can_boot(needs) {
        true => Ok(()),
        false => Err(Stop::new(format!(
            "apt installed {}, but {} is not on PATH or none of {} is there",
            packages.join(" "),
            needs.qemu,
            needs.firmwares.join(", ")
        ))),
    }
}

/// Whether QEMU and its firmware are there.
pub fn can_boot(needs: &Needs) -> bool {
    on_path(&needs.qemu).is_some() && needs.firmwares.iter().any(|file| Path::new(file).is_file())
}

/// busybox for this machine, linked statically: what is not is refused by the command.
pub fn busybox(repo: &Repo) -> Result<PathBuf, Stop> {
    let file = PathBuf::from("/bin/busybox");
    if !file.is_file() {
        from_apt(repo, "busybox", "busybox is missing", &["busybox-static"])?;
    }
    Ok(file)
}

/// Installs what is missing where that can be done without asking; else says how.
fn from_apt(repo: &Repo, what: &str, missing: &str, packages: &[&str]) -> Result<(), Stop> {
    let list = packages.join(" ");
    if on_path("apt-get").is_none() {
        return Err(Stop::new(format!(
            "{missing}: install it (in Debian: {list}) and run this again"
        )));
    }
    if !is_root() {
        return Err(Stop::new(format!(
            "{missing}: run `sudo apt-get install {list}`, then run this again"
        )));
    }
    apt_update(repo)?;
    apt_install(repo, what, packages)
}

/// Downloads the crates of Cargo.lock, apart from the builds, whose own words
/// about a missing network are many and not one sentence.
pub fn fetch_crates(repo: &Repo) -> Result<(), Stop> {
    quiet(repo, "fetching the crates of Cargo.lock", "fetch", repo.cargo().arg("fetch"))
}

fn node(repo: &Repo) -> Result<(), Stop> {
    let remedy = format!(
        "install Node.js {OLDEST_NODE} or later with npm (nodejs.org, or your distribution's nodejs and npm) and run this again"
    );
    let Some(version) = output(repo.command("node").arg("--version")) else {
        return Err(Stop::new(format!("there is no Node.js on PATH: {remedy}")));
    };
    let major = version
        .trim_start_matches('v')
        .split('.')
        .next()
        .and_then(|major| major.parse::<u32>().ok());
    if major.is_none_or(|major| major < OLDEST_NODE) {
        return Err(Stop::new(format!("Node.js {version} is too old: {remedy}")));
    }
    if on_path("npm").is_none() {
        return Err(Stop::new(format!("there is Node.js but no npm on PATH: {remedy}")));
    }
    Ok(())
}

/// Adds a target of Rust's, if it is not there.
pub fn rust_target(repo: &Repo, target: &str) -> Result<(), Stop> {
    // Asks the compiler, not rustup: a distribution's Rust may bring the target by itself.
    let libdir =
        output(repo.command("rustc").args(["--print", "target-libdir", "--target", target]));
    if libdir.is_some_and(|dir| Path::new(&dir).is_dir()) {
        return Ok(());
    }
    if on_path("rustup").is_none() {
        return Err(Stop::new(format!(
            "Rust's target {target} is missing and there is no rustup to add it: install rustup (rustup.rs), or your distribution's package of that target, and run this again"
        )));
    }
    say(format!("adding Rust's target {target}"));
    quiet(
        repo,
        &format!("adding Rust's target {target}"),
        "target",
        repo.command("rustup").args(["target", "add", target]),
    )
}

fn trunk(repo: &Repo) -> Result<(), Stop> {
    // A debug build without TLS: it needs no network, and bundles as fast as a release build that
    // takes twice as long.
    pinned(repo, "trunk", TRUNK, "4 minutes", &["--no-default-features"])
}

/// A program of crates.io at the version that we know.
fn pinned(repo: &Repo, name: &str, version: &str, takes: &str, args: &[&str]) -> Result<(), Stop> {
    if is_there(repo, &[name], version) {
        return Ok(());
    }
    say(format!("compiling {name} {version} into .tools (once; about {takes})"));
    let package = format!("{name}@{version}");
    let args = [args, &[package.as_str()]].concat();
    cargo_install(repo, &format!("installing {name}"), name, &args)
}

fn wasm_bindgen(repo: &Repo, version: &str) -> Result<(), Stop> {
    if is_there(repo, &["wasm-bindgen", "wasm-bindgen-test-runner"], version) {
        return Ok(());
    }
    say(format!("compiling wasm-bindgen's tools {version} into .tools (once; about a minute)"));
    cargo_install(
        repo,
        "installing wasm-bindgen's tools",
        "wasm-tools",
        &["--path", "crates/wasm-tools"],
    )
}

/// Whether programs are there at the version that is pinned: in .tools, or else on PATH, which is
/// said.
fn is_there(repo: &Repo, names: &[&str], version: &str) -> bool {
    if names.iter().all(|name| has_version(&repo.tool(name), version)) {
        return true;
    }
    let found: Vec<PathBuf> = names.iter().filter_map(|name| on_path(name)).collect();
    let are_there =
        found.len() == names.len() && found.iter().all(|program| has_version(program, version));
    if are_there {
        let found: Vec<String> =
            found.iter().map(|program| program.display().to_string()).collect();
        say(format!("using {} {version}, which is on PATH", found.join(" and ")));
    }
    are_there
}

fn cargo_install(repo: &Repo, what: &str, log: &str, args: &[&str]) -> Result<(), Stop> {
    let build = repo.tools().join(format!("build-{log}"));
    let began = Instant::now();
    quiet(
        repo,
        what,
        log,
        repo.cargo()
            .args(["install", "--locked", "--debug", "--force", "--root"])
            .arg(repo.tools())
            .args(args)
            .env("CARGO_PROFILE_DEV_DEBUG", "0")
            .env("CARGO_TARGET_DIR", &build),
    )?;
    say(format!("{what} took {} s", began.elapsed().as_secs()));
    // A gigabyte that nothing needs again. If it stays, it only takes room.
    let _ = fs::remove_dir_all(build);
    Ok(())
}

fn wasm_opt(repo: &Repo) -> Result<(), Stop> {
    // npm writes beside package.json, so the two files go where the result should lie.
    let to = repo.tools().join("npm");
    let from = repo.root.join("crates/wasm-tools/npm");
    let manifest = repo.read("crates/wasm-tools/npm/package.json")?;
    // Binaryen's versions are one number.
    let version =
        manifest.split_once("\"binaryen\": \"").and_then(|(_, rest)| rest.split_once('.'));
    let is_ours = to.join("node_modules/.bin/wasm-opt").is_file();
    if version.is_some_and(|(version, _)| !is_ours && is_there(repo, &["wasm-opt"], version)) {
        return Ok(());
    }
    fs::create_dir_all(&to)
        .and_then(|()| {
            ["package.json", "package-lock.json"]
                .iter()
                .try_for_each(|name| copy_if_changed(&from.join(name), &to.join(name)))
        })
        .map_err(|error| Stop::new(format!("can't write .tools/npm: {error}")))?;
    npm_ci(repo, "wasm-opt", ".tools/npm")
}

fn copy_if_changed(from: &Path, to: &Path) -> std::io::Result<()> {
    let text = fs::read(from)?;
    match fs::read(to) {
        Ok(old) if old == text => Ok(()),
        _ => fs::write(to, text),
    }
}

/// `npm ci`, unless what it last installed there is what the lock still asks for.
fn npm_ci(repo: &Repo, what: &str, dir: &str) -> Result<(), Stop> {
    let lock = repo.read(&format!("{dir}/package-lock.json"))?;
    let stamp = repo.root.join(dir).join("node_modules/.installed-lock");
    if fs::read_to_string(&stamp).is_ok_and(|installed| installed == lock) {
        return Ok(());
    }
    node(repo)?;
    say(format!("installing {what} with npm"));
    quiet(
        repo,
        &format!("installing {what}"),
        &dir.replace(['/', '.'], "-"),
        repo.command("npm")
            .args(["ci", "--no-audit", "--no-fund"])
            .current_dir(repo.root.join(dir))
            .env("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1"),
    )?;
    fs::write(&stamp, lock)
        .map_err(|error| Stop::new(format!("can't write {}: {error}", stamp.display())))
}

/// Where the browser and its driver are.
pub struct Browser {
    pub chromium: PathBuf,
    pub driver: PathBuf,
}

fn chromium(repo: &Repo) -> Result<Browser, Stop> {
    if let Some(browser) = find_browser() {
        return Ok(browser);
    }
    let missing = "Chromium or its driver (chromedriver) is missing";
    if on_path("apt-get").is_none() {
        return Err(Stop::new(format!(
            "{missing}: install both, so that they are on PATH, and run this again"
        )));
    }
    if !is_root() {
        return Err(Stop::new(format!(
            "{missing}: run `sudo apt-get install chromium chromium-driver`, then run this again"
        )));
    }
    apt_update(repo)?;
    apt_install(repo, "Chromium and its driver", &["chromium", "chromium-driver"])?;
    find_browser().ok_or_else(|| {
        Stop::new("apt installed Chromium, but `chromium` and `chromedriver` are not on PATH: put them there and run this again")
    })
}

/// Firefox, for the one test that asks for it; none where it would have to be asked for by hand,
/// which is said. Debian's, not Playwright's own: it is what people have.
pub fn firefox(repo: &Repo) -> Option<PathBuf> {
    let find = || ["firefox-esr", "firefox"].into_iter().find_map(on_path);
    or_without(repo, "Firefox", "firefox-esr", find)
}

/// docutils, for the tests that read reStructuredText back: as Firefox, without it they are
/// skipped.
pub fn docutils(repo: &Repo) {
    let imports = || output(Command::new("python3").args(["-c", "import docutils"])).map(drop);
    or_without(repo, "docutils", "python3-docutils", imports);
}

/// What a test can do without, which is said: from apt, where that needs no question.
fn or_without<T>(
    repo: &Repo,
    what: &str,
    package: &str,
    find: impl Fn() -> Option<T>,
) -> Option<T> {
    let why = match find() {
        Some(found) => return Some(found),
        None if on_path("apt-get").is_none() => "install it".to_owned(),
        None if !is_root() => format!("run `sudo apt-get install {package}`"),
        None if apt_update(repo).is_err() => "apt could not be asked for it".to_owned(),
        None if output(Command::new("apt-cache").args(["show", package])).is_none() => {
            format!("apt does not know {package}")
        }
        None => match apt_install(repo, what, &[package]).map(|()| find()) {
            Ok(Some(found)) => return Some(found),
            _ => "apt could not install it".to_owned(),
        },
    };
    say(format!("there is no {what}, so nothing is tested with it: {why}"));
    None
}

fn is_root() -> bool {
    output(Command::new("id").arg("-u")).is_some_and(|id| id == "0")
}

fn apt_update(repo: &Repo) -> Result<(), Stop> {
    say("asking apt for its newest lists");
    apt(repo, "asking apt for its lists", &["update"])
}

fn apt_install(repo: &Repo, what: &str, packages: &[&str]) -> Result<(), Stop> {
    say(format!("installing {what} with apt"));
    let args = [&["install", "-y", "--no-install-recommends"], packages].concat();
    apt(repo, &format!("installing {what} with apt"), &args)
}

fn apt(repo: &Repo, what: &str, args: &[&str]) -> Result<(), Stop> {
    quiet(
        repo,
        what,
        "apt",
        repo.command("apt-get").args(args).env("DEBIAN_FRONTEND", "noninteractive"),
    )
}

fn find_browser() -> Option<Browser> {
    let chromium =
        ["chromium", "chromium-browser", "google-chrome"].into_iter().find_map(on_path)?;
    let driver =
        env::var_os("CHROMEDRIVER").map(PathBuf::from).or_else(|| on_path("chromedriver"))?;
    Some(Browser { chromium, driver })
}

fn has_version(program: &Path, version: &str) -> bool {
    program.is_file()
        && output(Command::new(program).arg("--version"))
            .is_some_and(|text| text.split_whitespace().any(|word| word == version))
}

/// The version of wasm-bindgen that the page is built with and the tools are
/// pinned to. The two ends of wasm-bindgen only fit when they are equal.
fn wasm_bindgen_version(repo: &Repo) -> Result<String, Stop> {
    let locked = locked_version(&repo.read("Cargo.lock")?, "wasm-bindgen");
    let pinned = pinned_version(&repo.read("crates/wasm-tools/Cargo.toml")?, "wasm-bindgen-cli");
    match (locked, pinned) {
        (Some(locked), Some(pinned)) if locked == pinned => Ok(locked),
        (locked, pinned) => Err(Stop::new(format!(
            "Cargo.lock has wasm-bindgen {}, crates/wasm-tools has its tools {}: set the `=` versions in web/Cargo.toml and crates/wasm-tools/Cargo.toml to the same one, run `cargo update -p wasm-bindgen` in both, and run this again",
            locked.as_deref().unwrap_or("not at all"),
            pinned.as_deref().unwrap_or("not at all"),
        ))),
    }
}

fn locked_version(lock: &str, name: &str) -> Option<String> {
    let entry =
        lock.split("[[package]]").find(|entry| entry.contains(&format!("name = \"{name}\"\n")))?;
    entry
        .lines()
        .find_map(|line| line.strip_prefix("version = "))
        .map(|version| version.trim_matches('"').to_owned())
}

fn pinned_version(manifest: &str, name: &str) -> Option<String> {
    let line = manifest.lines().find(|line| line.starts_with(&format!("{name} =")))?;
    let (_, rest) = line.split_once("\"=")?;
    rest.split_once('"').map(|(version, _)| version.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn versions_are_read_from_both_files() {
        let lock = "[[package]]\nname = \"wasm-bindgen-macro\"\nversion = \"0.2.1\"\n\n[[package]]\nname = \"wasm-bindgen\"\nversion = \"0.2.130\"\n";
        assert_eq!(locked_version(lock, "wasm-bindgen").as_deref(), Some("0.2.130"));
        assert_eq!(locked_version(lock, "yew"), None);
        let manifest = "[dependencies]\nwasm-bindgen-cli = { version = \"=0.2.130\", default-features = false }\n";
        assert_eq!(pinned_version(manifest, "wasm-bindgen-cli").as_deref(), Some("0.2.130"));
    }

    #[test]
    fn the_repository_pins_one_wasm_bindgen() {
        assert!(wasm_bindgen_version(&Repo::find()).is_ok());
    }
}
