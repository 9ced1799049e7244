//! The lines between the hunks of a unified diff.

/// What a line between hunks says.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) enum Header<'l> {
    /// `diff --git a/FILE b/FILE`, `Index: FILE`: a file's part begins.
    File(Option<&'l str>),
    /// `--- FILE`, before a `+++`.
    Before(&'l str),
    /// `+++ FILE`.
    After(&'l str),
    /// `@@ -1,7 +1,7 @@ FUNCTION`.
    Hunk(Span<'l>),
    /// ` FILE | 29 +++---`: how many lines of a file a mail says it changes.
    Stat(&'l str, u32),
}

/// A hunk's header.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) struct Span<'l> {
    /// Its first line in the old file.
    pub start: u64,
    /// How many of its lines are of the old file.
    pub old: u64,
    /// How many are of the new one.
    pub new: u64,
    /// What stands behind: the line that begins the function.
    pub context: &'l str,
    /// Whether it is a merge's, against several old files at once.
    pub is_combined: bool,
}

impl<'l> Header<'l> {
    /// Reads a line, its quoting taken off.
    pub fn read(line: &'l str) -> Option<Header<'l>> {
        if let Some(rest) = line.strip_prefix("@@ -") {
            return span(rest).map(Header::Hunk);
        }
        if line.starts_with("@@@ -") {
            let (_, context) = line.rsplit_once("@@@")?;
            let context = context.trim();
            return Some(Header::Hunk(Span {
                start: 0,
                old: 0,
                new: 0,
                context,
                is_combined: true,
            }));
        }
        if let Some(rest) = line.strip_prefix("--- ") {
            return Some(Header::Before(word(rest)?));
        }
        if let Some(rest) = line.strip_prefix("+++ ") {
            return Some(Header::After(word(rest)?));
        }
        if let Some(rest) = line.strip_prefix("diff ") {
            return rest.starts_with('-').then(|| Header::File(word_from_the_end(rest)));
        }
        if let Some(rest) = line.strip_prefix("Index: ") {
            return Some(Header::File(word(rest)));
        }
        stat(line)
    }
}

/// What stands before a name with a timestamp behind a tab, or a blank in a text without tabs.
fn word(text: &str) -> Option<&str> {
    text.split(['\t', ' ']).find(|word| !word.is_empty())
}

fn word_from_the_end(text: &str) -> Option<&str> {
    text.rsplit(['\t', ' ']).find(|word| !word.is_empty())
}

/// `1,7 +1,7 @@ FUNCTION`, behind `@@ -`.
fn span(text: &str) -> Option<Span<'_>> {
    let (ranges, context) = text.split_once(" @@")?;
    let (old, new) = ranges.split_once(" +")?;
    let (start, old) = range(old)?;
    let (_, new) = range(new)?;
    Some(Span { start, old, new, context: context.trim(), is_combined: false })
}

/// `1,7`, or `1` for one line.
fn range(text: &str) -> Option<(u64, u64)> {
    match text.split_once(',') {
        Some((start, count)) => Some((start.parse().ok()?, count.parse().ok()?)),
        None => Some((text.parse().ok()?, 1)),
    }
}

/// ` mm/mm_init.c | 29 +++++------`
fn stat(line: &str) -> Option<Header<'_>> {
    let (file, rest) = line.split_once(" | ")?;
    let file = file.trim();
    let (count, signs) = rest.trim().split_once(' ')?;
    let is_stat = !signs.is_empty()
        && signs.bytes().all(|b| matches!(b, b'+' | b'-'))
        && !file.contains([' ', '\t']);
    let count = is_stat.then(|| count.parse().ok()).flatten()?;
    Some(Header::Stat(file, count))
}

/// The name of the function a hunk's header shows: what stands before the first bracket.
pub(crate) fn function(context: &str) -> Option<&str> {
    let (before, _) = context.split_once('(')?;
    let is_name = |c: char| c.is_ascii_alphanumeric() || c == '_';
    let name = before.trim_end();
    let from = name.rfind(|c: char| !is_name(c)).map_or(0, |at| at + 1);
    let name = name.get(from..)?;
    (!name.is_empty()).then_some(name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headers_are_read() {
        let span = |start, old, new, context, is_combined| {
            Header::Hunk(Span { start, old, new, context, is_combined })
        };
        let hunk = |start, old, new, context| span(start, old, new, context, false);
        for (line, want) in [
            ("@@ -1,7 +2,6 @@ void f(int a,", Some(hunk(1, 7, 6, "void f(int a,"))),
            ("@@ -3 +3,0 @@", Some(hunk(3, 1, 0, ""))),
            ("@@@ -1,2 -1,2 +1,3 @@@ int f(", Some(span(0, 0, 0, "int f(", true))),
            ("@@ -3 +3", None),
            ("@@ -x,1 +3 @@", None),
            ("@@ -99999999999999999999999,1 +3 @@", None),
            ("--- a/mm/mm_init.c\t2026-05-25 04:36", Some(Header::Before("a/mm/mm_init.c"))),
            ("+++ b/mm/mm_init.c", Some(Header::After("b/mm/mm_init.c"))),
            ("diff --git a/x b/y", Some(Header::File(Some("b/y")))),
            ("diff -up a/x b/y", Some(Header::File(Some("b/y")))),
            ("diff of opinion", None),
            ("Index: mm/mm_init.c", Some(Header::File(Some("mm/mm_init.c")))),
            (" mm/mm_init.c | 29 ++---", Some(Header::Stat("mm/mm_init.c", 29))),
            ("a | b", None),
            ("0 | 29 words", None),
        ] {
            assert_eq!(Header::read(line), want, "{line}");
        }
    }

    #[test]
    fn functions_are_named() {
        for (context, want) in [
            ("static void __init f(int a,", Some("f")),
            ("void *g(void)", Some("g")),
            ("struct zone {", None),
            ("(", None),
            ("", None),
        ] {
            assert_eq!(function(context), want, "{context}");
        }
    }
}
