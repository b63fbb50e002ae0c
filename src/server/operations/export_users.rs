//! What the list shows, as rows for a file: read page by page, so that a million of them need no more memory than one.

use super::{Error, list_users, refusal};
use crate::{
    domain::{
        access::Area,
        history::{Action, Entry},
        user_list::UserQuery,
    },
    server::{
        app::App,
        context::{Actor, Visit},
        store::{
            Setting,
            users::{self, ExportPlace, ExportedUser, Filter},
        },
    },
};
use serde_json::json;

/// Rows of one read.
pub(super) const PAGE: usize = 1_000;

/// Whether the interface offers it.
#[must_use]
pub fn is_offered(actor: &Actor) -> bool {
    actor.exports(Area::Users).is_ok()
}

/// An export on its way.
pub struct Export {
    app: App,
    filter: Filter,
    after: Option<ExportPlace>,
    is_done: bool,
}

/// Begins an export, which the history remembers with how many it is of.
///
/// # Errors
/// [`Error::NotAllowed`] below Guest in users or in exports.
pub async fn begin(app: &App, visit: &Visit, actor: &Actor, query: &UserQuery) -> Result<Export, Error> {
    let address = visit.address_text();
    let now = app.clock.now();
    let setting = Setting { account: actor.account(), at: now, address: &address, random: &app.random };
    let entry = Entry::new(Action::UsersExported).by(actor.id());
    let granted = refusal::remember(app, visit, actor, entry.clone(), actor.exports(Area::Users)).await?;
    let filter = list_users::filter(app, &granted, query);
    let count = users::count_matching(&mut app.db.read().await?.conn(), &filter).await?;
    app.db.begin().await?.commit(&setting, &[entry.with(json!({ "count": count }))]).await?;
    tracing::info!(count, "users.export");
    Ok(Export { app: app.clone(), filter, after: None, is_done: false })
}

impl Export {
    /// The next rows, in the order of names; nothing at the end. Each in a short read of its own.
    ///
    /// # Errors
    /// The database's.
    pub async fn next(&mut self) -> Result<Option<Vec<ExportedUser>>, Error> {
        if self.is_done {
            return Ok(None);
        }
        let mut reader = self.app.db.read().await?;
        let rows = users::export(&mut reader.conn(), &self.filter, self.after.as_ref(), PAGE).await?;
        self.is_done = rows.len() < PAGE;
        self.after = rows.last().map(ExportedUser::place);
        Ok((!rows.is_empty()).then_some(rows))
    }
}
