//! Out of a department. Taking a role there away is as much as giving it.

use super::step::{Done, Step, replaces_shown};
use crate::{
    domain::{department::DepartmentRole, id::DepartmentId, verb::Refusal},
    server::{operations::Error, store::departments},
};
use serde_json::{Value, json};

pub(super) async fn leave_department(
    step: &mut Step<'_, '_>,
    department: DepartmentId,
) -> Result<(Done, Value), Error> {
    let id = step.person.id;
    // A department that one doesn't lead is none, and nobody is in it.
    if !step.manager.scope().holds([&department]) {
        return Err(Refusal::ChoiceGone.into());
    }
    departments::find(&mut step.conn, step.person.account, department).await?.ok_or(Refusal::ChoiceGone)?;
    let before = departments::role_of(&mut step.conn, id, department).await?.ok_or(Refusal::Unchanged)?;
    if !step.manager.granter().places(department, before) {
        return Err(Refusal::BeyondOwnRights.into());
    }
    replaces_shown(step.shown, before.as_str())?;
    departments::remove_member(&mut step.conn, department, id).await?;
    let particulars = json!({
        "department": department.to_string(),
        "before": DepartmentRole::as_str(before),
        "after": null,
    });
    Ok((Done::quiet(step.person.state), particulars))
}
