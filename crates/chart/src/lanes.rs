//! Lanes: the fewest in which no two zones overlap, Movable always in its own.

use zonescope_model::{PfnRange, Zone};

/// The lane of each item, from 0, and how many lanes there are.
pub(crate) fn lanes(items: &[(Zone, PfnRange)]) -> (Vec<usize>, usize) {
    let mut lane_of = vec![0; items.len()];
    let mut used = 0;
    for movable in [false, true] {
        // By address. There are few, so each is put in its place.
        let mut order: Vec<(PfnRange, usize)> = Vec::new();
        for (i, (zone, range)) in items.iter().enumerate() {
            if (*zone == Zone::Movable) == movable {
                let place = order.partition_point(|known| *known < (*range, i));
                order.insert(place, (*range, i));
            }
        }
        let mut ends = Vec::new();
        for (range, i) in order {
            let lane = match ends.iter().position(|end| *end <= range.start()) {
                Some(lane) => lane,
                None => {
                    ends.push(range.end());
                    ends.len() - 1
                }
            };
            if let (Some(end), Some(place)) = (ends.get_mut(lane), lane_of.get_mut(i)) {
                *end = range.end();
                *place = used + lane;
            }
        }
        used += ends.len();
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
