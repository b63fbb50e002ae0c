//! Rights: an area, a level in it, and whose things it reaches; what somebody has in effect, and what they may give.

mod area;
mod catalogue;
mod difference;
mod effective;
mod gift;
mod grant;
mod level;
mod rights;
mod role;

pub use area::{Area, Needed};
pub use catalogue::{AreaName, Areas, Catalogue, NamedArea, ServiceArea};
pub use difference::{Difference, Extent};
pub use effective::{Effective, Reason, Thing, department_roles, in_department};
pub use gift::Gift;
pub use grant::{Granter, Scope};
pub use level::{Level, Reach};
pub use rights::Rights;
pub use role::{BuiltIn, Levels, Role, RoleKind};
