//! The user's work, kept in the browser's storage: one entry for each work, numbered, so that
//! two tabs never write the same one.
//!
//! A tab that is closed leaves a mark that nobody is at its work any more. Only marked work is
//! taken over, number and all, or removed when there is much of it; of what another tab is at, a
//! copy is shown under a new number. A tab that is hidden looks whether its work is still there.

use std::rc::Rc;

use gloo::events::EventListener;
use gloo::utils::{document, window};
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::js_sys::{Date, Math};
use web_sys::{PageTransitionEvent, Storage};
use yew::prelude::*;
use zonescope_scenario::Scenario;

use super::action::Action;
use super::history::Moment;
use super::opening::Work;
use super::state::State;
use super::stored::{Entry, Stored, TEXT_LIMIT};
use crate::hooks::{fragment, fragment_before, is_reload, linked, storage, use_idle, PAUSE_MS};

/// Starts the names of entries.
const WORK: &str = "zonescope-work-";
/// Starts the names of the marks of entries that no tab is at.
const LEFT: &str = "zonescope-left-";
/// What a tab remembers of itself over a reload: the number of its work, what the address should
/// have held, what it held, and what it held before.
const TAB: &str = "zonescope-tab";
/// How many entries stay, and how much text in all of them: of those beyond, what was left goes.
const KEPT: usize = 8;
const KEPT_BYTES: usize = 3 << 20;
/// What no tab has written for so long was left without a mark: a browser that is killed leaves
/// none.
const FORGOTTEN_MS: u64 = 30 * 24 * 60 * 60 * 1000;

/// What the page opens with: the link in the address, else the tab's work, else the last one.
///
/// # Errors
/// As [`State::begin`].
pub fn begin() -> Result<State, String> {
    let tab = Tab::take();
    let link = match &tab.link {
        Some(link) => Scenario::from_link(link).ok().map(Ok),
        None => linked(),
    };
    let Some(storage) = storage() else {
        return State::begin(free_number(), link, None);
    };
    let entries = entries(&storage);
    let find = |number: u64| entries.iter().find(|(found, _)| *found == number);
    let is_linked = |stored: &Stored| matches!(&link, Some(Ok(scenario)) if stored.present.scenario.normalised() == *scenario);
    let read = |(number, entry): &(u64, String)| Some((*number, Stored::read(entry)?));
    let work = tab
        .number
        .and_then(find)
        .and_then(read)
        .or_else(|| entries.iter().filter_map(read).find(|(_, stored)| is_linked(stored)))
        .or_else(|| entries.iter().find_map(read));
    prune(&storage, &entries, work.as_ref().map(|(number, _)| *number));
    let work = work.map(|(number, stored)| Work {
        stored,
        number: take_mark(&storage, number).then_some(number),
    });
    State::begin(free_number(), link, work)
}

/// Keeps the work as it goes on. Says what is not kept, if anything.
#[hook]
pub fn use_work(state: UseReducerHandle<State>, on: Callback<Action>) -> Option<AttrValue> {
    let word = use_state_eq(|| None);
    let latest = use_mut_ref(|| state.clone());
    // What was written last, and whether that was all of it.
    let written = use_mut_ref(|| (Identity::of(&state), true));
    *latest.borrow_mut() = state.clone();
    let keep = {
        let (latest, word) = (latest.clone(), word.clone());
        // What is written is named by itself, not by what it was asked for: a step that was taken
        // and not drawn yet is in it already.
        Callback::from(move |is_hidden: bool| {
            let state = latest.borrow().clone();
            let now = Identity::of(&state);
            let (is_same, is_whole) = {
                let (before, is_whole) = &*written.borrow();
                (*before == now, *is_whole)
            };
            if is_same && (!is_hidden || is_whole && is_there(&state)) {
                return;
            }
            let missing = write(&state);
            word.set(missing.clone());
            drop(written.replace((now, missing.is_none())));
        })
    };
    use_idle(Identity::of(&state), PAUSE_MS, keep.reform(|_| false));
    use_effect_with((), move |()| {
        let hide = EventListener::new(&window(), "pagehide", {
            let (latest, keep) = (latest.clone(), keep.clone());
            move |_| {
                keep.emit(true);
                leave(&latest.borrow());
            }
        });
        // A phone may end a hidden page without another word.
        let conceal = EventListener::new(&document(), "visibilitychange", {
            let (latest, keep) = (latest.clone(), keep.clone());
            move |_| {
                if document().hidden() {
                    keep.emit(true);
                    remember(&latest.borrow());
                }
            }
        });
        let show = EventListener::new(&window(), "pageshow", move |event| {
            let again =
                event.dyn_ref::<PageTransitionEvent>().is_some_and(PageTransitionEvent::persisted);
            if again && !come_back(&latest.borrow()) {
                on.emit(Action::Renumber);
            }
        });
        move || drop((hide, conceal, show))
    });
    (*word).clone()
}

/// What makes an entry another one.
#[derive(Clone)]
struct Identity {
    number: u64,
    touched: bool,
    moment: Moment,
    /// The work that a link replaced.
    replaced: Option<Rc<Scenario>>,
}

impl Identity {
    fn of(state: &State) -> Identity {
        Identity {
            number: state.sheet.number,
            touched: state.sheet.touched,
            moment: state.moment(),
            replaced: state
                .history
                .replaced
                .as_ref()
                .map(|replaced| replaced.work.scenario.clone()),
        }
    }
}

/// Every edit makes new ones.
impl PartialEq for Identity {
    fn eq(&self, other: &Identity) -> bool {
        (self.number, self.touched) == (other.number, other.touched)
            && Rc::ptr_eq(&self.moment.bench, &other.moment.bench)
            && Rc::ptr_eq(&self.moment.scenario, &other.moment.scenario)
            && self.replaced.as_ref().map(Rc::as_ptr) == other.replaced.as_ref().map(Rc::as_ptr)
    }
}

/// Writes what there is room for, and says what is missing.
fn write(state: &State) -> Option<AttrValue> {
    if !state.sheet.touched {
        return None;
    }
    let Some(storage) = storage() else {
        return Some(
            "This browser keeps nothing for pages: a reload brings back only the link.".into(),
        );
    };
    let (name, time) = (entry_name(state.sheet.number), Date::now() as u64);
    let set = |entry: &str| storage.set_item(&name, entry).is_ok();
    let whole = Entry::of(state, time, TEXT_LIMIT);
    let Some(text) = &whole.text else {
        // What stands there is out of date.
        let _ = storage.remove_item(&name);
        return whole.word(false).map(AttrValue::from);
    };
    while !set(text) {
        if forget_oldest(&storage) {
            continue;
        }
        for limit in [TEXT_LIMIT / 4, TEXT_LIMIT / 16, 0] {
            let smaller = Entry::of(state, time, limit);
            if smaller.text.as_deref().is_some_and(set) {
                return smaller.word(true).map(AttrValue::from);
            }
        }
        let _ = storage.remove_item(&name);
        return Entry::none().word(true).map(AttrValue::from);
    }
    whole.word(false).map(AttrValue::from)
}

fn entry_name(number: u64) -> String {
    format!("{WORK}{number:x}")
}

/// Whether nothing has to be written because the entry is gone.
fn is_there(state: &State) -> bool {
    let there = |storage: Storage| storage.get_item(&entry_name(state.sheet.number)).ok().flatten();
    !state.sheet.touched || storage().is_none_or(|storage| there(storage).is_some())
}

/// Every entry, the newest first.
fn entries(storage: &Storage) -> Vec<(u64, String)> {
    let mut entries = Vec::new();
    for at in 0..storage.length().unwrap_or(0) {
        let Ok(Some(name)) = storage.key(at) else {
            continue;
        };
        let number = name.strip_prefix(WORK).map(|hex| u64::from_str_radix(hex, 16));
        if let (Some(Ok(number)), Ok(Some(entry))) = (number, storage.get_item(&name)) {
            // They are few: no need of the weight of a sort.
            let time = Stored::time_of(&entry);
            let newer = |(_, other): &&(u64, String)| Stored::time_of(other) > time;
            let place = entries.iter().take_while(newer).count();
            entries.insert(place, (number, entry));
        }
    }
    entries
}

/// Removes what was left and is old, or the same as what is newer; but not the entry just taken.
fn prune(storage: &Storage, entries: &[(u64, String)], taken: Option<u64>) {
    let mut kept: Vec<&str> = Vec::new();
    let mut bytes = 0;
    for (number, entry) in entries {
        let work = Stored::work_of(entry);
        let is_too_much = kept.len() >= KEPT || bytes + entry.len() > KEPT_BYTES;
        let may_go = taken != Some(*number) && is_left(storage, *number, entry);
        if may_go && (is_too_much || kept.contains(&work)) {
            forget(storage, *number);
        } else {
            kept.push(work);
            bytes += entry.len();
        }
    }
}

/// Makes room by the oldest work that was left; false if none was.
fn forget_oldest(storage: &Storage) -> bool {
    let entries = entries(storage);
    let oldest = entries.iter().rev().find(|(number, entry)| is_left(storage, *number, entry));
    oldest.inspect(|(number, _)| forget(storage, *number)).is_some()
}

fn forget(storage: &Storage, number: u64) {
    let _ = storage.remove_item(&entry_name(number));
    take_mark(storage, number);
}

/// Whether no tab is at this work.
fn is_left(storage: &Storage, number: u64, entry: &str) -> bool {
    let mark = storage.get_item(&format!("{LEFT}{number:x}")).ok().flatten();
    let time = Stored::time_of(entry).unwrap_or_default();
    mark.is_some() || time + FORGOTTEN_MS < Date::now() as u64
}

/// Whether nobody was at this work; from now on, somebody is.
fn take_mark(storage: &Storage, number: u64) -> bool {
    let mark = format!("{LEFT}{number:x}");
    let marked = storage.get_item(&mark).ok().flatten().is_some();
    let _ = storage.remove_item(&mark);
    marked
}

/// Leaves the mark, and what this tab needs to come back.
fn leave(state: &State) {
    let Some(storage) = storage() else {
        return;
    };
    if state.sheet.touched {
        let _ = storage.set_item(&format!("{LEFT}{:x}", state.sheet.number), "");
    }
    remember(state);
}

/// Keeps what this tab needs to come back.
fn remember(state: &State) {
    let tab = Tab {
        number: state.sheet.touched.then_some(state.sheet.number),
        link: match &state.refused {
            Some(_) => None,
            None => state.scenario.to_link().ok(),
        },
    };
    tab.put();
}

/// Whether the mark of this tab is still there.
fn come_back(state: &State) -> bool {
    !state.sheet.touched || storage().is_some_and(|storage| take_mark(&storage, state.sheet.number))
}

/// What a tab remembers of itself over a reload.
#[derive(Default)]
struct Tab {
    /// The number of its work.
    number: Option<u64>,
    /// What the address was about to hold.
    link: Option<String>,
}

impl Tab {
    fn put(&self) {
        if let Some(session) = session() {
            let number = self.number.map_or_else(String::new, |number| format!("{number:x}"));
            let link = self.link.as_deref().unwrap_or_default();
            let (now, before) = (fragment(), fragment_before().unwrap_or_default());
            let _ = session.set_item(TAB, &format!("{number}\n{link}\n{now}\n{before}"));
        }
    }

    /// The link counts only while the address is what it was; in a reload it may be what it was
    /// before, for a page goes on, and writes its address, until the one that follows is there.
    fn take() -> Tab {
        let found = session().and_then(|session| session.get_item(TAB).ok().flatten());
        let found = found.unwrap_or_default();
        let mut lines = found.splitn(4, '\n');
        let number = lines.next().and_then(|number| u64::from_str_radix(number, 16).ok());
        let link = lines.next().filter(|link| !link.is_empty());
        let [now, before] = [lines.next(), lines.next()].map(Option::unwrap_or_default);
        let address = fragment();
        let is_its_own = address == now || address == before && is_reload();
        Tab { number, link: link.filter(|_| is_its_own).map(str::to_owned) }
    }
}

/// What the browser keeps for this tab alone.
fn session() -> Option<Storage> {
    // As forbidden to a guest as the other one.
    storage()?;
    window().session_storage().ok().flatten()
}

/// Numbers from here on have not been used: of 2^52, no two tabs start near each other.
fn free_number() -> u64 {
    (Math::random() * (1u64 << 52) as f64) as u64
}
