//! The architecture and its constants, which can be changed one by one.

use std::rc::Rc;

use yew::prelude::*;
use zonescope_model::{Amount, Arch, ArchError};
use zonescope_report::size_of_bytes;

use crate::bench::{Action, Reading, Workbench};
use crate::hooks::{use_draft, use_fold, Draft};
use crate::parts::Choice;

/// What [`Architecture`] shows.
#[derive(Properties, PartialEq)]
pub struct Props {
    /// The architecture in force.
    pub arch: Arch,
    /// The text may say which it is from.
    pub bench: Rc<Workbench>,
    /// What the user did.
    pub on: Callback<Action>,
}

/// The menu, how far it can be trusted, and the constants.
#[function_component(Architecture)]
pub fn architecture(props: &Props) -> Html {
    let (open, ontoggle) = use_fold();
    let arch = props.arch;
    let known = Arch::ALL.map(|arch| arch.name);
    let options = known
        .into_iter()
        .chain([Arch::CUSTOM])
        .map(|name| (name.into(), name.into()))
        .collect::<Vec<(AttrValue, AttrValue)>>();
    let pick = {
        let on = props.on.clone();
        Callback::from(move |name: AttrValue| {
            // The constants stay: they are where one's own begin.
            let own = || written(&arch).join("/");
            let picked = Arch::from_name(&name)
                .or_else(|| format!("{}/{}", Arch::CUSTOM, own()).parse().ok());
            if let Some(arch) = picked {
                on.emit(Action::Arch(arch));
            }
        })
    };
    html! {
        <>
            <label class="field">
                <span>{ "Architecture" }</span>
                <Choice id="arch" {options} chosen={AttrValue::from(arch.name)} on={pick} />
            </label>
            <p class="soft">{ trust(&arch, &props.bench.reading) }</p>
            <details class="arch" {ontoggle}>
                <summary>{ "Its constants" }</summary>
                if open {
                    <Constants {arch} on={props.on.clone()} />
                }
            </details>
        </>
    }
}

/// `4 KiB pages, detected in the text.`
fn trust(arch: &Arch, reading: &Reading) -> String {
    let combined = reading.combined();
    let detected = match combined.and_then(|combined| combined.arch) {
        Some(found) if found == *arch => ", detected in the text".to_owned(),
        Some(found) => format!("; the text is from {found}"),
        None => String::new(),
    };
    format!("{} pages{detected}.", size_of_bytes(arch.page_size().into()))
}

/// The constants as the custom form writes them.
fn written(arch: &Arch) -> [String; 5] {
    let end = |end: u64| Amount::Bytes(end).to_string();
    [
        arch.page_shift.to_string(),
        arch.max_page_order.to_string(),
        arch.section_size_bits.to_string(),
        end(arch.dma_end.get()),
        end(arch.dma32_end.get()),
    ]
}

/// What the constants come to.
fn meanings(arch: &Arch) -> [String; 5] {
    let size = |bytes: u64| size_of_bytes(bytes.into());
    let end = |end: u64| match end {
        0 => "none".to_owned(),
        end => format!("ends at {}", size(end)),
    };
    [
        format!("pages of {}", size(arch.page_size())),
        format!(
            "blocks up to {}",
            size_of_bytes(u128::from(arch.max_order_pages()) << arch.page_shift)
        ),
        format!("sections of {}", size_of_bytes(1u128 << arch.section_size_bits)),
        end(arch.dma_end.get()),
        end(arch.dma32_end.get()),
    ]
}

/// What [`Constants`] shows.
#[derive(Properties, PartialEq)]
struct ConstantsProps {
    arch: Arch,
    on: Callback<Action>,
}

#[function_component(Constants)]
fn constants(props: &ConstantsProps) -> Html {
    let sources = props.arch.sources();
    let rows = Arch::CONSTANTS.iter().zip(written(&props.arch)).zip(meanings(&props.arch));
    html! {
        <>
            <table>
                <thead>
                    <tr>
                        <th scope="col">{ "constant" }</th>
                        <th scope="col">{ "value" }</th>
                        <th scope="col">{ "comes to" }</th>
                    </tr>
                </thead>
                <tbody>
                    { for rows.enumerate().map(|(place, ((&name, value), meaning))| {
                        let source = sources.and_then(|sources| sources.get(place).copied());
                        html! {
                            <>
                                <tr>
                                    <th scope="row"><code>{ name }</code></th>
                                    <td>
                                        <Constant {name} {place} {value} arch={props.arch} on={props.on.clone()} />
                                    </td>
                                    <td>{ meaning }</td>
                                </tr>
                                <tr class="source">
                                    <td colspan="3">
                                        <small>{ source.map_or("your own", |(_, file)| file) }</small>
                                    </td>
                                </tr>
                            </>
                        }
                    }) }
                </tbody>
            </table>
            <p class="soft">{ "ZONE_NORMAL has the rest. Changing a constant makes the architecture custom." }</p>
        </>
    }
}

/// What [`Constant`] shows.
#[derive(Properties, PartialEq)]
struct ConstantProps {
    name: &'static str,
    place: usize,
    value: String,
    arch: Arch,
    on: Callback<Action>,
}

#[function_component(Constant)]
fn constant(props: &ConstantProps) -> Html {
    let set = {
        let (place, arch, on) = (props.place, props.arch, props.on.clone());
        Callback::from(move |text: String| {
            let mut constants = written(&arch);
            if let Some(constant) = constants.get_mut(place) {
                constant.clone_from(&text);
            }
            let own = format!("{}/{}", Arch::CUSTOM, constants.join("/"));
            let own: Arch = own.parse().map_err(|error| match error {
                ArchError::Unknown(_) => {
                    format!("`{text}` is no number: write 12, or 16M for the end of a zone")
                }
                error => error.to_string(),
            })?;
            // The same constants are still the architecture that has them.
            if written(&own) != written(&arch) {
                on.emit(Action::Arch(own));
            }
            Ok(written(&own).get(place).cloned().unwrap_or_default())
        })
    };
    let Draft { text, error, oninput, onchange, .. } =
        use_draft(props.value.clone(), set, str::is_empty);
    let error_id = format!("{}-error", props.name);
    html! {
        <>
            <input class="amount" type="text" value={text} {oninput} {onchange} aria-label={props.name}
                aria-invalid={(!error.is_empty()).then_some("true")} aria-describedby={error_id.clone()}
                spellcheck="false" autocomplete="off" autocapitalize="off" />
            <p id={error_id} class="error" role="alert">{ error }</p>
        </>
    }
}
