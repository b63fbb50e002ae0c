//! A file of people: sent, its columns named, tried out, imported.

use super::{chosen_place, field_errors, places, title};
use crate::{
    domain::{
        form::FieldErrors,
        id::ImportId,
        import::{Column, Encoding, Separator},
        language::Language,
    },
    server::{
        http::{
            csv,
            form::Pairs,
            reader::{Inside, Reader},
            render::{self, Head},
        },
        operations::{
            Error,
            import::{self as operation, Form, Plan, Report, SHOWN, Sheet, Sorted},
        },
    },
    ui::{
        layout::Place,
        pages::import::{ReportPage, ReportView, SheetColumn, SheetPage, SheetView, UploadPage},
    },
    wording::Wording,
};
use axum::{
    extract::{FromRequest, Multipart, Path, Request},
    http::StatusCode,
    response::{IntoResponse, Redirect, Response},
};
use leptos::prelude::*;

pub async fn show(reader: Reader) -> Result<Response, Error> {
    let importer = operation::may_import(reader.actor()?);
    importer.map(|_| upload_page(&reader, StatusCode::OK, String::new(), FieldErrors::default()))
}

pub async fn upload(Inside(reader): Inside, request: Request) -> Result<Response, Error> {
    // Before the body is read: it may be long.
    let actor = operation::importing(&reader.app, &reader.visit, reader.actor()?).await?;
    let sent = match read(request).await {
        Ok(sent) => sent,
        Err(status) => return Ok(status.into_response()),
    };
    // A file goes before what was pasted.
    let bytes: &[u8] = if sent.file.is_empty() { sent.text.as_bytes() } else { &sent.file };
    match operation::upload(&reader.app, &actor, &sent.name, bytes).await {
        Ok(id) => Ok(Redirect::to(&format!("/users/import/{id}")).into_response()),
        Err(error) => {
            let errors = field_errors(error, "file")?;
            Ok(upload_page(&reader, StatusCode::UNPROCESSABLE_ENTITY, sent.text, errors))
        }
    }
}

#[derive(Default)]
struct Sent {
    name: String,
    file: Vec<u8>,
    text: String,
}

async fn read(request: Request) -> Result<Sent, StatusCode> {
    let mut form = Multipart::from_request(request, &()).await.map_err(|e| e.status())?;
    let mut sent = Sent::default();
    while let Some(field) = form.next_field().await.map_err(|e| e.status())? {
        match field.name().unwrap_or_default() {
            "file" => {
                field.file_name().unwrap_or_default().clone_into(&mut sent.name);
                sent.file = field.bytes().await.map_err(|e| e.status())?.into();
            }
            "text" => sent.text = field.text().await.map_err(|e| e.status())?,
            _ => {}
        }
    }
    Ok(sent)
}

fn upload_page(reader: &Reader, status: StatusCode, pasted: String, errors: FieldErrors) -> Response {
    let wording = reader.wording.clone();
    let head = Head::plain(title(reader, "import-title", &errors));
    render::frame(reader, status, head, Some(Place::Users), move || {
        view! { <UploadPage wording pasted errors /> }.into_any()
    })
}

pub async fn columns(reader: Reader, Path(id): Path<String>) -> Result<Response, Error> {
    let id = parse(&id)?;
    let sheet = operation::sheet(&reader.app, reader.actor()?, id, None, None).await?;
    Ok(sheet_page(&reader, StatusCode::OK, id, sheet, None, FieldErrors::default()))
}

pub async fn check(Inside(reader): Inside, Path(id): Path<String>, pairs: Pairs) -> Result<Response, Error> {
    let is_back = pairs.all("to").any(|to| to == "columns");
    let (id, shown_in, form) = (parse(&id)?, shown_in(&pairs), form_of(pairs));
    let actor = operation::importing(&reader.app, &reader.visit, reader.actor()?).await?;
    let (encoding, separator) = (form.encoding.parse().ok(), form.separator.parse().ok());
    let is_reread = shown_in.zip(encoding).is_some_and(|(shown, wanted)| shown != wanted);
    // Read otherwise, it may be cut otherwise too: that is seen anew.
    let sheet = operation::sheet(&reader.app, &actor, id, encoding, separator.filter(|_| !is_reread)).await?;
    // Back from what was tried out, as it was.
    if is_back {
        return Ok(sheet_page(&reader, StatusCode::OK, id, sheet, Some(&form), FieldErrors::default()));
    }
    if is_reread {
        let form = Form { columns: Vec::new(), ..form };
        return Ok(sheet_page(&reader, StatusCode::OK, id, sheet, Some(&form), FieldErrors::default()));
    }
    let plan = match Plan::parse(id, &form) {
        // Cut otherwise, the columns are others: they are named anew.
        Ok(plan) if plan.columns.len() == sheet.columns.len() => plan,
        Ok(_) => return Ok(sheet_page(&reader, StatusCode::OK, id, sheet, None, FieldErrors::default())),
        Err(errors) => {
            return Ok(sheet_page(&reader, StatusCode::UNPROCESSABLE_ENTITY, id, sheet, Some(&form), errors));
        }
    };
    match operation::check(&reader.app, &reader.visit, &actor, plan.clone()).await {
        Ok(report) => Ok(report_page(&reader, id, &form, &sheet, &plan, &report)),
        Err(error) => again(&reader, id, &form, field_errors(error, "form")?).await,
    }
}

pub async fn run(Inside(reader): Inside, Path(id): Path<String>, pairs: Pairs) -> Result<Response, Error> {
    let (id, form) = (parse(&id)?, form_of(pairs));
    let actor = reader.actor()?;
    match operation::start(&reader.app, &reader.visit, actor, id, &form).await {
        Ok(job) => Ok(Redirect::to(&format!("/jobs/{job}")).into_response()),
        Err(error) => again(&reader, id, &form, field_errors(error, "form")?).await,
    }
}

/// The columns once more, with what is wrong with them.
async fn again(reader: &Reader, id: ImportId, form: &Form, errors: FieldErrors) -> Result<Response, Error> {
    let (encoding, separator) = (form.encoding.parse().ok(), form.separator.parse().ok());
    let sheet = operation::sheet(&reader.app, reader.actor()?, id, encoding, separator).await?;
    Ok(sheet_page(reader, StatusCode::UNPROCESSABLE_ENTITY, id, sheet, Some(form), errors))
}

/// What becomes of every line, as a file.
pub async fn report(Inside(reader): Inside, Path(id): Path<String>, pairs: Pairs) -> Result<Response, Error> {
    let (id, form) = (parse(&id)?, form_of(pairs));
    let actor = operation::importing(&reader.app, &reader.visit, reader.actor()?).await?;
    let plan = match Plan::parse(id, &form) {
        Ok(plan) => plan,
        Err(errors) => return again(&reader, id, &form, errors).await,
    };
    let mut trial = match operation::trial(&reader.app, &reader.visit, &actor, plan).await {
        Ok(trial) => trial,
        Err(error) => return again(&reader, id, &form, field_errors(error, "form")?).await,
    };
    // What is refused is said in a page, before the file begins.
    let first = match trial.next().await {
        Ok(first) => first,
        Err(error) => return again(&reader, id, &form, field_errors(error, "form")?).await,
    };
    let wording = reader.wording.clone();
    let header = ["import-line", "import-text-column", "import-result", "import-problem"].map(|key| wording.say(key));
    let made = wording.say(if form.send == "yes" { "import-result-invite" } else { "import-result-create" });
    let from = ((wording, made), trial, Some(first));
    let pages = futures::stream::try_unfold(from, |(words, mut trial, first)| async move {
        let sorted = match first {
            Some(first) => first,
            None => trial.next().await?,
        };
        let page = sorted.map(|sorted| lines(&words.0, &words.1, sorted));
        Ok::<_, Error>(page.map(|page: csv::Page| (page, (words, trial, None))))
    });
    Ok(csv::file(&reader, &reader.wording.say("import-report-file"), header.into(), pages))
}

/// Each line in its place, with what becomes of it: `made` says what of those that make somebody.
fn lines(wording: &Wording, made: &str, sorted: Sorted) -> csv::Page {
    let left_out = wording.say("import-result-none");
    let ready = sorted.ready.into_iter().map(|ready| {
        let text = ready.person.email.as_str().to_owned();
        (ready.line, vec![ready.line.to_string(), text, made.to_owned(), String::new()])
    });
    let refused = sorted.refused.into_iter().map(|refused| {
        let why = wording.line_problem(&refused.problem);
        (refused.line, vec![refused.line.to_string(), refused.text, left_out.clone(), why])
    });
    let mut lines: Vec<_> = ready.chain(refused).collect();
    lines.sort_by_key(|(line, _)| *line);
    lines.into_iter().map(|(_, row)| row).collect()
}

fn parse(id: &str) -> Result<ImportId, Error> {
    id.parse().map_err(|_| Error::NotFound)
}

/// What the file was read as on the page that the form was on.
fn shown_in(pairs: &Pairs) -> Option<Encoding> {
    pairs.all("shown_in").next().and_then(|shown| shown.parse().ok())
}

fn form_of(mut pairs: Pairs) -> Form {
    Form {
        columns: pairs.all("column").map(str::to_owned).collect(),
        encoding: pairs.take("encoding"),
        separator: pairs.take("separator"),
        header: pairs.take("header"),
        role: pairs.take("role"),
        department: pairs.take("department"),
        department_role: pairs.take("department_role"),
        language: pairs.take("language"),
        send: pairs.take("send"),
        key: pairs.take("key"),
    }
}

fn sheet_page(
    reader: &Reader,
    status: StatusCode,
    id: ImportId,
    sheet: Sheet,
    form: Option<&Form>,
    errors: FieldErrors,
) -> Response {
    let wording = reader.wording.clone();
    let title = title(reader, "import-columns-title", &errors);
    let sheet = sheet_in_words(&wording, id, sheet, form);
    render::frame(reader, status, Head::plain(title), Some(Place::Users), move || {
        view! { <SheetPage wording sheet errors /> }.into_any()
    })
}

fn sheet_in_words(wording: &Wording, id: ImportId, sheet: Sheet, form: Option<&Form>) -> SheetView {
    let typed = form.filter(|form| form.columns.len() == sheet.columns.len());
    let held = |n: usize| typed.map_or(sheet.columns[n].as_str().to_owned(), |form| form.columns[n].clone());
    let columns = sheet.headers.iter().enumerate().map(|(n, header)| SheetColumn {
        name: if header.is_empty() {
            wording.say_with("import-column", &[("number", (n + 1).into())])
        } else {
            header.clone()
        },
        samples: sheet.samples.iter().filter_map(|line| line.get(n)).filter(|text| !text.is_empty()).cloned().collect(),
        held: held(n),
    });
    let name = if sheet.name.is_empty() { wording.say("import-pasted") } else { sheet.name.clone() };
    let facts = [
        ("name", name.into()),
        ("count", sheet.lines.into()),
        ("encoding", wording.say(&format!("encoding-{}", sheet.encoding.as_str())).into()),
    ];
    SheetView {
        action: format!("/users/import/{id}"),
        about: wording.say_with("import-about", &facts),
        columns: columns.collect(),
        kinds: Column::ALL
            .map(|column| (column.as_str().to_owned(), wording.say(&format!("column-{}", column.as_str()))))
            .to_vec(),
        encodings: Encoding::ALL
            .map(|e| (e.as_str().to_owned(), wording.say(&format!("encoding-{}", e.as_str()))))
            .to_vec(),
        separators: Separator::ALL
            .map(|s| (s.as_str().to_owned(), wording.say(&format!("separator-{}", s.as_str()))))
            .to_vec(),
        roles: sheet.roles.iter().map(|role| (role.id.to_string(), wording.role(role.kind, &role.name))).collect(),
        places: places(wording, &sheet.placements),
        department: chosen_place(&sheet.placements, form.map(|form| form.department.clone()).unwrap_or_default()),
        department_role: form.map(|form| form.department_role.clone()).unwrap_or_default(),
        seats: sheet.free_seats.map(|free| wording.say_with("invite-seats-left", &[("count", free.into())])),
        encoding: sheet.encoding.as_str().to_owned(),
        separator: sheet.separator.as_str().to_owned(),
        has_header: form.map_or(sheet.has_header, |form| form.header == "yes"),
        role: form.map(|form| form.role.clone()).unwrap_or_default(),
        language: form
            .map_or(wording.language(), |form| Language::from_code(&form.language).unwrap_or_default())
            .code()
            .to_owned(),
        send: form.map(|form| form.send.clone()).unwrap_or_default(),
    }
}

fn report_page(reader: &Reader, id: ImportId, form: &Form, sheet: &Sheet, plan: &Plan, report: &Report) -> Response {
    let wording = reader.wording.clone();
    let mut hidden = vec![
        ("key", sheet.key.to_string()),
        ("encoding", plan.encoding.as_str().to_owned()),
        ("separator", plan.separator.as_str().to_owned()),
        ("header", form.header.clone()),
        ("role", plan.role.to_string()),
        ("department", form.department.clone()),
        ("department_role", form.department_role.clone()),
        ("language", plan.language.code().to_owned()),
        ("send", form.send.clone()),
    ];
    hidden.extend(plan.columns.iter().map(|column| ("column", column.as_str().to_owned())));
    let report = report_in_words(&wording, id, plan, report);
    let head = Head::plain(report.title.clone());
    render::frame(reader, StatusCode::OK, head, Some(Place::Users), move || {
        view! { <ReportPage wording report hidden /> }.into_any()
    })
}

fn report_in_words(wording: &Wording, id: ImportId, plan: &Plan, report: &Report) -> ReportView {
    let verb = if plan.send { "invite" } else { "create" };
    let counts = report.counts.iter().map(|(kind, count)| {
        let tone = match *kind {
            "malformed" => "danger",
            "no-seat" | "other-domain" | "daily-limit" | "elsewhere" | "duplicate" => "warning",
            _ => "info",
        };
        (tone, wording.say_with(&format!("count-{kind}"), &[("count", (*count).into())]))
    });
    let new = (report.new > 0)
        .then(|| ("success", wording.say_with(&format!("import-count-{verb}"), &[("count", report.new.into())])));
    let refused = report.lines - report.new;
    let is_cut = refused > SHOWN as u64;
    ReportView {
        action: format!("/users/import/{id}"),
        title: wording.say_with("import-report-title", &[("new", report.new.into()), ("lines", report.lines.into())]),
        counts: new.into_iter().chain(counts).collect(),
        problems: report
            .problems
            .iter()
            .map(|(line, text, problem)| (wording.number(*line), text.clone(), wording.line_problem(problem)))
            .collect(),
        more: is_cut.then(|| wording.say_with("import-more", &[("count", (refused - SHOWN as u64).into())])),
        button: (report.new > 0)
            .then(|| wording.say_with(&format!("import-run-{verb}"), &[("count", report.new.into())])),
    }
}
