use super::Column;
use crate::domain::{address::AddressProblem, invitation::Outcome, phone::PhoneProblem, text::TextProblem};
use serde::{Deserialize, Serialize};

/// What is wrong with one cell.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum CellProblem {
    Text(TextProblem),
    Address(AddressProblem),
    Phone(PhoneProblem),
    /// It isn't the name of a language, a role or a department.
    Unknown,
    /// It gives more than the importer has.
    BeyondOwnRights,
}

/// Why a line makes nobody.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum LineProblem {
    /// A quote is never closed.
    Torn,
    /// By column, in the file's order.
    Cells(Vec<(Column, CellProblem)>),
    /// The address stands in an earlier line.
    Duplicate { line: u64 },
    /// The address is somebody's, or there is no room for one more.
    Outcome(Outcome),
    /// The database takes anybody else, but not this line, however often it is tried.
    Failed,
}

impl LineProblem {
    /// Whether the line gives more than the importer has.
    #[must_use]
    pub fn is_beyond_own_rights(&self) -> bool {
        let is_beyond = |(_, problem): &(Column, CellProblem)| *problem == CellProblem::BeyondOwnRights;
        matches!(self, Self::Cells(cells) if cells.iter().any(is_beyond))
    }

    /// Its kind, as counts and wordings have it.
    #[must_use]
    pub const fn kind(&self) -> &'static str {
        match self {
            Self::Torn | Self::Cells(_) => "malformed",
            Self::Duplicate { .. } => "duplicate",
            Self::Outcome(outcome) => outcome.as_str(),
            Self::Failed => "failed",
        }
    }
}

/// Why a file can't be imported at all.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FileProblem {
    /// None was chosen and nothing was pasted.
    Missing,
    /// A spreadsheet's own format, a picture: not lines of text.
    NotText,
    /// Nothing stands in it, or a header alone.
    NoLine,
}

impl FileProblem {
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Missing => "missing",
            Self::NotText => "not-text",
            Self::NoLine => "no-line",
        }
    }
}
