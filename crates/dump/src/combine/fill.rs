//! What a memory map does not say itself: whose memory is, and what of it is mirrored.

use zonescope_model::Flags;

use super::candidate::{self, Candidate};
use super::spans::{disjoint, overlay, Span};
use super::{Boot, Gave, Origin, Remark, Used};
use crate::log::{EventAction, Fact, Found, Log, SourceKind};

impl Log {
    /// Says whose memory is where the map itself does not: by the early node ranges, else SRAT,
    /// else the extents of nodes.
    pub(super) fn fill_nodes(&self, boot: &Boot, candidate: &mut Candidate) -> Option<Used> {
        if candidate.spans.iter().any(|span| span.what.nid.is_some()) {
            return None;
        }
        let numa_off = self
            .command_line_at(candidate.line)
            .is_some_and(|found| found.what.split_whitespace().any(|word| word == "numa=off"));
        let mut rows = Vec::new();
        let mut origin = Origin::Line;
        for kind in [SourceKind::Early, SourceKind::Srat] {
            let Some(source) = boot.last(self, kind) else {
                continue;
            };
            if rows.is_empty() && !(numa_off && kind == SourceKind::Srat) {
                origin = Origin::Rows(kind);
                rows.extend(source.rows.iter().map(|row| (row.base, row.end, row.nid, row.line)));
            }
        }
        if rows.is_empty() {
            rows.extend(boot.facts(self).filter_map(|fact| match fact.what {
                Fact::NodeRange { nid, base, end } => Some((base, end, Some(nid), fact.line)),
                _ => None,
            }));
        }
        let mut marks = Vec::new();
        for (base, end, nid, line) in rows {
            if let Some(what) = candidate::node(nid, line, &mut candidate.warnings) {
                marks.push(Span { base, end, what, line });
            }
        }
        let (marks, contradiction) = disjoint(marks);
        candidate
            .warnings
            .extend(contradiction.map(|lines| candidate::contradicted(origin, lines)));
        let first = marks.first()?;
        let mut below = first.what;
        let mut unsaid = None;
        candidate.spans = overlay(&candidate.spans, &marks)
            .into_iter()
            .map(|(mut span, nid)| {
                if nid.is_none() {
                    unsaid = unsaid.or(Some((span.base, span.end)));
                }
                below = nid.unwrap_or(below);
                span.what.nid = Some(below);
                span
            })
            .collect();
        candidate.warnings.extend(
            unsaid
                .map(|(base, end)| Found { line: first.line, what: Remark::NoNode { base, end } }),
        );
        Some(Used { gave: Gave::Nodes, origin, line: first.line })
    }

    /// Says what is mirrored where the map itself does not: by the EFI memory map, else
    /// `memblock_mark_mirror`.
    pub(super) fn fill_mirror(&self, boot: &Boot, candidate: &mut Candidate) -> Option<Used> {
        if candidate.spans.iter().any(|span| span.what.flags.is_some()) {
            return None;
        }
        let mut origin = Origin::Rows(SourceKind::Efi);
        let mut marks: Vec<Span<()>> = Vec::new();
        let mark = |base, end, line| Span { base, end, what: (), line };
        if let Some(source) = boot.last(self, SourceKind::Efi) {
            let mirrored = source.rows.iter().filter(|row| row.mirrored == Some(true));
            marks.extend(mirrored.map(|row| mark(row.base, row.end, row.line)));
        }
        if marks.is_empty() {
            origin = Origin::Events;
            let marked = boot.events(self).filter(|event| event.action == EventAction::MarkMirror);
            marks.extend(marked.map(|event| mark(event.base, event.end, event.line)));
        }
        let (marks, _) = disjoint(marks);
        let line = marks.first()?.line;
        candidate.spans = overlay(&candidate.spans, &marks)
            .into_iter()
            .map(|(mut span, mirrored)| {
                span.what.flags = Some(mirrored.map_or(Flags::NONE, |()| Flags::MIRROR));
                span
            })
            .collect();
        Some(Used { gave: Gave::Mirror, origin, line })
    }
}
