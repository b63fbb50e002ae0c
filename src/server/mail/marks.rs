//! Writes down what became of messages, in groups: one transaction, one wait for the disk, one event an account.

use super::worker::Job;
use crate::{
    domain::{
        answer::Answer,
        id::{AccountId, MessageId},
        message::{self, Attempt},
    },
    server::{
        app::App,
        store::{self, accounts, messages, users},
    },
};
use std::{collections::BTreeSet, time::Duration};
use tokio::{
    sync::{OwnedSemaphorePermit, mpsc},
    time::{Instant, sleep, timeout_at},
};

/// Most marks in one transaction.
const GROUP: usize = 100;
/// How long the first mark of a group waits for others.
const GATHER: Duration = Duration::from_millis(25);
/// Waits after the database failed: first and longest.
const RETRY: (Duration, Duration) = (Duration::from_millis(100), Duration::from_secs(5));

/// What became of a message.
pub(super) struct Mark {
    id: MessageId,
    account: AccountId,
    attempts: u32,
    attempt: Attempt,
    /// What is known since; nothing where it wasn't tried.
    answer: Option<Answer>,
    /// Given back when the mark is written.
    _permit: OwnedSemaphorePermit,
}

impl Mark {
    pub fn new(job: Job, attempt: Attempt, answer: Option<Answer>) -> Self {
        Self {
            id: job.message.id,
            account: job.message.account,
            attempts: job.message.attempts,
            attempt,
            answer,
            _permit: job.permit,
        }
    }
}

/// Writes until the senders are gone. A database that fails is asked again; the marks wait.
pub(super) async fn write_all(app: App, mut marks: mpsc::UnboundedReceiver<Mark>) {
    while let Some(mut group) = gather(&mut marks).await {
        // In one order on every node, so that two transactions can't wait for each other.
        group.sort_by_key(|mark| mark.id);
        let mut pause = RETRY.0;
        while let Err(error) = write(&app, &group).await {
            tracing::error!(error = &error as &dyn std::error::Error, "mail.mark: the database failed");
            sleep(pause).await;
            pause = (pause * 2).min(RETRY.1);
        }
        for account in group.iter().map(|mark| mark.account).collect::<BTreeSet<_>>() {
            app.users_changed(account);
        }
    }
}

async fn gather(marks: &mut mpsc::UnboundedReceiver<Mark>) -> Option<Vec<Mark>> {
    let mut group = vec![marks.recv().await?];
    let end = Instant::now() + GATHER;
    while group.len() < GROUP {
        let room = GROUP - group.len();
        match timeout_at(end, marks.recv_many(&mut group, room)).await {
            Ok(0) | Err(_) => break,
            Ok(_) => {}
        }
    }
    Some(group)
}

async fn write(app: &App, group: &[Mark]) -> store::Result<()> {
    let now = app.clock.now();
    let mut tx = app.db.begin().await?;
    let accounts = group.iter().map(|mark| mark.account).collect::<BTreeSet<_>>();
    for account in &accounts {
        // A mark is noted on the invitation too, and who changes many users holds theirs in another order.
        accounts::lock(&mut tx.conn(), *account).await?;
    }
    let (mut sent, mut refused) = (0_u32, 0_u32);
    for mark in group {
        let next = message::after(mark.attempt, mark.attempts, app.random.fraction());
        let blameless = mark.attempt.is_blameless();
        messages::settle(&mut tx.conn(), mark.id, next, blameless, mark.answer.as_ref(), now).await?;
        sent += u32::from(next == message::Next::Sent);
        refused += u32::from(next == message::Next::Refused);
    }
    for account in accounts {
        users::notify_changed(&mut tx.conn(), account).await?;
    }
    tx.commit_bookkeeping().await?;
    tracing::info!(sent, refused, later = group.len() as u64 - u64::from(sent + refused), "mail.mark");
    Ok(())
}
