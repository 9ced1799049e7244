//! A log beside the model, in text of at most 72 columns.

use zonescope_model::{
    Arch, Check, Compared, Field, Gap, Kernel, Observation, PatchSet, Release, Subject, Variant,
    Verdict, Zone,
};
use zonescope_scenario::NamedVariant;

use crate::consequence::verdict_name;
use crate::sentence::listed;
use crate::text::{wrapped, wrapped_as};
use crate::{size_of_pages, visible};

/// How many sets of patches are listed by name; JSON has them all.
const MOST_SETS: usize = 6;

/// The comparison for people. `used` says what the memory map was made of.
pub fn check_text(check: &Check, used: Option<&str>, arch: &Arch) -> String {
    let mut text = used.map_or(String::new(), |used| wrapped(&visible(used), ""));
    text += &wrapped(&check_sentence(check), "");
    if let Some(caution) = caution(check, arch) {
        text += &wrapped(&caution, "");
    }
    let differences: Vec<&Compared> = check.comparison.differences().collect();
    if !differences.is_empty() {
        text += "\n";
        text += &format!("  {:<16} {:<11} {:>19} {:>19}\n", "", "", "log", "model");
        for difference in differences {
            let number = |value| number(difference.field, value);
            text += &format!(
                "  {:<16} {:<11} {:>19} {:>19}\n",
                difference.subject.to_string(),
                difference.field.name(),
                number(difference.log),
                number(difference.model)
            );
            if let Field::Warning(warning) = difference.field {
                text += &wrapped(&format!("\"{warning}\""), "    ");
            }
        }
    }
    text += "\n";
    if let Some(releases) = releases_sentence(check) {
        text += &wrapped_as(&releases, "", "  ");
    }
    text += &explained(check);
    if !check.gaps.is_empty() {
        text += "\n";
        text += &managed(check, arch);
    }
    text
}

/// Whether log and model agree, in one sentence.
pub fn check_sentence(check: &Check) -> String {
    let all = check.comparison.compared.len();
    let name = compared_with(check);
    match check.comparison.differences().count() {
        0 => {
            let fares = match check.verdict {
                Verdict::Ok => String::new(),
                faulty => format!(", which is {} on this machine", verdict_name(faulty)),
            };
            format!("Equal: all {all} numbers the log gives are those of {name}{fares}.")
        }
        some => format!(
            "Different: of the {all} numbers the log gives {some} {} not {} of {name}.",
            if some == 1 { "is" } else { "are" },
            if some == 1 { "that" } else { "those" },
        ),
    }
}

/// `6.12.y from 6.12.110: node-extent (v6.12)`, the release first where there is one.
fn compared_with(check: &Check) -> String {
    let variant = format!("{} ({})", name(check.variant), check.variant.kernel);
    match check.release_compared() {
        Some(release) => format!("{}: {variant}", release.title()),
        None => variant,
    }
}

/// The other stable releases that explain the log, in one sentence; that its own does not, where
/// that is so.
pub fn releases_sentence(check: &Check) -> Option<String> {
    let compared = check.release_compared();
    let titles: Vec<String> = check
        .releases_that_explain()
        .filter(|release| Some(*release) != compared)
        .map(Release::title)
        .collect();
    let titles: Vec<&str> = titles.iter().map(String::as_str).collect();
    let others = (!titles.is_empty()).then(|| format!("Also explained by {}.", listed(&titles)));
    let own = check.release.filter(|release| Some(*release) != compared);
    let own = own.map(|release| {
        format!(
            "The log's own release, {}, gives other numbers: a distribution may have backported \
             patches, or taken some out.",
            release.title()
        )
    });
    let sentences: Vec<String> = own.into_iter().chain(others).collect();
    (!sentences.is_empty()).then(|| sentences.join(" "))
}

/// What the model does not cover of this log.
pub fn caution(check: &Check, arch: &Arch) -> Option<String> {
    let older = check.is_older.then(|| {
        format!("The log's kernel is older than any modelled: read as {}.", Kernel::ALL[0])
    });
    let unchecked = arch
        .checked
        .is_empty()
        .then(|| format!("The model is not checked against a kernel of {arch}."));
    match (older, unchecked) {
        (Some(older), Some(unchecked)) => Some(format!("{older} {unchecked}")),
        (older, unchecked) => older.or(unchecked),
    }
}

/// A node's managed pages beside its present ones, in one sentence.
pub fn gap_sentence(gap: &Gap, arch: &Arch) -> String {
    let Gap { nid, present, managed, reserved, memmap, tables, .. } = gap;
    let mut sentence =
        format!("Node {nid}: {present} pages present, {managed} managed, {reserved} reserved");
    if *memmap > 0 {
        sentence += &format!(
            "; {memmap} for struct pages (taken as {} bytes each) and {tables} for tables and \
             bounce buffers are assumed",
            Gap::STRUCT_PAGE
        );
    }
    if i128::from(*managed) > *present {
        sentence += "; more are managed than present, as the present counts of mirrored and \
                     interleaved nodes leave out pages that are there";
    }
    sentence += &match gap.lost() {
        0 => ".".to_owned(),
        lost => format!(
            ". Lost: at least {lost} pages ({}), which nothing accounts for.",
            size_of_pages(lost, arch.page_shift)
        ),
    };
    sentence
}

fn managed(check: &Check, arch: &Arch) -> String {
    let mut text = String::new();
    for gap in &check.gaps {
        text += &wrapped_as(&gap_sentence(gap, arch), "", "  ");
    }
    let is_lost = check.gaps.iter().any(|gap| gap.lost() > 0);
    if is_lost && check.never_init > 0 {
        text += &wrapped(
            &format!(
                "The model has {} pages of memory that {} never initialises, before any zone grows \
                 early: from 6.18 on a boot may show fewer, by whole sections.",
                check.never_init,
                name(check.variant)
            ),
            "",
        );
    }
    text
}

/// Variants that explain a log and that nothing a kernel shows tells apart.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Alike {
    /// `a`, `b`, ...: what [`tells_apart`] calls it.
    pub letter: String,
    /// The sets of patches that hold no other one of these, and their kernels.
    pub smallest: Vec<(PatchSet, Vec<Kernel>)>,
    /// How many sets with more patches there are besides.
    pub larger: usize,
}

/// The variants that explain the log, the one with the fewest patches first.
pub fn explained_by(check: &Check) -> Vec<Alike> {
    let groups = groups(check);
    let groups = groups.iter().enumerate();
    groups.map(|(place, group)| alike(place, group)).collect()
}

/// What to look for to tell apart what [`explained_by`] lists.
pub fn tells_apart(check: &Check) -> Vec<String> {
    let groups = groups(check);
    let observations = check.explanation.observations.iter();
    observations.map(|observation| answers(observation, check, &groups)).collect()
}

/// That nothing explains the log, what the reason may be by what differs, and what would settle it.
pub fn unexplained(check: &Check) -> String {
    const NOTHING: &str =
        "No kernel and no set of patches the model knows gives all of these numbers";
    if check.is_older {
        return format!("{NOTHING}, but the log's kernel is older than they are.");
    }
    let differs = |of: &dyn Fn(&Compared) -> bool| check.comparison.differences().any(of);
    let reason = if differs(&|found| {
        matches!(found.subject, Subject::Node(_))
            && matches!(found.field, Field::StartPfn | Field::EndPfn)
    }) {
        "nodes begin or end elsewhere, so the memory map is not the one this kernel had: rows may \
         be missing, garbled or of another boot; paste all of `dmesg`"
    } else if differs(&|found| {
        found.field == Field::MovablePfn || found.subject.zone() == Some(Zone::Movable)
    }) {
        "Movable is elsewhere, so words of the command line or marks of memory (MIRROR, HOTPLUG) are \
         not as read here: give the words with --cmdline, and the EFI memory map and SRAT with the \
         log"
    } else if differs(&|found| matches!(found.subject, Subject::Limits(_))) {
        "zones end elsewhere, so the architecture or its configuration is another: name it with \
         --arch"
    } else {
        "the memory map may not be the one this kernel had, or its patches are others: a log booted \
         with memblock=debug mminit_loglevel=4 would settle it"
    };
    format!("{NOTHING}: {reason}.")
}

/// The variants that explain the log, and what to look for to tell them apart.
fn explained(check: &Check) -> String {
    let groups = explained_by(check);
    match &groups[..] {
        [] => return wrapped(&unexplained(check), ""),
        [only] => return wrapped_as(&format!("Explained by {}.", sets(only)), "", "  "),
        _ => {}
    }
    let mut text = wrapped("Explained by:", "");
    for group in &groups {
        text += &wrapped_as(&format!("{}. {}", group.letter, sets(group)), "  ", "     ");
    }
    text += &wrapped("To tell them apart, look for:", "");
    for line in tells_apart(check) {
        text += &wrapped_as(&line, "  ", "    ");
    }
    text
}

/// Members that no observation tells apart, in the order of their first ones.
fn groups(check: &Check) -> Vec<Vec<Variant>> {
    let explanation = &check.explanation;
    let mut groups: Vec<(Vec<i128>, Vec<Variant>)> = Vec::new();
    for (place, member) in explanation.members.iter().enumerate() {
        let answers: Vec<i128> = explanation
            .observations
            .iter()
            .filter_map(|observation| observation.values.get(place).copied())
            .collect();
        match groups.iter_mut().find(|(known, _)| *known == answers) {
            Some((_, group)) => group.push(*member),
            None => groups.push((answers, vec![*member])),
        }
    }
    groups.into_iter().map(|(_, group)| group).collect()
}

/// `a`, `b`, ...; numbers after `z`.
fn letter(place: usize) -> String {
    u8::try_from(place)
        .ok()
        .filter(|place| *place < 26)
        .map_or(place.to_string(), |place| char::from(b'a' + place).to_string())
}

fn alike(place: usize, group: &[Variant]) -> Alike {
    let is_within = |small: PatchSet, large: PatchSet| {
        small != large && small.iter().all(|patch| large.has(patch))
    };
    let mut smallest: Vec<(PatchSet, Vec<Kernel>)> = Vec::new();
    let mut others: Vec<PatchSet> = Vec::new();
    for Variant { kernel, patches } in group.iter().copied() {
        if group.iter().any(|other| is_within(other.patches, patches)) {
            others.push(patches);
            continue;
        }
        match smallest.iter_mut().find(|(known, _)| *known == patches) {
            Some((_, kernels)) => kernels.push(kernel),
            None => smallest.push((patches, vec![kernel])),
        }
    }
    others.dedup();
    Alike { letter: letter(place), smallest, larger: others.len() }
}

/// `node-extent (v6.12) and 7 sets with more patches`.
fn sets(alike: &Alike) -> String {
    let smallest = &alike.smallest;
    let mut names: Vec<String> = smallest
        .iter()
        .take(MOST_SETS)
        .map(|(patches, kernels)| {
            let kernels: Vec<&str> = kernels.iter().map(|kernel| kernel.name()).collect();
            format!("{} ({})", name_of(*patches), kernels.join(", "))
        })
        .collect();
    let more = smallest.len().saturating_sub(MOST_SETS);
    if more > 0 {
        names.push(format!("{more} others as small"));
    }
    names.extend(larger(alike));
    match names.split_last() {
        Some((last, most)) if !most.is_empty() => format!("{} or {last}", most.join(", ")),
        _ => names.concat(),
    }
}

/// `7 sets with more patches`, if there are any.
pub fn larger(alike: &Alike) -> Option<String> {
    match alike.larger {
        0 => None,
        1 => Some("1 set with more patches".to_owned()),
        many => Some(format!("{many} sets with more patches")),
    }
}

/// `node 0 deferred pages initialised: a no; b yes`.
fn answers(observation: &Observation, check: &Check, groups: &[Vec<Variant>]) -> String {
    let members = &check.explanation.members;
    let mut by_value: Vec<(i128, Vec<String>)> = Vec::new();
    for (place, group) in groups.iter().enumerate() {
        let member =
            group.first().and_then(|first| members.iter().position(|member| member == first));
        let Some(value) = member.and_then(|member| observation.values.get(member)) else {
            continue;
        };
        match by_value.iter_mut().find(|(known, _)| known == value) {
            Some((_, letters)) => letters.push(letter(place)),
            None => by_value.push((*value, vec![letter(place)])),
        }
    }
    let answers: Vec<String> = by_value
        .iter()
        .map(|(value, letters)| format!("{} {}", letters.join(", "), answer(observation, *value)))
        .collect();
    let is_there = check.comparison.compared.iter().any(|compared| {
        (compared.subject, compared.field) == (observation.subject, observation.field)
    });
    let silence = match observation.field {
        Field::Deferred if !is_there => " (this log has no such line)",
        _ => "",
    };
    format!("{}: {}{silence}", question(observation), answers.join("; "))
}

/// What to look for, in the kernel's words where it has some.
fn question(observation: &Observation) -> String {
    let Observation { subject, field, .. } = observation;
    match field {
        Field::Deferred => format!("\"{subject} deferred pages initialised\""),
        Field::Unavailable => match (subject.nid(), subject.zone()) {
            (Some(nid), Some(zone)) => {
                format!("\"On node {nid}, zone {zone}: pages in unavailable ranges\", in all")
            }
            _ => format!("{subject}, pages in unavailable ranges"),
        },
        Field::Linked => format!("{subject}, managed at most"),
        field => format!("{subject}, {}", field.name()),
    }
}

fn answer(observation: &Observation, value: i128) -> String {
    match observation.field {
        Field::Deferred | Field::Warning(_) => if value != 0 { "yes" } else { "no" }.to_owned(),
        field => number(field, value),
    }
}

fn number(field: Field, value: i128) -> String {
    match field.is_pfn() {
        true => format!("{value:#x}"),
        false => value.to_string(),
    }
}

/// A variant's name without its kernel.
pub(crate) fn name(variant: Variant) -> String {
    name_of(variant.patches)
}

fn name_of(patches: PatchSet) -> String {
    NamedVariant::of(patches, Kernel::default()).name
}
