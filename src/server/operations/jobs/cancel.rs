//! Stopping what one has begun: what is done stays done, the rest stays as it is.

use crate::{
    domain::{
        history::{Action, Entry},
        id::JobId,
        job::Ending,
    },
    server::{
        app::App,
        context::{Actor, Visit},
        operations::Error,
        store::{Setting, jobs},
    },
};
use serde_json::json;

/// # Errors
/// [`Error::NotFound`] for anybody else's. A job that has ended stays as it ended.
pub async fn cancel(app: &App, visit: &Visit, actor: &Actor, id: JobId) -> Result<(), Error> {
    let now = app.clock.now();
    let mut tx = app.db.begin().await?;
    jobs::find(&mut tx.conn(), actor.account(), id, actor.id()).await?.ok_or(Error::NotFound)?;
    if !jobs::end(&mut tx.conn(), id, Ending::Cancelled, now).await? {
        return Ok(());
    }
    let address = visit.address_text();
    let setting = Setting { account: actor.account(), at: now, address: &address, random: &app.random };
    let entry = Entry::new(Action::JobCancelled).by(actor.id()).with(json!({ "job": id.to_string() }));
    Ok(tx.commit(&setting, &[entry]).await?)
}
