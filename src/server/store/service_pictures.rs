//! The pictures of services. A service says which version it has, so that lists needn't look here.

use super::{
    Conn, Result,
    db::{corrupt, execute, fetch, one_row},
};
use crate::domain::{
    id::{AccountId, ServiceId},
    picture::PictureKind,
};

/// A picture as it was sent.
pub struct Picture {
    pub kind: PictureKind,
    pub content: Vec<u8>,
    /// Another one with every change.
    pub version: String,
}

pub async fn find(conn: &mut Conn<'_>, account: AccountId, id: ServiceId) -> Result<Option<Picture>> {
    let sql = "SELECT p.kind, p.content, s.picture FROM service_pictures p JOIN services s ON s.id = p.service_id \
        WHERE p.account_id = $1 AND p.service_id = $2";
    let row = fetch!(optional, (String, Vec<u8>, String), conn, sql, account.0, id.0)?;
    row.map(|(kind, content, version)| Ok(Picture { kind: kind.parse().map_err(corrupt)?, content, version }))
        .transpose()
}

/// In the place of the one before. The account must be locked.
pub async fn set(conn: &mut Conn<'_>, account: AccountId, id: ServiceId, picture: &Picture) -> Result<()> {
    one_row(execute!(
        &mut *conn,
        "INSERT INTO service_pictures (account_id, service_id, kind, content) VALUES ($1, $2, $3, $4) \
         ON CONFLICT (service_id) DO UPDATE SET kind = excluded.kind, content = excluded.content",
        account.0,
        id.0,
        picture.kind.as_str(),
        picture.content.as_slice(),
    )?)?;
    note(conn, account, id, &picture.version).await
}

/// Whether there was one. The account must be locked.
pub async fn delete(conn: &mut Conn<'_>, account: AccountId, id: ServiceId) -> Result<bool> {
    let sql = "DELETE FROM service_pictures WHERE account_id = $1 AND service_id = $2";
    if execute!(&mut *conn, sql, account.0, id.0)? == 0 {
        return Ok(false);
    }
    note(conn, account, id, "").await?;
    Ok(true)
}

async fn note(conn: &mut Conn<'_>, account: AccountId, id: ServiceId, version: &str) -> Result<()> {
    let sql = "UPDATE services SET picture = $3 WHERE account_id = $1 AND id = $2";
    one_row(execute!(conn, sql, account.0, id.0, version)?)
}
