//! Ways to a new password: how long a link and its code are worth something, and what the code looks like.

use super::{error::Parse, time::Timestamp};
use std::str::FromStr;

/// How a reset came to its end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ending {
    /// A password was set by it.
    Used,
    /// A newer message was sent.
    Replaced,
    /// The address it went to, or the password it was to replace, is no longer the person's.
    Withdrawn,
}

impl Ending {
    pub const ALL: [Self; 3] = [Self::Used, Self::Replaced, Self::Withdrawn];

    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Used => "used",
            Self::Replaced => "replaced",
            Self::Withdrawn => "withdrawn",
        }
    }
}

impl FromStr for Ending {
    type Err = Parse;
    fn from_str(text: &str) -> Result<Self, Parse> {
        Self::ALL.into_iter().find(|ending| ending.as_str() == text).ok_or(Parse("ending of a reset"))
    }
}

/// What a link is worth at a given moment.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Status {
    Open,
    Expired,
    Ended(Ending),
    /// The person's access has ended since.
    NoAccess,
}

/// Judged at use, as an invitation's is [S4.10].
#[must_use]
pub fn status(expires: Timestamp, ending: Option<Ending>, has_access: bool, now: Timestamp) -> Status {
    match ending {
        Some(ending) => Status::Ended(ending),
        None if !has_access => Status::NoAccess,
        None if now >= expires => Status::Expired,
        None => Status::Open,
    }
}

/// Wrong codes after which no code of that reset opens anything. Its link does: nobody guesses that, and whoever types
/// wrong codes for another person must not take it away.
pub const TRIES: u32 = 5;

/// Signs of a code, and of each of its groups.
const SIGNS: usize = 8;
const GROUP: usize = 4;
/// Crockford's base 32: capitals and digits without I, L, O, U, which are mistaken for others or make words.
const ALPHABET: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";

/// What can be typed where a link can't be opened: eight signs, 40 bits, of which five tries are had.
#[derive(Clone, PartialEq, Eq)]
pub struct Code([u8; SIGNS]);

impl Code {
    /// From the first of 32 secret bytes.
    #[must_use]
    pub fn derive(secret: &[u8; 32]) -> Self {
        Self(std::array::from_fn(|n| ALPHABET[usize::from(secret[n] % 32)]))
    }

    /// As typed: small letters, spaces and dashes are no matter, and what looks like a sign is taken for it.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let mut signs = [0; SIGNS];
        let mut count = 0;
        for c in text.chars().filter(|c| !c.is_whitespace() && !"-–—_.".contains(*c)) {
            let sign = match c.to_ascii_uppercase() {
                'O' => b'0',
                'I' | 'L' => b'1',
                c => u8::try_from(c).ok().filter(|sign| ALPHABET.contains(sign))?,
            };
            *signs.get_mut(count)? = sign;
            count += 1;
        }
        (count == SIGNS).then_some(Self(signs))
    }

    /// In groups: "7K3M-XW9R".
    #[must_use]
    pub fn text(&self) -> String {
        let groups = self.0.chunks(GROUP).map(|group| String::from_utf8_lossy(group).into_owned());
        groups.collect::<Vec<_>>().join("-")
    }

    /// Takes as long wherever the two differ.
    #[must_use]
    pub fn is(&self, other: &Self) -> bool {
        self.0.iter().zip(other.0).fold(0, |differing, (a, b)| differing | (a ^ b)) == 0
    }
}

/// It opens an account.
impl std::fmt::Debug for Code {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Code")
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::time::DAY;
    use proptest::prelude::*;

    // [S4.10]
    #[test]
    fn a_link_is_open_until_its_deadline_and_its_end_says_more() {
        let made = Timestamp::from_micros(0);
        let deadline = made + DAY;
        assert_eq!(status(deadline, None, true, Timestamp::from_micros(deadline.as_micros() - 1)), Status::Open);
        assert_eq!(status(deadline, None, true, deadline), Status::Expired);
        assert_eq!(status(deadline, None, false, deadline), Status::NoAccess);
        for ending in Ending::ALL {
            assert_eq!(status(deadline, Some(ending), false, made), Status::Ended(ending));
            assert_eq!(ending.as_str().parse(), Ok(ending));
        }
    }

    #[test]
    fn a_code_is_read_as_people_type_it() {
        let code = Code::parse("7K3M-X0R1").unwrap();
        for typed in ["7k3mxor1", " 7K3M XORI ", "7k3m–xOrl", "7K 3M-X0 R1"] {
            assert!(Code::parse(typed).is_some_and(|typed| typed.is(&code)), "{typed}");
        }
        for wrong in ["", "7K3M-X0R", "7K3M-X0R12", "7K3M-X0RU", "7K3M-X0Ré", "７K3MX0R1"] {
            assert!(Code::parse(wrong).is_none(), "{wrong}");
        }
        assert!(!Code::parse("7K3M-X0R2").unwrap().is(&code));
        assert_eq!(format!("{code:?}"), "Code");
    }

    proptest! {
        #[test]
        fn a_code_survives_its_text(secret in proptest::array::uniform32(any::<u8>())) {
            let code = Code::derive(&secret);
            prop_assert_eq!(Code::parse(&code.text()), Some(code));
        }
    }
}
