//! The normal form: of all scenarios that say the same, the one that links carry.

use crate::{NamedVariant, Scenario};

/// The most characters a title or a variant's name has in normal form.
pub(crate) const MAX_TEXT: usize = 120;

impl Scenario {
    /// The scenario in normal form: title and names on one line of at most 120 characters, no
    /// variant without a name, no machine but one that gives the memory. Links hold exactly this.
    #[must_use]
    pub fn normalised(&self) -> Scenario {
        Scenario {
            title: one_line(&self.title),
            setup: self.setup.clone(),
            machine: self.machine.clone().filter(|mirrored| mirrored.gives(&self.setup.memory)),
            variants: self.variants.iter().map(normal_variant).collect(),
            view: self.view,
        }
    }

    /// Whether the scenario is its own normal form.
    pub(crate) fn is_normal(&self) -> bool {
        let is_normal = |text: &str| one_line(text) == text;
        is_normal(&self.title)
            && self.variants.iter().all(|named| !named.name.is_empty() && is_normal(&named.name))
    }
}

fn normal_variant(named: &NamedVariant) -> NamedVariant {
    let name = one_line(&named.name);
    match name.is_empty() {
        true => NamedVariant::of(named.variant.patches, named.variant.kernel),
        false => NamedVariant { name, variant: named.variant },
    }
}

/// Runs of white space and control characters become one space, none at either end.
fn one_line(text: &str) -> String {
    let words = text.split(|c: char| c.is_whitespace() || c.is_control());
    let mut line = String::new();
    let mut free = MAX_TEXT;
    for word in words.filter(|word| !word.is_empty()) {
        if !line.is_empty() {
            if free < 2 {
                break;
            }
            line.push(' ');
            free -= 1;
        }
        for c in word.chars().take(free) {
            line.push(c);
            free -= 1;
        }
    }
    line
}

#[cfg(test)]
mod tests {
    use super::*;

    macro_rules! lines {
        ($($name:ident: $text:expr => $line:expr,)*) => {
            $(#[test] fn $name() {
                assert_eq!(one_line($text), $line);
                assert_eq!(one_line(&one_line($text)), $line);
            })*
        };
    }

    lines! {
        empty: "" => "",
        only_space: " \t\n" => "",
        inner_runs: "  two\r\n\tnodes\u{0}of  512G " => "two nodes of 512G",
        other_white_space: "a\u{a0}b\u{3000}c" => "a b c",
        not_ascii: "Fälle 😀" => "Fälle 😀",
        as_long_as_may_be: &"é".repeat(120) => "é".repeat(120),
        too_long: &"é".repeat(121) => "é".repeat(120),
        no_space_at_the_cut: &format!("{} b", "a".repeat(119)) => "a".repeat(119),
        one_letter_at_the_cut: &format!("{} bc", "a".repeat(118)) => format!("{} b", "a".repeat(118)),
    }
}
