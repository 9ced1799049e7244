//! Machine and setting to map.

use zonescope_mirror::{infer, Bytes, Clamp, Machine, MachineError, MachineNode, Percent, Setting};
use zonescope_model::{Flags, MapError, Region};

use crate::{gib, machine, nid, nodes, region, setting, GIB};

macro_rules! maps {
    ($($name:ident: $machine:expr, $setting:expr => $map:expr $(, clamped $clamps:expr)?;)*) => {
        $(#[test] fn $name() {
            let (map, clamps) = $machine.map(&setting($setting)).unwrap();
            assert_eq!(map, crate::map($map));
            let clamps: Vec<_> = clamps
                .iter()
                .map(|clamp| (clamp.nid.get(), clamp.asked.get() / GIB, clamp.given.get() / GIB))
                .collect();
            let expected: &[(u16, u64, u64)] = &[$($clamps)?];
            assert_eq!(clamps, expected);
        })*
    };
}

maps! {
    nothing_mirrored: machine(&[(0, 64), (1, 32)], &[(0, 0, 2)]), "-m f -M 0"
        => "N0 0-2 4-66 N1 66-98";
    one_node_half: machine(&[(0, 64)], &[(0, 0, 2)]), "-m f -M 50"
        => "N0 0-2 4-35:m";
    four_nodes: machine(&[(0, 20), (1, 16), (2, 8), (3, 100)], &[(0, 0, 2)]), "-m t -M 10"
        => "N0 0-2:m 4-5:m 5-19 N1 19-20:m 20-34 N2 34-35:m 35-41 N3 41-51:m 51-131";
    at_least_one_gib_beside_a_mirror_below: machine(&[(0, 20)], &[(0, 0, 2)]), "-m t -M 0"
        => "N0 0-2:m 4-5:m 5-19";
    nodes_lie_in_the_machines_order: machine(&[(1, 16), (0, 16)], &[(0, 0, 2)]), "-m f -M 25"
        => "N0 0-2 N1 4-8:m 8-16 N0 16-19:m 19-27";
    low_memory_on_two_nodes: machine(&[(0, 16), (1, 16)], &[(0, 0, 1), (1, 1, 3)]), "-m t -M 25"
        => "N0 0-1:m N1 1-3:m N0 4-7:m 7-15 N1 15-18:m 18-24";
    low_memory_that_reaches_4_gib_is_one_region: machine(&[(0, 16)], &[(0, 1, 4)]), "-m t -M 20"
        => "N0 1-6:m 6-12";
    unmirrored_low_memory_too: machine(&[(0, 16)], &[(0, 1, 4)]), "-m f -M 0" => "N0 1-17";
    no_memory_below: machine(&[(0, 16)], &[]), "-m t -M 25" => "N0 4-8:m 8-16";
    a_mirror_below_leaves_less_than_asked: machine(&[(0, 10)], &[(0, 0, 3)]), "-m t -M 50"
        => "N0 0-3:m 4-6:m", clamped (0, 3, 2);
    nothing_left_above: machine(&[(0, 4), (1, 16)], &[(0, 0, 2)]), "-m t -M 25"
        => "N0 0-2:m N1 4-8:m 8-16", clamped (0, 1, 0);
    a_node_with_low_memory_only: machine(&[(0, 2), (1, 16)], &[(0, 0, 2)]), "-m f -M 25"
        => "N0 0-2 N1 4-8:m 8-16";
}

#[test]
fn a_node_may_have_a_percentage_of_its_own() {
    let machine = machine(&[(0, 20), (1, 20)], &[]);
    let mut setting = setting("-m f -M 10");
    setting.nodes.insert(nid(1), "50".parse().unwrap());
    let (map, _) = machine.map(&setting).unwrap();
    assert_eq!(map, crate::map("N0 4-6:m 6-22 N1 22-32:m"));
}

#[test]
fn flags_other_than_mirror_stay() {
    let mut nodes = nodes(&[(0, 8), (1, 8)]);
    nodes[1].flags = Flags::HOTPLUG;
    let low = vec![region(0, GIB, 0, 3), region(2 * GIB, 3 * GIB, 0, 0)];
    let machine = Machine::new(nodes, low, Bytes::GIB).unwrap();
    let (map, _) = machine.map(&setting("-m f -M 25")).unwrap();
    assert_eq!(map, crate::map("N0 0-1:h 2-3 4-5:m 5-9 N1 9-11:mh 11-15:h"));
    assert_eq!(infer(&map).unwrap().machine, machine);
}

fn no_such_machine(nodes: Vec<MachineNode>, low: Vec<Region>, granularity: u64) -> MachineError {
    Machine::new(nodes, low, Bytes::new(granularity)).unwrap_err()
}

fn no_such_mirror(machine: Machine, setting: &Setting) -> MachineError {
    let error = machine.map(setting).unwrap_err();
    assert_eq!(machine.cost(setting).unwrap_err(), error);
    error
}

refused! {
    without_nodes: no_such_machine(vec![], vec![], GIB)
        => MachineError::NoNode, "at least one";
    a_node_twice: no_such_machine(nodes(&[(1, 4), (1, 4)]), vec![], GIB)
        => MachineError::NodeTwice { .. }, "node 1 is there twice";
    a_node_with_nothing: no_such_machine(nodes(&[(1, 0)]), vec![], GIB)
        => MachineError::EmptyNode { .. }, "node 1 has no memory installed";
    steps_of_no_power_of_two: no_such_machine(nodes(&[(0, 4)]), vec![], 3 << 20)
        => MachineError::Granularity { .. }, "steps of 3 MiB";
    steps_of_nothing: no_such_machine(nodes(&[(0, 4)]), vec![], 0)
        => MachineError::Granularity { .. }, "power of two";
    steps_too_large: no_such_machine(nodes(&[(0, 4)]), vec![], 2 * GIB)
        => MachineError::Granularity { .. }, "from 4 KiB to 1 GiB";
    low_memory_above_4_gib: no_such_machine(nodes(&[(0, 9)]), vec![region(0, 5 * GIB, 0, 0)], GIB)
        => MachineError::NotBelow4G { .. }, "[0x0-0x13fffffff] node 0";
    low_memory_of_nobody: no_such_machine(nodes(&[(0, 9)]), vec![region(0, GIB, 7, 0)], GIB)
        => MachineError::NotOfAnyNode { .. }, "add node 7";
    low_memory_that_overlaps: no_such_machine(
            nodes(&[(0, 9)]), vec![region(0, GIB, 0, 0), region(0, GIB, 0, 0)], GIB)
        => MachineError::Map(MapError::Overlap { .. }), "region 1";
    less_than_it_holds: no_such_machine(nodes(&[(0, 1)]), vec![region(0, GIB + 1, 0, 0)], GIB)
        => MachineError::LessThanBelow { .. }, "holds 2 GiB below 4 GiB";
    more_than_the_model_takes: no_such_machine(nodes(&[(0, 1 << 30)]), vec![], GIB)
        => MachineError::TooLarge { .. }, "2^60";
    a_sum_beyond_64_bits: no_such_machine(nodes(&[(0, (1 << 34) - 1), (1, 4)]), vec![], GIB)
        => MachineError::TooLarge { .. }, "2^60";
    too_small_for_its_mirror: no_such_mirror(machine(&[(0, 3), (1, 64)], &[(0, 0, 2)]), &setting("-m t"))
        => MachineError::NodeTooSmall { .. }, "take 4 GiB, and 3 GiB is installed";
    nothing_above_4_gib: no_such_mirror(machine(&[(0, 2)], &[(0, 0, 2)]), &setting("-M 25"))
        => MachineError::NothingAbove4G, "no memory above 4 GiB";
    nothing_above_4_gib_to_pay_with: no_such_mirror(machine(&[(0, 2)], &[(0, 0, 2)]), &setting("-m t"))
        => MachineError::NothingAbove4G, "nor to pay for";
    a_percentage_for_nobody: no_such_mirror(machine(&[(0, 9)], &[]), &Setting {
            nodes: [(nid(3), Percent::ZERO)].into_iter().collect(), ..Setting::default() })
        => MachineError::NoSuchNode { .. }, "has no node 3";
}

#[test]
fn low_memory_alone_is_a_machine_without_a_mirror() {
    let (map, _) = machine(&[(0, 2)], &[(0, 0, 2)]).map(&Setting::default()).unwrap();
    assert_eq!(map, crate::map("N0 0-2"));
}

#[test]
fn a_clamp_says_which_node_and_how_much() {
    let clamp = Clamp { nid: nid(1), asked: gib(3), given: gib(2) };
    assert!(clamp
        .to_string()
        .starts_with("node 1 mirrors 2 GiB above 4 GiB and not the 3 GiB asked for"));
}

#[test]
fn a_machine_says_what_it_is() {
    assert_eq!(
        machine(&[(0, 8), (1, 4)], &[(0, 0, 2)]).to_string(),
        "node 0 with 8 GiB (2 GiB of it below 4 GiB), node 1 with 4 GiB, mirrored in steps of 1 GiB"
    );
}
