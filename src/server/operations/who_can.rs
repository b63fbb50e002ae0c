//! "Who can…?": for an area and a level, who has it and why.

use super::{Error, refusal};
use crate::{
    domain::{
        access::{Area, Areas, BuiltIn, Effective, Level, NamedArea, Reach, Role, RoleKind, department_roles},
        history::{Action, Entry},
        id::{AccountId, DepartmentId, UserId},
        time::Timestamp,
    },
    server::{
        app::App,
        context::{Actor, Granted, Visit},
        store::{
            Conn, Setting, departments,
            holders::{self, Place, Wanted},
            rights, roles,
        },
    },
};
use serde_json::json;

/// People of one page.
pub const PAGE: usize = 50;
/// People of one read of an export.
const AT_ONCE: usize = 1_000;

/// Somebody who has the level, with the one that he or she really has.
pub struct Holder {
    pub id: UserId,
    pub name: String,
    pub email: String,
    pub role: Role,
    pub effective: Effective,
    /// By name, for what a department gives.
    pub departments: Vec<(DepartmentId, String)>,
}

pub struct Found {
    /// All of the account, to choose from.
    pub areas: Areas,
    pub area: Area,
    pub level: Level,
    pub count: u64,
    /// By name.
    pub holders: Vec<Holder>,
    /// From which page on there are more.
    pub next: Option<usize>,
}

pub(super) fn may_ask(actor: &Actor) -> Result<Granted<'_>, Error> {
    Ok(actor.granted(Area::Roles, Level::Guest)?.and(actor.granted(Area::Users, Level::Guest)?))
}

/// Whether the interface offers it.
#[must_use]
pub fn is_offered(actor: &Actor) -> bool {
    may_ask(actor).is_ok()
}

/// The active people who have at least this level in an area, for whichever thing. Pages count from 0.
///
/// # Errors
/// [`Error::NotAllowed`] below Guest in users or in roles; [`Error::NotFound`] for an area that the account doesn't have.
pub async fn who_can(app: &App, actor: &Actor, area: Area, level: Level, page: usize) -> Result<Found, Error> {
    let actor = may_ask(actor)?;
    let mut reader = app.db.read().await?;
    let areas = rights::areas(&mut reader.conn(), actor.account()).await?;
    let known = roles::list(&mut reader.conn(), actor.account()).await?;
    let named = areas.find(area).ok_or(Error::NotFound)?;
    let wanted = wanted(actor.account(), &known, named, level, app.clock.now());
    let count = holders::count(&mut reader.conn(), &wanted).await?;
    // Some thousand people at most have a level that one looks for; further pages are read by an export.
    let all = holders::list(&mut reader.conn(), &wanted, None, (page + 1) * PAGE + 1).await?;
    let next = (all.len() > (page + 1) * PAGE).then_some(page + 1);
    let shown: Vec<holders::Holder> = all.into_iter().skip(page * PAGE).take(PAGE).collect();
    let found = explain(&mut reader.conn(), &areas, &wanted, shown).await?;
    Ok(Found { areas, area, level, count, holders: found, next })
}

/// Whoever has at least this level in an area, for whichever thing.
fn wanted(account: AccountId, known: &[Role], named: &NamedArea, least: Level, now: Timestamp) -> Wanted {
    let area = named.area;
    let service = named.service.filter(|service| !service.for_all).map(|service| {
        let all = known.iter().filter(|role| role.kind == RoleKind::BuiltIn(BuiltIn::Administrator));
        (service.service, all.map(|role| role.id).collect())
    });
    let giving = known.iter().filter(|role| role.levels.get(area) >= least);
    // Of a service's areas everybody has what is one's own; Parvis's are about other people's things.
    let is_of_service = matches!(area, Area::Service(_));
    let having = |reach: fn(Reach) -> bool| giving.clone().filter(move |role| reach(role.reach)).map(|role| role.id);
    Wanted {
        account,
        area,
        least,
        roles: if is_of_service {
            having(|_| true).collect()
        } else {
            having(|reach| reach == Reach::Account).collect()
        },
        roles_in_department: having(|reach| reach == Reach::Department)
            .filter(|_| !is_of_service && area.has_departments())
            .collect(),
        department_roles: department_roles(area, named.service, least),
        service,
        now,
    }
}

/// Whoever has at least this level in an area for all things of the account.
pub(super) fn wanted_everywhere(
    account: AccountId,
    known: &[Role],
    named: &NamedArea,
    least: Level,
    now: Timestamp,
) -> Wanted {
    let of_all: Vec<Role> = known.iter().filter(|role| role.reach == Reach::Account).cloned().collect();
    Wanted { department_roles: Vec::new(), ..wanted(account, &of_all, named, least, now) }
}

/// Why each of these has it.
async fn explain(
    conn: &mut Conn<'_>,
    areas: &Areas,
    wanted: &Wanted,
    found: Vec<holders::Holder>,
) -> Result<Vec<Holder>, Error> {
    let ids: Vec<UserId> = found.iter().map(|holder| holder.id).collect();
    let mut holdings = rights::holdings_of(conn, &ids, wanted.now).await?;
    let mut places = departments::of_users(conn, &ids).await?;
    let service = areas.find(wanted.area).and_then(|named| named.service);
    let explained = found.into_iter().map(|holder| {
        let rights = holdings.remove(&holder.id).unwrap_or_default().with(holder.role.clone());
        let places = places.remove(&holder.id).unwrap_or_default().into_iter();
        Holder {
            id: holder.id,
            name: holder.name,
            email: holder.email,
            role: holder.role,
            effective: rights.highest(wanted.area, service),
            departments: places.map(|place| (place.department.id, place.department.name)).collect(),
        }
    });
    Ok(explained.collect())
}

/// All who have it, for a file.
pub struct Export {
    app: App,
    areas: Areas,
    wanted: Wanted,
    after: Option<Place>,
    is_done: bool,
}

/// Begins an export, which the history remembers with how many it is of.
///
/// # Errors
/// As [`who_can`]; below Guest in exports too, in the history.
pub async fn export(app: &App, visit: &Visit, actor: &Actor, area: Area, level: Level) -> Result<Export, Error> {
    let allowed = may_ask(actor).and_then(|granted| Ok(granted.and(actor.granted(Area::Exports, Level::Guest)?)));
    let entry = Entry::new(Action::UsersExported).by(actor.id());
    let actor = refusal::remember(app, visit, actor, entry.clone(), allowed).await?;
    let mut reader = app.db.read().await?;
    let areas = rights::areas(&mut reader.conn(), actor.account()).await?;
    let known = roles::list(&mut reader.conn(), actor.account()).await?;
    let named = areas.find(area).ok_or(Error::NotFound)?;
    let wanted = wanted(actor.account(), &known, named, level, app.clock.now());
    let count = holders::count(&mut reader.conn(), &wanted).await?;
    drop(reader);
    let address = visit.address_text();
    let setting = Setting { account: actor.account(), at: wanted.now, address: &address, random: &app.random };
    let facts = json!({ "count": count, "area": area.to_string(), "level": level.as_str() });
    app.db.begin().await?.commit(&setting, &[entry.with(facts)]).await?;
    tracing::info!(count, "rights.export");
    Ok(Export { app: app.clone(), areas, wanted, after: None, is_done: false })
}

impl Export {
    /// The next people by name; nothing at the end. Each in a short read of its own.
    ///
    /// # Errors
    /// The database's.
    pub async fn next(&mut self) -> Result<Option<Vec<Holder>>, Error> {
        if self.is_done {
            return Ok(None);
        }
        let mut reader = self.app.db.read().await?;
        let found = holders::list(&mut reader.conn(), &self.wanted, self.after.as_ref(), AT_ONCE).await?;
        self.is_done = found.len() < AT_ONCE;
        self.after = found.last().map(holders::Holder::place);
        let explained = explain(&mut reader.conn(), &self.areas, &self.wanted, found).await?;
        Ok((!explained.is_empty()).then_some(explained))
    }
}
