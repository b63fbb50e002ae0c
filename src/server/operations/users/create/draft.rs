//! What was typed so far of somebody who is being created. Kept on the server, so that the steps can be gone back and
//! forth, reloaded and left by the browser's own buttons, with nothing personal in an address.

use super::check;
use crate::{
    domain::{
        access::{Area, Level, Role},
        address::EmailAddress,
        form::{FieldErrors, Problem},
        history::{Action, Entry},
        id::{DraftId, ServiceId, UserId},
        language::Language,
    },
    server::{
        app::App,
        context::{Actor, Granted, Visit},
        operations::{Error, Manager, foreign, placements::Placements, refusal},
        store::{
            Conn, accounts, departments,
            drafts::{self, Draft},
            roles,
            services::{self, Service},
        },
    },
};
use serde::{Deserialize, Serialize};

/// The first step, as typed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Details {
    pub first_name: String,
    pub last_name: String,
    pub role: String,
    pub email: String,
    /// Where notices go, if not to `email`.
    pub notification_email: String,
    pub phone: String,
    pub language: String,
    /// Empty: in none.
    pub department: String,
    pub department_role: String,
    /// The last day; empty: no end.
    pub ends_on: String,
    /// "Affecter les services": not empty where the box is ticked.
    pub assign: String,
}

impl Details {
    #[must_use]
    pub const fn assigns(&self) -> bool {
        !self.assign.is_empty()
    }
}

/// All steps.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Content {
    pub details: Details,
    pub services: Vec<ServiceId>,
    /// "Envoyer le mail d'activation".
    pub send: bool,
}

/// What a draft's page finds.
pub enum Found {
    /// Nothing was kept yet.
    New,
    Open(Box<Content>),
    /// The person is there.
    Done(UserId),
}

/// What the form offers: what the actor may grant, and no more.
pub struct Offer {
    pub roles: Vec<Role>,
    pub placements: Placements,
    pub services: Vec<Service>,
    /// The account's.
    pub language: Language,
    /// The actor may send what was prepared.
    pub may_send: bool,
    pub free_seats: Option<u64>,
}

/// # Errors
/// [`Error::NotAllowed`] below Editor in users.
pub async fn offer(app: &App, actor: &Actor) -> Result<Offer, Error> {
    let account = actor.account();
    let mut reader = app.db.read().await?;
    let manager = Manager::of_request(&mut reader.conn(), actor, Level::Editor).await?;
    let granter = manager.granter();
    let mut roles = roles::list(&mut reader.conn(), account).await?;
    roles.retain(|role| granter.gives(role));
    let placements = Placements::of(&mut reader.conn(), &manager).await?;
    let services =
        if check::assigns_services(actor) { services::list(&mut reader.conn(), account).await? } else { Vec::new() };
    Ok(Offer {
        roles,
        services,
        language: accounts::language(&mut reader.conn(), account).await?,
        may_send: actor.may(Area::Users, Level::Approver),
        // It says how many there are in the whole account.
        free_seats: accounts::free_seats(&mut reader.conn(), account).await?.filter(|_| !placements.is_needed),
        placements,
    })
}

/// A new draft's id; nothing is kept of it yet.
///
/// # Errors
/// [`Error::NotAllowed`] below Editor in users.
pub fn begin(app: &App, actor: &Actor) -> Result<DraftId, Error> {
    prepares(actor).map(|_| DraftId(app.random.id(app.clock.now())))
}

/// A first step as somebody else's began: the same role, language and department. Nothing where there is no such person.
///
/// # Errors
/// [`Error::NotAllowed`] below Editor in users.
pub async fn like(app: &App, actor: &Actor, user: UserId) -> Result<Details, Error> {
    let mut reader = app.db.read().await?;
    let manager = Manager::of_request(&mut reader.conn(), actor, Level::Editor).await?;
    let Some(subject) = manager.find(&mut reader.conn(), user, app.clock.now()).await? else {
        return Ok(Details::default());
    };
    let person = subject.person;
    let mut places = departments::of_user(&mut reader.conn(), user).await?;
    places.retain(|place| manager.scope().holds([&place.department.id]));
    let (department, department_role) = places
        .first()
        .map(|place| (place.department.id.to_string(), place.role.as_str().to_owned()))
        .unwrap_or_default();
    let (role, language) = (person.role.id.to_string(), person.language.code().to_owned());
    Ok(Details { role, language, department, department_role, ..Details::default() })
}

/// # Errors
/// [`Error::NotAllowed`] below Editor in users.
pub async fn find(app: &App, actor: &Actor, id: DraftId) -> Result<Found, Error> {
    let actor = &*prepares(actor)?;
    read(&mut app.db.read().await?.conn(), actor, id).await
}

pub(super) async fn read(conn: &mut Conn<'_>, actor: &Actor, id: DraftId) -> Result<Found, Error> {
    Ok(match drafts::find(conn, actor.account(), actor.id(), id).await? {
        None => Found::New,
        Some(Draft::Done(user)) => Found::Done(user),
        // What an older version kept and this one can't read is as if nothing had been.
        Some(Draft::Open(text)) => {
            serde_json::from_str(&text).map_or(Found::New, |content| Found::Open(Box::new(content)))
        }
    })
}

/// Keeps the first step, where it is as it has to be.
///
/// # Errors
/// [`Error::Fields`] by field, [`Error::NotAllowed`] below Editor in users, [`Error::NotFound`] for a draft that is
/// somebody else's or done; [`Error::TooMany`] after many addresses of people out of reach.
pub async fn save_details(app: &App, visit: &Visit, actor: &Actor, id: DraftId, details: Details) -> Result<(), Error> {
    let granted = allowed(app, visit, actor).await?;
    let email = EmailAddress::parse(&details.email).ok();
    foreign::spend(app, visit, &granted, email.iter()).await?;
    let actor = granted.actor();
    let mut reader = app.db.read().await?;
    let manager = Manager::of_request(&mut reader.conn(), actor, Level::Editor).await?;
    let checked = check::check(&mut reader.conn(), app, &manager, &details).await?;
    drop(reader);
    remember(app, visit, actor, checked.map_err(Error::from)).await?;
    let mut content = match find(app, actor, id).await? {
        Found::Open(content) => *content,
        Found::New | Found::Done(_) => Content::default(),
    };
    content.details = details;
    save(app, actor, id, &content).await
}

/// Keeps which services are to be assigned.
///
/// # Errors
/// As [`save_details`]; [`Error::NotFound`] also where there was no first step.
pub async fn save_services(
    app: &App,
    visit: &Visit,
    actor: &Actor,
    id: DraftId,
    services: Vec<ServiceId>,
) -> Result<(), Error> {
    change(app, visit, actor, id, |content| content.services = services).await
}

/// Keeps whether the mail is to be sent.
///
/// # Errors
/// As [`save_services`].
pub async fn save_options(app: &App, visit: &Visit, actor: &Actor, id: DraftId, send: bool) -> Result<(), Error> {
    change(app, visit, actor, id, |content| content.send = send).await
}

async fn change(
    app: &App,
    visit: &Visit,
    actor: &Actor,
    id: DraftId,
    change: impl FnOnce(&mut Content),
) -> Result<(), Error> {
    let actor = &*allowed(app, visit, actor).await?;
    let Found::Open(mut content) = find(app, actor, id).await? else { return Err(Error::NotFound) };
    change(&mut content);
    save(app, actor, id, &content).await
}

async fn save(app: &App, actor: &Actor, id: DraftId, content: &Content) -> Result<(), Error> {
    let text = serde_json::to_string(content).map_err(|_| FieldErrors::one("form", Problem::Choose))?;
    let mut tx = app.db.begin().await?;
    if !drafts::save(&mut tx.conn(), actor.account(), actor.id(), id, &text, app.clock.now()).await? {
        return Err(Error::NotFound);
    }
    Ok(tx.commit_bookkeeping().await?)
}

/// Who may prepare; anybody else's try is remembered.
async fn allowed<'a>(app: &App, visit: &Visit, actor: &'a Actor) -> Result<Granted<'a>, Error> {
    remember(app, visit, actor, prepares(actor)).await
}

/// Whether somebody may prepare, somewhere.
fn prepares(actor: &Actor) -> Result<Granted<'_>, Error> {
    actor.granted_somewhere(Area::Users, Level::Editor)
}

pub(super) async fn remember<T>(app: &App, visit: &Visit, actor: &Actor, tried: Result<T, Error>) -> Result<T, Error> {
    refusal::remember(app, visit, actor, Entry::new(Action::UserCreated).by(actor.id()), tried).await
}
