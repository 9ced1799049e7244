//! What stands before a message: quoting, log level, time, caller, host.
//!
//! ```text
//! > > Jan 21 02:26:48 host kernel: <6>[    0.000000] [    T0] Zone ranges:
//! ^^^^ quoting                     ^^^^^^^^^^^^^^^^^^^^^^^^^^^ stamp
//! ```
//!
//! Each layer is optional, and their order is not relied on.

mod tools;

/// Where a line's message begins.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) struct Head {
    /// The offset of the message, behind its leading blanks.
    pub at: usize,
    /// Whether the line bears the marks of a log: such a line never continues another.
    pub stamped: bool,
    /// How many `>` it is quoted with.
    pub depth: u32,
}

/// How far into a line a log's marks are looked for.
const REACH: usize = 128;

/// Finds where the message of `line` begins.
pub(crate) fn head(line: &str) -> Head {
    let bytes = line.as_bytes();
    let (mut at, depth) = quoting(bytes);
    if let Some(len) =
        tools::numbered(bytes, at).or_else(|| tools::grep(bytes.get(at..).unwrap_or_default()))
    {
        at += len;
        at += quoting(bytes.get(at..).unwrap_or_default()).0;
    }
    let mut stamped = false;
    // Level, time and caller, host and tag can be there in any order, and twice: a journal
    // keeps the kernel's own time behind its own.
    for _ in 0..8 {
        at += colour(bytes.get(at..).unwrap_or_default());
        let rest = bytes.get(at..).unwrap_or_default();
        let Some(len) = level(rest)
            .or_else(|| stamp(rest))
            .or_else(|| tools::rfc5424(rest))
            .or_else(|| tools::kmsg(rest))
            .or_else(|| tag(rest))
            .or_else(|| tools::clock(rest))
            .or_else(|| if stamped { None } else { before_stamp(rest) })
        else {
            break;
        };
        stamped = true;
        at += len;
        at += quoting(bytes.get(at..).unwrap_or_default()).0;
    }
    Head { at, stamped, depth }
}

fn blanks(bytes: &[u8]) -> usize {
    bytes.iter().take_while(|b| matches!(b, b' ' | b'\t')).count()
}

/// The length and depth of `> > `, of list and comment marks (`| `, `+ `, `# `, `: `), of
/// backquotes and quotation marks, in any mix.
fn quoting(bytes: &[u8]) -> (usize, u32) {
    marks(bytes, b"|+-*#:;")
}

/// Where a line that may continue the one above goes on: a `-` there is half a range.
pub(crate) fn continuation(line: &str) -> usize {
    marks(line.as_bytes(), b"|+*#:;").0
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
    let [b'<', rest @ ..] = bytes else {
        return None;
    };
    let digits = rest.iter().take(4).take_while(|b| b.is_ascii_digit()).count();
    (digits > 0 && rest.get(digits) == Some(&b'>')).then_some(digits + 2)
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

/// `[    0.000000]`, `[  +0.000012]`, `[Mon Jan  1 00:00:00 2024]`, `[    T0]`.
fn stamp(bytes: &[u8]) -> Option<usize> {
    let [b'[', rest @ ..] = bytes else {
        return rest_of_stamp(bytes);
    };
    let len = rest.iter().take(48).position(|b| *b == b']')?;
    is_stamp(rest.get(..len)?).then_some(len + 2)
}

/// `0.000000]`, its bracket left on the line before.
fn rest_of_stamp(bytes: &[u8]) -> Option<usize> {
    let number = bytes.iter().take(20).take_while(|b| b.is_ascii_digit() || **b == b'.').count();
    let is_time = bytes.get(..number)?.contains(&b'.') && bytes.get(number) == Some(&b']');
    is_time.then_some(number + 1)
}

fn is_stamp(inside: &[u8]) -> bool {
    let inside = inside.trim_ascii();
    match inside {
        [b'T' | b'C', number @ ..] if !number.is_empty() => {
            number.iter().all(|b| b.is_ascii_digit())
        }
        [b'+' | b'0'..=b'9', ..] => {
            inside.contains(&b'.')
                && inside
                    .iter()
                    .all(|b| b.is_ascii_digit() || matches!(b, b'.' | b'+' | b'<' | b'>' | b' '))
                || is_date(inside)
        }
        _ => is_date(inside),
    }
}

/// Whether the text begins as dates do: `Jan 21`, `Mon Jan`, `2024-01-21`, `02:26:48`.
fn is_date(bytes: &[u8]) -> bool {
    const NAMES: [&[u8; 3]; 19] = [
        b"Jan", b"Feb", b"Mar", b"Apr", b"May", b"Jun", b"Jul", b"Aug", b"Sep", b"Oct", b"Nov",
        b"Dec", b"Mon", b"Tue", b"Wed", b"Thu", b"Fri", b"Sat", b"Sun",
    ];
    match bytes {
        [a, b, c, b' ', ..] => NAMES.contains(&&[*a, *b, *c]),
        [b'0'..=b'9', b'0'..=b'9', b':', ..] => true,
        [a, b, c, d, b'-', month, ..] => [a, b, c, d, month].iter().all(|b| b.is_ascii_digit()),
        [a, b, b'-', c, d, b' ', ..] => [a, b, c, d].iter().all(|b| b.is_ascii_digit()),
        _ => false,
    }
}

/// `Jan 21 02:26:48 host kernel:`, `2024-01-21T02:26:48+01:00 host kernel[1]:`, and
/// `host kernel:` alone, as it follows a time.
fn tag(bytes: &[u8]) -> Option<usize> {
    if !bytes.first().is_some_and(u8::is_ascii_alphanumeric) {
        return None;
    }
    let reach = bytes.get(..REACH.min(bytes.len()))?;
    let mut at = 0;
    // A date may have many words before the host; anything else has the host alone.
    let most = if is_date(reach) { 8 } else { 2 };
    for _ in 0..most {
        let rest = reach.get(at..)?;
        if let Some(len) = kernel(rest) {
            return Some(at + len);
        }
        at += rest.iter().position(|b| *b == b' ')?;
        at += blanks(reach.get(at..)?);
    }
    None
}

/// `kernel:` or `kernel[123]:`.
fn kernel(bytes: &[u8]) -> Option<usize> {
    let rest = bytes.strip_prefix(b"kernel")?;
    match rest {
        [b':', ..] => Some(7),
        [b'[', pid @ ..] => {
            let digits = pid.iter().take(10).take_while(|b| b.is_ascii_digit()).count();
            matches!(pid.get(digits..), Some([b']', b':', ..])).then_some(digits + 9)
        }
        _ => None,
    }
}

/// Anything before the kernel's own time: `kern  :info  : [    0.000000]`.
fn before_stamp(bytes: &[u8]) -> Option<usize> {
    let reach = bytes.get(..REACH.min(bytes.len()))?;
    let bracket = reach.iter().position(|b| *b == b'[')?;
    if bracket == 0 || !matches!(reach.get(bracket - 1), Some(b' ' | b'\t' | b':' | b'>')) {
        return None;
    }
    let label = reach.get(..bracket)?;
    if label.contains(&b']') || label.windows(2).any(|pair| pair == b"0x") {
        return None; // the end of a message, with the next one behind it
    }
    let rest = bytes.get(bracket..)?;
    is_uptime(rest).then_some(bracket + rest.iter().position(|b| *b == b']')? + 1)
}

/// Where the next message begins, in a line in which several ran together.
pub(crate) fn next_stamp(line: &str) -> Option<usize> {
    let bytes = line.as_bytes();
    let mut from = 1;
    loop {
        from += bytes.get(from..)?.iter().position(|b| *b == b'[')?;
        if is_uptime(bytes.get(from..)?) {
            return Some(from);
        }
        from += 1;
    }
}

/// `[    0.000000]`.
fn is_uptime(bytes: &[u8]) -> bool {
    let inside = bytes.get(1..).unwrap_or_default();
    let Some(len) = inside.iter().take(24).position(|b| *b == b']') else {
        return false;
    };
    let inside = inside.get(..len).unwrap_or_default().trim_ascii();
    inside.first().is_some_and(u8::is_ascii_digit)
        && inside.iter().filter(|b| **b == b'.').count() == 1
        && inside.iter().all(|b| b.is_ascii_digit() || *b == b'.')
}

#[cfg(test)]
mod tests {
    use super::head;

    macro_rules! heads {
        ($($name:ident: $line:expr => $message:expr, $stamped:expr, $depth:expr;)*) => {$(
            #[test]
            fn $name() {
                let head = head($line);
                assert_eq!(&$line[head.at..], $message);
                assert_eq!((head.stamped, head.depth), ($stamped, $depth));
            }
        )*};
    }

    heads! {
        bare: "memory[0x0]" => "memory[0x0]", false, 0;
        time: "[    0.000000]  memory[0x0]" => "memory[0x0]", true, 0;
        caller: "[    0.064229] [   T36] node 0" => "node 0", true, 0;
        caller_joined: "[    0.064229][    C1] node 0" => "node 0", true, 0;
        level: "<6>[    0.006554] x" => "x", true, 0;
        level_alone: "<6>x" => "x", true, 0;
        quoted: "> > >>\t> x" => "x", false, 5;
        quoted_log: ">> <6>[    0.1] x" => "x", true, 2;
        delta: "[  +0.000012] x" => "x", true, 0;
        both_times: "[    0.000000 <    0.000000>] x" => "x", true, 0;
        wall: "[Mon Jan  1 00:00:00 2024] x" => "x", true, 0;
        journal: "Jan 21 02:26:48 host kernel: x" => "x", true, 0;
        journal_with_time: "Jan 21 02:26:48 host kernel: [    0.0] x" => "x", true, 0;
        iso: "2024-01-21T02:26:48.123+01:00 host kernel[1]: x" => "x", true, 0;
        host_after_time: "[    0.109238] localhost kernel:   Normal" => "Normal", true, 0;
        cut_date: ": linux kernel: x" => "x", true, 0;
        facility: "kern  :info  : [    0.000000] x" => "x", true, 0;
        pid: "02:26:48 host kernel[123]: x" => "x", true, 0;
        openwrt: "Sat Jan  1 00:00:00 2022 kern.info kernel: [    0.000000] x" => "x", true, 0;
        colour_remains: "[0m[32m[    0.000000] x" => "x", true, 0;
        list: "- memory[0x0]" => "memory[0x0]", false, 0;
        diff: "+MEMBLOCK configuration:" => "MEMBLOCK configuration:", false, 0;
        rule: "---- ----" => "---- ----", false, 0;
        efi: "efi: mem00: [Boot Data |" => "efi: mem00: [Boot Data |", false, 0;
        broken_stamp: "0.000000] x" => "x", true, 0;
        not_a_stamp: "[mem 0x0-0x1]" => "[mem 0x0-0x1]", false, 0;
        cat_n: "    17\tmemory[0x0]" => "memory[0x0]", false, 0;
        cat_n_quoted: ">     17\t[    0.0] x" => "x", true, 1;
        cat_n_of_long_files: "123456\t  memory[0x0]" => "memory[0x0]", false, 0;
        a_table_with_tabs: "0\t0x1000\t0x9dfff" => "0\t0x1000\t0x9dfff", false, 0;
        a_table_indented: "     0\t0x1000\t0x9dfff" => "0\t0x1000\t0x9dfff", false, 0;
        grep_context: "dmesg.txt-17-[    0.000000]  memory[0x0]" => "memory[0x0]", true, 0;
        grep_context_without_time: "logs/a-b.txt-17- memory[0x0]" => "memory[0x0]", false, 0;
        grep_match: "dmesg.txt:17:MEMBLOCK configuration:" => "MEMBLOCK configuration:", false, 0;
        grep_context_of_one_file: "17-[    0.000000] x" => "x", true, 0;
        grep_number: "17:Node 0, zone      DMA" => "Node 0, zone      DMA", false, 0;
        grep_number_and_indent: "17:  pages free     0" => "pages free     0", false, 0;
        debugfs: "   0: 0x1000..0x9efff" => "0: 0x1000..0x9efff", false, 0;
        hyphens: "an x86-64-bit kernel" => "an x86-64-bit kernel", false, 0;
        clock: "02:26:48.123 memory[0x0]" => "memory[0x0]", true, 0;
        date_and_clock: "2024-01-21T02:26:48,123456+01:00  x" => "x", true, 0;
        kmsg: "6,1,0,-;memory[0x0]" => "memory[0x0]", true, 0;
        kmsg_with_caller: "6,160,424069,-,caller=T1;x" => "x", true, 0;
        rfc5424: "<6>1 2024-01-21T02:26:48.123Z node17 kernel - - - x" => "x", true, 0;
        rfc5424_with_data: "<6>1 2024-01-21T02:26:48Z node17 kernel - - [meta a=\"1\"] x" => "x", true, 0;
        quotation_mark: "\u{201c}memory[0x0]" => "memory[0x0]", false, 0;
        index: "memory[0x0] [0x1-0x2]" => "memory[0x0] [0x1-0x2]", false, 0;
    }
}
