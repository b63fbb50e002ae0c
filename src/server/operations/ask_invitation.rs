//! The invited person asks for a new link, in one click on the page of a dead one [S2.16].

use super::{Error, daily, join_link, settings, throttle};
use crate::{
    domain::{
        answer::Finding,
        history::{Action, Entry},
        id::{InvitationId, MessageId},
        invitation::{Ending, LinkStatus},
        message::MessageKind,
        time::DAY,
        user::UserState,
    },
    server::{
        app::App,
        context::Visit,
        store::{
            Setting, accounts,
            invitations::{self, NewInvitation, Sending},
            messages::{self, NewMessage, Subject},
            users,
        },
    },
};

/// New links that a person may be sent within a day, by whoever asked.
const MOST_A_DAY: i64 = 3;

/// Sends a new link to the same address; the older ones are dead then.
///
/// # Errors
/// [`Error::TooMany`] after three in a day, or where the account has sent as many
/// invitations as it may; [`Error::NotFound`] where the link never was one, was revoked or used, or is to another address
/// than the person has now.
pub async fn ask_invitation(app: &App, visit: &Visit, token: &str) -> Result<(), Error> {
    let (old, status) = join_link::read(app, token).await?;
    if !matches!(status, LinkStatus::Expired | LinkStatus::Ended(Ending::Replaced)) {
        return Err(Error::NotFound);
    }
    let now = app.clock.now();
    throttle::count(app, &mut [throttle::Key::peer(app, "ask", &visit.peer())]).await?;
    let address = visit.address_text();
    let setting = Setting { account: old.account, at: now, address: &address, random: &app.random };
    let entry = Entry::new(Action::InvitationAsked).on(old.user);
    let mut tx = app.db.begin().await?;
    // Pressed twice at once, each would make the one link that may be open.
    accounts::lock(&mut tx.conn(), old.account).await?;
    let own = invitations::count_since(&mut tx.conn(), old.user, now - DAY).await? >= MOST_A_DAY;
    if own || daily::left(app, &mut tx.conn(), old.account, now).await? == Some(0) {
        tx.commit(&setting, &[entry.refused()]).await?;
        return Err(Error::TooMany { seconds: 86_400 });
    }
    if let Some(open) = invitations::find_open(&mut tx.conn(), old.user).await?
        && invitations::end(&mut tx.conn(), open, Ending::Replaced, now).await?
    {
        messages::withdraw(&mut tx.conn(), open, Finding::Replaced).await?;
    }
    // Only now: whoever joins by the open link at this moment has either joined already, or can't any more.
    let listed = users::find_listed(&mut tx.conn(), old.account, old.user).await?.ok_or(Error::NotFound)?;
    if listed.state != UserState::Invited || listed.email != old.address {
        return Err(Error::NotFound);
    }
    let id = InvitationId(app.random.id(now));
    let sending = Sending {
        account: old.account,
        batch: None,
        inviter: old.inviter,
        language: old.language,
        message: &old.message,
        now,
        expires: settings::invitation_end(app, &mut tx.conn(), old.account, now).await?,
    };
    let new = NewInvitation { id, user: old.user, address: &old.address, token: join_link::token(app, id).hash() };
    invitations::insert(&mut tx.conn(), &sending, &[new]).await?;
    let message = NewMessage {
        id: MessageId(app.random.id(now)),
        user: old.user,
        subject: Subject::Invitation(id),
        address: &old.address,
    };
    messages::insert(&mut tx.conn(), old.account, MessageKind::Invitation, old.language, &[message], now).await?;
    users::set_invited(&mut tx.conn(), old.user, now).await?;
    users::notify_changed(&mut tx.conn(), old.account).await?;
    tx.commit(&setting, &[entry]).await?;
    app.users_changed(old.account);
    app.outbox.wake();
    Ok(())
}
