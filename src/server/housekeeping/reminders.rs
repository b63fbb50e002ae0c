//! An invitation that nobody has answered gets one mail more, some days before it expires: the same link again.

use super::MOST;
use crate::{
    domain::{
        id::MessageId,
        message::MessageKind,
        time::{DAY, Timestamp},
    },
    server::{
        app::App,
        store::{
            self,
            invitations::{self, Unanswered},
            messages::{self, NewMessage, Subject},
        },
    },
};

/// Queues the reminders that are due; how many.
///
/// # Errors
/// The database's.
pub async fn send(app: &App, now: Timestamp) -> store::Result<u64> {
    let before = DAY * app.config.reminder_days;
    if before.is_zero() {
        return Ok(0);
    }
    let mut count = 0;
    loop {
        let mut tx = app.db.begin().await?;
        let due = invitations::unanswered(&mut tx.conn(), now, now + before, MOST).await?;
        let mut taken = 0;
        for unanswered in due {
            let Unanswered { id, account, user, email, language, created_at, expires_at } = unanswered;
            if !invitations::set_reminded(&mut tx.conn(), id, now).await? {
                continue;
            }
            taken += 1;
            // One that never lived for longer needs no reminder.
            if expires_at.since(created_at) > before {
                let (id, subject) = (MessageId(app.random.id(now)), Subject::Invitation(id));
                let message = NewMessage { id, user, subject, address: &email };
                messages::insert(&mut tx.conn(), account, MessageKind::Reminder, language, &[message], now).await?;
                count += 1;
            }
        }
        if taken == 0 {
            break;
        }
        tx.commit_bookkeeping().await?;
    }
    if count > 0 {
        app.outbox.wake();
    }
    Ok(count)
}
