use super::Wording;
use crate::domain::{
    access::{BuiltIn, RoleKind},
    invitation::Ending,
    message::{MAILBOX, MessageState},
    time::Timestamp,
    user::UserState,
};
use crate::server::store::users::Standing;

/// How a fact is to be taken, as the style knows it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tone {
    Neutral,
    Warning,
    Danger,
}

impl Wording {
    #[must_use]
    pub fn role(&self, kind: RoleKind, name: &str) -> String {
        match kind {
            RoleKind::BuiltIn(BuiltIn::Administrator) => self.say("role-administrator"),
            RoleKind::BuiltIn(BuiltIn::User) => self.say("role-user"),
            RoleKind::BuiltIn(BuiltIn::Member) => self.say("role-member"),
            RoleKind::Custom => name.to_owned(),
        }
    }

    #[must_use]
    pub fn state(&self, state: UserState) -> String {
        self.say(match state {
            UserState::Active => "state-active",
            UserState::Inactive => "state-inactive",
            UserState::Invited => "state-invited",
        })
    }

    /// How a mail or an invitation stands, in a few words: "sent yesterday, expires in 6 days".
    #[must_use]
    pub fn standing(&self, state: UserState, standing: &Standing, now: Timestamp) -> Option<(String, Tone)> {
        match state {
            UserState::Active => None,
            UserState::Inactive => {
                let key = match standing.ending {
                    Some(Ending::Revoked) => "fact-revoked",
                    Some(Ending::Accepted) => "fact-deactivated",
                    _ => "fact-never-activated",
                };
                Some((self.say(key), Tone::Neutral))
            }
            UserState::Invited => Some(self.invited(standing, now)),
        }
    }

    fn invited(&self, standing: &Standing, now: Timestamp) -> (String, Tone) {
        if now >= standing.expires_at {
            let days = self.days_between(standing.expires_at, now).unsigned_abs();
            let text = self.say_with("fact-expired", &[("days", days.into())]);
            return (text, Tone::Warning);
        }
        match standing.message {
            Some(MessageState::Refused) => {
                (self.say_with("fact-refused", &[("answer", standing.answer.as_str().into())]), Tone::Danger)
            }
            Some(MessageState::Sent) if standing.answer == MAILBOX => (self.say("fact-kept"), Tone::Neutral),
            Some(MessageState::Sent) => {
                let ago = self.days_between(standing.sent_at.unwrap_or(standing.invited_at), now).unsigned_abs();
                let left = self.days_between(now, standing.expires_at).unsigned_abs();
                (self.say_with("fact-sent", &[("ago", ago.into()), ("left", left.into())]), Tone::Neutral)
            }
            Some(MessageState::Sending) => (self.say("fact-sending"), Tone::Neutral),
            Some(MessageState::Queued) if standing.attempts > 0 => {
                (self.say_with("fact-retried", &[("answer", standing.answer.as_str().into())]), Tone::Warning)
            }
            Some(MessageState::Queued) | None => (self.say("fact-queued"), Tone::Neutral),
        }
    }
}
