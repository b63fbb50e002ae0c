use super::order::Order;
use crate::{
    domain::{
        access::{Area, Granter, Role},
        id::JobId,
        user::UserState,
        verb::{Refusal, Verb},
    },
    server::{
        app::App,
        context::Actor,
        operations::{Error, manager, placements::Placements},
        store::{
            Reader, accounts, roles,
            services::{self, Service},
            users::{self, Group},
        },
    },
};
use std::collections::BTreeMap;

/// How many passwords are reset without being asked once more.
const MOST_RESETS: u64 = 50;

/// What would happen to how many, as things stand now.
pub struct Preview {
    pub verb: Verb,
    /// How many are selected.
    pub count: u64,
    /// How many it would be done with.
    pub fit: u64,
    /// How many would be left out, by reason.
    pub left_out: Vec<(Refusal, u64)>,
    /// How many mails would go out, where each person gets one.
    pub mails: Option<u64>,
    /// Active people would be deleted, or many passwords be reset: the number is to be typed.
    pub confirm: bool,
    /// The roles on offer, where one is to be chosen.
    pub roles: Vec<Role>,
    /// Where people can be put, where that is what is to be done.
    pub placements: Option<Placements>,
    /// The services on offer, where one is to be chosen.
    pub services: Vec<Service>,
    /// The one that was chosen among them.
    pub service: Option<Service>,
    /// A new idempotency key.
    pub key: JobId,
}

/// Says beforehand what an order would do. What changes meanwhile is judged again, user by user.
///
/// # Errors
/// [`Error::NotAllowed`] below the verb's level in users.
pub async fn preview(app: &App, actor: &Actor, order: &Order) -> Result<Preview, Error> {
    let scope = actor.scope(Area::Users, order.verb.level())?;
    let mut reader = app.db.read().await?;
    let groups =
        users::group(&mut reader.conn(), &order.selection, actor.id(), order.service.map(|id| (id, app.clock.now())))
            .await?;
    let granter = manager::granter(&mut reader.conn(), actor, actor.rights().clone()).await?;
    let judged = judge(&mut reader, actor, &granter, order, &groups).await?;
    let mut offered = Vec::new();
    if order.verb == Verb::ChangeRole {
        offered = roles::list(&mut reader.conn(), actor.account()).await?;
        offered.retain(|role| granter.gives(role));
    }
    let placements = match order.verb {
        Verb::AddToDepartment => Some(Placements::read(&mut reader.conn(), actor.account(), &granter, &scope).await?),
        _ => None,
    };
    let mut services = Vec::new();
    if order.verb.is_of_service() {
        let known = services::offered(&mut reader.conn(), actor.account()).await?;
        // What everybody has is nobody's to be given; and nobody gives what they don't have.
        let is_on_offer = |(service, for_all): &(Service, bool)| {
            !for_all && (order.verb == Verb::UnassignService || granter.has(service.id))
        };
        services = known.into_iter().filter(is_on_offer).map(|(service, _)| service).collect();
    }
    Ok(Preview {
        verb: order.verb,
        count: groups.iter().map(|group| group.count).sum(),
        fit: judged.fit,
        left_out: judged.left_out.into_iter().filter(|(_, count)| *count > 0).collect(),
        mails: matches!(order.verb, Verb::Resend | Verb::Activate | Verb::ResetPassword).then_some(judged.fit),
        confirm: match order.verb {
            Verb::Delete => judged.active > 0,
            Verb::ResetPassword => judged.fit > MOST_RESETS,
            _ => false,
        },
        roles: offered,
        placements,
        service: services.iter().find(|service| Some(service.id) == order.service).cloned(),
        services,
        key: JobId(app.random.id(app.clock.now())),
    })
}

struct Judged {
    fit: u64,
    /// Of whom active.
    active: u64,
    left_out: BTreeMap<Refusal, u64>,
}

async fn judge(
    reader: &mut Reader,
    actor: &Actor,
    granter: &Granter,
    order: &Order,
    groups: &[Group],
) -> Result<Judged, Error> {
    let mut judged = Judged { fit: 0, active: 0, left_out: BTreeMap::new() };
    let mut administrators = 0;
    for group in groups {
        if let Some(refusal) = refusal(order, group, granter) {
            *judged.left_out.entry(refusal).or_default() += group.count;
            continue;
        }
        judged.fit += group.count;
        if group.state == UserState::Active {
            judged.active += group.count;
            if group.role.is_administrator() && group.lasting {
                administrators += group.count;
            }
        }
    }
    let mut leave_out = |refusal: Refusal, count: u64| {
        judged.fit = judged.fit.saturating_sub(count);
        *judged.left_out.entry(refusal).or_default() += count;
    };
    if takes_administrators(reader, actor, order).await? && administrators > 0 {
        let lasting = users::lasting_administrators(&mut reader.conn(), actor.account()).await?;
        if u64::try_from(lasting).is_ok_and(|lasting| administrators >= lasting) {
            leave_out(Refusal::LastAdministrator, 1);
        }
    }
    if order.verb == Verb::Activate
        && let Some(free) = accounts::free_seats(&mut reader.conn(), actor.account()).await?
    {
        let short = judged.fit.saturating_sub(free);
        judged.fit -= short;
        *judged.left_out.entry(Refusal::NoSeat).or_default() += short;
    }
    Ok(judged)
}

/// Why it wouldn't be done with any of these.
fn refusal(order: &Order, group: &Group, granter: &Granter) -> Option<Refusal> {
    if group.is_own {
        Some(Refusal::Own)
    } else if !order.verb.fits(group.state) {
        Some(Refusal::State(group.state))
    } else if !granter.gives(&group.role) {
        Some(Refusal::BeyondOwnRights)
    } else if is_so_already(order, group) {
        Some(Refusal::Unchanged)
    } else {
        None
    }
}

/// Whether these have already what they would get, or nothing of what they would lose.
fn is_so_already(order: &Order, group: &Group) -> bool {
    match (order.verb, order.role, order.service) {
        (Verb::ChangeRole, Some(role), _) => role == group.role.id,
        (Verb::AssignService, _, Some(_)) => group.is_assigned,
        (Verb::UnassignService, _, Some(_)) => !group.is_assigned,
        _ => false,
    }
}

/// Whether an administrator whom it is done with is none any more.
async fn takes_administrators(reader: &mut Reader, actor: &Actor, order: &Order) -> Result<bool, Error> {
    Ok(match (order.verb, order.role) {
        (Verb::Deactivate | Verb::Delete, _) => true,
        (Verb::ChangeRole, Some(role)) => {
            roles::find(&mut reader.conn(), actor.account(), role).await?.is_some_and(|role| !role.is_administrator())
        }
        _ => false,
    })
}
