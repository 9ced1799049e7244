//! `cargo xtask`: sets up, serves, tests and measures zonescope. It is the
//! project's only script; it has no dependencies, because it is the first
//! thing a newcomer compiles.

mod bench;
mod boot;
mod debian;
mod deny;
mod dist;
mod fuzz;
mod oracle;
mod page;
mod run;
mod serve;
mod setup;
mod size;
mod test;

use run::{say, Repo, Stop};
use std::env;
use std::process::ExitCode;
use std::sync::Arc;

const HELP: &str = "\
cargo xtask COMMAND

  serve [--port N]          install what is missing, build the release page,
                            serve it at http://127.0.0.1:8080
  test [native|wasm|e2e|boot]
                            install what is missing, run the tests; without a
                            word, all: native, in-browser, whole page, and two
                            kernels in QEMU if they boot here within 3 minutes
  setup                     install what serve and test need, and no more
  dist                      make dist/ of the release page: a folder for any
                            static server, at any path
  size                      print what each crate and file of the page weighs;
                            fail above the budget
  bench [--web | ARGS]      run the benchmarks: native ones, or those in Chromium
  fuzz [TARGET] [SECONDS]   run each fuzz target, or one, for a while (60 s)
  boot [--debian V] ...     boot a scenario in QEMU as `zonescope boot` does, with
                            what that needs installed and built, and Debian's
                            newest kernel V; takes its other options
  oracle [--kernel V] [--layout L] [--arch A]
                            boot every layout on every kernel of Debian's suites,
                            or some, and print what the model says of each log
  deny [advisories]         check licences, bans and sources of dependencies; or ask
                            RustSec's database what is known against them

Tools go into .tools/ and nowhere else, except the browsers, which come from apt.
";

fn main() -> ExitCode {
    let args: Vec<String> = env::args().skip(1).collect();
    let (command, rest) = match args.split_first() {
        None => ("help", &[][..]),
        Some((command, rest)) => (command.as_str(), rest),
    };
    let repo = Repo::find();
    let done = match command {
        "serve" => port(rest).and_then(|port| serve(&repo, port)),
        "test" => test::Suites::parse(rest).and_then(|suites| test::all(&repo, suites)),
        "bench" => bench::run(&repo, rest),
        "boot" => boot::run(&repo, rest),
        "oracle" => oracle::Plan::parse(rest).and_then(|plan| oracle::run(&repo, &plan)),
        "fuzz" => fuzz::Plan::parse(rest).and_then(|plan| fuzz::run(&repo, &plan)),
        "deny" => deny::run(&repo, rest),
        "setup" => no_more(rest).and_then(|()| setup_all(&repo)),
        "dist" => no_more(rest).and_then(|()| make_dist(&repo)),
        "size" => no_more(rest).and_then(|()| size::run(&repo)),
        "help" | "--help" | "-h" => {
            print!("{HELP}");
            Ok(())
        }
        other => Err(Stop::usage(format!("there is no `{other}`"))),
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(stop) => {
            if !stop.sentence.is_empty() {
                eprintln!("cargo xtask: {}", stop.sentence);
            }
            if stop.usage {
                eprint!("\n{HELP}");
            }
            ExitCode::from(stop.status.unwrap_or(if stop.usage { 2 } else { 1 }))
        }
    }
}

/// Binds before it builds: a taken port is worth knowing in the first second.
fn serve(repo: &Repo, port: u16) -> Result<(), Stop> {
    let listener = serve::bind(port)?;
    let page = page::prepare(repo)?;
    let site =
        // What dist/ has beside the page: embed.js and preview.png, so that what is copied works.
        Arc::new(serve::Site { folders: vec![("/", page.dir), ("/", repo.root.join("web/hosting"))], policy: page::policy(repo)? });
    say(format!("zonescope is at {} (Ctrl-C stops it)", serve::url(&listener)));
    site.answer(&listener);
    Ok(())
}

fn setup_all(repo: &Repo) -> Result<(), Stop> {
    setup::for_page(repo)?;
    setup::for_browser_tests(repo)?;
    setup::firefox(repo);
    setup::docutils(repo);
    say("everything is installed");
    Ok(())
}

fn make_dist(repo: &Repo) -> Result<(), Stop> {
    let dist = dist::make(repo)?;
    say(format!("{} is ready to be published", dist.display()));
    Ok(())
}

fn port(args: &[String]) -> Result<u16, Stop> {
    let value = match args {
        [] => return Ok(8080),
        [flag, value] if flag == "--port" => value.as_str(),
        [joined] if joined.starts_with("--port=") => &joined["--port=".len()..],
        _ => return Err(Stop::usage(format!("serve does not take `{}`", args.join(" ")))),
    };
    value
        .parse()
        .map_err(|_| Stop::usage(format!("`{value}` is not a port: give a number from 0 to 65535")))
}

fn no_more(args: &[String]) -> Result<(), Stop> {
    match args.first() {
        None => Ok(()),
        Some(arg) => Err(Stop::usage(format!("`{arg}` is one word too many"))),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ports() {
        let parse = |text: &str| {
            let args: Vec<String> = text.split_whitespace().map(str::to_owned).collect();
            port(&args).map_err(|stop| stop.usage)
        };
        assert_eq!(parse(""), Ok(8080));
        assert_eq!(parse("--port 9000"), Ok(9000));
        assert_eq!(parse("--port=9000"), Ok(9000));
        assert_eq!(parse("--port 99999"), Err(true));
        assert_eq!(parse("9000"), Err(true));
    }
}
