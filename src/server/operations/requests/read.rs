use crate::{
    domain::{
        access::{Area, AreaName, Areas, Level, NamedArea, Needed, Rights, Thing},
        id::{RequestId, UserId},
        time::Timestamp,
    },
    server::{
        app::App,
        context::Actor,
        operations::{Error, Manager, manager::granter, users::exceptions::seen},
        store::{
            Conn, accounts,
            requests::{self, Request},
            rights,
        },
    },
};

/// Requests that the page shows at once.
const MOST: i64 = 100;
/// Requests that are looked through for those that somebody can answer.
const ALL: i64 = 10_000;

/// What somebody met who may not go on, and who can help.
pub struct Restriction {
    pub needed: Needed,
    /// The name of a service's area.
    pub area: Option<AreaName>,
    /// What the person has there, in the whole account.
    pub level: Level,
    /// What the person has there in departments, where that is more.
    pub highest: Level,
    /// The account's holder, if still in.
    pub holder: Option<String>,
    /// The wish that waits already, for as much or more.
    pub waiting: Option<Request>,
    /// It can be asked for: an agent of the support has what the account has chosen, and some areas aren't the account's.
    pub may_ask: bool,
}

/// The account's holder by name, if still in: whom to turn to.
///
/// # Errors
/// The database's.
pub async fn holder(app: &App, actor: &Actor) -> Result<Option<String>, Error> {
    let holder = accounts::holder(&mut app.db.read().await?.conn(), actor.account()).await?;
    Ok(holder.map(|(_, name)| name))
}

/// What somebody lacks so as to lead another, whose rights go further; nothing where it is something else.
///
/// # Errors
/// [`Error::NotAllowed`] below Guest in users, [`Error::NotFound`] for nobody within reach.
pub async fn lacked(app: &App, actor: &Actor, id: UserId) -> Result<Vec<Needed>, Error> {
    let mut reader = app.db.read().await?;
    let conn = &mut reader.conn();
    let manager = Manager::of_request(conn, actor, Level::Guest).await?;
    let now = app.clock.now();
    let subject = manager.find(conn, id, now).await?.ok_or(Error::NotFound)?;
    let (rights, _) = seen(conn, &manager, &subject, now).await?;
    Ok(manager.granter().lacks(&rights))
}

/// # Errors
/// The database's.
pub async fn restriction(app: &App, actor: &Actor, needed: Needed) -> Result<Restriction, Error> {
    let mut reader = app.db.read().await?;
    let conn = &mut reader.conn();
    let areas = rights::areas(conn, actor.account()).await?;
    let named = areas.find(needed.area);
    let service = named.and_then(|named| named.service);
    let level = actor.rights().effective(needed.area, service, Thing::Account).level;
    let there = actor.rights().departments.keys().map(|id| Thing::Of(*id)).filter(|thing| thing.is_of(needed.area));
    let highest = there.map(|thing| actor.rights().effective(needed.area, service, thing).level).max();
    let highest = highest.unwrap_or(Level::None);
    // What would take something away elsewhere can't be given.
    let is_gift = actor.rights().gift(needed.area, service, needed.level).is_some();
    let holder = accounts::holder(conn, actor.account()).await?;
    let waiting = requests::find_open(conn, actor.id(), needed.area).await?.filter(|open| open.level >= needed.level);
    Ok(Restriction {
        needed,
        area: named.and_then(|named| named.name.clone()),
        level,
        highest,
        holder: holder.map(|(_, name)| name),
        waiting,
        may_ask: named.is_some() && is_gift && actor.support().is_none(),
    })
}

/// A wish with the name of its area, where that is a service's.
pub struct Asked {
    pub request: Request,
    pub area: Option<AreaName>,
    /// What the person has there now, at most.
    pub level: Level,
    /// The reader can answer it.
    pub is_answerable: bool,
}

/// What waits for an answer.
pub struct Waiting {
    pub requests: Vec<Asked>,
    pub count: u64,
}

/// Whether somebody answers requests: users are theirs in the whole account.
#[must_use]
pub fn answers(actor: &Actor) -> bool {
    actor.may_everywhere(Area::Users, Level::Approver)
}

/// Those that wait and that somebody can answer, the oldest first; of an administrator's the first of them alone.
async fn answerable(conn: &mut Conn<'_>, actor: &Actor, areas: &Areas, now: Timestamp) -> Result<Vec<Request>, Error> {
    if actor.rights().holds_all() {
        return Ok(requests::open(conn, actor.account(), actor.id(), MOST).await?);
    }
    let granter = granter(conn, actor, actor.rights().clone()).await?;
    let mut open = requests::open(conn, actor.account(), actor.id(), ALL).await?;
    let service = |request: &Request| areas.find(request.area).and_then(|named| named.service);
    open.retain(|request| granter.grants(request.area, service(request), request.level));
    let most = usize::try_from(MOST).unwrap_or(usize::MAX);
    let mut found = Vec::new();
    // Who asks is looked at, on every page of somebody who leads people: no further than there is to show.
    for some in open.chunks(most) {
        let askers: Vec<UserId> = some.iter().map(|request| request.user).collect();
        let rights = rights::of_users(conn, &askers, now).await?;
        let is_theirs = |request: &&Request| {
            let asker = rights.get(&request.user);
            asker.is_some_and(|asker| granter.answers(asker, request.area, service(request), request.level))
        };
        found.extend(some.iter().filter(is_theirs).cloned());
        if found.len() >= most {
            break;
        }
    }
    Ok(found)
}

/// How many wait for an answer that somebody can give.
///
/// # Errors
/// The database's.
pub async fn to_answer(app: &App, actor: &Actor) -> Result<u64, Error> {
    if !answers(actor) || actor.rights().holds_all() {
        return Ok(actor.requests);
    }
    let mut reader = app.db.read().await?;
    let areas = rights::areas(&mut reader.conn(), actor.account()).await?;
    Ok(answerable(&mut reader.conn(), actor, &areas, app.clock.now()).await?.len() as u64)
}

/// Those that the actor can answer: the first of them, and how many they are, or how many were found at least.
///
/// # Errors
/// [`Error::NotAllowed`] below Approver in users in the whole account.
pub async fn list(app: &App, actor: &Actor) -> Result<Waiting, Error> {
    let actor = actor.granted(Area::Users, Level::Approver)?;
    let mut reader = app.db.read().await?;
    let conn = &mut reader.conn();
    let areas = rights::areas(conn, actor.account()).await?;
    let open = answerable(conn, &actor, &areas, app.clock.now()).await?;
    let count = if actor.rights().holds_all() {
        requests::count_open(conn, actor.account(), actor.id()).await?
    } else {
        open.len() as u64
    };
    let askers: Vec<UserId> = open.iter().map(|request| request.user).collect();
    let rights = rights::of_users(conn, &askers, app.clock.now()).await?;
    let shown = open.into_iter().take(usize::try_from(MOST).unwrap_or(usize::MAX));
    let found = shown.filter_map(|request| Some(asked(&areas, rights.get(&request.user)?, request, true)));
    Ok(Waiting { requests: found.collect(), count })
}

/// One, to be answered or answered already.
///
/// # Errors
/// As [`list`]; [`Error::NotFound`] for none of the account.
pub async fn find(app: &App, actor: &Actor, id: RequestId) -> Result<Asked, Error> {
    let actor = actor.granted(Area::Users, Level::Approver)?;
    let mut reader = app.db.read().await?;
    let request = requests::find(&mut reader.conn(), actor.account(), id).await?.ok_or(Error::NotFound)?;
    let conn = &mut reader.conn();
    let areas = rights::areas(conn, actor.account()).await?;
    let mut rights = rights::of_users(conn, &[request.user], app.clock.now()).await?;
    let rights = rights.remove(&request.user).ok_or(Error::NotFound)?;
    let granter = granter(conn, &actor, actor.rights().clone()).await?;
    let answers = |named: &NamedArea| granter.answers(&rights, named.area, named.service, request.level);
    let is_answerable = request.user != actor.id() && areas.find(request.area).is_some_and(answers);
    Ok(asked(&areas, &rights, request, is_answerable))
}

fn asked(areas: &Areas, rights: &Rights, request: Request, is_answerable: bool) -> Asked {
    let named = areas.find(request.area);
    let level = rights.highest(request.area, named.and_then(|named| named.service)).level;
    Asked { level, area: named.and_then(|named| named.name.clone()), is_answerable, request }
}

/// What somebody has asked for that waits, or was answered lately.
///
/// # Errors
/// The database's.
pub async fn of_user(conn: &mut Conn<'_>, actor: &Actor, areas: &Areas) -> Result<Vec<Asked>, Error> {
    let latest = requests::latest_of(conn, actor.id()).await?.into_iter();
    Ok(latest.map(|request| asked(areas, actor.rights(), request, false)).collect())
}
