//! The outbox against a scripted SMTP server.

mod letters;
mod nodes;
mod notices;
mod refusals;
mod sending;
mod tls;
mod told;
mod turned_away;
mod weather;

use crate::support::{TestApp, mails::Outgoing, smtp::SmtpServer};
use parvis::{
    domain::{
        id::{InvitationId, MessageId},
        message::MessageState,
    },
    server::{
        app::App,
        mail::{self, Outbox, Patience},
        store::messages::{self, Matter, Message},
    },
};
use std::{sync::Arc, time::Duration};
use tokio::{sync::oneshot, task::JoinHandle};

/// How long a test waits for what must happen before it fails.
const GUARD: Duration = Duration::from_secs(30);

/// Long enough for a machine under load.
const CALM: Patience = Patience {
    connect: Duration::from_secs(10),
    reply: Duration::from_secs(10),
    content: Duration::from_secs(10),
    whole: Duration::from_secs(20),
    idle: Duration::from_millis(200),
    cool_down: Duration::from_millis(5),
};

/// For tests in which the server says nothing.
const HASTY: Patience = Patience { reply: Duration::from_millis(250), content: Duration::from_millis(250), ..CALM };

/// An app with an outbox, and an account that invites.
struct Post {
    test: TestApp,
    outgoing: Outgoing,
}

impl Post {
    /// Sends to the server, over so many connections, with a password.
    async fn new(test: TestApp, server: &SmtpServer, connections: u16, patience: Patience) -> Self {
        let url = format!("smtp://parvis:secret@127.0.0.1:{}", server.port);
        Self::by(test, Some(&url), connections, patience).await
    }

    async fn by(mut test: TestApp, url: Option<&str>, connections: u16, patience: Patience) -> Self {
        set_server(&mut test.app, url, connections, patience);
        let outgoing = Outgoing::account(&test.app, "Atelier Rivoli").await;
        Self { test, outgoing }
    }

    async fn queue(&self, addresses: &[&str]) -> Vec<MessageId> {
        let addresses: Vec<String> = addresses.iter().map(|a| (*a).to_owned()).collect();
        self.outgoing.queue(&self.test.app, &addresses).await
    }

    /// Lets time pass, and the worker see it.
    fn advance(&self, by: Duration) {
        self.test.advance(by);
        self.test.app.outbox.wake();
    }

    /// The invitation whose link a message carries.
    async fn invitation(&self, id: MessageId) -> InvitationId {
        match self.message(id).await.matter {
            Matter::Invitation(invitation) => invitation.id,
            _ => panic!("it has none"),
        }
    }

    async fn message(&self, id: MessageId) -> Message {
        let mut reader = self.test.app.db.read().await.unwrap();
        messages::find(&mut reader.conn(), self.outgoing.account, id).await.unwrap().unwrap()
    }

    /// Waits until the message is in that state and has been tried so often.
    async fn until(&self, id: MessageId, state: MessageState, attempts: u32) -> Message {
        let wait = async {
            loop {
                let message = self.message(id).await;
                if message.state == state && message.attempts == attempts {
                    return message;
                }
                tokio::time::sleep(Duration::from_millis(5)).await;
            }
        };
        let Ok(message) = tokio::time::timeout(GUARD, wait).await else {
            panic!("not {state:?} after {attempts} tries: {:?}", self.message(id).await);
        };
        message
    }

    /// Waits until so many messages are in that state.
    async fn until_all(&self, state: MessageState, count: i64) {
        until_all(&self.test, state, count).await;
    }
}

async fn until_all(test: &TestApp, state: MessageState, count: i64) {
    let from = format!("messages WHERE state = '{}'", state.as_str());
    let wait = async {
        while test.count(&from).await != count {
            tokio::time::sleep(Duration::from_millis(5)).await;
        }
    };
    let in_time = tokio::time::timeout(GUARD, wait).await.is_ok();
    assert!(in_time, "{} instead of {count} are {state:?}", test.count(&from).await);
}

fn set_server(app: &mut App, url: Option<&str>, connections: u16, patience: Patience) {
    let mut config = app.config.as_ref().clone();
    config.smtp_url = url.map(|url| url.parse().unwrap());
    config.smtp_connections = connections;
    app.outbox = Outbox::new(&config).unwrap().with_patience(patience);
    app.base.config = Arc::new(config);
}

/// A running worker; it dies with this, in the middle of whatever it does.
struct Worker {
    stop: Option<oneshot::Sender<()>>,
    task: JoinHandle<()>,
}

impl Worker {
    fn start(app: &App) -> Self {
        let (stop, told) = oneshot::channel();
        let task = tokio::spawn(mail::run(app.clone(), async {
            let _ = told.await;
        }));
        Self { stop: Some(stop), task }
    }

    /// Lets it finish what it has begun.
    async fn stop(mut self) {
        drop(self.stop.take());
        tokio::time::timeout(GUARD, &mut self.task).await.expect("the worker doesn't stop").unwrap();
    }

    /// As `kill -9` would.
    async fn kill(mut self) {
        self.task.abort();
        let _ = (&mut self.task).await;
    }
}

impl Drop for Worker {
    fn drop(&mut self) {
        self.task.abort();
    }
}
