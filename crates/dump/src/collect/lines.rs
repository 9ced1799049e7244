//! Keeps what became of every line.

use crate::{LineFate, Lines, Note};

/// Something to say of some lines.
pub(super) struct Remark {
    pub first: u32,
    pub last: u32,
    pub note: Note,
}

impl Lines {
    /// Notes the fate of some lines, none of them below the last ones noted. A line noted
    /// twice keeps its worse fate, so that one line may hold several items.
    pub(super) fn mark(&mut self, first: u32, last: u32, fate: LineFate, message: Option<Note>) {
        let Some(before) = self.last() else {
            self.push(last, fate, message);
            return;
        };
        if (before.fate, before.message) == (fate, message) && before.last + 1 >= first {
            self.end_at(before.last.max(last));
        } else if before.last < first {
            self.push(last, fate, message);
        } else if (fate, message.is_some()) <= (before.fate, before.message.is_some()) {
            // The line says something more telling already; only what is beyond it counts.
            if last > before.last {
                self.push(last, fate, message);
            }
        } else if before.first < first {
            self.end_at(first - 1);
            self.push(last, fate, message);
        } else {
            // All of it: the run before may begin further up, and what ran together further down.
            self.pop();
            self.push(before.last.max(last), fate, message);
        }
    }

    /// Says something of lines already noted, of which nothing was said so far. In order.
    pub(super) fn remark(&mut self, remarks: impl IntoIterator<Item = Remark>) {
        let mut remarks = remarks.into_iter().peekable();
        if remarks.peek().is_none() {
            return;
        }
        for run in std::mem::take(self).iter() {
            let mut next = run.first;
            while let Some(remark) = remarks.next_if(|remark| remark.first <= run.last) {
                if run.message.is_some() || remark.first < next {
                    continue;
                }
                if remark.first > next {
                    self.mark(next, remark.first - 1, run.fate, None);
                }
                let last = remark.last.min(run.last);
                self.mark(remark.first, last, run.fate, Some(remark.note));
                next = last + 1;
            }
            if next <= run.last {
                self.mark(next, run.last, run.fate, run.message);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const READ: LineFate = LineFate::Understood;
    const PROSE: LineFate = LineFate::Ignored;
    const BROKEN: LineFate = LineFate::Unreadable;

    macro_rules! runs {
        ($($name:ident: $marks:expr => $runs:expr;)*) => {$(
            #[test]
            fn $name() {
                let mut lines = Lines::default();
                for (first, last, fate) in $marks {
                    lines.mark(first, last, fate, None);
                }
                let runs: Vec<_> = lines
                    .iter()
                    .map(|run| (run.first, run.last, run.fate))
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
        an_earlier_line_stays: [(1, 1, READ), (2, 2, PROSE), (1, 2, BROKEN)]
            => [(1, 1, READ), (2, 2, BROKEN)];
        a_longer_run_stays_long: [(1, 3, PROSE), (1, 2, READ)] => [(1, 3, READ)];
    }

    #[test]
    fn remarks_cut_runs() {
        let mut lines = Lines::default();
        lines.mark(1, 5, READ, None);
        lines.mark(6, 6, BROKEN, Some(Note::TooLarge));
        lines.mark(7, 8, READ, None);
        let remark = |first, last| Remark { first, last, note: Note::NoFlags };
        lines.remark([remark(2, 3), remark(6, 6), remark(8, 8)]);
        let runs: Vec<_> = lines.iter().map(|run| (run.first, run.last, run.message)).collect();
        assert_eq!(
            runs,
            [
                (1, 1, None),
                (2, 3, Some(Note::NoFlags)),
                (4, 5, None),
                (6, 6, Some(Note::TooLarge)),
                (7, 7, None),
                (8, 8, Some(Note::NoFlags)),
            ]
        );
    }
}
