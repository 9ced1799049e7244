//! `cargo xtask boot`: finds, builds and installs what `zonescope boot` asks for, and runs it.
//! The command itself knows no package and no build: it can boot without this checkout.

use crate::debian::{Debian, Kernel};
use crate::run::{loud, quiet, say, Repo, Stop};
use crate::setup;
use std::ffi::OsString;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Duration;

/// Everything `zonescope boot` is told besides its own arguments.
pub struct Kit {
    pub mirrorboot: PathBuf,
    pub busybox: PathBuf,
}

/// What a scenario's boot needs, as `zonescope boot --needs` prints it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Needs {
    /// Debian's name of the architecture.
    pub arch: String,
    /// The flavour of Debian's kernels.
    pub flavour: String,
    pub qemu: String,
    /// Any of them will do.
    pub firmwares: Vec<String>,
    pub packages: Vec<String>,
}

/// Boots what `args` say; the exit status is that of `zonescope boot`.
pub fn run(repo: &Repo, args: &[String]) -> Result<(), Stop> {
    let (args, asked) = split(args)?;
    let command = zonescope(repo)?;
    let only_prints = args.iter().any(|arg| matches!(arg.as_str(), "--script" | "--help" | "-h"));
    if only_prints {
        return passed_on(Command::new(command).arg("boot").args(&args));
    }
    let needs = Needs::of(&command, &args)?;
    let kit = kit(repo, &needs)?;
    let mut boot = Command::new(&command);
    boot.arg("boot").args(&args).args(kit.arguments());
    if !args.iter().any(|arg| arg == "--folder" || arg.starts_with("--folder=")) {
        boot.arg("--folder").arg(repo.target().join("boot/run"));
    }
    if let Some(version) = asked {
        let kernel = Debian::open(repo)?.kernel(&version, &needs.flavour)?;
        say(format!("booting Debian's {kernel}"));
        boot.arg("--kernel").arg(kernel.file);
    }
    passed_on(&mut boot)
}

/// Ours taken out: `--debian VERSION`.
fn split(args: &[String]) -> Result<(Vec<String>, Option<String>), Stop> {
    let mut rest = Vec::new();
    let mut asked = None;
    let mut args = args.iter();
    while let Some(arg) = args.next() {
        if arg == "--debian" {
            let version = args.next();
            asked = Some(version.cloned().ok_or_else(|| {
                Stop::usage("--debian takes the start of a version, as in --debian 6.12")
            })?);
        } else if let Some(version) = arg.strip_prefix("--debian=") {
            asked = Some(version.to_owned());
        } else {
            rest.push(arg.clone());
        }
    }
    Ok((rest, asked))
}

/// Builds the command; where it is.
pub fn zonescope(repo: &Repo) -> Result<PathBuf, Stop> {
    setup::fetch_crates(repo)?;
    loud("building zonescope", repo.cargo().args(["build", "--quiet", "-p", "zonescope-cli"]))?;
    Ok(repo.target().join("debug/zonescope"))
}

impl Needs {
    pub fn of_scenario(command: &Path, scenario: &Path, arch: Option<&str>) -> Result<Needs, Stop> {
        let arch = arch.into_iter().flat_map(|arch| ["--arch".to_owned(), arch.to_owned()]);
        Needs::of(command, &arch.chain([scenario.display().to_string()]).collect::<Vec<_>>())
    }

    fn of(command: &Path, args: &[String]) -> Result<Needs, Stop> {
        // What it complains about goes to the reader, who gets the same words as from a boot.
        let mut asked = Command::new(command);
        asked.arg("boot").args(args).arg("--needs").stderr(std::process::Stdio::inherit());
        let answer = asked.output().ok().filter(|answer| answer.status.success());
        let text = answer.and_then(|answer| String::from_utf8(answer.stdout).ok());
        text.as_deref().and_then(Needs::read).ok_or_else(Stop::told)
    }

    fn read(text: &str) -> Option<Needs> {
        let mut lines = text.lines();
        let mut line = || lines.next();
        let words = |line: &str| line.split_whitespace().map(str::to_owned).collect::<Vec<_>>();
        Some(Needs {
            arch: line()?.to_owned(),
            flavour: line()?.to_owned(),
            qemu: line()?.to_owned(),
            firmwares: words(line()?),
            packages: words(line()?),
        })
    }
}

/// QEMU, firmware, busybox and mirrorboot.
pub fn kit(repo: &Repo, needs: &Needs) -> Result<Kit, Stop> {
    setup::for_boot(repo, needs)?;
    let busybox = match on_this_machine(&needs.arch) {
        true => setup::busybox(repo)?,
        false => Debian::open(repo)?.busybox(&needs.arch)?,
    };
    Ok(Kit { mirrorboot: mirrorboot(repo, &needs.arch)?, busybox })
}

impl Kit {
    pub fn arguments(&self) -> [OsString; 4] {
        [
            "--mirrorboot".into(),
            self.mirrorboot.clone().into(),
            "--busybox".into(),
            self.busybox.clone().into(),
        ]
    }
}

fn on_this_machine(arch: &str) -> bool {
    let ours = match std::env::consts::ARCH {
        "x86_64" => "amd64",
        "aarch64" => "arm64",
        other => other,
    };
    ours == arch
}

/// Debian's names of the architectures that mirrorboot is built for, Rust's targets, and what the
/// files are published as, which `Platform::mirrorboot()` has too.
const TARGETS: [(&str, &str, &str); 2] = [
    ("amd64", "x86_64-unknown-uefi", "mirrorboot-x86_64.efi"),
    ("arm64", "aarch64-unknown-uefi", "mirrorboot-arm64.efi"),
];

/// Builds mirrorboot for an architecture; where it is.
pub fn mirrorboot(repo: &Repo, arch: &str) -> Result<PathBuf, Stop> {
    let Some((_, target, _)) = TARGETS.iter().find(|(known, ..)| *known == arch) else {
        return Err(Stop::new(format!("mirrorboot is not built for {arch}")));
    };
    setup::rust_target(repo, target)?;
    let folder = repo.target().join("mirrorboot");
    quiet(
        repo,
        "building mirrorboot",
        "mirrorboot",
        repo.cargo()
            .args(["build", "--release", "--locked", "--bin", "mirrorboot", "--target", target])
            .args(["--manifest-path", "crates/mirrorboot/Cargo.toml", "--target-dir"])
            .arg(&folder),
    )?;
    Ok(folder.join(target).join("release/mirrorboot.efi"))
}

/// Builds mirrorboot for every architecture; the folder of the files under the names they are
/// published by.
pub fn published(repo: &Repo) -> Result<PathBuf, Stop> {
    say("building mirrorboot");
    let folder = repo.target().join("mirrorboot/published");
    fs::create_dir_all(&folder)
        .map_err(|error| Stop::new(format!("can't write {}: {error}", folder.display())))?;
    for (arch, _, name) in TARGETS {
        let built = mirrorboot(repo, arch)?;
        fs::copy(&built, folder.join(name))
            .map_err(|error| Stop::new(format!("can't write {}: {error}", folder.display())))?;
    }
    Ok(folder)
}

/// Runs the command; its complaint, if any, has been read.
fn passed_on(command: &mut Command) -> Result<(), Stop> {
    let status = ends_with_us(command).status();
    let status =
        status.map_err(|error| Stop::new(format!("can't run the zonescope command: {error}")))?;
    match status.code() {
        Some(0) => Ok(()),
        Some(code) => Err(Stop::told_with(code)),
        None => Err(Stop::told()),
    }
}

/// A command that the kernel ends when this process is gone, so that a boot does not go on.
pub fn ends_with_us(command: &mut Command) -> Command {
    let Some(setpriv) = crate::run::on_path("setpriv") else {
        let mut same = Command::new(command.get_program());
        same.args(command.get_args());
        return same;
    };
    let mut wrapped = Command::new(setpriv);
    wrapped.args(["--pdeathsig", "TERM"]).arg(command.get_program()).args(command.get_args());
    wrapped
}

/// One boot of a test or of the oracle.
pub struct Boot<'a> {
    pub command: &'a Path,
    pub kit: &'a Kit,
    pub kernel: &'a Kernel,
    /// The model's name of the architecture.
    pub arch: Option<&'a str>,
    /// A scenario file.
    pub scenario: &'a Path,
    pub folder: PathBuf,
    pub keep: PathBuf,
    pub limit: Duration,
}

/// What a boot came to.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Outcome {
    /// All numbers are equal: how many.
    Equal(u64),
    /// What is different, or why there was no boot: the answer's sentence.
    Different(String),
    Failed(String),
    /// It did not come to its end within the limit.
    Slow,
}

impl Boot<'_> {
    pub fn run(&self) -> Outcome {
        let mut command = Command::new(self.command);
        command.arg("boot").arg(self.scenario).args(self.kit.arguments());
        command.args(self.arch.iter().flat_map(|arch| ["--arch", arch]));
        command.args(["--memory", "16", "--kernel"]).arg(&self.kernel.file);
        command.arg("--folder").arg(&self.folder).arg("--keep").arg(&self.keep);
        command.args(["--limit", &self.limit.as_secs().to_string()]);
        let Ok(ended) = ends_with_us(&mut command).output() else {
            return Outcome::Failed("the zonescope command can't be run".to_owned());
        };
        let answer = String::from_utf8_lossy(&ended.stdout).replace('\n', " ");
        let complaint = String::from_utf8_lossy(&ended.stderr);
        match ended.status.code() {
            Some(0) => match equal_numbers(&answer) {
                Some(numbers) => Outcome::Equal(numbers),
                None => Outcome::Failed("its answer does not say what is equal".to_owned()),
            },
            Some(3) => {
                let found = answer.find("Different: ").and_then(|at| answer.get(at..));
                let sentence = found.and_then(|rest| rest.split_once(". "));
                Outcome::Different(sentence.map_or("different", |(first, _)| first).to_owned())
            }
            _ if complaint.contains("no end after") => Outcome::Slow,
            _ => {
                // Lines of the console are quoted behind it, indented, and may begin alike.
                let said = complaint.rsplit("\nzonescope: ").next().unwrap_or_default();
                Outcome::Failed(said.trim_start_matches("zonescope: ").trim().to_owned())
            }
        }
    }
}

/// How many numbers were equal, of `Equal: all 35 numbers the log gives are ...`.
fn equal_numbers(answer: &str) -> Option<u64> {
    let (_, rest) = answer.split_once("Equal: all ")?;
    rest.split_whitespace().next()?.parse().ok()
}

/// Writes a file of ours below the target folder.
pub fn write(file: &Path, text: &str) -> Result<(), Stop> {
    file.parent()
        .map_or(Ok(()), fs::create_dir_all)
        .and_then(|()| fs::write(file, text))
        .map_err(|error| Stop::new(format!("can't write {}: {error}", file.display())))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ours_are_taken_out_of_the_arguments() {
        let split = |text: &str| {
            let args: Vec<String> = text.split_whitespace().map(str::to_owned).collect();
            split(&args).map(|(rest, asked)| (rest.join(" "), asked)).map_err(|stop| stop.usage)
        };
        assert_eq!(split("a --debian 6.1 --keep b"), Ok(("a --keep b".into(), Some("6.1".into()))));
        assert_eq!(split("--debian=7.3 a"), Ok(("a".into(), Some("7.3".into()))));
        assert_eq!(split("a --kernel k"), Ok(("a --kernel k".into(), None)));
        assert_eq!(split("a --debian"), Err(true));
    }

    #[test]
    fn the_sum_is_read_off_the_answer() {
        assert_eq!(equal_numbers("Equal: all 35 numbers the log gives are those of x"), Some(35));
        assert_eq!(equal_numbers("Different: of the 35 numbers"), None);
    }

    #[test]
    fn files_are_published_as_the_script_asks_for_them() {
        let platforms = Repo::find().read("crates/boot/src/platform.rs").unwrap();
        for (_, _, name) in TARGETS {
            assert!(platforms.contains(&format!("=> \"{name}\"")), "{name}");
        }
    }

    #[test]
    fn needs_are_lines() {
        let text = "arm64\narm64-16k\nqemu-system-aarch64\n/a /b\nqemu-system-arm efi\n";
        let needs = Needs::read(text).unwrap();
        assert_eq!((needs.arch.as_str(), needs.flavour.as_str()), ("arm64", "arm64-16k"));
        assert_eq!((needs.firmwares.len(), needs.packages.len()), (2, 2));
        assert_eq!(Needs::read("amd64\n"), None);
    }
}
