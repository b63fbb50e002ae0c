use super::{
    kept::Kept,
    order::{Order, action},
};
use crate::{
    domain::{
        access::{Area, Level},
        history::{Action, Entry},
        id::JobId,
        time::Timestamp,
    },
    server::{
        app::App,
        context::{Actor, Visit},
        operations::{Error, refusal},
        store::{
            Setting,
            exports::{self, Export},
        },
    },
};
use serde_json::json;

/// A file on its way to who asked for it.
pub struct File {
    pub order: Order,
    /// In bytes.
    pub size: u64,
    /// When it was asked for.
    pub at: Timestamp,
    app: App,
    export: Export,
    next: i64,
}

/// Begins to hand a file over, with the rights that there are now; the history remembers it.
///
/// # Errors
/// [`Error::NotAllowed`] where the rights for it are gone; [`Error::NotFound`] for anybody else's, and for one that isn't
/// whole or isn't kept any more.
pub async fn download(app: &App, visit: &Visit, actor: &Actor, id: JobId) -> Result<File, Error> {
    let tried = Entry::new(Action::UsersExported).by(actor.id());
    let granted = actor.granted(Area::Exports, Level::Guest);
    let actor = refusal::remember(app, visit, actor, tried, granted).await?;
    let now = app.clock.now();
    let found = exports::find(&mut app.db.read().await?.conn(), id, actor.id()).await?.ok_or(Error::NotFound)?;
    let kept = Kept::of(&found, now)?.filter(|kept| kept.until.is_some()).ok_or(Error::NotFound)?;
    let (what, format) = (kept.order.what, kept.order.format);
    let entry = Entry::new(action(what)).by(actor.id());
    let actor = refusal::remember(app, visit, &actor, entry.clone(), kept.order.granted(&actor)).await?;
    let particulars = json!({
        "job": id.to_string(), "step": "taken", "what": what.as_str(), "format": format.as_str(),
        "count": kept.job.progress.done,
    });
    let address = visit.address_text();
    let setting = Setting { account: actor.account(), at: now, address: &address, random: &app.random };
    app.db.begin().await?.commit(&setting, &[entry.with(particulars)]).await?;
    tracing::info!(job.id = %id, bytes = kept.size, "export.download");
    Ok(File { order: kept.order, size: kept.size, at: kept.job.created_at, app: app.clone(), export: found, next: 0 })
}

impl File {
    /// The next bytes; nothing at the end. Each in a short read of its own: a slow reader holds no connection.
    ///
    /// # Errors
    /// The database's, or where the file was deleted meanwhile.
    pub async fn next(&mut self) -> Result<Option<Vec<u8>>, Error> {
        let chunk = self.export.chunk(&mut self.app.db.read().await?.conn(), self.next).await?;
        self.next += 1;
        Ok(chunk)
    }
}
