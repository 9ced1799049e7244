//! One region, to edit.

use web_sys::HtmlInputElement;
use yew::prelude::*;
use zonescope_model::{Flags, Nid, Region};

use crate::bench::regions::{bytes_as_text, parse_bytes, Edit, Row};
use crate::bench::{asked, Action};

/// The flags with a column of their own.
const FLAGS: [(Flags, &str); 3] =
    [(Flags::MIRROR, "mirror"), (Flags::HOTPLUG, "hotplug"), (Flags::NOMAP, "nomap")];

/// What [`RegionRow`] shows.
#[derive(Properties, PartialEq)]
pub struct Props {
    /// Its place, from 0.
    pub place: usize,
    /// The region, and whether it is picked.
    pub row: Row,
    /// Whether map and table point at it.
    pub is_here: bool,
    /// The cell that makes the rows no map, if one of these does.
    pub fault: Option<Field>,
    /// What the user did.
    pub on: Callback<Edit>,
}

/// A cell that is typed into.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Field {
    /// The first byte.
    Start,
    /// The first byte above.
    End,
    /// Bytes.
    Size,
    /// The node.
    Node,
}

impl Field {
    const ALL: [Field; 4] = [Field::Start, Field::End, Field::Size, Field::Node];

    /// As it stands in `data-cell`, and in labels.
    pub const fn name(self) -> &'static str {
        match self {
            Field::Start => "start",
            Field::End => "end",
            Field::Size => "size",
            Field::Node => "node",
        }
    }

    /// The field of this name.
    pub fn from_name(name: &str) -> Option<Field> {
        Field::ALL.into_iter().find(|field| field.name() == name)
    }

    fn text(self, region: &Region) -> String {
        let (base, end) = (region.base.get(), region.end.get());
        match self {
            Field::Start => format!("{base:#x}"),
            Field::End => format!("{end:#x}"),
            Field::Size => end.checked_sub(base).map_or_else(|| "none".to_owned(), bytes_as_text),
            Field::Node => region.nid.to_string(),
        }
    }

    fn edit(self, place: usize, text: &str) -> Result<Edit, String> {
        Ok(match self {
            Field::Start => Edit::Start(place, parse_bytes(text)?),
            Field::End => Edit::End(place, parse_bytes(text)?),
            Field::Size => Edit::Size(place, parse_bytes(text)?),
            Field::Node => Edit::Node(place, parse_node(text)?),
        })
    }
}

/// A node's number.
pub fn parse_node(text: &str) -> Result<Nid, String> {
    let number = text.trim().parse().ok().and_then(Nid::new);
    number.ok_or_else(|| format!("`{}` is no node: write 0 to {}", text.trim(), Nid::MAX))
}

/// A text in the cell of a region that is not in force: it stays as typed, whatever the page does
/// meanwhile.
#[derive(Clone, PartialEq)]
struct Typed {
    region: Region,
    field: Field,
    text: AttrValue,
    /// Why it could not be read, once that was tried.
    why: Option<AttrValue>,
}

/// A row of the table, and a row below it that says what could not be read.
#[function_component(RegionRow)]
pub fn region_row(props: &Props) -> Html {
    let typed = use_state_eq(|| None::<Typed>);
    let Props { place, row: Row { region, picked }, .. } = *props;
    let typed_here = (*typed).as_ref().filter(|one| one.region == region);
    let others = FLAGS.iter().fold(region.flags, |rest, (flag, _)| rest.without(*flag));
    let ontick = |edit: fn(usize, bool) -> Edit| ticked(&props.on, move |on| edit(place, on));
    html! {
        <>
            <tr data-place={place.to_string()} aria-rowindex={(place + 2).to_string()}
                class={classes!(props.is_here.then_some("here"), picked.then_some("picked"))}>
                <td><input type="checkbox" checked={picked} aria-label={format!("pick region {place}")}
                    onchange={ontick(Edit::Pick)} /></td>
                <td class="num soft">{ place }</td>
                { for Field::ALL.map(|field| {
                    let typed_here = typed_here.filter(|one| one.field == field);
                    cell(props, field, typed_here, &typed)
                }) }
                { for FLAGS.map(|(flag, name)| html! {
                    <td class="flag"><input type="checkbox" checked={region.flags.has(flag)}
                        aria-label={format!("{name}, region {place}")}
                        onchange={ticked(&props.on, move |on| Edit::Flag(place, flag, on))} /></td>
                }) }
                <td class="pfn soft">
                    if others != Flags::NONE { { others.to_string() } }
                </td>
            </tr>
            if let Some(why) = typed_here.and_then(|one| one.why.clone()) {
                <tr><td></td><td></td><td colspan="8" class="fault" role="alert" id={format!("unread-{place}")}>
                    { why }
                </td></tr>
            }
        </>
    }
}

fn cell(
    props: &Props,
    field: Field,
    typed_here: Option<&Typed>,
    typed: &UseStateHandle<Option<Typed>>,
) -> Html {
    let (place, region) = (props.place, props.row.region);
    let shown = field.text(&region);
    let value = typed_here.map_or_else(|| shown.clone().into(), |one| one.text.clone());
    let why = typed_here.and_then(|one| one.why.clone());
    let oninput = {
        let (typed, why) = (typed.clone(), why.clone());
        Callback::from(move |event: InputEvent| {
            if let Some(input) = event.target_dyn_into::<HtmlInputElement>() {
                let (text, why) = (input.value().into(), why.clone());
                typed.set(Some(Typed { region, field, text, why }));
            }
        })
    };
    let onchange = {
        let (on, typed, shown) = (props.on.clone(), typed.clone(), shown.clone());
        Callback::from(move |event: Event| {
            let Some(input) = event.target_dyn_into::<HtmlInputElement>() else {
                return;
            };
            let text = input.value();
            match field.edit(place, &text) {
                Ok(edit) => {
                    typed.set(None);
                    // Another way to write what is there already.
                    input.set_value(&shown);
                    on.emit(edit);
                }
                Err(why) => {
                    let (text, why) = (text.into(), Some(why.into()));
                    typed.set(Some(Typed { region, field, text, why }));
                }
            }
        })
    };
    let onkeydown = {
        let typed = typed.clone();
        Callback::from(move |event: KeyboardEvent| {
            let Some(input) = event.target_dyn_into::<HtmlInputElement>() else {
                return;
            };
            let is_back = event.key() == "Escape" || matches!(asked(&event), Some(Action::Undo));
            // What is typed and not committed is undone here, not on the page.
            if is_back && input.value() != shown {
                event.prevent_default();
                event.stop_propagation();
                input.set_value(&shown);
                typed.set(None);
            }
        })
    };
    let described = match (why, props.fault) {
        (Some(_), _) => Some(format!("unread-{place}")),
        (None, Some(fault)) if fault == field => Some("region-fault".to_owned()),
        _ => None,
    };
    html! {
        <td class="pfn">
            <input type="text" class={field.name()} data-cell={field.name()} {value}
                aria-label={format!("{}, region {place}", field.name())}
                aria-invalid={described.is_some().then_some("true")} aria-describedby={described}
                spellcheck="false" autocomplete="off" {oninput} {onchange} {onkeydown} />
        </td>
    }
}

/// Says whether a box was ticked.
pub fn ticked(on: &Callback<Edit>, edit: impl Fn(bool) -> Edit + 'static) -> Callback<Event> {
    let on = on.clone();
    Callback::from(move |event: Event| {
        if let Some(input) = event.target_dyn_into::<HtmlInputElement>() {
            on.emit(edit(input.checked()));
        }
    })
}
