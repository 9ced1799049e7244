//! Sorting, for all that goes into the page: each kind of item that the standard library sorts
//! adds 4 KB to the program, here all share one sort, of places.

use std::cmp::Ordering;

/// The places of `count` items in order; equal ones stay in the order they are in.
pub fn order(count: usize, compare: &dyn Fn(usize, usize) -> Ordering) -> Vec<usize> {
    let mut places: Vec<usize> = (0..count).collect();
    places.sort_by(|&a, &b| compare(a, b));
    places
}

/// Sorts `items`; equal ones stay in the order they are in.
pub fn sort_by_key<T, K: Ord>(items: &mut [T], key: impl Fn(&T) -> K) {
    let places = order(items.len(), &|a, b| key(&items[a]).cmp(&key(&items[b])));
    arrange(places, &mut |a, b| items.swap(a, b));
}

/// Sorts `items` and drops all but one of those that are equal.
pub fn distinct<T: Ord>(items: &mut Vec<T>) {
    let places = order(items.len(), &|a, b| items[a].cmp(&items[b]));
    arrange(places, &mut |a, b| items.swap(a, b));
    items.dedup();
}

/// Brings to each place the item that is at `from[place]`, swapping along each cycle.
fn arrange(mut from: Vec<usize>, swap: &mut dyn FnMut(usize, usize)) {
    for start in 0..from.len() {
        let mut place = start;
        loop {
            let next = std::mem::replace(&mut from[place], place);
            if next == start {
                break;
            }
            swap(place, next);
            place = next;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn sorts_as_the_standard_library_does(keys in prop::collection::vec(0_u8..50, 0..200)) {
            let mut items: Vec<(u8, usize)> = keys.iter().copied().zip(0..).collect();
            let mut expected = items.clone();
            expected.sort_by_key(|item| item.0);
            sort_by_key(&mut items, |item| item.0);
            prop_assert_eq!(items, expected);

            let (mut some, mut expected) = (keys.clone(), keys);
            expected.sort_unstable();
            expected.dedup();
            distinct(&mut some);
            prop_assert_eq!(some, expected);
        }
    }
}
