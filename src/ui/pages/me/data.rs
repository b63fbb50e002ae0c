use crate::{
    ui::components::{Glyph, HistoryDay, HistoryList, Icon, Links},
    wording::Wording,
};
use leptos::prelude::*;

/// The rows of one kind, each as its facts.
#[derive(Clone, Debug)]
pub struct Part {
    pub title: String,
    pub rows: Vec<Vec<(String, String)>>,
}

/// All that Parvis holds about one, to read and to take away (GDPR, articles 15 and 20).
#[component]
pub fn DataTab(
    wording: Wording,
    parts: Vec<Part>,
    days: Vec<HistoryDay>,
    links: Links,
    /// The history has no more than that.
    is_whole: bool,
) -> impl IntoView {
    let parts = parts.into_iter().enumerate().map(|(n, part)| {
        let id = format!("part-{n}");
        let labelled = id.clone();
        let rows = part.rows.into_iter().map(|row| {
            let facts = row.into_iter().map(|(label, value)| view! { <div><dt>{label}</dt><dd>{value}</dd></div> });
            view! { <dl class="facts">{facts.collect_view()}</dl> }
        });
        view! {
            <section class="me-section" aria-labelledby=labelled>
                <h2 id=id>{part.title}</h2>
                {rows.collect_view()}
            </section>
        }
    });
    view! {
        <section class="me-section" aria-labelledby="data">
            <div class="me-section-head">
                <h2 id="data">{wording.say("me-data-title")}</h2>
                <a class="button" data-size="small" href="/me/export.json">{wording.say("me-data-json")}</a>
            </div>
            <p class="muted">{wording.say("me-data-lead")}</p>
        </section>
        {parts.collect_view()}
        <section class="me-section" aria-labelledby="data-history">
            <h2 id="data-history">{wording.say("me-history-title")}</h2>
            {(!is_whole).then(|| view! { <p class="muted">{wording.say("me-data-newest")}</p> })}
            <HistoryList wording=wording.clone() days links level=3 />
        </section>
    }
}

/// A text of the privacy policy as it was.
#[component]
pub fn OldPolicyPage(
    wording: Wording,
    /// From Markdown, without anything that runs.
    html: String,
    /// BCP 47 code of the text's language.
    language: &'static str,
    version: i64,
    /// SHA-256 of the text.
    digest: String,
    /// There is a home to go back to: it is read from the settings as from one's own pages.
    is_inside: bool,
) -> impl IntoView {
    let version = wording.say_with("me-policy-version", &[("version", version.to_string().into())]);
    view! {
        {is_inside.then(|| view! {
            <a class="page-back" href="/"><Glyph icon=Icon::ChevronLeft size="small" />{wording.say("home-title")}</a>
        })}
        <p class="muted">{version}" · "<code class="me-digest">{digest}</code></p>
        <article class="prose" lang=language inner_html=html></article>
    }
}
