//! Where everybody is locked out: somebody becomes administrator from the command line [S5.2].

use super::{Error, users::access_end};
use crate::{
    domain::{
        address::EmailAddress,
        history::{Action, Change, Entry},
        user::UserState,
        verb::Refusal,
    },
    server::{
        app::Base,
        store::{Setting, accounts, roles, users},
    },
};
use serde_json::json;

/// Makes the person with this address an active administrator of their account whose access has no end. Who is
/// inactive is let in again, with the password that there is, whether a seat is free or not.
///
/// # Errors
/// [`Error::NotFound`] where nobody has the address, [`Refusal::State`] for who has no password yet or was deleted:
/// nobody could sign in as them. [`Refusal::Unchanged`] where it is so already.
pub async fn make_administrator(base: &Base, email: &EmailAddress) -> Result<(), Error> {
    let now = base.clock.now();
    let mut tx = base.db.begin().await?;
    let known = users::credentials(&mut tx.conn(), email).await?.ok_or(Error::NotFound)?;
    accounts::lock(&mut tx.conn(), known.account).await?;
    let person = users::find(&mut tx.conn(), known.account, known.id).await?.ok_or(Error::NotFound)?;
    let is_in = person.state == UserState::Active;
    if !is_in && (person.state != UserState::Inactive || !person.has_password) {
        return Err(Refusal::State(person.state).into());
    }
    if is_in && person.role.is_administrator() && person.access_ends_at.is_none() {
        return Err(Refusal::Unchanged.into());
    }
    let roles = roles::list(&mut tx.conn(), person.account).await?;
    let role = roles.iter().find(|role| role.is_administrator()).map(|role| role.id).ok_or(Error::NotFound)?;
    users::clear_access_end(&mut tx.conn(), person.id).await?;
    let given = role == person.role.id || users::set_role(&mut tx.conn(), person.account, person.id, role).await?;
    let let_in = is_in || users::move_to(&mut tx.conn(), person.id, person.state, UserState::Active, None, now).await?;
    if !given || !let_in {
        return Err(Refusal::Gone.into());
    }
    users::notify_changed(&mut tx.conn(), person.account).await?;
    let mut entries = Vec::new();
    if role != person.role.id {
        let roles = json!({ "before": person.role.id.to_string(), "after": role.to_string() });
        entries.push(Entry::new(Action::RoleChanged).on(person.id).with(roles));
    }
    if let Some(end) = person.access_ends_at {
        let before = Change::between("ends_on", &access_end::day(end, &base.zone), "");
        entries.push(Entry::new(Action::AccessEndSet).on(person.id).changing(before));
    }
    if !is_in {
        entries.push(Entry::new(Action::UserActivated).on(person.id));
    }
    let setting = Setting { account: person.account, at: now, address: "", random: &base.random };
    tx.commit(&setting, &entries).await?;
    Ok(())
}
