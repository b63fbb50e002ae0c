use super::{Area, Level, Role};
use crate::domain::{
    department::DepartmentRole,
    id::{DepartmentId, ServiceId},
};
use std::collections::{BTreeMap, BTreeSet};

/// All that a user's rights are made of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rights {
    pub role: Role,
    /// One role in each department.
    pub departments: BTreeMap<DepartmentId, DepartmentRole>,
    /// The services assigned; administrators have every one.
    pub services: BTreeSet<ServiceId>,
    /// They win over all roles, up or down.
    pub exceptions: BTreeMap<Area, Level>,
}

impl Rights {
    /// What a role gives by itself.
    #[must_use]
    pub const fn of(role: Role) -> Self {
        Self { role, departments: BTreeMap::new(), services: BTreeSet::new(), exceptions: BTreeMap::new() }
    }
}

#[cfg(test)]
pub(super) mod tests {
    use super::{
        super::{
            BuiltIn, Levels, RoleKind, ServiceArea, Thing,
            role::tests::{any_role, built_in},
        },
        *,
    };
    use crate::domain::id::ServiceAreaId;
    use proptest::prelude::*;
    use uuid::Uuid;

    pub const SERVICE: ServiceId = ServiceId(Uuid::from_u128(9));
    pub const EMAILINGS: Area = Area::Service(ServiceAreaId(Uuid::from_u128(1)));
    pub const LYON: DepartmentId = DepartmentId(Uuid::from_u128(1));
    pub const PARIS: DepartmentId = DepartmentId(Uuid::from_u128(2));

    pub const fn area(caps_admins: bool) -> ServiceArea {
        ServiceArea { service: SERVICE, for_all: false, caps_admins }
    }

    pub fn with(role: Role) -> Rights {
        Rights { role, departments: BTreeMap::new(), services: BTreeSet::from([SERVICE]), exceptions: BTreeMap::new() }
    }

    pub fn of_lyon(role: DepartmentRole) -> Rights {
        let mut rights = with(Role { levels: Levels::default(), kind: RoleKind::Custom, ..built_in(BuiltIn::User) });
        rights.departments.insert(LYON, role);
        rights
    }

    pub fn any_thing() -> impl Strategy<Value = Thing> {
        prop_oneof![
            Just(Thing::Account),
            Just(Thing::Own(None)),
            Just(Thing::Own(Some(LYON))),
            Just(Thing::Of(LYON)),
            Just(Thing::Of(PARIS)),
        ]
    }

    prop_compose! {
        pub fn any_rights()(
            role in any_role(),
            lyon in proptest::option::of(0..3_usize),
            paris in proptest::option::of(0..3_usize),
            assigned in any::<bool>(),
            exceptions in proptest::collection::btree_map(0..12_usize, 0..4_usize, 0..4),
        ) -> Rights {
            let member = |department, role: Option<usize>| role.map(|n| (department, DepartmentRole::ALL[n]));
            Rights {
                role,
                departments: member(LYON, lyon).into_iter().chain(member(PARIS, paris)).collect(),
                services: assigned.then_some(SERVICE).into_iter().collect(),
                exceptions: exceptions.into_iter().map(|(n, level)| (any_area(n).0, Level::ALL[level])).collect(),
            }
        }
    }

    pub fn any_area(n: usize) -> (Area, Option<ServiceArea>) {
        match Area::OWN.get(n) {
            Some(own) => (*own, None),
            None => (Area::Service(ServiceAreaId(Uuid::from_u128(n as u128 - 9))), Some(area(n.is_multiple_of(2)))),
        }
    }
}
