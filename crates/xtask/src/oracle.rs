//! `cargo xtask oracle`: layouts on stock kernels, and whether the model has the same numbers.

use crate::boot::{self, Boot, Kit, Needs, Outcome};
use crate::debian::{Debian, Kernel};
use crate::run::{output, say, Repo, Stop};
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::{Duration, Instant};

/// Series of kernels that Debian's suites have, oldest first. What is not there is said.
const SERIES: [&str; 5] = ["5.10", "6.1", "6.12", "7.2", "7.3"];

/// A minute is usual under emulation, five on a machine with much else to do.
const LIMIT: Duration = Duration::from_secs(900);
/// What `cargo xtask test` gives its two boots, both together.
const TEST_TIME: Duration = Duration::from_secs(180);
/// None is shorter under emulation.
const SHORTEST_BOOT: Duration = Duration::from_secs(30);
/// The layout of those.
const TEST_LAYOUT: &str = "case2";

/// What to boot; nothing given is everything.
#[derive(Default)]
pub struct Plan {
    kernels: Vec<String>,
    layouts: Vec<String>,
    /// Debian's flavour: amd64, arm64 or arm64-16k.
    flavours: Vec<String>,
}

impl Plan {
    pub fn parse(args: &[String]) -> Result<Plan, Stop> {
        let mut plan = Plan::default();
        let mut args = args.iter();
        while let Some(arg) = args.next() {
            let value = args.next().ok_or_else(|| Stop::usage(format!("`{arg}` needs a value")));
            match arg.as_str() {
                "--kernel" => plan.kernels.push(value?.clone()),
                "--layout" => plan.layouts.push(value?.clone()),
                "--arch" => plan.flavours.push(value?.clone()),
                _ => return Err(Stop::usage(format!("oracle does not take `{arg}`"))),
            }
        }
        if let Some(unknown) = plan.flavours.iter().find(|name| model_arch(name).is_none()) {
            return Err(Stop::usage(format!(
                "`{unknown}` is not booted: there are amd64, arm64 and arm64-16k"
            )));
        }
        Ok(plan)
    }

    /// Those of `known` that are asked for.
    fn layouts(&self, known: &[String]) -> Result<Vec<String>, Stop> {
        match self.layouts.iter().find(|name| !known.contains(name)) {
            Some(unknown) => Err(Stop::usage(format!(
                "there is no layout `{unknown}`: there are {}",
                known.join(", ")
            ))),
            None if self.layouts.is_empty() => Ok(known.to_vec()),
            None => Ok(self.layouts.clone()),
        }
    }
}

/// The model's name of an architecture, for a flavour of Debian's kernels.
fn model_arch(flavour: &str) -> Option<&'static str> {
    match flavour {
        "amd64" => Some("x86_64"),
        "arm64" => Some("arm64"),
        "arm64-16k" => Some("arm64-16k"),
        _ => None,
    }
}

/// Boots every layout on every kernel, one after the other, and prints a table; fails when a
/// number differs or a boot fails.
pub fn run(repo: &Repo, plan: &Plan) -> Result<(), Stop> {
    let flavours: Vec<&str> = match plan.flavours.is_empty() {
        true => vec!["amd64"],
        false => plan.flavours.iter().map(String::as_str).collect(),
    };
    let command = boot::zonescope(repo)?;
    let logs = repo.target().join("oracle");
    let mut all_equal = true;
    for flavour in flavours {
        let bench = Bench::new(repo, &command, flavour, &logs)?;
        let kernels = bench.kernels(&plan.kernels)?;
        let layouts = plan.layouts(&bench.layouts)?;
        let table = Table { kernels: &kernels, rows: bench.boot(&layouts, &kernels) };
        let text = table.text(flavour);
        println!("\n{text}");
        boot::write(&logs.join(format!("table-{flavour}.txt")), &text)?;
        all_equal &= table.is_equal();
    }
    say(format!("the logs are in {}", logs.display()));
    match all_equal {
        true => Ok(()),
        false => {
            Err(Stop::new("not every number was equal, or not every kernel booted: see above"))
        }
    }
}

/// Boots the oldest and the newest kernel that can be had, each on the mail's case 2 at a 64th;
/// how many were equal in every number, and how many not. What can't be booted here, or not within
/// three minutes, is no failure of the model, but is said.
pub fn test(repo: &Repo) -> (u64, u64) {
    let skipped = |why: &str| say(format!("kernels are not booted here: {why}"));
    let start = Instant::now();
    let logs = repo.target().join("oracle");
    let (mut equal, mut failed) = (0, 0);
    let prepared = boot::zonescope(repo).and_then(|command| {
        let bench = Bench::new(repo, &command, "amd64", &logs)?;
        let ends = bench.oldest_and_newest()?;
        for kernel in &ends {
            let left = TEST_TIME.saturating_sub(start.elapsed());
            if left < SHORTEST_BOOT {
                skipped(&format!("there is no time left for {kernel}"));
                continue;
            }
            match bench.one(TEST_LAYOUT, kernel, left) {
                Outcome::Equal(_) => equal += 1,
                Outcome::Different(_) | Outcome::Failed(_) => failed += 1,
                Outcome::Slow => skipped(&format!("{kernel} takes longer than there is time for")),
            }
        }
        Ok(())
    });
    if let Err(stop) = prepared {
        skipped(&stop.sentence);
    }
    (equal, failed)
}

/// What boots of one flavour share.
struct Bench<'a> {
    debian: Debian<'a>,
    command: &'a Path,
    kit: Kit,
    flavour: &'a str,
    /// Where scenarios are, and logs go.
    logs: &'a Path,
    run: PathBuf,
    /// The names of all there are.
    layouts: Vec<String>,
}

impl<'a> Bench<'a> {
    fn new(
        repo: &'a Repo,
        command: &'a Path,
        flavour: &'a str,
        logs: &'a Path,
    ) -> Result<Bench<'a>, Stop> {
        let names = output(Command::new(command).args(["boot", "--layouts"]).arg(logs));
        let layouts: Vec<String> =
            names.iter().flat_map(|all| all.lines()).map(str::to_owned).collect();
        // Any of them says what its architecture needs.
        let first = layouts.first().ok_or_else(|| {
            Stop::new(format!("the zonescope command wrote no layouts to {}", logs.display()))
        })?;
        let scenario = logs.join(format!("{first}.json"));
        let needs = Needs::of_scenario(command, &scenario, model_arch(flavour))?;
        let kit = boot::kit(repo, &needs)?;
        let run = repo.target().join("boot/oracle");
        Ok(Bench { debian: Debian::open(repo)?, command, kit, flavour, logs, run, layouts })
    }

    /// The newest kernel of each series asked for, or of every one there is.
    fn kernels(&self, asked: &[String]) -> Result<Vec<Kernel>, Stop> {
        if !asked.is_empty() {
            return asked.iter().map(|version| self.debian.kernel(version, self.flavour)).collect();
        }
        let there = self.debian.series(self.flavour);
        let (found, missing): (Vec<&str>, Vec<&str>) =
            SERIES.iter().partition(|series| there.iter().any(|known| known == *series));
        if !missing.is_empty() {
            let missing = missing.join(", ");
            say(format!("no suite has {missing} for {}: not booted", self.flavour));
        }
        found.into_iter().map(|series| self.debian.kernel(series, self.flavour)).collect()
    }

    fn oldest_and_newest(&self) -> Result<Vec<Kernel>, Stop> {
        let there = self.debian.series(self.flavour);
        let mut ours = SERIES.iter().filter(|series| there.iter().any(|known| known == *series));
        let ends = [ours.next(), ours.next_back()];
        ends.into_iter().flatten().map(|series| self.debian.kernel(series, self.flavour)).collect()
    }

    fn boot(&self, layouts: &[String], kernels: &[Kernel]) -> Vec<(String, Vec<Outcome>)> {
        let row = |layout: &String| {
            let outcomes = kernels.iter().map(|kernel| self.one(layout, kernel, LIMIT));
            (layout.clone(), outcomes.collect())
        };
        layouts.iter().map(row).collect()
    }

    /// Boots one layout on one kernel. A boot that fails is repeated, once, and that is said:
    /// under emulation about one in 140 ends in a panic that has nothing to do with memory.
    fn one(&self, layout: &str, kernel: &Kernel, limit: Duration) -> Outcome {
        let name = format!("{}-{layout}", kernel.release);
        let scenario = self.logs.join(format!("{layout}.json"));
        let boot = Boot {
            command: self.command,
            kit: &self.kit,
            kernel,
            arch: model_arch(self.flavour),
            scenario: &scenario,
            folder: self.run.clone(),
            keep: self.logs.join(format!("{name}.txt")),
            limit,
        };
        let start = Instant::now();
        let mut outcome = boot.run();
        if let Outcome::Failed(why) = &outcome {
            say(format!("{name}: {why}; once more"));
            outcome = boot.run();
        }
        say(format!("{name}: {} ({} s)", said(&outcome), start.elapsed().as_secs()));
        outcome
    }
}

fn said(outcome: &Outcome) -> String {
    match outcome {
        Outcome::Equal(numbers) => format!("all {numbers} numbers equal"),
        Outcome::Different(what) => what.clone(),
        Outcome::Failed(why) => format!("no boot: {why}"),
        Outcome::Slow => "no end within the time allowed".to_owned(),
    }
}

struct Table<'a> {
    kernels: &'a [Kernel],
    rows: Vec<(String, Vec<Outcome>)>,
}

impl Table<'_> {
    fn outcomes(&self) -> impl Iterator<Item = &Outcome> {
        self.rows.iter().flat_map(|(_, row)| row)
    }

    fn is_equal(&self) -> bool {
        self.outcomes().all(|outcome| matches!(outcome, Outcome::Equal(_)))
    }

    /// Layouts down, kernels across: how many numbers are equal, `different` or `no boot`.
    fn text(&self, flavour: &str) -> String {
        let mut text = format!("Kernels of Debian ({flavour}), all numbers of a log equal:\n\n");
        for (nth, kernel) in (1..).zip(self.kernels) {
            text += &format!("  {nth}: {kernel}\n");
        }
        text += &format!("\n{:24}", "");
        for nth in 1..=self.kernels.len() {
            text += &format!("{nth:>11}");
        }
        text.push('\n');
        for (layout, row) in &self.rows {
            text += &format!("{layout:24}");
            for outcome in row {
                let cell = match outcome {
                    Outcome::Equal(numbers) => numbers.to_string(),
                    Outcome::Different(_) => "different".to_owned(),
                    Outcome::Failed(_) => "no boot".to_owned(),
                    Outcome::Slow => "too slow".to_owned(),
                };
                text += &format!("{cell:>11}");
            }
            text.push('\n');
        }
        let equal = self.outcomes().filter(|outcome| matches!(outcome, Outcome::Equal(_))).count();
        text + &format!("\n{equal} of {} boots equal in every number\n", self.outcomes().count())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parse(text: &str) -> Result<Plan, bool> {
        let args: Vec<String> = text.split_whitespace().map(str::to_owned).collect();
        Plan::parse(&args).map_err(|stop| stop.usage)
    }

    #[test]
    fn some_or_all_are_asked_for() {
        let known = ["case1".to_owned(), "case2".to_owned()];
        let layouts =
            |text| parse(text).and_then(|plan| plan.layouts(&known).map_err(|stop| stop.usage));
        assert_eq!(layouts("").ok().as_deref(), Some(&known[..]));
        assert_eq!(layouts("--layout case2").ok().as_deref(), Some(&known[1..]));
        assert_eq!(layouts("--layout case9").err(), Some(true));
        let plan = parse("--layout case2 --kernel 6.1 --kernel 7.3 --arch arm64-16k").ok().unwrap();
        assert_eq!((plan.kernels.len(), plan.flavours.len()), (2, 1));
        for wrong in ["--arch riscv64", "--kernel", "case2"] {
            assert_eq!(parse(wrong).err(), Some(true), "{wrong}");
        }
    }

    #[test]
    fn a_table_says_what_is_not_equal() {
        let kernel = |release: &str| Kernel {
            release: release.to_owned(),
            version: "1".to_owned(),
            file: PathBuf::new(),
        };
        let row = vec![Outcome::Equal(35), Outcome::Failed("panic".to_owned())];
        let kernels = [kernel("6.1.0-53-amd64"), kernel("7.3-amd64")];
        let table = Table { kernels: &kernels, rows: vec![("case2".to_owned(), row)] };
        assert!(!table.is_equal());
        let text = table.text("amd64");
        let row = text.lines().find(|line| line.starts_with("case2")).unwrap();
        assert!(row.split_whitespace().eq(["case2", "35", "no", "boot"]), "{text}");
        assert!(text.ends_with("1 of 2 boots equal in every number\n"), "{text}");
    }
}
