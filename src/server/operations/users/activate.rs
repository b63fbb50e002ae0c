//! "Activer": whoever has a password is in again at once and told by mail; anybody else is invited [S5.13–S5.16].

use super::{
    access_end, invitation,
    step::{Done, Step},
};
use crate::{
    domain::{history::Change, id::MessageId, message::MessageKind, user::UserState, verb::Refusal},
    server::{
        operations::Error,
        store::{
            messages::{self, NewMessage, Subject},
            users,
        },
    },
};

pub(super) async fn activate(step: &mut Step<'_, '_>) -> Result<(Done, Option<Change>), Error> {
    let from = step.person.state;
    let to = from.activate(step.person.has_password).map_err(Refusal::State)?;
    let past = step.person.access_ends_at.filter(|end| *end <= step.now);
    if past.is_some() {
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
    let change = past.and_then(|end| Change::between("ends_on", &access_end::day(end, &step.app.zone), ""));
    Ok((Done::mailed(to), change))
}
