//! The new password, by a reset's link: once, and every session of before is over [S4.10, S4.17].

use super::{
    Error, links,
    notice::{self, To},
    refusal, reset_link, throttle,
};
use crate::{
    domain::{
        address::EmailAddress,
        form::FieldErrors,
        history::{Action, Entry},
        message::MessageKind,
        password::{self, TypedPassword},
        reset::{Ending, Status},
    },
    server::{
        app::App,
        context::Visit,
        store::{
            Setting, accounts,
            resets::{self, Reset},
            sessions, users,
        },
    },
};

/// What pressing the button led to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    Set,
    /// The link is worth nothing any more: its page says why.
    Closed,
}

/// Sets the password. Nobody is signed in by it. That a dead link was used is in the history.
///
/// # Errors
/// [`Error::Fields`] under `password`, [`Error::NotFound`] for no such link.
pub async fn set_password(app: &App, visit: &Visit, token: &str, typed: TypedPassword) -> Result<Outcome, Error> {
    let (reset, status) = reset_link::read(app, token).await?;
    if status == Status::Open && set(app, visit, &reset, typed).await? {
        return Ok(Outcome::Set);
    }
    refusal::remember_dead_link(app, visit, reset.account, reset.user, Action::PasswordChanged).await?;
    Ok(Outcome::Closed)
}

/// Whether the link was still open.
async fn set(app: &App, visit: &Visit, reset: &Reset, typed: TypedPassword) -> Result<bool, Error> {
    let own_words = [&reset.first_name, &reset.last_name, &reset.email, &reset.account_name].map(String::as_str);
    password::check(&typed, &own_words, reset.rules).map_err(|problem| FieldErrors::one("password", problem))?;
    let hash = app.passwords.hash(typed).await?;

    let now = app.clock.now();
    let mut tx = app.db.begin().await?;
    accounts::lock(&mut tx.conn(), reset.account).await?;
    // Another device was quicker, the deadline passed or the access ended while the password was being hashed.
    if reset.status(now) != Status::Open
        || !resets::end(&mut tx.conn(), reset.id, Ending::Used, now).await?
        || !users::set_password(&mut tx.conn(), reset.user, &hash).await?
    {
        return Ok(false);
    }
    sessions::delete_of_user(&mut tx.conn(), reset.user, None).await?;
    links::end_own_change(&mut tx.conn(), reset.user, now).await?;
    let to = To { account: reset.account, user: reset.user, language: reset.language, address: reset.notices_to() };
    notice::queue(app, &mut tx.conn(), MessageKind::PasswordChanged, to, visit, now).await?;
    // The wrong passwords of who had forgotten the right one.
    if let Ok(email) = EmailAddress::parse(&reset.email) {
        let tries = throttle::Key::user(app, "sign-in", email.key().as_bytes());
        throttle::forgive(&mut tx.conn(), &[tries], now).await?;
    }
    let address = visit.address_text();
    let setting = Setting { account: reset.account, at: now, address: &address, random: &app.random };
    tx.commit(&setting, &[Entry::new(Action::PasswordChanged).by(reset.user).on(reset.user)]).await?;
    app.outbox.wake();
    tracing::info!(user.id = %reset.user, "password.set");
    Ok(true)
}
