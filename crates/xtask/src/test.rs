//! The suites: native, in the browser, the whole page, and real kernels.

use crate::dist;
use crate::oracle;
use crate::page;
use crate::run::{counted, say, Repo, Stop};
use crate::serve;
use crate::setup;
use std::process::Command;
use std::sync::Arc;
use std::thread;

/// What can be run by itself.
#[derive(Clone, Copy, PartialEq)]
enum Suite {
    Native,
    Wasm,
    EndToEnd,
    Boot,
}

impl Suite {
    const ALL: [Suite; 4] = [Suite::Native, Suite::Wasm, Suite::EndToEnd, Suite::Boot];

    /// The word it is asked for by, what it runs, and about how many minutes that takes on two idle
    /// cores, with building.
    const fn about(self) -> (&'static str, &'static str, u32) {
        match self {
            Suite::Native => ("native", "unit, table and property tests", 6),
            Suite::Wasm => ("wasm", "tests of what needs a page, in Chromium", 2),
            Suite::EndToEnd => ("e2e", "the whole page, in Chromium and Firefox", 12),
            Suite::Boot => ("boot", "the oldest and the newest kernel, in QEMU", 2),
        }
    }
}

/// Which suites to run.
pub struct Suites(Vec<Suite>);

impl Suites {
    /// Those named, or all.
    pub fn parse(words: &[String]) -> Result<Suites, Stop> {
        if words.is_empty() {
            return Ok(Suites(Suite::ALL.to_vec()));
        }
        let named = |word: &String| {
            let found = Suite::ALL.into_iter().find(|suite| suite.about().0 == word);
            found.ok_or_else(|| {
                let names = Suite::ALL.map(|suite| suite.about().0).join(", ");
                Stop::usage(format!("there is no suite `{word}`: there are {names}"))
            })
        };
        words.iter().map(named).collect::<Result<_, _>>().map(Suites)
    }

    fn has(&self, suite: Suite) -> bool {
        self.0.contains(&suite)
    }

    /// Says what will be run, and about how long that takes.
    fn announce(&self) {
        let chosen = Suite::ALL.into_iter().filter(|suite| self.has(*suite));
        let mut minutes = 0;
        for (name, what, takes) in chosen.map(Suite::about) {
            say(format!("{name}: {what}, about {takes} minutes"));
            minutes += takes;
        }
        say(format!("about {minutes} minutes in all on two idle cores, and 5 more the first time"));
    }
}

/// What the runners' closing lines add up to.
#[derive(Default, PartialEq, Debug)]
struct Tally {
    passed: u64,
    failed: u64,
    /// A runner failed without counting a failure: the sum would be a lie.
    unfinished: Vec<&'static str>,
}

/// Runs the suites, each to its end even when one before it failed.
pub fn all(repo: &Repo, suites: Suites) -> Result<(), Stop> {
    let mut tally = Tally::default();
    suites.announce();
    if suites.has(Suite::Native) {
        setup::fetch_crates(repo)?;
        setup::docutils(repo);
        say("native tests");
        // The test profile, not release: debug assertions and overflow checks belong to a test.
        tally.run("native", repo.cargo().args(["test", "--workspace", "--no-fail-fast"]))?;
        // A workspace of its own; what touches no firmware in it is tested here.
        let manifest = ["--manifest-path", "crates/mirrorboot/Cargo.toml"];
        tally.run("native", repo.cargo().args(["test", "--locked", "--lib"]).args(manifest))?;
    }
    if suites.has(Suite::Wasm) {
        let browser = setup::for_wasm_tests(repo)?;
        say("tests in Chromium");
        let in_browser = repo.packages(|_, manifest| has_browser_tests(manifest));
        // No doc tests: the runner can't run them.
        tally.run(
            "wasm",
            repo.cargo()
                .args(["test", "--lib", "--bins", "--tests", "--no-fail-fast"])
                .args(["--target", "wasm32-unknown-unknown"])
                .args(in_browser.iter().flat_map(|name| ["-p", name]))
                .env("CHROMEDRIVER", browser.driver)
                // Seconds; the runner's own 20 are too few on a busy machine,
                // and each test has its limit.
                .env("WASM_BINDGEN_TEST_TIMEOUT", "600"),
        )?;
    }
    if suites.has(Suite::EndToEnd) {
        let browser = setup::for_browser_tests(repo)?;
        let firefox = setup::firefox(repo);
        let page = page::prepare(repo)?;
        let dist = dist::of(repo, &page)?;
        let listener = serve::bind(0)?;
        let url = serve::url(&listener);
        let site = Arc::new(serve::Site {
            folders: vec![
                // Any path, and the one of the site that we publish to.
                ("/some/sub/path/", dist.clone()),
                ("/zonescope/", dist),
                ("/", page.dir),
            ],
            policy: page::policy(repo)?,
        });
        thread::spawn(move || site.answer(&listener));
        say(format!("Playwright tests of the page at {url}"));
        let mut playwright = repo.command("node");
        playwright
            .args(["node_modules/@playwright/test/cli.js", "test"])
            .current_dir(repo.root.join("web/e2e"))
            .env("ZONESCOPE_URL", url)
            .env("ZONESCOPE_CHROMIUM", browser.chromium)
            .envs(firefox.map(|firefox| ("ZONESCOPE_FIREFOX", firefox)));
        tally.run("e2e", &mut playwright)?;
    }
    if suites.has(Suite::Boot) {
        say("real kernels in QEMU: the oldest and the newest of Debian's suites");
        let (passed, failed) = oracle::test(repo);
        tally.passed += passed;
        tally.failed += failed;
    }
    tally.close()
}

/// Whether a package depends on what runs tests in a browser.
pub fn has_browser_tests(manifest: &str) -> bool {
    manifest.lines().any(|line| line.starts_with("wasm-bindgen-test"))
}

impl Tally {
    fn run(&mut self, suite: &'static str, command: &mut Command) -> Result<(), Stop> {
        let failed = self.failed;
        let status = counted(suite, command, |line| self.count(line))?;
        if !status.success() && self.failed == failed {
            self.unfinished.push(suite);
        }
        Ok(())
    }

    /// Adds a runner's closing line: libtest's `test result: ok. 3 passed; 0 failed; …`
    /// (wasm-bindgen-test writes the same) or Playwright's `  3 passed (2.1s)`.
    fn count(&mut self, line: &str) {
        if let Some((_, counts)) =
            line.strip_prefix("test result: ").and_then(|rest| rest.split_once(". "))
        {
            for part in counts.split(';') {
                self.add(part);
            }
        } else if line.starts_with("  ") {
            self.add(line);
        }
    }

    fn add(&mut self, count: &str) {
        let mut words = count.split_whitespace();
        let (Some(Ok(number)), Some(kind)) = (words.next().map(str::parse::<u64>), words.next())
        else {
            return;
        };
        let timing = words.next();
        if timing.is_some_and(|word| !word.starts_with('(')) {
            return;
        }
        match kind {
            "passed" => self.passed += number,
            "failed" => self.failed += number,
            _ => {}
        }
    }

    fn close(self) -> Result<(), Stop> {
        if !self.unfinished.is_empty() {
            return Err(Stop::new(format!(
                "these tests did not run to their end, the reason is above: {}",
                self.unfinished.join(", ")
            )));
        }
        println!("\n{} passed, {} failed", self.passed, self.failed);
        match self.failed {
            0 => Ok(()),
            _ => Err(Stop::told()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_page_and_not_the_test_runner_is_tested_in_the_browser() {
        let found = Repo::find().packages(|_, manifest| has_browser_tests(manifest));
        assert!(found.contains(&"zonescope-web".to_owned()));
        assert!(!found.contains(&"wasm-tools".to_owned()));
    }

    #[test]
    fn closing_lines_are_counted_and_nothing_else() {
        let mut tally = Tally::default();
        for line in [
            "running 3 tests",
            "test tests::two_passed ... ok",
            "test result: ok. 3 passed; 0 failed; 1 ignored; 0 measured; 0 filtered out; finished in 0.00s",
            "test result: FAILED. 1 passed; 2 failed; 0 ignored; 0 filtered out",
            "  1 failed",
            "    [chromium] › smoke.spec.ts:3:1 › 9 passed",
            "  5 passed (2.1s)",
            "  7 passed pages of",
        ] {
            tally.count(line);
        }
        assert_eq!(tally, Tally { passed: 9, failed: 3, unfinished: vec![] });
    }
}
