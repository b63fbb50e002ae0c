use crate::{
    domain::{
        history::{Action, Group},
        history_list::{HistoryQuery, Outcome, Part, What},
    },
    ui::components::{Field, FieldFrame, Glyph, HistoryDay, HistoryList, Icon, Links, PageLink, Pagination},
    wording::Wording,
};
use leptos::prelude::*;

/// A filter that is set, and the address without it.
#[derive(Clone, Debug)]
pub struct Chip {
    pub label: String,
    pub without: String,
}

/// A page of the history.
#[derive(Clone, Debug)]
pub struct History {
    pub days: Vec<HistoryDay>,
    pub chips: Vec<Chip>,
    /// That more people have the name than are shown.
    pub crowd: Option<String>,
    pub newer: Option<String>,
    pub older: Option<String>,
    /// Where what is filtered can be had as files, CSV and JSON.
    pub exports: Option<[String; 2]>,
}

/// Who did what to whom, when and from where [S3.10].
#[component]
pub fn HistoryPage(wording: Wording, query: HistoryQuery, history: History, links: Links) -> impl IntoView {
    let is_empty = history.days.is_empty();
    let exports = history.exports.filter(|_| !is_empty).map(|[csv, json]| {
        let link =
            |href: String, key: &str| view! { <a class="button" data-size="small" href=href>{wording.say(key)}</a> };
        view! { <div class="cluster">{link(csv, "history-csv")} {link(json, "history-json")}</div> }
    });
    view! {
        <div class="page">
            <header class="page-header">
                <h1 class="page-title">{wording.say("history-title")}</h1>
                {exports}
                <p class="page-lead">{wording.say("history-lead")}</p>
            </header>
            <Filters wording=wording.clone() query />
            <Chips wording=wording.clone() chips=history.chips />
            {history.crowd.map(|crowd| view! { <p class="muted" role="status">{crowd}</p> })}
            <HistoryList wording=wording.clone() days=history.days links />
            {is_empty.then(|| view! { <Empty wording=wording.clone() /> })}
            <Pages wording newer=history.newer older=history.older />
        </div>
    }
}

/// A form that is sent by GET: what is filtered stands in the URL.
#[component]
fn Filters(wording: Wording, query: HistoryQuery) -> impl IntoView {
    // Those behind the fold are seen as soon as one of them is set.
    let is_open = query.what.is_some() || query.outcome.is_some() || query.from.is_some() || query.until.is_some();
    let hidden = |name: &'static str, value: Option<String>| {
        value.map(|value| view! { <input type="hidden" name=name value=value /> })
    };
    let parts = Part::ALL.map(|part| {
        let label = wording.say(&format!("history-part-{}", part.as_str()));
        view! { <option value=part.as_str() selected=query.part == part>{label}</option> }
    });
    let parts = parts.into_iter().collect_view();
    let outcomes = Outcome::ALL.map(|outcome| {
        let label = wording.say(&format!("history-outcome-{}", outcome.as_str()));
        view! { <option value=outcome.as_str() selected=query.outcome == Some(outcome)>{label}</option> }
    });
    let outcomes =
        view! { <option value="">{wording.say("history-outcome-all")}</option> {outcomes.into_iter().collect_view()} };
    let actions = view! {
        <option value="">{wording.say("history-what-all")}</option>
        <Actions wording=wording.clone() chosen=query.what />
    };
    let date = |name: &'static str, key: &str, value: Option<String>| {
        let field = Field::new(name, wording.say(key), "");
        view! { <FieldFrame field><input class="input" type="date" id=name name=name value=value autocomplete="off" /></FieldFrame> }
    };
    view! {
        <form class="history-filters" role="search" method="get" action="/history">
            {hidden("actor", query.actor.map(|id| id.to_string()))}
            {hidden("subject", query.subject.map(|id| id.to_string()))}
            <div class="history-search">
                <FieldFrame field=Field::new("q", wording.say("history-search"), "")>
                    <div class="input-group">
                        <Glyph icon=Icon::Search />
                        <input class="input" type="search" id="q" name="q" value=query.text.clone() maxlength="100" autocomplete="off" spellcheck="false" />
                    </div>
                </FieldFrame>
                <Select name="part" label=wording.say("history-part")>{parts}</Select>
                <button class="button" data-variant="primary" data-size="large" type="submit">{wording.say("history-filter")}</button>
            </div>
            <details class="disclosure" open=is_open>
                <summary>{wording.say("history-more")}</summary>
                <div class="history-fields">
                    <Select name="what" label=wording.say("history-what")>{actions}</Select>
                    <Select name="outcome" label=wording.say("history-outcome")>{outcomes}</Select>
                    {date("from", "history-from", query.from.map(|day| day.to_string()))}
                    {date("until", "history-until", query.until.map(|day| day.to_string()))}
                </div>
            </details>
        </form>
    }
}

#[component]
fn Select(name: &'static str, label: String, children: Children) -> impl IntoView {
    view! {
        <FieldFrame field=Field::new(name, label, "")>
            <div class="select"><select id=name name=name>{children()}</select><Glyph icon=Icon::ChevronDown /></div>
        </FieldFrame>
    }
}

/// All actions by their groups, each group first as a whole.
#[component]
fn Actions(wording: Wording, chosen: Option<What>) -> impl IntoView {
    let option = |what: What, label: String| view! { <option value=what.as_str() selected=chosen == Some(what)>{label}</option> };
    let groups = Group::ALL.map(|group| {
        let name = wording.group(group);
        let all = option(What::Group(group), wording.say_with("history-group-all", &[("group", name.as_str().into())]));
        let actions = group.actions().map(|action: Action| option(What::Action(action), wording.action(action)));
        view! { <optgroup label=name>{all}{actions.collect_view()}</optgroup> }
    });
    groups.into_iter().collect_view()
}

#[component]
fn Chips(wording: Wording, chips: Vec<Chip>) -> impl IntoView {
    (!chips.is_empty()).then(|| {
        let several = chips.len() > 1;
        let chips = chips.into_iter().map(|chip| {
            let remove = wording.say_with("history-remove", &[("filter", chip.label.as_str().into())]);
            view! {
                <li class="chip">
                    <span class="chip-text">{chip.label}</span>
                    <a class="chip-remove" href=chip.without aria-label=remove><Glyph icon=Icon::Cross size="small" /></a>
                </li>
            }
        });
        view! {
            <ul class="cluster history-chips" aria-label=wording.say("history-filters")>
                {chips.collect_view()}
                {several.then(|| view! { <li><a href="/history">{wording.say("history-clear")}</a></li> })}
            </ul>
        }
    })
}

#[component]
fn Empty(wording: Wording) -> impl IntoView {
    view! {
        <div class="empty">
            <div class="empty-figure"><Glyph icon=Icon::Clock size="large" /></div>
            <h2 class="empty-title">{wording.say("history-empty-title")}</h2>
            <p class="empty-text">{wording.say("history-empty-text")}</p>
        </div>
    }
}

/// Older and newer entries.
#[component]
pub fn Pages(wording: Wording, newer: Option<String>, older: Option<String>) -> impl IntoView {
    let before = PageLink { label: wording.say("history-newer"), href: newer };
    let after = PageLink { label: wording.say("history-older"), href: older };
    view! { <Pagination label=wording.say("history-pages") before after /> }
}
