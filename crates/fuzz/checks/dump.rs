//! A text of any kind is read, whole and in steps, and everything asked of it.

use zonescope_dump::{read, read_bytes, write, Log, Reader};
use zonescope_model::Arch;

/// More dumps are asked for their maps nowhere.
const MOST_DUMPS: usize = 8;

pub fn check(data: &[u8]) {
    read_bytes(data);
    // The first byte says how large the steps are.
    let Some((step, text)) = data.split_first() else {
        return;
    };
    let text = String::from_utf8_lossy(text);
    let log = read(&text);
    let mut reader = Reader::new(&text);
    while reader.step(usize::from(*step)) {}
    assert_eq!(reader.finish(), log, "in steps of {step}");

    every_line_has_one_verdict(&log);
    let dumps = log.dumps().len().min(MOST_DUMPS);
    for dump in [None].into_iter().chain((0..dumps).map(Some)) {
        let Ok(combined) = log.combined(dump) else {
            continue;
        };
        assert!(combined.sentence().ends_with('.'));
        let _ = log.facts(combined.line, &combined.arch.unwrap_or(Arch::X86_64));
        let written = read(&write(&combined.memory));
        let (map, _) = written.memory_map(0).expect("what was written is read");
        assert_eq!(map, combined.memory);
    }
}

fn every_line_has_one_verdict(log: &Log) {
    let mut next = 1;
    for run in log.lines.iter() {
        assert_eq!(run.first, next);
        assert!(run.first <= run.last);
        next = run.last + 1;
    }
    for source in &log.sources {
        assert!(!source.is_empty());
        assert!(source.first_line <= source.last_line && source.last_line < next);
        for row in &source.rows {
            assert!(row.base <= row.end);
            assert!(row.line <= row.last_line && row.last_line < next);
        }
    }
}
