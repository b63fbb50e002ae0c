//! Into a department, or another role in one [S4.27]. Nobody gives a role there that lies beyond their own rights.

use super::step::{Done, Step, replaces_shown};
use crate::{
    domain::{access::Rights, department::DepartmentRole, id::DepartmentId, verb::Refusal},
    server::{operations::Error, store::departments},
};
use serde_json::{Value, json};

pub(super) async fn add_to_department(
    step: &mut Step<'_, '_>,
    rights: &Rights,
    department: DepartmentId,
    role: DepartmentRole,
) -> Result<(Done, Value), Error> {
    let (account, id) = (step.person.account, step.person.id);
    // A department that one doesn't lead is none, and nobody is in it.
    if !step.manager.scope().holds([&department]) {
        return Err(Refusal::ChoiceGone.into());
    }
    departments::find(&mut step.conn, account, department).await?.ok_or(Refusal::ChoiceGone)?;
    let before = departments::role_of(&mut step.conn, id, department).await?;
    if before == Some(role) {
        return Err(Refusal::Unchanged.into());
    }
    // Taking a role away is as much as giving it.
    let granter = step.manager.granter();
    let takes = before.is_none_or(|before| granter.places(department, before));
    if !(takes && granter.admits(rights, department, role)) {
        return Err(Refusal::BeyondOwnRights.into());
    }
    replaces_shown(step.shown, before.map(DepartmentRole::as_str).unwrap_or_default())?;
    departments::set_member(&mut step.conn, account, department, id, role).await?;
    let particulars = json!({
        "department": department.to_string(),
        "before": before.map(DepartmentRole::as_str),
        "after": role.as_str(),
    });
    Ok((Done::quiet(step.person.state), particulars))
}
