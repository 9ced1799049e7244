//! The patches, in the forms they are met in.

mod common;

use common::*;

macro_rules! hits {
    ($($name:ident: $text:expr => $want:expr;)*) => {$(
        #[test]
        fn $name() {
            assert_eq!(found(&$text), $want);
        }
    )*};
}

/// Hunks with one text for another: each must be there.
fn with(hunks: &str, changes: &[(&str, &str)]) -> String {
    changes.iter().fold(hunks.to_owned(), |hunks, (from, to)| {
        assert!(hunks.contains(from), "{from}");
        hunks.replace(from, to)
    })
}

/// Hunks without the lines that hold a text.
fn without(hunks: &str, text: &str) -> String {
    assert!(hunks.contains(text), "{text}");
    hunks.lines().filter(|line| !line.contains(text)).map(|line| format!("{line}\n")).collect()
}

#[test]
fn every_patch_forwards_and_taken_back() {
    for (patch, hunks) in patches() {
        assert_eq!(found(&mm_init(&hunks)), patch.slug());
        let back: Vec<String> = hunks.iter().map(|hunk| reversed(hunk)).collect();
        let back: Vec<&str> = back.iter().map(String::as_str).collect();
        assert_eq!(found(&mm_init(&back)), format!("-{patch}"));
    }
}

hits! {
    // Parts of them.
    the_sum_may_stay: mm_init(&[&without(&without(EXTENT, "totalpages = 0"), "+= spanned")])
        => "node-extent-span";
    the_hunk_that_sets_it_is_enough: mm_init(&[&EXTENT[EXTENT[3..].find("@@").unwrap() + 3..]])
        => "node-extent-span";
    the_function_may_stay: mm_init(&[CALL]) => "no-overlap-check";
    the_local_may_stay: mm_init(&[&with(ABSENT, &[
        ("-	unsigned long nr_absent;\n-\n", " 	unsigned long nr_absent;\n"),
        ("-	nr_absent =", " 	nr_absent ="),
        ("-	return nr_absent;\n+	return __absent_pages_in_range(nid, zone_start_pfn, zone_end_pfn);\n",
         " 	return nr_absent;\n"),
    ])]) => "plain-absent";

    // Where its function was up to v6.3, and what it was called in v5.10.
    in_page_alloc: diff("mm/page_alloc.c", &[CLIP, ABSENT]) => "clip-normal plain-absent";
    the_sum_up_to_v6_4: mm_init(&[&with(EXTENT, &[("+= spanned", "+= size")])])
        => "node-extent-span";
    the_caller_of_v5_10: mm_init(&[&with(CALL, &[("memmap_init_range", "memmap_init_zone")])])
        => "no-overlap-check";
    another_annotation: mm_init(&[FUNCTION, &with(CALL, &[("__meminit", "__init")])])
        => "no-overlap-check";

    // Several in one text.
    a_commit_of_two: mm_init(&[CLIP, ABSENT]) => "clip-normal plain-absent";
    all_in_one: mm_init(&[FUNCTION, CALL, CLIP, ABSENT, EXTENT])
        => "no-overlap-check clip-normal plain-absent node-extent-span";
    a_series: [mm_init(&[EXTENT]), mm_init(&[CLIP]), mm_init(&[CALL])].concat()
        => "node-extent-span clip-normal no-overlap-check";
    the_function_goes_later: [mm_init(&[CALL]), mm_init(&[FUNCTION])].concat()
        => "no-overlap-check";
    put_in_and_taken_back: [mm_init(&[CLIP]), mm_init(&[&reversed(CLIP)])].concat()
        => "clip-normal -clip-normal";

    // Names, blanks, brackets, order, comments.
    another_name_for_the_sum: mm_init(&[&EXTENT.replace("totalpages", "sum").replace("realsum", "total").replace("calculate_node_sum", "calculate_node_totalpages")])
        => "node-extent-span";
    parameters_of_other_names: mm_init(&[&with(EXTENT, &[
        ("node_start_pfn", "start_pfn"), ("node_end_pfn", "end_pfn"),
    ])]) => "node-extent-span";
    parameters_renamed_by_it: mm_init(&[&with(EXTENT, &[
        (" 						unsigned long node_end_pfn)", "-						unsigned long node_end_pfn)\n+						unsigned long end_pfn)"),
        ("= node_end_pfn -", "= end_pfn -"),
    ])]) => "node-extent-span";
    a_local_renamed_by_it: mm_init(&[&with(EXTENT, &[
        ("+	unsigned long realtotalpages = 0;", "+	unsigned long present = 0;"),
        (" 		realtotalpages += real_size;", "-		realtotalpages += real_size;\n+		present += real_size;"),
        (" 	pgdat->node_present_pages = realtotalpages;", "-	pgdat->node_present_pages = realtotalpages;\n+	pgdat->node_present_pages = present;"),
    ])]) => "node-extent-span";
    other_blanks: mm_init(&[&CLIP.replace('\t', "    ").replace(" < ", "<").replace("} else", "}  else")])
        => "clip-normal";
    brackets: mm_init(&[&with(EXTENT, &[("= node_end_pfn - node_start_pfn;", "= (node_end_pfn - node_start_pfn);")])])
        => "node-extent-span";
    terms_the_other_way_round: mm_init(&[&with(CLIP, &[
        ("(*zone_start_pfn < zone_movable_pfn[nid] &&", "((zone_movable_pfn[nid] > *zone_start_pfn) &&"),
    ])]) => "clip-normal";
    comments_with_it: mm_init(&[&with(CLIP, &[
        (" 		/* Adjust for ZONE_MOVABLE starting within this range */\n",
         "-		/* Adjust for ZONE_MOVABLE starting within this range */\n+		/*\n+		 * Another one,\n+		 * and longer.\n+		 */\n"),
    ])]) => "clip-normal";
    braces: mm_init(&[&with(CALL, &[
        ("&pfn))\n-				continue;\n", "&pfn)) {\n-				continue;\n-			}\n"),
    ])]) => "no-overlap-check";
    counters_with_it: mm_init(&[&with(EXTENT, &[
        ("+	pgdat->node_spanned", "+	pgdat->nr_online = 0;\n+	pgdat->node_spanned"),
    ])]) => "node-extent-span";
    the_region_set_apart: mm_init(&[CALL, &with(LOOP, &[
        ("j == ZONE_MOVABLE &&\n+			    memblock_is_mirror(r)", "memblock_is_mirror(r) &&\n+			    ZONE_MOVABLE == j"),
    ])]) => "outer-loop-check";
    declared_behind: mm_init(&[CALL, &with(LOOP, &[
        ("+		struct memblock_region *r = &memblock.memory.regions[i];\n 		struct pglist_data *node = NODE_DATA(nid);\n",
         " 		struct pglist_data *node = NODE_DATA(nid);\n+		struct memblock_region *r = &memblock.memory.regions[i];\n"),
    ])]) => "outer-loop-check";

    // Headers.
    no_function_in_the_header: mm_init(&[&EXTENT.replace("@@ static void __init calculate_node_totalpages(struct pglist_data *pgdat,", "@@ ")])
        => "node-extent-span";
    no_file: mm_init(&[CLIP])[mm_init(&[CLIP]).find("@@").unwrap()..] => "clip-normal";
    a_path_of_its_own: mm_init(&[CLIP]).replace("a/mm", "linux-7.1.orig/mm").replace("b/mm", "linux-7.1/mm")
        => "clip-normal";
    without_git: mm_init(&[CLIP]).split_once('\n').unwrap().1 => "clip-normal";
    quilt: mm_init(&[CLIP]).replace("diff --git a/mm/mm_init.c b/mm/mm_init.c", "Index: linux/mm/mm_init.c\n====")
        => "clip-normal";
}

#[test]
fn a_patch_has_its_lines_and_its_function() {
    let text = format!("words\n{}", mm_init(&[FUNCTION, CALL, LOOP]));
    let changes = zonescope_patch::read(&text);
    assert_eq!(changes.len(), 1);
    let change = &changes[0];
    assert_eq!(change.file.as_deref(), Some("mm/mm_init.c"));
    assert_eq!(change.function.as_deref(), Some("memmap_init"));
    assert_eq!(change.hunks.len(), 4);
    assert_eq!((change.first(), change.last()), (5, text.lines().count() as u32));
    assert_eq!(change.fault, None);
}
