//! An account's departments: seen by a Guest of that area, added and renamed by an Editor, deleted by an Approver.

use super::{Error, refusal};
use crate::{
    domain::{
        access::{Area, Level},
        form::{FieldErrors, Problem},
        history::{Action, Entry},
        id::DepartmentId,
        text::DepartmentName,
    },
    server::{
        app::App,
        context::{Actor, Visit},
        store::{
            Setting, accounts,
            departments::{self, Department},
        },
    },
};
use serde_json::json;
use std::collections::HashMap;

/// With how many people each has.
///
/// # Errors
/// [`Error::NotAllowed`] below Guest in departments.
pub async fn list(app: &App, actor: &Actor) -> Result<Vec<(Department, u64)>, Error> {
    let actor = actor.granted(Area::Departments, Level::Guest)?;
    let mut reader = app.db.read().await?;
    let people = departments::people(&mut reader.conn(), actor.account()).await?;
    let found = departments::list(&mut reader.conn(), actor.account()).await?.into_iter();
    Ok(found.map(|department| with_people(department, &people)).collect())
}

/// One to edit, with how many people it has.
///
/// # Errors
/// [`Error::NotAllowed`] below Editor in departments, [`Error::NotFound`] for none of this account.
pub async fn find(app: &App, actor: &Actor, id: DepartmentId) -> Result<(Department, u64), Error> {
    let actor = actor.granted(Area::Departments, Level::Editor)?;
    let mut reader = app.db.read().await?;
    let found = departments::find(&mut reader.conn(), actor.account(), id).await?.ok_or(Error::NotFound)?;
    let people = departments::people(&mut reader.conn(), actor.account()).await?;
    Ok(with_people(found, &people))
}

fn with_people(department: Department, people: &HashMap<DepartmentId, u64>) -> (Department, u64) {
    let count = people.get(&department.id).copied().unwrap_or(0);
    (department, count)
}

/// # Errors
/// [`Error::NotAllowed`] below Editor in departments, [`Error::Fields`] under `name`.
pub async fn create(app: &App, visit: &Visit, actor: &Actor, name: &str) -> Result<DepartmentId, Error> {
    let tried = async {
        let actor = actor.granted(Area::Departments, Level::Editor)?;
        let name = parse(name)?;
        let now = app.clock.now();
        let id = DepartmentId(app.random.id(now));
        let mut tx = app.db.begin().await?;
        if !departments::insert(&mut tx.conn(), actor.account(), id, &name, now).await? {
            return Err(FieldErrors::one("name", Problem::NameTaken).into());
        }
        let address = visit.address_text();
        let setting = Setting { account: actor.account(), at: now, address: &address, random: &app.random };
        let facts = json!({ "department": id.to_string(), "name": name.as_str() });
        tx.commit(&setting, &[Entry::new(Action::DepartmentCreated).by(actor.id()).with(facts)]).await?;
        Ok(id)
    };
    refusal::remember(app, visit, actor, Entry::new(Action::DepartmentCreated).by(actor.id()), tried.await).await
}

/// # Errors
/// As [`create`], and [`Error::NotFound`] for none of this account.
pub async fn rename(app: &App, visit: &Visit, actor: &Actor, id: DepartmentId, name: &str) -> Result<(), Error> {
    let tried = async {
        let actor = actor.granted(Area::Departments, Level::Editor)?;
        let name = parse(name)?;
        let account = actor.account();
        let mut tx = app.db.begin().await?;
        accounts::lock(&mut tx.conn(), account).await?;
        let before = departments::find(&mut tx.conn(), account, id).await?.ok_or(Error::NotFound)?;
        if before.name == name.as_str() {
            return Ok(());
        }
        if !departments::rename(&mut tx.conn(), account, id, &name).await? {
            return Err(FieldErrors::one("name", Problem::NameTaken).into());
        }
        let address = visit.address_text();
        let setting = Setting { account, at: app.clock.now(), address: &address, random: &app.random };
        let facts = json!({ "department": id.to_string(), "before": before.name, "after": name.as_str() });
        Ok(tx.commit(&setting, &[Entry::new(Action::DepartmentRenamed).by(actor.id()).with(facts)]).await?)
    };
    refusal::remember(app, visit, actor, Entry::new(Action::DepartmentRenamed).by(actor.id()), tried.await).await
}

/// # Errors
/// [`Error::NotAllowed`] below Approver in departments, [`Error::NotFound`] for none of this account, and
/// [`Error::Fields`] while somebody is in it.
pub async fn delete(app: &App, visit: &Visit, actor: &Actor, id: DepartmentId) -> Result<(), Error> {
    let tried = async {
        let actor = actor.granted(Area::Departments, Level::Approver)?;
        let account = actor.account();
        let mut tx = app.db.begin().await?;
        accounts::lock(&mut tx.conn(), account).await?;
        let found = departments::find(&mut tx.conn(), account, id).await?.ok_or(Error::NotFound)?;
        if !departments::delete(&mut tx.conn(), account, id).await? {
            return Err(FieldErrors::one("form", Problem::NotEmpty).into());
        }
        let address = visit.address_text();
        let setting = Setting { account, at: app.clock.now(), address: &address, random: &app.random };
        let facts = json!({ "department": id.to_string(), "name": found.name });
        Ok(tx.commit(&setting, &[Entry::new(Action::DepartmentDeleted).by(actor.id()).with(facts)]).await?)
    };
    refusal::remember(app, visit, actor, Entry::new(Action::DepartmentDeleted).by(actor.id()), tried.await).await
}

fn parse(name: &str) -> Result<DepartmentName, Error> {
    DepartmentName::parse(name).map_err(|problem| FieldErrors::one("name", problem).into())
}
