//! Roles: built-in ones to read, custom ones to write. Nobody writes what they don't hold [S1.8, S1.12, S3.6, S3.16].

mod delete;
mod form;
mod read;
mod review;
mod save;

pub use delete::{delete, replacements};
pub use form::{Form, LEVELS, Preset};
pub use read::{Closed, Listed, Open, list, models, open, open_to, table};
pub use review::{Review, Reviewed, lacked, preview, review};
pub use save::save;
