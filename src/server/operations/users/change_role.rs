//! Another role, which must lie within the giver's own [S1.12, S5.2]. It counts at the person's next request.

use super::step::{Done, Step, replaces_shown};
use crate::{
    domain::{access::Rights, id::RoleId, verb::Refusal},
    server::{
        operations::Error,
        store::{roles, users},
    },
};
use serde_json::{Value, json};

pub(super) async fn change_role(
    step: &mut Step<'_, '_>,
    rights: &Rights,
    role: RoleId,
) -> Result<(Done, Value), Error> {
    if step.person.role.id == role {
        return Err(Refusal::Unchanged.into());
    }
    let new = roles::find(&mut step.conn, step.person.account, role).await?.ok_or(Refusal::ChoiceGone)?;
    if !step.manager.gives_instead(rights, &new) {
        return Err(Refusal::BeyondOwnRights.into());
    }
    replaces_shown(step.shown, &step.person.role.id.to_string())?;
    if !new.is_administrator() {
        step.keep_an_administrator().await?;
    }
    // An administrator has everything: they end with it.
    let lifted = if new.is_administrator() { rights.exceptions.len() } else { 0 };
    if !users::set_role(&mut step.conn, step.person.account, step.person.id, role).await? {
        return Err(Refusal::Gone.into());
    }
    let mut particulars = json!({ "before": step.person.role.id.to_string(), "after": role.to_string() });
    if lifted > 0 {
        particulars["exceptions"] = lifted.into();
    }
    Ok((Done::quiet(step.person.state), particulars))
}
