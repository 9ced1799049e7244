//! Hunks that look like a patch and are none: never the wrong patch, and never silence.

mod common;

use common::*;
use zonescope_patch::What;

macro_rules! misses {
    ($($name:ident: $text:expr => $want:expr;)*) => {$(
        #[test]
        fn $name() {
            assert_eq!(found(&$text), $want);
        }
    )*};
}

fn with(hunks: &str, changes: &[(&str, &str)]) -> String {
    changes.iter().fold(hunks.to_owned(), |hunks, (from, to)| {
        assert!(hunks.contains(from), "{from}");
        hunks.replace(from, to)
    })
}

const ADJUST: &str = "?adjust_zone_range_for_zone_movable";
const TOTAL: &str = "?calculate_node_totalpages ?calculate_node_totalpages";
const NR_ABSENT: &str = "?zone_absent_pages_in_node";
const OVERLAP: &str = "?overlap_memmap_init ?memmap_init_range ?memmap_init ?memmap_init";

misses! {
    // The test, otherwise.
    test_negated: mm_init(&[&with(CLIP, &[("+		} else if (", "+		} else if (mirrored_kernelcore &&\n+			")])]) => ADJUST;
    test_was_negated: mm_init(&[&with(CLIP, &[("!mirrored", "mirrored")])]) => ADJUST;
    test_of_something_else: mm_init(&[&with(CLIP, &[("!mirrored_kernelcore", "!movable_node_enabled")])]) => ADJUST;
    test_moved_to_the_other_branch: mm_init(&[&[CLIP, "-		} else if (*zone_start_pfn >= zone_movable_pfn[nid])
+		} else if (!mirrored_kernelcore && *zone_start_pfn >= zone_movable_pfn[nid])
"].concat()]) => ADJUST;
    test_goes_from_the_other_branch: mm_init(&["\
@@ static void __init adjust_zone_range_for_zone_movable(int nid,
-		} else if (!mirrored_kernelcore && *zone_start_pfn >= zone_movable_pfn[nid])
+		} else if (*zone_start_pfn >= zone_movable_pfn[nid])
 			*zone_start_pfn = *zone_end_pfn;
"]) => ADJUST;
    one_term_more_goes: mm_init(&[&with(CLIP, &[
        ("+		} else if (*zone_start_pfn < zone_movable_pfn[nid] &&\n 			*zone_end_pfn", "-			*zone_end_pfn > zone_movable_pfn[nid]) {\n+		} else if (*zone_end_pfn"),
    ])]) => ADJUST;
    other_comparison: mm_init(&[&with(CLIP, &[("+		} else if (*zone_start_pfn <", "+		} else if (*zone_start_pfn <=")])]) => ADJUST;
    ends_exchanged: mm_init(&[&CLIP.replace("zone_start", "zone_x").replace("zone_end", "zone_start").replace("zone_x", "zone_end")]) => ADJUST;
    another_node: mm_init(&[&with(CLIP, &[("+		} else if (*zone_start_pfn < zone_movable_pfn[nid]", "+		} else if (*zone_start_pfn < zone_movable_pfn[0]")])]) => ADJUST;
    joined_by_or: mm_init(&[&with(CLIP, &[("+		} else if (*zone_start_pfn < zone_movable_pfn[nid] &&", "+		} else if (*zone_start_pfn < zone_movable_pfn[nid] ||")])]) => ADJUST;
    cut_elsewhere: mm_init(&[&with(CLIP, &[(" 			*zone_end_pfn = zone_movable_pfn[nid];", "-			*zone_end_pfn = zone_movable_pfn[nid];\n+			*zone_end_pfn = *zone_start_pfn;")])]) => ADJUST;

    // The span, otherwise.
    span_of_a_zone: mm_init(&[&with(EXTENT, &[("= node_end_pfn - node_start_pfn", "= zone_end_pfn - zone_start_pfn")])]) => TOTAL;
    span_the_wrong_way: mm_init(&[&with(EXTENT, &[("= node_end_pfn - node_start_pfn", "= node_start_pfn - node_end_pfn")])]) => TOTAL;
    span_and_one: mm_init(&[&with(EXTENT, &[("node_end_pfn - node_start_pfn;", "node_end_pfn - node_start_pfn + 1;")])]) => TOTAL;
    span_is_present: mm_init(&[&with(EXTENT, &[("= node_end_pfn - node_start_pfn", "= realtotalpages")])]) => TOTAL;
    present_is_the_extent: mm_init(&["\
@@ static void __init calculate_node_totalpages(struct pglist_data *pgdat,
-	pgdat->node_present_pages = totalpages;
+	pgdat->node_present_pages = node_end_pfn - node_start_pfn;
"]) => "?calculate_node_totalpages";
    only_the_sum_goes: mm_init(&["\
@@ static void __init calculate_node_totalpages(struct pglist_data *pgdat,
-		totalpages += spanned;
 		realtotalpages += real_size;
"]) => "?calculate_node_totalpages";
    sum_of_present: mm_init(&["\
@@ static void __init calculate_node_totalpages(struct pglist_data *pgdat,
-		totalpages += spanned;
+		totalpages += real_size;
"]) => "?calculate_node_totalpages";
    present_goes_wrong_with_it: mm_init(&[&with(EXTENT, &[(" 		realtotalpages += real_size;", "-		realtotalpages += real_size;\n+		realtotalpages += spanned;")])]) => TOTAL;
    present_is_counted_after: mm_init(&[&with(EXTENT, &[(" 	pgdat->node_present_pages = realtotalpages;", "-	pgdat->node_present_pages = realtotalpages;\n+	pgdat->node_present_pages = totalpages;")])]) => TOTAL;
    another_sum_comes_back: mm_init(&[&reversed(EXTENT).replace("+= spanned", "+= real_size")]) => TOTAL;
    another_parameter: mm_init(&[&with(EXTENT, &[("unsigned long node_end_pfn)", "unsigned long node_end_pfn,\n 						unsigned long limit)")])]) => TOTAL;

    // The terms, otherwise.
    one_term_goes: mm_init(&["\
@@ static unsigned long __init zone_absent_pages_in_node(int nid,
-			if (zone_type == ZONE_NORMAL &&
-			    !memblock_is_mirror(r))
-				nr_absent += end_pfn - start_pfn;
 		}
 	}
"]) => NR_ABSENT;
    a_loop_comes: mm_init(&[&reversed(&with(ABSENT, &[("nr_absent += end_pfn - start_pfn", "nr_absent -= end_pfn - start_pfn")]))]) => NR_ABSENT;
    terms_come_back_negated: mm_init(&[&reversed(&with(ABSENT, &[("!memblock_is_mirror", "memblock_is_mirror")]))]) => NR_ABSENT;
    zones_exchanged: mm_init(&[&reversed(&with(ABSENT, &[("ZONE_NORMAL", "ZONE_DMA32")]))]) => NR_ABSENT;
    another_range: mm_init(&[&with(ABSENT, &[("+	return __absent_pages_in_range(nid, zone_start_pfn,", "+	return __absent_pages_in_range(nid, 0,")])]) => NR_ABSENT;
    nothing_absent: mm_init(&[&with(ABSENT, &[("+	return __absent_pages_in_range(nid, zone_start_pfn, zone_end_pfn);", "+	return 0;")])]) => NR_ABSENT;
    the_whole_machine: mm_init(&[&with(ABSENT, &[("+	return __absent_pages_in_range(nid,", "+	return __absent_pages_in_range(MAX_NUMNODES,")])]) => NR_ABSENT;
    empty_zones_too: mm_init(&[&with(ABSENT, &[(" 	if (zone_start_pfn == zone_end_pfn)\n 		return 0;", "-	if (zone_start_pfn == zone_end_pfn)\n-		return 0;")])]) => NR_ABSENT;
    a_block_for_something_else: mm_init(&[&with(ABSENT, &[("if (mirrored_kernelcore &&", "if (movable_node_enabled &&")])]) => NR_ABSENT;

    // The skip, otherwise.
    call_negated: mm_init(&[&with(CALL, &[("-			if (overlap", "+			if (!overlap_memmap_init(zone, &pfn))\n+				break;\n-			if (overlap")])]) => "?memmap_init_range";
    call_moved: mm_init(&[&format!("{CALL}+			if (overlap_memmap_init(zone, &pfn))\n+				continue;\n")]) => "?memmap_init_range";
    call_goes_with_deferral: mm_init(&[&with(CALL, &[(" 			if (defer_init(nid, pfn, zone_end_pfn)) {", "-			if (defer_init(nid, pfn, zone_end_pfn)) {\n+			if (0) {")])]) => "?memmap_init_range";
    breaks_instead: mm_init(&[&with(CALL, &[("-				continue;", "-				continue;\n+			if (overlap_memmap_init(zone, &pfn))\n+				break;")])]) => "?memmap_init_range";
    the_function_alone: mm_init(&[FUNCTION]) => "?overlap_memmap_init";
    part_of_the_function: mm_init(&["\
@@ overlap_memmap_init(unsigned long zone, unsigned long *pfn)
-		if (*pfn >= memblock_region_memory_base_pfn(r) &&
+		if (*pfn > memblock_region_memory_base_pfn(r) &&
 		    memblock_is_mirror(r)) {
"]) => "?overlap_memmap_init";
    another_function_comes_back: mm_init(&[&reversed(FUNCTION).replace("return true", "return false"), &reversed(CALL)]) => "?overlap_memmap_init -no-overlap-check";
    the_loop_alone: mm_init(&[LOOP]) => "?memmap_init ?memmap_init";
    another_loop: mm_init(&[FUNCTION, CALL, &with(LOOP, &[("j == ZONE_MOVABLE", "j == ZONE_NORMAL")])]) => OVERLAP;
    unmirrored_in_the_loop: mm_init(&[FUNCTION, CALL, &with(LOOP, &[("    memblock_is_mirror", "    !memblock_is_mirror")])]) => OVERLAP;
    without_the_boot_word: mm_init(&[FUNCTION, CALL, &with(LOOP, &[("mirrored_kernelcore && ", "")])]) => OVERLAP;
    of_another_region: mm_init(&[FUNCTION, CALL, &with(LOOP, &[("regions[i]", "regions[j]")])]) => OVERLAP;
    behind_the_walk: mm_init(&[FUNCTION, CALL, &with(LOOP, &[
        (" 			memmap_init_zone_range(zone, start_pfn, end_pfn,\n", ""),
        ("+			if (mirrored", " 			memmap_init_zone_range(zone, start_pfn, end_pfn,\n 					       &hole_pfn);\n+			if (mirrored"),
    ])]) => OVERLAP;
    one_goes_one_comes: mm_init(&[CALL, &reversed(LOOP)]) => "?memmap_init_range ?memmap_init ?memmap_init";
    memmap_init_differs: mm_init(&[CALL, "\
@@ static void __init memmap_init(void)
-			zone_id = j;
+			zone_id = i;
"]) => "?memmap_init_range ?memmap_init";

    // Elsewhere.
    another_file: diff("mm/memory_hotplug.c", &[CLIP, ABSENT, EXTENT]) => "";
    another_file_of_that_name: diff("arch/sparc/mm/mm_init.c", &[CLIP]) => "";
    a_test_of_it: diff("tools/testing/memblock/mm/mm_init.c", &[CLIP]) => "";
    another_function: mm_init(&[&CLIP.replace("adjust_zone_range_for_zone_movable", "some_other_function")]) => "";
    the_wrong_function: mm_init(&[&CLIP.replace("adjust_zone_range_for_zone_movable", "zone_spanned_pages_in_node")]) => "?zone_spanned_pages_in_node";
    a_function_begins_in_between: mm_init(&[&CLIP.replace(" 		/* Adjust", " }\n \n static void other(int a)\n {\n 		/* Adjust")]) => "";
    another_name_of_a_local_alone: mm_init(&["\
@@ static void __init calculate_node_totalpages(struct pglist_data *pgdat,
-	unsigned long realtotalpages = 0;
+	unsigned long present = 0;
@@ static void __init calculate_node_totalpages(struct pglist_data *pgdat,
-	pgdat->node_present_pages = realtotalpages;
+	pgdat->node_present_pages = present;
"]) => "";
    another_variable: mm_init(&["\
@@ static void __init calculate_node_totalpages(struct pglist_data *pgdat,
-	pgdat->node_present_pages = realtotalpages;
+	pgdat->node_present_pages = present;
"]) => "?calculate_node_totalpages";
    comments_alone: mm_init(&["\
@@ static unsigned long __init zone_absent_pages_in_node(int nid,
-	/* if (mirrored_kernelcore && zone_movable_pfn[nid]) { } */
+	/* Words. */
 	return nr_absent;
"]) => "";
    blanks_alone: mm_init(&["\
@@ static void __init adjust_zone_range_for_zone_movable(int nid,
-		} else if (!mirrored_kernelcore &&
-			*zone_start_pfn < zone_movable_pfn[nid] &&
+		} else if (!mirrored_kernelcore && *zone_start_pfn < zone_movable_pfn[nid] &&
 			*zone_end_pfn > zone_movable_pfn[nid]) {
"]) => "";
    messages_alone: mm_init(&["\
@@ static void __init calculate_node_totalpages(struct pglist_data *pgdat,
-	pr_debug(\"On node %d totalpages: %lu\\n\", pgdat->node_id, realtotalpages);
+	pr_info(\"node %d: %lu pages\\n\", pgdat->node_id, realtotalpages);
"]) => "";
    a_counter_that_is_read: mm_init(&["\
@@ static void __init calculate_node_totalpages(struct pglist_data *pgdat,
+		zone->present_pages = 0;
 		realtotalpages += real_size;
"]) => "?calculate_node_totalpages";
    state_of_its_own: mm_init(&["\
@@ static const char * const zone_names[] = {
 };
-static bool mirrored_kernelcore;
+static bool mirrored_kernelcore = true;
"]) => "?";
    memblock: diff("mm/memblock.c", &["\
@@ int __init_memblock memblock_mark_mirror(phys_addr_t base, phys_addr_t size)
-	if (!mirrored_kernelcore)
-		return 0;
 	system_has_some_mirror = true;
"]) => "?memblock_mark_mirror";
    documentation: diff("Documentation/admin-guide/kernel-parameters.txt", &["\
@@
-			calculate_node_totalpages(
+			adjust_zone_range_for_zone_movable(
"]) => "";

    // Broken.
    cut_in_the_middle: mm_init(&[CLIP]).lines().take(7).fold(String::new(), |out, line| out + line + "\n") => ADJUST;
    cut_before_the_loop: format!(" mm/mm_init.c | 29 +++------\n{}", mm_init(&[FUNCTION, CALL])) => "?overlap_memmap_init ?memmap_init_range";
    more_than_its_header_says: mm_init(&[CLIP]).replace("*zone_end_pfn = zone_movable_pfn[nid];\n \n", "*zone_end_pfn = zone_movable_pfn[nid];\n \n+		return;\n") => ADJUST;
    a_line_of_the_new_file_is_missing: mm_init(&[CLIP]).replace("+		} else if (*zone_start_pfn < zone_movable_pfn[nid] &&\n", "") => ADJUST;
    a_merge: "--- a/mm/mm_init.c\n+++ b/mm/mm_init.c\n@@@ -1,2 -1,2 +1,2 @@@ static void __init memmap_init(void)\n--a\n++b\n" => "?memmap_init";
    a_diff_of_a_diff: {
        let inner = mm_init(&[CLIP]);
        let lines: String = inner.lines().map(|line| format!("+{line}\n")).collect();
        let count = inner.lines().count();
        format!("diff --git a/x.patch b/x.patch\n--- /dev/null\n+++ b/x.patch\n@@ -0,0 +1,{count} @@\n{lines}")
    } => "";
    a_diff_of_a_diff_that_stays: {
        let inner = mm_init(&[CLIP]);
        let lines: String = inner.lines().map(|line| format!(" {line}\n")).collect();
        let count = inner.lines().count();
        format!("--- a/x.patch\n+++ b/x.patch\n@@ -1,{count} +1,{} @@\n{lines}+more\n", count + 1)
    } => "";
    a_diff_of_a_diff_cut_off: {
        let inner = mm_init(&[CLIP]);
        let lines: String = inner.lines().map(|line| format!(" {line}\n")).collect();
        format!("--- a/x.patch\n+++ b/x.patch\n@@ -1,2 +1,2 @@\n{lines}")
    } => "";
}

#[test]
fn no_token_of_what_changes_can_be_another() {
    let hunks: [(&str, &[&str]); 4] = [
        ("node-extent-span", &[EXTENT]),
        ("clip-normal", &[CLIP]),
        ("no-overlap-check", &[CALL]),
        ("outer-loop-check", &[CALL, LOOP]),
    ];
    let mut tried = 0;
    for (patch, hunks) in hunks {
        let text = mm_init(hunks);
        for (at, line) in text.lines().enumerate().filter(|(at, _)| *at > 2) {
            if !line.starts_with(['+', '-']) {
                continue;
            }
            for (from, to) in tokens(line) {
                let mut lines: Vec<String> = text.lines().map(str::to_owned).collect();
                lines[at].replace_range(from..to, "other");
                let found = found(&(lines.join("\n") + "\n"));
                assert!(!found.contains(patch), "{}", lines[at]);
                tried += 1;
            }
        }
    }
    assert!(tried > 100, "{tried}");
}

#[test]
fn no_line_of_what_changes_can_be_missing() {
    for (patch, hunks) in [("clip-normal", CLIP), ("plain-absent", ABSENT)] {
        for (at, line) in hunks.lines().enumerate() {
            if !line.starts_with(['+', '-']) || line.len() == 1 || line.contains('*') {
                continue;
            }
            // What a local needs goes with it or not.
            if line.contains("long nr_absent;") {
                continue;
            }
            let mut lines: Vec<&str> = hunks.lines().collect();
            lines.remove(at);
            let found = found(&mm_init(&[&(lines.join("\n") + "\n")]));
            assert!(!found.contains(patch), "{line}");
        }
    }
}

/// The places of names and signs in a line, its mark left out.
fn tokens(line: &str) -> Vec<(usize, usize)> {
    let mut places = Vec::new();
    let mut from = 1;
    let is_name = |c: char| c.is_ascii_alphanumeric() || c == '_';
    for (at, c) in line.char_indices().skip(1) {
        if is_name(c) && at > 1 && line[..at].ends_with(is_name) {
            continue;
        }
        places.push((from, at));
        from = at;
    }
    places.push((from, line.len()));
    places.retain(|(from, to)| from < to && !line[*from..*to].trim().is_empty());
    places
}

#[test]
fn what_does_not_matter_is_listed_with_its_reason() {
    let text = [
        diff(
            "mm/memory_hotplug.c",
            &["@@ static void shrink_zone_span(struct zone *zone,\n-a;\n+b;\n"],
        ),
        mm_init(&["@@ void set_zone_contiguous(struct zone *zone)\n-a;\n+b;\n"]),
        mm_init(&["@@ static void __init memmap_init(void)\n-/* a */\n+/* b */\n a;\n"]),
    ];
    let changes = zonescope_patch::read(&text.concat());
    let said: Vec<String> = changes.iter().map(|change| change.to_string()).collect();
    assert_eq!(
        said,
        [
            "does not matter to zones: mm/memory_hotplug.c decides none",
            "does not matter to zones: set_zone_contiguous() does not decide them",
            "changes nothing that memmap_init() computes",
        ]
    );
    assert!(changes.iter().all(|change| !change.matters()));
}

#[test]
fn what_is_broken_says_how() {
    let cut: String = mm_init(&[CLIP]).lines().take(7).map(|line| format!("{line}\n")).collect();
    let changes = zonescope_patch::read(&cut);
    assert_eq!(changes[0].what, What::Unknown);
    assert_eq!(
        changes[0].to_string(),
        "changes adjust_zone_range_for_zone_movable() in a way the model does not know; the hunk \
         is cut off: by its header 4 more lines belong to it"
    );
}
