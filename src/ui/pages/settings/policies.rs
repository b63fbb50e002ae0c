use crate::{
    ui::components::{Glyph, Icon, PageLink, Pagination, PeopleTable, PersonRow},
    wording::Wording,
};
use leptos::prelude::*;

/// An acceptance, as proof of it.
#[derive(Clone, Debug)]
pub struct AcceptanceRow {
    /// The person's details, while there is somebody.
    pub href: Option<String>,
    pub name: String,
    pub email: String,
    pub date: String,
    pub language: String,
    pub digest: String,
}

/// Who accepted a version of the policy, and when [S5.23].
#[component]
pub fn PolicyVersionPage(
    wording: Wording,
    title: String,
    lead: String,
    version: i64,
    rows: Vec<AcceptanceRow>,
    /// Where there are more, and where the list begins.
    next: Option<String>,
    first: Option<String>,
    /// Where all of them are had as a file, for who may.
    export: Option<String>,
) -> impl IntoView {
    let is_empty = rows.is_empty();
    let rows = rows.into_iter().map(|row| PersonRow {
        href: row.href,
        name: row.name,
        email: row.email,
        cells: vec![
            ("date", row.date.into_any()),
            ("language", row.language.into_any()),
            ("digest", view! { <code class="me-digest">{row.digest}</code> }.into_any()),
        ],
    });
    let rows = rows.collect();
    let columns =
        ["settings-policy-name", "settings-policy-date", "settings-policy-language", "settings-policy-digest"];
    let columns = columns.map(|key| wording.say(key)).into();
    let table = if is_empty {
        view! {
            <div class="empty">
                <div class="empty-figure"><Glyph icon=Icon::Check size="large" /></div>
                <h2 class="empty-title">{wording.say("settings-policy-nobody")}</h2>
            </div>
        }
        .into_any()
    } else {
        view! { <PeopleTable caption=title.clone() columns rows /> }.into_any()
    };
    let before = PageLink { label: wording.say("settings-policy-first"), href: first };
    let after = PageLink { label: wording.say("settings-policy-next"), href: next };
    view! {
        <div class="page">
            <a class="page-back" href="/settings"><Glyph icon=Icon::ChevronLeft size="small" />{wording.say("settings-title")}</a>
            <header class="page-header">
                <h1 class="page-title">{title}</h1>
                {export.map(|href| view! { <a class="button" href=href>{wording.say("settings-policy-export")}</a> })}
                <p class="page-lead">{lead}" "<a href=format!("/policy/{version}")>{wording.say("settings-policy-read")}</a></p>
            </header>
            {table}
            <Pagination label=wording.say("settings-policy-pages") before after />
        </div>
    }
}
