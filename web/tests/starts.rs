//! What needs a browser.
#![cfg(target_arch = "wasm32")]

use gloo::utils::document;
use wasm_bindgen::JsCast;
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
    rendered().await;
    root
}

async fn rendered() {
    yew::platform::time::sleep(std::time::Duration::ZERO).await;
}

/// What a user's typing does, once the element holds the new text.
async fn typed(element: &Element) {
    let bubbles = EventInit::new();
    bubbles.set_bubbles(true);
    let event = Event::new_with_event_init_dict("input", &bubbles).unwrap();
    element.dispatch_event(&event).unwrap();
    rendered().await;
}

fn find(root: &Element, selector: &str) -> Element {
    root.query_selector(selector).unwrap().unwrap()
}

fn absent_of_normal(root: &Element) -> Option<String> {
    let cell = "[data-variant=base][data-node='0'][data-zone=Normal][data-field=absent]";
    root.query_selector(cell).unwrap()?.get_attribute("data-value")
}

#[wasm_bindgen_test]
async fn it_opens_with_case_2() {
    let root = page().await;
    assert_eq!(find(&root, "h1").text_content().unwrap(), "zonescope");
    assert_eq!(absent_of_normal(&root).unwrap(), "66584576");
    assert!(find(&root, "#problems").text_content().unwrap().is_empty());
    root.remove();
}

#[wasm_bindgen_test]
async fn it_follows_the_command_line() {
    let root = page().await;
    let cmdline: HtmlInputElement = find(&root, "#cmdline").dyn_into().unwrap();
    cmdline.set_value("");
    typed(&cmdline).await;
    assert_eq!(absent_of_normal(&root).unwrap(), "0");
    root.remove();
}

#[wasm_bindgen_test]
async fn it_keeps_its_numbers_while_the_text_makes_no_sense() {
    let root = page().await;
    let dump: HtmlTextAreaElement = find(&root, "#dump").dyn_into().unwrap();
    let text = dump.value();
    dump.set_value(&text.replace("[0x0000000100000000-", "[0x0000000000200000-"));
    typed(&dump).await;
    assert!(find(&root, "#problems").text_content().unwrap().contains("overlaps"));
    assert_eq!(absent_of_normal(&root).unwrap(), "66584576");
    dump.set_value(&text);
    typed(&dump).await;
    assert!(find(&root, "#problems").text_content().unwrap().is_empty());
    root.remove();
}
