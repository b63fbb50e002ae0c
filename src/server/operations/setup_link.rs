//! The one-time link that lets the account be made whose people run the instance.

use super::Error;
use crate::server::{
    app::{App, Base},
    store::{accounts, instance, support},
    token::Token,
};

/// Makes a new set-up link, which replaces the last; nothing once it was used. And whether nobody has an account: where
/// sign-up is open, others may have come before.
///
/// # Errors
/// The database's.
pub async fn create(base: &Base) -> Result<Option<(String, bool)>, Error> {
    let mut tx = base.db.begin().await?;
    instance::lock_setup_links(&mut tx.conn()).await?;
    if support::has_own(&mut tx.conn()).await? {
        return Ok(None);
    }
    let is_first = !accounts::any(&mut tx.conn()).await?;
    let token = Token::draw(&base.random);
    instance::replace_setup_link(&mut tx.conn(), token.hash(), base.clock.now()).await?;
    tx.commit_bookkeeping().await?;
    Ok(Some((base.config.link(&format!("/setup/{}", token.text())), is_first)))
}

/// # Errors
/// [`Error::NotFound`] unless the token is the set-up link's.
pub async fn check(app: &App, token: &str) -> Result<Token, Error> {
    let token = Token::parse(token).ok_or(Error::NotFound)?;
    let known = instance::is_setup_link(&mut app.db.read().await?.conn(), token.hash()).await?;
    if known { Ok(token) } else { Err(Error::NotFound) }
}
