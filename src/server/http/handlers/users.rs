use crate::{
    domain::{
        access::{Area, Level},
        id::UserId,
        time::Timestamp,
        user::UserState,
        user_list::{Cursor, UserQuery},
    },
    server::{
        context::Actor,
        http::{
            reader::Reader,
            render::{self, Head},
        },
        operations::{Error, bulk::VERBS, export_users, list_users as operation},
        store::users::ListedUser,
    },
    ui::{
        layout::{Place, initials},
        pages::{
            user::DetailsPage,
            users::{Bulk, Renewed, Segment, UserPage, UserRow, UsersPage},
        },
    },
    wording::{Tone, Wording},
};
use axum::{
    extract::{Path, RawQuery},
    http::StatusCode,
    response::Response,
};
use leptos::prelude::*;

/// The list's URL. What isn't understood is as if it weren't there: links are shared and edited by hand.
#[derive(Default)]
struct Typed {
    state: String,
    q: String,
    after: String,
    before: String,
}

impl Typed {
    fn from_query(query: &str) -> Self {
        let mut typed = Self::default();
        for (name, value) in url::form_urlencoded::parse(query.trim_start_matches('?').as_bytes()) {
            match name.as_ref() {
                "state" => typed.state = value.into_owned(),
                "q" => typed.q = value.into_owned(),
                "after" => typed.after = value.into_owned(),
                "before" => typed.before = value.into_owned(),
                _ => {}
            }
        }
        typed
    }
}

impl From<Typed> for UserQuery {
    fn from(typed: Typed) -> Self {
        let cursor = match (typed.after.parse(), typed.before.parse()) {
            (Ok(id), _) => Cursor::After(id),
            (_, Ok(id)) => Cursor::Before(id),
            _ => Cursor::Start,
        };
        Self { state: typed.state.parse().ok(), text: typed.q, cursor }
    }
}

/// The query that a list's URL asks for.
pub(super) fn query_of(path: &str) -> UserQuery {
    Typed::from_query(path.split_once('?').map_or("", |(_, query)| query)).into()
}

pub async fn show(reader: Reader, RawQuery(query): RawQuery) -> Result<Response, Error> {
    let query = UserQuery::from(Typed::from_query(&query.unwrap_or_default()));
    let page = list_users(&reader, &query).await?;
    let may_invite = reader.actor()?.may(Area::Users, Level::Approver);
    let wording = reader.wording.clone();
    let head = Head { title: wording.say("users-title"), islands: true, passwords: false };
    Ok(render::frame(&reader, StatusCode::OK, head, Some(Place::Users), move || {
        view! { <UsersPage wording query page may_invite /> }.into_any()
    }))
}

/// The list's HTML, for the island that has it renewed.
///
/// # Errors
/// As the operation's.
pub async fn user_list_html(reader: &Reader, query: &str) -> Result<String, Error> {
    let typed = Typed::from_query(query);
    let page = list_users(reader, &typed.into()).await?;
    let wording = reader.wording.clone();
    Ok(render::fragment(move || view! { <Renewed wording page /> }.into_any()))
}

async fn list_users(reader: &Reader, query: &UserQuery) -> Result<UserPage, Error> {
    let page = operation::list_users(&reader.app, reader.actor()?, query).await?;
    let (wording, now) = (&reader.wording, reader.app.clock.now());
    let segment = |state: Option<UserState>, label: String| Segment {
        label,
        count: wording.number(page.count(state)),
        href: UserQuery { state, ..query.from_start() }.path(),
        current: query.state == state,
    };
    let segments = std::iter::once(segment(None, wording.say("users-all")))
        .chain(UserState::LISTED.map(|state| segment(Some(state), wording.state(state))))
        .collect();
    let beyond = |yes: bool, cursor: Option<Cursor>| {
        cursor.filter(|_| yes).map(|cursor| UserQuery { cursor, ..query.clone() }.path())
    };
    let previous = beyond(page.has_previous, page.others.first().map(|user| Cursor::Before(user.id)));
    let next = beyond(page.has_next, page.others.last().map(|user| Cursor::After(user.id)));
    let summary = wording.say_with("users-found", &[("count", page.count(query.state).into())]);
    let rows = std::iter::once(row(wording, &page.own, true, now))
        .chain(page.others.iter().map(|user| row(wording, user, false, now)))
        .collect();
    let bulk = may_change(reader.actor()?).then(|| bulk(wording, query, &page));
    let file = query.from_start().path().replacen("/users", "/users/export.csv", 1);
    let export = export_users::is_offered(reader.actor()?).then_some(file);
    Ok(UserPage { rows, segments, summary, previous, next, bulk, export })
}

fn may_change(actor: &Actor) -> bool {
    actor.may(Area::Users, Level::Approver)
}

/// What can be done with many of the list.
fn bulk(wording: &Wording, query: &UserQuery, page: &operation::Page) -> Bulk {
    Bulk {
        path: query.path(),
        is_part: page.has_next || page.has_previous,
        verbs: VERBS.map(|verb| (verb, wording.say(&format!("bulk-verb-{}", verb.as_str())))).to_vec(),
    }
}

fn row(wording: &Wording, user: &ListedUser, is_own: bool, now: Timestamp) -> UserRow {
    let standing = wording.standing(user, now);
    let tone = match standing {
        Some((_, Tone::Danger)) => "danger",
        Some((_, Tone::Warning)) => "warning",
        _ => "neutral",
    };
    let shown = if user.name.is_empty() { &user.email } else { &user.name };
    UserRow {
        id: user.id,
        initials: initials(if user.name.is_empty() { user.email.split('@').next().unwrap_or_default() } else { shown }),
        select_label: wording.say_with("bulk-select", &[("name", shown.as_str().into())]),
        details_label: wording.say_with("users-details-of", &[("name", shown.as_str().into())]),
        name: user.name.clone(),
        email: user.email.clone(),
        role: wording.role(user.role.kind, &user.role.name),
        state: user.state,
        state_label: wording.state(user.state),
        fact: standing.map(|(fact, _)| fact),
        tone,
        is_own,
    }
}

pub async fn details(reader: Reader, Path(id): Path<String>) -> Result<Response, Error> {
    let actor = reader.actor()?;
    let id: UserId = id.parse().map_err(|_| Error::NotFound)?;
    let user = operation::find_user(&reader.app, actor, id).await?;
    let wording = reader.wording.clone();
    let row = row(&wording, &user, id == actor.id(), reader.app.clock.now());
    let signed_in = user.signed_in_at.map(|at| wording.date_time(at));
    let deadline = user.standing.filter(|_| user.state == UserState::Invited).map(|s| wording.date_time(s.expires_at));
    let head = Head::plain(wording.say("details-title"));
    Ok(render::frame(&reader, StatusCode::OK, head, Some(Place::Users), move || {
        view! { <DetailsPage wording row signed_in deadline /> }.into_any()
    }))
}
