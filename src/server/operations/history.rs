//! The history: read by who may, and taken out as a file [S3.10].

mod export;
mod read;

pub(super) use export::CHUNK;
pub use export::{Pages, export, own_pages};
pub use read::{Crowd, MOST_ENTRIES, MOST_PEOPLE, PAGE, Page, about, own, read};
pub(super) use read::{everything_within, page};
