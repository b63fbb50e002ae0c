use crate::{
    domain::{
        access::{Area, Granter, Level, Needed},
        department::DepartmentRole,
        form::{FieldErrors, Problem},
        history::{Action, Entry},
        id::{DepartmentId, UserId},
        time::Timestamp,
    },
    server::{
        app::App,
        context::{Actor, Visit},
        operations::{Error, manager::granter_now, refusal},
        store::{Conn, Setting, accounts, departments, rights, users},
    },
};
use serde_json::json;
use std::collections::HashMap;

const NEEDED: Needed = Needed { area: Area::Departments, level: Level::Approver };

/// Where the people of a department that goes are then.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fate {
    /// Nobody was said to be in it.
    Nobody,
    /// In another one, where each keeps the role, or a higher one that he or she has there: the two are merged.
    Into(DepartmentId),
    /// In one department less.
    Out,
}

/// Deletes a department; what people had by it ends in the same transaction. The history tells of each of them.
///
/// # Errors
/// [`Error::NotAllowed`] below Approver in departments, in the history; [`Error::NotFound`] for none of this account;
/// [`Error::Fields`] under `fate` while somebody is in it and nothing is said of them, and under `into` for a department
/// that isn't another one of the account's, or that gives what the actor doesn't have.
pub async fn delete(app: &App, visit: &Visit, actor: &Actor, id: DepartmentId, fate: Fate) -> Result<(), Error> {
    end(app, visit, actor, (id, fate), Action::DepartmentDeleted).await
}

/// Makes one of two departments: the people of the first go into the other, and the first is gone.
///
/// # Errors
/// As [`delete`].
pub async fn merge(app: &App, visit: &Visit, actor: &Actor, id: DepartmentId, into: DepartmentId) -> Result<(), Error> {
    end(app, visit, actor, (id, Fate::Into(into)), Action::DepartmentMerged).await
}

async fn end(
    app: &App,
    visit: &Visit,
    actor: &Actor,
    going: (DepartmentId, Fate),
    action: Action,
) -> Result<(), Error> {
    let tried = try_end(app, visit, actor, going, action).await;
    refusal::remember(app, visit, actor, Entry::new(action).by(actor.id()), tried).await?;
    app.users_changed(actor.account());
    tracing::info!(department.id = %going.0, action = action.as_str(), "department.end");
    Ok(())
}

async fn try_end(
    app: &App,
    visit: &Visit,
    actor: &Actor,
    (id, fate): (DepartmentId, Fate),
    action: Action,
) -> Result<(), Error> {
    let (account, now) = (actor.account(), app.clock.now());
    let mut tx = app.db.begin().await?;
    let conn = &mut tx.conn();
    accounts::lock(conn, account).await?;
    let (actor, granter) = granter_now(conn, actor, NEEDED, now).await?;
    let found = departments::find(conn, account, id).await?.ok_or(Error::NotFound)?;
    let members = departments::members(conn, account, id).await?;
    let mut facts = json!({ "department": id.to_string(), "name": found.name });
    let mut entries = Vec::new();
    match fate {
        Fate::Nobody | Fate::Out if members.is_empty() => {}
        Fate::Nobody => return Err(FieldErrors::one("fate", Problem::Choose).into()),
        Fate::Out => {
            entries = members.iter().map(|(user, role)| left(&actor, *user, id, *role)).collect();
            departments::remove_members(conn, account, id).await?;
        }
        Fate::Into(other) => {
            if other == id || departments::find(conn, account, other).await?.is_none() {
                return Err(FieldErrors::one("into", Problem::Choose).into());
            }
            let there: HashMap<_, _> = departments::members(conn, account, other).await?.into_iter().collect();
            if !admits_all(conn, &granter, other, &members, &there, now).await? {
                return Err(FieldErrors::one("into", Problem::BeyondOwnRights).into());
            }
            facts["into"] = other.to_string().into();
            entries = members.iter().map(|(user, role)| left(&actor, *user, id, *role)).collect();
            entries.extend(members.iter().filter_map(|(user, role)| {
                let before = there.get(user).copied();
                (before < Some(*role)).then(|| entered(&actor, *user, other, before, *role))
            }));
            departments::move_members(conn, account, id, other).await?;
        }
    }
    facts["count"] = members.len().into();
    if !departments::delete(conn, account, id).await? {
        return Err(Error::NotFound);
    }
    users::notify_changed(conn, account).await?;
    entries.insert(0, Entry::new(action).by(actor.id()).with(facts));
    let address = visit.address_text();
    Ok(tx.commit(&Setting { account, at: now, address: &address, random: &app.random }, &entries).await?)
}

/// Whether nobody gets by a merge what whoever merges doesn't have: each is admitted there as one by one.
async fn admits_all(
    conn: &mut Conn<'_>,
    granter: &Granter,
    other: DepartmentId,
    members: &[(UserId, DepartmentRole)],
    there: &HashMap<UserId, DepartmentRole>,
    now: Timestamp,
) -> Result<bool, Error> {
    if granter.holds_all() {
        return Ok(true);
    }
    let highest = members.iter().map(|(_, role)| *role).max().unwrap_or(DepartmentRole::Viewer);
    if !granter.places(other, highest) {
        return Ok(false);
    }
    let ids: Vec<UserId> = members.iter().map(|(user, _)| *user).collect();
    let rights = rights::of_users(conn, &ids, now).await?;
    for (user, place) in members {
        let Some(rights) = rights.get(user) else { continue };
        let place = there.get(user).map_or(*place, |before| *place.max(before));
        if !granter.admits(rights, other, place) {
            return Ok(false);
        }
    }
    Ok(true)
}

fn left(actor: &Actor, user: UserId, department: DepartmentId, role: DepartmentRole) -> Entry {
    let facts = json!({ "department": department.to_string(), "before": role.as_str(), "after": null });
    Entry::new(Action::LeftDepartment).by(actor.id()).on(user).with(facts)
}

fn entered(
    actor: &Actor,
    user: UserId,
    department: DepartmentId,
    before: Option<DepartmentRole>,
    role: DepartmentRole,
) -> Entry {
    let facts = json!({
        "department": department.to_string(),
        "before": before.map(DepartmentRole::as_str),
        "after": role.as_str(),
    });
    Entry::new(Action::AddedToDepartment).by(actor.id()).on(user).with(facts)
}
