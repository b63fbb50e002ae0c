//! Names and short texts that people type, cleaned and bounded at the edge.

use serde::{Deserialize, Serialize};

/// What is wrong with a typed text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum TextProblem {
    Empty,
    TooLong { most: usize },
}

/// One line that says nothing by stealth: no control, bidirectional or zero-width characters, single spaces.
///
/// Non-breaking spaces become plain ones: they come from pasting and can't be seen.
#[must_use]
pub fn clean_line(text: &str) -> String {
    let mut clean = String::with_capacity(text.len());
    for c in text.chars() {
        if is_hidden(c) {
            continue;
        }
        if c.is_whitespace() || c.is_control() {
            if !clean.is_empty() && !clean.ends_with(' ') {
                clean.push(' ');
            }
        } else {
            clean.push(c);
        }
    }
    clean.truncate(clean.trim_end().len());
    clean
}

/// Several lines, each as [`clean_line`] leaves it, with at most one empty line between two.
#[must_use]
pub fn clean_lines(text: &str) -> String {
    let mut clean = String::with_capacity(text.len());
    let mut empty = 0;
    for line in text.lines().map(clean_line) {
        if line.is_empty() {
            empty += 1;
            continue;
        }
        if !clean.is_empty() {
            clean.push_str(if empty > 0 { "\n\n" } else { "\n" });
        }
        clean.push_str(&line);
        empty = 0;
    }
    clean
}

/// Characters that change what a reader sees without being seen: bidirectional controls, zero-width ones
/// (Unicode general category Cf, as far as names and messages have no use of them), and tags.
#[must_use]
pub const fn is_hidden(c: char) -> bool {
    matches!(c,
        '\u{AD}' | '\u{61C}' | '\u{180E}' | '\u{200B}' | '\u{200E}' | '\u{200F}'
        | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{206F}' | '\u{FEFF}'
        | '\u{FFF9}'..='\u{FFFB}' | '\u{E0000}'..='\u{E007F}')
}

macro_rules! lines {
    ($($(#[$doc:meta])* $name:ident: $most:expr;)*) => {$(
        $(#[$doc])*
        #[derive(Clone, Debug, PartialEq, Eq, Serialize)]
        #[serde(transparent)]
        pub struct $name(String);

        impl $name {
            /// In characters, not bytes.
            pub const MOST: usize = $most;

            /// # Errors
            /// [`TextProblem`] where nothing is left after cleaning, or more than [`Self::MOST`] characters.
            pub fn parse(text: &str) -> Result<Self, TextProblem> {
                let clean = clean_line(text);
                if clean.is_empty() {
                    return Err(TextProblem::Empty);
                }
                if clean.chars().count() > Self::MOST {
                    return Err(TextProblem::TooLong { most: Self::MOST });
                }
                Ok(Self(clean))
            }

            #[must_use]
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }
    )*};
}

lines! {
    /// A first or a last name.
    PersonName: 100;
    /// An organisation's name.
    AccountName: 100;
    /// A department's name.
    DepartmentName: 100;
    /// A role's name.
    RoleName: 60;
    /// A service's name.
    ServiceName: 100;
    /// The name of an area that a service declares.
    ServiceAreaName: 60;
}

macro_rules! words {
    ($($(#[$doc:meta])* $name:ident: $most:expr;)*) => {$(
        $(#[$doc])*
        #[derive(Clone, Debug, Default, PartialEq, Eq)]
        pub struct $name(String);

        impl $name {
            /// In characters, not bytes.
            pub const MOST: usize = $most;

            /// # Errors
            /// [`TextProblem::TooLong`] past [`Self::MOST`] characters. Nothing at all is fine.
            pub fn parse(text: &str) -> Result<Self, TextProblem> {
                let clean = clean_lines(text);
                if clean.chars().count() > Self::MOST {
                    return Err(TextProblem::TooLong { most: Self::MOST });
                }
                Ok(Self(clean))
            }

            #[must_use]
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }
    )*};
}

words! {
    /// The inviter's own words in an invitation: plain text, lines kept.
    InvitationText: 1_000;
    /// Why somebody asks for more access, or what they are answered: plain text, lines kept.
    RequestText: 500;
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_name_is_cleaned_and_bounded() {
        assert_eq!(PersonName::parse("  Anne\u{A0}Marie\t ").unwrap().as_str(), "Anne Marie");
        assert_eq!(PersonName::parse("ab\u{202E}cd").unwrap().as_str(), "abcd");
        assert_eq!(PersonName::parse(" \u{200B} "), Err(TextProblem::Empty));
        assert_eq!(PersonName::parse(&"é".repeat(101)), Err(TextProblem::TooLong { most: 100 }));
        assert!(PersonName::parse(&"é".repeat(100)).is_ok());
    }

    #[test]
    fn a_line_break_never_stays_in_a_line() {
        assert_eq!(clean_line("Anna\r\nBcc: x@y.fr"), "Anna Bcc: x@y.fr");
    }

    #[test]
    fn a_message_keeps_its_paragraphs() {
        assert_eq!(clean_lines("\n\nBonjour,\r\n\r\n\r\n  à lundi \n"), "Bonjour,\n\nà lundi");
    }

    proptest! {
        #[test]
        fn cleaning_twice_changes_nothing(text in any::<String>()) {
            prop_assert_eq!(clean_line(&clean_line(&text)), clean_line(&text));
            prop_assert_eq!(clean_lines(&clean_lines(&text)), clean_lines(&text));
        }

        #[test]
        fn no_control_or_hidden_character_is_left(text in any::<String>()) {
            prop_assert!(!clean_line(&text).chars().any(|c| c.is_control() || is_hidden(c)));
        }
    }
}
