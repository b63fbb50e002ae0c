//! With open sign-up anybody has an account, and an account sends mails to whom it likes: so many a day.

use super::Error;
use crate::{
    domain::{
        id::AccountId,
        time::{DAY, Timestamp},
        verb::Refusal,
    },
    server::{
        app::App,
        store::{Conn, messages},
    },
};

/// Invitations that the account may still send today, whoever asks for them and in whatever way: by the form, by a
/// file, again by an administrator or by the person invited. Nothing where there is no limit. Asked for inside the transaction
/// that sends them, which has locked the account.
///
/// # Errors
/// The database's.
pub async fn left(app: &App, conn: &mut Conn<'_>, account: AccountId, now: Timestamp) -> Result<Option<u64>, Error> {
    let Some(most) = app.config.daily_invitations() else { return Ok(None) };
    let sent = messages::count_invitations_since(conn, account, now - DAY).await?;
    Ok(Some(u64::from(most).saturating_sub(sent)))
}

/// Whether one more may go.
///
/// # Errors
/// [`Refusal::DailyLimit`] where it may not.
pub async fn take_one(app: &App, conn: &mut Conn<'_>, account: AccountId, now: Timestamp) -> Result<(), Error> {
    match left(app, conn, account, now).await? {
        Some(0) => Err(Refusal::DailyLimit.into()),
        _ => Ok(()),
    }
}
