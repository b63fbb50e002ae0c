use crate::{
    domain::job::KEPT,
    server::{
        app::App,
        store::{self, Conn, jobs},
    },
};

/// Removes the results that nobody needs any more; how many.
///
/// # Errors
/// The database's.
pub async fn forget(app: &App, conn: &mut Conn<'_>) -> store::Result<u64> {
    jobs::forget(conn, app.clock.now() - KEPT).await
}
