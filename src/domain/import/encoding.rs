use serde::{Deserialize, Serialize};
use std::str::FromStr;

/// What a file is written in: what spreadsheets save, today and in Western Europe of old.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Encoding {
    #[serde(rename = "utf-8")]
    Utf8,
    #[serde(rename = "windows-1252")]
    Windows1252,
    /// Of either order of bytes.
    #[serde(rename = "utf-16")]
    Utf16,
}

impl Encoding {
    pub const ALL: [Self; 3] = [Self::Utf8, Self::Windows1252, Self::Utf16];

    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Utf8 => "utf-8",
            Self::Windows1252 => "windows-1252",
            Self::Utf16 => "utf-16",
        }
    }
}

impl FromStr for Encoding {
    type Err = crate::domain::error::Parse;
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        Self::ALL.into_iter().find(|e| e.as_str() == text).ok_or(crate::domain::error::Parse("encoding"))
    }
}
