//! Many users at once: what would happen, then the job that does it.

use super::{field_errors, places, title, users::query_of};
use crate::{
    domain::{
        form::{FieldErrors, Problem},
        user_list::UserQuery,
        verb::Verb,
    },
    server::{
        http::{
            form::Pairs,
            reader::{Inside, Reader},
            render::{self, Head},
        },
        operations::{
            Error,
            bulk::{self, Form, Order, Preview},
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
    match Order::parse(&reader.app, &sent.form, reader.actor()?) {
        // Sent once more by the page that asks for the service, without one.
        Ok(order) if order.verb.is_of_service() && order.service.is_none() && !sent.form.key.is_empty() => {
            let errors = FieldErrors::one("service", Problem::Choose);
            page(&reader, StatusCode::UNPROCESSABLE_ENTITY, &sent, &order, errors).await
        }
        Ok(order) => page(&reader, StatusCode::OK, &sent, &order, FieldErrors::default()).await,
        Err(error) => Ok(incomplete(&reader, &sent, field_errors(error, "form")?)),
    }
}

pub async fn run(Inside(reader): Inside, pairs: Pairs) -> Result<Response, Error> {
    let sent = Sent::from(pairs);
    let actor = reader.actor()?;
    match bulk::start(&reader.app, &reader.visit, actor, &sent.form).await {
        Ok(job) => Ok(Redirect::to(&format!("/jobs/{job}")).into_response()),
        Err(error) => {
            let errors = field_errors(error, "form")?;
            match Order::parse(&reader.app, &sent.form, actor) {
                Ok(order) => page(&reader, StatusCode::UNPROCESSABLE_ENTITY, &sent, &order, errors).await,
                Err(_) => Ok(incomplete(&reader, &sent, errors)),
            }
        }
    }
}

async fn page(
    reader: &Reader,
    status: StatusCode,
    sent: &Sent,
    order: &Order,
    errors: FieldErrors,
) -> Result<Response, Error> {
    let preview = bulk::preview(&reader.app, reader.actor()?, order).await?;
    let mut hidden = vec![
        ("key", preview.key.to_string()),
        ("verb", order.verb.as_str().to_owned()),
        ("count", preview.count.to_string()),
        ("list", sent.list.path()),
    ];
    hidden.extend(preview.service.iter().map(|service| ("service", service.id.to_string())));
    match &sent.form.matching {
        Some(_) => hidden.push(("all", "yes".to_owned())),
        None => hidden.extend(sent.form.users.iter().map(|id| ("user", id.clone()))),
    }
    let shown = in_words(&reader.wording, &preview);
    Ok(answer(reader, status, shown, hidden, sent, errors))
}

/// Nothing to do, or nobody to do it with, was chosen.
fn incomplete(reader: &Reader, sent: &Sent, errors: FieldErrors) -> Response {
    let shown = BulkPreview {
        title: reader.wording.say("bulk-nobody"),
        texts: Vec::new(),
        left_out: Vec::new(),
        choices: Vec::new(),
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
    let Form { role, department, department_role, service, .. } = sent.form.clone();
    let chosen =
        vec![("role", role), ("department", department), ("department_role", department_role), ("service", service)];
    let back = sent.list.path();
    render::frame(reader, status, head, Some(Place::Users), move || {
        view! { <BulkPage wording preview hidden chosen back errors /> }.into_any()
    })
}

/// Where what was said beforehand is begun.
const RUN: &str = "/users/bulk/run";
/// Where it is said beforehand.
const PREVIEW: &str = "/users/bulk";

/// Which service it is about comes first: whom it concerns hangs on that.
fn which_service(wording: &Wording, preview: &Preview) -> BulkPreview {
    let is_nothing = preview.services.is_empty();
    BulkPreview {
        title: wording.say(&format!("bulk-verb-{}", preview.verb.as_str())),
        texts: vec![wording.say(if is_nothing { "bulk-no-service" } else { "bulk-which-service" })],
        left_out: Vec::new(),
        choices: if is_nothing { Vec::new() } else { choices(wording, preview) },
        confirm: None,
        action: PREVIEW,
        button: (!is_nothing).then(|| wording.say("bulk-continue")),
        is_destructive: false,
    }
}

fn in_words(wording: &Wording, preview: &Preview) -> BulkPreview {
    if preview.verb.is_of_service() && preview.service.is_none() {
        return which_service(wording, preview);
    }
    let verb = preview.verb.as_str();
    let is_nobody = preview.fit == 0;
    let service = preview.service.as_ref().map(|service| service.name.clone()).unwrap_or_default();
    let key = if is_nobody { "bulk-nobody".to_owned() } else { format!("bulk-ask-{verb}") };
    let consequence = (!is_nobody).then(|| wording.say(&format!("bulk-text-{verb}")));
    let mails = preview.mails.filter(|_| !is_nobody);
    let mails = mails.map(|count| wording.say_with("bulk-mails", &[("count", count.into())]));
    BulkPreview {
        title: wording.say_with(&key, &[("count", preview.fit.into()), ("service", service.into())]),
        texts: consequence.into_iter().chain(mails).collect(),
        left_out: preview
            .left_out
            .iter()
            .map(|(refusal, count)| {
                wording.say_with(&format!("bulk-left-{}", refusal.as_str()), &[("count", (*count).into())])
            })
            .collect(),
        choices: choices(wording, preview),
        confirm: preview.confirm.then(|| wording.number(preview.fit)),
        action: RUN,
        button: (!is_nobody).then(|| wording.say(&format!("bulk-verb-{verb}"))),
        is_destructive: matches!(preview.verb, Verb::Delete | Verb::Deactivate | Verb::Revoke | Verb::UnassignService),
    }
}

/// What a verb wants to be told.
fn choices(wording: &Wording, preview: &Preview) -> Vec<(&'static str, Vec<(String, String)>)> {
    match (preview.verb, &preview.placements) {
        (Verb::ChangeRole, _) => {
            let roles = preview.roles.iter().map(|role| (role.id.to_string(), wording.role(role.kind, &role.name)));
            vec![("role", roles.collect())]
        }
        (Verb::AddToDepartment, Some(placements)) => {
            let Places { departments, roles, .. } = places(wording, placements);
            vec![("department", departments), ("department_role", roles)]
        }
        (Verb::AssignService | Verb::UnassignService, _) if preview.service.is_none() => {
            let services = preview.services.iter().map(|service| (service.id.to_string(), service.name.clone()));
            vec![("service", services.collect())]
        }
        _ => Vec::new(),
    }
}
