//! What findings mean on a real machine, and which patches would remove them.

use zonescope_model::{
    Contiguity, FindingKind, NotInZone, Pfn, Remedy, Severity, Toggled, Verdict, ZoneContiguity,
};

use crate::sentence::{listed, sentence};

/// A kind of finding in a few words.
pub fn kind_name(kind: FindingKind) -> &'static str {
    match kind {
        FindingKind::NeverInitialised => "memory never initialised",
        FindingKind::PresentUnderflows => "a present count below zero",
        FindingKind::ZoneSkipped => "a zone skipped with its memory",
        FindingKind::PresentDiffersFromLinked => "a wrong present count",
        FindingKind::WrongNode => "memory linked to a wrong node",
        FindingKind::OutsideZoneSpan => "memory outside its zone's span",
        FindingKind::InitialisedTwice => "struct pages initialised twice",
        FindingKind::NoDeferral => "no deferral",
        FindingKind::MirroredInMovable => "mirrored memory in Movable",
        FindingKind::UnmirroredInNormal => "unmirrored memory in Normal",
        FindingKind::MirrorUnused => "mirroring without kernelcore=mirror",
        FindingKind::ZonesOverlap => "overlapping zones",
        FindingKind::GiganticPagesDropped => "gigantic pages thrown away",
        FindingKind::DeferralBelowHighestZone => "deferral below the highest zone",
        FindingKind::UnmirroredBelow4G => "unmirrored memory below 4 GiB",
        FindingKind::NodeWithoutNormal => "a node without Normal",
    }
}

/// How bad, in a word.
pub fn severity_name(severity: Severity) -> &'static str {
    match severity {
        Severity::Broken => "broken",
        Severity::Costly => "costly",
        Severity::Notable => "notable",
    }
}

/// A verdict in the word that all texts use for it; machines read [`Verdict::name`].
pub fn verdict_name(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Ok => "ok",
        Verdict::Costly => "costly",
        Verdict::Broken => "broken",
    }
}

/// What a finding would do on a real machine, in one sentence.
pub fn consequence(kind: FindingKind) -> &'static str {
    match kind {
        FindingKind::NeverInitialised => {
            "The memory never reaches the page allocator, and whoever walks over its struct \
             pages reads what was left in them, or poison that stops the machine."
        }
        FindingKind::PresentUnderflows => {
            "/proc/zoneinfo shows a present count near 2^64, and whatever is sized by it is wrong."
        }
        FindingKind::ZoneSkipped => {
            "The memory is left to whatever hole it is counted to: it is linked to another zone \
             or node, or to none at all."
        }
        FindingKind::PresentDiffersFromLinked => {
            "/proc/zoneinfo, and what is sized by it, disagrees with the pages the zone really \
             has to give."
        }
        FindingKind::WrongNode => {
            "The pages are freed to another node's lists: memory bound to one node comes from \
             another, and no message says so."
        }
        FindingKind::OutsideZoneSpan => {
            "With CONFIG_DEBUG_VM the machine stops at bad_range() once the pages are freed; \
             without it, walks over the zone's span, such as compaction's, never reach them."
        }
        FindingKind::InitialisedTwice => {
            "One CPU writes these struct pages again, 64 bytes each, before the others run: boot \
             takes that much longer."
        }
        FindingKind::NoDeferral => {
            "One CPU sets up all struct pages before the others run, where a thread for each \
             node could: on machines of TiBs that is seconds."
        }
        FindingKind::MirroredInMovable => {
            "Kernel data can't be placed there: mirroring it costs as much memory again and \
             protects only what user space could lose."
        }
        FindingKind::UnmirroredInNormal => {
            "Kernel data may be placed there, where an uncorrectable error takes the machine \
             down: what mirroring was to prevent."
        }
        FindingKind::MirrorUnused => {
            "The second copy takes as much memory again, and protects the kernel only by chance: \
             kernelcore=mirror would keep its data there, on a kernel that “By release” finds right."
        }
        FindingKind::ZonesOverlap => {
            "Walks by pfn over one zone meet pages of the other, so each page's zone has to be \
             checked, and a zone with foreign pages is not contiguous."
        }
        FindingKind::GiganticPagesDropped => {
            "From 6.15 to 7.2 gigantic pages that hugepages= asks for are checked at boot, and one \
             that lies in two zones is thrown away: fewer are there than were asked for."
        }
        FindingKind::DeferralBelowHighestZone => {
            "The deferred walk finishes one zone: up to 6.10 the lower one, which then gets the \
             higher one's memory; from 6.11 on the highest, which leaves out what lies below it; \
             from 6.18 on what lies below is linked to the highest all the same."
        }
        FindingKind::UnmirroredBelow4G => {
            "Kernel data and DMA buffers below 4 GiB have no second copy: an uncorrectable error \
             there takes the machine down."
        }
        FindingKind::NodeWithoutNormal => {
            "What the kernel allocates for this node comes from its own lower zones, DMA and DMA32, \
             as far as they go; a node with nothing but Movable gets it from other nodes."
        }
    }
}

/// Which patches would remove a finding, in one sentence.
pub fn remedies_sentence(remedies: &[Remedy]) -> String {
    if remedies.is_empty() {
        return "No single patch removes it.".to_owned();
    }
    let clauses: Vec<String> = remedies
        .iter()
        .map(|remedy| {
            let brings: Vec<&str> = remedy.brings.iter().map(|kind| kind_name(*kind)).collect();
            let price = match brings[..] {
                [] if remedy.verdict == Verdict::Ok => " (and nothing is at fault then)".to_owned(),
                [] => String::new(),
                _ => format!(" (which brings {})", listed(&brings)),
            };
            format!("{}{price}", switch_phrase(remedy.switch))
        })
        .collect();
    let clauses: Vec<&str> = clauses.iter().map(String::as_str).collect();
    format!("Removed by {}.", listed_or(&clauses))
}

/// `clip-normal`, or `taking out clip-normal`.
fn switch_phrase(switch: Toggled) -> String {
    if switch.was_applied {
        format!("taking out {}", switch.patch)
    } else {
        switch.patch.to_string()
    }
}

/// `a`, `a or b`, `a, b or c`.
fn listed_or(items: &[&str]) -> String {
    match items {
        [most @ .., last] if !most.is_empty() => format!("{} or {last}", most.join(", ")),
        _ => items.concat(),
    }
}

/// Whether a zone is contiguous, and why not, in one sentence.
pub fn contiguity_sentence(zone: &ZoneContiguity) -> String {
    let name = format!("{} of node {}", zone.zone, zone.nid);
    let blocks = match zone.blocks {
        1 => "1 pageblock".to_owned(),
        many => format!("{many} pageblocks"),
    };
    sentence(&match zone.contiguity {
        Contiguity::Contiguous => format!("{name} is contiguous, all of its {blocks}"),
        Contiguity::NotPopulated => {
            format!(
                "{name} has no present pages, and the kernel never looks whether it is contiguous"
            )
        }
        Contiguity::Broken { block, pfn, found } => {
            let found = found_phrase(found);
            format!("{name} is not contiguous: {pfn}, of pageblock {block}, {found} ({blocks} looked at)")
        }
    })
}

/// What is at the first pfn that keeps a zone from being contiguous.
pub fn broken_clause(pfn: Pfn, found: NotInZone) -> String {
    format!("{pfn} {}", found_phrase(found))
}

fn found_phrase(found: NotInZone) -> String {
    match found {
        NotInZone::NoStructPage => "has no struct page".to_owned(),
        NotInZone::NeverInitialised => "was never initialised".to_owned(),
        NotInZone::LinkedTo(owner) => format!("is linked to {} of node {}", owner.zone, owner.nid),
    }
}
