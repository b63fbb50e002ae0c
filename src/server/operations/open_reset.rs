use super::{links, reset_link, settings};
use crate::{
    domain::{
        id::{MessageId, ResetId, UserId},
        message::MessageKind,
        reset::Ending,
        time::Timestamp,
    },
    server::{
        app::App,
        store::{
            Conn, Result,
            messages::{self, NewMessage, Subject},
            resets::{self, NewReset},
            users::Person,
        },
    },
};

/// Opens a reset for somebody and queues its mail to the sign-in address; the older link and code die. The account is
/// locked. `actor` is the administrator who starts it, if one does.
///
/// # Errors
/// The database's.
pub async fn open_reset(
    app: &App,
    conn: &mut Conn<'_>,
    person: &Person,
    actor: Option<UserId>,
    now: Timestamp,
) -> Result<()> {
    links::end_reset(conn, person.id, Ending::Replaced, now).await?;
    let id = ResetId(app.random.id(now));
    let token = reset_link::token(app, id).hash();
    let expires = settings::reset_end(app, conn, person.account, now).await?;
    let new = NewReset { id, account: person.account, user: person.id, actor, token, expires };
    resets::insert(conn, &new, now).await?;
    let message = NewMessage {
        id: MessageId(app.random.id(now)),
        user: person.id,
        subject: Subject::Reset(id),
        address: &person.email,
    };
    messages::insert(conn, person.account, MessageKind::Reset, person.language, &[message], now).await?;
    Ok(())
}
