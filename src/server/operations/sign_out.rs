use super::{Error, support};
use crate::{
    domain::history::{Action, Entry},
    server::{
        app::App,
        context::Visit,
        store::{
            Setting,
            sessions::{self, SignedIn},
        },
    },
};

/// Ends the session; ending one that has ended is fine.
///
/// # Errors
/// The database's.
pub async fn sign_out(app: &App, visit: &Visit, user: &SignedIn) -> Result<(), Error> {
    let mut tx = app.db.begin().await?;
    support::tell_left(app, visit, &mut tx, user).await?;
    if !sessions::delete(&mut tx.conn(), user.session).await? {
        return Ok(());
    }
    let address = visit.address_text();
    let setting = Setting { account: user.home, at: app.clock.now(), address: &address, random: &app.random };
    tx.commit(&setting, &[Entry::new(Action::SignedOut).by(user.user).on(user.user)]).await?;
    Ok(())
}
