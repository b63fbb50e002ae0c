use super::Task;
use crate::{
    domain::{
        access::{Area, Level},
        id::{JobId, UserId},
        job::Rank,
    },
    server::{
        app::App,
        context::Actor,
        operations::{Error, exports::Kept},
        store::{
            Reader, departments,
            jobs::{self, Item, Job},
        },
    },
};
use std::collections::HashSet;

/// Items on a page.
pub const PAGE: usize = 50;

/// A job with a page of what became of its items.
pub struct Results {
    pub job: Job,
    pub task: Task,
    /// Which items are shown.
    pub rank: Rank,
    pub items: Vec<Item>,
    /// The last number shown, where there are more.
    pub more_after: Option<u64>,
    /// What the job makes, as long as it is kept.
    pub file: Option<Kept>,
}

/// Jobs that the page lists: more than anybody begins in the thirty days for which they are kept.
const MOST: i64 = 200;

/// What one has begun, the newest first.
///
/// # Errors
/// The database's.
pub async fn list(app: &App, actor: &Actor) -> Result<Vec<(Job, Task)>, Error> {
    let jobs = jobs::list(&mut app.db.read().await?.conn(), actor.account(), actor.id(), MOST).await?;
    let with_task = |job| {
        let task = Task::of(&job)?;
        Ok((job, task))
    };
    jobs.into_iter().map(with_task).collect()
}

/// A job, for who began it: whatever rights are left, one sees what was done in one's name, though not what has become
/// of people who are out of reach by now.
///
/// # Errors
/// [`Error::NotFound`] for anybody else's.
pub async fn find(app: &App, actor: &Actor, id: JobId) -> Result<Job, Error> {
    found(&mut app.db.read().await?, actor, id).await
}

async fn found(reader: &mut Reader, actor: &Actor, id: JobId) -> Result<Job, Error> {
    jobs::find(&mut reader.conn(), actor.account(), id, actor.id()).await?.ok_or(Error::NotFound)
}

/// Takes away who people are whom the actor doesn't see any more.
async fn hide(reader: &mut Reader, actor: &Actor, items: &mut [Item]) -> Result<(), Error> {
    let granted = actor.granted_somewhere(Area::Users, Level::Guest).ok();
    let seen = match granted.as_ref().map(|granted| granted.scope().within()) {
        Some(None) => return Ok(()),
        Some(Some(within)) => {
            let people: Vec<UserId> = items.iter().filter_map(|item| item.user).collect();
            departments::members_among(&mut reader.conn(), &people, &within).await?
        }
        None => HashSet::new(),
    };
    for item in items {
        item.person = item.person.take().filter(|_| item.user.is_some_and(|id| seen.contains(&id)));
    }
    Ok(())
}

/// A job with its results: of the rank asked for, or of the first that there is any of.
///
/// # Errors
/// [`Error::NotFound`] for anybody else's.
pub async fn results(app: &App, actor: &Actor, id: JobId, rank: Option<Rank>, after: u64) -> Result<Results, Error> {
    let mut reader = app.db.read().await?;
    let job = found(&mut reader, actor, id).await?;
    let rank = rank.unwrap_or(match job.progress {
        progress if progress.refused > 0 => Rank::Refused,
        progress if progress.done > 0 => Rank::Done,
        _ => Rank::Waiting,
    });
    let mut items = jobs::list_items(&mut reader.conn(), &job, rank, after, PAGE + 1).await?;
    let more = items.len() > PAGE;
    items.truncate(PAGE);
    hide(&mut reader, actor, &mut items).await?;
    let more_after = items.last().filter(|_| more).map(|item| item.number);
    let file = Kept::of_job(&mut reader.conn(), actor, id, app.clock.now()).await?;
    Ok(Results { task: Task::of(&job)?, job, rank, items, more_after, file })
}
