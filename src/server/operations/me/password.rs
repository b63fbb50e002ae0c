use crate::{
    domain::{
        form::{FieldErrors, Problem},
        history::{Action, Entry},
        message::MessageKind,
        password::{self, PasswordProblem, TypedPassword},
    },
    server::{
        app::App,
        context::{Actor, Visit},
        operations::{
            Error, links,
            notice::{self, To},
            present_password, settings,
        },
        store::{Setting, sessions, users},
    },
};
use serde::Deserialize;
use serde_json::json;

/// As typed.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct PasswordForm {
    pub present: TypedPassword,
    pub password: TypedPassword,
}

/// Gives oneself another password: every other session ends, and a mail tells of it.
///
/// # Errors
/// [`Error::Fields`] by field; [`Error::TooMany`] while a delay runs after wrong passwords.
pub async fn change_password(app: &App, visit: &Visit, actor: &Actor, form: PasswordForm) -> Result<(), Error> {
    let now = app.clock.now();
    let own_words = [&actor.first_name, &actor.name, &actor.email, &actor.account_name].map(String::as_str);
    let mut errors = FieldErrors::default();
    if form.present.expose().is_empty() {
        errors.add("present", PasswordProblem::Empty);
    }
    let rules = settings::password_rules(app, actor.account()).await?;
    errors.take("password", password::check(&form.password, &own_words, rules));
    if !errors.is_empty() {
        return Err(errors.into());
    }
    let address = visit.address_text();
    let setting = Setting { account: actor.account(), at: now, address: &address, random: &app.random };
    let entry = Entry::new(Action::PasswordChanged).by(actor.id()).on(actor.id());

    if !present_password::is_right(app, actor, form.present).await? {
        app.db.begin().await?.commit(&setting, &[entry.refused()]).await?;
        return Err(FieldErrors::one("present", Problem::NotThePassword).into());
    }
    let hash = app.passwords.hash(form.password).await?;

    let mut tx = app.db.begin().await?;
    present_password::confirm(&mut tx, actor).await?;
    let person = users::find(&mut tx.conn(), actor.account(), actor.id()).await?.ok_or(Error::SignedOut)?;
    if !users::set_password(&mut tx.conn(), actor.id(), &hash).await? {
        return Err(Error::SignedOut);
    }
    let ended = sessions::delete_of_user(&mut tx.conn(), actor.id(), Some(actor.session())).await?;
    links::end_own_change(&mut tx.conn(), actor.id(), now).await?;
    let to = To { account: actor.account(), user: actor.id(), language: person.language, address: person.notices_to() };
    notice::queue(app, &mut tx.conn(), MessageKind::PasswordChanged, to, visit, now).await?;
    tx.commit(&setting, &[entry.with(json!({ "sessions": ended }))]).await?;
    app.outbox.wake();
    tracing::info!(user.id = %actor.id(), "password.change");
    Ok(())
}
