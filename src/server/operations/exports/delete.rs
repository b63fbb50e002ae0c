use super::{
    kept::Kept,
    order::{Order, action},
};
use crate::{
    domain::{
        access::{Area, Level},
        history::{Action, Entry},
        id::JobId,
        job::Ending,
    },
    server::{
        app::App,
        context::{Actor, Visit},
        operations::{Error, refusal},
        store::{Setting, exports, jobs},
    },
};
use serde_json::json;

/// Deletes a file of one's own; what is still being made is stopped first.
///
/// # Errors
/// [`Error::NotAllowed`] below Guest in exports, in the history; [`Error::NotFound`] for anybody else's.
pub async fn delete(app: &App, visit: &Visit, actor: &Actor, id: JobId) -> Result<(), Error> {
    let tried = Entry::new(Action::UsersExported).by(actor.id());
    let granted = actor.granted(Area::Exports, Level::Guest);
    let actor = refusal::remember(app, visit, actor, tried, granted).await?;
    let now = app.clock.now();
    let mut tx = app.db.begin().await?;
    let found = exports::find(&mut tx.conn(), id, actor.id()).await?.ok_or(Error::NotFound)?;
    let Order { what, format, .. } = Kept::of(&found, now)?.ok_or(Error::NotFound)?.order;
    let was_going_on = jobs::end(&mut tx.conn(), id, Ending::Cancelled, now).await?;
    exports::delete(&mut tx.conn(), id).await?;
    let job = id.to_string();
    let entry = if was_going_on {
        Entry::new(Action::JobCancelled).by(actor.id()).with(json!({ "job": job }))
    } else {
        let particulars = json!({ "job": job, "step": "deleted", "what": what.as_str(), "format": format.as_str() });
        Entry::new(action(what)).by(actor.id()).with(particulars)
    };
    let address = visit.address_text();
    let setting = Setting { account: actor.account(), at: now, address: &address, random: &app.random };
    tx.commit(&setting, &[entry]).await?;
    tracing::info!(job.id = %id, "export.delete");
    Ok(())
}
