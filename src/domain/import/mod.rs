//! A file of people: CSV as spreadsheets and address books write it.
//!
//! What must hold: every line of the file becomes somebody, or a problem that names the line and the cell. Nothing is
//! lost: where a quote is never closed, that line is the problem and the next one is read by itself.
//!
//! - `column`: what a column holds, guessed by its name in French or English
//! - `encoding`: what a file is written in
//! - `records`: text to cells, line by line
//! - `names`: what roles and languages are called
//! - `person`: the cells of a line to somebody
//! - `verdict`: what would become of a line, or why not

mod column;
mod encoding;
mod names;
mod person;
mod records;
mod verdict;

pub use column::{Column, guess_all};
pub use encoding::Encoding;
pub use names::{built_in_role, department_role, language};
pub use person::{Person, read};
pub use records::{Mark, Record, Records, Separator};
pub use verdict::{CellProblem, FileProblem, LineProblem};

use std::time::Duration;

/// Most bytes of a file.
pub const MOST_BYTES: usize = 20 * 1024 * 1024;

/// Columns that are looked at; what stands beyond is passed over.
pub const MOST_COLUMNS: usize = 50;

/// How long a file waits for its import.
pub const KEPT: Duration = Duration::from_hours(24);
