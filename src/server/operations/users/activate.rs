//! "Activer": whoever has a password is in again at once and told by mail; anybody else is invited [S5.13–S5.16].

use super::{
    invitation,
    step::{Done, Step},
};
use crate::{
    domain::{id::MessageId, message::MessageKind, user::UserState, verb::Refusal},
    server::{
        operations::Error,
        store::{
            messages::{self, NewMessage, Subject},
            users,
        },
    },
};

pub(super) async fn activate(step: &mut Step<'_, '_>) -> Result<Done, Error> {
    let from = step.person.state;
    let to = from.activate(step.person.has_password).map_err(Refusal::State)?;
    if step.person.access_ends_at.is_some_and(|end| end <= step.now) {
        // An end that has passed would end the access again at once.
        users::clear_access_end(&mut step.conn, step.person.id).await?;
    }
    step.take_a_seat().await?;
    if !users::move_to(&mut step.conn, step.person.id, from, to, None, step.now).await? {
        return Err(Refusal::State(from).into());
    }
    if to == UserState::Invited {
        invitation::open(step, "").await?;
    } else {
        let message = NewMessage {
            id: MessageId(step.app.random.id(step.now)),
            user: step.person.id,
            subject: Subject::Notice(&serde_json::Value::Null),
            address: step.person.notices_to(),
        };
        let (account, language) = (step.person.account, step.person.language);
        messages::insert(&mut step.conn, account, MessageKind::Activated, language, &[message], step.now).await?;
    }
    Ok(Done::mailed(to))
}
