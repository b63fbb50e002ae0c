//! The history: who did what to whom. Wording lives with the pages.

use super::id::UserId;
use serde_json::Value;

/// What was done, in the past tense. Its text is stored: never change one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Action {
    AccountCreated,
    Invited,
    InvitationAsked,
    InvitationAccepted,
    PolicyAccepted,
    SignedIn,
    SignInRefused,
    SignedOut,
    InviteRefused,
    AcceptRefused,
    SeatsSet,
}

impl Action {
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::AccountCreated => "account-created",
            Self::Invited => "invited",
            Self::InvitationAsked => "invitation-asked",
            Self::InvitationAccepted => "invitation-accepted",
            Self::PolicyAccepted => "policy-accepted",
            Self::SignedIn => "signed-in",
            Self::SignInRefused => "sign-in-refused",
            Self::SignedOut => "signed-out",
            Self::InviteRefused => "invite-refused",
            Self::AcceptRefused => "accept-refused",
            Self::SeatsSet => "seats-set",
        }
    }
}

/// One line of the history, before it has a place in time.
#[derive(Clone, Debug)]
pub struct Entry {
    /// Nobody, where a visitor or the system acted.
    pub actor: Option<UserId>,
    pub action: Action,
    pub subject: Option<UserId>,
    /// Facts of the action, as JSON; no secrets.
    pub particulars: Value,
}

impl Entry {
    #[must_use]
    pub const fn new(action: Action) -> Self {
        Self { actor: None, action, subject: None, particulars: Value::Null }
    }

    #[must_use]
    pub const fn by(mut self, actor: UserId) -> Self {
        self.actor = Some(actor);
        self
    }

    #[must_use]
    pub const fn on(mut self, subject: UserId) -> Self {
        self.subject = Some(subject);
        self
    }

    #[must_use]
    pub fn with(mut self, particulars: Value) -> Self {
        self.particulars = particulars;
        self
    }
}
