//! What would become of each address, before and at sending.

use super::super::{Error, foreign, room::Room, taken::taken};
use crate::{
    domain::{
        access::{Area, Level, Scope},
        address::EmailAddress,
        invitation::Outcome,
    },
    server::{
        app::App,
        context::{Actor, Granted, Visit},
        store::{Conn, settings},
    },
};

/// Says of each address what sending would do with it, but where people of departments alone ask: what is left for the
/// whole account is none of theirs until they send. `taken` are the seats, and mails, that other addresses of the form take.
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
    let granted = actor.granted_somewhere(Area::Users, Level::Approver)?;
    foreign::spend(app, visit, &granted, addresses.iter()).await?;
    let mut reader = app.db.read().await?;
    let mut outcomes = outcomes(app, &mut reader.conn(), &granted, addresses.iter(), taken).await?;
    if *granted.scope() != Scope::Everywhere {
        for outcome in &mut outcomes {
            if matches!(outcome, Outcome::NoSeat | Outcome::DailyLimit) {
                *outcome = Outcome::New;
            }
        }
    }
    Ok(outcomes)
}

/// In the order given; the first addresses get what is left of the seats, and of the day's invitations [S1.3].
pub(super) async fn outcomes<'a>(
    app: &App,
    conn: &mut Conn<'_>,
    granted: &Granted<'_>,
    addresses: impl Iterator<Item = &'a EmailAddress>,
    taken_before: usize,
) -> Result<Vec<Outcome>, Error> {
    let addresses: Vec<&EmailAddress> = addresses.collect();
    let keys: Vec<&str> = addresses.iter().map(|address| address.key()).collect();
    let account = granted.account();
    let known = taken(conn, account, granted.scope(), &keys).await?;
    let domains = settings::domains(conn, account).await?;
    let mut room = Room::read(app, conn, account, app.clock.now()).await?.without(taken_before);
    let outcomes = addresses.into_iter().map(|address| match known.get(address.key()) {
        Some(outcome) => *outcome,
        None if !domains.allow(address) => Outcome::OtherDomain,
        None => room.take(),
    });
    Ok(outcomes.collect())
}
