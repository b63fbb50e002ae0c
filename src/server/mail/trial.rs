//! A mail to oneself, to see whether mails leave: sent at once and past the outbox, for the server's own answer.

use super::{
    letter,
    smtp::{Connection, Stage, Trouble, bounded},
    words,
};
use crate::{
    domain::address::EmailAddress,
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
    Taken(String),
    /// How far it came, and the last words about it.
    Failed(Stage, String),
}

/// Sends it, over a connection of its own.
pub async fn send(app: &App, actor: &Actor, to: &EmailAddress, wording: &Wording) -> Trial {
    let Some(server) = app.outbox.server() else { return Trial::NoServer };
    let mail = words::trial(app, wording, actor, to);
    let id = app.random.id(app.clock.now());
    let domain = app.config.public_url.host_str().unwrap_or("localhost");
    let letter = match letter::seal(app, &id.to_string(), domain, &mail) {
        Ok(letter) => letter,
        Err(why) => return Trial::Failed(Stage::Recipient, why),
    };
    let patience = app.outbox.patience().of_a_reader();
    let sent = async {
        let mut connection = Connection::open(server, &patience).await?;
        let answer = connection.send(&letter).await?;
        connection.quit().await;
        Ok::<_, Trouble>(answer)
    };
    match timeout(patience.whole, sent).await {
        Ok(Ok(answer)) => Trial::Taken(bounded(&answer)),
        Ok(Err(trouble)) => Trial::Failed(trouble.stage, bounded(&trouble.words())),
        Err(_) => Trial::Failed(Stage::Content, "no answer in time".to_owned()),
    }
}
