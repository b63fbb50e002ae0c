//! What mails say: one file a kind. Text and HTML carry the same words, in the reader's language.

mod access_answer;
mod access_ends;
mod access_request;
mod activated;
mod address;
mod colours;
mod frame;
mod invitation;
mod invitation_expired;
mod new_device;
mod parts;
mod password_changed;
mod reminder;
mod reset;
mod trial;

use crate::{
    domain::{language::Language, message::MessageKind, time::Timestamp},
    server::{
        app::App,
        store::messages::{Matter, Message},
    },
    wording::{Arg, Wording},
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

pub(super) use trial::write as trial;

/// Words a message. Nothing of it is stored: the link is derived anew each time.
#[must_use]
pub fn write(app: &App, message: &Message) -> Mail {
    let wording = Wording::new(message.language, app.zone.clone());
    match &message.matter {
        Matter::Invitation(invitation) if message.kind == MessageKind::Reminder => {
            reminder::write(app, &wording, message, invitation)
        }
        Matter::Invitation(invitation) => invitation::write(app, &wording, message, invitation),
        Matter::Reset(reset) => reset::write(app, &wording, message, reset),
        Matter::AddressConfirmation(change) => address::confirmation(app, &wording, message, change),
        Matter::AddressChanged(change) => address::changed(app, &wording, message, change),
        Matter::Notice(particulars) => notice(app, &wording, message, particulars),
    }
}

/// A mail whose link, if any, opens nothing by itself.
fn notice(app: &App, wording: &Wording, message: &Message, particulars: &serde_json::Value) -> Mail {
    match message.kind {
        MessageKind::PasswordChanged => password_changed::write(app, wording, message, particulars),
        MessageKind::NewDevice => new_device::write(app, wording, message, particulars),
        MessageKind::AccessEnds => access_ends::write(app, wording, message, particulars),
        MessageKind::AccessRequest => access_request::write(app, wording, message, particulars),
        MessageKind::AccessAnswer => access_answer::write(app, wording, message, particulars),
        MessageKind::InvitationExpired => invitation_expired::write(app, wording, message, particulars),
        // The others have a matter of their own.
        _ => activated::write(app, wording, message),
    }
}

/// With what, from where and when something was done that a notice tells of.
fn browser(
    app: &App,
    wording: &Wording,
    message: &Message,
    particulars: &serde_json::Value,
) -> [(&'static str, Arg); 4] {
    let fact = |name: &str| particulars.get(name).and_then(serde_json::Value::as_str).unwrap_or_default();
    [
        ("device", wording.device(fact("agent")).into()),
        ("address", fact("address").into()),
        ("date", wording.date_time(message.created_at).into()),
        ("zone", zone_name(&app.zone, message.created_at).into()),
    ]
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
