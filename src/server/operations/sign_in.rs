//! Signing in: one answer, and one duration, for unknown, wrong, invited and inactive.

use super::{
    Error,
    notice::{self, To},
    throttle,
};
use crate::{
    domain::{
        address::EmailAddress,
        form::{FieldErrors, Problem},
        history::{Action, Entry},
        id::{SessionId, UserId},
        message::MessageKind,
        password::{MOST, TypedPassword},
        time::Timestamp,
    },
    server::{
        app::App,
        context::Visit,
        device::Device,
        password::Verdict,
        store::{
            self, Conn, Setting, messages,
            sessions::{self, NewSession},
            settings,
            users::{self, Credentials},
        },
        token::Token,
    },
};
use serde::Deserialize;
use std::time::Duration;

const HOUR: Duration = Duration::from_hours(1);
/// Notices of new browsers that somebody gets within an hour: who clears cookies at each sign-in isn't pestered.
const MOST_NOTICES_AN_HOUR: i64 = 3;

/// As typed, and what the browser is known by.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct Form {
    pub email: String,
    pub password: TypedPassword,
    /// The device cookie's text, if any.
    #[serde(skip)]
    pub device: Option<String>,
}

/// A session that was just opened.
#[derive(Clone, Debug)]
pub struct Opened {
    /// For the cookie.
    pub token: Token,
    pub user: UserId,
    /// The longest that it lives.
    pub life: Duration,
}

/// Signs in; `previous` is the session that the browser had, which ends.
///
/// # Errors
/// [`Error::Fields`] under `password` where the pair opens nothing, [`Error::TooMany`] while a delay runs.
pub async fn sign_in(app: &App, visit: &Visit, previous: Option<Token>, form: Form) -> Result<Opened, Error> {
    let mut errors = FieldErrors::default();
    let email = errors.take("email", EmailAddress::parse(&form.email));
    if form.password.expose().is_empty() {
        errors.add("password", crate::domain::password::PasswordProblem::Empty);
    }
    let Some(email) = email.filter(|_| errors.is_empty()) else { return Err(errors.into()) };

    let now = app.clock.now();
    let credentials = users::credentials(&mut app.db.read().await?.conn(), &email).await?;
    // A browser that the person has used before isn't held up by what strangers do.
    let device = credentials.as_ref().zip(form.device.as_deref()).and_then(|(c, text)| Device::open(text, app, c.id));
    let mut keys = match &device {
        Some(device) => vec![throttle::Key::user(app, "device", device.number())],
        None => vec![
            throttle::Key::user(app, "sign-in", email.key().as_bytes()),
            throttle::Key::peer(app, "sign-in", &visit.peer()),
        ],
    };
    throttle::count(app, &mut keys).await?;
    let right = verify(app, credentials.as_ref(), form.password, now).await?;

    let address = visit.address_text();
    let mut tx = app.db.begin().await?;
    let Some(user) = right else {
        if let Some(user) = credentials {
            let setting = Setting { account: user.account, at: now, address: &address, random: &app.random };
            tx.commit(&setting, &[Entry::new(Action::SignedIn).refused().on(user.id)]).await?;
        } else {
            throttle::pretend(&mut tx.conn(), &keys, now).await?;
            tx.commit_bookkeeping().await?;
        }
        return Err(FieldErrors::one("password", Problem::SignInRefused).into());
    };
    // Who can sign in has been in before: joining opens a first session, and knows its browser.
    let told = device.is_none() && tell_of_new_device(app, &mut tx.conn(), user, visit, now).await?;
    // Somebody may have been deactivated, or have another password, while this one was being checked.
    if !users::set_signed_in(&mut tx.conn(), user.id, user.password_hash.as_deref(), now).await? {
        return Err(FieldErrors::one("password", Problem::SignInRefused).into());
    }
    throttle::forgive(&mut tx.conn(), &keys, now).await?;
    if let Some(previous) = previous {
        sessions::delete_by_token(&mut tx.conn(), previous.hash()).await?;
    }
    let opened = open_session(app, &mut tx.conn(), user.id, visit, now).await?;
    let setting = Setting { account: user.account, at: now, address: &address, random: &app.random };
    tx.commit(&setting, &[Entry::new(Action::SignedIn).by(user.id).on(user.id)]).await?;
    if told {
        app.outbox.wake();
    }
    tracing::info!(user.id = %user.id, "session.open");
    Ok(opened)
}

/// Queues a notice [S3.9], unless the person has had enough of them; whether it did.
///
/// It comes before the person's row is touched: its mail waits for whoever has locked the account, who may wait for
/// that row.
async fn tell_of_new_device(
    app: &App,
    conn: &mut Conn<'_>,
    user: &Credentials,
    visit: &Visit,
    now: Timestamp,
) -> store::Result<bool> {
    if messages::count_since(conn, user.id, MessageKind::NewDevice, now - HOUR).await? >= MOST_NOTICES_AN_HOUR {
        return Ok(false);
    }
    let to = To { account: user.account, user: user.id, language: user.language, address: &user.notices_to };
    notice::queue(app, conn, MessageKind::NewDevice, to, visit, now).await?;
    Ok(true)
}

/// The user whom the password opens. Hashes once whoever it is, so that the answer takes as long.
async fn verify<'a>(
    app: &App,
    credentials: Option<&'a Credentials>,
    password: TypedPassword,
    now: Timestamp,
) -> Result<Option<&'a Credentials>, Error> {
    let too_long = password.expose().chars().count() > MOST;
    let stored = credentials.filter(|c| c.may_enter(now) && !too_long).and_then(|c| c.password_hash.clone());
    let password = if too_long { TypedPassword::default() } else { password };
    let verdict = app.passwords.verify(password, stored).await?;
    Ok(credentials.filter(|_| verdict == Verdict::Right))
}

/// A new session for somebody; its token goes into the cookie.
///
/// # Errors
/// The database's.
pub async fn open_session(
    app: &App,
    conn: &mut Conn<'_>,
    user: UserId,
    visit: &Visit,
    now: Timestamp,
) -> store::Result<Opened> {
    let token = Token::draw(&app.random);
    let session = NewSession {
        id: SessionId(app.random.id(now)),
        user,
        token: token.hash(),
        address: &visit.address_text(),
        agent: &visit.agent,
    };
    sessions::insert(conn, session, now).await?;
    let life = app.config.session_life(&settings::lives_of(conn, user).await?);
    Ok(Opened { token, user, life })
}
