//! A change of the sign-in address: to be confirmed from the new one, told to the old one [S3.12].

use super::{
    Mail,
    parts::{self, Part},
    zone_name,
};
use crate::{
    domain::time::Timestamp,
    server::{
        app::App,
        operations::address_link,
        store::{address_changes::AddressChange, messages::Message},
    },
    wording::{Arg, Wording},
};

fn deadline(app: &App, wording: &Wording, at: Timestamp) -> [(&'static str, Arg); 2] {
    [("deadline", wording.date_time(at).into()), ("zone", zone_name(&app.zone, at).into())]
}

pub(super) fn confirmation(app: &App, wording: &Wording, message: &Message, change: &AddressChange) -> Mail {
    let account = [("account", message.account_name.as_str().into())];
    let title = wording.say("mail-address-confirmation-title");
    let link = app.config.link(&address_link::confirm_path(app, change.id));
    let parts = [
        Part::Paragraph(wording.say_with("mail-address-confirmation-text", &account)),
        Part::Button(wording.say("mail-address-confirmation-button"), link),
        Part::Paragraph(
            wording.say_with("mail-address-confirmation-deadline", &deadline(app, wording, change.expires_at)),
        ),
        Part::Aside(wording.say("mail-address-confirmation-otherwise")),
    ];
    parts::mail(wording, message, wording.say_with("mail-address-confirmation-subject", &account), &title, &parts)
}

pub(super) fn changed(app: &App, wording: &Wording, message: &Message, change: &AddressChange) -> Mail {
    let account = || ("account", message.account_name.as_str().into());
    let title = wording.say("mail-address-changed-title");
    let link = app.config.link(&address_link::undo_path(app, change.id));
    let until = change.undoable_until.unwrap_or(change.expires_at);
    let new = ("email", change.new_email.as_str().into());
    let parts = [
        Part::Paragraph(wording.say_with("mail-address-changed-text", &[account(), new])),
        Part::Paragraph(wording.say("mail-address-changed-undo")),
        Part::Button(wording.say("mail-address-changed-button"), link),
        Part::Paragraph(wording.say_with("mail-address-changed-deadline", &deadline(app, wording, until))),
    ];
    parts::mail(wording, message, wording.say_with("mail-address-changed-subject", &[account()]), &title, &parts)
}
