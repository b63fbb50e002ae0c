use super::{Glyph, Icon};
use crate::{
    domain::id::UserId,
    wording::{Before, Piece, Wording},
};
use leptos::prelude::*;

/// An entry of the history in the reader's words.
#[derive(Clone, Debug)]
pub struct HistoryLine {
    /// As in "14:05".
    pub time: String,
    /// For machines (RFC 3339).
    pub instant: String,
    /// Who did what to whom.
    pub sentence: Vec<Piece>,
    pub refused: bool,
    /// The action's facts, each with what it is called.
    pub facts: Vec<(String, String)>,
    pub changes: Vec<Before>,
    /// Where it was asked from.
    pub address: Option<String>,
}

/// The entries of a day.
#[derive(Clone, Debug)]
pub struct HistoryDay {
    /// As in "Sunday 22 November 2026".
    pub label: String,
    pub lines: Vec<HistoryLine>,
}

/// Which people of an entry are links to their details.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Links {
    /// The reader's own lead to `/me`.
    People {
        own: UserId,
    },
    Nobody,
}

/// Entries of the history, day by day, newest first.
#[component]
pub fn HistoryList(
    wording: Wording,
    days: Vec<HistoryDay>,
    links: Links,
    /// The level of the days' headings, 2 or 3.
    #[prop(default = 2)]
    level: u8,
) -> impl IntoView {
    let days = days.into_iter().map(|day| {
        let lines = day.lines.into_iter().map(|line| view! { <Line wording=wording.clone() line links /> });
        let heading = if level == 2 {
            view! { <h2 class="history-date">{day.label}</h2> }.into_any()
        } else {
            view! { <h3 class="history-date">{day.label}</h3> }.into_any()
        };
        view! {
            <section class="history-day">
                {heading}
                <ol class="history-lines">{lines.collect_view()}</ol>
            </section>
        }
    });
    view! { <div class="history">{days.collect_view()}</div> }
}

#[component]
fn Line(wording: Wording, line: HistoryLine, links: Links) -> impl IntoView {
    let refused = line.refused.then(|| {
        view! { " "<span class="badge" data-tone="danger" data-shape="ring">{wording.say("history-outcome-refused")}</span> }
    });
    let facts = line.facts.into_iter().map(|(label, value)| view! { <div><dt>{label}</dt>" "<dd>{value}</dd></div> });
    let facts = facts.collect::<Vec<_>>();
    let changes = line.changes.into_iter().map(|change| view! { <Changed wording=wording.clone() change /> });
    let changes = changes.collect::<Vec<_>>();
    view! {
        <li class="history-line">
            <time class="history-time" datetime=line.instant>{line.time}</time>
            <div class="history-what">
                <p class="history-sentence">{sentence(line.sentence, links)}{refused}</p>
                {(!facts.is_empty()).then(|| view! { <dl class="history-facts">{facts}</dl> })}
                {(!changes.is_empty()).then(|| view! { <dl class="history-changes">{changes}</dl> })}
            </div>
            {line.address.map(|address| view! { <span class="history-address">{address}</span> })}
        </li>
    }
}

fn sentence(pieces: Vec<Piece>, links: Links) -> impl IntoView {
    let pieces = pieces.into_iter().map(|piece| match piece {
        Piece::Text(text) => text.into_any(),
        Piece::Person { name, id } => match (id, links) {
            (Some(id), Links::People { own }) if id == own => view! { <a href="/me">{name}</a> }.into_any(),
            (Some(id), Links::People { .. }) => view! { <a href=format!("/users/{id}")>{name}</a> }.into_any(),
            _ => view! { <b>{name}</b> }.into_any(),
        },
    });
    pieces.collect_view()
}

/// "Phone: 01 → 02", said in words to who listens.
#[component]
fn Changed(wording: Wording, change: Before) -> impl IntoView {
    view! {
        <div>
            <dt>{change.label}</dt>
            " "
            <dd>
                <del>{change.before}</del>
                <Glyph icon=Icon::ArrowRight size="small" />
                <span class="visually-hidden">" "{wording.say("history-becomes")}" "</span>
                <ins>{change.after}</ins>
            </dd>
        </div>
    }
}
