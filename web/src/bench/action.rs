//! Everything the user can do.

use std::rc::Rc;

use yew::AttrValue;
use zonescope_chart::Scale;
use zonescope_model::{Arch, BootWords, Kernel, MemoryMap, Nid, Patch, Release, Variant};
use zonescope_scenario::{Case, Mirrored, Scenario, View};

use super::look::{Asked, Hinted, Pointed};
use super::reading::Reading;

/// Something the user does.
#[derive(Clone, Debug)]
pub enum Action {
    /// Edits the text in the box.
    Edit(AttrValue),
    /// Brings another text: a file, or a paste too large for the box.
    Load(AttrValue),
    /// Brings another text, read already.
    Take(Rc<Reading>),
    /// Picks a case from the menu.
    Case(&'static Case),
    /// Follows a link.
    Open(Rc<Scenario>),
    /// Follows a link that can't be opened, for this reason.
    Refuse(String),
    /// Takes a new number for this work: others may use the old one.
    Renumber,
    /// Goes back one step.
    Undo,
    /// Goes forward again.
    Redo,
    /// Pauses: the next edit is a step of its own.
    Rest,
    /// Edits the title.
    Title(AttrValue),
    /// Picks one of the text's dumps.
    Dump(usize),
    /// Brings a second log to check against, or takes it away.
    Against(Option<Rc<Reading>>),
    /// Gives the machine another mirror setting.
    Mirror(Rc<Mirrored>),
    /// Edits the memory map.
    Memory(Rc<MemoryMap>),
    /// Drags a boundary of the memory map.
    Drag(Rc<MemoryMap>),
    /// Goes back to the memory the text is about.
    Reread,
    /// Edits the command line.
    Cmdline(AttrValue),
    /// Sets the boot words the model reads; the others stay.
    Words(BootWords),
    /// Puts the machine on another architecture.
    Arch(Arch),
    /// Switches CONFIG_DEFERRED_STRUCT_PAGE_INIT.
    Deferred(bool),
    /// Puts every variant on this kernel.
    Kernel(Kernel),
    /// Shows or hides a named variant.
    Named(&'static str, bool),
    /// Adds a variant of one's own.
    Add,
    /// Adds this variant, if it is not there.
    Show(Variant),
    /// Compares these variants and no others.
    Only(Rc<[Variant]>),
    /// Compares a release too.
    ShowRelease(&'static Release),
    /// Removes the variant at this place.
    Remove(usize),
    /// Applies a patch to the variant at this place, or takes it away.
    Patch(usize, Patch, bool),
    /// Puts the variant at this place on this kernel.
    VariantKernel(usize, Kernel),
    /// Chooses the view below the verdicts.
    View(View),
    /// Chooses the zone map's axis.
    Scale(Scale),
    /// Shows one node on the zone map, or all.
    Node(Option<Nid>),
    /// Chooses one of the two variants compared.
    Compare(usize, AttrValue),
    /// Asks how a number came about, or no longer.
    Ask(Option<Asked>),
    /// Points ranges out on the zone map, or no longer.
    Point(Option<Pointed>),
    /// Points at a region in map and table, or no longer.
    Region(Option<usize>),
    /// Points at a hunk or a variant, or no longer.
    Hint(Option<Hinted>),
    /// Begins or ends a drag that moves memory.
    Hold(bool),
}

/// An edit that goes on over several actions and is undone at once.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum LongEdit {
    /// Typing in the text.
    Text,
    /// Typing a command line.
    Cmdline,
    /// Typing a title.
    Title,
    /// Turning the mirror's percentage.
    Mirror,
    /// Dragging a boundary.
    Drag,
}

impl LongEdit {
    /// The edit that `action` is a part of, if it is one of many parts.
    pub fn of(action: &Action) -> Option<LongEdit> {
        match action {
            Action::Edit(_) => Some(LongEdit::Text),
            Action::Cmdline(_) => Some(LongEdit::Cmdline),
            Action::Title(_) => Some(LongEdit::Title),
            Action::Mirror(_) => Some(LongEdit::Mirror),
            Action::Drag(_) => Some(LongEdit::Drag),
            _ => None,
        }
    }
}
