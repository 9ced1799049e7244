//! Lanes: the fewest in which no two zones overlap, Movable always in its own.

use std::cmp::Reverse;
use std::collections::BinaryHeap;

use zonescope_model::{PfnRange, Zone};
use zonescope_sorted::sort_by_key;

/// The lane of each item, from 0, and how many lanes there are.
pub(crate) fn lanes(items: &[(Zone, PfnRange)]) -> (Vec<usize>, usize) {
    let mut lane_of = vec![0; items.len()];
    let mut used = 0;
    for movable in [false, true] {
        let of_pass = items.iter().enumerate();
        let of_pass = of_pass.filter(|(_, (zone, _))| (*zone == Zone::Movable) == movable);
        let mut by_address: Vec<(PfnRange, usize)> =
            of_pass.map(|(item, (_, range))| (*range, item)).collect();
        sort_by_key(&mut by_address, |item| *item);
        // Lanes by where they end, and those that have ended: of these the lowest is taken.
        let mut ends: BinaryHeap<Reverse<(u64, usize)>> = BinaryHeap::new();
        let mut free: BinaryHeap<Reverse<(u64, usize)>> = BinaryHeap::new();
        let mut count = 0;
        for (range, item) in by_address {
            while let Some(&Reverse((end, lane))) = ends.peek() {
                if end > range.start().get() {
                    break;
                }
                ends.pop();
                free.push(Reverse((0, lane)));
            }
            let lane = free.pop().map_or(count, |Reverse((_, lane))| lane);
            count = count.max(lane + 1);
            ends.push(Reverse((range.end().get(), lane)));
            if let Some(place) = lane_of.get_mut(item) {
                *place = used + lane;
            }
        }
        used += count;
    }
    (lane_of, used)
}

#[cfg(test)]
mod tests {
    use super::*;
    use Zone::{Dma, Movable, Normal};

    #[track_caller]
    fn check(items: &[(Zone, u64, u64)], expected: &[usize], used: usize) {
        let items: Vec<_> =
            items.iter().map(|&(zone, start, end)| (zone, PfnRange::new(start, end))).collect();
        assert_eq!(lanes(&items), (expected.to_vec(), used));
    }

    #[test]
    fn none() {
        check(&[], &[], 0);
    }

    #[test]
    fn touching_zones_share_a_lane() {
        check(&[(Dma, 0, 5), (Normal, 5, 9), (Normal, 9, 12)], &[0, 0, 0], 1);
    }

    #[test]
    fn movable_has_its_own_even_without_overlap() {
        check(&[(Normal, 0, 5), (Movable, 5, 9), (Normal, 9, 12)], &[0, 1, 0], 2);
    }

    #[test]
    fn interleaved_nodes_take_the_fewest() {
        check(
            &[(Normal, 0, 10), (Normal, 5, 15), (Normal, 10, 20), (Movable, 8, 10)],
            &[0, 1, 0, 2],
            3,
        );
    }
}
