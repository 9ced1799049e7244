//! Rows that lack what other rows of their source have: the text was cut there, most often.

use crate::collect::lines::Remark;
use crate::log::{Found, Row, Source, SourceKind};
use crate::Note;
use zonescope_sorted::sort_by_key;

/// Notes it in the sources, and gives back what there is to say of the lines, in order.
pub(super) fn note(sources: &mut [Source]) -> Vec<Remark> {
    let mut remarks = Vec::new();
    for source in sources {
        let nodes = source.is_memory && source.rows.iter().any(|row| row.nid.is_some());
        let flags = matches!(
            source.kind,
            SourceKind::Memory | SourceKind::Reserved | SourceKind::Debugfs | SourceKind::Table
        ) && source.rows.iter().any(has_flags);
        if !nodes && !flags {
            continue;
        }
        let before = remarks.len();
        for row in &source.rows {
            let note = match (nodes && row.nid.is_none(), flags && !has_flags(row)) {
                (true, true) => Note::NoNodeNorFlags,
                (true, false) => Note::NoNode,
                (false, true) => Note::NoFlags,
                (false, false) => continue,
            };
            remarks.push(Remark { first: row.line, last: row.last_line, note });
        }
        let new = remarks.get(before..).unwrap_or_default();
        source
            .notes
            .extend(new.iter().map(|remark| Found { line: remark.first, what: remark.note }));
        sort_by_key(&mut source.notes, |found| found.line);
    }
    sort_by_key(&mut remarks, |remark| remark.first);
    remarks
}

fn has_flags(row: &Row) -> bool {
    row.flags.is_some() || row.mirrored.is_some()
}
