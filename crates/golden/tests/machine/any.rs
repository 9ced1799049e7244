//! What holds for any machine under any setting.

use proptest::prelude::*;
use zonescope_mirror::{
    infer, Assumption, Bytes, Inferred, Machine, MachineError, MachineNode, Percent, Setting,
};
use zonescope_model::{Flags, Nid, PhysAddr};

use crate::{nid, region, GIB};

/// Any machine: nodes of up to 16 TiB with odd sizes, low memory anywhere, any granularity.
fn any_machine() -> impl Strategy<Value = Machine> {
    let node = (
        prop_oneof![1..64 * GIB, 1..(16u64 << 40), (1..64u64).prop_map(|n| n * GIB)],
        prop_oneof![9 => Just(0), 1 => Just(1u64)],
    );
    let low = (0..5usize, 1..GIB, 0..GIB / 2, any::<bool>());
    (
        prop::collection::vec(node, 1..5),
        prop::collection::vec(low, 0..6),
        prop_oneof![3 => Just(30), 1 => 12..=30u32],
        any::<bool>(),
    )
        .prop_filter_map("too small for what it holds", |(nodes, low, shift, up_to_4g)| {
            let count = nodes.len();
            let order = (0..count).map(|place| (place * 3 + count) % 7).collect::<Vec<_>>();
            let nodes: Vec<_> = order
                .iter()
                .zip(nodes)
                .map(|(id, (installed, flags))| MachineNode {
                    nid: nid(*id as u64),
                    installed: Bytes::new(installed),
                    flags: Flags::new(flags),
                })
                .collect();
            let mut base = 0;
            let mut regions = Vec::new();
            for (owner, size, hole, hotplug) in low {
                let start = base + hole;
                let end = (start + size).min(4 * GIB);
                if start < end {
                    let owner = u64::from(nodes[owner % nodes.len()].nid.get());
                    // A hole between them keeps memblock from merging two.
                    regions.push(region(start, end, owner, u64::from(hotplug)));
                    base = end + 4096;
                }
            }
            if let Some(last) = regions.last_mut().filter(|_| up_to_4g) {
                last.end = PhysAddr::FOUR_GIB;
            }
            Machine::new(nodes, regions, Bytes::new(1 << shift)).ok()
        })
}

fn any_setting(machine: &Machine) -> impl Strategy<Value = Setting> {
    let ids: Vec<Nid> = machine.nodes().iter().map(|node| node.nid).collect();
    let percent =
        || (0..=5_000u64).prop_map(|hundredths| Percent::from_hundredths(hundredths).unwrap());
    let own = prop_oneof![
        3 => Just(Vec::new()).boxed(),
        1 => prop::collection::vec((prop::sample::select(ids), percent()), 1..3).boxed(),
    ];
    (any::<bool>(), percent(), own).prop_map(|(below_4g, above_4g, own)| Setting {
        below_4g,
        above_4g,
        nodes: own.into_iter().collect(),
    })
}

fn any_machine_and_setting() -> impl Strategy<Value = (Machine, Setting)> {
    any_machine().prop_flat_map(|machine| {
        let setting = any_setting(&machine);
        (Just(machine), setting)
    })
}

fn cases(cases: u32) -> ProptestConfig {
    ProptestConfig { cases, failure_persistence: None, ..ProptestConfig::default() }
}

proptest! {
    #![proptest_config(cases(2000))]

    #[test]
    fn inferring_and_mapping_gives_the_map_back((machine, setting) in any_machine_and_setting()) {
        if let Ok((map, _)) = machine.map(&setting) {
            let inferred = infer(&map).unwrap();
            let (again, _) = inferred.machine.map(&inferred.setting).unwrap();
            prop_assert_eq!(again, map);
        }
    }

    #[test]
    fn installed_is_what_is_visible_and_what_is_mirrored((machine, setting) in any_machine_and_setting()) {
        if let Ok(costs) = machine.cost(&setting) {
            for (node, cost) in machine.nodes().iter().zip(costs) {
                let sum = cost.visible.get() + cost.mirrored_below.get() + cost.mirrored_above.get();
                prop_assert_eq!(sum, node.installed.get());
                prop_assert!(cost.mirrored_above <= cost.visible);
            }
        }
    }

    /// Whether a machine can pay for a mirror below does not hang on the percentage.
    #[test]
    fn any_percentage_gives_a_legal_map((machine, setting) in any_machine_and_setting()) {
        let zero = Setting { above_4g: Percent::ZERO, ..setting.clone() };
        match (machine.map(&zero), machine.map(&setting)) {
            (Ok((_, at_zero)), Ok((map, clamps))) => {
                prop_assert!(clamps.len() >= at_zero.len());
                prop_assert!(clamps.iter().all(|clamp| clamp.given < clamp.asked));
                prop_assert!(setting.below_4g || clamps.is_empty());
                prop_assert!(!map.regions().is_empty());
            }
            (Err(zero), Err(error)) => prop_assert_eq!(zero, error),
            (Ok(_), Err(error)) => prop_assert_eq!(error, MachineError::NothingAbove4G),
            (Err(zero), Ok(_)) => prop_assert!(false, "{} at 0 %", zero),
        }
    }

    #[test]
    fn a_setting_reads_back((_, setting) in any_machine_and_setting()) {
        let plain = Setting { nodes: Default::default(), ..setting };
        prop_assert_eq!(Setting::from_efibootmgr(&plain.to_string()).unwrap(), plain);
    }
}

proptest! {
    // Each case maps the machine 5001 times.
    #![proptest_config(cases(100))]

    #[test]
    fn the_percentages_inferred_are_all_that_give_the_map((machine, setting) in any_machine_and_setting()) {
        let Ok((map, _)) = machine.map(&Setting { nodes: Default::default(), ..setting }) else {
            return Ok(());
        };
        let Inferred { machine, setting, assumptions } = infer(&map).unwrap();
        if setting.nodes.is_empty() {
            let least = setting.above_4g;
            let most = assumptions.iter().find_map(|assumption| match assumption {
                Assumption::Percentage { most, .. } => Some(*most),
                _ => None,
            });
            for hundredths in 0..=5_000 {
                let percent = Percent::from_hundredths(hundredths).unwrap();
                let gives_it = machine
                    .map(&Setting { above_4g: percent, ..setting.clone() })
                    .is_ok_and(|(again, _)| again == map);
                prop_assert_eq!(gives_it, (least..=most.unwrap_or(least)).contains(&percent), "{}", percent);
            }
        }
    }
}
