use crate::{
    domain::{
        access::{Area, Level},
        export::Format,
        history_list::{Cursor, Day, HistoryQuery, Part},
    },
    server::{
        http::{
            csv, download,
            reader::Reader,
            render::{self, Head},
        },
        operations::{
            Error,
            history::{self as operation, Crowd, MOST_ENTRIES, MOST_PEOPLE, Page, Pages},
        },
        store::history::{Recorded, Things},
    },
    ui::{
        components::{HistoryDay, HistoryLine, Links},
        layout::Place,
        pages::history::{Chip, History, HistoryPage},
    },
    wording::{
        Wording,
        files::{self, HistoryLine as FileLine, Line},
        instant,
    },
};
use axum::{
    extract::RawQuery,
    http::StatusCode,
    response::{IntoResponse, Redirect, Response},
};
use futures::{StreamExt, TryStreamExt};
use leptos::prelude::*;

/// The query that stands in the address.
pub fn read(query: Option<String>) -> HistoryQuery {
    let query = query.unwrap_or_default();
    let pairs: Vec<_> = url::form_urlencoded::parse(query.as_bytes()).collect();
    HistoryQuery::read(pairs.iter().map(|(name, value)| (name.as_ref(), value.as_ref())))
}

pub async fn show(reader: Reader, RawQuery(query): RawQuery) -> Result<Response, Error> {
    let query = read(query);
    let actor = reader.actor()?;
    let page = operation::read(&reader.app, actor, &query).await?;
    let wording = reader.wording.clone();
    let beside = |cursor: Option<Cursor>| cursor.map(|cursor| HistoryQuery { cursor, ..query.clone() }.at("/history"));
    let exports = actor
        .exports(Area::History)
        .is_ok_and(|_| page.crowd.is_none())
        .then(|| ["/history/export.csv", "/history/export.json"].map(|path| query.from_start().at(path)));
    let history = History {
        days: days(&wording, &page),
        chips: chips(&wording, &query, &page),
        crowd: page.crowd.map(|crowd| match crowd {
            Crowd::People => wording.say_with("history-crowd", &[("count", MOST_PEOPLE.into())]),
            Crowd::Entries => wording.say_with("history-crowd-entries", &[("count", MOST_ENTRIES.into())]),
        }),
        newer: beside(page.newer),
        older: beside(page.older),
        exports,
    };
    let links = links(&reader)?;
    let head = Head::plain(wording.say("history-title"));
    Ok(render::frame(&reader, StatusCode::OK, head, Some(Place::History), move || {
        view! { <HistoryPage wording query history links /> }.into_any()
    }))
}

/// Whom the reader may look at.
///
/// # Errors
/// As [`Reader::actor`].
pub fn links(reader: &Reader) -> Result<Links, Error> {
    let actor = reader.actor()?;
    // Of a department's history, not all are people whom its reader may look at.
    let sees_users = actor.granted(Area::Users, Level::Guest).is_ok();
    Ok(if sees_users { Links::People { own: actor.id() } } else { Links::Nobody })
}

/// A page's entries in words, by the days of the reader's calendar.
pub fn days(wording: &Wording, page: &Page) -> Vec<HistoryDay> {
    let mut days: Vec<HistoryDay> = Vec::new();
    for entry in &page.entries {
        let label = wording.day(entry.at);
        let line = line(wording, entry, &page.things);
        match days.last_mut() {
            Some(day) if day.label == label => day.lines.push(line),
            _ => days.push(HistoryDay { label, lines: vec![line] }),
        }
    }
    days
}

fn line(wording: &Wording, entry: &Recorded, things: &Things) -> HistoryLine {
    let address = Some(entry.address.as_str()).filter(|address| !address.is_empty());
    HistoryLine {
        time: wording.time(entry.at),
        instant: instant(entry.at),
        sentence: wording.entry(entry),
        refused: entry.refused,
        facts: wording.particulars(entry, things),
        changes: wording.changes(entry, things),
        address: address.map(|address| wording.say_with("history-from-address", &[("address", address.into())])),
    }
}

/// What is set, each with the way to take it away.
fn chips(wording: &Wording, query: &HistoryQuery, page: &Page) -> Vec<Chip> {
    let mut chips = Vec::new();
    let mut add = |is_set: bool, label: String, clear: fn(&mut HistoryQuery)| {
        if is_set {
            let mut rest = query.from_start();
            clear(&mut rest);
            chips.push(Chip { label, without: rest.at("/history") });
        }
    };
    let person = |key: &'static str, someone: &Option<_>| {
        let name = someone.as_ref().map(|someone| wording.someone(someone)).unwrap_or_default();
        wording.say_with(key, &[("name", name.into())])
    };
    let day = |key: &'static str, day: Option<Day>| {
        wording.say_with(key, &[("day", day.map(|day| wording.calendar_day(day)).unwrap_or_default().into())])
    };
    let part = wording.say(&format!("history-part-{}", query.part.as_str()));
    let text = wording.say_with("history-chip-text", &[("text", query.text.as_str().into()), ("part", part.into())]);
    add(!query.text.is_empty(), text, |rest| {
        rest.text.clear();
        rest.part = Part::Either;
    });
    add(query.actor.is_some(), person("history-chip-actor", &page.actor), |rest| rest.actor = None);
    add(query.subject.is_some(), person("history-chip-subject", &page.subject), |rest| rest.subject = None);
    let what = query.what.map(|what| wording.what(what)).unwrap_or_default();
    add(query.what.is_some(), what, |rest| rest.what = None);
    let outcome = query.outcome.map(|outcome| wording.say(&format!("history-outcome-{}", outcome.as_str())));
    add(query.outcome.is_some(), outcome.unwrap_or_default(), |rest| rest.outcome = None);
    add(query.from.is_some(), day("history-chip-from", query.from), |rest| rest.from = None);
    add(query.until.is_some(), day("history-chip-until", query.until), |rest| rest.until = None);
    chips
}

/// The file's pages; or the way back to the list, which says why there is no file.
async fn export(reader: &Reader, query: &HistoryQuery, format: Format) -> Result<Result<Pages, Redirect>, Error> {
    match operation::export(&reader.app, &reader.visit, reader.actor()?, query, format).await {
        Err(Error::Fields(_)) => Ok(Err(Redirect::to(&query.from_start().at("/history")))),
        tried => tried.map(Ok),
    }
}

pub async fn csv(reader: Reader, RawQuery(query): RawQuery) -> Result<Response, Error> {
    let pages = match export(&reader, &read(query), Format::Csv).await? {
        Ok(pages) => pages,
        Err(list) => return Ok(list.into_response()),
    };
    let wording = reader.wording.clone();
    let header = FileLine::header(&wording);
    let rows = futures::stream::try_unfold((wording, pages), |(wording, mut pages)| async move {
        let row = |line: &FileLine<'_>| line.cells(&wording);
        let rows = pages.next().await?.map(|page| FileLine::all(&page.entries, &page.things).iter().map(row).collect());
        Ok::<_, Error>(rows.map(|rows: csv::Page| (rows, (wording, pages))))
    });
    Ok(csv::file(&reader, &reader.wording.say("exports-file-history"), header, rows))
}

pub async fn json(reader: Reader, RawQuery(query): RawQuery) -> Result<Response, Error> {
    let pages = match export(&reader, &read(query), Format::Json).await? {
        Ok(pages) => pages,
        Err(list) => return Ok(list.into_response()),
    };
    let wording = reader.wording.clone();
    let name = format!("{}.json", wording.say("exports-file-history"));
    let lines =
        move |page: &Page, is_first: bool| files::json(&wording, &FileLine::all(&page.entries, &page.things), is_first);
    Ok(file(&reader, pages, Format::Json.media_type(), &name, lines, files::end(Format::Json)))
}

/// A file that is written while it is sent: `lines` makes the text of each page of entries.
pub fn file(
    reader: &Reader,
    pages: Pages,
    kind: &'static str,
    name: &str,
    mut lines: impl FnMut(&Page, bool) -> String + Send + 'static,
    end: &'static str,
) -> Response {
    let texts = futures::stream::try_unfold((pages, true), |(mut pages, is_first)| async move {
        let page = pages.next().await?;
        Ok::<_, sqlx::Error>(page.map(|page| ((page, is_first), (pages, false))))
    });
    let texts = texts.map_ok(move |(page, is_first)| lines(&page, is_first));
    let texts = texts.chain(futures::stream::once(async move { Ok(end.to_owned()) }));
    download::file(reader, kind, name, texts)
}
