//! What a memory map shows of each node.

use crate::{Bytes, Machine, Misfit};
use zonescope_model::{Flags, MemoryMap, Nid, PhysAddr, Region};
use zonescope_sorted::SortedMap;

/// A node as a map shows it.
pub(super) struct Seen {
    pub nid: Nid,
    /// The flags of its memory above 4 GiB, apart from MIRROR.
    pub flags: Flags,
    /// Visible below 4 GiB.
    pub below: Bytes,
    /// Visible above 4 GiB.
    pub above: Bytes,
    /// Mirrored above 4 GiB.
    pub mirrored: Bytes,
}

impl Seen {
    fn new(nid: Nid, flags: Flags) -> Seen {
        Seen {
            nid,
            flags: flags.without(Flags::MIRROR),
            below: Bytes::ZERO,
            above: Bytes::ZERO,
            mirrored: Bytes::ZERO,
        }
    }
}

/// How much memory a region is.
pub(super) fn size(region: &Region) -> Bytes {
    Bytes::new(region.end.get().saturating_sub(region.base.get()))
}

/// The regions below 4 GiB and those above; one that spans it is cut there.
pub(super) fn split(map: &MemoryMap) -> (Vec<Region>, Vec<Region>) {
    let four_gib = PhysAddr::FOUR_GIB;
    let cut = |base: PhysAddr, end: PhysAddr, region: &Region| {
        (base < end).then_some(Region { base, end, ..*region })
    };
    let regions = map.regions().iter();
    let low =
        regions.clone().filter_map(|region| cut(region.base, region.end.min(four_gib), region));
    let high = regions.filter_map(|region| cut(region.base.max(four_gib), region.end, region));
    (low.collect(), high.collect())
}

/// Whether memory below 4 GiB is mirrored; nothing if there is none.
pub(super) fn mirrored_below(low: &[Region]) -> Result<Option<bool>, Misfit> {
    let mirrored = low.iter().find(|region| region.flags.is_mirror());
    let plain = low.iter().find(|region| !region.flags.is_mirror());
    match (mirrored, plain) {
        (Some(&mirrored), Some(&plain)) => Err(Misfit::PartlyBelow { mirrored, plain }),
        (None, None) => Ok(None),
        (Some(_), None) => Ok(Some(true)),
        (None, Some(_)) => Ok(Some(false)),
    }
}

/// The nodes in the order of their memory above 4 GiB; before them, by id, those without any.
pub(super) fn nodes(low: &[Region], high: &[Region]) -> Result<Vec<Seen>, Misfit> {
    let mut above = nodes_above(high)?;
    let mut below: SortedMap<Nid, Bytes> = SortedMap::new();
    for region in low {
        let sum = below.or_default(region.nid);
        *sum = sum.plus(size(region));
    }
    for node in &mut above {
        node.below = below.remove(&node.nid).unwrap_or_default();
    }
    let only_below =
        below.into_iter().map(|(nid, below)| Seen { below, ..Seen::new(nid, Flags::NONE) });
    Ok(only_below.chain(above).collect())
}

/// The nodes above 4 GiB, if each is one run of memory, mirrored first, right after the last.
fn nodes_above(high: &[Region]) -> Result<Vec<Seen>, Misfit> {
    let mut nodes: Vec<Seen> = Vec::new();
    let mut before: Option<Region> = None;
    for &region in high {
        if region.base != before.map_or(PhysAddr::FOUR_GIB, |before| before.end) {
            return Err(Misfit::Gap { before, region });
        }
        let is_next = before.is_none_or(|before| before.nid != region.nid);
        if is_next {
            let known = nodes.iter().any(|node| node.nid == region.nid);
            if let Some(before) = before.filter(|_| known) {
                return Err(Misfit::Interleaved { region, before });
            }
            nodes.push(Seen::new(region.nid, region.flags));
        }
        if let (Some(node), Some(before)) = (nodes.last(), before.filter(|_| !is_next)) {
            if node.flags != region.flags.without(Flags::MIRROR) {
                return Err(Misfit::FlagsDiffer { region, before });
            }
            if region.flags.is_mirror() && !before.flags.is_mirror() {
                return Err(Misfit::NotAtBottom { region, before });
            }
        }
        if let Some(node) = nodes.last_mut() {
            node.above = node.above.plus(size(&region));
            if region.flags.is_mirror() {
                node.mirrored = node.mirrored.plus(size(&region));
            }
        }
        before = Some(region);
    }
    Ok(nodes)
}

/// The largest steps in which each node's mirrored memory comes.
pub(super) fn granularity(nodes: &[Seen]) -> Result<Bytes, Misfit> {
    nodes.iter().filter(|node| node.mirrored > Bytes::ZERO).try_fold(
        Machine::GRANULARITY,
        |granularity, node| {
            let lowest_bit = Bytes::new(1 << node.mirrored.get().trailing_zeros());
            if lowest_bit < Machine::FINEST {
                return Err(Misfit::TooFine { nid: node.nid, mirrored: node.mirrored });
            }
            Ok(granularity.min(lowest_bit))
        },
    )
}
