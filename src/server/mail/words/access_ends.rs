//! An access will end: to the person, or to whoever set the day [S3.22].

use super::{
    Mail,
    parts::{self, Part},
};
use crate::{
    domain::time::Timestamp,
    server::{app::App, store::messages::Message},
    wording::Wording,
};
use serde_json::Value;

pub(super) fn write(app: &App, wording: &Wording, message: &Message, particulars: &Value) -> Mail {
    let end = Timestamp::from_micros(particulars["ends_at"].as_i64().unwrap_or_default());
    let account = || ("account", message.account_name.as_str().into());
    let date = || ("date", wording.date(end).into());
    if let Some(about) = message.about.as_ref().filter(|about| about.id != message.user) {
        let name = || ("name", about.name.as_str().into());
        let title = wording.say_with("mail-access-ends-of-title", &[name(), date()]);
        let link = app.config.link(&format!("/users/{}/access-end", about.id));
        let parts = [
            Part::Paragraph(wording.say_with("mail-access-ends-of-text", &[name(), account(), date()])),
            Part::Button(wording.say("mail-access-ends-of-button"), link),
        ];
        return parts::mail(wording, message, title.clone(), &title, &parts);
    }
    let title = wording.say_with("mail-access-ends-title", &[account(), date()]);
    let parts = [
        Part::Paragraph(wording.say_with("mail-access-ends-text", &[account(), date()])),
        Part::Paragraph(wording.say("mail-access-ends-longer")),
    ];
    parts::mail(wording, message, title.clone(), &title, &parts)
}
