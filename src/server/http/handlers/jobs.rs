use super::exports;
use crate::{
    domain::{
        id::JobId,
        import::LineProblem,
        job::{Ending, Rank},
        verb::Refusal,
    },
    server::{
        http::{
            reader::{Inside, Reader},
            render::{self, Head},
        },
        operations::{
            Error,
            jobs::{self as operation, Results, Task},
        },
        store::jobs::{Item, Job},
    },
    ui::{
        layout::Place,
        pages::{
            job::{JobFile, JobPage, JobResults, JobRow, JobTab, JobView},
            jobs::{JobLine, JobsPage},
        },
    },
    wording::Wording,
};
use axum::{
    extract::{Path, RawQuery},
    http::StatusCode,
    response::{IntoResponse, Redirect, Response},
};
use leptos::prelude::*;
use serde::Deserialize;

/// Which results are shown. What isn't understood is as if it weren't there.
#[derive(Clone, Copy, Default)]
struct Shown {
    rank: Option<Rank>,
    after: u64,
}

impl Shown {
    fn from_query(query: &str) -> Self {
        let mut shown = Self::default();
        for (name, value) in url::form_urlencoded::parse(query.trim_start_matches('?').as_bytes()) {
            match name.as_ref() {
                "show" => shown.rank = value.parse().ok(),
                "after" => shown.after = value.parse().unwrap_or(0),
                _ => {}
            }
        }
        shown
    }
}

/// What one has begun.
pub async fn list(reader: Reader) -> Result<Response, Error> {
    let jobs = operation::list(&reader.app, reader.actor()?).await?;
    let wording = reader.wording.clone();
    let line = |(job, task): &(Job, Task)| {
        let (status, tone) = status(job);
        let numbers = [("worked", job.progress.worked().into()), ("total", job.progress.total.into())];
        JobLine {
            href: format!("/jobs/{}", job.id),
            title: job_title(&wording, task, job.progress.total),
            status: wording.say(status),
            tone,
            facts: format!("{} · {}", wording.date_time(job.created_at), wording.say_with("job-counted", &numbers)),
        }
    };
    let jobs = jobs.iter().map(line).collect();
    let head = Head::plain(wording.say("jobs-title"));
    Ok(render::frame(&reader, StatusCode::OK, head, Some(Place::Users), move || {
        view! { <JobsPage wording jobs /> }.into_any()
    }))
}

pub async fn show(reader: Reader, Path(id): Path<String>, RawQuery(query): RawQuery) -> Result<Response, Error> {
    let job = view(&reader, &id, &query.unwrap_or_default()).await?;
    let wording = reader.wording.clone();
    let head = Head { title: job.title.clone(), islands: job.is_running, passwords: false };
    let place = if job.is_of_users { Place::Users } else { Place::Exports };
    Ok(render::frame(&reader, StatusCode::OK, head, Some(place), move || view! { <JobPage wording job /> }.into_any()))
}

/// The part of the page that an island renews.
///
/// # Errors
/// As the operation's.
pub async fn job_html(reader: &Reader, id: &str, query: &str) -> Result<String, Error> {
    let job = view(reader, id, query).await?;
    let wording = reader.wording.clone();
    Ok(render::fragment(move || view! { <JobResults wording job /> }.into_any()))
}

pub async fn cancel(Inside(reader): Inside, Path(id): Path<String>) -> Result<Response, Error> {
    let id: JobId = id.parse().map_err(|_| Error::NotFound)?;
    operation::cancel(&reader.app, &reader.visit, reader.actor()?, id).await?;
    Ok(Redirect::to(&format!("/jobs/{id}")).into_response())
}

async fn view(reader: &Reader, id: &str, query: &str) -> Result<JobView, Error> {
    let id: JobId = id.parse().map_err(|_| Error::NotFound)?;
    let shown = Shown::from_query(query);
    let results = operation::results(&reader.app, reader.actor()?, id, shown.rank, shown.after).await?;
    Ok(in_words(&reader.wording, &results))
}

fn in_words(wording: &Wording, results: &Results) -> JobView {
    let (job, progress) = (&results.job, results.job.progress);
    let (status, tone) = status(job);
    let is_of_users = results.task.changes_users();
    let path = |rank: Rank| format!("/jobs/{}?show={}", job.id, rank.as_str());
    let tabs = [(Rank::Refused, progress.refused), (Rank::Done, progress.done), (Rank::Waiting, progress.left())];
    let tabs = tabs.into_iter().filter(|(rank, count)| is_of_users && (*count > 0 || *rank == results.rank)).map(
        |(rank, count)| JobTab {
            label: wording.say(match rank {
                Rank::Refused => "job-refused",
                Rank::Done => "job-taken",
                Rank::Waiting if job.ending.is_some() => "job-untouched",
                Rank::Waiting => "job-left",
            }),
            count: wording.number(count),
            href: path(rank),
            current: rank == results.rank,
        },
    );
    let file = exports::outcome(wording, job.id, job.ending, results.file.as_ref());
    let numbers = [("worked", progress.worked().into()), ("total", progress.total.into())];
    JobView {
        id: job.id.to_string(),
        title: job_title(wording, &results.task, progress.total),
        status: wording.say(status),
        tone,
        is_running: job.ending.is_none(),
        is_of_users,
        worked: progress.worked(),
        total: progress.total,
        counted: wording.say_with("job-counted", &numbers),
        tabs: tabs.collect(),
        rows: results.items.iter().map(|item| row(wording, &results.task, item)).collect(),
        next: results.more_after.map(|after| format!("{}&after={after}", path(results.rank))),
        file: file.filter(|_| !is_of_users).map(|(text, href)| JobFile { text, href }),
    }
}

/// How a job is going, or how it ended: the key of the words, and their tone.
pub fn status(job: &Job) -> (&'static str, &'static str) {
    match job.ending {
        None if job.progress.worked() == 0 => ("job-waiting", "neutral"),
        None => ("job-running", "info"),
        Some(Ending::Done) if job.progress.refused == 0 => ("job-done", "success"),
        Some(Ending::Done) => ("job-done", "warning"),
        Some(Ending::Cancelled) => ("job-cancelled", "warning"),
        Some(Ending::RightsLost) => ("job-rights-lost", "danger"),
    }
}

fn job_title(wording: &Wording, task: &Task, count: u64) -> String {
    match task {
        Task::Change(change) => {
            wording.say_with(&format!("job-title-{}", change.verb().as_str()), &[("count", count.into())])
        }
        Task::Import(_) => wording.say_with("job-title-import", &[("count", count.into())]),
        Task::Export(order) => {
            let format = wording.say(&format!("exports-format-{}", order.format.as_str()));
            wording.say_with(&format!("exports-job-{}", order.what.as_str()), &[("format", format.into())])
        }
    }
}

fn row(wording: &Wording, task: &Task, item: &Item) -> JobRow {
    let (who, address) = match &item.person {
        Some((name, email)) if name.is_empty() => (email.clone(), None),
        Some((name, email)) => (name.clone(), Some(email.clone())),
        None if item.text.is_empty() => (wording.say("job-nobody"), None),
        None => (item.text.clone(), None),
    };
    let href = item.person.as_ref().and(item.user).map(|id| format!("/users/{id}"));
    let reason = item.reason.as_ref().map(|reason| match task {
        Task::Change(_) => refusal(wording, reason),
        Task::Import(_) => LineProblem::deserialize(reason).map(|p| wording.line_problem(&p)).unwrap_or_default(),
        Task::Export(_) => String::new(),
    });
    let line = matches!(task, Task::Import(_)).then(|| wording.say_with("job-line", &[("number", item.number.into())]));
    // Where there is no address, its place stays: reasons stand below each other.
    let facts = line.into_iter().chain([address.unwrap_or_default()]).chain(reason).collect();
    JobRow { who, href, facts }
}

fn refusal(wording: &Wording, reason: &serde_json::Value) -> String {
    let refusal = reason.as_str().and_then(|text| text.parse().ok()).unwrap_or(Refusal::Gone);
    wording.say(&format!("bulk-reason-{}", refusal.as_str()))
}
