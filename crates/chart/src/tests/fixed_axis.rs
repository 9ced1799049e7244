//! An axis that stands still while the mirror slider is dragged.

use zonescope_mirror::{infer, Percent, Setting};
use zonescope_model::{Kernel, Pfn, Setup};
use zonescope_scenario::Evaluated;

use super::fixtures::{case_2, evaluate};
use crate::{zone_map, Chart, FixedAxis, Focus, Scale, Style};

fn at(hundredths: u64) -> (Setup, Vec<Evaluated>) {
    let setup = case_2();
    let machine = infer(&setup.memory).unwrap().machine;
    let percent = Percent::from_hundredths(hundredths).unwrap();
    let (memory, _) = machine.map(&Setting::new(true, percent)).unwrap();
    let setup = Setup { memory, ..setup };
    let evaluated = evaluate(&setup, Kernel::V6_12);
    (setup, evaluated)
}

fn fixed() -> FixedAxis {
    let maps = [at(0), at(2500), at(5000)];
    let maps = maps.each_ref().map(|(setup, e)| (setup, e.as_slice()));
    FixedAxis::new(&maps, None)
}

fn map(hundredths: u64, scale: Scale, width_px: u32) -> Chart {
    let (setup, evaluated) = at(hundredths);
    let focus = Focus { fixed: Some(fixed()), scale, node: None };
    zone_map(
        (&evaluated, &zonescope_scenario::distinct(&evaluated)),
        &setup,
        &focus,
        Style { width_px, ..Style::default() },
    )
}

#[test]
fn pfns_stay_where_they_are_at_any_setting() {
    for (scale, width) in
        [(Scale::Compressed, 1100), (Scale::Linear, 700), (Scale::Compressed, 320)]
    {
        let first = map(0, scale, width).axis.unwrap();
        for hundredths in [0, 1, 777, 2500, 3333, 4999, 5000] {
            let axis = map(hundredths, scale, width).axis.unwrap();
            for pfn in (0..0x1000_0000).step_by(0x12_3457).map(Pfn::new) {
                assert_eq!(axis.x(pfn), first.x(pfn), "{hundredths} {pfn}");
            }
        }
    }
}

#[test]
fn a_boundary_moves_with_the_percentage_and_leads_back_to_its_pfn() {
    // At 50 % all that is left is mirrored: nothing to drag.
    let mut last = 0;
    for hundredths in (20..5000).step_by(83) {
        let chart = map(hundredths, Scale::Compressed, 1100);
        let [first, second] = chart.boundaries[..] else {
            panic!("{hundredths}: {:?}", chart.boundaries);
        };
        assert!(first.mirrored_below && second.mirrored_below && first.nid < second.nid);
        assert!(first.x >= last, "{hundredths}");
        last = first.x;
        let axis = chart.axis.unwrap();
        assert_eq!(axis.x(axis.pfn_at(first.x)), first.x);
        assert!(axis.pfn_at(first.x) <= first.pfn);
        let memory = chart.marks.iter().find(|mark| mark.range.start() == first.pfn).unwrap();
        assert_eq!((memory.x, memory.y, memory.h), (first.x, first.y, first.h));
    }
}

#[test]
fn two_settings_of_one_map_give_one_picture() {
    assert_eq!(map(2500, Scale::Compressed, 1100), map(2505, Scale::Compressed, 1100));
}
