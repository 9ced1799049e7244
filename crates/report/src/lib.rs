//! Every sentence and every text format the tool prints, so that page, chart and command use the
//! same words.

mod apply;
mod check;
mod check_json;
mod compare;
mod consequence;
mod csv;
mod derivation;
mod escape;
mod estimate;
mod evidence;
mod expect;
mod findings;
mod json;
mod lede;
mod legend;
mod machine;
mod markup;
mod number;
mod operations;
mod outline;
mod part;
mod releases;
mod search;
mod sentence;
mod step;
mod table;
mod text;
mod told;
mod words;

pub use apply::apply_text;
pub use check::{
    caution, check_sentence, check_text, explained_by, gap_sentence, larger, releases_sentence,
    tells_apart, unexplained, Alike,
};
pub use check_json::check_json;
pub use compare::{compare_sentence, compare_text, differences, Difference};
pub use consequence::{
    broken_clause, consequence, contiguity_sentence, kind_name, remedies_sentence, severity_name,
    verdict_name,
};
pub use csv::{csv, csv_part};
pub use derivation::{
    derivation_json, derivation_lines, derivation_text, effects_sentence, DerivationLine,
};
pub use escape::{address, html, visible};
pub use estimate::{estimate, NS_PER_STRUCT_PAGE, NS_SOURCE};
pub use evidence::evidence_sentence;
pub use expect::Expect;
pub use findings::{findings_json, findings_text};
pub use json::{json, json_part};
pub use lede::{lede, mirror_class};
pub use legend::{variant_meaning, variant_releases};
pub use machine::{
    assumption_sentence, clamp_sentence, kept_sentence, machine_phrase, mirror_cost_sentence,
    misfit_sentence, node_cost_sentence,
};
pub use markup::{markdown, markdown_part, rst, rst_part};
pub use number::{grouped, size_of_bytes, size_of_pages};
pub use operations::operations;
pub use outline::boot_line;
pub use part::Reported;
pub use releases::{release_rows, releases_json, releases_lede, releases_text, ReleaseRow};
pub use search::{fault_sentence, pattern_phrase, search_json, search_text, tally_sentence};
pub use sentence::{finding_sentence, plain, sentence, verdict_sentence, GROUP_SEPARATOR};
pub use step::step_clause;
pub use text::{as_sentence, mail, mail_part, text, with_link};
pub use told::Told;
pub use words::{cmdline_sentence, word_note_sentence};
