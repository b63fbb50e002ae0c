//! Search, filters and what is set of them: links and forms, which the island renews.

use super::{Chip, Segment, Select};
use crate::{
    domain::user_list::UserQuery,
    ui::components::{Glyph, Icon},
    wording::Wording,
};
use leptos::prelude::*;

/// Searches among what is filtered, in the order that is set [S1.15].
#[component]
pub fn Search(wording: Wording, query: UserQuery) -> impl IntoView {
    let kept = query.from_start().fields().into_iter().filter(|(name, _)| *name != "q");
    let kept = kept.map(|(name, value)| view! { <input type="hidden" name=name value=value /> }).collect_view();
    view! {
        <form class="users-search" role="search" method="get" action="/users">
            <label class="visually-hidden" for="q">{wording.say("users-search")}</label>
            {kept}
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

/// The filter by state, with counts [S1.14].
#[component]
pub fn Segments(wording: Wording, segments: Vec<Segment>) -> impl IntoView {
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

/// State and finer state, role, department, service and order, as a form [S1.14, S4.12].
#[component]
pub fn Filters(wording: Wording, text: String, selects: Vec<Select>) -> impl IntoView {
    let fields = selects.into_iter().map(|select| {
        let id = format!("filter-{}", select.name);
        let choices = select.choices.into_iter().map(|choice| {
            view! { <option value=choice.value selected=choice.selected>{choice.label}</option> }
        });
        view! {
            <div class="field">
                <label class="field-label" for=id.clone()>{select.label}</label>
                <div class="select">
                    <select id=id name=select.name>{choices.collect_view()}</select>
                    <Glyph icon=Icon::ChevronDown />
                </div>
            </div>
        }
    });
    view! {
        <details class="filters">
            <summary class="button">
                <Glyph icon=Icon::Filter />
                {wording.say("users-filters")}
            </summary>
            <form class="filters-form" method="get" action="/users">
                <input type="hidden" name="q" value=text data-part="text" />
                {fields.collect_view()}
                <button class="button" data-variant="primary" type="submit">{wording.say("users-filter-apply")}</button>
            </form>
        </details>
    }
}

/// What is filtered by, each with a link that takes it away.
#[component]
pub fn Chips(wording: Wording, chips: Vec<Chip>, everybody: String) -> impl IntoView {
    let several = chips.len() > 1;
    let none = chips.is_empty();
    let chips = chips.into_iter().map(|chip| {
        view! {
            <li class="chip">
                <span class="chip-text">{chip.label}</span>
                <a class="chip-remove" href=chip.href aria-label=chip.remove><Glyph icon=Icon::Cross /></a>
            </li>
        }
    });
    view! {
        <div class="users-chips" data-part="chips" hidden=none>
            <ul class="users-chips-list" aria-label=wording.say("users-filter-set")>{chips.collect_view()}</ul>
            {several.then(|| view! { <a class="users-chips-none" href=everybody>{wording.say("users-filter-none")}</a> })}
        </div>
    }
}
