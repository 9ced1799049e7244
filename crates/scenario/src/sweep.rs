//! The variants over the mirrored percentage: at which settings one misbehaves.

use zonescope_mirror::{Machine, MachineError, NodeCost, Percent, Setting};
use zonescope_model::{Memblock, Outcome, Setup, Verdict, Zone};
use zonescope_sorted::sort_by_key;

use crate::compare::same;
use crate::NamedVariant;

/// What a variant comes to at a setting, in pages of the whole machine.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct SweepSums {
    /// present_pages of every ZONE_NORMAL.
    pub normal_present: i128,
    /// present_pages of every ZONE_MOVABLE.
    pub movable_present: i128,
    /// Initialised more than once.
    pub double_init: u64,
    /// Never initialised.
    pub never_init: u64,
    /// Initialised before the other CPUs run, repeats counted.
    pub init_early: u64,
    /// What second copies take, in bytes.
    pub spent: u64,
    /// The worst finding's.
    pub verdict: Verdict,
}

impl SweepSums {
    fn of(outcome: &Outcome, spent: u64) -> SweepSums {
        let present = |wanted| {
            let zones = outcome.nodes.iter().filter_map(|node| node.zone(wanted));
            zones.map(|zone| i128::from(zone.present)).sum()
        };
        SweepSums {
            normal_present: present(Zone::Normal),
            movable_present: present(Zone::Movable),
            double_init: outcome.memmap.double_init,
            never_init: outcome.memmap.never_init,
            init_early: outcome.init_early(),
            spent,
            verdict: outcome.verdict(),
        }
    }
}

/// Percentages at which a variant comes to the same sums.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct SweepRun {
    /// The first of them.
    pub first: Percent,
    /// The last of them.
    pub last: Percent,
    /// What it comes to.
    pub sums: SweepSums,
}

/// Variants that come to the same at every percentage.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct SweepGroup {
    /// Their places among the variants.
    pub variants: Vec<usize>,
    /// What they come to, from the lowest to the highest percentage.
    pub runs: Vec<SweepRun>,
}

/// A machine's variants on their way over the percentages, as many maps at a time as there is
/// time for. The map changes only with every granule, so each is evaluated once.
#[derive(Clone, Debug)]
pub struct Sweep {
    machine: Machine,
    setting: Setting,
    setup: Setup,
    variants: Vec<NamedVariant>,
    /// The next percentage; `None` at the end.
    next: Option<Percent>,
    /// What the last percentage cost.
    costs: Vec<NodeCost>,
    groups: Vec<SweepGroup>,
}

impl Sweep {
    /// Nothing evaluated yet. Of `setting` only the percentage for all nodes is swept; `setup`
    /// says how the machine boots, whatever its map.
    ///
    /// # Errors
    /// As [`Machine::map`], for a setting this machine can't have at any percentage.
    pub fn new(
        machine: Machine,
        setting: Setting,
        setup: &Setup,
        variants: Vec<NamedVariant>,
    ) -> Result<Sweep, MachineError> {
        // What the rule refuses at the most it refuses at once.
        machine.cost(&Setting { above_4g: Percent::MAX, ..setting.clone() })?;
        let all = (0..variants.len()).collect();
        Ok(Sweep {
            machine,
            setting,
            setup: setup.clone(),
            groups: vec![SweepGroup { variants: all, runs: Vec::new() }],
            variants,
            next: Some(Percent::ZERO),
            costs: Vec::new(),
        })
    }

    /// Evaluates the next distinct map; whether any are left.
    pub fn step(&mut self) -> bool {
        let Some(first) = self.next else {
            return false;
        };
        self.setting.above_4g = first;
        // Refused at no percentage, or it had been in `new`.
        let (Ok(costs), Ok((memory, _))) =
            (self.machine.cost(&self.setting), self.machine.map(&self.setting))
        else {
            self.next = None;
            return false;
        };
        let spent = costs
            .iter()
            .map(|cost| cost.mirrored_below.get().saturating_add(cost.mirrored_above.get()));
        let spent = spent.fold(0, u64::saturating_add);
        self.costs = costs;
        self.setup.memory = memory;
        let last = self.skip_alike(first);
        let memblock = Memblock::new(&self.setup);
        let outcomes = self.variants.iter();
        let outcomes: Vec<Outcome> =
            outcomes.map(|named| memblock.evaluate(named.variant, &mut ())).collect();
        let before = std::mem::take(&mut self.groups);
        for group in before {
            self.groups.extend(parted(group, &outcomes, spent, (first, last)));
        }
        self.next.is_some()
    }

    /// The last percentage from `first` on with the same map; `next` is the one behind it.
    fn skip_alike(&mut self, first: Percent) -> Percent {
        let mut last = first;
        loop {
            self.next = Percent::from_hundredths(u64::from(last.hundredths()) + 1).ok();
            let Some(next) = self.next else {
                return last;
            };
            self.setting.above_4g = next;
            let alike = self.machine.cost(&self.setting);
            if alike.as_ref() != Ok(&self.costs) {
                return last;
            }
            last = next;
        }
    }

    /// The groups so far, in the order of their first variants.
    pub fn groups(&self) -> Vec<SweepGroup> {
        let mut groups = self.groups.clone();
        sort_by_key(&mut groups, |group| group.variants.first().copied());
        groups.retain(|group| !group.variants.is_empty());
        groups
    }
}

/// `group`, parted by what its variants come to on the next map.
fn parted(
    group: SweepGroup,
    outcomes: &[Outcome],
    spent: u64,
    (first, last): (Percent, Percent),
) -> Vec<SweepGroup> {
    let mut parts: Vec<(&Outcome, SweepGroup)> = Vec::new();
    for place in group.variants {
        let Some(outcome) = outcomes.get(place) else {
            continue;
        };
        match parts.iter_mut().find(|(known, _)| same(known, outcome)) {
            Some((_, part)) => part.variants.push(place),
            None => parts
                .push((outcome, SweepGroup { variants: vec![place], runs: group.runs.clone() })),
        }
    }
    let parts = parts.into_iter().map(|(outcome, mut part)| {
        let sums = SweepSums::of(outcome, spent);
        match part.runs.last_mut() {
            Some(run) if run.sums == sums => run.last = last,
            _ => part.runs.push(SweepRun { first, last, sums }),
        }
        part
    });
    parts.collect()
}
