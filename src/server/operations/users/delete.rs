//! "Supprimer": gone at once from the list, with sessions and links; restorable for some days [S1.17–S1.19, S3.13].

use super::{
    invitation,
    step::{Done, Step},
};
use crate::{
    domain::{answer::Finding, invitation::Ending, verb::Refusal},
    server::{
        operations::{Error, links},
        store::{sessions, users},
    },
};

pub(super) async fn delete(step: &mut Step<'_, '_>) -> Result<Done, Error> {
    let from = step.person.state;
    let to = from.delete().map_err(Refusal::State)?;
    step.keep_an_administrator().await?;
    invitation::close(step, Ending::Revoked, Finding::Deleted).await?;
    if !users::move_to(&mut step.conn, step.person.id, from, to, None, step.now).await? {
        return Err(Refusal::State(from).into());
    }
    sessions::delete_of_user(&mut step.conn, step.person.id, None).await?;
    links::end_all(&mut step.conn, step.person.id, step.now).await?;
    Ok(Done::quiet(to))
}
