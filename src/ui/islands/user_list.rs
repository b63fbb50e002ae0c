use super::{
    leaving::leaves,
    patch::{self, Pushed},
};
use crate::{api::list_users, domain::user_list::UserQuery};
use leptos::{html::Div, prelude::*, task::spawn_local};
use web_sys::{Element, HtmlInputElement};

mod live;
mod selection;

/// Parts of the list that are replaced whole, by their `data-part`.
const PARTS: [&str; 9] = ["segments", "chips", "columns", "text", "summary", "empty", "bulk", "export", "pagination"];

const SEARCH: &str = "input[type=search]";
/// The way to the list as it would be if it were asked for.
const ORDER: &str = ".users-order";
/// What says that the whole list is meant, with how many there are.
const ALL: &str = ".bulk-all > span";

/// Keeps the list of users up to date: while one types into the search, and when somebody joins or is invited
/// [S1.4, S1.15].
///
/// The list itself is the server's, as HTML, the first time and each time after: its words and its markup cost the
/// browser no code, and which list it is stands in the address bar alone. Search, filter and pages are a form and
/// links, which work before this hydrates.
#[island]
pub fn UserList(
    /// The search form and the list.
    children: Children,
) -> impl IntoView {
    let region = NodeRef::<Div>::new();
    // Answers may overtake one another: only the last question's counts.
    let asked = StoredValue::new(0_u32);
    // Which list is shown: what comes for another one is no news of it.
    let shown = StoredValue::new(String::new());
    // All that is typed in one go is one list to go back from.
    let is_typing = StoredValue::new(false);
    // To a list that may have been searched for otherwise than what stands in the field.
    let has_returned = StoredValue::new(false);

    let refresh = move |is_news: bool| {
        let query = live::query();
        let is_news = is_news && shown.get_value() == query;
        let number = asked.get_value() + 1;
        asked.set_value(number);
        // News come to somebody who reads on.
        if !is_news && let Some(region) = region.get_untracked() {
            patch::busy(&region, "table", true);
        }
        spawn_local(async move {
            let answer = list_users(query.clone(), is_news).await;
            if let Some(region) = region.get_untracked().filter(|_| asked.get_value() == number) {
                patch::busy(&region, "table", false);
                if leaves(&answer) {
                    return;
                }
                patch::reveal(&region, "[role=alert]", answer.is_err());
                if let Ok(html) = answer {
                    show(&region, &html, is_news);
                    if has_returned.get_value() {
                        say_text(&region);
                        has_returned.set_value(false);
                    }
                    shown.set_value(query);
                }
            }
        });
    };
    let search = move |event: leptos::ev::Event| {
        // What else is asked for stands in the form; a select waits for its button.
        let Some(form) = patch::target(&event, SEARCH).and_then(|field| field.closest("form").ok()?) else {
            return;
        };
        let kept = patch::all(&form, "input[type=hidden]").into_iter();
        let kept = kept.filter_map(|field| Some((field.get_attribute("name")?, field.get_attribute("value")?)));
        let query = UserQuery { text: event_target_value(&event), ..UserQuery::from_fields(kept) };
        if live::show_path(&query.path(), !is_typing.get_value()) {
            is_typing.set_value(true);
        }
        has_returned.set_value(false);
        refresh(false);
    };
    let change = move |event: leptos::ev::Event| {
        is_typing.set_value(false);
        selection::follow(&region, &event);
    };
    Effect::new(move || {
        shown.set_value(live::query());
        live::listen("/users/live", move || refresh(true));
        live::on_return(move || {
            is_typing.set_value(false);
            has_returned.set_value(true);
            // Where it is the same list still, as on the way to a place in the page, nothing was asked for.
            refresh(true);
        });
    });
    let click = move |event: leptos::ev::MouseEvent| {
        if patch::closest::<Element>(&event, ORDER).is_some() {
            event.prevent_default();
            refresh(false);
        }
    };
    view! { <div class="users" node_ref=region on:input=search on:change=change on:click=click>{children()}</div> }
}

/// Writes what the list that is shown was searched for into the field.
fn say_text(region: &Element) {
    let text = patch::find(region, "[data-part=text]").and_then(|text| text.get_attribute("value"));
    if let (Some(field), Some(text)) = (patch::get::<HtmlInputElement>(region, SEARCH), text)
        && field.value() != text
    {
        field.set_value(&text);
    }
}

fn show(region: &Element, html: &str, is_news: bool) {
    let Some(fresh) = patch::detached(html) else { return };
    // The number alone: who is choosing what to do with many is left in peace.
    if let (Some(old), Some(new)) = (patch::find(region, ALL), patch::find(&fresh, ALL)) {
        old.set_inner_html(&new.inner_html());
    }
    for part in PARTS {
        let selector = format!("[data-part={part}]");
        if let (Some(old), Some(new)) = (patch::find(region, &selector), patch::find(&fresh, &selector)) {
            patch::whole(&old, &new);
        }
    }
    if let (Some(old), Some(new)) = (patch::find(region, "tbody"), patch::find(&fresh, "tbody")) {
        // A page that ends at a place of its own goes on the other way.
        let (way, pushed) = if live::query().contains("before=") {
            ("a[rel=prev][href]", Pushed::First)
        } else {
            ("a[rel=next][href]", Pushed::Last)
        };
        let pushed = if patch::find(&fresh, way).is_some() { pushed } else { Pushed::Nothing };
        let in_order = !is_news || patch::news(&old, &new, pushed);
        if !is_news {
            patch::rows(&old, &new);
        }
        patch::reveal(region, ORDER, !in_order);
    }
}
