//! What needs a browser.
#![cfg(target_arch = "wasm32")]

use gloo::utils::document;
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::js_sys::Date;
use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};
use web_sys::{Element, Event, EventInit, HtmlInputElement, HtmlTextAreaElement};
use zonescope_web::{App, Props, State};

wasm_bindgen_test_configure!(run_in_browser);

/// The page in an element of its own, at the end of the document.
async fn page() -> Element {
    let root = document().create_element("div").unwrap();
    document().body().unwrap().append_child(&root).unwrap();
    let first = State::first().unwrap();
    yew::Renderer::<App>::with_root_and_props(root.clone(), Props { first }).render();
    until("the first numbers are there", || absent_of_normal(&root).is_some()).await;
    root
}

/// Waits for what the page has to come to show. It draws in stages, so no
/// fixed wait is long enough on a busy machine.
async fn until(what: &str, shown: impl Fn() -> bool) {
    const LIMIT_IN_MS: f64 = 60_000.0;
    let since = Date::now();
    while !shown() {
        assert!(Date::now() - since < LIMIT_IN_MS, "never came true: {what}");
        yew::platform::time::sleep(std::time::Duration::from_millis(5)).await;
    }
}

/// What a user's typing does, once the element holds the new text.
fn typed(element: &Element) {
    let bubbles = EventInit::new();
    bubbles.set_bubbles(true);
    let event = Event::new_with_event_init_dict("input", &bubbles).unwrap();
    element.dispatch_event(&event).unwrap();
}

fn find(root: &Element, selector: &str) -> Element {
    root.query_selector(selector).unwrap().unwrap()
}

fn absent_of_normal(root: &Element) -> Option<String> {
    let cell = "[data-variant=base][data-node='0'][data-zone=Normal][data-field=absent]";
    root.query_selector(cell).unwrap()?.get_attribute("data-value")
}

fn problems(root: &Element) -> String {
    find(root, "#problems").text_content().unwrap()
}

#[wasm_bindgen_test]
async fn it_opens_with_case_2() {
    let root = page().await;
    assert_eq!(find(&root, "h1").text_content().unwrap(), "zonescope");
    assert_eq!(absent_of_normal(&root).unwrap(), "66584576");
    assert!(problems(&root).is_empty());
    root.remove();
}

#[wasm_bindgen_test]
async fn it_follows_the_command_line() {
    let root = page().await;
    let cmdline: HtmlInputElement = find(&root, "#cmdline").dyn_into().unwrap();
    cmdline.set_value("");
    typed(&cmdline);
    until("no hole in Normal", || absent_of_normal(&root).as_deref() == Some("0")).await;
    root.remove();
}

#[wasm_bindgen_test]
async fn it_keeps_its_numbers_while_the_text_makes_no_sense() {
    let root = page().await;
    let dump: HtmlTextAreaElement = find(&root, "#dump").dyn_into().unwrap();
    let text = dump.value();
    dump.set_value(&text.replace("[0x0000000100000000-", "[0x0000000000200000-"));
    typed(&dump);
    until("the overlap is told", || problems(&root).contains("overlaps")).await;
    assert_eq!(absent_of_normal(&root).unwrap(), "66584576");
    dump.set_value(&text);
    typed(&dump);
    until("nothing is wrong", || problems(&root).is_empty()).await;
    root.remove();
}
