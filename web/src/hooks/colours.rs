//! What the page can be coloured like.

/// How the page is coloured.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum Theme {
    /// As the system says.
    #[default]
    Auto,
    /// Dark on light.
    Light,
    /// Light on dark.
    Dark,
}

impl Theme {
    /// Every theme.
    pub const ALL: [Theme; 3] = [Theme::Auto, Theme::Light, Theme::Dark];

    /// The word kept in storage and in `data-theme`.
    pub const fn name(self) -> &'static str {
        match self {
            Theme::Auto => "auto",
            Theme::Light => "light",
            Theme::Dark => "dark",
        }
    }

    /// What the menu says.
    pub const fn title(self) -> &'static str {
        match self {
            Theme::Auto => "◐ auto",
            Theme::Light => "○ light",
            Theme::Dark => "● dark",
        }
    }

    /// The theme called `name`; any other word is [`Theme::Auto`].
    pub fn from_name(name: &str) -> Theme {
        Theme::ALL.into_iter().find(|theme| theme.name() == name).unwrap_or_default()
    }
}
