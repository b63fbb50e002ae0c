use super::{
    order::{Order, action, allowed},
    part,
};
use crate::{
    domain::{
        access::{Area, Level},
        export::{Format, What},
        form::{FieldErrors, Problem},
        history::{Action, Entry},
        id::JobId,
    },
    server::{
        app::App,
        context::{Actor, Visit},
        operations::{
            Error,
            jobs::Task,
            refusal,
            throttle::{self, Key},
        },
        store::{
            Setting, exports,
            jobs::{self, NewJob},
        },
    },
};
use serde_json::json;
use sha2::{Digest, Sha256};

/// Files that one may ask for in a row without waiting.
const AT_ONCE: u32 = 20;

/// As sent. `key` comes from the page: the form sent twice is one job.
#[derive(Clone, Debug, Default)]
pub struct Form {
    pub key: String,
    pub what: String,
    pub format: String,
}

/// Begins a file, as a job of the form's key.
///
/// # Errors
/// [`Error::NotAllowed`] below Guest in exports, or in what is exported; [`Error::Fields`] where something isn't chosen;
/// [`Error::TooMany`] where many were asked for.
pub async fn begin(app: &App, visit: &Visit, actor: &Actor, form: &Form) -> Result<JobId, Error> {
    let what = form.what.parse::<What>();
    let granted = match what {
        Ok(what) => allowed(actor, what),
        Err(_) => actor.granted(Area::Exports, Level::Guest),
    };
    let entry = Entry::new(what.map_or(Action::UsersExported, action)).by(actor.id());
    let granted = refusal::remember(app, visit, actor, entry.clone(), granted).await?;
    let mut errors = FieldErrors::default();
    let what = errors.take("what", what.map_err(|_| Problem::Choose));
    let format = errors.take("format", form.format.parse::<Format>().map_err(|_| Problem::Choose));
    let (Some(what), Some(format)) = (what, format) else { return Err(errors.into()) };
    let order = Order::new(what, format, actor.language(), &granted);

    let id: JobId = form.key.parse().map_err(|_| FieldErrors::one("what", Problem::Changed))?;
    let digest = Sha256::digest(format!("export {} {}", what.as_str(), format.as_str())).to_vec();
    // Sent before: by the same person with the same contents it's the same form, else nobody's business.
    if let Some(known) = jobs::digest(&mut app.db.read().await?.conn(), id, actor.id()).await? {
        return if known == digest { Ok(id) } else { Err(FieldErrors::one("what", Problem::Changed).into()) };
    }
    throttle::count(app, &mut [Key::user(app, "export", actor.id().0.as_bytes()).free(AT_ONCE)]).await?;
    let total = part::count(app, &mut app.db.read().await?.conn(), &granted, what).await?;

    let (account, now, address) = (actor.account(), app.clock.now(), visit.address_text());
    let task = Task::Export(order).to_text()?;
    let job = NewJob { id, account, actor: actor.id(), task: &task, digest: &digest, address: &address, total };
    let mut tx = app.db.begin().await?;
    if !jobs::insert(&mut tx.conn(), &job, now).await? {
        // The same form, at the same moment; or somebody else's key.
        return match jobs::digest(&mut tx.conn(), id, actor.id()).await? {
            Some(known) if known == digest => Ok(id),
            _ => Err(Error::NotFound),
        };
    }
    exports::insert(&mut tx.conn(), id, &part::start()?).await?;
    let particulars = json!({
        "job": id.to_string(), "step": "begun", "what": what.as_str(), "format": format.as_str(), "count": total,
    });
    let setting = Setting { account, at: now, address: &address, random: &app.random };
    tx.commit(&setting, &[entry.with(particulars)]).await?;
    tracing::info!(job.id = %id, what = what.as_str(), format = format.as_str(), count = total, "export.begin");
    app.jobs.wake();
    Ok(id)
}
