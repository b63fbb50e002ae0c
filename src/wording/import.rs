use super::Wording;
use crate::domain::import::{CellProblem, Column, LineProblem};
use crate::domain::text::TextProblem;

impl Wording {
    /// Why a line of a file makes nobody.
    #[must_use]
    pub fn line_problem(&self, problem: &LineProblem) -> String {
        match problem {
            LineProblem::Torn => self.say("line-torn"),
            LineProblem::Duplicate { line } => self.say_with("line-duplicate", &[("line", (*line).into())]),
            LineProblem::Outcome(outcome) => self.say(&format!("line-{}", outcome.as_str())),
            LineProblem::Failed => self.say("line-failed"),
            LineProblem::Cells(cells) => {
                let cells: Vec<String> =
                    cells.iter().map(|(column, problem)| self.cell_problem(*column, *problem)).collect();
                cells.join(&self.say("list-separator"))
            }
        }
    }

    fn cell_problem(&self, column: Column, problem: CellProblem) -> String {
        let what = match problem {
            CellProblem::Text(TextProblem::TooLong { most }) => {
                self.say_with("problem-too-long", &[("most", most.into())])
            }
            CellProblem::Address(problem) => self.address_problem(problem),
            CellProblem::Text(TextProblem::Empty) | CellProblem::Unknown => self.say("cell-unknown"),
            CellProblem::Phone(_) => self.say("cell-phone"),
            CellProblem::BeyondOwnRights => self.say("cell-beyond-own-rights"),
        };
        let column = self.say(&format!("column-{}", column.as_str()));
        self.say_with("cell-problem", &[("column", column.into()), ("what", what.into())])
    }
}
