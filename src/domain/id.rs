//! Identifiers: one type a thing, so that one can't be passed for another.

use serde::{Deserialize, Serialize};
use std::{fmt, str::FromStr};
use uuid::Uuid;

macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident)*) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
        #[serde(transparent)]
        pub struct $name(pub Uuid);

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                self.0.fmt(f)
            }
        }

        impl FromStr for $name {
            type Err = uuid::Error;
            fn from_str(text: &str) -> Result<Self, Self::Err> {
                text.parse().map(Self)
            }
        }

        impl From<Uuid> for $name {
            fn from(id: Uuid) -> Self {
                Self(id)
            }
        }
    )*};
}

ids! {
    /// An account: one organisation.
    AccountId
    /// A person in one account.
    UserId
    /// A named table of rights in one account.
    RoleId
    /// A part of an organisation.
    DepartmentId
    /// An application or module that users are let into.
    ServiceId
    /// An area that a service declares.
    ServiceAreaId
    /// One link that lets one person join.
    InvitationId
    /// One sending of the invitation form; also its idempotency key.
    BatchId
    /// A way to a new password: a link, and a code beside it.
    ResetId
    /// A change of somebody's sign-in address, waiting or done.
    AddressChangeId
    /// Somebody's wish for more access.
    RequestId
    /// A user who is being created, step by step; also the form's idempotency key.
    DraftId
    /// A mail in the outbox.
    MessageId
    /// A browser that somebody signed in with.
    SessionId
    /// A line of the history.
    EntryId
    /// Work for many users at once; also its form's idempotency key.
    JobId
    /// A file of people to import.
    ImportId
    /// A person's acceptance of one policy version.
    AcceptanceId
    /// That an account lets the support in.
    SupportAccessId
}
