//! What stands before a line of a diff: quoting, and an indent.
//!
//! The logs' reader strips list marks too, `+` and `-` among them. Here these are what matters: so
//! quoting is read off a diff's own headers, and only as much is taken from the lines below them.

/// The quoting of a header, which its lines share.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub(crate) struct Quoting {
    /// Its marks, without the blanks between them.
    marks: Vec<u8>,
    /// The blanks behind the last mark, or the indent where there is none.
    blanks: usize,
}

/// What a line is to a diff under way.
pub(crate) enum Under<'l> {
    /// Quoted alike: the rest of it.
    Alike(&'l str),
    /// Quoted less: said by somebody else, or broken off the line above.
    Shallower(&'l str),
}

impl Quoting {
    /// Splits a line into its quoting and the rest.
    pub fn split(line: &str) -> (Quoting, &str) {
        let bytes = line.as_bytes();
        let mut marks = Vec::new();
        let mut at = 0;
        loop {
            let blanks = blanks(bytes.get(at..).unwrap_or_default());
            match mark(bytes.get(at + blanks..).unwrap_or_default()) {
                Some(mark) => {
                    marks.push(mark);
                    at += blanks + 1;
                }
                None => {
                    let rest = line.get(at + blanks..).unwrap_or_default();
                    return (Quoting { marks, blanks }, rest);
                }
            }
        }
    }

    /// How often it is quoted.
    pub fn depth(&self) -> usize {
        self.marks.len()
    }

    /// Whether a diff's header can stand behind it. One blank before it is a line of a diff in
    /// which a diff is what changed.
    pub fn may_head(&self) -> bool {
        self.depth() > 0 || self.blanks != 1
    }

    /// A line without this quoting.
    pub fn strip<'l>(&self, line: &'l str) -> Under<'l> {
        let bytes = line.as_bytes();
        let mut at = 0;
        for want in &self.marks {
            let blanks = blanks(bytes.get(at..).unwrap_or_default());
            if bytes.get(at + blanks) != Some(want) {
                return Under::Shallower(line.get(at + blanks..).unwrap_or_default());
            }
            at += blanks + 1;
        }
        let blanks = blanks(bytes.get(at..).unwrap_or_default()).min(self.blanks);
        Under::Alike(line.get(at + blanks..).unwrap_or_default())
    }
}

/// Whether a line stripped is quoted deeper still: no line of C begins so.
pub(crate) fn is_deeper(rest: &str) -> bool {
    rest.starts_with('>')
}

fn blanks(bytes: &[u8]) -> usize {
    bytes.iter().take_while(|b| matches!(b, b' ' | b'\t')).count()
}

/// `>` and `|`, and `:` apart from what follows.
fn mark(bytes: &[u8]) -> Option<u8> {
    match bytes {
        [mark @ (b'>' | b'|'), ..] => Some(*mark),
        [b':'] | [b':', b' ' | b'\t' | b'>', ..] => Some(b':'),
        _ => None,
    }
}
