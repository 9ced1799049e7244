//! Where the code lies that the model stands for: files, and functions in them.

/// A source file with functions the model stands for.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Place {
    /// mm/mm_init.c, and mm/page_alloc.c, which held its functions up to v6.3.
    Zones,
    /// mm/memblock.c.
    Memblock,
}

/// Functions that decide where zones lie, what they hold and which struct pages are initialised.
/// What only reads zones (counters, contiguity, printing) is not among them.
const ZONES: [&str; 46] = [
    "__absent_pages_in_range",
    "__init_deferred_page",
    "__init_page_from_nid",
    "__init_single_page",
    "absent_pages_in_range",
    "adjust_zone_range_for_zone_movable",
    "arch_has_descending_max_zone_pfns",
    "calculate_node_totalpages",
    "cmdline_parse_core",
    "cmdline_parse_kernelcore",
    "cmdline_parse_movablecore",
    "defer_init",
    "deferred_grow_zone",
    "deferred_init_maxorder",
    "deferred_init_mem_pfn_range_in_zone",
    "deferred_init_memmap",
    "deferred_init_memmap_chunk",
    "deferred_init_memmap_job",
    "deferred_init_pages",
    "deferred_pages_enabled",
    "early_calculate_totalpages",
    "early_page_initialised",
    "early_page_uninitialised",
    "early_pfn_to_nid",
    "find_min_pfn_for_node",
    "find_min_pfn_with_active_regions",
    "find_usable_zone_for_movable",
    "find_zone_movable_pfns_for_nodes",
    "free_area_init",
    "free_area_init_core",
    "free_area_init_memoryless_node",
    "free_area_init_node",
    "get_pfn_range_for_nid",
    "init_deferred_page",
    "init_reserved_page",
    "init_unavailable_range",
    "memmap_init",
    "memmap_init_range",
    "memmap_init_zone",
    "memmap_init_zone_range",
    "overlap_memmap_init",
    "pgdat_set_deferred_range",
    "reserve_bootmem_region",
    "reset_memoryless_node_totalpages",
    "zone_absent_pages_in_node",
    "zone_spanned_pages_in_node",
];

/// Functions through which memory, its nodes and its flags reach the zones.
const MEMBLOCK: [&str; 17] = [
    "__next_mem_pfn_range",
    "memblock_add",
    "memblock_add_node",
    "memblock_add_range",
    "memblock_clear_hotplug",
    "memblock_clear_nomap",
    "memblock_end_of_DRAM",
    "memblock_has_mirror",
    "memblock_mark_hotplug",
    "memblock_mark_mirror",
    "memblock_mark_nomap",
    "memblock_merge_regions",
    "memblock_remove",
    "memblock_set_node",
    "memblock_setclr_flag",
    "memblock_start_of_DRAM",
    "memmap_init_reserved_pages",
];

/// What both are about: code outside of functions matters if it names one of these.
const STATE: [&str; 9] = [
    "arch_zone_highest_possible_pfn",
    "arch_zone_lowest_possible_pfn",
    "mirrored_kernelcore",
    "movable_zone",
    "overlap_memmap_init",
    "required_kernelcore",
    "required_kernelcore_percent",
    "required_movablecore",
    "zone_movable_pfn",
];

/// The top folders of a kernel tree: a path goes through none of them to mm/.
const FOLDERS: [&str; 21] = [
    "Documentation",
    "arch",
    "block",
    "certs",
    "crypto",
    "drivers",
    "fs",
    "include",
    "init",
    "io_uring",
    "ipc",
    "kernel",
    "lib",
    "net",
    "rust",
    "samples",
    "scripts",
    "security",
    "sound",
    "tools",
    "virt",
];

impl Place {
    /// The place a file's path names: `a/mm/mm_init.c`, `linux-6.12/mm/mm_init.c`.
    pub fn of(path: &str) -> Option<Place> {
        let (folder, file) = path.rsplit_once('/')?;
        let place = match file {
            "mm_init.c" | "page_alloc.c" => Place::Zones,
            "memblock.c" => Place::Memblock,
            _ => return None,
        };
        let mut folders = folder.rsplit('/');
        let is_mm = folders.next() == Some("mm");
        // Where a tree lies may be a long path; in the tree, nothing comes before mm/.
        let is_rooted = path.starts_with(['/', '.', '~']);
        let above: Vec<&str> = folders.collect();
        let is_top = match is_rooted {
            true => above.iter().all(|folder| !matches!(*folder, "arch" | "tools")),
            false => above.len() <= 1 && above.iter().all(|folder| !FOLDERS.contains(folder)),
        };
        (is_mm && is_top).then_some(place)
    }

    /// Whether the model stands for a function.
    pub fn models(self, function: &str) -> bool {
        match self {
            Place::Zones => ZONES.binary_search(&function).is_ok(),
            Place::Memblock => MEMBLOCK.binary_search(&function).is_ok(),
        }
    }
}

/// Whether a name outside of functions is of what the model stands for.
pub(crate) fn is_state(name: &str) -> bool {
    STATE.binary_search(&name).is_ok()
}

/// The path within the kernel's tree, where it is one of the files above.
pub(crate) fn shown(path: &str) -> &str {
    match Place::of(path) {
        Some(_) => path.rfind("mm/").and_then(|at| path.get(at..)).unwrap_or(path),
        None => path.strip_prefix("a/").or_else(|| path.strip_prefix("b/")).unwrap_or(path),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_sorted() {
        assert!(ZONES.is_sorted() && MEMBLOCK.is_sorted() && STATE.is_sorted());
    }

    #[test]
    fn paths_are_told_apart() {
        for (path, want) in [
            ("a/mm/mm_init.c", Some(Place::Zones)),
            ("mm/mm_init.c", Some(Place::Zones)),
            ("b/mm/page_alloc.c", Some(Place::Zones)),
            ("linux-6.12/mm/memblock.c", Some(Place::Memblock)),
            ("/usr/src/linux/mm/mm_init.c", Some(Place::Zones)),
            ("../linux/kernel/mm/mm_init.c", Some(Place::Zones)),
            ("mm_init.c", None),
            ("a/arch/x86/mm/mm_init.c", None),
            ("tools/mm/mm_init.c", None),
            ("/src/tools/testing/mm/mm_init.c", None),
            ("a/drivers/mm/mm_init.c", None),
            ("mm/mm_init.c.orig", None),
            ("mm/memory_hotplug.c", None),
            ("a/mm/sub/mm_init.c", None),
        ] {
            assert_eq!(Place::of(path), want, "{path}");
        }
    }
}
