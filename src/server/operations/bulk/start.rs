use super::{
    order::{Form, Order, digest},
    preview,
    target::Target,
};
use crate::{
    domain::{
        form::{FieldErrors, Problem},
        history::{Action, Entry},
        id::JobId,
        verb::Verb,
    },
    server::{
        app::App,
        context::{Actor, Visit},
        operations::{Error, jobs::Task, refusal, users::Change},
        store::{
            Setting,
            jobs::{self, NewJob},
            users,
        },
    },
};
use serde_json::json;
use std::convert::Infallible;

/// Begins what the form asks for, as a job. The form's key makes it safe to send again.
///
/// # Errors
/// [`Error::NotAllowed`] below the verb's level in users; [`Error::Fields`] where something is missing, or where other
/// people are selected now than the preview spoke of.
pub async fn start(app: &App, visit: &Visit, actor: &Actor, form: &Form) -> Result<JobId, Error> {
    let address = visit.address_text();
    let now = app.clock.now();
    let setting = Setting { account: actor.account(), at: now, address: &address, random: &app.random };
    let started = try_start(app, actor, form, &setting).await;
    refusal::remember(app, visit, actor, Entry::new(Action::JobStarted).by(actor.id()), started).await
}

/// What a form that isn't begun yet chooses and may not: what lies beyond one's rights is in the history.
///
/// # Errors
/// Always these, but where the history can't be written.
pub async fn refuse(app: &App, visit: &Visit, actor: &Actor, problems: FieldErrors) -> Result<Infallible, Error> {
    refusal::remember(app, visit, actor, Entry::new(Action::JobStarted).by(actor.id()), Err(problems.into())).await
}

async fn try_start(app: &App, actor: &Actor, form: &Form, setting: &Setting<'_>) -> Result<JobId, Error> {
    let order = Order::parse(app, form, actor)?;
    let id: JobId = form.key.parse().map_err(|_| FieldErrors::one("form", Problem::Changed))?;
    let digest = digest(form);
    // Sent before: by the same person with the same contents it's the same form, else nobody's business.
    if let Some(known) = jobs::digest(&mut app.db.read().await?.conn(), id, actor.id()).await? {
        return if known == digest { Ok(id) } else { Err(FieldErrors::one("form", Problem::Changed).into()) };
    }
    let preview = preview::of_order(app, actor, form, &order).await?;
    if let Some(problems) = preview.problems() {
        return Err(problems.clone().into());
    }
    let change = change_of(order.verb, preview.target()).ok_or_else(|| FieldErrors::one("verb", Problem::Choose))?;
    if preview.count == 0 {
        return Err(FieldErrors::one("users", Problem::Choose).into());
    }
    if preview.confirm && !is_number(&form.confirm, preview.fit) {
        return Err(FieldErrors::one("confirm", Problem::Choose).into());
    }

    let task = Task::Change(change).to_text()?;
    let mut tx = app.db.begin().await?;
    let (account, now) = (actor.account(), setting.at);
    let job =
        NewJob { id, account, actor: actor.id(), task: &task, digest: &digest, address: setting.address, total: 0 };
    if !jobs::insert(&mut tx.conn(), &job, now).await? {
        // The same form, at the same moment; or somebody else's key.
        return match jobs::digest(&mut tx.conn(), id, actor.id()).await? {
            Some(known) if known == digest => Ok(id),
            _ => Err(Error::NotFound),
        };
    }
    let count = users::insert_items(&mut tx.conn(), id, &order.selection).await?;
    if form.count.parse() != Ok(count) {
        return Err(FieldErrors::one("count", Problem::Changed).into());
    }
    jobs::set_total(&mut tx.conn(), id, count).await?;
    let particulars = json!({ "job": id.to_string(), "verb": order.verb.as_str(), "count": count });
    tx.commit(setting, &[Entry::new(Action::JobStarted).by(actor.id()).with(particulars)]).await?;
    tracing::info!(job.id = %id, verb = order.verb.as_str(), count, "job.start");
    app.jobs.wake();
    Ok(id)
}

/// The change to make of each.
const fn change_of(verb: Verb, target: Option<&Target>) -> Option<Change> {
    match (verb, target) {
        (Verb::Resend, _) => Some(Change::Resend),
        (Verb::Activate, _) => Some(Change::Activate),
        (Verb::ResetPassword, _) => Some(Change::ResetPassword),
        (Verb::Revoke, _) => Some(Change::Revoke),
        (Verb::Deactivate, _) => Some(Change::Deactivate),
        (Verb::Delete, _) => Some(Change::Delete),
        (Verb::Restore, _) => Some(Change::Restore),
        (_, Some(Target::Role(role))) => Some(Change::ChangeRole(role.id)),
        (_, Some(Target::Place(department, role))) => Some(Change::AddToDepartment(department.id, *role)),
        (Verb::AssignService, Some(Target::Service(service))) => Some(Change::AssignService(service.id)),
        (Verb::UnassignService, Some(Target::Service(service))) => Some(Change::UnassignService(service.id)),
        _ => None,
    }
}

/// Whether somebody typed this number, in whatever grouping.
fn is_number(text: &str, number: u64) -> bool {
    let digits: String = text.chars().filter(|c| !c.is_whitespace() && !",.'’\u{a0}\u{202f}".contains(*c)).collect();
    digits == number.to_string()
}

#[cfg(test)]
mod tests {
    use super::is_number;

    #[test]
    fn a_number_is_taken_as_it_is_shown() {
        for typed in ["12480", " 12 480", "12\u{202f}480", "12,480"] {
            assert!(is_number(typed, 12_480), "{typed}");
        }
        assert!(!is_number("1248", 12_480) && !is_number("", 0));
    }
}
