//! Whoever was deleted longer ago than can be restored is erased: the person's rows go. The history stays, and names
//! nobody; the acceptances of the policy stay as the proof that they are.

use super::MOST;
use crate::{
    domain::{
        history::{Action, Entry},
        time::Timestamp,
        user::RESTORABLE,
    },
    server::{
        app::App,
        store::{self, Setting, accounts, users},
    },
};

/// Erases those whose time is over; how many.
///
/// # Errors
/// The database's.
pub async fn erase(app: &App, now: Timestamp) -> store::Result<u64> {
    let before = now - RESTORABLE;
    let due = users::accounts_with_deleted(&mut app.db.read().await?.conn(), before).await?;
    let mut count = 0;
    for account in due {
        loop {
            let mut tx = app.db.begin().await?;
            accounts::lock(&mut tx.conn(), account).await?;
            accounts::pass_on_from_deleted(&mut tx.conn(), account, before).await?;
            let erased = users::erase(&mut tx.conn(), account, before, MOST).await?;
            if erased.is_empty() {
                break;
            }
            count += erased.len() as u64;
            let entries: Vec<Entry> = erased.into_iter().map(|user| Entry::new(Action::UserErased).on(user)).collect();
            users::notify_changed(&mut tx.conn(), account).await?;
            tx.commit(&Setting { account, at: now, address: "", random: &app.random }, &entries).await?;
            app.users_changed(account);
        }
    }
    Ok(count)
}
