//! The old address takes a change back [S3.12]. Whoever made it may have taken the account: so the sessions end, the
//! password opens nothing any more, and the old address gets a way to a new one.

use super::{Error, address_link, links, open_reset::open_reset, refusal};
use crate::{
    domain::{
        address::EmailAddress,
        address_change::Status,
        history::{Action, Change, Entry},
        password::TypedPassword,
        reset,
    },
    server::{
        app::App,
        context::Visit,
        store::{
            Setting, accounts,
            address_changes::{self, AddressChange},
            sessions,
            users::{self, Person},
        },
        token::Token,
    },
};

/// What pressing the button led to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    Undone,
    /// Somebody has had the old address since; who isn't said.
    Taken,
    /// The link is worth nothing any more: its page says why.
    Closed,
}

/// Puts the old address back. That a dead link was used is in the history.
///
/// # Errors
/// [`Error::NotFound`] for no such link.
pub async fn undo_address(app: &App, visit: &Visit, token: &str) -> Result<Outcome, Error> {
    let (change, status) = address_link::read_to_undo(app, token).await?;
    if status == Status::Undoable
        && let Some(outcome) = undo(app, visit, &change).await?
    {
        return Ok(outcome);
    }
    refusal::remember_dead_link(app, visit, change.account, change.user, Action::AddressChangeUndone).await?;
    Ok(Outcome::Closed)
}

/// What it led to; nothing where the link is worth nothing any more.
async fn undo(app: &App, visit: &Visit, change: &AddressChange) -> Result<Option<Outcome>, Error> {
    let Ok(email) = change.old_email.parse::<EmailAddress>() else { return Ok(None) };
    let nobody_knows = TypedPassword::new(Token::draw(&app.random).text());
    let hash = app.passwords.hash(nobody_knows).await?;

    let now = app.clock.now();
    let address = visit.address_text();
    let setting = Setting { account: change.account, at: now, address: &address, random: &app.random };
    let entry = Entry::new(Action::AddressChangeUndone).by(change.user).on(change.user);
    let mut tx = app.db.begin().await?;
    accounts::lock(&mut tx.conn(), change.account).await?;
    let person = users::find(&mut tx.conn(), change.account, change.user).await?.ok_or(Error::NotFound)?;
    if !address_changes::undo(&mut tx.conn(), change.id, now).await? {
        return Ok(None);
    }
    let names = (person.first_name.as_str(), person.last_name.as_str());
    if !users::set_email(&mut tx.conn(), person.id, &email, names).await? {
        drop(tx);
        app.db.begin().await?.commit(&setting, &[entry.refused()]).await?;
        return Ok(Some(Outcome::Taken));
    }
    // Further changes came from where this one did, and could be undone from there.
    address_changes::end_since(&mut tx.conn(), person.id, change.created_at, now).await?;
    sessions::delete_of_user(&mut tx.conn(), person.id, None).await?;
    links::end_reset(&mut tx.conn(), person.id, reset::Ending::Withdrawn, now).await?;
    users::replace_password(&mut tx.conn(), person.id, &hash).await?;
    let entry = entry.changing(Change::between("email", &person.email, email.as_str()));
    if person.has_access(now) {
        let person = Person { email: change.old_email.clone(), ..person };
        open_reset(app, &mut tx.conn(), &person, None, now).await?;
    }
    users::notify_changed(&mut tx.conn(), change.account).await?;
    tx.commit(&setting, &[entry]).await?;
    app.users_changed(change.account);
    app.outbox.wake();
    tracing::info!(user.id = %change.user, "address.undo");
    Ok(Some(Outcome::Undone))
}
