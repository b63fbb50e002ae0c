//! Somebody asks for more access: to those who can give it [S2.9].

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
    let name = message.about.as_ref().map(|about| about.name.clone()).unwrap_or_default();
    let name = || ("name", name.as_str().into());
    let title = wording.say_with("mail-request-title", &[name()]);
    let wish = wording.wish(particulars);
    let link = app.config.link(&format!("/requests/{}", particulars["request"].as_str().unwrap_or_default()));
    let mut parts = vec![Part::Paragraph(wording.say_with(
        "mail-request-text",
        &[name(), ("account", message.account_name.as_str().into()), ("wish", wish.into())],
    ))];
    if let Some(reason) = particulars["reason"].as_str().filter(|reason| !reason.is_empty()) {
        parts.push(Part::Paragraph(wording.say_with("mail-request-reason", &[("reason", reason.into())])));
    }
    parts.push(Part::Button(wording.say("mail-request-button"), link));
    parts.push(Part::Aside(wording.say("mail-request-quiet")));
    parts::mail(wording, message, title.clone(), &title, &parts)
}
