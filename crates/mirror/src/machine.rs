//! The machine: what is installed, before any of it is mirrored.

use std::fmt;

use crate::{Bytes, MachineError, Setting};
use zonescope_model::{Flags, MapError, MemoryMap, Nid, PhysAddr, Region};
use zonescope_sorted::SortedMap;

/// A node and what is plugged into it.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct MachineNode {
    /// The node.
    pub nid: Nid,
    /// The memory installed, below and above 4 GiB.
    pub installed: Bytes,
    /// The flags of its memory above 4 GiB, apart from MIRROR.
    pub flags: Flags,
}

/// Nodes with installed memory, and what of it shows below 4 GiB.
///
/// # Examples
/// ```
/// # use zonescope_mirror::{Bytes, Machine, MachineNode, Setting};
/// # use zonescope_model::{Flags, Nid, PhysAddr, Region};
/// let nid = Nid::default();
/// let low = Region { base: PhysAddr::new(0), end: PhysAddr::new(2 << 30), nid, flags: Flags::NONE };
/// let node = MachineNode { nid, installed: Bytes::new(512 << 30), flags: Flags::NONE };
/// let machine = Machine::new(vec![node], vec![low], Bytes::GIB).unwrap();
/// let (map, clamps) = machine.map(&Setting::from_efibootmgr("-m t -M 25").unwrap()).unwrap();
/// assert_eq!(map.regions()[0].end, PhysAddr::new(2 << 30));
/// assert_eq!(map.regions()[1].end, PhysAddr::new((4 + 127) << 30));
/// assert_eq!(map.regions()[2].end, PhysAddr::new((4 + 508 - 127) << 30));
/// assert!(clamps.is_empty());
/// ```
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub struct Machine {
    nodes: Vec<MachineNode>,
    /// By place in `nodes`: what the node holds below 4 GiB, in whole granules.
    held_below: Vec<Bytes>,
    below_4g: Vec<Region>,
    granularity: Bytes,
}

/// What mirroring costs a node. Installed is always visible and the two mirrored together.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct NodeCost {
    /// The node.
    pub nid: Nid,
    /// The memory installed.
    pub installed: Bytes,
    /// What is left of it, with what firmware keeps for itself below 4 GiB.
    pub visible: Bytes,
    /// What is spent on second copies of memory below 4 GiB.
    pub mirrored_below: Bytes,
    /// What is spent on second copies of memory above 4 GiB: as much is mirrored there.
    pub mirrored_above: Bytes,
}

/// A node that gets less mirrored memory above 4 GiB than the rule asks for.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct Clamp {
    /// The node.
    pub nid: Nid,
    /// What the percentage, or the minimum under `-m t`, comes to.
    pub asked: Bytes,
    /// What it gets: half of what mirroring below 4 GiB leaves, in whole granules.
    pub given: Bytes,
}

impl fmt::Display for Clamp {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Clamp { nid, asked, given } = self;
        write!(
            f,
            "node {nid} mirrors {given} above 4 GiB and not the {asked} asked for: it can mirror \
             no more than half of what the mirror below 4 GiB leaves"
        )
    }
}

impl Machine {
    /// The largest granularity, and the one of the firmware the rule is taken from.
    pub const GRANULARITY: Bytes = Bytes::GIB;
    /// The smallest granularity: a page.
    pub(super) const FINEST: Bytes = Bytes::new(1 << 12);

    /// The machine of these nodes, in the order in which their memory lies above 4 GiB, and
    /// these visible ranges below. Whether those carry MIRROR makes no difference: mirroring is
    /// the setting's business.
    ///
    /// A node holds as many whole granules below 4 GiB as its ranges there fill: the holes
    /// between them are memory that firmware keeps.
    ///
    /// # Errors
    /// The first thing that no machine could be.
    pub fn new(
        nodes: Vec<MachineNode>,
        below_4g: Vec<Region>,
        granularity: Bytes,
    ) -> Result<Machine, MachineError> {
        if !granularity.get().is_power_of_two()
            || !(Machine::FINEST..=Machine::GRANULARITY).contains(&granularity)
        {
            return Err(MachineError::Granularity { granularity });
        }
        let below_4g = check_below(below_4g)?;
        let held_below = check_nodes(&nodes, &below_4g, granularity)?;
        // Every node has two regions at most.
        let count = below_4g.len().saturating_add(nodes.len().saturating_mul(2));
        if count > MemoryMap::MAX_REGIONS {
            return Err(MachineError::Map(MapError::TooManyRegions { count }));
        }
        Ok(Machine { nodes, held_below, below_4g, granularity })
    }

    /// Its nodes, in the order in which their memory lies above 4 GiB.
    pub fn nodes(&self) -> &[MachineNode] {
        &self.nodes
    }

    /// What shows below 4 GiB, lowest first, without MIRROR.
    pub fn below_4g(&self) -> &[Region] {
        &self.below_4g
    }

    /// In what steps memory is mirrored: a power of two.
    pub fn granularity(&self) -> Bytes {
        self.granularity
    }

    /// Its nodes, each with what it holds below 4 GiB in whole granules.
    pub fn held_below(&self) -> impl Iterator<Item = (&MachineNode, Bytes)> {
        self.nodes.iter().zip(self.held_below.iter().copied())
    }

    /// The memory map under `setting`, and the nodes that get less than it asks for.
    ///
    /// # Errors
    /// If the machine is too small for its mirror, or the setting names a node it has not.
    pub fn map(&self, setting: &Setting) -> Result<(MemoryMap, Vec<Clamp>), MachineError> {
        let (costs, clamps) = self.spend(setting)?;
        let mut regions = Vec::with_capacity(self.below_4g.len() + 2 * self.nodes.len());
        for region in &self.below_4g {
            let flags = mirrored_if(setting.below_4g, region.flags);
            push(&mut regions, Region { flags, ..*region });
        }
        let mut base = PhysAddr::FOUR_GIB;
        for ((node, held), cost) in self.held_below().zip(&costs) {
            let mirrored = cost.mirrored_above;
            let plain = cost.visible.minus(held).minus(mirrored);
            for (size, is_mirror) in [(mirrored, true), (plain, false)] {
                let end = PhysAddr::new(base.get().saturating_add(size.get()));
                let flags = mirrored_if(is_mirror, node.flags);
                let nid = node.nid;
                push(&mut regions, Region { base, end, nid, flags });
                base = end;
            }
        }
        let map = MemoryMap::new(regions).map_err(MachineError::Map)?;
        Ok((map, clamps))
    }

    /// What `setting` costs each node, in the machine's order.
    ///
    /// # Errors
    /// As [`Machine::map`].
    pub fn cost(&self, setting: &Setting) -> Result<Vec<NodeCost>, MachineError> {
        self.spend(setting).map(|(costs, _)| costs)
    }

    /// The rule of the module's description, node by node.
    fn spend(&self, setting: &Setting) -> Result<(Vec<NodeCost>, Vec<Clamp>), MachineError> {
        if let Some(nid) = setting
            .nodes
            .iter()
            .map(|(nid, _)| nid)
            .find(|nid| !self.nodes.iter().any(|node| node.nid == **nid))
        {
            return Err(MachineError::NoSuchNode { nid: *nid });
        }
        let has_above = self.held_below().any(|(node, held)| node.installed > held);
        let asks = setting.below_4g
            || self.nodes.iter().any(|node| setting.percent_of(node.nid) > super::Percent::ZERO);
        if asks && !has_above {
            return Err(MachineError::NothingAbove4G);
        }
        let mut clamps = Vec::new();
        let costs = self
            .held_below()
            .map(|(node, held)| {
                let (asked, cost) = self.spend_on(node, held, setting)?;
                if asked > cost.mirrored_above {
                    clamps.push(Clamp { nid: node.nid, asked, given: cost.mirrored_above });
                }
                Ok(cost)
            })
            .collect::<Result<_, _>>()?;
        Ok((costs, clamps))
    }

    /// What `node` is asked to mirror above 4 GiB, and what it comes to.
    pub(super) fn spend_on(
        &self,
        node: &MachineNode,
        held: Bytes,
        setting: &Setting,
    ) -> Result<(Bytes, NodeCost), MachineError> {
        let MachineNode { nid, installed, .. } = *node;
        let mirrored_below = if setting.below_4g { held } else { Bytes::ZERO };
        let needed = held.plus(mirrored_below);
        if installed < needed {
            return Err(MachineError::NodeTooSmall { nid, installed, needed });
        }
        let share = setting.percent_of(nid).of(installed.minus(held));
        let least = if setting.below_4g { self.granularity } else { Bytes::ZERO };
        let asked = share.round_down(self.granularity).max(least);
        let mirrored_above = asked.min(self.most(installed.minus(needed)));
        let cost = NodeCost {
            nid,
            installed,
            visible: installed.minus(mirrored_below).minus(mirrored_above),
            mirrored_below,
            mirrored_above,
        };
        Ok((asked, cost))
    }

    /// The most that can be mirrored of what is `left` above 4 GiB.
    pub(super) fn most(&self, left: Bytes) -> Bytes {
        Bytes::new(left.get() / 2).round_down(self.granularity)
    }
}

/// `node 0 with 512 GiB (2 GiB of it below 4 GiB), node 1 with 512 GiB, mirrored in steps of 1
/// GiB`.
impl fmt::Display for Machine {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (node, held) in self.held_below() {
            write!(f, "node {} with {}", node.nid, node.installed)?;
            if held > Bytes::ZERO {
                write!(f, " ({held} of it below 4 GiB)")?;
            }
            f.write_str(", ")?;
        }
        write!(f, "mirrored in steps of {}", self.granularity)
    }
}

/// The ranges below 4 GiB, without MIRROR.
fn check_below(mut below_4g: Vec<Region>) -> Result<Vec<Region>, MachineError> {
    for region in &mut below_4g {
        region.flags = region.flags.without(Flags::MIRROR);
    }
    if below_4g.is_empty() {
        return Ok(below_4g);
    }
    if let Some(region) = below_4g.iter().find(|region| region.end > PhysAddr::FOUR_GIB) {
        return Err(MachineError::NotBelow4G { region: *region });
    }
    let map = MemoryMap::new(below_4g).map_err(MachineError::Map)?;
    Ok(map.regions().to_vec())
}

/// What each node holds below 4 GiB in whole granules.
fn check_nodes(
    nodes: &[MachineNode],
    below_4g: &[Region],
    granularity: Bytes,
) -> Result<Vec<Bytes>, MachineError> {
    if nodes.is_empty() {
        return Err(MachineError::NoNode);
    }
    let mut visible = SortedMap::new();
    for node in nodes {
        if visible.insert(node.nid, Bytes::ZERO).is_some() {
            return Err(MachineError::NodeTwice { nid: node.nid });
        }
        if node.installed == Bytes::ZERO {
            return Err(MachineError::EmptyNode { nid: node.nid });
        }
    }
    for region in below_4g {
        let size = Bytes::new(region.end.get().saturating_sub(region.base.get()));
        match visible.get_mut(&region.nid) {
            Some(sum) => *sum = sum.plus(size),
            None => return Err(MachineError::NotOfAnyNode { region: *region }),
        }
    }
    // With nothing mirrored all of it shows: then too the last node must end low enough.
    let most = MemoryMap::MAX_END.get() - PhysAddr::FOUR_GIB.get();
    let total = nodes.iter().fold(Bytes::ZERO, |sum, node| sum.plus(node.installed));
    if total > Bytes::new(most) {
        return Err(MachineError::TooLarge { total });
    }
    nodes
        .iter()
        .map(|&MachineNode { nid, installed, .. }| {
            let visible = visible.get(&nid).copied().unwrap_or_default();
            let held = visible.round_up(granularity);
            if installed < held {
                return Err(MachineError::LessThanBelow { nid, installed, held });
            }
            Ok(held)
        })
        .collect()
}

fn mirrored_if(is_mirror: bool, flags: Flags) -> Flags {
    if is_mirror {
        flags.with(Flags::MIRROR)
    } else {
        flags.without(Flags::MIRROR)
    }
}

/// Adds a region as memblock does: none that is empty, and one with the region it continues.
fn push(regions: &mut Vec<Region>, region: Region) {
    match regions.last_mut() {
        _ if region.base == region.end => {}
        Some(last)
            if (last.end, last.nid, last.flags) == (region.base, region.nid, region.flags) =>
        {
            last.end = region.end;
        }
        _ => regions.push(region),
    }
}
