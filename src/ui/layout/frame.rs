use crate::{
    ui::{
        components::{Glyph, Icon, Mark},
        islands::Dialogs,
    },
    wording::Wording,
};
use leptos::prelude::*;

/// Where in the navigation a page stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    Home,
    Users,
    /// Wishes for more access.
    Requests,
    Roles,
    Departments,
    Services,
    History,
    Analytics,
    Billing,
    Settings,
    /// Accounts that let the support in.
    Support,
    Exports,
    Mailbox,
    /// In the menu behind one's name.
    Me,
}

impl Place {
    /// Its address, its icon, and the key of its name.
    const fn link(self) -> (&'static str, Icon, &'static str) {
        match self {
            Self::Home => ("/", Icon::Home, "home-title"),
            Self::Users => ("/users", Icon::Users, "users-title"),
            Self::Requests => ("/requests", Icon::Key, "requests-title"),
            Self::Roles => ("/roles", Icon::Shield, "roles-title"),
            Self::Departments => ("/departments", Icon::Departments, "departments-title"),
            Self::Services => ("/services", Icon::Services, "services-title"),
            Self::History => ("/history", Icon::Clock, "history-title"),
            Self::Analytics => ("/analytics", Icon::Chart, "area-analytics"),
            Self::Billing => ("/billing", Icon::Card, "area-billing"),
            Self::Settings => ("/settings", Icon::Settings, "settings-title"),
            Self::Support => ("/support", Icon::Globe, "agent-title"),
            Self::Exports => ("/exports", Icon::Download, "exports-title"),
            Self::Me => ("/me", Icon::User, "me-menu"),
            Self::Mailbox => ("/mailbox", Icon::Inbox, "mailbox-title"),
        }
    }
}

/// What stands above every page's content, before one is in too: who waits for a mail is to know that none comes.
#[derive(Clone, Debug)]
pub enum Notice {
    /// No SMTP server is set: mails go into the built-in mailbox.
    Unsent {
        /// The reader may look into it.
        readable: bool,
    },
    /// Mails don't leave, and why.
    Alarm(String),
}

/// That the support is in.
#[derive(Clone, Debug)]
pub enum Support {
    /// The viewer is of the support, in this account until that day.
    Agent { account: String, until: String },
    /// Somebody of the support, by name, is in the viewer's account.
    Inside {
        agent: String,
        /// The viewer may end it.
        may_end: bool,
    },
}

/// The signed-in person, as far as the frame shows and offers.
#[derive(Clone, Debug)]
pub struct Viewer {
    pub name: String,
    pub email: String,
    pub account_name: String,
    /// What the navigation offers, in its order.
    pub places: Vec<Place>,
    /// Wishes for more access that wait for the viewer's answer.
    pub requests: u64,
    pub notice: Option<Notice>,
    pub support: Option<Support>,
}

/// The body of pages for signed-in people: navigation, which folds on a phone, and content.
#[component]
pub fn Frame(
    wording: Wording,
    viewer: Viewer,
    place: Option<Place>,
    /// Something hydrates, so that confirmations can open as dialogs.
    islands: bool,
    children: Children,
) -> impl IntoView {
    let waiting = |to: Place| {
        (to == Place::Requests && viewer.requests > 0).then(|| {
            let label = wording.say_with("requests-waiting", &[("count", viewer.requests.into())]);
            view! {
                <span class="badge" data-tone="accent" data-shape="plain" aria-hidden="true">{viewer.requests.min(99)}</span>
                <span class="visually-hidden">{label}</span>
            }
        })
    };
    let links = viewer.places.iter().map(|to| {
        let (href, icon, key) = to.link();
        view! {
            <li>
                <a class="nav-link" href=href aria-current=(place == Some(*to)).then_some("page")>
                    <Glyph icon />
                    {wording.say(key)}
                    {waiting(*to)}
                </a>
            </li>
        }
    });
    let links = links.collect_view();
    view! {
        <body class="frame">
            <a class="skip-link" href="#main">{wording.say("skip-link")}</a>
            <header class="frame-header">
                <button class="button frame-toggle" data-variant="quiet" data-shape="icon" type="button" popovertarget="navigation">
                    <Glyph icon=Icon::Menu />
                    <span class="visually-hidden">{wording.say("nav-menu")}</span>
                </button>
                <a class="brand" href="/"><Mark /><span class="brand-name">{viewer.account_name.clone()}</span></a>
                <nav class="nav" id="navigation" popover="auto" aria-label=wording.say("nav-main")>
                    <ul class="nav-list">{links}</ul>
                </nav>
                <UserMenu wording=wording.clone() name=viewer.name.clone() email=viewer.email.clone() />
            </header>
            <main class="frame-main" id="main" tabindex="-1">
                {viewer.support.map(|support| view! { <SupportBar wording=wording.clone() support /> })}
                {viewer.notice.map(|notice| view! { <NoticeBar wording=wording.clone() notice /> })}
                {children()}
            </main>
            {islands.then(|| view! { <Dialogs /> })}
        </body>
    }
}

#[component]
fn UserMenu(wording: Wording, name: String, email: String) -> impl IntoView {
    view! {
        <button class="frame-user" type="button" popovertarget="user-menu">
            <span class="avatar" aria-hidden="true">{initials(&name)}</span>
            <span class="frame-user-text">
                <span class="frame-user-name">{name}</span>
                <span class="frame-user-address">{email}</span>
            </span>
            <Glyph icon=Icon::ChevronDown size="small" />
        </button>
        <div class="menu" id="user-menu" popover="auto">
            <a class="menu-item" href="/me"><Glyph icon=Icon::User />{wording.say("me-menu")}</a>
            <form method="post" action="/sign-out">
                <button class="menu-item" type="submit"><Glyph icon=Icon::SignOut />{wording.say("sign-out")}</button>
            </form>
        </div>
    }
}

/// Whether mails leave, where they don't.
#[component]
pub fn NoticeBar(wording: Wording, notice: Notice) -> impl IntoView {
    match notice {
        Notice::Unsent { readable } => view! {
            <aside class="notice" data-tone="warning" aria-label=wording.say("notice-label")>
                <Glyph icon=Icon::Inbox />
                <p>
                    {wording.say("notice-unsent")}
                    {readable.then(|| view! { " "<a href="/mailbox">{wording.say("notice-mailbox")}</a> })}
                </p>
            </aside>
        }
        .into_any(),
        Notice::Alarm(why) => view! {
            <aside class="notice" data-tone="danger" aria-label=wording.say("notice-label")>
                <Glyph icon=Icon::Alert />
                <p>{why}</p>
            </aside>
        }
        .into_any(),
    }
}

/// That somebody of the support is in, on every page.
#[component]
pub fn SupportBar(wording: Wording, support: Support) -> impl IntoView {
    let (text, action) = match support {
        Support::Agent { account, until } => {
            let facts = [("account", account.into()), ("date", until.into())];
            let leave = view! {
                <form method="post" action="/support/leave">
                    <button class="button" data-size="small" type="submit">{wording.say("agent-leave")}</button>
                </form>
            };
            (wording.say_with("agent-banner", &facts), Some(leave.into_any()))
        }
        Support::Inside { agent, may_end } => {
            let link = view! { <a href="/settings/support">{wording.say("support-see")}</a> };
            (wording.say_with("support-inside", &[("name", agent.into())]), may_end.then(|| link.into_any()))
        }
    };
    view! {
        <aside class="notice" data-tone="warning" aria-label=wording.say("support-title")>
            <Glyph icon=Icon::Shield />
            <p>{text}</p>
            {action}
        </aside>
    }
}

/// At most two letters that stand for somebody.
#[must_use]
pub fn initials(name: &str) -> String {
    let words: Vec<&str> = name.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
    let first = words.first().and_then(|word| word.chars().next());
    let last = if words.len() > 1 { words.last().and_then(|word| word.chars().next()) } else { None };
    first.into_iter().chain(last).flat_map(char::to_uppercase).collect()
}

#[cfg(test)]
mod tests {
    use super::initials;

    #[test]
    fn initials_are_those_of_the_first_and_the_last_word() {
        assert_eq!(initials("Édouard de Gramont-Lévêque"), "ÉL");
        assert_eq!(initials("anna"), "A");
        assert_eq!(initials(""), "");
    }
}
