//! "Modifier": names, telephone, where notices go, language; of an invited person the sign-in address too [S3.12].

use super::about::{About, about};
use super::{
    invitation,
    step::{Done, Step},
};
use crate::{
    domain::{
        access::{Area, Level, Needed},
        address::EmailAddress,
        form::{FieldErrors, Problem},
        history::{Action, Change, Entry},
        id::UserId,
        invitation::Outcome,
        language::Language,
        phone::Phone,
        text::{PersonName, TextProblem},
        user::UserState,
        verb::{Refusal, Verb},
    },
    server::{
        app::App,
        context::{Actor, Visit},
        operations::{Error, Manager, foreign, refusal},
        store::{
            Setting, accounts, invitations, settings,
            users::{self, Person, Profile},
        },
    },
};
use serde::Deserialize;

/// The form, as typed.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct Form {
    pub first_name: String,
    pub last_name: String,
    /// The sign-in address, where the form has it: an invited person's.
    pub email: Option<String>,
    pub notification_email: String,
    pub phone: String,
    pub language: String,
    /// Of what was shown: who saves over somebody else's changes has to know it.
    pub version: String,
}

/// The form, parsed.
struct Parsed {
    first_name: String,
    last_name: String,
    /// Another sign-in address than the present one.
    email: Option<EmailAddress>,
    notification_email: Option<EmailAddress>,
    phone: Phone,
    language: Language,
}

/// Whether the sign-in address can simply be set, by who has this level over the person: nobody has used it yet.
#[must_use]
pub fn sets_address(level: Level, person: &Person) -> bool {
    person.state == UserState::Invited && level >= Level::Approver
}

fn parse(form: &Form, person: &Person) -> Result<Parsed, FieldErrors> {
    let mut errors = FieldErrors::default();
    // Who has joined has given a name.
    let name = |text: &str| match PersonName::parse(text) {
        Ok(name) => Ok(name.as_str().to_owned()),
        Err(TextProblem::Empty) if !person.has_password => Ok(String::new()),
        Err(problem) => Err(problem),
    };
    let first_name = errors.take("first_name", name(&form.first_name));
    let last_name = errors.take("last_name", name(&form.last_name));
    let email = match &form.email {
        Some(text) => errors.take("email", EmailAddress::parse(text)).map(Some),
        None => Some(None),
    };
    let notification_email = if form.notification_email.trim().is_empty() {
        Some(None)
    } else {
        errors.take("notification_email", EmailAddress::parse(&form.notification_email)).map(Some)
    };
    let phone = errors.take("phone", Phone::parse(&form.phone));
    let language = errors.take("language", Language::from_code(&form.language).ok_or(Problem::Choose));
    match (first_name, last_name, email, notification_email, phone, language) {
        (Some(first_name), Some(last_name), Some(email), Some(notification_email), Some(phone), Some(language)) => {
            // The same mailbox, spelt otherwise, is no other address.
            let present = person.email.parse::<EmailAddress>().ok();
            let email = email.filter(|new| present.is_none_or(|present| present.key() != new.key()));
            Ok(Parsed { first_name, last_name, email, notification_email, phone, language })
        }
        _ => Err(errors),
    }
}

impl Parsed {
    fn profile(&self) -> Profile<'_> {
        Profile {
            first_name: &self.first_name,
            last_name: &self.last_name,
            phone: self.phone.as_str(),
            language: self.language,
            notification_email: self.notification_email.as_ref().map(EmailAddress::as_str),
        }
    }
}

/// Saves what was typed. Another address for somebody invited means a new link, to the new address; the old one dies.
///
/// # Errors
/// [`Error::NotAllowed`] below Editor in users, or below Approver where the address changes, since that sends a mail;
/// [`Error::Refused`] where it can't be done with this user: both are in the history. [`Error::Fields`] by field,
/// [`Error::Conflict`] where somebody else has saved since the form was shown, [`Error::TooMany`] after many addresses of
/// people out of reach.
pub async fn edit(app: &App, visit: &Visit, actor: &Actor, id: UserId, form: &Form) -> Result<(), Error> {
    let address = visit.address_text();
    let setting = Setting { account: actor.account(), at: app.clock.now(), address: &address, random: &app.random };
    // Another address is answered by whether it is somebody's: not many times.
    let email = form.email.as_deref().and_then(|text| EmailAddress::parse(text).ok());
    if let (Some(email), Ok(granted)) = (email, actor.granted_somewhere(Area::Users, Level::Approver))
        && let Ok(About { person, level, refusal: None, .. }) = about(app, actor, id, Verb::Edit).await
        && sets_address(level, &person)
    {
        foreign::spend(app, visit, &granted, std::iter::once(&email)).await?;
    }
    let tried = try_edit(app, actor, id, form, &setting).await;
    let entry = Entry::new(Action::UserEdited).by(actor.id()).on(id);
    let done = refusal::remember(app, visit, actor, entry, tried).await?;
    app.users_changed(actor.account());
    if done.mailed {
        app.outbox.wake();
    }
    tracing::info!(user.id = %id, "user.edit");
    Ok(())
}

async fn try_edit(app: &App, actor: &Actor, id: UserId, form: &Form, setting: &Setting<'_>) -> Result<Done, Error> {
    let mut tx = app.db.begin().await?;
    accounts::lock(&mut tx.conn(), actor.account()).await?;
    let manager = Manager::now(&mut tx.conn(), actor, Verb::Edit.level(), setting.at).await?;
    let subject = manager.find(&mut tx.conn(), id, setting.at).await?.ok_or(Refusal::Gone)?;
    manager.check(&subject, Verb::Edit)?;
    let (level, person) = (manager.level_over(&subject.rights), subject.person);
    // Who was invited when the form was shown has joined since, or was revoked: it has the field no more.
    let is_other = |typed: &String| typed.trim() != person.email;
    if person.state != UserState::Invited && form.email.as_ref().is_some_and(is_other) {
        return Err(Error::Conflict);
    }
    let parsed = parse(form, &person)?;
    if parsed.email.is_some() && !sets_address(level, &person) {
        let needed = Needed { area: Area::Users, level: Level::Approver };
        return Err(Error::NotAllowed(Some(needed)));
    }
    let mut changes = parsed.profile().changes(&person);
    changes.extend(parsed.email.as_ref().and_then(|email| Change::between("email", &person.email, email.as_str())));
    let mut done = Done::quiet(person.state);
    if changes.is_empty() {
        return Ok(done);
    }
    let is_current = form.version.parse() == Ok(person.version);
    if !is_current || !users::set_profile(&mut tx.conn(), &person, parsed.profile()).await? {
        return Err(Error::Conflict);
    }
    if let Some(email) = &parsed.email {
        if !settings::domains(&mut tx.conn(), actor.account()).await?.allow(email) {
            return Err(FieldErrors::one("email", Problem::Outcome(Outcome::OtherDomain)).into());
        }
        let names = (parsed.first_name.as_str(), parsed.last_name.as_str());
        if !users::set_email(&mut tx.conn(), id, email, names).await? {
            return Err(FieldErrors::one("email", Problem::AddressInUse).into());
        }
        let words = invitations::newest_words(&mut tx.conn(), id).await?.unwrap_or_default();
        let person = Person { email: email.as_str().to_owned(), language: parsed.language, ..person };
        let mut step = Step { app, conn: tx.conn(), manager: &manager, person, now: setting.at, shown: None };
        invitation::open(&mut step, &words).await?;
        done = Done::mailed(UserState::Invited);
    }
    users::notify_changed(&mut tx.conn(), actor.account()).await?;
    let entry = Entry::new(Action::UserEdited).by(actor.id()).on(id).changing(changes);
    tx.commit(setting, &[entry]).await?;
    Ok(done)
}
