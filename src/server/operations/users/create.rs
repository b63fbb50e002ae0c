//! Creating somebody without a form of invitation, in three steps: who, which services, and whether the mail goes out
//! now [S3.3–S3.7, S4.1–S4.8, S5.3–S5.12]. An Editor prepares; an Approver may send.

mod check;
mod draft;

pub use draft::{Content, Details, Found, Offer, begin, find, like, offer, save_details, save_options, save_services};

use super::{access_end::notices_past, invitation, step::Step};
use crate::{
    domain::{
        access::{Area, Level, Needed, Rights},
        address::EmailAddress,
        form::{FieldErrors, Problem},
        history::{Action, Entry},
        id::{DraftId, ServiceId, UserId},
        invitation::Outcome,
        time::Timestamp,
        user::UserState,
        verb::Refusal,
    },
    server::{
        app::App,
        context::{Actor, Visit},
        operations::{Error, Manager},
        store::{
            Conn, Setting, Tx, accounts, departments, drafts, services,
            users::{self, AccessEnd, NewUser},
        },
    },
};
use check::Checked;
use serde_json::{Value, json};

/// Makes the person of a draft: user, department, services, invitation, history and mail in one transaction. The same
/// draft makes one person, however often it is sent.
///
/// # Errors
/// [`Error::Fields`] by field, `services` and `send` among them; [`Error::NotAllowed`] below Editor in users, or below
/// Approver where the mail is to be sent; [`Error::NotFound`] for no draft of the actor's.
pub async fn create(app: &App, visit: &Visit, actor: &Actor, id: DraftId) -> Result<UserId, Error> {
    let tried = try_create(app, visit, actor, id).await;
    let (user, mailed) = draft::remember(app, visit, actor, tried).await?;
    app.users_changed(actor.account());
    if mailed {
        app.outbox.wake();
    }
    tracing::info!(user.id = %user, mailed, "user.create");
    Ok(user)
}

async fn try_create(app: &App, visit: &Visit, actor: &Actor, id: DraftId) -> Result<(UserId, bool), Error> {
    let (account, now) = (actor.account(), app.clock.now());
    let mut tx = app.db.begin().await?;
    accounts::lock(&mut tx.conn(), account).await?;
    let manager = Manager::now(&mut tx.conn(), actor, Level::Editor, now).await?;
    let content = match draft::read(&mut tx.conn(), actor, id).await? {
        Found::Done(user) => return Ok((user, false)),
        Found::Open(content) => *content,
        Found::New => return Err(Error::NotFound),
    };
    let checked = check::check(&mut tx.conn(), app, &manager, &content.details).await??;
    if content.send && manager.level_over(&checked.rights()) < Level::Approver {
        return Err(Error::NotAllowed(Some(Needed { area: Area::Users, level: Level::Approver })));
    }
    let services = if content.details.assigns() { content.services } else { Vec::new() };
    check_services(&mut tx.conn(), &manager, &checked, &services).await?;
    if content.send && accounts::free_seats(&mut tx.conn(), account).await? == Some(0) {
        return Err(FieldErrors::one("send", Problem::Outcome(Outcome::NoSeat)).into());
    }

    let user = UserId(app.random.id(now));
    let state = if content.send { UserState::Invited } else { UserState::Inactive };
    insert(&mut tx.conn(), actor, user, state, &checked, now).await?;
    services::assign(&mut tx.conn(), account, user, &services, None).await?;
    if content.send {
        invite(app, &mut tx, &manager, user, now).await?;
    }
    if !drafts::finish(&mut tx.conn(), id, user).await? {
        return Err(Error::NotFound);
    }
    users::notify_changed(&mut tx.conn(), account).await?;
    let facts = facts(&checked, &services, content.send);
    let address = visit.address_text();
    let setting = Setting { account, at: now, address: &address, random: &app.random };
    tx.commit(&setting, &[Entry::new(Action::UserCreated).by(actor.id()).on(user).with(facts)]).await?;
    Ok((user, content.send))
}

/// The services chosen, which must (still) be the account's, and which whoever assigns must hold.
async fn check_services(
    conn: &mut Conn<'_>,
    manager: &Manager<'_>,
    checked: &Checked,
    chosen: &[ServiceId],
) -> Result<(), Error> {
    if chosen.is_empty() {
        return Ok(());
    }
    let rights = Rights { services: chosen.iter().copied().collect(), ..checked.rights() };
    let granter = manager.granter();
    let gives_own = chosen.iter().all(|id| granter.has(*id)) && granter.holds(&rights);
    if !(gives_own && manager.assigns_services().is_ok()) {
        return Err(FieldErrors::one("services", Problem::BeyondOwnRights).into());
    }
    let known = services::list(conn, manager.account()).await?;
    let all_known = chosen.iter().all(|id| known.iter().any(|service| service.id == *id));
    if all_known { Ok(()) } else { Err(FieldErrors::one("services", Problem::Choose).into()) }
}

async fn insert(
    conn: &mut Conn<'_>,
    actor: &Actor,
    id: UserId,
    state: UserState,
    checked: &Checked,
    now: Timestamp,
) -> Result<(), Error> {
    let account = actor.account();
    let user = NewUser {
        id,
        role: checked.role.id,
        state,
        email: &checked.email,
        first_name: &checked.first_name,
        last_name: &checked.last_name,
        language: checked.language,
        password_hash: None,
        phone: "",
        notification_email: None,
        expires_at: None,
    };
    if users::insert(conn, account, &[user], now).await? != 1 {
        // This account is locked: another one was quicker.
        return Err(FieldErrors::one("email", Problem::Outcome(Outcome::Elsewhere)).into());
    }
    let notices = checked.notification_email.as_ref().map(EmailAddress::as_str);
    users::set_contact(conn, id, checked.phone.as_str(), notices).await?;
    if let Some(at) = checked.ends_at {
        let end = AccessEnd { at, set_by: actor.id(), notices: notices_past(at, now) };
        users::set_access_end(conn, id, &end).await?;
    }
    if let Some((department, role)) = checked.department {
        departments::set_member(conn, account, department, id, role).await?;
    }
    Ok(())
}

async fn invite(app: &App, tx: &mut Tx, manager: &Manager<'_>, id: UserId, now: Timestamp) -> Result<(), Error> {
    let person = users::find(&mut tx.conn(), manager.account(), id).await?.ok_or(Refusal::Gone)?;
    let mut step = Step { app, conn: tx.conn(), manager, person, now, shown: None };
    invitation::open(&mut step, "").await
}

/// What the history keeps; nothing of it tells who somebody is.
fn facts(checked: &Checked, services: &[ServiceId], invited: bool) -> Value {
    let mut facts = json!({ "role": checked.role.id.to_string(), "invited": invited });
    if let Some((department, role)) = checked.department {
        facts["department"] = department.to_string().into();
        facts["department_role"] = role.as_str().into();
    }
    if !services.is_empty() {
        facts["services"] = services.iter().map(ToString::to_string).collect();
    }
    facts
}
