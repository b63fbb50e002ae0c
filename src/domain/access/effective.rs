//! What somebody may really do in an area, and why: the one place that decides.
//!
//! The exception if there is one; else the highest of what the account role and the department roles give; none where
//! the area's service isn't assigned.

use super::{Area, Level, Reach, Rights, ServiceArea};
use crate::domain::{
    department::DepartmentRole,
    id::{DepartmentId, ServiceId},
};

/// Whose thing is to be seen or changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Thing {
    /// One's own, in a department or in none.
    Own(Option<DepartmentId>),
    /// Somebody else's, in a department.
    Of(DepartmentId),
    /// Somebody else's, or the account's, in no department.
    Account,
}

impl Thing {
    /// Whether there are such things in an area. Parvis's own areas are about other people's things: there is nothing
    /// there that is one's own alone; and what some of them have is the whole account's, no department's.
    #[must_use]
    pub const fn is_of(self, area: Area) -> bool {
        match self {
            Self::Account => true,
            Self::Of(_) => area.has_departments(),
            Self::Own(_) => matches!(area, Area::Service(_)),
        }
    }
}

/// Why somebody has a level, or has none.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Reason {
    Exception,
    /// The account role.
    Role,
    Department(DepartmentId, DepartmentRole),
    /// It isn't assigned, and administrators alone have every service.
    ServiceNotAssigned(ServiceId),
    /// Nothing gives it.
    Nothing,
}

/// A level with its reasons, of which there is at least one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Effective {
    pub level: Level,
    /// All that give this level by themselves, in their order.
    pub reasons: Vec<Reason>,
}

/// The roles in departments that give this level in an area there, or more.
#[must_use]
pub fn department_roles(area: Area, service: Option<ServiceArea>, least: Level) -> Vec<DepartmentRole> {
    DepartmentRole::ALL.into_iter().filter(|role| in_department(*role, area, service) >= least).collect()
}

impl Rights {
    /// The level in an area for a thing. `service` is given for a service's area alone.
    #[must_use]
    pub fn effective(&self, area: Area, service: Option<ServiceArea>, thing: Thing) -> Effective {
        if let Some(service) = service
            && !self.has(service)
        {
            return Effective { level: Level::None, reasons: vec![Reason::ServiceNotAssigned(service.service)] };
        }
        if let Some(level) = self.exceptions.get(&area) {
            return Effective { level: *level, reasons: vec![Reason::Exception] };
        }
        self.inherited(area, service, thing)
    }

    /// The level that there would be without an exception.
    #[must_use]
    pub fn inherited(&self, area: Area, service: Option<ServiceArea>, thing: Thing) -> Effective {
        let by_role = (self.reaches(thing).then(|| self.role.levels.get(area)), Reason::Role);
        let by_department = self.departments.iter().map(|(department, role)| {
            let level = covers(*department, *role, thing).then(|| in_department(*role, area, service));
            (level, Reason::Department(*department, *role))
        });
        let given = std::iter::once(by_role).chain(by_department);
        highest(given.filter_map(|(level, reason)| level.map(|level| (level, reason))))
    }

    /// The highest level in an area, for whichever thing.
    #[must_use]
    pub fn highest(&self, area: Area, service: Option<ServiceArea>) -> Effective {
        over_things(self.things(), area, |thing| self.effective(area, service, thing))
    }

    /// The highest level in an area for what is in these departments: all that there is in a service that comes with
    /// them alone.
    #[must_use]
    pub fn highest_in(
        &self,
        departments: impl IntoIterator<Item = DepartmentId>,
        area: Area,
        service: Option<ServiceArea>,
    ) -> Effective {
        let things = departments.into_iter().flat_map(in_department_things);
        over_things(things, area, |thing| self.effective(area, service, thing))
    }

    /// The highest level that there would be without an exception.
    #[must_use]
    pub fn highest_inherited(&self, area: Area, service: Option<ServiceArea>) -> Effective {
        over_things(self.things(), area, |thing| self.inherited(area, service, thing))
    }

    /// A thing of each kind that differs: what holds for them holds for all.
    pub(super) fn things(&self) -> impl Iterator<Item = Thing> + '_ {
        let in_departments = self.departments.keys().copied().flat_map(in_department_things);
        [Thing::Account, Thing::Own(None)].into_iter().chain(in_departments)
    }

    /// Whether the service is there.
    #[must_use]
    pub fn has(&self, service: ServiceArea) -> bool {
        service.for_all || self.role.is_administrator() || self.services.contains(&service.service)
    }

    /// Whether the account role's reach holds the thing. In a department, it is the role there that says what one may
    /// do with one's own things: a Viewer reads only.
    fn reaches(&self, thing: Thing) -> bool {
        match (self.role.reach, thing) {
            (Reach::Account, _) | (_, Thing::Own(None)) => true,
            (Reach::Department, Thing::Of(department) | Thing::Own(Some(department))) => {
                self.departments.contains_key(&department)
            }
            (Reach::Department, Thing::Account) | (Reach::Own, _) => false,
        }
    }
}

fn over_things(things: impl Iterator<Item = Thing>, area: Area, of: impl Fn(Thing) -> Effective) -> Effective {
    let all: Vec<Effective> = things.filter(|thing| thing.is_of(area)).map(of).collect();
    let found = highest(all.iter().flat_map(|each| each.reasons.iter().map(|reason| (each.level, *reason))));
    // What isn't assigned has no level for any thing, and says so.
    if found.level.is_none() { all.into_iter().next().unwrap_or(found) } else { found }
}

/// One's own things there, and those of others.
fn in_department_things(id: DepartmentId) -> [Thing; 2] {
    [Thing::Own(Some(id)), Thing::Of(id)]
}

fn highest(given: impl Iterator<Item = (Level, Reason)>) -> Effective {
    let given: Vec<(Level, Reason)> = given.filter(|(level, _)| *level > Level::None).collect();
    let Some(level) = given.iter().map(|(level, _)| *level).max() else {
        return Effective { level: Level::None, reasons: vec![Reason::Nothing] };
    };
    let mut reasons: Vec<Reason> =
        given.into_iter().filter(|(each, _)| *each == level).map(|(_, reason)| reason).collect();
    reasons.sort_unstable();
    reasons.dedup();
    Effective { level, reasons }
}

/// Whether a role in a department holds the thing.
fn covers(department: DepartmentId, role: DepartmentRole, thing: Thing) -> bool {
    match thing {
        Thing::Own(Some(of)) => of == department,
        Thing::Of(of) => of == department && role.reach() == Reach::Department,
        Thing::Own(None) | Thing::Account => false,
    }
}

/// What a role in a department gives: its level in all areas of services. A service can cap an admin's level to that of an
/// Operator [S4.25], not the reach: nobody leads people who see more, and the department's own Viewers would.
///
/// Of Parvis's own, a Viewer sees who is in it; an admin has its people, may see what was done with them, and may take
/// both along [S4.20, S4.23, S4.24].
#[must_use]
pub fn in_department(role: DepartmentRole, area: Area, service: Option<ServiceArea>) -> Level {
    match (role, area) {
        (DepartmentRole::Admin, Area::Service(_)) if service.is_some_and(|service| service.caps_admins) => {
            DepartmentRole::Operator.level()
        }
        (_, Area::Service(_)) => role.level(),
        (DepartmentRole::Admin, Area::Users | Area::Departments) => Level::Approver,
        (DepartmentRole::Admin, Area::History | Area::Exports)
        | (DepartmentRole::Viewer, Area::Users | Area::Departments) => Level::Guest,
        _ => Level::None,
    }
}

#[cfg(test)]
mod tests {
    use super::{
        super::{
            BuiltIn,
            rights::tests::{EMAILINGS, LYON, PARIS, SERVICE, any_area, any_rights, any_thing, area, of_lyon, with},
            role::tests::{any_role, built_in},
        },
        *,
    };
    use proptest::prelude::*;
    use std::collections::BTreeMap;

    // [S3.21] An accountant's assistant who has nothing to do with invoices.
    #[test]
    fn an_exception_takes_away() {
        let mut rights = with(built_in(BuiltIn::Administrator));
        rights.exceptions.insert(Area::Billing, Level::None);
        let effective = rights.effective(Area::Billing, None, Thing::Account);
        assert_eq!(effective, Effective { level: Level::None, reasons: vec![Reason::Exception] });
    }

    // [S3.22]
    #[test]
    fn an_intern_edits_emailings() {
        let mut rights = of_lyon(DepartmentRole::Viewer);
        rights.exceptions.insert(EMAILINGS, Level::Editor);
        assert_eq!(rights.effective(EMAILINGS, Some(area(false)), Thing::Of(LYON)).level, Level::Editor);
    }

    // [S4.20] [S4.21] [S4.22] [S4.23] [S4.24]
    #[test]
    fn each_department_role_reaches_what_it_should() {
        use DepartmentRole::{Admin, Operator, Viewer};
        let level = |role, thing| of_lyon(role).effective(EMAILINGS, Some(area(false)), thing).level;
        let others = [Viewer, Operator, Admin].map(|role| level(role, Thing::Of(LYON)));
        assert_eq!(others, [Level::Guest, Level::None, Level::Approver]);
        let own = [Viewer, Operator, Admin].map(|role| level(role, Thing::Own(Some(LYON))));
        assert_eq!(own, [Level::Guest, Level::Editor, Level::Approver]);
        for role in DepartmentRole::ALL {
            for thing in [Thing::Of(PARIS), Thing::Account, Thing::Own(Some(PARIS))] {
                assert_eq!(level(role, thing), Level::None, "{role:?} {thing:?}");
            }
        }
    }

    // [S4.25]
    #[test]
    fn a_service_can_make_an_admin_an_operator() {
        let rights = of_lyon(DepartmentRole::Admin);
        assert_eq!(rights.effective(EMAILINGS, Some(area(true)), Thing::Of(LYON)).level, Level::Editor);
    }

    // [S4.23]
    #[test]
    fn an_admin_of_a_department_has_its_people() {
        let rights = of_lyon(DepartmentRole::Admin);
        let effective = rights.effective(Area::Users, None, Thing::Of(LYON));
        let reasons = vec![Reason::Department(LYON, DepartmentRole::Admin)];
        assert_eq!(effective, Effective { level: Level::Approver, reasons });
        assert_eq!(rights.effective(Area::Users, None, Thing::Of(PARIS)).level, Level::None);
        assert_eq!(rights.effective(Area::Settings, None, Thing::Of(LYON)).level, Level::None);
    }

    // [S4.26] [S2.8]
    #[test]
    fn an_administrator_has_everything_and_a_member_no_settings() {
        let mut administrator = with(built_in(BuiltIn::Administrator));
        administrator.services.clear();
        for (area, service) in Area::OWN.map(|own| (own, None)).into_iter().chain([(EMAILINGS, Some(area(true)))]) {
            assert_eq!(administrator.effective(area, service, Thing::Account).level, Level::Approver);
        }
        let member = with(built_in(BuiltIn::Member));
        for area in [Area::Settings, Area::Billing, Area::Analytics, Area::Exports] {
            assert_eq!(member.effective(area, None, Thing::Account).reasons, [Reason::Nothing]);
        }
    }

    proptest! {
        #[test]
        fn raising_the_role_never_lowers_a_right(rights in any_rights(), to in any_role(), n in 0..12_usize, thing in any_thing()) {
            let (area, service) = any_area(n);
            let before = rights.effective(area, service, thing).level;
            let rights = Rights { exceptions: BTreeMap::new(), ..rights };
            let before = rights.effective(area, service, thing).level.min(before);
            prop_assume!(rights.role.reach <= to.reach && rights.role.levels.get(area) <= to.levels.get(area));
            let after = Rights { role: to, ..rights }.effective(area, service, thing).level;
            prop_assert!(after >= before);
        }

        #[test]
        fn joining_a_department_or_getting_a_service_never_lowers_a_right(
            rights in any_rights(), role in 0..3_usize, n in 0..12_usize, thing in any_thing(),
        ) {
            let (area, service) = any_area(n);
            let before = rights.effective(area, service, thing).level;
            let mut more = rights.clone();
            more.departments.entry(PARIS).and_modify(|own| *own = (*own).max(DepartmentRole::ALL[role]))
                .or_insert(DepartmentRole::ALL[role]);
            // A higher role reaches no less, but for an Operator, who sees own things alone.
            prop_assume!(more.departments.get(&PARIS) != Some(&DepartmentRole::Operator));
            more.services.insert(SERVICE);
            prop_assert!(more.effective(area, service, thing).level >= before);
        }

        #[test]
        fn an_exception_always_wins(rights in any_rights(), n in 0..12_usize, level in 0..4_usize, thing in any_thing()) {
            let (area, service) = any_area(n);
            let mut rights = rights;
            rights.services.insert(SERVICE);
            rights.exceptions.insert(area, Level::ALL[level]);
            prop_assert_eq!(rights.effective(area, service, thing).level, Level::ALL[level]);
        }

        // [S5.6]
        #[test]
        fn without_the_service_there_is_no_right(rights in any_rights(), thing in any_thing()) {
            let mut rights = rights;
            rights.services.clear();
            let effective = rights.effective(EMAILINGS, Some(area(false)), thing);
            prop_assert_eq!(effective.level, Level::None);
        }

        #[test]
        fn there_is_always_a_reason_and_none_without_a_level(rights in any_rights(), n in 0..12_usize, thing in any_thing()) {
            let (area, service) = any_area(n);
            let effective = rights.effective(area, service, thing);
            prop_assert!(!effective.reasons.is_empty());
            if effective.reasons.contains(&Reason::Nothing) {
                prop_assert_eq!(effective.level, Level::None);
            }
        }
    }
}
