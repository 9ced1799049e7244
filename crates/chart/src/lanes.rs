//! Lanes: the fewest in which no two zones overlap, Movable always in its own.

use zonescope_model::{Pfn, PfnRange, Zone};
use zonescope_sorted::sort_by_key;

/// In a word.
const BITS: usize = u64::BITS as usize;

/// The lane of each item, from 0, and how many lanes there are.
pub(crate) fn lanes(items: &[(Zone, PfnRange)]) -> (Vec<usize>, usize) {
    let mut lane_of = vec![0; items.len()];
    let mut used = 0;
    for movable in [false, true] {
        let of_pass = items.iter().enumerate();
        let of_pass = of_pass
            .filter(|(_, (zone, range))| (*zone == Zone::Movable) == movable && !range.is_empty());
        let mut by_address: Vec<(PfnRange, usize)> =
            of_pass.map(|(item, (_, range))| (*range, item)).collect();
        sort_by_key(&mut by_address, |item| *item);
        let mut by_end: Vec<(Pfn, usize)> =
            by_address.iter().map(|(range, item)| (range.end(), *item)).collect();
        sort_by_key(&mut by_end, |item| *item);
        let mut ended = by_end.into_iter().peekable();
        // Bit by bit, whether a lane has ended: of these the lowest is taken.
        let mut free: Vec<u64> = Vec::new();
        let mut count = 0_usize;
        for (range, item) in by_address {
            while let Some((_, item)) = ended.next_if(|(end, _)| *end <= range.start()) {
                let lane = lane_of[item] - used;
                free[lane / BITS] |= 1 << (lane % BITS);
            }
            let lane = match free.iter().position(|word| *word != 0) {
                Some(word) => {
                    let bit = free[word].trailing_zeros();
                    free[word] &= !(1 << bit);
                    word * BITS + bit as usize
                }
                None => {
                    count += 1;
                    free.resize(count.div_ceil(BITS), 0);
                    count - 1
                }
            };
            lane_of[item] = used + lane;
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

    /// Each item by address into the lowest lane that is free there.
    #[test]
    fn the_lowest_free_lane_is_taken() {
        // More at a time than bits in a word, on bounds that often meet; as random as it gets.
        let mut seed = 1_u64;
        let mut next = |most: u64| {
            seed = seed
                .wrapping_mul(6_364_136_223_846_793_005)
                .wrapping_add(1_442_695_040_888_963_407);
            (seed >> 33) % most
        };
        for _ in 0..50 {
            let mut item = || (next(200), 1 + next(150));
            let items: Vec<_> = (0..300)
                .map(|_| item())
                .map(|(start, pages)| (Normal, PfnRange::new(start, start + pages)))
                .collect();
            let mut by_address: Vec<usize> = (0..items.len()).collect();
            by_address.sort_by_key(|&item| (items[item].1, item));
            let mut ends: Vec<Pfn> = Vec::new();
            let mut expected = vec![0; items.len()];
            for item in by_address {
                let range = items[item].1;
                let lane = ends.iter().position(|end| *end <= range.start());
                let lane = lane.unwrap_or(ends.len());
                ends.resize(ends.len().max(lane + 1), Pfn::ZERO);
                ends[lane] = range.end();
                expected[item] = lane;
            }
            assert!(ends.len() > BITS);
            assert_eq!(lanes(&items), (expected, ends.len()));
        }
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
