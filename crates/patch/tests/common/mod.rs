//! Diffs to test with: the lines that change, and no more around them than there must be.
#![allow(dead_code)]

use zonescope_model::Patch;
use zonescope_patch::{Change, What};

/// The mail's #1, its two hunks.
pub const EXTENT: &str = "\
@@ static void __init calculate_node_totalpages(struct pglist_data *pgdat,
 						unsigned long node_start_pfn,
 						unsigned long node_end_pfn)
 {
-	unsigned long realtotalpages = 0, totalpages = 0;
+	unsigned long realtotalpages = 0;
 	enum zone_type i;
@@ static void __init calculate_node_totalpages(struct pglist_data *pgdat,
-		totalpages += spanned;
 		realtotalpages += real_size;
 	}
 
-	pgdat->node_spanned_pages = totalpages;
+	pgdat->node_spanned_pages = node_end_pfn - node_start_pfn;
 	pgdat->node_present_pages = realtotalpages;
";

/// The mail's #2, its first part.
pub const CLIP: &str = "\
@@ static void __init adjust_zone_range_for_zone_movable(int nid,
 		/* Adjust for ZONE_MOVABLE starting within this range */
-		} else if (!mirrored_kernelcore &&
-			*zone_start_pfn < zone_movable_pfn[nid] &&
+		} else if (*zone_start_pfn < zone_movable_pfn[nid] &&
 			*zone_end_pfn > zone_movable_pfn[nid]) {
 			*zone_end_pfn = zone_movable_pfn[nid];
 
";

/// Its second part.
pub const ABSENT: &str = "\
@@ static unsigned long __init zone_absent_pages_in_node(int nid,
 {
-	unsigned long nr_absent;
-
 	if (zone_start_pfn == zone_end_pfn)
 		return 0;
 
-	nr_absent = __absent_pages_in_range(nid, zone_start_pfn, zone_end_pfn);
-
-	/*
-	 * A comment.
-	 */
-	if (mirrored_kernelcore && zone_movable_pfn[nid]) {
-		unsigned long start_pfn, end_pfn;
-		struct memblock_region *r;
-
-		for_each_mem_region(r) {
-			start_pfn = clamp(memblock_region_memory_base_pfn(r),
-					  zone_start_pfn, zone_end_pfn);
-			end_pfn = clamp(memblock_region_memory_end_pfn(r),
-					zone_start_pfn, zone_end_pfn);
-
-			if (zone_type == ZONE_MOVABLE &&
-			    memblock_is_mirror(r))
-				nr_absent += end_pfn - start_pfn;
-
-			if (zone_type == ZONE_NORMAL &&
-			    !memblock_is_mirror(r))
-				nr_absent += end_pfn - start_pfn;
-		}
-	}
-
-	return nr_absent;
+	return __absent_pages_in_range(nid, zone_start_pfn, zone_end_pfn);
 }
";

/// Its third part: the call goes.
pub const CALL: &str = "\
@@ void __meminit memmap_init_range(unsigned long size, int nid, unsigned long zone,
 		if (context == MEMINIT_EARLY) {
-			if (overlap_memmap_init(zone, &pfn))
-				continue;
 			if (defer_init(nid, pfn, zone_end_pfn)) {
";

/// The function goes with it.
pub const FUNCTION: &str = "\
@@ void __meminit init_deferred_page(unsigned long pfn, int nid)
 }
 
-/* A comment. */
-static bool __meminit
-overlap_memmap_init(unsigned long zone, unsigned long *pfn)
-{
-	static struct memblock_region *r __meminitdata;
-
-	if (mirrored_kernelcore && zone == ZONE_MOVABLE) {
-		if (!r || *pfn >= memblock_region_memory_end_pfn(r)) {
-			for_each_mem_region(r) {
-				if (*pfn < memblock_region_memory_end_pfn(r))
-					break;
-			}
-		}
-		if (*pfn >= memblock_region_memory_base_pfn(r) &&
-		    memblock_is_mirror(r)) {
-			*pfn = memblock_region_memory_end_pfn(r);
-			return true;
-		}
-	}
-	return false;
-}
-
 /*
  * Another comment.
";

/// What v5 1/5 puts in its place.
pub const LOOP: &str = "\
@@ static void __init memmap_init(void)
 	for_each_mem_pfn_range(i, MAX_NUMNODES, &start_pfn, &end_pfn, &nid) {
+		struct memblock_region *r = &memblock.memory.regions[i];
 		struct pglist_data *node = NODE_DATA(nid);
@@ static void __init memmap_init(void)
 			if (!populated_zone(zone))
 				continue;
 
+			if (mirrored_kernelcore && j == ZONE_MOVABLE &&
+			    memblock_is_mirror(r))
+				continue;
+
 			memmap_init_zone_range(zone, start_pfn, end_pfn,
";

/// A diff of one file, its headers put in: hunks come with `@@ FUNCTION`.
pub fn diff(file: &str, hunks: &[&str]) -> String {
    let mut out = format!("diff --git a/{file} b/{file}\n--- a/{file}\n+++ b/{file}\n");
    let mut start = 100;
    for hunk in hunks.iter().flat_map(|hunks| hunks.split("@@ ").skip(1)) {
        let (function, lines) = hunk.split_once('\n').unwrap();
        let is_of = |line: &str, marks: &[char]| line.is_empty() || line.starts_with(marks);
        let count = |marks: &[char]| lines.lines().filter(|line| is_of(line, marks)).count();
        let (old, new) = (count(&[' ', '-']), count(&[' ', '+']));
        out += &format!("@@ -{start},{old} +{start},{new} @@ {function}\n{lines}");
        start += 100;
    }
    out
}

/// A diff of mm/mm_init.c.
pub fn mm_init(hunks: &[&str]) -> String {
    diff("mm/mm_init.c", hunks)
}

/// Hunks the other way round.
pub fn reversed(hunks: &str) -> String {
    let mut out = String::new();
    for line in hunks.lines() {
        let (mark, rest) = line.split_at(line.len().min(1));
        let mark = match mark {
            "-" => "+",
            "+" => "-",
            other => other,
        };
        out += &format!("{mark}{rest}\n");
    }
    out
}

/// What became of a text, in a word for each patch and each change that is not known.
pub fn found(text: &str) -> String {
    words(&zonescope_patch::read(text))
}

/// The same of changes.
pub fn words(changes: &[Change]) -> String {
    let word = |change: &Change| match change.what {
        What::Patch { patch, reverted: false } => Some(patch.slug().to_owned()),
        What::Patch { patch, reverted: true } => Some(format!("-{patch}")),
        What::Unknown => Some(format!("?{}", change.function.as_deref().unwrap_or(""))),
        _ => None,
    };
    let words: Vec<String> = changes.iter().filter_map(word).collect();
    words.join(" ")
}

/// Every patch with hunks that are it.
pub fn patches() -> [(Patch, Vec<&'static str>); 5] {
    [
        (Patch::OuterLoopCheck, vec![FUNCTION, CALL, LOOP]),
        (Patch::NodeExtentSpan, vec![EXTENT]),
        (Patch::ClipNormal, vec![CLIP]),
        (Patch::PlainAbsent, vec![ABSENT]),
        (Patch::NoOverlapCheck, vec![FUNCTION, CALL]),
    ]
}
