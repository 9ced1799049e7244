//! What leaves the page as text: reports, files, and the HTML that embeds a view.

use zonescope_boot::{script, Plan, Request, Source};
use zonescope_report as report;
use zonescope_report::{html, Reported, Told};
use zonescope_scenario::{ByRelease, Evaluated, Releasing, Scenario, View};

/// What is exported.
pub struct Subject<'a> {
    /// The scenario.
    pub scenario: &'a Scenario,
    /// Its outcomes.
    pub evaluated: &'a [Evaluated],
    /// Which of them are the same.
    pub groups: &'a [Vec<usize>],
    /// The page's own address.
    pub base: &'a str,
    /// What goes after its `#`, or why there is nothing.
    pub link: Result<&'a str, &'a str>,
    /// What is to be said of the text it is from: what it leaves open, what a check came to.
    pub said: &'a [String],
    /// Whether some of its memory map is known to be missing.
    pub is_part: bool,
}

/// A way to write a subject down.
pub struct Format {
    /// What the menu says.
    pub name: &'static str,
    /// The type of a file of it; none of what is only ever pasted.
    pub file: Option<File>,
    /// What writes it.
    pub writer: Writer,
}

/// What writes a subject down, or says why that can't be done.
#[derive(Clone, Copy)]
pub enum Writer {
    /// All at once.
    AtOnce(fn(&Subject) -> Result<String, String>),
    /// What stands at a place; none behind the end. Of a large machine, all is a second's work.
    InParts(fn(&Subject, usize) -> Result<Option<String>, String>),
    /// All at once, of what the machine comes to on each release.
    ByRelease(fn(&Subject, &ByRelease) -> String),
}

/// A text under way.
pub struct Writing {
    /// As far as it has come, or why it can't be written.
    pub text: Result<String, String>,
    place: usize,
    releasing: Option<Releasing>,
}

impl Default for Writing {
    fn default() -> Writing {
        Writing { text: Ok(String::new()), place: 0, releasing: None }
    }
}

impl Writing {
    /// Writes a part of it; whether there may be more.
    pub fn step(&mut self, writer: Writer, subject: &Subject) -> bool {
        let part = match writer {
            Writer::AtOnce(write) => {
                self.text = write(subject);
                return false;
            }
            Writer::InParts(part) => part(subject, self.place),
            Writer::ByRelease(write) => {
                let begin = || Releasing::new(subject.scenario);
                let releasing = self.releasing.get_or_insert_with(begin);
                if releasing.step() {
                    return true;
                }
                self.text = Ok(write(subject, &releasing.by_release));
                return false;
            }
        };
        self.place += 1;
        match (&mut self.text, part) {
            (Ok(text), Ok(Some(part))) => {
                text.push_str(&part);
                true
            }
            (text, Err(why)) => {
                *text = Err(why);
                false
            }
            (_, Ok(_)) => false,
        }
    }
}

/// The type of a file.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct File {
    /// How its name ends.
    pub ending: &'static str,
    /// What browsers call it.
    pub mime: &'static str,
}

/// A plain-text reply.
pub const MAIL: Format = Format {
    name: "Text for a mail",
    file: None,
    writer: Writer::InParts(|subject, place| Ok(subject.part(report::mail_part, place))),
};

/// What to set, which kernel, and what to look for.
const OPERATIONS: Format = Format {
    name: "For operations",
    file: Some(File { ending: ".operations.txt", mime: "text/plain" }),
    writer: Writer::ByRelease(|subject, by_release| {
        let address = subject.address().ok();
        report::operations(subject.scenario, by_release, subject.told(address.as_deref()))
    }),
};

/// The link alone.
pub const LINK: Format =
    Format { name: "Link", file: None, writer: Writer::AtOnce(|subject| subject.address()) };

/// The scenario file, which has room for every scenario.
pub const SCENARIO: Format = Format {
    name: "Scenario file (JSON)",
    file: Some(File { ending: ".scenario.json", mime: "application/json" }),
    writer: Writer::AtOnce(|subject| Ok(subject.scenario.to_json())),
};

/// The texts of the menu.
pub const TEXTS: [Format; 8] = [
    OPERATIONS,
    Format {
        name: "Markdown",
        file: Some(File { ending: ".md", mime: "text/markdown" }),
        writer: Writer::InParts(|subject, place| Ok(subject.part(report::markdown_part, place))),
    },
    Format {
        name: "reStructuredText",
        file: Some(File { ending: ".rst", mime: "text/x-rst" }),
        writer: Writer::InParts(|subject, place| Ok(subject.part(report::rst_part, place))),
    },
    Format {
        name: "Numbers (CSV)",
        file: Some(File { ending: ".csv", mime: "text/csv" }),
        writer: Writer::InParts(|subject, place| Ok(report::csv_part(subject.evaluated, place))),
    },
    Format {
        name: "Numbers (JSON)",
        file: Some(File { ending: ".json", mime: "application/json" }),
        writer: Writer::InParts(|subject, place| {
            let part = report::json_part(subject.evaluated, place);
            part.transpose().map_err(|error| error.to_string())
        }),
    },
    Format {
        name: "memblock dump",
        file: Some(File { ending: ".memblock.txt", mime: "text/plain" }),
        writer: Writer::AtOnce(|subject| Ok(zonescope_dump::write(&subject.scenario.setup.memory))),
    },
    SCENARIO,
    Format {
        name: "Boot it in QEMU",
        file: Some(File { ending: ".boot.sh", mime: "application/x-sh" }),
        writer: Writer::AtOnce(|subject| subject.boot_script()),
    },
];

/// The code that puts a live figure into a document.
pub const EMBEDS: [Format; 4] = [
    Format {
        name: "<iframe>",
        file: None,
        writer: Writer::AtOnce(|subject| {
            let (address, title) = (subject.embedded()?, html(&subject.title()));
            // A test looks whether the figure of a case fits, from 320 to 900 pixels.
            let height = match subject.scenario.view {
                View::Sweep => 760,
                _ => 600,
            };
            Ok(format!(
                "<iframe src=\"{address}\" title=\"{title}\" width=\"100%\" height=\"{height}\" \
                 loading=\"lazy\" style=\"border: 0\"></iframe>\n"
            ))
        }),
    },
    Format {
        name: "<zone-scope>",
        file: None,
        writer: Writer::AtOnce(|subject| subject.element()),
    },
    Format {
        name: "Sphinx",
        file: None,
        writer: Writer::AtOnce(|subject| {
            let element = subject.element()?;
            let lines = element.lines().map(|line| format!("   {line}\n"));
            Ok(format!(".. raw:: html\n\n{}", lines.collect::<String>()))
        }),
    },
    Format {
        name: "mdBook",
        file: None,
        // HTML among Markdown ends at the first empty line, and starts after one.
        writer: Writer::AtOnce(|subject| Ok(format!("\n{}\n", subject.element()?))),
    },
];

impl Subject<'_> {
    /// What a report of it is told.
    fn told<'a>(&'a self, link: Option<&'a str>) -> Told<'a> {
        Told { said: self.said, is_part: self.is_part, link }
    }

    /// What stands at a place of a report.
    fn part(
        &self,
        part: fn(Reported<'_>, usize) -> Option<String>,
        place: usize,
    ) -> Option<String> {
        let Subject { scenario, evaluated, groups, .. } = *self;
        let address = self.address().ok();
        part(Reported { scenario, evaluated, groups, told: self.told(address.as_deref()) }, place)
    }

    /// The whole link.
    fn address(&self) -> Result<String, String> {
        Ok(format!("{}#{}", self.base, self.link?))
    }

    /// The script that boots the scenario's machine, where QEMU can make it.
    fn boot_script(&self) -> Result<String, String> {
        let request = Request { memory: Request::SCRIPT_MEMORY, approximate: false };
        let plan = Plan::of(&self.scenario.setup, request).map_err(|why| why.to_string())?;
        let address = self.address().unwrap_or_default();
        let title = self.scenario.normalised().title;
        Ok(script(&plan, Source { title: &title, link: &address, site: self.base }))
    }

    /// The address of the figure alone, as HTML has it.
    fn embedded(&self) -> Result<String, String> {
        let (base, view, link) = (html(self.base), self.scenario.view, self.link?);
        Ok(format!("{base}?embed={view}&amp;theme=auto#{link}"))
    }

    fn title(&self) -> String {
        match self.scenario.normalised().title {
            title if title.is_empty() => "Zones, variant by variant".to_owned(),
            title => title,
        }
    }

    /// The element that embed.js knows, without an empty line.
    fn element(&self) -> Result<String, String> {
        let (address, title) = (html(&self.address()?), html(&self.title()));
        let folder = self.base.rfind('/').and_then(|end| self.base.get(..=end));
        let folder = html(folder.unwrap_or(self.base));
        Ok(format!(
            "<script src=\"{folder}embed.js\" defer></script>\n\
             <zone-scope link=\"{address}\" view=\"{}\" theme=\"auto\">\n  \
             <a href=\"{address}\">{title}</a>\n\
             </zone-scope>\n",
            self.scenario.view,
        ))
    }
}

/// `case-2-efibootmgr-m-t-m-25`: a title as the beginning of a file's name.
pub fn file_stem(title: &str) -> String {
    const LONGEST: usize = 60;
    let mut stem = String::new();
    for word in title.split(|c: char| !c.is_ascii_alphanumeric()) {
        if !word.is_empty() && stem.len() + word.len() < LONGEST {
            if !stem.is_empty() {
                stem.push('-');
            }
            stem.push_str(&word.to_ascii_lowercase());
        }
    }
    match stem.is_empty() {
        true => "zonescope".to_owned(),
        false => stem,
    }
}
