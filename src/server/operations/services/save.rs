use super::{
    Form, Open,
    form::Parsed,
    read::{find, known_to},
};
use crate::{
    domain::{
        access::{Area, Granter, Level, Needed, ServiceArea},
        form::{FieldErrors, Problem},
        history::{Action, Entry},
        id::{AccountId, ServiceAreaId, ServiceId},
        search::fold,
        text::ServiceName,
        time::Timestamp,
    },
    server::{
        app::App,
        context::{Actor, Visit},
        operations::{Error, manager::granter_now, refusal, requests},
        store::{
            Conn, Setting, accounts,
            departments::{self, Department},
            exceptions, rights, roles, service_areas,
            services::{self, Service, Settings},
            users,
        },
    },
};
use serde_json::{Value, json};

/// An area that would go, and whose exceptions would go with it.
pub struct Losing {
    pub area: String,
    pub people: u64,
    /// By name; nobody's for who may not see people.
    pub names: Vec<String>,
}

/// Says which areas saving would take away from whom; nothing where no exception goes.
///
/// # Errors
/// As [`save`], but for what isn't refused until it is written.
pub async fn review(app: &App, actor: &Actor, id: ServiceId, form: &Form) -> Result<Vec<Losing>, Error> {
    let open = super::open(app, actor, id, Level::Editor).await?;
    let parsed = form.parse(&open.areas, &super::departments(app, actor).await?)?;
    let sees_people = actor.may_everywhere(Area::Users, Level::Guest);
    let mut reader = app.db.read().await?;
    let mut lines = Vec::new();
    for (area, name) in removed(&open.areas, &parsed) {
        let conn = &mut reader.conn();
        let held = exceptions::of_area(conn, actor.account(), Area::Service(area), app.clock.now()).await?;
        if !held.is_empty() {
            let names = held.iter().filter(|_| sees_people).map(|held| held.name.clone());
            lines.push(Losing { area: name, people: held.len() as u64, names: names.collect() });
        }
    }
    Ok(lines)
}

/// Makes a service, or changes one. What it gives and takes counts at the next request of whoever has it.
///
/// # Errors
/// [`Error::NotAllowed`] below Editor in services, in the history; [`Error::Fields`] by field, `for_all`, `caps_admins`
/// and `areas` among them where the actor would give what he or she doesn't have; [`Error::Conflict`] where somebody else has saved
/// since the form was shown; [`Error::NotFound`] for none of the account.
pub async fn save(
    app: &App,
    visit: &Visit,
    actor: &Actor,
    id: Option<ServiceId>,
    form: &Form,
) -> Result<ServiceId, Error> {
    let action = if id.is_some() { Action::ServiceChanged } else { Action::ServiceCreated };
    let saved = try_save(app, visit, actor, id, form, action).await;
    let id = refusal::remember(app, visit, actor, Entry::new(action).by(actor.id()), saved).await?;
    app.users_changed(actor.account());
    app.outbox.wake();
    tracing::info!(service.id = %id, "service.save");
    Ok(id)
}

async fn try_save(
    app: &App,
    visit: &Visit,
    actor: &Actor,
    id: Option<ServiceId>,
    form: &Form,
    action: Action,
) -> Result<ServiceId, Error> {
    let needed = Needed { area: Area::Services, level: Level::Editor };
    let (now, account) = (app.clock.now(), actor.account());
    let mut tx = app.db.begin().await?;
    accounts::lock(&mut tx.conn(), account).await?;
    let (actor, granter) = granter_now(&mut tx.conn(), actor, needed, now).await?;
    let before = match id {
        Some(id) => Some(find(&mut tx.conn(), account, id, now).await?),
        None => None,
    };
    let known = before.as_ref().map(|open| ids(&open.areas)).unwrap_or_default();
    let there = before.as_ref().map(|open| &open.areas[..]).unwrap_or_default();
    let had = before.as_ref().map(|open| &open.departments[..]).unwrap_or_default();
    let mut all = departments::list(&mut tx.conn(), account).await?;
    let shown = known_to(&actor, all.clone());
    let mut parsed = form.parse(there, &shown)?;
    // What the actor doesn't know of stays as it is.
    let stays = |department: &Department| !shown.contains(department) && had.contains(department);
    all.retain(|department| parsed.departments.contains(department) || stays(department));
    parsed.departments = all;
    check_room(&mut tx.conn(), account, id.is_none(), known.len(), parsed.areas.len()).await?;
    let new = id.unwrap_or_else(|| ServiceId(app.random.id(now)));
    // What everybody gets, and what département admins get without the cap, somebody has to hold.
    let was = before.as_ref().map(|open| (open.settings.for_all, open.settings.caps_admins)).unwrap_or_default();
    if form.for_all && !was.0 && !holds_all(&granter, new, &known) {
        return Err(FieldErrors::one("for_all", Problem::NotHeld).into());
    }
    if was.1 && !form.caps_admins && !holds_all(&granter, new, &known) {
        return Err(FieldErrors::one("caps_admins", Problem::NotHeld).into());
    }
    if parsed.departments.iter().any(|department| !had.contains(department)) && !holds_all(&granter, new, &known) {
        return Err(FieldErrors::one("departments", Problem::NotHeld).into());
    }
    // What people may not do in an area would come back to them with another of its name.
    let limited = with_limits(&mut tx.conn(), account, renamed(there, &parsed)).await?;
    if !limited.is_empty() && !holds_all(&granter, new, &limited) {
        return Err(FieldErrors::one("areas", Problem::NotHeld).into());
    }
    let after = described(form, &parsed);
    let mut entries = Vec::new();
    let facts = match &before {
        None => json!({ "service": new.to_string(), "name": parsed.name.as_str(), "after": after }),
        Some(open) => {
            let present = described_open(open);
            // Two that changed names with each other read the same, and aren't.
            let same = parsed.areas.iter().map(|(id, _)| *id).eq(open.areas.iter().map(|(id, _)| Some(*id)));
            if present == after && same {
                return Ok(new);
            }
            if form.version.parse() != Ok(open.settings.version) {
                return Err(Error::Conflict);
            }
            for (area, name) in removed(&open.areas, &parsed) {
                entries.extend(end_area(app, &mut tx.conn(), &actor, area, &name, now).await?);
            }
            json!({ "service": new.to_string(), "name": parsed.name.as_str(), "before": present, "after": after })
        }
    };
    let picture = before.as_ref().and_then(|open| open.settings.service.picture.clone());
    let service = Service { id: new, name: parsed.name.as_str().to_owned(), url: parsed.url.clone(), picture };
    let version = before.as_ref().map_or(0, |open| open.settings.version);
    let settings = Settings { service, for_all: form.for_all, caps_admins: form.caps_admins, version };
    let named = parsed.areas.iter();
    let named: Vec<_> = named
        .map(|(id, name)| (id.unwrap_or_else(|| ServiceAreaId(app.random.id(now))), name.as_str().to_owned()))
        .collect();
    write(&mut tx.conn(), account, id.is_none(), &parsed.name, &settings, &named, now).await?;
    let places: Vec<_> = parsed.departments.iter().map(|department| department.id).collect();
    services::set_departments(&mut tx.conn(), account, new, &places).await?;
    users::notify_changed(&mut tx.conn(), account).await?;
    entries.insert(0, Entry::new(action).by(actor.id()).with(facts));
    let address = visit.address_text();
    tx.commit(&Setting { account, at: now, address: &address, random: &app.random }, &entries).await?;
    Ok(new)
}

/// Services of an account.
const MOST_SERVICES: usize = 500;
/// Areas of all its services together: each is a row of every role's table.
const MOST_IN_ALL: usize = 1_000;

/// Whether an account has room for one service more, or for these areas instead of as many as there were.
async fn check_room(
    conn: &mut Conn<'_>,
    account: AccountId,
    is_new: bool,
    before: usize,
    after: usize,
) -> Result<(), Error> {
    if is_new && services::list(conn, account).await?.len() >= MOST_SERVICES {
        return Err(FieldErrors::one("name", Problem::TooManyServices { most: MOST_SERVICES }).into());
    }
    let all = rights::areas(conn, account).await?.of_services().count() - before;
    if after > before && all + after > MOST_IN_ALL {
        return Err(FieldErrors::one("areas", Problem::TooManyAreasInAll { most: MOST_IN_ALL }).into());
    }
    Ok(())
}

/// Takes away what people have of an area that goes, and ends what they have asked for in it; the history of each says
/// what was taken.
pub(super) async fn end_area(
    app: &App,
    conn: &mut Conn<'_>,
    actor: &Actor,
    area: ServiceAreaId,
    name: &str,
    now: Timestamp,
) -> Result<Vec<Entry>, Error> {
    let account = actor.account();
    if let Some(named) = rights::areas(conn, account).await?.find(Area::Service(area)) {
        requests::end_wishes(app, conn, account, named, now).await?;
    }
    let held = exceptions::of_area(conn, account, Area::Service(area), now).await?;
    exceptions::clear_area(conn, account, Area::Service(area)).await?;
    let facts = json!({ "area": area.to_string(), "name": name });
    let entry = |user| Entry::new(Action::ExceptionSet).by(actor.id()).on(user).with(facts.clone());
    Ok(held.into_iter().map(|held| entry(held.user)).collect())
}

/// The account must be locked.
async fn write(
    conn: &mut Conn<'_>,
    account: AccountId,
    is_new: bool,
    name: &ServiceName,
    settings: &Settings,
    areas: &[(ServiceAreaId, String)],
    now: Timestamp,
) -> Result<(), Error> {
    let Service { id, url, .. } = &settings.service;
    if !services::is_free(conn, account, name, (!is_new).then_some(*id)).await? {
        return Err(FieldErrors::one("name", Problem::NameTaken).into());
    }
    if is_new && !services::insert(conn, account, *id, name, url, now).await? {
        return Err(FieldErrors::one("name", Problem::NameTaken).into());
    }
    if !services::update(conn, account, settings).await? {
        return Err(Error::Conflict);
    }
    Ok(service_areas::write(conn, account, *id, areas).await?)
}

fn ids(areas: &[(ServiceAreaId, String)]) -> Vec<ServiceAreaId> {
    areas.iter().map(|(id, _)| *id).collect()
}

/// The areas that are there and wouldn't be any more.
fn removed(areas: &[(ServiceAreaId, String)], parsed: &Parsed) -> Vec<(ServiceAreaId, String)> {
    let stays = |id: ServiceAreaId| parsed.areas.iter().any(|(kept, _)| *kept == Some(id));
    areas.iter().filter(|(id, _)| !stays(*id)).cloned().collect()
}

/// The areas that wouldn't be there any more under their names.
fn renamed(areas: &[(ServiceAreaId, String)], parsed: &Parsed) -> Vec<ServiceAreaId> {
    let stays = |(id, name): &&(ServiceAreaId, String)| {
        parsed.areas.iter().any(|(kept, called)| *kept == Some(*id) && fold(called.as_str()) == fold(name))
    };
    areas.iter().filter(|area| !stays(area)).map(|(id, _)| *id).collect()
}

/// Those of which somebody has a level of their own, by an exception or by a role.
async fn with_limits(
    conn: &mut Conn<'_>,
    account: AccountId,
    areas: Vec<ServiceAreaId>,
) -> Result<Vec<ServiceAreaId>, Error> {
    let mut limited = Vec::new();
    let known = if areas.is_empty() { Vec::new() } else { roles::list(conn, account).await? };
    for id in areas {
        let area = Area::Service(id);
        let by_role = known.iter().any(|role| role.levels.names(area));
        if by_role || exceptions::is_any(conn, account, area).await? {
            limited.push(id);
        }
    }
    Ok(limited)
}

/// Whether somebody has a service with all that one can have in it: people's own roles say how much of it they get.
fn holds_all(granter: &Granter, service: ServiceId, areas: &[ServiceAreaId]) -> bool {
    let own = Some(ServiceArea { service, for_all: false, caps_admins: false });
    granter.has(service) && areas.iter().all(|id| granter.grants(Area::Service(*id), own, Level::Approver))
}

/// A service for the history: nothing of it is personal.
fn described(form: &Form, parsed: &Parsed) -> Value {
    let areas = parsed.areas.iter().map(|(_, name)| name.as_str());
    table(parsed.name.as_str(), &parsed.url, form.for_all, form.caps_admins, areas, &parsed.departments)
}

fn described_open(open: &Open) -> Value {
    let Settings { service, for_all, caps_admins, .. } = &open.settings;
    let areas = open.areas.iter().map(|(_, name)| name.as_str());
    table(&service.name, &service.url, *for_all, *caps_admins, areas, &open.departments)
}

fn table<'a>(
    name: &str,
    url: &str,
    for_all: bool,
    caps: bool,
    areas: impl Iterator<Item = &'a str>,
    departments: &[Department],
) -> Value {
    let mut facts = vec![name.to_owned(), url.to_owned(), format!("all={for_all}"), format!("cap={caps}")];
    facts.extend(areas.map(str::to_owned));
    facts.extend(departments.iter().map(|department| department.id.to_string()));
    facts.retain(|fact| !fact.is_empty());
    json!(facts)
}
