//! The mail's machine: each of its three cases from each.

use zonescope_mirror::{infer, Bytes, NodeCost};

use crate::{case, gib, nid, setting};

macro_rules! transitions {
    ($($name:ident: $from:expr, $setting:expr => $to:expr;)*) => {
        $(#[test] fn $name() {
            let machine = infer(&case($from)).unwrap().machine;
            let (map, clamps) = machine.map(&setting($setting)).unwrap();
            assert_eq!(map, case($to));
            assert_eq!(clamps, []);
        })*
    };
}

transitions! {
    case_1_stays: 1, "-m t -M 0" => 1;
    case_1_to_2: 1, "-m t -M 25" => 2;
    case_1_to_3: 1, "-m f -M 25" => 3;
    case_2_to_1: 2, "-m t -M 0" => 1;
    case_2_stays: 2, "-m t -M 25" => 2;
    case_2_to_3: 2, "-m f -M 25" => 3;
    case_3_to_1: 3, "-m t -M 0" => 1;
    case_3_to_2: 3, "-m t -M 25" => 2;
    case_3_stays: 3, "-m f -M 25" => 3;
}

#[test]
fn the_mails_machine_is_two_nodes_of_512_gib() {
    let settings = ["-m t -M 0", "-m t -M 25", "-m f -M 25"];
    for (number, words) in (1..).zip(settings) {
        let inferred = infer(&case(number)).unwrap();
        let installed: Vec<_> = inferred
            .machine
            .held_below()
            .map(|(node, held)| (node.nid.get(), node.installed, held))
            .collect();
        assert_eq!(installed, [(0, gib(512), gib(2)), (1, gib(512), Bytes::ZERO)]);
        assert_eq!(inferred.setting, setting(words));
    }
}

#[test]
fn the_line_of_costs_adds_up() {
    let costs = infer(&case(2)).unwrap().machine.cost(&setting("-m t -M 25")).unwrap();
    let node = |id, visible, below, above| NodeCost {
        nid: nid(id),
        installed: gib(512),
        visible: gib(visible),
        mirrored_below: gib(below),
        mirrored_above: gib(above),
    };
    assert_eq!(costs, [node(0, 383, 2, 127), node(1, 384, 0, 128)]);
}
