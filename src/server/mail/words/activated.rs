//! Access is back; the password is the one from before [S5.13].

use super::{
    Mail,
    parts::{self, Part},
};
use crate::{
    server::{app::App, store::messages::Message},
    wording::Wording,
};

pub(super) fn write(app: &App, wording: &Wording, message: &Message) -> Mail {
    let account = [("account", message.account_name.as_str().into())];
    let title = wording.say_with("mail-activated-title", &account);
    let parts = [
        Part::Paragraph(wording.say_with("mail-activated-text", &account)),
        Part::Button(wording.say("mail-activated-button"), app.config.link("/sign-in")),
        Part::Aside(wording.say("mail-activated-forgotten")),
    ];
    parts::mail(wording, message, title.clone(), &title, &parts)
}
