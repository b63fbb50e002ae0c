//! What can be done with a user: which verb each state has [S1.17–S1.19], what right it takes, why it may not apply.

use super::{access::Level, error::Parse, id::UserId, user::UserState};
use serde::{Deserialize, Serialize};
use std::str::FromStr;

/// Something that is done with one user or with many.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Verb {
    Edit,
    /// "Retransmettre l'invitation".
    Resend,
    /// Copies the link of the open invitation, or shows it as a QR code.
    ShowLink,
    Activate,
    ResetPassword,
    ChangeRole,
    AddToDepartment,
    AssignService,
    UnassignService,
    EndSessions,
    Revoke,
    Deactivate,
    Delete,
    Restore,
}

impl Verb {
    /// In the order in which menus show them.
    pub const ALL: [Self; 14] = [
        Self::Edit,
        Self::Resend,
        Self::ShowLink,
        Self::Activate,
        Self::ResetPassword,
        Self::ChangeRole,
        Self::AddToDepartment,
        Self::AssignService,
        Self::UnassignService,
        Self::EndSessions,
        Self::Revoke,
        Self::Deactivate,
        Self::Delete,
        Self::Restore,
    ];

    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Edit => "edit",
            Self::Resend => "resend",
            Self::ShowLink => "link",
            Self::Activate => "activate",
            Self::ResetPassword => "reset-password",
            Self::ChangeRole => "change-role",
            Self::AddToDepartment => "add-to-department",
            Self::AssignService => "assign-service",
            Self::UnassignService => "unassign-service",
            Self::EndSessions => "end-sessions",
            Self::Revoke => "revoke",
            Self::Deactivate => "deactivate",
            Self::Delete => "delete",
            Self::Restore => "restore",
        }
    }

    /// Whether a user in this state has it.
    #[must_use]
    pub const fn fits(self, state: UserState) -> bool {
        use UserState::{Active, Deleted, Inactive, Invited};
        match self {
            Self::Edit
            | Self::ChangeRole
            | Self::AddToDepartment
            | Self::AssignService
            | Self::UnassignService
            | Self::Delete => !matches!(state, Deleted),
            Self::Resend | Self::ShowLink | Self::Revoke => matches!(state, Invited),
            Self::Activate => matches!(state, Inactive),
            Self::ResetPassword | Self::EndSessions | Self::Deactivate => matches!(state, Active),
            Self::Restore => matches!(state, Deleted),
        }
    }

    /// The least level in the area of users: Editor prepares, Approver validates.
    #[must_use]
    pub const fn level(self) -> Level {
        match self {
            Self::Edit => Level::Editor,
            _ => Level::Approver,
        }
    }

    /// What somebody with this level in users may do with somebody of this state, in the order of menus. Nothing is
    /// offered where the person's rights lie beyond the viewer's, and one's own person has no verbs: `/me` is for
    /// oneself.
    #[must_use]
    pub fn offered(level: Level, state: UserState) -> Vec<Self> {
        Self::ALL.into_iter().filter(|verb| verb.fits(state) && verb.level() <= level).collect()
    }

    /// Whether there is a page that does it with one person; into departments and services, people are put many at once.
    #[must_use]
    pub const fn is_for_one(self) -> bool {
        !matches!(self, Self::AddToDepartment) && !self.is_of_service()
    }

    /// Whether it takes Editor in services, too.
    #[must_use]
    pub const fn is_of_service(self) -> bool {
        matches!(self, Self::AssignService | Self::UnassignService)
    }

    /// The page that says what will happen to somebody, and asks.
    #[must_use]
    pub fn path(self, user: UserId) -> String {
        format!("/users/{user}/{}", self.as_str())
    }

    /// Whether it takes access away, so that it is asked once more.
    #[must_use]
    pub const fn is_destructive(self) -> bool {
        matches!(self, Self::EndSessions | Self::Revoke | Self::Deactivate | Self::Delete)
    }
}

impl FromStr for Verb {
    type Err = Parse;
    fn from_str(text: &str) -> Result<Self, Parse> {
        Self::ALL.into_iter().find(|verb| verb.as_str() == text).ok_or(Parse("verb"))
    }
}

/// Why a verb was not carried out on a user.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Refusal {
    /// There is no such user (any more).
    Gone,
    /// There is no such role, department or service (any more), or not for the actor.
    ChoiceGone,
    /// Nobody does that to oneself: `/me` is for oneself.
    Own,
    /// The state has changed meanwhile, or never had it.
    State(UserState),
    /// The person's rights, or those to be given, go beyond one's own.
    BeyondOwnRights,
    /// At least one active administrator, without an end date, stays [S5.2].
    LastAdministrator,
    /// No seat is left [S1.3].
    NoSeat,
    /// The account has sent as many invitations as it may within a day.
    DailyLimit,
    /// The person was sent such mails often enough within a day.
    MailedEnough,
    /// An administrator has everything: nothing wins over that.
    Administrator,
    /// It would win over more that the person has for some things, and take that away.
    WouldLower,
    /// It is so already.
    Unchanged,
}

impl Refusal {
    pub const ALL: [Self; 15] = [
        Self::Gone,
        Self::ChoiceGone,
        Self::Own,
        Self::State(UserState::Active),
        Self::State(UserState::Inactive),
        Self::State(UserState::Invited),
        Self::State(UserState::Deleted),
        Self::BeyondOwnRights,
        Self::LastAdministrator,
        Self::NoSeat,
        Self::DailyLimit,
        Self::MailedEnough,
        Self::Administrator,
        Self::WouldLower,
        Self::Unchanged,
    ];

    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Gone => "gone",
            Self::ChoiceGone => "choice-gone",
            Self::Own => "own",
            Self::State(UserState::Active) => "state-active",
            Self::State(UserState::Inactive) => "state-inactive",
            Self::State(UserState::Invited) => "state-invited",
            Self::State(UserState::Deleted) => "state-deleted",
            Self::BeyondOwnRights => "beyond-own-rights",
            Self::LastAdministrator => "last-administrator",
            Self::NoSeat => "no-seat",
            Self::DailyLimit => "daily-limit",
            Self::MailedEnough => "mailed-enough",
            Self::Administrator => "administrator",
            Self::WouldLower => "would-lower",
            Self::Unchanged => "unchanged",
        }
    }
}

impl FromStr for Refusal {
    type Err = Parse;
    fn from_str(text: &str) -> Result<Self, Parse> {
        Self::ALL.into_iter().find(|refusal| refusal.as_str() == text).ok_or(Parse("refusal"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(state: UserState) -> Vec<Verb> {
        Verb::ALL.into_iter().filter(|verb| verb.fits(state)).collect()
    }

    // [S1.17] [S1.18] [S1.19] [S2.16] [S2.17]
    #[test]
    fn each_state_has_its_verbs() {
        use Verb::*;
        assert_eq!(
            of(UserState::Active),
            [
                Edit,
                ResetPassword,
                ChangeRole,
                AddToDepartment,
                AssignService,
                UnassignService,
                EndSessions,
                Deactivate,
                Delete
            ]
        );
        assert_eq!(
            of(UserState::Inactive),
            [Edit, Activate, ChangeRole, AddToDepartment, AssignService, UnassignService, Delete]
        );
        assert_eq!(
            of(UserState::Invited),
            [Edit, Resend, ShowLink, ChangeRole, AddToDepartment, AssignService, UnassignService, Revoke, Delete]
        );
        assert_eq!(of(UserState::Deleted), [Restore]);
    }

    #[test]
    fn the_viewers_level_narrows_what_is_offered() {
        use Verb::*;
        for state in UserState::ALL {
            assert_eq!(Verb::offered(Level::Approver, state), of(state));
            assert_eq!(Verb::offered(Level::Guest, state), []);
        }
        assert_eq!(Verb::offered(Level::Editor, UserState::Invited), [Edit]);
    }

    #[test]
    fn a_verb_has_its_page() {
        assert_eq!(
            Verb::ResetPassword.path(uuid::Uuid::nil().into()),
            "/users/00000000-0000-0000-0000-000000000000/reset-password"
        );
    }

    #[test]
    fn texts_survive() {
        for verb in Verb::ALL {
            assert_eq!(verb.as_str().parse(), Ok(verb));
        }
        for refusal in Refusal::ALL {
            assert_eq!(refusal.as_str().parse(), Ok(refusal));
        }
    }

    #[test]
    fn a_verb_fits_where_its_transition_exists() {
        for state in UserState::ALL {
            assert_eq!(Verb::Revoke.fits(state), state.revoke().is_ok());
            assert_eq!(Verb::Activate.fits(state), state.activate(true).is_ok());
            assert_eq!(Verb::Deactivate.fits(state), state.deactivate().is_ok());
            assert_eq!(Verb::Delete.fits(state), state.delete().is_ok());
            assert_eq!(Verb::Restore.fits(state), state.restore().is_ok());
        }
    }
}
