//! How long answers to "why" and "for which layouts" take. No threshold, since machines differ.

mod common;

use common::many;
use zonescope_model::{
    contiguity, derive, evaluate, Nid, NodeField, Quantity, Search, Setup, Variant, Zone,
    ZoneField, NAMED_VARIANTS,
};
use zonescope_scenario::CASES;

fn main() {
    let case2 = CASES[1].scenario().expect("a case is a legal scenario").setup;
    report("case 2", &case2);
    report("4096 regions on 16 nodes", &many(4096, 16));
    let variants =
        NAMED_VARIANTS.map(|known| Variant { patches: known.patches, ..Variant::default() });
    time("search of six variants", || {
        let mut search = Search::new(&case2, &variants);
        while search.step(1000) {}
        search.tallies().len()
    });
    time("its first slice of 100 layouts", || Search::new(&case2, &variants).step(100));
}

fn report(name: &str, setup: &Setup) {
    let nid = Nid::default();
    for (what, quantity) in [
        ("absent", Quantity::Zone { nid, zone: Zone::Normal, field: ZoneField::Absent }),
        ("linked", Quantity::Zone { nid, zone: Zone::Normal, field: ZoneField::Linked }),
        ("first_deferred_pfn", Quantity::Node { nid, field: NodeField::FirstDeferredPfn }),
    ] {
        time(&format!("{name}: why {what}"), || derive(setup, Variant::default(), quantity));
    }
    let outcome = evaluate(setup, Variant::default(), &mut ());
    time(&format!("{name}: contiguity"), || contiguity(setup, &outcome));
}

fn time<T>(what: &str, run: impl FnMut() -> T) {
    println!("{}", common::time(what, run));
}
