//! The link of an open invitation, for who invites to hand over: shown, not sent, and each showing is in the history.

use super::step::check;
use crate::{
    domain::{
        access::Area,
        history::{Action, Entry},
        id::UserId,
        time::Timestamp,
        verb::{Refusal, Verb},
    },
    server::{
        app::App,
        context::{Actor, Visit},
        operations::{Error, join_link, refusal},
        store::{
            Setting, accounts, invitations,
            users::{self, Person},
        },
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
        let granted = actor.granted(Area::Users, Verb::ShowLink.level())?;
        let mut tx = app.db.begin().await?;
        accounts::lock(&mut tx.conn(), granted.account()).await?;
        let person = users::find(&mut tx.conn(), granted.account(), id).await?.ok_or(Refusal::Gone)?;
        check(&granted, &person, Verb::ShowLink)?;
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
