use super::Form;
use crate::{
    domain::{
        access::{Area, Areas, Level, Needed, Rights, Role, RoleKind},
        id::RoleId,
        user::UserState,
    },
    server::{
        app::App,
        context::Actor,
        operations::{Error, manager},
        store::{rights, roles, users::Tallies},
    },
};

/// A role with how many people have it, deleted ones apart.
pub struct Listed {
    pub role: Role,
    pub people: u64,
}

/// Built-in ones first.
///
/// # Errors
/// [`Error::NotAllowed`] below Guest in roles.
pub async fn list(app: &App, actor: &Actor) -> Result<Vec<Listed>, Error> {
    let actor = actor.granted(Area::Roles, Level::Guest)?;
    let mut reader = app.db.read().await?;
    let tallies = Tallies::read(&mut reader.conn(), actor.account()).await?;
    let people =
        |role: RoleId| UserState::LISTED.into_iter().map(|state| tallies.count(Some(role), state)).sum::<u64>();
    let found = roles::list(&mut reader.conn(), actor.account()).await?.into_iter();
    Ok(found.map(|role| Listed { people: people(role.id), role }).collect())
}

/// One role, as its page shows it.
pub struct Open {
    pub role: Role,
    pub version: i64,
    pub people: u64,
    /// The account's.
    pub areas: Areas,
    /// Whatever the actor's level in roles.
    pub closed: Option<Closed>,
    /// The actor may change it.
    pub editable: bool,
    pub deletable: bool,
}

/// Why a role isn't somebody's to change.
#[derive(Clone, Debug)]
pub enum Closed {
    /// It comes with Parvis.
    BuiltIn,
    /// It gives what the actor lacks: these.
    Beyond(Vec<Needed>),
}

/// # Errors
/// As [`list`]; [`Error::NotFound`] for none of the account.
pub async fn open(app: &App, actor: &Actor, id: RoleId) -> Result<Open, Error> {
    let actor = actor.granted(Area::Roles, Level::Guest)?;
    let mut reader = app.db.read().await?;
    let conn = &mut reader.conn();
    let (role, version) = roles::find_versioned(conn, actor.account(), id).await?.ok_or(Error::NotFound)?;
    let tallies = Tallies::read(conn, actor.account()).await?;
    let people = UserState::LISTED.into_iter().map(|state| tallies.count(Some(id), state)).sum();
    let areas = rights::areas(conn, actor.account()).await?;
    let granter = manager::granter(conn, &actor, actor.rights().clone()).await?;
    let closed = if role.kind == RoleKind::Custom {
        let lacked = granter.lacks(&Rights::of(role.clone()));
        (!lacked.is_empty()).then_some(Closed::Beyond(lacked))
    } else {
        Some(Closed::BuiltIn)
    };
    Ok(Open {
        editable: closed.is_none() && actor.may(Area::Roles, Level::Editor),
        deletable: closed.is_none() && actor.may(Area::Roles, Level::Approver),
        closed,
        role,
        version,
        people,
        areas,
    })
}

/// The same, for who has a level in roles.
///
/// # Errors
/// As [`open`], and [`Error::NotAllowed`] below `least`.
pub async fn open_to(app: &App, actor: &Actor, id: RoleId, least: Level) -> Result<Open, Error> {
    open(app, &*actor.granted(Area::Roles, least)?, id).await
}

/// What the form of a new role shows: empty, or like another; and the account's areas.
///
/// # Errors
/// [`Error::NotAllowed`] below Editor in roles; [`Error::NotFound`] where there is no such other.
pub async fn table(app: &App, actor: &Actor, like: Option<RoleId>) -> Result<(Form, Option<Role>, Areas), Error> {
    let actor = actor.granted(Area::Roles, Level::Editor)?;
    let mut reader = app.db.read().await?;
    let areas = rights::areas(&mut reader.conn(), actor.account()).await?;
    let Some(like) = like else {
        return Ok((Form { reach: "account".to_owned(), ..Form::default() }.with(super::Preset::Nothing), None, areas));
    };
    let role = roles::find(&mut reader.conn(), actor.account(), like).await?.ok_or(Error::NotFound)?;
    Ok((Form { name: String::new(), ..Form::of(&role, 0) }, Some(role), areas))
}

/// The roles whose tables another can begin with.
///
/// # Errors
/// [`Error::NotAllowed`] below Editor in roles.
pub async fn models(app: &App, actor: &Actor, but: Option<RoleId>) -> Result<Vec<Role>, Error> {
    let actor = actor.granted(Area::Roles, Level::Editor)?;
    let mut found = roles::list(&mut app.db.read().await?.conn(), actor.account()).await?;
    found.retain(|role| Some(role.id) != but);
    Ok(found)
}
