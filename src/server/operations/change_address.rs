//! Asking for another sign-in address, for oneself or as an administrator: it counts once the new one has confirmed it
//! [S3.12].

use super::{Error, Manager, address_link, links, present_password, refusal, throttle};
use crate::{
    domain::{
        access::Level,
        address::EmailAddress,
        address_change::{Ending, WAITS},
        form::{FieldErrors, Problem},
        history::{Action, Change, Entry},
        id::{AddressChangeId, MessageId, UserId},
        invitation::Outcome,
        message::MessageKind,
        password::{PasswordProblem, TypedPassword},
        time::Timestamp,
        user::UserState,
        verb::{Refusal, Verb},
    },
    server::{
        app::App,
        context::{Actor, Visit},
        store::{
            Conn, Setting, Tx, accounts,
            address_changes::{self, AddressChange, NewAddressChange},
            messages::{self, NewMessage, Subject},
            settings,
            users::{self, Person},
        },
    },
};
use serde::Deserialize;

/// As typed; the present password is asked for one's own address alone.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct Form {
    pub email: String,
    pub password: TypedPassword,
}

/// Somebody as things stand, and the change that waits for confirmation, if any.
pub struct Present {
    pub person: Person,
    pub waiting: Option<AddressChange>,
}

/// What the page of somebody else's address shows.
///
/// # Errors
/// [`Error::NotAllowed`], or [`Error::Refused`] where it can't be done with this user.
pub async fn of_other(app: &App, actor: &Actor, id: UserId) -> Result<Present, Error> {
    let mut reader = app.db.read().await?;
    let manager = Manager::of_request(&mut reader.conn(), actor, Level::Approver).await?;
    let person = other(&mut reader.conn(), &manager, id, app.clock.now()).await?;
    let waiting = waiting(app, &mut reader.conn(), id).await?;
    Ok(Present { person, waiting })
}

/// What the page of one's own address shows.
///
/// # Errors
/// The database's.
pub async fn of_oneself(app: &App, actor: &Actor) -> Result<Present, Error> {
    let mut reader = app.db.read().await?;
    let person = users::find(&mut reader.conn(), actor.account(), actor.id()).await?.ok_or(Error::NotFound)?;
    let waiting = waiting(app, &mut reader.conn(), actor.id()).await?;
    Ok(Present { person, waiting })
}

async fn waiting(app: &App, conn: &mut Conn<'_>, id: UserId) -> Result<Option<AddressChange>, Error> {
    let found = address_changes::find_waiting(conn, id).await?;
    Ok(found.filter(|change| app.clock.now() < change.expires_at))
}

/// Somebody else whose address the actor may change.
async fn other(conn: &mut Conn<'_>, manager: &Manager<'_>, id: UserId, now: Timestamp) -> Result<Person, Error> {
    let subject = manager.find(conn, id, now).await?.ok_or(Refusal::Gone)?;
    // Who is invited has no address to sign in with yet: editing gives another, with a new link.
    if id != manager.id() && !matches!(subject.person.state, UserState::Active | UserState::Inactive) {
        return Err(Refusal::State(subject.person.state).into());
    }
    manager.check(&subject, Verb::Edit)?;
    Ok(subject.person)
}

/// Asks for another address of somebody else.
///
/// # Errors
/// [`Error::NotAllowed`] below Approver in users, [`Error::Refused`] where it can't be done with this user,
/// [`Error::Fields`] for the address. The history has the first two.
pub async fn change_other(app: &App, visit: &Visit, actor: &Actor, id: UserId, form: &Form) -> Result<(), Error> {
    let tried = async {
        let now = app.clock.now();
        let mut reader = app.db.read().await?;
        let manager = Manager::of_request(&mut reader.conn(), actor, Level::Approver).await?;
        other(&mut reader.conn(), &manager, id, now).await?;
        drop(reader);
        let email = EmailAddress::parse(&form.email).map_err(|problem| FieldErrors::one("email", problem))?;
        count(app, actor, id).await?;
        let mut tx = app.db.begin().await?;
        accounts::lock(&mut tx.conn(), actor.account()).await?;
        let manager = Manager::now(&mut tx.conn(), actor, Level::Approver, now).await?;
        let person = other(&mut tx.conn(), &manager, id, now).await?;
        open(app, visit, tx, actor, &person, &email).await
    };
    refusal::remember(app, visit, actor, Entry::new(Action::AddressChangeAsked).by(actor.id()).on(id), tried.await)
        .await
}

/// Asks for another address of one's own; the present password says that it is oneself.
///
/// # Errors
/// [`Error::Fields`] by field, [`Error::TooMany`] while a delay runs.
pub async fn change_own(app: &App, visit: &Visit, actor: &Actor, form: Form) -> Result<(), Error> {
    let mut errors = FieldErrors::default();
    let email = errors.take("email", EmailAddress::parse(&form.email));
    if form.password.expose().is_empty() {
        errors.add("password", PasswordProblem::Empty);
    }
    let Some(email) = email.filter(|_| errors.is_empty()) else { return Err(errors.into()) };
    count(app, actor, actor.id()).await?;
    if !present_password::is_right(app, actor, form.password).await? {
        let entry = Entry::new(Action::AddressChangeAsked).refused().by(actor.id()).on(actor.id());
        commit(app, visit, actor, app.db.begin().await?, entry).await?;
        return Err(FieldErrors::one("password", Problem::NotThePassword).into());
    }
    let mut tx = app.db.begin().await?;
    present_password::confirm(&mut tx, actor).await?;
    let person = users::find(&mut tx.conn(), actor.account(), actor.id()).await?.ok_or(Error::SignedOut)?;
    if person.state != UserState::Active {
        return Err(Error::SignedOut);
    }
    open(app, visit, tx, actor, &person, &email).await
}

/// Takes back what waits for confirmation, of oneself or of somebody else.
///
/// # Errors
/// As [`change_other`]; [`Error::NotFound`] where nothing waits.
pub async fn withdraw(app: &App, visit: &Visit, actor: &Actor, id: UserId) -> Result<(), Error> {
    let tried = async {
        let now = app.clock.now();
        let mut tx = app.db.begin().await?;
        accounts::lock(&mut tx.conn(), actor.account()).await?;
        if id != actor.id() {
            let manager = Manager::now(&mut tx.conn(), actor, Level::Approver, now).await?;
            other(&mut tx.conn(), &manager, id, now).await?;
        }
        if !links::end_change(&mut tx.conn(), id, Ending::Withdrawn, now).await? {
            return Err(Error::NotFound);
        }
        commit(app, visit, actor, tx, Entry::new(Action::AddressChangeWithdrawn).by(actor.id()).on(id)).await
    };
    refusal::remember(app, visit, actor, Entry::new(Action::AddressChangeWithdrawn).by(actor.id()).on(id), tried.await)
        .await
}

/// Mails to addresses of anybody's choice: not many an hour, to or by one person.
async fn count(app: &App, actor: &Actor, id: UserId) -> Result<(), Error> {
    let of_person = throttle::Key::user(app, "address", id.0.as_bytes());
    throttle::count(app, &mut [of_person, throttle::Key::peer(app, "address-by", actor.id().0.as_bytes())]).await
}

/// Opens the change and queues the mail to the new address; an older one that waits dies.
async fn open(
    app: &App,
    visit: &Visit,
    mut tx: Tx,
    actor: &Actor,
    person: &Person,
    email: &EmailAddress,
) -> Result<(), Error> {
    let now = app.clock.now();
    if person.email == email.as_str() || person.email.parse::<EmailAddress>().is_ok_and(|present| present == *email) {
        return Err(FieldErrors::one("email", Problem::AddressUnchanged).into());
    }
    if !settings::domains(&mut tx.conn(), person.account).await?.allow(email) {
        return Err(FieldErrors::one("email", Problem::Outcome(Outcome::OtherDomain)).into());
    }
    if !users::holders(&mut tx.conn(), &[email.key()]).await?.is_empty() {
        return Err(FieldErrors::one("email", Problem::AddressInUse).into());
    }
    links::end_change(&mut tx.conn(), person.id, Ending::Replaced, now).await?;
    let id = insert(app, &mut tx.conn(), actor, person, email, now).await?;
    let message = NewMessage {
        id: MessageId(app.random.id(now)),
        user: person.id,
        subject: Subject::AddressChange(id),
        address: email.as_str(),
    };
    let (kind, language) = (MessageKind::AddressConfirmation, person.language);
    messages::insert(&mut tx.conn(), person.account, kind, language, &[message], now).await?;
    let change = Change::between("email", &person.email, email.as_str());
    let entry = Entry::new(Action::AddressChangeAsked).by(actor.id()).on(person.id).changing(change);
    commit(app, visit, actor, tx, entry).await?;
    app.outbox.wake();
    tracing::info!(user.id = %person.id, "address.ask");
    Ok(())
}

async fn insert(
    app: &App,
    conn: &mut Conn<'_>,
    actor: &Actor,
    person: &Person,
    email: &EmailAddress,
    now: Timestamp,
) -> Result<AddressChangeId, Error> {
    let id = AddressChangeId(app.random.id(now));
    let change = NewAddressChange {
        id,
        account: person.account,
        user: person.id,
        actor: actor.id(),
        old: &person.email,
        new: email.as_str(),
        confirm: address_link::confirm_token(app, id).hash(),
        undo: address_link::undo_token(app, id).hash(),
        expires: now + WAITS,
    };
    address_changes::insert(conn, change, now).await?;
    Ok(id)
}

async fn commit(app: &App, visit: &Visit, actor: &Actor, tx: Tx, entry: Entry) -> Result<(), Error> {
    let address = visit.address_text();
    let setting = Setting { account: actor.account(), at: app.clock.now(), address: &address, random: &app.random };
    Ok(tx.commit(&setting, &[entry]).await?)
}
