//! The words of the tables, each with what it means.

/// A word of the tables. A number of a zone, a node and the machine may share one.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Term {
    /// The name in golden data, files and the DOM, and on the command line.
    pub name: &'static str,
    /// What people read at the head of a column.
    pub word: &'static str,
    /// What it means: two sentences, the second of which names the kernel's file.
    pub meaning: &'static str,
}

macro_rules! terms {
    ($($id:ident, $name:literal, $word:literal: $meaning:literal;)*) => {
        impl Term {
            $(#[doc = $meaning] pub const $id: Term =
                Term { name: $name, word: $word, meaning: $meaning };)*

            /// Every word, in the order in which a reader meets them.
            pub const ALL: &'static [Term] = &[$(Term::$id),*];
        }
    };
}

terms! {
    MEMBLOCK, "memblock", "memblock":
        "The list of memory regions the kernel boots with, each with its node and flags, before \
         there are zones. See include/linux/memblock.h and mm/memblock.c.";
    MIRRORED, "mirrored", "mirrored":
        "Memory the firmware keeps twice, so that an uncorrectable error in one copy is survived. \
         memblock_mark_mirror() in mm/memblock.c marks its regions.";
    MEMORY, "memory", "memory":
        "All pages of the machine's memory regions, whoever has them in the end. \
         get_pfn_range_for_nid() in mm/mm_init.c reads the same regions for each node.";
    NODE, "node", "node":
        "The memory closest to one group of CPUs, and the range of pfns it lies in, holes and \
         all. It is a pg_data_t of include/linux/mmzone.h.";
    ZONE, "zone", "zone":
        "A part of a node with one use: DMA and DMA32 for devices that reach no further, Normal \
         for the kernel, Movable for what can be moved away. It is a struct zone of \
         include/linux/mmzone.h.";
    START_PFN, "start_pfn", "start":
        "The first page frame number of a zone or node: its address divided by the size of a \
         page. It is zone_start_pfn in include/linux/mmzone.h, set in mm/mm_init.c.";
    END_PFN, "end_pfn", "end":
        "One past the last page frame number. It is start + spanned, zone_end_pfn() in \
         include/linux/mmzone.h.";
    SPANNED, "spanned", "spanned":
        "All pages from a zone's start to its end, holes and other zones' pages included. \
         calculate_node_totalpages() in mm/mm_init.c sets spanned_pages.";
    ABSENT, "absent", "absent":
        "Pages of the span that the kernel does not count as the zone's: holes, and with \
         kernelcore=mirror what belongs to the zone beside it. zone_absent_pages_in_node() in \
         mm/mm_init.c counts them.";
    PRESENT, "present", "present":
        "Spanned without absent: the memory a zone is said to have. It is present_pages in \
         include/linux/mmzone.h, set in mm/mm_init.c and shown in /proc/zoneinfo.";
    MOVABLE_PFN, "movable_pfn", "zone_movable_pfn":
        "Where Movable starts on a node; none if the node has no such zone. \
         find_zone_movable_pfns_for_nodes() in mm/mm_init.c finds it.";
    INIT_EARLY, "init_early", "early init":
        "Struct pages that one CPU initialises before the others run; one initialised twice is \
         counted twice. memmap_init_range() in mm/mm_init.c does it.";
    INIT_DEFERRED, "init_deferred", "deferred":
        "Struct pages left for later, when a thread for each node initialises them. \
         deferred_init_memmap() in mm/mm_init.c does it.";
    FIRST_DEFERRED_PFN, "first_deferred_pfn", "first_deferred_pfn":
        "The page frame number of a node from which on struct pages are left for later; none if \
         nothing is. defer_init() in mm/mm_init.c sets it.";
    DOUBLE_INIT, "double_init", "twice":
        "Struct pages that boot initialises more than once, because two zones span them; the last \
         zone keeps them. It happens in memmap_init() of mm/mm_init.c.";
    NEVER_INIT, "never_init", "never":
        "Memory whose struct pages nobody initialises: it is lost, and reading them reads what \
         was left there. It is what memmap_init() and deferred_init_memmap() in mm/mm_init.c \
         leave out between them.";
    WRONG_NODE, "wrong_node", "wrong node":
        "Pages of memory whose struct page says, once all is done, that they are of another node \
         than their region. init_unavailable_range() in mm/mm_init.c takes memory that no zone \
         has handled for part of a hole.";
    OUTSIDE_ZONE_SPAN, "outside_zone_span", "outside its zone":
        "Pages of memory linked to a zone whose span does not hold them. From v6.18 on \
         deferred_init_memmap() in mm/mm_init.c links all it walks over to the highest zone.";
    MIRRORED_IN_MOVABLE, "mirrored_in_movable", "mirrored in Movable":
        "Mirrored memory linked to Movable, where it protects no kernel data. \
         overlap_memmap_init() in mm/mm_init.c is there to skip it.";
    UNMIRRORED_IN_NORMAL, "unmirrored_in_normal", "unmirrored in Normal":
        "Unmirrored memory linked to Normal, open to kernel data that an uncorrectable error \
         would take along. adjust_zone_range_for_zone_movable() in mm/mm_init.c leaves it in the \
         span.";
    INIT_UNAVAILABLE, "init_unavailable", "init of holes":
        "Struct pages of holes, which exist because a section is never partly mapped; each is \
         marked reserved. init_unavailable_range() in mm/mm_init.c does it.";
    LINKED, "linked", "linked":
        "Pages of memory whose struct page says, once all is done, that they are of this zone and \
         node. set_page_links() in include/linux/mm.h writes it.";
    CONTIGUOUS, "contiguous", "contiguous":
        "Set when every pageblock of a zone begins and ends with the zone's own pages, so that \
         walks over it need not check each one. set_zone_contiguous() in mm/mm_init.c looks.";
}
