//! How the cost of each verb grows: regions, nodes and variants are doubled one after the other,
//! and from what the larger machines take an exponent is read off. 1 is a cost in proportion, 2
//! one that a large link would freeze the page with. No threshold, since machines differ.
//!
//! Words choose among the verbs: `cargo bench --profile native --bench growth -- matrix findings`.

use std::hint::black_box;
use std::time::{Duration, Instant};

use zonescope_chart::{Figure, Focus, Theme};
use zonescope_model::{
    check, contiguity, derive, Arch, BootWords, Facts, Field, Flags, Kernel, LogFact, ManagedZone,
    MemoryMap, Nid, Outcome, PatchSet, PhysAddr, Quantity, Region, Running, Setup, Subject,
};
use zonescope_report as report;
use zonescope_report::Told;
use zonescope_scenario::{distinct, matrix, ByRelease, Evaluated, NamedVariant, Scenario};

/// A verb is repeated for so long.
const LONG_ENOUGH: Duration = Duration::from_millis(100);
/// How often each count is doubled.
const DOUBLINGS: u32 = 3;
/// The exponent is that of so many last doublings: what a small machine takes is not in proportion.
const LAST: u32 = 2;

/// How many of each there are.
#[derive(Clone, Copy)]
struct Size {
    regions: u64,
    nodes: u64,
    variants: usize,
}

/// A count that is doubled from where it starts, and how it is.
struct Axis {
    name: &'static str,
    from: Size,
    doubled: fn(Size, u32) -> Size,
}

const AXES: [Axis; 3] = [
    Axis {
        name: "regions",
        from: Size { regions: 2048, nodes: 256, variants: 6 },
        doubled: |from, times| Size { regions: from.regions << times, ..from },
    },
    Axis {
        name: "nodes",
        from: Size { regions: 8192, nodes: 128, variants: 6 },
        doubled: |from, times| Size { nodes: from.nodes << times, ..from },
    },
    Axis {
        name: "variants",
        from: Size { regions: 1024, nodes: 256, variants: 8 },
        doubled: |from, times| Size { variants: from.variants << times, ..from },
    },
];

/// How regions lie on nodes.
#[derive(Clone, Copy)]
enum Shape {
    /// Each node's regions stand together.
    Apart,
    /// The nodes take turns, so that every node reaches over all memory.
    Interleaved,
    /// As apart, with `kernelcore=` and nodes of many sizes.
    Spread,
}

impl Shape {
    const ALL: [Shape; 3] = [Shape::Apart, Shape::Interleaved, Shape::Spread];

    const fn name(self) -> &'static str {
        match self {
            Shape::Apart => "nodes apart",
            Shape::Interleaved => "nodes interleaved",
            Shape::Spread => "kernelcore=50%",
        }
    }

    fn scenario(self, size: Size) -> Scenario {
        const MIB: u64 = 1 << 20;
        let Size { regions, nodes, variants } = size;
        let mut base = 2 << 30;
        let region = |place: u64| {
            let (nid, is_mirrored) = match self {
                Shape::Apart | Shape::Spread => (place * nodes / regions, place.is_multiple_of(2)),
                Shape::Interleaved => (place % nodes, (place / nodes).is_multiple_of(2)),
            };
            let bytes = match self {
                Shape::Apart | Shape::Interleaved => 512 * MIB,
                // The smaller nodes run out before the larger ones, each in its own round.
                Shape::Spread => (nid + 1) * 16 * MIB,
            };
            let start = base;
            base += bytes + 2 * MIB;
            Region {
                base: PhysAddr::new(start),
                end: PhysAddr::new(start + bytes),
                nid: Nid::new(nid).expect("there are as many nodes"),
                flags: if is_mirrored { Flags::MIRROR } else { Flags::NONE },
            }
        };
        let regions = (0..regions).map(region).collect();
        let words = match self {
            Shape::Apart | Shape::Interleaved => "kernelcore=mirror",
            Shape::Spread => "kernelcore=50%",
        };
        let mut scenario = Scenario::new(Setup {
            memory: MemoryMap::new(regions).expect("made in order"),
            words: BootWords::parse(words),
            arch: Arch::X86_64,
            deferred_init: true,
        });
        // No variant twice: those of the kernel that is taken where none is named come first.
        let kernels = Kernel::ALL.into_iter().rev();
        let every = kernels.flat_map(|kernel| {
            PatchSet::every().map(move |patches| NamedVariant::of(patches, kernel))
        });
        scenario.variants = every.take(variants).collect();
        scenario
    }
}

/// A machine with what there is before a verb is asked for.
struct Case {
    scenario: Scenario,
    evaluated: Vec<Evaluated>,
    facts: Facts,
}

impl Case {
    fn new(shape: Shape, size: Size) -> Case {
        let scenario = shape.scenario(size);
        let evaluated = scenario.evaluate();
        let facts = evaluated.first().map(|first| facts(&first.outcome)).unwrap_or_default();
        Case { scenario, evaluated, facts }
    }

    fn first(&self) -> &Evaluated {
        self.evaluated.first().expect("there are variants")
    }

    fn last(&self) -> &Evaluated {
        self.evaluated.last().expect("there are variants")
    }

    fn draw(&self, figure: Figure) -> usize {
        let style = figure.file(Theme::Light);
        let chart =
            figure.draw(&self.scenario, &self.evaluated, &Focus::default(), style, Told::default());
        chart.map_or(0, |chart| chart.svg.len())
    }

    /// How every number of the machine, of a node and of its zones came about.
    fn explain(&self) -> usize {
        let nodes = self.first().outcome.nodes.iter().map(|node| node.nid);
        let middle = nodes.clone().nth(nodes.len() / 2).unwrap_or_default();
        let all = Quantity::all_at(None, None).into_iter().chain(Quantity::all_of(middle));
        let variant = self.first().variant;
        all.filter_map(|quantity| derive(&self.scenario.setup, variant, quantity))
            .map(|derivation| {
                report::derivation_text(&self.first().name, &derivation, &self.scenario.setup.arch)
            })
            .map(|text| text.len())
            .sum()
    }
}

/// What a log and `/proc/zoneinfo` would say of an outcome.
fn facts(outcome: &Outcome) -> Facts {
    let mut facts = Facts { unavailable_known: true, ..Facts::default() };
    for node in &outcome.nodes {
        let subject = Subject::Node(node.nid);
        for (field, value) in [
            (Field::StartPfn, node.range.start().get()),
            (Field::EndPfn, node.range.end().get()),
            (Field::Deferred, node.first_deferred_pfn.is_some().into()),
        ] {
            facts.built.push(LogFact { subject, field, value });
        }
        for zone in &node.zones {
            let subject = Subject::Zone(node.nid, zone.zone);
            let present = zone.present.cast_unsigned();
            for (field, value) in [
                (Field::Spanned, zone.range.pages()),
                (Field::Present, present),
                (Field::Unavailable, zone.init_unavailable),
            ] {
                facts.built.push(LogFact { subject, field, value });
            }
            let (nid, managed) = (node.nid, zone.linked);
            facts.managed.push(ManagedZone { nid, zone: zone.zone, present, managed });
        }
    }
    facts
}

/// What a verb does with a case. What it gives keeps it from being left out.
type Run = fn(&Case) -> usize;

/// Each verb.
const VERBS: &[(&str, Run)] = &[
    ("evaluate", |case| case.scenario.evaluate().len()),
    ("distinct", |case| distinct(&case.evaluated).len()),
    ("text", |case| report::text(&case.scenario, &case.evaluated, Told::default()).len()),
    ("findings", |case| {
        report::findings_text(&case.scenario, &case.evaluated, Told::default()).len()
    }),
    ("findings-json", |case| {
        report::findings_json(&case.scenario, &case.evaluated).map_or(0, |text| text.len())
    }),
    ("contiguity", |case| contiguity(&case.scenario.setup, &case.first().outcome).len()),
    ("check", |case| {
        let check = check(&case.scenario.setup, &case.facts, Running::default());
        report::check_text(&check, None, &case.scenario.setup.arch).len()
    }),
    ("explain", Case::explain),
    ("matrix", |case| matrix(&case.scenario.setup, Kernel::default()).len()),
    ("releases", |case| {
        let by_release = ByRelease::new(&case.scenario);
        report::releases_text(&case.scenario, &by_release, Told::default()).len()
    }),
    ("compare", |case| report::compare_text(case.first(), case.last()).len()),
    ("mail", |case| report::mail(&case.scenario, &case.evaluated, Told::default()).len()),
    ("markdown", |case| report::markdown(&case.scenario, &case.evaluated, Told::default()).len()),
    ("rst", |case| report::rst(&case.scenario, &case.evaluated, Told::default()).len()),
    ("csv", |case| report::csv(&case.evaluated).len()),
    ("json", |case| report::json(&case.evaluated).map_or(0, |text| text.len())),
    ("link", |case| {
        // More regions or variants than a link has are refused, which takes no time.
        let link = case.scenario.to_link().unwrap_or_default();
        Scenario::from_link(&link).map_or(0, |scenario| scenario.variants.len())
    }),
    ("chart-zones", |case| case.draw(Figure::Zones)),
    ("chart-absent", |case| case.draw(Figure::Absent)),
    ("chart-init", |case| case.draw(Figure::Init)),
    ("chart-matrix", |case| case.draw(Figure::Matrix)),
];

fn main() {
    let words: Vec<String> = std::env::args().skip(1).filter(|word| word != "--bench").collect();
    let is_asked = |verb: &str| words.is_empty() || words.iter().any(|word| word == verb);
    for shape in Shape::ALL {
        for Axis { name, from, doubled } in AXES {
            let sizes: Vec<Size> = (0..=DOUBLINGS).map(|times| doubled(from, times)).collect();
            let cases: Vec<Case> = sizes.iter().map(|size| Case::new(shape, *size)).collect();
            let Size { regions, nodes, variants } = from;
            println!(
                "{}, {name} doubled {DOUBLINGS} times from {regions} regions, {nodes} nodes, \
                 {variants} variants",
                shape.name()
            );
            for (verb, run) in VERBS.iter().filter(|(verb, _)| is_asked(verb)) {
                let times: Vec<f64> = cases.iter().map(|case| time(|| run(case))).collect();
                let last = &times[(DOUBLINGS - LAST) as usize..];
                let exponent = (last[LAST as usize] / last[0]).log2() / f64::from(LAST);
                let times: Vec<String> = times.iter().map(|ms| format!("{ms:10.2}")).collect();
                println!("  {verb:<14} exponent {exponent:5.2}   ms {}", times.join(""));
            }
        }
    }
}

/// What a run takes, in milliseconds.
fn time(run: impl Fn() -> usize) -> f64 {
    let clock = Clock::start();
    let mut runs = 0;
    while clock.elapsed() < LONG_ENOUGH {
        black_box(run());
        runs += 1;
    }
    clock.elapsed().as_secs_f64() * 1e3 / f64::from(runs)
}

/// The time this thread has had a processor, where Linux tells, so that what else runs does not
/// count; elsewhere what goes by.
struct Clock {
    wall: Instant,
    on_processor: Option<u64>,
}

impl Clock {
    fn start() -> Clock {
        Clock { wall: Instant::now(), on_processor: on_processor() }
    }

    fn elapsed(&self) -> Duration {
        match self.on_processor.zip(on_processor()) {
            Some((start, now)) => Duration::from_nanos(now - start),
            None => self.wall.elapsed(),
        }
    }
}

/// In nanoseconds.
fn on_processor() -> Option<u64> {
    let stat = std::fs::read_to_string("/proc/thread-self/schedstat").ok()?;
    stat.split_whitespace().next()?.parse().ok()
}
