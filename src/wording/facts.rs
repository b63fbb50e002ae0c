use super::Wording;
use crate::domain::{
    access::{Area, BuiltIn, Level, Reach, Reason, Role, RoleKind},
    answer::{Answer, Finding},
    department::DepartmentRole,
    id::DepartmentId,
    invitation::Outcome,
    message::MessageState,
    time::Timestamp,
    user::{Inactivity, UserState},
};
use crate::server::store::users::{InDepartment, ListedUser, Standing};

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
    pub fn department_role(&self, role: DepartmentRole) -> String {
        self.say(&format!("department-role-{}", role.as_str()))
    }

    /// A department that somebody is in, with the role there where it is said.
    #[must_use]
    pub fn in_department(&self, place: &InDepartment) -> String {
        match place.role {
            Some(role) => {
                let facts = [("department", place.name.as_str().into()), ("role", self.department_role(role).into())];
                self.say_with("users-in-department", &facts)
            }
            None => place.name.clone(),
        }
    }

    #[must_use]
    pub fn state(&self, state: UserState) -> String {
        self.say(match state {
            UserState::Active => "state-active",
            UserState::Inactive => "state-inactive",
            UserState::Deleted => "state-deleted",
            UserState::Invited => "state-invited",
        })
    }

    /// Why an address wouldn't be invited; nothing where it would.
    #[must_use]
    pub fn note(&self, outcome: Outcome) -> Option<String> {
        (outcome != Outcome::New).then(|| self.say(&format!("note-{}", outcome.as_str())))
    }

    /// One of Parvis's own areas; a service's has a name of its own.
    #[must_use]
    pub fn area(&self, area: Area) -> String {
        area.name().map(|name| self.say(&format!("area-{name}"))).unwrap_or_default()
    }

    #[must_use]
    pub fn level(&self, level: Level) -> String {
        self.say(&format!("level-{}", level.as_str()))
    }

    /// What a level lets one do.
    #[must_use]
    pub fn level_means(&self, level: Level) -> String {
        self.say(&format!("level-means-{}", level.as_str()))
    }

    /// Why somebody has a level, and whose things it applies to; a department says that by its name.
    #[must_use]
    pub fn why(&self, role: &Role, departments: &[(DepartmentId, String)], reasons: &[Reason]) -> String {
        let name = self.role(role.kind, &role.name);
        let department =
            |id: DepartmentId| departments.iter().find(|(each, _)| *each == id).map(|(_, name)| name.clone());
        let why = |reason: &Reason| match reason {
            Reason::Exception => self.say("me-rights-by-exception"),
            Reason::Department(id, role) => self.say_with(
                "me-rights-by-department",
                &[
                    ("role", self.department_role(*role).into()),
                    ("department", department(*id).unwrap_or_default().into()),
                ],
            ),
            Reason::ServiceNotAssigned(_) => self.say("rights-no-service"),
            Reason::Role => {
                let by_role = self.say_with("me-rights-by-role", &[("role", name.as_str().into())]);
                format!("{by_role}, {}", self.reach(role.reach))
            }
            Reason::Nothing if role.reach == Reach::Department && departments.is_empty() => {
                self.say_with("me-rights-in-departments-alone", &[("role", name.as_str().into())])
            }
            Reason::Nothing => self.say_with("me-rights-not-by-role", &[("role", name.as_str().into())]),
        };
        reasons.iter().map(why).collect::<Vec<_>>().join(" · ")
    }

    /// Whose things a level applies to.
    #[must_use]
    pub fn reach(&self, reach: Reach) -> String {
        self.say(&format!("reach-{}", reach.as_str()))
    }

    /// How a mail or an invitation stands, in a few words: "sent yesterday, expires in 6 days".
    #[must_use]
    pub fn standing(&self, user: &ListedUser, now: Timestamp) -> Option<(String, Tone)> {
        match (user.state, user.reason, &user.standing) {
            (UserState::Inactive, Some(reason), _) => Some((self.inactivity(reason), Tone::Neutral)),
            (UserState::Invited, _, Some(standing)) => Some(self.invited(standing, now)),
            _ => None,
        }
    }

    /// Why somebody is inactive.
    #[must_use]
    pub fn inactivity(&self, reason: Inactivity) -> String {
        self.say(match reason {
            Inactivity::NeverActivated => "fact-never-activated",
            Inactivity::Deactivated => "fact-deactivated",
            Inactivity::Revoked => "fact-revoked",
            Inactivity::Ended => "fact-ended",
        })
    }

    fn invited(&self, standing: &Standing, now: Timestamp) -> (String, Tone) {
        if now >= standing.expires_at {
            let days = self.days_between(standing.expires_at, now).unsigned_abs();
            let text = self.say_with("fact-expired", &[("days", days.into())]);
            return (text, Tone::Warning);
        }
        let left = self.days_between(now, standing.expires_at).unsigned_abs();
        let waiting = |fact: String| format!("{fact}, {}", self.say_with("fact-left", &[("left", left.into())]));
        let answer = || standing.answer.as_ref().map(|answer| self.answer(answer)).unwrap_or_default();
        match standing.message {
            Some(MessageState::Refused) => {
                (self.say_with("fact-refused", &[("answer", answer().into())]), Tone::Danger)
            }
            Some(MessageState::Sent) if standing.answer == Some(Answer::Found(Finding::Mailbox)) => {
                (waiting(self.say("fact-kept")), Tone::Neutral)
            }
            Some(MessageState::Sent) => {
                let ago = self.days_between(standing.sent_at.unwrap_or(standing.invited_at), now).unsigned_abs();
                (waiting(self.say_with("fact-sent", &[("ago", ago.into())])), Tone::Neutral)
            }
            Some(MessageState::Sending) => (self.say("fact-sending"), Tone::Neutral),
            Some(MessageState::Queued) if standing.attempts > 0 => {
                (self.say_with("fact-retried", &[("answer", answer().into())]), Tone::Warning)
            }
            Some(MessageState::Queued) | None => (waiting(self.say("fact-queued")), Tone::Neutral),
        }
    }
}
