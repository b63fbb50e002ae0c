//! "Envoyer les instructions pour renouveler le mot de passe" [S1.17, S4.11]: the administrator starts it, and never
//! sees or chooses the password. The one there is opens the account until another is chosen.

use super::step::{Done, Step};
use crate::server::operations::{Error, open_reset::open_reset};

pub(super) async fn reset_password(step: &mut Step<'_, '_>) -> Result<Done, Error> {
    open_reset(step.app, &mut step.conn, &step.person, Some(step.manager.id()), step.now).await?;
    Ok(Done::mailed(step.person.state))
}
