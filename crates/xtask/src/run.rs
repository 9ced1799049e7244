//! Where the repository is, and how other programs are run from it.

use std::env;
use std::ffi::OsString;
use std::fs::{self, File};
use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Command, ExitStatus, Stdio};
use std::thread::sleep;
use std::time::{Duration, Instant};

/// Why xtask gives up, as one sentence with the remedy in it.
#[derive(Debug)]
pub struct Stop {
    pub sentence: String,
    /// The command line was wrong, rather than the machine.
    pub usage: bool,
    /// The exit status, where a program's own is passed on.
    pub status: Option<u8>,
}

impl Stop {
    pub fn new(sentence: impl Into<String>) -> Stop {
        Stop { sentence: sentence.into(), usage: false, status: None }
    }

    /// The reader has been told already; only the exit status is missing.
    pub fn told() -> Stop {
        Stop::new("")
    }

    /// The same, with the exit status of the program that told.
    pub fn told_with(status: i32) -> Stop {
        Stop { status: u8::try_from(status).ok(), ..Stop::told() }
    }

    pub fn usage(sentence: impl Into<String>) -> Stop {
        Stop { sentence: sentence.into(), usage: true, status: None }
    }
}

/// Says what happens now.
pub fn say(what: impl AsRef<str>) {
    println!("xtask: {}", what.as_ref());
}

/// The work tree, and the folder for tools in it.
pub struct Repo {
    pub root: PathBuf,
}

impl Repo {
    /// cargo tells where this crate lies; the binary itself may lie in a shared target folder.
    pub fn find() -> Repo {
        let here = env::var_os("CARGO_MANIFEST_DIR")
            .map_or_else(|| PathBuf::from("crates/xtask"), PathBuf::from);
        Repo { root: here.join("../..").canonicalize().unwrap_or_else(|_| PathBuf::from(".")) }
    }

    pub fn tools(&self) -> PathBuf {
        self.root.join(".tools")
    }

    pub fn tool(&self, name: &str) -> PathBuf {
        self.tools().join("bin").join(name)
    }

    /// Where cargo puts what it builds: the environment and any of cargo's
    /// configuration files may move it.
    pub fn target(&self) -> PathBuf {
        let metadata =
            output(self.cargo().args(["metadata", "--no-deps", "--format-version", "1"]));
        let dir = metadata
            .as_deref()
            .and_then(|json| json.split_once("\"target_directory\":\""))
            .and_then(|(_, rest)| rest.split_once('"'));
        self.root.join(dir.map_or("target", |(dir, _)| dir))
    }

    /// A command run at the root, our tools first on its PATH.
    pub fn command(&self, program: impl AsRef<std::ffi::OsStr>) -> Command {
        let ours = [self.tools().join("bin"), self.tools().join("npm/node_modules/.bin")];
        let path = env::var_os("PATH").unwrap_or_default();
        let path = env::join_paths(ours.into_iter().chain(env::split_paths(&path)));
        let mut command = Command::new(program);
        command.current_dir(&self.root);
        if let Ok(path) = path {
            command.env("PATH", path);
        }
        command
    }

    /// The cargo that runs us.
    pub fn cargo(&self) -> Command {
        self.command(env::var_os("CARGO").unwrap_or_else(|| OsString::from("cargo")))
    }

    /// The names of the packages whose folder and manifest fit.
    pub fn packages(&self, fits: impl Fn(&Path, &str) -> bool) -> Vec<String> {
        let mut dirs = vec![self.root.join("web")];
        let crates = fs::read_dir(self.root.join("crates"));
        dirs.extend(crates.into_iter().flatten().flatten().map(|entry| entry.path()));
        dirs.sort();
        let mut names = Vec::new();
        for dir in dirs {
            let Ok(manifest) = fs::read_to_string(dir.join("Cargo.toml")) else {
                continue;
            };
            if fits(&dir, &manifest) {
                names.extend(package_name(&manifest));
            }
        }
        names
    }

    pub fn read(&self, path: &str) -> Result<String, Stop> {
        fs::read_to_string(self.root.join(path)).map_err(|error| {
            Stop::new(format!("can't read {path}: {error}; run this in a whole checkout"))
        })
    }
}

fn package_name(manifest: &str) -> Option<String> {
    let name = manifest.lines().find_map(|line| line.strip_prefix("name = \""))?;
    name.strip_suffix('"').map(str::to_owned)
}

/// The program of this name on PATH.
pub fn on_path(name: &str) -> Option<PathBuf> {
    let path = env::var_os("PATH")?;
    env::split_paths(&path).map(|dir| dir.join(name)).find(|file| file.is_file())
}

/// What a command prints on standard output, when it succeeds.
pub fn output(command: &mut Command) -> Option<String> {
    let output = command.stderr(Stdio::null()).output().ok()?;
    let text = String::from_utf8(output.stdout).ok()?;
    output.status.success().then(|| text.trim_end().to_owned())
}

/// Runs a command whose output is the reader's.
pub fn loud(what: &str, command: &mut Command) -> Result<(), Stop> {
    ended(what, command.status().map_err(|error| not_started(what, command, &error))?)
}

/// Runs a command whose output the reader sees and `line` counts.
pub fn counted(
    what: &str,
    command: &mut Command,
    mut line: impl FnMut(&str),
) -> Result<ExitStatus, Stop> {
    let mut child = command
        .stdout(Stdio::piped())
        .spawn()
        .map_err(|error| not_started(what, command, &error))?;
    if let Some(out) = child.stdout.take() {
        let mut out = BufReader::new(out);
        let mut bytes = Vec::new();
        // By bytes: a test may print what is not UTF-8.
        while matches!(out.read_until(b'\n', &mut bytes), Ok(1..)) {
            let text = String::from_utf8_lossy(&bytes);
            print!("{text}");
            line(text.trim_end());
            bytes.clear();
        }
    }
    child.wait().map_err(|error| not_started(what, command, &error))
}

/// Runs a long installation: its output goes to a file, a line of it every
/// quarter of a minute to the reader, the end of it when it fails.
pub fn quiet(repo: &Repo, what: &str, log: &str, command: &mut Command) -> Result<(), Stop> {
    let dir = repo.tools().join("log");
    let log = dir.join(format!("{log}.txt"));
    let file = fs::create_dir_all(&dir)
        .and_then(|()| File::create(&log))
        .and_then(|file| Ok((file.try_clone()?, file)))
        .map_err(|error| Stop::new(format!("can't write {}: {error}", log.display())))?;
    let mut child = command
        .stdin(Stdio::null())
        .stdout(file.0)
        .stderr(file.1)
        .spawn()
        .map_err(|error| not_started(what, command, &error))?;
    let start = Instant::now();
    let mut beat = Duration::from_secs(15);
    let mut shown = String::new();
    let status = loop {
        match child.try_wait() {
            Ok(Some(status)) => break status,
            Ok(None) => sleep(Duration::from_millis(50)),
            Err(error) => return Err(not_started(what, command, &error)),
        }
        if start.elapsed() > beat {
            let text = read_lossy(&log);
            let last = text.lines().rev().map(str::trim).find(|line| !line.is_empty());
            // A line that stays is not said again: a warning would seem to be many.
            let last = last.filter(|line| *line != shown).unwrap_or("…");
            println!("       {:>3} s  {last}", start.elapsed().as_secs());
            if last != "…" {
                last.clone_into(&mut shown);
            }
            beat += Duration::from_secs(15);
        }
    };
    if status.success() {
        return Ok(());
    }
    let text = read_lossy(&log);
    if no_network(&text) {
        return Err(Stop::new(format!(
            "no network: {what} has to download what this machine lacks; connect it (or set the proxy) and run this again"
        )));
    }
    let lines: Vec<&str> = text.lines().collect();
    for line in &lines[lines.len().saturating_sub(30)..] {
        eprintln!("  {line}");
    }
    let shown = log.strip_prefix(&repo.root).unwrap_or(&log).display();
    Err(Stop::new(format!("{what} failed; its last lines are above, all of them in {shown}")))
}

fn read_lossy(path: &Path) -> String {
    String::from_utf8_lossy(&fs::read(path).unwrap_or_default()).into_owned()
}

fn ended(what: &str, status: ExitStatus) -> Result<(), Stop> {
    if status.success() {
        Ok(())
    } else {
        Err(Stop::new(format!("{what} failed; the reason is above")))
    }
}

fn not_started(what: &str, command: &Command, error: &std::io::Error) -> Stop {
    Stop::new(format!("{what}: can't run {}: {error}", command.get_program().to_string_lossy()))
}

/// Whether a failed download says that it did not reach anyone. The words are
/// cargo's (curl's), npm's, rustup's and apt's.
fn no_network(log: &str) -> bool {
    const SIGNS: [&str; 14] = [
        "Could not resolve host",
        "Couldn't resolve host",
        "Could not resolve",
        "Temporary failure resolving",
        "Temporary failure in name resolution",
        "Could not connect to server",
        "Couldn't connect to server",
        "Connection timed out",
        "Network is unreachable",
        "ENOTFOUND",
        "EAI_AGAIN",
        "ECONNREFUSED",
        "ETIMEDOUT",
        "error sending request",
    ];
    SIGNS.iter().any(|sign| log.contains(sign))
}

#[cfg(test)]
mod tests {
    use super::{no_network, Repo};

    #[test]
    fn packages_are_found_by_what_they_have() {
        let repo = Repo::find();
        let benched = repo.packages(|dir, _| dir.join("benches").is_dir());
        assert!(benched.contains(&"zonescope-model".to_owned()));
        assert!(!benched.contains(&"xtask".to_owned()));
    }

    #[test]
    fn a_compile_error_is_not_the_network() {
        assert!(no_network(
            "[6] Couldn't resolve host name (Could not resolve host: index.example)"
        ));
        assert!(no_network("npm error code EAI_AGAIN"));
        assert!(!no_network("error[E0308]: mismatched types"));
    }
}
