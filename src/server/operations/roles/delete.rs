use crate::{
    domain::{
        access::{Area, Level, Needed, Role, RoleKind},
        form::{FieldErrors, Problem},
        history::{Action, Entry},
        id::RoleId,
    },
    server::{
        app::App,
        context::{Actor, Visit},
        operations::{Error, manager, refusal},
        store::{Setting, accounts, roles, users},
    },
};
use serde_json::json;

/// The roles that may take the place of one: those within the actor's own.
///
/// # Errors
/// [`Error::NotAllowed`] below Approver in roles.
pub async fn replacements(app: &App, actor: &Actor, id: RoleId) -> Result<Vec<Role>, Error> {
    let actor = actor.granted(Area::Roles, Level::Approver)?;
    let mut reader = app.db.read().await?;
    let granter = manager::granter(&mut reader.conn(), &actor, actor.rights().clone()).await?;
    let mut found = roles::list(&mut reader.conn(), actor.account()).await?;
    let Some(at) = found.iter().position(|role| role.id == id) else { return Ok(Vec::new()) };
    let gone = found.remove(at);
    found.retain(|role| granter.replaces(&gone, role));
    Ok(found)
}

/// Deletes a custom role; whoever has it gets the one that takes its place, in the same transaction.
///
/// # Errors
/// [`Error::NotAllowed`] below Approver in roles and for a built-in one, in the history; [`Error::NotFound`] for none of
/// the account; [`Error::Fields`] under `role` where one is needed, or lies beyond the actor's own rights.
pub async fn delete(app: &App, visit: &Visit, actor: &Actor, id: RoleId, to: Option<RoleId>) -> Result<(), Error> {
    let deleted = try_delete(app, visit, actor, id, to).await;
    refusal::remember(app, visit, actor, Entry::new(Action::RoleDeleted).by(actor.id()), deleted).await?;
    app.users_changed(actor.account());
    tracing::info!(role.id = %id, "role.delete");
    Ok(())
}

async fn try_delete(app: &App, visit: &Visit, actor: &Actor, id: RoleId, to: Option<RoleId>) -> Result<(), Error> {
    let actor = actor.granted(Area::Roles, Level::Approver)?;
    let (now, account) = (app.clock.now(), actor.account());
    let mut tx = app.db.begin().await?;
    accounts::lock(&mut tx.conn(), account).await?;
    let (actor, granter) =
        manager::granter_now(&mut tx.conn(), &actor, Needed { area: Area::Roles, level: Level::Approver }, now).await?;
    let found = roles::find(&mut tx.conn(), account, id).await?;
    let role = found.ok_or(Error::NotFound)?;
    if role.kind != RoleKind::Custom {
        return Err(Error::NotAllowed(None));
    }
    if !granter.gives(&role) {
        return Err(FieldErrors::one("role", Problem::BeyondOwnRights).into());
    }
    let new = match to {
        Some(to) if to != id => roles::find(&mut tx.conn(), account, to).await?,
        _ => None,
    };
    if new.as_ref().is_some_and(|new| !granter.replaces(&role, new)) {
        return Err(FieldErrors::one("role", Problem::BeyondOwnRights).into());
    }
    let (moved, lifted) = match &new {
        Some(new) => roles::replace(&mut tx.conn(), account, id, new.id).await?,
        None if roles::is_held(&mut tx.conn(), account, id).await? => {
            return Err(FieldErrors::one("role", Problem::Choose).into());
        }
        None => (0, 0),
    };
    if !roles::delete(&mut tx.conn(), account, id).await? {
        return Err(Error::NotFound);
    }
    users::notify_changed(&mut tx.conn(), account).await?;
    let mut facts = json!({ "name": role.name, "role": new.map(|new| new.id.to_string()), "count": moved });
    if lifted > 0 {
        facts["exceptions"] = lifted.into();
    }
    let address = visit.address_text();
    let setting = Setting { account, at: now, address: &address, random: &app.random };
    Ok(tx.commit(&setting, &[Entry::new(Action::RoleDeleted).by(actor.id()).with(facts)]).await?)
}
