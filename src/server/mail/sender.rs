//! One of several that send side by side, each over a connection of its own.

use super::{
    letter::{self, Letter},
    marks::Mark,
    smtp::{Connection, Trouble},
    worker::{Job, Line},
};
use crate::{
    domain::{
        answer::{Answer, Finding, Stage},
        message::Attempt,
    },
    server::{app::App, store::messages},
};
use std::{
    sync::{Arc, atomic::Ordering},
    time::Duration,
};
use tokio::time::{sleep, timeout};

/// A message that was leased longer ago is looked at again before it leaves: it may be about what is no longer so.
const FRESH: Duration = Duration::from_secs(2);

struct Sender {
    app: App,
    connection: Option<Connection>,
    /// Connections in a row that brought nothing.
    failures: u32,
}

/// How a try ended, and what is known since; nothing where it wasn't made.
type Result = (Attempt, Option<Answer>);

/// Sends what waits in the line until it ends.
pub(super) async fn run(app: App, line: Arc<Line>) {
    let mut sender = Sender { app, connection: None, failures: 0 };
    while let Some(job) = sender.next(&line).await {
        let stopping = line.stopping.load(Ordering::SeqCst);
        let (attempt, answer) = if stopping { RETURNED } else { sender.attempt(&job).await };
        if line.marks.send(Mark::new(job, attempt, answer)).is_err() {
            break;
        }
        sender.cool_down(&line).await;
    }
    sender.hang_up().await;
}

const RETURNED: Result = (Attempt::Returned, None);

const fn found(attempt: Attempt, finding: Finding) -> Result {
    (attempt, Some(Answer::Found(finding)))
}

impl Sender {
    /// The next message; the connection isn't kept for long meanwhile.
    async fn next(&mut self, line: &Line) -> Option<Job> {
        let wait = async { line.waiting.lock().await.recv().await };
        if self.connection.is_some() {
            match timeout(self.app.outbox.patience().idle, wait).await {
                Ok(job) => return job,
                Err(_) => self.hang_up().await,
            }
        }
        line.waiting.lock().await.recv().await
    }

    async fn attempt(&mut self, job: &Job) -> Result {
        let now = self.app.clock.now();
        if self.app.outbox.rest(now).is_some() {
            return (Attempt::Paused, self.app.outbox.alarm());
        }
        let patience = *self.app.outbox.patience();
        if job.leased_until.since(now) < patience.whole {
            return RETURNED;
        }
        match self.still_due(job).await {
            Ok(true) => {}
            Ok(false) => return found(Attempt::Withdrawn, Finding::Over),
            Err(error) => {
                tracing::warn!(error = &error as &dyn std::error::Error, "mail.send: a message can't be read again");
                return RETURNED;
            }
        }
        if !self.app.outbox.has_server() {
            return found(Attempt::Taken, Finding::Mailbox);
        }
        let letter = match letter::write(&self.app, &job.message) {
            Ok(letter) => letter,
            Err(finding) => return found(Attempt::Refused, finding),
        };
        match timeout(patience.whole, self.deliver(&letter)).await {
            Ok(result) => result,
            Err(_) => found(Attempt::Deferred, Finding::Slow),
        }
    }

    /// Whether what the message tells is still so.
    async fn still_due(&self, job: &Job) -> std::result::Result<bool, sqlx::Error> {
        let now = self.app.clock.now();
        if now.since(job.leased_at) <= FRESH {
            return Ok(job.message.matter.is_current(now));
        }
        let mut reader = self.app.db.read().await?;
        let message = messages::find(&mut reader.conn(), job.message.account, job.message.id).await?;
        Ok(message.is_some_and(|message| message.matter.is_current(now)))
    }

    async fn deliver(&mut self, letter: &Letter) -> Result {
        // Taken out, so that a try that is given up half-way takes its connection with it.
        let reused = self.connection.take();
        let sent = match reused {
            Some(connection) => match self.send(connection, letter).await {
                Err(trouble) if trouble.is_stale() => self.send_over_new(letter).await,
                sent => sent,
            },
            None => self.send_over_new(letter).await,
        };
        match sent {
            Ok(answer) => {
                self.app.outbox.welcomed(self.app.clock.now());
                (Attempt::Taken, Some(answer))
            }
            Err(trouble) => self.judge(&trouble),
        }
    }

    async fn send_over_new(&mut self, letter: &Letter) -> std::result::Result<Answer, Trouble> {
        let Some(server) = self.app.outbox.server() else { return Ok(Answer::Found(Finding::Mailbox)) };
        let connection = Connection::open(server, self.app.outbox.patience()).await?;
        self.failures = 0;
        self.send(connection, letter).await
    }

    async fn send(&mut self, mut connection: Connection, letter: &Letter) -> std::result::Result<Answer, Trouble> {
        let sent = connection.send(letter).await;
        if sent.as_ref().err().is_none_or(Trouble::spares_the_connection) {
            self.connection = Some(connection);
        }
        sent
    }

    fn judge(&mut self, trouble: &Trouble) -> Result {
        let now = self.app.clock.now();
        let attempt = trouble.attempt();
        if attempt == Attempt::Deferred {
            tracing::info!(trouble = %trouble.for_log(), "mail.deferred");
        }
        match attempt {
            Attempt::Paused => self.app.outbox.turned_away(trouble, now),
            Attempt::Refused => self.app.outbox.welcomed(now),
            _ if trouble.stage < Stage::Sender => self.failures += 1,
            _ => {}
        }
        (attempt, Some(trouble.answer()))
    }

    /// After a connection that brought nothing: lets the other senders go on, instead of spending their messages.
    async fn cool_down(&self, line: &Line) {
        if self.failures > 0 && !line.stopping.load(Ordering::SeqCst) {
            let doublings = (self.failures - 1).min(6);
            sleep(self.app.outbox.patience().cool_down * (1 << doublings)).await;
        }
    }

    async fn hang_up(&mut self) {
        if let Some(connection) = self.connection.take() {
            connection.quit().await;
        }
    }
}
