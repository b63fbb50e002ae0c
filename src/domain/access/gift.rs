//! What has to be written so that somebody has a level in an area.

use super::{Area, Level, Rights, ServiceArea, Thing};
use crate::domain::id::ServiceId;

/// What is missing for a level in an area.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Gift {
    /// The area's service.
    pub service: Option<ServiceId>,
    /// An exception, for all things.
    pub exception: Option<(Area, Level)>,
}

impl Gift {
    /// Somebody's rights with it.
    #[must_use]
    pub fn added_to(self, rights: &Rights) -> Rights {
        let mut rights = rights.clone();
        rights.services.extend(self.service);
        rights.exceptions.extend(self.exception);
        rights
    }
}

impl Rights {
    /// What is missing for a level in an area: the service, if it isn't assigned, and an exception, if the roles don't
    /// give as much. Nothing where that would take something away: an exception holds for all things, and would win
    /// over more that there is for some of them.
    #[must_use]
    pub fn gift(&self, area: Area, service: Option<ServiceArea>, level: Level) -> Option<Gift> {
        let missing = service.filter(|service| !self.has(*service)).map(|service| service.service);
        let mut gift = Gift { service: missing, exception: None };
        let rights = gift.added_to(self);
        let highest = rights.highest(area, service).level;
        // Whoever is let into a service has there what the role says, be it of one's own things alone.
        let is_there =
            rights.effective(area, service, Thing::Account).level >= level || (missing.is_some() && highest >= level);
        if !is_there {
            gift.exception = Some((area, level));
        }
        (is_there || highest <= level).then_some(gift)
    }
}

#[cfg(test)]
mod tests {
    use super::{
        super::{
            BuiltIn, Levels, Reach, Role, RoleKind,
            rights::tests::{EMAILINGS, LYON, any_area, any_rights, any_thing, area, of_lyon, with},
            role::tests::built_in,
        },
        *,
    };
    use crate::domain::department::DepartmentRole;
    use proptest::prelude::*;

    // [S2.9]
    #[test]
    fn who_has_more_in_a_department_does_not_lose_it_by_getting_less_everywhere() {
        let lead = of_lyon(DepartmentRole::Admin);
        assert_eq!(lead.gift(Area::Departments, None, Level::Editor), None);
        let all = Gift { service: None, exception: Some((Area::Departments, Level::Approver)) };
        assert_eq!(lead.gift(Area::Departments, None, Level::Approver), Some(all));
        assert_eq!(all.added_to(&lead).effective(Area::Departments, None, Thing::Of(LYON)).level, Level::Approver);
    }

    // [S2.9] [S5.6]
    #[test]
    fn who_is_let_into_a_service_has_what_the_role_says_there() {
        let mut user = with(built_in(BuiltIn::User));
        user.services.clear();
        let (service, of) = (Some(area(false)), area(false).service);
        let alone = Gift { service: Some(of), exception: None };
        assert_eq!(user.gift(EMAILINGS, service, Level::Guest), Some(alone));
        let both = Gift { service: Some(of), exception: Some((EMAILINGS, Level::Approver)) };
        assert_eq!(user.gift(EMAILINGS, service, Level::Approver), Some(both));
    }

    // [S2.9]
    #[test]
    fn what_the_role_gives_for_own_things_alone_is_nothing_in_parviss_own_areas_and_hinders_no_gift() {
        let levels = Levels::default().with(Area::Services, Level::Approver);
        let role = Role { kind: RoleKind::Custom, reach: Reach::Own, levels, ..built_in(BuiltIn::User) };
        let gift = Rights::of(role).gift(Area::Services, None, Level::Guest);
        assert_eq!(gift, Some(Gift { service: None, exception: Some((Area::Services, Level::Guest)) }));
    }

    proptest! {
        // [S2.9]
        #[test]
        fn what_is_given_is_there_then_and_lowers_nothing(
            rights in any_rights(), n in 0..12_usize, level in 1..4_usize, m in 0..12_usize, thing in any_thing(),
        ) {
            let ((area, service), level) = (any_area(n), Level::ALL[level]);
            if let Some(gift) = rights.gift(area, service, level) {
                let after = gift.added_to(&rights);
                prop_assert!(after.highest(area, service).level >= level);
                prop_assert!(after.gift(area, service, level).is_none_or(|more| more.service.is_none()));
                let (other, of) = any_area(m);
                let level_of = |rights: &Rights| rights.effective(other, of, thing).level;
                prop_assert!(!thing.is_of(other) || level_of(&after) >= level_of(&rights));
            }
        }
    }
}
