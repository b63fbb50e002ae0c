//! What is known of a mail's last try: a mail server's own words, or what Parvis found.

use super::error::Parse;
use std::{borrow::Cow, str::FromStr};

/// What is kept with a message, and why the outbox rests.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Answer {
    /// A mail server's: its code, then its words, which are shown as such.
    Server(String),
    /// Parvis's own, which is said in the reader's language.
    Found(Finding),
}

impl Answer {
    /// Reads what is kept; nothing where nothing is known yet. A server's words begin with their code in digits, so that
    /// none of them is taken for a finding.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        match text.parse() {
            Ok(finding) => Some(Self::Found(finding)),
            Err(Parse(_)) if text.is_empty() => None,
            Err(Parse(_)) => Some(Self::Server(text.to_owned())),
        }
    }

    /// As it is kept.
    #[must_use]
    pub fn as_text(&self) -> Cow<'_, str> {
        match self {
            Self::Server(words) => Cow::Borrowed(words),
            Self::Found(finding) => finding.code(),
        }
    }

    #[must_use]
    pub const fn found(&self) -> Option<Finding> {
        match self {
            Self::Server(_) => None,
            Self::Found(finding) => Some(*finding),
        }
    }
}

/// What Parvis finds by itself about a mail, or about the way to the mail server.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Finding {
    /// It went into the built-in mailbox instead of to a server.
    Mailbox,
    /// No connection to the server.
    Unreachable,
    /// The server said nothing in time.
    Late(Stage),
    /// The connection is gone.
    Lost(Stage),
    /// The whole try took too long.
    Slow,
    /// What the server answers is no reply of SMTP.
    NoSmtp,
    /// The server's certificate isn't to be believed.
    Certificate,
    /// The server's name can't stand in a certificate.
    NoCertificateName,
    /// The server offers no encryption, which is required.
    NoEncryption,
    /// The server offers no encryption, so it gets no password.
    NoPassword,
    /// The server offers no way to sign in that Parvis knows.
    NoSignIn,
    /// What stands for the recipient is no address.
    NoAddress,
    /// No mail could be made of the message.
    NoMail,
    /// Withdrawn: a newer message says it.
    Replaced,
    /// Withdrawn: what it tells of is no longer so.
    Over,
    /// Withdrawn: the access ended.
    AccessEnded,
    /// Withdrawn: the invitation was revoked.
    Revoked,
    /// Withdrawn: the person was deleted.
    Deleted,
    /// Withdrawn: the person has joined.
    Accepted,
    /// Withdrawn: the request was answered.
    Answered,
}

impl Finding {
    /// Those without a stage.
    const PLAIN: [Self; 18] = [
        Self::Mailbox,
        Self::Unreachable,
        Self::Slow,
        Self::NoSmtp,
        Self::Certificate,
        Self::NoCertificateName,
        Self::NoEncryption,
        Self::NoPassword,
        Self::NoSignIn,
        Self::NoAddress,
        Self::NoMail,
        Self::Replaced,
        Self::Over,
        Self::AccessEnded,
        Self::Revoked,
        Self::Deleted,
        Self::Accepted,
        Self::Answered,
    ];

    /// Every finding there is.
    pub fn all() -> impl Iterator<Item = Self> {
        let staged = Stage::ALL.into_iter().flat_map(|stage| [Self::Late(stage), Self::Lost(stage)]);
        Self::PLAIN.into_iter().chain(staged)
    }

    /// What was found, wherever it was.
    #[must_use]
    pub const fn kind(self) -> &'static str {
        match self {
            Self::Mailbox => "mailbox",
            Self::Unreachable => "unreachable",
            Self::Late(_) => "late",
            Self::Lost(_) => "lost",
            Self::Slow => "slow",
            Self::NoSmtp => "no-smtp",
            Self::Certificate => "certificate",
            Self::NoCertificateName => "no-certificate-name",
            Self::NoEncryption => "no-encryption",
            Self::NoPassword => "no-password",
            Self::NoSignIn => "no-sign-in",
            Self::NoAddress => "no-address",
            Self::NoMail => "no-mail",
            Self::Replaced => "replaced",
            Self::Over => "over",
            Self::AccessEnded => "access-ended",
            Self::Revoked => "revoked",
            Self::Deleted => "deleted",
            Self::Accepted => "accepted",
            Self::Answered => "answered",
        }
    }

    #[must_use]
    pub const fn stage(self) -> Option<Stage> {
        match self {
            Self::Late(stage) | Self::Lost(stage) => Some(stage),
            _ => None,
        }
    }

    /// As it is kept: a code that stays the same.
    #[must_use]
    pub fn code(self) -> Cow<'static, str> {
        match self.stage() {
            Some(stage) => Cow::Owned(format!("{}-{}", self.kind(), stage.as_str())),
            None => Cow::Borrowed(self.kind()),
        }
    }

    /// Whether the message was taken back before anybody could refuse it.
    #[must_use]
    pub const fn is_withdrawal(self) -> bool {
        use Finding::{Accepted, AccessEnded, Answered, Deleted, Over, Replaced, Revoked};
        matches!(self, Replaced | Over | AccessEnded | Revoked | Deleted | Accepted | Answered)
    }
}

impl FromStr for Finding {
    type Err = Parse;
    fn from_str(text: &str) -> Result<Self, Parse> {
        Self::all().find(|finding| finding.code() == text).ok_or(Parse("finding"))
    }
}

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
    pub const ALL: [Self; 7] =
        [Self::Connect, Self::Greeting, Self::Tls, Self::SignIn, Self::Sender, Self::Recipient, Self::Content];

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

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn what_is_kept_is_read_again_and_no_two_findings_have_one_code() {
        let codes: BTreeSet<Cow<'_, str>> = Finding::all().map(Finding::code).collect();
        assert_eq!(codes.len(), Finding::all().count());
        for finding in Finding::all() {
            let answer = Answer::Found(finding);
            assert_eq!(Answer::parse(&answer.as_text()), Some(answer));
        }
        assert_eq!(Answer::parse(""), None);
    }

    #[test]
    fn a_servers_words_are_its_own_whatever_they_are() {
        for words in ["550 no such user", "550 mailbox", "250 ", "something kept long ago"] {
            let answer = Answer::parse(words).unwrap();
            assert_eq!((&answer, answer.as_text().as_ref()), (&Answer::Server(words.to_owned()), words));
        }
    }

    #[test]
    fn what_was_withdrawn_never_met_a_server() {
        let withdrawn: Vec<Finding> = Finding::all().filter(|finding| finding.is_withdrawal()).collect();
        assert_eq!(withdrawn.len(), 7);
        assert!(withdrawn.iter().all(|finding| finding.stage().is_none()));
    }
}
