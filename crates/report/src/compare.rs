//! Two variants beside each other: what differs, in one sentence and number by number.

use zonescope_model::{
    FindingKind, Memmap, Nid, Outcome, Quantity, Severity, Value, Zone, ZoneField,
};
use zonescope_scenario::Evaluated;

use crate::consequence::{kind_name, verdict_name};
use crate::sentence::{listed, nodes_phrase, plain};
use crate::text::wrapped;
use crate::{grouped, GROUP_SEPARATOR};

/// The most clauses a sentence has.
const CLAUSES: usize = 5;

/// A number that differs.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Difference {
    /// Which number of a node or zone, to ask where it comes from; `None` for a sum over the
    /// machine.
    pub quantity: Option<Quantity>,
    /// Its name.
    pub field: &'static str,
    /// What the first variant has.
    pub first: Value,
    /// What the second has.
    pub second: Value,
}

/// Every number that differs: node by node and zone by zone, then the machine's sums.
pub fn differences(first: &Outcome, second: &Outcome) -> Vec<Difference> {
    let of_nodes = first
        .nodes
        .iter()
        .flat_map(|node| Quantity::all_of(node.nid))
        .filter_map(|quantity| {
            Some(Difference {
                quantity: Some(quantity),
                field: quantity.name(),
                first: quantity.of(first)?,
                second: quantity.of(second)?,
            })
        });
    let of_machine =
        sums(first)
            .into_iter()
            .zip(sums(second))
            .map(|((field, first), (_, second))| Difference {
                quantity: None,
                field,
                first: Value::Pages(first.into()),
                second: Value::Pages(second.into()),
            });
    of_nodes
        .chain(of_machine)
        .filter(|difference| difference.first != difference.second)
        .collect()
}

/// The machine's sums, by name.
fn sums(outcome: &Outcome) -> [(&'static str, u64); 9] {
    let Memmap {
        memory,
        double_init,
        never_init,
        wrong_node,
        outside_zone_span,
        mirrored_in_movable,
        unmirrored_in_normal,
    } = outcome.memmap;
    [
        ("memory", memory),
        ("init_early", outcome.init_early()),
        ("init_deferred", outcome.init_deferred()),
        ("double_init", double_init),
        ("never_init", never_init),
        ("wrong_node", wrong_node),
        ("outside_zone_span", outside_zone_span),
        ("mirrored_in_movable", mirrored_in_movable),
        ("unmirrored_in_normal", unmirrored_in_normal),
    ]
}

/// What changes from the first variant to the second, in one sentence.
pub fn compare_sentence(first: &Evaluated, second: &Evaluated) -> String {
    let (from, to) = (&first.outcome, &second.outcome);
    let names = format!("From {} to {}", first.name, second.name);
    let mut clauses: Vec<String> = Zone::ALL
        .into_iter()
        .filter_map(|zone| span_clause(from, to, zone))
        .collect();
    clauses.extend(sum_clauses(from, to));
    clauses.extend(finding_clauses(from, to));
    if clauses.is_empty() {
        return match differences(from, to).len() {
            0 if from.segments == to.segments => {
                format!(
                    "{} and {} come to the same: every span, count and link.",
                    first.name, second.name
                )
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
        let (node, zone) = match difference.quantity {
            Some(Quantity::Zone { nid, zone, .. }) => (nid.to_string(), zone.name()),
            Some(Quantity::Node { nid, .. }) => (nid.to_string(), ""),
            None => ("all".to_owned(), ""),
        };
        let (first, second) = (difference.first.to_string(), difference.second.to_string());
        text += &row(&node, zone, difference.field, &first, &second);
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
        let change: i128 = nids
            .iter()
            .map(|&nid| (pages(to, nid) - pages(from, nid)).abs())
            .sum();
        (!nids.is_empty()).then(|| {
            format!(
                "{zone} of {} {verb} by {} pages",
                nodes_phrase(&nids),
                grouped(change, GROUP_SEPARATOR)
            )
        })
    };
    let parts: Vec<String> = [
        clause(nids(|change| change < 0), "shrinks"),
        clause(nids(|change| change > 0), "grows"),
    ]
    .into_iter()
    .flatten()
    .collect();
    (!parts.is_empty()).then(|| parts.join(", "))
}

/// The sums over struct pages that change.
fn sum_clauses(from: &Outcome, to: &Outcome) -> Vec<String> {
    let words = |field| match field {
        "init_early" => Some("early initialisations"),
        "double_init" => Some("struct pages initialised twice"),
        "never_init" => Some("pages never initialised"),
        "outside_zone_span" => Some("pages outside their zone's span"),
        "wrong_node" => Some("pages on a wrong node"),
        "mirrored_in_movable" => Some("mirrored pages in Movable"),
        "unmirrored_in_normal" => Some("unmirrored pages in Normal"),
        _ => None,
    };
    sums(from)
        .into_iter()
        .zip(sums(to))
        .filter(|((_, before), (_, after))| before != after)
        .filter_map(|((field, before), (_, after))| {
            let verb = if before < after { "rise" } else { "fall" };
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
