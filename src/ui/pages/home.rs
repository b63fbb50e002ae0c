use crate::{
    ui::components::{Glyph, Icon},
    wording::Wording,
};
use leptos::prelude::*;

/// The launcher [S5.6]. There are no services yet: it says so, and who can change it.
#[component]
pub fn HomePage(wording: Wording, first_name: String, may_invite: bool, has_mailbox: bool) -> impl IntoView {
    let card = |icon: Icon, href: &'static str, title: &'static str, text: &'static str| {
        view! {
            <li>
                <article class="service">
                    <span class="service-figure"><Glyph icon size="large" /></span>
                    <div>
                        <h2 class="service-name"><a class="service-link" href=href>{wording.say(title)}</a></h2>
                        <p class="service-text">{wording.say(text)}</p>
                    </div>
                </article>
            </li>
        }
    };
    let content = if may_invite {
        view! {
            <ul class="launcher">
                {card(Icon::UserPlus, "/users/invite", "home-invite", "home-invite-text")}
                {card(Icon::Users, "/users", "users-title", "home-users-text")}
                {has_mailbox.then(|| card(Icon::Inbox, "/mailbox", "mailbox-title", "home-mailbox-text"))}
            </ul>
        }
        .into_any()
    } else {
        view! {
            <div class="empty">
                <div class="empty-figure"><Glyph icon=Icon::Home size="large" /></div>
                <h2 class="empty-title">{wording.say("home-empty-title")}</h2>
                <p class="empty-text">{wording.say("home-empty-text")}</p>
            </div>
        }
        .into_any()
    };
    view! {
        <div class="page">
            <header class="greeting">
                <h1 class="greeting-title">{wording.say_with("home-greeting", &[("name", first_name.into())])}</h1>
                <p class="greeting-text">{wording.say("home-lead")}</p>
            </header>
            {content}
        </div>
    }
}
