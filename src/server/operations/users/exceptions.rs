//! What somebody may do area by area, and why; and the levels that win over the roles there, up or down, for good or
//! until a day [S3.16, S3.21, S3.22].

use super::{
    access_end::{day, parse_day},
    step::replaces_shown,
};
use crate::{
    domain::{
        access::{Area, AreaName, Effective, Level, NamedArea, Rights, Role, Scope},
        form::{FieldErrors, Problem},
        history::{Action, Change, Entry},
        id::{DepartmentId, UserId},
        time::Timestamp,
        verb::{Refusal, Verb},
    },
    server::{
        app::App,
        context::{Actor, Visit},
        operations::{Error, Manager, manager::Subject, refusal},
        store::{
            Conn, Setting, accounts, departments,
            exceptions::{self, Exception},
            rights, services, users,
        },
    },
};
use serde::Deserialize;
use serde_json::json;

/// What somebody may do in an area, and what it would be by the roles alone.
pub struct Right {
    pub area: Area,
    pub name: Option<AreaName>,
    pub effective: Effective,
    pub inherited: Effective,
    pub exception: Option<Held>,
}

impl Right {
    /// The exception as the form sends it back; empty where there is none.
    #[must_use]
    pub fn shown(&self) -> String {
        shown(self.exception.as_ref().map(|held| (held.level, held.ends_at)))
    }
}

fn shown(exception: Option<(Level, Option<Timestamp>)>) -> String {
    let end = |end: Option<Timestamp>| end.map(|end| end.as_micros().to_string()).unwrap_or_default();
    exception.map(|(level, ends_at)| format!("{}:{}", level.as_str(), end(ends_at))).unwrap_or_default()
}

/// An exception that counts now.
pub struct Held {
    pub level: Level,
    pub ends_at: Option<Timestamp>,
    /// That of the exception for good that counts again past its end.
    pub afterwards: Option<Level>,
    /// Who gave it, where the reader may see that person.
    pub set_by: Option<String>,
}

/// Somebody's rights, as they come to.
pub struct Table {
    pub name: String,
    pub role: Role,
    pub departments: Vec<(DepartmentId, String)>,
    pub rights: Vec<Right>,
    /// The reader may set exceptions.
    pub editable: bool,
}

/// One area of somebody's, to be changed.
pub struct Open {
    pub name: String,
    pub role: Role,
    pub departments: Vec<(DepartmentId, String)>,
    pub right: Right,
    /// The levels that the reader may give there.
    pub levels: Vec<Level>,
}

/// As sent.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct Form {
    /// Empty: as the roles say.
    pub level: String,
    /// The last day; empty: for good.
    pub ends_on: String,
    /// What the form was shown over, as [`Right::shown`]: who saves over somebody else's exception has to know it.
    pub shown: Option<String>,
}

/// # Errors
/// [`Error::NotAllowed`] below Guest in users, [`Error::NotFound`] for nobody within reach.
pub async fn table(app: &App, actor: &Actor, id: UserId) -> Result<Table, Error> {
    let mut reader = app.db.read().await?;
    let conn = &mut reader.conn();
    let now = app.clock.now();
    let manager = Manager::of_request(conn, actor, Level::Guest).await?;
    let subject = manager.find(conn, id, now).await?.ok_or(Error::NotFound)?;
    table_of(conn, &manager, &subject, now).await
}

/// The same of somebody who is found already.
///
/// # Errors
/// The database's.
pub(super) async fn table_of(
    conn: &mut Conn<'_>,
    manager: &Manager<'_>,
    subject: &Subject,
    now: Timestamp,
) -> Result<Table, Error> {
    let editable = manager.level_over(&subject.rights) >= Level::Approver && check(manager, subject).is_ok();
    let (seen, departments) = seen(conn, manager, subject, now).await?;
    let held = exceptions::of_user(conn, subject.person.id).await?;
    let mut found = Vec::new();
    let areas = rights::areas(conn, manager.account()).await?;
    for area in areas.iter().filter(|area| is_shown(manager, &seen, &held, area)) {
        found.push(right(conn, manager, &seen, area, &held, now).await?);
    }
    Ok(Table { name: subject.person.name(), role: seen.role, departments, rights: found, editable })
}

/// # Errors
/// [`Error::NotAllowed`] below Approver in users; [`Error::Refused`] for who has no exceptions, or has more rights than
/// the actor; [`Error::NotFound`] for no such area.
pub async fn open(app: &App, actor: &Actor, id: UserId, area: Area) -> Result<Open, Error> {
    let mut reader = app.db.read().await?;
    let conn = &mut reader.conn();
    let now = app.clock.now();
    let manager = Manager::of_request(conn, actor, Level::Approver).await?;
    let subject = manager.find(conn, id, now).await?.ok_or(Refusal::Gone)?;
    let area = find_area(conn, actor, area).await?;
    check(&manager, &subject)?;
    let grants = |level: &Level| manager.granter().grants(area.area, area.service, *level);
    let levels = Level::ALL.into_iter().filter(grants).collect();
    let held = exceptions::of_user(conn, id).await?;
    let (seen, departments) = seen(conn, &manager, &subject, now).await?;
    if !is_shown(&manager, &seen, &held, &area) {
        return Err(Error::NotFound);
    }
    let right = right(conn, &manager, &seen, &area, &held, now).await?;
    Ok(Open { name: subject.person.name(), role: seen.role, departments, right, levels })
}

/// Whether an area is shown: a service that neither the reader nor the person has is the catalogue's affair [S5.6], but for
/// an exception there, which would count again once the person had it.
fn is_shown(manager: &Manager<'_>, seen: &Rights, held: &[Exception], area: &NamedArea) -> bool {
    if *manager.scope() == Scope::Everywhere && held.iter().any(|exception| exception.area == area.area) {
        return true;
    }
    area.service.is_none_or(|service| seen.has(service) || manager.actor().knows(service))
}

/// Whether somebody may have exceptions at all: an administrator has everything.
fn check(manager: &Manager<'_>, subject: &Subject) -> Result<(), Refusal> {
    manager.check(subject, Verb::Edit)?;
    if subject.rights.role.is_administrator() { Err(Refusal::Administrator) } else { Ok(()) }
}

async fn find_area(conn: &mut Conn<'_>, actor: &Actor, area: Area) -> Result<NamedArea, Error> {
    rights::areas(conn, actor.account()).await?.find(area).cloned().ok_or(Error::NotFound)
}

/// What the reader may know of somebody's rights, with the names of the departments that they come from: whoever has
/// people in departments alone learns of no others, nor of what comes from those.
///
/// # Errors
/// The database's.
pub(in crate::server::operations) async fn seen(
    conn: &mut Conn<'_>,
    manager: &Manager<'_>,
    subject: &Subject,
    now: Timestamp,
) -> Result<(Rights, Vec<(DepartmentId, String)>), Error> {
    let mut places = departments::of_user(conn, subject.person.id).await?;
    let mut rights = subject.rights.clone();
    if manager.scope().within().is_some() {
        places.retain(|place| manager.scope().holds([&place.department.id]));
        rights.departments = places.iter().map(|place| (place.department.id, place.role)).collect();
        let by_name = services::of_user(conn, subject.person.id, now).await?.into_iter().map(|own| own.service.id);
        rights.services = by_name.chain(manager.granter().services_of(rights.departments.keys())).collect();
    }
    Ok((rights, places.into_iter().map(|place| (place.department.id, place.department.name)).collect()))
}

async fn right(
    conn: &mut Conn<'_>,
    manager: &Manager<'_>,
    rights: &Rights,
    named: &NamedArea,
    held: &[Exception],
    now: Timestamp,
) -> Result<Right, Error> {
    let (area, service) = (named.area, named.service);
    let exception = match exceptions::current(held, area, now) {
        Some(exception) => {
            let setter = match exception.set_by {
                Some(setter) => manager.find(conn, setter, now).await?,
                None => None,
            };
            let set_by = setter.map(|setter| setter.person.name());
            let afterwards = exception.ends_at.and_then(|end| exceptions::current(held, area, end));
            let afterwards = afterwards.map(|lasting| lasting.level);
            Some(Held { level: exception.level, ends_at: exception.ends_at, afterwards, set_by })
        }
        None => None,
    };
    let (effective, inherited) = (rights.highest(area, service), rights.highest_inherited(area, service));
    Ok(Right { area, name: named.name.clone(), effective, inherited, exception })
}

/// Gives somebody a level in an area, whatever the roles say, or takes that away again. It counts at the next request.
///
/// # Errors
/// As [`open`], in the history; [`Error::Fields`] under `level` and `ends_on`, and under `shown` where
/// it is another one by now.
pub async fn set_exception(
    app: &App,
    visit: &Visit,
    actor: &Actor,
    id: UserId,
    area: Area,
    form: &Form,
) -> Result<(), Error> {
    let tried = try_set(app, visit, actor, id, area, form).await;
    let entry = Entry::new(Action::ExceptionSet).by(actor.id()).on(id);
    refusal::remember(app, visit, actor, entry, tried).await?;
    app.users_changed(actor.account());
    tracing::info!(user.id = %id, "user.exception");
    Ok(())
}

async fn try_set(app: &App, visit: &Visit, actor: &Actor, id: UserId, area: Area, form: &Form) -> Result<(), Error> {
    let actor = actor.granted_somewhere(Area::Users, Level::Approver)?;
    let (now, account) = (app.clock.now(), actor.account());
    let (level, ends_at) = parse(app, form, now)?;
    let mut tx = app.db.begin().await?;
    let conn = &mut tx.conn();
    accounts::lock(conn, account).await?;
    let manager = Manager::now(conn, &actor, Level::Approver, now).await?;
    let subject = manager.find(conn, id, now).await?.ok_or(Refusal::Gone)?;
    let NamedArea { service, .. } = find_area(conn, &actor, area).await?;
    check(&manager, &subject)?;
    if !manager.granter().excepts(&subject.rights, area, service, level) {
        return Err(FieldErrors::one("level", Problem::BeyondOwnRights).into());
    }
    let held = exceptions::of_user(conn, id).await?;
    // What comes back afterwards is given by who lets it come back.
    if ends_at.is_some() && !manager.granter().holds(&afterwards(&subject.rights, &held, area)) {
        return Err(FieldErrors::one("level", Problem::BeyondOwnRights).into());
    }
    let before = exceptions::current(&held, area, now).map(|exception| (exception.level, exception.ends_at));
    let after = level.map(|level| (level, ends_at));
    if before == after {
        return Ok(());
    }
    replaces_shown(form.shown.as_deref(), &shown(before))?;
    match level {
        Some(level) => {
            let exception = Exception { area, level, ends_at, set_by: Some(actor.id()), set_at: now };
            exceptions::set(conn, account, id, &exception).await?;
        }
        None => exceptions::clear(conn, id, area).await?,
    }
    users::notify_changed(conn, account).await?;
    let text = |of: Option<(Level, Option<Timestamp>)>| {
        of.and_then(|(_, end)| end).map(|end| day(end, &app.zone)).unwrap_or_default()
    };
    let particulars = json!({
        "area": area.to_string(),
        "before": before.map(|(level, _)| level.as_str()),
        "after": level.map(Level::as_str),
    });
    let entry = Entry::new(Action::ExceptionSet).by(actor.id()).on(id).with(particulars);
    let entry = entry.changing(Change::between("ends_on", &text(before), &text(after)));
    let address = visit.address_text();
    Ok(tx.commit(&Setting { account, at: now, address: &address, random: &app.random }, &[entry]).await?)
}

/// Somebody's rights past the end of an exception until a day.
fn afterwards(rights: &Rights, held: &[Exception], area: Area) -> Rights {
    let mut after = rights.clone();
    let lasting = held.iter().find(|exception| exception.area == area && exception.ends_at.is_none());
    match lasting {
        Some(exception) => after.exceptions.insert(area, exception.level),
        None => after.exceptions.remove(&area),
    };
    after
}

/// A level, or that of the roles; and its end, which the roles' has none of.
fn parse(app: &App, form: &Form, now: Timestamp) -> Result<(Option<Level>, Option<Timestamp>), Error> {
    let mut errors = FieldErrors::default();
    if form.level.is_empty() {
        return match errors.take("ends_on", parse_day(&form.ends_on, &app.zone, now)) {
            Some(None) => Ok((None, None)),
            // A day without a level says nothing.
            Some(Some(_)) => Err(FieldErrors::one("level", Problem::Choose).into()),
            None => Err(errors.into()),
        };
    }
    let level = errors.take("level", form.level.parse::<Level>().map_err(|_| Problem::Choose));
    let ends_at = errors.take("ends_on", parse_day(&form.ends_on, &app.zone, now));
    match (level, ends_at) {
        (Some(level), Some(ends_at)) => Ok((Some(level), ends_at)),
        _ => Err(errors.into()),
    }
}
