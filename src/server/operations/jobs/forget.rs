use crate::{
    domain::{import, job::KEPT},
    server::{
        app::App,
        store::{self, Conn, imports, jobs},
    },
};

/// Removes files that nobody imports, and results that nobody needs any more; how many of these.
///
/// # Errors
/// The database's.
pub async fn forget(app: &App, conn: &mut Conn<'_>) -> store::Result<u64> {
    let now = app.clock.now();
    imports::forget(conn, now - import::KEPT).await?;
    jobs::forget(conn, now - KEPT).await
}
