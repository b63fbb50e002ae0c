//! Joining: the invited person gives a name and a password and is signed in [S1.20–S1.22, S5.18–S5.22].

use super::{
    Error, join_link, manager, open_invitation, refusal,
    sign_in::{self, Opened},
};
use crate::{
    domain::{
        answer::Finding,
        form::{FieldErrors, Problem},
        history::{Action, Entry},
        invitation::{Ending, LinkStatus},
        password::{self, TypedPassword},
        text::PersonName,
    },
    server::{
        app::App,
        context::Visit,
        store::{
            Setting, accounts,
            invitations::{self, Invitation},
            messages, sessions, users,
        },
        token::Token,
    },
};
use serde::Deserialize;

/// As typed.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct Form {
    pub first_name: String,
    pub last_name: String,
    pub password: TypedPassword,
}

/// What pressing the button led to.
#[derive(Debug)]
pub enum Joined {
    /// In, with this session.
    In(Opened),
    /// The link is worth nothing any more: its page says why.
    Closed,
}

/// Makes the invited person an active user. `previous` is the session that the browser had, which ends. That a dead link
/// was used is in the history.
///
/// # Errors
/// [`Error::Fields`] by field, [`Error::NotFound`] for no such link.
pub async fn accept_invitation(
    app: &App,
    visit: &Visit,
    token: &str,
    previous: Option<Token>,
    form: Form,
) -> Result<Joined, Error> {
    let (invitation, status) = join_link::read(app, token).await?;
    if status == LinkStatus::Open {
        // Whoever sends the form is no program, whether scripts run or not.
        open_invitation::open_invitation(app, token).await?;
        if let Some(session) = join(app, visit, &invitation, previous, form).await? {
            return Ok(Joined::In(session));
        }
    }
    refusal::remember_dead_link(app, visit, invitation.account, invitation.user, Action::InvitationAccepted).await?;
    Ok(Joined::Closed)
}

/// The session that it opened; nothing where the link is worth nothing any more.
async fn join(
    app: &App,
    visit: &Visit,
    invitation: &Invitation,
    previous: Option<Token>,
    form: Form,
) -> Result<Option<Opened>, Error> {
    let mut errors = FieldErrors::default();
    let first_name = errors.take("first_name", PersonName::parse(&form.first_name));
    let last_name = errors.take("last_name", PersonName::parse(&form.last_name));
    let own_words = [&form.first_name, &form.last_name, &invitation.address, &invitation.account_name];
    let own_words = own_words.map(String::as_str);
    let checked = errors.take("password", password::check(&form.password, &own_words, invitation.rules));
    let (Some(first_name), Some(last_name), Some(())) = (first_name, last_name, checked) else {
        return Err(errors.into());
    };
    let hash = app.passwords.hash(form.password).await?;

    let now = app.clock.now();
    let address = visit.address_text();
    let setting = Setting { account: invitation.account, at: now, address: &address, random: &app.random };
    let mut tx = app.db.begin().await?;
    // Before the rows that others reach by it: in another order, two would wait for each other.
    accounts::lock(&mut tx.conn(), invitation.account).await?;
    // The deadline passed, or another device was quicker, while the password was being hashed.
    if now >= invitation.expires_at || !invitations::end(&mut tx.conn(), invitation.id, Ending::Accepted, now).await? {
        return Ok(None);
    }
    // Nobody grants what they don't hold: the inviter may have lost rights since.
    if let Some(inviter) = invitation.inviter
        && !manager::is_within(&mut tx.conn(), invitation.account, invitation.user, inviter, now).await?
    {
        drop(tx);
        let entry = Entry::new(Action::InvitationAccepted).refused().by(invitation.user).on(invitation.user);
        app.db.begin().await?.commit(&setting, &[entry]).await?;
        return Err(FieldErrors::one("form", Problem::BeyondInviter).into());
    }
    let names = (first_name.as_str(), last_name.as_str());
    if !users::join(&mut tx.conn(), invitation.user, names, &invitation.address, &hash, now).await? {
        return Ok(None);
    }
    messages::withdraw(&mut tx.conn(), invitation.id, Finding::Accepted).await?;
    if let Some(previous) = previous {
        sessions::delete_by_token(&mut tx.conn(), previous.hash()).await?;
    }
    let session = sign_in::open_session(app, &mut tx.conn(), invitation.user, visit, now).await?;
    users::notify_changed(&mut tx.conn(), invitation.account).await?;
    let entry = Entry::new(Action::InvitationAccepted).by(invitation.user).on(invitation.user);
    tx.commit(&setting, &[entry]).await?;
    app.users_changed(invitation.account);
    tracing::info!(user.id = %invitation.user, "invitation.accept");
    Ok(Some(session))
}
