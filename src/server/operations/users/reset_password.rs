//! "Envoyer les instructions pour renouveler le mot de passe" [S1.17, S4.11]: the administrator starts it, and never
//! sees or chooses the password. The one there is opens the account until another is chosen.

use super::step::{Done, Step};
use crate::{
    domain::{time::DAY, verb::Refusal},
    server::{
        operations::{Error, open_reset::open_reset},
        store::resets,
    },
};

/// Such mails that one person may be sent within a day, by whichever administrator, alone or with others.
pub const MOST_A_DAY: i64 = 5;

pub(super) async fn reset_password(step: &mut Step<'_, '_>) -> Result<Done, Error> {
    if resets::count_started_since(&mut step.conn, step.person.id, step.now - DAY).await? >= MOST_A_DAY {
        return Err(Refusal::MailedEnough.into());
    }
    open_reset(step.app, &mut step.conn, &step.person, Some(step.manager.id()), step.now).await?;
    Ok(Done::mailed(step.person.state))
}
