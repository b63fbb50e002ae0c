//! What would become of each address, before and at sending.

use super::super::Error;
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
        context::Actor,
        store::{self, Conn, accounts, users},
    },
};

/// What would become of the addresses, and the seats that would be left.
pub struct Checked {
    pub outcomes: Vec<Outcome>,
    /// Free now; none where there is no limit.
    pub free_seats: Option<u64>,
}

/// Says of each address what sending would do with it.
///
/// # Errors
/// [`Error::NotAllowed`] below Approver in users.
pub async fn check_addresses(app: &App, actor: &Actor, addresses: &[EmailAddress]) -> Result<Checked, Error> {
    let actor = actor.granted(Area::Users, Level::Approver)?;
    let mut reader = app.db.read().await?;
    let free_seats = accounts::free_seats(&mut reader.conn(), actor.account()).await?;
    let outcomes = outcomes(&mut reader.conn(), actor.account(), addresses.iter()).await?;
    Ok(Checked { outcomes, free_seats })
}

/// In the order given; the first addresses get the seats that are left [S1.3].
pub(super) async fn outcomes<'a>(
    conn: &mut Conn<'_>,
    account: AccountId,
    addresses: impl Iterator<Item = &'a EmailAddress>,
) -> store::Result<Vec<Outcome>> {
    let keys: Vec<&str> = addresses.map(EmailAddress::key).collect();
    let holders = users::holders(conn, &keys).await?;
    let mut free = accounts::free_seats(conn, account).await?;
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
