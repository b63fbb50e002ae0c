use super::Form;
use crate::{
    domain::{
        access::{Area, Areas, Level, Needed, Role, RoleKind},
        form::{FieldErrors, Problem},
        history::{Action, Entry},
        id::RoleId,
        text::RoleName,
        time::Timestamp,
    },
    server::{
        app::App,
        context::{Actor, Visit},
        operations::{Error, manager, refusal},
        store::{Conn, Setting, accounts, rights, roles, users},
    },
};
use serde_json::json;

/// Makes a role, or changes one. It counts at the next request of whoever has it.
///
/// # Errors
/// [`Error::NotAllowed`] below Editor in roles, in the history; [`Error::Fields`] by field, `levels` among them where
/// the role lies beyond the actor's own rights; [`Error::Conflict`] where somebody else has saved since the form was
/// shown; [`Error::NotFound`] for a built-in one and for none of the account.
pub async fn save(app: &App, visit: &Visit, actor: &Actor, id: Option<RoleId>, form: &Form) -> Result<RoleId, Error> {
    let action = if id.is_some() { Action::RoleEdited } else { Action::RoleCreated };
    let saved = try_save(app, visit, actor, id, form, action).await;
    let id = refusal::remember(app, visit, actor, Entry::new(action).by(actor.id()), saved).await?;
    app.users_changed(actor.account());
    tracing::info!(role.id = %id, "role.save");
    Ok(id)
}

async fn try_save(
    app: &App,
    visit: &Visit,
    actor: &Actor,
    id: Option<RoleId>,
    form: &Form,
    action: Action,
) -> Result<RoleId, Error> {
    let actor = actor.granted(Area::Roles, Level::Editor)?;
    let (now, account) = (app.clock.now(), actor.account());
    let mut tx = app.db.begin().await?;
    accounts::lock(&mut tx.conn(), account).await?;
    let (actor, granter) =
        manager::granter_now(&mut tx.conn(), &actor, Needed { area: Area::Roles, level: Level::Editor }, now).await?;
    let areas = rights::areas(&mut tx.conn(), account).await?;
    let new = id.unwrap_or_else(|| RoleId(app.random.id(now)));
    let (name, role) = form.parse(new, &areas)?;
    let before = match id {
        None => None,
        Some(id) => {
            let found = roles::find_versioned(&mut tx.conn(), account, id).await?.ok_or(Error::NotFound)?;
            if found.0.kind != RoleKind::Custom {
                return Err(Error::NotAllowed(None));
            }
            Some(found)
        }
    };
    if !granter.writes(before.as_ref().map(|(role, _)| role), &role) {
        return Err(FieldErrors::one("levels", Problem::BeyondOwnRights).into());
    }
    let facts = match before {
        None => json!({ "role": new.to_string(), "name": name.as_str() }),
        Some((before, version)) => {
            if before.name == role.name && before.reach == role.reach && before.levels == role.levels {
                return Ok(new);
            }
            if form.version.parse() != Ok(version) {
                return Err(Error::Conflict);
            }
            json!({ "role": new.to_string(), "before": described(&before, &areas), "after": described(&role, &areas) })
        }
    };
    write(&mut tx.conn(), &actor, id, &name, &role, form, now).await?;
    users::notify_changed(&mut tx.conn(), account).await?;
    let address = visit.address_text();
    let entry = Entry::new(action).by(actor.id()).with(facts);
    tx.commit(&Setting { account, at: now, address: &address, random: &app.random }, &[entry]).await?;
    Ok(new)
}

async fn write(
    conn: &mut Conn<'_>,
    actor: &Actor,
    id: Option<RoleId>,
    name: &RoleName,
    role: &Role,
    form: &Form,
    now: Timestamp,
) -> Result<(), Error> {
    if !roles::is_free(conn, actor.account(), name, id).await? {
        return Err(FieldErrors::one("name", Problem::NameTaken).into());
    }
    if id.is_none() {
        return Ok(roles::insert(conn, actor.account(), role, now).await?);
    }
    let version = form.version.parse().map_err(|_| Error::Conflict)?;
    if roles::update(conn, actor.account(), role, version).await? { Ok(()) } else { Err(Error::Conflict) }
}

/// A role's table for the history: names and levels, nothing personal.
fn described(role: &Role, areas: &Areas) -> Vec<String> {
    let level = |area: Area| (area, role.levels.get(area));
    let own = areas.own().map(level).filter(|(_, level)| !level.is_none());
    let of_services = areas.of_services().map(|(id, _)| Area::Service(id)).filter(|area| role.levels.names(*area));
    let levels = own.chain(of_services.map(level)).map(|(area, level)| format!("{area}={}", level.as_str()));
    let services = format!("services={}", role.levels.in_services().as_str());
    [role.name.clone(), role.reach.as_str().to_owned(), services].into_iter().chain(levels).collect()
}
