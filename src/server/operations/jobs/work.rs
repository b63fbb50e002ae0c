use super::{Task, change};
use crate::{
    domain::{
        history::{Action, Entry},
        job::Ending,
        time::Timestamp,
    },
    server::{
        app::App,
        context::Caller,
        operations::{
            Error, exports,
            import::{self, Import},
        },
        store::{
            Setting, Tx, accounts,
            jobs::{self, Job},
            sessions, users,
        },
    },
};
use serde_json::json;
use std::time::Duration;
use tokio::sync::Mutex;
use uuid::Uuid;

/// How long a job is a worker's after each part. If the worker dies, another goes on after that.
const LEASE: Duration = Duration::from_secs(30);

/// A job in this worker's hands.
pub struct Leased {
    pub job: Job,
    pub(super) id: Uuid,
    pub(super) task: Task,
    /// As far as an import is read. What a part that failed has read is lost with it.
    import: Mutex<Import>,
}

/// What a part of the work led to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Worked {
    /// There is more to do.
    More,
    /// The job has ended.
    Ended,
    /// The job is another worker's now, or was cancelled.
    Lost,
    /// Somebody was quicker: what was read is to be read again.
    Overtaken,
}

/// What a part has written, to be committed with its entries.
#[derive(Default)]
pub struct Part {
    pub done: u64,
    pub refused: u64,
    pub entries: Vec<Entry>,
    pub mailed: bool,
    /// Nothing is left.
    pub last: bool,
}

impl Part {
    /// Both together.
    pub fn add(&mut self, other: Self) {
        self.done += other.done;
        self.refused += other.refused;
        self.entries.extend(other.entries);
        self.mailed |= other.mailed;
        self.last |= other.last;
    }
}

/// Takes the job that has waited longest.
///
/// # Errors
/// The database's.
pub async fn lease(app: &App) -> Result<Option<Leased>, Error> {
    let now = app.clock.now();
    let id = app.random.id(now);
    let mut tx = app.db.begin().await?;
    let job = jobs::lease(&mut tx.conn(), id, now, now + LEASE).await?;
    tx.commit_bookkeeping().await?;
    let leased = job.map(|job| {
        let import = Mutex::new(Import::after(job.tries));
        Task::of(&job).map(|task| Leased { job, id, task, import })
    });
    Ok(leased.transpose()?)
}

/// Lets others have their turn.
///
/// # Errors
/// The database's.
pub async fn give_back(app: &App, leased: &Leased) -> Result<(), Error> {
    let mut tx = app.db.begin().await?;
    jobs::give_back(&mut tx.conn(), leased.job.id, leased.id).await?;
    Ok(tx.commit_bookkeeping().await?)
}

/// Remembers that a part failed: what fails time and again is done otherwise.
///
/// # Errors
/// The database's.
pub async fn fail(app: &App, leased: &Leased) -> Result<(), Error> {
    let mut tx = app.db.begin().await?;
    jobs::count_try(&mut tx.conn(), leased.job.id).await?;
    Ok(tx.commit_bookkeeping().await?)
}

/// When there will be something to lease; nothing where no job goes on.
///
/// # Errors
/// The database's.
pub async fn next_due(app: &App) -> Result<Option<Timestamp>, Error> {
    Ok(jobs::next_due(&mut app.db.read().await?.conn()).await?)
}

/// Does the next part, in one transaction, with the rights that the actor has now.
///
/// # Errors
/// The database's; nothing of the part has happened then.
pub async fn work(app: &App, leased: &Leased) -> Result<Worked, Error> {
    let (job, now) = (&leased.job, app.clock.now());
    let setting = Setting { account: job.account, at: now, address: &job.address, random: &app.random };
    let mut tx = app.db.begin().await?;
    accounts::lock(&mut tx.conn(), job.account).await?;
    if !jobs::hold(&mut tx.conn(), job.id, leased.id, now + LEASE).await? {
        return Ok(Worked::Lost);
    }
    match part(app, &mut tx, leased, now).await {
        Ok(part) => {
            jobs::advance(&mut tx.conn(), job.id, part.done, part.refused).await?;
            if part.last {
                jobs::end(&mut tx.conn(), job.id, Ending::Done, now).await?;
            }
            let changes_users = leased.task.changes_users();
            if changes_users {
                users::notify_changed(&mut tx.conn(), job.account).await?;
            }
            tx.commit(&setting, &part.entries).await?;
            if part.mailed {
                app.outbox.wake();
            }
            if changes_users {
                app.users_changed(job.account);
            }
            Ok(if part.last { Worked::Ended } else { Worked::More })
        }
        Err(Error::NotAllowed(_) | Error::SignedOut) => {
            // What the part has written so far is in no history: it goes with it.
            drop(tx);
            stop(app, leased, &setting).await
        }
        Err(Error::Conflict) => Ok(Worked::Overtaken),
        Err(error) => Err(error),
    }
}

/// Ends a job whose actor may not do that any more.
async fn stop(app: &App, leased: &Leased, setting: &Setting<'_>) -> Result<Worked, Error> {
    let mut tx = app.db.begin().await?;
    accounts::lock(&mut tx.conn(), setting.account).await?;
    if !jobs::end(&mut tx.conn(), leased.job.id, Ending::RightsLost, setting.at).await? {
        return Ok(Worked::Lost);
    }
    let entry = Entry::new(Action::JobStopped).with(json!({ "job": leased.job.id.to_string() }));
    tx.commit(setting, &[entry]).await?;
    tracing::info!(job.id = %leased.job.id, "job.stop: its actor may not do that any more");
    Ok(Worked::Ended)
}

async fn part(app: &App, tx: &mut Tx, leased: &Leased, now: Timestamp) -> Result<Part, Error> {
    let caller = Caller::from(sessions::acting(&mut tx.conn(), leased.job.actor, now).await?);
    let actor = caller.actor()?;
    match &leased.task {
        Task::Change(change) => change::part(app, tx, leased, actor, *change, now).await,
        Task::Import(plan) => {
            let work = import::Work { job: leased.job.id, progress: leased.job.progress, plan, now };
            let mut read = leased.import.lock().await;
            import::part(app, tx, actor, work, &mut read).await
        }
        Task::Export(order) => exports::part(app, &mut tx.conn(), actor, (leased.job.id, order), now).await,
    }
}
