//! Rights: an area, a level in it, and whose things it reaches.

mod area;
mod level;
mod role;

pub use area::Area;
pub use level::{Level, Reach};
pub use role::{BuiltIn, Levels, Role, RoleKind};
