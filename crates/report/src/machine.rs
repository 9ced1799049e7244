//! What a machine is, and what its mirror costs, in sentences.

use zonescope_mirror::{Assumption, Bytes, Clamp, Machine, Misfit, NodeCost};
use zonescope_model::MemoryMap;

use crate::sentence::sentence;
use crate::size_of_bytes;

/// A machine in a few words: `2 × 512 GiB, 2 GiB of it below 4 GiB`.
pub fn machine_phrase(machine: &Machine) -> String {
    let mut sizes: Vec<(Bytes, usize)> = Vec::new();
    for node in machine.nodes() {
        match sizes.iter_mut().find(|(size, _)| *size == node.installed) {
            Some((_, count)) => *count += 1,
            None => sizes.push((node.installed, 1)),
        }
    }
    let sizes: Vec<String> = sizes
        .iter()
        .map(|(size, count)| match count {
            1 => size.to_string(),
            many => format!("{many} × {size}"),
        })
        .collect();
    let below = total(machine.held_below().map(|(_, held)| held));
    match below {
        Bytes::ZERO => sizes.join(" + "),
        below => format!("{}, {below} of it below 4 GiB", sizes.join(" + ")),
    }
}

/// What the mirror costs the whole machine, and what it leaves.
pub fn mirror_cost_sentence(costs: &[NodeCost]) -> String {
    let spent = total(costs.iter().map(spent));
    let visible = total(costs.iter().map(|cost| cost.visible));
    match spent {
        Bytes::ZERO => format!("Costs nothing: all {visible} are visible."),
        spent => format!("Costs {spent}; {visible} stay visible."),
    }
}

/// How much of what stays visible is in the map, where that is less.
pub fn kept_sentence(costs: &[NodeCost], memory: &MemoryMap) -> Option<String> {
    let visible = total(costs.iter().map(|cost| cost.visible));
    let in_map: u128 = memory
        .regions()
        .iter()
        .map(|region| u128::from(region.end.get() - region.base.get()))
        .sum();
    (in_map < u128::from(visible.get())).then(|| {
        format!("The map has {} of these; firmware keeps the rest.", size_of_bytes(in_map))
    })
}

/// The same of one node.
pub fn node_cost_sentence(cost: &NodeCost) -> String {
    let (nid, visible) = (cost.nid, cost.visible);
    let (below, above) = (cost.mirrored_below, cost.mirrored_above);
    match (below, above) {
        (Bytes::ZERO, Bytes::ZERO) => {
            format!("Node {nid}: costs nothing, {visible} visible.")
        }
        (Bytes::ZERO, above) => format!("Node {nid}: costs {above}, {visible} visible."),
        (below, above) => format!(
            "Node {nid}: costs {} ({below} below 4 GiB, {above} above), {visible} visible.",
            spent(cost)
        ),
    }
}

/// A node that mirrors less than it was asked to.
pub fn clamp_sentence(clamp: &Clamp) -> String {
    sentence(&clamp.to_string())
}

/// Something that a map does not say of its machine.
pub fn assumption_sentence(assumption: &Assumption) -> String {
    sentence(&assumption.to_string())
}

/// Why a map is of no machine that mirrors.
pub fn misfit_sentence(misfit: &Misfit) -> String {
    format!("No mirroring machine shows this memory: {misfit}.")
}

/// What second copies take.
fn spent(cost: &NodeCost) -> Bytes {
    total([cost.mirrored_below, cost.mirrored_above])
}

/// Saturates, as the model does.
fn total(sizes: impl IntoIterator<Item = Bytes>) -> Bytes {
    Bytes::new(sizes.into_iter().fold(0u64, |sum, size| sum.saturating_add(size.get())))
}

#[cfg(test)]
mod tests {
    use zonescope_mirror::{infer, Setting};
    use zonescope_scenario::CASES;

    use super::*;

    fn machine() -> Machine {
        infer(&CASES[0].memory().unwrap()).unwrap().machine
    }

    macro_rules! costs {
        ($($name:ident: $command:expr => $sentences:expr,)*) => {
            $(#[test] fn $name() {
                let setting = Setting::from_efibootmgr($command).unwrap();
                let costs = machine().cost(&setting).unwrap();
                let mut sentences = vec![mirror_cost_sentence(&costs)];
                sentences.extend(costs.iter().map(node_cost_sentence));
                assert_eq!(sentences, $sentences);
            })*
        };
    }

    costs! {
        nothing: "-m f -M 0" => [
            "Costs nothing: all 1024 GiB are visible.",
            "Node 0: costs nothing, 512 GiB visible.",
            "Node 1: costs nothing, 512 GiB visible.",
        ],
        below: "-m t -M 0" => [
            "Costs 4 GiB; 1020 GiB stay visible.",
            "Node 0: costs 3 GiB (2 GiB below 4 GiB, 1 GiB above), 509 GiB visible.",
            "Node 1: costs 1 GiB, 511 GiB visible.",
        ],
        both: "-m t -M 25" => [
            "Costs 257 GiB; 767 GiB stay visible.",
            "Node 0: costs 129 GiB (2 GiB below 4 GiB, 127 GiB above), 383 GiB visible.",
            "Node 1: costs 128 GiB, 384 GiB visible.",
        ],
    }

    #[test]
    fn what_firmware_keeps_is_said() {
        let setting = Setting::from_efibootmgr("-m t -M 25").unwrap();
        let costs = machine().cost(&setting).unwrap();
        let (memory, _) = machine().map(&setting).unwrap();
        assert_eq!(
            kept_sentence(&costs, &memory).as_deref(),
            Some("The map has 766.6 GiB of these; firmware keeps the rest.")
        );
        assert_eq!(kept_sentence(&[], &memory), None);
    }

    #[test]
    fn a_machine_in_words() {
        assert_eq!(machine_phrase(&machine()), "2 × 512 GiB, 2 GiB of it below 4 GiB");
    }

    #[test]
    fn a_clamped_node_says_so() {
        let setting = Setting::from_efibootmgr("-m t -M 50").unwrap();
        let (_, clamps) = machine().map(&setting).unwrap();
        assert_eq!(
            clamp_sentence(&clamps[0]),
            "Node 0 mirrors 254 GiB above 4 GiB and not the 255 GiB asked for: it can mirror no \
             more than half of what the mirror below 4 GiB leaves."
        );
    }
}
