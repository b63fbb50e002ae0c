//! The list as a plain scan of everybody has it: what the indexes' answers are held against.

use parvis::{
    domain::{
        id::{DepartmentId, RoleId, ServiceId, UserId},
        search::fold,
        user::{Inactivity, UserState},
        user_list::{Count, Cursor, Delivery, Sort, SortBy, Standing, UserQuery},
    },
    server::{app::App, operations::list_users::Page, store::Db},
};
use sqlx::{FromRow, postgres::PgRow, sqlite::SqliteRow};
use std::collections::HashMap;
use uuid::Uuid;

pub struct Plain {
    /// Whose list it is: the own row stands apart, and is counted.
    own: UserId,
    people: Vec<Person>,
    /// In their own order.
    roles: Vec<RoleId>,
    /// Places in `people`, in each order asked for so far.
    orders: HashMap<String, Vec<u32>>,
}

struct Person {
    id: UserId,
    state: UserState,
    reason: Option<Inactivity>,
    role: RoleId,
    name: String,
    address: String,
    text: String,
    invited: Option<i64>,
    signed_in: Option<i64>,
    delivery: Option<Delivery>,
    departments: Vec<Uuid>,
    services: Vec<Uuid>,
}

impl Person {
    fn matches(&self, query: &UserQuery, standing: Standing, text: &str) -> bool {
        let stands = match standing {
            Standing::All => self.state != UserState::Deleted,
            Standing::State(state) => self.state == state,
            Standing::Inactive(reason) => self.reason == Some(reason),
            Standing::Invited(delivery) => self.state == UserState::Invited && self.delivery == Some(delivery),
        };
        stands
            && query.role.is_none_or(|role| self.role == role)
            && query.department.is_none_or(|DepartmentId(id)| self.departments.contains(&id))
            && query.service.is_none_or(|ServiceId(id)| self.services.contains(&id))
            && self.text.contains(text)
    }
}

/// Instants as microseconds, on either engine.
const PEOPLE: [&str; 2] = [
    "SELECT id, state, reason, role_id, sort_key, email_key, search, invited_at, signed_in_at FROM users",
    "SELECT id, state, reason, role_id, sort_key, email_key, search, \
         CAST(EXTRACT(EPOCH FROM invited_at) * 1000000 AS BIGINT), \
         CAST(EXTRACT(EPOCH FROM signed_in_at) * 1000000 AS BIGINT) FROM users",
];
const INVITATIONS: [&str; 2] = [
    "SELECT user_id, mail, expires_at FROM invitations WHERE ended_at IS NULL",
    "SELECT user_id, mail, CAST(EXTRACT(EPOCH FROM expires_at) * 1000000 AS BIGINT) FROM invitations \
     WHERE ended_at IS NULL",
];

type Columns = (Uuid, String, Option<String>, Uuid, String, String, String, Option<i64>, Option<i64>);

async fn rows<R>(app: &App, sql: [&'static str; 2]) -> Vec<R>
where
    R: for<'r> FromRow<'r, SqliteRow> + for<'r> FromRow<'r, PgRow> + Send + Unpin,
{
    match &app.db {
        Db::Sqlite { readers, .. } => sqlx::query_as(sql[0]).fetch_all(readers).await.unwrap(),
        Db::Postgres(pool) => sqlx::query_as(sql[1]).fetch_all(pool).await.unwrap(),
    }
}

impl Plain {
    /// Everybody, as `own` sees them.
    pub async fn read(app: &App, own: UserId, roles: Vec<RoleId>) -> Self {
        let now = app.clock.now();
        let invitations: Vec<(Uuid, String, i64)> = rows(app, INVITATIONS).await;
        let delivery = |mail: &str, expires: i64| {
            if expires <= now.as_micros() { Delivery::Expired } else { mail.parse().unwrap() }
        };
        let deliveries: HashMap<Uuid, Delivery> =
            invitations.into_iter().map(|(user, mail, expires)| (user, delivery(&mail, expires))).collect();
        let mut departments = places(rows(app, ["SELECT user_id, department_id FROM department_members"; 2]).await);
        let mut services = places(rows(app, ["SELECT user_id, service_id FROM service_users"; 2]).await);
        let people: Vec<Columns> = rows(app, PEOPLE).await;
        let people = people.into_iter().map(|columns| {
            let (id, state, reason, role, name, address, text, invited, signed_in) = columns;
            Person {
                id: id.into(),
                state: state.parse().unwrap(),
                reason: reason.map(|reason| reason.parse().unwrap()),
                role: role.into(),
                name,
                address,
                text,
                invited,
                signed_in,
                delivery: deliveries.get(&id).copied(),
                departments: departments.remove(&id).unwrap_or_default(),
                services: services.remove(&id).unwrap_or_default(),
            }
        });
        Self { own, people: people.collect(), roles, orders: HashMap::new() }
    }

    /// Somebody by their place in an order of everybody that is listed.
    pub fn at(&mut self, sort: Sort, place: usize) -> Option<UserId> {
        self.order(sort);
        let order = &self.orders[&sort.to_string()];
        let others = order.iter().map(|n| &self.people[*n as usize]).filter(|p| p.id != self.own);
        let mut listed = others.filter(|p| p.state != UserState::Deleted);
        listed.nth(place).map(|person| person.id)
    }

    /// Holds a page against the scan: who stands on it, and what it counts.
    pub fn check(&mut self, what: &str, query: &UserQuery, page: &Page, most: usize) {
        self.order(query.sort);
        let text = fold(&query.text);
        let order = self.orders[&query.sort.to_string()].iter().map(|n| &self.people[*n as usize]);
        let mut order: Box<dyn Iterator<Item = &Person>> = Box::new(order);
        if let Cursor::After(id) = query.cursor {
            order = Box::new(order.skip_while(move |person| person.id != id).skip(1));
        }
        let scanned: Vec<UserId> = order
            .filter(|p| p.id != self.own && p.matches(query, query.standing, &text))
            .take(most)
            .map(|p| p.id)
            .collect();
        let found: Vec<UserId> = page.others.iter().map(|user| user.id).collect();
        assert_eq!(found, scanned, "{what}");

        let all: Vec<&Person> = self.people.iter().filter(|p| p.matches(query, Standing::All, &text)).collect();
        for (state, count) in &page.counts {
            held(what, *count, all.iter().filter(|person| person.state == *state).count());
        }
        if let Standing::Invited(_) | Standing::Inactive(_) = query.standing {
            let finer = all.iter().filter(|p| p.matches(query, query.standing, &text)).count();
            held(what, page.found, finer);
        }
    }

    fn order(&mut self, sort: Sort) {
        let (people, roles) = (&self.people, &self.roles);
        self.orders.entry(sort.to_string()).or_insert_with(|| {
            let mut order: Vec<u32> = (0..u32::try_from(people.len()).unwrap()).collect();
            order.sort_by(|a, b| {
                let (a, b) = (&people[*a as usize], &people[*b as usize]);
                let name = (&a.name, a.id.0).cmp(&(&b.name, b.id.0));
                let turned = |order: std::cmp::Ordering| if sort.descending { order.reverse() } else { order };
                // Those who have none come last, both ways.
                let at = |a: Option<i64>, b: Option<i64>| a.is_none().cmp(&b.is_none()).then(turned(a.cmp(&b)));
                let role = |role| roles.iter().position(|r| *r == role);
                match sort.by {
                    SortBy::Name => turned(name),
                    SortBy::Address => turned(a.address.cmp(&b.address)),
                    SortBy::Role => turned(role(a.role).cmp(&role(b.role))).then(name),
                    SortBy::State => turned(a.state.cmp(&b.state)).then(name),
                    SortBy::Invited => at(a.invited, b.invited).then(turned(name)),
                    SortBy::SignedIn => at(a.signed_in, b.signed_in).then(turned(name)),
                }
            });
            order
        });
    }
}

fn places(rows: Vec<(Uuid, Uuid)>) -> HashMap<Uuid, Vec<Uuid>> {
    let mut places: HashMap<Uuid, Vec<Uuid>> = HashMap::new();
    for (user, place) in rows {
        places.entry(user).or_default().push(place);
    }
    places
}

/// A count, which may be of the first of many alone.
fn held(what: &str, count: Count, scanned: usize) {
    let scanned = scanned as u64;
    let holds = if count.exact { count.least == scanned } else { count.least <= scanned };
    assert!(holds, "{what}: {count:?}, and there are {scanned}");
}
