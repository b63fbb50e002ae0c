use super::{Wording, spoken};
use crate::domain::{
    time::Timestamp,
    user::UserState,
    verb::{Refusal, Verb},
};
use crate::server::store::users::Person;

impl Wording {
    /// The question before it is done to somebody: "Deactivate Noé Lambert?"
    #[must_use]
    pub fn question(&self, verb: Verb, name: &str) -> String {
        self.say_with(&format!("ask-{}", verb.as_str()), &[("name", name.into())])
    }

    /// What will happen if it is done, in plain sentences. `deadline` is how long a link made now would live.
    #[must_use]
    pub fn consequences(&self, verb: Verb, person: &Person, deadline: Timestamp) -> Vec<String> {
        let name = || ("name", person.name().into());
        let email = || ("email", person.email.as_str().into());
        // The one that the mail is really written in.
        let mailed =
            |key: &str| self.say_with(key, &[email(), ("language", spoken(person.language).own_name().into())]);
        let until = || self.say_with("ask-deadline", &[("date", self.date_time(deadline).into())]);
        let one = |key: &str| vec![self.say_with(key, &[name()])];
        match verb {
            Verb::Resend => vec![mailed("ask-resend-mail"), self.say("ask-resend-link"), until()],
            Verb::Activate if person.has_password => vec![
                self.say_with("ask-activate-password", &[name()]),
                self.say_with("ask-activate-notice", &[("email", person.notices_to().into())]),
            ],
            Verb::Activate => vec![mailed("ask-activate-mail"), until()],
            Verb::ResetPassword => {
                vec![mailed("ask-reset-password-mail"), until(), self.say("ask-reset-password-meanwhile")]
            }
            Verb::ChangeRole => one("ask-change-role-text"),
            Verb::EndSessions => one("ask-end-sessions-text"),
            Verb::Revoke => vec![self.say("ask-revoke-link"), self.say_with("ask-revoke-text", &[name()])],
            Verb::Deactivate => vec![self.say_with("ask-deactivate-text", &[name()]), self.say("ask-deactivate-back")],
            Verb::Delete => {
                let now = if person.state == UserState::Active { "ask-delete-active" } else { "ask-delete-text" };
                vec![self.say_with(now, &[name()]), self.say("ask-delete-restorable")]
            }
            Verb::Restore => one("ask-restore-text"),
            Verb::ShowLink => {
                vec![self.say_with("ask-link-text", &[name()]), self.say("ask-link-anyone"), self.say("ask-link-noted")]
            }
            Verb::Edit | Verb::AddToDepartment | Verb::AssignService | Verb::UnassignService => Vec::new(),
        }
    }

    /// Why it was not done with somebody, and what to do instead.
    #[must_use]
    pub fn refusal(&self, refusal: Refusal, name: &str) -> String {
        self.say_with(&format!("refusal-{}", refusal.as_str()), &[("name", name.into())])
    }
}
