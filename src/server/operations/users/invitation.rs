//! A new invitation for somebody who is a user already: the older link dies.

use super::step::Step;
use crate::{
    domain::{
        answer::Finding,
        id::{InvitationId, MessageId},
        invitation::Ending,
        message::MessageKind,
    },
    server::{
        operations::{Error, daily, join_link, settings},
        store::{
            invitations::{self, NewInvitation, Sending},
            messages::{self, NewMessage, Subject},
            users,
        },
    },
};

/// Ends the open invitation, and what waits to be sent for it; nothing where none is open.
///
/// # Errors
/// The database's.
pub async fn close(step: &mut Step<'_, '_>, ending: Ending, why: Finding) -> Result<(), Error> {
    if let Some(open) = invitations::find_open(&mut step.conn, step.person.id).await?
        && invitations::end(&mut step.conn, open, ending, step.now).await?
    {
        messages::withdraw(&mut step.conn, open, why).await?;
    }
    Ok(())
}

/// Opens a new one and queues its mail, in the person's language. `words` are the inviter's own.
///
/// # Errors
/// [`Refusal::DailyLimit`](crate::domain::verb::Refusal::DailyLimit) where the account has sent enough for today.
pub async fn open(step: &mut Step<'_, '_>, words: &str) -> Result<(), Error> {
    close(step, Ending::Replaced, Finding::Replaced).await?;
    let (app, now) = (step.app, step.now);
    daily::take_one(app, &mut step.conn, step.person.account, now).await?;
    let id = InvitationId(app.random.id(now));
    let sending = Sending {
        account: step.person.account,
        batch: None,
        inviter: Some(step.manager.id()),
        language: step.person.language,
        message: words,
        now,
        expires: settings::invitation_end(app, &mut step.conn, step.person.account, now).await?,
    };
    let address = step.person.email.as_str();
    let invitation = NewInvitation { id, user: step.person.id, address, token: join_link::token(app, id).hash() };
    invitations::insert(&mut step.conn, &sending, &[invitation]).await?;
    let message = NewMessage {
        id: MessageId(app.random.id(now)),
        user: step.person.id,
        subject: Subject::Invitation(id),
        address,
    };
    let (kind, language) = (MessageKind::Invitation, step.person.language);
    messages::insert(&mut step.conn, step.person.account, kind, language, &[message], now).await?;
    Ok(users::set_invited(&mut step.conn, step.person.id, now).await?)
}
