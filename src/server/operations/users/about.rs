//! What is asked before a verb is done: who it is, and whether it could be done. It changes nothing.

use super::step::check;
use crate::{
    domain::{
        access::{Area, Role},
        id::UserId,
        verb::{Refusal, Verb},
    },
    server::{
        app::App,
        context::Actor,
        operations::Error,
        store::{
            roles,
            users::{self, Person},
        },
    },
};

/// Somebody to whom a verb may be done.
pub struct About {
    pub person: Person,
    /// Why it can't be done as things stand.
    pub refusal: Option<Refusal>,
}

/// # Errors
/// [`Error::NotAllowed`] below the verb's level in users, [`Error::NotFound`] for nobody of this account.
pub async fn about(app: &App, actor: &Actor, id: UserId, verb: Verb) -> Result<About, Error> {
    let actor = actor.granted(Area::Users, verb.level())?;
    let person = users::find(&mut app.db.read().await?.conn(), actor.account(), id).await?.ok_or(Error::NotFound)?;
    let refusal = check(&actor, &person, verb).err();
    Ok(About { person, refusal })
}

/// The roles that somebody may be given instead of the present one: those within the giver's own.
///
/// # Errors
/// [`Error::NotAllowed`] below Approver in users.
pub async fn other_roles(app: &App, actor: &Actor, person: &Person) -> Result<Vec<Role>, Error> {
    let actor = actor.granted(Area::Users, Verb::ChangeRole.level())?;
    let mut roles = roles::list(&mut app.db.read().await?.conn(), actor.account()).await?;
    roles.retain(|role| role.id != person.role.id && role.within(actor.role()));
    Ok(roles)
}
