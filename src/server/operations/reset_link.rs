//! The link and the code of a reset; reading changes nothing, however often scanners do it.

use super::Error;
use crate::{
    domain::{
        id::ResetId,
        reset::{Code, Status},
    },
    server::{
        app::App,
        store::resets::{self, Reset},
        token::Token,
    },
};

/// The token of a reset's link.
#[must_use]
pub fn token(app: &App, reset: ResetId) -> Token {
    app.key.link("reset", reset.0)
}

/// The path of a reset's link.
#[must_use]
pub fn path(app: &App, reset: ResetId) -> String {
    format!("/reset/{}", token(app, reset).text())
}

/// The code beside the link. It is derived as the link is, and stored nowhere.
#[must_use]
pub fn code(app: &App, reset: ResetId) -> Code {
    Code::derive(&app.key.keyed(&[b"reset-code", &[0], reset.0.as_bytes()]))
}

/// The reset behind a link's token, and what the link is worth now.
///
/// # Errors
/// [`Error::NotFound`] where no reset has that token.
pub async fn read(app: &App, token: &str) -> Result<(Reset, Status), Error> {
    let token = Token::parse(token).ok_or(Error::NotFound)?;
    let reset = resets::find_by_token(&mut app.db.read().await?.conn(), token.hash()).await?.ok_or(Error::NotFound)?;
    let status = reset.status(app.clock.now());
    Ok((reset, status))
}
