//! A machine as people say it: so many sockets of so many GiB.

use std::rc::Rc;

use web_sys::HtmlInputElement;
use yew::prelude::*;
use zonescope_mirror::{Bytes, Machine, MachineNode, Setting};
use zonescope_model::{Flags, Nid, PhysAddr, Region};
use zonescope_scenario::Mirrored;

use crate::bench::Action;
use crate::parts::Choice;

/// What [`MachineForm`] shows.
#[derive(Properties, PartialEq)]
pub struct Props {
    /// The machine there is, whose setting another one gets.
    pub mirrored: Option<Rc<Mirrored>>,
    /// What the user did.
    pub on: Callback<Action>,
}

/// What is typed: sockets, GiB of each, GiB below 4 GiB, and the step of the mirror in MiB.
#[derive(Clone, PartialEq)]
struct Typed {
    sockets: AttrValue,
    each: AttrValue,
    low: AttrValue,
    step: AttrValue,
}

impl Typed {
    fn of(mirrored: Option<&Mirrored>) -> Typed {
        let machine = mirrored.map(|mirrored| &mirrored.machine);
        let gib = |bytes: Bytes| AttrValue::from((bytes.get() >> 30).to_string());
        let nodes = machine.map_or(&[][..], Machine::nodes);
        let low = machine.map_or(2 << 30, |machine| {
            machine.held_below().fold(0, |sum: u64, (_, held)| sum.saturating_add(held.get()))
        });
        Typed {
            sockets: nodes.len().max(1).to_string().into(),
            each: nodes.first().map_or("512".into(), |node| gib(node.installed)),
            low: gib(Bytes::new(low)),
            step: machine.map_or("1024".into(), |machine| {
                AttrValue::from((machine.granularity().get() >> 20).to_string())
            }),
        }
    }

    /// The machine, or what is wrong with it.
    fn machine(&self) -> Result<Machine, String> {
        let number = |text: &str, most: u64, what: &str| match text.trim().parse() {
            Ok(number) if number <= most => Ok(number),
            _ => Err(format!("`{text}` is no number of {what}: write 0 to {most}")),
        };
        let sockets = number(&self.sockets, 1024, "sockets")?;
        let each = number(&self.each, 1 << 20, "GiB")?;
        let low = number(&self.low, 4, "GiB below 4 GiB")?;
        let step = number(&self.step, 1024, "MiB")?;
        let node = |nid| MachineNode {
            nid: Nid::new(nid).unwrap_or_default(),
            installed: Bytes::new(each << 30),
            flags: Flags::NONE,
        };
        let below = Region {
            base: PhysAddr::new(0),
            end: PhysAddr::new(low << 30),
            nid: Nid::default(),
            flags: Flags::NONE,
        };
        let below = if low == 0 { Vec::new() } else { vec![below] };
        let nodes = (0..sockets).map(node).collect();
        Machine::new(nodes, below, Bytes::new(step << 20)).map_err(|error| error.to_string())
    }
}

/// The form; what it makes keeps the mirror setting for all nodes.
#[function_component(MachineForm)]
pub fn machine_form(props: &Props) -> Html {
    let typed = use_state(|| None::<Typed>);
    let error = use_state(|| None::<String>);
    let shown = (*typed).clone().unwrap_or_else(|| Typed::of(props.mirrored.as_deref()));
    let field = |label: &'static str, value: &AttrValue, put: fn(&mut Typed, AttrValue)| {
        let (typed, shown) = (typed.clone(), shown.clone());
        let oninput = Callback::from(move |event: InputEvent| {
            let input = event.target_dyn_into::<HtmlInputElement>();
            let mut next = shown.clone();
            put(&mut next, input.map(|input| input.value()).unwrap_or_default().into());
            typed.set(Some(next));
        });
        html! {
            <label>
                <input type="text" class="amount" inputmode="numeric" autocomplete="off"
                    value={value.clone()} {oninput} />
                <span>{ label }</span>
            </label>
        }
    };
    let steps: Vec<(AttrValue, AttrValue)> = [
        ("1024", "1 GiB"),
        ("512", "512 MiB"),
        ("128", "128 MiB"),
        ("64", "64 MiB"),
        ("2", "2 MiB"),
    ]
    .map(|(value, name)| (value.into(), name.into()))
    .to_vec();
    let on_step = {
        let (typed, shown) = (typed.clone(), shown.clone());
        Callback::from(move |step: AttrValue| typed.set(Some(Typed { step, ..shown.clone() })))
    };
    let onsubmit = {
        let (typed, error, shown) = (typed.clone(), error.clone(), shown.clone());
        let (mirrored, on) = (props.mirrored.clone(), props.on.clone());
        Callback::from(move |event: SubmitEvent| {
            event.prevent_default();
            let setting = mirrored.as_ref().map(|mirrored| mirrored.setting.clone());
            // Percentages of single nodes are of nodes that may be gone.
            let setting = Setting { nodes: Default::default(), ..setting.unwrap_or_default() };
            let made = shown.machine().and_then(|machine| {
                machine.map(&setting).map_err(|error| error.to_string())?;
                Ok(Mirrored { machine, setting })
            });
            match made {
                Ok(mirrored) => {
                    error.set(None);
                    typed.set(None);
                    on.emit(Action::Mirror(Rc::new(mirrored)));
                }
                Err(why) => error.set(Some(why)),
            }
        })
    };
    html! {
        <details class="machine">
            <summary>{ "Another machine" }</summary>
            <form {onsubmit} aria-label="Another machine">
                { field("sockets", &shown.sockets, |typed, text| typed.sockets = text) }
                { field("GiB each", &shown.each, |typed, text| typed.each = text) }
                { field("GiB of them below 4 GiB", &shown.low, |typed, text| typed.low = text) }
                <label>
                    <Choice label="Step of the mirror" options={steps} chosen={shown.step.clone()} on={on_step} />
                    <span>{ "steps of the mirror" }</span>
                </label>
                <button type="submit">{ "Use this machine" }</button>
                <p class="error" role="alert">{ (*error).clone().unwrap_or_default() }</p>
            </form>
        </details>
    }
}
