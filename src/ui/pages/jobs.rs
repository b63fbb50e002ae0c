use crate::{
    ui::components::{Glyph, Icon},
    wording::Wording,
};
use leptos::prelude::*;

/// A job of one's own, in the reader's words.
#[derive(Clone, Debug)]
pub struct JobLine {
    pub href: String,
    /// What is done, to how many.
    pub title: String,
    /// How it is going, or how it ended.
    pub status: String,
    pub tone: &'static str,
    /// When it was begun, and how far it is.
    pub facts: String,
}

/// What one has begun in the background: where to go back to, once its page was left [S4.12].
#[component]
pub fn JobsPage(wording: Wording, jobs: Vec<JobLine>) -> impl IntoView {
    let list = if jobs.is_empty() {
        view! {
            <div class="empty">
                <div class="empty-figure"><Glyph icon=Icon::Clock size="large" /></div>
                <h2 class="empty-title">{wording.say("jobs-empty-title")}</h2>
                <p class="empty-text">{wording.say("jobs-empty-text")}</p>
            </div>
        }
        .into_any()
    } else {
        let rows = jobs.into_iter().map(|job| {
            view! {
                <li class="rows-item">
                    <span class="rows-text">
                        <a class="rows-name" href=job.href>{job.title}</a>
                        <span class="rows-fact">{job.facts}</span>
                    </span>
                    <span class="badge" data-tone=job.tone>{job.status}</span>
                </li>
            }
        });
        view! { <ul class="rows" role="list">{rows.collect_view()}</ul> }.into_any()
    };
    view! {
        <div class="page" data-width="form">
            <a class="page-back" href="/users"><Glyph icon=Icon::ChevronLeft size="small" />{wording.say("users-title")}</a>
            <header class="page-header">
                <h1 class="page-title">{wording.say("jobs-title")}</h1>
                <p class="page-lead">{wording.say("jobs-lead")}</p>
            </header>
            {list}
        </div>
    }
}
