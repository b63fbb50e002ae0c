use crate::{
    domain::{
        access::{Area, Level},
        id::UserId,
        time::Timestamp,
        user::UserState,
        user_list::{Cursor, UserQuery},
        verb::Verb,
    },
    server::{
        context::Actor,
        http::{
            reader::Reader,
            render::{self, Head},
        },
        operations::{Error, bulk, export_users, list_users as operation, users::about},
        store::users::ListedUser,
    },
    ui::{
        layout::{Place, initials},
        pages::users::{Bulk, Deleted, Renewed, UserPage, UserRow, UsersPage},
    },
    wording::{Tone, Wording},
};
use axum::{extract::RawQuery, http::StatusCode, response::Response};
use leptos::prelude::*;

mod filters;

fn parse(query: &str) -> UserQuery {
    UserQuery::from_fields(url::form_urlencoded::parse(query.trim_start_matches('?').as_bytes()))
}

/// The query that a list's URL asks for.
pub(super) fn query_of(path: &str) -> UserQuery {
    parse(path.split_once('?').map_or("", |(_, query)| query))
}

pub async fn show(reader: Reader, RawQuery(query): RawQuery) -> Result<Response, Error> {
    let query = query.unwrap_or_default();
    let deleted = deleted(&reader, &query).await?;
    let query = parse(&query);
    let page = list_users(&reader, &query).await?;
    let may_invite = reader.actor()?.may(Area::Users, Level::Approver);
    let may_create = reader.actor()?.may(Area::Users, Level::Editor);
    let wording = reader.wording.clone();
    let head = Head { title: wording.say("users-title"), islands: true, passwords: false };
    Ok(render::frame(&reader, StatusCode::OK, head, Some(Place::Users), move || {
        view! { <UsersPage wording query page may_invite may_create deleted /> }.into_any()
    }))
}

/// Who has just been deleted, as the address says (`?done=delete&user=…`): to undo it.
async fn deleted(reader: &Reader, query: &str) -> Result<Option<Deleted>, Error> {
    let field = |name: &str| {
        let mut fields = url::form_urlencoded::parse(query.as_bytes());
        fields.find(|(key, _)| key == name).map(|(_, value)| value.into_owned())
    };
    let id = field("user").and_then(|id| id.parse::<UserId>().ok());
    let (Some("delete"), Some(id)) = (field("done").as_deref(), id) else { return Ok(None) };
    let person = match about(&reader.app, reader.actor()?, id, Verb::Restore).await {
        Ok(about) => about.person,
        // Restored or erased meanwhile, or not for this reader: then there is nothing to undo.
        Err(Error::Refused(_) | Error::NotFound | Error::NotAllowed(_)) => return Ok(None),
        Err(error) => return Err(error),
    };
    if person.state != UserState::Deleted {
        return Ok(None);
    }
    let said = reader.wording.say_with("done-delete", &[("name", person.name().into())]);
    Ok(Some(Deleted { said, restore: Verb::Restore.path(id) }))
}

/// The list's HTML, for the island that has it renewed.
///
/// # Errors
/// As the operation's.
pub async fn user_list_html(reader: &Reader, query: &str) -> Result<String, Error> {
    let page = list_users(reader, &parse(query)).await?;
    let wording = reader.wording.clone();
    Ok(render::fragment(move || view! { <Renewed wording page /> }.into_any()))
}

async fn list_users(reader: &Reader, query: &UserQuery) -> Result<UserPage, Error> {
    let page = operation::list_users(&reader.app, reader.actor()?, query).await?;
    let (wording, now) = (&reader.wording, reader.app.clock.now());
    let beyond = |yes: bool, cursor: Option<Cursor>| {
        cursor.filter(|_| yes).map(|cursor| UserQuery { cursor, ..query.clone() }.path())
    };
    let previous = beyond(page.has_previous, page.others.first().map(|user| Cursor::Before(user.id)));
    let next = beyond(page.has_next, page.others.last().map(|user| Cursor::After(user.id)));
    let key = if page.found.exact { "users-found" } else { "users-found-more" };
    let summary = wording.say_with(key, &[("count", page.found.rounded().into())]);
    let actor = reader.actor()?;
    let own = page.own.iter().map(|own| row(wording, own, actor, Vec::new(), now));
    let rows = own
        .chain(page.others.iter().map(|user| {
            let verbs = page.verbs.get(&user.id).cloned().unwrap_or_default();
            row(wording, user, actor, verbs, now)
        }))
        .collect();
    let bulk = may_change(reader.actor()?).then(|| bulk(wording, actor, query, &page, &summary));
    let chips = filters::chips(wording, query, &page);
    let file = query.from_start().path().replacen("/users", "/users/export.csv", 1);
    let export = export_users::is_offered(actor).then_some(file);
    let everybody = UserQuery { sort: query.sort, ..UserQuery::default() };
    let is_new = page.others.is_empty() && query.from_start() == everybody;
    Ok(UserPage {
        rows,
        segments: filters::segments(wording, query, &page),
        columns: filters::columns(wording, query),
        chips,
        is_new,
        everybody: everybody.path(),
        choices: filters::choices(wording, query, &page),
        text: query.text.clone(),
        summary,
        previous,
        next,
        bulk,
        export,
    })
}

fn may_change(actor: &Actor) -> bool {
    actor.may(Area::Users, Level::Approver)
}

/// What can be done with many of the list.
fn bulk(wording: &Wording, actor: &Actor, query: &UserQuery, page: &operation::Page, summary: &str) -> Bulk {
    let is_part = page.has_next || page.has_previous;
    let deleted = query.standing.state() == Some(UserState::Deleted);
    let verbs = bulk::offered(actor, deleted);
    Bulk {
        path: query.path(),
        all: is_part.then(|| wording.say_with("bulk-all", &[("users", summary.into())])),
        verbs: verbs.map(|verb| (verb, wording.say(&format!("bulk-verb-{}", verb.as_str())))).collect(),
    }
}

fn row(wording: &Wording, user: &ListedUser, actor: &Actor, verbs: Vec<Verb>, now: Timestamp) -> UserRow {
    let is_own = user.id == actor.id();
    let standing = wording.standing(user, now);
    let tone = match standing {
        Some((_, Tone::Danger)) => "danger",
        Some((_, Tone::Warning)) => "warning",
        _ => "neutral",
    };
    let invited =
        user.standing.as_ref().filter(|standing| user.state == UserState::Invited && standing.expires_at > now);
    let deadline = |end| wording.say_with("fact-deadline", &[("date", wording.date_time(end).into())]);
    let shown = if user.name.is_empty() { &user.email } else { &user.name };
    UserRow {
        id: user.id,
        initials: initials(if user.name.is_empty() { user.email.split('@').next().unwrap_or_default() } else { shown }),
        select_label: wording.say_with("bulk-select", &[("name", shown.as_str().into())]),
        details_label: wording.say_with("users-details-of", &[("name", shown.as_str().into())]),
        name: user.name.clone(),
        email: user.email.clone(),
        role: wording.role(user.role.kind, &user.role.name),
        departments: user.departments.iter().map(|place| wording.in_department(place)).collect(),
        signed_in: user.signed_in_at.map(|at| wording.short_date(at)),
        state: user.state,
        state_label: wording.state(user.state),
        fact: standing.map(|(fact, _)| fact),
        deadline: invited.map(|invited| deadline(invited.expires_at)),
        tone,
        is_own,
        verbs,
    }
}
