//! An access will end: the person is told, and whoever set the end, 7 days and 1 day before, each once [S3.22].

use super::MOST;
use crate::{
    domain::{
        id::{AccountId, MessageId, UserId},
        message::MessageKind,
        time::Timestamp,
        user::UserState,
    },
    server::{
        app::App,
        operations::users::access_end::{NOTICES, notices_past},
        store::{
            self, Conn,
            messages::{self, NewMessage, Subject},
            users::{self, Person},
        },
    },
};
use serde_json::json;

/// Queues the notices that are due; for how many people.
///
/// # Errors
/// The database's.
pub async fn send(app: &App, now: Timestamp) -> store::Result<u64> {
    let [early, late] = NOTICES;
    let mut count = 0;
    loop {
        let due = users::ending(&mut app.db.read().await?.conn(), now, now + early, now + late, MOST).await?;
        let mut taken = 0;
        for (account, user) in due {
            taken += u64::from(notify(app, account, user, now).await?);
        }
        if taken == 0 {
            break;
        }
        count += taken;
    }
    if count > 0 {
        app.outbox.wake();
    }
    Ok(count)
}

/// Whether a notice of this person's end was still due.
async fn notify(app: &App, account: AccountId, user: UserId, now: Timestamp) -> store::Result<bool> {
    let mut tx = app.db.begin().await?;
    let Some(person) = users::find(&mut tx.conn(), account, user).await? else { return Ok(false) };
    let Some(end) = person.access_ends_at else { return Ok(false) };
    if !users::note_end_notice(&mut tx.conn(), user, end, notices_past(end, now)).await? {
        return Ok(false);
    }
    queue(app, &mut tx.conn(), &person, user, end, now).await?;
    if let Some(setter) = person.access_ends_set_by
        && let Some(setter) = users::find(&mut tx.conn(), account, setter).await?
        && setter.state == UserState::Active
    {
        queue(app, &mut tx.conn(), &setter, user, end, now).await?;
    }
    tx.commit_bookkeeping().await?;
    Ok(true)
}

async fn queue(
    app: &App,
    conn: &mut Conn<'_>,
    reader: &Person,
    about: UserId,
    end: Timestamp,
    now: Timestamp,
) -> store::Result<()> {
    let particulars = json!({ "ends_at": end.as_micros() });
    let message = NewMessage {
        id: MessageId(app.random.id(now)),
        user: reader.id,
        subject: Subject::About(about, &particulars),
        address: reader.notices_to(),
    };
    messages::insert(conn, reader.account, MessageKind::AccessEnds, reader.language, &[message], now).await?;
    Ok(())
}
