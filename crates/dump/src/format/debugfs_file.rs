//! Which of debugfs' memblock files rows are from: a path, a command, or a label on every row.
//!
//! ```text
//! ==> /sys/kernel/debug/memblock/memory <==
//! root@host:/sys/kernel/debug/memblock# cat reserved
//! memory:   0: 0x0000000000001000..0x000000000009efff    0 NONE
//! ```

use crate::format::debugfs;
use crate::item::{parse, Item, Reading};

/// The files, and whether each lists memory.
const FILES: [(&str, bool); 3] = [("memory", true), ("reserved", false), ("physmem", false)];

/// A line that names a file.
pub(crate) fn line(text: &str) -> Reading<'_> {
    let within = text.split_once("memblock/").map(|(_, file)| file);
    if within.is_some() || FILES.iter().any(|(name, _)| text.starts_with(name)) {
        if let Some(row) = labelled(text) {
            return row;
        }
    }
    let at_the_start = |file: &str| {
        let mut files = FILES.iter();
        files.find_map(|(name, is_memory)| file.starts_with(name).then_some(*is_memory))
    };
    match within.and_then(at_the_start).or_else(|| command(text)) {
        Some(is_memory) => {
            Reading::Item { item: Item::DebugfsFile { is_memory }, used: text.len(), open: false }
        }
        None => Reading::Nothing,
    }
}

/// `grep . memory reserved`: a row behind its file's name, with `-n` behind its number too.
fn labelled(text: &str) -> Option<Reading<'_>> {
    let (path, rest) = text.split_once(':')?;
    let is_memory = named(path)?;
    let number = rest.bytes().take_while(u8::is_ascii_digit).count();
    let behind_number = rest.get(number..).and_then(|rest| rest.strip_prefix(':'));
    [Some(rest), behind_number].into_iter().flatten().find_map(|rest| {
        let reading = parse(text, |s| {
            s.skip(text.len() - rest.len());
            let mut item = debugfs::row(s)?;
            if let Item::Range(row) = &mut item {
                row.is_memory = Some(is_memory);
            }
            Ok(item)
        });
        let is_row = !matches!(reading, Reading::Nothing | Reading::More { sure: None });
        is_row.then_some(reading)
    })
}

/// `# cat memory` in that folder, or what `head` and `tail` print above a file.
fn command(text: &str) -> Option<bool> {
    let text = text.trim_end();
    let is_heading = text.ends_with("<==");
    if !is_heading && !FILES.iter().any(|(name, _)| text.ends_with(name)) {
        return None;
    }
    let mut words = text.split_ascii_whitespace().rev();
    if is_heading {
        words.next();
    }
    let is_memory = named(words.next()?)?;
    match words.next()? {
        "==>" => is_heading.then_some(is_memory),
        "cat" | "head" | "tail" | "less" | "more" => match words.next() {
            None | Some("sudo") => Some(is_memory),
            Some(prompt) => prompt.ends_with(['#', '$', '%', '>']).then_some(is_memory),
        },
        _ => None,
    }
}

/// Whether a path ends in the name of a file, and if so, whether that lists memory.
fn named(path: &str) -> Option<bool> {
    let name = path.rsplit('/').next()?;
    let file = FILES.iter().find(|(known, _)| *known == name);
    file.map(|(_, is_memory)| *is_memory)
}
