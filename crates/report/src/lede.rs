//! What a reader sees first, in a few sentences: the memory, what becomes of it, and how the
//! variants fare.

use zonescope_model::{
    layout, Arch, Finding, FindingKind, MirrorClass, Nid, NodeLayout, Outcome, PhysAddr, Region,
    Setup, Verdict, Zone,
};
use zonescope_scenario::{Evaluated, Scenario};
use zonescope_sorted::sort_by_key;

use crate::sentence::{listed, nodes_phrase, overlaps, sentence};
use crate::{size_of_pages, visible, Told};

/// What a reader sees: the layout, where zones overlap, and how the variants fare.
pub fn lede(scenario: &Scenario, evaluated: &[Evaluated], told: Told<'_>) -> String {
    let arch = &scenario.setup.arch;
    let nodes = layout(&scenario.setup);
    let memory = nodes.iter().map(|node| node.memory).sum();
    let mirrored: u64 = nodes.iter().map(|node| node.mirrored).sum();
    let share = match mirrored {
        0 => "none of it mirrored".to_owned(),
        all if all == memory => "all of it mirrored".to_owned(),
        some => format!("{} of it mirrored", size_of_pages(some, arch.page_shift)),
    };
    let count = match nodes.len() {
        1 => "one node".to_owned(),
        many => format!("{many} nodes"),
    };
    let size = size_of_pages(memory, arch.page_shift);
    let layout = format!("{size} on {count}, {share}{}.", classes(&nodes));
    match evaluated {
        [] => layout,
        [first, ..] => {
            let lost = mirrored_in_movable(scenario, &nodes, &first.outcome);
            format!("{lost}{layout} {}{}", overlap(evaluated, arch), tally(evaluated, told))
        }
    }
}

/// Why a node's mirrored memory is in Movable, where none of it could be in Normal: under
/// `kernelcore=mirror` Movable begins at the node's lowest unmirrored memory above 4 GiB
/// (`find_zone_movable_pfns_for_nodes()`), and here there is nothing below.
fn mirrored_in_movable(scenario: &Scenario, nodes: &[NodeLayout], outcome: &Outcome) -> String {
    let Setup { memory, words, arch, .. } = &scenario.setup;
    if !words.mirror {
        return String::new();
    }
    // By node, and each node's by address.
    let mut regions = memory.regions().to_vec();
    sort_by_key(&mut regions, |region| region.nid);
    let clauses = nodes.iter().filter_map(|node| {
        let zones = &outcome.node(node.nid)?.zones;
        let has_normal = zones.iter().any(|zone| zone.zone == Zone::Normal && zone.present != 0);
        if has_normal {
            return None;
        }
        let own = &regions[regions.partition_point(|region| region.nid < node.nid)..];
        let own = &own[..own.partition_point(|region| region.nid == node.nid)];
        let is_high = |region: &&Region| region.base >= PhysAddr::FOUR_GIB;
        let mirrored = own.iter().filter(is_high);
        let mirrored = mirrored.filter(|region| region.flags.is_mirror());
        let mirrored: u64 = mirrored.map(|region| region.end.get() - region.base.get()).sum();
        let mut high = own.iter().filter(is_high);
        let first = high.next().filter(|region| !region.flags.is_mirror())?;
        let run = high
            .take_while(|region| !region.flags.is_mirror())
            .fold(first.end, |end, region| if region.base == end { region.end } else { end });
        let bytes = run.get() - first.base.get();
        Some(format!(
            "Node {} has no Normal: its memory above 4 GiB begins at {} with {} of unmirrored \
             memory, and Movable takes all from there on, {} of it mirrored. ",
            node.nid,
            first.base,
            size_of_pages(bytes >> arch.page_shift, arch.page_shift),
            size_of_pages(mirrored >> arch.page_shift, arch.page_shift),
        ))
        .filter(|_| mirrored > 0)
    });
    // A machine of many nodes is told about one: the others are alike.
    clauses.take(1).collect()
}

/// How each node's memory above 4 GiB is mirrored, where any is.
fn classes(nodes: &[NodeLayout]) -> String {
    if nodes.iter().all(|node| node.mirrored == 0) {
        return String::new();
    }
    let mut parts: Vec<(MirrorClass, Vec<Nid>)> = Vec::new();
    for node in nodes {
        match parts.iter_mut().find(|(class, _)| *class == node.class) {
            Some((_, nids)) => nids.push(node.nid),
            None => parts.push((node.class, vec![node.nid])),
        }
    }
    if let [(class, _)] = &parts[..] {
        return format!("; above 4 GiB {}", mirror_class(*class));
    }
    let parts: Vec<String> = parts
        .iter()
        .map(|(class, nids)| format!("{} on {}", mirror_class(*class), nodes_phrase(nids)))
        .collect();
    format!("; above 4 GiB {}", parts.join(", "))
}

/// A class in words that follow "above 4 GiB".
pub fn mirror_class(class: MirrorClass) -> &'static str {
    match class {
        MirrorClass::Nothing => "nothing",
        MirrorClass::AllMirrored => "all mirrored",
        MirrorClass::NoneMirrored => "none mirrored",
        MirrorClass::MirroredFirst => "mirrored first, then unmirrored",
        MirrorClass::UnmirroredFirst => "unmirrored first, then mirrored",
        MirrorClass::Interleaved => "mirrored and unmirrored interleaved",
    }
}

/// That zones overlap in the first variant, and in which others they do not; or nothing.
fn overlap(evaluated: &[Evaluated], arch: &Arch) -> String {
    fn found(outcome: &Outcome) -> Vec<&Finding> {
        let is_overlap = |finding: &&Finding| finding.kind == FindingKind::ZonesOverlap;
        outcome.findings.iter().filter(is_overlap).collect()
    }
    let Some(first) = evaluated.first() else {
        return String::new();
    };
    let overlapping = found(&first.outcome);
    if overlapping.is_empty() {
        return String::new();
    }
    let clause = overlaps(&overlapping, &first.outcome, arch);
    let without: Vec<&str> = evaluated
        .iter()
        .filter(|other| found(&other.outcome).is_empty())
        .map(|other| other.name.as_str())
        .collect();
    let first = visible(&first.name);
    match &without[..] {
        [] => format!("In {first} {clause}. "),
        names => format!("In {first} {clause}, in {} they do not. ", visible(&listed(names))),
    }
}

/// Which variants are broken, costly and ok.
fn tally(evaluated: &[Evaluated], told: Told<'_>) -> String {
    let names = |verdict| {
        let names: Vec<&str> = evaluated
            .iter()
            .filter(|evaluated| evaluated.outcome.verdict() == verdict)
            .map(|evaluated| evaluated.name.as_str())
            .collect();
        (!names.is_empty()).then(|| visible(&listed(&names)))
    };
    let parts: Vec<String> = [Verdict::Broken, Verdict::Costly, Verdict::Ok]
        .into_iter()
        .filter_map(|verdict| Some(format!("{}: {}", told.verdict(verdict), names(verdict)?)))
        .collect();
    sentence(&parts.join("; "))
}
