//! `zonescope chart`: every view is a drawing of its own.

mod common;

use common::zonescope;
use zonescope_scenario::{Case, CASES};

fn dump(case: &Case) -> String {
    zonescope_dump::write(&case.scenario().unwrap().setup.memory)
}

fn svg(view: &str, input: &str, more: &[&str]) -> String {
    let arguments = [&["chart", "--view", view], more].concat();
    let output = zonescope(&arguments, input);
    let errors = String::from_utf8_lossy(&output.stderr);
    assert_eq!(output.status.code(), Some(0), "{view}: {errors}");
    String::from_utf8(output.stdout).unwrap()
}

#[test]
fn every_view_says_what_it_draws() {
    let input = dump(&CASES[1]);
    for (view, says) in [
        ("zones", "6 variants that come to 3 outcomes"),
        ("absent", "Absent pages of 6 zones"),
        ("init", "base = v5-1of5: 334 652 342 early, 0 deferred, 133 693 440 twice, 0 never"),
        ("sweep", "clip = clip-absent = simplified: ok at 0 to 50 %"),
        ("matrix", "32 patch sets that come to"),
    ] {
        let light = svg(view, &input, &[]);
        assert!(light.starts_with("<svg ") && light.contains(says), "{view}: {light:.900}");
        assert_ne!(light, svg(view, &input, &["--theme", "dark"]), "{view}");
    }
}

#[test]
fn a_sweep_marks_the_percentage_of_the_dump() {
    for (case, now) in [(0, "now 0 %"), (1, "now 25 %"), (2, "now 25 %")] {
        assert!(svg("sweep", &dump(&CASES[case]), &[]).contains(now));
    }
}

#[test]
fn what_no_mirroring_machine_shows_can_t_be_swept_and_it_says_why() {
    let case = &CASES[3];
    let output = zonescope(&["chart", "--view", "sweep"], &dump(case));
    let misfit = zonescope_mirror::infer(&case.scenario().unwrap().setup.memory).unwrap_err();
    let errors = String::from_utf8_lossy(&output.stderr);
    assert_eq!(output.status.code(), Some(1));
    assert!(errors.contains(&misfit.to_string()), "{errors}");
    assert!(output.stdout.is_empty());
}
