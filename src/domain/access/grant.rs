//! Nobody grants what they don't hold.

use super::{Area, Catalogue, Level, Levels, Needed, Reach, Rights, Role, RoleKind, ServiceArea, Thing};
use crate::domain::{
    department::DepartmentRole,
    id::{DepartmentId, RoleId, ServiceId},
};
use std::{
    borrow::Cow,
    collections::{BTreeMap, BTreeSet},
};
use uuid::Uuid;

/// Where somebody has a level in one of Parvis's own areas.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Scope {
    /// In the whole account.
    Everywhere,
    /// For the people and things of these departments, of which there is at least one.
    Departments(BTreeSet<DepartmentId>),
}

impl Scope {
    /// The departments alone whose people it holds; nothing where it holds everybody.
    #[must_use]
    pub fn within(&self) -> Option<Vec<DepartmentId>> {
        match self {
            Self::Everywhere => None,
            Self::Departments(own) => Some(own.iter().copied().collect()),
        }
    }

    /// What lies in both.
    #[must_use]
    pub fn meet(self, other: Self) -> Option<Self> {
        match (self, other) {
            (Self::Everywhere, scope) | (scope, Self::Everywhere) => Some(scope),
            (Self::Departments(one), Self::Departments(other)) => {
                let both: BTreeSet<DepartmentId> = one.intersection(&other).copied().collect();
                (!both.is_empty()).then_some(Self::Departments(both))
            }
        }
    }

    /// Whether it holds somebody who is in these departments.
    pub fn holds<'a>(&self, departments: impl IntoIterator<Item = &'a DepartmentId>) -> bool {
        match self {
            Self::Everywhere => true,
            Self::Departments(own) => departments.into_iter().any(|id| own.contains(id)),
        }
    }
}

impl Rights {
    /// Where there is at least this level in one of Parvis's own areas; nothing where it is nowhere.
    #[must_use]
    pub fn scope(&self, area: Area, least: Level) -> Option<Scope> {
        if self.effective(area, None, Thing::Account).level >= least {
            return Some(Scope::Everywhere);
        }
        let has = |id: &DepartmentId| self.effective(area, None, Thing::Of(*id)).level >= least;
        let departments: BTreeSet<DepartmentId> = self.departments.keys().copied().filter(has).collect();
        (!departments.is_empty()).then_some(Scope::Departments(departments))
    }

    /// Whether there is nothing beyond them.
    #[must_use]
    pub fn holds_all(&self) -> bool {
        self.role.is_administrator() && self.exceptions.is_empty()
    }

    /// Whether these rights hold nothing that the granter doesn't, for no area and no thing.
    #[must_use]
    pub fn within(&self, granter: &Self, catalogue: &Catalogue) -> bool {
        // Asked for each row of a list; the rest says the same, and takes longer.
        if granter.holds_all() {
            return true;
        }
        self.beyond(granter, catalogue).next().is_none()
    }

    /// What these rights hold and the granter's don't, thing by thing: each an area with the level that is missing.
    fn beyond<'a>(&'a self, granter: &'a Self, catalogue: &'a Catalogue) -> impl Iterator<Item = Needed> + 'a {
        self.things().chain(granter.things()).flat_map(move |thing| {
            catalogue.areas().filter_map(move |(area, service)| {
                let level = self.effective(area, service, thing).level;
                (level > granter.effective(area, service, thing).level).then_some(Needed { area, level })
            })
        })
    }
}

/// Who grants, with what their account's services declare.
#[derive(Clone, Debug)]
pub struct Granter {
    rights: Rights,
    catalogue: Catalogue,
}

impl Granter {
    #[must_use]
    pub const fn new(rights: Rights, catalogue: Catalogue) -> Self {
        Self { rights, catalogue }
    }

    #[must_use]
    pub const fn rights(&self) -> &Rights {
        &self.rights
    }

    /// Whether they hold whatever there is.
    #[must_use]
    pub fn holds_all(&self) -> bool {
        self.rights.holds_all()
    }

    /// Whether somebody may have these rights from them, or be led by them. The services of a department come with it.
    #[must_use]
    pub fn holds(&self, rights: &Rights) -> bool {
        self.whole(rights).within(&self.rights, &self.catalogue)
    }

    /// What they lack so as to hold these rights: each area once, with the highest level of it.
    #[must_use]
    pub fn lacks(&self, rights: &Rights) -> Vec<Needed> {
        highest(self.whole(rights).beyond(&self.rights, &self.catalogue))
    }

    /// The same rights, with the services that come with their departments.
    fn whole<'a>(&self, rights: &'a Rights) -> Cow<'a, Rights> {
        let more: Vec<ServiceId> = self.catalogue.by_departments(rights.departments.keys()).collect();
        if more.iter().all(|id| rights.services.contains(id)) {
            return Cow::Borrowed(rights);
        }
        let mut rights = rights.clone();
        rights.services.extend(more);
        Cow::Owned(rights)
    }

    /// The services that come with these departments.
    pub fn services_of<'a>(
        &'a self,
        departments: impl IntoIterator<Item = &'a DepartmentId>,
    ) -> impl Iterator<Item = ServiceId> {
        self.catalogue.by_departments(departments)
    }

    /// Whether they have a service themselves, so as to let others into it.
    #[must_use]
    pub fn has(&self, service: ServiceId) -> bool {
        self.rights.role.is_administrator() || self.rights.services.contains(&service)
    }

    /// Whether they may give this role.
    #[must_use]
    pub fn gives(&self, role: &Role) -> bool {
        self.holds(&Rights::of(role.clone()))
    }

    /// Whether they may let somebody's rights change like that: no level rises beyond their own. The services of a
    /// department come with it.
    #[must_use]
    pub fn raises(&self, before: &Rights, after: &Rights) -> bool {
        if self.holds_all() {
            return true;
        }
        let mut after = after.clone();
        after.services.extend(self.catalogue.by_departments(after.departments.keys()));
        let holds = |thing| {
            self.catalogue.areas().all(|(area, service)| {
                let level = after.effective(area, service, thing).level;
                level <= before.effective(area, service, thing).level
                    || level <= self.rights.effective(area, service, thing).level
            })
        };
        after.things().chain(self.rights.things()).all(holds)
    }

    /// Whether they may put one role in another's place for whoever has it, with whatever services and departments:
    /// no area's level rises, and none reaches further, beyond their own.
    #[must_use]
    pub fn replaces(&self, before: &Role, after: &Role) -> bool {
        self.gives(after) && self.risen(before, after).next().is_none()
    }

    /// What of a role goes beyond both another and their own rights.
    fn risen<'a>(&'a self, before: &'a Role, after: &'a Role) -> impl Iterator<Item = Needed> + 'a {
        let thing = if after.reach == Reach::Own { Thing::Own(None) } else { Thing::Account };
        self.catalogue.areas().filter_map(move |(area, service)| {
            let level = after.levels.get(area);
            let rises = level > before.levels.get(area) || after.reach > before.reach;
            let is_beyond = rises && level > self.rights.effective(area, service, thing).level;
            is_beyond.then_some(Needed { area, level })
        })
    }

    /// Whether they may write a role: a new one, or in the place of what it was. Taking away is as much as giving.
    #[must_use]
    pub fn writes(&self, before: Option<&Role>, after: &Role) -> bool {
        match before {
            None => self.gives(after),
            Some(before) => self.gives(before) && self.replaces(before, after),
        }
    }

    /// What they lack so as to write a role in the place of what it was, if it was one: each area once.
    #[must_use]
    pub fn lacks_to_write(&self, before: Option<&Role>, after: &Role) -> Vec<Needed> {
        let risen = before.into_iter().flat_map(|before| self.risen(before, after));
        highest(self.lacks(&Rights::of(after.clone())).into_iter().chain(risen))
    }

    /// Whether they may give an exception, which holds in the whole account.
    #[must_use]
    pub fn grants(&self, area: Area, service: Option<ServiceArea>, level: Level) -> bool {
        self.rights.effective(area, service, Thing::Account).level >= level
    }

    /// Whether they can answer somebody's wish for a level in an area: they have as much there themselves, and hold all
    /// that the person would have with it. What would take something away from the person can still be refused.
    #[must_use]
    pub fn answers(&self, asker: &Rights, area: Area, service: Option<ServiceArea>, level: Level) -> bool {
        if self.holds_all() {
            return true;
        }
        let gift = asker.gift(area, service, level).unwrap_or_default();
        let lets_in = |id| self.has(id) && self.grants(Area::Services, None, Level::Editor);
        self.grants(area, service, level) && gift.service.is_none_or(lets_in) && self.holds(&gift.added_to(asker))
    }

    /// Whether they may put an exception in an area in the place of what the person has there, or take one away:
    /// either way the person ends up with nothing that they don't hold.
    #[must_use]
    pub fn excepts(&self, rights: &Rights, area: Area, service: Option<ServiceArea>, level: Option<Level>) -> bool {
        let mut after = rights.clone();
        match level {
            Some(level) => after.exceptions.insert(area, level),
            None => after.exceptions.remove(&area),
        };
        level.is_none_or(|level| self.grants(area, service, level)) && self.holds(&after)
    }

    /// Whether they may make somebody this in a department: it takes as much in departments, there.
    #[must_use]
    pub fn places(&self, department: DepartmentId, role: DepartmentRole) -> bool {
        self.rights.effective(Area::Departments, None, Thing::Of(department)).level >= role.level()
    }

    /// Whether they may make somebody this in a department. What is given is the place: what the person may do there in
    /// services that come from elsewhere counts as if they had those themselves.
    #[must_use]
    pub fn admits(&self, person: &Rights, department: DepartmentId, place: DepartmentRole) -> bool {
        let mut own = self.clone();
        own.rights.services.extend(&person.services);
        let mut after = person.clone();
        after.departments.insert(department, place);
        self.places(department, place) && own.raises(person, &after)
    }

    /// Whether they may give this role and this place together, which may come to more than each by itself.
    #[must_use]
    pub fn gives_place(&self, role: &Role, department: DepartmentId, place: DepartmentRole) -> bool {
        let rights = Rights { departments: [(department, place)].into(), ..Rights::of(role.clone()) };
        self.places(department, place) && self.holds(&rights)
    }

    /// What they may make people in whichever department.
    #[must_use]
    pub fn placements(&self) -> Vec<DepartmentRole> {
        let own = self.rights.departments.keys().copied();
        // No department of this account, for who gives places in all of them.
        let all: Vec<DepartmentId> = own.chain([DepartmentId(Uuid::nil())]).collect();
        // A place holds more than its level in departments: with no role beside it, it has to be held whole.
        let id = RoleId(Uuid::nil());
        let name = String::new();
        let nothing = Role { id, kind: RoleKind::Custom, name, reach: Reach::Own, levels: Levels::default() };
        let gives = |place: DepartmentRole| all.iter().any(|department| self.gives_place(&nothing, *department, place));
        DepartmentRole::ALL.into_iter().filter(|place| gives(*place)).collect()
    }
}

/// Each area once, with the highest level of it.
fn highest(needed: impl IntoIterator<Item = Needed>) -> Vec<Needed> {
    let mut found = BTreeMap::new();
    for Needed { area, level } in needed {
        let highest = found.entry(area).or_insert(level);
        *highest = level.max(*highest);
    }
    found.into_iter().map(|(area, level)| Needed { area, level }).collect()
}

#[cfg(test)]
mod tests;
