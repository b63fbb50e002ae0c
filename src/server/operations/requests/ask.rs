use super::tell;
use crate::{
    domain::{
        access::{Area, Level, Thing},
        answer::Finding,
        form::FieldErrors,
        history::{Action, Entry},
        id::RequestId,
        request::RequestState,
        text::RequestText,
        verb::Refusal,
    },
    server::{
        app::App,
        context::{Actor, Visit},
        operations::{
            Error, refusal,
            throttle::{self, Key},
        },
        store::{
            Setting, accounts,
            requests::{self, NewRequest},
            rights,
        },
    },
};
use serde::Deserialize;
use serde_json::json;

/// As sent; the reason as typed.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct Form {
    pub area: String,
    pub level: String,
    pub reason: String,
}

/// Requests that one person may send within an hour or so; each further one waits longer.
const FREE: u32 = 5;

/// Asks for a level in an area; whoever can give it is told. The same wish, while it waits, is one.
///
/// # Errors
/// [`Error::NotFound`] for what is no area of the account or no level; [`Error::Fields`] under `reason`;
/// [`Error::Refused`] where the person has the level; [`Error::TooMany`] for who asks for much.
pub async fn ask(app: &App, visit: &Visit, actor: &Actor, form: &Form) -> Result<RequestId, Error> {
    let asked = try_ask(app, visit, actor, form).await;
    refusal::remember(app, visit, actor, Entry::new(Action::AccessAsked).by(actor.id()), asked).await
}

async fn try_ask(app: &App, visit: &Visit, actor: &Actor, form: &Form) -> Result<RequestId, Error> {
    // An agent of the support is nobody of the account, and gets what that one has chosen.
    if actor.support().is_some() {
        return Err(Error::NotAllowed(None));
    }
    let area: Area = form.area.parse().map_err(|_| Error::NotFound)?;
    let level = form.level.parse().ok().filter(|level| *level > Level::None).ok_or(Error::NotFound)?;
    let reason = RequestText::parse(&form.reason).map_err(|problem| FieldErrors::one("reason", problem))?;
    let mut reader = app.db.read().await?;
    let areas = rights::areas(&mut reader.conn(), actor.account()).await?;
    let named = areas.find(area).ok_or(Error::NotFound)?;
    if actor.rights().effective(area, named.service, Thing::Account).level >= level {
        return Err(Refusal::Unchanged.into());
    }
    let open = requests::find_open(&mut reader.conn(), actor.id(), area).await?;
    if let Some(open) = open.filter(|open| open.level >= level) {
        return Ok(open.id);
    }
    drop(reader);
    throttle::spend(app, &mut [Key::user(app, "request", actor.id().0.as_bytes()).free(FREE)], 1).await?;
    let now = app.clock.now();
    let mut id = RequestId(app.random.id(now));
    let mut tx = app.db.begin().await?;
    accounts::lock(&mut tx.conn(), actor.account()).await?;
    let request = NewRequest { id, user: actor.id(), area, level, reason: reason.as_str() };
    if !requests::insert(&mut tx.conn(), actor.account(), &request, now).await? {
        let open = requests::find_open(&mut tx.conn(), actor.id(), area).await?.ok_or(Error::Conflict)?;
        if open.level >= level {
            // The same wish at the same moment.
            return Ok(open.id);
        }
        // Who wants more now no longer waits for less; the mails that have gone out lead to what is asked for now.
        id = open.id;
        requests::raise(&mut tx.conn(), id, level, reason.as_str(), now).await?;
    }
    let mut facts = tell::wish(named, level);
    facts["request"] = id.to_string().into();
    facts["reason"] = reason.as_str().into();
    tell::givers(app, &mut tx.conn(), actor, &areas, (id, named, level), &facts, now).await?;
    let facts = json!({ "area": area.to_string(), "level": level.as_str() });
    let address = visit.address_text();
    let setting = Setting { account: actor.account(), at: now, address: &address, random: &app.random };
    let entry = Entry::new(Action::AccessAsked).by(actor.id()).on(actor.id()).with(facts);
    tx.commit(&setting, &[entry]).await?;
    app.users_changed(actor.account());
    app.outbox.wake();
    tracing::info!(request.id = %id, "request.ask");
    Ok(id)
}

/// Takes back a wish of one's own that waits.
///
/// # Errors
/// [`Error::NotFound`] for anybody else's, and for one that was answered.
pub async fn withdraw(app: &App, visit: &Visit, actor: &Actor, id: RequestId) -> Result<(), Error> {
    let now = app.clock.now();
    let mut tx = app.db.begin().await?;
    let found = requests::find(&mut tx.conn(), actor.account(), id).await?;
    let request = found.filter(|request| request.user == actor.id()).ok_or(Error::NotFound)?;
    if !requests::end(&mut tx.conn(), id, RequestState::Withdrawn, "", now).await? {
        return Err(Error::NotFound);
    }
    tell::nothing_left(&mut tx.conn(), actor.account(), Finding::Over).await?;
    let facts = json!({ "area": request.area.to_string(), "level": request.level.as_str() });
    let address = visit.address_text();
    let setting = Setting { account: actor.account(), at: now, address: &address, random: &app.random };
    let entry = Entry::new(Action::AccessAskWithdrawn).by(actor.id()).on(actor.id()).with(facts);
    Ok(tx.commit(&setting, &[entry]).await?)
}
