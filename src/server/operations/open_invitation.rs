//! A person has touched the page of an invitation. Programs that look through mails open links too, but touch nothing
//! [S1.20].

use super::Error;
use crate::server::{app::App, store::invitations, token::Token};

/// Notes it, the first time, while the invitation is open; a token that nobody has is none, and nobody is told.
///
/// # Errors
/// The database's.
pub async fn open_invitation(app: &App, token: &str) -> Result<(), Error> {
    let Some(token) = Token::parse(token) else { return Ok(()) };
    let now = app.clock.now();
    // Nobody who writes waits for what comes again, or for a stranger.
    if !invitations::is_unopened(&mut app.db.read().await?.conn(), token.hash(), now).await? {
        return Ok(());
    }
    let mut tx = app.db.begin().await?;
    invitations::set_opened(&mut tx.conn(), token.hash(), now).await?;
    Ok(tx.commit_bookkeeping().await?)
}
