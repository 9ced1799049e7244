//! Finds a link to a scenario in prose, wrapped by a mailer or not. What it holds is the
//! scenario's to say.

/// The first link of a line: an address whose fragment, or `?z=`, is a version and a payload.
pub(crate) fn find(line: &str) -> Option<&str> {
    if line.len() < SHORTEST || !has_address(line) {
        return None;
    }
    let words = line.split([' ', '\t', '>', '<', '"', ')']);
    words.flat_map(addresses).find_map(|address| {
        let link = address.trim_end_matches(['.', ',', ';']);
        let (_, payload) = link.split_once('#').or_else(|| link.split_once("?z="))?;
        is_payload(payload).then_some(link)
    })
}

/// Whether a line has an address at all: hardly any does, and each of a log is asked.
pub(crate) fn has_address(line: &str) -> bool {
    let bytes = line.as_bytes();
    let is_mark = |at: usize| bytes.get(at..).is_some_and(|rest| rest.starts_with(b"://"));
    bytes.iter().enumerate().any(|(at, b)| *b == b':' && is_mark(at))
}

/// What could be addresses in a word, each to its end. More than a few are none: such a word
/// must not be looked through again and again.
fn addresses(word: &str) -> impl Iterator<Item = &str> {
    const MOST: usize = 8;
    let address = |at: usize| {
        let before = word.get(..at)?;
        let scheme = before.bytes().rev().take(8);
        let scheme = scheme.take_while(u8::is_ascii_alphabetic).count();
        word.get(at - scheme..)
    };
    let marks = word.match_indices("://").take(MOST);
    marks.filter_map(move |(at, _)| address(at))
}

/// An address that reaches the end of its line, and may go on in the next one.
pub(crate) struct Unfinished {
    address: String,
    /// Between `<` and `>`: it goes on up to there, for certain.
    in_brackets: bool,
    /// The width of the last line: mailers break only long ones.
    width: usize,
}

/// What a line did to an address.
pub(crate) enum Step {
    /// It may go on.
    More,
    /// It ended there.
    Done,
    /// It ended before.
    Not,
}

impl Unfinished {
    /// The address at the end of a line of this width.
    pub fn at_the_end_of(line: &str, width: usize) -> Option<Unfinished> {
        let line = line.trim_end();
        let (before, after) = line.rsplit_once("://")?;
        let is_scheme = |b: &u8| b.is_ascii_alphabetic();
        let scheme = before.bytes().rev().take(8).take_while(is_scheme).count();
        let start = before.len() - scheme;
        let is_open = scheme > 0 && after.bytes().all(is_of_an_address);
        is_open.then(|| Unfinished {
            address: line.get(start..).unwrap_or_default().to_owned(),
            in_brackets: before.get(..start).is_some_and(|text| text.ends_with('<')),
            width,
        })
    }

    /// Takes the next line, without its quoting.
    pub fn add(&mut self, line: &str, is_quoted_alike: bool) -> Step {
        const NARROWEST: usize = 40;
        let line = line.trim_end();
        // A soft break of quoted-printable.
        let is_soft = self.address.ends_with('=');
        let more = line.bytes().take_while(|b| is_of_an_address(*b)).count();
        let (more, rest) = line.split_at_checked(more).unwrap_or((line, ""));
        let goes_on = match self.in_brackets {
            true => rest.is_empty() || rest.starts_with('>'),
            false if is_soft => rest.is_empty(),
            false => {
                let is_broken = is_quoted_alike && self.width >= NARROWEST;
                is_broken && rest.is_empty() && is_no_word(more)
            }
        };
        if !goes_on || more.is_empty() && rest.is_empty() || more.contains("://") {
            return Step::Not;
        }
        if is_soft {
            self.address.pop();
        }
        self.address.push_str(more);
        self.width = line.len();
        match rest.is_empty() {
            true => Step::More,
            false => Step::Done,
        }
    }

    /// The address as far as it was found, if it is a link.
    pub fn link(&self) -> Option<&str> {
        find(&self.address)
    }

    /// Whether it must end in a `>`.
    pub fn in_brackets(&self) -> bool {
        self.in_brackets
    }
}

fn is_of_an_address(byte: u8) -> bool {
    byte.is_ascii_graphic() && !matches!(byte, b'<' | b'>' | b'"' | b'(' | b')' | b'`')
}

/// Whether no prose looks so: it has digits, or capitals inside.
fn is_no_word(text: &str) -> bool {
    let is_mark = |b: u8| b.is_ascii_digit() || b == b'_';
    text.bytes().any(is_mark) || text.bytes().skip(1).any(|b| b.is_ascii_uppercase())
}

/// No payload is shorter, in bytes.
const SHORTEST: usize = 10;

/// `1` and base64url. Anchors are shorter, or start otherwise, or are numbers.
fn is_payload(payload: &str) -> bool {
    let digits = payload.bytes().take_while(u8::is_ascii_digit).count();
    digits > 0
        && digits < payload.len()
        && payload.len() >= SHORTEST
        && payload.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'_' | b'%'))
}

#[cfg(test)]
mod tests {
    use super::find;

    macro_rules! links {
        ($($name:ident: $line:expr => $link:expr;)*) => {$(
            #[test]
            fn $name() {
                assert_eq!(find($line), $link);
            }
        )*};
    }

    links! {
        in_brackets: "<https://example.org/z/#1AbcDEF_ghi-jkl0>"
            => Some("https://example.org/z/#1AbcDEF_ghi-jkl0");
        in_a_sentence: "see http://localhost:8080/#1AbcDEFghijkl, please."
            => Some("http://localhost:8080/#1AbcDEFghijkl");
        as_a_query: "https://example.org/?z=1AbcDEFghijkl" => Some("https://example.org/?z=1AbcDEFghijkl");
        second_of_two: "https://lkml.org/lkml/2026/4/24/90 https://a.b/#1AbcDEFghijkl"
            => Some("https://a.b/#1AbcDEFghijkl");
        an_anchor: "https://lore.kernel.org/all/x@y/#t" => None;
        a_comment: "https://bugzilla.kernel.org/show_bug.cgi?id=1#c12" => None;
        a_number: "https://example.org/questions/1#1234567890" => None;
        no_link: "std::vec" => None;
    }
}
