//! Which kernel may boot this machine: a row for each stable release.

use std::rc::Rc;

use yew::prelude::*;
use zonescope_model::Release;
use zonescope_report::{release_rows, releases_lede, releases_text, ReleaseRow, Told};
use zonescope_scenario::{OnRelease, Releasing, Scenario, View};

use super::view::Props;
use crate::bench::Action;
use crate::hooks::{base, use_slices, Slices};
use crate::parts::number::count;
use crate::parts::CopyText;

/// The releases, with `kernelcore=mirror` and without it.
#[function_component(ReleasesView)]
pub fn releases_view(props: &Props) -> Html {
    let begin = |scenario: &Rc<Scenario>| Releasing::new(scenario);
    let Slices { work, is_going, .. } =
        use_slices(props.drawn.scenario.clone(), begin, Releasing::step);
    let by_release = &work.borrow().by_release;
    if is_going {
        let all = Release::all().iter().filter(|release| release.is_maintained).count();
        return html! {
            <div class="progress">
                <progress aria-label="Releases evaluated" value={by_release.rows.len().to_string()} max={all.to_string()} />
            </div>
        };
    }
    let is_part = props.checked.is_part;
    let told = Told { is_part, ..Told::default() };
    let rows = release_rows(&props.drawn.scenario, by_release, told);
    let text = {
        let (scenario, work) = (props.drawn.scenario.clone(), work.clone());
        let said = props.said.clone();
        Callback::from(move |()| {
            let by_release = &work.borrow().by_release;
            let mut shared = (*scenario).clone();
            shared.view = View::Releases;
            let link = shared.to_link().ok().map(|link| format!("{}#{link}", base()));
            releases_text(&shared, by_release, Told { said: &said, is_part, link: link.as_deref() })
        })
    };
    let is_inferred = by_release.rows.iter().any(OnRelease::is_inferred);
    html! {
        <section aria-labelledby="releases">
            <h2 id="releases">{ "Which kernel may boot this machine?" }</h2>
            <p class="lede">{ releases_lede(&props.drawn.scenario, by_release, told) }</p>
            <div class="scroll" tabindex="0" role="region" aria-label="Releases">
                <table class="releases">
                    <caption class="sr">{ "Releases with kernelcore=mirror" }</caption>
                    <thead>
                        <tr>
                            <th scope="col">{ "release" }</th>
                            <th scope="col">{ "verdict" }</th>
                            <th scope="col" class="says">{ "what happens with kernelcore=mirror, and what to do" }</th>
                            <th scope="col" class="num">{ "early init" }</th>
                            <th scope="col">{ "first right" }</th>
                            <th scope="col">{ "without the word" }</th>
                        </tr>
                    </thead>
                    <tbody>
                        { for rows.iter().zip(&by_release.rows).map(|(row, on)| release_row(row, on, props, told)) }
                    </tbody>
                </table>
            </div>
            if is_inferred {
                <p class="soft">{ "* inferred from other releases, neither booted nor read." }</p>
            }
            <CopyText label="Copy the releases for mail" {text} />
        </section>
    }
}

fn release_row(row: &ReleaseRow, on: &OnRelease, props: &Props, told: Told<'_>) -> Html {
    let release: &'static Release = on.release;
    let is_shown = props.drawn.scenario.variants.iter().any(|named| named.name == release.slug);
    let (verdict, without) = (on.verdict(), on.plain.verdict());
    html! {
        <tr class={told.name(verdict)} data-release={release.slug}>
            <th scope="row">
                { row.title.clone() }
                if on.is_inferred() { <abbr title={row.known.clone()}>{ "\u{a0}*" }</abbr> }
                <br />
                if is_shown {
                    <small class="soft">{ "shown among the variants" }</small>
                } else {
                    <button type="button" class="link" onclick={props.on.reform(move |_| Action::ShowRelease(release))}>
                        { "Show as a variant" }<span class="sr">{ format!(": {}", row.title) }</span>
                    </button>
                }
            </th>
            <td class="fares"><span class="sign" aria-hidden="true" /><b class="word">{ told.verdict(verdict) }</b></td>
            <td class="says">{ row.what.clone() }<br /><b>{ row.advice.clone() }</b></td>
            <td class="num">{ count(row.init_early) }<br /><small class="soft">{ row.early_time.clone() }</small></td>
            <td>{ row.first_right.unwrap_or("none of its line") }</td>
            <td>{ told.verdict(without) }</td>
        </tr>
    }
}
