//! What an account's settings mean.

use crate::{
    domain::{id::AccountId, password::Rules, time::Timestamp},
    server::{
        app::App,
        operations::Error,
        store::{self, Conn, settings},
    },
};

/// When an invitation made now expires.
///
/// # Errors
/// The database's.
pub async fn invitation_end(
    app: &App,
    conn: &mut Conn<'_>,
    account: AccountId,
    now: Timestamp,
) -> store::Result<Timestamp> {
    Ok(now + app.config.invitation_life(&settings::lives(conn, account).await?))
}

/// When a password reset opened now expires.
///
/// # Errors
/// The database's.
pub async fn reset_end(app: &App, conn: &mut Conn<'_>, account: AccountId, now: Timestamp) -> store::Result<Timestamp> {
    Ok(now + app.config.reset_life(&settings::lives(conn, account).await?))
}

/// What an account asks of passwords.
///
/// # Errors
/// The database's.
pub async fn password_rules(app: &App, account: AccountId) -> Result<Rules, Error> {
    Ok(settings::passwords(&mut app.db.read().await?.conn(), account).await?)
}
