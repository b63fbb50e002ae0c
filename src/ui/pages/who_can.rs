use crate::{
    ui::components::{Field, Glyph, Icon, PageLink, Pagination, PeopleTable, PersonRow, Select},
    wording::Wording,
};
use leptos::prelude::*;

/// Somebody who has the level, in the reader's words.
#[derive(Clone, Debug)]
pub struct HolderLine {
    /// The person's rights.
    pub href: String,
    pub name: String,
    pub email: String,
    /// The level that he or she really has.
    pub level: String,
    pub why: String,
}

/// What is asked, and what there is to choose from: value and words.
#[derive(Clone, Debug)]
pub struct Question {
    pub areas: Vec<(String, String)>,
    pub levels: Vec<(String, String)>,
    pub area: String,
    pub level: String,
}

/// "Who can…?": for an area and a level, who has it and why [S3.16].
#[component]
pub fn WhoCanPage(
    wording: Wording,
    question: Question,
    /// How many they are, in a sentence.
    count: String,
    holders: Vec<HolderLine>,
    /// Where there are more, and where there were others before.
    next: Option<String>,
    previous: Option<String>,
    /// Where all of them are had as a file, for who may.
    export: Option<String>,
) -> impl IntoView {
    let area = Field::new("area", wording.say("who-can-area"), &question.area);
    let level = Field::new("level", wording.say("who-can-level"), &question.level);
    let rows = holders.into_iter().map(|holder| PersonRow {
        href: Some(holder.href),
        name: holder.name,
        email: holder.email,
        cells: vec![
            ("level", view! { <span class="badge" data-tone="success">{holder.level}</span> }.into_any()),
            ("why", holder.why.into_any()),
        ],
    });
    let rows = rows.collect::<Vec<_>>();
    let columns = ["who-can-person", "me-rights-level", "me-rights-why"].map(|key| wording.say(key)).into();
    let table = if rows.is_empty() {
        view! {
            <div class="empty">
                <div class="empty-figure"><Glyph icon=Icon::Users size="large" /></div>
                <h2 class="empty-title">{wording.say("who-can-nobody")}</h2>
                <p class="empty-text">{wording.say("who-can-nobody-text")}</p>
            </div>
        }
        .into_any()
    } else {
        view! { <PeopleTable caption=count.clone() columns rows /> }.into_any()
    };
    let before = PageLink { label: wording.say("who-can-previous"), href: previous };
    let after = PageLink { label: wording.say("who-can-next"), href: next };
    view! {
        <div class="page">
            <a class="page-back" href="/roles"><Glyph icon=Icon::ChevronLeft size="small" />{wording.say("roles-title")}</a>
            <header class="page-header">
                <h1 class="page-title">{wording.say("who-can-title")}</h1>
                <p class="page-lead">{wording.say("who-can-lead")}</p>
            </header>
            <div class="stack" data-gap="large">
                <form class="stack" method="get" action="/rights">
                    <div class="field-pair">
                        <Select field=area options=question.areas none=wording.say("bulk-choose") />
                        <Select field=level options=question.levels none=wording.say("bulk-choose") />
                    </div>
                    <div class="actions">
                        <button class="button" data-variant="primary" type="submit">{wording.say("who-can-ask")}</button>
                        {export.map(|href| view! {
                            <a class="button" href=href>{wording.say("who-can-export")}</a>
                        })}
                    </div>
                </form>
                <p role="status">{count}</p>
                {table}
                <Pagination label=wording.say("who-can-pages") before after />
            </div>
        </div>
    }
}
