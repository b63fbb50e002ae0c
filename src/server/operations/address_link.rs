//! The two links of a change of address: one to the new address, to confirm it; one to the old, to undo it.

use super::Error;
use crate::{
    domain::{
        address_change::{Ending, Status},
        id::AddressChangeId,
        user::UserState,
    },
    server::{
        app::App,
        store::address_changes::{self, AddressChange},
        token::Token,
    },
};

/// The token of the link that goes to the new address.
#[must_use]
pub fn confirm_token(app: &App, change: AddressChangeId) -> Token {
    app.key.link("address", change.0)
}

/// The token of the link that goes to the old address.
#[must_use]
pub fn undo_token(app: &App, change: AddressChangeId) -> Token {
    app.key.link("address-undo", change.0)
}

/// The path of the link that goes to the new address.
#[must_use]
pub fn confirm_path(app: &App, change: AddressChangeId) -> String {
    format!("/address/{}", confirm_token(app, change).text())
}

/// The path of the link that goes to the old address.
#[must_use]
pub fn undo_path(app: &App, change: AddressChangeId) -> String {
    format!("/address/undo/{}", undo_token(app, change).text())
}

/// The change that a link confirms, and where it stands; reading changes nothing.
///
/// # Errors
/// [`Error::NotFound`] where no change has that token.
pub async fn read_to_confirm(app: &App, token: &str) -> Result<(AddressChange, Status), Error> {
    let token = Token::parse(token).ok_or(Error::NotFound)?;
    let found = address_changes::find_to_confirm(&mut app.db.read().await?.conn(), token.hash()).await?;
    judged(app, found)
}

/// The change that a link undoes, and where it stands; reading changes nothing.
///
/// # Errors
/// [`Error::NotFound`] where no change has that token.
pub async fn read_to_undo(app: &App, token: &str) -> Result<(AddressChange, Status), Error> {
    let token = Token::parse(token).ok_or(Error::NotFound)?;
    let found = address_changes::find_to_undo(&mut app.db.read().await?.conn(), token.hash()).await?;
    judged(app, found)
}

fn judged(app: &App, found: Option<AddressChange>) -> Result<(AddressChange, Status), Error> {
    let change = found.ok_or(Error::NotFound)?;
    let status = match change.status(app.clock.now()) {
        // Nobody is to be confirmed or brought back who is gone.
        Status::Waiting | Status::Undoable if change.state == UserState::Deleted => Status::Ended(Ending::Withdrawn),
        status => status,
    };
    Ok((change, status))
}
