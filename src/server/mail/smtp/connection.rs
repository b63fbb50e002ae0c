//! One connection to the server, ready to send one message after the other.

use super::{
    Patience, Server,
    dialogue::{Dialogue, Reply},
    server::{Credentials, Encryption},
    trouble::{Reason, Trouble},
};
use crate::{
    domain::answer::{Answer, Finding, Stage},
    server::mail::letter::Letter,
};
use base64::{Engine, engine::general_purpose::STANDARD};
use rustls::pki_types::ServerName;
use std::{io, time::Duration};
use tokio::{net::TcpStream, time::timeout};

pub struct Connection {
    dialogue: Dialogue,
    patience: Patience,
    /// What EHLO listed, in upper case.
    offers: Vec<String>,
}

/// The step's result within its time.
async fn within<T>(stage: Stage, limit: Duration, step: impl Future<Output = io::Result<T>>) -> Result<T, Trouble> {
    match timeout(limit, step).await {
        Ok(Ok(result)) => Ok(result),
        Ok(Err(error)) => Err(Trouble { stage, reason: Reason::Lost(error) }),
        Err(_) => Err(Trouble { stage, reason: Reason::Late }),
    }
}

/// The reply, where its code is the one hoped for.
fn wanted(stage: Stage, reply: Reply, code: u16) -> Result<Reply, Trouble> {
    if reply.code == code { Ok(reply) } else { Err(Trouble { stage, reason: Reason::Said(reply) }) }
}

const fn unfit(stage: Stage, finding: Finding) -> Trouble {
    Trouble { stage, reason: Reason::Unfit(finding) }
}

impl Connection {
    /// Connects, encrypts and signs in, as the server's settings say.
    ///
    /// # Errors
    /// [`Trouble`] before [`Stage::Sender`].
    pub async fn open(server: &Server, patience: &Patience) -> Result<Self, Trouble> {
        let target = (server.host.as_str(), server.port);
        let socket = within(Stage::Connect, patience.connect, async {
            let socket = TcpStream::connect(target).await?;
            // Without it each message waits some 40 ms for the acknowledgement of its last part but one.
            socket.set_nodelay(true)?;
            Ok(socket)
        })
        .await?;
        let local = socket.local_addr().map_err(|e| Trouble { stage: Stage::Connect, reason: Reason::Lost(e) })?;
        let hello = format!("EHLO {}", server.hello(local.ip()));

        let mut connection = if server.encryption == Encryption::AtOnce {
            let stream = within(Stage::Tls, patience.reply, server.tls.connect(name(server)?, socket)).await?;
            Self::new(Dialogue::new(stream), *patience)
        } else {
            Self::new(Dialogue::new(socket), *patience)
        };
        let (banner, _) = within(Stage::Greeting, patience.reply, connection.dialogue.read()).await?;
        wanted(Stage::Greeting, banner, 220)?;
        connection.greet(&hello).await?;

        let mut is_encrypted = server.encryption == Encryption::AtOnce;
        let can_encrypt = connection.offers("STARTTLS");
        if server.encryption == Encryption::Required && !can_encrypt {
            return Err(unfit(Stage::Tls, Finding::NoEncryption));
        }
        if server.encryption == Encryption::Required
            || server.encryption == Encryption::Offered && can_encrypt && !server.is_loopback()
        {
            connection = connection.encrypt(server).await?;
            connection.greet(&hello).await?;
            is_encrypted = true;
        }
        if let Some(credentials) = &server.credentials {
            if !is_encrypted && !server.is_loopback() {
                return Err(unfit(Stage::SignIn, Finding::NoPassword));
            }
            connection.sign_in(credentials).await?;
        }
        Ok(connection)
    }

    const fn new(dialogue: Dialogue, patience: Patience) -> Self {
        Self { dialogue, patience, offers: Vec::new() }
    }

    async fn ask(&mut self, stage: Stage, command: &str, code: u16) -> Result<Reply, Trouble> {
        let (reply, _) = within(stage, self.patience.reply, self.dialogue.ask(command)).await?;
        wanted(stage, reply, code)
    }

    async fn greet(&mut self, hello: &str) -> Result<(), Trouble> {
        let (reply, lines) = within(Stage::Greeting, self.patience.reply, self.dialogue.ask(hello)).await?;
        wanted(Stage::Greeting, reply, 250)?;
        self.offers = lines.into_iter().skip(1).map(|line| line.to_ascii_uppercase()).collect();
        Ok(())
    }

    fn offers(&self, what: &str) -> bool {
        self.offers.iter().any(|offer| offer.split_ascii_whitespace().next() == Some(what))
    }

    async fn encrypt(mut self, server: &Server) -> Result<Self, Trouble> {
        self.ask(Stage::Tls, "STARTTLS", 220).await?;
        let lost = |error| Trouble { stage: Stage::Tls, reason: Reason::Lost(error) };
        let socket = self.dialogue.into_stream().map_err(lost)?;
        let stream = within(Stage::Tls, self.patience.reply, server.tls.connect(name(server)?, socket)).await?;
        Ok(Self::new(Dialogue::new(stream), self.patience))
    }

    async fn sign_in(&mut self, credentials: &Credentials) -> Result<(), Trouble> {
        // Some servers write AUTH=PLAIN, as it was before the RFC.
        let offer = self.offers.iter().find_map(|o| o.strip_prefix("AUTH ").or_else(|| o.strip_prefix("AUTH=")));
        let ways: Vec<&str> = offer.unwrap_or_default().split_ascii_whitespace().collect();
        let Credentials { user, password } = credentials;
        if ways.contains(&"PLAIN") {
            let both = STANDARD.encode(format!("\0{user}\0{password}"));
            self.ask(Stage::SignIn, &format!("AUTH PLAIN {both}"), 235).await?;
        } else if ways.contains(&"LOGIN") {
            self.ask(Stage::SignIn, "AUTH LOGIN", 334).await?;
            self.ask(Stage::SignIn, &STANDARD.encode(user), 334).await?;
            self.ask(Stage::SignIn, &STANDARD.encode(password), 235).await?;
        } else {
            return Err(unfit(Stage::SignIn, Finding::NoSignIn));
        }
        Ok(())
    }

    /// Hands a letter over; gives the server's words once it answers for it.
    ///
    /// # Errors
    /// [`Trouble`] from [`Stage::Sender`] on. Where it spares the connection, the next letter can follow.
    pub async fn send(&mut self, letter: &Letter) -> Result<Answer, Trouble> {
        let sent = self.hand_over(letter).await;
        if let Err(trouble) = &sent
            && trouble.spares_the_connection()
        {
            // Where even this fails, the next letter finds a stale connection and takes another.
            let _ = self.ask(Stage::Sender, "RSET", 250).await;
        }
        sent
    }

    async fn hand_over(&mut self, letter: &Letter) -> Result<Answer, Trouble> {
        self.ask(Stage::Sender, &format!("MAIL FROM:<{}>", letter.from), 250).await?;
        let (reply, _) =
            within(Stage::Recipient, self.patience.reply, self.dialogue.ask(&format!("RCPT TO:<{}>", letter.to)))
                .await?;
        // 251: the server will forward it.
        if reply.code != 251 {
            wanted(Stage::Recipient, reply, 250)?;
        }
        self.ask(Stage::Content, "DATA", 354).await?;
        let (reply, _) = within(Stage::Content, self.patience.content, self.dialogue.content(&letter.bytes)).await?;
        wanted(Stage::Content, reply, 250).map(|reply| reply.answer())
    }

    /// Takes leave, without insisting on an answer.
    pub async fn quit(mut self) {
        let _ = timeout(self.patience.idle, self.dialogue.ask("QUIT")).await;
    }
}

fn name(server: &Server) -> Result<ServerName<'static>, Trouble> {
    ServerName::try_from(server.host.clone()).map_err(|_| unfit(Stage::Tls, Finding::NoCertificateName))
}
