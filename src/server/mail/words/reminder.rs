//! Nobody has answered an invitation that will soon expire: the same link once more.

use super::{
    Mail,
    parts::{self, Part},
    zone_name,
};
use crate::{
    server::{
        app::App,
        operations::join_link,
        store::{invitations::Invitation, messages::Message},
    },
    wording::Wording,
};

pub(super) fn write(app: &App, wording: &Wording, message: &Message, invitation: &Invitation) -> Mail {
    let account = || ("account", invitation.account_name.as_str().into());
    let invited = match &invitation.inviter_name {
        Some(inviter) => wording.say_with("mail-reminder-invited", &[("inviter", inviter.as_str().into()), account()]),
        None => wording.say_with("mail-reminder-invited-by-account", &[account()]),
    };
    let deadline = [
        ("deadline", wording.date_time(invitation.expires_at).into()),
        ("zone", zone_name(&app.zone, invitation.expires_at).into()),
    ];
    let parts = [
        Part::Paragraph(invited),
        Part::Paragraph(wording.say("mail-invitation-how")),
        Part::Button(wording.say("mail-invitation-button"), app.config.link(&join_link::path(app, invitation.id))),
        Part::Paragraph(wording.say_with("mail-invitation-deadline", &deadline)),
        Part::Aside(wording.say("mail-reminder-last")),
        Part::Aside(wording.say("mail-unexpected")),
    ];
    let subject = wording.say_with("mail-reminder-subject", &[account()]);
    parts::mail(wording, message, subject, &wording.say("mail-reminder-title"), &parts)
}
