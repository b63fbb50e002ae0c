//! Passwords: the rules, and one made at random [S5.19].
//!
//! Rules: NIST SP 800-63B-4, 3.1.1 (length, blocklist, no composition rules, no forced rotation) and
//! CNIL délibération 2022-100 (80 bits of guessing entropy, or a strength check).

use serde::{Deserialize, Serialize};
use std::fmt;

/// In characters.
pub const LEAST: usize = 12;
/// In characters; hashing a novel is a way to keep a server busy.
pub const MOST: usize = 256;

/// What an account asks of passwords: never less than the built-in rules.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Rules {
    /// In characters.
    pub least: usize,
    /// Nothing that could be guessed with much time and many machines either.
    pub is_strict: bool,
}

impl Rules {
    /// What an account may ask for at least, in characters. A suggestion is as long as its end.
    pub const LEAST: std::ops::RangeInclusive<u32> = 12..=23;
}

impl Default for Rules {
    fn default() -> Self {
        Self { least: LEAST, is_strict: false }
    }
}

/// Why a password isn't taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum PasswordProblem {
    Empty,
    TooShort {
        /// In characters.
        least: usize,
    },
    TooLong,
    /// It is mostly the person's or the organisation's own words.
    OwnWords,
    /// It would be among the first million or so that are tried.
    Guessable,
}

/// What was typed as a password: never printed, never kept.
#[derive(Clone, Default, Deserialize)]
#[serde(transparent)]
pub struct TypedPassword(String);

impl TypedPassword {
    #[must_use]
    pub const fn new(text: String) -> Self {
        Self(text)
    }

    /// For hashing and checking alone.
    #[must_use]
    pub fn expose(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for TypedPassword {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("TypedPassword")
    }
}

#[cfg(feature = "ssr")]
impl Drop for TypedPassword {
    fn drop(&mut self) {
        zeroize::Zeroize::zeroize(&mut self.0);
    }
}

/// Checks a new password; `own_words` are names, address and organisation of the person who chooses it.
///
/// # Errors
/// The first [`PasswordProblem`] that applies.
#[cfg(feature = "ssr")]
pub fn check(password: &TypedPassword, own_words: &[&str], rules: Rules) -> Result<(), PasswordProblem> {
    use super::search::fold;

    let text = password.expose();
    let length = text.chars().count();
    match length {
        0 => return Err(PasswordProblem::Empty),
        _ if length < rules.least => return Err(PasswordProblem::TooShort { least: rules.least }),
        _ if length > MOST => return Err(PasswordProblem::TooLong),
        _ => {}
    }
    // Each as it is written, an address's two ends, then the words in them.
    let wholes: Vec<String> = own_words.iter().map(|own| fold(own)).collect();
    let ends = wholes.iter().flat_map(|own| own.split('@'));
    let words = wholes.iter().flat_map(|own| own.split(|c: char| !c.is_alphanumeric()));
    let inputs: Vec<&str> = wholes.iter().map(String::as_str).chain(ends).chain(words).collect();
    let inputs: Vec<&str> = inputs.into_iter().filter(|own| own.chars().count() >= 3).collect();
    let typed = fold(text);
    let rest = inputs.iter().fold(typed.clone(), |rest, own| rest.replace(own, ""));
    let left = rest.chars().filter(|c| !" .-_@".contains(*c)).count();
    if rest != typed && left < LEAST / 2 {
        return Err(PasswordProblem::OwnWords);
    }
    // zxcvbn's time grows with the square of the length: its own documentation advises to bound it.
    let start: String = text.chars().take(100).collect();
    let least = if rules.is_strict { zxcvbn::Score::Four } else { zxcvbn::Score::Three };
    if zxcvbn::zxcvbn(&start, &inputs).score() < least {
        return Err(PasswordProblem::Guessable);
    }
    Ok(())
}

/// Letters and digits that can't be taken for one another when read aloud or copied by hand: 31 of them.
const ALPHABET: &[u8; 31] = b"abcdefghijkmnpqrstuvwxyz2345678";
/// Bytes of randomness that [`suggest`] wants; more than it needs, since some are left out to stay unbiased.
pub const SUGGESTION_BYTES: usize = 64;

/// A strong password: four groups of five out of 31 signs, 99 bits.
#[must_use]
pub fn suggest(random: &[u8; SUGGESTION_BYTES]) -> String {
    let unbiased = u8::try_from(256 / ALPHABET.len() * ALPHABET.len()).unwrap_or(u8::MAX);
    let signs =
        random.iter().filter(|b| **b < unbiased).map(|b| char::from(ALPHABET[usize::from(*b) % ALPHABET.len()]));
    let mut password = String::with_capacity(23);
    for (n, sign) in signs.take(20).enumerate() {
        if n > 0 && n % 5 == 0 {
            password.push('-');
        }
        password.push(sign);
    }
    password
}

#[cfg(all(test, feature = "ssr"))]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn checked(text: &str) -> Result<(), PasswordProblem> {
        checked_by(text, Rules::default())
    }

    fn checked_by(text: &str, rules: Rules) -> Result<(), PasswordProblem> {
        let own_words = ["Céline", "Martin", "celine.martin@exemple.fr", "Ville de Lyon"];
        check(&TypedPassword::new(text.to_owned()), &own_words, rules)
    }

    #[test]
    fn short_long_and_empty_are_said() {
        assert_eq!(checked(""), Err(PasswordProblem::Empty));
        assert_eq!(checked("Zr8!kq2@Vx1"), Err(PasswordProblem::TooShort { least: LEAST }));
        assert_eq!(checked(&"aé7-".repeat(65)), Err(PasswordProblem::TooLong));
    }

    #[test]
    fn an_account_asks_for_more_and_never_for_less() {
        let rules = Rules { least: 20, is_strict: true };
        assert_eq!(checked_by("quatre chevaux", rules), Err(PasswordProblem::TooShort { least: 20 }));
        assert_eq!(checked("chevalagrafe"), Ok(()));
        let strict = Rules { is_strict: true, ..Rules::default() };
        assert_eq!(checked_by("chevalagrafe", strict), Err(PasswordProblem::Guessable));
        assert_eq!(checked_by("trois girafes nagent la nuit", rules), Ok(()));
        let suggestion = suggest(&std::array::from_fn(|n| u8::try_from(n * 37 % 248).unwrap()));
        assert_eq!(suggestion.len(), usize::try_from(*Rules::LEAST.end()).unwrap());
        assert_eq!(checked_by(&suggestion, Rules { least: suggestion.len(), is_strict: true }), Ok(()));
    }

    #[test]
    fn what_everybody_tries_is_refused() {
        for weak in ["password1234", "azertyuiop12", "aaaaaaaaaaaaaa", "123456789012"] {
            assert_eq!(checked(weak), Err(PasswordProblem::Guessable), "{weak}");
        }
    }

    #[test]
    fn ones_own_words_are_refused() {
        assert_eq!(checked("CelineMartin1"), Err(PasswordProblem::OwnWords));
        assert_eq!(checked("Exemple.Lyon-69"), Err(PasswordProblem::OwnWords));
    }

    #[test]
    fn ones_own_address_is_refused_however_short_its_words_are() {
        for (own, password) in [
            ("camille.durand@mairie-de-lyon.fr", "camille.durand@mairie-de-lyon.fr"),
            ("camille.durand@mairie-de-lyon.fr", "Durand Camille (Lyon)"),
            ("jo.li@ab-cd.fr", "jo.li@ab-cd.fr"),
            ("j.p@une-ecole.fr", "J.P@une-ecole.fr"),
            ("li.wu@abc.com", "li.wu@abc.com"),
            ("z1@ex.org", "Zoe ex.org z1 z1@ex.org"),
        ] {
            let typed = TypedPassword::new(password.to_owned());
            let problem = check(&typed, &["Zoé", "", own, "Ville"], Rules::default());
            assert_eq!(problem, Err(PasswordProblem::OwnWords), "{password}");
        }
    }

    #[test]
    fn signs_alone_are_no_words_of_ones_own() {
        assert_ne!(checked("-- .. __ @@ --"), Err(PasswordProblem::OwnWords));
    }

    #[test]
    fn a_sentence_is_taken() {
        assert_eq!(checked("trois girafes nagent la nuit"), Ok(()));
    }

    #[test]
    fn a_password_does_not_print() {
        assert_eq!(format!("{:?}", TypedPassword::new("geheim".into())), "TypedPassword");
    }

    proptest! {
        // [S5.19]
        #[test]
        fn a_suggestion_is_long_and_passes_the_rules(random in proptest::array::uniform(any::<u8>())) {
            let suggestion = suggest(&random);
            // Bytes that are left out are rare: less than 1 in 15.
            prop_assume!(suggestion.len() == 23);
            prop_assert!(suggestion.split('-').all(|group| group.len() == 5));
        }
    }

    #[test]
    fn a_typical_suggestion_passes_the_rules() {
        let random = std::array::from_fn(|n| u8::try_from(n * 37 % 248).unwrap());
        assert_eq!(checked(&suggest(&random)), Ok(()));
    }
}
