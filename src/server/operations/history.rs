//! The history: read by who may, and taken out as a file [S3.10].

mod export;
mod read;

pub use export::{Format, Pages, export, own_pages};
pub use read::{MOST_PEOPLE, PAGE, Page, about, own, read};
