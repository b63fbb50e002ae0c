//! A mail as a row of parts, which both its forms are made of: text and HTML carry the same words.

use super::{Mail, frame};
use crate::{server::store::messages::Message, wording::Wording};
use maud::{Markup, html};

/// A piece of a mail, in its order.
pub enum Part {
    Paragraph(String),
    /// The one thing to do: what the button says, and where it leads.
    Button(String, String),
    /// Something to type: what it is, and the signs.
    Code(String, String),
    /// What is good to know.
    Aside(String),
}

/// Who reads a mail, and of which organisation it is.
pub struct Addressee<'a> {
    pub account_name: &'a str,
    pub first_name: &'a str,
    pub address: &'a str,
}

/// The mail of a message.
pub fn mail(wording: &Wording, message: &Message, subject: String, title: &str, parts: &[Part]) -> Mail {
    let Message { account_name, first_name, address, .. } = message;
    mail_to(wording, &Addressee { account_name, first_name, address }, subject, title, parts)
}

/// The mail of these parts, between the greeting and what stands at the end of every mail.
pub fn mail_to(wording: &Wording, to: &Addressee<'_>, subject: String, title: &str, parts: &[Part]) -> Mail {
    let account = [("account", to.account_name.into())];
    let greeting = match to.first_name {
        "" => wording.say("mail-greeting"),
        name => wording.say_with("mail-greeting-by-name", &[("name", name.into())]),
    };
    let footer = wording.say_with("mail-footer", &account);
    let (password, copy) = (wording.say("mail-no-password"), wording.say("mail-copy"));
    let content = html! {
        (frame::title(title))
        (frame::paragraph(&greeting))
        @for part in parts { (markup(part, &copy)) }
        (frame::aside(&password))
    };
    Mail {
        recipient: to.address.to_owned(),
        sender: wording.say_with("mail-sender", &account),
        text: text(&greeting, parts, &password, &footer),
        html: frame::document(wording.spoken().code(), &subject, &content, &footer),
        subject,
        language: wording.spoken(),
    }
}

fn markup(part: &Part, copy: &str) -> Markup {
    match part {
        Part::Paragraph(text) => frame::paragraph(text),
        Part::Button(label, link) => html! {
            (frame::button(label, link))
            (frame::aside(copy))
            (frame::address(link))
        },
        Part::Code(label, code) => html! {
            (frame::paragraph(label))
            (frame::code(code))
        },
        Part::Aside(text) => frame::aside(text),
    }
}

fn text(greeting: &str, parts: &[Part], password: &str, footer: &str) -> String {
    let words = parts.iter().map(|part| match part {
        Part::Paragraph(words) | Part::Aside(words) => words.clone(),
        Part::Button(label, link) => format!("{label}\n{link}"),
        Part::Code(label, code) => format!("{label}\n\n    {code}"),
    });
    let paragraphs: Vec<String> = std::iter::once(greeting.to_owned()).chain(words).collect();
    format!("{}\n\n{password}\n\n-- \n{footer}\n", paragraphs.join("\n\n"))
}
