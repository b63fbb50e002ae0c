//! Tokens in links and cookies: 256 bits, of which the database holds only the SHA-256.
//!
//! A link's token isn't drawn but derived, by HMAC-SHA-256 from the instance's secret key and the id of what it
//! opens. So the outbox can make the same working link at each try, an administrator can copy it, and a copy of the
//! database alone opens nothing.

use super::random::Random;
use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use hmac::{Hmac, Mac};
use sha2::{Digest, Sha256};
use std::fmt;
use uuid::Uuid;

const BYTES: usize = 32;

/// What opens a session or a link. Doesn't print; ask for its text where it leaves the server.
#[derive(Clone, PartialEq, Eq)]
pub struct Token([u8; BYTES]);

/// What the database keeps of a token.
pub type TokenHash = Vec<u8>;

impl Token {
    #[must_use]
    pub fn draw(random: &Random) -> Self {
        Self(random.bytes())
    }

    /// Reads the 43 characters of a token's text; anything else is none.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        // Bounds the work before decoding: the text comes from anybody.
        if text.len() != 43 {
            return None;
        }
        URL_SAFE_NO_PAD.decode(text).ok()?.try_into().ok().map(Self)
    }

    #[must_use]
    pub fn text(&self) -> String {
        URL_SAFE_NO_PAD.encode(self.0)
    }

    #[must_use]
    pub fn hash(&self) -> TokenHash {
        Sha256::digest(self.0).to_vec()
    }
}

impl fmt::Debug for Token {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Token")
    }
}

/// The instance's secret key, from which links are derived.
#[derive(Clone)]
pub struct SecretKey([u8; BYTES]);

impl fmt::Debug for SecretKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("SecretKey")
    }
}

impl SecretKey {
    #[must_use]
    pub fn draw(random: &Random) -> Self {
        Self(random.bytes())
    }

    /// Reads the text that [`Self::text`] writes.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        Token::parse(text.trim()).map(|Token(bytes)| Self(bytes))
    }

    #[must_use]
    pub fn text(&self) -> String {
        URL_SAFE_NO_PAD.encode(self.0)
    }

    /// The token of the link that opens `id`; `purpose` keeps links of different kinds apart.
    #[must_use]
    pub fn link(&self, purpose: &'static str, id: Uuid) -> Token {
        Token(self.keyed(&[purpose.as_bytes(), &[0], id.as_bytes()]))
    }

    /// A keyed hash, for what must be found again but not read back: addresses in throttles, the key's own name.
    #[must_use]
    pub fn keyed(&self, parts: &[&[u8]]) -> [u8; BYTES] {
        // HMAC takes keys of any length, so this can't fail; an empty MAC would still only open nothing.
        let Ok(mut mac) = Hmac::<Sha256>::new_from_slice(&self.0) else { return [0; BYTES] };
        for part in parts {
            mac.update(part);
        }
        mac.finalize().into_bytes().into()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_token_survives_its_text_and_does_not_print() {
        let token = Token::draw(&Random::from_seed(1));
        assert_eq!(Token::parse(&token.text()), Some(token.clone()));
        assert_eq!(format!("{token:?}"), "Token");
        assert_eq!(Token::parse("short"), None);
        assert_eq!(Token::parse(&"!".repeat(43)), None);
    }

    #[test]
    fn a_link_is_the_same_each_time_and_differs_by_purpose_key_and_thing() {
        let random = Random::from_seed(2);
        let (key, other) = (SecretKey::draw(&random), SecretKey::draw(&random));
        let id = Uuid::from_u128(7);
        assert_eq!(key.link("join", id), key.link("join", id));
        assert_ne!(key.link("join", id), key.link("reset", id));
        assert_ne!(key.link("join", id), other.link("join", id));
        assert_ne!(key.link("join", id), key.link("join", Uuid::from_u128(8)));
    }
}
