//! Who tries what their role doesn't give is remembered: the refused ones stand in the history too.

use super::Error;
use crate::{
    domain::history::{Action, Entry},
    server::{
        app::App,
        context::{Actor, Visit},
        store::Setting,
    },
};

/// The result as it is; where it is [`Error::NotAllowed`], after an entry of what was tried.
///
/// # Errors
/// The result's own, or the database's.
pub async fn remember<T>(
    app: &App,
    visit: &Visit,
    actor: &Actor,
    action: Action,
    result: Result<T, Error>,
) -> Result<T, Error> {
    if matches!(result, Err(Error::NotAllowed)) {
        let address = visit.address_text();
        let setting = Setting { account: actor.account(), at: app.clock.now(), address: &address, random: &app.random };
        let entry = Entry::new(action).refused().by(actor.id());
        app.db.begin().await?.commit(&setting, &[entry]).await?;
    }
    result
}
