//! Lists of byte ranges: sorting them, laying one over another.

use zonescope_sorted::sort_by_key;
use zonescope_sorted::SortedMap;

/// Bytes `[base, end)`, what is said of them, and the line that says it.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) struct Span<T> {
    pub base: u64,
    pub end: u64,
    pub what: T,
    pub line: u32,
}

/// Sorts spans and clips what an earlier one says already. The second value is the first two
/// lines that contradict each other.
pub(crate) fn disjoint<T: Copy + PartialEq>(
    mut spans: Vec<Span<T>>,
) -> (Vec<Span<T>>, Option<(u32, u32)>) {
    spans.retain(|span| span.base < span.end);
    sort_by_key(&mut spans, |span| (span.base, span.line));
    let mut sorted: Vec<Span<T>> = Vec::with_capacity(spans.len());
    let mut contradiction = None;
    for mut span in spans {
        if let Some(last) = sorted.last() {
            if span.base < last.end {
                if span.what != last.what {
                    contradiction = contradiction.or(Some((last.line, span.line)));
                }
                span.base = last.end;
            }
        }
        if span.base < span.end {
            sorted.push(span);
        }
    }
    (sorted, contradiction)
}

/// Cuts spans where `marks` begin and end; each part comes with the mark it lies in. Both lists
/// are sorted and disjoint.
pub(crate) fn overlay<T: Copy, U: Copy>(
    spans: &[Span<T>],
    marks: &[Span<U>],
) -> Vec<(Span<T>, Option<U>)> {
    let mut parts = Vec::with_capacity(spans.len());
    let mut marks = marks.iter().peekable();
    for span in spans {
        let mut base = span.base;
        while base < span.end {
            while marks.next_if(|mark| mark.end <= base).is_some() {}
            let (end, what) = match marks.peek() {
                Some(mark) if mark.base <= base => (mark.end.min(span.end), Some(mark.what)),
                Some(mark) => (mark.base.min(span.end), None),
                None => (span.end, None),
            };
            parts.push((Span { base, end, ..*span }, what));
            base = end;
        }
    }
    parts
}

/// Joins neighbours that touch and say the same.
pub(crate) fn joined<T: Copy + PartialEq>(spans: Vec<Span<T>>) -> Vec<Span<T>> {
    let mut joined: Vec<Span<T>> = Vec::with_capacity(spans.len());
    for span in spans {
        match joined.last_mut() {
            Some(last) if last.end == span.base && last.what == span.what => last.end = span.end,
            _ => joined.push(span),
        }
    }
    joined
}

/// A set of bytes that ranges are added to and removed from, in any order.
#[derive(Default)]
pub(crate) struct Bytes(SortedMap<u64, u64>);

impl Bytes {
    pub fn add(&mut self, base: u64, end: u64) {
        if base >= end {
            return;
        }
        let (mut from, mut to) = (base, end);
        while let Some((start, stop)) = self.last_starting_by(to) {
            if stop < from {
                break;
            }
            from = from.min(start);
            to = to.max(stop);
            self.0.remove(&start);
        }
        self.0.insert(from, to);
    }

    pub fn remove(&mut self, base: u64, end: u64) {
        if base >= end {
            return;
        }
        while let Some((start, stop)) = self.last_starting_by(end - 1) {
            if stop <= base {
                break;
            }
            self.0.remove(&start);
            if start < base {
                self.0.insert(start, base);
            }
            if end < stop {
                self.0.insert(end, stop);
            }
        }
    }

    fn last_starting_by(&self, at: u64) -> Option<(u64, u64)> {
        self.0.last_up_to(&at).copied()
    }

    /// The bytes as ranges, sorted; none touch.
    pub fn ranges(&self) -> impl Iterator<Item = (u64, u64)> + '_ {
        self.0.iter().copied()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn spans(list: &[(u64, u64, char)]) -> Vec<Span<char>> {
        let span = |(line, (base, end, what)): (usize, &(u64, u64, char))| Span {
            base: *base,
            end: *end,
            what: *what,
            line: line as u32,
        };
        list.iter().enumerate().map(span).collect()
    }

    #[test]
    fn of_two_that_overlap_the_lower_one_counts() {
        let (sorted, contradiction) = disjoint(spans(&[(5, 9, 'b'), (0, 6, 'a'), (7, 8, 'b')]));
        let ranges: Vec<_> = sorted.iter().map(|s| (s.base, s.end, s.what)).collect();
        assert_eq!(ranges, [(0, 6, 'a'), (6, 9, 'b')]);
        assert_eq!(contradiction, Some((1, 0)));
    }

    #[test]
    fn a_span_is_cut_at_the_marks() {
        let memory = spans(&[(0, 10, 'm'), (20, 30, 'm')]);
        let marks = spans(&[(2, 4, 'x'), (8, 22, 'y'), (30, 40, 'z')]);
        let parts: Vec<_> = overlay(&memory, &marks)
            .iter()
            .map(|(span, mark)| (span.base, span.end, *mark))
            .collect();
        assert_eq!(
            parts,
            [
                (0, 2, None),
                (2, 4, Some('x')),
                (4, 8, None),
                (8, 10, Some('y')),
                (20, 22, Some('y')),
                (22, 30, None)
            ]
        );
    }

    #[test]
    fn bytes_come_and_go() {
        let mut bytes = Bytes::default();
        bytes.add(0, 4);
        bytes.add(6, 8);
        bytes.add(4, 6);
        assert_eq!(bytes.ranges().collect::<Vec<_>>(), [(0, 8)]);
        bytes.remove(2, 3);
        bytes.remove(7, 20);
        bytes.add(5, 5);
        assert_eq!(bytes.ranges().collect::<Vec<_>>(), [(0, 2), (3, 7)]);
        bytes.remove(0, u64::MAX);
        assert_eq!(bytes.ranges().count(), 0);
    }
}
