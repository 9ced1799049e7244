//! QEMU, from its start to its end.

use std::ffi::OsStr;
use std::fs::{self, File};
use std::io::{ErrorKind, IsTerminal, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::thread::sleep;
use std::time::{Duration, Instant};

use zonescope_boot::Plan;

use super::console::Console;
use super::host::{accelerator, install};

/// How often the console is looked at.
const GLANCE: Duration = Duration::from_millis(250);

/// Boots the machine whose files are in `folder`; its log.
pub fn boot(folder: &Path, plan: &Plan, firmware: &str, limit: Duration) -> Result<String, String> {
    let qemu = start(folder, plan, firmware)?;
    let file = folder.join("console.log");
    let mut running = Running { qemu, progress: Progress::new() };
    loop {
        let ended = running.qemu.try_wait().map_err(|error| format!("QEMU is lost: {error}"))?;
        let console = Console::new(&fs::read(&file).unwrap_or_default());
        if let Some(why) = console.stopped() {
            return Err(format!("mirrorboot did not start the kernel: {why}"));
        }
        if let Some(status) = ended {
            return console.log().ok_or_else(|| match status.success() {
                true => format!(
                    "the machine went down before /proc/zoneinfo was read; its last lines:{}",
                    console.last_lines()
                ),
                false => format!("QEMU failed ({status}): {}", complaint(folder)),
            });
        }
        if running.progress.start.elapsed() > limit {
            return Err(format!(
                "no end after {} s, {}: give it a larger --limit, or see its last lines:{}",
                limit.as_secs(),
                console.stage(),
                console.last_lines()
            ));
        }
        running.progress.show(console.stage());
        sleep(GLANCE);
    }
}

fn start(folder: &Path, plan: &Plan, firmware: &str) -> Result<Child, String> {
    let name = plan.platform.qemu();
    let Some(program) = on_path(name) else {
        return Err(format!("there is no {name} on PATH: {}", install(&plan.platform.packages())));
    };
    let said = File::create(said(folder))
        .map_err(|error| format!("can't write {}: {error}", crate::called(said(folder))))?;
    // A signal to this process alone must end QEMU too, and only the kernel can see to that.
    let mut command = match on_path("setpriv") {
        Some(setpriv) => {
            let mut command = Command::new(setpriv);
            command.args([OsStr::new("--pdeathsig"), OsStr::new("KILL"), program.as_os_str()]);
            command
        }
        None => Command::new(program),
    };
    command
        .args(plan.qemu(accelerator(plan.platform), firmware))
        .current_dir(folder)
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(said);
    command.spawn().map_err(|error| match error.kind() {
        ErrorKind::NotFound => {
            format!("there is no {name}: {}", install(&plan.platform.packages()))
        }
        _ => format!("can't start {name}: {error}"),
    })
}

/// Where QEMU's own messages go.
fn said(folder: &Path) -> PathBuf {
    folder.join("qemu.log")
}

/// QEMU's last message.
fn complaint(folder: &Path) -> String {
    let text = fs::read(said(folder)).unwrap_or_default();
    let text = String::from_utf8_lossy(&text);
    text.lines().last().unwrap_or("it did not say why").to_owned()
}

fn on_path(name: &str) -> Option<PathBuf> {
    let path = std::env::var_os("PATH")?;
    std::env::split_paths(&path).map(|dir| dir.join(name)).find(|file| file.is_file())
}

/// QEMU, which ends with this value.
struct Running {
    qemu: Child,
    progress: Progress,
}

impl Drop for Running {
    fn drop(&mut self) {
        // It may have ended by itself; either way it is waited for.
        let _ = self.qemu.kill();
        let _ = self.qemu.wait();
        self.progress.clear();
    }
}

/// One line on a terminal, a line a stage elsewhere.
struct Progress {
    start: Instant,
    shown: &'static str,
    is_terminal: bool,
}

impl Progress {
    fn new() -> Progress {
        Progress { start: Instant::now(), shown: "", is_terminal: std::io::stderr().is_terminal() }
    }

    fn show(&mut self, stage: &'static str) {
        let seconds = self.start.elapsed().as_secs();
        // Whether progress can be shown is no matter of the answer.
        if self.is_terminal {
            let _ = write!(std::io::stderr(), "\r\x1b[K{seconds:>4} s  {stage}");
        } else if self.shown != stage {
            let _ = writeln!(std::io::stderr(), "{seconds:>4} s  {stage}");
        }
        self.shown = stage;
    }

    fn clear(&self) {
        if self.is_terminal {
            let _ = write!(std::io::stderr(), "\r\x1b[K");
        }
    }
}
