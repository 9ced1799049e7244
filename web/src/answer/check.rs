//! The view that sets a log beside the model.

use std::rc::Rc;

use web_sys::HtmlTextAreaElement;
use yew::prelude::*;
use zonescope_model::{
    Arch, Check, Compared, Field, Kernel, Nid, PatchSet, Subject, Variant, Zone,
};
use zonescope_report::{
    caution, check_sentence, check_text, explained_by, gap_sentence, larger, releases_sentence,
    tells_apart, unexplained, with_link, Alike,
};
use zonescope_scenario::NamedVariant;

use super::view::Props;
use crate::bench::{file_button, paste, Action, Brought, ReadOn, Reading, BOX_LIMIT};
use crate::hooks::{base, go_to};
use crate::parts::number::count;
use crate::parts::CopyText;

/// The comparison, and a box for a second text.
#[function_component(CheckView)]
pub fn check_view(props: &Props) -> Html {
    let checked = &props.checked;
    let arch = &props.drawn.scenario.setup.arch;
    html! {
        <section class="checked" aria-labelledby="checked">
            <h2 id="checked">{ "Is the kernel telling the same story?" }</h2>
            <div role="status">
                if let Some(check) = &checked.check {
                    <p class="lede">{ told(check) }</p>
                } else if checked.is_going {
                    <p class="soft">{ "Trying every set of patches\u{a0}…" }</p>
                } else {
                    <p>{ NOTHING }</p>
                }
            </div>
            if let Some(check) = &checked.check {
                if let Some(releases) = releases_sentence(check) {
                    <p>{ releases }</p>
                }
                if !checked.is_of_text {
                    <p class="warning">{ "The memory is no longer the text's: it was changed here." }</p>
                }
                if let Some(caution) = caution(check, arch) {
                    <p class="warning">{ caution }</p>
                }
                { table(check) }
                { explained(check, props) }
                { managed(check, arch) }
                <CopyText label="Copy the comparison" text={{
                    let (check, used, scenario) = (check.clone(), used(props), props.drawn.scenario.clone());
                    Callback::from(move |()| {
                        let text = check_text(&check, used.as_deref(), &scenario.setup.arch);
                        let link = scenario.to_link().ok();
                        with_link(text, link.map(|link| format!("{}#{link}", base())).as_deref())
                    })
                }} />
            }
            <Second ..props.clone() />
        </section>
    }
}

const NOTHING: &str = "Nothing in the text says what zones its kernel built. Take a log that goes \
                       on to “Zone ranges”, or paste the machine's /proc/zoneinfo below: it is \
                       compared with the model number by number.";

fn used(props: &Props) -> Option<AttrValue> {
    let combined = props.bench.reading.combined()?;
    Some(combined.sentence().into())
}

/// The sentence, its first word marked.
pub fn told(check: &Check) -> Html {
    let sentence = check_sentence(check);
    let class = match check.comparison.is_equal() {
        true => classes!("word", check.verdict.name()),
        false => classes!("word", "broken"),
    };
    match sentence.split_once(' ') {
        Some((word, rest)) => {
            html! { <><b class={class}>{ word.to_owned() }</b>{ format!(" {rest}") }</> }
        }
        None => html! { { sentence } },
    }
}

/// A row for each zone, node and limit; a column for each number.
fn table(check: &Check) -> Html {
    let compared = &check.comparison.compared;
    let is_number = |one: &&Compared| !matches!(one.field, Field::Warning(_));
    let mut subjects: Vec<Subject> = Vec::new();
    let mut fields: Vec<Field> = Vec::new();
    for one in compared.iter().filter(is_number) {
        if let Err(place) = subjects.binary_search(&one.subject) {
            subjects.insert(place, one.subject);
        }
        if let Err(place) = fields.binary_search(&one.field) {
            fields.insert(place, one.field);
        }
    }
    let row = |subject: &Subject| {
        let of = |field: Field| {
            let mut all = compared.iter();
            all.find(|one| one.subject == *subject && one.field == field)
        };
        let is_equal = compared
            .iter()
            .filter(is_number)
            .filter(|one| one.subject == *subject)
            .all(Compared::is_equal);
        html! {
            <tr class={if is_equal { "ok" } else { "broken" }}>
                <th scope="row">{ subject.to_string() }</th>
                <td class="says"><span class="sign" aria-hidden="true" /><b class="word">{ if is_equal { "equal" } else { "different" } }</b></td>
                { for fields.iter().map(|field| cell(of(*field))) }
            </tr>
        }
    };
    html! {
        <>
            <div class="scroll" tabindex="0" role="region" aria-label="Log and model, zone by zone">
                <table>
                    <caption class="sr">{ "Log and model, zone by zone" }</caption>
                    <thead>
                        <tr>
                            <th scope="col">{ "zone" }</th>
                            <th scope="col">{ "log and model" }</th>
                            { for fields.iter().map(|field| html! { <th scope="col" class="num">{ field.name() }</th> }) }
                        </tr>
                    </thead>
                    <tbody>{ for subjects.iter().map(row) }</tbody>
                </table>
            </div>
            <>{ for compared.iter().map(warning) }</>
        </>
    }
}

fn cell(compared: Option<&Compared>) -> Html {
    let Some(one) = compared else {
        return html! { <td class="num none">{ "–" }</td> };
    };
    let number = |value| number(one.field, value);
    html! {
        <td class={classes!("num", (!one.is_equal()).then_some("changed"))}
            data-node={one.subject.nid().map(|nid: Nid| nid.to_string())}
            data-zone={one.subject.zone().map(Zone::name)}
            data-field={one.field.name()}
            data-log={one.log.to_string()} data-value={one.model.to_string()}>
            if one.is_equal() {
                { number(one.model) }
            } else {
                { "log " }{ number(one.log) }<br />{ "model " }{ number(one.model) }
            }
        </td>
    }
}

fn number(field: Field, value: i128) -> String {
    match field {
        Field::Deferred => if value != 0 { "yes" } else { "no" }.to_owned(),
        field if field.is_pfn() => format!("{value:#x}"),
        _ => count(value),
    }
}

fn warning(compared: &Compared) -> Html {
    let Field::Warning(warning) = compared.field else {
        return Html::default();
    };
    let says = |value: i128| if value != 0 { "warns" } else { "does not" };
    let (log, model) = (says(compared.log), says(compared.model));
    let verdict = match compared.is_equal() {
        true => html! { <b class="word ok">{ "equal" }</b> },
        false => html! { <b class="word broken">{ "different" }</b> },
    };
    html! {
        <p class="warning"><q>{ warning.to_string() }</q>{ " " }{ verdict }
            { format!(": the log {log}, the model {model}.") }</p>
    }
}

/// The sets that explain the log, and how to tell them apart.
fn explained(check: &Check, props: &Props) -> Html {
    let groups = explained_by(check);
    let Some(first) = groups.first() else {
        return html! { <p>{ unexplained(check) }</p> };
    };
    let apart = tells_apart(check);
    html! {
        <>
            <h3>{ "Explained by" }</h3>
            if groups.len() == 1 {
                <div class="alike">{ alike(first, props) }</div>
            } else {
                <ol class="alike">
                    { for groups.iter().map(|group| html! {
                        <li><b>{ &group.letter }{ "." }</b><div>{ alike(group, props) }</div></li>
                    }) }
                </ol>
                <h3>{ "To tell them apart, look for" }</h3>
                <ul class="apart">{ for apart.iter().map(|line| html! { <li>{ line }</li> }) }</ul>
            }
        </>
    }
}

fn alike(group: &Alike, props: &Props) -> Html {
    let set = |(patches, kernels): &(PatchSet, Vec<Kernel>)| {
        let name = NamedVariant::of(*patches, Kernel::default()).name;
        let on_kernels: Vec<&str> = kernels.iter().map(|kernel| kernel.name()).collect();
        html! {
            <li>
                <span><b>{ name.clone() }</b>{ " " }<small>{ on_kernels.join(", ") }</small></span>
                { " " }
                <button type="button" class="link" onclick={show(*patches, kernels, props)}>
                    { "Show" }<span class="sr">{ format!(" {name}") }</span>
                </button>
            </li>
        }
    };
    html! {
        <ul class="sets">
            { for group.smallest.iter().map(set) }
            if let Some(larger) = larger(group) {
                <li class="soft">{ "and " }{ larger }</li>
            }
        </ul>
    }
}

/// Shows the set among the variants, on a kernel it explains the log on.
fn show(patches: PatchSet, kernels: &[Kernel], props: &Props) -> Callback<MouseEvent> {
    let on = props.on.clone();
    let is_on = kernels.contains(&props.bench.kernel);
    let kernel = kernels.first().copied().filter(|_| !is_on).unwrap_or(props.bench.kernel);
    // The other rows stay on the kernel they are on.
    Callback::from(move |_| {
        on.emit(Action::Show(Variant { kernel, patches }));
        go_to("#verdicts");
    })
}

/// Managed pages beside present ones.
fn managed(check: &Check, arch: &Arch) -> Html {
    if check.gaps.is_empty() {
        return Html::default();
    }
    html! {
        <>
            <h3>{ "Pages the kernel manages, of those present" }</h3>
            { for check.gaps.iter().map(|gap| {
                let class = if gap.lost() > 0 { "lost" } else { "" };
                html! { <p {class}>{ gap_sentence(gap, arch) }</p> }
            }) }
        </>
    }
}

/// The second text.
#[function_component(Second)]
fn second(props: &Props) -> Html {
    let coming = use_state_eq(|| None::<Brought>);
    let against = props.bench.against.as_ref();
    let bring = {
        let (on, coming) = (props.on.clone(), coming.clone());
        Callback::from(move |text: AttrValue| {
            let is_large = text.len() > BOX_LIMIT;
            coming.set(is_large.then(|| Brought(text.clone())));
            if !is_large {
                let reading = (!text.is_empty()).then(|| Rc::new(Reading::of(text)));
                on.emit(Action::Against(reading));
            }
        })
    };
    let oninput = bring.reform(|event: InputEvent| {
        let area = event.target_dyn_into::<HtmlTextAreaElement>();
        area.map(|area| area.value()).unwrap_or_default().into()
    });
    let onpaste = bring.clone();
    let onpaste = Callback::from(move |event: Event| paste(&event, &onpaste));
    let on_read = {
        let (on, coming) = (props.on.clone(), coming.clone());
        Callback::from(move |reading| {
            coming.set(None);
            on.emit(Action::Against(Some(reading)));
        })
    };
    let on_cancel = {
        let coming = coming.clone();
        Callback::from(move |()| coming.set(None))
    };
    let remove = props.on.reform(|_| Action::Against(None));
    let large = against.filter(|against| against.is_large());
    let placeholder = match large {
        Some(against) => format!(
            "A text of {} KiB was read. Paste here to replace it.",
            count((against.text.len() >> 10) as u64)
        ),
        None => "What it says counts before what the first text says.".to_owned(),
    };
    html! {
        <>
            <div class="row">
                <h3><label for="against">{ "/proc/zoneinfo, or another log of the same boot" }</label></h3>
                { file_button(&bring) }
            </div>
            <textarea id="against" rows="6" wrap="off" spellcheck="false" autocomplete="off"
                autocapitalize="off" {placeholder} {oninput} {onpaste}
                value={against.map(Reading::in_box).unwrap_or_default()} />
            if let Some(brought) = &*coming {
                <ReadOn brought={brought.clone()} {on_read} {on_cancel} />
            }
            if props.checked.second_is_silent {
                <p class="warning" role="status">{ "This text does not say what zones a kernel built." }</p>
            }
            if against.is_some() {
                <p><button type="button" onclick={remove}>{ "Remove this text" }</button></p>
            }
        </>
    }
}
