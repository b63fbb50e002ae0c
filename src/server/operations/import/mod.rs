//! A file of people becomes users, as a job [S4.12]: uploaded, its columns named, tried out, then run.
//!
//! - `upload`: a file, kept until the import ends
//! - `text`: bytes to text
//! - `plan`: which column holds what, and what everybody gets
//! - `reading`: the file, some lines at a time
//! - `sort`: what each line becomes, or why not
//! - `check`: all lines, without writing
//! - `start`, `run`

mod check;
mod plan;
mod reading;
mod run;
mod sort;
mod start;
mod text;
mod upload;

pub use check::{Report, SHOWN, Trial, check, trial};
pub use plan::{Form, Plan, Sheet, sheet};
pub(super) use run::{Import, Work, part};
pub use sort::Sorted;
pub use start::start;
pub use upload::{importing, may_import, upload};
