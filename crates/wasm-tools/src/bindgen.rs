//! `wasm-bindgen`, as its authors' command line does it, but for how its script ends: trunk's
//! minifier can't read `as default`, and would leave the whole script as it is.

use std::env;
use std::ffi::OsString;
use std::fs;
use std::path::PathBuf;

use anyhow::Context;

const EXPORTS: &str = "export { initSync, __wbg_init as default };";
const READABLE: &str = "export default __wbg_init;";

fn main() -> anyhow::Result<()> {
    let args: Vec<OsString> = env::args_os().collect();
    wasm_bindgen_cli::wasm_bindgen::run_cli_with_args(args.clone())?;
    let Some(dir) = out_dir(&args) else {
        return Ok(());
    };
    for entry in fs::read_dir(&dir).with_context(|| format!("reading {}", dir.display()))? {
        let path = entry?.path();
        if path.extension().is_some_and(|extension| extension == "js") {
            let script = fs::read_to_string(&path)?;
            fs::write(&path, script.replace(EXPORTS, READABLE))?;
        }
    }
    Ok(())
}

/// What follows `--out-dir`, after a space or `=`.
fn out_dir(args: &[OsString]) -> Option<PathBuf> {
    let after = args.iter().skip_while(|arg| *arg != "--out-dir").nth(1).map(PathBuf::from);
    let joined =
        || args.iter().find_map(|arg| arg.to_str()?.strip_prefix("--out-dir=").map(PathBuf::from));
    after.or_else(joined)
}
