//! The built-in mailbox: reads what the outbox holds, for administrators, as long as no SMTP server is set.

use super::Error;
use crate::{
    domain::id::MessageId,
    server::{
        app::App,
        context::{Actor, Granted},
        store::messages::{self, Message},
    },
};

/// Messages on a page.
const PAGE: i64 = 50;

/// Links in the messages open users' accounts, so administrators alone read them, and only while there is no server
/// to send them.
fn reader<'a>(app: &App, actor: &'a Actor) -> Result<Granted<'a>, Error> {
    let administrator = actor.administers()?;
    if app.outbox.has_server() { Err(Error::NotFound) } else { Ok(administrator) }
}

/// The newest messages of the account.
///
/// # Errors
/// [`Error::NotAllowed`] for anybody but administrators, [`Error::NotFound`] where mails are sent.
pub async fn list(app: &App, actor: &Actor, before: Option<MessageId>) -> Result<Vec<Message>, Error> {
    let actor = reader(app, actor)?;
    Ok(messages::list(&mut app.db.read().await?.conn(), actor.account(), before, PAGE).await?)
}

/// # Errors
/// As [`list`], and [`Error::NotFound`] where there is no such message.
pub async fn read(app: &App, actor: &Actor, id: MessageId) -> Result<Message, Error> {
    let actor = reader(app, actor)?;
    messages::find(&mut app.db.read().await?.conn(), actor.account(), id).await?.ok_or(Error::NotFound)
}

/// Whether there may be older messages than these.
#[must_use]
pub fn is_full(page: &[Message]) -> bool {
    i64::try_from(page.len()).is_ok_and(|n| n >= PAGE)
}
