use super::{
    Conn, Result,
    db::{corrupt, execute, fetch},
    types::At,
};
use crate::domain::{
    id::{AccountId, BatchId, UserId},
    time::Timestamp,
};

/// Remembers a sending; whether its id is new.
pub async fn insert(
    conn: &mut Conn<'_>,
    id: BatchId,
    account: AccountId,
    inviter: UserId,
    digest: &[u8],
    now: Timestamp,
) -> Result<bool> {
    let inserted = execute!(
        conn,
        "INSERT INTO batches (id, account_id, inviter_id, digest, results, created_at) \
         VALUES ($1, $2, $3, $4, '{}', $5) ON CONFLICT DO NOTHING",
        id.0,
        account.0,
        inviter.0,
        digest,
        At(now),
    )?;
    Ok(inserted == 1)
}

pub async fn set_results<T: serde::Serialize>(conn: &mut Conn<'_>, id: BatchId, results: &T) -> Result<()> {
    let text = serde_json::to_string(results).map_err(|e| sqlx::Error::Encode(Box::new(e)))?;
    super::db::one_row(execute!(conn, "UPDATE batches SET results = $2 WHERE id = $1", id.0, text.as_str())?)
}

/// The digest of what was sent under this id by this person, if anything was.
pub async fn digest(conn: &mut Conn<'_>, id: BatchId, inviter: UserId) -> Result<Option<Vec<u8>>> {
    let row = fetch!(
        optional,
        (Vec<u8>,),
        conn,
        "SELECT digest FROM batches WHERE id = $1 AND inviter_id = $2",
        id.0,
        inviter.0
    )?;
    Ok(row.map(|(digest,)| digest))
}

/// Forgets what became of the addresses of sendings before `before`; how many.
pub async fn forget_results(conn: &mut Conn<'_>, before: Timestamp) -> Result<u64> {
    execute!(conn, "UPDATE batches SET results = '' WHERE created_at < $1 AND results <> ''", At(before))
}

/// The results, for the person who sent it alone, as long as they are kept.
pub async fn results<T: serde::de::DeserializeOwned>(
    conn: &mut Conn<'_>,
    id: BatchId,
    inviter: UserId,
) -> Result<Option<T>> {
    let row = fetch!(
        optional,
        (String,),
        conn,
        "SELECT results FROM batches WHERE id = $1 AND inviter_id = $2 AND results <> ''",
        id.0,
        inviter.0
    )?;
    row.map(|(text,)| serde_json::from_str(&text).map_err(corrupt)).transpose()
}
