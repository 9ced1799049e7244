//! What stands before a message: quoting, log level, time, caller, host.
//!
//! ```text
//! > > Jan 21 02:26:48 host kernel: <6>[    0.000000] [    T0] Zone ranges:
//! ^^^^ quoting                     ^^^^^^^^^^^^^^^^^^^^^^^^^^^ stamp
//! ```
//!
//! Each layer is optional, and their order is not relied on. What nobody here knows is the
//! reader's: it looks for a message behind any label.

mod date;
mod stamp;
#[cfg(test)]
mod tests;
mod tools;

pub(crate) use stamp::next_stamp;

/// Where a line's message begins.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub(crate) struct Head {
    /// The offset of the message, behind its leading blanks.
    pub at: usize,
    /// Whether the line bears the marks of a log: such a line never continues another.
    pub stamped: bool,
    /// How many `>` it is quoted with.
    pub depth: u32,
    /// Whether a date stands before it and nothing of the kernel's: a host's name may follow.
    pub dated: bool,
    /// Whether a hypervisor printed it, which breaks what a guest says wherever its buffer ends.
    pub in_parts: bool,
}

/// How far into a line a log's marks are looked for.
const REACH: usize = 128;

/// Finds where the message of `line` begins.
pub(crate) fn head(line: &str) -> Head {
    let bytes = line.as_bytes();
    let (at, depth) = quoting(bytes);
    let mut head = Head { at, depth, ..Head::default() };
    if let Some(len) = tools::numbered(bytes, head.at).or_else(|| tools::grep(behind(bytes, &head)))
    {
        head.pass(bytes, len);
    }
    // Level, time and caller, host and tag can be there in any order, and twice: a journal
    // keeps the kernel's own time behind its own.
    for _ in 0..8 {
        head.at += colour(behind(bytes, &head));
        let Some(len) = layer(bytes, &mut head) else {
            break;
        };
        head.pass(bytes, len);
    }
    head
}

impl Head {
    /// Passes over a layer, and what quoting follows it.
    fn pass(&mut self, bytes: &[u8], len: usize) {
        self.at += len;
        self.at += quoting(behind(bytes, self)).0;
    }
}

fn behind<'b>(bytes: &'b [u8], head: &Head) -> &'b [u8] {
    bytes.get(head.at..).unwrap_or_default()
}

/// The length of the layer that begins here; what it tells goes into `head`.
fn layer(bytes: &[u8], head: &mut Head) -> Option<usize> {
    let rest = behind(bytes, head);
    let caller = |rest| if head.stamped { stamp::caller(rest) } else { None };
    let first = rest.first()?;
    let of_kernel = match first {
        b'<' => level(rest),
        b'[' => stamp::stamp(rest).or_else(|| caller(rest)),
        b'-' => caller(rest),
        b'(' => match tools::console(rest) {
            Some(len) => {
                // No sign of a log: the next such line may go on with the message.
                head.in_parts = true;
                return Some(len);
            }
            None => caller(rest),
        },
        b'0'..=b'9' => stamp::rest_of_stamp(rest)
            .or_else(|| tools::rfc5424(rest))
            .or_else(|| tools::kmsg(rest))
            .or_else(|| tools::tag(rest)),
        b'a'..=b'z' | b'A'..=b'Z' => tools::facility(rest).or_else(|| tools::tag(rest)),
        _ => None,
    };
    if of_kernel.is_some() {
        (head.stamped, head.dated) = (true, false);
        return of_kernel;
    }
    if let Some(len) = date::clock(rest) {
        (head.stamped, head.dated) = (true, true);
        return Some(len);
    }
    if head.dated {
        if let Some(len) = tools::stream(rest) {
            return Some(len);
        }
    }
    if head.stamped && !head.dated {
        return None;
    }
    let len = stamp::before_stamp(rest)?;
    (head.stamped, head.dated) = (true, false);
    Some(len)
}

fn blanks(bytes: &[u8]) -> usize {
    bytes.iter().take_while(|b| matches!(b, b' ' | b'\t')).count()
}

fn digits(bytes: &[u8]) -> usize {
    bytes.iter().take(20).take_while(|b| b.is_ascii_digit()).count()
}

/// The length and depth of `> > `, of list and comment marks (`| `, `+ `, `# `, `: `), of
/// backquotes and quotation marks, in any mix.
fn quoting(bytes: &[u8]) -> (usize, u32) {
    marks(bytes, b"|+-*#:;")
}

/// Where a line that may continue the one above goes on: a `-` there is half a range. What a
/// hypervisor broke goes on behind its mark, blanks and all.
pub(crate) fn continuation(line: &str) -> usize {
    let bytes = line.as_bytes();
    let at = marks(bytes, b"|+*#:;").0;
    at + tools::console(bytes.get(at..).unwrap_or_default()).unwrap_or_default()
}

fn marks(bytes: &[u8], marks: &[u8]) -> (usize, u32) {
    let mut at = 0;
    let mut depth = 0u32;
    loop {
        at += blanks(bytes.get(at..).unwrap_or_default());
        match bytes.get(at..) {
            Some([b'>', ..]) => {
                depth = depth.saturating_add(1);
                at += 1;
            }
            Some([b'`' | b'"', ..]) => at += 1,
            // Quotation marks of a word processor.
            Some([0xe2, 0x80, 0x98..=0x9f, ..]) => at += 3,
            // A diff of two logs.
            Some([mark @ (b'+' | b'-'), b'[' | b'a'..=b'z' | b'A'..=b'Z', ..])
                if marks.contains(mark) =>
            {
                at += 1;
            }
            Some([mark, rest @ ..])
                if marks.contains(mark)
                    && matches!(rest.first(), None | Some(b' ' | b'\t' | b'>')) =>
            {
                at += 1;
            }
            _ => return (at, depth),
        }
    }
}

/// `<6>`.
fn level(bytes: &[u8]) -> Option<usize> {
    let number = digits(bytes.get(1..)?);
    (matches!(number, 1..=4) && bytes.get(number + 1) == Some(&b'>')).then_some(number + 2)
}

/// What is left of colours whose escape was lost, `[0m[32m`.
fn colour(bytes: &[u8]) -> usize {
    let mut len = 0;
    while let Some([b'[', rest @ ..]) = bytes.get(len..) {
        let number = rest.iter().take(8).take_while(|b| b.is_ascii_digit() || **b == b';').count();
        if number == 0 || rest.get(number) != Some(&b'm') {
            break;
        }
        len += number + 2;
    }
    len
}
