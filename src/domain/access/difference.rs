//! What somebody gains and loses when what their rights are made of changes: in effect, since an exception or a
//! department can hide it.

use super::{Area, Catalogue, Level, Rights, ServiceArea, Thing};

/// For which things a level isn't what it was.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Extent {
    /// The highest that there is.
    Highest,
    /// The highest is as it was, but for what is the whole account's.
    Account,
    /// Neither of these changes, but for what is of one's departments.
    Departments,
}

impl Extent {
    const ALL: [Self; 3] = [Self::Highest, Self::Account, Self::Departments];

    fn level(self, rights: &Rights, area: Area, service: Option<ServiceArea>) -> Level {
        let level = |thing: Thing| rights.effective(area, service, thing).level;
        match self {
            Self::Highest => rights.highest(area, service).level,
            Self::Account => level(Thing::Account),
            Self::Departments if area.has_departments() => {
                rights.departments.keys().map(|id| level(Thing::Of(*id))).max().unwrap_or_default()
            }
            Self::Departments => Level::None,
        }
    }
}

/// A level in an area that isn't what it was.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Difference {
    pub area: Area,
    pub extent: Extent,
    pub before: Level,
    pub after: Level,
}

impl Rights {
    /// Where a level changes, and for which things at most, in the order of areas.
    pub fn differences<'a>(
        &'a self,
        after: &'a Self,
        catalogue: &'a Catalogue,
    ) -> impl Iterator<Item = Difference> + 'a {
        catalogue.areas().filter_map(move |(area, service)| {
            Extent::ALL.into_iter().find_map(|extent| {
                let [before, after] = [self, after].map(|rights| extent.level(rights, area, service));
                (before != after).then_some(Difference { area, extent, before, after })
            })
        })
    }
}

#[cfg(test)]
mod tests {
    use super::{
        super::{
            BuiltIn, Levels, Reach, Role,
            rights::tests::{any_rights, of_lyon, with},
            role::tests::{any_role, built_in},
        },
        *,
    };
    use crate::domain::department::DepartmentRole;
    use proptest::prelude::*;

    // [S1.12]
    #[test]
    fn what_an_exception_or_a_department_gives_anyway_is_no_difference() {
        let catalogue = Catalogue::default();
        let reads = Role { levels: Levels::default().with(Area::Users, Level::Guest), ..built_in(BuiltIn::User) };
        let none = Role { levels: Levels::default(), ..reads.clone() };
        let before = with(Role { reach: Reach::Account, ..reads.clone() });
        let after = with(none.clone());
        let lost: Vec<_> = before.differences(&after, &catalogue).collect();
        assert_eq!(
            lost,
            [Difference { area: Area::Users, extent: Extent::Highest, before: Level::Guest, after: Level::None }]
        );
        let excepted = |role: Role| {
            let mut rights = with(role);
            rights.exceptions.insert(Area::Users, Level::Editor);
            rights
        };
        assert_eq!(excepted(reads.clone()).differences(&excepted(none.clone()), &catalogue).count(), 0);
        // A reach is a difference though the highest level stays.
        let wide = Role { reach: Reach::Account, ..reads.clone() };
        let near = Role { reach: Reach::Department, ..wide.clone() };
        let in_lyon = |role: &Role| Rights { role: role.clone(), ..of_lyon(DepartmentRole::Operator) };
        let lost: Vec<_> = in_lyon(&wide).differences(&in_lyon(&near), &catalogue).collect();
        let account =
            Difference { area: Area::Users, extent: Extent::Account, before: Level::Guest, after: Level::None };
        assert_eq!(lost, [account]);
        let placed = |role: Role| Rights { role, ..of_lyon(DepartmentRole::Admin) };
        assert_eq!(placed(reads).differences(&placed(none), &catalogue).count(), 0);
    }

    proptest! {
        #[test]
        fn nothing_changes_for_who_stays_the_same(rights in any_rights(), to in any_role()) {
            let catalogue = Catalogue::default();
            prop_assert_eq!(rights.differences(&rights, &catalogue).count(), 0);
            let after = Rights { role: to, ..rights.clone() };
            let there: Vec<_> = rights.differences(&after, &catalogue).collect();
            let back: Vec<_> = after.differences(&rights, &catalogue).collect();
            prop_assert_eq!(there.len(), back.len());
            for (there, back) in there.into_iter().zip(back) {
                prop_assert_eq!((there.area, there.before, there.after), (back.area, back.after, back.before));
            }
        }
    }
}
