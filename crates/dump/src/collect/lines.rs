//! What became of every line, as runs.

use crate::log::{LineRun, Verdict};
use crate::Note;

/// The runs so far.
#[derive(Default)]
pub(super) struct Lines(Vec<LineRun>);

impl Lines {
    /// Notes the fate of some lines, none of them below the last ones noted. A line noted
    /// twice keeps its worse verdict, so that one line may hold several items.
    pub fn mark(&mut self, first: u32, last: u32, verdict: Verdict, message: Option<Note>) {
        let run = LineRun {
            first,
            last,
            verdict,
            message,
        };
        let Some(before) = self.0.last_mut() else {
            self.0.push(run);
            return;
        };
        if (before.verdict, before.message) == (verdict, message) && before.last + 1 >= first {
            before.last = before.last.max(last);
        } else if before.last < first {
            self.0.push(run);
        } else if (verdict, message.is_some()) <= (before.verdict, before.message.is_some()) {
            // The line says something more telling already; only what is beyond it counts.
            if last > before.last {
                let first = before.last + 1;
                self.0.push(LineRun { first, ..run });
            }
        } else if before.first < first {
            before.last = first - 1;
            self.0.push(run);
        } else {
            *before = run;
        }
    }

    pub fn finish(mut self) -> Vec<LineRun> {
        self.0.shrink_to_fit();
        self.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const READ: Verdict = Verdict::Understood;
    const PROSE: Verdict = Verdict::Ignored;
    const BROKEN: Verdict = Verdict::Unreadable;

    macro_rules! runs {
        ($($name:ident: $marks:expr => $runs:expr;)*) => {$(
            #[test]
            fn $name() {
                let mut lines = Lines::default();
                for (first, last, verdict) in $marks {
                    lines.mark(first, last, verdict, None);
                }
                let runs: Vec<_> = lines
                    .finish()
                    .iter()
                    .map(|run| (run.first, run.last, run.verdict))
                    .collect();
                assert_eq!(runs, $runs);
            }
        )*};
    }

    runs! {
        alike_are_one: [(1, 1, READ), (2, 3, READ)] => [(1, 3, READ)];
        changes_are_kept: [(1, 1, READ), (2, 2, PROSE), (3, 3, READ)]
            => [(1, 1, READ), (2, 2, PROSE), (3, 3, READ)];
        the_worse_verdict_stays: [(1, 1, BROKEN), (1, 1, PROSE)] => [(1, 1, BROKEN)];
        the_worse_verdict_wins: [(1, 1, PROSE), (2, 2, PROSE), (2, 2, READ)]
            => [(1, 1, PROSE), (2, 2, READ)];
        a_rest_goes_on: [(1, 1, BROKEN), (1, 2, PROSE)] => [(1, 1, BROKEN), (2, 2, PROSE)];
    }
}
