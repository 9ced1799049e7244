//! Properties, on random maps; what a reader should know of the format, in small cases.

extern crate std;

use alloc::vec;
use alloc::vec::Vec;

use super::*;

const STRIDE: usize = 48;
/// EfiConventionalMemory.
const CONVENTIONAL: u32 = 7;

/// xorshift64: the same cases every time.
struct Random(u64);

impl Random {
    fn below(&mut self, limit: u64) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0 % limit
    }
}

fn bytes(map: &[Descriptor], room: usize) -> Vec<u8> {
    let mut buffer = vec![0xa5; (map.len() + room) * STRIDE];
    for (place, descriptor) in map.iter().enumerate() {
        put(&mut buffer, STRIDE, place, place, descriptor);
    }
    buffer
}

fn read(buffer: &[u8]) -> Vec<Descriptor> {
    buffer.chunks_exact(STRIDE).filter_map(|bytes| Descriptor::read(bytes, 0)).collect()
}

/// A map of up to 12 descriptors and up to 6 ranges, all within the same 200 pages.
fn any_case(random: &mut Random) -> (Vec<Descriptor>, Vec<Range>) {
    let mut at = 0;
    let map = (0..random.below(13))
        .map(|_| {
            at += PAGE * random.below(3) * random.below(5);
            let pages = 1 + random.below(30);
            let start = at;
            at += pages * PAGE;
            let virt = if random.below(4) == 0 { 0xffff_0000_0000_0000 + start } else { 0 };
            let kind = u32::try_from(random.below(15)).unwrap_or(0);
            let attribute = (random.below(2) << 63) + 0xf + (random.below(2) << 16);
            Descriptor { kind, start, virt, pages, attribute }
        })
        .collect();
    let mut at = 0;
    let ranges = (0..random.below(7))
        .map(|_| {
            let start = at + PAGE * random.below(20);
            let end = start + PAGE * (1 + random.below(25));
            at = end;
            let change = if random.below(3) == 0 { Change::Hide } else { Change::Mirror };
            Range { start, end, change }
        })
        .collect();
    (map, ranges)
}

/// Each page of a map by itself: address, type, virtual address and attribute.
fn pages(map: &[Descriptor]) -> Vec<(u64, u32, u64, u64)> {
    let page = |descriptor: &Descriptor, nth: u64| {
        let virt = if descriptor.virt == 0 { 0 } else { descriptor.virt + nth * PAGE };
        (descriptor.start + nth * PAGE, descriptor.kind, virt, descriptor.attribute)
    };
    map.iter().flat_map(|each| (0..each.pages).map(move |nth| page(each, nth))).collect()
}

#[test]
fn any_map_is_changed_inside_ranges_and_nowhere_else() {
    let mut random = Random(0x9e37_79b9_7f4a_7c15);
    for _ in 0..20_000 {
        let (map, ranges) = any_case(&mut random);
        let mut buffer = bytes(&map, pieces_more_at_most(&ranges));
        let used = change(&mut buffer, map.len() * STRIDE, STRIDE, &ranges).unwrap();
        let changed = read(&buffer[..used]);
        let expected: Vec<_> = pages(&map)
            .into_iter()
            .map(|(start, kind, virt, attribute)| {
                let inside = ranges.iter().find(|range| (range.start..range.end).contains(&start));
                match inside.map(|range| range.change) {
                    None => (start, kind, virt, attribute),
                    Some(Change::Mirror) if matches!(kind, 11 | 12) => {
                        (start, kind, virt, attribute)
                    }
                    Some(Change::Mirror) => (start, kind, virt, attribute | MORE_RELIABLE),
                    Some(Change::Hide) => {
                        (start, MEMORY_MAPPED_IO, virt, attribute & RUNTIME | UNCACHED)
                    }
                }
            })
            .collect();
        assert_eq!(pages(&changed), expected, "{map:x?} {ranges:x?}");
        let is_sorted = |map: &[Descriptor]| map.windows(2).all(|two| two[0].end() <= two[1].start);
        assert!(is_sorted(&map) && is_sorted(&changed), "{changed:x?}");
        assert!(changed.len() <= map.len() + pieces_more_at_most(&ranges));
        let within = |one: &Descriptor, border| one.start < border && border < one.end();
        for Range { start, end, .. } in &ranges {
            assert!(!changed.iter().any(|one| within(one, *start) || within(one, *end)));
        }
    }
}

#[test]
fn any_buffer_too_small_is_left_alone_and_told_what_would_do() {
    let mut random = Random(88_172_645_463_325_252);
    let mut refused = 0;
    for _ in 0..5_000 {
        let (map, ranges) = any_case(&mut random);
        let room = usize::try_from(random.below(8)).unwrap();
        let mut buffer = bytes(&map, room);
        let before = buffer.clone();
        match change(&mut buffer, map.len() * STRIDE, STRIDE, &ranges) {
            Ok(used) => assert!(used <= buffer.len()),
            Err(TooSmall { needed }) => {
                refused += 1;
                assert_eq!(buffer, before);
                assert!(needed > buffer.len());
                buffer.resize(needed, 0);
                let used = change(&mut buffer, map.len() * STRIDE, STRIDE, &ranges);
                assert_eq!(used, Ok(needed), "exactly as much as was said is enough");
            }
        }
    }
    assert!(refused > 100, "{refused}");
}

#[test]
fn any_bytes_are_survived() {
    let mut random = Random(3);
    for _ in 0..20_000 {
        let length = usize::try_from(random.below(300)).unwrap();
        let mut buffer: Vec<u8> = (0..length).map(|_| random.below(256) as u8).collect();
        let used = usize::try_from(random.below(320)).unwrap();
        let stride = usize::try_from(random.below(70)).unwrap();
        let (_, ranges) = any_case(&mut random);
        let _ = change(&mut buffer, used, stride, &ranges);
    }
}

#[test]
fn what_lies_between_the_fields_goes_along() {
    let whole = Descriptor { kind: CONVENTIONAL, start: 0, virt: 0, pages: 4, attribute: 0xf };
    let mut buffer = bytes(&[whole], 2);
    buffer[4..8].copy_from_slice(&[1, 2, 3, 4]);
    buffer[DESCRIPTOR..STRIDE].copy_from_slice(&[5, 6, 7, 8, 9, 10, 11, 12]);
    let middle = [Range { start: PAGE, end: 2 * PAGE, change: Change::Mirror }];
    assert_eq!(change(&mut buffer, STRIDE, STRIDE, &middle), Ok(3 * STRIDE));
    for piece in buffer.chunks_exact(STRIDE) {
        assert_eq!(piece[4..8], [1, 2, 3, 4]);
        assert_eq!(piece[DESCRIPTOR..], [5, 6, 7, 8, 9, 10, 11, 12]);
    }
    let attributes: Vec<u64> = read(&buffer).iter().map(|piece| piece.attribute).collect();
    assert_eq!(attributes, [0xf, 0x1_000f, 0xf]);
}

#[test]
fn a_descriptor_past_all_addresses_or_within_a_page_is_not_split() {
    let plain = Descriptor { kind: CONVENTIONAL, start: 0, virt: 0, pages: 4, attribute: 0xf };
    let all = [Range { start: 0, end: u64::MAX - PAGE + 1, change: Change::Mirror }];
    for odd in [
        Descriptor { pages: u64::MAX, ..plain },
        Descriptor { start: u64::MAX - PAGE + 1, pages: 2, ..plain },
        Descriptor { start: 0x800, ..plain },
        Descriptor { pages: 0, ..plain },
    ] {
        let mut buffer = bytes(&[odd], 2);
        assert_eq!(change(&mut buffer, STRIDE, STRIDE, &all), Ok(STRIDE));
        assert_eq!(read(&buffer[..STRIDE]), [odd]);
    }
}
