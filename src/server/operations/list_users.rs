//! The list of an account's users [S1.4, S1.14, S1.15, S1.23].

use super::{Error, Manager};
use crate::{
    domain::{
        access::{Area, Level, Role, Scope},
        id::{DepartmentId, UserId},
        time::Timestamp,
        user::UserState,
        user_list::{Count, Cursor, Standing, UserQuery},
        verb::Verb,
    },
    server::{
        app::App,
        context::{Actor, Granted},
        store::{
            Conn,
            departments::{self, Department},
            rights, roles,
            services::{self, Service},
            users::{self, Filter, ListedUser, Tallies},
        },
    },
};
use std::collections::HashMap;
use uuid::Uuid;

/// Rows on a page, one's own apart.
pub const PAGE: usize = 50;
/// Longest search text, in characters.
const MOST_TEXT: usize = 100;

/// A page of the list.
pub struct Page {
    /// One's own row, on top of every page and filter.
    pub own: Option<ListedUser>,
    pub others: Vec<ListedUser>,
    /// What the viewer may do with each of the others.
    pub verbs: HashMap<UserId, Vec<Verb>>,
    /// How many match the filter and the text in each state, whichever of them is shown.
    pub counts: Vec<(UserState, Count)>,
    /// Those deleted, for who may bring them back.
    pub deleted: Option<Count>,
    /// How many match all that is asked.
    pub found: Count,
    pub has_previous: bool,
    pub has_next: bool,
    /// What can be filtered by: of what the viewer's people have.
    pub roles: Vec<Role>,
    pub departments: Vec<Department>,
    pub services: Vec<Service>,
}

impl Page {
    #[must_use]
    pub fn count(&self, state: Option<UserState>) -> Count {
        let of = self.counts.iter().filter(|(s, _)| state.is_none_or(|wanted| wanted == *s));
        of.map(|(_, count)| *count).reduce(std::ops::Add::add).unwrap_or_default()
    }
}

/// The filter of a query, as far as the actor may see.
#[must_use]
pub fn filter(app: &App, granted: &Granted<'_>, query: &UserQuery) -> Filter {
    let (actor, scope): (&Actor, _) = (granted, granted.scope());
    let standing = match query.standing {
        Standing::State(UserState::Deleted) if !may_restore(actor) => Standing::All,
        standing => standing,
    };
    // Whom the viewer has isn't told by which other departments they are in.
    let department = query.department.map(|id| if scope.holds([&id]) { id } else { DepartmentId(Uuid::nil()) });
    Filter {
        account: actor.account(),
        standing,
        role: query.role,
        department,
        service: query.service,
        within: scope.within(),
        text: query.text.chars().take(MOST_TEXT).collect(),
        without: actor.id(),
        now: app.clock.now(),
    }
}

fn may_restore(actor: &Actor) -> bool {
    actor.may(Area::Users, Verb::Restore.level())
}

/// What tells somebody who has the people of some departments alone whether anything of theirs has changed: what happens
/// elsewhere isn't theirs to know, not even when. Nothing for who has everybody.
///
/// # Errors
/// [`Error::NotAllowed`] below Guest in users.
pub async fn fingerprint(app: &App, actor: &Actor) -> Result<Option<u64>, Error> {
    let mut reader = app.db.read().await?;
    let conn = &mut reader.conn();
    let manager = Manager::of_request(conn, actor, Level::Guest).await?;
    if *manager.scope() == Scope::Everywhere {
        return Ok(None);
    }
    let filter = filter(app, &manager, &UserQuery::default());
    Ok(Some(users::fingerprint(conn, &filter).await?))
}

/// # Errors
/// [`Error::NotAllowed`] below Guest in users.
pub async fn list_users(app: &App, actor: &Actor, query: &UserQuery) -> Result<Page, Error> {
    let mut reader = app.db.read().await?;
    let conn = &mut reader.conn();
    let manager = Manager::of_request(conn, actor, Level::Guest).await?;
    let filter = filter(app, &manager, query);
    let account = actor.account();
    let roles = roles::list(conn, account).await?;
    let tallies = Tallies::read(conn, account).await?;
    let shown: Vec<_> = roles.iter().map(|role| role.id).filter(|role| tallies.has(*role, &filter.states())).collect();
    let mut page = users::list(conn, &filter, query.sort, query.cursor, PAGE, &shown).await?;
    if page.users.is_empty() && page.cursor != Cursor::Start {
        // Nobody is left beyond it: the start says where one is.
        page = users::list(conn, &filter, query.sort, Cursor::Start, PAGE, &shown).await?;
    }
    let (has_previous, has_next) = match page.cursor {
        Cursor::Start => (false, page.more),
        Cursor::After(_) => (true, page.more),
        Cursor::Before(_) => (page.more, true),
    };
    let counts = users::by_state(conn, &filter, page.by, &tallies).await?;
    let deleted = if may_restore(actor) { Some(users::deleted(conn, &filter, &tallies).await?) } else { None };
    // An agent of the support is nobody of the account.
    let own = match actor.support() {
        Some(_) => None,
        None => Some(page.own.ok_or(Error::SignedOut)?),
    };
    let verbs = verbs(conn, &manager, &page.users, filter.now).await?;
    let mut departments = departments::list(conn, account).await?;
    departments.retain(|department| manager.scope().holds([&department.id]));
    let mut services = services::list(conn, account).await?;
    let mut roles = roles;
    if *manager.scope() != Scope::Everywhere {
        let all = self::filter(app, &manager, &UserQuery::default());
        let (of_people, into) = (users::roles_among(conn, &all).await?, users::services_among(conn, &all).await?);
        roles.retain(|role| of_people.contains(&role.id));
        services.retain(|service| into.contains(&service.id));
    }
    let mut page = Page {
        own,
        others: page.users,
        verbs,
        counts,
        deleted,
        found: Count::default(),
        has_previous,
        has_next,
        roles,
        departments,
        services,
    };
    page.found = found(conn, &filter, &page, &tallies).await?;
    Ok(page)
}

/// What can be done with each. An administrator holds whatever rights they have.
async fn verbs(
    conn: &mut Conn<'_>,
    manager: &Manager<'_>,
    users: &[ListedUser],
    now: Timestamp,
) -> Result<HashMap<UserId, Vec<Verb>>, Error> {
    let mut held = HashMap::new();
    if !manager.role().is_administrator() {
        let ids: Vec<UserId> = users.iter().map(|user| user.id).collect();
        held = rights::holdings_of(conn, &ids, now).await?;
    }
    let verbs = users.iter().map(|user| {
        let rights = held.remove(&user.id).unwrap_or_default().with(user.role.clone());
        (user.id, manager.offered(user.id, &rights, user.state))
    });
    Ok(verbs.collect())
}

/// How many match all that is asked: what its page doesn't show already is counted.
async fn found(conn: &mut Conn<'_>, filter: &Filter, page: &Page, tallies: &Tallies) -> Result<Count, Error> {
    let seen = page.others.len() as u64;
    match filter.standing {
        Standing::All => Ok(page.count(None)),
        Standing::State(state) if state != UserState::Deleted => Ok(page.count(Some(state))),
        _ if !page.has_previous && !page.has_next => Ok(Count { least: seen, exact: true }),
        Standing::State(state) if filter.is_state_alone() => {
            Ok(Count { least: tallies.count(None, state), exact: true })
        }
        _ => Ok(users::finer(conn, filter, seen).await?),
    }
}
