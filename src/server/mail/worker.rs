//! Leases what is due and hands it to the senders.

use super::{marks, sender};
use crate::{
    domain::time::Timestamp,
    server::{
        app::App,
        store::{
            self,
            messages::{self, Message},
        },
    },
};
use std::{
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
    time::Duration,
};
use tokio::{
    sync::{Mutex, OwnedSemaphorePermit, Semaphore, mpsc},
    task::JoinSet,
    time::{sleep, timeout},
};

/// How long a message is this worker's. If the worker dies, another takes the message after that.
const LEASE: Duration = Duration::from_mins(8);
/// Messages leased at once.
const BATCH: u32 = 128;
/// Messages leased and not yet marked. Three batches: a few that hang leave room for the others.
const MOST_IN_HAND: u32 = 3 * BATCH;
/// The longest wait without a look: other nodes queue messages without waking this one.
const LONGEST_WAIT: Duration = Duration::from_secs(15);
/// The shortest wait where a message is due that couldn't be leased: another node is at it.
const SHORTEST_WAIT: Duration = Duration::from_millis(200);
/// Waits after the database failed: first and longest.
const RETRY: (Duration, Duration) = (Duration::from_millis(100), Duration::from_secs(10));
/// How long a stopping worker waits for the messages on their way, and then for their marks.
const GRACE: Duration = Duration::from_secs(10);

/// A message in this worker's hands. Its permit is given back when its mark is written.
pub(super) struct Job {
    pub message: Message,
    pub leased_at: Timestamp,
    pub leased_until: Timestamp,
    pub permit: OwnedSemaphorePermit,
}

/// What the senders share.
pub(super) struct Line {
    pub waiting: Mutex<mpsc::UnboundedReceiver<Job>>,
    pub marks: mpsc::UnboundedSender<marks::Mark>,
    pub stopping: AtomicBool,
}

/// Sends what the outbox holds until `stop` is ready. Then it finishes what is on its way, writes the marks and
/// gives the rest back. Dropped instead, it leaves its messages leased: another worker takes them when that ends.
pub async fn run(app: App, stop: impl Future<Output = ()>) {
    let (queue, waiting) = mpsc::unbounded_channel();
    let (marks, written) = mpsc::unbounded_channel();
    let line = Arc::new(Line { waiting: Mutex::new(waiting), marks, stopping: AtomicBool::new(false) });
    let mut clerk = JoinSet::new();
    clerk.spawn(marks::write_all(app.clone(), written));
    let mut senders = JoinSet::new();
    for _ in 0..app.config.smtp_connections {
        senders.spawn(sender::run(app.clone(), Arc::clone(&line)));
    }
    tokio::select! {
        () = stop => {}
        () = feed(&app, &queue) => {}
    }
    line.stopping.store(true, Ordering::SeqCst);
    drop(queue);
    let finish = async { while senders.join_next().await.is_some() {} };
    if timeout(GRACE, finish).await.is_err() {
        tracing::warn!("mail.stop: the SMTP server holds messages up; they are sent after their lease");
    }
    senders.shutdown().await;
    drop(line);
    if timeout(GRACE, clerk.join_next()).await.is_err() {
        tracing::error!("mail.stop: marks couldn't be written; some messages may be sent again");
    }
}

/// Leases and hands over for as long as it is polled.
async fn feed(app: &App, queue: &mpsc::UnboundedSender<Job>) {
    let room = Arc::new(Semaphore::new(MOST_IN_HAND as usize));
    let mut failing: Option<Duration> = None;
    loop {
        if let Some(rest) = app.outbox.rest(app.clock.now()) {
            wait(app, rest).await;
            continue;
        }
        // After an alarm one message goes ahead, alone: if the server still turns us away, only one has moved.
        let (permits, most) = if app.outbox.alarm().is_some() { (MOST_IN_HAND, 1) } else { (BATCH, BATCH) };
        let Ok(mut permit) = Arc::clone(&room).acquire_many_owned(permits).await else { return };
        if app.outbox.rest(app.clock.now()).is_some() {
            continue;
        }
        match lease(app, most).await {
            Ok((jobs, next)) => {
                if failing.take().is_some() {
                    tracing::info!("mail.lease: the database answers again");
                }
                let found = jobs.len();
                for (message, leased_at) in jobs {
                    let Some(permit) = permit.split(1) else { break };
                    let job = Job { message, leased_at, leased_until: leased_at + LEASE, permit };
                    if queue.send(job).is_err() {
                        return;
                    }
                }
                drop(permit);
                // Fewer than asked for: the queue is empty.
                if found < most as usize {
                    let due = next.map_or(LONGEST_WAIT, |at| at.since(app.clock.now()));
                    wait(app, due).await;
                }
            }
            Err(error) => {
                drop(permit);
                if failing.is_none() {
                    tracing::error!(error = &error as &dyn std::error::Error, "mail.lease: the database failed");
                }
                let pause = failing.map_or(RETRY.0, |last| (last * 2).min(RETRY.1));
                failing = Some(pause);
                sleep(pause).await;
            }
        }
    }
}

/// Until `due` has passed, or somebody queued a message.
async fn wait(app: &App, due: Duration) {
    let _ = timeout(app.clock.wait(due.clamp(SHORTEST_WAIT, LONGEST_WAIT)), app.outbox.woken()).await;
}

/// Due messages with the moment of their lease, and when the next will be due.
async fn lease(app: &App, most: u32) -> store::Result<(Vec<(Message, Timestamp)>, Option<Timestamp>)> {
    let now = app.clock.now();
    let mut tx = app.db.begin().await?;
    let released = messages::release_expired(&mut tx.conn(), now).await?;
    let leased = messages::lease(&mut tx.conn(), now, now + LEASE, most.into()).await?;
    let next = messages::next_due(&mut tx.conn()).await?;
    tx.commit_bookkeeping().await?;
    if released > 0 {
        tracing::warn!(released, "mail.lease: messages of a worker that is gone are sent again");
    }
    Ok((leased.into_iter().map(|message| (message, now)).collect(), next))
}
