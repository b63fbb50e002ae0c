//! "Restaurer": back as inactive; access comes by activating.

use super::step::{Done, Step};
use crate::{
    domain::{user::Inactivity, verb::Refusal},
    server::{operations::Error, store::users},
};

pub(super) async fn restore(step: &mut Step<'_, '_>) -> Result<Done, Error> {
    let from = step.person.state;
    let to = from.restore().map_err(Refusal::State)?;
    let reason = if step.person.has_password { Inactivity::Deactivated } else { Inactivity::NeverActivated };
    if !users::move_to(&mut step.conn, step.person.id, from, to, Some(reason), step.now).await? {
        return Err(Refusal::Gone.into());
    }
    Ok(Done::quiet(to))
}
