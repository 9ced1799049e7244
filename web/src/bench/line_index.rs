//! Where the lines of a text begin, so that any of a large one is found at once.

/// Of so many lines one is marked.
const EVERY: u32 = 64;

/// The places of lines. Lines count from 1, and end where the reader takes them to end.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct LineIndex {
    /// Where lines 1, 65, 129, ... begin.
    marks: Vec<usize>,
    /// What ends a line.
    line_break: u8,
    /// Line ends so far.
    ends: u32,
    /// How far the text was looked through.
    at: usize,
}

impl LineIndex {
    /// Nothing looked through yet.
    pub fn new(text: &str) -> LineIndex {
        LineIndex {
            marks: vec![0],
            line_break: match text.contains('\n') {
                true => b'\n',
                false => b'\r',
            },
            ends: 0,
            at: 0,
        }
    }

    /// All lines of `text`.
    pub fn of(text: &str) -> LineIndex {
        let mut index = LineIndex::new(text);
        index.go_on(text, text.len());
        index
    }

    /// Looks through the same text up to byte `to`.
    pub fn go_on(&mut self, text: &str, to: usize) {
        let bytes = text.as_bytes().get(self.at..to).unwrap_or_default();
        for (place, byte) in bytes.iter().enumerate() {
            if *byte == self.line_break {
                self.ends = self.ends.saturating_add(1);
                if self.ends.is_multiple_of(EVERY) {
                    self.marks.push(self.at + place + 1);
                }
            }
        }
        self.at += bytes.len();
    }

    /// How many lines there are.
    pub fn count(&self, text: &str) -> u32 {
        let is_ended = text.as_bytes().last().is_none_or(|b| *b == self.line_break);
        self.ends.saturating_add(u32::from(!is_ended))
    }

    /// The byte at which a line begins; the text's end for lines it does not have.
    pub fn start(&self, text: &str, line: u32) -> usize {
        let before = line.saturating_sub(1);
        let mark = self.marks.get((before / EVERY) as usize).copied();
        let from = mark.unwrap_or(text.len());
        let rest = text.get(from..).unwrap_or_default();
        let lines = rest.split_inclusive(char::from(self.line_break));
        let skipped: usize = lines.take((before % EVERY) as usize).map(str::len).sum();
        from + skipped
    }

    /// The lines from this one on, without what ends them.
    pub fn from<'t>(&self, text: &'t str, line: u32) -> impl Iterator<Item = &'t str> {
        let rest = text.get(self.start(text, line)..).unwrap_or_default();
        let lines = rest.split_inclusive(char::from(self.line_break));
        lines.map(|line| line.trim_end_matches(['\n', '\r']))
    }
}

#[cfg(test)]
mod tests {
    use super::LineIndex;

    fn lines(text: &str) -> Vec<&str> {
        let index = LineIndex::of(text);
        let count = index.count(text);
        let one = |line| index.from(text, line).next().unwrap_or("none");
        (1..=count).map(one).collect()
    }

    #[test]
    fn every_line_is_found() {
        assert!(lines("").is_empty());
        assert_eq!(lines("\n"), [""]);
        assert_eq!(lines("a"), ["a"]);
        assert_eq!(lines("a\n\nb\n"), ["a", "", "b"]);
        assert_eq!(lines("a\r\nb"), ["a", "b"]);
        assert_eq!(lines("a\rb\r"), ["a", "b"]);
        let numbers: Vec<String> = (1..=1000).map(|number| number.to_string()).collect();
        assert_eq!(lines(&numbers.join("\n")), numbers);
        assert_eq!(lines(&(numbers.join("é\n") + "é\n")).len(), 1000);
    }

    #[test]
    fn in_parts_as_at_once() {
        let text = "one\ntwo\n".repeat(500);
        let mut index = LineIndex::new(&text);
        for to in (0..=text.len()).step_by(7) {
            index.go_on(&text, to);
        }
        index.go_on(&text, text.len());
        assert_eq!(index, LineIndex::of(&text));
        assert_eq!(index.start(&text, 5000), text.len());
    }
}
