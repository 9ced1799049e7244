//! Whether a boot's own sums prove that rows of its memory map are missing.

use zonescope_model::Nid;
use zonescope_sorted::SortedMap;

use super::candidate::Candidate;
use super::{Boot, Origin, Remark};
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
    let is_exact = matches!(
        candidate.origin,
        Origin::Rows(SourceKind::Early | SourceKind::Memory | SourceKind::Debugfs)
    );
    let mapped = mapped_nodes(candidate, page_shift.unwrap_or_default());
    let mut remarks = Vec::new();
    for (nid, said) in said(log, boot) {
        let nid = u64::from(nid.get());
        let found = mapped.get(&nid).copied();
        let pages = said
            .pages
            .zip(found)
            .zip(page_shift)
            .map(|(((_, said), found), _)| (said, found.pages));
        let pages = pages.filter(|(said, found)| *said > found.saturating_add(found / 64));
        let Some((line, base, end)) = said.range else {
            if let (Some((line, _)), Some((said, found))) = (said.pages, pages) {
                remarks.push(Found { line, what: Remark::PagesMissing { nid, said, found } });
            }
            continue;
        };
        let Some(found) = found else {
            remarks.push(Found { line, what: Remark::NodeMissing { nid, base, end } });
            continue;
        };
        // Firmware's bounds are not quite the kernel's.
        let slack = if is_exact { PAGE } else { ((end - base) / 64).max(1 << 20) };
        let (first, last) = (found.first, found.last);
        if first > base.saturating_add(slack) || last.saturating_add(slack) < end {
            let what = Remark::NodeCut { nid, said: (base, end), found: (first, last), pages };
            remarks.push(Found { line, what });
        } else if let (Some((line, _)), Some((said, found))) = (said.pages, pages) {
            remarks.push(Found { line, what: Remark::PagesMissing { nid, said, found } });
        }
    }
    remarks
}

/// What the log says of a node: its line, first byte and end; a line and its pages.
#[derive(Clone, Copy, Default)]
struct Said {
    range: Option<(u32, u64, u64)>,
    pages: Option<(u32, u64)>,
}

/// What the log says of each node, the last it says.
fn said(log: &Log, boot: &Boot) -> SortedMap<Nid, Said> {
    let mut nodes: SortedMap<Nid, Said> = SortedMap::new();
    for fact in boot.facts(log) {
        match fact.what {
            // A node without memory is printed as [mem 0x0-0x0].
            Fact::NodeRange { nid, base, end } if end.saturating_sub(base) >= 4096 => {
                if let Some(nid) = Nid::new(nid) {
                    nodes.or_default(nid).range = Some((fact.line, base, end));
                }
            }
            Fact::NodePages { nid, pages } => {
                if let Some(nid) = Nid::new(nid) {
                    nodes.or_default(nid).pages = Some((fact.line, pages));
                }
            }
            _ => {}
        }
    }
    nodes
}

/// What the map has of a node.
#[derive(Clone, Copy)]
struct MappedNode {
    first: u64,
    last: u64,
    pages: u64,
}

fn mapped_nodes(candidate: &Candidate, page_shift: u32) -> SortedMap<u64, MappedNode> {
    let mut nodes: SortedMap<u64, MappedNode> = SortedMap::new();
    for span in &candidate.spans {
        let nid = span.what.nid.map_or(0, |nid| u64::from(nid.get()));
        let pages = (span.end - span.base) >> page_shift;
        match nodes.get_mut(&nid) {
            Some(node) => {
                node.first = node.first.min(span.base);
                node.last = node.last.max(span.end);
                node.pages = node.pages.saturating_add(pages);
            }
            None => {
                nodes.insert(nid, MappedNode { first: span.base, last: span.end, pages });
            }
        }
    }
    nodes
}
