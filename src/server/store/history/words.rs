//! Entries by their own words.

use super::{
    super::{
        Conn, Result,
        statement::{Engine, Statement},
    },
    list::{Filter, about_people_of},
};
use crate::domain::{id::EntryId, search::fold};

/// The newest `most` entries that have this text in their words, of those that lie within the filter's days and within
/// the reader's bounds.
///
/// # Errors
/// The database's.
pub async fn worded(conn: &mut Conn<'_>, filter: &Filter, text: &str, most: i64) -> Result<Vec<EntryId>> {
    let text = fold(text);
    let engine = Engine::from(&*conn);
    let mut query = Statement::new(
        engine,
        "SELECT w.entry_id FROM words w JOIN history h ON h.id = w.entry_id WHERE w.account_id = ",
    );
    query.id(filter.account.0);
    match engine {
        Engine::Sqlite if text.chars().count() >= 3 => {
            query.push(" AND w.seq IN (SELECT rowid FROM words_search WHERE words_search MATCH ");
            query.text(format!("\"{}\"", text.replace('"', "\"\""))).push(")");
        }
        // Fewer than three have no trigram.
        Engine::Sqlite => drop(query.push(" AND instr(w.text, ").text(text).push(") > 0")),
        Engine::Postgres => {
            let escaped = text.replace('\\', "\\\\").replace('%', "\\%").replace('_', "\\_");
            query.push(" AND w.text LIKE ").text(format!("%{escaped}%"));
        }
    }
    if let Some((own, departments)) = &filter.within {
        query.push(" AND (h.actor_id = ").id(own.0);
        query.push(" OR ").push(&about_people_of(engine, departments, "h")).push(")");
    }
    if let Some(since) = filter.since {
        query.push(" AND h.at >= ").at(since);
    }
    if let Some(before) = filter.before {
        query.push(" AND h.at < ").at(before);
    }
    query.push(&format!(" ORDER BY w.entry_id DESC LIMIT {most}"));
    let rows = query.all::<(uuid::Uuid,)>(conn).await?;
    Ok(rows.into_iter().map(|(id,)| EntryId(id)).collect())
}
