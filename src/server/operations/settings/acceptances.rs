use crate::{
    domain::{
        access::{Area, Level},
        history::{Action, Entry},
        id::AccountId,
    },
    server::{
        app::App,
        context::{Actor, Granted, Visit},
        operations::{Error, refusal},
        store::{
            Setting,
            policies::{self, AcceptanceLine, AcceptancePlace, Version},
        },
    },
};
use serde_json::json;

/// Acceptances of one page.
pub const PAGE: usize = 50;
/// Acceptances of one read of an export.
const AT_ONCE: usize = 1_000;

/// The versions of the policy, the newest first.
pub struct Versions {
    pub versions: Vec<Version>,
    /// Active people who haven't accepted the one in force.
    pub waiting: u64,
}

/// # Errors
/// [`Error::NotAllowed`] below Guest in settings, in the whole account.
pub async fn versions(app: &App, actor: &Actor) -> Result<Versions, Error> {
    let actor = actor.granted(Area::Settings, Level::Guest)?;
    let mut reader = app.db.read().await?;
    let versions = policies::versions(&mut reader.conn(), actor.account()).await?;
    let waiting = policies::count_waiting(&mut reader.conn(), actor.account(), app.policy.version).await?;
    Ok(Versions { versions, waiting })
}

/// Who accepted one version.
pub struct Acceptances {
    pub version: Version,
    /// The latest first.
    pub lines: Vec<AcceptanceLine>,
    /// Where there are more.
    pub next: Option<AcceptancePlace>,
}

/// What names people takes the right to see them, beside the one to see settings.
fn may_see(actor: &Actor) -> Result<Granted<'_>, Error> {
    Ok(actor.granted(Area::Settings, Level::Guest)?.and(actor.granted(Area::Users, Level::Guest)?))
}

/// # Errors
/// [`Error::NotAllowed`] below Guest in settings or in users, in the whole account; [`Error::NotFound`] for no such version.
pub async fn acceptances(
    app: &App,
    actor: &Actor,
    version: i64,
    after: Option<AcceptancePlace>,
) -> Result<Acceptances, Error> {
    let actor = may_see(actor)?;
    let mut reader = app.db.read().await?;
    let versions = policies::versions(&mut reader.conn(), actor.account()).await?;
    let found = versions.into_iter().find(|known| known.version == version).ok_or(Error::NotFound)?;
    let account = actor.account();
    let mut lines = policies::acceptances(&mut reader.conn(), account, version, after, PAGE + 1).await?;
    let more = lines.len() > PAGE;
    lines.truncate(PAGE);
    let next = lines.last().filter(|_| more).map(|line| line.place);
    Ok(Acceptances { version: found, lines, next })
}

/// All acceptances of a version, for a file.
pub struct Export {
    app: App,
    account: AccountId,
    version: i64,
    after: Option<AcceptancePlace>,
    is_done: bool,
}

/// Begins an export, which the history remembers.
///
/// # Errors
/// As [`acceptances`]; below Guest in exports too, in the history.
pub async fn export(app: &App, visit: &Visit, actor: &Actor, version: i64) -> Result<Export, Error> {
    let allowed = may_see(actor).and_then(|granted| Ok(granted.and(actor.granted(Area::Exports, Level::Guest)?)));
    let entry = Entry::new(Action::UsersExported).by(actor.id());
    let actor = refusal::remember(app, visit, actor, entry.clone(), allowed).await?;
    let versions = policies::versions(&mut app.db.read().await?.conn(), actor.account()).await?;
    let known = versions.iter().find(|known| known.version == version).ok_or(Error::NotFound)?;
    let now = app.clock.now();
    let address = visit.address_text();
    let setting = Setting { account: actor.account(), at: now, address: &address, random: &app.random };
    let facts = json!({ "count": known.accepted, "policy": version });
    app.db.begin().await?.commit(&setting, &[entry.with(facts)]).await?;
    tracing::info!(version, "acceptances.export");
    Ok(Export { app: app.clone(), account: actor.account(), version, after: None, is_done: false })
}

impl Export {
    /// The next acceptances; nothing at the end. Each in a short read of its own.
    ///
    /// # Errors
    /// The database's.
    pub async fn next(&mut self) -> Result<Option<Vec<AcceptanceLine>>, Error> {
        if self.is_done {
            return Ok(None);
        }
        let mut reader = self.app.db.read().await?;
        let lines = policies::acceptances(&mut reader.conn(), self.account, self.version, self.after, AT_ONCE).await?;
        self.is_done = lines.len() < AT_ONCE;
        self.after = lines.last().map(|line| line.place);
        Ok((!lines.is_empty()).then_some(lines))
    }
}
