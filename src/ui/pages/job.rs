use crate::{
    ui::{
        components::{Glyph, Icon},
        islands::JobProgress,
    },
    wording::Wording,
};
use leptos::prelude::*;

/// A job as it stands, in the reader's words.
#[derive(Clone, Debug)]
pub struct JobView {
    pub id: String,
    /// What is done, to how many.
    pub title: String,
    /// How it is going, or how it ended.
    pub status: String,
    pub tone: &'static str,
    pub is_running: bool,
    /// Begun in the list, where the other jobs make a file.
    pub is_of_users: bool,
    pub worked: u64,
    pub total: u64,
    /// As in "60 of 100".
    pub counted: String,
    pub tabs: Vec<JobTab>,
    pub rows: Vec<JobRow>,
    /// The next page of the results.
    pub next: Option<String>,
    pub file: Option<JobFile>,
}

/// What a job has made, with where it is downloaded as long as it is kept.
#[derive(Clone, Debug)]
pub struct JobFile {
    pub text: String,
    pub href: Option<String>,
}

/// Results of one kind, with how many there are.
#[derive(Clone, Debug)]
pub struct JobTab {
    pub label: String,
    pub count: String,
    pub href: String,
    pub current: bool,
}

/// What became of one user, or of one line.
#[derive(Clone, Debug)]
pub struct JobRow {
    pub who: String,
    pub href: Option<String>,
    /// The address below the name, the line in the file, why it was refused.
    pub facts: Vec<String>,
}

#[component]
pub fn JobPage(wording: Wording, job: JobView) -> impl IntoView {
    let (back, there) = if job.is_of_users { ("/users", "users-title") } else { ("/exports", "exports-title") };
    view! {
        // Without script the page asks again by itself, as long as there is something to see.
        {job.is_running.then(|| view! { <noscript><meta http-equiv="refresh" content="2" /></noscript> })}
        <div class="page" data-width="form">
            <a class="page-back" href=back><Glyph icon=Icon::ChevronLeft size="small" />{wording.say(there)}</a>
            <header class="page-header"><h1 class="page-title">{job.title.clone()}</h1></header>
            <JobProgress>
                <JobResults wording job />
            </JobProgress>
        </div>
    }
}

/// All that changes while it goes on, part by part: what has the focus keeps it.
#[component]
pub fn JobResults(wording: Wording, job: JobView) -> impl IntoView {
    let running = job.is_running.then_some("");
    view! {
        <div class="stack">
            <div class="job">
                <p class="job-status" role="status" data-part="status"><span class="badge" data-tone=job.tone>{job.status}</span></p>
                <progress
                    class="progress"
                    data-part="bar"
                    max=job.total.max(1).to_string()
                    value=job.worked.to_string()
                    aria-label=job.title
                ></progress>
                <p class="job-count" data-part="count">{job.counted}</p>
                <div class="job-foot" data-part="foot" data-running=running hidden=!job.is_running>
                    {job.is_running.then(|| view! {
                        <p class="muted">{wording.say("job-leave")}" "<a href="/jobs">{wording.say("jobs-title")}</a></p>
                        <form method="post" action=format!("/jobs/{}/cancel", job.id)>
                            <button class="button" data-size="small" type="submit">{wording.say("job-cancel")}</button>
                        </form>
                    })}
                </div>
            </div>
            {(!job.tabs.is_empty()).then(|| view! { <Tabs wording=wording.clone() tabs=job.tabs /> })}
            {if job.is_of_users {
                view! { <Rows wording rows=job.rows next=job.next /> }.into_any()
            } else {
                view! { <Made wording file=job.file /> }.into_any()
            }}
        </div>
    }
}

#[component]
fn Tabs(wording: Wording, tabs: Vec<JobTab>) -> impl IntoView {
    let tabs = tabs.into_iter().map(|tab| {
        view! {
            <li>
                <a class="segments-link" href=tab.href aria-current=tab.current.then_some("true")>
                    {tab.label}" "<span class="segments-count">{tab.count}</span>
                </a>
            </li>
        }
    });
    view! {
        <nav class="segments" data-part="tabs" aria-label=wording.say("job-results")>
            <ul class="segments-list">{tabs.collect_view()}</ul>
        </nav>
    }
}

#[component]
fn Made(wording: Wording, file: Option<JobFile>) -> impl IntoView {
    let file = file.map(|JobFile { text, href }| {
        let download = href.map(|href| {
            view! {
                <div class="actions">
                    <a class="button" data-variant="primary" data-size="large" href=href>
                        <Glyph icon=Icon::Download />{wording.say("exports-download")}
                    </a>
                </div>
            }
        });
        view! { <p>{text}</p>{download} }
    });
    view! { <div class="stack" data-part="rows">{file}</div> }
}

#[component]
fn Rows(wording: Wording, rows: Vec<JobRow>, next: Option<String>) -> impl IntoView {
    let rows = rows.into_iter().map(|row| {
        let facts = row.facts.into_iter().map(|fact| view! { <span class="job-fact">{fact}</span> });
        let who = match row.href {
            Some(href) => view! { <a class="job-who" href=href>{row.who}</a> }.into_any(),
            None => view! { <span class="job-who">{row.who}</span> }.into_any(),
        };
        view! { <li class="job-row">{who}{facts.collect_view()}</li> }
    });
    view! {
        <div class="stack" data-gap="small" data-part="rows">
            <ul class="job-rows" role="list">{rows.collect_view()}</ul>
            {next.map(|href| view! {
                <p class="actions">
                    <a class="button" data-size="small" rel="next" href=href>
                        {wording.say("users-next")}
                        <Glyph icon=Icon::ChevronRight size="small" />
                    </a>
                </p>
            })}
        </div>
    }
}
