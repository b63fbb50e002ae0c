use super::order::{Order, allowed};
use crate::{
    domain::{
        access::{Area, Level},
        export::{KEPT, What},
        id::JobId,
        job::Ending,
        time::Timestamp,
    },
    server::{
        app::App,
        context::Actor,
        operations::{Error, jobs::Task},
        store::{
            self, Conn,
            exports::{self, Export},
            jobs::Job,
        },
    },
};

/// Files that are shown.
const MOST: i64 = 100;

/// A file, for who asked for it.
pub struct Kept {
    pub order: Order,
    pub job: Job,
    /// In bytes, as far as it is made.
    pub size: u64,
    /// Until when it can be downloaded; nothing unless it is whole.
    pub until: Option<Timestamp>,
}

impl Kept {
    /// A job's file; nothing once it is too old to be kept, whether it is tidied away or not.
    ///
    /// # Errors
    /// Where the stored task isn't any.
    pub(super) fn of(export: &Export, now: Timestamp) -> store::Result<Option<Self>> {
        let Task::Export(order) = Task::of(&export.job)? else { return Ok(None) };
        let end = export.job.ended_at.map(|ended| ended + KEPT);
        if end.is_some_and(|end| end <= now) {
            return Ok(None);
        }
        let until = end.filter(|_| export.job.ending == Some(Ending::Done));
        Ok(Some(Self { order, job: export.job.clone(), size: export.size, until }))
    }

    /// That of somebody's job.
    ///
    /// # Errors
    /// The database's.
    pub(in crate::server::operations) async fn of_job(
        conn: &mut Conn<'_>,
        actor: &Actor,
        id: JobId,
        now: Timestamp,
    ) -> store::Result<Option<Self>> {
        exports::find(conn, id, actor.id()).await?.map_or(Ok(None), |export| Self::of(&export, now))
    }
}

/// What one can ask for, and has asked for.
pub struct Open {
    pub offered: Vec<What>,
    /// Newest first.
    pub files: Vec<Kept>,
    /// A new idempotency key.
    pub key: JobId,
}

/// # Errors
/// [`Error::NotAllowed`] below Guest in exports in the whole account.
pub async fn open(app: &App, actor: &Actor) -> Result<Open, Error> {
    let actor = actor.granted(Area::Exports, Level::Guest)?;
    let now = app.clock.now();
    let found = exports::list(&mut app.db.read().await?.conn(), actor.account(), actor.id(), MOST).await?;
    let files: Vec<Option<Kept>> = found.iter().map(|export| Kept::of(export, now)).collect::<store::Result<_>>()?;
    Ok(Open {
        offered: What::ALL.into_iter().filter(|what| allowed(&actor, *what).is_ok()).collect(),
        files: files.into_iter().flatten().collect(),
        key: JobId(app.random.id(now)),
    })
}
