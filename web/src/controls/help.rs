//! What the page is, its keys and its words.

use yew::prelude::*;
use zonescope_model::THREAD;

use crate::parts::{terms, Popup};

/// Keys, and what they do.
const KEYS: [(&[&str], &str); 7] = [
    (&["Ctrl+Z"], "undo, in the text box too"),
    (&["Ctrl+Shift+Z", "Ctrl+Y"], "redo"),
    (
        &["←", "→", "↑", "↓"],
        "from number to number in a table, from mark to mark on a map, the \
                              slider up and down",
    ),
    (&["Home", "End"], "the first and the last of these"),
    (&["Enter"], "on a number: why it is what it is"),
    (&["Escape"], "closes that, and whatever has popped up"),
    (&["Tab"], "the next control; a table or a map is one"),
];

/// docs/CHANGELOG.md, whose newest version comes first.
const CHANGELOG: &str = include_str!("../../../docs/CHANGELOG.md");

/// What the newest version is called, and what is new in it, point by point.
fn newest(changelog: &str) -> (&str, impl Iterator<Item = &str>) {
    let entry = changelog.split("\n## ").nth(1).unwrap_or(changelog);
    let mut parts = entry.split("\n- ");
    let head = parts.next().unwrap_or(entry);
    (head.lines().next().unwrap_or(head), parts)
}

/// Where the thread, the source, the documents and the reports are; without what Cargo.toml
/// does not say.
fn links() -> Vec<Html> {
    let link = |address: String, name: &str| {
        html! { <><a href={address} target="_blank" rel="noopener">{ name.to_owned() }</a>{ " " }</> }
    };
    let (subject, thread) = THREAD;
    let mut links = vec![link(thread.to_owned(), &format!("The thread: {subject}"))];
    let repository = env!("CARGO_PKG_REPOSITORY");
    if !repository.is_empty() {
        links.push(link(repository.to_owned(), "Source"));
        links.push(link(format!("{repository}/tree/HEAD/docs"), "Documents"));
        links.push(link(format!("{repository}/blob/HEAD/docs/testing.md"), "Tests"));
        links.push(link(format!("{repository}/issues"), "Report a wrong number"));
    }
    links
}

/// The button and what it pops up.
pub fn help() -> Html {
    let (version, changes) = newest(CHANGELOG);
    html! {
        <Popup id="help" name="Help">
            <p>{ "Paste what memblock=debug printed, a debugfs memblock/memory file, or a table \
                  of regions like the thread's. The page computes what free_area_init() makes of \
                  it: nodes, zones, their pages, and who initialises every struct page; once \
                  for each variant of the kernel." }</p>
            <p>{ "Nothing leaves this browser: there is no server behind the page." }</p>
            <p>{ "A verdict is the worst thing found: " }<b>{ "broken" }</b>
               { " means memory, links or accounts are wrong, " }<b>{ "costly" }</b>
               { " that boot time or mirroring is wasted, " }<b>{ "ok" }</b>
               { " that neither is. Press a number to read how it came about, and which patch \
                  would change it." }</p>
            <h2>{ "How this is checked" }</h2>
            <p>{ "Every field is compared with what the kernel's own code gives on 4,236 layouts \
                  and with the logs of booted kernels, and a second model that walks page by page \
                  must agree. Under Boot it is said of the kernel and architecture chosen. Not \
                  modelled: HighMem, reserved memory, hotplug after boot." }</p>
            <p class="links">{ for links() }</p>
            <h2>{ "Words" }</h2>
            { terms() }
            <h2>{ "Keys" }</h2>
            <dl class="keys">
                { for KEYS.iter().map(|(keys, what)| html! {
                    <div>
                        <dt>{ for keys.iter().map(|key| html! { <><kbd>{ *key }</kbd>{ " " }</> }) }</dt>
                        <dd>{ *what }</dd>
                    </div>
                }) }
            </dl>
            <h2>{ "zonescope " }{ version }</h2>
            { for changes.map(|change| html! { <p>{ change }</p> }) }
            <p class="soft">{ "GPL-2.0-only" }</p>
        </Popup>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_newest_version_is_this_one_and_says_what_it_brings() {
        let (version, changes) = newest(CHANGELOG);
        assert_eq!(version.split(' ').next(), Some(env!("CARGO_PKG_VERSION")));
        assert!(changes.count() > 0);
        let two = "# Changes\n\n## 2\n\nBetter.\n\n- b\n  c\n- d\n\n## 1\n\n- a\n";
        let (version, changes) = newest(two);
        assert_eq!((version, changes.collect::<Vec<_>>()), ("2", vec!["b\n  c", "d\n"]));
    }
}
