//! Rows that mean nothing any more: sessions and throttles are judged at use, drafts were left, results of invitation
//! forms and jobs hold addresses that nobody needs to read again, dead links have said for long enough what became
//! of them, and so have requests for access; an exception or a service past its end is none, and who asked for a file
//! has it by now.

use crate::{
    domain::{
        export,
        time::{DAY, Timestamp},
    },
    server::{
        app::App,
        operations::{jobs, throttle},
        store::{
            self, address_changes, batches, drafts, exceptions, exports, requests, resets, services, sessions,
            throttles,
        },
    },
};
use std::time::Duration;

/// How long a draft waits for its author.
const DRAFTS: Duration = DAY;
/// How long the results of an invitation form are shown.
const RESULTS: Duration = Duration::from_hours(30 * 24);
/// How long an answered request for access is kept.
const ANSWERS: Duration = Duration::from_hours(365 * 24);
/// How long a dead link to a new password or address says what became of it.
const LINKS: Duration = Duration::from_hours(30 * 24);

/// # Errors
/// The database's.
pub async fn tidy(app: &App, now: Timestamp) -> store::Result<u64> {
    let mut tx = app.db.begin().await?;
    let mut count = sessions::forget(&mut tx.conn(), now).await?;
    count += throttles::forget(&mut tx.conn(), now - throttle::KEPT).await?;
    count += drafts::forget(&mut tx.conn(), now - DRAFTS).await?;
    count += batches::forget_results(&mut tx.conn(), now - RESULTS).await?;
    count += resets::forget(&mut tx.conn(), now - LINKS).await?;
    count += requests::forget(&mut tx.conn(), now - ANSWERS).await?;
    count += exceptions::forget(&mut tx.conn(), now).await?;
    count += services::forget(&mut tx.conn(), now).await?;
    count += address_changes::forget(&mut tx.conn(), now - LINKS).await?;
    count += exports::forget(&mut tx.conn(), now - export::KEPT).await?;
    count += jobs::forget(app, &mut tx.conn()).await?;
    tx.commit_bookkeeping().await?;
    Ok(count)
}
