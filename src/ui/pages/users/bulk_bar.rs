use super::UserRow;
use crate::{
    domain::verb::Verb,
    ui::components::{Glyph, Icon},
    wording::Wording,
};
use leptos::prelude::*;

/// What can be done with many of a list; nothing for who may do it with nobody.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Bulk {
    /// The list's path: its query says which users match.
    pub path: String,
    /// The whole list, with how many there are, where not all of them stand on the page.
    pub all: Option<String>,
    pub verbs: Vec<(Verb, String)>,
}

/// The bar of a selection. The boxes belong to its form wherever they stand in the page: rows have forms of their own.
/// It shows itself once a box is ticked, by the style alone.
#[component]
pub fn BulkBar(wording: Wording, bulk: Bulk) -> impl IntoView {
    let verbs = bulk.verbs.into_iter().map(|(verb, label)| view! { <option value=verb.as_str()>{label}</option> });
    view! {
        <form class="bulk" id="bulk" method="post" action="/users/bulk" data-part="bulk" data-dialog="page" aria-label=wording.say("bulk-label")>
            <input type="hidden" name="list" value=bulk.path />
            <p class="bulk-count"><span aria-hidden="true">{wording.say("bulk-selected")}" "</span></p>
            {bulk.all.map(|all| view! {
                <label class="bulk-all">
                    <input type="checkbox" name="all" value="yes" />
                    <span>{all}</span>
                </label>
            })}
            <label class="visually-hidden" for="verb">{wording.say("bulk-verb")}</label>
            <div class="select">
                <select id="verb" name="verb">{verbs.collect_view()}</select>
                <Glyph icon=Icon::ChevronDown />
            </div>
            <button class="button" data-variant="primary" type="submit">{wording.say("bulk-continue")}</button>
        </form>
    }
}

/// The box over all rows: its value names them, so that it does the same without script.
#[component]
pub fn SelectPage(wording: Wording, rows: Vec<UserRow>) -> impl IntoView {
    let ids: Vec<String> = rows.iter().filter(|row| !row.is_own).map(|row| row.id.to_string()).collect();
    view! {
        <label class="select-box">
            <input type="checkbox" name="page" value=ids.join(" ") form="bulk" disabled=ids.is_empty() />
            <span class="visually-hidden">{wording.say("bulk-select-page")}</span>
        </label>
    }
}
