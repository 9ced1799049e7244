//! Prose and code told apart, where a text's lines have lost the marks of a diff.

/// Words of C that stand beside others.
const C: [&str; 23] = [
    "bool", "case", "char", "const", "do", "else", "enum", "extern", "for", "goto", "if", "inline",
    "int", "long", "return", "short", "signed", "static", "struct", "unsigned", "void", "volatile",
    "while",
];

/// Whether a line is prose: words stand side by side in it, as names in C do not.
pub(crate) fn is_prose(line: &str) -> bool {
    const LEAST: usize = 2;
    let line = line.trim();
    // Comments are prose too, but code all the same.
    if line.starts_with(['*', '/', '#', '"']) || line.contains("/*") || line.ends_with(';') {
        return false;
    }
    let mut before = false;
    let mut pairs = 0;
    for word in line.split_whitespace() {
        let is_word = is_word(word);
        pairs += usize::from(before && is_word);
        before = is_word;
    }
    pairs >= LEAST
}

/// Letters alone, a mark behind them perhaps, and no word of C.
fn is_word(word: &str) -> bool {
    let word = word.trim_end_matches(['.', ',', ':', '?', '!']);
    !word.is_empty()
        && word.chars().all(|c| c.is_alphabetic() || matches!(c, '\'' | '’' | '-'))
        && C.binary_search(&word).is_err()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn prose_is_told_from_code() {
        assert!(C.is_sorted());
        for (line, want) in [
            ("But after this, it is over working. It starts", true),
            (" one more thing: see below", true),
            ("static unsigned long __init f(int nid,", false),
            ("void __meminit f(unsigned long size, int nid, unsigned long zone", false),
            ("/* words in a comment are many */", false),
            ("* words in a comment are many", false),
            ("pr_debug(\"On node %d of all\\n\", nid);", false),
            ("} else if (a && b) {", false),
            ("", false),
        ] {
            assert_eq!(is_prose(line), want, "{line}");
        }
    }
}
