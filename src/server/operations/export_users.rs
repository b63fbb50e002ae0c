//! What the list shows, as rows for a file: read page by page, so that a million of them need no more memory than one.

use super::{Error, list_users, refusal};
use crate::{
    domain::{
        access::{Area, Level},
        history::{Action, Entry},
        user_list::UserQuery,
    },
    server::{
        app::App,
        context::{Actor, Granted, Visit},
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
    /// The reader sees how to reach everybody in it.
    has_contact: bool,
    after: Option<ExportPlace>,
    is_done: bool,
}

/// Whether a file that somebody may have tells telephones and where notices go, as the details do: for who may correct
/// them, of everybody in it [S2.1].
pub(super) fn has_contact(granted: &Granted<'_>) -> bool {
    let corrects = granted.actor().granted_somewhere(Area::Users, Level::Editor);
    let both = corrects.ok().and_then(|corrects| corrects.meet(granted.scope().clone()));
    both.is_some_and(|both| both.scope() == granted.scope())
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
    let (filter, has_contact) = (list_users::filter(app, &granted, query), has_contact(&granted));
    let count = users::count_matching(&mut app.db.read().await?.conn(), &filter).await?;
    app.db.begin().await?.commit(&setting, &[entry.with(json!({ "count": count }))]).await?;
    tracing::info!(count, "users.export");
    Ok(Export { app: app.clone(), filter, has_contact, after: None, is_done: false })
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
        let told = |row: ExportedUser| if self.has_contact { row } else { row.without_contact() };
        Ok((!rows.is_empty()).then(|| rows.into_iter().map(told).collect()))
    }
}
