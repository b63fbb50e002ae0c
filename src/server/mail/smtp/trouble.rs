//! What can go wrong with a mail, and what that says: about the message, or about us.

use super::dialogue::{NoSmtp, Reply, bounded};
use crate::domain::{
    answer::{Answer, Finding, Stage},
    message::Attempt,
};
use std::{fmt, io};

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
    Unfit(Finding),
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
            // Too many recipients, or a full mailbox (RFC 5321, 4.5.3.1.10): it may have room later.
            (Reason::Said(Reply { code: 552, .. }), Recipient | Content) => Attempt::Deferred,
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

    /// As the log may hold it: with the system's own words, and nobody's address.
    #[must_use]
    pub fn for_log(&self) -> String {
        without_addresses(&bounded(&self.to_string()))
    }

    /// What is kept of it: the server's own words, or what we found where it had none.
    #[must_use]
    pub fn answer(&self) -> Answer {
        Answer::Found(match (&self.reason, self.stage) {
            (Reason::Said(reply), _) => return reply.answer(),
            (Reason::Unfit(finding), _) => *finding,
            (Reason::Late | Reason::Lost(_), Stage::Connect) => Finding::Unreachable,
            (Reason::Late, stage) => Finding::Late(stage),
            (Reason::Lost(error), _) if is_about_the_certificate(error) => Finding::Certificate,
            (Reason::Lost(error), _) if within::<NoSmtp>(error).is_some() => Finding::NoSmtp,
            (Reason::Lost(_), stage) => Finding::Lost(stage),
        })
    }
}

/// With the system's own words.
impl fmt::Display for Trouble {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.reason {
            Reason::Said(reply) => write!(f, "{reply}"),
            Reason::Late => write!(f, "no answer in time ({})", self.stage.as_str()),
            Reason::Lost(error) => write!(f, "the connection was lost ({}): {error}", self.stage.as_str()),
            Reason::Unfit(finding) => write!(f, "{}", finding.code()),
        }
    }
}

fn without_addresses(words: &str) -> String {
    let kept: Vec<&str> = words.split(' ').map(|word| if word.contains('@') { "…" } else { word }).collect();
    kept.join(" ")
}

fn within<E: std::error::Error + 'static>(error: &io::Error) -> Option<&E> {
    error.get_ref().and_then(|inner| inner.downcast_ref())
}

fn is_about_the_certificate(error: &io::Error) -> bool {
    matches!(within(error), Some(rustls::Error::InvalidCertificate(_)))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn said(stage: Stage, code: u16) -> Trouble {
        Trouble { stage, reason: Reason::Said(Reply { code, text: "words".to_owned() }) }
    }

    #[test]
    fn a_no_to_the_recipient_is_the_messages_and_a_no_before_it_is_ours() {
        for code in [550, 553, 554] {
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
    fn no_address_reaches_the_log() {
        let words = "553 5.7.1 <parvis@example.org>: Sender address rejected";
        assert_eq!(without_addresses(words), "553 5.7.1 … Sender address rejected");
    }

    #[test]
    fn what_may_pass_is_tried_again() {
        for stage in [Stage::Recipient, Stage::Content] {
            assert_eq!(said(stage, 552).attempt(), Attempt::Deferred, "there may be room later");
        }
        assert_eq!(said(Stage::Sender, 552).attempt(), Attempt::Paused);
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
    fn who_hangs_may_answer_the_next_time_and_who_cannot_be_reached_holds_all_up() {
        let late = |stage| Trouble { stage, reason: Reason::Late }.attempt();
        for stage in Stage::ALL.into_iter().skip(1) {
            assert_eq!(late(stage), Attempt::Deferred, "{stage:?}");
        }
        assert_eq!(late(Stage::Connect), Attempt::Paused);
    }

    #[test]
    fn a_servers_words_are_kept_and_where_it_had_none_what_we_found() {
        let lost = |stage, error| Trouble { stage, reason: Reason::Lost(error) }.answer();
        let reset = || io::Error::from(io::ErrorKind::ConnectionReset);
        assert_eq!(said(Stage::Recipient, 550).answer(), Answer::Server("550 words".to_owned()));
        assert_eq!(lost(Stage::Connect, reset()), Answer::Found(Finding::Unreachable));
        assert_eq!(
            Trouble { stage: Stage::Connect, reason: Reason::Late }.answer(),
            Answer::Found(Finding::Unreachable)
        );
        assert_eq!(lost(Stage::Content, reset()), Answer::Found(Finding::Lost(Stage::Content)));
        assert_eq!(lost(Stage::Greeting, io::Error::other(NoSmtp)), Answer::Found(Finding::NoSmtp));
        let forged = rustls::Error::InvalidCertificate(rustls::CertificateError::UnknownIssuer);
        let forged = io::Error::new(io::ErrorKind::InvalidData, forged);
        assert_eq!(lost(Stage::Tls, forged), Answer::Found(Finding::Certificate));
        let unfit = Trouble { stage: Stage::Tls, reason: Reason::Unfit(Finding::NoEncryption) };
        assert_eq!((unfit.answer(), unfit.attempt()), (Answer::Found(Finding::NoEncryption), Attempt::Paused));
        let late = Trouble { stage: Stage::Recipient, reason: Reason::Late };
        assert_eq!(late.answer(), Answer::Found(Finding::Late(Stage::Recipient)));
    }

    #[test]
    fn only_an_answer_spares_the_connection() {
        assert!(said(Stage::Recipient, 550).spares_the_connection());
        assert!(!said(Stage::Recipient, 421).spares_the_connection());
        assert!(!said(Stage::SignIn, 454).spares_the_connection());
        assert!(!Trouble { stage: Stage::Content, reason: Reason::Late }.spares_the_connection());
    }
}
