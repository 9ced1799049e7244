//! Map to machine and setting.

use zonescope_mirror::{infer, Assumption, Bytes, MachineError, Misfit, Percent};
use zonescope_model::MemoryMap;

use crate::{case, machine, map, nid, region, setting, GIB};

macro_rules! inferred {
    ($($name:ident: $map:expr => $machine:expr, $setting:expr;)*) => {
        $(#[test] fn $name() {
            let map = crate::map($map);
            let inferred = infer(&map).unwrap();
            assert_eq!(inferred.machine, $machine);
            assert_eq!(inferred.setting, setting($setting));
            assert_eq!(inferred.machine.map(&inferred.setting).unwrap().0, map);
        })*
    };
}

inferred! {
    not_mirrored_at_all: "N0 0-2 4-10 N1 10-20" => machine(&[(0, 8), (1, 10)], &[(0, 0, 2)]), "-m f -M 0";
    one_node: "N0 0-2:m 4-10:m 10-40" => machine(&[(0, 46)], &[(0, 0, 2)]), "-m t -M 13.64";
    three_nodes: "N0 0-2 4-10:m 10-16 N1 16-22:m 22-28 N2 28-35:m 35-42"
        => machine(&[(0, 20), (1, 18), (2, 21)], &[(0, 0, 2)]), "-m f -M 33.34";
    the_low_nodes_first: "N0 0-2:m N1 4-8:m 8-16" => machine(&[(0, 4), (1, 16)], &[(0, 0, 2)]), "-m t -M 25";
    nodes_out_of_order: "N1 0-2 N3 4-8 N1 8-9" => machine(&[(3, 4), (1, 3)], &[(1, 0, 2)]), "-m f -M 0";
    all_of_it_mirrored: "N0 0-2:m 4-8:m" => machine(&[(0, 12)], &[(0, 0, 2)]), "-m t -M 40";
    low_memory_only: "N0 0-2" => machine(&[(0, 2)], &[(0, 0, 2)]), "-m f -M 0";
    mirrored_low_memory_only: "N0 0-2:m" => machine(&[(0, 4)], &[(0, 0, 2)]), "-m t -M 0";
    across_4_gib: "N0 1-6:m 6-12" => machine(&[(0, 16)], &[(0, 1, 4)]), "-m t -M 15.39";
    nothing_below_mirrored_by_percent: "N0 4-8:m 8-16" => machine(&[(0, 16)], &[]), "-m f -M 25";
    nothing_below_mirrored_by_the_minimum: "N0 4-5:m 5-515 N1 515-516:m 516-530"
        => machine(&[(0, 512), (1, 16)], &[]), "-m t -M 0";
}

#[test]
fn what_the_map_does_not_say_is_said() {
    let sentences: Vec<String> =
        infer(&case(2)).unwrap().assumptions.iter().map(Assumption::to_string).collect();
    assert_eq!(
        sentences,
        [
            "node 0 holds 2 GiB below 4 GiB: 1674968 KiB visible, the rest kept by firmware",
            "node 0 has 512 GiB installed: 383 GiB visible, 129 GiB for second copies",
            "node 1 has 512 GiB installed: 384 GiB visible, 128 GiB for second copies",
            "any percentage from 25 to 25.09 gives this map: the smallest is taken",
        ]
    );
}

#[test]
fn a_node_that_needs_its_own_percentage_gets_it() {
    let map = map("N0 0-2 4-8:m 8-20 N1 20-24:m 24-36 N2 36-44:m");
    let inferred = infer(&map).unwrap();
    let own: Vec<_> = inferred.setting.nodes.iter().collect();
    assert_eq!(own, [&(nid(2), Percent::MAX)]);
    assert_eq!(inferred.setting.above_4g.to_string(), "20");
    let assumption = Assumption::OwnPercentage { nid: nid(2), percent: Percent::MAX };
    assert!(inferred.assumptions.contains(&assumption));
    assert_eq!(inferred.machine.map(&inferred.setting).unwrap().0, map);
}

#[test]
fn of_percentages_for_as_many_nodes_the_smallest_is_everyones() {
    for (text, own) in
        [("N0 0-2 4-8:m 8-20 N1 20-26:m 26-36", 1), ("N0 0-2 4-10:m 10-20 N1 20-24:m 24-36", 0)]
    {
        let setting = infer(&map(text)).unwrap().setting;
        assert_eq!(setting.above_4g.to_string(), "20");
        assert_eq!(setting.nodes.get(&nid(own)).unwrap().to_string(), "27.28");
    }
}

#[test]
fn smaller_steps_than_1_gib_are_seen() {
    let quarter = GIB / 4;
    let map = MemoryMap::new(vec![
        region(4 * GIB, 4 * GIB + 3 * quarter, 0, 2),
        region(4 * GIB + 3 * quarter, 9 * GIB, 0, 0),
    ])
    .unwrap();
    let inferred = infer(&map).unwrap();
    assert_eq!(inferred.machine.granularity(), Bytes::new(quarter));
    assert_eq!(inferred.machine.map(&inferred.setting).unwrap().0, map);
}

fn misfit(text: &str) -> Misfit {
    infer(&map(text)).unwrap_err()
}

refused! {
    partly_mirrored_below: misfit("N0 0-1 1-2:m 4-8") => Misfit::PartlyBelow { .. },
        "[0x40000000-0x7fffffff] of node 0 is mirrored and [0x0-0x3fffffff] of node 0 is not";
    not_from_4_gib_on: misfit("N0 0-2 5-8") => Misfit::Gap { before: None, .. },
        "[0x140000000-0x1ffffffff] of node 0 is the first above 4 GiB";
    a_hole_above: misfit("N0 4-8 9-10") => Misfit::Gap { before: Some(_), .. },
        "1 GiB of nothing lie between [0x100000000-0x1ffffffff] of node 0 and";
    interleaved_nodes: misfit("N0 4-8 N1 8-9 N0 9-10") => Misfit::Interleaved { .. },
        "[0x240000000-0x27fffffff] of node 0 goes on above [0x200000000-0x23fffffff] of node 1";
    mirrored_above_unmirrored: misfit("N0 4-8 8-9:m") => Misfit::NotAtBottom { .. },
        "[0x200000000-0x23fffffff] of node 0 is mirrored and lies above";
    the_2016_cover_letter: infer(&case(4)).unwrap_err() => Misfit::NotAtBottom { .. },
        "[0x800000000-0x87fffffff] of node 0 is mirrored and lies above [0x180000000-0x7ffffffff]";
    flags_that_change: misfit("N0 4-8 8-9:h") => Misfit::FlagsDiffer { .. },
        "has flags 0x0 and [0x200000000-0x23fffffff] of node 0 has flags 0x1 HOTPLUG";
    less_than_the_minimum: misfit("N0 0-2:m 4-8") => Misfit::NoPercentage { before: None, .. },
        "node 0 mirrors 0 GiB above 4 GiB, which no percentage gives: 0 % gives 1 GiB";
    between_two_percentages: misfit("N0 0-2 4-5:m 5-40004") => Misfit::NoPercentage { before: Some(_), .. },
        "node 0 mirrors 1 GiB above 4 GiB, which no percentage gives: 0 % gives 0 GiB, 0.01 % gives 4 GiB";
    part_of_a_page: infer(&MemoryMap::new(vec![region(4 * GIB, 4 * GIB + 100, 0, 2)]).unwrap()).unwrap_err()
        => Misfit::TooFine { .. }, "100 bytes above 4 GiB";
    more_installed_than_the_model_takes: misfit("N0 4-1073741820:m 1073741820-1073741824")
        => Misfit::Machine(MachineError::TooLarge { .. }), "2^60";
}

#[test]
fn fine_steps_are_said() {
    let map = |mirrored: u64| {
        let base = 4 * GIB;
        let regions =
            vec![region(base, base + mirrored, 0, 2), region(base + mirrored, 8 * GIB, 0, 0)];
        infer(&MemoryMap::new(regions).unwrap())
    };
    for (mirrored, said) in [(GIB, None), (GIB >> 1, Some(GIB >> 1)), (4096, Some(4096))] {
        let found = map(mirrored).unwrap().assumptions.iter().find_map(|one| match one {
            Assumption::Granularity { granularity } => Some(granularity.get()),
            _ => None,
        });
        assert_eq!(found, said, "{mirrored}");
    }
    assert!(matches!(map(2048), Err(Misfit::TooFine { .. })));
}

#[test]
fn what_shows_below_4_gib_is_kept() {
    let machine = infer(&crate::map("N0 0-1:m 2-3:m 4-10:m 10-40")).unwrap().machine;
    let low = [region(0, GIB, 0, 0), region(2 * GIB, 3 * GIB, 0, 0)];
    assert_eq!(machine.below_4g(), low);
}

#[test]
fn unmirrored_memory_may_come_in_pieces() {
    let inferred = infer(&crate::map("N0 4-12:m 12-20 20-40")).unwrap();
    assert_eq!(inferred.setting, setting("-m f -M 18.19"));
}
