//! What a reader is told of where numbers come from, what differs, and what findings mean.

use zonescope_model::{
    derive, evaluate, named_patches, BootWords, FindingKind, Kernel, MachineField, Nid, NodeField,
    Quantity, Recording, Search, Step, Toggles, Variant, Zone, ZoneField,
};
use zonescope_report::{
    compare_sentence, compare_text, consequence, contiguity_sentence, derivation_json,
    derivation_lines, derivation_text, differences, effects_sentence, findings_json, findings_text,
    plain, remedies_sentence, search_json, search_text, step_clause, Told,
};
use zonescope_scenario::{Evaluated, NamedVariant, Scenario, CASES};

fn scenario(case: &str) -> Scenario {
    let case = CASES.iter().find(|known| known.id == case).unwrap();
    case.scenario().unwrap()
}

fn variant(name: &str) -> Variant {
    Variant { kernel: Kernel::V6_12, patches: named_patches(name).unwrap() }
}

fn of_zone(nid: u64, zone: Zone, field: ZoneField) -> Quantity {
    Quantity::Zone { nid: Nid::new(nid).unwrap(), zone, field }
}

fn of_node(nid: u64, field: NodeField) -> Quantity {
    Quantity::Node { nid: Nid::new(nid).unwrap(), field }
}

/// The clause of the step with this rule; the first of several.
fn clause(case: &str, cmdline: &str, name: &str, quantity: Quantity, rule: &str) -> String {
    let mut setup = scenario(case).setup;
    setup.words = BootWords::parse(cmdline);
    let derivation = derive(&setup, variant(name), quantity).unwrap();
    let step = derivation.steps.iter().find(|step| step.rule() == rule);
    let rules: Vec<&str> = derivation.steps.iter().map(Step::rule).collect();
    plain(&step_clause(step.unwrap_or_else(|| panic!("{rules:?}")), &setup.arch))
}

macro_rules! clauses {
    ($($name:ident: $case:expr, $cmdline:expr, $variant:expr, $quantity:expr, $rule:expr => $clause:expr;)*) => {
        $(#[test] fn $name() {
            assert_eq!(clause($case, $cmdline, $variant, $quantity, $rule), $clause);
        })*
    };
}

const MIRROR: &str = "kernelcore=mirror";

clauses! {
    not_cut_because_of_mirror: "case2", MIRROR, "base", of_zone(0, Zone::Normal, ZoneField::Absent), "adjusted" =>
        "span 0x100000-0x6040000: not cut at 0x20c0000, because of kernelcore=mirror";
    cut: "case2", MIRROR, "clip", of_zone(0, Zone::Normal, ZoneField::Absent), "adjusted" =>
        "span 0x100000-0x20c0000: cut at zone_movable_pfn 0x20c0000";
    below: "case2", MIRROR, "base", of_zone(0, Zone::Dma, ZoneField::Spanned), "adjusted" =>
        "span 0x1-0x1000: it ends at or below zone_movable_pfn 0x20c0000";
    movable_borrows: "case2", MIRROR, "base", of_zone(0, Zone::Movable, ZoneField::Spanned), "movable-zone" =>
        "Movable borrows from Normal, the highest zone with memory, which could hold 0x100000-0xc040000";
    unmirrored_counted: "case2", MIRROR, "base", of_zone(0, Zone::Normal, ZoneField::Absent), "mirror-term" =>
        "+ unmirrored pages in the span, of any node: 66584576 (0x20c0000-0x6040000)";
    no_term_with_the_patch: "case2", MIRROR, "clip-absent", of_zone(0, Zone::Normal, ZoneField::Absent), "no-mirror-term" =>
        "no mirror term is added";
    overlap_counted_twice: "case2", MIRROR, "base", of_node(1, NodeField::Spanned), "node-spanned" =>
        "its zones' spans together: Normal 100663296 + Movable 67108864 = 167772160; overlap is \
         counted twice, so the node seems to end 67108864 pages too high";
    by_extent: "case2", MIRROR, "clip", of_node(1, NodeField::Spanned), "node-spanned" =>
        "node end minus node start, whatever its zones span: 100663296";
    deferral_starts: "case2", MIRROR, "clip", of_node(1, NodeField::FirstDeferredPfn), "first-deferred" =>
        "first_deferred_pfn is 0x8048000";
    movable_starts: "case2", MIRROR, "base", of_node(0, NodeField::MovablePfn), "movable-from" =>
        "the node's lowest unmirrored region at or above 4 GiB starts at 0x20c0000";
    ignored_under_kdump: "case2", "kernelcore=mirror elfcorehdr=0", "base", of_node(0, NodeField::MovablePfn), "ignored" =>
        "the kernel prints \"The system is under kdump, ignore kernelcore=mirror.\" and makes no Movable zone";
    no_word: "case2", "", "base", of_node(0, NodeField::MovablePfn), "movable-by" =>
        "no boot word asks for a Movable zone";
    a_share: "case2", "kernelcore=30%", "base", of_node(1, NodeField::MovablePfn), "kernelcore-turn" =>
        "shared by 2 nodes the kernel is to have 30143835 pages here: taken up to 0x7cff55b; 0 pages remain";
    no_hotplug_region: "case2", "movable_node", "base", of_node(1, NodeField::MovablePfn), "no-movable" =>
        "so the node has no zone_movable_pfn";
    relinked: "case2", MIRROR, "base", of_zone(0, Zone::Normal, ZoneField::Linked), "relinked" =>
        "66584576 pages of memory are linked to Movable of node 0 by a later initialisation";
    lost: "case2", MIRROR, "node-extent", of_zone(0, Zone::Normal, ZoneField::InitEarly), "visit" =>
        "memory 0x100000-0x20c0000: 32768 initialised, up to 0x108000; the rest is left for later";
    skipped_page_by_page: "cover2016", MIRROR, "clip", of_zone(0, Zone::Movable, ZoneField::Absent), "mirror-term" =>
        "+ mirrored pages in the span, of any node: 524288 (0x800000-0x880000)";
}

#[test]
fn a_derivation_as_mail_text() {
    let setup = scenario("case2").setup;
    let quantity = of_zone(0, Zone::Normal, ZoneField::Absent);
    let derivation = derive(&setup, variant("base"), quantity).unwrap();
    assert_eq!(
        derivation_text("base, v6.12", &derivation, &setup.arch),
        "\
node 0, Normal, absent = 66584576 (base, v6.12)
  1. span 0x100000-0x6040000: not cut at 0x20c0000, because of
     kernelcore=mirror (adjust_zone_range_for_zone_movable)
  2. pages of the span that are not the node's memory: 0
     (__absent_pages_in_range)
  3. + unmirrored pages in the span, of any node: 66584576
     (0x20c0000-0x6040000) (zone_absent_pages_in_node)
  4. = 66584576 absent (zone_absent_pages_in_node)
     With clip-normal it would be 0; with plain-absent 0.
"
    );
}

#[test]
fn a_sum_over_the_machine_as_mail_text() {
    let setup = scenario("case2").setup;
    let quantity = Quantity::Machine { field: MachineField::DoubleInit };
    let derivation = derive(&setup, variant("base"), quantity).unwrap();
    assert_eq!(
        derivation_text("base, v6.12", &derivation, &setup.arch),
        "\
whole machine, double_init = 133693440 (base, v6.12)
  1. Movable of node 0: 66584576, linked to it in the end
     (0x20c0000-0x6040000) (__init_single_page)
  2. Movable of node 1: 67108864, linked to it in the end
     (0x8040000-0xc040000) (__init_single_page)
  3. = 133693440 struct pages initialised more than once at boot
     (__init_single_page)
     With node-extent-span it would be 0; with clip-normal 0.
"
    );
}

/// Everything there is to say of every case, variant and number.
fn everything() -> Vec<String> {
    let mut texts = Vec::new();
    for case in CASES {
        let scenario = case.scenario().unwrap();
        let setup = &scenario.setup;
        let evaluated = scenario.evaluate();
        texts.push(findings_text(&scenario, &evaluated, Told::default()));
        for evaluated in &evaluated {
            let recording = Recording::new(setup, evaluated.variant);
            let nodes = evaluated.outcome.nodes.iter();
            let of_nodes = nodes.flat_map(|node| Quantity::all_of(node.nid));
            let of_machine = MachineField::ALL.map(|field| Quantity::Machine { field });
            for quantity in of_nodes.chain(of_machine) {
                let derivation = recording.derive(quantity).unwrap();
                texts.push(derivation_text(&evaluated.name, &derivation, &setup.arch));
            }
        }
        for first in &evaluated {
            for second in &evaluated {
                texts.push(compare_text(first, second));
            }
        }
    }
    texts
}

#[test]
fn no_line_is_longer_than_72_columns_and_none_is_grouped() {
    for text in everything() {
        for line in text.lines() {
            assert!(line.chars().count() <= 72, "{line}");
            assert!(line.is_ascii(), "{line}");
        }
    }
}

#[test]
fn of_many_alike_some_are_shown_and_the_rest_counted() {
    let setup = scenario("case2").setup;
    let quantity = of_node(0, NodeField::FirstDeferredPfn);
    let derivation = derive(&setup, variant("base"), quantity).unwrap();
    let lines = derivation_lines(&derivation, &setup.arch);
    let counts: Vec<&str> = lines
        .iter()
        .filter(|line| line.number.is_none())
        .map(|line| line.clause.as_str())
        .collect();
    assert_eq!(counts, ["and 5 more of the kind"]);
    assert_eq!(lines.last().map(|line| line.number), Some(Some(derivation.steps.len())));
}

#[test]
fn what_decides_is_not_left_out() {
    let setup = scenario("case2").setup;
    let quantity = of_node(0, NodeField::FirstDeferredPfn);
    let derivation = derive(&setup, variant("node-extent"), quantity).unwrap();
    let lines = derivation_lines(&derivation, &setup.arch);
    assert!(lines.iter().any(|line| line.clause.contains("0x108000 is the first")));
}

#[test]
fn no_patch_decides() {
    assert_eq!(effects_sentence(&[]), "No single patch changes it.");
}

fn evaluated(case: &str, name: &str) -> Evaluated {
    let setup = scenario(case).setup;
    let variant = variant(name);
    Evaluated { name: name.to_owned(), variant, outcome: evaluate(&setup, variant, &mut ()) }
}

macro_rules! compared {
    ($($name:ident: $case:expr, $first:expr, $second:expr => $sentence:expr;)*) => {
        $(#[test] fn $name() {
            let (first, second) = (evaluated($case, $first), evaluated($case, $second));
            assert_eq!(plain(&compare_sentence(&first, &second)), $sentence);
        })*
    };
}

compared! {
    twins: "case2", "base", "v5-1of5" => "base and v5-1of5 come to the same: every count, every page.";
    cutting: "case2", "node-extent", "clip" =>
        "From node-extent to clip: Normal of nodes 0 and 1 shrinks by 133693440 pages; early \
         initialisations rise from 484278 to 67330998; pages never initialised fall from 66781184 \
         to 0; gone: a wrong present count; broken becomes ok.";
    all_of_it: "case2", "base", "simplified" =>
        "From base to simplified: Normal of nodes 0 and 1 shrinks by 133693440 pages; early \
         initialisations fall from 334652342 to 67330998; struct pages initialised twice fall from \
         133693440 to 0; gone: no deferral; costly becomes ok.";
    loses: "case2", "base", "node-extent" =>
        "From base to node-extent: early initialisations fall from 334652342 to 484278; struct \
         pages initialised twice fall from 133693440 to 0; pages never initialised rise from 0 to \
         66781184; gone: no deferral; new: a wrong present count; costly becomes broken.";
    mirror_inside_movable: "cover2016", "clip", "simplified" =>
        "From clip to simplified: gone: a wrong present count; broken becomes costly.";
}

#[test]
fn only_what_differs_is_listed() {
    let (base, clip) = (evaluated("case2", "base"), evaluated("case2", "clip"));
    for difference in differences(&base.outcome, &clip.outcome) {
        assert_ne!(difference.first, difference.second);
        let quantity = difference.quantity;
        assert_eq!(quantity.of(&base.outcome), Some(difference.first));
        assert_eq!(quantity.of(&clip.outcome), Some(difference.second));
    }
    let count = |a: &Evaluated, b: &Evaluated| differences(&a.outcome, &b.outcome).len();
    assert_eq!(count(&base, &clip), count(&clip, &base));
    assert_eq!(count(&base, &base), 0);
}

#[test]
fn remedies_are_named_with_their_price() {
    let setup = scenario("case2").setup;
    let base = evaluated("case2", "base");
    let toggles = Toggles::new(&setup, base.variant);
    let sentence = |kind| {
        let finding = base.outcome.findings.iter().find(|f| f.kind == kind).unwrap();
        remedies_sentence(&toggles.remedies(finding, &base.outcome))
    };
    assert_eq!(
        sentence(FindingKind::InitialisedTwice),
        "Removed by node-extent-span (which brings memory never initialised and a wrong present \
         count) or clip-normal (and nothing is at fault then)."
    );
    assert_eq!(
        sentence(FindingKind::ZonesOverlap),
        "Removed by clip-normal (and nothing is at fault then)."
    );
    assert_eq!(remedies_sentence(&[]), "No single patch removes it.");
}

#[test]
fn every_kind_has_a_consequence_in_one_sentence() {
    let mut seen = std::collections::HashSet::new();
    for kind in FindingKind::ALL {
        let sentence = consequence(kind);
        assert!(sentence.ends_with('.') && !sentence.contains(". "), "{sentence}");
        assert!(seen.insert(sentence), "{sentence}");
    }
}

#[test]
fn contiguity_names_the_first_wrong_page() {
    let setup = scenario("case2").setup;
    let base = evaluated("case2", "base");
    let sentences: Vec<String> = zonescope_model::contiguity(&setup, &base.outcome)
        .iter()
        .map(contiguity_sentence)
        .collect();
    assert_eq!(
        sentences[..3],
        [
            "DMA of node 0 is contiguous, all of its 8 pageblocks.",
            "DMA32 of node 0 is not contiguous: 0x681ff, of pageblock 0x68000-0x68200, has no \
             struct page (825 pageblocks looked at).",
            "Normal of node 0 is not contiguous: 0x20c0000, of pageblock 0x20c0000-0x20c0200, is \
             linked to Movable of node 0 (65025 pageblocks looked at).",
        ]
    );
}

#[test]
fn a_search_says_what_it_tried_and_found() {
    let setup = scenario("case2").setup;
    let variants = [NamedVariant::of(named_patches("simplified").unwrap(), Kernel::V6_12)];
    let mut search = Search::new(&setup, &[variants[0].variant]);
    // The smallest: one node with one or two runs, low memory mirrored or not.
    search.step(8);
    let text = search_text(&search, &variants);
    let found = text.split_once("\n\n").unwrap().1;
    assert_eq!(
        found,
        "\
simplified (v6.12), of 8 layouts, ok on 6 (75 %), costly on 2 (25 %); of
the 6 that firmware can make ok on 6, costly on 0, broken on 0.
  - costly: mirrored memory in Movable on 2 layouts, none that firmware
    can make; the smallest is one node: unmirrored, mirrored; below 4
    GiB mirrored (190.5 GiB).
"
    );
    let json: serde_json::Value =
        serde_json::from_str(&search_json(&search, &variants).unwrap()).unwrap();
    let fault = &json["variants"][0]["faults"][0];
    assert_eq!(fault["kind"], "mirrored-in-movable");
    assert_eq!(fault["smallest"]["memory"].as_array().unwrap().len(), 6);
}

#[test]
fn json_has_every_step_and_finding() {
    let scenario = scenario("case2");
    let evaluated = scenario.evaluate();
    let findings: serde_json::Value =
        serde_json::from_str(&findings_json(&scenario, &evaluated).unwrap()).unwrap();
    assert_eq!(findings["outcomes"][0]["variants"], serde_json::json!(["base", "v5-1of5"]));
    let first = &findings["outcomes"][0]["findings"][0];
    assert_eq!(first["kind"], "initialised-twice");
    assert_eq!(first["remedies"][1]["patch"], "clip-normal");
    let quantity = of_zone(0, Zone::Normal, ZoneField::Present);
    let derivation = derive(&scenario.setup, variant("base"), quantity).unwrap();
    let json = derivation_json(&[(vec!["base".to_owned()], derivation)], &scenario.setup.arch);
    let json: serde_json::Value = serde_json::from_str(&json.unwrap()).unwrap();
    let of = &json["derivations"][0];
    assert_eq!(of["value"], 33_292_288);
    assert_eq!(of["steps"][0]["result"], serde_json::json!([0x10_0000, 0x604_0000]));
    assert_eq!(of["steps"].as_array().unwrap().len(), 5);
}
