use super::text::detect;
use crate::{
    domain::{
        access::{Area, Level},
        form::{FieldErrors, Problem},
        history::{Action, Entry},
        id::ImportId,
        text::clean_line,
    },
    server::{
        app::App,
        context::{Actor, Granted, Visit},
        operations::{Error, refusal},
        store::imports::{self, Import},
    },
};

/// Longest name that a file keeps, in characters.
const MOST_NAME: usize = 100;

/// Whose people somebody may import.
///
/// # Errors
/// [`Error::NotAllowed`] below Approver in users.
pub fn may_import(actor: &Actor) -> Result<Granted<'_>, Error> {
    actor.granted_somewhere(Area::Users, Level::Approver)
}

/// The same of who tries to, at any step of it: who may not has tried, which the history says.
///
/// # Errors
/// As [`may_import`], or the database's.
pub async fn importing<'a>(app: &App, visit: &Visit, actor: &'a Actor) -> Result<Granted<'a>, Error> {
    let tried = Entry::new(Action::JobStarted).by(actor.id());
    refusal::remember(app, visit, actor, tried, may_import(actor)).await
}

/// Keeps a file for its import.
///
/// # Errors
/// [`Error::NotAllowed`] below Approver in users; [`Error::Fields`] where it isn't lines of text.
pub async fn upload(app: &App, actor: &Actor, name: &str, bytes: &[u8]) -> Result<ImportId, Error> {
    let actor = &*may_import(actor)?;
    let encoding = detect(bytes).map_err(|problem| FieldErrors::one("file", Problem::File(problem)))?;
    let name: String = clean_line(name).chars().take(MOST_NAME).collect();
    let now = app.clock.now();
    let id = ImportId(app.random.id(now));
    let import = Import { name, content: bytes.to_vec(), encoding };
    let mut tx = app.db.begin().await?;
    imports::insert(&mut tx.conn(), id, actor.account(), actor.id(), &import, now).await?;
    tx.commit_bookkeeping().await?;
    tracing::info!(import.id = %id, bytes = bytes.len(), "import.upload");
    Ok(id)
}
