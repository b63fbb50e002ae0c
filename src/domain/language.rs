//! The seven languages of the interface and the mails [S2.13].

use serde::{Deserialize, Serialize};

/// A language of the interface; its code is the BCP 47 primary subtag.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Language {
    Fr,
    #[default]
    En,
    De,
    Es,
    It,
    Nl,
    Pl,
}

impl Language {
    pub const ALL: [Self; 7] = [Self::Fr, Self::En, Self::De, Self::Es, Self::It, Self::Nl, Self::Pl];

    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Fr => "fr",
            Self::En => "en",
            Self::De => "de",
            Self::Es => "es",
            Self::It => "it",
            Self::Nl => "nl",
            Self::Pl => "pl",
        }
    }

    /// The language's name in itself, as a reader of it looks for it.
    #[must_use]
    pub const fn own_name(self) -> &'static str {
        match self {
            Self::Fr => "Français",
            Self::En => "English",
            Self::De => "Deutsch",
            Self::Es => "Español",
            Self::It => "Italiano",
            Self::Nl => "Nederlands",
            Self::Pl => "Polski",
        }
    }

    /// Reads a code as `fr`, `FR` or `fr-CH`.
    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        let primary = code.trim().split(['-', '_']).next()?;
        Self::ALL.into_iter().find(|l| l.code().eq_ignore_ascii_case(primary))
    }

    /// The best of an `Accept-Language` header's wishes, by weight, then by order (RFC 9110, 12.5.4).
    #[must_use]
    pub fn from_accept_language(header: &str) -> Option<Self> {
        let mut best: Option<(Self, f32)> = None;
        for wish in header.split(',').take(32) {
            let mut parts = wish.split(';');
            let Some(language) = parts.next().and_then(Self::from_code) else { continue };
            let weight = parts.find_map(|p| p.trim().strip_prefix("q=")?.parse::<f32>().ok()).unwrap_or(1.0);
            if weight > 0.0 && best.is_none_or(|(_, b)| weight > b) {
                best = Some((language, weight));
            }
        }
        best.map(|(language, _)| language)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_heaviest_known_wish_wins() {
        let read = Language::from_accept_language;
        assert_eq!(read("fr-CH, fr;q=0.9, en;q=0.8"), Some(Language::Fr));
        assert_eq!(read("ja, en;q=0.4, pl;q=0.7"), Some(Language::Pl));
        assert_eq!(read("de;q=0, *;q=0.5"), None);
        assert_eq!(read(""), None);
    }
}
