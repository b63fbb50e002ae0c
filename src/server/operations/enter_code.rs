//! The recovery code, typed where the link can't be opened [S4.16]: it leads where the link does.

use super::{Error, reset_link, throttle};
use crate::{
    domain::{
        address::EmailAddress,
        form::{FieldErrors, Problem},
        history::{Action, Entry},
        id::ResetId,
        reset::{Code, Status, TRIES},
        text::TextProblem,
    },
    server::{
        app::App,
        context::Visit,
        store::{Setting, resets},
    },
};
use serde::Deserialize;

/// As typed.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct Form {
    pub email: String,
    pub code: String,
}

/// The path of the link that the code stands for.
///
/// # Errors
/// [`Error::Fields`] under `code` where the pair opens nothing: no such address, no open reset, a wrong code, too many
/// wrong ones before it. [`Error::TooMany`] while a delay runs.
pub async fn enter_code(app: &App, visit: &Visit, form: &Form) -> Result<String, Error> {
    let mut errors = FieldErrors::default();
    let email = errors.take("email", EmailAddress::parse(&form.email));
    if form.code.trim().is_empty() {
        errors.add("code", TextProblem::Empty);
    }
    let Some(email) = email.filter(|_| errors.is_empty()) else { return Err(errors.into()) };
    let refused = || FieldErrors::one("code", Problem::CodeRefused);
    // What can't be a code isn't one of the five tries.
    let typed = Code::parse(&form.code).ok_or_else(refused)?;

    let mut keys = vec![
        throttle::Key::user(app, "reset-code", email.key().as_bytes()),
        throttle::Key::peer(app, "reset-code", &visit.peer()),
    ];
    throttle::count(app, &mut keys).await?;
    let now = app.clock.now();
    let mut tx = app.db.begin().await?;
    let reset = resets::find_open(&mut tx.conn(), email.key()).await?;
    // As much work where there is none.
    let right = reset_link::code(app, reset.as_ref().map_or(ResetId(uuid::Uuid::nil()), |reset| reset.id)).is(&typed);
    let Some(reset) = reset else {
        throttle::pretend(&mut tx.conn(), &keys, now).await?;
        tx.commit_bookkeeping().await?;
        return Err(refused().into());
    };
    let is_had = resets::count_try(&mut tx.conn(), reset.id, TRIES).await?;
    if !(right && is_had && reset.status(now) == Status::Open) {
        let address = visit.address_text();
        let setting = Setting { account: reset.account, at: now, address: &address, random: &app.random };
        tx.commit(&setting, &[Entry::new(Action::PasswordChanged).refused().on(reset.user)]).await?;
        return Err(refused().into());
    }
    // The right code costs no try: it may be typed again until a password is set.
    drop(tx);
    let mut tx = app.db.begin().await?;
    throttle::forgive(&mut tx.conn(), &keys, now).await?;
    tx.commit_bookkeeping().await?;
    Ok(reset_link::path(app, reset.id))
}
