//! Works on jobs beside the outbox: one part after the other, job by job in turns. Several nodes may work at once; each
//! job is one's at a time.

use super::{
    app::App,
    operations::{
        Error,
        jobs::{self, Worked},
    },
};
use std::{sync::Arc, time::Duration};
use tokio::{
    sync::Notify,
    time::{sleep, timeout},
};
use tokio_util::sync::CancellationToken;

/// Parts of one job before the next one has its turn.
const TURN: usize = 20;
/// The longest wait without a look: other nodes begin jobs without waking this one.
const LONGEST_WAIT: Duration = Duration::from_secs(5);
/// The shortest wait where a job is due that couldn't be leased: another node is at it.
const SHORTEST_WAIT: Duration = Duration::from_millis(200);
/// Waits after the database failed: first and longest.
const RETRY: (Duration, Duration) = (Duration::from_millis(100), Duration::from_secs(10));

/// The handle on this node's worker.
#[derive(Clone, Default)]
pub struct Jobs(Arc<Notify>);

impl Jobs {
    /// Tells the worker that there is something to do: call it after a commit that began a job.
    pub fn wake(&self) {
        self.0.notify_one();
    }
}

/// Works until told to stop, and then up to the end of the part that it is at. Dropped instead, it leaves its job
/// leased: another worker goes on when that ends.
pub async fn run(app: App, stop: CancellationToken) {
    let mut failing: Option<Duration> = None;
    while !stop.is_cancelled() {
        let pause = match turn(&app, &stop).await {
            Ok(true) => {
                failing = None;
                continue;
            }
            Ok(false) => {
                failing = None;
                due(&app).await
            }
            Err(error) => {
                if failing.is_none() {
                    tracing::error!(error = &error as &dyn std::error::Error, "jobs.run: a part failed");
                }
                let pause = failing.map_or(RETRY.0, |last| (last * 2).min(RETRY.1));
                failing = Some(pause);
                pause
            }
        };
        tokio::select! {
            () = stop.cancelled() => {}
            () = sleep(pause), if failing.is_some() => {}
            _ = timeout(pause, app.jobs.0.notified()), if failing.is_none() => {}
        }
    }
}

/// Works as long as there is something to do.
///
/// # Errors
/// The database's.
pub async fn drain(app: &App) -> Result<(), Error> {
    let never = CancellationToken::new();
    while turn(app, &never).await? {}
    Ok(())
}

/// One job's turn; whether there was one. A part that fails leaves its job leased, so that another has its turn first.
async fn turn(app: &App, stop: &CancellationToken) -> Result<bool, Error> {
    let Some(leased) = jobs::lease(app).await? else { return Ok(false) };
    for _ in 0..TURN {
        if stop.is_cancelled() {
            break;
        }
        match jobs::work(app, &leased).await {
            Ok(Worked::More) => {}
            Ok(Worked::Ended | Worked::Lost) => break,
            Ok(Worked::Overtaken) => {
                jobs::fail(app, &leased).await?;
                break;
            }
            Err(error) => {
                // Where the database is away this can't be counted, and needn't be: nothing is wrong with the job.
                if let Err(error) = jobs::fail(app, &leased).await {
                    tracing::debug!(error = &error as &dyn std::error::Error, "jobs.fail");
                }
                return Err(error);
            }
        }
    }
    jobs::give_back(app, &leased).await?;
    Ok(true)
}

async fn due(app: &App) -> Duration {
    let due = jobs::next_due(app).await.ok().flatten();
    app.clock.wait(due.map_or(LONGEST_WAIT, |at| at.since(app.clock.now())).clamp(SHORTEST_WAIT, LONGEST_WAIT))
}
