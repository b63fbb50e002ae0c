//! What would become of each address, before and at sending.

use super::{super::Error, foreign};
use crate::{
    domain::{
        access::{Area, Level},
        address::EmailAddress,
        id::AccountId,
        invitation::Outcome,
        user::UserState,
    },
    server::{
        app::App,
        context::{Actor, Visit},
        store::{self, Conn, accounts, users},
    },
};

/// Says of each address what sending would do with it. `taken` are the seats that other addresses of the form take.
///
/// # Errors
/// [`Error::NotAllowed`] below Approver in users; [`Error::TooMany`] where too many belong to other accounts.
pub async fn check_addresses(
    app: &App,
    visit: &Visit,
    actor: &Actor,
    addresses: &[EmailAddress],
    taken: usize,
) -> Result<Vec<Outcome>, Error> {
    let actor = actor.granted(Area::Users, Level::Approver)?;
    foreign::spend(app, visit, actor, addresses.iter()).await?;
    let mut reader = app.db.read().await?;
    Ok(outcomes(&mut reader.conn(), actor.account(), addresses.iter(), taken).await?)
}

/// In the order given; the first addresses get the seats that are left [S1.3].
pub(super) async fn outcomes<'a>(
    conn: &mut Conn<'_>,
    account: AccountId,
    addresses: impl Iterator<Item = &'a EmailAddress>,
    taken: usize,
) -> store::Result<Vec<Outcome>> {
    let keys: Vec<&str> = addresses.map(EmailAddress::key).collect();
    let holders = users::holders(conn, &keys).await?;
    let free = accounts::free_seats(conn, account).await?;
    let mut free = free.map(|free| free.saturating_sub(taken as u64));
    let outcomes = keys.into_iter().map(|key| match holders.get(key) {
        Some(holder) if holder.account != account => Outcome::Elsewhere,
        Some(holder) => match holder.state {
            UserState::Active => Outcome::AlreadyActive,
            UserState::Invited => Outcome::AlreadyInvited,
            UserState::Inactive => Outcome::AlreadyInactive,
            UserState::Deleted => Outcome::AlreadyDeleted,
        },
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
