//! "Désactiver": ends every session; the next request of each is refused.

use super::step::{Done, Step};
use crate::{
    domain::{user::Inactivity, verb::Refusal},
    server::{
        operations::{Error, links},
        store::{sessions, users},
    },
};

pub(super) async fn deactivate(step: &mut Step<'_, '_>) -> Result<Done, Error> {
    let from = step.person.state;
    let to = from.deactivate().map_err(Refusal::State)?;
    step.keep_an_administrator().await?;
    if !users::move_to(&mut step.conn, step.person.id, from, to, Some(Inactivity::Deactivated), step.now).await? {
        return Err(Refusal::State(from).into());
    }
    sessions::delete_of_user(&mut step.conn, step.person.id, None).await?;
    links::end_all(&mut step.conn, step.person.id, step.now).await?;
    Ok(Done::quiet(to))
}
