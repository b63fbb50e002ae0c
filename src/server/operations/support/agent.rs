use crate::{
    domain::{
        access::{Area, Level},
        history::{Action, Entry},
        id::SupportAccessId,
    },
    server::{
        app::App,
        context::{Actor, Granted, Visit},
        operations::Error,
        store::{
            Setting, Tx, accounts,
            sessions::SignedIn,
            support::{self, Access},
        },
    },
};
use serde_json::json;

/// Somebody of the instance's own account who may look after others.
async fn agent<'a>(app: &App, actor: &'a Actor) -> Result<Granted<'a>, Error> {
    let actor = actor.granted(Area::Support, Level::Guest)?;
    // Whoever is in another account already isn't one there.
    let own = support::is_own(&mut app.db.read().await?.conn(), actor.account()).await?;
    if own { Ok(actor) } else { Err(Error::NotAllowed(None)) }
}

/// The accounts that let the support in, by name.
///
/// # Errors
/// [`Error::NotAllowed`] for who isn't of the support.
pub async fn open_accounts(app: &App, actor: &Actor) -> Result<Vec<Access>, Error> {
    let _agent = agent(app, actor).await?;
    Ok(support::list(&mut app.db.read().await?.conn(), app.clock.now()).await?)
}

/// Goes into an account, with this session alone. The account's history says so.
///
/// # Errors
/// [`Error::NotAllowed`] for who isn't of the support; [`Error::NotFound`] where the access isn't on (any more).
pub async fn enter(app: &App, visit: &Visit, actor: &Actor, id: SupportAccessId) -> Result<(), Error> {
    let actor = agent(app, actor).await?;
    let now = app.clock.now();
    let found = support::find(&mut app.db.read().await?.conn(), id, now).await?.ok_or(Error::NotFound)?;
    let mut tx = app.db.begin().await?;
    // Whatever ends it tells of all who are in.
    accounts::lock(&mut tx.conn(), found.account).await?;
    let access = support::find(&mut tx.conn(), id, now).await?.ok_or(Error::NotFound)?;
    support::enter(&mut tx.conn(), actor.session(), Some(id)).await?;
    let address = visit.address_text();
    let setting = Setting { account: access.account, at: now, address: &address, random: &app.random };
    let entry = Entry::new(Action::SupportEntered).by(actor.id());
    tx.commit(&setting, &[entry.with(json!({ "level": access.level.as_str() }))]).await?;
    tracing::info!(support.id = %id, user.id = %actor.id(), "support.enter");
    Ok(())
}

/// Comes back into one's own account.
///
/// # Errors
/// The database's; who isn't in another account, nor was, stays where one is.
pub async fn leave(app: &App, visit: &Visit, user: &SignedIn) -> Result<(), Error> {
    if user.support.is_none() && user.put_out.is_none() {
        return Ok(());
    }
    let mut tx = app.db.begin().await?;
    tell_left(app, visit, &mut tx, user).await?;
    support::enter(&mut tx.conn(), user.session, None).await?;
    tx.commit_bookkeeping().await?;
    tracing::info!(user.id = %user.user, "support.leave");
    Ok(())
}

/// Writes into the history of the account where somebody is as the support, or was, that this has ended: before the
/// session forgets it.
///
/// # Errors
/// The database's.
pub(in crate::server::operations) async fn tell_left(
    app: &App,
    visit: &Visit,
    tx: &mut Tx,
    user: &SignedIn,
) -> Result<(), Error> {
    let account = match (&user.support, &user.put_out) {
        (Some(_), _) => user.account,
        (None, Some(was)) => was.account,
        (None, None) => return Ok(()),
    };
    // The end of the access tells of it too: whichever comes first.
    accounts::lock(&mut tx.conn(), account).await?;
    if !support::has_entered(&mut tx.conn(), user.session, account).await? {
        return Ok(());
    }
    let address = visit.address_text();
    let setting = Setting { account, at: app.clock.now(), address: &address, random: &app.random };
    Ok(tx.note(&setting, &[Entry::new(Action::SupportLeft).by(user.user)]).await?)
}
