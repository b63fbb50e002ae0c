use crate::{
    domain::{
        access::{Area, AreaName, Level, Needed, Thing},
        id::RequestId,
    },
    server::{
        app::App,
        context::Actor,
        operations::Error,
        store::{
            Conn, accounts,
            requests::{self, Request},
            rights, roles,
        },
    },
};

/// Requests that the page shows at once.
const MOST: i64 = 100;

/// What somebody met who may not go on, and who can help.
pub struct Restriction {
    pub needed: Needed,
    /// The name of a service's area.
    pub area: Option<AreaName>,
    /// What the person has there.
    pub level: Level,
    /// The account's holder, if still in.
    pub holder: Option<String>,
    /// The wish that waits already.
    pub waiting: Option<Request>,
}

/// # Errors
/// The database's.
pub async fn restriction(app: &App, actor: &Actor, needed: Needed) -> Result<Restriction, Error> {
    let mut reader = app.db.read().await?;
    let conn = &mut reader.conn();
    let area = name(conn, actor, needed.area).await?;
    let catalogue = rights::catalogue(conn, actor.account()).await?;
    let service = catalogue.areas().find(|(area, _)| *area == needed.area).and_then(|(_, service)| service);
    let level = actor.rights().effective(needed.area, service, Thing::Account).level;
    let holder = accounts::holder(conn, actor.account()).await?;
    let waiting = requests::find_open(conn, actor.id(), needed.area).await?;
    Ok(Restriction { needed, area, level, holder: holder.map(|(_, name)| name), waiting })
}

async fn name(conn: &mut Conn<'_>, actor: &Actor, area: Area) -> Result<Option<AreaName>, Error> {
    Ok(match area {
        Area::Service(id) => rights::area_name(conn, actor.account(), id).await?,
        _ => None,
    })
}

/// A wish with the name of its area, where that is a service's.
pub struct Asked {
    pub request: Request,
    pub area: Option<AreaName>,
    /// What the person has there now, at most.
    pub level: Level,
}

/// What waits for an answer.
pub struct Waiting {
    pub requests: Vec<Asked>,
    pub count: u64,
}

/// Whether somebody answers requests: users are theirs in the whole account.
#[must_use]
pub fn answers(actor: &Actor) -> bool {
    actor.granted(Area::Users, Level::Approver).is_ok()
}

/// # Errors
/// [`Error::NotAllowed`] below Approver in users in the whole account.
pub async fn list(app: &App, actor: &Actor) -> Result<Waiting, Error> {
    let actor = actor.granted(Area::Users, Level::Approver)?;
    let mut reader = app.db.read().await?;
    let conn = &mut reader.conn();
    let mut found = Vec::new();
    for request in requests::open(conn, actor.account(), MOST).await? {
        found.push(asked(app, conn, &actor, request).await?);
    }
    let count = requests::count_open(conn, actor.account()).await?;
    Ok(Waiting { requests: found, count })
}

/// One, to be answered or answered already.
///
/// # Errors
/// As [`list`]; [`Error::NotFound`] for none of the account.
pub async fn find(app: &App, actor: &Actor, id: RequestId) -> Result<Asked, Error> {
    let actor = actor.granted(Area::Users, Level::Approver)?;
    let mut reader = app.db.read().await?;
    let request = requests::find(&mut reader.conn(), actor.account(), id).await?.ok_or(Error::NotFound)?;
    asked(app, &mut reader.conn(), &actor, request).await
}

async fn asked(app: &App, conn: &mut Conn<'_>, actor: &Actor, request: Request) -> Result<Asked, Error> {
    let area = name(conn, actor, request.area).await?;
    let catalogue = rights::catalogue(conn, actor.account()).await?;
    let service = catalogue.areas().find(|(area, _)| *area == request.area).and_then(|(_, service)| service);
    let (role, _) = roles::of_user(conn, request.user, app.clock.now()).await?.ok_or(Error::NotFound)?;
    let rights = rights::holdings(conn, request.user, app.clock.now()).await?.with(role);
    Ok(Asked { level: rights.highest(request.area, service).level, request, area })
}

/// What somebody has asked for that waits.
///
/// # Errors
/// The database's.
pub async fn of_user(conn: &mut Conn<'_>, actor: &Actor) -> Result<Vec<Asked>, Error> {
    let mut found = Vec::new();
    for request in requests::open_of(conn, actor.id()).await? {
        let area = name(conn, actor, request.area).await?;
        found.push(Asked { request, area, level: Level::None });
    }
    Ok(found)
}
