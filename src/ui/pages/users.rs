use crate::{
    domain::{id::UserId, user::UserState, user_list::UserQuery},
    ui::{
        components::{Glyph, Icon},
        islands::UserList,
    },
    wording::Wording,
};
use leptos::prelude::*;

mod bulk_bar;
mod row;

pub use bulk_bar::Bulk;

use bulk_bar::{BulkBar, SelectBox, SelectPage};
use row::Row;

/// A row of the list, in the reader's words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UserRow {
    pub id: UserId,
    /// Empty as long as the person hasn't given one.
    pub name: String,
    pub email: String,
    pub initials: String,
    pub role: String,
    pub state: UserState,
    pub state_label: String,
    /// What there is to know beyond the state: "sent yesterday, expires in 6 days".
    pub fact: Option<String>,
    /// `neutral`, `warning` or `danger`.
    pub tone: &'static str,
    pub is_own: bool,
    /// Which person's details: for who hears the link alone.
    pub details_label: String,
    /// Which person the box is about.
    pub select_label: String,
}

/// A choice of the state filter.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Segment {
    pub label: String,
    /// Written by the locale.
    pub count: String,
    pub href: String,
    pub current: bool,
}

/// A page of the list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UserPage {
    /// One's own first.
    pub rows: Vec<UserRow>,
    pub segments: Vec<Segment>,
    /// How many were found, in words: also for who can't see the list change.
    pub summary: String,
    pub previous: Option<String>,
    pub next: Option<String>,
    /// What can be done with many, for who may.
    pub bulk: Option<Bulk>,
    /// Where the list is as a file, for who may have it.
    pub export: Option<String>,
}

#[component]
pub fn UsersPage(wording: Wording, query: UserQuery, page: UserPage, may_invite: bool) -> impl IntoView {
    view! {
        <div class="page">
            <header class="page-header">
                <h1 class="page-title">{wording.say("users-title")}</h1>
                {may_invite.then(|| view! {
                    <a class="button" href="/users/import">{wording.say("import-link")}</a>
                    <a class="button" data-variant="primary" href="/users/invite">
                        <Glyph icon=Icon::UserPlus />
                        {wording.say("users-invite")}
                    </a>
                })}
            </header>
            <UserList>
                <div class="users-tools">
                    <Search wording=wording.clone() query />
                    <Segments wording=wording.clone() segments=page.segments.clone() />
                </div>
                <p class="field-error" role="alert" hidden>{wording.say("users-failed")}</p>
                <Results wording page />
            </UserList>
        </div>
    }
}

#[component]
fn Search(wording: Wording, query: UserQuery) -> impl IntoView {
    view! {
        <form class="users-search" role="search" method="get" action="/users">
            <label class="visually-hidden" for="q">{wording.say("users-search")}</label>
            {query.state.map(|state| view! { <input type="hidden" name="state" value=state.as_str() /> })}
            <div class="input-group">
                <Glyph icon=Icon::Search />
                <input
                    class="input"
                    type="search"
                    id="q"
                    name="q"
                    placeholder=wording.say("users-search")
                    value=query.text
                    maxlength="100"
                    autocomplete="off"
                    spellcheck="false"
                />
            </div>
        </form>
    }
}

/// All that changes while one types.
#[component]
pub fn Renewed(wording: Wording, page: UserPage) -> impl IntoView {
    view! {
        <Segments wording=wording.clone() segments=page.segments.clone() />
        <Results wording page />
    }
}

/// The filter by state, with counts [S1.14].
#[component]
fn Segments(wording: Wording, segments: Vec<Segment>) -> impl IntoView {
    let segments = segments.into_iter().map(|segment| {
        view! {
            <li>
                <a class="segments-link" href=segment.href aria-current=segment.current.then_some("true")>
                    {segment.label}" "<span class="segments-count">{segment.count}</span>
                </a>
            </li>
        }
    });
    view! {
        <nav class="segments" data-part="segments" aria-label=wording.say("users-filter")>
            <ul class="segments-list">{segments.collect_view()}</ul>
        </nav>
    }
}

#[component]
fn Results(wording: Wording, page: UserPage) -> impl IntoView {
    let is_alone = page.rows.len() < 2;
    let selects = page.bulk.is_some();
    let select_page = selects.then(|| {
        view! {
            <th role="columnheader" scope="col" data-column="select" data-part="select-page">
                <SelectPage wording=wording.clone() rows=page.rows.clone() />
            </th>
        }
    });
    let bulk = page.bulk.map(|bulk| view! { <BulkBar wording=wording.clone() bulk /> });
    let (you, details) = (wording.say("users-you"), wording.say("users-details"));
    let rows = page.rows.into_iter().map(|row| view! { <Row row selects you=you.clone() details=details.clone() /> });
    view! {
        <p class="visually-hidden" data-part="summary" role="status">{page.summary.clone()}</p>
        <table class="table" role="table" data-layout="cards">
            <caption class="visually-hidden">{wording.say("users-caption")}</caption>
            <thead role="rowgroup">
                <tr role="row">
                    {select_page}
                    <th role="columnheader" scope="col" aria-sort="ascending">{wording.say("users-who")}</th>
                    <th role="columnheader" scope="col">{wording.say("users-role")}</th>
                    <th role="columnheader" scope="col">{wording.say("users-state")}</th>
                    <th role="columnheader" scope="col"><span class="visually-hidden">{details.clone()}</span></th>
                </tr>
            </thead>
            <tbody role="rowgroup">{rows.collect_view()}</tbody>
        </table>
        <div class="empty" data-part="empty" hidden=!is_alone>
            <div class="empty-figure"><Glyph icon=Icon::Users size="large" /></div>
            <h2 class="empty-title">{wording.say("users-empty-title")}</h2>
            <p class="empty-text">{wording.say("users-empty-text")}</p>
        </div>
        {bulk}
        <p class="users-export" data-part="export">
            {page.export.map(|href| view! { <a href=href download>{wording.say("export-link")}</a> })}
        </p>
        <Pages wording summary=page.summary previous=page.previous next=page.next />
    }
}

#[component]
fn Pages(wording: Wording, summary: String, previous: Option<String>, next: Option<String>) -> impl IntoView {
    let is_one = previous.is_none() && next.is_none();
    // A link that leads nowhere stays in its place, so that the other one doesn't jump.
    let disabled = |href: &Option<String>| href.is_none().then_some("true");
    let role = |href: &Option<String>| href.is_none().then_some("link");
    view! {
        <nav class="pagination" data-part="pagination" aria-label=wording.say("users-pages") hidden=is_one>
            <span>{summary}</span>
            <span class="pagination-links">
                <a class="button" data-size="small" rel="prev" aria-disabled=disabled(&previous) role=role(&previous) href=previous>
                    <Glyph icon=Icon::ChevronLeft size="small" />
                    {wording.say("users-previous")}
                </a>
                <a class="button" data-size="small" rel="next" aria-disabled=disabled(&next) role=role(&next) href=next>
                    {wording.say("users-next")}
                    <Glyph icon=Icon::ChevronRight size="small" />
                </a>
            </span>
        </nav>
    }
}
