//! What can go wrong with a mail, and what that says: about the message, or about us.

use super::dialogue::Reply;
use crate::domain::message::Attempt;
use std::io;

/// How far a try had come.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Stage {
    /// Name look-up and TCP.
    Connect,
    /// Banner and EHLO.
    Greeting,
    /// STARTTLS and the handshake.
    Tls,
    /// AUTH.
    SignIn,
    /// MAIL FROM.
    Sender,
    /// RCPT TO.
    Recipient,
    /// DATA, and the answer after the message.
    Content,
}

impl Stage {
    /// The same for machines.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Connect => "connect",
            Self::Greeting => "greeting",
            Self::Tls => "tls",
            Self::SignIn => "sign-in",
            Self::Sender => "sender",
            Self::Recipient => "recipient",
            Self::Content => "content",
        }
    }
}

/// Why a step failed.
#[derive(Debug)]
pub enum Reason {
    /// The server said no.
    Said(Reply),
    /// It said nothing in time.
    Late,
    /// The connection is gone, or never was.
    Lost(io::Error),
    /// We don't go on under these circumstances.
    Unfit(&'static str),
}

#[derive(Debug)]
pub struct Trouble {
    pub stage: Stage,
    pub reason: Reason,
}

impl Trouble {
    /// What it makes of the try.
    #[must_use]
    pub fn attempt(&self) -> Attempt {
        use Stage::{Connect, Content, Recipient, Tls};
        match (&self.reason, self.stage) {
            // Not about any message: every other would hear the same.
            (Reason::Said(Reply { code: 530 | 534 | 535 | 538, .. }) | Reason::Unfit(_), _)
            | (Reason::Lost(_), Connect | Tls)
            | (Reason::Late, Connect) => Attempt::Paused,
            (Reason::Said(Reply { code: 500..=599, .. }), stage) => {
                if matches!(stage, Recipient | Content) {
                    Attempt::Refused
                } else {
                    Attempt::Paused
                }
            }
            (Reason::Said(_) | Reason::Lost(_) | Reason::Late, _) => Attempt::Deferred,
        }
    }

    /// Whether the connection can carry the next message.
    #[must_use]
    pub fn spares_the_connection(&self) -> bool {
        self.stage >= Stage::Sender
            && matches!(&self.reason, Reason::Said(reply) if reply.code >= 400 && reply.code != 421)
    }

    /// Whether the server ended the connection while it was idle: not this message's affair.
    #[must_use]
    pub fn is_stale(&self) -> bool {
        self.stage == Stage::Sender && matches!(&self.reason, Reason::Lost(_) | Reason::Said(Reply { code: 421, .. }))
    }

    /// The server's own words, or ours where it had none.
    #[must_use]
    pub fn words(&self) -> String {
        match &self.reason {
            Reason::Said(reply) => reply.to_string(),
            Reason::Late if self.stage == Stage::Connect => "the server can't be reached in time".to_owned(),
            Reason::Late => format!("no answer in time ({})", self.place()),
            Reason::Lost(error) if self.stage == Stage::Connect => format!("the server can't be reached: {error}"),
            Reason::Lost(error) => format!("the connection was lost ({}): {error}", self.place()),
            Reason::Unfit(why) => (*why).to_owned(),
        }
    }

    const fn place(&self) -> &'static str {
        match self.stage {
            Stage::Connect => "connecting",
            Stage::Greeting => "greeting",
            Stage::Tls => "TLS",
            Stage::SignIn => "AUTH",
            Stage::Sender => "MAIL",
            Stage::Recipient => "RCPT",
            Stage::Content => "DATA",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn said(stage: Stage, code: u16) -> Trouble {
        Trouble { stage, reason: Reason::Said(Reply { code, text: "words".to_owned() }) }
    }

    #[test]
    fn a_no_to_the_recipient_is_the_messages_and_a_no_before_it_is_ours() {
        for code in [550, 552, 553] {
            assert_eq!(said(Stage::Recipient, code).attempt(), Attempt::Refused);
            assert_eq!(said(Stage::Content, code).attempt(), Attempt::Refused);
            assert_eq!(said(Stage::Sender, code).attempt(), Attempt::Paused);
        }
        assert_eq!(said(Stage::SignIn, 535).attempt(), Attempt::Paused);
        assert_eq!(said(Stage::Sender, 530).attempt(), Attempt::Paused);
        assert_eq!(said(Stage::Recipient, 530).attempt(), Attempt::Paused);
        assert_eq!(said(Stage::Greeting, 554).attempt(), Attempt::Paused);
    }

    #[test]
    fn what_may_pass_is_tried_again() {
        for stage in [Stage::Greeting, Stage::SignIn, Stage::Sender, Stage::Recipient, Stage::Content] {
            assert_eq!(said(stage, 421).attempt(), Attempt::Deferred);
            assert_eq!(said(stage, 451).attempt(), Attempt::Deferred);
            assert_eq!(Trouble { stage, reason: Reason::Late }.attempt(), Attempt::Deferred);
        }
        let lost = || Reason::Lost(io::ErrorKind::ConnectionReset.into());
        assert_eq!(Trouble { stage: Stage::Content, reason: lost() }.attempt(), Attempt::Deferred);
        assert_eq!(Trouble { stage: Stage::Connect, reason: lost() }.attempt(), Attempt::Paused);
        assert_eq!(Trouble { stage: Stage::Tls, reason: lost() }.attempt(), Attempt::Paused);
    }

    #[test]
    fn only_an_answer_spares_the_connection() {
        assert!(said(Stage::Recipient, 550).spares_the_connection());
        assert!(!said(Stage::Recipient, 421).spares_the_connection());
        assert!(!said(Stage::SignIn, 454).spares_the_connection());
        assert!(!Trouble { stage: Stage::Content, reason: Reason::Late }.spares_the_connection());
    }
}
