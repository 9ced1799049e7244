//! The mirrored percentage node by node.

use std::rc::Rc;

use yew::prelude::*;
use zonescope_mirror::Setting;
use zonescope_scenario::Mirrored;

use super::percent::{percent_setter, PercentField};
use crate::hooks::use_fold;

/// What [`MirrorNodes`] shows.
#[derive(Properties, PartialEq)]
pub struct Props {
    /// The machine and its setting.
    pub mirrored: Rc<Mirrored>,
    /// Puts another setting in force, or says why not.
    pub set: Callback<Setting, Result<(), String>>,
}

/// A field for each node, made when it is opened: empty, the node follows the others.
#[function_component(MirrorNodes)]
pub fn mirror_nodes(props: &Props) -> Html {
    let (open, ontoggle) = use_fold();
    let Mirrored { machine, setting } = &*props.mirrored;
    let costs = machine.cost(setting).unwrap_or_default();
    html! {
        <details class="nodes" {ontoggle}>
            <summary>{ "Per node" }</summary>
            if open {
                <p class="soft">
                    { "A node without a percentage of its own follows the others. No firmware is \
                       known to offer this." }
                </p>
                <ul>
                    { for machine.nodes().iter().zip(&costs).map(|(node, cost)| {
                        let nid = node.nid;
                        let own = setting.nodes.contains_key(&nid);
                        let set = percent_setter(&props.set, setting, Some(nid));
                        html! {
                            <li key={nid.get()} class="field">
                                <span>{ format!("node {nid}") }</span>
                                <PercentField id={format!("mirror-percent-{nid}")}
                                    label={format!("Node {nid}, mirrored above 4 GiB, in percent")}
                                    percent={setting.percent_of(nid)} {own} may_be_empty={true}
                                    set={set.clone()} />
                                <span>{ format!("{} visible", cost.visible) }</span>
                                if own {
                                    <button type="button" class="link" onclick={move |_| {
                                        // What all have is never refused on one.
                                        let _ = set.emit(None);
                                    }}>
                                        { "follow" }<span class="sr">{ format!(" the others on node {nid}") }</span>
                                    </button>
                                }
                            </li>
                        }
                    }) }
                </ul>
            }
        </details>
    }
}
