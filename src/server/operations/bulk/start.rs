use super::{
    order::{Form, Order, digest},
    preview,
    target::problems,
};
use crate::{
    domain::{
        form::{FieldErrors, Problem},
        history::{Action, Entry},
        id::JobId,
    },
    server::{
        app::App,
        context::{Actor, Visit},
        operations::{Error, jobs::Task, refusal},
        store::{
            Setting,
            jobs::{self, NewJob},
            users,
        },
    },
};
use serde_json::json;

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

async fn try_start(app: &App, actor: &Actor, form: &Form, setting: &Setting<'_>) -> Result<JobId, Error> {
    let order = Order::parse(app, form, actor)?;
    let id: JobId = form.key.parse().map_err(|_| FieldErrors::one("form", Problem::Changed))?;
    let digest = digest(form);
    // Sent before: by the same person with the same contents it's the same form, else nobody's business.
    if let Some(known) = jobs::digest(&mut app.db.read().await?.conn(), id, actor.id()).await? {
        return if known == digest { Ok(id) } else { Err(FieldErrors::one("form", Problem::Changed).into()) };
    }
    let preview = preview::preview(app, actor, &order).await?;
    let Some(change) = order.change().filter(|_| !preview.is_open()) else {
        return Err(problems(app, actor, form, order.verb).await?.into());
    };
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
