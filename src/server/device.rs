//! The mark of a browser that somebody has signed in with: strangers who guess at an address slow down strangers, not
//! the person's own browsers (OWASP, "Slow Down Online Guessing Attacks with Device Cookies").

use super::{app::App, random::Random, token::SecretKey};
use crate::domain::id::UserId;
use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};

const NUMBER: usize = 16;
const SEAL: usize = 32;
/// Characters of a mark: number and seal in base64.
const MARK: usize = (NUMBER + SEAL) * 4 / 3;
/// Marks in a cookie at most: so many people sign in with one browser, as at a counter, and each is known there.
const MOST: usize = 5;

/// A number of the browser's own, sealed for one user.
#[derive(Clone, Debug)]
pub struct Device([u8; NUMBER]);

impl Device {
    /// The device, where one of the marks in the cookie's text was sealed for this user.
    #[must_use]
    pub fn open(text: &str, app: &App, user: UserId) -> Option<Self> {
        marks(text).find_map(|mark| Self::unseal(mark, app, user))
    }

    /// What the cookie holds once this user has signed in: the own mark, before those of others.
    #[must_use]
    pub fn remember(text: &str, app: &App, user: UserId) -> String {
        let own = Self::open(text, app, user).unwrap_or_else(|| Self::draw(&app.random)).seal(&app.key, user);
        let others = marks(text).filter(|mark| **mark != *own);
        std::iter::once(own.as_str()).chain(others).take(MOST).collect::<Vec<_>>().join(".")
    }

    fn draw(random: &Random) -> Self {
        Self(random.bytes())
    }

    fn seal(&self, key: &SecretKey, user: UserId) -> String {
        URL_SAFE_NO_PAD.encode([&self.0[..], &seal(key, &self.0, user)].concat())
    }

    fn unseal(mark: &str, app: &App, user: UserId) -> Option<Self> {
        let bytes = URL_SAFE_NO_PAD.decode(mark).ok()?;
        let (number, sealed) = bytes.split_first_chunk::<NUMBER>()?;
        (sealed == seal(&app.key, number, user)).then_some(Self(*number))
    }

    /// What its failures are counted under.
    #[must_use]
    pub const fn number(&self) -> &[u8] {
        &self.0
    }
}

/// Anything of another length isn't worth decoding.
fn marks(text: &str) -> impl Iterator<Item = &str> {
    text.split('.').take(MOST).filter(|mark| mark.len() == MARK)
}

fn seal(key: &SecretKey, number: &[u8], user: UserId) -> [u8; SEAL] {
    key.keyed(&[b"device", &[0], number, user.0.as_bytes()])
}
