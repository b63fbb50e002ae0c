use crate::{
    domain::{
        address::EmailAddress,
        form::{FieldErrors, Problem},
        history::{Action, Entry},
        language::Language,
        phone::Phone,
        text::PersonName,
    },
    server::{
        app::App,
        context::{Actor, Visit},
        operations::Error,
        store::{
            Setting,
            users::{self, Person, Profile},
        },
    },
};
use serde::Deserialize;

/// As typed, and the version of what was shown.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct ProfileForm {
    pub first_name: String,
    pub last_name: String,
    pub phone: String,
    pub language: String,
    /// Where notices go; empty: to the sign-in address.
    pub notification_email: String,
    pub version: String,
}

struct Parsed {
    first_name: PersonName,
    last_name: PersonName,
    phone: Phone,
    language: Language,
    notification_email: Option<EmailAddress>,
}

fn parse(form: &ProfileForm) -> Result<Parsed, FieldErrors> {
    let mut errors = FieldErrors::default();
    let first_name = errors.take("first_name", PersonName::parse(&form.first_name));
    let last_name = errors.take("last_name", PersonName::parse(&form.last_name));
    let phone = errors.take("phone", Phone::parse(&form.phone));
    let language = errors.take("language", Language::from_code(&form.language).ok_or(Problem::Choose));
    let typed = Some(form.notification_email.as_str()).filter(|text| !text.trim().is_empty());
    let notification_email = errors.take("notification_email", typed.map(EmailAddress::parse).transpose());
    match (first_name, last_name, phone, language, notification_email) {
        (Some(first_name), Some(last_name), Some(phone), Some(language), Some(notification_email)) => {
            Ok(Parsed { first_name, last_name, phone, language, notification_email })
        }
        _ => Err(errors),
    }
}

/// One's own row.
///
/// # Errors
/// The database's.
pub async fn own(app: &App, actor: &Actor) -> Result<Person, Error> {
    users::find(&mut app.db.read().await?.conn(), actor.account(), actor.id()).await?.ok_or(Error::SignedOut)
}

/// Changes one's names, phone, language and address for notices. The sign-in address has a way of its own.
///
/// # Errors
/// [`Error::Fields`] by field; [`Error::Conflict`] where somebody has changed it since it was shown.
pub async fn change_profile(app: &App, visit: &Visit, actor: &Actor, form: &ProfileForm) -> Result<(), Error> {
    let parsed = parse(form)?;
    let address = visit.address_text();
    let setting = Setting { account: actor.account(), at: app.clock.now(), address: &address, random: &app.random };
    let entry = Entry::new(Action::ProfileChanged).by(actor.id()).on(actor.id());
    let mut tx = app.db.begin().await?;
    let before = users::find(&mut tx.conn(), actor.account(), actor.id()).await?.ok_or(Error::SignedOut)?;
    let profile = Profile {
        first_name: parsed.first_name.as_str(),
        last_name: parsed.last_name.as_str(),
        phone: parsed.phone.as_str(),
        language: parsed.language,
        notification_email: parsed.notification_email.as_ref().map(EmailAddress::as_str),
    };
    let changes = profile.changes(&before);
    if changes.is_empty() {
        return Ok(());
    }
    let is_current = form.version.parse() == Ok(before.version);
    if !is_current || !users::set_profile(&mut tx.conn(), &before, profile).await? {
        drop(tx);
        app.db.begin().await?.commit(&setting, &[entry.refused()]).await?;
        return Err(Error::Conflict);
    }
    users::notify_changed(&mut tx.conn(), actor.account()).await?;
    tx.commit(&setting, &[entry.changing(changes)]).await?;
    app.users_changed(actor.account());
    tracing::info!(user.id = %actor.id(), "profile.change");
    Ok(())
}
