use super::{
    Conn, Result,
    db::{corrupt, execute, fetch, one_row},
    types::At,
};
use crate::domain::{
    id::{AccountId, ImportId, JobId, UserId},
    import::Encoding,
    time::Timestamp,
};
use uuid::Uuid;

/// A file as it was sent.
pub struct Import {
    pub name: String,
    pub content: Vec<u8>,
    /// What it seems to be written in.
    pub encoding: Encoding,
}

pub async fn insert(
    conn: &mut Conn<'_>,
    id: ImportId,
    account: AccountId,
    actor: UserId,
    import: &Import,
    now: Timestamp,
) -> Result<()> {
    one_row(execute!(
        conn,
        "INSERT INTO imports (id, account_id, actor_id, name, content, encoding, created_at) \
         VALUES ($1, $2, $3, $4, $5, $6, $7)",
        id.0,
        account.0,
        actor.0,
        import.name.as_str(),
        import.content.as_slice(),
        import.encoding.as_str(),
        At(now),
    )?)
}

/// A file of this person.
pub async fn find(conn: &mut Conn<'_>, id: ImportId, actor: UserId) -> Result<Option<Import>> {
    let sql = "SELECT name, content, encoding FROM imports WHERE id = $1 AND actor_id = $2";
    let row = fetch!(optional, (String, Vec<u8>, String), conn, sql, id.0, actor.0)?;
    row.map(|(name, content, encoding)| Ok(Import { name, content, encoding: encoding.parse().map_err(corrupt)? }))
        .transpose()
}

/// The job that imports a file at present, if one does.
pub async fn open_job(conn: &mut Conn<'_>, id: ImportId) -> Result<Option<JobId>> {
    let sql = "SELECT j.id FROM imports i JOIN jobs j ON j.id = i.job_id WHERE i.id = $1 AND j.ended_at IS NULL";
    Ok(fetch!(optional, (Uuid,), conn, sql, id.0)?.map(|(job,)| job.into()))
}

/// Notes which job imports a file.
pub async fn set_job(conn: &mut Conn<'_>, id: ImportId, job: JobId) -> Result<()> {
    one_row(execute!(conn, "UPDATE imports SET job_id = $2 WHERE id = $1", id.0, job.0)?)
}

/// How many of a file's addresses were told to be of people out of reach, read in this way.
pub async fn foreign_told(conn: &mut Conn<'_>, id: ImportId, read: &str) -> Result<u64> {
    let sql = "SELECT foreign_told FROM imports WHERE id = $1 AND foreign_read = $2";
    let found = fetch!(optional, (i64,), conn, sql, id.0, read)?;
    Ok(found.and_then(|(told,)| u64::try_from(told).ok()).unwrap_or(0))
}

/// Notes that so many were; of two that read it at once the one that got further counts.
pub async fn set_foreign_told(conn: &mut Conn<'_>, id: ImportId, read: &str, told: u64) -> Result<()> {
    let told = i64::try_from(told).unwrap_or(i64::MAX);
    let sql = "UPDATE imports SET foreign_told = $3, foreign_read = $2 \
        WHERE id = $1 AND (foreign_read <> $2 OR foreign_told < $3)";
    execute!(conn, sql, id.0, read, told)?;
    Ok(())
}

/// Forgets a file that is imported.
pub async fn delete(conn: &mut Conn<'_>, id: ImportId) -> Result<()> {
    execute!(conn, "DELETE FROM imports WHERE id = $1", id.0)?;
    Ok(())
}

/// Forgets files that came before and that nobody is importing; how many.
pub async fn forget(conn: &mut Conn<'_>, before: Timestamp) -> Result<u64> {
    execute!(
        conn,
        "DELETE FROM imports WHERE created_at <= $1 AND NOT EXISTS \
             (SELECT 1 FROM jobs j WHERE j.actor_id = imports.actor_id AND j.ended_at IS NULL)",
        At(before)
    )
}
