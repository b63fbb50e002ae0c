//! The outbox's rules: a message's states, and when a failed sending is tried again.

use super::{
    answer::{Answer, Finding},
    error::Parse,
    verb::Verb,
};
use serde::{Deserialize, Serialize};
use std::{str::FromStr, time::Duration};

/// Where a mail stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum MessageState {
    /// Waits for its (next) try.
    Queued,
    /// A worker has it, until its lease ends.
    Sending,
    /// The server has taken it.
    Sent,
    /// The server has said no for good, or every try has failed.
    Refused,
}

impl MessageState {
    pub const ALL: [Self; 4] = [Self::Queued, Self::Sending, Self::Sent, Self::Refused];

    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Queued => "queued",
            Self::Sending => "sending",
            Self::Sent => "sent",
            Self::Refused => "refused",
        }
    }
}

impl FromStr for MessageState {
    type Err = Parse;
    fn from_str(text: &str) -> Result<Self, Parse> {
        Self::ALL.into_iter().find(|s| s.as_str() == text).ok_or(Parse("message state"))
    }
}

/// What a mail is about; its words stand in a file of the same name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum MessageKind {
    Invitation,
    /// The same link once more, before it expires.
    Reminder,
    /// An access will end: to the person, and to whoever set the day.
    AccessEnds,
    /// Nobody has answered: to the inviter.
    InvitationExpired,
    /// An administrator has given access back; the password is the one from before.
    Activated,
    /// A link and a code that lead to a new password.
    Reset,
    /// The password is another one.
    PasswordChanged,
    /// A new sign-in address is to be confirmed, from there.
    AddressConfirmation,
    /// Told to the old sign-in address, with a way back.
    AddressChanged,
    /// Somebody signed in with a browser that Parvis hadn't seen.
    NewDevice,
    /// Somebody asks for more access: to those who can give it.
    AccessRequest,
    /// What became of that: to who asked.
    AccessAnswer,
}

impl MessageKind {
    pub const ALL: &[Self] = &[
        Self::Invitation,
        Self::Reminder,
        Self::AccessEnds,
        Self::InvitationExpired,
        Self::Activated,
        Self::Reset,
        Self::PasswordChanged,
        Self::AddressConfirmation,
        Self::AddressChanged,
        Self::NewDevice,
        Self::AccessRequest,
        Self::AccessAnswer,
    ];

    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Invitation => "invitation",
            Self::Reminder => "reminder",
            Self::AccessEnds => "access-ends",
            Self::InvitationExpired => "invitation-expired",
            Self::Activated => "activated",
            Self::Reset => "reset",
            Self::PasswordChanged => "password-changed",
            Self::AddressConfirmation => "address-confirmation",
            Self::AddressChanged => "address-changed",
            Self::NewDevice => "new-device",
            Self::AccessRequest => "access-request",
            Self::AccessAnswer => "access-answer",
        }
    }

    /// What sends the same anew, with a new link.
    #[must_use]
    pub const fn sent_again_by(self) -> Option<Verb> {
        match self {
            Self::Invitation | Self::Reminder => Some(Verb::Resend),
            Self::Reset => Some(Verb::ResetPassword),
            _ => None,
        }
    }
}

impl FromStr for MessageKind {
    type Err = Parse;
    fn from_str(text: &str) -> Result<Self, Parse> {
        Self::ALL.iter().copied().find(|kind| kind.as_str() == text).ok_or(Parse("message kind"))
    }
}

/// Whether a message was taken back before anybody could refuse it: for a reason of its own, or without a try.
#[must_use]
pub fn is_withdrawn(state: MessageState, attempts: u32, answer: Option<&Answer>) -> bool {
    let found = answer.and_then(Answer::found);
    state == MessageState::Refused && (attempts == 0 || found.is_some_and(Finding::is_withdrawal))
}

/// How one try ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Attempt {
    /// 250: the server answers for it now.
    Taken,
    /// 4xx, a hang-up, no answer: worth another try.
    Deferred,
    /// 5xx for this message: trying again would only annoy.
    Refused,
    /// The server turned *us* away (535, no TLS…): no message is to blame, none loses a try.
    Paused,
    /// Not tried after all: the worker that had it is stopping or was too slow. Somebody else may, at once.
    Returned,
    /// Not tried and never will be: what it tells of is no longer so.
    Withdrawn,
}

impl Attempt {
    /// Whether the message gets its try back: nothing was learnt about it.
    #[must_use]
    pub const fn is_blameless(self) -> bool {
        matches!(self, Self::Paused | Self::Returned)
    }
}

/// What a try makes of its message.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Next {
    Sent,
    RetryIn(Duration),
    Refused,
}

/// Tries before a message is given up: with the pauses below, a little over two days.
pub const MOST_ATTEMPTS: u32 = 18;

const FIRST_PAUSE: Duration = Duration::from_secs(30);
const LONGEST_PAUSE: Duration = Duration::from_hours(6);
/// How long the queue rests after the server has turned us away.
pub const ALARM_PAUSE: Duration = Duration::from_mins(1);

/// Decides on a message after its try number `attempts` (from 1). `jitter` in 0..1 spreads the retries, so that
/// a thousand messages deferred together don't come back together.
#[must_use]
pub fn after(attempt: Attempt, attempts: u32, jitter: f64) -> Next {
    match attempt {
        Attempt::Taken => Next::Sent,
        Attempt::Refused | Attempt::Withdrawn => Next::Refused,
        Attempt::Paused => Next::RetryIn(ALARM_PAUSE),
        Attempt::Returned => Next::RetryIn(Duration::ZERO),
        Attempt::Deferred if attempts >= MOST_ATTEMPTS => Next::Refused,
        Attempt::Deferred => Next::RetryIn(pause(attempts, jitter)),
    }
}

/// Doubling from 30 s up to 6 h, then ± 20 %.
fn pause(attempts: u32, jitter: f64) -> Duration {
    let doubled = FIRST_PAUSE.saturating_mul(1 << attempts.saturating_sub(1).min(12));
    doubled.min(LONGEST_PAUSE).mul_f64(0.8 + 0.4 * jitter.clamp(0.0, 1.0))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_refusal_is_final_and_a_delay_is_not() {
        assert_eq!(after(Attempt::Taken, 1, 0.5), Next::Sent);
        assert_eq!(after(Attempt::Refused, 1, 0.5), Next::Refused);
        assert_eq!(after(Attempt::Deferred, 1, 0.5), Next::RetryIn(FIRST_PAUSE));
        assert_eq!(after(Attempt::Deferred, MOST_ATTEMPTS, 0.5), Next::Refused);
        assert_eq!(after(Attempt::Paused, 99, 0.5), Next::RetryIn(ALARM_PAUSE));
    }

    #[test]
    fn a_message_that_was_not_tried_loses_no_try() {
        assert!(Attempt::Paused.is_blameless() && Attempt::Returned.is_blameless());
        assert!(!Attempt::Deferred.is_blameless() && !Attempt::Withdrawn.is_blameless());
        assert_eq!(after(Attempt::Returned, MOST_ATTEMPTS, 0.5), Next::RetryIn(Duration::ZERO));
        assert_eq!(after(Attempt::Withdrawn, 1, 0.5), Next::Refused);
    }

    #[test]
    fn what_was_taken_back_was_refused_by_nobody() {
        let found = |finding| Some(Answer::Found(finding));
        let withdrawn = |state, attempts, answer: Option<Answer>| is_withdrawn(state, attempts, answer.as_ref());
        assert!(withdrawn(MessageState::Refused, 0, None), "nobody was asked");
        assert!(withdrawn(MessageState::Refused, 2, found(Finding::Replaced)), "after tries that didn't end it");
        assert!(!withdrawn(MessageState::Refused, 18, found(Finding::Unreachable)));
        assert!(!withdrawn(MessageState::Refused, 1, Answer::parse("550 no such user")));
        assert!(!withdrawn(MessageState::Queued, 0, found(Finding::Unreachable)));
    }

    #[test]
    fn a_message_is_tried_for_about_two_days() {
        let whole: Duration = (1..MOST_ATTEMPTS).map(|n| pause(n, 0.5)).sum();
        assert!(whole > Duration::from_hours(40) && whole < Duration::from_hours(72), "{whole:?}");
    }

    proptest! {
        #[test]
        fn pauses_stay_within_their_bounds(attempts in any::<u32>(), jitter in 0.0..1.0) {
            let pause = pause(attempts, jitter);
            prop_assert!(pause >= FIRST_PAUSE.mul_f64(0.8) && pause <= LONGEST_PAUSE.mul_f64(1.2));
        }
    }
}
