//! Invitations have expired unanswered: to whoever sent them, all of a day in one.

use super::{
    Mail,
    parts::{self, Part},
};
use crate::{
    server::{app::App, store::messages::Message},
    wording::Wording,
};
use serde_json::Value;

pub(super) fn write(app: &App, wording: &Wording, message: &Message, particulars: &Value) -> Mail {
    let count = particulars["count"].as_u64().unwrap_or(1);
    let title = wording.say_with("mail-expired-title", &[("count", count.into())]);
    let (text, link) = if let Some(about) = &message.about {
        let names = [("name", about.name.as_str().into()), ("account", message.account_name.as_str().into())];
        (wording.say_with("mail-expired-text", &names), format!("/users/{}", about.id))
    } else {
        let facts = [("count", count.into()), ("account", message.account_name.as_str().into())];
        (wording.say_with("mail-expired-text-many", &facts), "/users?state=invited".to_owned())
    };
    let parts = [
        Part::Paragraph(text),
        Part::Paragraph(wording.say("mail-expired-what")),
        Part::Button(wording.say("mail-expired-button"), app.config.link(&link)),
    ];
    parts::mail(wording, message, title.clone(), &title, &parts)
}
