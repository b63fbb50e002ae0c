//! Files that jobs make of an account's people, rights and history: in chunks, one a part of the job.

use super::{
    Conn, Result,
    db::{execute, fetch, one_row},
    jobs::{Job, JobRow},
    types::At,
};
use crate::domain::{
    id::{AccountId, JobId, UserId},
    time::Timestamp,
};
use flate2::{Compression, read::ZlibDecoder, write::ZlibEncoder};
use std::io::{Read, Write};

/// A file with the job that makes it.
#[derive(Clone, Debug)]
pub struct Export {
    pub job: Job,
    /// In bytes, as far as it is made.
    pub size: u64,
    chunks: i64,
}

#[derive(sqlx::FromRow)]
struct ExportRow {
    bytes: i64,
    chunks: i64,
    #[sqlx(flatten)]
    job: JobRow,
}

impl TryFrom<ExportRow> for Export {
    type Error = sqlx::Error;
    fn try_from(row: ExportRow) -> Result<Self> {
        Ok(Self { job: row.job.try_into()?, size: u64::try_from(row.bytes).unwrap_or(0), chunks: row.chunks })
    }
}

/// Begins a file for a job; `place` is where its first part begins.
pub async fn insert(conn: &mut Conn<'_>, job: JobId, place: &str) -> Result<()> {
    one_row(execute!(conn, "INSERT INTO exports (job_id, place) VALUES ($1, $2)", job.0, place)?)
}

/// Where the part that comes next begins, and whether it is the first.
pub async fn place(conn: &mut Conn<'_>, job: JobId) -> Result<Option<(String, bool)>> {
    let sql = "SELECT place, chunks FROM exports WHERE job_id = $1";
    Ok(fetch!(optional, (String, i64), conn, sql, job.0)?.map(|(place, chunks)| (place, chunks == 0)))
}

/// Adds what a part has made, and where the next one begins.
pub async fn add_chunk(conn: &mut Conn<'_>, job: JobId, content: &[u8], place: &str) -> Result<()> {
    let packed = pack(content).map_err(sqlx::Error::Io)?;
    one_row(execute!(
        &mut *conn,
        "INSERT INTO export_chunks (job_id, number, content) SELECT job_id, chunks, $2 FROM exports WHERE job_id = $1",
        job.0,
        packed,
    )?)?;
    one_row(execute!(
        conn,
        "UPDATE exports SET chunks = chunks + 1, bytes = bytes + $2, place = $3 WHERE job_id = $1",
        job.0,
        i64::try_from(content.len()).unwrap_or(i64::MAX),
        place,
    )?)
}

/// A file of this person, whatever became of it.
pub async fn find(conn: &mut Conn<'_>, job: JobId, actor: UserId) -> Result<Option<Export>> {
    fetch!(
        optional,
        ExportRow,
        conn,
        "SELECT e.bytes, e.chunks, j.id, j.account_id, j.actor_id, j.task, j.address, j.total, j.done, j.refused, \
             j.tries, j.created_at, j.ended_at, j.ending \
         FROM exports e JOIN jobs j ON j.id = e.job_id WHERE e.job_id = $1 AND j.actor_id = $2",
        job.0,
        actor.0
    )?
    .map(Export::try_from)
    .transpose()
}

/// The newest files of this person.
pub async fn list(conn: &mut Conn<'_>, account: AccountId, actor: UserId, most: i64) -> Result<Vec<Export>> {
    fetch!(
        all,
        ExportRow,
        conn,
        "SELECT e.bytes, e.chunks, j.id, j.account_id, j.actor_id, j.task, j.address, j.total, j.done, j.refused, \
             j.tries, j.created_at, j.ended_at, j.ending \
         FROM jobs j JOIN exports e ON e.job_id = j.id WHERE j.account_id = $1 AND j.actor_id = $2 \
         ORDER BY j.created_at DESC, j.id DESC LIMIT $3",
        account.0,
        actor.0,
        most
    )?
    .into_iter()
    .map(Export::try_from)
    .collect()
}

impl Export {
    /// A chunk of it, from 0 on; nothing behind the last.
    ///
    /// # Errors
    /// Where one is missing: a file that was forgotten meanwhile is no shorter file.
    pub async fn chunk(&self, conn: &mut Conn<'_>, number: i64) -> Result<Option<Vec<u8>>> {
        if number >= self.chunks {
            return Ok(None);
        }
        let sql = "SELECT content FROM export_chunks WHERE job_id = $1 AND number = $2";
        let (packed,) = fetch!(one, (Vec<u8>,), conn, sql, self.job.id.0, number)?;
        unpack(&packed).map(Some).map_err(sqlx::Error::Io)
    }
}

/// Deletes a file; whether there was one.
pub async fn delete(conn: &mut Conn<'_>, job: JobId) -> Result<bool> {
    Ok(execute!(conn, "DELETE FROM exports WHERE job_id = $1", job.0)? == 1)
}

/// Removes files that ended before, and what was made of those that nobody will have; how many files.
pub async fn forget(conn: &mut Conn<'_>, before: Timestamp) -> Result<u64> {
    execute!(
        &mut *conn,
        "DELETE FROM export_chunks WHERE job_id IN \
             (SELECT e.job_id FROM exports e JOIN jobs j ON j.id = e.job_id WHERE j.ending <> 'done')"
    )?;
    execute!(conn, "DELETE FROM exports WHERE job_id IN (SELECT id FROM jobs WHERE ended_at <= $1)", At(before))
}

/// As it is kept: names, roles and words come time and again, so that a file takes a tenth of its size.
fn pack(content: &[u8]) -> std::io::Result<Vec<u8>> {
    let mut encoder = ZlibEncoder::new(Vec::new(), Compression::fast());
    encoder.write_all(content)?;
    encoder.finish()
}

fn unpack(packed: &[u8]) -> std::io::Result<Vec<u8>> {
    let mut content = Vec::new();
    ZlibDecoder::new(packed).read_to_end(&mut content)?;
    Ok(content)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_packed_is_unpacked() {
        for content in [Vec::new(), b"anna@exemple.fr;Anna\r\n".repeat(1_000)] {
            assert_eq!(unpack(&pack(&content).unwrap()).unwrap(), content);
        }
    }
}
