//! Says that it has arrived: that is all it is for.

use super::{
    Mail,
    parts::{self, Addressee, Part},
};
use crate::{
    domain::address::EmailAddress,
    server::{app::App, context::Actor},
    wording::Wording,
};

pub(in super::super) fn write(app: &App, wording: &Wording, actor: &Actor, to: &EmailAddress) -> Mail {
    let account = [("account", actor.account_name.as_str().into())];
    let title = wording.say("mail-trial-title");
    let parts = [
        Part::Paragraph(wording.say_with("mail-trial-text", &account)),
        Part::Button(wording.say("mail-trial-button"), app.config.link("/settings")),
    ];
    let addressee =
        Addressee { account_name: &actor.account_name, first_name: &actor.first_name, address: to.as_str() };
    parts::mail_to(wording, &addressee, wording.say_with("mail-trial-subject", &account), &title, &parts)
}
