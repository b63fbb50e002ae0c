//! That an address belongs to another account is something that its owner may not want known, and neither is that it
//! belongs to another department. Whoever brings people in has to be told that they can't be brought in here; who asks
//! about many is slowed down, as one who guesses passwords is.

use super::{Error, taken::taken, throttle};
use crate::{
    domain::{access::Scope, address::EmailAddress, id::AccountId, invitation::Outcome},
    server::{
        app::App,
        context::{Granted, Visit},
        store::accounts,
    },
};

/// Where somebody meets foreign addresses.
#[derive(Clone, Copy, Debug)]
pub(super) enum By {
    /// Typed or pasted: a hundred in a form, which is asked about as it is typed and as it is sent.
    Form,
    /// A file of any length; each counts once, however often it is tried.
    File,
}

impl By {
    const fn kind(self) -> &'static str {
        match self {
            Self::Form => "foreign",
            Self::File => "foreign-file",
        }
    }

    /// Foreign addresses that an account may meet within an hour.
    const fn free(self) -> u32 {
        match self {
            Self::Form => 200,
            Self::File => 2_000,
        }
    }
}

/// The same for a network, which may have several accounts.
const PEER: u32 = 4;

/// Whether there is anybody out of reach: another account, or another department than one's own.
///
/// # Errors
/// The database's.
pub(super) async fn is_anybody(app: &App, granted: &Granted<'_>) -> Result<bool, Error> {
    Ok(*granted.scope() != Scope::Everywhere
        || accounts::any_but(&mut app.db.read().await?.conn(), granted.account()).await?)
}

/// Counts the addresses of people out of reach among these, before anything is said of them. Costs nothing where there is
/// nobody out of reach.
///
/// # Errors
/// [`Error::TooMany`] where there are, or were lately, more than anybody meets by chance.
pub(super) async fn spend<'a>(
    app: &App,
    visit: &Visit,
    granted: &Granted<'_>,
    addresses: impl Iterator<Item = &'a EmailAddress>,
) -> Result<(), Error> {
    if !is_anybody(app, granted).await? {
        return Ok(());
    }
    let keys: Vec<&str> = addresses.map(EmailAddress::key).collect();
    let known = taken(&mut app.db.read().await?.conn(), granted.account(), granted.scope(), &keys).await?;
    let found = known.values().filter(|outcome| **outcome == Outcome::Elsewhere).count();
    count(app, visit, granted.account(), By::Form, found).await
}

/// Counts that so many are to be told, before they are.
///
/// # Errors
/// As [`spend`].
pub(super) async fn count(app: &App, visit: &Visit, account: AccountId, by: By, found: usize) -> Result<(), Error> {
    if found == 0 {
        return Ok(());
    }
    let mut keys = [
        throttle::Key::user(app, by.kind(), account.0.as_bytes()).free(by.free()),
        throttle::Key::peer(app, by.kind(), &visit.peer()).free(PEER * by.free()),
    ];
    throttle::spend(app, &mut keys, u32::try_from(found).unwrap_or(u32::MAX)).await
}
