//! What is asked before a verb is done: who it is, and whether it could be done. It changes nothing.

use crate::{
    domain::{
        access::{Level, Rights, Role},
        id::UserId,
        verb::{Refusal, Verb},
    },
    server::{
        app::App,
        context::Actor,
        operations::{Error, Manager},
        store::{roles, users::Person},
    },
};

/// Somebody to whom a verb may be done.
pub struct About {
    pub person: Person,
    pub rights: Rights,
    /// The actor's level in users over that person.
    pub level: Level,
    /// Why it can't be done as things stand.
    pub refusal: Option<Refusal>,
}

/// # Errors
/// [`Error::NotAllowed`] below the verb's level in users, [`Error::NotFound`] for nobody of this account.
pub async fn about(app: &App, actor: &Actor, id: UserId, verb: Verb) -> Result<About, Error> {
    let mut reader = app.db.read().await?;
    let manager = Manager::of_request(&mut reader.conn(), actor, verb.level()).await?;
    let subject = manager.find(&mut reader.conn(), id, app.clock.now()).await?.ok_or(Error::NotFound)?;
    let refusal = manager.check(&subject, verb).err();
    let level = manager.level_over(&subject.rights);
    Ok(About { person: subject.person, rights: subject.rights, level, refusal })
}

/// The roles that somebody may be given instead of the present one: those within the giver's own.
///
/// # Errors
/// [`Error::NotAllowed`] below Approver in users.
pub async fn other_roles(app: &App, actor: &Actor, rights: &Rights) -> Result<Vec<Role>, Error> {
    let mut reader = app.db.read().await?;
    let manager = Manager::of_request(&mut reader.conn(), actor, Verb::ChangeRole.level()).await?;
    let mut roles = roles::list(&mut reader.conn(), actor.account()).await?;
    roles.retain(|role| role.id != rights.role.id && manager.gives_instead(rights, role));
    Ok(roles)
}
