//! What a memory map does not say itself: whose memory is, and what of it is mirrored or
//! hot-pluggable.

use zonescope_model::{Flags, Nid};

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
        let numa_off = self.numa_is_off(candidate.line);
        let mut rows = Vec::new();
        let mut origin = Origin::Line;
        for kind in [SourceKind::Early, SourceKind::Srat] {
            let Some(source) = boot.last(self, kind) else {
                continue;
            };
            if rows.is_empty() && !(numa_off && kind == SourceKind::Srat) {
                origin = Origin::Rows(kind);
                candidate.warnings.extend(candidate::rows_of(source));
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

    /// Says what is mirrored, where the map does not say so itself: by the EFI memory map, else
    /// `memblock_mark_mirror`.
    pub(super) fn fill_mirror(&self, boot: &Boot, candidate: &mut Candidate) -> Option<Used> {
        let has_marks = candidate.spans.iter().any(|span| span.what.flags.is_some_and(is_mirrored));
        if candidate.is_marked || has_marks {
            return None;
        }
        let mut origin = Origin::Rows(SourceKind::Efi);
        let mut marks: Vec<Span<()>> = Vec::new();
        let mark = |base, end, line| Span { base, end, what: (), line };
        if let Some(source) = boot.last(self, SourceKind::Efi) {
            if candidate.origin != origin {
                candidate.warnings.extend(candidate::rows_of(source));
            }
            let mirrored = source.rows.iter().filter(|row| row.mirrored == Some(true));
            marks.extend(mirrored.map(|row| mark(row.base, row.end, row.line)));
        }
        if marks.is_empty() {
            origin = Origin::Events;
            let marked = boot.events(self).filter(|event| event.action == EventAction::MarkMirror);
            marks.extend(marked.map(|event| mark(event.base, event.end, event.line)));
        }
        candidate.mark(marks, Flags::MIRROR).map(|line| Used { gave: Gave::Mirror, origin, line })
    }

    /// Says what is hot-pluggable, by SRAT: `acpi_numa_memory_affinity_init()` marks it whatever
    /// the command line says, and `numa_clear_kernel_node_hotplug()` takes the mark from the nodes
    /// in which memory is reserved already, the kernel's own at least.
    pub(super) fn fill_hotplug(&self, boot: &Boot, candidate: &mut Candidate) -> Option<Used> {
        if candidate.is_marked || self.numa_is_off(candidate.line) {
            return None;
        }
        let srat = boot.last(self, SourceKind::Srat)?;
        let is_hotplug = |flags: u64| Flags::new(flags).has(Flags::HOTPLUG);
        let rows = srat.rows.iter().filter(|row| row.flags.is_some_and(is_hotplug));
        let marks = rows.map(|row| Span { base: row.base, end: row.end, what: (), line: row.line });
        let marks: Vec<Span<()>> = marks.collect();
        if marks.is_empty() {
            return None;
        }
        let kernels = self.kernel_nodes(boot, candidate, srat.first_line);
        let (marks, _) = disjoint(marks);
        let line = marks.first()?.line;
        let mut has_any = false;
        candidate.spans = overlay(&candidate.spans, &marks)
            .into_iter()
            .map(|(mut span, mark)| {
                if mark.is_some() && !kernels.contains(&span.what.nid) {
                    has_any = true;
                    let flags = span.what.flags.unwrap_or_default();
                    span.what.flags = Some(flags.with(Flags::HOTPLUG));
                }
                span
            })
            .collect();
        let origin = Origin::Rows(SourceKind::Srat);
        has_any.then_some(Used { gave: Gave::Hotplug, origin, line })
    }

    /// The nodes in which memory is reserved before nodes are known, as far as the log tells: x86
    /// reserves the lowest MiB, and elsewhere the kernel is most often low.
    fn kernel_nodes(&self, boot: &Boot, candidate: &Candidate, srat: u32) -> Vec<Option<Nid>> {
        let dumps = boot.sources(self, SourceKind::Reserved);
        let dumped = dumps
            .filter(|source| source.last_line < srat)
            .flat_map(|source| source.rows.iter().map(|row| row.base));
        let called = boot
            .events(self)
            .filter(|event| event.line < srat && event.action == EventAction::Reserve)
            .map(|event| event.base);
        let taken = boot.facts(self).filter_map(|fact| match fact.what {
            Fact::Taken { base, .. } => Some(base),
            _ => None,
        });
        let loaded = boot
            .sources(self, SourceKind::Iomem)
            .flat_map(|source| &source.rows)
            .filter(|row| row.name.as_deref() == Some("Kernel code"))
            .map(|row| row.base);
        let lowest = candidate.spans.first().map(|span| span.base);
        let mut nodes: Vec<Option<Nid>> = Vec::new();
        for base in dumped.chain(called).chain(taken).chain(loaded).chain(lowest) {
            let place = candidate.spans.partition_point(|span| span.end <= base);
            let span = candidate.spans.get(place).filter(|span| span.base <= base);
            if let Some(span) = span.filter(|span| !nodes.contains(&span.what.nid)) {
                nodes.push(span.what.nid);
            }
        }
        nodes
    }

    /// Whether the boot's kernel was told not to look for nodes.
    fn numa_is_off(&self, line: u32) -> bool {
        let is_off = |words: &str| words.split_whitespace().any(|word| word == "numa=off");
        self.command_line_at(line).is_some_and(|found| is_off(&found.what))
    }
}

fn is_mirrored(flags: Flags) -> bool {
    flags.has(Flags::MIRROR)
}

impl Candidate {
    /// Sets a flag where the marks lie; gives the first mark's line, if there is one.
    fn mark(&mut self, marks: Vec<Span<()>>, flag: Flags) -> Option<u32> {
        let (marks, _) = disjoint(marks);
        let line = marks.first()?.line;
        self.spans = overlay(&self.spans, &marks)
            .into_iter()
            .map(|(mut span, mark)| {
                let flags = span.what.flags.unwrap_or_default();
                span.what.flags = Some(mark.map_or(flags, |()| flags.with(flag)));
                span
            })
            .collect();
        Some(line)
    }
}
