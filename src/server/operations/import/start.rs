use super::{
    check::check,
    plan::{Form, Plan},
    reading::Reading,
    sort::Names,
    text::decode,
    upload::importing,
};
use crate::{
    domain::{
        form::{FieldErrors, Problem},
        history::{Action, Entry},
        id::{ImportId, JobId},
    },
    server::{
        app::App,
        context::{Actor, Visit},
        operations::{Error, foreign, jobs::Task},
        store::{
            Setting, accounts, imports,
            jobs::{self, NewJob},
        },
    },
};
use serde_json::json;
use sha2::{Digest, Sha256};

/// Begins an import as a job. The form's key makes it safe to send again; a file that is being imported already, be it
/// from another form, gives the job that does it.
///
/// # Errors
/// [`Error::NotAllowed`] below Approver in users; [`Error::Fields`] where something is missing; [`Error::NotFound`] for
/// anybody else's file; [`Error::TooMany`] as the trial.
pub async fn start(app: &App, visit: &Visit, actor: &Actor, import: ImportId, form: &Form) -> Result<JobId, Error> {
    let importer = importing(app, visit, actor).await?;
    let actor = importer.actor();
    let plan = Plan::parse(import, form)?;
    let id: JobId = form.key.parse().map_err(|_| FieldErrors::one("form", Problem::Changed))?;
    let task = Task::Import(plan.clone()).to_text()?;
    let digest = Sha256::digest(&task).to_vec();
    let sent = |known: Vec<u8>| {
        if known == digest { Ok(id) } else { Err(FieldErrors::one("form", Problem::Changed).into()) }
    };
    if let Some(known) = jobs::digest(&mut app.db.read().await?.conn(), id, actor.id()).await? {
        return sent(known);
    }
    // What the job would tell of people out of reach counts before it begins.
    if foreign::is_anybody(app, &importer).await? {
        check(app, visit, actor, plan.clone()).await?;
    }
    let mut tx = app.db.begin().await?;
    accounts::lock(&mut tx.conn(), actor.account()).await?;
    if let Some(known) = jobs::digest(&mut tx.conn(), id, actor.id()).await? {
        return sent(known);
    }
    let file = imports::find(&mut tx.conn(), import, actor.id()).await?.ok_or(Error::NotFound)?;
    if let Some(open) = imports::open_job(&mut tx.conn(), import).await? {
        return Ok(open);
    }
    let address = visit.address_text();
    let (account, now) = (actor.account(), app.clock.now());
    let setting = Setting { account, at: now, address: &address, random: &app.random };
    let names = Names::read(&mut tx.conn(), actor, &plan).await?;
    if let Err(errors) = names.chosen() {
        if names.is_beyond() {
            tx.commit(&setting, &[Entry::new(Action::JobStarted).refused().by(actor.id())]).await?;
        }
        return Err(errors.into());
    }
    let total = Reading::new(decode(&file.content, plan.encoding), plan.separator, plan.has_header).count();
    let job = NewJob { id, account, actor: actor.id(), task: &task, digest: &digest, address: &address, total };
    if !jobs::insert(&mut tx.conn(), &job, now).await? {
        return Err(Error::NotFound);
    }
    imports::set_job(&mut tx.conn(), import, id).await?;
    let particulars = json!({ "job": id.to_string(), "import": import.to_string(), "count": total });
    tx.commit(&setting, &[Entry::new(Action::JobStarted).by(actor.id()).with(particulars)]).await?;
    tracing::info!(job.id = %id, import.id = %import, lines = total, "import.start");
    app.jobs.wake();
    Ok(id)
}
