//! What would become of each address, before and at sending.

use super::{
    super::{Error, taken::taken},
    foreign,
};
use crate::{
    domain::{
        access::{Area, Level, Scope},
        address::EmailAddress,
        id::AccountId,
        invitation::Outcome,
    },
    server::{
        app::App,
        context::{Actor, Visit},
        store::{self, Conn, accounts, settings},
    },
};

/// Says of each address what sending would do with it. `taken` are the seats that other addresses of the form take.
///
/// # Errors
/// [`Error::NotAllowed`] below Approver in users; [`Error::TooMany`] where too many belong to people out of reach.
pub async fn check_addresses(
    app: &App,
    visit: &Visit,
    actor: &Actor,
    addresses: &[EmailAddress],
    taken: usize,
) -> Result<Vec<Outcome>, Error> {
    let scope = actor.scope(Area::Users, Level::Approver)?;
    foreign::spend(app, visit, actor, &scope, addresses.iter()).await?;
    let mut reader = app.db.read().await?;
    Ok(outcomes(&mut reader.conn(), actor.account(), &scope, addresses.iter(), taken).await?)
}

/// In the order given; the first addresses get the seats that are left [S1.3].
pub(super) async fn outcomes<'a>(
    conn: &mut Conn<'_>,
    account: AccountId,
    scope: &Scope,
    addresses: impl Iterator<Item = &'a EmailAddress>,
    seats_taken: usize,
) -> store::Result<Vec<Outcome>> {
    let addresses: Vec<&EmailAddress> = addresses.collect();
    let keys: Vec<&str> = addresses.iter().map(|address| address.key()).collect();
    let known = taken(conn, account, scope, &keys).await?;
    let domains = settings::domains(conn, account).await?;
    let free = accounts::free_seats(conn, account).await?;
    let mut free = free.map(|free| free.saturating_sub(seats_taken as u64));
    let outcomes = addresses.into_iter().map(|address| match known.get(address.key()) {
        Some(outcome) => *outcome,
        None if !domains.allow(address) => Outcome::OtherDomain,
        None => match &mut free {
            Some(0) => Outcome::NoSeat,
            Some(free) => {
                *free -= 1;
                Outcome::New
            }
            None => Outcome::New,
        },
    });
    Ok(outcomes.collect())
}
