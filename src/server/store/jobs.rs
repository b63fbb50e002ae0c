//! Jobs and their items. A worker leases a job; each of its transactions holds the lease, so that whoever has lost it
//! writes nothing more.

use super::{
    Conn, Result,
    db::{corrupt, execute, fetch, one_row},
    types::At,
};
use crate::domain::{
    id::{AccountId, JobId, UserId},
    job::{Ending, Progress},
    time::Timestamp,
};
use uuid::Uuid;

mod items;

pub use items::{Item, Settled, insert_settled, list_items, next_users, settle};

pub struct NewJob<'a> {
    pub id: JobId,
    pub account: AccountId,
    pub actor: UserId,
    /// As JSON.
    pub task: &'a str,
    pub digest: &'a [u8],
    /// Where the actor asked from.
    pub address: &'a str,
    pub total: u64,
}

/// Remembers a job; whether its id is new.
pub async fn insert(conn: &mut Conn<'_>, job: &NewJob<'_>, now: Timestamp) -> Result<bool> {
    let inserted = execute!(
        conn,
        "INSERT INTO jobs (id, account_id, actor_id, task, digest, address, total, turn_at, created_at) \
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $8) ON CONFLICT DO NOTHING",
        job.id.0,
        job.account.0,
        job.actor.0,
        job.task,
        job.digest,
        job.address,
        i64::try_from(job.total).unwrap_or(i64::MAX),
        At(now),
    )?;
    Ok(inserted == 1)
}

/// Sets how many items there are, once they are known.
pub async fn set_total(conn: &mut Conn<'_>, id: JobId, total: u64) -> Result<()> {
    let total = i64::try_from(total).unwrap_or(i64::MAX);
    one_row(execute!(conn, "UPDATE jobs SET total = $2 WHERE id = $1", id.0, total)?)
}

/// The digest of what was sent under this id by this person, if anything was.
pub async fn digest(conn: &mut Conn<'_>, id: JobId, actor: UserId) -> Result<Option<Vec<u8>>> {
    let sql = "SELECT digest FROM jobs WHERE id = $1 AND actor_id = $2";
    Ok(fetch!(optional, (Vec<u8>,), conn, sql, id.0, actor.0)?.map(|(digest,)| digest))
}

#[derive(Clone, Debug)]
pub struct Job {
    pub id: JobId,
    pub account: AccountId,
    pub actor: UserId,
    pub task: serde_json::Value,
    pub address: String,
    pub progress: Progress,
    /// How often the part that comes next has failed.
    pub tries: u32,
    pub created_at: Timestamp,
    pub ended_at: Option<Timestamp>,
    pub ending: Option<Ending>,
}

#[derive(sqlx::FromRow)]
pub(super) struct JobRow {
    id: Uuid,
    account_id: Uuid,
    actor_id: Uuid,
    task: String,
    address: String,
    total: i64,
    done: i64,
    refused: i64,
    tries: i64,
    created_at: At,
    ended_at: Option<At>,
    ending: Option<String>,
}

impl TryFrom<JobRow> for Job {
    type Error = sqlx::Error;
    fn try_from(row: JobRow) -> Result<Self> {
        let count = |number: i64| u64::try_from(number).unwrap_or(0);
        Ok(Self {
            id: row.id.into(),
            account: row.account_id.into(),
            actor: row.actor_id.into(),
            task: serde_json::from_str(&row.task).map_err(corrupt)?,
            address: row.address,
            progress: Progress { total: count(row.total), done: count(row.done), refused: count(row.refused) },
            tries: u32::try_from(row.tries).unwrap_or(u32::MAX),
            created_at: row.created_at.0,
            ended_at: row.ended_at.map(|at| at.0),
            ending: row.ending.map(|ending| ending.parse().map_err(corrupt)).transpose()?,
        })
    }
}

/// A job of this person in this account: whoever is in another as the support has none there.
pub async fn find(conn: &mut Conn<'_>, account: AccountId, id: JobId, actor: UserId) -> Result<Option<Job>> {
    fetch!(
        optional,
        JobRow,
        conn,
        "SELECT id, account_id, actor_id, task, address, total, done, refused, tries, created_at, ended_at, \
             ending FROM jobs WHERE id = $1 AND actor_id = $2 AND account_id = $3",
        id.0,
        actor.0,
        account.0
    )?
    .map(Job::try_from)
    .transpose()
}

/// What this person has begun in this account, the newest first.
pub async fn list(conn: &mut Conn<'_>, account: AccountId, actor: UserId, most: i64) -> Result<Vec<Job>> {
    let sql = "SELECT id, account_id, actor_id, task, address, total, done, refused, tries, created_at, ended_at, \
         ending FROM jobs WHERE actor_id = $1 AND account_id = $2 ORDER BY created_at DESC, id DESC LIMIT $3";
    fetch!(all, JobRow, conn, sql, actor.0, account.0, most)?.into_iter().map(Job::try_from).collect()
}

/// Takes the job that has waited longest for its turn and is nobody's, until the lease ends.
pub async fn lease(conn: &mut Conn<'_>, lease: Uuid, now: Timestamp, until: Timestamp) -> Result<Option<Job>> {
    macro_rules! sql {
        ($lock:literal) => {
            concat!(
                "UPDATE jobs SET lease_id = $1, leased_until = $3, turn_at = $2 WHERE id = \
                     (SELECT id FROM jobs WHERE ended_at IS NULL AND (leased_until IS NULL OR leased_until <= $2) \
                      ORDER BY turn_at, id LIMIT 1 ",
                $lock,
                ") RETURNING id, account_id, actor_id, task, address, total, done, refused, tries, created_at, \
                     ended_at, ending"
            )
        };
    }
    let row: Option<JobRow> = match conn {
        Conn::Sqlite(c) => {
            sqlx::query_as(sql!("")).bind(lease).bind(At(now)).bind(At(until)).fetch_optional(&mut **c).await?
        }
        Conn::Postgres(c) => {
            sqlx::query_as(sql!("FOR UPDATE SKIP LOCKED"))
                .bind(lease)
                .bind(At(now))
                .bind(At(until))
                .fetch_optional(&mut **c)
                .await?
        }
    };
    row.map(Job::try_from).transpose()
}

/// Keeps a lease for longer; whether it is still held, and the job still goes on.
pub async fn hold(conn: &mut Conn<'_>, id: JobId, lease: Uuid, until: Timestamp) -> Result<bool> {
    let sql = "UPDATE jobs SET leased_until = $3 WHERE id = $1 AND lease_id = $2 AND ended_at IS NULL";
    Ok(execute!(conn, sql, id.0, lease, At(until))? == 1)
}

/// Gives a job back, for another's turn.
pub async fn give_back(conn: &mut Conn<'_>, id: JobId, lease: Uuid) -> Result<()> {
    let sql = "UPDATE jobs SET lease_id = NULL, leased_until = NULL WHERE id = $1 AND lease_id = $2";
    execute!(conn, sql, id.0, lease)?;
    Ok(())
}

/// When the next job can be leased; nothing where none waits.
pub async fn next_due(conn: &mut Conn<'_>) -> Result<Option<Timestamp>> {
    let sql = "SELECT MIN(COALESCE(leased_until, turn_at)) FROM jobs WHERE ended_at IS NULL";
    let (due,) = fetch!(one, (Option<At>,), conn, sql)?;
    Ok(due.map(|at| at.0))
}

/// Makes room for `more` items to be counted as done: what is counted beforehand may grow or shrink until it is read.
/// With the last of them, they are all that there is.
pub async fn fit_total(conn: &mut Conn<'_>, id: JobId, more: u64, is_last: bool) -> Result<()> {
    let sql = "UPDATE jobs SET total = done + refused + $2 WHERE id = $1 AND ($3 OR total < done + refused + $2)";
    execute!(conn, sql, id.0, i64::try_from(more).unwrap_or(i64::MAX), is_last)?;
    Ok(())
}

/// Counts what was done by a part that didn't fail.
pub async fn advance(conn: &mut Conn<'_>, id: JobId, done: u64, refused: u64) -> Result<()> {
    let count = |number: u64| i64::try_from(number).unwrap_or(i64::MAX);
    let sql = "UPDATE jobs SET done = done + $2, refused = refused + $3, tries = 0 WHERE id = $1";
    one_row(execute!(conn, sql, id.0, count(done), count(refused))?)
}

/// Counts that a part failed.
pub async fn count_try(conn: &mut Conn<'_>, id: JobId) -> Result<()> {
    execute!(conn, "UPDATE jobs SET tries = tries + 1 WHERE id = $1 AND ended_at IS NULL", id.0)?;
    Ok(())
}

/// Ends a job; whether it was still going on.
pub async fn end(conn: &mut Conn<'_>, id: JobId, ending: Ending, now: Timestamp) -> Result<bool> {
    let ended = execute!(
        conn,
        "UPDATE jobs SET ended_at = $2, ending = $3, lease_id = NULL, leased_until = NULL \
         WHERE id = $1 AND ended_at IS NULL",
        id.0,
        At(now),
        ending.as_str(),
    )?;
    Ok(ended == 1)
}

/// Removes jobs that ended before; how many.
pub async fn forget(conn: &mut Conn<'_>, before: Timestamp) -> Result<u64> {
    execute!(conn, "DELETE FROM jobs WHERE created_at <= $1 AND ended_at <= $1", At(before))
}
