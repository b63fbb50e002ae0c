use super::read::{Page, filter, own_filter, page};
use crate::{
    domain::{
        access::Area,
        export::Format,
        form::{FieldErrors, Problem},
        history::{Action, Entry},
        history_list::{Cursor, HistoryQuery},
    },
    server::{
        app::App,
        context::{Actor, Visit},
        operations::{Error, refusal},
        store::{self, Setting, history::Filter},
    },
};
use serde_json::json;

/// Entries that are read at a time: an export is as long as the history, a server's memory isn't.
pub(in crate::server::operations) const CHUNK: usize = 500;

/// What is left to be written of an export.
pub struct Pages {
    app: App,
    filter: Filter,
    next: Option<Cursor>,
}

impl Pages {
    /// The next entries, newest first; nothing at the end.
    ///
    /// # Errors
    /// The database's.
    pub async fn next(&mut self) -> store::Result<Option<Page>> {
        let Some(cursor) = self.next else { return Ok(None) };
        // No connection is held while the reader takes its time.
        let page = page(&mut self.app.db.read().await?.conn(), &self.filter, cursor, CHUNK).await?;
        self.next = page.older;
        Ok(Some(page))
    }
}

/// All of one's own: what one did, and what was done about one.
#[must_use]
pub fn own_pages(app: &App, actor: &Actor) -> Pages {
    Pages { app: app.clone(), filter: own_filter(actor), next: Some(Cursor::Start) }
}

/// Begins an export of what is filtered, as it is at this moment; that it was asked for is in the history.
///
/// # Errors
/// [`Error::NotAllowed`] below Guest in the history or in exports; [`Error::Fields`] under `q` where its text finds more
/// than is looked through, [`Crowd`](super::read::Crowd): a file without the others would pass for the whole.
pub async fn export(
    app: &App,
    visit: &Visit,
    actor: &Actor,
    query: &HistoryQuery,
    format: Format,
) -> Result<Pages, Error> {
    let now = app.clock.now();
    let address = visit.address_text();
    let setting = Setting { account: actor.account(), at: now, address: &address, random: &app.random };
    // Whom or what was looked for would name people for good.
    let particulars = json!({ "format": format.as_str(), "filtered": query.is_filtered() });
    let entry = Entry::new(Action::HistoryExported).by(actor.id()).with(particulars);
    let granted = refusal::remember(app, visit, actor, entry.clone(), actor.exports(Area::History)).await?;
    let (filter, crowd) = filter(app, &mut app.db.read().await?.conn(), &granted, query).await?;
    if crowd.is_some() {
        return Err(FieldErrors::one("q", Problem::Choose).into());
    }
    app.db.begin().await?.commit(&setting, &[entry]).await?;
    tracing::info!(user.id = %actor.id(), format = format.as_str(), "history.export");
    Ok(Pages { app: app.clone(), filter, next: Some(Cursor::Start) })
}
