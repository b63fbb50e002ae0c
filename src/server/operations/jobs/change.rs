//! A verb on many users: each goes the way that one alone goes, and one refusal leaves the others as they are.

use super::work::{Leased, Part};
use crate::{
    domain::{history::Entry, time::Timestamp, verb::Refusal},
    server::{
        app::App,
        context::Actor,
        operations::{
            Error, Manager,
            users::{Change, take},
        },
        store::{Tx, jobs},
    },
};

/// Users of one transaction: the account's lock is held as long.
const AT_ONCE: i64 = 100;

pub(super) async fn part(
    app: &App,
    tx: &mut Tx,
    leased: &Leased,
    actor: &Actor,
    change: Change,
    now: Timestamp,
) -> Result<Part, Error> {
    let manager = Manager::now(&mut tx.conn(), actor, change.verb().level(), now).await?;
    let job = leased.job.id;
    let next = jobs::next_users(&mut tx.conn(), job, AT_ONCE).await?;
    let last = i64::try_from(next.len()).is_ok_and(|found| found < AT_ONCE);
    let mut part = Part { done: 0, refused: 0, entries: Vec::with_capacity(next.len()), mailed: false, last };
    for (number, user) in next {
        tx.mark().await?;
        match take(app, tx, &manager, user, change, None, now).await {
            Ok((done, entry)) => {
                tx.keep().await?;
                jobs::settle(&mut tx.conn(), job, number, None).await?;
                part.entries.push(entry);
                part.done += 1;
                part.mailed |= done.mailed;
            }
            Err(Error::Refused(refusal)) => {
                tx.undo().await?;
                jobs::settle(&mut tx.conn(), job, number, Some(&refusal.as_str().into())).await?;
                let entry = Entry::new(change.action()).refused().by(actor.id());
                // Somebody erased since is nobody to tell of.
                part.entries.push(if refusal == Refusal::Gone { entry } else { entry.on(user) });
                part.refused += 1;
            }
            Err(error) => return Err(error),
        }
    }
    Ok(part)
}
