//! How wide text is, from a fixed table: the DOM is never asked, so that a label fits or does not
//! by the same rule everywhere. The table is DejaVu Sans, wider than the usual interface faces:
//! what fits in it fits in them.

/// The face a text is set in.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Face {
    /// Labels.
    Sans,
    /// Names of rows.
    Bold,
    /// Pfns and addresses.
    Mono,
}

/// Advances of U+0020 to U+007E in 1/1000 of the font size.
#[rustfmt::skip]
const SANS: [u16; 95] = [
    318, 401, 460, 838, 636, 950, 780, 275, 390, 390, 500, 838, 318, 361, 318, 337, 636, 636, 636,
    636, 636, 636, 636, 636, 636, 636, 337, 337, 838, 838, 838, 531, 1000, 684, 686, 698, 770, 632,
    575, 775, 752, 295, 295, 656, 557, 863, 748, 787, 603, 787, 695, 635, 611, 732, 684, 989, 685,
    611, 685, 390, 337, 390, 838, 500, 500, 613, 635, 550, 635, 615, 352, 635, 634, 278, 278, 579,
    278, 974, 634, 612, 635, 635, 411, 521, 392, 634, 592, 818, 592, 592, 525, 636, 337, 636, 838,
];

/// The same for the bold face.
#[rustfmt::skip]
const BOLD: [u16; 95] = [
    348, 456, 521, 838, 696, 1002, 872, 306, 457, 457, 523, 838, 380, 415, 380, 365, 696, 696, 696,
    696, 696, 696, 696, 696, 696, 696, 400, 400, 838, 838, 838, 580, 1000, 774, 762, 734, 830, 683,
    683, 821, 837, 372, 372, 775, 637, 995, 837, 850, 733, 850, 770, 720, 682, 812, 774, 1103, 771,
    724, 725, 457, 365, 457, 838, 500, 500, 675, 716, 593, 716, 678, 435, 716, 712, 343, 343, 665,
    343, 1042, 712, 687, 716, 716, 493, 595, 478, 712, 652, 924, 645, 652, 582, 712, 365, 712, 838,
];

/// Every advance of the mono face.
const MONO: u16 = 602;

/// What is not in the tables counts as a full em.
const OTHER: u16 = 1000;

/// The width of `text`, rounded up, in the unit of `size`.
pub(crate) fn width(text: &str, face: Face, size: i32) -> i32 {
    let thousandths: i64 = text.chars().map(|c| i64::from(advance(c, face))).sum();
    let width = (thousandths * i64::from(size) + 999) / 1000;
    i32::try_from(width).unwrap_or(i32::MAX)
}

fn advance(c: char, face: Face) -> u16 {
    let table = match face {
        Face::Sans => &SANS,
        Face::Bold => &BOLD,
        Face::Mono => return if c.is_ascii() { MONO } else { OTHER },
    };
    (c as usize).checked_sub(0x20).and_then(|place| table.get(place)).copied().unwrap_or(OTHER)
}

/// `text`, cut with an ellipsis where it is wider than `room`.
pub(crate) fn cut(text: &str, face: Face, size: i32, room: i32) -> String {
    if width(text, face, size) <= room {
        return text.to_owned();
    }
    let mut kept = String::new();
    for c in text.chars() {
        kept.push(c);
        if width(&kept, face, size) + width("…", face, size) > room {
            kept.pop();
            break;
        }
    }
    kept.push('…');
    kept
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn widths_are_the_tables_sums_rounded_up() {
        assert_eq!(width("", Face::Sans, 105), 0);
        assert_eq!(width("il", Face::Sans, 1000), 556);
        assert_eq!(width("0x1000", Face::Mono, 95), 344);
        assert!(width("node", Face::Bold, 120) > width("node", Face::Sans, 120));
    }

    #[test]
    fn what_does_not_fit_is_cut() {
        assert_eq!(cut("base", Face::Bold, 120, 1000), "base");
        let long = cut("outer-loop-check+node-extent-span", Face::Bold, 120, 900);
        assert!(long.ends_with('…') && width(&long, Face::Bold, 120) <= 900);
    }
}
