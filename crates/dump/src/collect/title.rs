//! What a text calls its dumps.
//!
//! A title goes into links and reports, so it is made of what a log and its layout are described
//! with, and of nothing else: whoever wrote, greeted or was quoted, their addresses, machines and
//! prompts stay where they were.

use zonescope_model::BootWords;

use crate::SourceKind;

/// The last words that could be a title.
#[derive(Clone, Default)]
pub(super) struct Titles {
    /// `Case 1: ...`: names everything up to the next of its like.
    case: Option<String>,
    /// A line that ends in a colon, or `<original memmap>`: names the dump right below it.
    lead: Option<String>,
    /// The title of the last memory rows: reserved rows that follow are the same dump's.
    memory: Option<String>,
}

/// The longest title kept, in characters.
const LONGEST: usize = 100;

/// What a dump is of: a title has one of these.
const SUBJECTS: &str = " memory memblock memblocks memmap memmaps map maps layout layouts region \
    regions reserved node nodes numa zone zones zoneinfo range ranges mirror mirrored mirroring \
    movable normal device dma dma32 highmem dump dumps dmesg kernel kernels patch patches patched \
    unpatched iomem lsmem srat e820 efi debugfs boot bootlog log hotplug hotpluggable ";

/// What else may be said of it.
const WORDS: &str = " a an the this that these those of on in with without and or not no only for \
    from to is are was at by as it its i my our your here see now then new newer old older original \
    modified proposed before after base baseline stock vanilla plain mainline upstream next linux \
    series version applied apply table tables case output result results configuration config \
    setup proc sys x86 x86_64 arm64 aarch64 riscv64 ppc64 ppc64le s390x loongarch64 machine server \
    guest vm virtual physical same different expected actual wrong correct broken good bad first \
    second third last current previous initial final whole full part complete low high above below \
    all both one two three four gets looks like follows following shows size sizes flags ";

/// What cases are counted as.
const CASES: [&str; 16] = [
    "case",
    "layout",
    "run",
    "test",
    "setup",
    "scenario",
    "variant",
    "option",
    "example",
    "machine",
    "server",
    "config",
    "configuration",
    "step",
    "version",
    "patch",
];

impl Titles {
    /// Looks at a line nothing was read from. Lines of a log are not about the log.
    pub fn prose(&mut self, text: &str, stamped: bool) {
        let text = text.trim();
        if stamped || text.is_empty() {
            return;
        }
        if let Some(case) = case(text) {
            self.case = Some(case);
            self.lead = None;
        } else if let Some(name) = text.strip_prefix('<').and_then(|t| t.strip_suffix('>')) {
            self.lead = is_about_memory(name).then(|| name.to_owned());
        } else if let Some(name) = text.strip_suffix(':') {
            self.lead = is_about_memory(name).then(|| name.trim_end_matches(':').to_owned());
        }
    }

    /// The title of a source that begins now.
    pub fn take_for(&mut self, kind: SourceKind) -> Option<String> {
        let lead = self.lead.take();
        match kind {
            SourceKind::Memory => {
                self.memory = lead.or_else(|| self.case.clone());
                self.memory.clone()
            }
            SourceKind::Reserved => lead.or_else(|| self.memory.take()),
            _ => lead.or_else(|| self.case.clone()),
        }
    }
}

/// Whether each of several words is one that describes memory or a log, and one says what of.
fn is_about_memory(text: &str) -> bool {
    let mut words = text.split([' ', '\t', '/']).map(bare).filter(|word| !word.is_empty());
    let is_short = text.len() <= LONGEST && text.contains(' ');
    let mut has_subject = false;
    let is_known = words.all(|word| {
        let word = word.to_ascii_lowercase();
        let is_in = |list: &str| list.contains(&format!(" {word} "));
        let is_subject = is_in(SUBJECTS);
        has_subject |= is_subject;
        is_subject || is_in(WORDS) || is_number(&word) || BootWords::reads(&word)
    });
    is_short && is_known && has_subject
}

/// A word without what stands around it.
fn bare(word: &str) -> &str {
    word.trim_matches(|c: char| {
        matches!(c, '(' | ')' | '[' | ']' | ',' | '.' | '"' | '\'' | '#' | '-')
    })
}

/// `4G`, `0x1000`, `25%`, `v2`, `6.12.1-rc3`: digits, and letters only as numbers have them.
fn is_number(word: &str) -> bool {
    let word = word.strip_prefix("0x").or(word.strip_prefix('v')).unwrap_or(word);
    let word = word.trim_end_matches(|c: char| c == '%' || c.is_ascii_alphabetic());
    let mut parts = word.split(['.', '-']).map(|part| part.strip_prefix("rc").unwrap_or(part));
    parts.all(|part| !part.is_empty() && part.bytes().all(|b| b.is_ascii_hexdigit()))
        && word.starts_with(|c: char| c.is_ascii_digit())
}

/// `Case 1: ...`, `Layout B: ...`: a word, a number or letter, a colon, and more. What looks like
/// somebody's address or machine is left out.
fn case(text: &str) -> Option<String> {
    let (name, rest) = text.split_once(':')?;
    let mut words = name.split_ascii_whitespace();
    let (Some(word), Some(number), None) = (words.next(), words.next(), words.next()) else {
        return None;
    };
    let is_numbered = number.len() == 1 && number.bytes().all(|b| b.is_ascii_uppercase())
        || number.len() <= 3 && number.bytes().all(|b| b.is_ascii_digit());
    let is_case = CASES.iter().any(|case| case.eq_ignore_ascii_case(word));
    if !is_case || !is_numbered || !rest.starts_with(' ') || rest.trim().is_empty() {
        return None;
    }
    let title = if is_private(rest) { name } else { text };
    Some(title.chars().take(LONGEST).collect())
}

/// Whether a text has a mail address, a web address, a host's name or a prompt.
fn is_private(text: &str) -> bool {
    let is_host = |word: &str| {
        let last = word.rsplit(['.', ':', '/']).next();
        let is_label =
            |label: &str| label.len() > 1 && label.bytes().all(|b| b.is_ascii_alphabetic());
        word.contains('.') && last.is_some_and(is_label)
    };
    let is_prompt = |word: &str| word.len() > 1 && word.ends_with(['$', '#']);
    text.contains('@')
        || text.contains("://")
        || text.split_ascii_whitespace().any(|word| is_host(bare(word)) || is_prompt(word))
}
