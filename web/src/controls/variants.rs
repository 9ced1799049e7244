//! Which variants are compared: the six named ones, and those of one's own.

use std::rc::Rc;

use web_sys::{HtmlElement, HtmlInputElement};
use yew::prelude::*;
use zonescope_model::{name_of_patches, Kernel, Patch, Release, NAMED_VARIANTS};
use zonescope_scenario::{NamedVariant, Scenario};

use crate::bench::{is_named, Action};
use crate::hooks::use_rest;
use crate::parts::{breakable, Choice};

/// What [`Variants`] shows.
#[derive(Properties, PartialEq)]
pub struct Props {
    /// What is compared.
    pub scenario: Rc<Scenario>,
    /// What the user did.
    pub on: Callback<Action>,
}

/// How many variants of one's own come with the chooser.
const AT_ONCE: usize = 6;

/// The chooser.
#[function_component(Variants)]
pub fn variants(props: &Props) -> Html {
    let add = use_node_ref();
    // Of many, the rest comes a moment after it.
    let at_once = if use_rest() { usize::MAX } else { AT_ONCE };
    let named = NAMED_VARIANTS.map(|known| named_row(props, known.name, known.meaning));
    let own = props
        .scenario
        .variants
        .iter()
        .enumerate()
        .filter(|(_, named)| !is_named(named))
        .take(at_once)
        .map(|(place, named)| own_variant(props, place, named, &add));
    html! {
        <section aria-labelledby="variants">
            <h2 id="variants">{ "Variants" }</h2>
            <ul class="variants">{ for named }</ul>
            <>{ for own }</>
            { release_picker(props) }
            <button type="button" ref={add.clone()} onclick={props.on.reform(|_| Action::Add)}>
                { "Add a variant of your own" }
            </button>
        </section>
    }
}

/// A menu of the releases that are not shown, the newest first, the stable ones before the others.
fn release_picker(props: &Props) -> Html {
    let is_shown = |release: &&Release| {
        props.scenario.variants.iter().any(|named| named.release() == Some(*release))
    };
    let of = |is_maintained| {
        let releases = Release::all().iter().rev();
        releases.filter(move |release| release.is_maintained == is_maintained)
    };
    let releases = of(true).chain(of(false)).filter(|release| !is_shown(release));
    let options = releases.map(|release| (release.slug.into(), release.title().into()));
    let first = (AttrValue::from(""), AttrValue::from("Add a release\u{a0}…"));
    let on = props.on.clone();
    let pick = Callback::from(move |slug: AttrValue| {
        if let Some(release) = Release::from_slug(&slug) {
            on.emit(Action::ShowRelease(release));
        }
    });
    html! {
        <Choice label="Add a release" options={std::iter::once(first).chain(options).collect::<Vec<_>>()}
            chosen="" on={pick} />
    }
}

fn named_row(props: &Props, name: &'static str, meaning: &'static str) -> Html {
    let found = props.scenario.variants.iter().enumerate().find(|(_, named)| named.name == name);
    let onchange = props.on.reform(move |event: Event| {
        let input = event.target_dyn_into::<HtmlInputElement>();
        Action::Named(name, input.is_some_and(|input| input.checked()))
    });
    html! {
        <li>
            <label class="check">
                <input type="checkbox" checked={found.is_some()} {onchange} />
                { name }
            </label>
            if let Some((place, named)) = found {
                { kernel_of(props, place, named) }
            }
            <small>{ meaning }</small>
        </li>
    }
}

fn kernel_of(props: &Props, place: usize, named: &NamedVariant) -> Html {
    let options: Vec<(AttrValue, AttrValue)> = Kernel::ALL
        .into_iter()
        .map(|kernel| (kernel.name().into(), kernel.title().into()))
        .collect();
    let on = props.on.clone();
    let pick = Callback::from(move |name: AttrValue| {
        if let Some(kernel) = Kernel::from_name(&name) {
            on.emit(Action::VariantKernel(place, kernel));
        }
    });
    html! {
        <Choice label={format!("Kernel of {}", named.name)} {options}
            chosen={AttrValue::from(named.variant.kernel.name())} on={pick} />
    }
}

fn own_variant(props: &Props, place: usize, named: &NamedVariant, add: &NodeRef) -> Html {
    let patches = named.variant.patches;
    let remove = {
        let (on, add) = (props.on.clone(), add.clone());
        Callback::from(move |_| {
            // The button goes with its variant: leave the focus where one more can be made.
            if let Some(add) = add.cast::<HtmlElement>() {
                let _ = add.focus();
            }
            on.emit(Action::Remove(place));
        })
    };
    let switches = Patch::ALL.map(|patch| {
        let applied = patches.has(patch);
        let onchange = props.on.reform(move |_| Action::Patch(place, patch, !applied));
        html! {
            <label class="check">
                <input type="checkbox" checked={applied} {onchange} />
                <span>{ patch.slug() }<small>{ format!("{}: {}.", patch.entry().posted, patch.entry().meaning) }</small></span>
            </label>
        }
    });
    html! {
        <fieldset class="own" key={place}>
            <legend>{ breakable(&named.name) }</legend>
            <div class="row">
                <span class="soft">
                    if let Some(release) = named.release() {
                        { release.title() }
                    } else if let Some(twin) = name_of_patches(patches) {
                        { format!("the patches of {twin}") }
                    }
                </span>
                { kernel_of(props, place, named) }
                <button type="button" class="link" onclick={remove}>
                    { "Remove" }<span class="sr">{ format!(" {}", named.name) }</span>
                </button>
            </div>
            { for switches }
        </fieldset>
    }
}
