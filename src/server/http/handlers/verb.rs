use super::{invite::role_choice, requests::beyond, title_of};
use crate::{
    domain::{
        address::EmailAddress,
        form::{FieldErrors, Problem},
        id::{RoleId, UserId},
        time::Timestamp,
        user::UserState,
        verb::{Refusal, Verb},
    },
    server::{
        app::App,
        context::Actor,
        http::{
            form::Form,
            reader::Reader,
            render::{self, Head},
        },
        operations::{
            Error, requests, settings,
            users::{About, Change, about, other_roles, perform},
        },
        store::users::Person,
    },
    ui::{
        layout::Place,
        pages::{
            refused::{RefusedPage, Why},
            verb::{More, VerbPage},
        },
    },
};
use axum::{
    extract::Path,
    http::StatusCode,
    response::{IntoResponse, Redirect, Response},
};
use leptos::prelude::*;
use serde::Deserialize;

/// What the forms send, besides the button.
#[derive(Default, Deserialize)]
#[serde(default)]
pub struct Sent {
    /// The person's address, typed once more.
    address: String,
    role: String,
    /// The role that the form was shown over.
    shown: Option<String>,
}

impl Sent {
    /// What is done, for the verbs of this page; the others have pages of their own.
    fn change(&self, verb: Verb) -> Option<Change> {
        Some(match verb {
            Verb::Resend => Change::Resend,
            Verb::Revoke => Change::Revoke,
            Verb::Activate => Change::Activate,
            Verb::Deactivate => Change::Deactivate,
            Verb::ResetPassword => Change::ResetPassword,
            Verb::EndSessions => Change::EndSessions,
            Verb::Delete => Change::Delete,
            Verb::Restore => Change::Restore,
            // What isn't an id is nobody's role.
            Verb::ChangeRole => Change::ChangeRole(self.role.parse().unwrap_or(RoleId(uuid::Uuid::nil()))),
            Verb::Edit | Verb::ShowLink | Verb::AddToDepartment | Verb::AssignService | Verb::UnassignService => {
                return None;
            }
        })
    }

    /// What is missing before it can be done.
    fn check(&self, verb: Verb, person: &Person) -> FieldErrors {
        let mut errors = FieldErrors::default();
        match verb {
            Verb::Delete if needs_address(person) => {
                let typed = errors.take("address", EmailAddress::parse(&self.address));
                let own = person.email.parse::<EmailAddress>().ok();
                if typed.is_some_and(|typed| own.is_none_or(|own| own.key() != typed.key())) {
                    errors.add("address", Problem::Mismatch);
                }
            }
            Verb::ChangeRole if self.role.parse::<RoleId>().is_err() => errors.add("role", Problem::Choose),
            _ => {}
        }
        errors
    }
}

/// Somebody who is in loses more than somebody who never was.
fn needs_address(person: &Person) -> bool {
    person.state == UserState::Active
}

fn parse((id, verb): (String, String)) -> Result<(UserId, Verb), Error> {
    match (id.parse(), verb.parse()) {
        (Ok(id), Ok(verb)) => Ok((id, verb)),
        _ => Err(Error::NotFound),
    }
}

/// Says what will happen, and asks.
pub async fn ask(reader: Reader, Path(path): Path<(String, String)>) -> Result<Response, Error> {
    let actor = reader.actor()?;
    let (id, verb) = parse(path)?;
    if Sent::default().change(verb).is_none() {
        return Err(Error::NotFound);
    }
    question(&reader, actor, id, verb).await
}

/// The page that asks, or the one that says why there is nothing to ask.
pub(super) async fn question(reader: &Reader, actor: &Actor, id: UserId, verb: Verb) -> Result<Response, Error> {
    let about = about(&reader.app, actor, id, verb).await?;
    match about.refusal {
        Some(refusal) => refused(reader, &about.person, refusal).await,
        None => page(reader, StatusCode::OK, verb, &about, &Sent::default(), FieldErrors::default()).await,
    }
}

pub async fn take(
    reader: Reader,
    Path(path): Path<(String, String)>,
    Form(sent): Form<Sent>,
) -> Result<Response, Error> {
    let actor = reader.actor()?;
    let (id, verb) = parse(path)?;
    let change = sent.change(verb).ok_or(Error::NotFound)?;
    let found = about(&reader.app, actor, id, verb).await;
    if let Ok(about @ About { refusal: None, .. }) = &found {
        let errors = sent.check(verb, &about.person);
        if !errors.is_empty() {
            return page(&reader, StatusCode::UNPROCESSABLE_ENTITY, verb, about, &sent, errors).await;
        }
    }
    // Who may not do it is told here, and stands in the history.
    let errors = match (perform(&reader.app, &reader.visit, actor, id, change, sent.shown.as_deref()).await, found) {
        (Ok(_), _) => return Ok(Redirect::to(&after(verb, id)).into_response()),
        (Err(Error::Refused(Refusal::ChoiceGone)), Ok(_)) => FieldErrors::one("role", Problem::Gone),
        (Err(Error::Fields(errors)), Ok(_)) => errors,
        (Err(Error::Refused(refusal)), Ok(About { person, .. })) => return refused(&reader, &person, refusal).await,
        (Err(error), _) => return Err(error),
    };
    let about = about(&reader.app, actor, id, verb).await?;
    page(&reader, StatusCode::CONFLICT, verb, &about, &sent, errors).await
}

/// Until when a link that the verb sends would live.
async fn deadline(app: &App, actor: &Actor, verb: Verb) -> Result<Timestamp, Error> {
    let (mut reader, now) = (app.db.read().await?, app.clock.now());
    let (mut conn, account) = (reader.conn(), actor.account());
    Ok(match verb {
        Verb::ResetPassword => settings::reset_end(app, &mut conn, account, now).await?,
        _ => settings::invitation_end(app, &mut conn, account, now).await?,
    })
}

/// Where it is said that it was done.
fn after(verb: Verb, id: UserId) -> String {
    match verb {
        // The list says it: the details of who is gone are for who looks for them.
        Verb::Delete => format!("/users?done=delete&user={id}"),
        _ => format!("/users/{id}?done={}", verb.as_str()),
    }
}

async fn page(
    reader: &Reader,
    status: StatusCode,
    verb: Verb,
    about: &About,
    sent: &Sent,
    errors: FieldErrors,
) -> Result<Response, Error> {
    let (wording, person) = (reader.wording.clone(), &about.person);
    let (name, details) = (person.name(), format!("/users/{}", person.id));
    let deadline = deadline(&reader.app, reader.actor()?, verb).await?;
    let texts = wording.consequences(verb, person, deadline);
    let more = match verb {
        Verb::Delete if needs_address(person) => {
            More::Address { email: person.email.clone(), typed: sent.address.clone() }
        }
        Verb::ChangeRole => More::Role {
            present: wording.role(person.role.kind, &person.role.name),
            shown: person.role.id.to_string(),
            chosen: sent.role.clone(),
            roles: other_roles(&reader.app, reader.actor()?, &about.rights)
                .await?
                .iter()
                .map(|role| role_choice(&wording, role))
                .collect(),
        },
        _ => More::Nothing,
    };
    let head =
        Head { title: title_of(reader, wording.question(verb, &name), &errors), islands: false, passwords: false };
    let action = verb.path(person.id);
    Ok(render::frame(reader, status, head, Some(Place::Users), move || {
        view! { <VerbPage wording verb details action name texts more errors /> }.into_any()
    }))
}

/// What stands in the way of something with somebody, in a sentence.
pub(super) async fn refusal(reader: &Reader, id: UserId, refusal: Refusal) -> Result<Response, Error> {
    let person = about(&reader.app, reader.actor()?, id, Verb::Edit).await?.person;
    refused(reader, &person, refusal).await
}

/// A sentence about what stands in the way, with the status that says the same.
pub(super) async fn refused(reader: &Reader, person: &Person, refusal: Refusal) -> Result<Response, Error> {
    refused_with(reader, person, refusal, Vec::new()).await
}

/// The same, with what was typed, by field: it was right when the form was opened, and isn't lost.
pub(super) async fn refused_with(
    reader: &Reader,
    person: &Person,
    refusal: Refusal,
    typed: Vec<(String, String)>,
) -> Result<Response, Error> {
    let wording = reader.wording.clone();
    let (name, href) = (person.name(), format!("/users/{}", person.id));
    let text = wording.refusal(refusal, &name);
    let why = match refusal {
        Refusal::BeyondOwnRights => {
            let lacked = requests::lacked(&reader.app, reader.actor()?, person.id).await?;
            Why::Rights(beyond(reader, text, &lacked).await?)
        }
        _ => Why::State(text),
    };
    let leave = wording.say("refused-back");
    let head = Head { title: wording.say("refused-title"), islands: matches!(why, Why::Rights(_)), passwords: false };
    Ok(render::frame(reader, Error::Refused(refusal).status(), head, Some(Place::Users), move || {
        view! { <RefusedPage wording why href name leave typed /> }.into_any()
    }))
}
