use super::{
    super::{
        BuiltIn, Levels, RoleKind,
        rights::tests::{LYON, PARIS, SERVICE, any_rights, of_lyon, with},
        role::tests::{any_role, built_in},
    },
    *,
};
use crate::domain::id::ServiceAreaId;
use proptest::prelude::*;
use uuid::Uuid;

fn catalogue() -> Catalogue {
    let area = |n, caps_admins| {
        (ServiceAreaId(Uuid::from_u128(n)), ServiceArea { service: SERVICE, for_all: false, caps_admins })
    };
    [area(1, false), area(2, true)].into_iter().collect()
}

// [S4.23] [S4.27]
#[test]
fn an_admin_of_a_department_gives_at_most_that_and_there_alone() {
    let granter = Granter::new(of_lyon(DepartmentRole::Admin), catalogue());
    for role in DepartmentRole::ALL {
        assert!(granter.holds(&of_lyon(role)) && granter.places(LYON, role), "{role:?}");
        assert!(!granter.places(PARIS, role), "{role:?}");
    }
    assert!(!granter.gives(&built_in(BuiltIn::Member)) && !granter.gives(&built_in(BuiltIn::Administrator)));
    let scope = granter.rights().scope(Area::Users, Level::Approver);
    assert_eq!(scope, Some(Scope::Departments(BTreeSet::from([LYON]))));
    assert!(scope.is_some_and(|scope| scope.holds(&[LYON, PARIS]) && !scope.holds(&[PARIS]) && !scope.holds(&[])));
}

// [S2.9]
#[test]
fn a_wish_is_answered_by_who_holds_all_that_it_leads_to() {
    let excepting = |mut rights: Rights, area, level| {
        rights.exceptions.insert(area, level);
        rights
    };
    let leads = |area, level| {
        let member = excepting(with(built_in(BuiltIn::Member)), Area::Users, Level::Approver);
        Granter::new(excepting(member, area, level), catalogue())
    };
    let history = |by: &Granter, asker: &Rights| by.answers(asker, Area::History, None, Level::Editor);
    let asker = Rights::of(built_in(BuiltIn::Member));
    assert!(history(&leads(Area::History, Level::Editor), &asker));
    assert!(!history(&leads(Area::History, Level::Guest), &asker), "less than is asked for");
    let user = excepting(Rights::of(built_in(BuiltIn::User)), Area::History, Level::Editor);
    assert!(!history(&Granter::new(user, catalogue()), &asker), "less than the asker has elsewhere");

    let service = ServiceArea { service: SERVICE, for_all: false, caps_admins: false };
    let area = Area::Service(ServiceAreaId(Uuid::from_u128(1)));
    let of_service = |by: &Granter, asker: &Rights| by.answers(asker, area, Some(service), Level::Editor);
    assert!(!of_service(&leads(Area::History, Level::Guest), &asker), "lets nobody into services");
    assert!(of_service(&leads(Area::Services, Level::Editor), &asker));
    assert!(of_service(&leads(Area::History, Level::Guest), &with(built_in(BuiltIn::User))), "is in it already");

    let more = excepting(asker, Area::History, Level::Approver);
    let administrator = Granter::new(Rights::of(built_in(BuiltIn::Administrator)), catalogue());
    assert!(history(&administrator, &more), "what lowers can be refused");
}

// [S4.23] [S5.6]
#[test]
fn the_services_of_a_department_come_with_a_place_there() {
    let mut member = with(built_in(BuiltIn::Member));
    member.services.clear();
    member.exceptions.insert(Area::Users, Level::Approver);
    member.exceptions.insert(Area::Departments, Level::Approver);
    let user = built_in(BuiltIn::User);
    let placed = |by: &Rights| {
        let catalogue = catalogue().with_departments([(LYON, SERVICE)]);
        Granter::new(by.clone(), catalogue).gives_place(&user, LYON, DepartmentRole::Viewer)
    };
    assert!(!placed(&member), "who doesn't have the service gives it to nobody");
    member.services.insert(SERVICE);
    assert!(placed(&member));
}

// [S2.7] [S5.6]
#[test]
fn a_role_counts_in_the_services_that_whoever_has_it_has() {
    let role = |level| Role { levels: Levels::default().with_services(level), ..built_in(BuiltIn::User) };
    let custom = |level| Role { kind: RoleKind::Custom, ..role(level) };
    let (guest, editor) = (custom(Level::Guest), custom(Level::Editor));
    let granter = Granter::new(with(guest.clone()), catalogue());
    assert!(granter.gives(&editor), "to somebody without a service, it gives nothing");
    assert!(!granter.raises(&with(guest.clone()), &with(editor.clone())));
    assert!(!granter.replaces(&guest, &editor), "somebody may have the service");
    assert!(granter.replaces(&editor, &guest));
    let wider = Role { reach: Reach::Account, ..guest.clone() };
    assert!(!granter.replaces(&guest, &wider), "others' things aren't one's own");
}

// [S4.23] [S4.27]
#[test]
fn who_leads_a_department_takes_in_people_who_have_other_services() {
    let mut lead = of_lyon(DepartmentRole::Admin);
    lead.services.clear();
    let person = with(Role { levels: Levels::default(), kind: RoleKind::Custom, ..built_in(BuiltIn::User) });
    let granter = Granter::new(lead.clone(), catalogue());
    for place in DepartmentRole::ALL {
        assert!(granter.admits(&person, LYON, place), "{place:?}");
    }
    assert!(!granter.admits(&person, PARIS, DepartmentRole::Viewer));
    let of_lyon = ServiceArea { service: ServiceId(Uuid::from_u128(8)), for_all: false, caps_admins: false };
    let catalogue = Catalogue::from_iter([(ServiceAreaId(Uuid::from_u128(3)), of_lyon)]);
    let granter = Granter::new(lead, catalogue.with_departments([(LYON, of_lyon.service)]));
    assert!(!granter.admits(&person, LYON, DepartmentRole::Viewer), "it comes with the place");
}

// [S4.26] [S4.27]
#[test]
fn an_administrator_places_everybody_anywhere_and_a_member_viewers_alone() {
    let placed_by = |kind| Granter::new(with(built_in(kind)), Catalogue::default()).placements();
    assert_eq!(placed_by(BuiltIn::Administrator), DepartmentRole::ALL);
    assert_eq!(placed_by(BuiltIn::Member), [DepartmentRole::Viewer]);
    assert_eq!(placed_by(BuiltIn::User), []);
}

#[test]
fn what_lies_in_both_scopes_is_no_more_than_either() {
    let of = |ids: &[DepartmentId]| Scope::Departments(ids.iter().copied().collect());
    assert_eq!(Scope::Everywhere.meet(of(&[LYON])), Some(of(&[LYON])));
    assert_eq!(of(&[LYON, PARIS]).meet(of(&[PARIS])), Some(of(&[PARIS])));
    assert_eq!(of(&[LYON]).meet(of(&[PARIS])), None);
    assert_eq!((Scope::Everywhere.within(), of(&[LYON]).within()), (None, Some(vec![LYON])));
}

// [S4.22]
#[test]
fn an_operator_has_nobody() {
    assert_eq!(of_lyon(DepartmentRole::Operator).scope(Area::Users, Level::Guest), None);
}

proptest! {
    // [S4.26]
    #[test]
    fn an_administrator_may_grant_anything(rights in any_rights()) {
        let administrator = with(built_in(BuiltIn::Administrator));
        prop_assert!(rights.within(&administrator, &catalogue()));
        for thing in rights.things() {
            for (area, service) in catalogue().areas() {
                prop_assert_eq!(administrator.effective(area, service, thing).level, Level::Approver);
            }
        }
    }

    #[test]
    fn within_is_an_order(a in any_rights(), b in any_rights(), c in any_rights()) {
        let catalogue = catalogue();
        prop_assert!(a.within(&a, &catalogue));
        if a.within(&b, &catalogue) && b.within(&c, &catalogue) {
            prop_assert!(a.within(&c, &catalogue));
        }
    }

    #[test]
    fn what_a_role_gives_lies_within_whoever_has_the_role(role in any_role(), rights in any_rights()) {
        let own = Rights { services: rights.services, ..Rights::of(role.clone()) };
        prop_assert!(Rights::of(role).within(&own, &catalogue()));
    }

    // [S2.7] [S4.27]
    #[test]
    fn nobody_ends_up_with_more_than_they_had_and_the_granter_has(
        granter in any_rights(), person in any_rights(), role in any_role(), n in 0..6_usize,
    ) {
        let (department, place) = ([LYON, PARIS][n % 2], DepartmentRole::ALL[n / 2]);
        let granter = Granter::new(granter, catalogue());
        let most = |before: &Rights, own: &Rights, after: &Rights| {
            let things: Vec<Thing> = after.things().chain(own.things()).collect();
            things.into_iter().all(|thing| catalogue().areas().all(|(area, service)| {
                let level = |rights: &Rights| rights.effective(area, service, thing).level;
                level(after) <= level(before).max(level(own))
            }))
        };
        let nobody = Rights::of(Role { kind: RoleKind::Custom, levels: Levels::default(), ..role.clone() });
        if granter.gives(&role) {
            prop_assert!(most(&nobody, granter.rights(), &Rights::of(role.clone())));
        }
        let with_services = |mut rights: Rights| {
            rights.services.extend(catalogue().by_departments(rights.departments.keys()));
            rights
        };
        if granter.gives_place(&role, department, place) {
            let after = Rights { departments: [(department, place)].into(), ..Rights::of(role) };
            prop_assert!(most(&nobody, granter.rights(), &with_services(after)));
        }
        if granter.admits(&person, department, place) {
            // In what the person has from elsewhere, the place alone counts.
            let mut own = granter.rights().clone();
            own.services.extend(&person.services);
            let mut after = person.clone();
            after.departments.insert(department, place);
            prop_assert!(most(&person, &own, &with_services(after)));
        }
    }

    // [S2.7] [S3.19]
    #[test]
    fn nobody_excepts_beyond_what_they_hold(
        granter in any_rights(), person in any_rights(), n in 0..64_usize, level in 0..=Level::ALL.len(),
    ) {
        let areas: Vec<_> = catalogue().areas().collect();
        let ((area, service), level) = (areas[n % areas.len()], Level::ALL.get(level).copied());
        let granter = Granter::new(granter, catalogue());
        if granter.excepts(&person, area, service, level) {
            let mut after = person;
            match level {
                Some(level) => after.exceptions.insert(area, level),
                None => after.exceptions.remove(&area),
            };
            let own = granter.rights();
            for thing in after.things().chain(own.things()) {
                for (area, service) in catalogue().areas() {
                    let level = |rights: &Rights| rights.effective(area, service, thing).level;
                    prop_assert!(level(&after) <= level(own), "{area:?} {thing:?}");
                }
            }
            let given = own.effective(area, service, Thing::Account).level;
            prop_assert!(level.is_none_or(|level| level <= given), "a service that the person lacks is given no sooner");
        }
    }

    // [S2.9]
    #[test]
    fn who_holds_somebody_lacks_nothing_and_who_does_not_lacks_what_that_person_has(
        granter in any_rights(), person in any_rights(),
    ) {
        let granter = Granter::new(granter, catalogue());
        let lacks = granter.lacks(&person);
        prop_assert_eq!(lacks.is_empty(), granter.holds(&person));
        for Needed { area, level } in lacks {
            let (_, service) = catalogue().areas().find(|(each, _)| *each == area).unwrap();
            let has = |rights: &Rights, thing| rights.effective(area, service, thing).level;
            let things: Vec<Thing> = person.things().chain(granter.rights().things()).collect();
            prop_assert!(things.iter().any(|thing| has(&person, *thing) == level && has(granter.rights(), *thing) < level));
            prop_assert!(things.iter().all(|thing| has(&person, *thing) <= level.max(has(granter.rights(), *thing))));
        }
    }

    // [S5.2]
    #[test]
    fn whoever_holds_somebody_holds_them_with_the_role_that_they_may_put_in_its_place(
        granter in any_rights(), person in any_rights(), to in any_role(),
    ) {
        let granter = Granter::new(granter, catalogue());
        let after = Rights { role: to.clone(), ..person.clone() };
        if granter.replaces(&person.role, &to) {
            prop_assert!(granter.raises(&person, &after));
            prop_assert!(!granter.holds(&person) || granter.holds(&after));
        }
    }

    #[test]
    fn what_rises_no_further_than_oneself_lies_within(
        granter in any_rights(), before in any_rights(), after in any_rights(),
    ) {
        let granter = Granter::new(granter, catalogue());
        prop_assert!(!granter.holds(&after) || granter.raises(&before, &after));
        prop_assert!(!granter.holds(&before) || granter.raises(&before, &after) == granter.holds(&after));
    }

    #[test]
    fn the_scope_is_where_the_level_is(rights in any_rights(), n in 0..9_usize, least in 1..4_usize) {
        let (area, least) = (Area::OWN[n], Level::ALL[least]);
        let level = |thing| rights.effective(area, None, thing).level;
        match rights.scope(area, least) {
            Some(Scope::Everywhere) => prop_assert!(level(Thing::Account) >= least),
            Some(Scope::Departments(departments)) => {
                prop_assert!(departments.iter().all(|id| level(Thing::Of(*id)) >= least));
                prop_assert!(level(Thing::Account) < least);
            }
            None => prop_assert!(rights.departments.keys().all(|id| level(Thing::Of(*id)) < least)),
        }
    }
}
