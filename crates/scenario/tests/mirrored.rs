//! A scenario's memory and the machine it comes from change together.

use zonescope_mirror::{infer, Inferred, MachineError, Percent, Setting};
use zonescope_scenario::{Mirrored, Scenario, CASES};

/// The machine behind the mail's cases, under the setting of the nth.
fn mirrored(case: usize) -> Mirrored {
    let Inferred { machine, setting, .. } = infer(&CASES[case].memory().unwrap()).unwrap();
    Mirrored { machine, setting }
}

/// The nth case with its machine.
fn scenario(case: usize) -> Scenario {
    let mut scenario = CASES[case].scenario().unwrap();
    assert_eq!(scenario.mirror(mirrored(case)), Ok(vec![]));
    scenario
}

#[test]
fn the_machine_of_a_case_gives_its_memory() {
    for (case, known) in CASES.iter().enumerate().take(3) {
        let scenario = scenario(case);
        assert_eq!(scenario.setup.memory, known.memory().unwrap());
        assert_eq!(scenario.machine, Some(mirrored(case)));
        assert_eq!(scenario.normalised(), scenario);
    }
}

#[test]
fn another_setting_changes_both() {
    let mut changed = scenario(0);
    changed.mirror(mirrored(2)).unwrap();
    assert_eq!(changed.setup.memory, CASES[2].memory().unwrap());
    assert_eq!(changed.machine, Some(mirrored(2)));
}

#[test]
fn a_setting_that_is_refused_changes_nothing() {
    let before = scenario(1);
    let mut after = before.clone();
    let mut wrong = mirrored(1);
    let nid = zonescope_model::Nid::new(7).unwrap();
    wrong.setting.nodes.insert(nid, Percent::ZERO);
    assert_eq!(after.mirror(wrong), Err(MachineError::NoSuchNode { nid }));
    assert_eq!(after, before);
}

#[test]
fn less_than_asked_for_is_said() {
    let mut half = mirrored(0);
    half.setting = Setting::new(true, Percent::MAX);
    let clamps = scenario(0).mirror(half).unwrap();
    assert_eq!(clamps.len(), 1);
}

#[test]
fn a_map_of_ones_own_has_no_machine() {
    let mut scenario = scenario(0);
    scenario.set_memory(CASES[3].memory().unwrap());
    assert_eq!(scenario.machine, None);
    assert_eq!(scenario.setup.memory, CASES[3].memory().unwrap());
}

#[test]
fn the_normal_form_drops_a_machine_that_gives_other_memory() {
    let mut scenario = scenario(0);
    scenario.machine = Some(mirrored(1));
    assert_eq!(scenario.normalised(), CASES[0].scenario().unwrap());
}
