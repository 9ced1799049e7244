//! The benchmarks. They print figures and judge nothing: machines differ.

use crate::page;
use crate::run::{loud, say, Repo, Stop};
use crate::serve;
use crate::setup;
use crate::test;
use std::sync::Arc;
use std::thread;

/// `--web` runs those in Chromium; anything else is for `cargo bench`.
pub fn run(repo: &Repo, args: &[String]) -> Result<(), Stop> {
    match args {
        [flag] if flag == "--web" => web(repo),
        _ => native(repo, args),
    }
}

fn native(repo: &Repo, args: &[String]) -> Result<(), Stop> {
    setup::fetch_crates(repo)?;
    let benched = benched(repo, false);
    // The release profile is made for small wasm; the figures are of the native one.
    loud(
        "the benchmarks",
        repo.cargo()
            .args(["bench", "--profile", "native"])
            .args(benched.iter().flat_map(|name| ["-p", name]))
            .args(args),
    )
}

/// The packages with benches for a browser, or those for this machine.
fn benched(repo: &Repo, in_browser: bool) -> Vec<String> {
    repo.packages(|dir, manifest| {
        dir.join("benches").is_dir() && test::has_browser_tests(manifest) == in_browser
    })
}

fn web(repo: &Repo) -> Result<(), Stop> {
    let browser = setup::for_browser_tests(repo)?;
    let page = page::prepare(repo)?;
    say("benchmarks of the model in wasm, in Chromium");
    // The release profile, which the page is built with.
    loud(
        "the model's benchmarks in Chromium",
        repo.cargo()
            .args(["bench", "--target", "wasm32-unknown-unknown"])
            .args(benched(repo, true).iter().flat_map(|name| ["-p", name]))
            .env("CHROMEDRIVER", browser.driver)
            .env("WASM_BINDGEN_TEST_TIMEOUT", "300")
            // Where the runner keeps statistics that we don't ask for.
            .env("WASM_BINDGEN_BENCH_RESULT", repo.target().join("wbg_benchmark.json")),
    )?;
    let listener = serve::bind(0)?;
    let url = serve::url(&listener);
    let site =
        Arc::new(serve::Site { folders: vec![("/", page.dir)], policy: page::policy(repo)? });
    thread::spawn(move || site.answer(&listener));
    say(format!("benchmarks of the page at {url}"));
    loud(
        "the benchmarks in Chromium",
        repo.command("node")
            .args(["node_modules/@playwright/test/cli.js", "test"])
            .args(["--config", "bench.config.js"])
            .current_dir(repo.root.join("web/e2e"))
            .env("ZONESCOPE_URL", url)
            .env("ZONESCOPE_CHROMIUM", browser.chromium),
    )
}
