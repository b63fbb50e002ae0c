//! Support access: an account lets the people who run the instance in, until a day, and with no more than it says
//! [S2.10].

use super::{
    access::{Area, Level, Levels, Reach, Rights, Role, RoleKind, Scope},
    id::RoleId,
    time::DAY,
};
use std::time::Duration;
use uuid::Uuid;

/// The longest that an account can leave it on at one go.
pub const LONGEST: Duration = DAY.saturating_mul(30);

/// What the account may choose that agents do at most.
pub const LEVELS: [Level; 2] = [Level::Guest, Level::Editor];

/// What an agent has in an account: its own areas up to this level, and no service. Nobody takes files along, nor
/// lets others in.
#[must_use]
pub fn rights(level: Level) -> Rights {
    let taken = [Area::Exports, Area::Support];
    let areas = Area::OWN.into_iter().filter(|area| !taken.contains(area));
    let levels = areas.fold(Levels::default(), |levels, area| levels.with(area, level));
    let id = RoleId(Uuid::nil());
    Rights::of(Role { id, kind: RoleKind::Custom, name: "Support".to_owned(), reach: Reach::Account, levels })
}

/// What somebody may do as an agent, with these rights in the instance's own account; nothing for who isn't one.
#[must_use]
pub fn level_of(rights: &Rights) -> Option<Level> {
    let everywhere = |level: &Level| rights.scope(Area::Support, *level) == Some(Scope::Everywhere);
    LEVELS.into_iter().rev().find(everywhere)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::access::Thing;

    // [S2.10]
    #[test]
    fn an_agent_does_what_the_account_says_and_takes_nothing_along() {
        for level in LEVELS {
            let rights = rights(level);
            assert_eq!(rights.scope(Area::Users, level), Some(Scope::Everywhere));
            assert_eq!(rights.scope(Area::Users, Level::Approver), None);
            for area in [Area::Exports, Area::Support] {
                assert_eq!(rights.effective(area, None, Thing::Account).level, Level::None);
            }
            assert!(!rights.role.is_administrator() && rights.services.is_empty());
        }
    }
}
