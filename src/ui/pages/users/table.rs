use super::{
    Column, UserPage,
    bulk_bar::{BulkBar, SelectPage},
    row::{SHOWN, Words, row},
};
use crate::{
    domain::user_list::SortBy,
    ui::components::{Glyph, Icon, PageLink, Pagination, VerbWords},
    wording::Wording,
};
use leptos::prelude::*;

/// About the bytes of a row.
const ROW: usize = 2_048;

#[component]
pub fn Results(wording: Wording, page: UserPage) -> impl IntoView {
    let is_alone = page.rows.len() < 2;
    let (empty_title, empty_text) =
        if page.is_new { ("users-new-title", "users-new-text") } else { ("users-empty-title", "users-empty-text") };
    let selects = page.bulk.is_some();
    let select_page = selects.then(|| {
        view! {
            <th role="columnheader" scope="col" data-column="select">
                <SelectPage wording=wording.clone() rows=page.rows.clone() />
            </th>
        }
        .into_any()
    });
    let bulk = page.bulk.map(|bulk| view! { <BulkBar wording=wording.clone() bulk /> });
    let details = wording.say("users-details");
    let words = Words {
        you: wording.say("users-you"),
        details: details.clone(),
        never: wording.say("users-never"),
        gone: wording.say("users-gone"),
        verbs: VerbWords::new(&wording),
    };
    let more = |count: usize| wording.say_with("users-departments-more", &[("count", count.into())]);
    let mut rows = String::with_capacity(page.rows.len() * ROW);
    for user in &page.rows {
        let hidden = user.departments.len().saturating_sub(SHOWN);
        let more = (hidden > 0).then(|| more(hidden));
        rows.push_str(&row(user, &words, selects, more.as_deref()).into_string());
    }
    let before = PageLink { label: wording.say("users-previous"), href: page.previous };
    let after = PageLink { label: wording.say("users-next"), href: page.next };
    let jobs = selects.then(|| view! { <p class="users-export"><a href="/jobs">{wording.say("jobs-title")}</a></p> });
    view! {
        // The status stays, and what is in it is renewed: who listens is told of that alone.
        <p class="visually-hidden" role="status"><span data-part="summary">{page.summary.clone()}</span></p>
        <table class="table" role="table" data-layout="cards">
            <caption class="visually-hidden">{wording.say("users-caption")}</caption>
            <thead role="rowgroup">
                <Header wording=wording.clone() columns=page.columns select_page />
            </thead>
            <tbody role="rowgroup" inner_html=rows></tbody>
        </table>
        <div class="empty" data-part="empty" hidden=!is_alone>
            <div class="empty-figure"><Glyph icon=Icon::Users size="large" /></div>
            <h2 class="empty-title">{wording.say(empty_title)}</h2>
            <p class="empty-text">{wording.say(empty_text)}</p>
        </div>
        {bulk}
        <p class="users-export" data-part="export">
            {page.export.map(|href| view! { <a href=href>{wording.say("export-link")}</a> })}
        </p>
        {jobs}
        <Pagination label=wording.say("users-pages") summary=page.summary before after />
    }
}

/// Each order is a link in its column's header; a column that has two says which with `aria-sort` for either.
#[component]
fn Header(wording: Wording, columns: Vec<Column>, select_page: Option<AnyView>) -> impl IntoView {
    let sort = |orders: &[SortBy]| {
        let shown = columns.iter().filter(|column| orders.contains(&column.by)).find_map(|column| column.descending);
        shown.map(|descending| if descending { "descending" } else { "ascending" })
    };
    let link = |by: SortBy| {
        columns.iter().find(|column| column.by == by).map(|column| {
            let glyph = column.descending.map(|descending| {
                let icon = if descending { Icon::ArrowDown } else { Icon::ArrowUp };
                view! { <Glyph icon=icon size="small" /> }
            });
            view! {
                <a class="table-sort" href=column.href.clone() aria-current=column.descending.map(|_| "true")>
                    {column.label.clone()}{glyph}
                </a>
            }
        })
    };
    let and = format!(" {} ", wording.say("users-column-and"));
    view! {
        <tr role="row" data-part="columns">
            {select_page}
            <th role="columnheader" scope="col" data-column="who" aria-sort=sort(&[SortBy::Name, SortBy::Address])>
                {link(SortBy::Name)}{and.clone()}{link(SortBy::Address)}
            </th>
            <th role="columnheader" scope="col" data-column="role" aria-sort=sort(&[SortBy::Role])>
                {link(SortBy::Role)}{and.clone()}{wording.say("users-column-departments")}
            </th>
            <th role="columnheader" scope="col" data-column="state" aria-sort=sort(&[SortBy::State, SortBy::Invited])>
                {link(SortBy::State)}{and}{link(SortBy::Invited)}
            </th>
            <th role="columnheader" scope="col" data-column="signed-in" aria-sort=sort(&[SortBy::SignedIn])>
                {link(SortBy::SignedIn)}
            </th>
            <th role="columnheader" scope="col" data-column="details"><span class="visually-hidden">{wording.say("users-details")}</span></th>
        </tr>
    }
}
