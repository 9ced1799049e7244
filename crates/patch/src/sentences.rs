//! What a text's diffs come to, in sentences.

use zonescope_model::Patch;

use crate::{Change, What};

/// What a text's diffs come to, in sentences: which patches it holds, which changes are unknown,
/// how many do not matter. None for a text without diffs.
pub fn sentences(changes: &[Change]) -> Vec<String> {
    patches(changes).into_iter().chain(unknown(changes)).chain(others(changes)).collect()
}

/// `This text holds 2 patches: a, b; and quotes 1: c.`
fn patches(changes: &[Change]) -> Option<String> {
    let depth = changes.iter().filter(|change| change.patch().is_some()).map(|c| c.depth).min()?;
    let of = |quoted: bool| {
        let found = changes.iter().filter(move |change| (change.depth > depth) == quoted);
        found.filter_map(Change::patch).map(named).collect::<Vec<String>>()
    };
    let (own, quoted) = (of(false), of(true));
    let noun = if own.len() == 1 { "patch" } else { "patches" };
    let quotes = match quoted.len() {
        0 => String::new(),
        count => format!("; it quotes {count}: {}", quoted.join(", ")),
    };
    Some(format!("This text holds {} {noun}: {}{quotes}.", own.len(), own.join(", ")))
}

fn named((patch, reverted): (Patch, bool)) -> String {
    match reverted {
        false => patch.to_string(),
        true => format!("{patch} (taken back)"),
    }
}

/// A sentence for each change that is not known, and for how many more.
fn unknown(changes: &[Change]) -> impl Iterator<Item = String> + '_ {
    const MOST: usize = 5;
    let found = changes.iter().filter(|change| change.what == What::Unknown);
    let more = found.clone().count().saturating_sub(MOST);
    let each = found.take(MOST).map(|change| {
        format!(
            "Lines {} to {}: {change}. The verdicts are without it.",
            change.first(),
            change.last()
        )
    });
    each.chain((more > 0).then(|| format!("And so do {more} more.")))
}

fn others(changes: &[Change]) -> Option<String> {
    match changes.iter().filter(|change| !change.matters()).count() {
        0 => None,
        1 => Some("One hunk does not matter to zones.".to_owned()),
        count => Some(format!("{count} hunks do not matter to zones.")),
    }
}
