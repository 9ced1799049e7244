//! A family of layouts to try variants on: every way in which up to four nodes can alternate
//! mirrored and unmirrored memory above 4 GiB in up to four runs each.

use crate::{Arch, BootWords, Flags, MapError, MemoryMap, Nid, PhysAddr, Region, Setup};
use zonescope_sorted::sort_by_key;
use zonescope_sorted::SortedMap;

/// The most nodes of a layout.
pub const MAX_NODES: usize = 4;
/// The most runs of a node.
pub const MAX_RUNS: u32 = 4;
/// The most memory a node gets: four of them stay below the highest address there is.
const MAX_NODE_BYTES: u64 = 1 << 57;

/// One node's memory above 4 GiB: runs of equal size, mirrored and not by turns.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct NodePattern {
    /// How many runs.
    pub runs: u32,
    /// Whether the lowest one is mirrored.
    pub mirrored_first: bool,
}

impl NodePattern {
    /// Whether each run is mirrored, lowest first.
    pub fn mirrored(self) -> impl Iterator<Item = bool> {
        (0..self.runs).map(move |run| (run % 2 == 0) == self.mirrored_first)
    }
}

/// One layout of the family.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct Pattern {
    /// The nodes, lowest first.
    pub nodes: Vec<NodePattern>,
    /// Whether memory below 4 GiB is mirrored; `None` if there is none.
    pub low_mirrored: Option<bool>,
}

impl Pattern {
    /// Whether firmware that mirrors can make it: on each node mirrored memory comes first, once.
    pub fn is_of_firmware(&self) -> bool {
        let is_made = |node: &NodePattern| node.runs < 2 || node.runs == 2 && node.mirrored_first;
        self.nodes.iter().all(is_made)
    }

    /// Runs above 4 GiB on all nodes.
    pub fn runs(&self) -> u32 {
        self.nodes.iter().map(|node| node.runs).sum()
    }
}

/// Every layout, in the order of (nodes, runs, bytes), sized like one machine.
#[derive(Clone, Debug)]
pub struct Family {
    patterns: Vec<Pattern>,
    /// Memory below 4 GiB, base and end.
    low: Vec<(PhysAddr, PhysAddr)>,
    /// What each node has above 4 GiB, in bytes.
    node_bytes: [u64; MAX_NODES],
    arch: Arch,
    deferred_init: bool,
}

impl Family {
    /// The family sized like the machine of `setup`: its memory below 4 GiB, on node 0, and as
    /// much above as its nodes have there, taken in turn, in whole sections and at least one
    /// for each run.
    pub fn new(setup: &Setup) -> Family {
        let mut family = Family {
            patterns: Vec::new(),
            low: low_memory(&setup.memory),
            node_bytes: node_bytes(&setup.memory, &setup.arch),
            arch: setup.arch,
            deferred_init: setup.deferred_init,
        };
        let low: &[Option<bool>] = match family.low[..] {
            [] => &[None],
            _ => &[Some(true), Some(false)],
        };
        family.patterns = shapes()
            .into_iter()
            .flat_map(|nodes| {
                low.iter().map(move |&low_mirrored| Pattern { nodes: nodes.clone(), low_mirrored })
            })
            .collect();
        // Shapes come in a fixed order, which is kept among equals.
        let mut patterns = std::mem::take(&mut family.patterns);
        sort_by_key(&mut patterns, |pattern| {
            (pattern.nodes.len(), pattern.runs(), family.bytes(pattern))
        });
        family.patterns = patterns;
        family
    }

    /// Every layout, smallest first.
    pub fn patterns(&self) -> &[Pattern] {
        &self.patterns
    }

    /// log2 of the page size, to say how much pages are.
    pub fn page_shift(&self) -> u32 {
        self.arch.page_shift
    }

    /// How much memory a layout has.
    fn bytes(&self, pattern: &Pattern) -> u64 {
        let low: u64 = self.low.iter().map(|(base, end)| end.get() - base.get()).sum();
        let high: u64 = self.node_bytes.iter().take(pattern.nodes.len()).sum();
        low + high
    }

    /// The machine with this layout, booted with `kernelcore=mirror`.
    ///
    /// # Errors
    /// None is known for a pattern of this family.
    pub fn setup(&self, pattern: &Pattern) -> Result<Setup, MapError> {
        let flags = |mirrored| if mirrored { Flags::MIRROR } else { Flags::NONE };
        let mut regions: Vec<Region> = self
            .low
            .iter()
            .map(|&(base, end)| Region {
                base,
                end,
                nid: Nid::default(),
                flags: flags(pattern.low_mirrored == Some(true)),
            })
            .collect();
        let mut base = PhysAddr::FOUR_GIB.get();
        for ((id, node), bytes) in (0u64..).zip(&pattern.nodes).zip(self.node_bytes) {
            let section = 1 << self.arch.section_size_bits;
            let run_bytes = bytes / u64::from(node.runs) / section * section;
            let node_end = base + bytes;
            for (run, mirrored) in (1..).zip(node.mirrored()) {
                let end = if run == node.runs { node_end } else { base + run_bytes };
                regions.push(Region {
                    base: PhysAddr::new(base),
                    end: PhysAddr::new(end),
                    nid: Nid::new(id).unwrap_or_default(),
                    flags: flags(mirrored),
                });
                base = end;
            }
        }
        Ok(Setup {
            memory: MemoryMap::new(regions)?,
            words: BootWords { mirror: true, ..BootWords::default() },
            arch: self.arch,
            deferred_init: self.deferred_init,
        })
    }
}

/// Every combination of node patterns, fewest nodes first.
fn shapes() -> Vec<Vec<NodePattern>> {
    let of_a_node: Vec<NodePattern> = (1..=MAX_RUNS)
        .flat_map(|runs| [true, false].map(|mirrored_first| NodePattern { runs, mirrored_first }))
        .collect();
    let mut all = Vec::new();
    let mut longest = vec![Vec::new()];
    for _ in 0..MAX_NODES {
        longest = longest
            .iter()
            .flat_map(|nodes: &Vec<NodePattern>| {
                of_a_node.iter().map(|node| nodes.iter().copied().chain([*node]).collect())
            })
            .collect();
        all.extend_from_slice(&longest);
    }
    all
}

/// The memory below 4 GiB, whatever its node.
fn low_memory(memory: &MemoryMap) -> Vec<(PhysAddr, PhysAddr)> {
    memory
        .regions()
        .iter()
        .filter(|region| region.base < PhysAddr::FOUR_GIB)
        .map(|region| (region.base, region.end.min(PhysAddr::FOUR_GIB)))
        .collect()
}

/// What each node of a layout has above 4 GiB.
fn node_bytes(memory: &MemoryMap, arch: &Arch) -> [u64; MAX_NODES] {
    let mut of_nodes: SortedMap<Nid, u64> = SortedMap::new();
    for region in memory.regions() {
        let base = region.base.max(PhysAddr::FOUR_GIB).get();
        *of_nodes.or_default(region.nid) += region.end.get().saturating_sub(base);
    }
    let section = 1 << arch.section_size_bits;
    let mut sizes: Vec<u64> =
        of_nodes.into_iter().map(|(_, bytes)| bytes).filter(|bytes| *bytes > 0).collect();
    if sizes.is_empty() {
        // All of it lies below 4 GiB: as much again above.
        sizes.push(memory.regions().iter().map(|r| r.end.get() - r.base.get()).sum());
    }
    let whole = |bytes: u64| {
        bytes.min(MAX_NODE_BYTES).max(u64::from(MAX_RUNS) * section) / section * section
    };
    let mut turn = sizes.into_iter().map(whole).collect::<Vec<_>>().into_iter().cycle();
    [(); MAX_NODES].map(|()| turn.next().unwrap_or(u64::from(MAX_RUNS) * section))
}
