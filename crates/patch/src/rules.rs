//! What each patch does to a function, as old and new statements: everything that differs must be
//! explained by the patch, else it is not the patch.

use crate::statement::{fingerprint, is_declaration, matches, only, same, Statement};

/// What is known to be done to one function, from the old statements to the new ones.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Edit {
    /// node_spanned_pages is set to the node's extent instead of a sum.
    Extent,
    /// The test of `mirrored_kernelcore` goes from the branch for straddling zones.
    Clip,
    /// The terms for mirrored memory go.
    MirrorTerms,
    /// The call of `overlap_memmap_init()` goes.
    Call,
    /// `overlap_memmap_init()` goes.
    Function,
    /// Mirrored regions are skipped in the outer loop.
    OuterLoop,
}

impl Edit {
    /// Every edit.
    pub const ALL: [Edit; 6] =
        [Edit::Extent, Edit::Clip, Edit::MirrorTerms, Edit::Call, Edit::Function, Edit::OuterLoop];

    /// The functions it can be made in: memmap_init_range() was memmap_init_zone() up to v5.11.
    pub fn functions(self) -> &'static [&'static str] {
        match self {
            Edit::Extent => &["calculate_node_totalpages"],
            Edit::Clip => &["adjust_zone_range_for_zone_movable"],
            Edit::MirrorTerms => &["zone_absent_pages_in_node"],
            Edit::Call => &["memmap_init_range", "memmap_init_zone"],
            Edit::Function => &["overlap_memmap_init"],
            Edit::OuterLoop => &["memmap_init"],
        }
    }

    /// Whether this and nothing else is what turns `old` into `new`. `backwards`: the two were
    /// exchanged, and what comes into being is `old`.
    pub fn explains<'t>(
        self,
        old: &[Statement<'t>],
        new: &[Statement<'t>],
        backwards: bool,
    ) -> bool {
        let explained = match self {
            Edit::Extent => extent(old, new, backwards),
            Edit::Clip => clip(old, new),
            Edit::MirrorTerms => mirror_terms(old, new),
            Edit::Call => call(old, new),
            Edit::Function => function(old, new, backwards),
            Edit::OuterLoop => outer_loop(old, new),
        };
        explained.unwrap_or(false)
    }
}

/// `pgdat->node_spanned_pages = node_end_pfn - node_start_pfn`, and what the sum needed goes.
///
/// The sum may stay, unread. Where it comes back it must be what it was.
fn extent<'t>(old: &[Statement<'t>], new: &[Statement<'t>], backwards: bool) -> Option<bool> {
    let (new_at, names) = only(new, "$ -> node_spanned_pages = $ - $ ;")
        .or_else(|| only(new, "$ -> node_spanned_pages = ( $ - $ ) ;"))?;
    let [node, end, start] = names.as_slice() else {
        return None;
    };
    // The extent is what the last two parameters say, whatever they are called.
    let parameters = parameters(new, "calculate_node_totalpages");
    let of_node = match parameters.as_deref() {
        Some([.., first, last]) => (*first, *last),
        Some([last]) => ("node_start_pfn", *last),
        Some([]) => return None,
        None => ("node_start_pfn", "node_end_pfn"),
    };
    let (old_at, names) = only(old, "$ -> node_spanned_pages = $ ;")?;
    let [old_node, sum] = names.as_slice() else {
        return None;
    };
    let adds = |statement: &Statement<'t>| {
        ["spanned", "size"].iter().any(|zone| statement == &vec![*sum, "+=", *zone, ";"])
    };
    let declares = |statement: &Statement<'t>| {
        is_declaration(statement)
            && (statement.ends_with(&[sum, ";"]) || statement.ends_with(&[sum, "=", "0", ";"]))
    };
    let rest = |all: &[Statement<'t>], at: usize| {
        let is_needed = |statement: &Statement<'t>| adds(statement) || declares(statement);
        let before = all.iter().take(at).filter(|statement| !is_needed(statement)).count();
        let rest = all.iter().enumerate().filter(|(place, s)| *place != at && !is_needed(s));
        (before, rest.map(|(_, statement)| statement.clone()).collect::<Vec<_>>())
    };
    let (old_before, old_rest) = rest(old, old_at);
    let (new_before, new_rest) = rest(new, new_at);
    let count = |all: &[Statement<'t>]| {
        let added = all.iter().filter(|statement| adds(statement)).count();
        (added, all.iter().filter(|statement| declares(statement)).count())
    };
    let (old_count, new_count) = (count(old), count(new));
    let goes_at_most = old_count.0 <= new_count.0 + 1 && old_count.1 <= new_count.1 + 1;
    let is_left = old_count.0 >= new_count.0 && old_count.1 >= new_count.1;
    let comes_without_its_sum = backwards && old_count.0 == new_count.0 && old_count != new_count;
    let uses_sum = new_rest.iter().any(|statement| statement.contains(sum));
    Some(
        (*start, *end) == of_node
            && node == old_node
            && (*sum == "totalpages" || old_count.0 > 0)
            && old_before == new_before
            && goes_at_most
            && is_left
            && !comes_without_its_sum
            && (new_count != (0, 0) || !uses_sum)
            && same(&old_rest, &new_rest),
    )
}

/// The names of a function's parameters, if its definition is to be seen.
fn parameters<'t>(all: &[Statement<'t>], function: &str) -> Option<Vec<&'t str>> {
    let definition = all.iter().find(|statement| {
        statement.last() == Some(&"{") && statement.contains(&function)
            || statement.starts_with(&["unsigned", "long"])
                && statement.ends_with(&[")", "{"])
                && !statement.contains(&"(")
    })?;
    let names = definition.iter().zip(definition.iter().skip(1));
    Some(names.filter(|(_, next)| matches!(**next, "," | ")")).map(|(name, _)| *name).collect())
}

/// `else if (!mirrored_kernelcore && start < movable && end > movable)` without its first term.
fn clip<'t>(old: &[Statement<'t>], new: &[Statement<'t>]) -> Option<bool> {
    const TEST: &str = "else if ( ! mirrored_kernelcore && * $ < zone_movable_pfn [ $ ] && \
                        zone_movable_pfn [ $ ] < * $ ) {";
    const CUT: &str = "else if ( * $ < zone_movable_pfn [ $ ] && zone_movable_pfn [ $ ] < * $ ) {";
    let (old_at, names) = only(old, TEST)?;
    let (new_at, new_names) = only(new, CUT)?;
    let [start, nid, other, end] = names.as_slice() else {
        return None;
    };
    let straddles = nid == other && start.contains("start") && end.contains("end");
    let mut cut = old.to_vec();
    *cut.get_mut(old_at)? = new.get(new_at)?.clone();
    Some(straddles && names == new_names && old_at == new_at && same(&cut, new))
}

/// What the terms for mirrored memory say, by [`fingerprint`].
pub(crate) const MIRROR_TERMS: u64 = 0x9041_5015_b8ad_890e;

/// The block for mirrored memory goes, and what is left may be put into one statement.
fn mirror_terms<'t>(old: &[Statement<'t>], new: &[Statement<'t>]) -> Option<bool> {
    let (from, _) = only(old, "if ( mirrored_kernelcore && zone_movable_pfn [ $ ] ) {")?;
    let to = from + block(old.get(from..)?)?;
    if fingerprint(old.get(from..to)?) != MIRROR_TERMS {
        return Some(false);
    }
    let mut rest = old.to_vec();
    rest.drain(from..to);
    Some(same(&rest, new) || same(&returned_at_once(&rest), &returned_at_once(new)))
}

/// How many statements a block has, from the one that opens it to the one that closes it.
fn block(all: &[Statement<'_>]) -> Option<usize> {
    let mut depth = 0usize;
    for (at, statement) in all.iter().enumerate() {
        match statement.last() {
            Some(&"{") => depth += 1,
            Some(&"}") => depth = depth.checked_sub(1)?,
            Some(&"…") => return None,
            _ => {}
        }
        if depth == 0 {
            return Some(at + 1);
        }
    }
    None
}

/// `a = f(); return a;` as `return f();`, and without the declaration of `a`.
fn returned_at_once<'t>(all: &[Statement<'t>]) -> Vec<Statement<'t>> {
    let mut all = all.to_vec();
    let Some(at) = all.windows(2).position(|pair| match pair {
        [set, back] => match set.as_slice() {
            [name, "=", "__absent_pages_in_range", .., ";"] => {
                matches(back, "return $ ;").is_some_and(|names| names == [*name])
            }
            _ => false,
        },
        _ => false,
    }) else {
        return all;
    };
    let set = all.remove(at);
    if let (Some(back), Some((name, value))) = (all.get_mut(at), set.split_first()) {
        *back = ["return"].iter().chain(value.iter().skip(1)).copied().collect();
        let name = *name;
        all.retain(|statement| !(is_declaration(statement) && statement.ends_with(&[name, ";"])));
    }
    all
}

/// `if (overlap_memmap_init(zone, &pfn)) continue;` goes.
fn call<'t>(old: &[Statement<'t>], new: &[Statement<'t>]) -> Option<bool> {
    const CALL: &str = "if ( overlap_memmap_init ( zone , & pfn ) ) continue ;";
    const CALL_IN_BRACES: &str = "if ( overlap_memmap_init ( zone , & pfn ) ) {";
    let mut rest = old.to_vec();
    match only(old, CALL) {
        Some((at, _)) => {
            rest.remove(at);
        }
        None => {
            let (at, _) = only(old, CALL_IN_BRACES)?;
            let inside = rest.drain(at..(at + 3).min(old.len())).skip(1);
            let inside: Vec<Statement<'_>> = inside.collect();
            if inside != [vec!["continue", ";"], vec!["}"]] {
                return Some(false);
            }
        }
    }
    let is_called = new.iter().any(|statement| statement.contains(&"overlap_memmap_init"));
    Some(!is_called && same(&rest, new))
}

/// What overlap_memmap_init() does, by [`fingerprint`].
pub(crate) const OVERLAP: u64 = 0xdb09_4e0d_1a4b_1eaf;

/// All of overlap_memmap_init() goes. What it did is no matter then, but where it comes back it is.
fn function<'t>(old: &[Statement<'t>], new: &[Statement<'t>], backwards: bool) -> Option<bool> {
    let from = old.iter().position(|statement| statement.last() == Some(&"{"))?;
    let is_whole = from == 0 && block(old)? == old.len();
    Some(new.is_empty() && is_whole && (!backwards || fingerprint(old) == OVERLAP))
}

/// `if (mirrored_kernelcore && j == ZONE_MOVABLE && memblock_is_mirror(r)) continue;` comes beside
/// the test for populated zones.
fn outer_loop<'t>(old: &[Statement<'t>], new: &[Statement<'t>]) -> Option<bool> {
    const POPULATED: &str = "if ( ! populated_zone ( zone ) ) continue ;";
    let (at, names) = only(
        new,
        "if ( ZONE_MOVABLE == $ && memblock_is_mirror ( $ ) && mirrored_kernelcore ) continue ;",
    )?;
    let [zone, region] = names.as_slice() else {
        return None;
    };
    let beside = [at.checked_sub(1), at.checked_add(1)];
    let is_beside = beside
        .into_iter()
        .flatten()
        .any(|at| new.get(at).is_some_and(|statement| matches(statement, POPULATED).is_some()));
    let declared =
        format!("struct memblock_region * {region} = & memblock . memory . regions [ i ] ;");
    let (declared_at, _) = only(new, &declared)?;
    let mut rest = new.to_vec();
    rest.remove(at);
    rest.remove(declared_at);
    Some(*zone == "j" && is_beside && declared_at < at && same(old, &rest))
}
