//! Rights: an area, a level in it, and whose things it reaches; what somebody has in effect, and what they may give.

mod area;
mod difference;
mod effective;
mod grant;
mod level;
mod rights;
mod role;

pub use area::{Area, AreaName, Needed};
pub use difference::Difference;
pub use effective::{Effective, Reason, Thing};
pub use grant::{Granter, Scope};
pub use level::{Level, Reach};
pub use rights::{Catalogue, Rights, ServiceArea};
pub use role::{BuiltIn, Levels, Role, RoleKind};
