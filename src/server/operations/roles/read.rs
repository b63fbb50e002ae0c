use super::Form;
use crate::{
    domain::{
        access::{Area, Areas, Level, Role, RoleKind},
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
    /// The actor may change it: a custom one, within the actor's own rights.
    pub editable: bool,
    pub deletable: bool,
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
    let is_ones_to_change = role.kind == RoleKind::Custom && granter.gives(&role);
    Ok(Open {
        editable: is_ones_to_change && actor.may(Area::Roles, Level::Editor),
        deletable: is_ones_to_change && actor.may(Area::Roles, Level::Approver),
        role,
        version,
        people,
        areas,
    })
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
