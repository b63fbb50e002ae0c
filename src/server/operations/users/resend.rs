//! "Retransmettre l'invitation", expired or not; the older link dies [S1.19, S2.16].

use super::{
    invitation,
    step::{Done, Step},
};
use crate::{
    domain::user::UserState,
    server::{operations::Error, store::invitations},
};

pub(super) async fn resend(step: &mut Step<'_, '_>) -> Result<Done, Error> {
    // The words that came with the first go with it again.
    let words = invitations::newest_words(&mut step.conn, step.person.id).await?.unwrap_or_default();
    invitation::open(step, &words).await?;
    Ok(Done::mailed(UserState::Invited))
}
