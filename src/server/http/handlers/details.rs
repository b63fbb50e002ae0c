use super::{
    Target,
    exceptions::lines as exception_lines,
    history::{days, links},
    new_user, verb,
};
use crate::{
    domain::{
        access::{Area, Level},
        answer::{Answer, Finding},
        history_list::HistoryQuery,
        id::{SessionId, UserId},
        message::MessageState,
        time::Timestamp,
        user::{RESTORABLE, UserState},
        verb::{Refusal, Verb},
    },
    server::{
        http::{
            reader::Reader,
            render::{self, Head},
        },
        operations::{
            Error,
            history::about,
            users::{Details, Origin, details, end_session},
        },
        store::{messages::Message, sessions},
    },
    ui::{
        layout::{Place, initials},
        pages::details::{DetailsPage, Fact, History, Mail, Profile, Session},
    },
    wording::{Tone, Wording},
};
use axum::{
    extract::{Path, Query},
    http::StatusCode,
    response::{IntoResponse, Redirect, Response},
};
use leptos::prelude::*;

/// Newest entries of the history shown.
const MOST_ENTRIES: usize = 20;

pub async fn show(reader: Reader, Path(id): Path<String>, Query(typed): Query<Target>) -> Result<Response, Error> {
    let actor = reader.actor()?;
    let id: UserId = id.parse().map_err(|_| Error::NotFound)?;
    if id == actor.id() {
        return Ok(Redirect::to("/me").into_response());
    }
    let found = details(&reader.app, actor, id).await?;
    let wording = reader.wording.clone();
    let done = done(&wording, &typed.done, &found);
    let another = (typed.done == "create" && actor.may(Area::Users, Level::Editor)).then(|| new_user::path_like(id));
    let reads = actor
        .granted_somewhere(Area::History, Level::Guest)
        .is_ok_and(|granted| granted.scope().holds(found.rights.departments.keys()));
    let history = if reads { Some(history(&reader, id).await?) } else { None };
    let assigns = found.verbs.contains(&Verb::ChangeRole) && actor.may_everywhere(Area::Services, Level::Editor);
    // They are changed on a page of their own.
    let rights = exception_lines(&wording, &found.table, None);
    let profile = Profile { assigns, rights, history, ..profile(&wording, &found, reader.app.clock.now()) };
    // Its actions open as dialogs.
    let islands = !profile.verbs.is_empty();
    let head = Head { title: wording.say("details-title"), islands, passwords: false };
    Ok(render::frame(&reader, StatusCode::OK, head, Some(Place::Users), move || {
        view! { <DetailsPage wording profile done another /> }.into_any()
    }))
}

async fn history(reader: &Reader, id: UserId) -> Result<History, Error> {
    let page = about(&reader.app, reader.actor()?, id, MOST_ENTRIES).await?;
    let about = HistoryQuery { subject: Some(id), ..HistoryQuery::default() }.at("/history");
    let by = HistoryQuery { actor: Some(id), ..HistoryQuery::default() }.at("/history");
    Ok(History { days: days(&reader.wording, &page), links: links(reader)?, about, by })
}

/// Ends one of the person's sessions.
pub async fn end(reader: Reader, Path((id, session)): Path<(String, String)>) -> Result<Response, Error> {
    let actor = reader.actor()?;
    let id: UserId = id.parse().map_err(|_| Error::NotFound)?;
    let session: SessionId = session.parse().map_err(|_| Error::NotFound)?;
    match end_session(&reader.app, &reader.visit, actor, id, session).await {
        Ok(()) => Ok(Redirect::to(&format!("/users/{id}?done=end-session")).into_response()),
        Err(Error::Refused(refusal)) if refusal != Refusal::Gone => verb::refusal(&reader, id, refusal).await,
        Err(error) => Err(error),
    }
}

/// What has just been done, as the address says; nothing where it says something else.
fn done(wording: &Wording, typed: &str, found: &Details) -> Option<String> {
    let key = match typed {
        "end-session" | "access-end" => format!("done-{typed}"),
        "create" if found.person.state == UserState::Invited => "done-create-invited".to_owned(),
        "create" => "done-create".to_owned(),
        // Who had no password was sent an invitation.
        "activate" if found.person.state == UserState::Invited => "done-activate-invited".to_owned(),
        verb => match verb.parse::<Verb>().ok()? {
            Verb::ShowLink => return None,
            verb if !verb.is_for_one() || !has_come_of(verb, found) => return None,
            verb => format!("done-{}", verb.as_str()),
        },
    };
    Some(wording.say_with(&key, &[("name", found.person.name().into()), ("email", found.person.email.as_str().into())]))
}

/// Whether what a verb leads to is so: a page that is looked at again later doesn't say what somebody has undone.
fn has_come_of(verb: Verb, found: &Details) -> bool {
    let state = found.person.state;
    match verb {
        Verb::Activate => state == UserState::Active,
        Verb::Deactivate | Verb::Revoke => state == UserState::Inactive,
        Verb::Delete => state == UserState::Deleted,
        Verb::Restore => state != UserState::Deleted,
        Verb::Resend => state == UserState::Invited,
        _ => true,
    }
}

fn profile(wording: &Wording, found: &Details, now: Timestamp) -> Profile {
    let person = &found.person;
    let standing = wording.standing(&found.listed, now);
    let is_danger = matches!(standing, Some((_, Tone::Danger)));
    let badge = match person.state {
        UserState::Active => ("success", None),
        UserState::Inactive | UserState::Deleted => ("neutral", None),
        UserState::Invited if is_danger => ("danger", Some("ring")),
        UserState::Invited => ("warning", Some("ring")),
    };
    let name = person.name();
    let has_name = !(person.first_name.is_empty() && person.last_name.is_empty());
    Profile {
        id: person.id,
        initials: initials(if has_name { &name } else { name.split('@').next().unwrap_or_default() }),
        name,
        state: person.state,
        state_label: wording.state(person.state),
        fact: standing.map(|(fact, _)| fact),
        badge,
        verbs: found.verbs.clone(),
        who: who(wording, found),
        access: access(wording, found),
        mails: found.corrects.then(|| mails(wording, found)),
        sessions: found
            .sessions
            .as_ref()
            .map(|sessions| sessions.iter().map(|s| session(wording, person.id, s)).collect()),
        restorable: person
            .deleted_at
            .map(|at| wording.say_with("details-restorable", &[("date", wording.date_time(at + RESTORABLE).into())])),
        assigns: false,
        rights: Vec::new(),
        history: None,
    }
}

fn fact(wording: &Wording, key: &str, value: &str) -> Fact {
    let values = if value.is_empty() { Vec::new() } else { vec![(value.to_owned(), None)] };
    Fact { term: wording.say(key), values, none: wording.say("details-none") }
}

fn who(wording: &Wording, found: &Details) -> Vec<Fact> {
    let person = &found.person;
    let mut email = fact(wording, "details-email", &person.email);
    email.values.extend(found.waiting.as_ref().map(|change| {
        let asked = [("email", change.new_email.as_str().into())];
        let until = [("date", wording.date_time(change.expires_at).into())];
        (wording.say_with("address-waiting-title", &asked), Some(wording.say_with("details-address-until", &until)))
    }));
    let mut facts = vec![
        fact(wording, "field-first-name", &person.first_name),
        fact(wording, "field-last-name", &person.last_name),
        email,
    ];
    if found.corrects {
        let notices = person.notification_email.as_deref().unwrap_or_default();
        facts.push(fact(wording, "field-notification-email", notices));
        facts.push(fact(wording, "field-phone", &person.phone));
    }
    facts.push(fact(wording, "field-language", person.language.own_name()));
    facts
}

fn access(wording: &Wording, found: &Details) -> Vec<Fact> {
    let person = &found.person;
    let role = wording.role(person.role.kind, &person.role.name);
    let why = wording.say_with("details-why-role", &[("role", role.as_str().into())]);
    let departments = found
        .departments
        .iter()
        .map(|place| {
            let role = wording.department_role(place.role);
            let why = wording.say_with("details-why-department", &[("role", role.into())]);
            (place.department.name.clone(), Some(why))
        })
        .collect();
    // Administrators have every service.
    let services = if person.role.is_administrator() {
        vec![(wording.say("details-all-services"), Some(why))]
    } else {
        let why = |origin: Origin| match origin {
            Origin::Assigned(None) => wording.say("details-why-service"),
            Origin::Assigned(Some(end)) => {
                wording.say_with("details-why-service-until", &[("date", wording.date(end).into())])
            }
            Origin::Department => wording.say("details-why-service-department"),
            Origin::Everybody => wording.say("services-who-all"),
        };
        found.services.iter().map(|(service, origin)| (service.name.clone(), Some(why(*origin)))).collect()
    };
    let text = wording.say(&format!("role-text-{}", person.role.kind.as_str()));
    let none = wording.say("details-none-of-them");
    let mut facts = vec![
        Fact { values: vec![(role, Some(text))], ..fact(wording, "users-role", "") },
        Fact { values: departments, none: none.clone(), ..fact(wording, "details-departments", "") },
        Fact { values: services, none, ..fact(wording, "details-services", "") },
    ];
    if let Some(end) = person.access_ends_at {
        facts.push(fact(wording, "details-access-end", &wording.date(end)));
    }
    if let Some(at) = person.signed_in_at {
        facts.push(fact(wording, "details-signed-in", &wording.date_time(at)));
    }
    facts
}

/// The newest first; the first of those that a verb sends is the one to send anew.
fn mails(wording: &Wording, found: &Details) -> Vec<Mail> {
    let mut offered = found.verbs.clone();
    let again = |message: &Message| {
        let verb = message.kind.sent_again_by()?;
        let at = offered.iter().position(|offered| *offered == verb)?;
        Some(offered.swap_remove(at))
    };
    let again: Vec<Option<Verb>> = found.messages.iter().map(again).collect();
    found.messages.iter().zip(again).map(|(message, again)| Mail { again, ..mail(wording, message) }).collect()
}

fn mail(wording: &Wording, message: &Message) -> Mail {
    let is_kept = message.answer == Some(Answer::Found(Finding::Mailbox));
    let (state, tone) = match message.state {
        MessageState::Queued if message.attempts > 0 => ("retried", "warning"),
        MessageState::Queued => ("queued", "neutral"),
        MessageState::Sending => ("sending", "neutral"),
        MessageState::Sent if is_kept => ("kept", "neutral"),
        MessageState::Sent => ("sent", "success"),
        MessageState::Refused if message.is_withdrawn() => ("withdrawn", "neutral"),
        MessageState::Refused => ("refused", "danger"),
    };
    let at = wording.date_time(message.sent_at.unwrap_or(message.created_at));
    let mut facts =
        wording.say_with("details-mail-facts", &[("date", at.into()), ("email", message.address.as_str().into())]);
    if message.attempts > 1 {
        facts.push(' ');
        facts.push_str(&wording.say_with("details-mail-attempts", &[("count", message.attempts.into())]));
    }
    Mail {
        kind: wording.say(&format!("mail-kind-{}", message.kind.as_str())),
        state: wording.say(&format!("mail-state-{state}")),
        tone,
        facts,
        answer: message.answer.as_ref().filter(|_| !is_kept).map(|answer| wording.answer_line(answer)),
        again: None,
    }
}

fn session(wording: &Wording, id: UserId, session: &sessions::Session) -> Session {
    let device = wording.device(&session.agent);
    let facts = [
        ("address", session.address.as_str().into()),
        ("since", wording.date_time(session.created_at).into()),
        ("seen", wording.date_time(session.seen_at).into()),
    ];
    Session {
        facts: wording.say_with("details-session-facts", &facts),
        end: format!("/users/{id}/sessions/{}/end", session.id),
        end_label: wording.say_with("details-end-of", &[("device", device.as_str().into())]),
        device,
    }
}
