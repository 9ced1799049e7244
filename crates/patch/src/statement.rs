//! C as statements, in one form for all ways of writing the same.

use std::collections::HashMap;

use crate::function::is_type;
use crate::token::{is_name, Kind, Token};

/// The tokens of a statement, up to its `;`, `{` or `}`.
pub(crate) type Statement<'t> = Vec<&'t str>;

/// The statements of some tokens, each in its one form: conditions in order, a declaration for each
/// name and these in order too; without messages and without counters no step reads.
pub(crate) fn statements<'t>(tokens: &[Token<'t>]) -> Vec<Statement<'t>> {
    let mut all = Vec::new();
    let mut one = Vec::new();
    let mut depth = 0usize;
    for token in tokens {
        if matches!(token.kind, Kind::Directive | Kind::Gap) {
            add(&mut all, std::mem::take(&mut one));
            all.push(vec![token.text]);
            depth = 0;
            continue;
        }
        one.push(token.text);
        match token.text {
            "(" | "[" => depth += 1,
            ")" | "]" => depth = depth.saturating_sub(1),
            ";" | "{" | "}" if depth == 0 => add(&mut all, std::mem::take(&mut one)),
            _ => {}
        }
    }
    add(&mut all, one);
    for run in all.chunk_by_mut(|a, b| is_plain(a) && is_plain(b)) {
        run.sort();
    }
    all
}

/// Adds a statement in its one form.
fn add<'t>(all: &mut Vec<Statement<'t>>, statement: Statement<'t>) {
    if statement.is_empty() || is_message(&statement) || is_counter(&statement) {
        return;
    }
    if is_declaration(&statement) {
        all.extend(declarations(&statement));
    } else {
        all.push(with_ordered_conditions(statement));
    }
}

/// Whether a statement only prints.
fn is_message(statement: &[&str]) -> bool {
    const PRINTERS: [&str; 7] =
        ["mminit_dprintk", "pr_debug", "pr_err", "pr_info", "pr_notice", "pr_warn", "printk"];
    matches!(statement, [name, "(", .., ")", ";"] if PRINTERS.contains(name))
}

/// Whether a statement only sets a member of a zone or node that no step reads: what steps read
/// is named by what it counts.
fn is_counter(statement: &[&str]) -> bool {
    const READ: [&str; 6] = ["pfn", "spanned", "present", "deferred", "node_id", "node_zones"];
    const OPERATORS: [&str; 5] = ["=", "+=", "-=", "++", "--"];
    let [owner, "->", member, operator, value @ .., ";"] = statement else {
        return false;
    };
    matches!(*owner, "zone" | "pgdat")
        && !READ.iter().any(|read| member.contains(read))
        && OPERATORS.contains(operator)
        && !value.iter().any(|token| matches!(*token, "(" | "=" | "++" | "--" | "{"))
}

/// Whether a statement declares names; a function's prototype does not.
pub(crate) fn is_declaration(statement: &[&str]) -> bool {
    let mut words = statement.iter().skip_while(|word| **word == "static");
    let is_typed = words.next().is_some_and(|word| is_type(word));
    let is_prototype = statement.ends_with(&[")", ";"]) && !statement.contains(&"=");
    is_typed && statement.last() == Some(&";") && !is_prototype
}

/// Whether a statement declares a name and calls nothing: its place among its like is no matter.
fn is_plain(statement: &[&str]) -> bool {
    is_declaration(statement) && !statement.contains(&"(")
}

/// `int a = 0, *b;` as `int a = 0 ;` and `int * b ;`.
fn declarations<'t>(statement: &[&'t str]) -> Vec<Statement<'t>> {
    let names = statement.iter().take_while(|token| token.starts_with(is_name));
    // The last word before a sign is the first name declared.
    let mut of_type = names.count();
    if statement.get(of_type) != Some(&"*") {
        of_type = of_type.saturating_sub(1);
    }
    let (kind, rest) = statement.split_at_checked(of_type).unwrap_or((statement, &[]));
    let mut all = Vec::new();
    let mut one = kind.to_vec();
    let mut depth = 0usize;
    for token in rest {
        match *token {
            "(" | "[" | "{" => depth += 1,
            ")" | "]" | "}" => depth = depth.saturating_sub(1),
            _ => {}
        }
        match *token {
            "," | ";" if depth == 0 => {
                one.push(";");
                all.push(std::mem::replace(&mut one, kind.to_vec()));
            }
            token => one.push(token),
        }
    }
    all
}

/// The statement with the terms of each `if (a && b)` in order.
fn with_ordered_conditions(statement: Statement<'_>) -> Statement<'_> {
    /// What is longer is left as it is.
    const LONGEST: usize = 512;
    if statement.len() > LONGEST || !statement.contains(&"if") {
        return statement;
    }
    let mut out = Vec::with_capacity(statement.len());
    let mut at = 0;
    while let Some(token) = statement.get(at) {
        out.push(*token);
        at += 1;
        let Some((inside, behind)) = group(&statement, at).filter(|_| *token == "if") else {
            continue;
        };
        if let Some(terms) = statement.get(inside).and_then(terms) {
            out.push("(");
            out.extend(terms.join(&"&&"));
            out.push(")");
            at = behind;
        }
    }
    out
}

/// The tokens within the brackets that open at `at`, and the place behind them.
fn group(tokens: &[&str], at: usize) -> Option<(std::ops::Range<usize>, usize)> {
    if tokens.get(at) != Some(&"(") {
        return None;
    }
    let mut depth = 0usize;
    for (place, token) in tokens.iter().enumerate().skip(at) {
        match *token {
            "(" => depth += 1,
            ")" => depth = depth.saturating_sub(1),
            _ => {}
        }
        if depth == 0 {
            return Some((at + 1..place, place + 1));
        }
    }
    None
}

/// The terms of a condition that `&&` joins, in order; none if something else joins them, or one
/// of them sets what another may read.
fn terms<'t>(condition: &[&'t str]) -> Option<Vec<Statement<'t>>> {
    let mut all = vec![Vec::new()];
    let mut depth = 0usize;
    for token in condition {
        match *token {
            "(" | "[" => depth += 1,
            ")" | "]" => depth = depth.saturating_sub(1),
            "||" | "?" | "," if depth == 0 => return None,
            "=" | "+=" | "-=" | "++" | "--" => return None,
            _ => {}
        }
        match (*token, all.last_mut()) {
            ("&&", _) if depth == 0 => all.push(Vec::new()),
            (token, Some(term)) => term.push(token),
            (_, None) => {}
        }
    }
    let mut all: Vec<Statement<'t>> = all.into_iter().map(|term| upright(bare(term))).collect();
    all.sort();
    Some(all)
}

/// A term without brackets around all of it.
fn bare(mut term: Statement<'_>) -> Statement<'_> {
    while let Some((inside, behind)) = group(&term, 0) {
        if behind != term.len() {
            break;
        }
        term = term.get(inside).unwrap_or_default().to_vec();
    }
    term
}

/// `b > a` as `a < b`, and `b == a` as `a == b`.
fn upright(term: Statement<'_>) -> Statement<'_> {
    let mut depth = 0usize;
    let mut found = None;
    for (at, token) in term.iter().enumerate() {
        match *token {
            "(" | "[" => depth += 1,
            ")" | "]" => depth = depth.saturating_sub(1),
            "<" | ">" | "<=" | ">=" | "==" | "!=" if depth == 0 && found.is_none() => {
                found = Some((at, *token));
            }
            "<" | ">" | "<=" | ">=" | "==" | "!=" if depth == 0 => return term,
            "<<" | ">>" | "&" | "|" | "^" if depth == 0 && at > 0 => return term,
            _ => {}
        }
    }
    let Some((at, sign)) = found else {
        return term;
    };
    let (left, right) = term.split_at(at);
    let right = right.get(1..).unwrap_or_default();
    let sign = match sign {
        ">" => "<",
        ">=" => "<=",
        "==" | "!=" if right < left => sign,
        _ => return term,
    };
    [right, &[sign], left].concat()
}

/// Whether both say the same, names of locals aside: a name may be another if it is so everywhere
/// and where it is declared.
pub(crate) fn same(old: &[Statement<'_>], new: &[Statement<'_>]) -> bool {
    if old.len() != new.len() {
        return false;
    }
    let mut names = Names::default();
    let alike = old.iter().zip(new).all(|(old, new)| names.match_statement(old, new));
    alike && names.are_declared()
}

/// Names of the old file by those of the new one, and the other way round.
#[derive(Default)]
struct Names<'t> {
    new_of: HashMap<&'t str, &'t str>,
    old_of: HashMap<&'t str, &'t str>,
    declared: Vec<&'t str>,
}

impl<'t> Names<'t> {
    fn match_statement(&mut self, old: &[&'t str], new: &[&'t str]) -> bool {
        old.len() == new.len()
            && (0..old.len()).all(|at| self.match_token(old, new, at).unwrap_or(false))
    }

    fn match_token(&mut self, old: &[&'t str], new: &[&'t str], at: usize) -> Option<bool> {
        let (a, b) = (*old.get(at)?, *new.get(at)?);
        let is_local = |tokens: &[&str], name: &str| {
            let before = at.checked_sub(1).and_then(|at| tokens.get(at));
            name.starts_with(|c: char| c.is_ascii_lowercase() || c == '_')
                && !is_type(name)
                && !WORDS.contains(&name)
                && tokens.get(at + 1) != Some(&"(")
                && !matches!(before, Some(&"->" | &"." | &"struct" | &"enum" | &"goto"))
        };
        if a != b && !(is_local(old, a) && is_local(new, b)) {
            return Some(false);
        }
        if !a.starts_with(is_name) {
            return Some(true);
        }
        if a != b && is_declared_at(new, at) {
            self.declared.push(a);
        }
        Some(*self.new_of.entry(a).or_insert(b) == b && *self.old_of.entry(b).or_insert(a) == a)
    }

    fn are_declared(&self) -> bool {
        self.new_of.iter().all(|(old, new)| old == new || self.declared.contains(old))
    }
}

/// Words of C that are no names.
const WORDS: [&str; 14] = [
    "break", "case", "continue", "default", "do", "else", "for", "goto", "if", "return", "sizeof",
    "static", "switch", "while",
];

/// Whether a type stands before the name at this place.
fn is_declared_at(tokens: &[&str], at: usize) -> bool {
    let mut before = tokens.get(..at).unwrap_or_default();
    while let Some((&"*", rest)) = before.split_last() {
        before = rest;
    }
    match before {
        [.., "struct" | "enum", _] => true,
        [.., word] => is_type(word),
        [] => false,
    }
}

/// Matches a statement with a pattern, `$` in it any name; the names.
pub(crate) fn matches<'t>(statement: &[&'t str], pattern: &str) -> Option<Vec<&'t str>> {
    let mut names = Vec::new();
    let mut tokens = statement.iter();
    for want in pattern.split(' ') {
        let token = *tokens.next()?;
        let is_name = token.starts_with(|c: char| c.is_ascii_alphabetic() || c == '_');
        if want == "$" && is_name && !WORDS.contains(&token) {
            names.push(token);
        } else if want != token {
            return None;
        }
    }
    tokens.next().is_none().then_some(names)
}

/// The only statement a pattern matches: its place, and the names.
pub(crate) fn only<'t>(all: &[Statement<'t>], pattern: &str) -> Option<(usize, Vec<&'t str>)> {
    let mut found = all
        .iter()
        .enumerate()
        .filter_map(|(at, statement)| Some((at, matches(statement, pattern)?)));
    let first = found.next()?;
    found.next().is_none().then_some(first)
}

/// A number for what statements say, the same whatever locals are called: code is known by it
/// without a copy of it.
pub(crate) fn fingerprint(all: &[Statement<'_>]) -> u64 {
    let mut numbers: HashMap<&str, u32> = HashMap::new();
    let mut hash = 0xcbf2_9ce4_8422_2325_u64;
    // FNV-1a.
    let mut feed = |bytes: &[u8]| {
        for byte in bytes {
            hash = (hash ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3);
        }
    };
    for statement in all {
        for (at, token) in statement.iter().enumerate() {
            let is_local = token.starts_with(|c: char| c.is_ascii_lowercase())
                && statement.get(at + 1) != Some(&"(")
                && !is_type(token)
                && !WORDS.contains(token)
                && !KNOWN.contains(token);
            if is_local {
                let next = numbers.len() as u32;
                let number = *numbers.entry(token).or_insert(next);
                feed(&number.to_le_bytes());
            } else {
                feed(token.as_bytes());
            }
            feed(b" ");
        }
        feed(b"\n");
    }
    hash
}

/// Names a fingerprint keeps: other ones mean other things.
const KNOWN: [&str; 5] =
    ["false", "memblock_region", "mirrored_kernelcore", "true", "zone_movable_pfn"];
