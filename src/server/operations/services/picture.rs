use super::read::find;
use crate::{
    domain::{
        access::{Area, Level, Needed},
        form::FieldErrors,
        history::{Action, Entry},
        id::ServiceId,
        picture,
    },
    server::{
        app::App,
        context::{Actor, Visit},
        operations::{Error, home, manager::granter_now, refusal},
        store::{
            Setting, accounts,
            service_pictures::{self, Picture},
        },
    },
};
use serde_json::json;
use sha2::{Digest, Sha256};

/// The picture of a service, for who has it or sees all of them.
///
/// # Errors
/// [`Error::NotAllowed`] for who has not the service and is below Guest in services; [`Error::NotFound`] where there is
/// none.
pub async fn picture(app: &App, actor: &Actor, id: ServiceId) -> Result<Picture, Error> {
    let mut reader = app.db.read().await?;
    let conn = &mut reader.conn();
    let account = if home::held(conn, actor).await?.iter().any(|(service, _)| service.id == id) {
        actor.account()
    } else {
        actor.granted(Area::Services, Level::Guest)?.account()
    };
    service_pictures::find(conn, account, id).await?.ok_or(Error::NotFound)
}

/// Gives a service a picture, or takes it away again.
///
/// # Errors
/// [`Error::NotAllowed`] below Editor in services, in the history; [`Error::NotFound`] for none of the account;
/// [`Error::Fields`] under `picture`.
pub async fn set_picture(
    app: &App,
    visit: &Visit,
    actor: &Actor,
    id: ServiceId,
    content: Option<Vec<u8>>,
) -> Result<(), Error> {
    let set = try_set(app, visit, actor, id, content).await;
    refusal::remember(app, visit, actor, Entry::new(Action::ServiceChanged).by(actor.id()), set).await?;
    tracing::info!(service.id = %id, "service.set_picture");
    Ok(())
}

async fn try_set(
    app: &App,
    visit: &Visit,
    actor: &Actor,
    id: ServiceId,
    content: Option<Vec<u8>>,
) -> Result<(), Error> {
    let actor = actor.granted(Area::Services, Level::Editor)?;
    let (now, account) = (app.clock.now(), actor.account());
    let mut tx = app.db.begin().await?;
    accounts::lock(&mut tx.conn(), account).await?;
    let (actor, _) =
        granter_now(&mut tx.conn(), &actor, Needed { area: Area::Services, level: Level::Editor }, now).await?;
    let service = find(&mut tx.conn(), account, id, now).await?.settings.service;
    let is_there = content.is_some();
    match content {
        Some(content) => {
            let kind = picture::check(&content).map_err(|problem| FieldErrors::one("picture", problem))?;
            let version = version(&content);
            if service.picture.as_ref() == Some(&version) {
                return Ok(());
            }
            service_pictures::set(&mut tx.conn(), account, id, &Picture { kind, content, version }).await?;
        }
        None if service_pictures::delete(&mut tx.conn(), account, id).await? => {}
        None => return Ok(()),
    }
    let facts = json!({ "service": id.to_string(), "name": service.name, "picture": is_there });
    let entry = Entry::new(Action::ServiceChanged).by(actor.id()).with(facts);
    let address = visit.address_text();
    Ok(tx.commit(&Setting { account, at: now, address: &address, random: &app.random }, &[entry]).await?)
}

/// Names a content: no other has the same, but for malice that gains nothing by it.
fn version(content: &[u8]) -> String {
    let digest = Sha256::digest(content);
    let start = digest.first_chunk::<8>().copied().unwrap_or_default();
    format!("{:016x}", u64::from_be_bytes(start))
}
