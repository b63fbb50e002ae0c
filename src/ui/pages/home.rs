use super::services::Samples;
use crate::{
    ui::components::{Glyph, Icon},
    wording::Wording,
};
use leptos::prelude::*;

/// A service of the launcher, in the reader's words.
#[derive(Clone, Debug)]
pub struct Launch {
    pub name: String,
    /// Where it is; nothing where it has no address.
    pub href: Option<String>,
    pub initials: String,
    /// The colour of its initials, by number.
    pub tint: u8,
    /// Where its picture is, if it has one.
    pub picture: Option<String>,
    /// Each of its areas with what one may do there: the first of them, and the rest with how many they are.
    pub areas: Vec<String>,
    pub more: Option<(String, Vec<String>)>,
}

/// The launcher: the services that somebody has [S5.6], then the shortcuts of whoever invites.
#[component]
pub fn HomePage(
    wording: Wording,
    first_name: String,
    /// Nothing where the account has none, whoever reads.
    services: Option<Vec<Launch>>,
    /// Who to ask where there is nothing, by name.
    holder: Option<String>,
    may_invite: bool,
    may_add_services: bool,
    has_mailbox: bool,
) -> impl IntoView {
    let adds_first = services.is_none() && may_add_services;
    let services = services.unwrap_or_default();
    let is_empty = services.is_empty();
    let launcher = (!is_empty).then(|| {
        let cards = services.into_iter().map(|launch| view! { <Card launch /> }).collect_view();
        view! {
            <section class="section" aria-labelledby="services">
                <h2 class="section-title" id="services">{wording.say("home-services")}</h2>
                <ul class="launcher" role="list">{cards}</ul>
            </section>
        }
    });
    // Whoever may add the account's first service is led to that instead of an empty list.
    let adds_services = is_empty && may_add_services && !adds_first;
    let shortcuts = may_invite.then(|| view! { <Shortcuts wording=wording.clone() has_mailbox adds_services /> });
    let first = adds_first.then(|| view! { <FirstService wording=wording.clone() /> });
    let nothing = (is_empty && !adds_first && !(may_invite && may_add_services)).then(|| {
        let ask = match holder {
            Some(name) => wording.say_with("home-empty-ask", &[("name", name.into())]),
            None => wording.say("home-empty-text"),
        };
        view! {
            <div class="empty">
                <div class="empty-figure"><Glyph icon=Icon::Home size="large" /></div>
                <h2 class="empty-title">{wording.say("home-empty-title")}</h2>
                <p class="empty-text">{ask}</p>
            </div>
        }
    });
    view! {
        <div class="page">
            <header class="greeting">
                <h1 class="greeting-title">{wording.say_with("home-greeting", &[("name", first_name.into())])}</h1>
                <p class="greeting-text">{wording.say("home-lead")}</p>
            </header>
            <div class="stack" data-gap="large">{launcher} {shortcuts} {first} {nothing}</div>
        </div>
    }
}

#[component]
fn Card(launch: Launch) -> impl IntoView {
    // Several cards may have as many more: who hears it alone is told whose they are.
    let of = format!(" {}", launch.name);
    let name = match launch.href {
        Some(href) => view! { <a class="service-link" href=href rel="noreferrer">{launch.name}</a> }.into_any(),
        None => view! { {launch.name} }.into_any(),
    };
    let figure = match launch.picture {
        Some(src) => view! { <img class="service-figure" src=src alt="" width="52" height="62" /> }.into_any(),
        None => view! {
            <span class="service-figure" data-tint=launch.tint.to_string() aria-hidden="true">{launch.initials}</span>
        }
        .into_any(),
    };
    let list = |areas: Vec<String>| {
        let lines = areas.into_iter().map(|area| view! { <li>{area}</li> }).collect_view();
        view! { <ul class="service-text" role="list">{lines}</ul> }
    };
    let more = launch.more.map(|(count, areas)| {
        view! { <details class="disclosure service-more"><summary>{count}<span class="visually-hidden">{of}</span></summary>{list(areas)}</details> }
    });
    view! {
        <li>
            <article class="service">
                {figure}
                <div>
                    <h3 class="service-name">{name}</h3>
                    {(!launch.areas.is_empty()).then(|| list(launch.areas))}
                    {more}
                </div>
            </article>
        </li>
    }
}

/// The two ways to an account's first service: one's own, and the sample catalogue [S3.23, S5.6].
#[component]
fn FirstService(wording: Wording) -> impl IntoView {
    view! {
        <div class="empty">
            <div class="empty-figure"><Glyph icon=Icon::Services size="large" /></div>
            <h2 class="empty-title">{wording.say("home-empty-title")}</h2>
            <p class="empty-text">{wording.say("services-empty-text")}</p>
            <a class="button" data-variant="primary" href="/services/new"><Glyph icon=Icon::Plus />{wording.say("services-add")}</a>
            <Samples wording=wording.clone() />
        </div>
    }
}

/// Where whoever invites goes most.
#[component]
fn Shortcuts(wording: Wording, has_mailbox: bool, adds_services: bool) -> impl IntoView {
    let card = |icon: Icon, href: &'static str, title: &'static str, text: &'static str| {
        view! {
            <li>
                <article class="service">
                    <span class="service-figure"><Glyph icon size="large" /></span>
                    <div>
                        <h3 class="service-name"><a class="service-link" href=href>{wording.say(title)}</a></h3>
                        <p class="service-text">{wording.say(text)}</p>
                    </div>
                </article>
            </li>
        }
    };
    view! {
        <section class="section" aria-labelledby="shortcuts">
            <h2 class="section-title" id="shortcuts">{wording.say("home-shortcuts")}</h2>
            <ul class="launcher" role="list">
                {card(Icon::UserPlus, "/users/invite", "home-invite", "home-invite-text")}
                {card(Icon::Users, "/users", "users-title", "home-users-text")}
                {adds_services.then(|| card(Icon::Services, "/services", "services-title", "home-services-text"))}
                {has_mailbox.then(|| card(Icon::Inbox, "/mailbox", "mailbox-title", "home-mailbox-text"))}
            </ul>
        </section>
    }
}
