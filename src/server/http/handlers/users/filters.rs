//! What the list can be narrowed and ordered by, in the reader's words; each choice is a link or a form's option.

use crate::{
    domain::{
        user::{Inactivity, UserState},
        user_list::{Count, Delivery, Sort, SortBy, Standing, UserQuery},
    },
    server::operations::list_users::Page,
    ui::pages::users::{Chip, Choice, Column, Segment, Select},
    wording::Wording,
};

/// "All", and each state, with how many there are [S1.14].
pub fn segments(wording: &Wording, query: &UserQuery, page: &Page) -> Vec<Segment> {
    let segment = |state: Option<UserState>, label: String, count: Count| {
        let standing = state.map_or(Standing::All, Standing::State);
        Segment {
            label,
            count: number(wording, count),
            href: UserQuery { standing, ..query.from_start() }.path(),
            current: query.standing.state() == state,
        }
    };
    let is_shown =
        |count: &Count| count.least > 0 || !count.exact || query.standing == Standing::State(UserState::Deleted);
    let deleted = page.deleted.filter(is_shown);
    std::iter::once(segment(None, wording.say("users-all"), page.count(None)))
        .chain(UserState::LISTED.map(|state| segment(Some(state), wording.state(state), page.count(Some(state)))))
        .chain(deleted.map(|count| segment(Some(UserState::Deleted), wording.say("users-deleted"), count)))
        .collect()
}

fn number(wording: &Wording, count: Count) -> String {
    let number = wording.number(count.rounded());
    if count.exact { number } else { format!("{number}+") }
}

/// What a link that orders the list says and where it leads.
pub fn columns(wording: &Wording, query: &UserQuery) -> Vec<Column> {
    SortBy::ALL
        .map(|by| Column {
            by,
            label: wording.say(match by {
                SortBy::Name => "users-column-name",
                SortBy::Address => "users-column-address",
                SortBy::Role => "users-role",
                SortBy::State => "users-state",
                SortBy::Invited => "users-column-invited",
                SortBy::SignedIn => "users-column-signed-in",
            }),
            href: UserQuery { sort: query.sort.turned(by), ..query.from_start() }.path(),
            descending: (query.sort.by == by).then_some(query.sort.descending),
        })
        .to_vec()
}

/// Each filter that is set, with a link that takes it away.
pub fn chips(wording: &Wording, query: &UserQuery, page: &Page) -> Vec<Chip> {
    let start = query.from_start();
    let unknown = || wording.say("users-filter-unknown");
    let chip = |key: &str, value: String, without: UserQuery| {
        let label = format!("{} {value}", wording.say(key));
        Chip {
            remove: wording.say_with("users-filter-remove", &[("filter", label.as_str().into())]),
            label,
            href: without.path(),
        }
    };
    let name = |found: Option<&str>| found.map_or_else(unknown, str::to_owned);
    let text = (!query.text.trim().is_empty())
        .then(|| chip("users-chip-text", query.text.clone(), UserQuery { text: String::new(), ..start.clone() }));
    // Of a finer state the state itself is left.
    let state = match query.standing {
        Standing::All => None,
        Standing::State(_) => Some(Standing::All),
        Standing::Invited(_) => Some(Standing::State(UserState::Invited)),
        Standing::Inactive(_) => Some(Standing::State(UserState::Inactive)),
    };
    let state = state.map(|left| {
        let without = UserQuery { standing: left, ..start.clone() };
        chip("users-chip-state", standing(wording, query.standing), without)
    });
    let role = query.role.map(|id| {
        let role = page.roles.iter().find(|role| role.id == id);
        let shown = role.map_or_else(unknown, |role| wording.role(role.kind, &role.name));
        chip("users-chip-role", shown, UserQuery { role: None, ..start.clone() })
    });
    let department = query.department.map(|id| {
        let found = page.departments.iter().find(|department| department.id == id);
        let shown = name(found.map(|department| department.name.as_str()));
        chip("users-chip-department", shown, UserQuery { department: None, ..start.clone() })
    });
    let service = query.service.map(|id| {
        let found = page.services.iter().find(|service| service.id == id);
        let shown = name(found.map(|service| service.name.as_str()));
        chip("users-chip-service", shown, UserQuery { service: None, ..start.clone() })
    });
    [text, state, role, department, service].into_iter().flatten().collect()
}

/// The form's selects: what is set, and what could be.
pub fn choices(wording: &Wording, query: &UserQuery, page: &Page) -> Vec<Select> {
    let option = |value: String, label: String, selected: bool| Choice { value, label, selected };
    let all = |key: &str, none: bool| option(String::new(), wording.say(key), none);
    let one = |value: Standing| {
        let text = value.as_str().unwrap_or_default().to_owned();
        option(text, standing(wording, value), query.standing == value)
    };
    let mut states = vec![all("users-filter-any-state", query.standing == Standing::All)];
    states.push(one(Standing::State(UserState::Active)));
    states.push(one(Standing::State(UserState::Inactive)));
    states.extend(Inactivity::ALL.map(|reason| one(Standing::Inactive(reason))));
    states.push(one(Standing::State(UserState::Invited)));
    states.extend(Delivery::ALL.map(|delivery| one(Standing::Invited(delivery))));
    if page.deleted.is_some() {
        states.push(one(Standing::State(UserState::Deleted)));
    }
    let mut roles = vec![all("users-filter-any-role", query.role.is_none())];
    roles.extend(
        page.roles
            .iter()
            .map(|role| option(role.id.to_string(), wording.role(role.kind, &role.name), query.role == Some(role.id))),
    );
    let mut departments = vec![all("users-filter-any-department", query.department.is_none())];
    departments.extend(
        page.departments.iter().map(|d| option(d.id.to_string(), d.name.clone(), query.department == Some(d.id))),
    );
    let mut services = vec![all("users-filter-any-service", query.service.is_none())];
    services
        .extend(page.services.iter().map(|s| option(s.id.to_string(), s.name.clone(), query.service == Some(s.id))));
    let sorts = SortBy::ALL.into_iter().flat_map(|by| [false, true].map(|descending| Sort { by, descending }));
    let sorts = sorts.map(|sort| option(sort.to_string(), wording.say(order(sort)), query.sort == sort)).collect();
    let select = |name, key: &str, choices| Select { name, label: wording.say(key), choices };
    let mut selects = vec![select("state", "users-state", states), select("role", "users-role", roles)];
    if departments.len() > 1 {
        selects.push(select("department", "users-department", departments));
    }
    if services.len() > 1 {
        selects.push(select("service", "users-service", services));
    }
    selects.push(select("sort", "users-sort", sorts));
    selects
}

fn standing(wording: &Wording, standing: Standing) -> String {
    let finer = |state, key: &str| format!("{} · {}", wording.state(state), wording.say(key));
    match standing {
        Standing::All => wording.say("users-all"),
        Standing::State(UserState::Deleted) => wording.say("users-deleted"),
        Standing::State(state) => wording.state(state),
        Standing::Inactive(reason) => {
            format!("{} · {}", wording.state(UserState::Inactive), wording.inactivity(reason))
        }
        Standing::Invited(delivery) => finer(
            UserState::Invited,
            match delivery {
                Delivery::Queued => "delivery-queued",
                Delivery::Sent => "delivery-sent",
                Delivery::Refused => "delivery-refused",
                Delivery::Expired => "delivery-expired",
            },
        ),
    }
}

const fn order(sort: Sort) -> &'static str {
    match (sort.by, sort.descending) {
        (SortBy::Name, false) => "sort-name",
        (SortBy::Name, true) => "sort-name-descending",
        (SortBy::Address, false) => "sort-address",
        (SortBy::Address, true) => "sort-address-descending",
        (SortBy::Role, false) => "sort-role",
        (SortBy::Role, true) => "sort-role-descending",
        (SortBy::State, false) => "sort-state",
        (SortBy::State, true) => "sort-state-descending",
        (SortBy::Invited, false) => "sort-invited",
        (SortBy::Invited, true) => "sort-invited-descending",
        (SortBy::SignedIn, false) => "sort-signed-in",
        (SortBy::SignedIn, true) => "sort-signed-in-descending",
    }
}
