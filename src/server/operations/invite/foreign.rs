//! That an address belongs to another account is something that its owner may not want known, and neither is that it
//! belongs to another department. Who invites has to be told that it can't be invited here; who asks about many is slowed
//! down, as one who guesses passwords is.

use super::super::{Error, taken::taken, throttle};
use crate::{
    domain::{access::Scope, address::EmailAddress, invitation::Outcome},
    server::{
        app::App,
        context::{Granted, Visit},
        store::accounts,
    },
};

/// Foreign addresses that an account may meet within an hour, and a network that has several accounts: a hundred in a
/// form, which is asked about as it is typed and as it is sent.
const FREE_BY_ACCOUNT: u32 = 200;
const FREE_BY_PEER: u32 = 4 * FREE_BY_ACCOUNT;

/// Counts the addresses of people out of reach among these, before anything is said of them. Costs nothing where there is
/// nobody out of reach: no other account, and no department but one's own.
///
/// # Errors
/// [`Error::TooMany`] where there are, or were lately, more than anybody meets by chance.
pub(super) async fn spend<'a>(
    app: &App,
    visit: &Visit,
    granted: &Granted<'_>,
    addresses: impl Iterator<Item = &'a EmailAddress>,
) -> Result<(), Error> {
    let account = granted.account();
    let found = {
        let mut reader = app.db.read().await?;
        if *granted.scope() == Scope::Everywhere && !accounts::any_but(&mut reader.conn(), account).await? {
            return Ok(());
        }
        let keys: Vec<&str> = addresses.map(EmailAddress::key).collect();
        let known = taken(&mut reader.conn(), account, granted.scope(), &keys).await?;
        known.values().filter(|outcome| **outcome == Outcome::Elsewhere).count()
    };
    if found == 0 {
        return Ok(());
    }
    let mut keys = [
        throttle::Key::user(app, "foreign", account.0.as_bytes()).free(FREE_BY_ACCOUNT),
        throttle::Key::peer(app, "foreign", &visit.peer()).free(FREE_BY_PEER),
    ];
    throttle::spend(app, &mut keys, u32::try_from(found).unwrap_or(u32::MAX)).await
}
