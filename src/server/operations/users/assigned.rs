//! The services that somebody is let into [S4.5, S5.6, S5.9].

use crate::{
    domain::{
        access::{Area, Level, Needed, Rights},
        form::{FieldErrors, Problem},
        history::{Action, Entry},
        id::{ServiceId, UserId},
        verb::{Refusal, Verb},
    },
    server::{
        app::App,
        context::{Actor, Visit},
        operations::{Error, Manager, manager::granter_now, refusal},
        store::{
            Setting, accounts,
            services::{self, Service},
            users,
        },
    },
};
use serde_json::json;
use std::collections::BTreeSet;

/// A service of the account, as somebody has it.
pub struct Assigned {
    pub service: Service,
    /// Assigned to this person by name.
    pub own: bool,
    /// The person has it anyway: as everybody, as an administrator, or by a department.
    pub anyway: bool,
}

pub struct Services {
    pub name: String,
    /// Those that the person has and those that the actor can give, by name.
    pub services: Vec<Assigned>,
}

/// What there is to choose among.
///
/// # Errors
/// [`Error::NotAllowed`] below Approver in users or below Editor in services; [`Error::NotFound`] for nobody within
/// reach; [`Error::Refused`] for who has more rights than the actor.
pub async fn assigned(app: &App, actor: &Actor, id: UserId) -> Result<Services, Error> {
    let actor = actor.granted(Area::Services, Level::Editor)?;
    let mut reader = app.db.read().await?;
    let conn = &mut reader.conn();
    let manager = Manager::of_request(conn, &actor, Level::Approver).await?;
    let now = app.clock.now();
    let subject = manager.find(conn, id, now).await?.ok_or(Error::NotFound)?;
    manager.check(&subject, Verb::Edit)?;
    let own = services::of_user(conn, id, now).await?;
    let rights = &subject.rights;
    let assigned = |(service, for_all): (Service, bool)| {
        let own = own.iter().any(|each| each.service.id == service.id);
        let anyway = for_all || rights.role.is_administrator() || (!own && rights.services.contains(&service.id));
        Assigned { service, own, anyway }
    };
    let granter = manager.granter();
    // Nobody gives what he or she doesn't have: it isn't offered.
    let is_offered = |each: &Assigned| each.own || each.anyway || granter.has(each.service.id);
    let found = services::offered(conn, actor.account()).await?.into_iter().map(assigned).filter(is_offered).collect();
    Ok(Services { name: subject.person.name(), services: found })
}

/// What was ticked where these were shown as ticked: what somebody else has done meanwhile stays.
#[derive(Clone, Debug, Default)]
pub struct Choice {
    pub shown: BTreeSet<ServiceId>,
    pub chosen: BTreeSet<ServiceId>,
}

impl Choice {
    fn applied(&self, before: &BTreeSet<ServiceId>) -> BTreeSet<ServiceId> {
        let added = self.chosen.difference(&self.shown);
        before.iter().filter(|id| self.chosen.contains(id) || !self.shown.contains(id)).chain(added).copied().collect()
    }
}

/// Lets somebody into services by name, and takes away others. It counts at the next request.
///
/// # Errors
/// As [`assigned`], in the history; [`Error::Fields`] under `services` for one that isn't the account's, or that the
/// actor doesn't hold.
pub async fn assign(app: &App, visit: &Visit, actor: &Actor, id: UserId, choice: &Choice) -> Result<(), Error> {
    let tried = try_assign(app, visit, actor, id, choice).await;
    let entry = Entry::new(Action::ServicesAssigned).by(actor.id()).on(id);
    refusal::remember(app, visit, actor, entry, tried).await?;
    app.users_changed(actor.account());
    tracing::info!(user.id = %id, "user.services");
    Ok(())
}

async fn try_assign(app: &App, visit: &Visit, actor: &Actor, id: UserId, choice: &Choice) -> Result<(), Error> {
    let (account, now) = (actor.account(), app.clock.now());
    let mut tx = app.db.begin().await?;
    let conn = &mut tx.conn();
    accounts::lock(conn, account).await?;
    let (actor, granter) = granter_now(conn, actor, Needed { area: Area::Services, level: Level::Editor }, now).await?;
    let manager = Manager::now(conn, &actor, Level::Approver, now).await?;
    let subject = manager.find(conn, id, now).await?.ok_or(Refusal::Gone)?;
    manager.check(&subject, Verb::Edit)?;
    if manager.level_over(&subject.rights) < Level::Approver {
        return Err(Error::NotAllowed(Some(Needed { area: Area::Users, level: Level::Approver })));
    }
    let known: BTreeSet<ServiceId> = services::list(conn, account).await?.iter().map(|service| service.id).collect();
    if !choice.chosen.is_subset(&known) {
        return Err(FieldErrors::one("services", Problem::Choose).into());
    }
    let before: BTreeSet<ServiceId> =
        services::of_user(conn, id, now).await?.iter().map(|own| own.service.id).collect();
    let after = choice.applied(&before);
    if after == before {
        return Ok(());
    }
    let mut given: Rights = subject.rights;
    given.services.extend(&after);
    let gives_own = after.difference(&before).all(|id| granter.has(*id));
    if !(gives_own && granter.holds(&given)) {
        return Err(FieldErrors::one("services", Problem::BeyondOwnRights).into());
    }
    // What stays keeps its end.
    for service in before.difference(&after) {
        services::unassign(conn, id, *service).await?;
    }
    let added: Vec<ServiceId> = after.difference(&before).copied().collect();
    services::assign(conn, account, id, &added, None).await?;
    users::notify_changed(conn, account).await?;
    let text = |ids: &BTreeSet<ServiceId>| ids.iter().map(ToString::to_string).collect::<Vec<_>>();
    let facts = json!({ "before": text(&before), "after": text(&after) });
    let address = visit.address_text();
    let setting = Setting { account, at: now, address: &address, random: &app.random };
    Ok(tx.commit(&setting, &[Entry::new(Action::ServicesAssigned).by(actor.id()).on(id).with(facts)]).await?)
}
