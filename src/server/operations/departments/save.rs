use crate::{
    domain::{
        access::{Area, Level, Needed},
        form::{FieldErrors, Problem},
        history::{Action, Entry},
        id::DepartmentId,
        text::DepartmentName,
    },
    server::{
        app::App,
        context::{Actor, Visit},
        operations::{Error, manager::granter_now, refusal, users::replaces_shown},
        store::{Setting, accounts, departments, seats, users},
    },
};
use serde_json::json;

const NEEDED: Needed = Needed { area: Area::Departments, level: Level::Editor };

/// # Errors
/// [`Error::NotAllowed`] below Editor in departments, [`Error::Fields`] under `name`.
pub async fn create(app: &App, visit: &Visit, actor: &Actor, name: &str) -> Result<DepartmentId, Error> {
    let tried = async {
        let now = app.clock.now();
        let id = DepartmentId(app.random.id(now));
        let mut tx = app.db.begin().await?;
        let (actor, _) = granter_now(&mut tx.conn(), actor, NEEDED, now).await?;
        let name = parse(name)?;
        if !departments::insert(&mut tx.conn(), actor.account(), id, &name, now).await? {
            return Err(FieldErrors::one("name", Problem::NameTaken).into());
        }
        let address = visit.address_text();
        let setting = Setting { account: actor.account(), at: now, address: &address, random: &app.random };
        users::notify_changed(&mut tx.conn(), actor.account()).await?;
        let facts = json!({ "department": id.to_string(), "name": name.as_str() });
        tx.commit(&setting, &[Entry::new(Action::DepartmentCreated).by(actor.id()).with(facts)]).await?;
        Ok(id)
    };
    let entry = Entry::new(Action::DepartmentCreated).by(actor.id());
    let id = refusal::remember(app, visit, actor, entry, tried.await).await?;
    app.users_changed(actor.account());
    Ok(id)
}

/// Another name for a department.
#[derive(Clone, Copy, Debug)]
pub struct Rename<'a> {
    pub name: &'a str,
    /// The name that the form was shown over.
    pub shown: Option<&'a str>,
}

/// # Errors
/// As [`create`], [`Error::NotFound`] for none of this account; [`Error::Fields`] under `shown` where it has another name
/// by now.
pub async fn rename(app: &App, visit: &Visit, actor: &Actor, id: DepartmentId, to: Rename<'_>) -> Result<(), Error> {
    let tried = async {
        let (account, now) = (actor.account(), app.clock.now());
        let mut tx = app.db.begin().await?;
        accounts::lock(&mut tx.conn(), account).await?;
        let (actor, _) = granter_now(&mut tx.conn(), actor, NEEDED, now).await?;
        let name = parse(to.name)?;
        let before = departments::find(&mut tx.conn(), account, id).await?.ok_or(Error::NotFound)?;
        if before.name == name.as_str() {
            return Ok(());
        }
        replaces_shown(to.shown, &before.name)?;
        if !departments::rename(&mut tx.conn(), account, id, &name).await? {
            return Err(FieldErrors::one("name", Problem::NameTaken).into());
        }
        let address = visit.address_text();
        let setting = Setting { account, at: now, address: &address, random: &app.random };
        seats::rename(&mut tx.conn(), account, id, &name).await?;
        users::notify_changed(&mut tx.conn(), account).await?;
        let facts = json!({ "department": id.to_string(), "before": before.name, "after": name.as_str() });
        Ok(tx.commit(&setting, &[Entry::new(Action::DepartmentRenamed).by(actor.id()).with(facts)]).await?)
    };
    refusal::remember(app, visit, actor, Entry::new(Action::DepartmentRenamed).by(actor.id()), tried.await).await?;
    // The name stands in open lists.
    app.users_changed(actor.account());
    Ok(())
}

fn parse(name: &str) -> Result<DepartmentName, Error> {
    DepartmentName::parse(name).map_err(|problem| FieldErrors::one("name", problem).into())
}
