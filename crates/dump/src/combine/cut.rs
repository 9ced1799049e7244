//! Whether a boot's own sums prove that rows of its memory map are missing.

use zonescope_model::Nid;

use super::candidate::Candidate;
use super::spans::Span;
use super::{Boot, Memory, Origin, Remark};
use crate::log::{Fact, Found, Log, SourceKind};

/// Pages of 64 KiB are the largest a bound is rounded to.
const PAGE: u64 = 64 << 10;

/// Nodes that begin before their first row, end behind their last one, have more pages than their
/// rows hold, or have no row at all. `Initmem setup node` gives a node's first and last byte, and
/// `totalpages` its pages.
///
/// Pages are compared where their size is given: under `kernelcore=mirror` the kernel's own count
/// is not that of its memory.
pub(super) fn nodes(
    log: &Log,
    boot: &Boot,
    candidate: &Candidate,
    page_shift: Option<u32>,
) -> Vec<Found<Remark>> {
    let mut remarks = Vec::new();
    let counted = |nid: u64| {
        let shift = page_shift?;
        let (line, said) = boot.facts(log).find_map(|fact| match fact.what {
            Fact::NodePages { nid: of, pages } if of == nid => Some((fact.line, pages)),
            _ => None,
        })?;
        let found = of_node(candidate, nid)
            .map(|span| (span.end - span.base) >> shift)
            .fold(0, u64::saturating_add);
        (said > found.saturating_add(found / 64)).then_some((line, said, found))
    };
    let mut told: Vec<u64> = Vec::new();
    let is_exact = matches!(
        candidate.origin,
        Origin::Rows(SourceKind::Early | SourceKind::Memory | SourceKind::Debugfs)
    );
    for fact in boot.facts(log) {
        let Fact::NodeRange { nid, base, end } = fact.what else {
            continue;
        };
        // A node without memory is printed as [mem 0x0-0x0].
        if end.saturating_sub(base) < 4096 {
            continue;
        }
        let first = of_node(candidate, nid).map(|span| span.base).min();
        let last = of_node(candidate, nid).map(|span| span.end).max();
        let Some((first, last)) = first.zip(last) else {
            told.push(nid);
            let what = Remark::NodeMissing { nid, base, end };
            remarks.push(Found { line: fact.line, what });
            continue;
        };
        // Firmware's bounds are not quite the kernel's.
        let slack = if is_exact { PAGE } else { ((end - base) / 64).max(1 << 20) };
        if first > base.saturating_add(slack) || last.saturating_add(slack) < end {
            told.push(nid);
            let pages = counted(nid).map(|(_, said, found)| (said, found));
            let what = Remark::NodeCut { nid, said: (base, end), found: (first, last), pages };
            remarks.push(Found { line: fact.line, what });
        }
    }
    let is_told = |nid: &u64| told.contains(nid);
    let nodes = boot.facts(log).filter_map(|fact| match fact.what {
        Fact::NodePages { nid, .. } => Some(nid),
        _ => None,
    });
    for nid in nodes.filter(|nid| !is_told(nid)) {
        if let Some((line, said, found)) = counted(nid) {
            remarks.push(Found { line, what: Remark::PagesMissing { nid, said, found } });
        }
    }
    remarks
}

/// The memory of a node.
fn of_node(candidate: &Candidate, nid: u64) -> impl Iterator<Item = &Span<Memory>> {
    let is_of = move |of: Option<Nid>| of.map_or(0, |of| u64::from(of.get())) == nid;
    candidate.spans.iter().filter(move |span| is_of(span.what.nid))
}
