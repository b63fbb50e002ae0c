//! Who tries what the right, or the state of things, doesn't give is remembered: the refused ones stand in the history
//! too.

use super::{Error, throttle};
use crate::{
    domain::{
        form::Problem,
        history::{Action, Entry},
        id::{AccountId, UserId},
        verb::Refusal,
    },
    server::{
        app::App,
        context::{Actor, Visit},
        store::Setting,
    },
};

/// Whether somebody tried what isn't his or hers to do, or not as things stand; not what was only mistyped.
fn is_refusal(error: &Error) -> bool {
    match error {
        Error::NotAllowed(_) | Error::Refused(_) => true,
        Error::Fields(errors) => errors.iter().any(|(_, problem)| {
            matches!(problem, Problem::BeyondOwnRights | Problem::BeyondInviter | Problem::NotHeld)
        }),
        _ => false,
    }
}

/// The result as it is; where it is a refusal, after `entry` as refused: what was tried, by whom, on whom.
///
/// # Errors
/// The result's own, or the database's.
pub async fn remember<T>(
    app: &App,
    visit: &Visit,
    actor: &Actor,
    mut entry: Entry,
    result: Result<T, Error>,
) -> Result<T, Error> {
    if let Err(error) = &result
        && is_refusal(error)
    {
        // An id that isn't one of this account's says nothing about anybody.
        if matches!(error, Error::Refused(Refusal::Gone)) {
            entry.subject = None;
        }
        let address = visit.address_text();
        let setting = Setting { account: actor.account(), at: app.clock.now(), address: &address, random: &app.random };
        app.db.begin().await?.commit(&setting, &[entry.refused()]).await?;
    }
    result
}

/// Remembers that a link which is worth nothing any more was used all the same: whose it is, not by whom. A link that is
/// used over and over is remembered as often as a wrong password could be tried.
///
/// # Errors
/// The database's.
pub async fn remember_dead_link(
    app: &App,
    visit: &Visit,
    account: AccountId,
    user: UserId,
    action: Action,
) -> Result<(), Error> {
    let mut tries = [throttle::Key::user(app, "link", user.0.as_bytes())];
    match throttle::count(app, &mut tries).await {
        Ok(()) => {}
        Err(Error::TooMany { .. }) => return Ok(()),
        Err(error) => return Err(error),
    }
    let address = visit.address_text();
    let setting = Setting { account, at: app.clock.now(), address: &address, random: &app.random };
    Ok(app.db.begin().await?.commit(&setting, &[Entry::new(action).refused().on(user)]).await?)
}
