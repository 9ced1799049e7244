//! The fuzz targets of crates/fuzz, each for a while. New finds stay in the target folder; to
//! keep some, `cargo fuzz cmin` them into crates/fuzz/corpus.

use crate::run::{loud, say, Repo, Stop};
use crate::setup;
use std::fs;

/// `[TARGET] [SECONDS]`.
pub struct Plan {
    targets: Vec<&'static str>,
    seconds: u32,
}

const TARGETS: [&str; 7] =
    ["dump", "exports", "link", "open", "patch", "scenario_json", "model_naive"];

impl Plan {
    pub fn parse(args: &[String]) -> Result<Plan, Stop> {
        let mut plan = Plan { targets: TARGETS.to_vec(), seconds: 60 };
        let mut args = args.iter();
        let mut arg = args.next();
        if let Some(target) = arg.and_then(|arg| TARGETS.into_iter().find(|name| name == arg)) {
            plan.targets = vec![target];
            arg = args.next();
        }
        if let Some(seconds) = arg {
            plan.seconds = seconds.parse().ok().filter(|s| *s > 0).ok_or_else(|| {
                Stop::usage(format!(
                    "`{seconds}` is neither a target ({}) nor a number of seconds",
                    TARGETS.join(", ")
                ))
            })?;
        }
        match args.next() {
            None => Ok(plan),
            Some(arg) => Err(Stop::usage(format!("`{arg}` is one word too many"))),
        }
    }
}

/// Stops at the first crash; cargo-fuzz says where the input that did it lies.
pub fn run(repo: &Repo, plan: &Plan) -> Result<(), Stop> {
    setup::for_fuzzing(repo)?;
    let built = repo.target().join("fuzz");
    for target in &plan.targets {
        let corpus = repo.root.join("crates/fuzz/corpus").join(target);
        let finds = built.join("finds").join(target);
        fs::create_dir_all(&finds)
            .map_err(|error| Stop::new(format!("can't make {}: {error}", finds.display())))?;
        say(format!("fuzzing {target} for {} s", plan.seconds));
        // No sanitizer: they need a nightly compiler, and what they find needs unsafe code,
        // which no crate of ours has.
        loud(
            &format!("fuzzing {target}"),
            repo.command("cargo-fuzz")
                .args(["fuzz", "run", "--sanitizer", "none", "--fuzz-dir"])
                .arg("crates/fuzz")
                .arg("--target-dir")
                .arg(&built)
                .arg(target)
                .args([&finds, &corpus])
                .args(["--", "-timeout=5", "-print_final_stats=1"])
                .arg(format!("-max_total_time={}", plan.seconds))
                .arg(format!("-dict=crates/fuzz/words/{target}.txt")),
        )?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_a_target_and_seconds() {
        let parse = |text: &str| {
            let args: Vec<String> = text.split_whitespace().map(str::to_owned).collect();
            Plan::parse(&args)
                .map(|plan| (plan.targets.len(), plan.seconds))
                .map_err(|stop| stop.usage)
        };
        assert_eq!(parse(""), Ok((TARGETS.len(), 60)));
        assert_eq!(parse("5"), Ok((TARGETS.len(), 5)));
        assert_eq!(parse("link"), Ok((1, 60)));
        assert_eq!(parse("link 5"), Ok((1, 5)));
        assert_eq!(parse("links"), Err(true));
        assert_eq!(parse("link 0"), Err(true));
        assert_eq!(parse("link 5 5"), Err(true));
    }

    #[test]
    fn every_target_has_what_it_needs() {
        let fuzz = Repo::find().root.join("crates/fuzz");
        let manifest = fs::read_to_string(fuzz.join("Cargo.toml")).unwrap();
        assert_eq!(manifest.matches("[[bin]]").count(), TARGETS.len());
        for target in TARGETS {
            assert!(manifest.contains(&format!("name = \"{target}\"\n")));
            assert!(fuzz.join(format!("words/{target}.txt")).is_file());
            assert!(fuzz.join("corpus").join(target).is_dir());
        }
    }
}
