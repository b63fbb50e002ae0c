//! The mark of a browser that somebody has signed in with: strangers who guess at an address slow down strangers, not
//! the person's own browsers (OWASP, "Slow Down Online Guessing Attacks with Device Cookies").

use super::{app::App, random::Random, token::SecretKey};
use crate::domain::id::UserId;
use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};

const NUMBER: usize = 16;
const SEAL: usize = 32;

/// A number of the browser's own, sealed for one user.
#[derive(Clone, Debug)]
pub struct Device([u8; NUMBER]);

impl Device {
    #[must_use]
    pub fn draw(random: &Random) -> Self {
        Self(random.bytes())
    }

    /// What the cookie holds.
    #[must_use]
    pub fn seal(&self, key: &SecretKey, user: UserId) -> String {
        URL_SAFE_NO_PAD.encode([&self.0[..], &seal(key, &self.0, user)].concat())
    }

    /// The device, where the cookie's text was sealed for this user.
    #[must_use]
    pub fn open(text: &str, app: &App, user: UserId) -> Option<Self> {
        // 48 bytes in base64; anything longer isn't worth decoding.
        let bytes = (text.len() == 64).then(|| URL_SAFE_NO_PAD.decode(text).ok())??;
        let (number, sealed) = bytes.split_first_chunk::<NUMBER>()?;
        (sealed == seal(&app.key, number, user)).then_some(Self(*number))
    }

    /// What its failures are counted under.
    #[must_use]
    pub const fn number(&self) -> &[u8] {
        &self.0
    }
}

fn seal(key: &SecretKey, number: &[u8], user: UserId) -> [u8; SEAL] {
    key.keyed(&[b"device", &[0], number, user.0.as_bytes()])
}
