use super::{field_errors, title};
use crate::{
    api::{CheckedAddress, CheckedAddresses},
    domain::{
        access::{Role, RoleKind},
        address::EmailAddress,
        address_list,
        form::FieldErrors,
        id::BatchId,
        invitation::Outcome,
    },
    server::{
        http::{
            form::Form,
            reader::{Inside, Reader},
            render::{self, Head},
        },
        operations::{
            Error,
            invite::{self, MOST_ADDRESSES, Offer},
        },
    },
    ui::{
        components::Tally,
        layout::Place,
        pages::{
            invite::{InvitePage, Preview, RoleChoice, Typed},
            invite_results::InviteResultsPage,
        },
    },
    wording::Wording,
};
use axum::{
    extract::Path,
    http::StatusCode,
    response::{IntoResponse, Redirect, Response},
};
use leptos::prelude::*;
use serde::Deserialize;

pub async fn show(reader: Reader) -> Result<Response, Error> {
    let offer = invite::offer(&reader.app, reader.actor()?).await?;
    Ok(page(&reader, StatusCode::OK, offer, Typed::default(), None, FieldErrors::default()))
}

/// The form, and which of its buttons was pressed.
#[derive(Default, Deserialize)]
#[serde(default)]
pub struct Sent {
    #[serde(flatten)]
    form: invite::Form,
    /// "Check beforehand": changes nothing.
    check: Option<String>,
}

pub async fn send(Inside(reader): Inside, Form(sent): Form<Sent>) -> Result<Response, Error> {
    let actor = reader.actor()?;
    let form = sent.form;
    if sent.check.is_some() {
        let offer = invite::offer(&reader.app, actor).await?;
        let preview = preview(&reader, &form.addresses).await?;
        return Ok(page(&reader, StatusCode::OK, offer, typed(form), Some(preview), FieldErrors::default()));
    }
    match invite::invite(&reader.app, &reader.visit, actor, &form).await {
        Ok(batch) => Ok(Redirect::to(&format!("/users/invite/{batch}")).into_response()),
        Err(error) => {
            let errors = field_errors(error, "form")?;
            let offer = invite::offer(&reader.app, actor).await?;
            Ok(page(&reader, StatusCode::UNPROCESSABLE_ENTITY, offer, typed(form), None, errors))
        }
    }
}

fn typed(form: invite::Form) -> Typed {
    Typed { key: form.key, addresses: form.addresses, role: form.role, language: form.language, message: form.message }
}

fn page(
    reader: &Reader,
    status: StatusCode,
    offer: Offer,
    mut typed: Typed,
    preview: Option<Preview>,
    errors: FieldErrors,
) -> Response {
    let wording = reader.wording.clone();
    if typed.key.parse::<BatchId>().is_err() || errors.get("form").is_some() {
        typed.key = offer.key.to_string();
    }
    if typed.language.is_empty() {
        wording.language().code().clone_into(&mut typed.language);
    }
    let roles: Vec<RoleChoice> = offer.roles.iter().map(|role| role_choice(&wording, role)).collect();
    let seats = offer.free_seats.map(|free| wording.say_with("invite-seats-left", &[("count", free.into())]));
    let deadline = wording.date_time(offer.expires);
    let head = Head { title: title(reader, "invite-title", &errors), islands: true, passwords: false };
    render::frame(reader, status, head, Some(Place::Users), move || {
        view! { <InvitePage wording typed roles seats deadline preview errors /> }.into_any()
    })
}

/// A role in the reader's words.
pub(super) fn role_choice(wording: &Wording, role: &Role) -> RoleChoice {
    RoleChoice {
        id: role.id.to_string(),
        name: wording.role(role.kind, &role.name),
        text: match role.kind {
            RoleKind::BuiltIn(_) => wording.say(&format!("role-text-{}", role.kind.as_str())),
            RoleKind::Custom => wording.say("role-text-custom"),
        },
    }
}

async fn preview(reader: &Reader, text: &str) -> Result<Preview, Error> {
    use address_list::Entry;
    let texts: Vec<String> = address_list::parse(text)
        .entries
        .into_iter()
        .take(MOST_ADDRESSES)
        .map(|entry| match entry {
            Entry::Address { address, .. } => address.as_str().to_owned(),
            Entry::Problem { text, .. } => text,
        })
        .collect();
    let checked = check_addresses(reader, &texts).await?;
    Ok(Preview { texts, checked })
}

/// What sending would do with each text, in the reader's words.
///
/// # Errors
/// As the operation's.
pub async fn check_addresses(reader: &Reader, texts: &[String]) -> Result<CheckedAddresses, Error> {
    let texts = &texts[..texts.len().min(MOST_ADDRESSES)];
    let parsed: Vec<_> = texts.iter().map(|text| EmailAddress::parse(text)).collect();
    let good: Vec<EmailAddress> = parsed.iter().filter_map(|parsed| parsed.as_ref().ok().cloned()).collect();
    let checked = invite::check_addresses(&reader.app, reader.actor()?, &good).await?;
    let wording = &reader.wording;
    let mut outcomes = checked.outcomes.iter().copied();
    let addresses = parsed
        .iter()
        .map(|parsed| match parsed {
            Ok(_) => outcome(wording, outcomes.next().unwrap_or(Outcome::New)),
            Err(problem) => {
                CheckedAddress { state: "malformed".to_owned(), note: Some(wording.address_problem(*problem)) }
            }
        })
        .collect();
    let lines = counts(wording, &checked.outcomes, texts.len() - good.len());
    let summary = render::fragment(move || view! { <Tally lines /> }.into_any());
    Ok(CheckedAddresses { addresses, summary })
}

fn outcome(wording: &Wording, outcome: Outcome) -> CheckedAddress {
    let state = match outcome {
        Outcome::New => "new",
        Outcome::AlreadyActive => "user",
        Outcome::AlreadyInvited => "invited",
        Outcome::AlreadyInactive | Outcome::AlreadyDeleted => "inactive",
        Outcome::NoSeat | Outcome::Elsewhere => "no-seat",
    };
    let note = (outcome != Outcome::New).then(|| wording.say(&format!("note-{}", outcome.as_str())));
    CheckedAddress { state: state.to_owned(), note }
}

fn counts(wording: &Wording, outcomes: &[Outcome], malformed: usize) -> Vec<(&'static str, String)> {
    let count = |tone: &'static str, kind: &str, number: usize| {
        (number > 0).then(|| (tone, wording.say_with(&format!("count-{kind}"), &[("count", number.into())])))
    };
    let of = |outcome: Outcome| {
        let tone = match outcome {
            Outcome::New => "success",
            Outcome::NoSeat | Outcome::Elsewhere => "warning",
            _ => "info",
        };
        count(tone, outcome.as_str(), outcomes.iter().filter(|o| **o == outcome).count())
    };
    Outcome::ALL.into_iter().filter_map(of).chain(count("danger", "malformed", malformed)).collect()
}

pub async fn results(reader: Reader, Path(batch): Path<String>) -> Result<Response, Error> {
    let batch: BatchId = batch.parse().map_err(|_| Error::NotFound)?;
    let lines = invite::batch_results(&reader.app, reader.actor()?, batch).await?;
    let wording = reader.wording.clone();
    let head = Head::plain(wording.say("results-page-title"));
    Ok(render::frame(&reader, StatusCode::OK, head, Some(Place::Users), move || {
        view! { <InviteResultsPage wording lines /> }.into_any()
    }))
}
