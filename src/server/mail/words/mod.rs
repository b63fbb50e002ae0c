//! What mails say: one file a kind. Text and HTML carry the same words, in the reader's language.

mod access_ends;
mod activated;
mod colours;
mod frame;
mod invitation;
mod invitation_expired;
mod parts;
mod reminder;

use crate::{
    domain::{language::Language, message::MessageKind, time::Timestamp},
    server::{
        app::App,
        store::messages::{Matter, Message},
    },
    wording::Wording,
};
use jiff::tz::TimeZone;

/// A mail as its reader sees it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mail {
    /// The one address that it goes to, as shown.
    pub recipient: String,
    /// The name that stands before the sender's address.
    pub sender: String,
    pub subject: String,
    pub text: String,
    /// A whole document. Its styles are inline: a page that shows it needs a frame of its own, whose policy allows them.
    pub html: String,
    /// The language that its words are in.
    pub language: Language,
}

/// Words a message. Nothing of it is stored: the link is derived anew each time.
#[must_use]
pub fn write(app: &App, message: &Message) -> Mail {
    let wording = Wording::new(message.language, app.zone.clone());
    match &message.matter {
        Matter::Invitation(invitation) if message.kind == MessageKind::Reminder => {
            reminder::write(app, &wording, message, invitation)
        }
        Matter::Invitation(invitation) => invitation::write(app, &wording, message, invitation),
        Matter::Notice(particulars) => notice(app, &wording, message, particulars),
    }
}

/// A mail whose link, if any, opens nothing by itself.
fn notice(app: &App, wording: &Wording, message: &Message, particulars: &serde_json::Value) -> Mail {
    match message.kind {
        MessageKind::AccessEnds => access_ends::write(app, wording, message, particulars),
        MessageKind::InvitationExpired => invitation_expired::write(app, wording, message, particulars),
        MessageKind::Activated | MessageKind::Invitation | MessageKind::Reminder => {
            activated::write(app, wording, message)
        }
    }
}

/// A time zone, as in "Europe/Paris", or "UTC+02" where it has no name.
fn zone_name(zone: &TimeZone, at: Timestamp) -> String {
    match zone.iana_name() {
        Some("Etc/UTC" | "Etc/Unknown" | "UTC") => "UTC".to_owned(),
        Some(name) => name.replace('_', " "),
        None => {
            let at = jiff::Timestamp::from_microsecond(at.as_micros()).unwrap_or_default();
            format!("UTC{}", zone.to_offset(at))
        }
    }
}
