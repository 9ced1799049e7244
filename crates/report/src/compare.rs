//! Two variants beside each other: what differs, in one sentence and number by number.

use std::cmp::Ordering;

use zonescope_model::{
    FindingKind, MachineField, Nid, Outcome, Quantity, Severity, Value, Zone, ZoneField,
};
use zonescope_scenario::Evaluated;

use crate::consequence::{kind_name, verdict_name};
use crate::sentence::{listed, nodes_phrase, plain};
use crate::text::wrapped;
use crate::{grouped, visible, GROUP_SEPARATOR};

/// The most clauses a sentence has.
const CLAUSES: usize = 5;

/// A number that differs.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Difference {
    /// Which number.
    pub quantity: Quantity,
    /// What the first variant has.
    pub first: Value,
    /// What the second has.
    pub second: Value,
}

/// Every number that differs: node by node and zone by zone, then the machine's sums.
pub fn differences(first: &Outcome, second: &Outcome) -> Vec<Difference> {
    let of_nodes = first.nodes.iter().flat_map(|node| Quantity::all_of(node.nid));
    let of_machine = MachineField::ALL.map(|field| Quantity::Machine { field });
    of_nodes
        .chain(of_machine)
        .filter_map(|quantity| {
            Some(Difference { quantity, first: quantity.of(first)?, second: quantity.of(second)? })
        })
        .filter(|difference| difference.first != difference.second)
        .collect()
}

/// What changes from the first variant to the second, in one sentence.
pub fn compare_sentence(first: &Evaluated, second: &Evaluated) -> String {
    let (from, to) = (&first.outcome, &second.outcome);
    let (first, second) = (visible(&first.name), visible(&second.name));
    let names = format!("From {first} to {second}");
    let mut clauses: Vec<String> =
        Zone::ALL.into_iter().filter_map(|zone| span_clause(from, to, zone)).collect();
    clauses.extend(sum_clauses(from, to));
    clauses.extend(finding_clauses(from, to));
    if clauses.is_empty() {
        return match differences(from, to).len() {
            0 if from.segments == to.segments => {
                format!("{first} and {second} come to the same: every count, every page.")
            }
            0 => format!("{names}: the same counts come about in another way."),
            some => format!("{names}: {some} numbers change, none of weight."),
        };
    }
    clauses.truncate(CLAUSES);
    let verdict = match (verdict_name(from.verdict()), verdict_name(to.verdict())) {
        (before, after) if before == after => format!("; both are {after}"),
        (before, after) => format!("; {before} becomes {after}"),
    };
    format!("{names}: {}{verdict}.", clauses.join("; "))
}

/// The sentence and the table of what differs, at most 72 columns wide.
pub fn compare_text(first: &Evaluated, second: &Evaluated) -> String {
    let mut text = wrapped(&plain(&compare_sentence(first, second)), "");
    let differences = differences(&first.outcome, &second.outcome);
    if differences.is_empty() {
        return text;
    }
    let row = |node: &str, zone: &str, field: &str, first: &str, second: &str| {
        format!("  {node:>4} {zone:<7} {field:<20} {first:>17} {second:>17}\n")
    };
    let name =
        |evaluated: &Evaluated| -> String { plain(&evaluated.name).chars().take(17).collect() };
    text += &row("node", "zone", "", &name(first), &name(second));
    for difference in &differences {
        let quantity = difference.quantity;
        let node = quantity.nid().map_or("all".to_owned(), |nid| nid.to_string());
        let zone = quantity.zone().map_or("", Zone::name);
        let (first, second) = (difference.first.to_string(), difference.second.to_string());
        text += &row(&node, zone, quantity.name(), &first, &second);
    }
    text
}

/// How the spans of one kind of zone change: all of its nodes in one clause.
fn span_clause(from: &Outcome, to: &Outcome, zone: Zone) -> Option<String> {
    let pages = |outcome: &Outcome, nid: Nid| {
        let field = ZoneField::Spanned;
        match (Quantity::Zone { nid, zone, field }).of(outcome) {
            Some(Value::Pages(pages)) => pages,
            _ => 0,
        }
    };
    let nids = |sign: fn(i128) -> bool| -> Vec<Nid> {
        from.nodes
            .iter()
            .map(|node| node.nid)
            .filter(|&nid| sign(pages(to, nid) - pages(from, nid)))
            .collect()
    };
    let clause = |nids: Vec<Nid>, verb: &str| {
        let change: i128 = nids.iter().map(|&nid| (pages(to, nid) - pages(from, nid)).abs()).sum();
        (!nids.is_empty()).then(|| {
            format!(
                "{zone} of {} {verb} by {} pages",
                nodes_phrase(&nids),
                grouped(change, GROUP_SEPARATOR)
            )
        })
    };
    let parts: Vec<String> =
        [clause(nids(|change| change < 0), "shrinks"), clause(nids(|change| change > 0), "grows")]
            .into_iter()
            .flatten()
            .collect();
    (!parts.is_empty()).then(|| parts.join(", "))
}

/// The sums over struct pages that change.
fn sum_clauses(from: &Outcome, to: &Outcome) -> Vec<String> {
    let words = |field| match field {
        MachineField::InitEarly => Some("early initialisations"),
        MachineField::DoubleInit => Some("struct pages initialised twice"),
        MachineField::NeverInit => Some("pages never initialised"),
        MachineField::OutsideZoneSpan => Some("pages outside their zone's span"),
        MachineField::WrongNode => Some("pages on a wrong node"),
        MachineField::MirroredInMovable => Some("mirrored pages in Movable"),
        MachineField::UnmirroredInNormal => Some("unmirrored pages in Normal"),
        MachineField::Memory | MachineField::InitDeferred => None,
    };
    let pages = |outcome, field| match (Quantity::Machine { field }).of(outcome) {
        Some(Value::Pages(pages)) => pages,
        _ => 0,
    };
    MachineField::ALL
        .into_iter()
        .filter_map(|field| {
            let (before, after) = (pages(from, field), pages(to, field));
            let verb = match before.cmp(&after) {
                Ordering::Less => "rise",
                Ordering::Greater => "fall",
                Ordering::Equal => return None,
            };
            Some(format!(
                "{} {verb} from {} to {}",
                words(field)?,
                grouped(before, GROUP_SEPARATOR),
                grouped(after, GROUP_SEPARATOR)
            ))
        })
        .collect()
}

/// Kinds of findings that come and go and are told by no sum.
fn finding_clauses(from: &Outcome, to: &Outcome) -> Vec<String> {
    let told = |kind| {
        matches!(
            kind,
            FindingKind::NeverInitialised
                | FindingKind::InitialisedTwice
                | FindingKind::WrongNode
                | FindingKind::OutsideZoneSpan
                | FindingKind::MirroredInMovable
                | FindingKind::UnmirroredInNormal
        )
    };
    let has = |outcome: &Outcome, kind| outcome.findings.iter().any(|f| f.kind == kind);
    let only = |a: &Outcome, b: &Outcome| -> Vec<&'static str> {
        FindingKind::ALL
            .into_iter()
            .filter(|&kind| kind.severity() >= Severity::Costly && !told(kind))
            .filter(|&kind| has(a, kind) && !has(b, kind))
            .map(kind_name)
            .collect()
    };
    [("gone:", only(from, to)), ("new:", only(to, from))]
        .into_iter()
        .filter(|(_, kinds)| !kinds.is_empty())
        .map(|(how, kinds)| format!("{how} {}", listed(&kinds)))
        .collect()
}
