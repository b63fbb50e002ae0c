use crate::{
    domain::{
        history::{Action, Entry},
        id::SessionId,
    },
    server::{
        app::App,
        context::{Actor, Visit},
        operations::Error,
        store::{
            Setting,
            sessions::{self, Session},
        },
    },
};
use serde_json::json;

/// Where one is signed in, the latest seen first.
///
/// # Errors
/// The database's.
pub async fn own_sessions(app: &App, actor: &Actor) -> Result<Vec<Session>, Error> {
    Ok(sessions::of_user(&mut app.db.read().await?.conn(), actor.id(), app.session_limits()).await?)
}

/// One of them, other than the one that asks: that one is ended by signing out.
///
/// # Errors
/// [`Error::NotFound`] for none of one's own.
pub async fn find_session(app: &App, actor: &Actor, id: SessionId) -> Result<Session, Error> {
    let mut own = own_sessions(app, actor).await?.into_iter();
    own.find(|session| session.id == id && id != actor.session()).ok_or(Error::NotFound)
}

/// Ends one of one's own; its next request is refused.
///
/// # Errors
/// [`Error::NotFound`] where it has ended already, or never was one of one's own.
pub async fn end_session(app: &App, visit: &Visit, actor: &Actor, id: SessionId) -> Result<(), Error> {
    let mut tx = app.db.begin().await?;
    if id == actor.session() || !sessions::delete_one(&mut tx.conn(), actor.id(), id).await? {
        drop(tx);
        app.db.begin().await?.commit(&setting(app, actor, &visit.address_text()), &[entry(actor).refused()]).await?;
        return Err(Error::NotFound);
    }
    tx.commit(&setting(app, actor, &visit.address_text()), &[entry(actor).with(json!({ "count": 1 }))]).await?;
    tracing::info!(user.id = %actor.id(), "session.end");
    Ok(())
}

/// Ends all of one's own but the one that asks; how many.
///
/// # Errors
/// The database's.
pub async fn end_others(app: &App, visit: &Visit, actor: &Actor) -> Result<u64, Error> {
    let mut tx = app.db.begin().await?;
    let ended = sessions::delete_of_user(&mut tx.conn(), actor.id(), Some(actor.session())).await?;
    let entry = entry(actor).with(json!({ "count": ended }));
    tx.commit(&setting(app, actor, &visit.address_text()), &[entry]).await?;
    tracing::info!(user.id = %actor.id(), ended, "session.end_others");
    Ok(ended)
}

const fn entry(actor: &Actor) -> Entry {
    Entry::new(Action::OwnSessionsEnded).by(actor.id()).on(actor.id())
}

fn setting<'a>(app: &'a App, actor: &Actor, address: &'a str) -> Setting<'a> {
    Setting { account: actor.account(), at: app.clock.now(), address, random: &app.random }
}
