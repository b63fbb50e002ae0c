//! The three steps of `/users/new`. Each has an address of its own, so that the browser's buttons lead through them too;
//! what was typed is kept under the draft's id.

use super::{chosen_place, field_errors, invite::role_choice, places, title};
use crate::{
    domain::{
        form::FieldErrors,
        id::{DraftId, ServiceId, UserId},
        language::Language,
    },
    server::{
        http::{
            form::Form,
            reader::Reader,
            render::{self, Head},
        },
        operations::{
            Error,
            users::access_end,
            users::create::{self, Content, Details, Found, Offer},
        },
    },
    ui::{
        layout::Place,
        pages::new_user::{DetailsStep, Line, OptionsStep, ServiceChoice, ServicesStep, Typed},
    },
};
use axum::{
    extract::{Path, Query},
    http::StatusCode,
    response::{IntoResponse, Redirect, Response},
};
use leptos::prelude::*;
use serde::Deserialize;

const REFUSED: StatusCode = StatusCode::UNPROCESSABLE_ENTITY;

/// The fields of the second step and of the third; all others are the first's.
const LATER: [&str; 3] = ["services", "send", "form"];

fn parse(draft: &str) -> Result<DraftId, Error> {
    draft.parse().map_err(|_| Error::NotFound)
}

/// Where a step is: `""`, `"/services"`, `"/options"`.
fn to_step(id: DraftId, step: &str) -> Response {
    Redirect::to(&format!("/users/new/{id}{step}")).into_response()
}

/// "Créer un autre utilisateur": what somebody who was just created begins with.
pub(super) fn path_like(user: UserId) -> String {
    format!("/users/new{}", like(Some(user)))
}

fn like(user: Option<UserId>) -> String {
    user.map(|user| format!("?like={user}")).unwrap_or_default()
}

#[derive(Default, Deserialize)]
#[serde(default)]
pub struct Begun {
    /// Somebody whose role, language and department the first step begins with.
    like: String,
}

impl Begun {
    fn user(&self) -> Option<UserId> {
        self.like.parse().ok()
    }
}

pub async fn begin(reader: Reader, Query(begun): Query<Begun>) -> Result<Response, Error> {
    Ok(to_step(create::begin(&reader.app, reader.actor()?)?, &like(begun.user())))
}

/// The draft, or the way to where it led or begins.
async fn open(reader: &Reader, id: DraftId) -> Result<Result<Content, Response>, Error> {
    Ok(match create::find(&reader.app, reader.actor()?, id).await? {
        Found::Open(content) => Ok(*content),
        Found::New => Err(to_step(id, "")),
        Found::Done(user) => Err(Redirect::to(&format!("/users/{user}")).into_response()),
    })
}

pub async fn details(reader: Reader, Path(draft): Path<String>, Query(begun): Query<Begun>) -> Result<Response, Error> {
    let id = parse(&draft)?;
    let details = match create::find(&reader.app, reader.actor()?, id).await? {
        Found::New => match begun.user() {
            Some(user) => create::like(&reader.app, reader.actor()?, user).await?,
            None => Details::default(),
        },
        Found::Open(content) => content.details,
        Found::Done(user) => return Ok(Redirect::to(&format!("/users/{user}")).into_response()),
    };
    let offer = create::offer(&reader.app, reader.actor()?).await?;
    Ok(details_page(&reader, StatusCode::OK, id, &offer, details, FieldErrors::default()))
}

pub async fn save_details(
    reader: Reader,
    Path(draft): Path<String>,
    Form(sent): Form<Details>,
) -> Result<Response, Error> {
    let (mut id, actor) = (parse(&draft)?, reader.actor()?);
    // From a page of before its person was made: what is typed there is another one's.
    if let Ok(Found::Done(_)) = create::find(&reader.app, actor, id).await {
        id = create::begin(&reader.app, actor)?;
    }
    let next = if sent.assigns() { "/services" } else { "/options" };
    match create::save_details(&reader.app, &reader.visit, actor, id, sent.clone()).await {
        Ok(()) => Ok(to_step(id, next)),
        Err(error) => {
            let errors = field_errors(error, "form")?;
            let offer = create::offer(&reader.app, actor).await?;
            Ok(details_page(&reader, REFUSED, id, &offer, sent, errors))
        }
    }
}

fn details_page(
    reader: &Reader,
    status: StatusCode,
    id: DraftId,
    offer: &Offer,
    details: Details,
    errors: FieldErrors,
) -> Response {
    let wording = reader.wording.clone();
    let roles = offer.roles.iter().map(|role| role_choice(&wording, role)).collect();
    let places = places(&wording, &offer.placements);
    let has_services = !offer.services.is_empty();
    let assign = details.assigns();
    let language = if details.language.is_empty() { offer.language.code().to_owned() } else { details.language };
    let typed = Typed {
        first_name: details.first_name,
        last_name: details.last_name,
        email: details.email,
        notification_email: details.notification_email,
        phone: details.phone,
        language,
        role: details.role,
        department: chosen_place(&offer.placements, details.department),
        department_role: details.department_role,
        ends_on: details.ends_on,
        assign,
    };
    let action = format!("/users/new/{id}");
    let head = Head::plain(title(reader, "create-title", &errors));
    render::frame(reader, status, head, Some(Place::Users), move || {
        view! { <DetailsStep wording action typed roles places has_services errors /> }.into_any()
    })
}

pub async fn services(reader: Reader, Path(draft): Path<String>) -> Result<Response, Error> {
    let id = parse(&draft)?;
    let content = match open(&reader, id).await? {
        Ok(content) => content,
        Err(elsewhere) => return Ok(elsewhere),
    };
    let offer = create::offer(&reader.app, reader.actor()?).await?;
    Ok(services_page(&reader, StatusCode::OK, id, &offer, &content.services, FieldErrors::default()))
}

/// The boxes come as one pair each.
pub async fn save_services(
    reader: Reader,
    Path(draft): Path<String>,
    Form(pairs): Form<Vec<(String, String)>>,
) -> Result<Response, Error> {
    let id = parse(&draft)?;
    let values =
        |wanted: &'static str| pairs.iter().filter(move |(name, _)| name == wanted).map(|(_, value)| value.as_str());
    // What isn't an id was on no box.
    let chosen: Vec<ServiceId> = values("services").filter_map(|value| value.parse().ok()).collect();
    let back = values("to").any(|to| to == "details");
    match create::save_services(&reader.app, &reader.visit, reader.actor()?, id, chosen).await {
        Ok(()) => Ok(to_step(id, if back { "" } else { "/options" })),
        Err(Error::NotFound) => again(&reader, id).await,
        Err(error) => Err(error),
    }
}

/// After a step without a draft: what was kept of it is gone, or became a person.
async fn again(reader: &Reader, id: DraftId) -> Result<Response, Error> {
    open(reader, id).await?.err().ok_or(Error::NotFound)
}

fn services_page(
    reader: &Reader,
    status: StatusCode,
    id: DraftId,
    offer: &Offer,
    chosen: &[ServiceId],
    errors: FieldErrors,
) -> Response {
    let wording = reader.wording.clone();
    let services = offer
        .services
        .iter()
        .map(|service| ServiceChoice {
            id: service.id.to_string(),
            name: service.name.clone(),
            checked: chosen.contains(&service.id),
        })
        .collect();
    let action = format!("/users/new/{id}/services");
    let head = Head::plain(title(reader, "create-services-title", &errors));
    render::frame(reader, status, head, Some(Place::Users), move || {
        view! { <ServicesStep wording action services errors /> }.into_any()
    })
}

pub async fn options(reader: Reader, Path(draft): Path<String>) -> Result<Response, Error> {
    let id = parse(&draft)?;
    match open(&reader, id).await? {
        Ok(content) => {
            let offer = create::offer(&reader.app, reader.actor()?).await?;
            Ok(options_page(&reader, StatusCode::OK, id, &offer, &content, FieldErrors::default()))
        }
        Err(elsewhere) => Ok(elsewhere),
    }
}

/// The third step, and which of its buttons was pressed.
#[derive(Default, Deserialize)]
#[serde(default)]
pub struct Options {
    send: String,
    /// A step to go back to; nothing: finish.
    to: String,
}

pub async fn finish(reader: Reader, Path(draft): Path<String>, Form(sent): Form<Options>) -> Result<Response, Error> {
    let (id, actor, app) = (parse(&draft)?, reader.actor()?, &reader.app);
    match create::save_options(app, &reader.visit, actor, id, !sent.send.is_empty()).await {
        Ok(()) => {}
        Err(Error::NotFound) => return again(&reader, id).await,
        Err(error) => return Err(error),
    }
    let content = match open(&reader, id).await? {
        Ok(content) => content,
        Err(elsewhere) => return Ok(elsewhere),
    };
    match sent.to.as_str() {
        "details" => return Ok(to_step(id, "")),
        "services" => return Ok(to_step(id, "/services")),
        "back" => return Ok(to_step(id, if content.details.assigns() { "/services" } else { "" })),
        _ => {}
    }
    match create::create(app, &reader.visit, actor, id).await {
        Ok(user) => Ok(Redirect::to(&format!("/users/{user}?done=create")).into_response()),
        Err(error) => {
            let errors = field_errors(error, "form")?;
            let offer = create::offer(app, actor).await?;
            // The step whose field it is shows it.
            Ok(if errors.iter().any(|(field, _)| !LATER.contains(&field)) {
                details_page(&reader, REFUSED, id, &offer, content.details, errors)
            } else if errors.get("services").is_some() {
                services_page(&reader, REFUSED, id, &offer, &content.services, errors)
            } else {
                options_page(&reader, REFUSED, id, &offer, &content, errors)
            })
        }
    }
}

fn options_page(
    reader: &Reader,
    status: StatusCode,
    id: DraftId,
    offer: &Offer,
    content: &Content,
    errors: FieldErrors,
) -> Response {
    let wording = reader.wording.clone();
    let details = summary(reader, offer, &content.details);
    let services = (!offer.services.is_empty()).then(|| {
        let chosen = |id: &ServiceId| content.details.assigns() && content.services.contains(id);
        offer.services.iter().filter(|service| chosen(&service.id)).map(|service| service.name.clone()).collect()
    });
    let send = offer.may_send.then_some(content.send);
    let seats = offer.free_seats.map(|free| wording.say_with("invite-seats-left", &[("count", free.into())]));
    let action = format!("/users/new/{id}/options");
    let head = Head::plain(title(reader, "create-options-title", &errors));
    render::frame(reader, status, head, Some(Place::Users), move || {
        view! { <OptionsStep wording action details services send seats errors /> }.into_any()
    })
}

/// What was typed in the first step, in words; what was left empty isn't there.
fn summary(reader: &Reader, offer: &Offer, details: &Details) -> Vec<Line> {
    let (app, wording) = (&reader.app, &reader.wording);
    let end = access_end::parse_day(&details.ends_on, &app.zone, app.clock.now()).ok().flatten();
    let name = format!("{} {}", details.first_name.trim(), details.last_name.trim());
    let role = offer.roles.iter().find(|role| role.id.to_string() == details.role);
    let department =
        offer.placements.departments.iter().find(|d| d.id.to_string() == details.department).map(|department| {
            let role =
                details.department_role.parse().map_or_else(|_| String::new(), |role| wording.department_role(role));
            format!("{} · {role}", department.name)
        });
    let language = Language::from_code(&details.language);
    let lines = [
        ("create-name", name.trim().to_owned()),
        ("create-email", details.email.clone()),
        ("create-notices", details.notification_email.clone()),
        ("create-phone", details.phone.clone()),
        ("invite-language", language.map(|l| l.own_name().to_owned()).unwrap_or_default()),
        ("invite-role", role.map(|role| wording.role(role.kind, &role.name)).unwrap_or_default()),
        ("create-department", department.unwrap_or_default()),
        ("access-end-last-day", end.map(|end| wording.date(end)).unwrap_or_default()),
    ];
    let filled = lines.into_iter().filter(|(_, value)| !value.is_empty());
    filled.map(|(key, value)| (wording.say(key), value)).collect()
}
