//! What became of each line, run by run.

use yew::prelude::*;
use zonescope_dump::{LineFate, LineRun};
use zonescope_model::PatchSet;
use zonescope_patch::{Change, HunkLines, What};
use zonescope_sorted::sort_by_key;

use super::excerpt::Place;
use crate::bench::{Action, Hinted, Look, Reading};
use crate::hooks::use_fold;
use crate::parts::{use_more, More};

/// More of a line is not shown.
const LINE_SHOWN: usize = 120;

/// What [`Lines`] shows.
#[derive(Properties, PartialEq)]
pub struct Props {
    /// The text and its lines.
    pub reading: Reading,
    /// What is pointed at.
    pub look: Look,
    /// The user wants to see these lines.
    pub on_place: Callback<Place>,
    /// What the user did.
    pub on: Callback<Action>,
}

/// A list of runs of lines, made when it is opened.
#[function_component(Lines)]
pub fn lines(props: &Props) -> Html {
    let (open, ontoggle) = use_fold();
    let more = use_more();
    html! {
        <details class="lines" {ontoggle}>
            <summary>{ "What became of each line" }</summary>
            if open {
                { list(props, &more) }
            }
        </details>
    }
}

fn list(props: &Props, more: &More) -> Html {
    let reading = &props.reading;
    let runs = &reading.log.lines;
    if runs.is_empty() {
        return html! {
            <p class="soft">{ "There is no text yet: paste a boot log above, or drop a file on the page." }</p>
        };
    }
    let hunks = hunks(&reading.changes);
    let all = || runs.iter().flat_map(|run| fates(&run, &hunks));
    let rows = all().take(more.shown).map(|fate| {
        let first = reading.lines.from(&reading.text, fate.first).next();
        let first = first.unwrap_or_default().chars().take(LINE_SHOWN).collect();
        row(fate, first, props)
    });
    let count = if hunks.is_empty() { runs.len() } else { all().count() };
    html! {
        <div class="scroll" tabindex="0" role="region" aria-label="What became of each line">
            <ol>{ for rows }</ol>
            { more.button(count, "runs of lines") }
        </div>
    }
}

/// What became of some lines.
#[derive(PartialEq, Debug)]
struct Fate {
    first: u32,
    last: u32,
    class: &'static str,
    word: &'static str,
    note: Option<String>,
    /// The patches it is a hunk of.
    patches: PatchSet,
}

/// Hunks in order, each with what there is to say of it.
fn hunks(changes: &[Change]) -> Vec<(HunkLines, Vec<&Change>)> {
    let mut hunks: Vec<(HunkLines, Vec<&Change>)> = Vec::new();
    let each = changes.iter().flat_map(|change| change.hunks.iter().map(move |at| (*at, change)));
    let mut each: Vec<(HunkLines, &Change)> = each.collect();
    sort_by_key(&mut each, |(lines, _)| *lines);
    for (lines, change) in each {
        match hunks.last_mut() {
            Some((last, said)) if *last == lines => said.push(change),
            _ => hunks.push((lines, vec![change])),
        }
    }
    hunks
}

/// What became of a run of lines: where the reader of logs passed over a hunk, the reader of diffs
/// has something to say.
fn fates(run: &LineRun, hunks: &[(HunkLines, Vec<&Change>)]) -> Vec<Fate> {
    let whole = |first, last| Fate {
        first,
        last,
        class: run.fate.name(),
        word: match run.fate {
            LineFate::Understood => "read",
            LineFate::Ignored => "ignored",
            LineFate::Unreadable => "unreadable",
        },
        note: run.message.map(|note| note.to_string()),
        patches: PatchSet::NONE,
    };
    let mut fates = Vec::new();
    let mut next = run.first;
    let from = hunks.partition_point(|(lines, _)| lines.last < run.first);
    let within = hunks.iter().skip(from).take_while(|(lines, _)| lines.first <= run.last);
    for (lines, said) in within.filter(|_| run.fate == LineFate::Ignored) {
        if lines.last < next {
            continue;
        }
        let first = lines.first.max(next);
        if first > next {
            fates.push(whole(next, first - 1));
        }
        let last = lines.last.min(run.last);
        fates.push(of_hunk(first, last, said));
        next = last + 1;
    }
    if next <= run.last {
        fates.push(whole(next, run.last));
    }
    fates
}

fn of_hunk(first: u32, last: u32, said: &[&Change]) -> Fate {
    let is = |what: fn(&What) -> bool| said.iter().any(|change| what(&change.what));
    let (class, word) = match () {
        () if is(|what| matches!(what, What::Unknown)) => ("unreadable", "unknown"),
        () if is(|what| matches!(what, What::Patch { .. })) => ("understood", "patch"),
        () => ("ignored", "no matter"),
    };
    let note = said.iter().map(|change| change.to_string()).collect::<Vec<_>>().join("; ");
    let patches = said.iter().filter_map(|change| change.patch()).map(|(patch, _)| patch).collect();
    Fate { first, last, class, word, note: Some(note), patches }
}

fn row(fate: Fate, first_line: String, props: &Props) -> Html {
    let Fate { first, last, class, word, note, patches } = fate;
    let place = match last - first {
        0 => format!("{first}"),
        _ => format!("{first}–{last}"),
    };
    let onclick = props.on_place.reform(move |_| Place { first, last });
    let hint = (patches != PatchSet::NONE).then(|| {
        props.on.reform(move |is_here: bool| Action::Hint(is_here.then_some(Hinted::Hunk(patches))))
    });
    let is_marked = props.look.marks_hunk(patches);
    html! {
        <li class={classes!(class, is_marked.then_some("marked"))}
            onpointerenter={hint.as_ref().map(|hint| hint.reform(|_: PointerEvent| true))}
            onpointerleave={hint.as_ref().map(|hint| hint.reform(|_: PointerEvent| false))}
            onfocusin={hint.as_ref().map(|hint| hint.reform(|_: FocusEvent| true))}
            onfocusout={hint.as_ref().map(|hint| hint.reform(|_: FocusEvent| false))}>
            <button type="button" {onclick} title="Select in the text"
                aria-description={is_marked.then_some("a patch of the variant pointed at")}>
                <span class="at">{ place }</span>
                <b>{ word }</b>
                <code>{ first_line }</code>
            </button>
            if let Some(note) = note {
                <p>{ note }</p>
            }
        </li>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Two lines of a log, a patch, a word, a hunk that does not matter.
    const TEXT: &str = "\
memory[0x0] [0x1000-0x9efff], 0x9e000 bytes on node 0 flags: 0x0
words
@@ -9,1 +9,1 @@ static void __init calculate_node_totalpages(struct pglist_data *pgdat,
-\tpgdat->node_spanned_pages = totalpages;
+\tpgdat->node_spanned_pages = node_end_pfn - node_start_pfn;
and words
+++ b/x.c
@@ -1,1 +1,1 @@ int f(int a)
-\ta
+\tb
";

    #[test]
    fn hunks_say_what_became_of_their_lines() {
        let log = zonescope_dump::read(TEXT);
        let changes = zonescope_patch::read(TEXT);
        let hunks = hunks(&changes);
        let all = log.lines.iter().flat_map(|run| fates(&run, &hunks));
        let shown: Vec<_> = all.map(|fate| (fate.first, fate.last, fate.word)).collect();
        assert_eq!(
            shown,
            [
                (1, 1, "read"),
                (2, 2, "ignored"),
                (3, 5, "patch"),
                (6, 7, "ignored"),
                (8, 10, "no matter"),
            ]
        );
    }
}
