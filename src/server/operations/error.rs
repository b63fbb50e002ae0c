use crate::{
    domain::{access::Needed, error::AppError, form::FieldErrors, verb::Refusal},
    server::password::PasswordError,
};

/// Why an operation did nothing.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// Nobody is signed in: use where the caller has to sign in first.
    #[error("signed out")]
    SignedOut,
    /// Signed in, but the policy in force isn't accepted.
    #[error("policy pending")]
    PolicyPending,
    /// As the support, one was in an account that doesn't let one in any more: what was meant for it isn't done elsewhere.
    #[error("put out")]
    PutOut,
    /// The rights don't give it: the level that is missing, where it is a level.
    #[error("not allowed")]
    NotAllowed(Option<Needed>),
    /// There is no such thing, or not for this caller: the two are not told apart.
    #[error("not found")]
    NotFound,
    /// It can't be done with this user as things stand.
    #[error("refused")]
    Refused(Refusal),
    /// Somebody else has changed it since it was shown: the page shows both.
    #[error("conflict")]
    Conflict,
    /// What was typed has to be changed.
    #[error("refused by field")]
    Fields(FieldErrors),
    /// Too often: worth another try after that many seconds.
    #[error("too many")]
    TooMany { seconds: u32 },
    #[error("the database failed")]
    Store(#[from] sqlx::Error),
    #[error("hashing failed")]
    Password(#[from] PasswordError),
}

impl Error {
    /// Logs what an operator has to know, once, at the boundary; the rest is people's daily life.
    #[must_use]
    pub fn into_wire(self) -> AppError {
        match self {
            // Whoever was put out is told by the page that is asked for again, as is who is signed out.
            Self::SignedOut | Self::PutOut => AppError::SignedOut,
            Self::PolicyPending => AppError::PolicyPending,
            Self::NotAllowed(_) => AppError::NotAllowed,
            Self::NotFound => AppError::NotFound,
            Self::Refused(refusal) => AppError::Refused(refusal),
            Self::Conflict => AppError::Conflict,
            Self::Fields(_) => AppError::Invalid,
            Self::TooMany { seconds } => AppError::TooMany { seconds },
            Self::Store(error) => {
                tracing::error!(error = &error as &dyn std::error::Error, "the database failed");
                AppError::Unavailable
            }
            Self::Password(error) => {
                tracing::error!(error = &error as &dyn std::error::Error, "hashing failed");
                AppError::Unavailable
            }
        }
    }
}

impl From<Refusal> for Error {
    fn from(refusal: Refusal) -> Self {
        Self::Refused(refusal)
    }
}

impl From<FieldErrors> for Error {
    fn from(errors: FieldErrors) -> Self {
        Self::Fields(errors)
    }
}
