//! The kernel's words, explained where they stand: a button, and what it pops up.

use yew::prelude::*;

/// A word and what it means.
pub struct Term {
    /// What ids are made of, and machines call it.
    id: &'static str,
    /// The word.
    name: &'static str,
    /// Two sentences, the second of which names the kernel's file.
    text: &'static str,
}

/// Every word, in the order of Help.
const TERMS: [Term; 18] = [
    Term {
        id: "memblock",
        name: "memblock",
        text: "The list of memory regions the kernel boots with, each with its node and flags, \
               before there are zones. See include/linux/memblock.h and mm/memblock.c.",
    },
    Term {
        id: "mirrored",
        name: "mirrored",
        text: "Memory the firmware keeps twice, so that an uncorrectable error in one copy is \
               survived. memblock_mark_mirror() in mm/memblock.c marks its regions.",
    },
    Term {
        id: "node",
        name: "node",
        text: "The memory closest to one group of CPUs, and the range of pfns it lies in, holes \
               and all. It is a pg_data_t of include/linux/mmzone.h.",
    },
    Term {
        id: "zone",
        name: "zone",
        text: "A part of a node with one use: DMA and DMA32 for devices that reach no further, \
               Normal for the kernel, Movable for what can be moved away. It is a struct zone of \
               include/linux/mmzone.h.",
    },
    Term {
        id: "start_pfn",
        name: "start",
        text: "The first page frame number of a zone or node: its address divided by the size of \
               a page. It is zone_start_pfn in include/linux/mmzone.h, set in mm/mm_init.c.",
    },
    Term {
        id: "end_pfn",
        name: "end",
        text: "One past the last page frame number. It is start + spanned, zone_end_pfn() in \
               include/linux/mmzone.h.",
    },
    Term {
        id: "spanned",
        name: "spanned",
        text: "All pages from a zone's start to its end, holes and other zones' pages included. \
               calculate_node_totalpages() in mm/mm_init.c sets spanned_pages.",
    },
    Term {
        id: "absent",
        name: "absent",
        text: "Pages of the span that the kernel does not count as the zone's: holes, and with \
               kernelcore=mirror what belongs to the zone beside it. \
               zone_absent_pages_in_node() in mm/mm_init.c counts them.",
    },
    Term {
        id: "present",
        name: "present",
        text: "Spanned without absent: the memory a zone is said to have. It is present_pages in \
               include/linux/mmzone.h, set in mm/mm_init.c and shown in /proc/zoneinfo.",
    },
    Term {
        id: "movable_pfn",
        name: "zone_movable_pfn",
        text: "Where Movable starts on a node; none if the node has no such zone. \
               find_zone_movable_pfns_for_nodes() in mm/mm_init.c finds it.",
    },
    Term {
        id: "init_early",
        name: "early init",
        text: "Struct pages that one CPU initialises before the others run; one initialised \
               twice is counted twice. memmap_init_range() in mm/mm_init.c does it.",
    },
    Term {
        id: "init_deferred",
        name: "deferred",
        text: "Struct pages left for later, when a thread for each node initialises them. \
               deferred_init_memmap() in mm/mm_init.c does it.",
    },
    Term {
        id: "first_deferred_pfn",
        name: "first_deferred_pfn",
        text: "The page frame number of a node from which on struct pages are left for later; \
               none if nothing is. defer_init() in mm/mm_init.c sets it.",
    },
    Term {
        id: "double_init",
        name: "twice",
        text: "Struct pages that boot initialises more than once, because two zones span them; \
               the last zone keeps them. It happens in memmap_init() of mm/mm_init.c.",
    },
    Term {
        id: "never_init",
        name: "never",
        text: "Memory whose struct pages nobody initialises: it is lost, and reading them reads \
               what was left there. It is what memmap_init() and deferred_init_memmap() in \
               mm/mm_init.c leave out between them.",
    },
    Term {
        id: "init_unavailable",
        name: "init of holes",
        text: "Struct pages of holes, which exist because a section is never partly mapped; each \
               is marked reserved. init_unavailable_range() in mm/mm_init.c does it.",
    },
    Term {
        id: "linked",
        name: "linked",
        text: "Pages of memory whose struct page says, once all is done, that they are of this \
               zone and node. set_page_links() in include/linux/mm.h writes it.",
    },
    Term {
        id: "contiguous",
        name: "contiguous",
        text: "Set when every pageblock of a zone begins and ends with the zone's own pages, so \
               that walks over it need not check each one. set_zone_contiguous() in \
               mm/mm_init.c looks.",
    },
];

/// A table's word, by its id: as a button that explains it, if there is anything to explain.
pub fn term(id: &'static str) -> Html {
    match TERMS.iter().find(|term| term.id == id) {
        Some(term) => button(term),
        None => html! { id },
    }
}

/// The same word where it stands already.
pub fn word(id: &'static str) -> &'static str {
    let found = TERMS.iter().find(|term| term.id == id);
    found.map_or(id, |term| term.name)
}

/// All words.
pub fn terms() -> Html {
    html! { <ul class="terms">{ for TERMS.iter().map(|term| html! { <li>{ button(term) }</li> }) }</ul> }
}

fn button(term: &Term) -> Html {
    html! {
        <button type="button" class="term" popovertarget={format!("term-{}", term.id)}>
            { term.name }
        </button>
    }
}

/// What the buttons pop up: once on the page, wherever and however often the words stand.
#[function_component(Glossary)]
pub fn glossary() -> Html {
    html! {
        { for TERMS.iter().map(|term| html! {
            <div id={format!("term-{}", term.id)} class="explained" popover="auto" role="note">
                <p><b>{ term.name }</b>{ ": " }{ term.text }</p>
            </div>
        }) }
    }
}
