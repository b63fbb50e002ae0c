//! The link of an open invitation, for who invites to hand over: shown, not sent, and each showing is in the history.

use crate::{
    domain::{
        history::{Action, Entry},
        id::UserId,
        time::Timestamp,
        verb::{Refusal, Verb},
    },
    server::{
        app::App,
        context::{Actor, Visit},
        operations::{Error, Manager, join_link, refusal},
        store::{Setting, accounts, invitations, users::Person},
    },
};

/// A link that works, and until when.
pub struct Link {
    pub person: Person,
    pub url: String,
    pub expires_at: Timestamp,
}

/// The link; nothing where it has expired, and only another one helps.
///
/// # Errors
/// [`Error::NotAllowed`] below Approver in users, [`Error::Refused`] for who isn't invited; both are in the history.
pub async fn show_link(app: &App, visit: &Visit, actor: &Actor, id: UserId) -> Result<Option<Link>, Error> {
    let now = app.clock.now();
    let address = visit.address_text();
    let setting = Setting { account: actor.account(), at: now, address: &address, random: &app.random };
    let tried = async {
        let mut tx = app.db.begin().await?;
        accounts::lock(&mut tx.conn(), actor.account()).await?;
        let manager = Manager::now(&mut tx.conn(), actor, Verb::ShowLink.level(), now).await?;
        let subject = manager.find(&mut tx.conn(), id, now).await?.ok_or(Refusal::Gone)?;
        manager.check(&subject, Verb::ShowLink)?;
        let person = subject.person;
        let Some(open) = invitations::find_open(&mut tx.conn(), id).await? else { return Ok(None) };
        let expires_at = invitations::expiry(&mut tx.conn(), open).await?;
        if expires_at <= now {
            return Ok(None);
        }
        tx.commit(&setting, &[Entry::new(Action::LinkShown).by(actor.id()).on(id)]).await?;
        Ok(Some(Link { person, url: app.config.link(&join_link::path(app, open)), expires_at }))
    };
    let entry = Entry::new(Action::LinkShown).by(actor.id()).on(id);
    let link = refusal::remember(app, visit, actor, entry, tried.await).await?;
    tracing::info!(user.id = %id, "invitation.show_link");
    Ok(link)
}
