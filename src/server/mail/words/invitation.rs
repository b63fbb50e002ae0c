//! Who invites, to what, as what role, until when; and the link [S1.20, S2.13, S2.15].

use super::{Mail, frame, zone_name};
use crate::{
    server::{
        app::App,
        operations::join_link,
        store::{invitations::Invitation, messages::Message},
    },
    wording::Wording,
};
use maud::html;

/// The sentences, in the order of both forms.
struct Words {
    subject: String,
    title: String,
    greeting: String,
    invited: String,
    quoted: String,
    how: String,
    button: String,
    deadline: String,
    copy: String,
    later: String,
    unexpected_title: String,
    unexpected: String,
    password: String,
    footer: String,
}

impl Words {
    fn new(app: &App, wording: &Wording, invitation: &Invitation) -> Self {
        let account = || ("account", invitation.account_name.as_str().into());
        let role = || ("role", wording.role(invitation.role_kind, &invitation.role_name).into());
        let (subject, invited, quoted) = match &invitation.inviter_name {
            Some(inviter) => {
                let inviter = || ("inviter", inviter.as_str().into());
                (
                    wording.say_with("mail-invitation-subject", &[inviter(), account()]),
                    wording.say_with("mail-invitation-invited", &[inviter(), account(), role()]),
                    wording.say_with("mail-invitation-quoted", &[inviter()]),
                )
            }
            None => (
                wording.say_with("mail-invitation-subject-of-account", &[account()]),
                wording.say_with("mail-invitation-invited-by-account", &[account(), role()]),
                wording.say("mail-invitation-quoted-of-account"),
            ),
        };
        let greeting = match invitation.first_name.as_str() {
            "" => wording.say("mail-greeting"),
            name => wording.say_with("mail-greeting-by-name", &[("name", name.into())]),
        };
        let deadline = [
            ("deadline", wording.date_time(invitation.expires_at).into()),
            ("zone", zone_name(&app.zone, invitation.expires_at).into()),
        ];
        let later = [("email", invitation.address.as_str().into()), ("address", app.config.link("/sign-in").into())];
        Self {
            subject,
            title: wording.say_with("mail-invitation-title", &[account()]),
            greeting,
            invited,
            quoted,
            how: wording.say("mail-invitation-how"),
            button: wording.say("mail-invitation-button"),
            deadline: wording.say_with("mail-invitation-deadline", &deadline),
            copy: wording.say("mail-copy"),
            later: wording.say_with("mail-invitation-later", &later),
            unexpected_title: wording.say("mail-unexpected-title"),
            unexpected: wording.say("mail-unexpected"),
            password: wording.say("mail-no-password"),
            footer: wording.say_with("mail-footer", &[account()]),
        }
    }
}

pub(super) fn write(app: &App, wording: &Wording, message: &Message, invitation: &Invitation) -> Mail {
    let words = Words::new(app, wording, invitation);
    let link = app.config.link(&join_link::path(app, invitation.id));
    let own_words = invitation.message.as_str();
    let account = invitation.account_name.as_str();
    Mail {
        recipient: message.address.clone(),
        sender: wording.say_with("mail-sender", &[("account", account.into())]),
        text: text(&words, own_words, &link),
        html: html(wording.spoken().code(), &words, own_words, &link),
        subject: words.subject,
        language: wording.spoken(),
    }
}

fn text(words: &Words, own_words: &str, link: &str) -> String {
    let mut paragraphs = vec![words.greeting.clone(), words.invited.clone()];
    if !own_words.is_empty() {
        let quote: Vec<String> = own_words.lines().map(|line| format!("> {line}").trim_end().to_owned()).collect();
        paragraphs.push(format!("{}\n\n{}", words.quoted, quote.join("\n")));
    }
    paragraphs.extend([
        words.how.clone(),
        format!("{}\n{link}", words.button),
        words.deadline.clone(),
        words.later.clone(),
        format!("{}\n{}", words.unexpected_title, words.unexpected),
        words.password.clone(),
        format!("-- \n{}", words.footer),
    ]);
    let mut text = paragraphs.join("\n\n");
    text.push('\n');
    text
}

fn html(language: &str, words: &Words, own_words: &str, link: &str) -> String {
    let content = html! {
        (frame::title(&words.title))
        (frame::paragraph(&words.greeting))
        (frame::paragraph(&words.invited))
        @if !own_words.is_empty() {
            (frame::paragraph(&words.quoted))
            (frame::quote(own_words))
        }
        (frame::paragraph(&words.how))
        (frame::button(&words.button, link))
        (frame::paragraph(&words.deadline))
        (frame::aside(&words.copy))
        (frame::address(link))
        (frame::aside(&words.later))
        (frame::heading(&words.unexpected_title))
        (frame::aside(&words.unexpected))
        (frame::aside(&words.password))
    };
    frame::document(language, &words.subject, &content, &words.footer)
}
