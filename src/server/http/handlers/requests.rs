use super::{Target, field_errors, me, title_of, verb};
use crate::{
    domain::{access::Needed, form::FieldErrors, id::RequestId, request::RequestState, verb::Refusal},
    server::{
        context::Actor,
        http::{
            form::Form,
            reader::Reader,
            render::{self, Head},
        },
        operations::{
            Error,
            requests::{self, Answer, Asked, Restriction},
        },
    },
    ui::{
        layout::Place,
        pages::{
            me::{Done, Tab},
            requests::{RequestPage, RequestView, RequestsPage},
            restricted::{Restricted, RestrictedPage, Wish},
        },
    },
    wording::Wording,
};
use axum::{
    extract::{Path, Query},
    http::StatusCode,
    response::{IntoResponse, Redirect, Response},
};
use leptos::prelude::*;

/// Rights that are named where many are lacked.
const LACKED: usize = 5;

fn parse(id: &str) -> Result<RequestId, Error> {
    id.parse().map_err(|_| Error::NotFound)
}

/// In the place of a page that somebody may not see: what is restricted, and how to get there; where it is no level that
/// is missing, whom to turn to.
///
/// # Errors
/// The database's.
pub async fn restricted(reader: &Reader, actor: &Actor, needed: Option<Needed>) -> Result<Response, Error> {
    let Some(needed) = needed else { return closed(reader, actor).await };
    restricted_page(reader, actor, needed, StatusCode::FORBIDDEN, String::new(), FieldErrors::default()).await
}

async fn closed(reader: &Reader, actor: &Actor) -> Result<Response, Error> {
    let wording = &reader.wording;
    let title = wording.say("error-not-allowed-title");
    let who = contact(wording, requests::holder(&reader.app, actor).await?.as_deref());
    let restricted = Restricted { texts: vec![wording.say("error-not-allowed-text"), who], wish: Wish::Nothing };
    Ok(refusal(reader, StatusCode::FORBIDDEN, title.clone(), title, restricted, FieldErrors::default()))
}

/// What is said where somebody or something has more than the reader: why, what is lacked, and the wish for it where it
/// is one thing. Of many, which are named, none would help by itself.
///
/// # Errors
/// The database's.
pub(super) async fn beyond(reader: &Reader, why: String, lacked: &[Needed]) -> Result<Restricted, Error> {
    let (wording, actor) = (&reader.wording, reader.actor()?);
    if let [needed] = lacked {
        let found = requests::restriction(&reader.app, actor, *needed).await?;
        let area = wording.area_of(needed.area, found.area.as_ref());
        let lacks = wording.say_with("restricted-lacks", &[("area", area.into())]);
        let texts = [why, lacks].into_iter().chain(texts(wording, &found)).collect();
        return Ok(Restricted { texts, wish: wish(wording, found, String::new()) });
    }
    let mut wishes = Vec::new();
    for needed in lacked.iter().take(LACKED) {
        let found = requests::restriction(&reader.app, actor, *needed).await?;
        let area = wording.area_of(needed.area, found.area.as_ref());
        let facts = [("area", area.into()), ("level", wording.level(needed.level).into())];
        wishes.push(wording.say_with("request-wish", &facts));
    }
    if lacked.len() > LACKED {
        wishes.push(wording.say_with("roles-beyond-rest", &[("count", (lacked.len() - LACKED).into())]));
    }
    let lacks = (!wishes.is_empty()).then(|| {
        let wishes = wishes.join(&wording.say("list-separator"));
        wording.say_with("restricted-lacks-several", &[("wishes", wishes.into())])
    });
    let who = contact(wording, requests::holder(&reader.app, actor).await?.as_deref());
    Ok(Restricted { texts: [Some(why), lacks, Some(who)].into_iter().flatten().collect(), wish: Wish::Nothing })
}

/// Whom to turn to.
pub(super) fn contact(wording: &Wording, holder: Option<&str>) -> String {
    match holder {
        Some(holder) => wording.say_with("restricted-contact", &[("holder", holder.into())]),
        None => wording.say("restricted-contact-administrators"),
    }
}

fn refusal(
    reader: &Reader,
    status: StatusCode,
    title: String,
    heading: String,
    restricted: Restricted,
    errors: FieldErrors,
) -> Response {
    let wording = reader.wording.clone();
    let head = Head { title, islands: true, passwords: false };
    render::frame(reader, status, head, None, move || {
        view! { <RestrictedPage wording title=heading restricted errors /> }.into_any()
    })
}

async fn restricted_page(
    reader: &Reader,
    actor: &Actor,
    needed: Needed,
    status: StatusCode,
    reason: String,
    errors: FieldErrors,
) -> Result<Response, Error> {
    let found = requests::restriction(&reader.app, actor, needed).await?;
    let wording = reader.wording.clone();
    let area = wording.area_of(needed.area, found.area.as_ref());
    let title = wording.say_with("restricted-title", &[("area", area.into())]);
    let restricted = Restricted { texts: texts(&wording, &found), wish: wish(&wording, found, reason) };
    Ok(refusal(reader, status, title_of(reader, title.clone(), &errors), title, restricted, errors))
}

fn texts(wording: &Wording, found: &Restriction) -> Vec<String> {
    let levels = [
        ("needed", wording.level(found.needed.level).into()),
        ("means", wording.level_means(found.needed.level).into()),
        ("level", wording.level(found.level).into()),
        ("highest", wording.level(found.highest).into()),
    ];
    let has = if found.highest > found.level {
        wording.say_with("restricted-levels-departments", &levels)
    } else {
        wording.say_with("restricted-levels", &levels)
    };
    let who = match &found.holder {
        holder if !found.may_ask => contact(wording, holder.as_deref()),
        Some(holder) => wording.say_with("restricted-holder", &[("holder", holder.as_str().into())]),
        None => wording.say("restricted-administrators"),
    };
    vec![has, who]
}

/// What somebody can do who lacks a right.
pub(super) fn wish(wording: &Wording, found: Restriction, reason: String) -> Wish {
    match found.waiting {
        Some(waiting) => {
            Wish::Waiting(wording.say_with("restricted-waiting", &[("date", wording.date(waiting.created_at).into())]))
        }
        None if !found.may_ask => Wish::Nothing,
        None => {
            Wish::Open { area: found.needed.area.to_string(), level: found.needed.level.as_str().to_owned(), reason }
        }
    }
}

pub async fn ask(reader: Reader, Form(form): Form<requests::Form>) -> Result<Response, Error> {
    let actor = reader.actor()?;
    match requests::ask(&reader.app, &reader.visit, actor, &form).await {
        Ok(_) => Ok(me::after(Tab::Rights, Done::Request)),
        // Somebody has given it meanwhile: there it stands.
        Err(Error::Refused(Refusal::Unchanged)) => Ok(Redirect::to("/me/rights").into_response()),
        Err(error) => {
            let errors = field_errors(error, "reason")?;
            let (Ok(area), Ok(level)) = (form.area.parse(), form.level.parse()) else { return Err(Error::NotFound) };
            let needed = Needed { area, level };
            restricted_page(&reader, actor, needed, StatusCode::UNPROCESSABLE_ENTITY, form.reason, errors).await
        }
    }
}

pub async fn withdraw(reader: Reader, Path(id): Path<String>) -> Result<Response, Error> {
    requests::withdraw(&reader.app, &reader.visit, reader.actor()?, parse(&id)?).await?;
    Ok(me::after(Tab::Rights, Done::Withdrawn))
}

pub async fn list(reader: Reader, Query(target): Query<Target>) -> Result<Response, Error> {
    let waiting = requests::list(&reader.app, reader.actor()?).await?;
    let wording = reader.wording.clone();
    let shown = waiting.requests.len() as u64;
    let more = (waiting.count > shown)
        .then(|| wording.say_with("requests-more", &[("count", (waiting.count - shown).into())]));
    let rows = waiting.requests.iter().map(|asked| view_of(&wording, asked)).collect();
    let done = match target.done.as_str() {
        "give" => Some(wording.say("requests-done-give")),
        "deny" => Some(wording.say("requests-done-deny")),
        _ => None,
    };
    let head = Head { title: wording.say("requests-title"), islands: true, passwords: false };
    Ok(render::frame(&reader, StatusCode::OK, head, Some(Place::Requests), move || {
        view! { <RequestsPage wording requests=rows done more /> }.into_any()
    }))
}

pub(super) fn view_of(wording: &Wording, Asked { request, area, .. }: &Asked) -> RequestView {
    let wish =
        [("level", wording.level(request.level).into()), ("area", wording.area_of(request.area, area.as_ref()).into())];
    RequestView {
        id: request.id.to_string(),
        name: request.name.clone(),
        details: format!("/users/{}", request.user),
        wish: wording.say_with("request-wish", &wish),
        level: request.level.as_str(),
        reason: request.reason.clone(),
        asked: wording.say_with("request-asked", &[("date", wording.date_time(request.created_at).into())]),
        answered: (request.state != RequestState::Open)
            .then(|| (wording.say(&format!("request-is-{}", request.state.as_str())), request.answer.clone())),
    }
}

pub async fn show(reader: Reader, Path(id): Path<String>) -> Result<Response, Error> {
    page(&reader, StatusCode::OK, parse(&id)?, Answer::default(), FieldErrors::default()).await
}

pub async fn answer(reader: Reader, Path(id): Path<String>, Form(form): Form<Answer>) -> Result<Response, Error> {
    let id = parse(&id)?;
    match requests::answer(&reader.app, &reader.visit, reader.actor()?, id, &form).await {
        Ok(()) => {
            let done = if form.answer == "give" { "give" } else { "deny" };
            Ok(Redirect::to(&format!("/requests?done={done}")).into_response())
        }
        Err(Error::Refused(refusal)) => {
            let asked = requests::find(&reader.app, reader.actor()?, id).await?;
            verb::refusal(&reader, asked.request.user, refusal).await
        }
        // Answered or withdrawn meanwhile, as its page says.
        Err(Error::NotFound) => page(&reader, StatusCode::CONFLICT, id, form, FieldErrors::default()).await,
        Err(error) => {
            let errors = field_errors(error, "form")?;
            page(&reader, StatusCode::UNPROCESSABLE_ENTITY, id, form, errors).await
        }
    }
}

async fn page(
    reader: &Reader,
    status: StatusCode,
    id: RequestId,
    typed: Answer,
    errors: FieldErrors,
) -> Result<Response, Error> {
    let asked = requests::find(&reader.app, reader.actor()?, id).await?;
    let wording = reader.wording.clone();
    let request = view_of(&wording, &asked);
    let answered = match asked.request.state {
        RequestState::Open if asked.is_answerable => None,
        RequestState::Open => Some(wording.say("request-not-yours")),
        state => Some(wording.say(&format!("request-{}", state.as_str()))),
    };
    let has = wording.say_with("request-has", &[("level", wording.level(asked.level).into())]);
    let title = wording.say_with("request-title", &[("name", request.name.as_str().into())]);
    let head = Head::plain(title_of(reader, title, &errors));
    let Answer { ends_on, words, .. } = typed;
    Ok(render::frame(reader, status, head, Some(Place::Requests), move || {
        view! { <RequestPage wording request has answered ends_on words errors /> }.into_any()
    }))
}
