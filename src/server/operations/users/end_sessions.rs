//! Ends every session of somebody; signing in goes on working.

use super::step::{Done, Step};
use crate::server::{operations::Error, store::sessions};

pub(super) async fn end_sessions(step: &mut Step<'_, '_>) -> Result<Done, Error> {
    sessions::delete_of_user(&mut step.conn, step.person.id, None).await?;
    Ok(Done::quiet(step.person.state))
}
