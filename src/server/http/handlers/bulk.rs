//! Many users at once: what would happen, then the job that does it.

use super::{field_errors, places, review_line, title, users::query_of};
use crate::{
    domain::{form::FieldErrors, user_list::UserQuery, verb::Verb},
    server::{
        http::{
            form::Pairs,
            reader::{Inside, Reader},
            render::{self, Head},
        },
        operations::{
            Error,
            bulk::{self, Choice, Form, LeftOut, Offer, Preview, Target},
        },
    },
    ui::{
        components::Places,
        layout::Place,
        pages::bulk::{BulkPage, BulkPreview},
    },
    wording::Wording,
};
use axum::{
    http::StatusCode,
    response::{IntoResponse, Redirect, Response},
};
use leptos::prelude::*;

/// The form, and the list that it came from.
struct Sent {
    form: Form,
    list: UserQuery,
}

impl From<Pairs> for Sent {
    fn from(mut pairs: Pairs) -> Self {
        let list = query_of(&pairs.take("list"));
        let matching = (pairs.take("all") == "yes").then(|| list.from_start());
        // A box over the whole page names all of its users.
        let page = pairs.all("page").flat_map(str::split_whitespace);
        let users = page.chain(pairs.all("user")).map(str::to_owned).collect();
        let form = Form {
            users,
            matching,
            key: pairs.take("key"),
            verb: pairs.take("verb"),
            role: pairs.take("role"),
            department: pairs.take("department"),
            department_role: pairs.take("department_role"),
            service: pairs.take("service"),
            count: pairs.take("count"),
            confirm: pairs.take("confirm"),
        };
        Self { form, list }
    }
}

pub async fn preview(Inside(reader): Inside, pairs: Pairs) -> Result<Response, Error> {
    let sent = Sent::from(pairs);
    let actor = reader.actor()?;
    let preview = match bulk::preview(&reader.app, actor, &sent.form).await {
        Ok(preview) => preview,
        Err(error) => return Ok(incomplete(&reader, &sent, field_errors(error, "form")?)),
    };
    match preview.problems() {
        // Sent once more by the page that asks for it, without what is to be chosen.
        Some(problems) if !sent.form.key.is_empty() => {
            let Err(error) = bulk::refuse(&reader.app, &reader.visit, actor, problems.clone()).await;
            let errors = field_errors(error, "form")?;
            Ok(page(&reader, StatusCode::UNPROCESSABLE_ENTITY, &sent, &preview, errors))
        }
        _ => Ok(page(&reader, StatusCode::OK, &sent, &preview, FieldErrors::default())),
    }
}

pub async fn run(Inside(reader): Inside, pairs: Pairs) -> Result<Response, Error> {
    let sent = Sent::from(pairs);
    let actor = reader.actor()?;
    match bulk::start(&reader.app, &reader.visit, actor, &sent.form).await {
        Ok(job) => Ok(Redirect::to(&format!("/jobs/{job}")).into_response()),
        Err(error) => {
            let errors = field_errors(error, "form")?;
            match bulk::preview(&reader.app, actor, &sent.form).await {
                Ok(preview) => Ok(page(&reader, StatusCode::UNPROCESSABLE_ENTITY, &sent, &preview, errors)),
                Err(_) => Ok(incomplete(&reader, &sent, errors)),
            }
        }
    }
}

fn page(reader: &Reader, status: StatusCode, sent: &Sent, preview: &Preview, errors: FieldErrors) -> Response {
    let mut hidden = vec![
        ("key", preview.key.to_string()),
        ("verb", preview.verb.as_str().to_owned()),
        ("count", preview.count.to_string()),
        ("list", sent.list.path()),
    ];
    match preview.target() {
        Some(Target::Role(role)) => hidden.push(("role", role.id.to_string())),
        Some(Target::Place(department, role)) => {
            hidden.extend([("department", department.id.to_string()), ("department_role", role.as_str().to_owned())]);
        }
        Some(Target::Service(service)) => hidden.push(("service", service.id.to_string())),
        None => {}
    }
    match &sent.form.matching {
        Some(_) => hidden.push(("all", "yes".to_owned())),
        None => hidden.extend(sent.form.users.iter().map(|id| ("user", id.clone()))),
    }
    answer(reader, status, in_words(&reader.wording, preview), hidden, sent, errors)
}

/// Nothing to do, or nobody to do it with, was chosen.
fn incomplete(reader: &Reader, sent: &Sent, errors: FieldErrors) -> Response {
    let shown = BulkPreview {
        title: reader.wording.say("bulk-label"),
        texts: Vec::new(),
        left_out: Vec::new(),
        choices: Vec::new(),
        is_next: false,
        confirm: None,
        action: RUN,
        button: None,
        is_destructive: false,
    };
    answer(reader, StatusCode::UNPROCESSABLE_ENTITY, shown, Vec::new(), sent, errors)
}

fn answer(
    reader: &Reader,
    status: StatusCode,
    preview: BulkPreview,
    hidden: Vec<(&'static str, String)>,
    sent: &Sent,
    errors: FieldErrors,
) -> Response {
    let wording = reader.wording.clone();
    let head = Head::plain(title(reader, "bulk-label", &errors));
    let Form { role, department, department_role, service, confirm, .. } = sent.form.clone();
    let chosen = vec![
        ("role", role),
        ("department", department),
        ("department_role", department_role),
        ("service", service),
        ("confirm", confirm),
    ];
    let back = sent.list.path();
    render::frame(reader, status, head, Some(Place::Users), move || {
        view! { <BulkPage wording preview hidden chosen back errors /> }.into_any()
    })
}

/// Where what was said beforehand is begun.
const RUN: &str = "/users/bulk/run";
/// Where it is said beforehand.
const PREVIEW: &str = "/users/bulk";

fn in_words(wording: &Wording, preview: &Preview) -> BulkPreview {
    match &preview.choice {
        Some(Choice { offer, target: Err(_) }) => which(wording, preview.verb, offer),
        _ => what_happens(wording, preview),
    }
}

/// What is to be chosen comes first: whom it concerns hangs on that.
fn which(wording: &Wording, verb: Verb, offer: &Offer) -> BulkPreview {
    let is_nothing = offer.is_empty();
    let asked = if is_nothing { "nothing" } else { "which" };
    BulkPreview {
        title: wording.say(&format!("bulk-verb-{}", verb.as_str())),
        texts: vec![wording.say(&format!("bulk-{asked}-{}", kind(offer)))],
        left_out: Vec::new(),
        choices: if is_nothing { Vec::new() } else { choices(wording, offer) },
        is_next: false,
        confirm: None,
        action: PREVIEW,
        button: (!is_nothing).then(|| wording.say("bulk-continue")),
        is_destructive: false,
    }
}

const fn kind(offer: &Offer) -> &'static str {
    match offer {
        Offer::Roles { .. } => "role",
        Offer::Places(_) => "department",
        Offer::Services { .. } => "service",
    }
}

/// What there is to choose from: each field with its choices.
fn choices(wording: &Wording, offer: &Offer) -> Vec<(&'static str, Vec<(String, String)>)> {
    match offer {
        Offer::Roles { offered, .. } => {
            let roles = offered.iter().map(|role| (role.id.to_string(), wording.role(role.kind, &role.name)));
            vec![("role", roles.collect())]
        }
        Offer::Places(placements) => {
            let Places { departments, roles, .. } = places(wording, placements);
            vec![("department", departments), ("department_role", roles)]
        }
        Offer::Services { offered, .. } => {
            let services = offered.iter().map(|service| (service.id.to_string(), service.name.clone()));
            vec![("service", services.collect())]
        }
    }
}

fn what_happens(wording: &Wording, preview: &Preview) -> BulkPreview {
    let verb = preview.verb.as_str();
    let is_nobody = preview.fit == 0;
    let (target, place) = match preview.target() {
        Some(Target::Role(role)) => (wording.role(role.kind, &role.name), String::new()),
        Some(Target::Place(department, role)) => (department.name.clone(), wording.department_role(*role)),
        Some(Target::Service(service)) => (service.name.clone(), String::new()),
        None => (String::new(), String::new()),
    };
    let key = if is_nobody { "bulk-nobody".to_owned() } else { format!("bulk-ask-{verb}") };
    let consequence = (!is_nobody).then(|| wording.say(&format!("bulk-text-{verb}")));
    let mails = preview.mails.filter(|_| !is_nobody);
    let mails = mails.map(|count| wording.say_with("bulk-mails", &[("count", count.into())]));
    BulkPreview {
        title: wording
            .say_with(&key, &[("count", preview.fit.into()), ("target", target.into()), ("place", place.into())]),
        texts: consequence.into_iter().chain(mails).collect(),
        left_out: preview
            .left_out
            .iter()
            .map(|LeftOut { refusal, count, names }| {
                let key = format!("bulk-left-{}", refusal.as_str());
                review_line(wording, wording.say_with(&key, &[("count", (*count).into())]), *count, names)
            })
            .collect(),
        choices: Vec::new(),
        is_next: preview.choice.is_some(),
        confirm: preview.confirm.then(|| wording.number(preview.fit)),
        action: RUN,
        button: (!is_nobody).then(|| wording.say(&format!("bulk-verb-{verb}"))),
        is_destructive: matches!(preview.verb, Verb::Delete | Verb::Deactivate | Verb::Revoke | Verb::UnassignService),
    }
}
