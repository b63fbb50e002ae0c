//! "Mot de passe oublié ?": one answer, and one duration, for every address [S4.11].

use super::{Error, open_reset::open_reset, throttle};
use crate::{
    domain::{
        address::EmailAddress,
        form::FieldErrors,
        history::{Action, Entry},
        time::DAY,
    },
    server::{
        app::App,
        context::Visit,
        store::{Setting, accounts, resets, users},
    },
};
use tracing::Instrument as _;

/// Mails that somebody may be sent within a day by whoever types the address.
const MOST_A_DAY: i64 = 3;

/// Sends a mail to who can sign in with this address, and nothing to anybody else.
///
/// Whether there is such a person is found out after the answer, which therefore can't tell by its duration either.
///
/// # Errors
/// [`Error::Fields`] for what isn't an address, [`Error::TooMany`] while a delay runs.
pub async fn ask_reset(app: &App, visit: &Visit, typed: &str) -> Result<(), Error> {
    let email = EmailAddress::parse(typed).map_err(|problem| FieldErrors::one("email", problem))?;
    let by_address = throttle::Key::user(app, "forgot", email.key().as_bytes());
    throttle::count(app, &mut [by_address, throttle::Key::peer(app, "forgot", &visit.peer())]).await?;
    let (later, visit) = (app.clone(), visit.clone());
    let work = async move {
        if let Err(error) = send(&later, &visit, &email).await {
            tracing::error!(error = &error as &dyn std::error::Error, "reset.ask");
        }
    };
    app.later.spawn(work.in_current_span());
    Ok(())
}

async fn send(app: &App, visit: &Visit, email: &EmailAddress) -> Result<(), Error> {
    let Some(known) = users::credentials(&mut app.db.read().await?.conn(), email).await? else { return Ok(()) };
    let now = app.clock.now();
    let address = visit.address_text();
    let setting = Setting { account: known.account, at: now, address: &address, random: &app.random };
    let mut tx = app.db.begin().await?;
    accounts::lock(&mut tx.conn(), known.account).await?;
    let person = users::find(&mut tx.conn(), known.account, known.id).await?.ok_or(Error::NotFound)?;
    let entry = Entry::new(Action::ResetAsked).on(person.id);
    let asked = resets::count_asked_since(&mut tx.conn(), person.id, now - DAY).await?;
    if !person.has_access(now) || asked >= MOST_A_DAY {
        return Ok(tx.commit(&setting, &[entry.refused()]).await?);
    }
    open_reset(app, &mut tx.conn(), &person, None, now).await?;
    tx.commit(&setting, &[entry]).await?;
    app.outbox.wake();
    tracing::info!(user.id = %person.id, "reset.ask");
    Ok(())
}
