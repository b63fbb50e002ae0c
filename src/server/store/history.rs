use super::{Conn, Result, Setting, db::insert_many, types::At};
use crate::domain::{
    history::{Change, Entry},
    search::fold,
};
use uuid::Uuid;

mod list;
mod people;
mod things;
mod words;

pub use list::{Changed, Discreet, Filter, Recorded, Who, count, list};
pub use people::{Someone, find, matching};
pub use things::{Thing, Things, things};
pub use words::worded;

pub(super) async fn append(conn: &mut Conn<'_>, setting: &Setting<'_>, entries: &[Entry]) -> Result<()> {
    let rows: Vec<(Uuid, String, &Entry)> =
        entries.iter().map(|entry| (setting.random.id(setting.at), entry.particulars.to_string(), entry)).collect();
    insert_many!(
        conn,
        "INSERT INTO history (id, account_id, at, actor_id, action, subject_id, refused, particulars, address) ",
        "",
        rows,
        |row| row.0,
        setting.account.0,
        At(setting.at),
        row.2.actor.map(|id| id.0),
        row.2.action.as_str(),
        row.2.subject.map(|id| id.0),
        row.2.refused,
        row.1.as_str(),
        setting.address,
    );
    let changes: Vec<(Uuid, Uuid, &Change)> = rows
        .iter()
        .filter_map(|(id, _, entry)| Some((*id, entry.subject?.0, entry)))
        .flat_map(|(id, subject, entry)| entry.changes.iter().map(move |change| (id, subject, change)))
        .collect();
    insert_many!(
        conn,
        "INSERT INTO changes (entry_id, user_id, field, before, after) ",
        "",
        changes,
        |row| row.0,
        row.1,
        row.2.field,
        row.2.before.as_str(),
        row.2.after.as_str(),
    );
    let worded: Vec<(Uuid, Option<Uuid>, String)> = rows
        .iter()
        .map(|(id, _, entry)| (*id, entry.subject.map(|id| id.0), fold(&entry.words().join("\n"))))
        .filter(|(_, _, words)| !words.is_empty())
        .collect();
    insert_many!(
        conn,
        "INSERT INTO words (entry_id, account_id, user_id, text) ",
        "",
        worded,
        |row| row.0,
        setting.account.0,
        row.1,
        row.2.as_str(),
    );
    Ok(())
}
