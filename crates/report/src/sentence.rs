//! Sentences about findings and variants. Every number in them is the model's.
//!
//! Numbers are grouped with narrow no-break spaces; [`plain`] takes them out for plain text, where
//! a number must be found by searching for its digits.

use zonescope_model::{
    Arch, Finding, FindingKind, Nid, Outcome, PfnRange, Verdict, Zone, ZoneOutcome,
};
use zonescope_scenario::Evaluated;

use crate::{grouped, size_of_pages, visible};

/// Separates groups of digits in sentences: U+202F, narrow no-break space.
pub const GROUP_SEPARATOR: &str = "\u{202f}";

/// A sentence for plain text: digits are not grouped, and all is [`visible`].
pub fn plain(sentence: &str) -> String {
    visible(&sentence.replace(GROUP_SEPARATOR, ""))
}

/// One finding in one sentence.
pub fn finding_sentence(finding: &Finding, outcome: &Outcome, arch: &Arch) -> String {
    sentence(&clause(finding.kind, &[finding], outcome, arch))
}

/// The variant at `place` in one sentence: what it has in common with one before it, else its worst
/// findings, else what it gets right. `groups` are [`distinct`] of `evaluated`.
///
/// [`distinct`]: zonescope_scenario::distinct
pub fn verdict_sentence(
    evaluated: &[Evaluated],
    groups: &[Vec<usize>],
    place: usize,
    arch: &Arch,
) -> String {
    let Some(this) = evaluated.get(place) else {
        return String::new();
    };
    let group = groups.iter().find(|group| group.contains(&place));
    if let Some(first) = group.and_then(|group| group.first().copied()).filter(|&g| g != place) {
        return format!("Same as {}: every count, every page.", visible(&evaluated[first].name));
    }
    outcome_sentence(&this.outcome, arch)
}

/// An outcome in one sentence: its worst findings, else what it gets right.
pub(crate) fn outcome_sentence(outcome: &Outcome, arch: &Arch) -> String {
    match outcome.verdict() {
        Verdict::Ok => sentence(&praise(outcome)),
        Verdict::Costly | Verdict::Broken => sentence(&faults(outcome, arch)),
    }
}

/// The two worst kinds found, of the worst severity.
fn faults(outcome: &Outcome, arch: &Arch) -> String {
    let worst = outcome.findings.iter().map(|finding| finding.kind.severity()).max();
    let clauses: Vec<String> = FindingKind::ALL
        .into_iter()
        .filter(|kind| {
            let is_worst = Some(kind.severity()) == worst && !follows_from_another(*kind, outcome);
            is_worst || *kind == FindingKind::UnmirroredInNormal && is_walk_in_normal(outcome)
        })
        .filter_map(|kind| {
            let found: Vec<&Finding> =
                outcome.findings.iter().filter(|finding| finding.kind == kind).collect();
            (!found.is_empty()).then(|| clause(kind, &found, outcome, arch))
        })
        .take(2)
        .collect();
    clauses.join("; ")
}

/// Lost or strayed pages make a zone's present differ from its links: one fault, said once.
fn follows_from_another(kind: FindingKind, outcome: &Outcome) -> bool {
    kind == FindingKind::PresentDiffersFromLinked
        && (is_walk_in_normal(outcome) || has_lost_or_strayed(outcome))
}

fn has_lost_or_strayed(outcome: &Outcome) -> bool {
    outcome.findings.iter().any(|finding| {
        matches!(
            finding.kind,
            FindingKind::NeverInitialised
                | FindingKind::PresentUnderflows
                | FindingKind::WrongNode
                | FindingKind::OutsideZoneSpan
        )
    })
}

/// What a variant without fault gets right.
fn praise(outcome: &Outcome) -> String {
    let overlap = outcome.findings.iter().any(|f| f.kind == FindingKind::ZonesOverlap);
    let zones = if overlap { "zones overlap" } else { "zones do not overlap" };
    let mut deferring: Vec<Zone> = outcome
        .nodes
        .iter()
        .filter_map(|node| {
            let pfn = node.first_deferred_pfn?;
            node.zones.iter().rfind(|zone| zone.range.contains(pfn)).map(|zone| zone.zone)
        })
        .collect();
    zonescope_sorted::distinct(&mut deferring);
    let names: Vec<&str> = deferring.iter().map(|zone| zone.name()).collect();
    let deferral = match names[..] {
        [] => "nothing is deferred".to_owned(),
        _ => format!("deferral starts in {}", listed(&names)),
    };
    // The deferred walk may pass over struct pages that were initialised early.
    let once = outcome
        .segments
        .iter()
        .filter(|segment| segment.memory.is_some())
        .all(|segment| segment.boot_inits + u32::from(segment.deferred) == 1);
    let pages = if once { "every page is initialised once" } else { "no page is lost" };
    format!("{pages}; {zones}; {deferral}")
}

/// All findings of one kind in one clause, without capital and full stop.
fn clause(kind: FindingKind, found: &[&Finding], outcome: &Outcome, arch: &Arch) -> String {
    let pages: u64 = found.iter().map(|finding| finding.pages).sum();
    let count = grouped(pages, GROUP_SEPARATOR);
    let size = size_of_pages(pages, arch.page_shift);
    let mut nids: Vec<Nid> = found.iter().filter_map(|finding| finding.nid).collect();
    nids.dedup();
    let nodes = nodes_phrase(&nids);
    let places = places_phrase(found);
    match kind {
        FindingKind::NeverInitialised => {
            format!("{count} pages ({size}) are never initialised{}", cause_of_loss(outcome))
        }
        FindingKind::PresentUnderflows => format!(
            "present of {places} underflows by {count} pages ({size}): memory in its span is \
             counted as absent twice, once for its mirroring and once for its node"
        ),
        FindingKind::ZoneSkipped => format!(
            "present of {places} is 0, so memmap_init skips {count} pages ({size}) that no other \
             populated zone spans"
        ),
        FindingKind::PresentDiffersFromLinked => {
            format!("present of {places} differs from the pages linked to it, by {count} ({size})")
        }
        FindingKind::WrongNode => {
            format!("{count} pages ({size}) are linked to another node than their own")
        }
        FindingKind::OutsideZoneSpan => format!(
            "{count} pages ({size}) are linked to a zone whose span does not hold them{}",
            cause_of_stray(outcome)
        ),
        FindingKind::InitialisedTwice => {
            format!("{count} struct pages ({size} of memory) are initialised more than once before SMP")
        }
        FindingKind::NoDeferral => format!("nothing is deferred on {nodes} ({size})"),
        FindingKind::MirroredInMovable => {
            format!("{count} mirrored pages ({size}) are in Movable, where they protect no kernel data")
        }
        FindingKind::UnmirroredInNormal => format!(
            "{count} unmirrored pages ({size}) are in Normal, open to kernel data{}",
            cause_of_walk_in_normal(outcome)
        ),
        FindingKind::MirrorUnused => format!(
            "{size} are mirrored, which costs as much again, but kernelcore=mirror is not given: \
             the kernel's data may be anywhere"
        ),
        FindingKind::ZonesOverlap => overlaps(found, outcome, arch),
        FindingKind::GiganticPagesDropped => {
            format!("gigantic pages of hugepages= that lie in both zones of {nodes} are thrown away")
        }
        FindingKind::DeferralBelowHighestZone => format!(
            "deferral starts in {places}, below the highest zone, with {count} pages ({size}) between"
        ),
        FindingKind::UnmirroredBelow4G => {
            format!("{count} pages ({size}) below 4 GiB are not mirrored, yet the kernel uses them")
        }
        FindingKind::NodeWithoutNormal => format!("no Normal zone on {nodes} ({size})"),
    }
}

/// `Normal and Movable overlap by 254 GiB on node 0 and 256 GiB on node 1`.
pub(crate) fn overlaps(found: &[&Finding], outcome: &Outcome, arch: &Arch) -> String {
    let mut pairs: Vec<(String, Vec<String>)> = Vec::new();
    for finding in found {
        let Some((nid, upper)) = finding.nid.zip(finding.zone) else {
            continue;
        };
        let overlap = |zone: &&ZoneOutcome| {
            zone.zone < upper && finding.ranges.iter().all(|r| r.clip_to(zone.range) == *r)
        };
        let lower = outcome.node(nid).and_then(|node| node.zones.iter().rfind(overlap));
        let zones =
            format!("{} and {upper}", lower.map_or("another zone", |zone| zone.zone.name()));
        let size = format!("{} on node {nid}", size_of_pages(finding.pages, arch.page_shift));
        match pairs.iter_mut().find(|(known, _)| *known == zones) {
            Some((_, sizes)) => sizes.push(size),
            None => pairs.push((zones, vec![size])),
        }
    }
    let clauses: Vec<String> = pairs
        .iter()
        .map(|(zones, sizes)| {
            let sizes: Vec<&str> = sizes.iter().map(String::as_str).collect();
            match sizes.len() {
                1..=4 => format!("{zones} overlap by {}", listed(&sizes)),
                many => format!("{zones} overlap on {many} nodes"),
            }
        })
        .collect();
    clauses.join("; ")
}

/// Why memory is lost: what the outcome's other findings say.
fn cause_of_loss(outcome: &Outcome) -> String {
    match deferral_below(outcome) {
        Some(zones) => {
            format!(
                ": deferral starts in {zones}, and the deferred walk sets up only the zone above"
            )
        }
        None => match outcome.findings.iter().any(|f| f.kind == FindingKind::ZoneSkipped) {
            true => ": their zone has present 0 and is skipped".to_owned(),
            false => String::new(),
        },
    }
}

/// Why memory strays: what the outcome's other findings say.
fn cause_of_stray(outcome: &Outcome) -> String {
    deferral_below(outcome).map_or(String::new(), |zones| {
        format!(": deferral starts in {zones}, and the walk links all it finds to the zone above")
    })
}

/// Whether the deferred walk linked memory to Normal although Movable spans it too.
fn is_walk_in_normal(outcome: &Outcome) -> bool {
    let spanned_by_movable = |nid, pfn| {
        let movable = outcome.node(nid).and_then(|node| node.zone(Zone::Movable));
        movable.is_some_and(|zone| zone.range.contains(pfn))
    };
    let is_walked = |segment: &zonescope_model::Segment| {
        let owner = segment.owner.filter(|owner| owner.zone == Zone::Normal && segment.deferred);
        owner.is_some_and(|owner| spanned_by_movable(owner.nid, segment.range.start()))
    };
    outcome.segments.iter().any(is_walked)
}

/// Why unmirrored memory is in Normal, where it is the deferred walk that put it there.
fn cause_of_walk_in_normal(outcome: &Outcome) -> String {
    match deferral_below(outcome).filter(|_| is_walk_in_normal(outcome)) {
        Some(zones) => {
            format!(": deferral starts in {zones}, and the walk gives that zone Movable's memory")
        }
        None => String::new(),
    }
}

/// The zones that deferral starts in though a higher one exists.
fn deferral_below(outcome: &Outcome) -> Option<String> {
    let mut zones: Vec<&str> = outcome
        .findings
        .iter()
        .filter(|finding| finding.kind == FindingKind::DeferralBelowHighestZone)
        .filter_map(|finding| finding.zone.map(Zone::name))
        .collect();
    zonescope_sorted::distinct(&mut zones);
    (!zones.is_empty()).then(|| listed(&zones))
}

/// `node 0`, `nodes 0 and 1`, or `5 nodes`.
pub(crate) fn nodes_phrase(nids: &[Nid]) -> String {
    let names: Vec<String> = nids.iter().map(ToString::to_string).collect();
    match &names[..] {
        [one] => format!("node {one}"),
        few if few.len() <= 4 => {
            format!("nodes {}", listed(&few.iter().map(String::as_str).collect::<Vec<_>>()))
        }
        many => format!("{} nodes", many.len()),
    }
}

/// `Normal of node 0`, `Normal of nodes 0 and 1`, or `6 zones`.
fn places_phrase(found: &[&Finding]) -> String {
    let nids: Vec<Nid> = found.iter().filter_map(|finding| finding.nid).collect();
    match found {
        [first, rest @ ..] if rest.iter().all(|finding| finding.zone == first.zone) => {
            let zone = first.zone.map_or("the zones", Zone::name);
            format!("{zone} of {}", nodes_phrase(&nids))
        }
        many => format!("{} zones", many.len()),
    }
}

/// `0x1-0x2, 0x3-0x4 and 7 more`, of which `most` are listed.
pub(crate) fn ranges_phrase(ranges: &[PfnRange], most: usize) -> String {
    let listed: Vec<String> = ranges.iter().take(most).map(ToString::to_string).collect();
    match ranges.len().saturating_sub(most) {
        0 => listed.join(", "),
        more => format!("{} and {} more", listed.join(", "), grouped(more as u64, GROUP_SEPARATOR)),
    }
}

/// `a`, `a and b`, `a, b and c`.
pub(crate) fn listed(items: &[&str]) -> String {
    match items {
        [] => String::new(),
        [one] => (*one).to_owned(),
        [most @ .., last] => format!("{} and {last}", most.join(", ")),
    }
}

/// A clause, or a word, as a sentence.
pub fn sentence(clause: &str) -> String {
    let mut chars = clause.chars();
    match chars.next() {
        Some(first) => format!("{}{}.", first.to_ascii_uppercase(), chars.as_str()),
        None => String::new(),
    }
}
