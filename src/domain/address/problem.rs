//! Why a text isn't an address.

use std::error::Error;
use std::fmt;

use serde::{Deserialize, Serialize};

/// The first thing that is wrong with a text meant as an address. It carries no more of the text than one character.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum AddressProblem {
    /// Nothing was typed.
    Empty,
    /// No `@`.
    NoAt,
    /// More than one `@`: two addresses in one place, or a slip.
    SeveralAt,
    /// Nothing before the `@`.
    NoLocalPart,
    /// Nothing after the `@`.
    NoDomain,
    /// `anna@localhost`: no dot after the `@`.
    DomainWithoutDot,
    /// A character that has no place where it stands.
    BadCharacter(char),
    /// Over 64 bytes before the `@`, 63 between two dots of the domain or 254 in all (RFC 5321).
    TooLong,
    /// A letter with an accent or of another script before the `@`.
    LocalPartNotAscii,
    /// A dot first, last or doubled before the `@`.
    MisplacedDot,
    /// An empty part, a hyphen at an edge, a numeric ending, or punycode that isn't.
    BadDomain,
}

impl AddressProblem {
    /// Each once; of the characters that have no place, one that can be seen.
    pub const ALL: [Self; 11] = [
        Self::Empty,
        Self::NoAt,
        Self::SeveralAt,
        Self::NoLocalPart,
        Self::NoDomain,
        Self::DomainWithoutDot,
        Self::BadCharacter('('),
        Self::TooLong,
        Self::LocalPartNotAscii,
        Self::MisplacedDot,
        Self::BadDomain,
    ];

    /// The wording's key.
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Self::Empty => "address-problem-empty",
            Self::NoAt => "address-problem-no-at",
            Self::SeveralAt => "address-problem-several-at",
            Self::NoLocalPart => "address-problem-no-local-part",
            Self::NoDomain => "address-problem-no-domain",
            Self::DomainWithoutDot => "address-problem-domain-without-dot",
            Self::BadCharacter(_) => "address-problem-bad-character",
            Self::TooLong => "address-problem-too-long",
            Self::LocalPartNotAscii => "address-problem-local-part-not-ascii",
            Self::MisplacedDot => "address-problem-misplaced-dot",
            Self::BadDomain => "address-problem-bad-domain",
        }
    }

    /// The character to name in the wording, where there is one that can be seen.
    #[must_use]
    pub fn character(self) -> Option<char> {
        match self {
            Self::BadCharacter(c) if !c.is_control() && !c.is_whitespace() => Some(c),
            _ => None,
        }
    }
}

/// For logs and serde's messages; people read the wording behind [`AddressProblem::key`].
impl fmt::Display for AddressProblem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.key())
    }
}

impl Error for AddressProblem {}
