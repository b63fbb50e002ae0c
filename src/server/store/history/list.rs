//! The newest entries first, page by page from a key.
//!
//! Each way of asking reads the newest of an index and stops: `OR` between actor and subject, or a list of people,
//! would make both engines sort everything that they ever did. So each alternative is a query of its own, bounded,
//! and the newest of all of them are taken.

use super::{
    super::{
        Conn, Result,
        db::{corrupt, fetch, select_ids},
        statement::{Engine, Statement},
        types::At,
    },
    people::{self, Someone},
};
use crate::domain::{
    history::Action,
    history_list::{Cursor, Outcome, Part},
    id::{AccountId, DepartmentId, EntryId, UserId},
    time::Timestamp,
};
use serde_json::Value;
use sqlx::QueryBuilder;
use std::collections::HashMap;
use uuid::Uuid;

/// Who acted, or whom it concerned.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Who {
    Anybody,
    /// These people alone, in this part; and these entries, whoever it was.
    People(Vec<UserId>, Part, Vec<EntryId>),
}

/// Which entries of an account are listed.
#[derive(Clone, Debug)]
pub struct Filter {
    pub account: AccountId,
    pub who: Who,
    pub actor: Option<UserId>,
    pub subject: Option<UserId>,
    /// Empty: all.
    pub actions: Vec<Action>,
    pub outcome: Option<Outcome>,
    pub since: Option<Timestamp>,
    pub before: Option<Timestamp>,
    /// Only what this reader did, and what was done about people of these departments.
    pub within: Option<(UserId, Vec<DepartmentId>)>,
    /// A reader who doesn't see whatever the account's history holds.
    pub discreet: Option<Discreet>,
}

/// What somebody reads of others who had to do with what he or she may read: their names, and not where they sat.
#[derive(Clone, Debug)]
pub struct Discreet {
    pub own: UserId,
    /// The departments whose people's e-mail addresses are theirs to see; nothing: everybody's are.
    pub seen: Option<Vec<DepartmentId>>,
}

/// A line of the history.
#[derive(Clone, Debug)]
pub struct Recorded {
    pub id: EntryId,
    pub at: Timestamp,
    pub actor: Option<Someone>,
    pub action: Action,
    pub subject: Option<Someone>,
    pub refused: bool,
    pub particulars: Value,
    pub changes: Vec<Changed>,
    /// Where it was asked from; empty where no visitor acted, and for who isn't to know.
    pub address: String,
    /// Nobody who was signed in, but somebody.
    pub is_visitors: bool,
}

/// A fact about the subject before and after.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct Changed {
    pub field: String,
    pub before: String,
    pub after: String,
}

#[derive(sqlx::FromRow)]
struct EntryRow {
    id: Uuid,
    at: At,
    actor_id: Option<Uuid>,
    action: String,
    subject_id: Option<Uuid>,
    refused: bool,
    particulars: String,
    address: String,
}

/// What one of the queries asks for besides the conditions that all of them share.
#[derive(Clone, Copy, Default)]
struct Alternative {
    actor: Option<UserId>,
    subject: Option<UserId>,
    action: Option<Action>,
    /// Of the entries that are named alone.
    is_named: bool,
    /// About people of the filter's departments alone.
    is_within: bool,
}

impl Filter {
    fn alternatives(&self) -> Vec<Alternative> {
        let all = self.of_anybody();
        let Some((own, _)) = self.within else { return all };
        let by_own = all.iter().filter(|one| one.actor.is_none_or(|id| id == own));
        let by_own = by_own.map(|one| Alternative { actor: Some(own), ..*one });
        all.iter().map(|one| Alternative { is_within: true, ..*one }).chain(by_own).collect()
    }

    /// As if there were no bounds.
    fn of_anybody(&self) -> Vec<Alternative> {
        let exact = Alternative { actor: self.actor, subject: self.subject, ..Alternative::default() };
        match &self.who {
            Who::People(people, part, entries) => {
                let by = people.iter().map(|id| Alternative { actor: Some(*id), ..exact });
                let on = people.iter().map(|id| Alternative { subject: Some(*id), ..exact });
                let by = by.filter(|a| *part != Part::Subject && self.actor.is_none_or(|id| a.actor == Some(id)));
                let on = on.filter(|a| *part != Part::Actor && self.subject.is_none_or(|id| a.subject == Some(id)));
                let named = (!entries.is_empty()).then_some(Alternative { is_named: true, ..exact });
                by.chain(on).chain(named).collect()
            }
            // An index has the newest of one action, not of several.
            Who::Anybody if self.actor.is_none() && self.subject.is_none() && !self.actions.is_empty() => {
                self.actions.iter().map(|action| Alternative { action: Some(*action), ..exact }).collect()
            }
            Who::Anybody => vec![exact],
        }
    }
}

/// The condition that an entry, in `history`, is about somebody of these departments, and tells of no place elsewhere: that
/// somebody is in them is known to who has their people, and nothing more.
pub(super) fn about_people_of(engine: Engine, departments: &[DepartmentId], history: &str) -> String {
    let (added, left) = (Action::AddedToDepartment.as_str(), Action::LeftDepartment.as_str());
    let place = match engine {
        Engine::Sqlite => format!("json_extract({history}.particulars, '$.department')"),
        Engine::Postgres => format!("CAST({history}.particulars AS JSONB)->>'department'"),
    };
    // Digits, letters and hyphens: nothing in an id ends the text.
    let ids: Vec<String> = departments.iter().map(ToString::to_string).collect();
    let texts = format!("'{}'", ids.join("', '"));
    let known = match engine {
        Engine::Sqlite => format!("x'{}'", ids.join("', x'").replace('-', "")),
        Engine::Postgres => texts.clone(),
    };
    format!(
        "{history}.subject_id IN (SELECT user_id FROM department_members WHERE department_id IN ({known})) \
         AND ({history}.action NOT IN ('{added}', '{left}') OR {place} IN ({texts}))"
    )
}

/// Where a cursor's entry stands, if it is one of the account's.
async fn place(conn: &mut Conn<'_>, account: AccountId, id: EntryId) -> Result<Option<Timestamp>> {
    let sql = "SELECT at FROM history WHERE id = $1 AND account_id = $2";
    Ok(fetch!(optional, (At,), conn, sql, id.0, account.0)?.map(|(at,)| at.0))
}

/// A page of at most `most` entries, newest first whichever way the cursor looks, and whether there are more beyond
/// it in that direction. A cursor that is no entry's is the start.
pub async fn list(conn: &mut Conn<'_>, filter: &Filter, cursor: Cursor, most: usize) -> Result<(Vec<Recorded>, bool)> {
    let limit = i64::try_from(most).unwrap_or(i64::MAX).saturating_add(1);
    let from = match cursor {
        Cursor::Start => None,
        Cursor::Older(id) | Cursor::Newer(id) => place(conn, filter.account, id).await?.map(|at| (at, id)),
    };
    let is_newer = matches!(cursor, Cursor::Newer(_)) && from.is_some();
    let (compare, order) = if is_newer { (">", "ASC") } else { ("<", "DESC") };
    let (engine, alternatives) = (Engine::from(&*conn), filter.alternatives());
    if alternatives.is_empty() {
        return Ok((Vec::new(), false));
    }
    macro_rules! page {
        ($db:ty, $c:expr) => {{
            let mut query = QueryBuilder::<$db>::new(
                "SELECT h.id, h.at, h.actor_id, h.action, h.subject_id, h.refused, h.particulars, h.address FROM (",
            );
            for (n, one) in alternatives.iter().enumerate() {
                // An entry that two of them find is one entry.
                query.push(if n == 0 { "" } else { " UNION " });
                query.push("SELECT * FROM (SELECT id, at FROM history WHERE account_id = ");
                query.push_bind(filter.account.0);
                if let Some(id) = one.actor {
                    query.push(" AND actor_id = ").push_bind(id.0);
                }
                if let Some(id) = one.subject {
                    query.push(" AND subject_id = ").push_bind(id.0);
                }
                if let (true, Who::People(_, _, entries)) = (one.is_named, &filter.who) {
                    let mut list = query.push(" AND id IN (").separated(", ");
                    for entry in entries {
                        list.push_bind(entry.0);
                    }
                    query.push(")");
                }
                if let (true, Some((_, departments))) = (one.is_within, &filter.within) {
                    query.push(" AND ").push(about_people_of(engine, departments, "history"));
                }
                if let Some(action) = one.action {
                    query.push(" AND action = ").push_bind(action.as_str());
                } else if !filter.actions.is_empty() {
                    let mut actions = query.push(" AND action IN (").separated(", ");
                    for action in &filter.actions {
                        actions.push_bind(action.as_str());
                    }
                    query.push(")");
                }
                match filter.outcome {
                    Some(Outcome::Refused) => drop(query.push(" AND refused")),
                    Some(Outcome::Done) => drop(query.push(" AND NOT refused")),
                    None => {}
                }
                if let Some(since) = filter.since {
                    query.push(" AND at >= ").push_bind(At(since));
                }
                if let Some(before) = filter.before {
                    query.push(" AND at < ").push_bind(At(before));
                }
                if let Some((at, id)) = from {
                    query
                        .push(format!(" AND (at, id) {compare} ("))
                        .push_bind(At(at))
                        .push(", ")
                        .push_bind(id.0)
                        .push(")");
                }
                query.push(format!(" ORDER BY at {order}, id {order} LIMIT ")).push_bind(limit);
                query.push(format!(") way{n}"));
            }
            query.push(format!(" ORDER BY at {order}, id {order} LIMIT ")).push_bind(limit);
            query.push(") found JOIN history h ON h.id = found.id ORDER BY h.at DESC, h.id DESC");
            query.build_query_as::<EntryRow>().fetch_all(&mut **$c).await?
        }};
    }
    let mut rows: Vec<EntryRow> = match conn {
        Conn::Sqlite(c) => page!(sqlx::Sqlite, c),
        Conn::Postgres(c) => page!(sqlx::Postgres, c),
    };
    let more = rows.len() > most;
    if more && is_newer {
        rows.remove(0);
    } else {
        rows.truncate(most);
    }
    Ok((complete(conn, filter.account, rows).await?, more))
}

/// How many entries there are in an account, or within a reader's bounds: of the filter nothing else is asked.
pub async fn count(conn: &mut Conn<'_>, filter: &Filter) -> Result<u64> {
    let engine = Engine::from(&*conn);
    let mut query = Statement::new(engine, "SELECT COUNT(*) FROM history WHERE account_id = ");
    query.id(filter.account.0);
    if let Some((own, departments)) = &filter.within {
        query.push(" AND (actor_id = ").id(own.0);
        query.push(" OR ").push(&about_people_of(engine, departments, "history")).push(")");
    }
    let rows = query.all::<(i64,)>(conn).await?;
    Ok(rows.first().and_then(|(count,)| u64::try_from(*count).ok()).unwrap_or(0))
}

/// The rows with their people and what changed, which are read for all of them at once.
async fn complete(conn: &mut Conn<'_>, account: AccountId, rows: Vec<EntryRow>) -> Result<Vec<Recorded>> {
    let mut ids: Vec<Uuid> = rows.iter().flat_map(|row| [row.actor_id, row.subject_id]).flatten().collect();
    ids.sort_unstable();
    ids.dedup();
    let known = people::all(conn, account, &ids).await?;
    let known: HashMap<UserId, Someone> = known.into_iter().map(|person| (person.id(), person)).collect();
    let entries: Vec<Uuid> = rows.iter().map(|row| row.id).collect();
    let mut changes = changes(conn, &entries).await?;
    let someone = |id: Option<Uuid>| {
        let id = UserId(id?);
        Some(known.get(&id).cloned().unwrap_or(Someone::Erased(id)))
    };
    rows.into_iter()
        .map(|row| {
            Ok(Recorded {
                id: row.id.into(),
                at: row.at.0,
                actor: someone(row.actor_id),
                action: row.action.parse().map_err(corrupt)?,
                subject: someone(row.subject_id),
                refused: row.refused,
                particulars: serde_json::from_str(&row.particulars).map_err(corrupt)?,
                changes: changes.remove(&row.id).unwrap_or_default(),
                // What Parvis does by itself, or the command line, comes from no address.
                is_visitors: row.actor_id.is_none() && !row.address.is_empty(),
                address: row.address,
            })
        })
        .collect()
}

async fn changes(conn: &mut Conn<'_>, entries: &[Uuid]) -> Result<HashMap<Uuid, Vec<Changed>>> {
    #[derive(sqlx::FromRow)]
    struct Row {
        entry_id: Uuid,
        #[sqlx(flatten)]
        changed: Changed,
    }
    let rows: Vec<Row> = select_ids!(
        conn,
        "SELECT entry_id, field, before, after FROM changes WHERE entry_id IN",
        entries,
        " ORDER BY entry_id, field"
    );
    let mut found: HashMap<Uuid, Vec<Changed>> = HashMap::new();
    for row in rows {
        found.entry(row.entry_id).or_default().push(row.changed);
    }
    Ok(found)
}
