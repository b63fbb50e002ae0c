//! The last day of a support access is over: the history says so, and that who was in has left [S2.10]. Agents were out at
//! once.

use crate::{
    domain::time::Timestamp,
    server::{
        app::App,
        operations::support::end_run_out,
        store::{self, accounts, support, users},
    },
};

/// Ends those that have run out; how many.
///
/// # Errors
/// The database's.
pub async fn end(app: &App, now: Timestamp) -> store::Result<u64> {
    let due = support::accounts_with_run_out(&mut app.db.read().await?.conn(), now).await?;
    let mut count = 0;
    for account in due {
        let mut tx = app.db.begin().await?;
        accounts::lock(&mut tx.conn(), account).await?;
        if end_run_out(app, &mut tx, account, now).await? {
            count += 1;
            // Open pages of agents close, and the banner goes from those of the account.
            users::notify_changed(&mut tx.conn(), account).await?;
            tx.commit_bookkeeping().await?;
            app.users_changed(account);
        }
    }
    Ok(count)
}
