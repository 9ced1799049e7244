//! What a shape stands for. A shape is given a role and never a colour: the role decides the class,
//! and the theme decides how the role looks.
//!
//! plotters styles shapes by colour, so a role *is* a colour of an indexed palette: the channels
//! hold its place in [`Role::all`], and the backend looks it up. Elements are then plain plotters
//! (`Rectangle::new(points, Role::Rule)`), and nothing is passed beside them.

use plotters::style::Color;
use plotters_backend::BackendColor;
use zonescope_model::Zone;

use crate::metrics::Face;

/// What a shape stands for.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Role {
    /// Behind everything.
    Background,
    /// Mirrored memory.
    Mirrored,
    /// Memory without a mirror.
    Plain,
    /// Several regions drawn as one.
    Several,
    /// Two strokes where the axis leaves something out.
    Break,
    /// The line over a node's memory.
    NodeLine,
    /// From the true-to-scale strip to the axis below.
    Lead,
    /// Down from a tick through all rows.
    Guide,
    /// Between rows; the line a dot stands on.
    Rule,
    /// Joins the dots of one zone.
    Span,
    /// Memory that is a zone's own.
    Own(Zone),
    /// Spanned by a zone, not its own.
    Absent(Zone),
    /// Own and absent, too finely mixed to draw.
    Mixed(Zone),
    /// Linked to a zone that does not span it.
    Outside(Zone),
    /// A count of a zone.
    Dot(Zone),
    /// A count of a zone that is not the first variant's.
    Ring(Zone),
    /// Memory whose struct pages are never initialised.
    Lost,
    /// Struct pages initialised once, before the other CPUs run.
    Early,
    /// Struct pages initialised once, by the deferred walk.
    Later,
    /// Struct pages memmap_init() initialised more than once.
    Twice,
    /// Struct pages of a hole, or of memory taken for one.
    Unavailable,
    /// Memory whose struct pages are not initialised yet.
    Pending,
    /// Around what the last step did.
    Step,
    /// A count of present pages over the percentage.
    Curve(Zone),
    /// The setting at hand.
    Setting,
    /// What has a verdict.
    Fine,
    /// What has a price.
    Costly,
    /// What is wrong.
    Broken,
    /// The signs of the three.
    FineSign,
    CostlySign,
    BrokenSign,
    /// An edge that is not where the first row has it.
    Changed,
    /// first_deferred_pfn.
    Deferred,
    /// The name of a row.
    NameText,
    /// Text on the background.
    Text,
    /// Text that explains.
    SoftText,
    /// A count.
    NumberText,
    /// Text on memory.
    MemoryText,
    /// Text on a zone's own memory.
    OwnText(Zone),
    /// Text on memory that is mixed or outside.
    TintText(Zone),
    /// Text on what is initialised early.
    EarlyText,
    /// Text on lost memory.
    LostText,
    /// A pfn under a tick.
    PfnText,
}

impl Role {
    /// Every role, in the order a legend names them.
    pub(crate) fn all() -> impl Iterator<Item = Role> {
        let memory = [Role::Background, Role::Mirrored, Role::Plain, Role::Several, Role::Break];
        let of_zones = [
            Role::Own as fn(Zone) -> Role,
            Role::Absent,
            Role::Mixed,
            Role::Outside,
            Role::Dot,
            Role::Ring,
            Role::Curve,
            Role::OwnText,
            Role::TintText,
        ];
        let rest = [
            Role::Early,
            Role::Later,
            Role::Twice,
            Role::Unavailable,
            Role::Pending,
            Role::Step,
            Role::Setting,
            Role::Fine,
            Role::Costly,
            Role::Broken,
            Role::FineSign,
            Role::CostlySign,
            Role::BrokenSign,
            Role::EarlyText,
            Role::Lost,
            Role::Deferred,
            Role::Changed,
            Role::NodeLine,
            Role::Lead,
            Role::Guide,
            Role::Rule,
            Role::Span,
            Role::NameText,
            Role::Text,
            Role::SoftText,
            Role::NumberText,
            Role::MemoryText,
            Role::LostText,
            Role::PfnText,
        ];
        let of_zones = of_zones.into_iter().flat_map(|of| Zone::ALL.into_iter().map(of));
        memory.into_iter().chain(of_zones).chain(rest)
    }

    /// The role a colour stands for.
    pub(crate) fn of_color(color: BackendColor) -> Role {
        let (_, _, place) = color.rgb;
        Role::all().nth(usize::from(place)).unwrap_or(Role::Background)
    }

    /// The zone it shows.
    pub(crate) const fn zone(self) -> Option<Zone> {
        match self {
            Role::Own(zone)
            | Role::Absent(zone)
            | Role::Mixed(zone)
            | Role::Outside(zone)
            | Role::Dot(zone)
            | Role::Ring(zone)
            | Role::Curve(zone)
            | Role::OwnText(zone)
            | Role::TintText(zone) => Some(zone),
            _ => None,
        }
    }

    /// Its class without the zone.
    pub(crate) const fn class(self) -> &'static str {
        match self {
            Role::Background => "zs-background",
            Role::Mirrored => "zs-mirrored",
            Role::Plain => "zs-unmirrored",
            Role::Several => "zs-several",
            Role::Break => "zs-break",
            Role::NodeLine => "zs-node",
            Role::Lead => "zs-lead",
            Role::Guide => "zs-guide",
            Role::Rule => "zs-rule",
            Role::Span => "zs-span",
            Role::Own(_) => "zs-own",
            Role::Absent(_) => "zs-absent",
            Role::Mixed(_) => "zs-mixed",
            Role::Outside(_) => "zs-outside",
            Role::Dot(_) => "zs-dot",
            Role::Ring(_) => "zs-ring",
            Role::Early => "zs-early",
            Role::Later => "zs-later",
            Role::Twice => "zs-twice",
            Role::Unavailable => "zs-unavailable",
            Role::Pending => "zs-pending",
            Role::Step => "zs-step",
            Role::Curve(_) => "zs-curve",
            Role::Setting => "zs-setting",
            Role::Fine => "zs-ok",
            Role::Costly => "zs-cost",
            Role::Broken => "zs-broken",
            Role::FineSign => "zs-ok-sign",
            Role::CostlySign => "zs-cost-sign",
            Role::BrokenSign => "zs-broken-sign",
            Role::EarlyText => "zs-early-text",
            Role::Lost => "zs-lost",
            Role::Changed => "zs-changed",
            Role::Deferred => "zs-deferred",
            Role::NameText => "zs-name-text",
            Role::Text => "zs-text",
            Role::SoftText => "zs-soft-text",
            Role::NumberText => "zs-number-text",
            Role::MemoryText => "zs-memory-text",
            Role::OwnText(_) => "zs-own-text",
            Role::TintText(_) => "zs-tint-text",
            Role::LostText => "zs-lost-text",
            Role::PfnText => "zs-pfn-text",
        }
    }

    /// Face and size, in tenths of a pixel, of text in this role.
    pub(crate) const fn font(self) -> (Face, i32) {
        match self {
            Role::NameText => (Face::Bold, 120),
            Role::PfnText => (Face::Mono, 100),
            Role::NumberText => (Face::Sans, 115),
            _ => (Face::Sans, 110),
        }
    }
}

/// The class that goes with a zone.
pub(crate) const fn zone_class(zone: Zone) -> &'static str {
    match zone {
        Zone::Dma => "zs-dma",
        Zone::Dma32 => "zs-dma32",
        Zone::Normal => "zs-normal",
        Zone::Movable => "zs-movable",
    }
}

impl Color for Role {
    fn to_backend_color(&self) -> BackendColor {
        let place = Role::all().position(|role| role == *self).unwrap_or(0);
        BackendColor { alpha: 1.0, rgb: (0, 0, place as u8) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_role_comes_back_from_its_color() {
        assert!(Role::all().count() < 256);
        for role in Role::all() {
            assert_eq!(Role::of_color(role.to_backend_color()), role);
        }
    }
}
