//! A message as it goes over the wire (RFC 5322, MIME).

use super::words::{self, Mail};
use crate::{
    domain::{address::EmailAddress, answer::Finding, text::clean_line},
    server::{app::App, store::messages::Message},
};
use lettre::{
    Address,
    message::{
        Mailbox, MultiPart, SinglePart,
        header::{ContentTransferEncoding, ContentType, HeaderName, HeaderValue},
    },
};
use std::time::{Duration, UNIX_EPOCH};

/// A message from one address to one, in ASCII.
pub struct Letter {
    pub from: Address,
    pub to: Address,
    pub bytes: Vec<u8>,
}

/// Words a message and puts it into its envelope. The same message gets the same Message-ID at each try.
///
/// # Errors
/// Why it can't be sent to anybody.
pub fn write(app: &App, message: &Message) -> Result<Letter, Finding> {
    seal(app, &message.id.to_string(), &message.domain, &words::write(app, message))
}

/// Puts a mail into its envelope. `id` and `domain` make the Message-ID.
///
/// # Errors
/// Why it can't be sent to anybody.
pub fn seal(app: &App, id: &str, domain: &str, mail: &Mail) -> Result<Letter, Finding> {
    let address = EmailAddress::parse(&mail.recipient).map_err(|_| Finding::NoAddress)?;
    let to: Address = address.to_ascii().parse().map_err(|_| Finding::NoAddress)?;
    let from = app.outbox.from().clone();
    let bytes = formatted(app, (id, domain), mail, &from, &to).map_err(|error| {
        tracing::error!(error = &error as &dyn std::error::Error, "mail.seal: no mail can be made of a message");
        Finding::NoMail
    })?;
    Ok(Letter { from, to, bytes })
}

fn formatted(
    app: &App,
    (id, domain): (&str, &str),
    mail: &Mail,
    from: &Address,
    to: &Address,
) -> Result<Vec<u8>, lettre::error::Error> {
    let sent = UNIX_EPOCH + Duration::from_micros(app.clock.now().as_micros().unsigned_abs());
    let part = |kind, text: &str| {
        // Quoted-printable: every server takes ASCII, and lines stay short.
        let builder = SinglePart::builder().header(kind).header(ContentTransferEncoding::QuotedPrintable);
        builder.body(text.to_owned())
    };
    // The boundary is the message's own, so that a second try sends the same bytes.
    let body = MultiPart::alternative()
        .boundary(format!("parvis-{id}"))
        .singlepart(part(ContentType::TEXT_PLAIN, &mail.text))
        .singlepart(part(ContentType::TEXT_HTML, &mail.html));
    lettre::Message::builder()
        .from(Mailbox::new(Some(clean_line(&mail.sender)), from.clone()))
        .to(Mailbox::new(None, to.clone()))
        .subject(clean_line(&mail.subject))
        .date(sent)
        .message_id(Some(format!("<{id}@{domain}>")))
        // RFC 3834: nobody's absence note answers it.
        .raw_header(HeaderValue::new(HeaderName::new_from_ascii_str("Auto-Submitted"), "auto-generated".to_owned()))
        .raw_header(HeaderValue::new(
            HeaderName::new_from_ascii_str("Content-Language"),
            mail.language.code().to_owned(),
        ))
        .multipart(body)
        .map(|message| message.formatted())
}
