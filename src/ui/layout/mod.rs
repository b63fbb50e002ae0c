//! What surrounds a page's content.

mod document;
mod frame;
mod gate;

pub use document::{Document, DocumentProps};
pub use frame::{Frame, Notice, Place, Support, Viewer, initials};
pub use gate::{Gate, Scene};
