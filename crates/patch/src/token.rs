//! C as tokens, for what a hunk says of the old file or the new one.

/// What kind of token it is.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Kind {
    /// A name or a word of C.
    Name,
    /// A number, a string, a sign.
    Other,
    /// A line of the preprocessor.
    Directive,
    /// Lines between two hunks, not shown.
    Gap,
}

/// A token.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) struct Token<'t> {
    pub text: &'t str,
    pub kind: Kind,
    /// Whether it stands in the first column: there functions begin and end.
    pub at_margin: bool,
    /// Whether its line changes.
    pub changed: bool,
}

/// What lies between two hunks.
pub(crate) const GAP: Token<'static> =
    Token { text: "…", kind: Kind::Gap, at_margin: false, changed: false };

/// Where a function is put and how it is compiled: nothing it computes depends on them.
const ANNOTATIONS: [&str; 12] = [
    "__always_inline",
    "__init",
    "__init_memblock",
    "__initdata",
    "__initdata_memblock",
    "__maybe_unused",
    "__meminit",
    "__meminitdata",
    "__ref",
    "__refdata",
    "inline",
    "noinline",
];

/// Signs of more than one character, longest first.
const SIGNS: [&str; 22] = [
    "<<=", ">>=", "...", "->", "++", "--", "+=", "-=", "*=", "/=", "%=", "&=", "|=", "^=", "&&",
    "||", "==", "!=", "<=", ">=", "<<", ">>",
];

/// Makes tokens of lines.
#[derive(Default)]
pub(crate) struct Lexer<'t> {
    pub tokens: Vec<Token<'t>>,
    in_comment: bool,
}

impl<'t> Lexer<'t> {
    /// Takes a line. `is_spaced`: whether blanks at its beginning are what its file has.
    pub fn line(&mut self, line: &'t str, is_spaced: bool, changed: bool) {
        let mut rest = line.trim();
        let starts_comment = matches!(rest.as_bytes(), [b'*'] | [b'*', b' ' | b'\t' | b'/', ..]);
        // Each line of a comment begins with a star; one that does not says that its end is lost.
        if starts_comment || self.in_comment {
            self.in_comment = starts_comment || rest.contains("*/");
            if self.in_comment {
                match rest.split_once("*/") {
                    Some((_, behind)) => {
                        self.in_comment = false;
                        rest = behind.trim_start();
                    }
                    None => return,
                }
            }
        }
        if rest.starts_with('#') {
            let code = rest.split("/*").next().unwrap_or(rest).trim_end();
            self.push(code, Kind::Directive, false, changed);
            return;
        }
        let mut at_margin = is_spaced && !line.starts_with([' ', '\t']);
        while let Some(first) = rest.chars().next() {
            if first.is_whitespace() {
                rest = rest.trim_start();
                continue;
            }
            if rest.starts_with("//") {
                return;
            }
            if let Some(comment) = rest.strip_prefix("/*") {
                match comment.split_once("*/") {
                    Some((_, behind)) => rest = behind,
                    None => {
                        self.in_comment = true;
                        return;
                    }
                }
                continue;
            }
            let (len, kind) = token(rest, first);
            let (text, behind) = rest.split_at_checked(len).unwrap_or((rest, ""));
            if kind != Kind::Name || !ANNOTATIONS.contains(&text) {
                self.push(text, kind, at_margin, changed);
            }
            at_margin = false;
            rest = behind;
        }
    }

    fn push(&mut self, text: &'t str, kind: Kind, at_margin: bool, changed: bool) {
        self.tokens.push(Token { text, kind, at_margin, changed });
    }
}

/// The length and kind of the token `rest` begins with.
fn token(rest: &str, first: char) -> (usize, Kind) {
    if is_name(first) {
        let len = rest.find(|c: char| !is_name(c)).unwrap_or(rest.len());
        let kind = if first.is_ascii_digit() { Kind::Other } else { Kind::Name };
        return (len, kind);
    }
    if matches!(first, '"' | '\'') {
        let mut escaped = false;
        for (at, c) in rest.char_indices().skip(1) {
            if c == first && !escaped {
                return (at + c.len_utf8(), Kind::Other);
            }
            escaped = c == '\\' && !escaped;
        }
        return (rest.len(), Kind::Other);
    }
    let sign = SIGNS.iter().find(|sign| rest.starts_with(**sign));
    (sign.map_or(first.len_utf8(), |sign| sign.len()), Kind::Other)
}

pub(crate) fn is_name(c: char) -> bool {
    c.is_ascii_alphanumeric() || c == '_'
}

#[cfg(test)]
mod tests {
    use super::*;

    macro_rules! tokens {
        ($($name:ident: $lines:expr => $want:expr;)*) => {$(
            #[test]
            fn $name() {
                let mut lexer = Lexer::default();
                for line in $lines {
                    lexer.line(line, true, false);
                }
                let texts: Vec<&str> = lexer.tokens.iter().map(|token| token.text).collect();
                assert_eq!(texts.join(" "), $want);
            }
        )*};
    }

    tokens! {
        signs: ["*a->b+=c;"] => "* a -> b += c ;";
        comment_of_one_line: ["a /* b */ c // d"] => "a c";
        comment_of_lines: ["a; /* b", " * c", " */ d"] => "a ; d";
        comment_begun_above: [" * words", " */", "a"] => "a";
        comment_without_end: ["/* b", "a = 1;"] => "a = 1 ;";
        comment_broken_by_a_mailer: ["/* b", "c */", "a"] => "a";
        pointer_at_the_beginning: ["*a = 1;"] => "* a = 1 ;";
        annotations: ["static int __init f(void)"] => "static int f ( void )";
        directive: ["#ifdef A /* b */", "a"] => "#ifdef A a";
        string: ["f(\"/* \\\" */\");"] => "f ( \"/* \\\" */\" ) ;";
        string_without_end: ["\"abc"] => "\"abc";
        letters_of_all_sorts: ["é∀"] => "é ∀";
    }
}
