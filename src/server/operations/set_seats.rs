//! How many users an account may have at most, pending invitations included; set by the operator, from the command line
//! [S1.3].

use super::Error;
use crate::{
    domain::{
        address::EmailAddress,
        history::{Action, Entry},
    },
    server::{
        app::Base,
        store::{Setting, accounts},
    },
};

/// Sets the limit of the account whose holder has this address; none: no limit. Whoever is in already stays.
///
/// # Errors
/// [`Error::NotFound`] where nobody with this address holds an account.
pub async fn set_seats(base: &Base, holder: &EmailAddress, seats: Option<u32>) -> Result<(), Error> {
    let mut tx = base.db.begin().await?;
    let account = accounts::held_by(&mut tx.conn(), holder).await?.ok_or(Error::NotFound)?;
    let before = accounts::seats(&mut tx.conn(), account).await?;
    accounts::set_seat_limit(&mut tx.conn(), account, seats).await?;
    let setting = Setting { account, at: base.clock.now(), address: "", random: &base.random };
    tx.commit(&setting, &[Entry::new(Action::SeatsSet).with(serde_json::json!({ "before": before, "after": seats }))])
        .await?;
    Ok(())
}
