//! The day came: the user is inactive, and the history says since when [S3.22]. Sessions and links were refused at once.

use super::MOST;
use crate::{
    domain::{
        answer::Finding,
        history::{Action, Entry},
        id::{AccountId, UserId},
        invitation::Ending,
        time::Timestamp,
        user::{Inactivity, UserState},
    },
    server::{
        app::App,
        operations::links,
        store::{self, Conn, Setting, accounts, invitations, messages, sessions, users},
    },
};

/// Moves those whose access has ended; how many.
///
/// # Errors
/// The database's.
pub async fn end(app: &App, now: Timestamp) -> store::Result<u64> {
    let due = users::accounts_with_ends(&mut app.db.read().await?.conn(), now).await?;
    let mut count = 0;
    for account in due {
        count += end_in(app, account, now).await?;
    }
    Ok(count)
}

async fn end_in(app: &App, account: AccountId, now: Timestamp) -> store::Result<u64> {
    let mut count = 0;
    loop {
        let mut tx = app.db.begin().await?;
        accounts::lock(&mut tx.conn(), account).await?;
        let due = users::ended(&mut tx.conn(), account, now, MOST).await?;
        let mut entries = Vec::with_capacity(due.len());
        for (user, state) in due {
            let reason = Some(Inactivity::Ended);
            if users::move_to(&mut tx.conn(), user, state, UserState::Inactive, reason, now).await? {
                close_invitation(&mut tx.conn(), user, now).await?;
                sessions::delete_of_user(&mut tx.conn(), user, None).await?;
                links::end_all(&mut tx.conn(), user, now).await?;
                entries.push(Entry::new(Action::AccessEnded).on(user));
            }
        }
        if entries.is_empty() {
            return Ok(count);
        }
        count += entries.len() as u64;
        users::notify_changed(&mut tx.conn(), account).await?;
        tx.commit(&Setting { account, at: now, address: "", random: &app.random }, &entries).await?;
        app.users_changed(account);
    }
}

async fn close_invitation(conn: &mut Conn<'_>, user: UserId, now: Timestamp) -> store::Result<()> {
    if let Some(open) = invitations::find_open(conn, user).await?
        && invitations::end(conn, open, Ending::Revoked, now).await?
    {
        messages::withdraw(conn, open, Finding::AccessEnded).await?;
    }
    Ok(())
}
