//! memmap init: every page's history is the model's, and the steps lead to it.

use zonescope_model::{MemmapAction, Phase};

use super::fixtures::{self, case_2, evaluate};
use crate::cells::runs_of;
use crate::init::stretches;
use crate::{init_map, init_steps, step_map, Focus, InitCall, Style};

#[test]
fn every_history_is_the_models() {
    for (name, setup, evaluated) in fixtures::ALL.iter().filter(|f| f.0 != "impossible") {
        let runs = runs_of(setup, None);
        for e in evaluated {
            let mut segments = e.outcome.segments.iter();
            let mut segment = segments.next();
            for stretch in stretches(&runs, &e.outcome.paints) {
                while segment.is_some_and(|s| s.range.end() <= stretch.range.start()) {
                    segment = segments.next();
                }
                let known = segment.unwrap();
                assert_eq!(known.range.clip_to(stretch.range), stretch.range, "{name}");
                assert_eq!(known.boot_inits, stretch.early + stretch.unavailable, "{name}");
                assert_eq!(known.deferred, stretch.deferred, "{name}");
                assert_eq!(known.owner, stretch.owner, "{name}");
            }
        }
    }
}

#[test]
fn the_steps_paint_everything_once_in_the_kernels_order() {
    for (name, setup, evaluated) in fixtures::ALL.iter().filter(|f| f.0 != "impossible") {
        for e in evaluated {
            let mut reached = 0;
            for step in init_steps(setup, e.variant) {
                assert_eq!(step.paints.start, reached, "{name}, {}", e.name);
                reached = step.paints.end;
                for paint in &e.outcome.paints[step.paints.clone()] {
                    assert_eq!(paint.owner, step.owner, "{name}");
                    let is_walk = matches!(step.call, InitCall::DeferredWalk { .. });
                    assert_eq!(paint.phase == Phase::Deferred, is_walk, "{name}");
                    if let InitCall::Range { clipped, action, .. } = step.call {
                        let is_early = paint.phase == Phase::Early;
                        let start = if is_early { paint.range.start() } else { paint.range.end() };
                        assert!(start <= clipped.start(), "{name}: {step:?}");
                        assert!(!is_early || matches!(action, MemmapAction::InitialisedTo(_)));
                    }
                }
            }
            assert_eq!(reached, e.outcome.paints.len(), "{name}, {}", e.name);
        }
    }
}

#[test]
fn a_page_painted_twice_shows_it_from_the_second_step_on() {
    let setup = case_2();
    let evaluated = evaluate(&setup, Default::default());
    let steps = init_steps(&setup, evaluated[0].variant);
    let twice = |upto| {
        let so_far = (steps.as_slice(), upto);
        let chart = step_map((&evaluated, 0), &setup, so_far, &Focus::default(), Style::default());
        chart.svg.matches("class=\"zs-twice\"").count()
    };
    let counts: Vec<usize> = (0..=steps.len()).map(twice).collect();
    assert_eq!(counts.first(), Some(&0));
    assert_eq!(counts.last(), Some(&2), "Movable of both nodes");
    assert!(counts.windows(2).all(|pair| pair[0] <= pair[1]), "{counts:?}");
}

#[test]
fn the_table_of_many_calls_goes_along_with_the_step() {
    let setup = case_2();
    let evaluated = evaluate(&setup, Default::default());
    let steps: Vec<_> =
        init_steps(&setup, evaluated[0].variant).into_iter().cycle().take(1234).collect();
    let table = |upto| {
        let so_far = (steps.as_slice(), upto);
        step_map((&evaluated, 0), &setup, so_far, &Focus::default(), Style::default()).table
    };
    for (upto, first, last) in [
        (0, "1", "100"),
        (50, "1", "100"),
        (51, "2", "101"),
        (700, "651", "750"),
        (1234, "1 135", "1 234"),
    ] {
        let table = table(upto);
        let caption = format!("Calls {first} to {last} of 1 234 in order");
        assert_eq!(table.caption, caption);
        let ends = (table.rows.first().unwrap(), table.rows.last().unwrap());
        assert_eq!((ends.0[0].as_str(), ends.1[0].as_str()), (first, last));
    }
}

#[test]
fn sums_are_said_as_the_model_gives_them() {
    let setup = case_2();
    let evaluated = evaluate(&setup, Default::default());
    let chart = init_map(
        (&evaluated, &zonescope_scenario::distinct(&evaluated)),
        &setup,
        &Focus::default(),
        Style::default(),
    );
    assert!(
        chart
            .sentence
            .contains("base = v5-1of5: 334 652 342 early, 0 deferred, 133 693 440 twice, 0 never"),
        "{}",
        chart.sentence
    );
    let labels: Vec<&str> = chart.marks.iter().map(|mark| mark.label.as_str()).collect();
    let expected = "base = v5-1of5, 0x20c0000-0x6040000: 66 584 576 pages (254 GiB) twice, linked to Movable of node 0";
    assert!(labels.contains(&expected), "{labels:#?}");
}
