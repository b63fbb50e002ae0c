use super::{read::find, save::end_area};
use crate::{
    domain::{
        access::{Area, Level, Needed},
        history::{Action, Entry},
        id::ServiceId,
    },
    server::{
        app::App,
        context::{Actor, Visit},
        operations::{Error, manager::granter_now, refusal},
        store::{Setting, accounts, services, users},
    },
};
use serde_json::json;

/// Deletes a service, whoever has it: they lose it, and what they have of its areas, in the same transaction.
///
/// # Errors
/// [`Error::NotAllowed`] below Approver in services, in the history; [`Error::NotFound`] for none of this account.
pub async fn delete(app: &App, visit: &Visit, actor: &Actor, id: ServiceId) -> Result<(), Error> {
    let deleted = try_delete(app, visit, actor, id).await;
    refusal::remember(app, visit, actor, Entry::new(Action::ServiceDeleted).by(actor.id()), deleted).await?;
    app.users_changed(actor.account());
    app.outbox.wake();
    tracing::info!(service.id = %id, "service.delete");
    Ok(())
}

async fn try_delete(app: &App, visit: &Visit, actor: &Actor, id: ServiceId) -> Result<(), Error> {
    let needed = Needed { area: Area::Services, level: Level::Approver };
    let (now, account) = (app.clock.now(), actor.account());
    let mut tx = app.db.begin().await?;
    accounts::lock(&mut tx.conn(), account).await?;
    let (actor, _) = granter_now(&mut tx.conn(), actor, needed, now).await?;
    let open = find(&mut tx.conn(), account, id, now).await?;
    let facts = json!({ "service": id.to_string(), "name": open.settings.service.name, "count": open.people });
    let mut entries = vec![Entry::new(Action::ServiceDeleted).by(actor.id()).with(facts)];
    for (area, name) in &open.areas {
        entries.extend(end_area(app, &mut tx.conn(), &actor, *area, name, now).await?);
    }
    if !services::delete(&mut tx.conn(), account, id).await? {
        return Err(Error::NotFound);
    }
    users::notify_changed(&mut tx.conn(), account).await?;
    let address = visit.address_text();
    let setting = Setting { account, at: now, address: &address, random: &app.random };
    Ok(tx.commit(&setting, &entries).await?)
}
