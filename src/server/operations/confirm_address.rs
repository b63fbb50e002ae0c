//! The new address says that it is the person's: from now on it signs in, and the old one is told [S3.12].

use super::{Error, address_link, links, manager, refusal};
use crate::{
    domain::{
        access::Level,
        address::EmailAddress,
        address_change::{Ending, Status, UNDOABLE},
        history::{Action, Change, Entry},
        id::MessageId,
        message::MessageKind,
        reset,
        user::UserState,
    },
    server::{
        app::App,
        context::Visit,
        store::{
            Setting, accounts,
            address_changes::{self, AddressChange},
            messages::{self, NewMessage, Subject},
            users,
        },
    },
};

/// What pressing the button led to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    Confirmed,
    /// Somebody has had the address since; who isn't said.
    Taken,
    /// The link is worth nothing any more: its page says why.
    Closed,
}

/// Confirms the change. That a dead link was used is in the history.
///
/// # Errors
/// [`Error::NotFound`] for no such link.
pub async fn confirm_address(app: &App, visit: &Visit, token: &str) -> Result<Outcome, Error> {
    let (change, status) = address_link::read_to_confirm(app, token).await?;
    if status == Status::Waiting
        && let Some(outcome) = confirm(app, visit, &change).await?
    {
        return Ok(outcome);
    }
    refusal::remember_dead_link(app, visit, change.account, change.user, Action::AddressChanged).await?;
    Ok(Outcome::Closed)
}

/// What it led to; nothing where the link is worth nothing any more.
async fn confirm(app: &App, visit: &Visit, change: &AddressChange) -> Result<Option<Outcome>, Error> {
    let Ok(email) = change.new_email.parse::<EmailAddress>() else { return Ok(None) };
    let now = app.clock.now();
    let address = visit.address_text();
    let setting = Setting { account: change.account, at: now, address: &address, random: &app.random };
    let entry = Entry::new(Action::AddressChanged).by(change.user).on(change.user);
    let mut tx = app.db.begin().await?;
    accounts::lock(&mut tx.conn(), change.account).await?;
    let person = users::find(&mut tx.conn(), change.account, change.user).await?.ok_or(Error::NotFound)?;
    // Whoever reads the new address becomes that person: who asked for it has to be allowed to at this moment.
    let by = (change.actor, Level::Approver);
    if change.actor != change.user && !manager::leads(&mut tx.conn(), change.account, change.user, by, now).await? {
        let waiting = address_changes::find_waiting(&mut tx.conn(), change.user).await?;
        if waiting.is_none_or(|waiting| waiting.id != change.id) {
            return Ok(None);
        }
        links::end_change(&mut tx.conn(), change.user, Ending::Withdrawn, now).await?;
        tx.commit(&setting, &[entry.refused()]).await?;
        return Ok(Some(Outcome::Closed));
    }
    if !matches!(person.state, UserState::Active | UserState::Inactive)
        || !address_changes::confirm(&mut tx.conn(), change.id, now, now + UNDOABLE).await?
    {
        return Ok(None);
    }
    let names = (person.first_name.as_str(), person.last_name.as_str());
    if !users::set_email(&mut tx.conn(), person.id, &email, names).await? {
        drop(tx);
        app.db.begin().await?.commit(&setting, &[entry.refused()]).await?;
        return Ok(Some(Outcome::Taken));
    }
    // Its link went to the old address.
    links::end_reset(&mut tx.conn(), person.id, reset::Ending::Withdrawn, now).await?;
    let message = NewMessage {
        id: MessageId(app.random.id(now)),
        user: person.id,
        subject: Subject::AddressChange(change.id),
        address: &change.old_email,
    };
    let (kind, language) = (MessageKind::AddressChanged, person.language);
    messages::insert(&mut tx.conn(), person.account, kind, language, &[message], now).await?;
    users::notify_changed(&mut tx.conn(), change.account).await?;
    tx.commit(&setting, &[entry.changing(Change::between("email", &person.email, email.as_str()))]).await?;
    app.users_changed(change.account);
    app.outbox.wake();
    tracing::info!(user.id = %person.id, "address.confirm");
    Ok(Some(Outcome::Confirmed))
}
