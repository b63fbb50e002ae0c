//! Somebody signed in with a browser that Parvis hadn't seen with this person [S3.9].

use super::{
    Mail, browser,
    parts::{self, Part},
};
use crate::{
    server::{app::App, store::messages::Message},
    wording::Wording,
};

pub(super) fn write(app: &App, wording: &Wording, message: &Message, particulars: &serde_json::Value) -> Mail {
    let account = [("account", message.account_name.as_str().into())];
    let title = wording.say("mail-new-device-title");
    let parts = [
        Part::Paragraph(wording.say_with("mail-new-device-text", &account)),
        Part::Paragraph(wording.say_with("mail-where", &browser(app, wording, message, particulars))),
        Part::Paragraph(wording.say("mail-not-you")),
        Part::Button(wording.say("mail-not-you-button"), app.config.link("/forgot")),
    ];
    parts::mail(wording, message, wording.say_with("mail-new-device-subject", &account), &title, &parts)
}
