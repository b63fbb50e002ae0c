//! Into one service by name, or out of it [S4.5]: what `assigned` does for one person with all of them at once.

use super::step::{Done, Step};
use crate::{
    domain::{access::Rights, id::ServiceId, verb::Refusal},
    server::{operations::Error, store::services},
};
use serde_json::{Value, json};

/// Which way a service goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Way {
    Given,
    Taken,
}

pub(super) async fn assign_service(
    step: &mut Step<'_, '_>,
    rights: &Rights,
    service: ServiceId,
    way: Way,
) -> Result<(Done, Value), Error> {
    let (account, id) = (step.person.account, step.person.id);
    let granter = step.manager.granter();
    step.manager.assigns_services()?;
    let known = services::list(&mut step.conn, account).await?;
    if !known.iter().any(|each| each.id == service) {
        return Err(Refusal::ChoiceGone.into());
    }
    let before: Vec<ServiceId> =
        services::of_user(&mut step.conn, id, step.now).await?.iter().map(|each| each.service.id).collect();
    if before.contains(&service) == (way == Way::Given) {
        return Err(Refusal::Unchanged.into());
    }
    let mut after = before.clone();
    match way {
        Way::Given => {
            let mut given = rights.clone();
            given.services.insert(service);
            if !(granter.has(service) && granter.holds(&given)) {
                return Err(Refusal::BeyondOwnRights.into());
            }
            services::assign(&mut step.conn, account, id, &[service], None).await?;
            after.push(service);
        }
        Way::Taken => {
            services::unassign(&mut step.conn, id, service).await?;
            after.retain(|each| *each != service);
        }
    }
    let text = |ids: &[ServiceId]| ids.iter().map(ToString::to_string).collect::<Vec<_>>();
    Ok((Done::quiet(step.person.state), json!({ "before": text(&before), "after": text(&after) })))
}
