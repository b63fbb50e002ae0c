//! What became of a wish for more access: to who asked [S2.9].

use super::{
    Mail,
    parts::{self, Part},
};
use crate::{
    domain::{request::RequestState, time::Timestamp},
    server::{app::App, store::messages::Message},
    wording::Wording,
};
use serde_json::Value;

pub(super) fn write(app: &App, wording: &Wording, message: &Message, particulars: &Value) -> Mail {
    let state = particulars["state"].as_str().and_then(|state| state.parse().ok()).unwrap_or(RequestState::Denied);
    let account = || ("account", message.account_name.as_str().into());
    let wish = || ("wish", wording.wish(particulars).into());
    let (title, text) = if state == RequestState::Given {
        let end = particulars["ends_at"].as_i64().map(|end| wording.date(Timestamp::from_micros(end)));
        let text = match end {
            Some(date) => wording.say_with("mail-given-until-text", &[account(), wish(), ("date", date.into())]),
            None => wording.say_with("mail-given-text", &[account(), wish()]),
        };
        (wording.say_with("mail-given-title", &[account()]), text)
    } else {
        let key = if state == RequestState::Gone { "mail-gone-text" } else { "mail-denied-text" };
        let text = wording.say_with(key, &[account(), wish()]);
        (wording.say_with("mail-denied-title", &[account()]), text)
    };
    let mut parts = vec![Part::Paragraph(text)];
    if let Some(words) = particulars["words"].as_str().filter(|words| !words.is_empty()) {
        parts.push(Part::Paragraph(wording.say_with("mail-answer-words", &[("words", words.into())])));
    }
    parts.push(Part::Button(wording.say("mail-answer-button"), app.config.link("/me/rights")));
    parts::mail(wording, message, title.clone(), &title, &parts)
}
