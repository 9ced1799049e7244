//! A set of patches as what to change in a kernel's source, in words.

use zonescope_model::{name_of_patches, Patch, PatchSet, Release, Version};

use crate::sentence::sentence;
use crate::text::wrapped;

/// Up to here the functions were in another file.
const MOVED: (&str, &str) = ("6.4", "mm/page_alloc.c");

/// What to change in the source of `release`, function by function, so that it has `patches` and no
/// others of those modelled; without a release, in the code the thread starts from. At most 72
/// columns.
pub fn apply_text(patches: PatchSet, release: Option<&Release>) -> String {
    let has = release.map_or(PatchSet::NONE, |release| release.patches);
    let of = |wanted: bool, is: bool| {
        let all = Patch::ALL.into_iter();
        all.filter(move |patch| (patches.has(*patch), has.has(*patch)) == (wanted, is))
    };
    let name = match name_of_patches(patches) {
        Some(name) => name.to_owned(),
        None => patches.to_string(),
    };
    let place = match release {
        Some(release) => release.title(),
        None => "the code the thread starts from".to_owned(),
    };
    let mut out = wrapped(&format!("{name}, on {place}"), "");
    let known: Vec<&str> = of(true, true).map(Patch::slug).collect();
    if !known.is_empty() {
        out += "\n";
        out += &wrapped(&format!("It has {} already.", known.join(", ")), "");
    }
    for patch in of(true, false) {
        out += &change(patch, release, "");
    }
    for patch in of(false, true) {
        out += &change(patch, release, "To take back: ");
    }
    if patches == has {
        out += "\n";
        out += &wrapped("Nothing is to be changed.", "");
    }
    out
}

/// What one patch changes and where, and the commit that did.
fn change(patch: Patch, release: Option<&Release>, lead: &str) -> String {
    let entry = patch.entry();
    let functions: Vec<String> = entry.functions.iter().map(|name| format!("{name}()")).collect();
    let place = format!("{}, {}", file(entry.file, release), functions.join(", "));
    let mut out = format!("\n{}", wrapped(&place, ""));
    // A function is called as it is, at the beginning of a sentence too.
    let begins_with_name =
        entry.change.split(' ').next().is_some_and(|word| word.contains(['(', '_']));
    let what = match begins_with_name || !lead.is_empty() {
        true => format!("{lead}{}.", entry.change),
        false => sentence(entry.change),
    };
    out += &wrapped(&what, "    ");
    let upstream = match entry.upstream {
        Some(upstream) => format!(
            "{patch} ({}): {} \"{}\", in {}.",
            entry.posted, upstream.commit, upstream.subject, upstream.since
        ),
        None => format!("{patch} ({}): in no release.", entry.posted),
    };
    out += &wrapped(&upstream, "    ");
    out
}

/// The file in which the functions are.
fn file(file: &str, release: Option<&Release>) -> String {
    let (border, before) = MOVED;
    let border = Version::parse(border);
    let is_before = |version: Version| border.is_some_and(|border| version < border);
    match release {
        Some(release) if border.is_some_and(|border| release.until <= border) => before.to_owned(),
        Some(release) if is_before(release.from) => format!("{file} ({before} up to 6.3)"),
        _ => file.to_owned(),
    }
}
