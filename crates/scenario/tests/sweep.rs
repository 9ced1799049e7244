//! The sweep says what each setting's own map says.

use zonescope_mirror::{infer, Percent, Setting};
use zonescope_model::{evaluate, Setup, Zone};
use zonescope_scenario::{distinct, Scenario, Sweep, SweepGroup, CASES};

fn swept(scenario: &Scenario, below_4g: bool) -> Vec<SweepGroup> {
    let machine = infer(&scenario.setup.memory).unwrap().machine;
    let setting = Setting::new(below_4g, Percent::ZERO);
    let variants = scenario.variants.clone();
    let mut sweep = Sweep::new(machine, setting, &scenario.setup, variants).unwrap();
    while sweep.step() {}
    assert!(!sweep.step());
    sweep.groups()
}

#[test]
fn runs_cover_every_percentage_once() {
    for case in &CASES[..3] {
        for below_4g in [false, true] {
            for group in swept(&case.scenario().unwrap(), below_4g) {
                let mut next = 0;
                for run in &group.runs {
                    assert_eq!(run.first.hundredths(), next);
                    next = run.last.hundredths() + 1;
                }
                assert_eq!(next, 5001);
                let changes = |pair: &[zonescope_scenario::SweepRun]| pair[0].sums != pair[1].sums;
                assert!(group.runs.windows(2).all(changes));
            }
        }
    }
}

#[test]
fn a_run_says_what_the_map_at_each_of_its_percentages_says() {
    let scenario = CASES[1].scenario().unwrap();
    let machine = infer(&scenario.setup.memory).unwrap().machine;
    let groups = swept(&scenario, true);
    for hundredths in (0..=5000).step_by(37) {
        let percent = Percent::from_hundredths(hundredths).unwrap();
        let (memory, _) = machine.map(&Setting::new(true, percent)).unwrap();
        let setup = Setup { memory, ..scenario.setup.clone() };
        for group in &groups {
            let run = group.runs.iter().find(|run| run.first <= percent && percent <= run.last);
            let sums = run.unwrap().sums;
            for place in &group.variants {
                let outcome = evaluate(&setup, scenario.variants[*place].variant, &mut ());
                let present = |zone| -> i128 {
                    let zones = outcome.nodes.iter().filter_map(|node| node.zone(zone));
                    zones.map(|zone| i128::from(zone.present)).sum()
                };
                assert_eq!(sums.normal_present, present(Zone::Normal), "{percent}");
                assert_eq!(sums.movable_present, present(Zone::Movable), "{percent}");
                assert_eq!(sums.double_init, outcome.memmap.double_init, "{percent}");
                assert_eq!(sums.never_init, outcome.memmap.never_init, "{percent}");
                assert_eq!(sums.verdict, outcome.verdict(), "{percent}");
            }
        }
    }
}

#[test]
fn variants_in_one_group_are_never_told_apart() {
    let scenario = CASES[1].scenario().unwrap();
    let groups: Vec<_> = swept(&scenario, true).into_iter().map(|g| g.variants).collect();
    let at_25 = distinct(&scenario.evaluate());
    for group in &groups {
        assert!(at_25.iter().any(|known| group.iter().all(|place| known.contains(place))));
    }
    assert_eq!(groups, [vec![0, 1], vec![2], vec![3, 4, 5]]);
}

#[test]
fn a_setting_the_machine_has_no_node_for_is_refused() {
    let scenario = CASES[0].scenario().unwrap();
    let machine = infer(&scenario.setup.memory).unwrap().machine;
    let mut setting = Setting::new(true, Percent::ZERO);
    setting.nodes.insert(zonescope_model::Nid::new(7).unwrap(), Percent::MAX);
    assert!(Sweep::new(machine, setting, &scenario.setup, Vec::new()).is_err());
}
