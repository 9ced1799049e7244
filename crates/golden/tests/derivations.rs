//! Every derivation replayed: its steps add up, and the last one gives the kernel's number.

use serde_json::Value as Json;
use zonescope_golden::{sample, shared, Line};
use zonescope_model::{
    derive, evaluate, FindingKind, MachineField, Nid, NodeField, Patch, PfnRange, Phase, Quantity,
    Recording, Step, Toggles, Value, Variant, Zone, ZoneField,
};
use zonescope_scenario::CASES;

/// Replays every number of every line.
fn replay(lines: &[Line]) -> usize {
    let mut replayed = 0;
    for Line { place: at, scenario, expect, .. } in lines {
        let recording = Recording::new(&scenario.setup, scenario.variants[0].variant);
        for (place, node) in recording.outcome().nodes.iter().enumerate() {
            for quantity in Quantity::all_of(node.nid) {
                let derivation = recording.derive(quantity).unwrap();
                let value = derivation.value();
                assert_eq!(value, quantity.of(recording.outcome()), "{at}: {quantity}");
                adds_up(&derivation.steps, &format!("{at}: {quantity}"));
                if let Some(kernel) = kernels(&expect["nodes"][place], quantity) {
                    assert_eq!(value, Some(kernel), "{at}: {quantity}");
                }
                replayed += 1;
            }
        }
        for field in MachineField::ALL {
            let quantity = Quantity::Machine { field };
            let derivation = recording.derive(quantity).unwrap();
            let value = derivation.value();
            assert_eq!(value, quantity.of(recording.outcome()), "{at}: {quantity}");
            adds_up(&derivation.steps, &format!("{at}: {quantity}"));
            // The kernel has no early and deferred sums: the zones' counts add up to them.
            let kernel = match field {
                MachineField::InitEarly | MachineField::InitDeferred => {
                    sum_of(expect, field.name())
                }
                _ => expect["memmap"][field.name()].as_i64(),
            };
            if let Some(kernel) = kernel {
                assert_eq!(value, Some(Value::Pages(kernel.into())), "{at}: {quantity}");
            }
            replayed += 1;
        }
    }
    replayed
}

/// A count of all zones together, where it was observed.
fn sum_of(expect: &Json, name: &str) -> Option<i64> {
    let nodes = expect["nodes"].as_array()?;
    let zones = nodes.iter().map(|node| node["zones"].as_object());
    let zones: Vec<_> = zones.collect::<Option<Vec<_>>>()?;
    zones.into_iter().flat_map(|zones| zones.values()).map(|zone| zone[name].as_i64()).sum()
}

/// What the kernel has for it, where it was observed.
fn kernels(node: &Json, quantity: Quantity) -> Option<Value> {
    let zones = node.get("zones")?;
    if let Quantity::Node { .. } = quantity {
        return match (quantity.name(), node.get(quantity.name())?) {
            ("spanned" | "present", pages) => Some(Value::Pages(pages.as_i64()?.into())),
            ("movable_pfn", pfn) if *pfn == 0 => Some(Value::Pfn(None)),
            (_, pfn) => Some(Value::Pfn(pfn.as_u64().map(Into::into))),
        };
    }
    let Quantity::Zone { zone, field, .. } = quantity else {
        return None;
    };
    // A zone that the kernel's answer leaves out spans and owns nothing.
    let number = |name: &str| zones.get(zone.name()).map_or(0, |zone| zone[name].as_i64().unwrap());
    Some(match field {
        ZoneField::Start => Value::Pfn(Some((number("start_pfn") as u64).into())),
        ZoneField::End => {
            let end = number("start_pfn") + number("spanned");
            Value::Pfn(Some((end as u64).into()))
        }
        _ => Value::Pages(number(field.name()).into()),
    })
}

fn sum(ranges: &[PfnRange]) -> Value {
    Value::Pages(ranges.iter().map(|range| i128::from(range.pages())).sum())
}

/// Each step that adds up says what the steps before it said.
fn adds_up(steps: &[Step], at: &str) {
    let pages = |step: &Step| match step.result() {
        Value::Pages(pages) => pages,
        other => panic!("{at}: {other} is no count"),
    };
    let all = |wanted: &str| -> i128 {
        let of_rule = steps.iter().filter(|step| step.rule() == wanted);
        of_rule.map(pages).sum()
    };
    for step in steps {
        match step {
            Step::Absent { .. } => {
                assert_eq!(pages(step), all("holes") + all("mirror-term"), "{at}");
            }
            Step::MirrorTerm { parts, slivers, .. } => {
                let pages: u64 = parts.iter().map(|part| part.pages()).sum();
                let result = i128::from(pages) - i128::from(*slivers);
                assert_eq!(step.result(), Value::Pages(result), "{at}");
            }
            Step::Linked { ranges, .. } => assert_eq!(step.result(), sum(ranges), "{at}"),
            Step::Present { absent, .. } if all("holes") > 0 => {
                assert_eq!(i128::from(*absent), all("absent"), "{at}");
            }
            Step::MachinePart { ranges, .. } if !ranges.is_empty() => {
                assert_eq!(step.result(), sum(ranges), "{at}");
            }
            Step::MachineSum { .. } => assert_eq!(pages(step), all("machine-part"), "{at}"),
            Step::NodePresent { .. } => assert_eq!(pages(step), all("present"), "{at}"),
            Step::NodeSpanned { zones, extent, by_extent, spanned } => {
                let zones: u64 = zones.iter().map(|(_, pages)| pages).sum();
                assert_eq!(*spanned, if *by_extent { *extent } else { zones }, "{at}");
            }
            // In the derivation of `linked` it stands for runs that are not listed.
            Step::InitSum { runs, .. } if steps.iter().all(|step| step.rule() != "linked") => {
                assert_eq!(pages(step), all("visit") + all("painted"), "{at}");
                let of_runs = steps
                    .iter()
                    .filter(|step| matches!(step.rule(), "visit" | "painted") && pages(step) > 0);
                assert_eq!(*runs, of_runs.count(), "{at}");
            }
            _ => {}
        }
    }
}

#[test]
fn every_number_of_the_sample() {
    assert!(replay(&sample()) > 10_000);
}

#[test]
fn every_number_of_the_mails_cases() {
    replay(&shared("mail.jsonl"));
}

#[test]
fn every_number_of_thousands_of_layouts() {
    replay(&shared("layouts.jsonl"));
}

#[test]
fn every_number_of_booted_kernels() {
    replay(&shared("boots.jsonl"));
}

fn rules(case: usize, patches: &[Patch], quantity: Quantity) -> Vec<&'static str> {
    let setup = CASES[case].scenario().unwrap().setup;
    let variant = Variant { patches: patches.iter().copied().collect(), ..Variant::default() };
    let derivation = derive(&setup, variant, quantity).unwrap();
    derivation.steps.iter().map(Step::rule).collect()
}

fn normal(field: ZoneField) -> Quantity {
    Quantity::Zone { nid: Nid::default(), zone: Zone::Normal, field }
}

macro_rules! derived_by {
    ($($name:ident: $case:expr, $patches:expr, $field:ident => $rules:expr;)*) => {
        $(#[test] fn $name() {
            assert_eq!(rules($case, &$patches, normal(ZoneField::$field)), $rules);
        })*
    };
}

use Patch::*;

derived_by! {
    absent_names_the_mirror_term: 1, [], Absent => ["adjusted", "holes", "mirror-term", "absent"];
    absent_without_the_mirror_term: 1, [PlainAbsent], Absent => ["adjusted", "holes", "no-mirror-term", "absent"];
    span_goes_from_limits_to_node: 1, [], Spanned => ["zone-limits", "node-extent", "clamped", "adjusted", "pages"];
    links_say_where_pages_went: 1, [], Linked => ["init-sum", "init-sum", "relinked", "linked"];
    nothing_went_elsewhere_once_cut: 1, [ClipNormal], Linked => ["init-sum", "init-sum", "linked"];
}

macro_rules! decided_by {
    ($($name:ident: $patches:expr, $quantity:expr => $effects:expr;)*) => {
        $(#[test] fn $name() {
            let variant = Variant { patches: $patches.into_iter().collect(), ..Variant::default() };
            let setup = CASES[1].scenario().unwrap().setup;
            let derivation = derive(&setup, variant, $quantity).unwrap();
            let effects: Vec<_> = derivation
                .effects
                .iter()
                .map(|effect| (effect.switch.patch, effect.switch.was_applied, effect.value.to_string()))
                .collect();
            assert_eq!(effects, $effects.map(|(patch, applied, value): (Patch, bool, &str)| {
                (patch, applied, value.to_owned())
            }));
        })*
    };
}

fn first_deferred() -> Quantity {
    Quantity::Node { nid: Nid::default(), field: NodeField::FirstDeferredPfn }
}

decided_by! {
    two_patches_empty_absent: [], normal(ZoneField::Absent) =>
        [(ClipNormal, false, "0"), (PlainAbsent, false, "0")];
    one_patch_moves_the_span: [], normal(ZoneField::Spanned) => [(ClipNormal, false, "33292288")];
    taken_out_the_overlap_is_back: [ClipNormal], normal(ZoneField::Spanned) => [(ClipNormal, true, "99876864")];
    one_patch_alone_loses_memory: [], Quantity::Machine { field: MachineField::NeverInit } =>
        [(NodeExtentSpan, false, "66781184")];
    no_patch_moves_the_start: [], normal(ZoneField::Start) => [];
    two_ways_to_defer: [], first_deferred() => [(NodeExtentSpan, false, "0x108000"), (ClipNormal, false, "0x20c8000")];
}

#[test]
fn remedies_are_found_by_trying() {
    let setup = CASES[1].scenario().unwrap().setup;
    let variant = Variant::default();
    let outcome = evaluate(&setup, variant, &mut ());
    let toggles = Toggles::new(&setup, variant);
    let found: Vec<(String, Vec<Patch>)> = outcome
        .findings
        .iter()
        .map(|finding| {
            let remedies = toggles.remedies(finding, &outcome);
            let patches = remedies.iter().map(|remedy| remedy.switch.patch).collect();
            (format!("{:?}", finding.kind), patches)
        })
        .collect();
    let of = |kind: &str| -> Vec<Patch> {
        let of_kind = found.iter().filter(|(known, _)| known == kind);
        of_kind.flat_map(|(_, patches)| patches.clone()).collect()
    };
    assert_eq!(of("InitialisedTwice"), [NodeExtentSpan, ClipNormal]);
    assert_eq!(of("ZonesOverlap"), [ClipNormal, ClipNormal]);
    // The one-line change defers, but loses memory.
    let no_deferral = outcome.findings.iter().find(|f| f.kind == FindingKind::NoDeferral).unwrap();
    let remedies = toggles.remedies(no_deferral, &outcome);
    assert!(remedies[0].brings.contains(&FindingKind::NeverInitialised));
    assert!(remedies[1].brings.is_empty());
}

#[test]
fn a_node_without_memory_has_no_numbers() {
    let setup = CASES[1].scenario().unwrap().setup;
    let quantity = Quantity::Node { nid: Nid::new(7).unwrap(), field: NodeField::Spanned };
    assert_eq!(derive(&setup, Variant::default(), quantity), None);
}

#[test]
fn phases_are_not_mixed_up() {
    let setup = CASES[1].scenario().unwrap().setup;
    let recording = Recording::new(&setup, Variant::default());
    for (field, phase) in
        [(ZoneField::InitEarly, Phase::Early), (ZoneField::InitUnavailable, Phase::Unavailable)]
    {
        let steps = recording.derive(normal(field)).unwrap().steps;
        let last = steps.last().unwrap();
        assert!(matches!(last, Step::InitSum { phase: of, .. } if *of == phase));
    }
}
