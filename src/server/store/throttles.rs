use super::{
    Conn, Result,
    db::{execute, fetch},
    types::At,
};
use crate::domain::time::Timestamp;

/// Counts tries in one statement, from none again where the last was before `forget`; gives the tries so far and until
/// when they are blocked.
pub async fn count(
    conn: &mut Conn<'_>,
    key: &[u8],
    tries: u32,
    now: Timestamp,
    forget: Timestamp,
) -> Result<(u32, Timestamp)> {
    let (tries, blocked_until) = fetch!(
        one,
        (i64, At),
        conn,
        "INSERT INTO throttles (key, failures, failed_at, blocked_until) VALUES ($1, $4, $2, $2) \
         ON CONFLICT (key) DO UPDATE SET failed_at = excluded.failed_at, \
             failures = CASE WHEN throttles.failed_at < $3 THEN $4 ELSE throttles.failures + $4 END \
         RETURNING failures, blocked_until",
        key,
        At(now),
        At(forget),
        i64::from(tries),
    )?;
    Ok((u32::try_from(tries).unwrap_or(u32::MAX), blocked_until.0))
}

pub async fn block(conn: &mut Conn<'_>, key: &[u8], until: Timestamp) -> Result<()> {
    execute!(conn, "UPDATE throttles SET blocked_until = $2 WHERE key = $1", key, At(until))?;
    Ok(())
}

/// Takes one try back, and its delay.
pub async fn take_back(conn: &mut Conn<'_>, key: &[u8], now: Timestamp) -> Result<()> {
    execute!(
        conn,
        "UPDATE throttles SET failures = failures - 1, blocked_until = $2 WHERE key = $1 AND failures > 0",
        key,
        At(now)
    )?;
    Ok(())
}

pub async fn touch(conn: &mut Conn<'_>, key: &[u8], now: Timestamp) -> Result<()> {
    execute!(conn, "UPDATE throttles SET failed_at = $2 WHERE key = $1", key, At(now))?;
    Ok(())
}

pub async fn clear(conn: &mut Conn<'_>, key: &[u8]) -> Result<()> {
    execute!(conn, "DELETE FROM throttles WHERE key = $1", key)?;
    Ok(())
}

/// Forgets what nobody has added to since `before`.
pub async fn forget(conn: &mut Conn<'_>, before: Timestamp) -> Result<u64> {
    execute!(conn, "DELETE FROM throttles WHERE failed_at < $1", At(before))
}
