//! The page makes of every log at hand what the command makes of it.
#![cfg(not(target_arch = "wasm32"))]

use std::path::Path;

use zonescope_scenario::Scenario;
use zonescope_web::{in_box, Action, State};

/// What `zonescope eval` works on.
fn of_the_command(bytes: &[u8]) -> Result<Scenario, String> {
    let text = zonescope_open::text(bytes);
    let opened = zonescope_open::open(&text, &zonescope_dump::read(&text), None);
    opened.map(|opened| opened.scenario()).map_err(|fault| fault.to_string())
}

fn of_the_page(bytes: &[u8]) -> Result<Scenario, String> {
    let text = in_box(zonescope_open::text(bytes).into_owned());
    let state = State::first().unwrap().after(Action::Load(text));
    match state.bench.problem() {
        Some(problem) => Err(problem.to_owned()),
        None => Ok(Scenario::clone(&state.scenario)),
    }
}

#[test]
fn utf_16() {
    let dump = "memory[0x0] [0x1000-0x9efff], 0x9e000 bytes on node 0 flags: 0x0\r\n";
    let units = "\u{feff}".encode_utf16().chain(dump.encode_utf16());
    let bytes: Vec<u8> = units.flat_map(u16::to_be_bytes).collect();
    let scenario = of_the_page(&bytes).unwrap();
    assert_eq!(scenario.setup.memory.regions().len(), 1);
    assert_eq!(Ok(scenario), of_the_command(&bytes));
}

#[test]
fn every_log_at_hand() {
    for folder in ["dumps", "dumps/faults", "dumps/unseen", "boots", "boots/stock"] {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../shared").join(folder);
        let Ok(entries) = std::fs::read_dir(&folder) else {
            eprintln!("no logs at hand: none is read");
            return;
        };
        let paths = entries.map(|entry| entry.unwrap().path());
        for path in paths.filter(|path| path.is_file()) {
            let bytes = std::fs::read(&path).unwrap();
            assert_eq!(of_the_page(&bytes), of_the_command(&bytes), "{}", path.display());
        }
    }
}
