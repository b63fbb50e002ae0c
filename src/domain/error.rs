//! What can go wrong, as people and the browser are told: closed, small, never echoing input.

use serde::{Deserialize, Serialize};

/// A stored or sent text that isn't one of its type's values.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("not a {0}")]
pub struct Parse(pub &'static str);

/// The errors that have a page of their own.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ErrorKind {
    NotFound,
    NotAllowed,
    /// Sent by a page of another site, or of another address than Parvis's own.
    Elsewhere,
    TooLarge,
    TooMany,
    Unavailable,
    BadRequest,
    Internal,
}

impl ErrorKind {
    pub const ALL: [Self; 8] = [
        Self::NotFound,
        Self::NotAllowed,
        Self::Elsewhere,
        Self::TooLarge,
        Self::TooMany,
        Self::Unavailable,
        Self::BadRequest,
        Self::Internal,
    ];

    /// The middle of the wording's keys.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::NotFound => "not-found",
            Self::NotAllowed => "not-allowed",
            Self::Elsewhere => "elsewhere",
            Self::TooLarge => "too-large",
            Self::TooMany => "too-many",
            Self::Unavailable => "unavailable",
            Self::BadRequest => "bad-request",
            Self::Internal => "internal",
        }
    }
}

/// Why a server function gave no answer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
pub enum AppError {
    /// Nobody is signed in, or the session has ended: sign in and try again.
    #[error("signed out")]
    SignedOut,
    /// The privacy policy in force has to be accepted first.
    #[error("policy pending")]
    PolicyPending,
    /// The role doesn't allow it.
    #[error("not allowed")]
    NotAllowed,
    #[error("not found")]
    NotFound,
    /// What was sent can't be read as what was expected.
    #[error("invalid")]
    Invalid,
    /// It can't be done as things stand now.
    #[error("refused")]
    Refused(super::verb::Refusal),
    /// Somebody else has changed it since it was shown.
    #[error("conflict")]
    Conflict,
    /// Too often: wait that many seconds.
    #[error("too many")]
    TooMany { seconds: u32 },
    /// The server can't answer now; trying later makes sense.
    #[error("unavailable")]
    Unavailable,
}

impl server_fn::error::FromServerFnError for AppError {
    // Without JSON the browser's side is 15 KB smaller (brotli): its reader brings the writing of fractions along.
    type Encoder = server_fn::codec::PostcardEncoding;

    fn from_server_fn_error(error: server_fn::error::ServerFnErrorErr) -> Self {
        use server_fn::error::ServerFnErrorErr as E;
        match error {
            E::Args(_) | E::MissingArg(_) | E::Deserialization(_) => Self::Invalid,
            _ => Self::Unavailable,
        }
    }
}
