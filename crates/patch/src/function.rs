//! Which function each part of a hunk is in.

use crate::token::{Kind, Token};

/// Where code stands.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(crate) enum Scope<'t> {
    /// The text does not say.
    Unnamed,
    /// Between functions.
    Outside,
    /// In this function.
    Function(&'t str),
}

/// A part of a hunk within one function.
#[derive(Debug)]
pub(crate) struct Part<'t> {
    pub scope: Scope<'t>,
    pub tokens: Vec<Token<'t>>,
}

/// Words a type begins with.
const TYPES: [&str; 21] = [
    "bool",
    "char",
    "const",
    "enum",
    "gfp_t",
    "int",
    "long",
    "pg_data_t",
    "phys_addr_t",
    "short",
    "signed",
    "size_t",
    "struct",
    "u16",
    "u32",
    "u64",
    "u8",
    "union",
    "unsigned",
    "void",
    "volatile",
];

/// Words that are no return type though a bracket may follow behind them.
const NOT_TYPES: [&str; 8] = ["case", "do", "else", "goto", "if", "return", "sizeof", "while"];

/// Whether a word begins a type.
pub(crate) fn is_type(word: &str) -> bool {
    TYPES.binary_search(&word).is_ok()
}

/// Parts the tokens of one side of a hunk by function; the first are of `scope`.
pub(crate) fn parts<'t>(tokens: &[Token<'t>], scope: Scope<'t>) -> Vec<Part<'t>> {
    let mut parts = Vec::new();
    let mut part = Part { scope, tokens: Vec::new() };
    // Behind the last statement: there a function's type begins.
    let mut since = 0;
    for (at, token) in tokens.iter().enumerate() {
        if let Some(name) = definition(tokens, at) {
            let begun = part.tokens.split_off(since.min(part.tokens.len()));
            parts.push(part);
            part = Part { scope: Scope::Function(name), tokens: begun };
            since = 0;
        }
        part.tokens.push(*token);
        let is_end = token.at_margin && token.text == "}";
        if matches!(token.text, ";" | "}") || matches!(token.kind, Kind::Directive | Kind::Gap) {
            since = part.tokens.len();
        }
        if is_end {
            parts.push(part);
            part = Part { scope: Scope::Outside, tokens: Vec::new() };
            since = 0;
        }
    }
    parts.push(part);
    parts.retain(|part| !part.tokens.is_empty());
    parts
}

/// The name of the function whose definition has its name here: a type before it, parameters with
/// types behind it, and no `;` after them.
fn definition<'t>(tokens: &[Token<'t>], at: usize) -> Option<&'t str> {
    const LONGEST: usize = 256;
    let name = tokens.get(at).filter(|token| token.kind == Kind::Name)?;
    let before = tokens.get(at.checked_sub(1)?)?;
    let is_typed = match before.text {
        "*" => tokens.get(at.checked_sub(2)?).is_some_and(|token| token.kind == Kind::Name),
        word => before.kind == Kind::Name && NOT_TYPES.binary_search(&word).is_err(),
    };
    let mut behind = tokens.get(at + 1..)?.iter().take(LONGEST);
    if !is_typed || behind.next()?.text != "(" {
        return None;
    }
    if !is_type(tokens.get(at + 2)?.text) {
        return None;
    }
    let mut depth = 1usize;
    for token in behind.by_ref() {
        match token.text {
            "(" => depth += 1,
            ")" => depth -= 1,
            _ => {}
        }
        if depth == 0 {
            break;
        }
    }
    // The rest may be beyond the hunk.
    let is_prototype = behind.next().is_some_and(|token| token.text == ";");
    (!is_prototype).then_some(name.text)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::token::Lexer;

    macro_rules! parted {
        ($($name:ident: $text:expr, $spaced:expr => $want:expr;)*) => {$(
            #[test]
            fn $name() {
                let mut lexer = Lexer::default();
                for line in $text.lines() {
                    lexer.line(line, $spaced, false);
                }
                let parts = parts(&lexer.tokens, Scope::Unnamed);
                let shown: Vec<String> = parts
                    .iter()
                    .map(|part| {
                        let name = match part.scope {
                            Scope::Unnamed => "?",
                            Scope::Outside => "-",
                            Scope::Function(name) => name,
                        };
                        let texts: Vec<&str> = part.tokens.iter().map(|t| t.text).collect();
                        format!("{name}: {}", texts.join(" "))
                    })
                    .collect();
                assert_eq!(shown.join("\n"), $want);
            }
        )*};
    }

    #[test]
    fn words_are_sorted() {
        assert!(TYPES.is_sorted() && NOT_TYPES.is_sorted());
    }

    parted! {
        one_behind_the_other: "\ta;\n}\nstatic int f(void)\n{\n", true
            => "?: a ; }\nf: static int f ( void ) {";
        a_type_on_its_own_line: "}\n\nstatic bool\nf(unsigned long a, int b)\n{", true
            => "?: }\nf: static bool f ( unsigned long a , int b ) {";
        a_call_is_none: "\tx = f(a, b);\n\tg(nid, &a);\n", true
            => "?: x = f ( a , b ) ; g ( nid , & a ) ;";
        a_prototype_is_none: "int f(int a);\nint b;\n", true => "?: int f ( int a ) ; int b ;";
        parameters_cut_off: "void *f(struct zone *zone,", true
            => "f: void * f ( struct zone * zone ,";
        without_blanks: "a;\n}\nstatic int f(void)\n{\nb;\n}\n", false
            => "?: a ; }\nf: static int f ( void ) { b ; }";
        a_cast_is_none: "return f((unsigned long)a);", true => "?: return f ( ( unsigned long ) a ) ;";
        behind_a_function: "}\nint a = 1;\n", true => "?: }\n-: int a = 1 ;";
    }
}
