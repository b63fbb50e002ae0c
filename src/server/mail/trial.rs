//! A mail to oneself, to see whether mails leave: sent at once and past the outbox, for the server's own answer.

use super::{
    letter,
    smtp::{Connection, Trouble},
    words,
};
use crate::{
    domain::{
        address::EmailAddress,
        answer::{Answer, Finding, Stage},
    },
    server::{app::App, context::Actor},
    wording::Wording,
};
use tokio::time::timeout;

/// What became of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Trial {
    /// There is no server: mails go into the built-in mailbox, which nobody outside reads.
    NoServer,
    /// The server has taken it, in its words.
    Taken(Answer),
    /// How far it came, and why no further.
    Failed(Stage, Answer),
}

/// Sends it, over a connection of its own.
pub async fn send(app: &App, actor: &Actor, to: &EmailAddress, wording: &Wording) -> Trial {
    let Some(server) = app.outbox.server() else { return Trial::NoServer };
    let mail = words::trial(app, wording, actor, to);
    let id = app.random.id(app.clock.now());
    let domain = app.config.public_url.host_str().unwrap_or("localhost");
    let letter = match letter::seal(app, &id.to_string(), domain, &mail) {
        Ok(letter) => letter,
        Err(finding) => return Trial::Failed(Stage::Recipient, Answer::Found(finding)),
    };
    let patience = app.outbox.patience().of_a_reader();
    let sent = async {
        let mut connection = Connection::open(server, &patience).await?;
        let answer = connection.send(&letter).await?;
        connection.quit().await;
        Ok::<_, Trouble>(answer)
    };
    match timeout(patience.whole, sent).await {
        Ok(Ok(answer)) => Trial::Taken(answer),
        Ok(Err(trouble)) => {
            tracing::info!(trouble = %trouble.for_log(), "mail.trial");
            Trial::Failed(trouble.stage, trouble.answer())
        }
        Err(_) => Trial::Failed(Stage::Content, Answer::Found(Finding::Slow)),
    }
}
