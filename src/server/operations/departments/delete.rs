use crate::{
    domain::{
        access::{Area, Granter, Level, Needed, Rights},
        department::DepartmentRole,
        form::{FieldErrors, Problem},
        history::{Action, Entry},
        id::{AccountId, DepartmentId, UserId},
    },
    server::{
        app::App,
        context::{Actor, Visit},
        operations::{Error, manager::granter_now, refusal},
        store::{Conn, Setting, accounts, departments, users},
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
    let tried = try_delete(app, visit, actor, id, fate).await;
    let entry = Entry::new(Action::DepartmentDeleted).by(actor.id());
    refusal::remember(app, visit, actor, entry, tried).await?;
    app.users_changed(actor.account());
    tracing::info!(department.id = %id, "department.delete");
    Ok(())
}

async fn try_delete(app: &App, visit: &Visit, actor: &Actor, id: DepartmentId, fate: Fate) -> Result<(), Error> {
    let (account, now) = (actor.account(), app.clock.now());
    let mut tx = app.db.begin().await?;
    let conn = &mut tx.conn();
    accounts::lock(conn, account).await?;
    let granter = granter_now(conn, actor, NEEDED, now).await?;
    let found = departments::find(conn, account, id).await?.ok_or(Error::NotFound)?;
    let members = departments::members(conn, account, id).await?;
    let mut facts = json!({ "department": id.to_string(), "name": found.name });
    let mut entries = Vec::new();
    match fate {
        _ if members.is_empty() => {}
        Fate::Nobody => return Err(FieldErrors::one("fate", Problem::Choose).into()),
        Fate::Out => {
            entries = members.iter().map(|(user, role)| left(actor, *user, id, *role)).collect();
            departments::remove_members(conn, account, id).await?;
        }
        Fate::Into(other) => {
            let highest = members.iter().map(|(_, role)| *role).max().unwrap_or(DepartmentRole::Viewer);
            check_target(conn, account, &granter, (id, other), highest).await?;
            facts["into"] = other.to_string().into();
            let there: HashMap<_, _> = departments::members(conn, account, other).await?.into_iter().collect();
            entries = members.iter().map(|(user, role)| left(actor, *user, id, *role)).collect();
            entries.extend(members.iter().filter_map(|(user, role)| {
                let before = there.get(user).copied();
                (before < Some(*role)).then(|| entered(actor, *user, other, before, *role))
            }));
            departments::move_members(conn, account, id, other).await?;
        }
    }
    facts["count"] = members.len().into();
    if !departments::delete(conn, account, id).await? {
        return Err(Error::NotFound);
    }
    users::notify_changed(conn, account).await?;
    entries.insert(0, Entry::new(Action::DepartmentDeleted).by(actor.id()).with(facts));
    let address = visit.address_text();
    Ok(tx.commit(&Setting { account, at: now, address: &address, random: &app.random }, &entries).await?)
}

/// Nobody gets by a merge what whoever merges doesn't have.
async fn check_target(
    conn: &mut Conn<'_>,
    account: AccountId,
    granter: &Granter,
    (id, other): (DepartmentId, DepartmentId),
    highest: DepartmentRole,
) -> Result<(), Error> {
    if other == id || departments::find(conn, account, other).await?.is_none() {
        return Err(FieldErrors::one("into", Problem::Choose).into());
    }
    let given = Rights { departments: [(other, highest)].into(), ..granter.rights().clone() };
    if granter.places(other, highest) && granter.holds(&given) {
        Ok(())
    } else {
        Err(FieldErrors::one("into", Problem::BeyondOwnRights).into())
    }
}

fn left(actor: &Actor, user: UserId, department: DepartmentId, role: DepartmentRole) -> Entry {
    let facts = json!({ "department": department.to_string(), "before": role.as_str() });
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
