//! What somebody gains and loses when what their rights are made of changes: in effect, since an exception or a
//! department can hide it.

use super::{Area, Catalogue, Level, Rights};

/// A level in an area that isn't what it was.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Difference {
    pub area: Area,
    pub before: Level,
    pub after: Level,
}

impl Rights {
    /// Where the highest level changes, in the order of areas.
    pub fn differences<'a>(
        &'a self,
        after: &'a Self,
        catalogue: &'a Catalogue,
    ) -> impl Iterator<Item = Difference> + 'a {
        catalogue.areas().filter_map(move |(area, service)| {
            let (before, after) = (self.highest(area, service).level, after.highest(area, service).level);
            (before != after).then_some(Difference { area, before, after })
        })
    }
}

#[cfg(test)]
mod tests {
    use super::{
        super::{
            BuiltIn, Levels, Role,
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
        let before = with(Role { reach: super::super::Reach::Account, ..reads.clone() });
        let after = with(none.clone());
        let lost: Vec<_> = before.differences(&after, &catalogue).collect();
        assert_eq!(lost, [Difference { area: Area::Users, before: Level::Guest, after: Level::None }]);
        let excepted = |role: Role| {
            let mut rights = with(role);
            rights.exceptions.insert(Area::Users, Level::Editor);
            rights
        };
        assert_eq!(excepted(reads.clone()).differences(&excepted(none.clone()), &catalogue).count(), 0);
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
