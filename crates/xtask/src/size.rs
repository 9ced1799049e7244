//! What the page weighs, by crate and by file, against a budget.

use crate::page::{self, PROGRAM};
use crate::run::{output, quiet, say, Repo, Stop};

/// What a first visit may download, in bytes with brotli: just above what it does. It was 441,000
/// before the releases, the reader of diffs, the witness of logs and the script for QEMU, and
/// 517,000 before names, figures and texts said what they are of; machines tried on a log's numbers
/// were 4,000, pictures changed in place 2,000. The aim is 350,000, which is missed by half as much
/// again. No single thing stands out: yew, the views, the standard library, the texts and the
/// reader of logs are each a tenth of the program or more.
const BUDGET: u64 = 547_200;

/// Builds the page and prints what each crate adds to its program and what each file weighs, as
/// it is and as a server sends it; fails when a first visit downloads more than the budget. The
/// counting is done by size.mjs: Node has both compressors, so xtask stays without dependencies.
pub fn run(repo: &Repo) -> Result<(), Stop> {
    let page = page::prepare(repo)?;
    let target = repo.target();
    // trunk leaves what wasm-bindgen made beside cargo's products, with its names. The page's own
    // has lost them, so it is optimised once more the same way: the code comes out the same.
    let bound = target.join("wasm-bindgen/release").join(format!("{PROGRAM}_bg.wasm"));
    let named = target.join("page-with-names.wasm");
    say("optimising the page's program again, with its names");
    quiet(
        repo,
        "optimising the page's program",
        "size",
        repo.command("wasm-opt")
            .arg("--debuginfo")
            .args(optimised_with(&repo.read("index.html")?))
            .arg(bound)
            .arg("--output")
            .arg(&named),
    )?;
    let table =
        output(repo.command("node").arg("crates/xtask/size.mjs").arg(&page.dir).arg(&named))
            .ok_or_else(|| Stop::new("crates/xtask/size.mjs could not measure the page"))?;
    println!("{table}");
    match in_all(&table) {
        Some(bytes) if bytes <= BUDGET => Ok(()),
        Some(bytes) => Err(Stop::new(format!(
            "the page weighs {bytes} bytes with brotli, {} above its budget of {BUDGET}: see what grew, or raise BUDGET in crates/xtask/src/size.rs and say why",
            bytes - BUDGET
        ))),
        None => Err(Stop::new("node measured the page, but the last line is not its sum")),
    }
}

/// What index.html has trunk ask wasm-opt for.
fn optimised_with(html: &str) -> impl Iterator<Item = String> + '_ {
    let asked = |attribute: &str| {
        let value = html.split_once(&format!("{attribute}=\""));
        value.and_then(|(_, rest)| rest.split_once('"')).map(|(value, _)| value)
    };
    let level = asked("data-wasm-opt").map(|level| format!("-O{level}"));
    let others = asked("data-wasm-opt-params").unwrap_or_default().split_whitespace();
    level.into_iter().chain(others.map(str::to_owned))
}

fn in_all(table: &str) -> Option<u64> {
    let (counts, _) = table.lines().last()?.split_once("in all")?;
    counts.split_whitespace().nth(2)?.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn wasm_opt_is_asked_for_the_same_twice() {
        let html = "<link data-wasm-opt=\"z\" data-wasm-opt-params=\"-a --b=1\">";
        assert!(optimised_with(html).eq(["-Oz", "-a", "--b=1"]));
        assert_eq!(optimised_with("<link>").count(), 0);
    }

    #[test]
    fn the_sum_is_read_off_the_table() {
        let table = "  raw  gzip  brotli  \n    9    8    7  a.js\n    30    20    10  in all";
        assert_eq!(in_all(table), Some(10));
        assert_eq!(in_all("    9    8    7  a.js"), None);
    }
}
