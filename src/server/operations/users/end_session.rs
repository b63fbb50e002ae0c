//! Ends one session of somebody, on one of several devices.

use crate::{
    domain::{
        history::{Action, Entry},
        id::{SessionId, UserId},
        verb::{Refusal, Verb},
    },
    server::{
        app::App,
        context::{Actor, Visit},
        operations::{Error, Manager, refusal},
        store::{Setting, accounts, sessions, users},
    },
};
use serde_json::json;

/// # Errors
/// [`Error::NotAllowed`] below Approver in users, [`Error::Refused`] where it can't be done with this user; both are in
/// the history. [`Error::NotFound`] where the session is somebody else's.
pub async fn end_session(app: &App, visit: &Visit, actor: &Actor, id: UserId, session: SessionId) -> Result<(), Error> {
    let address = visit.address_text();
    let now = app.clock.now();
    let setting = Setting { account: actor.account(), at: now, address: &address, random: &app.random };
    let tried = async {
        let mut tx = app.db.begin().await?;
        accounts::lock(&mut tx.conn(), actor.account()).await?;
        let manager = Manager::now(&mut tx.conn(), actor, Verb::EndSessions.level(), now).await?;
        let subject = manager.find(&mut tx.conn(), id, now).await?.ok_or(Refusal::Gone)?;
        manager.check(&subject, Verb::EndSessions)?;
        if !sessions::delete_one(&mut tx.conn(), id, session).await? {
            // Ended by itself meanwhile, which is what was wanted; or somebody else's.
            let is_anothers = sessions::is_open(&mut tx.conn(), session).await?;
            return if is_anothers { Err(Error::NotFound) } else { Ok(()) };
        }
        // Its open pages end with it.
        users::notify_changed(&mut tx.conn(), actor.account()).await?;
        let entry = Entry::new(Action::SessionsEnded).by(actor.id()).on(id).with(json!({ "count": 1 }));
        tx.commit(&setting, &[entry]).await?;
        Ok(())
    };
    let entry = Entry::new(Action::SessionsEnded).by(actor.id()).on(id);
    refusal::remember(app, visit, actor, entry, tried.await).await?;
    app.users_changed(actor.account());
    tracing::info!(user.id = %id, "session.end");
    Ok(())
}
