//! One's own pages.

pub mod data;
pub mod edit;
pub mod history;
pub mod password;
pub mod profile;
pub mod rights;
pub mod sessions;

use crate::{
    domain::error::Parse,
    ui::components::{Alert, Icon},
    wording::Wording,
};
use leptos::prelude::*;
use std::str::FromStr;

/// The pages that one goes back and forth between.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tab {
    Profile,
    Sessions,
    Rights,
    History,
    Data,
}

impl Tab {
    const ALL: [Self; 5] = [Self::Profile, Self::Sessions, Self::Rights, Self::History, Self::Data];

    #[must_use]
    pub const fn path(self) -> &'static str {
        match self {
            Self::Profile => "/me",
            Self::Sessions => "/me/sessions",
            Self::Rights => "/me/rights",
            Self::History => "/me/history",
            Self::Data => "/me/export",
        }
    }

    /// The key of its name.
    #[must_use]
    pub const fn title(self) -> &'static str {
        match self {
            Self::Profile => "me-title",
            Self::Sessions => "me-sessions-title",
            Self::Rights => "me-rights-title",
            Self::History => "me-history-title",
            Self::Data => "me-data-title",
        }
    }
}

/// What was done just now.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Done {
    Profile,
    Password,
    Session,
    Sessions,
    /// A wish for more access was sent.
    Request,
    /// It was taken back.
    Withdrawn,
}

impl Done {
    const ALL: [Self; 6] =
        [Self::Profile, Self::Password, Self::Session, Self::Sessions, Self::Request, Self::Withdrawn];

    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Profile => "profile",
            Self::Password => "password",
            Self::Session => "session",
            Self::Sessions => "sessions",
            Self::Request => "request",
            Self::Withdrawn => "withdrawn",
        }
    }
}

impl FromStr for Done {
    type Err = Parse;
    fn from_str(text: &str) -> Result<Self, Parse> {
        Self::ALL.into_iter().find(|done| done.as_str() == text).ok_or(Parse("thing done"))
    }
}

/// What surrounds each of them.
#[component]
pub fn MePage(
    wording: Wording,
    tab: Tab,
    /// One's own.
    name: String,
    done: Option<Done>,
    children: Children,
) -> impl IntoView {
    let tabs = Tab::ALL.map(|to| {
        view! {
            <li>
                <a class="segments-link" href=to.path() aria-current=(to == tab).then_some("page")>{wording.say(to.title())}</a>
            </li>
        }
    });
    let done = done.map(|done| {
        let title = wording.say(&format!("me-done-{}", done.as_str()));
        view! { <div role="status" tabindex="-1" autofocus><Alert tone="success" icon=Icon::Check title /></div> }
    });
    view! {
        <div class="page me">
            <header class="page-header"><h1 class="page-title">{name}</h1></header>
            <nav class="segments" aria-label=wording.say("me-pages")>
                <ul class="segments-list">{tabs.into_iter().collect_view()}</ul>
            </nav>
            {done}
            {children()}
        </div>
    }
}
