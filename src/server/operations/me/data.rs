use super::rights::{Rights, rights};
use crate::{
    domain::{
        history::{Action, Entry},
        language::Language,
        time::Timestamp,
    },
    server::{
        app::App,
        context::{Actor, Visit},
        operations::{
            Error,
            history::{Pages, own_pages},
        },
        store::{
            Setting, held,
            policies::{self, Accepted, PolicyText},
        },
    },
};

pub use crate::server::store::held::{Cell, Section};

/// All that Parvis holds about somebody.
pub struct Held {
    pub at: Timestamp,
    pub rights: Rights,
    pub sections: Vec<Section>,
    /// Of what one did, and of what was done about one.
    pub history: Pages,
}

/// For reading on a page.
///
/// # Errors
/// The database's.
pub async fn held(app: &App, actor: &Actor) -> Result<Held, Error> {
    let sections = held::about(&mut app.db.read().await?.conn(), actor.id()).await?;
    let rights = rights(app, actor).await?;
    Ok(Held { at: app.clock.now(), rights, sections, history: own_pages(app, actor) })
}

/// For taking away; that it was taken is in the history.
///
/// # Errors
/// The database's.
pub async fn take_held(app: &App, visit: &Visit, actor: &Actor) -> Result<Held, Error> {
    let address = visit.address_text();
    let setting = Setting { account: actor.account(), at: app.clock.now(), address: &address, random: &app.random };
    let entry = Entry::new(Action::OwnDataExported).by(actor.id()).on(actor.id());
    app.db.begin().await?.commit(&setting, &[entry]).await?;
    tracing::info!(user.id = %actor.id(), "data.export");
    held(app, actor).await
}

/// The versions of the privacy policy that one has accepted, newest first.
///
/// # Errors
/// The database's.
pub async fn acceptances(app: &App, actor: &Actor) -> Result<Vec<Accepted>, Error> {
    Ok(policies::accepted_by(&mut app.db.read().await?.conn(), actor.id()).await?)
}

/// A text of the privacy policy as it was: in that language, else in the first there is.
///
/// # Errors
/// [`Error::NotFound`] where there is no such version.
pub async fn policy_text(app: &App, version: i64, language: Language) -> Result<PolicyText, Error> {
    let texts = policies::texts(&mut app.db.read().await?.conn(), version).await?;
    let first = texts.first().cloned();
    texts.into_iter().find(|text| text.language == language).or(first).ok_or(Error::NotFound)
}
