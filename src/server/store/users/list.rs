//! The list: filtered, searched and in any of its orders, page by page from a key.

use super::super::{
    Conn, Result,
    db::{corrupt, fetch, select_ids},
    departments::{self, Membership},
    roles::RoleRow,
    types::At,
};
use crate::domain::{
    access::Role,
    answer::Answer,
    department::DepartmentRole,
    id::{AccountId, RoleId, UserId},
    invitation::Ending,
    message::MessageState,
    time::Timestamp,
    user::{Inactivity, UserState, display_name},
    user_list::{Cursor, Sort},
};
use order::{Order, Place};
use page::{Found, Part};
use std::{
    collections::HashMap,
    hash::{DefaultHasher, Hash, Hasher},
};
use uuid::Uuid;

mod among;
mod count;
mod export;
mod filter;
mod order;
mod page;
mod selection;

use super::super::statement::{Engine, Statement};
pub use among::{roles_among, services_among};
pub use count::{Tallies, by_state, deleted, finer};
pub use export::{ExportedUser, Place as ExportPlace, count_matching, export};
pub use filter::{Filter, Set};
pub use selection::{About, Group, Selection, group, insert_items, selected};

/// The newest invitation of somebody who isn't active, and how its mail fares.
#[derive(Clone, Debug)]
pub struct Standing {
    pub invited_at: Timestamp,
    pub expires_at: Timestamp,
    pub ending: Option<Ending>,
    pub message: Option<MessageState>,
    /// Tries so far.
    pub attempts: i64,
    /// Of the last try.
    pub answer: Option<Answer>,
    pub sent_at: Option<Timestamp>,
}

/// A department that somebody is in.
#[derive(Clone, Debug)]
pub struct InDepartment {
    pub name: String,
    /// The role there, where the list is of that department.
    pub role: Option<DepartmentRole>,
}

#[derive(Clone, Debug)]
pub struct ListedUser {
    pub id: UserId,
    pub name: String,
    pub email: String,
    pub state: UserState,
    /// Why somebody is inactive.
    pub reason: Option<Inactivity>,
    pub role: Role,
    /// By name.
    pub departments: Vec<InDepartment>,
    pub signed_in_at: Option<Timestamp>,
    pub standing: Option<Standing>,
}

#[derive(sqlx::FromRow, Hash)]
struct ListedRow {
    id: Uuid,
    first_name: String,
    last_name: String,
    email: String,
    state: String,
    reason: Option<String>,
    signed_in_at: Option<At>,
    #[sqlx(flatten)]
    role: RoleRow,
    invited_at: Option<At>,
    expires_at: Option<At>,
    ending: Option<String>,
    message_state: Option<String>,
    attempts: Option<i64>,
    answer: Option<String>,
    sent_at: Option<At>,
}

impl TryFrom<ListedRow> for ListedUser {
    type Error = sqlx::Error;
    fn try_from(row: ListedRow) -> Result<Self> {
        let standing = match (row.invited_at, row.expires_at) {
            (Some(invited_at), Some(expires_at)) => Some(Standing {
                invited_at: invited_at.0,
                expires_at: expires_at.0,
                ending: row.ending.map(|e| e.parse().map_err(corrupt)).transpose()?,
                message: row.message_state.map(|s| s.parse().map_err(corrupt)).transpose()?,
                attempts: row.attempts.unwrap_or(0),
                answer: row.answer.as_deref().and_then(Answer::parse),
                sent_at: row.sent_at.map(|at| at.0),
            }),
            _ => None,
        };
        Ok(Self {
            id: row.id.into(),
            name: display_name(&row.first_name, &row.last_name, ""),
            email: row.email,
            state: row.state.parse().map_err(corrupt)?,
            reason: row.reason.map(|reason| reason.parse().map_err(corrupt)).transpose()?,
            role: row.role.try_into()?,
            departments: Vec::new(),
            signed_in_at: row.signed_in_at.map(|at| at.0),
            standing,
        })
    }
}

/// Around a subquery `u` of users: the newest invitation of each and its newest message.
const LISTED: &str = "SELECT u.id, u.first_name, u.last_name, u.email, u.state, u.reason, u.signed_in_at, \
        r.id AS role_id, r.kind AS role_kind, r.name AS role_name, r.reach, r.levels, \
        i.created_at AS invited_at, i.expires_at, i.ending, \
        m.state AS message_state, m.attempts, m.answer, m.sent_at \
    FROM (";
// Nothing is looked up for those who are active, which most are.
const JOINED: &str = ") u JOIN roles r ON r.id = u.role_id \
    LEFT JOIN invitations i ON i.id = CASE WHEN u.state <> 'active' THEN \
        (SELECT n.id FROM invitations n WHERE n.user_id = u.id ORDER BY n.created_at DESC, n.id DESC LIMIT 1) END \
    LEFT JOIN messages m ON m.id = CASE WHEN i.id IS NOT NULL THEN \
        (SELECT k.id FROM messages k WHERE k.user_id = u.id AND k.invitation_id = i.id \
         ORDER BY k.created_at DESC, k.id DESC LIMIT 1) END ";
const COLUMNS: &str =
    "SELECT id, first_name, last_name, email, state, reason, signed_in_at, role_id, sort_key FROM users WHERE ";

/// A page of at most `most` users, in the order of the list whichever way the cursor looks.
pub struct Page {
    pub users: Vec<ListedUser>,
    /// Whom the filter leaves out, as long as there is such a person.
    pub own: Option<ListedUser>,
    /// Whether there are more beyond it, in the cursor's direction.
    pub more: bool,
    /// Where it really begins: a cursor that names nobody of this list (any more) is its start.
    pub cursor: Cursor,
    /// What it was gathered by, for who counts afterwards.
    pub by: Option<Set>,
}

/// `roles` are all of the account's, in their own order.
pub async fn list(
    conn: &mut Conn<'_>,
    filter: &Filter,
    sort: Sort,
    cursor: Cursor,
    most: usize,
    roles: &[RoleId],
) -> Result<Page> {
    let order = Order::new(sort, &filter.states(), roles);
    let place = match cursor {
        Cursor::Start => None,
        Cursor::After(id) | Cursor::Before(id) => place(conn, filter.account, id).await?,
    };
    let from = place.as_ref().and_then(|place| Some((place, place.rank(&order)?)));
    let cursor = if from.is_some() { cursor } else { Cursor::Start };
    let forward = !matches!(cursor, Cursor::Before(_));
    let part = Part { filter, order: &order, from, forward, most: most + 1 };
    let Found { mut ids, by } = page::find(conn, part).await?;
    let more = ids.len() > most;
    ids.truncate(most);
    if !forward {
        ids.reverse();
    }
    ids.push(filter.without.0);
    let mut users = listed(conn, &ids, Some(filter)).await?;
    let own = users.pop_if(|user| user.id == filter.without);
    Ok(Page { users, own, more, cursor, by })
}

#[derive(sqlx::FromRow)]
struct PlaceRow {
    id: Uuid,
    state: String,
    role_id: Uuid,
    sort_key: String,
    email_key: String,
    invited_at: Option<At>,
    signed_in_at: Option<At>,
}

async fn place(conn: &mut Conn<'_>, account: AccountId, id: UserId) -> Result<Option<Place>> {
    let row = fetch!(
        optional,
        PlaceRow,
        conn,
        "SELECT id, state, role_id, sort_key, email_key, invited_at, signed_in_at FROM users \
         WHERE account_id = $1 AND id = $2",
        account.0,
        id.0
    )?;
    row.map(|row| {
        Ok(Place {
            id: row.id,
            state: row.state.parse().map_err(corrupt)?,
            role: row.role_id.into(),
            sort_key: row.sort_key,
            email_key: row.email_key,
            invited_at: row.invited_at.map(|at| at.0),
            signed_in_at: row.signed_in_at.map(|at| at.0),
        })
    })
    .transpose()
}

/// These users in this order, with the departments that a filter's viewer may know of.
async fn listed(conn: &mut Conn<'_>, ids: &[Uuid], filter: Option<&Filter>) -> Result<Vec<ListedUser>> {
    let head = format!("{LISTED}{COLUMNS}id IN");
    let rows: Vec<ListedRow> = select_ids!(conn, head, ids, JOINED);
    let mut rows: HashMap<Uuid, ListedRow> = rows.into_iter().map(|row| (row.id, row)).collect();
    let people: Vec<UserId> = ids.iter().map(|id| UserId(*id)).collect();
    let mut places = departments::of_users(conn, &people).await?;
    ids.iter()
        .filter_map(|id| rows.remove(id))
        .map(|row| {
            let mut places = places.remove(&row.id.into()).unwrap_or_default();
            places.retain(|place| filter.is_none_or(|filter| filter.names(row.id.into(), place.department.id)));
            let wanted = filter.and_then(|filter| filter.department);
            let place = |place: Membership| InDepartment {
                role: (wanted == Some(place.department.id)).then_some(place.role),
                name: place.department.name,
            };
            let departments = places.into_iter().map(place).collect();
            Ok(ListedUser { departments, ..row.try_into()? })
        })
        .collect()
}

/// One number for all that the list shows of the people whom a filter within departments finds, and for what decides
/// about the rest of their rows: another one as soon as any of it has changed.
pub async fn fingerprint(conn: &mut Conn<'_>, filter: &Filter) -> Result<u64> {
    let mut shown = Statement::new(Engine::from(&*conn), LISTED);
    shown.push(COLUMNS);
    filter.write(&mut shown, "users");
    shown.push(JOINED);
    let people = shown.all::<ListedRow>(conn).await?;
    let mut holdings = Statement::new(Engine::from(&*conn), "");
    filter.write_holdings(&mut holdings);
    let holdings = holdings.all::<(Uuid, String, String)>(conn).await?;
    // A sum, so that it says nothing of an order that the database may change.
    Ok(people.iter().map(hash).chain(holdings.iter().map(hash)).fold(0, u64::wrapping_add))
}

fn hash(row: &impl Hash) -> u64 {
    let mut hasher = DefaultHasher::new();
    row.hash(&mut hasher);
    hasher.finish()
}

/// One row as the list shows it.
pub async fn find_listed(conn: &mut Conn<'_>, account: AccountId, id: UserId) -> Result<Option<ListedUser>> {
    let there = place(conn, account, id).await?.map(|place| place.id);
    Ok(listed(conn, there.as_slice(), None).await?.pop())
}
