//! What memmap init made of every pfn so far, as ranges.

use zonescope_model::{MemoryKind, MemoryRun, Owner, Paint, PfnRange, Phase};

/// A run of pfns with one history so far.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) struct Stretch {
    pub(crate) range: PfnRange,
    pub(crate) memory: Option<MemoryKind>,
    pub(crate) early: u32,
    pub(crate) unavailable: u32,
    pub(crate) deferred: bool,
    pub(crate) owner: Option<Owner>,
}

/// The history of every pfn that is memory or was painted.
pub(crate) fn stretches(runs: &[MemoryRun], paints: &[Paint]) -> Vec<Stretch> {
    let ranges = || {
        let painted = paints.iter().map(|paint| paint.range);
        runs.iter().map(|run| run.range).chain(painted)
    };
    let mut bounds: Vec<_> = ranges().flat_map(|r| [r.start(), r.end()]).collect();
    bounds.sort_unstable();
    bounds.dedup();
    let pairs = bounds.iter().zip(bounds.iter().skip(1));
    let mut all: Vec<Stretch> = pairs
        .map(|(&start, &end)| Stretch {
            range: PfnRange::new(start, end),
            memory: None,
            early: 0,
            unavailable: 0,
            deferred: false,
            owner: None,
        })
        .collect();
    for run in runs {
        for stretch in within(&mut all, run.range) {
            stretch.memory = Some(run.kind);
        }
    }
    for paint in paints {
        for stretch in within(&mut all, paint.range) {
            match paint.phase {
                Phase::Early => stretch.early += 1,
                Phase::Unavailable => stretch.unavailable += 1,
                Phase::Reserved | Phase::Deferred => stretch.deferred = true,
            }
            stretch.owner = Some(paint.owner);
        }
    }
    all.retain(|stretch| stretch.memory.is_some() || stretch.owner.is_some());
    all
}

/// Those of `all` in `range`, which begins and ends with some of them.
fn within(all: &mut [Stretch], range: PfnRange) -> impl Iterator<Item = &mut Stretch> {
    let first = all.partition_point(|stretch| stretch.range.start() < range.start());
    let rest = all.iter_mut().skip(first);
    rest.take_while(move |stretch| stretch.range.end() <= range.end())
}
