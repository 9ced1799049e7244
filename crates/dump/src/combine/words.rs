//! The boot words behind a log that shows ZONE_MOVABLE, and no command line or one that does not
//! give it.

use zonescope_model::{
    evaluate, Amount, Arch, BootWords, Facts, Field, Flags, Kernel, MemoryMap, Outcome, Setup,
    Subject, Variant, Zone,
};

use super::readings::MOST_REGIONS;
use super::remark::{Mark, Remark};

/// Words that give the log's ZONE_MOVABLE: the one taken, and others that would give it too.
struct Implied {
    words: BootWords,
    others: Vec<BootWords>,
}

/// How many other words are named.
const MOST_OTHERS: usize = 2;

/// What the log says of ZONE_MOVABLE.
fn said(facts: &Facts) -> impl Iterator<Item = (Subject, Field, u64)> + Clone + '_ {
    facts.built.iter().filter_map(|fact| {
        let is_of_movable = match (fact.subject, fact.field) {
            (Subject::Node(_), Field::MovablePfn) => true,
            (Subject::Zone(_, Zone::Movable), field) => {
                matches!(field, Field::StartPfn | Field::Spanned)
            }
            _ => false,
        };
        is_of_movable.then_some((fact.subject, fact.field, fact.value))
    })
}

/// The words that are assumed, and what there is to say of those the log gives, or lacks.
pub(super) fn judged(
    memory: &MemoryMap,
    arch: Arch,
    facts: &Facts,
    given: Option<BootWords>,
    kernel: Kernel,
) -> Option<(Option<BootWords>, Remark)> {
    if !has_movable(facts) {
        return None;
    }
    let Some(given) = given else {
        let Some(Implied { words, others }) = implied(memory, arch, facts) else {
            return Some((None, Remark::WordsMissing));
        };
        // Those are taken wherever memory is mirrored.
        let is_taken_anyway = words.mirror;
        return (!is_taken_anyway).then_some((Some(words), Remark::WordsAssumed { words, others }));
    };
    let has = |flag| memory.regions().iter().any(|region| region.flags.has(flag));
    // With mirrored memory it depends on patches where Movable is.
    let depends = given.mirror && has(Flags::MIRROR);
    let is_small = memory.regions().len() <= MOST_REGIONS;
    if depends || !is_small || gives(memory, arch, facts, given, kernel) {
        return None;
    }
    // Older kernels take the word even so, and make Movable of all that is not marked.
    if given.mirror {
        return Some((None, Remark::MarksMissing(Mark::Mirrored)));
    }
    if given.movable_node && !has(Flags::HOTPLUG) {
        return Some((None, Remark::MarksMissing(Mark::HotPluggable)));
    }
    let Implied { words, others } = implied(memory, arch, facts)?;
    Some((None, Remark::WordsDiffer { words, others }))
}

/// Whether words give what the log says of ZONE_MOVABLE.
fn gives(memory: &MemoryMap, arch: Arch, facts: &Facts, words: BootWords, kernel: Kernel) -> bool {
    let setup = Setup { memory: memory.clone(), words, arch, deferred_init: true };
    let variant = Variant { kernel, ..Variant::default() };
    let outcome = evaluate(&setup, variant, &mut ());
    said(facts).all(|(subject, field, value)| number(&outcome, subject, field) == Some(value))
}

/// Whether the log shows a ZONE_MOVABLE.
fn has_movable(facts: &Facts) -> bool {
    said(facts).any(|(.., value)| value > 0)
}

/// The words that give what the log says of ZONE_MOVABLE, if any do; the roundest first.
fn implied(memory: &MemoryMap, arch: Arch, facts: &Facts) -> Option<Implied> {
    if memory.regions().len() > MOST_REGIONS {
        return None;
    }
    let gives = |words: &BootWords| gives(memory, arch, facts, *words, Kernel::default());
    let mut fitting = candidates(memory, arch, facts).into_iter().filter(gives);
    let words = fitting.next()?;
    let mut others: Vec<BootWords> = Vec::new();
    let kind = |words: &BootWords| (words.kernelcore.is_some(), words.movablecore.is_some());
    for other in fitting {
        let is_known = std::iter::once(&words).chain(&others).any(|one| kind(one) == kind(&other));
        if !is_known && others.len() < MOST_OTHERS {
            others.push(other);
        }
    }
    Some(Implied { words, others })
}

/// The outcome's number; a node without ZONE_MOVABLE has 0, as the log's facts do.
fn number(outcome: &Outcome, subject: Subject, field: Field) -> Option<u64> {
    let node = outcome.node(subject.nid()?)?;
    Some(match (subject, field) {
        (Subject::Node(_), _) => node.movable_pfn.map_or(0, |pfn| pfn.get()),
        (_, Field::StartPfn) => node.zone(Zone::Movable)?.range.start().get(),
        _ => node.zone(Zone::Movable)?.range.pages(),
    })
}

/// The words that could be: marks, then sizes from the roundest down, then percentages.
fn candidates(memory: &MemoryMap, arch: Arch, facts: &Facts) -> Vec<BootWords> {
    let none = BootWords::default();
    let mut words =
        vec![BootWords { mirror: true, ..none }, BootWords { movable_node: true, ..none }];
    let (kernel, total) = kernel_bytes(memory, arch, facts);
    let kernelcore = |amount| BootWords { kernelcore: Some(amount), ..none };
    let movablecore = |amount| BootWords { movablecore: Some(amount), ..none };
    for shift in [30, 29, 28, 27, 26, 24, 22, 20, arch.page_shift] {
        let step = 1u64 << shift;
        let around = |bytes: u64| {
            let below = bytes - bytes % step;
            [below, below.saturating_add(step)].into_iter().filter(|bytes| *bytes > 0)
        };
        words.extend(around(kernel).map(|bytes| kernelcore(Amount::Bytes(bytes))));
        let movable = total.saturating_sub(kernel);
        words.extend(around(movable).map(|bytes| movablecore(Amount::Bytes(bytes))));
    }
    let percent = |bytes: u64| {
        let whole = (u128::from(bytes) * 100).checked_div(u128::from(total)).unwrap_or(0);
        let whole = u64::try_from(whole).unwrap_or(0);
        [whole, whole.saturating_add(1)].into_iter().filter(|percent| (1..100).contains(percent))
    };
    words.extend(percent(kernel).map(|percent| kernelcore(Amount::Percent(percent))));
    let movable = total.saturating_sub(kernel);
    words.extend(percent(movable).map(|percent| movablecore(Amount::Percent(percent))));
    words
}

/// How much memory is not ZONE_MOVABLE's, by the log, and how much there is, in bytes.
fn kernel_bytes(memory: &MemoryMap, arch: Arch, facts: &Facts) -> (u64, u64) {
    let mut kernel = 0u64;
    let mut total = 0u64;
    for region in memory.regions() {
        let (base, end) = (region.base.get(), region.end.get());
        let start = said(facts).find_map(|(subject, field, value)| {
            let is_start = matches!(field, Field::MovablePfn | Field::StartPfn);
            let is_of_node = subject.nid() == Some(region.nid) && is_start && value > 0;
            is_of_node.then(|| value.saturating_mul(arch.page_size()))
        });
        total = total.saturating_add(end - base);
        kernel = kernel.saturating_add(start.map_or(end, |start| start.clamp(base, end)) - base);
    }
    if said(facts).all(|(_, field, _)| field == Field::Spanned) {
        let movable = said(facts).map(|(.., pages)| pages).fold(0, u64::saturating_add);
        kernel = total.saturating_sub(movable.saturating_mul(arch.page_size()));
    }
    (kernel, total)
}
