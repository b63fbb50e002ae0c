//! The seats taken at the beginning of each day, for the figures over time: the first run of a day writes it. The day
//! before can't be made up for, and isn't.

use crate::{
    domain::time::Timestamp,
    server::{
        app::App,
        operations::calendar,
        store::{self, seats},
    },
};

/// Writes the present day where it isn't yet; how many rows.
///
/// # Errors
/// The database's.
pub async fn write(app: &App, now: Timestamp) -> store::Result<u64> {
    let day = calendar::day_of(now, &app.zone).to_string();
    // Nearly always there is nothing to do, and nobody who writes has to wait for that.
    if !seats::is_due(&mut app.db.read().await?.conn(), &day).await? {
        return Ok(0);
    }
    let mut tx = app.db.begin().await?;
    let count = seats::write(&mut tx.conn(), &day).await?;
    tx.commit_bookkeeping().await?;
    Ok(count)
}
