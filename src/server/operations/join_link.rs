//! What a link of an invitation opens: reading changes nothing, however often scanners do it [S1.20].

use super::Error;
use crate::{
    domain::{
        id::InvitationId,
        invitation::{Ending, LinkStatus, link_status},
        user::UserState,
    },
    server::{
        app::App,
        store::{
            invitations::{self, Invitation},
            users,
        },
        token::Token,
    },
};

/// The token of an invitation's link.
#[must_use]
pub fn token(app: &App, invitation: InvitationId) -> Token {
    app.key.link("join", invitation.0)
}

/// The path of an invitation's link.
#[must_use]
pub fn path(app: &App, invitation: InvitationId) -> String {
    format!("/join/{}", token(app, invitation).text())
}

/// The invitation behind a link's token, and what the link is worth now.
///
/// # Errors
/// [`Error::NotFound`] where no invitation has that token: mistyped, or its user was deleted.
pub async fn read(app: &App, token: &str) -> Result<(Invitation, LinkStatus), Error> {
    let token = Token::parse(token).ok_or(Error::NotFound)?;
    let now = app.clock.now();
    let mut reader = app.db.read().await?;
    let invitation = invitations::find_by_token(&mut reader.conn(), token.hash()).await?.ok_or(Error::NotFound)?;
    let ended = users::find(&mut reader.conn(), invitation.account, invitation.user)
        .await?
        .is_some_and(|person| person.access_ends_at.is_some_and(|end| end <= now));
    let status = match link_status(invitation.expires_at, invitation.ending, now) {
        // Whoever's access has ended gets in by no link, old or new.
        LinkStatus::Open | LinkStatus::Expired if ended => LinkStatus::Ended(Ending::Revoked),
        // Of who was invited at another address instead, this one's reader learns nothing, not even whether they came.
        LinkStatus::Open | LinkStatus::Expired | LinkStatus::Ended(Ending::Replaced) if invitation.is_elsewhere() => {
            LinkStatus::Ended(Ending::Revoked)
        }
        // By a newer link, or by an administrator, the person is past being invited: an older link says the same.
        LinkStatus::Expired | LinkStatus::Ended(Ending::Replaced) if invitation.state == UserState::Active => {
            LinkStatus::Ended(Ending::Accepted)
        }
        LinkStatus::Expired | LinkStatus::Ended(Ending::Replaced) if !invitation.state.holds_seat() => {
            LinkStatus::Ended(Ending::Revoked)
        }
        status => status,
    };
    Ok((invitation, status))
}
