//! What time brings by itself, one chore a file: ends of access and the notices before them, of the support's too,
//! reminders, expired invitations, erasure, the day's seats, and rows that mean nothing any more.
//!
//! What can be judged at use is, so that a late run changes nothing for anybody: links expire and accesses end without
//! it. Every chore takes what is due by conditional updates, in small transactions: nodes may run it side by side, and a
//! run that is cut off is gone on with. None acts while the clock isn't to be trusted ([`steady`]).

pub mod access_ends;
pub mod erasure;
pub mod expiries;
pub mod notices;
pub mod reminders;
pub mod seats;
pub mod steady;
pub mod support_ends;
pub mod tidy;

use super::{
    app::App,
    store::{self, users},
};
use crate::domain::time::Timestamp;
use std::time::Duration;

/// How often the clock is looked at.
const LOOK: Duration = Duration::from_secs(2);
/// How often there is a run, by that clock.
const EVERY: Duration = Duration::from_mins(5);
/// Rows that one transaction takes: others want to write too.
const MOST: i64 = 200;

/// Runs for as long as the server does.
pub async fn run(app: App) {
    let mut last: Option<Timestamp> = None;
    let mut next = app.clock.now();
    loop {
        let now = app.clock.now();
        if now >= next || last.is_some_and(|last| now < last) {
            last = Some(now);
            once(&app, now).await;
            next = next_run(&app, now).await;
        }
        tokio::time::sleep(app.clock.wait(LOOK)).await;
    }
}

/// When the next run is due: an access that ends before the others' turn is shown as ended when it is.
pub async fn next_run(app: &App, now: Timestamp) -> Timestamp {
    let next = now + EVERY;
    let ends = async { users::next_end(&mut app.db.read().await?.conn(), now).await };
    match ends.await {
        Ok(end) => end.map_or(next, |end| end.min(next)),
        Err(error) => {
            warn("next_run", &error);
            next
        }
    }
}

/// One run, as at that time. A chore that fails keeps no other from its turn.
pub async fn once(app: &App, now: Timestamp) {
    match steady::look(app, now).await {
        Ok(true) => {}
        Ok(false) => return,
        Err(error) => return warn("steady", &error),
    }
    report("access_ends", access_ends::end(app, now).await);
    report("support_ends", support_ends::end(app, now).await);
    report("notices", notices::send(app, now).await);
    report("reminders", reminders::send(app, now).await);
    report("expiries", expiries::note(app, now).await);
    report("expiries.tell", expiries::tell(app, now).await);
    report("erasure", erasure::erase(app, now).await);
    report("seats", seats::write(app, now).await);
    report("tidy", tidy::tidy(app, now).await);
}

fn report(chore: &'static str, done: store::Result<u64>) {
    match done {
        Ok(0) => {}
        Ok(count) => tracing::info!(chore, count, "housekeeping.run"),
        Err(error) => warn(chore, &error),
    }
}

fn warn(chore: &'static str, error: &sqlx::Error) {
    tracing::warn!(chore, error = error as &dyn std::error::Error, "housekeeping.run");
}
