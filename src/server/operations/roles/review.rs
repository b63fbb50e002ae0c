//! What changing a role would mean, to whom: before it is saved, and while its table is being filled.

use super::Form;
use crate::{
    domain::{
        access::{Area, Areas, Difference, Level, NamedArea, Rights, Role, RoleKind},
        form::{FieldErrors, Problem},
        id::{RoleId, UserId},
        user::UserState,
    },
    server::{
        app::App,
        context::Actor,
        operations::{Error, manager},
        store::{Conn, rights, roles, users::Tallies},
    },
};
use std::collections::BTreeMap;
use uuid::Uuid;

/// People whose rights are looked at one by one.
const LOOKED_AT: i64 = 500;

/// What a change would mean to whom.
pub struct Reviewed {
    pub difference: Difference,
    pub people: u64,
    /// Of those who were looked at, by name; nobody's for who may not see people.
    pub names: Vec<String>,
}

/// What there is to say before a role is changed.
pub struct Review {
    pub lines: Vec<Reviewed>,
    /// People who have the role and weren't looked at: what it gives changes for them as for the others, but for their
    /// exceptions and departments.
    pub others: u64,
    /// The account's.
    pub areas: Areas,
    /// Whether the reader may see everybody whom it is about.
    pub sees_people: bool,
}

/// Says what saving would change, for whom; nothing where nobody has the role or nothing changes for anybody.
///
/// # Errors
/// As [`save`](super::save()), but for what isn't refused until it is written.
pub async fn review(app: &App, actor: &Actor, id: RoleId, form: &Form) -> Result<Review, Error> {
    let actor = actor.granted(Area::Roles, Level::Editor)?;
    let mut reader = app.db.read().await?;
    let conn = &mut reader.conn();
    let before = roles::find(conn, actor.account(), id).await?.ok_or(Error::NotFound)?;
    let areas = rights::areas(conn, actor.account()).await?;
    let (_, after) = form.parse(id, &areas)?;
    compare(app, conn, &actor, before, &after, areas).await
}

/// The same of a form that is being filled, and may have no name yet; nothing where the table is as it was, and of a
/// role that nobody has yet.
///
/// # Errors
/// [`Error::NotAllowed`] below Editor in roles; [`Error::NotFound`] for a role that isn't the actor's to change;
/// [`Error::Fields`] under `reach` and `levels`, also where the role lies beyond the actor's own rights.
pub async fn preview(app: &App, actor: &Actor, id: Option<RoleId>, form: &Form) -> Result<Option<Review>, Error> {
    let actor = actor.granted(Area::Roles, Level::Editor)?;
    let mut reader = app.db.read().await?;
    let conn = &mut reader.conn();
    let areas = rights::areas(conn, actor.account()).await?;
    let granter = manager::granter(conn, &actor, actor.rights().clone()).await?;
    let before = match id {
        None => None,
        Some(id) => {
            let found = roles::find(conn, actor.account(), id).await?;
            let found = found.filter(|role| role.kind == RoleKind::Custom && granter.gives(role));
            Some(found.ok_or(Error::NotFound)?)
        }
    };
    let after = form.role(id.unwrap_or(RoleId(Uuid::nil())), &areas)?;
    if !granter.writes(before.as_ref(), &after) {
        return Err(FieldErrors::one("levels", Problem::BeyondOwnRights).into());
    }
    match before {
        Some(before) if before.reach != after.reach || before.levels != after.levels => {
            compare(app, conn, &actor, before, &after, areas).await.map(Some)
        }
        _ => Ok(None),
    }
}

/// What of a form goes beyond the actor's own rights; nothing where something else is wrong with it.
///
/// # Errors
/// [`Error::NotAllowed`] below Editor in roles; [`Error::NotFound`] for none of the account.
pub async fn lacked(
    app: &App,
    actor: &Actor,
    id: Option<RoleId>,
    form: &Form,
) -> Result<Vec<(NamedArea, Level)>, Error> {
    let actor = actor.granted(Area::Roles, Level::Editor)?;
    let mut reader = app.db.read().await?;
    let conn = &mut reader.conn();
    let areas = rights::areas(conn, actor.account()).await?;
    let before = match id {
        None => None,
        Some(id) => Some(roles::find(conn, actor.account(), id).await?.ok_or(Error::NotFound)?),
    };
    let Ok(after) = form.role(id.unwrap_or(RoleId(Uuid::nil())), &areas) else { return Ok(Vec::new()) };
    let granter = manager::granter(conn, &actor, actor.rights().clone()).await?;
    let lacked = granter.lacks_to_write(before.as_ref(), &after).into_iter();
    Ok(lacked.filter_map(|needed| Some((areas.find(needed.area)?.clone(), needed.level))).collect())
}

async fn compare(
    app: &App,
    conn: &mut Conn<'_>,
    actor: &Actor,
    before: Role,
    after: &Role,
    areas: Areas,
) -> Result<Review, Error> {
    let id = before.id;
    let holders = roles::holders(conn, actor.account(), id, LOOKED_AT).await?;
    let ids: Vec<UserId> = holders.iter().map(|holder| holder.id).collect();
    let mut held = rights::holdings_of(conn, &ids, app.clock.now()).await?;
    let catalogue = areas.catalogue();
    let sees_people = actor.may_everywhere(Area::Users, Level::Guest);
    let mut lines: BTreeMap<Difference, (u64, Vec<String>)> = BTreeMap::new();
    for holder in &holders {
        let own = held.remove(&holder.id).unwrap_or_default().with(before.clone());
        let then = Rights { role: after.clone(), ..own.clone() };
        for difference in own.differences(&then, &catalogue) {
            let (count, names) = lines.entry(difference).or_default();
            *count += 1;
            if sees_people {
                names.push(holder.name.clone());
            }
        }
    }
    let tallies = Tallies::read(conn, actor.account()).await?;
    let all: u64 = UserState::LISTED.into_iter().map(|state| tallies.count(Some(id), state)).sum();
    // Another name changes nothing for anybody.
    let is_changed = before.reach != after.reach || before.levels != after.levels;
    let others = if is_changed { all.saturating_sub(holders.len() as u64) } else { 0 };
    let lines = lines.into_iter().map(|(difference, (people, names))| Reviewed { difference, people, names }).collect();
    Ok(Review { lines, others, areas, sees_people })
}
