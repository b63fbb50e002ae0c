//! "Révoquer": closes an open or expired invitation; the user stays, inactive [S2.17].

use super::{
    invitation,
    step::{Done, Step},
};
use crate::{
    domain::{
        answer::Finding,
        invitation::Ending,
        user::{Inactivity, UserState},
        verb::Refusal,
    },
    server::{operations::Error, store::users},
};

pub(super) async fn revoke(step: &mut Step<'_, '_>) -> Result<Done, Error> {
    let from = step.person.state;
    let to = from.revoke().map_err(Refusal::State)?;
    invitation::close(step, Ending::Revoked, Finding::Revoked).await?;
    if !users::move_to(&mut step.conn, step.person.id, from, to, Some(Inactivity::Revoked), step.now).await? {
        return Err(Refusal::State(UserState::Active).into());
    }
    Ok(Done::quiet(to))
}
