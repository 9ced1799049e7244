//! Is it so? Logs of booted kernels, as numbers, checked against the model.

use serde_json::Value;
use zonescope_golden::{sample, shared, Line};
use zonescope_model::{
    check, evaluate, Facts, Field, Kernel, LogFact, ManagedZone, Nid, Patch, PatchSet, PhysAddr,
    Reserved, Running, Setup, Subject, Variant, Warning, Zone,
};
use zonescope_scenario::Scenario;

/// A line of golden boots: the machine, the variant that ran, and what was seen of it.
struct Boot {
    place: String,
    setup: Setup,
    variant: Variant,
    facts: Facts,
}

fn nid(value: &Value) -> Nid {
    Nid::new(value["nid"].as_u64().unwrap()).unwrap()
}

/// A count as the kernel prints it: what is below zero wraps.
fn count(value: &Value) -> u64 {
    value.as_u64().unwrap_or_else(|| value.as_i64().unwrap().cast_unsigned())
}

impl Boot {
    fn new(line: Line) -> Boot {
        let Line { place, scenario, expect, .. } = line;
        let mut facts = Facts::default();
        let mut push = |subject, field, value: &Value| {
            if !value.is_null() {
                facts.built.push(LogFact { subject, field, value: count(value) });
            }
        };
        for node in expect["nodes"].as_array().unwrap() {
            let subject = Subject::Node(nid(node));
            push(subject, Field::StartPfn, &node["start_pfn"]);
            push(subject, Field::Present, &node["present"]);
            push(subject, Field::Spanned, &node["spanned"]);
        }
        for zone in expect["zones"].as_array().unwrap() {
            let name = Zone::from_name(zone["zone"].as_str().unwrap()).unwrap();
            let subject = Subject::Zone(nid(zone), name);
            push(subject, Field::StartPfn, &zone["start_pfn"]);
            push(subject, Field::Spanned, &zone["spanned"]);
            push(subject, Field::Present, &zone["present"]);
        }
        Boot { place, variant: scenario.variants[0].variant, setup: scenario.setup, facts }
    }
}

fn boots(lines: Vec<Line>) -> Vec<Boot> {
    let of_boots = lines.into_iter().filter(|line| line.text.contains(r#""group":"boot""#));
    of_boots.map(Boot::new).collect()
}

/// Every boot is explained by what ran there, and is equal to it.
fn explained(boots: &[Boot]) {
    for boot in boots {
        let check = check(&boot.setup, &boot.facts, running(boot.variant));
        let differences: Vec<_> = check.comparison.differences().collect();
        assert!(differences.is_empty(), "{}: {differences:?}", boot.place);
        assert!(
            check.explanation.members.contains(&boot.variant),
            "{}: {:?}",
            boot.place,
            check.explanation.members
        );
    }
}

fn running(variant: Variant) -> Running {
    Running { kernel: Some(variant.kernel), patches: Some(variant.patches), ..Running::default() }
}

#[test]
fn sampled_boots_are_explained_by_what_ran() {
    let boots = boots(sample());
    assert!(boots.len() > 5);
    explained(&boots);
}

#[test]
fn all_boots_are_explained_by_what_ran() {
    explained(&boots(shared("boots.jsonl")));
}

/// Node 0 of 3 GiB mirrored below 4 GiB and 1 GiB above, 2 GiB not; node 1 of 2 and 4 GiB: the
/// machine of a boot whose kernel lost memory.
const LOSSY: &str = r#"{"memory":[[4096,651264,0,2],[1048576,3221094400,0,2],
    [4294967296,5368709120,0,2],[5368709120,7516192768,0,0],[7516192768,9663676416,1,2],
    [9663676416,13958643712,1,0]],"cmdline":"kernelcore=mirror","patches":["node-extent-span"]}"#;

/// What that boot's /proc/zoneinfo had: node, zone, start, spanned, present, managed.
const LOSSY_ZONES: [(u64, Zone, u64, u64, u64, u64); 6] = [
    (0, Zone::Dma, 1, 4095, 3998, 3840),
    (0, Zone::Dma32, 4096, 1_044_480, 782_304, 762_796),
    (0, Zone::Normal, 1_048_576, 786_432, 262_144, 32_768),
    (0, Zone::Movable, 1_310_720, 524_288, 524_288, 524_288),
    (1, Zone::Normal, 1_835_008, 1_572_864, 524_288, 32_768),
    (1, Zone::Movable, 2_359_296, 1_048_576, 1_048_576, 1_048_576),
];

fn lossy() -> (Setup, Facts) {
    let scenario = Scenario::from_json(LOSSY).unwrap();
    let mut facts = Facts::default();
    for (node, zone, start, spanned, present, managed) in LOSSY_ZONES {
        let nid = Nid::new(node).unwrap();
        let subject = Subject::Zone(nid, zone);
        for (field, value) in
            [(Field::StartPfn, start), (Field::Spanned, spanned), (Field::Present, present)]
        {
            facts.built.push(LogFact { subject, field, value });
        }
        facts.managed.push(ManagedZone { nid, zone, present, managed });
    }
    (scenario.setup, facts)
}

fn deferred(node: u64) -> LogFact {
    LogFact { subject: Subject::Node(Nid::new(node).unwrap()), field: Field::Deferred, value: 1 }
}

#[test]
fn lost_memory_is_called_out() {
    let (setup, facts) = lossy();
    let check = check(&setup, &facts, Running::default());
    let lost: Vec<u64> = check.gaps.iter().map(zonescope_model::Gap::lost).collect();
    // 249042 and 491520 pages are missing; struct pages and tables are estimates.
    let estimate = |pages: u64| pages * 64 / 4096 + pages / 64 + 16_384;
    assert_eq!(lost, [249_042 - estimate(1_572_734), 491_520 - estimate(1_572_864)]);
    assert_eq!(check.never_init, 720_896);
}

#[test]
fn managed_pages_tell_the_kernels_apart_where_memory_was_lost() {
    let (setup, facts) = lossy();
    let check = check(&setup, &facts, Running::default());
    let node_extent = PatchSet::NONE.with(Patch::NodeExtentSpan);
    let smallest = check.explanation.members[0];
    assert_eq!(smallest.patches, node_extent);
    assert_eq!(check.variant, smallest);
    assert!(check.explanation.members.iter().all(|member| member.kernel == Kernel::V6_12));
}

#[test]
fn nothing_is_lost_that_is_reserved() {
    let (setup, mut facts) = lossy();
    facts.reserved = Reserved {
        ranges: vec![(PhysAddr::new(0x1_0000_0000), PhysAddr::new(0x3_4000_0000))],
        is_complete: true,
    };
    let check = check(&setup, &facts, Running::default());
    assert!(check.gaps.iter().all(|gap| gap.lost() == 0 && gap.memmap == 0));
}

#[test]
fn what_would_tell_the_members_apart_is_said() {
    let (setup, mut facts) = lossy();
    facts.managed.clear();
    let before = check(&setup, &facts, Running::default());
    let base = Variant::default();
    assert_eq!(before.explanation.members[0], base);
    let first = &before.explanation.observations[0];
    assert_eq!((first.subject, first.field), (deferred(0).subject, Field::Deferred));
    assert_eq!(first.values[0], 0);

    // The observation made: the members that say otherwise are gone.
    facts.built.push(deferred(0));
    let after = check(&setup, &facts, Running::default());
    let expected: Vec<Variant> = before
        .explanation
        .members
        .iter()
        .zip(&first.values)
        .filter(|(_, value)| **value == 1)
        .map(|(member, _)| *member)
        .collect();
    assert!(!expected.is_empty());
    assert_eq!(after.explanation.members, expected);
}

#[test]
fn members_alike_in_all_observations_have_the_same_outcome_in_what_is_seen() {
    let (setup, mut facts) = lossy();
    facts.managed.clear();
    let explanation = check(&setup, &facts, Running::default()).explanation;
    let zones = |variant| {
        let outcome = evaluate(&setup, variant, &mut ());
        let seen = |zone: &zonescope_model::ZoneOutcome| {
            (zone.range, zone.present, zone.init_unavailable, zone.linked)
        };
        let zones = outcome.nodes.iter().map(|node| {
            let zones: Vec<_> = node.zones.iter().map(seen).collect();
            (node.first_deferred_pfn.is_some(), zones)
        });
        zones.collect::<Vec<_>>()
    };
    let answers = |place: usize| -> Vec<i128> {
        let observations = explanation.observations.iter();
        observations.map(|observation| observation.values[place]).collect()
    };
    for (a, first) in explanation.members.iter().enumerate() {
        for (b, second) in explanation.members.iter().enumerate() {
            assert_eq!(answers(a) == answers(b), zones(*first) == zones(*second));
        }
    }
}

#[test]
fn a_difference_names_both_numbers() {
    let (setup, mut facts) = lossy();
    facts.built[8].value -= 1;
    let check = check(&setup, &facts, Running::default());
    let differences: Vec<_> = check.comparison.differences().collect();
    assert_eq!(differences.len(), 1);
    assert_eq!((differences[0].log, differences[0].model), (262_143, 262_144));
    assert_eq!(differences[0].field, Field::Present);
    assert!(check.explanation.members.is_empty());
}

#[test]
fn holes_no_line_speaks_of_differ_where_all_lines_are_there() {
    let (setup, mut facts) = lossy();
    let dma = |value| LogFact {
        subject: Subject::Zone(Nid::default(), Zone::Dma),
        field: Field::Unavailable,
        value,
    };
    facts.built.push(dma(98));
    assert!(check(&setup, &facts, Running::default()).comparison.is_equal());
    facts.unavailable_known = true;
    let check = check(&setup, &facts, Running::default());
    let different: Vec<_> = check.comparison.differences().collect();
    assert_eq!(different.len(), 1);
    assert_eq!((different[0].log, different[0].model), (0, 32));
}

/// 5 GiB but for the first two pages, none of it mirrored.
fn unmirrored() -> Setup {
    let json = r#"{"memory": [[8192, 5368709120, 0, 0]], "cmdline": "kernelcore=mirror"}"#;
    Scenario::from_json(json).unwrap().setup
}

#[test]
fn each_number_of_a_log_beside_the_models() {
    let (setup, machine) = (unmirrored(), Subject::Machine);
    let limits = Subject::Limits;
    for (subject, field, log, model) in [
        (machine, Field::Warning(Warning::NoMirror), 1, 1),
        (machine, Field::Warning(Warning::Kdump), 0, 0),
        (machine, Field::Unavailable, 2, 2),
        (limits(Zone::Dma), Field::EndPfn, 0x1000, 0x1000),
        (limits(Zone::Normal), Field::StartPfn, 0x10_0000, 0x10_0000),
        // Some architectures print a limit past the end of memory: the model's is that end.
        (limits(Zone::Normal), Field::EndPfn, 0x20_0000, 0x14_0000),
        (limits(Zone::Dma32), Field::Spanned, 0xf_f000, 0xf_f000),
    ] {
        let facts =
            Facts { built: vec![LogFact { subject, field, value: log }], ..Facts::default() };
        let check = check(&setup, &facts, Running::default());
        assert_eq!(check.comparison.compared[0].model, model, "{subject} {field:?}");
        assert!(check.comparison.is_equal(), "{subject} {field:?}");
    }
}

#[test]
fn zones_without_holes_need_no_line() {
    let facts = Facts { unavailable_known: true, ..Facts::default() };
    let check = check(&unmirrored(), &facts, Running::default());
    let compared = check.comparison.compared;
    assert_eq!(compared.len(), 1);
    assert_eq!((compared[0].log, compared[0].model), (0, 2));
}

#[test]
fn what_is_known_of_the_kernel_is_held_to_where_nothing_explains_the_log() {
    let (setup, mut facts) = lossy();
    facts.built[8].value -= 1;
    for kernel in Kernel::ALL {
        for patches in PatchSet::every() {
            let running =
                Running { kernel: Some(kernel), patches: Some(patches), ..Running::default() };
            let variant = check(&setup, &facts, running).variant;
            assert_eq!((variant.kernel, variant.patches), (kernel, patches));
        }
    }
}

macro_rules! versions {
    ($($name:ident: $text:expr => $kernel:expr, $patches:expr, $older:expr;)*) => {
        $(#[test] fn $name() {
            let running = Running::of_version($text);
            let patches: Option<&str> = $patches;
            assert_eq!(running.kernel, $kernel);
            assert_eq!(running.patches.map(|patches| patches.to_string()).as_deref(), patches);
            assert_eq!(running.is_older, $older);
        })*
    };
}

versions! {
    debian_before: "6.12.107+deb12-cloud-amd64 (x@y)" => Some(Kernel::V6_12), Some("base"), false;
    debian_after: "6.12.117+deb12-cloud-amd64 (x@y)" => Some(Kernel::V6_12), Some("node-extent-span"), false;
    first_with_it: "6.12.110" => Some(Kernel::V6_12), Some("node-extent-span"), false;
    not_known_between: "6.12.108" => Some(Kernel::V6_12), None, false;
    no_third_number: "6.12-rc7 (x@y)" => Some(Kernel::V6_12), Some("base"), false;
    later_series: "6.18.2" => Some(Kernel::V6_18), None, false;
    much_later: "7.0.0" => Some(Kernel::V6_18), None, false;
    half_the_fix: "7.2.13+deb14-amd64" => Some(Kernel::V6_18), Some("node-extent-span"), false;
    half_the_fix_perhaps: "7.2.7" => Some(Kernel::V6_18), None, false;
    all_merged: "7.3-rc7-amd64" => Some(Kernel::V6_18), Some("node-extent-span+clip-normal+plain-absent+no-overlap-check"), false;
    debian_11: "5.10.262" => Some(Kernel::V5_10), Some("base"), false;
    read_but_not_booted: "6.6.87" => Some(Kernel::V6_6), None, false;
    older: "4.16.0-rc6+" => Some(Kernel::V5_10), None, true;
    debian_names_the_release: "5.10.0-46-amd64 (x@y) (gcc) #1 SMP Debian 5.10.262-1 (2026)" => Some(Kernel::V5_10), Some("base"), false;
    no_version: "of the kernel" => None, None, false;
    too_many_digits: "99999999999999999999999.1" => None, None, false;
}
