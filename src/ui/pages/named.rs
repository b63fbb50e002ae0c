//! Departments and services: both are a short list of names that people are put under.

use crate::{
    domain::form::FieldErrors,
    ui::components::{Alert, ErrorSummary, Field, Glyph, Icon, TextInput},
    wording::Wording,
};
use leptos::prelude::*;

/// Which of the two.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    Departments,
    Services,
}

impl Kind {
    #[must_use]
    pub const fn path(self) -> &'static str {
        match self {
            Self::Departments => "/departments",
            Self::Services => "/services",
        }
    }

    const fn icon(self) -> Icon {
        match self {
            Self::Departments => Icon::Departments,
            Self::Services => Icon::Services,
        }
    }

    /// The one key or the other.
    #[must_use]
    pub const fn key(self, department: &'static str, service: &'static str) -> &'static str {
        match self {
            Self::Departments => department,
            Self::Services => service,
        }
    }
}

/// One of the list, in the reader's words.
#[derive(Clone, Debug)]
pub struct Named {
    pub id: String,
    pub name: String,
    /// Where a service is.
    pub url: String,
    /// How many people.
    pub people: u64,
}

/// What was typed.
#[derive(Clone, Debug, Default)]
pub struct Typed {
    pub name: String,
    pub url: String,
}

/// What the reader's level gives.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Rights {
    Sees,
    Edits,
    Deletes,
}

/// The list, and for whoever edits, the form that adds one.
#[component]
pub fn NamedPage(
    wording: Wording,
    kind: Kind,
    rights: Rights,
    rows: Vec<Named>,
    /// What has just been done, in words.
    done: Option<String>,
    typed: Typed,
    errors: FieldErrors,
) -> impl IntoView {
    let list = if rows.is_empty() {
        view! {
            <div class="empty">
                <div class="empty-figure"><Glyph icon=kind.icon() size="large" /></div>
                <h2 class="empty-title">{wording.say(kind.key("departments-empty-title", "services-empty-title"))}</h2>
                <p class="empty-text">{wording.say(kind.key("departments-empty-text", "services-empty-text"))}</p>
            </div>
        }
        .into_any()
    } else {
        let rows = rows.into_iter().map(|row| line(&wording, kind, rights, row));
        view! { <ul class="rows" role="list">{rows.collect_view()}</ul> }.into_any()
    };
    let add = (rights != Rights::Sees).then(|| {
        let title = wording.say(kind.key("departments-add", "services-add"));
        view! {
            <section class="form-section" aria-labelledby="add">
                <h2 id="add">{title}</h2>
                <form class="stack" method="post" action=kind.path()>
                    <Fields wording=wording.clone() kind typed errors=errors.clone() />
                    <div class="actions">
                        <button class="button" data-variant="primary" type="submit">
                            <Glyph icon=Icon::Plus />
                            {wording.say("named-add")}
                        </button>
                    </div>
                </form>
            </section>
        }
    });
    view! {
        <div class="page" data-width="form">
            <ErrorSummary wording=wording.clone() errors=errors.clone() />
            {done.map(|done| view! { <Told text=done /> })}
            <header class="page-header">
                <h1 class="page-title">{wording.say(kind.key("departments-title", "services-title"))}</h1>
                <p class="page-lead">{wording.say(kind.key("departments-lead", "services-lead"))}</p>
            </header>
            <div class="stack" data-gap="large">{list} {add}</div>
        </div>
    }
}

fn line(wording: &Wording, kind: Kind, rights: Rights, row: Named) -> impl IntoView + use<> {
    let people = wording.say_with("named-people", &[("count", row.people.into())]);
    let edit = (rights != Rights::Sees).then(|| {
        let label = wording.say_with("named-edit-of", &[("name", row.name.as_str().into())]);
        view! {
            <a class="button" data-size="small" href=format!("{}/{}", kind.path(), row.id) aria-label=label>
                {wording.say("named-edit")}
            </a>
        }
    });
    view! {
        <li class="rows-item">
            <span class="rows-text">
                <span class="rows-name">{row.name}</span>
                {(!row.url.is_empty()).then(|| view! { <span class="rows-fact">{row.url}</span> })}
            </span>
            <span class="rows-count">{people}</span>
            {edit}
        </li>
    }
}

#[component]
fn Fields(wording: Wording, kind: Kind, typed: Typed, errors: FieldErrors) -> impl IntoView {
    let name = Field::new("name", wording.say("field-name"), &typed.name).error(&wording, errors.get("name"));
    let url = (kind == Kind::Services).then(|| {
        Field::new("url", wording.say("services-url"), &typed.url)
            .hint(wording.say("services-url-hint"))
            .error(&wording, errors.get("url"))
    });
    view! {
        <TextInput field=name autocomplete="off" />
        {url.map(|field| view! { <TextInput field autocomplete="off" kind="url" required=false /> })}
    }
}

/// What has just been done: told to who can't see it appear, too.
#[component]
fn Told(text: String) -> impl IntoView {
    view! { <div class="page-told" role="status"><Alert tone="success" icon=Icon::Check title=text /></div> }
}

/// One of them: another name, or gone where nobody is in it.
#[component]
pub fn NamedEditPage(
    wording: Wording,
    kind: Kind,
    rights: Rights,
    row: Named,
    typed: Typed,
    errors: FieldErrors,
) -> impl IntoView {
    let path = format!("{}/{}", kind.path(), row.id);
    let delete = (rights == Rights::Deletes).then(|| {
        let content = if row.people == 0 {
            view! {
                <p class="muted">{wording.say(kind.key("departments-delete-text", "services-delete-text"))}</p>
                <form method="post" action=format!("{path}/delete")>
                    <button class="button" data-variant="danger" type="submit">{wording.say("named-delete")}</button>
                </form>
            }
            .into_any()
        } else {
            let people = [("count", row.people.into())];
            view! { <p class="muted">{wording.say_with("named-delete-not-empty", &people)}</p> }.into_any()
        };
        view! {
            <section class="form-section" aria-labelledby="delete">
                <h2 id="delete">{wording.say(kind.key("departments-delete", "services-delete"))}</h2>
                {content}
            </section>
        }
    });
    view! {
        <div class="page" data-width="form">
            <a class="page-back" href=kind.path()>
                <Glyph icon=Icon::ChevronLeft size="small" />
                {wording.say(kind.key("departments-title", "services-title"))}
            </a>
            <ErrorSummary wording=wording.clone() errors=errors.clone() />
            <header class="page-header"><h1 class="page-title">{row.name}</h1></header>
            <div class="stack" data-gap="large">
                <form class="form-section" method="post" action=path>
                    <Fields wording=wording.clone() kind typed errors />
                    <div class="actions">
                        <button class="button" data-variant="primary" type="submit">{wording.say("named-save")}</button>
                    </div>
                </form>
                {delete}
            </div>
        </div>
    }
}
