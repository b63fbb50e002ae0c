//! The history: who did what to whom. Wording lives with the pages.

use super::{error::Parse, id::UserId};
use serde_json::Value;
use std::str::FromStr;
use uuid::Uuid;

macro_rules! actions {
    ($($(#[$doc:meta])* $name:ident = $text:literal)*) => {
        /// What was done, in the past tense. Its text is stored: never change one.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub enum Action {
            $($(#[$doc])* $name,)*
        }

        impl Action {
            pub const ALL: &[Self] = &[$(Self::$name),*];

            #[must_use]
            pub const fn as_str(self) -> &'static str {
                match self {
                    $(Self::$name => $text,)*
                }
            }
        }
    };
}

actions! {
    AccountCreated = "account-created"
    Invited = "invited"
    /// By the person, from the page of a dead link.
    InvitationAsked = "invitation-asked"
    InvitationAccepted = "invitation-accepted"
    InvitationResent = "invitation-resent"
    InvitationRevoked = "invitation-revoked"
    PolicyAccepted = "policy-accepted"
    SignedIn = "signed-in"
    SignedOut = "signed-out"
    /// Without a form of invitation: step by step, invited or not.
    UserCreated = "user-created"
    AccessEndSet = "access-end-set"
    /// The day came.
    AccessEnded = "access-ended"
    InvitationExpired = "invitation-expired"
    /// For good: nobody is named any more.
    UserErased = "user-erased"
    UserActivated = "user-activated"
    UserDeactivated = "user-deactivated"
    UserDeleted = "user-deleted"
    UserRestored = "user-restored"
    SessionsEnded = "sessions-ended"
    /// By the person, who has forgotten the password.
    ResetAsked = "reset-asked"
    /// By an administrator.
    ResetStarted = "reset-started"
    AddressChangeAsked = "address-change-asked"
    AddressChangeWithdrawn = "address-change-withdrawn"
    AddressChanged = "address-changed"
    AddressChangeUndone = "address-change-undone"
    RoleChanged = "role-changed"
    /// Or given another role there.
    AddedToDepartment = "added-to-department"
    LeftDepartment = "left-department"
    /// Those that somebody is let into alone.
    ServicesAssigned = "services-assigned"
    RoleCreated = "role-created"
    RoleEdited = "role-edited"
    /// Whoever had it has another now.
    RoleDeleted = "role-deleted"
    /// A level that wins over the roles, given or taken away.
    ExceptionSet = "exception-set"
    DepartmentCreated = "department-created"
    DepartmentRenamed = "department-renamed"
    DepartmentDeleted = "department-deleted"
    /// Its people are in another one now, and it is gone.
    DepartmentMerged = "department-merged"
    ServiceCreated = "service-created"
    ServiceChanged = "service-changed"
    ServiceDeleted = "service-deleted"
    /// Names, telephone, where notices go, language; of who is invited, the address too.
    UserEdited = "user-edited"
    LinkShown = "link-shown"
    SeatsSet = "seats-set"
    SettingsChanged = "settings-changed"
    /// To oneself, to see whether mails leave.
    TestMailSent = "test-mail-sent"
    /// By the person, as are the three below; a password also by a reset.
    ProfileChanged = "profile-changed"
    PasswordChanged = "password-changed"
    OwnSessionsEnded = "own-sessions-ended"
    OwnDataExported = "own-data-exported"
    HistoryExported = "history-exported"
    /// Something was begun for many users; what became of each has its own line.
    JobStarted = "job-started"
    JobCancelled = "job-cancelled"
    /// By itself: its actor may not do that any more.
    JobStopped = "job-stopped"
    UsersExported = "users-exported"
    SeatsExported = "seats-exported"
    /// More access, by the person.
    AccessAsked = "access-asked"
    AccessAskWithdrawn = "access-ask-withdrawn"
    /// As asked for, for good or until a day.
    AccessGiven = "access-given"
    AccessDenied = "access-denied"
    /// Until a day; by the account.
    SupportAllowed = "support-allowed"
    /// By the account, or by itself after that day.
    SupportEnded = "support-ended"
    /// By an agent of the support, as is the one below.
    SupportEntered = "support-entered"
    SupportLeft = "support-left"
}

/// What actions are chosen by, together.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Group {
    Invitations,
    Users,
    /// Ways in: sessions and passwords.
    Access,
    /// Consent, and what left Parvis as a file.
    Privacy,
    Account,
}

impl Group {
    pub const ALL: [Self; 5] = [Self::Invitations, Self::Users, Self::Access, Self::Privacy, Self::Account];

    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Invitations => "invitations",
            Self::Users => "users",
            Self::Access => "access",
            Self::Privacy => "privacy",
            Self::Account => "account",
        }
    }

    /// Its actions.
    pub fn actions(self) -> impl Iterator<Item = Action> {
        Action::ALL.iter().copied().filter(move |action| action.group() == self)
    }
}

impl FromStr for Group {
    type Err = Parse;
    fn from_str(text: &str) -> Result<Self, Parse> {
        Self::ALL.into_iter().find(|group| group.as_str() == text).ok_or(Parse("group of actions"))
    }
}

impl Action {
    #[must_use]
    pub const fn group(self) -> Group {
        match self {
            Self::Invited
            | Self::InvitationAsked
            | Self::InvitationAccepted
            | Self::InvitationResent
            | Self::InvitationRevoked
            | Self::InvitationExpired
            | Self::LinkShown => Group::Invitations,
            Self::UserActivated
            | Self::UserDeactivated
            | Self::UserDeleted
            | Self::UserRestored
            | Self::RoleChanged
            | Self::AddedToDepartment
            | Self::LeftDepartment
            | Self::ServicesAssigned
            | Self::UserCreated
            | Self::UserErased
            | Self::AccessEndSet
            | Self::AccessEnded
            | Self::UserEdited
            | Self::ProfileChanged
            | Self::JobStarted
            | Self::JobCancelled
            | Self::JobStopped => Group::Users,
            Self::SignedIn
            | Self::SignedOut
            | Self::SessionsEnded
            | Self::ResetAsked
            | Self::ResetStarted
            | Self::PasswordChanged
            | Self::AddressChangeAsked
            | Self::AddressChangeWithdrawn
            | Self::AddressChanged
            | Self::AddressChangeUndone
            | Self::OwnSessionsEnded
            | Self::AccessAsked
            | Self::AccessAskWithdrawn
            | Self::AccessGiven
            | Self::AccessDenied
            | Self::SupportAllowed
            | Self::SupportEnded
            | Self::SupportEntered
            | Self::SupportLeft
            | Self::ExceptionSet => Group::Access,
            Self::PolicyAccepted
            | Self::OwnDataExported
            | Self::HistoryExported
            | Self::UsersExported
            | Self::SeatsExported => Group::Privacy,
            Self::AccountCreated
            | Self::SeatsSet
            | Self::SettingsChanged
            | Self::TestMailSent
            | Self::RoleCreated
            | Self::RoleEdited
            | Self::RoleDeleted
            | Self::DepartmentCreated
            | Self::DepartmentRenamed
            | Self::DepartmentDeleted
            | Self::DepartmentMerged
            | Self::ServiceCreated
            | Self::ServiceChanged
            | Self::ServiceDeleted => Group::Account,
        }
    }
}

impl FromStr for Action {
    type Err = Parse;
    fn from_str(text: &str) -> Result<Self, Parse> {
        Self::ALL.iter().copied().find(|action| action.as_str() == text).ok_or(Parse("action"))
    }
}

/// A fact about the subject that changed, before and after. It is personal: it goes when the person is erased, and
/// the entry stays.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// The field's name, as forms have it.
    pub field: &'static str,
    pub before: String,
    pub after: String,
}

impl Change {
    /// Nothing where both are the same.
    #[must_use]
    pub fn between(field: &'static str, before: &str, after: &str) -> Option<Self> {
        (before != after).then(|| Self { field, before: before.to_owned(), after: after.to_owned() })
    }
}

/// One line of the history, before it has a place in time.
#[derive(Clone, Debug)]
pub struct Entry {
    /// Nobody, where a visitor or the system acted.
    pub actor: Option<UserId>,
    pub action: Action,
    pub subject: Option<UserId>,
    /// It was tried, and nothing was done.
    pub refused: bool,
    /// Facts of the action, as JSON; no secrets, and nothing that tells who somebody is: this is kept for good.
    pub particulars: Value,
    /// What changed about the subject, who must be given then.
    pub changes: Vec<Change>,
}

impl Entry {
    #[must_use]
    pub const fn new(action: Action) -> Self {
        Self { actor: None, action, subject: None, refused: false, particulars: Value::Null, changes: Vec::new() }
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
    pub const fn refused(mut self) -> Self {
        self.refused = true;
        self
    }

    #[must_use]
    pub fn with(mut self, particulars: Value) -> Self {
        self.particulars = particulars;
        self
    }

    #[must_use]
    pub fn changing(mut self, changes: impl IntoIterator<Item = Change>) -> Self {
        self.changes.extend(changes);
        self
    }

    /// Its own words, by which it can be found: what changed about the subject, or where it is about nobody the names
    /// of what it is about, before and after. None: the entry is found by its people alone.
    #[must_use]
    pub fn words(&self) -> Vec<&str> {
        if self.subject.is_some() {
            let changed = self.changes.iter().flat_map(|change| [&change.before, &change.after]);
            return changed.map(String::as_str).filter(|text| !text.is_empty()).collect();
        }
        let named = ["name", "before", "after"].into_iter().filter_map(|key| self.particulars.get(key));
        named.flat_map(texts).collect()
    }
}

/// The texts of a fact: one, or those of a list that somebody has written. What else is listed is machines' affair: ids,
/// and settings as `key=value`.
fn texts(fact: &Value) -> Vec<&str> {
    match fact {
        Value::String(text) if text.parse::<Uuid>().is_err() => vec![text],
        Value::Array(facts) => {
            let texts = facts.iter().filter_map(Value::as_str).filter(|text| text.parse::<Uuid>().is_err());
            texts.filter_map(written).collect()
        }
        _ => Vec::new(),
    }
}

/// What somebody has written of a listed fact: of a setting its value, where that is written too.
fn written(fact: &str) -> Option<&str> {
    match fact.split_once('=') {
        Some(("name" | "domains", value)) => Some(value),
        Some((key, _)) if key.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || "_:-".contains(c)) => {
            None
        }
        _ => Some(fact),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_action_survives_its_text() {
        for action in Action::ALL {
            assert_eq!(action.as_str().parse(), Ok(*action));
        }
    }

    #[test]
    fn each_action_has_one_group_and_no_group_is_called_like_an_action() {
        assert_eq!(Group::ALL.into_iter().flat_map(Group::actions).count(), Action::ALL.len());
        for group in Group::ALL {
            assert_eq!(group.as_str().parse(), Ok(group));
            assert!(group.as_str().parse::<Action>().is_err());
        }
    }

    #[test]
    fn an_entry_is_found_by_what_changed_or_by_the_names_of_what_it_is_about() {
        let somebody = UserId(uuid::Uuid::nil());
        let changes = [Change::between("email", "a@b.fr", "c@d.fr"), Change::between("phone", "", "1")];
        let edited = Entry::new(Action::UserEdited).on(somebody).changing(changes.into_iter().flatten());
        assert_eq!(edited.words(), ["a@b.fr", "c@d.fr", "1"]);
        let machines = "01935000-0000-7000-8000-000000000004";
        let after = ["name=Paris", "users=approver", "domains=a.fr", "https://b.fr/?a=b", machines];
        let facts = serde_json::json!({ "department": "0193", "before": "Lyon", "after": after, "count": 3 });
        let renamed = Entry::new(Action::DepartmentRenamed).with(facts.clone());
        assert_eq!(renamed.words(), ["Lyon", "Paris", "a.fr", "https://b.fr/?a=b"]);
        assert_eq!(renamed.on(somebody).words(), [""; 0], "who was put where is found by who that is");
    }

    #[test]
    fn what_stays_the_same_is_no_change() {
        assert_eq!(Change::between("phone", "1", "1"), None);
        assert!(Change::between("phone", "", "1").is_some());
    }
}
