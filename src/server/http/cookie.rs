//! The cookies: the session's, and the mark of a browser that somebody has signed in with.

use crate::{
    domain::time::DAY,
    server::{config::Config, token::Token},
};
use axum::http::{HeaderMap, HeaderValue, header};
use axum_extra::extract::cookie::{Cookie, SameSite};
use std::time::Duration;

#[derive(Clone, Copy)]
enum Name {
    Session,
    Device,
}

/// A browser that nobody has signed in with for so long is a stranger.
const DEVICE_LIFE: Duration = DAY.saturating_mul(365);

/// Over TLS the browser itself holds a `__Host-` cookie to this host and to TLS (RFC 6265bis, 4.1.3.2).
const fn name(name: Name, https: bool) -> &'static str {
    match (name, https) {
        (Name::Session, true) => "__Host-parvis",
        (Name::Session, false) => "parvis",
        (Name::Device, true) => "__Host-parvis-device",
        (Name::Device, false) => "parvis-device",
    }
}

fn header(config: &Config, which: Name, value: String, life: Option<Duration>) -> HeaderValue {
    let mut cookie = Cookie::build((name(which, config.is_https()), value))
        .path("/")
        .http_only(true)
        .secure(config.is_https())
        // Lax, so that the link of a mail finds who is signed in.
        .same_site(SameSite::Lax)
        .build();
    match life {
        Some(life) => {
            let seconds = i64::try_from(life.as_secs()).unwrap_or(i64::MAX);
            cookie.set_max_age(time::Duration::seconds(seconds));
        }
        None => cookie.make_removal(),
    }
    HeaderValue::from_str(&cookie.to_string()).unwrap_or_else(|_| HeaderValue::from_static(""))
}

/// `Set-Cookie` for a new session; the server judges its limits, the cookie goes with its absolute one.
pub fn set(config: &Config, token: &Token, life: Duration) -> HeaderValue {
    header(config, Name::Session, token.text(), Some(life))
}

/// `Set-Cookie` that removes the session's.
pub fn remove(config: &Config) -> HeaderValue {
    header(config, Name::Session, String::new(), None)
}

/// `Set-Cookie` for a browser that somebody has signed in with.
pub fn set_device(config: &Config, sealed: String) -> HeaderValue {
    header(config, Name::Device, sealed, Some(DEVICE_LIFE))
}

/// The session's token, as the browser sent it.
pub fn read(headers: &HeaderMap, config: &Config) -> Option<Token> {
    find(headers, config, Name::Session).and_then(|text| Token::parse(&text))
}

/// The device's mark, as the browser sent it.
pub fn read_device(headers: &HeaderMap, config: &Config) -> Option<String> {
    find(headers, config, Name::Device)
}

fn find(headers: &HeaderMap, config: &Config, which: Name) -> Option<String> {
    headers
        .get_all(header::COOKIE)
        .iter()
        .filter_map(|value| value.to_str().ok())
        .flat_map(Cookie::split_parse)
        .filter_map(Result::ok)
        .find(|cookie| cookie.name() == name(which, config.is_https()))
        .map(|cookie| cookie.value().to_owned())
}
