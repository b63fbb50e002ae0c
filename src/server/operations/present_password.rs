//! The present password, asked for again: that it is oneself, and not somebody at an open screen.

use super::{Error, throttle};
use crate::{
    domain::password::{MOST, TypedPassword},
    server::{
        app::App,
        context::Actor,
        password::Verdict,
        store::{Tx, accounts, sessions, users},
    },
};

/// That the session in which the password was typed is still open, for the transaction that follows: while it was being
/// checked, another one may have been set, or the access taken away, and both end the session.
///
/// # Errors
/// [`Error::SignedOut`] where it isn't.
pub(super) async fn confirm(tx: &mut Tx, actor: &Actor) -> Result<(), Error> {
    accounts::lock(&mut tx.conn(), actor.account()).await?;
    if sessions::is_open(&mut tx.conn(), actor.session()).await? { Ok(()) } else { Err(Error::SignedOut) }
}

/// Whether somebody has typed the own password. Wrong ones make the next wait, wherever they were typed.
///
/// # Errors
/// [`Error::TooMany`] while a delay runs after wrong passwords.
pub(super) async fn is_right(app: &App, actor: &Actor, typed: TypedPassword) -> Result<bool, Error> {
    let mut tries = [throttle::Key::user(app, "password", actor.id().0.as_bytes())];
    throttle::count(app, &mut tries).await?;
    let stored = users::password_hash(&mut app.db.read().await?.conn(), actor.id()).await?;
    let is_long = typed.expose().chars().count() > MOST;
    let typed = if is_long { TypedPassword::default() } else { typed };
    if app.passwords.verify(typed, stored).await? == Verdict::Wrong {
        return Ok(false);
    }
    let mut tx = app.db.begin().await?;
    throttle::forgive(&mut tx.conn(), &tries, app.clock.now()).await?;
    tx.commit_bookkeeping().await?;
    Ok(true)
}
