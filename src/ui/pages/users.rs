use crate::{
    domain::{
        id::UserId,
        user::UserState,
        user_list::{SortBy, UserQuery},
        verb::Verb,
    },
    ui::{
        components::{Alert, Glyph, Icon, Locked},
        islands::UserList,
    },
    wording::Wording,
};
use leptos::prelude::*;

mod bulk_bar;
mod filters;
mod row;
mod table;

pub use bulk_bar::Bulk;

use filters::{Chips, Filters, Search, Segments};
use table::Results;

/// A row of the list, in the reader's words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UserRow {
    pub id: UserId,
    /// Empty as long as the person hasn't given one.
    pub name: String,
    pub email: String,
    pub initials: String,
    pub role: String,
    /// Their names, in order.
    pub departments: Vec<String>,
    /// On which day the person was last signed in.
    pub signed_in: Option<String>,
    pub state: UserState,
    pub state_label: String,
    /// What there is to know beyond the state: "sent yesterday, expires in 6 days".
    pub fact: Option<String>,
    /// Of somebody invited: when exactly the link ends.
    pub deadline: Option<String>,
    /// `neutral`, `warning` or `danger`.
    pub tone: &'static str,
    pub is_own: bool,
    /// Which person's details: for who hears the link alone.
    pub details_label: String,
    /// What the viewer may do with the person.
    pub verbs: Vec<Verb>,
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

/// An order of the list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Column {
    pub by: SortBy,
    pub label: String,
    /// To this order, or to its other direction.
    pub href: String,
    /// Which way the list is in this order, if it is.
    pub descending: Option<bool>,
}

/// A filter that is set.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Chip {
    pub label: String,
    /// To the list without it.
    pub href: String,
    /// What the link does, for who hears it alone.
    pub remove: String,
}

/// A field of the filter's form.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Select {
    pub name: &'static str,
    pub label: String,
    pub choices: Vec<Choice>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Choice {
    pub value: String,
    pub label: String,
    pub selected: bool,
}

/// A page of the list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UserPage {
    /// One's own first.
    pub rows: Vec<UserRow>,
    pub segments: Vec<Segment>,
    pub columns: Vec<Column>,
    pub chips: Vec<Chip>,
    /// To the list without any filter.
    pub everybody: String,
    pub choices: Vec<Select>,
    /// What is searched for.
    pub text: String,
    /// How many were found, in words: also for who can't see the list change.
    pub summary: String,
    pub previous: Option<String>,
    pub next: Option<String>,
    /// What can be done with many, for who may.
    pub bulk: Option<Bulk>,
    /// Nobody else is there at all, and nothing was asked for that could hide them.
    pub is_new: bool,
    /// Where the list is as a file, for who may have it.
    pub export: Option<String>,
}

/// Somebody who has just been deleted.
#[derive(Clone, Debug)]
pub struct Deleted {
    /// That it was done, in a sentence.
    pub said: String,
    /// Where it is undone.
    pub restore: String,
}

#[component]
pub fn UsersPage(
    wording: Wording,
    query: UserQuery,
    page: UserPage,
    may_invite: bool,
    may_create: bool,
    deleted: Option<Deleted>,
) -> impl IntoView {
    let undo = wording.say("delete-undo");
    let shut = (!may_invite).then(|| {
        view! { <Locked wording=wording.clone() href="/users/invite" label=wording.say("users-invite") /> }
    });
    view! {
        <div class="page">
            {deleted.map(|deleted| view! {
                <div class="page-done" role="status" tabindex="-1" autofocus>
                    <Alert tone="success" icon=Icon::Check title=deleted.said>
                        <p><a href=deleted.restore data-dialog>{undo}</a></p>
                    </Alert>
                </div>
            })}
            <header class="page-header">
                <h1 class="page-title">{wording.say("users-title")}</h1>
                <div class="ways">
                    {may_create.then(|| view! { <a class="button" href="/users/new">{wording.say("create-link")}</a> })}
                    {may_invite.then(|| view! {
                        <a class="button" href="/users/import">{wording.say("import-link")}</a>
                        <a class="button" data-variant="primary" href="/users/invite">
                            <Glyph icon=Icon::UserPlus />
                            {wording.say("users-invite")}
                        </a>
                    })}
                    {shut}
                </div>
            </header>
            <UserList>
                <div class="users-tools">
                    <Search wording=wording.clone() query=query.clone() />
                    <Filters wording=wording.clone() text=query.text selects=page.choices.clone() />
                    <Segments wording=wording.clone() segments=page.segments.clone() />
                </div>
                <Chips wording=wording.clone() chips=page.chips.clone() everybody=page.everybody.clone() />
                <div class="users-order" hidden><a class="button" href="">{wording.say("users-order")}</a></div>
                <p class="field-error" role="alert" hidden>{wording.say("users-failed")}</p>
                <Results wording page />
            </UserList>
        </div>
    }
}

/// All that changes while one types.
#[component]
pub fn Renewed(wording: Wording, page: UserPage) -> impl IntoView {
    view! {
        <Segments wording=wording.clone() segments=page.segments.clone() />
        <Chips wording=wording.clone() chips=page.chips.clone() everybody=page.everybody.clone() />
        <input type="hidden" name="q" value=page.text.clone() data-part="text" />
        <Results wording page />
    }
}
