//! An account's services: seen by a Guest of that area, added and changed by an Editor, deleted by an Approver
//! [S3.23, S4.25].

mod delete;
mod form;
mod picture;
mod read;
mod samples;
mod save;

pub use delete::delete;
pub use form::{Form, MOST_AREAS, TypedArea};
pub use picture::{picture, set_picture};
pub use read::{Listed, Open, departments, list, open};
pub use samples::samples;
pub use save::{Losing, review, save};
