//! An invitation has expired: an event of the history, and the inviter is told, in one mail a day at most however many
//! have expired.

use super::MOST;
use crate::{
    domain::{
        history::{Action, Entry},
        id::{AccountId, MessageId, UserId},
        message::MessageKind,
        time::{DAY, Timestamp},
        user::UserState,
    },
    server::{
        app::App,
        store::{
            self, Setting, invitations,
            messages::{self, NewMessage, Subject},
            users,
        },
    },
};
use serde_json::json;

/// Writes into the history which invitations have expired; how many.
///
/// # Errors
/// The database's.
pub async fn note(app: &App, now: Timestamp) -> store::Result<u64> {
    let due = invitations::accounts_with_expired(&mut app.db.read().await?.conn(), now).await?;
    let mut count = 0;
    for account in due {
        loop {
            let mut tx = app.db.begin().await?;
            let expired = invitations::note_expired(&mut tx.conn(), account, now, MOST).await?;
            if expired.is_empty() {
                break;
            }
            count += expired.len() as u64;
            let entries: Vec<Entry> =
                expired.into_iter().map(|user| Entry::new(Action::InvitationExpired).on(user)).collect();
            users::notify_changed(&mut tx.conn(), account).await?;
            tx.commit(&Setting { account, at: now, address: "", random: &app.random }, &entries).await?;
            app.users_changed(account);
        }
    }
    Ok(count)
}

/// Tells the inviters of what was noted; how many of them.
///
/// # Errors
/// The database's.
pub async fn tell(app: &App, now: Timestamp) -> store::Result<u64> {
    let waiting = invitations::inviters_to_tell(&mut app.db.read().await?.conn()).await?;
    let mut count = 0;
    for (account, inviter) in waiting {
        count += u64::from(tell_one(app, account, inviter, now).await?);
    }
    if count > 0 {
        app.outbox.wake();
    }
    Ok(count)
}

async fn tell_one(app: &App, account: AccountId, inviter: UserId, now: Timestamp) -> store::Result<bool> {
    let kind = MessageKind::InvitationExpired;
    let mut tx = app.db.begin().await?;
    if messages::count_since(&mut tx.conn(), inviter, kind, now - DAY).await? > 0 {
        // Told today: what has expired since goes into tomorrow's mail.
        return Ok(false);
    }
    let told = invitations::set_told(&mut tx.conn(), account, inviter, now).await?;
    let Some(first) = told.first() else { return Ok(false) };
    let reader = users::find(&mut tx.conn(), account, inviter).await?.filter(|p| p.state == UserState::Active);
    if let Some(reader) = &reader {
        let particulars = json!({ "count": told.len() });
        // One alone is named; many are a list to look at.
        let subject =
            if told.len() == 1 { Subject::About(*first, &particulars) } else { Subject::Notice(&particulars) };
        let message =
            NewMessage { id: MessageId(app.random.id(now)), user: inviter, subject, address: reader.notices_to() };
        messages::insert(&mut tx.conn(), account, kind, reader.language, &[message], now).await?;
    }
    tx.commit_bookkeeping().await?;
    Ok(reader.is_some())
}
