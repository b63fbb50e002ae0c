use super::{Glyph, Icon};
use leptos::prelude::*;

/// A way to another page of a list.
#[derive(Clone, Debug)]
pub struct PageLink {
    pub label: String,
    /// Nothing where there is no such page: then the link stays in its place, so that the other one doesn't jump.
    pub href: Option<String>,
}

/// The pages of a list before and after this one; hidden where this is the only one.
#[component]
pub fn Pagination(
    /// What it is called, for who hears it.
    label: String,
    /// How many there are in all, in words.
    #[prop(optional)]
    summary: Option<String>,
    before: PageLink,
    after: PageLink,
) -> impl IntoView {
    let is_one = before.href.is_none() && after.href.is_none();
    let disabled = |href: &Option<String>| href.is_none().then_some("true");
    let role = |href: &Option<String>| href.is_none().then_some("link");
    view! {
        <nav class="pagination" data-part="pagination" aria-label=label hidden=is_one>
            {summary.map(|summary| view! { <span>{summary}</span> })}
            <span class="pagination-links">
                <a class="button" data-size="small" rel="prev" aria-disabled=disabled(&before.href) role=role(&before.href) href=before.href>
                    <Glyph icon=Icon::ChevronLeft size="small" />
                    {before.label}
                </a>
                <a class="button" data-size="small" rel="next" aria-disabled=disabled(&after.href) role=role(&after.href) href=after.href>
                    {after.label}
                    <Glyph icon=Icon::ChevronRight size="small" />
                </a>
            </span>
        </nav>
    }
}
