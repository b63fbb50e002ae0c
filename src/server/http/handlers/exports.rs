use super::{Target, field_errors, refused, title};
use crate::{
    domain::{
        export::{Format, What},
        form::FieldErrors,
        id::JobId,
        job::Ending,
    },
    server::{
        http::{
            download, form,
            reader::{Inside, Reader},
            render::{self, Head},
        },
        operations::{
            Error,
            exports::{self as operation, Form, Kept, Open},
        },
    },
    ui::{
        layout::Place,
        pages::exports::{Choice, ExportForm, ExportLine, ExportsPage},
    },
    wording::Wording,
};
use axum::{
    extract::{Path, Query},
    http::{HeaderValue, StatusCode, header::CONTENT_LENGTH},
    response::{IntoResponse, Redirect, Response},
};
use leptos::prelude::*;
use serde::Deserialize;

/// As the form sends it.
#[derive(Default, Deserialize)]
#[serde(default)]
pub struct Sent {
    key: String,
    what: String,
    format: String,
}

fn parse(id: &str) -> Result<JobId, Error> {
    id.parse().map_err(|_| Error::NotFound)
}

pub async fn show(reader: Reader, Query(target): Query<Target>) -> Result<Response, Error> {
    let open = operation::open(&reader.app, reader.actor()?).await?;
    let done = (target.done == "delete").then(|| reader.wording.say("exports-done-delete"));
    Ok(page(&reader, StatusCode::OK, open, Form::default(), FieldErrors::default(), done))
}

pub async fn begin(Inside(reader): Inside, form::Form(sent): form::Form<Sent>) -> Result<Response, Error> {
    let form = Form { key: sent.key, what: sent.what, format: sent.format };
    match operation::begin(&reader.app, &reader.visit, reader.actor()?, &form).await {
        Ok(job) => Ok(Redirect::to(&format!("/jobs/{job}")).into_response()),
        Err(error) => {
            let errors = field_errors(error, "what")?;
            let open = operation::open(&reader.app, reader.actor()?).await?;
            Ok(refused(errors, |status, errors| page(&reader, status, open, form, errors, None)))
        }
    }
}

fn page(
    reader: &Reader,
    status: StatusCode,
    open: Open,
    sent: Form,
    errors: FieldErrors,
    done: Option<String>,
) -> Response {
    let wording = reader.wording.clone();
    let whats = open.offered.iter().map(|what| Choice {
        value: what.as_str(),
        title: wording.say(&format!("exports-what-{}", what.as_str())),
        text: wording.say(&format!("exports-text-{}", what.as_str())),
    });
    let formats = Format::ALL.iter().map(|format| Choice {
        value: format.as_str(),
        title: wording.say(&format!("exports-format-{}", format.as_str())),
        text: wording.say(&format!("exports-for-{}", format.as_str())),
    });
    let form = ExportForm {
        key: open.key.to_string(),
        whats: whats.collect(),
        what: sent.what,
        formats: formats.collect(),
        format: sent.format,
    };
    let lines = open.files.iter().map(|kept| line(&wording, kept)).collect();
    let head = Head::plain(title(reader, "exports-title", &errors));
    render::frame(reader, status, head, Some(Place::Exports), move || {
        view! { <ExportsPage wording form lines errors done /> }.into_any()
    })
}

fn line(wording: &Wording, kept: &Kept) -> ExportLine {
    let job = &kept.job;
    let what = wording.say(&format!("exports-what-{}", kept.order.what.as_str()));
    let format = wording.say(&format!("exports-format-{}", kept.order.format.as_str()));
    let (status, tone) = super::jobs::status(job);
    let asked = [("date", wording.date(job.created_at).into()), ("time", wording.time(job.created_at).into())];
    let kept_until = kept.until.map(|until| {
        let until = [("date", wording.date(until).into()), ("time", wording.time(until).into())];
        format!("{} · {}", wording.size(kept.size), wording.say_with("exports-until", &until))
    });
    ExportLine {
        name: wording.say_with("exports-name", &[("what", what.into()), ("format", format.into())]),
        facts: std::iter::once(wording.say_with("exports-asked", &asked)).chain(kept_until).collect(),
        status: wording.say(status),
        tone,
        job: job.ending.is_none().then(|| format!("/jobs/{}", job.id)),
        download: kept.until.map(|_| address(job.id)),
        delete: format!("/exports/{}/delete", job.id),
    }
}

/// Where a file is downloaded.
pub fn address(id: JobId) -> String {
    format!("/exports/{id}/download")
}

/// What became of a job's file, and where it is downloaded.
pub fn outcome(
    wording: &Wording,
    job: JobId,
    ending: Option<Ending>,
    kept: Option<&Kept>,
) -> Option<(String, Option<String>)> {
    match (ending, kept.and_then(|kept| Some((kept, kept.until?)))) {
        (_, Some((kept, until))) => {
            let facts = [
                ("size", wording.size(kept.size).into()),
                ("date", wording.date(until).into()),
                ("time", wording.time(until).into()),
            ];
            Some((wording.say_with("exports-ready", &facts), Some(address(job))))
        }
        (Some(Ending::Done), None) => Some((wording.say("exports-gone"), None)),
        _ => None,
    }
}

pub async fn download(reader: Reader, Path(id): Path<String>) -> Result<Response, Error> {
    let file = operation::download(&reader.app, &reader.visit, reader.actor()?, parse(&id)?).await?;
    // Named in the language that it is written in.
    let wording = Wording::new(file.order.language, reader.app.zone.clone());
    let (name, format) = (name(&wording, file.order.what), file.order.format);
    let (name, size) = (format!("{name}-{}.{}", wording.iso_day(file.at), format.as_str()), file.size);
    let chunks = futures::stream::try_unfold(file, |mut file| async move {
        Ok::<_, Error>(file.next().await?.map(|chunk| (chunk, file)))
    });
    let mut response = download::file(&reader, format.media_type(), &name, chunks);
    response.headers_mut().insert(CONTENT_LENGTH, HeaderValue::from(size));
    Ok(response)
}

fn name(wording: &Wording, what: What) -> String {
    wording.say(&format!("exports-file-{}", what.as_str()))
}

pub async fn delete(reader: Reader, Path(id): Path<String>) -> Result<Response, Error> {
    operation::delete(&reader.app, &reader.visit, reader.actor()?, parse(&id)?).await?;
    Ok(Redirect::to("/exports?done=delete").into_response())
}
