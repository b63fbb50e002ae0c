//! The button and the code that lead to a new password [S4.11, S4.16].

use super::{
    Mail,
    parts::{self, Part},
    zone_name,
};
use crate::{
    server::{
        app::App,
        operations::reset_link,
        store::{messages::Message, resets::Reset},
    },
    wording::Wording,
};

pub(super) fn write(app: &App, wording: &Wording, message: &Message, reset: &Reset) -> Mail {
    let account = [("account", message.account_name.as_str().into())];
    let title = wording.say("mail-reset-title");
    let (why, otherwise) = match reset.actor {
        Some(_) => ("mail-reset-started", "mail-reset-started-otherwise"),
        None => ("mail-reset-asked", "mail-reset-asked-otherwise"),
    };
    let deadline = [
        ("deadline", wording.date_time(reset.expires_at).into()),
        ("zone", zone_name(&app.zone, reset.expires_at).into()),
    ];
    let page = [("address", app.config.link("/reset").into())];
    let parts = [
        Part::Paragraph(wording.say_with(why, &account)),
        Part::Button(wording.say("mail-reset-button"), app.config.link(&reset_link::path(app, reset.id))),
        Part::Code(wording.say_with("mail-reset-code", &page), reset_link::code(app, reset.id).text()),
        Part::Paragraph(wording.say_with("mail-reset-deadline", &deadline)),
        Part::Aside(wording.say(otherwise)),
    ];
    parts::mail(wording, message, wording.say_with("mail-reset-subject", &account), &title, &parts)
}
