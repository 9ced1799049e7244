//! Debian's kernels, of every suite that apt can reach from here, without touching the machine's
//! own sources: apt is given lists of ours, and told what to download, never to install.

use crate::run::{on_path, output, quiet, say, Repo, Stop};
use std::cmp::Ordering;
use std::fmt;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

/// The suites of Debian's archive, and those of its security archive, that have kernels.
const SUITES: [&str; 5] = ["bookworm", "trixie", "forky", "sid", "experimental"];
const SECURITY_SUITES: [&str; 3] = ["bullseye-security", "bookworm-security", "trixie-security"];
/// What a machine's sources may call them instead.
const ALIASES: [&str; 4] = ["oldstable", "stable", "testing", "unstable"];
/// Where Debian's releases have the keys of all of its suites.
const KEYRINGS: [&str; 2] = [
    "/usr/share/keyrings/debian-archive-keyring.gpg",
    "/usr/share/keyrings/debian-archive-keyring.pgp",
];
const ARCHITECTURES: [&str; 2] = ["amd64", "arm64"];

/// apt with lists of our own.
pub struct Debian<'a> {
    repo: &'a Repo,
    /// Below cargo's products, so that `cargo clean` takes it along.
    dir: PathBuf,
}

/// A kernel that was downloaded.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Kernel {
    /// As in its file's name: 6.12.117+deb13-amd64.
    pub release: String,
    /// The package's version.
    pub version: String,
    pub file: PathBuf,
}

impl fmt::Display for Kernel {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} ({})", self.release, self.version)
    }
}

impl<'a> Debian<'a> {
    /// Asks for the lists, once.
    pub fn open(repo: &'a Repo) -> Result<Debian<'a>, Stop> {
        for program in ["apt-get", "apt-cache", "dpkg-deb"] {
            if on_path(program).is_none() {
                return Err(Stop::new(format!(
                    "there is no {program} here, and Debian's kernels come by apt: give a kernel with --kernel"
                )));
            }
        }
        let debian = Debian { repo, dir: repo.target().join("boot/apt") };
        let complete = debian.dir.join("lists-are-complete");
        let sources = debian.sources()?;
        if fs::read_to_string(&complete).is_ok_and(|of| of == sources) {
            return Ok(debian);
        }
        for folder in ["lists/partial", "archives/partial", "download"] {
            fs::create_dir_all(debian.dir.join(folder)).map_err(|error| debian.fault(&error))?;
        }
        let write = |name: &str, text: &str| fs::write(debian.dir.join(name), text);
        write("sources.list", &sources).map_err(|error| debian.fault(&error))?;
        say("asking apt for the lists of all of Debian's suites (once; half a minute)");
        quiet(
            repo,
            "asking apt for Debian's lists",
            "debian",
            debian.apt("apt-get").arg("update"),
        )?;
        write("lists-are-complete", &sources).map_err(|error| debian.fault(&error))?;
        Ok(debian)
    }

    /// The machine's own mirrors of Debian, with the suites we want.
    fn sources(&self) -> Result<String, Stop> {
        let targets = output(Command::new("apt-get").args([
            "indextargets",
            "--format",
            // Not the codename: that is only known once the lists are there.
            "$(REPO_URI) $(RELEASE) $(COMPONENT)",
            "Created-By: Packages",
        ]));
        sources_from(&targets.unwrap_or_default()).ok_or_else(|| {
            Stop::new(
                "apt is not set up with Debian's archive here, so its kernels can't be had: give a kernel with --kernel",
            )
        })
    }

    fn apt(&self, program: &str) -> Command {
        let mut command = self.repo.command(program);
        let options = [
            ("Dir::Etc::SourceList", self.dir.join("sources.list")),
            ("Dir::Etc::SourceParts", PathBuf::from("/dev/null")),
            ("Dir::State::Lists", self.dir.join("lists")),
            ("Dir::State::Status", PathBuf::from("/dev/null")),
            ("Dir::Cache", self.dir.clone()),
        ];
        for (name, path) in options {
            command.arg("-o").arg(format!("{name}={}", path.display()));
        }
        for arch in ARCHITECTURES {
            command.arg("-o").arg(format!("APT::Architectures::={arch}"));
        }
        // Only packages are wanted; and the lists are ours, so they are read as who we are.
        command.args(["-o", "Acquire::Languages=none", "-o", "APT::Sandbox::User=root"]);
        command
    }

    /// The newest kernel of this flavour whose version starts like this.
    pub fn kernel(&self, version: &str, flavour: &str) -> Result<Kernel, Stop> {
        let mut kernels = self.kernels(flavour);
        kernels.retain(|kernel| starts(&kernel.release, version));
        let newest = kernels.into_iter().max_by(|a, b| in_order(&a.release, &b.release));
        let newest = newest.ok_or_else(|| {
            let known = self.series(flavour).join(", ");
            Stop::new(format!("Debian has no kernel {version} for {flavour}: there are {known}"))
        })?;
        self.get(newest)
    }

    /// The start of every version there is, oldest first: 5.10, 6.1, and so on.
    pub fn series(&self, flavour: &str) -> Vec<String> {
        let kernels = self.kernels(flavour);
        let mut series: Vec<String> =
            kernels.iter().filter_map(|each| series(&each.release)).collect();
        series.sort_by(|a, b| in_order(a, b));
        series.dedup();
        series
    }

    fn kernels(&self, flavour: &str) -> Vec<Package> {
        let names = |start: &str| {
            output(self.apt("apt-cache").args(["pkgnames", start])).unwrap_or_default()
        };
        packages(&(names("linux-image-") + "\n" + &names("linux-binary-")), flavour)
    }

    fn get(&self, package: Package) -> Result<Kernel, Stop> {
        let files = self.extracted(&package.name, |name| {
            name.starts_with("boot/vmlinuz-") || name.ends_with("/vmlinuz")
        })?;
        let (version, file) = files;
        Ok(Kernel { release: package.release, version, file })
    }

    /// busybox, linked statically.
    pub fn busybox(&self, arch: &str) -> Result<PathBuf, Stop> {
        let name = format!("busybox-static:{arch}");
        Ok(self.extracted(&name, |name| name.ends_with("bin/busybox"))?.1)
    }

    /// Downloads a package, if it is not here, and takes one file out of it; its version, and
    /// where the file is.
    fn extracted(
        &self,
        package: &str,
        wanted: impl Fn(&str) -> bool,
    ) -> Result<(String, PathBuf), Stop> {
        let shown = output(self.apt("apt-cache").args(["show", "--no-all-versions", package]));
        let version = shown.as_deref().and_then(|text| field(text, "Version"));
        let Some(version) = version.map(str::to_owned) else {
            return Err(Stop::new(format!(
                "Debian has no {package} any more: remove {} and run this again",
                self.dir.display()
            )));
        };
        let safe = |text: &str| text.replace([':', '~', '/'], "_");
        let folder = self.dir.join("download").join(safe(&format!("{package}_{version}")));
        let file = folder.join("file");
        if file.is_file() {
            return Ok((version, file));
        }
        fs::create_dir_all(&folder).map_err(|error| self.fault(&error))?;
        say(format!("downloading {package} {version}"));
        quiet(
            self.repo,
            &format!("downloading {package}"),
            "debian",
            self.apt("apt-get").args(["download", package]).current_dir(&folder),
        )?;
        let deb = fs::read_dir(&folder)
            .map_err(|error| self.fault(&error))?
            .flatten()
            .map(|entry| entry.path())
            .find(|path| path.extension().is_some_and(|extension| extension == "deb"))
            .ok_or_else(|| Stop::new(format!("apt downloaded no {package}")))?;
        self.unpack(&deb, &folder, &wanted)?;
        if !file.is_file() {
            return Err(Stop::new(format!("{package} has not the file that is wanted of it")));
        }
        Ok((version, file))
    }

    fn unpack(&self, deb: &Path, folder: &Path, wanted: &dyn Fn(&str) -> bool) -> Result<(), Stop> {
        let tree = folder.join("tree");
        quiet(
            self.repo,
            &format!("unpacking {}", deb.display()),
            "debian",
            Command::new("dpkg-deb").arg("-x").arg(deb).arg(&tree),
        )?;
        let found = find(&tree, &tree, wanted);
        let done = match found {
            Some(found) => fs::rename(found, folder.join("file")),
            None => Ok(()),
        };
        // A kernel's modules are a hundred megabytes that nothing needs.
        let _ = fs::remove_dir_all(&tree);
        let _ = fs::remove_file(deb);
        done.map_err(|error| self.fault(&error))
    }

    fn fault(&self, error: &std::io::Error) -> Stop {
        Stop::new(format!("can't write {}: {error}", self.dir.display()))
    }
}

/// A file below `dir` whose path below `top` is wanted.
fn find(top: &Path, dir: &Path, wanted: &dyn Fn(&str) -> bool) -> Option<PathBuf> {
    for entry in fs::read_dir(dir).ok()?.flatten() {
        let path = entry.path();
        let kind = entry.file_type().ok()?;
        if kind.is_dir() {
            if let Some(found) = find(top, &path, wanted) {
                return Some(found);
            }
        } else if kind.is_file() && path.strip_prefix(top).ok()?.to_str().is_some_and(wanted) {
            return Some(path);
        }
    }
    None
}

/// apt's sources of every suite, from the machine's own ones.
fn sources_from(targets: &str) -> Option<String> {
    let repositories = targets.lines().filter_map(|line| {
        let mut words = line.split_whitespace();
        let (uri, suite, component) = (words.next()?, words.next()?, words.next()?);
        (component == "main").then_some((uri, suite))
    });
    let repositories: Vec<(&str, &str)> = repositories.collect();
    let uri_of = |wanted: &dyn Fn(&str) -> bool| {
        let found = repositories.iter().find(|(_, suite)| wanted(suite));
        found.map(|(uri, _)| *uri)
    };
    let archive = uri_of(&|suite| SUITES.contains(&suite) || ALIASES.contains(&suite))?;
    let security = uri_of(&|suite| suite.ends_with("-security"));
    let keyring = KEYRINGS.iter().find(|file| Path::new(file).is_file()).unwrap_or(&KEYRINGS[0]);
    let options = format!("arch={} signed-by={keyring}", ARCHITECTURES.join(","));
    let line = |uri: &str, suite: &str| format!("deb [{options}] {uri} {suite} main\n");
    let mut sources: String = SUITES.iter().map(|suite| line(archive, suite)).collect();
    if let Some(security) = security {
        sources.extend(SECURITY_SUITES.iter().map(|suite| line(security, suite)));
    }
    Some(sources)
}

/// A package with a kernel in it.
#[derive(Clone, PartialEq, Eq, Debug)]
struct Package {
    name: String,
    release: String,
}

/// Packages of kernels of this flavour. From 7.x on `linux-image-RELEASE` only depends on
/// `linux-binary-RELEASE`, which has the kernel.
fn packages(names: &str, flavour: &str) -> Vec<Package> {
    let kernel = |name: &str| {
        let release = name.strip_prefix("linux-image-").or(name.strip_prefix("linux-binary-"))?;
        let abi = release.strip_suffix(flavour)?.strip_suffix('-')?;
        // Not the packages that depend on the newest one, nor other flavours (cloud-, rt-).
        let is_version = abi.starts_with(|c: char| c.is_ascii_digit());
        let is_plain = is_version && !abi.contains("-cloud") && !abi.contains("-rt");
        is_plain.then(|| Package { name: name.to_owned(), release: release.to_owned() })
    };
    let mut packages: Vec<Package> = names.lines().filter_map(kernel).collect();
    let binaries: Vec<String> = packages
        .iter()
        .filter(|package| package.name.starts_with("linux-binary-"))
        .map(|package| package.release.clone())
        .collect();
    // `linux-image-6.1-amd64` depends on the newest 6.1; `linux-binary-7.3-amd64` is a kernel.
    packages.retain(|package| match package.name.starts_with("linux-binary-") {
        true => true,
        false => package.release.matches('.').count() >= 2 && !binaries.contains(&package.release),
    });
    packages
}

/// Whether a release is of this version: `6.1` starts 6.1.0-53 and not 6.12.
fn starts(release: &str, version: &str) -> bool {
    let rest = release.strip_prefix(version);
    rest.is_some_and(|rest| !rest.starts_with(|c: char| c.is_ascii_digit()))
}

/// `6.12` of `6.12.117+deb13-amd64`.
fn series(release: &str) -> Option<String> {
    let mut numbers = release.split(|c: char| !c.is_ascii_digit());
    Some(format!("{}.{}", numbers.next()?, numbers.next()?))
}

/// By the numbers in them, then as text: a kernel that is no backport before one that is.
fn in_order(one: &str, other: &str) -> Ordering {
    let numbers = |release: &str| -> Vec<u64> {
        let parts = release.split(|c: char| !c.is_ascii_digit());
        parts.filter_map(|number| number.parse().ok()).collect()
    };
    numbers(one).cmp(&numbers(other)).then_with(|| one.cmp(other))
}

fn field<'t>(text: &'t str, name: &str) -> Option<&'t str> {
    text.lines().find_map(|line| line.strip_prefix(name)?.strip_prefix(": "))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn suites_come_from_the_mirrors_the_machine_has() {
        let targets = "http://a.example/debian/ bookworm main\nhttp://a.example/debian/ bookworm-updates main\n\
                       http://s.example/sec/ bookworm-security main\nhttps://other.example/x nodistro main\n";
        let sources = sources_from(targets).unwrap();
        assert_eq!(sources.lines().count(), SUITES.len() + SECURITY_SUITES.len());
        assert!(sources.contains("] http://a.example/debian/ sid main\n"), "{sources}");
        assert!(sources.contains("] http://s.example/sec/ bullseye-security main\n"), "{sources}");
        assert!(!sources.contains("other.example"));
        let alone = sources_from("http://a.example/debian/ trixie main\n").unwrap();
        assert_eq!(alone.lines().count(), SUITES.len());
        assert!(sources_from("http://a.example/debian/ stable main\n").is_some());
        assert_eq!(sources_from("https://other.example/x nodistro main\n"), None);
        assert_eq!(sources_from(""), None);
    }

    const NAMES: &str = "linux-image-6.1-amd64\nlinux-image-6.1.0-53-amd64\nlinux-image-6.1.0-53-amd64-unsigned\n\
        linux-image-6.1.0-53-rt-amd64\nlinux-image-6.1.0-53-cloud-amd64\nlinux-image-amd64\nlinux-image-6.12.117+deb13-amd64\n\
        linux-image-7.2.13+deb14-amd64\nlinux-binary-7.2.13+deb14-amd64\nlinux-binary-unsigned-7.2.13+deb14-amd64\n\
        linux-image-7.3-amd64\nlinux-binary-7.3-amd64\nlinux-image-6.12.117+deb13-arm64\nlinux-image-6.12.117+deb13-arm64-16k\n";

    #[test]
    fn kernels_are_told_from_what_depends_on_them() {
        let names = |flavour| -> Vec<String> {
            packages(NAMES, flavour).into_iter().map(|package| package.name).collect()
        };
        assert_eq!(
            names("amd64"),
            [
                "linux-image-6.1.0-53-amd64",
                "linux-image-6.12.117+deb13-amd64",
                "linux-binary-7.2.13+deb14-amd64",
                "linux-binary-7.3-amd64",
            ]
        );
        assert_eq!(names("arm64-16k"), ["linux-image-6.12.117+deb13-arm64-16k"]);
    }

    #[test]
    fn versions_end_at_a_number() {
        assert!(starts("6.1.0-53-amd64", "6.1"));
        assert!(!starts("6.12.117+deb13-amd64", "6.1"));
        assert!(starts("6.12.117+deb13-amd64", "6.12.117"));
        assert!(starts("7.3-amd64", "7.3"));
        assert_eq!(series("6.12.117+deb13-amd64").as_deref(), Some("6.12"));
        assert_eq!(series("7.3-amd64").as_deref(), Some("7.3"));
    }

    #[test]
    fn numbers_are_compared_as_numbers() {
        let newest = ["6.1.0-9-amd64", "6.1.0-53-amd64", "6.1.0-0.deb11.48-amd64"];
        assert_eq!(newest.into_iter().max_by(|a, b| in_order(a, b)), Some("6.1.0-53-amd64"));
        assert_eq!(in_order("5.10", "6.1"), Ordering::Less);
    }
}
