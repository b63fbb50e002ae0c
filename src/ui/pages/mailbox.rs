use crate::{
    ui::components::{Glyph, Icon},
    wording::Wording,
};
use leptos::prelude::*;

/// A line of the mailbox.
#[derive(Clone, Debug)]
pub struct Item {
    pub href: String,
    pub to: String,
    pub subject: String,
    pub time: String,
    pub current: bool,
}

/// The message that is open.
#[derive(Clone, Debug)]
pub struct Opened {
    pub subject: String,
    pub from: String,
    pub to: String,
    pub time: String,
    /// Where the HTML part is served, for a frame of its own.
    pub html: String,
    pub text: String,
    /// Which of the parts is shown, and where the other is.
    pub as_text: bool,
    pub path: String,
}

/// The built-in mailbox, as a mail reader shows one: until an SMTP server is set, mails end here.
#[component]
pub fn MailboxPage(wording: Wording, items: Vec<Item>, opened: Option<Opened>, older: Option<String>) -> impl IntoView {
    let content = if items.is_empty() {
        view! {
            <div class="empty">
                <div class="empty-figure"><Glyph icon=Icon::Inbox size="large" /></div>
                <h2 class="empty-title">{wording.say("mailbox-empty-title")}</h2>
                <p class="empty-text">{wording.say("mailbox-empty-text")}</p>
            </div>
        }
        .into_any()
    } else {
        let view = if opened.is_some() { "message" } else { "list" };
        let lines = items.into_iter().map(line).collect_view();
        view! {
            <div class="mailbox" data-view=view>
                <nav class="mailbox-index" aria-label=wording.say("mailbox-messages")>
                    <ul class="mailbox-list">{lines}</ul>
                    {older.map(|href| view! { <a class="button" data-variant="quiet" href=href>{wording.say("mailbox-older")}</a> })}
                </nav>
                {opened.map(|opened| view! { <Message wording=wording.clone() opened /> })}
            </div>
        }
        .into_any()
    };
    view! {
        <div class="page">
            <header class="page-header"><h1 class="page-title">{wording.say("mailbox-title")}</h1></header>
            {content}
        </div>
    }
}

fn line(item: Item) -> impl IntoView {
    view! {
        <li>
            <a class="mailbox-item" href=item.href aria-current=item.current.then_some("true")>
                <span class="mailbox-to">{item.to}</span>
                <span class="mailbox-time">{item.time}</span>
                <span class="mailbox-subject">{item.subject}</span>
            </a>
        </li>
    }
}

#[component]
fn Message(wording: Wording, opened: Opened) -> impl IntoView {
    let segment = |key: &str, href: String, current: bool| {
        view! { <li><a class="segments-link" href=href aria-current=current.then_some("true")>{wording.say(key)}</a></li> }
    };
    let body = if opened.as_text {
        view! { <div class="message-text">{opened.text}</div> }.into_any()
    } else {
        view! {
            <iframe
                class="message-body"
                title=opened.subject.clone()
                src=opened.html
                sandbox="allow-popups allow-popups-to-escape-sandbox"
            ></iframe>
        }
        .into_any()
    };
    view! {
        <article class="message" aria-labelledby="message-title">
            <a class="page-back" href="/mailbox"><Glyph icon=Icon::ChevronLeft size="small" />{wording.say("mailbox-all")}</a>
            <header class="message-header">
                <h2 class="message-title" id="message-title">{opened.subject.clone()}</h2>
                <dl class="message-facts">
                    <dt>{wording.say("mailbox-from")}</dt><dd>{opened.from}</dd>
                    <dt>{wording.say("mailbox-to")}</dt><dd>{opened.to}</dd>
                    <dt>{wording.say("mailbox-date")}</dt><dd>{opened.time}</dd>
                </dl>
                <nav class="segments" aria-label=wording.say("mailbox-view")>
                    <ul class="segments-list">
                        {segment("mailbox-html", opened.path.clone(), !opened.as_text)}
                        {segment("mailbox-plain", format!("{}?view=text", opened.path), opened.as_text)}
                    </ul>
                </nav>
            </header>
            {body}
        </article>
    }
}
