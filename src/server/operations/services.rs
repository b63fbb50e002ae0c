//! An account's services: seen by a Guest of that area, added and changed by an Editor, deleted by an Approver.

use super::{Error, refusal};
use crate::{
    domain::{
        access::{Area, Level},
        form::{FieldErrors, Problem},
        history::{Action, Entry},
        id::ServiceId,
        text::{ServiceName, clean_line},
    },
    server::{
        app::App,
        context::{Actor, Visit},
        store::{
            Setting, accounts,
            services::{self, Service},
        },
    },
};
use serde::Deserialize;
use serde_json::json;
use std::collections::HashMap;
use url::Url;

/// As typed.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct Form {
    pub name: String,
    /// Where the service is; may stay empty.
    pub url: String,
}

/// Longest address of a service, in characters.
const MOST_URL: usize = 500;

/// With how many people each is assigned to.
///
/// # Errors
/// [`Error::NotAllowed`] below Guest in services.
pub async fn list(app: &App, actor: &Actor) -> Result<Vec<(Service, u64)>, Error> {
    let actor = actor.granted(Area::Services, Level::Guest)?;
    let mut reader = app.db.read().await?;
    let people = services::people(&mut reader.conn(), actor.account()).await?;
    let found = services::list(&mut reader.conn(), actor.account()).await?.into_iter();
    Ok(found.map(|service| with_people(service, &people)).collect())
}

/// One to change, with how many people it is assigned to.
///
/// # Errors
/// [`Error::NotAllowed`] below Editor in services, [`Error::NotFound`] for none of this account.
pub async fn find(app: &App, actor: &Actor, id: ServiceId) -> Result<(Service, u64), Error> {
    let actor = actor.granted(Area::Services, Level::Editor)?;
    let mut reader = app.db.read().await?;
    let found = services::find(&mut reader.conn(), actor.account(), id).await?.ok_or(Error::NotFound)?;
    let people = services::people(&mut reader.conn(), actor.account()).await?;
    Ok(with_people(found, &people))
}

fn with_people(service: Service, people: &HashMap<ServiceId, u64>) -> (Service, u64) {
    let count = people.get(&service.id).copied().unwrap_or(0);
    (service, count)
}

/// # Errors
/// [`Error::NotAllowed`] below Editor in services, [`Error::Fields`] by field.
pub async fn create(app: &App, visit: &Visit, actor: &Actor, form: &Form) -> Result<ServiceId, Error> {
    let tried = async {
        let actor = actor.granted(Area::Services, Level::Editor)?;
        let (name, url) = parse(form)?;
        let now = app.clock.now();
        let id = ServiceId(app.random.id(now));
        let mut tx = app.db.begin().await?;
        if !services::insert(&mut tx.conn(), actor.account(), id, &name, &url, now).await? {
            return Err(FieldErrors::one("name", Problem::NameTaken).into());
        }
        let address = visit.address_text();
        let setting = Setting { account: actor.account(), at: now, address: &address, random: &app.random };
        let facts = json!({ "service": id.to_string(), "name": name.as_str() });
        tx.commit(&setting, &[Entry::new(Action::ServiceCreated).by(actor.id()).with(facts)]).await?;
        Ok(id)
    };
    refusal::remember(app, visit, actor, Entry::new(Action::ServiceCreated).by(actor.id()), tried.await).await
}

/// # Errors
/// As [`create`], and [`Error::NotFound`] for none of this account.
pub async fn change(app: &App, visit: &Visit, actor: &Actor, id: ServiceId, form: &Form) -> Result<(), Error> {
    let tried = async {
        let actor = actor.granted(Area::Services, Level::Editor)?;
        let (name, url) = parse(form)?;
        let account = actor.account();
        let mut tx = app.db.begin().await?;
        accounts::lock(&mut tx.conn(), account).await?;
        let before = services::find(&mut tx.conn(), account, id).await?.ok_or(Error::NotFound)?;
        if before.name == name.as_str() && before.url == url {
            return Ok(());
        }
        if !services::update(&mut tx.conn(), account, id, &name, &url).await? {
            return Err(FieldErrors::one("name", Problem::NameTaken).into());
        }
        let address = visit.address_text();
        let setting = Setting { account, at: app.clock.now(), address: &address, random: &app.random };
        let facts = json!({
            "service": id.to_string(),
            "before": [before.name, before.url],
            "after": [name.as_str(), url],
        });
        Ok(tx.commit(&setting, &[Entry::new(Action::ServiceChanged).by(actor.id()).with(facts)]).await?)
    };
    refusal::remember(app, visit, actor, Entry::new(Action::ServiceChanged).by(actor.id()), tried.await).await
}

/// # Errors
/// [`Error::NotAllowed`] below Approver in services, [`Error::NotFound`] for none of this account, and
/// [`Error::Fields`] while it is assigned to somebody.
pub async fn delete(app: &App, visit: &Visit, actor: &Actor, id: ServiceId) -> Result<(), Error> {
    let tried = async {
        let actor = actor.granted(Area::Services, Level::Approver)?;
        let account = actor.account();
        let mut tx = app.db.begin().await?;
        accounts::lock(&mut tx.conn(), account).await?;
        let found = services::find(&mut tx.conn(), account, id).await?.ok_or(Error::NotFound)?;
        if !services::delete(&mut tx.conn(), account, id).await? {
            return Err(FieldErrors::one("form", Problem::NotEmpty).into());
        }
        let address = visit.address_text();
        let setting = Setting { account, at: app.clock.now(), address: &address, random: &app.random };
        let facts = json!({ "service": id.to_string(), "name": found.name });
        Ok(tx.commit(&setting, &[Entry::new(Action::ServiceDeleted).by(actor.id()).with(facts)]).await?)
    };
    refusal::remember(app, visit, actor, Entry::new(Action::ServiceDeleted).by(actor.id()), tried.await).await
}

fn parse(form: &Form) -> Result<(ServiceName, String), FieldErrors> {
    let mut errors = FieldErrors::default();
    let name = errors.take("name", ServiceName::parse(&form.name));
    let url = errors.take("url", address(&form.url).ok_or(Problem::Link));
    name.zip(url).filter(|_| errors.is_empty()).ok_or(errors)
}

/// A web address as a link may lead to, or none.
fn address(text: &str) -> Option<String> {
    let text = clean_line(text);
    if text.is_empty() {
        return Some(text);
    }
    let url = Url::parse(&text).ok()?;
    let is_web = matches!(url.scheme(), "https" | "http") && url.host().is_some() && url.password().is_none();
    (is_web && text.chars().count() <= MOST_URL).then(|| url.to_string())
}
