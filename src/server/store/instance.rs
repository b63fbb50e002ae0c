//! Facts about the whole instance, and the set-up links.

use super::{
    Conn, Result,
    db::{execute, fetch, one_row},
    types::At,
};
use crate::{domain::time::Timestamp, server::token::TokenHash};

/// The value kept under `name`: the present one, or `value` where there was none.
pub async fn remember(conn: &mut Conn<'_>, name: &str, value: &str) -> Result<String> {
    execute!(conn, "INSERT INTO instance (name, value) VALUES ($1, $2) ON CONFLICT DO NOTHING", name, value)?;
    let (kept,) = fetch!(one, (String,), conn, "SELECT value FROM instance WHERE name = $1", name)?;
    Ok(kept)
}

/// Sets the domain that the Message-IDs of mails end in, from the next mail queued on.
pub async fn set_mail_domain(conn: &mut Conn<'_>, domain: &str) -> Result<()> {
    execute!(
        conn,
        "INSERT INTO instance (name, value) VALUES ('mail_domain', $1) \
         ON CONFLICT (name) DO UPDATE SET value = excluded.value",
        domain
    )?;
    Ok(())
}

pub async fn mail_domain(conn: &mut Conn<'_>) -> Result<String> {
    let (domain,) = fetch!(one, (String,), conn, "SELECT value FROM instance WHERE name = 'mail_domain'")?;
    Ok(domain)
}

/// The value kept under `name`, if any.
pub async fn find(conn: &mut Conn<'_>, name: &str) -> Result<Option<String>> {
    let row = fetch!(optional, (String,), conn, "SELECT value FROM instance WHERE name = $1", name)?;
    Ok(row.map(|(value,)| value))
}

/// Keeps `value` under `name`, whatever was there.
pub async fn set(conn: &mut Conn<'_>, name: &str, value: &str) -> Result<()> {
    one_row(execute!(
        conn,
        "INSERT INTO instance (name, value) VALUES ($1, $2) ON CONFLICT (name) DO UPDATE SET value = excluded.value",
        name,
        value
    )?)
}

/// Makes `hash` the only set-up link.
pub async fn replace_setup_link(conn: &mut Conn<'_>, hash: TokenHash, now: Timestamp) -> Result<()> {
    execute!(conn, "DELETE FROM setup_links")?;
    execute!(conn, "INSERT INTO setup_links (token_hash, created_at) VALUES ($1, $2)", hash, At(now))?;
    Ok(())
}

pub async fn is_setup_link(conn: &mut Conn<'_>, hash: TokenHash) -> Result<bool> {
    let found = fetch!(optional, (i32,), conn, "SELECT 1 FROM setup_links WHERE token_hash = $1", hash)?;
    Ok(found.is_some())
}

/// Uses the set-up link up; whether it was one.
pub async fn take_setup_link(conn: &mut Conn<'_>, hash: TokenHash) -> Result<bool> {
    Ok(execute!(conn, "DELETE FROM setup_links WHERE token_hash = $1", hash)? == 1)
}

/// Lets one transaction at a time decide whether there is to be a first account. SQLite's exclude each other anyway.
pub async fn lock_setup_links(conn: &mut Conn<'_>) -> Result<()> {
    if let Conn::Postgres(c) = conn {
        sqlx::query("LOCK TABLE setup_links IN EXCLUSIVE MODE").execute(&mut **c).await?;
    }
    Ok(())
}

pub async fn clear_setup_links(conn: &mut Conn<'_>) -> Result<()> {
    execute!(conn, "DELETE FROM setup_links")?;
    Ok(())
}
