//! Telephone numbers, as people write them.

use super::text::clean_line;
use serde::{Deserialize, Serialize};

/// What is wrong with a typed number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum PhoneProblem {
    /// Something other than digits, spaces, `+` in front, and the signs that group digits.
    BadCharacter,
    /// Not as many digits as a number has: 3 to 15 (ITU-T E.164).
    BadLength,
}

/// A telephone number, kept in its writer's own grouping; or none.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Phone(String);

impl Phone {
    /// Nothing typed is no number, which is fine.
    ///
    /// # Errors
    /// [`PhoneProblem`] where it isn't a number.
    pub fn parse(text: &str) -> Result<Self, PhoneProblem> {
        let clean = clean_line(text);
        if clean.is_empty() {
            return Ok(Self::default());
        }
        let grouping = |c: char| " .-/()".contains(c);
        let good = clean.chars().enumerate().all(|(n, c)| c.is_ascii_digit() || grouping(c) || (n == 0 && c == '+'));
        if !good {
            return Err(PhoneProblem::BadCharacter);
        }
        let digits = clean.chars().filter(char::is_ascii_digit).count();
        // Signs enough to group every digit, and no more: what is stored stays short.
        if (3..=15).contains(&digits) && clean.len() <= 40 { Ok(Self(clean)) } else { Err(PhoneProblem::BadLength) }
    }

    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    // [S3.12]
    #[test]
    fn numbers_are_taken_as_they_are_written() {
        for good in ["06 12 34 56 78", "+33 (0)6.12.34.56.78", "112", "0612345678", "+49-30/901820"] {
            assert_eq!(Phone::parse(good).unwrap().as_str(), good);
        }
        assert_eq!(Phone::parse(" \u{A0} ").unwrap(), Phone::default());
        assert_eq!(Phone::parse("06\u{A0}12\u{202F}34\u{200B}").unwrap().as_str(), "06 12 34");
    }

    #[test]
    fn what_is_no_number_is_said() {
        for bad in ["call me", "06 12 a", "12+34", "<b>06</b>", "0612😀345"] {
            assert_eq!(Phone::parse(bad), Err(PhoneProblem::BadCharacter), "{bad}");
        }
        for bad in ["12", "1234567890123456", "()()()"] {
            assert_eq!(Phone::parse(bad), Err(PhoneProblem::BadLength), "{bad}");
        }
        assert_eq!(Phone::parse(&"1 ".repeat(300)), Err(PhoneProblem::BadLength));
    }
}
