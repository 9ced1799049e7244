//! What every view is given.

use std::rc::Rc;

use yew::prelude::*;
use zonescope_chart::Theme;

use super::checked::Checked;
use super::stages::Drawn;
use crate::bench::{Action, Look, Workbench};

/// What every view shows.
#[derive(Properties, PartialEq, Clone)]
pub struct Props {
    /// What stays here.
    pub bench: Rc<Workbench>,
    /// What is drawn.
    pub drawn: Rc<Drawn>,
    /// What the texts say of it.
    pub checked: Checked,
    /// What is to be said with what leaves the page.
    pub said: Vec<String>,
    /// How it is looked at.
    pub look: Look,
    /// How much width there is, in pixels.
    pub room_px: u32,
    /// The charts' colours.
    pub theme: Theme,
    /// What the user did.
    pub on: Callback<Action>,
}
