use super::{chosen_place, field_errors, places, refused, title};
use crate::{
    api::{CheckedAddresses, Known},
    domain::{
        access::{Role, RoleKind},
        address::{AddressProblem, EmailAddress},
        address_list::{self, Entry},
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
            invite::{InvitePage, Preview, PreviewLine, RoleChoice, Typed},
            invite_results::InviteResultsPage,
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
use serde::Deserialize;

/// What the address fills in.
#[derive(Default, Deserialize)]
#[serde(default)]
pub struct Begun {
    department: String,
}

pub async fn show(reader: Reader, Query(begun): Query<Begun>) -> Result<Response, Error> {
    let offer = invite::offer(&reader.app, reader.actor()?).await?;
    let typed = Typed { department: begun.department, ..Typed::default() };
    Ok(page(&reader, StatusCode::OK, offer, typed, None, FieldErrors::default()))
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
            Ok(refused(errors, |status, errors| page(&reader, status, offer, typed(form), None, errors)))
        }
    }
}

fn typed(form: invite::Form) -> Typed {
    Typed {
        key: form.key,
        addresses: form.addresses,
        role: form.role,
        department: form.department,
        department_role: form.department_role,
        language: form.language,
        message: form.message,
    }
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
        offer.language.code().clone_into(&mut typed.language);
    }
    let roles: Vec<RoleChoice> = offer.roles.iter().map(|role| role_choice(&wording, role)).collect();
    typed.department = chosen_place(&offer.placements, typed.department);
    let places = places(&wording, &offer.placements);
    let seats = offer.free_seats.map(|free| wording.say_with("invite-seats-left", &[("count", free.into())]));
    let deadline = wording.date_time(offer.expires);
    let head = Head { title: title(reader, "invite-title", &errors), islands: true, passwords: false };
    render::frame(reader, status, head, Some(Place::Users), move || {
        view! { <InvitePage wording typed roles places seats deadline preview errors /> }.into_any()
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
    let mut list = address_list::parse(text);
    list.entries.truncate(MOST_ADDRESSES);
    let addresses: Vec<EmailAddress> = list.addresses().map(|(address, _)| address.clone()).collect();
    let problems: Vec<AddressProblem> = list.problems().map(|(_, problem)| problem).collect();
    let checked = check_addresses(reader, &addresses, &problems, &Known::default()).await?;
    let wording = &reader.wording;
    let mut outcomes = checked.outcomes.into_iter();
    let line = |entry| match entry {
        Entry::Address { address, .. } => {
            let outcome = outcomes.next().unwrap_or(Outcome::New);
            let (text, note) = (address.as_str().to_owned(), wording.note(outcome));
            PreviewLine { text, outcome: Some(outcome), note }
        }
        Entry::Problem { text, problem } => {
            PreviewLine { text, outcome: None, note: Some(wording.address_problem(problem)) }
        }
    };
    Ok(Preview { lines: list.entries.into_iter().map(line).collect(), summary: checked.summary })
}

/// What sending would do with each address, what is wrong with the other texts, and how many there are with those that
/// are known, in the reader's words.
///
/// # Errors
/// As the operation's.
pub async fn check_addresses(
    reader: &Reader,
    addresses: &[EmailAddress],
    problems: &[AddressProblem],
    known: &Known,
) -> Result<CheckedAddresses, Error> {
    let addresses = &addresses[..addresses.len().min(MOST_ADDRESSES)];
    let problems = &problems[..problems.len().min(MOST_ADDRESSES)];
    let before = |outcome| known.outcomes.iter().filter(|(kind, _)| *kind == outcome).map(|(_, n)| n).sum::<usize>();
    let actor = reader.actor()?;
    let outcomes = invite::check_addresses(&reader.app, &reader.visit, actor, addresses, before(Outcome::New)).await?;
    let wording = &reader.wording;
    let count = |outcome| outcomes.iter().filter(|other| **other == outcome).count() + before(outcome);
    let lines = tally(wording, count, problems.len() + known.problems);
    let summary = render::fragment(move || view! { <Tally lines /> }.into_any());
    let problems = problems.iter().map(|problem| wording.address_problem(*problem)).collect();
    Ok(CheckedAddresses { outcomes, problems, summary })
}

/// How many there are of each kind, each with its tone.
fn tally(wording: &Wording, count: impl Fn(Outcome) -> usize, malformed: usize) -> Vec<(&'static str, String)> {
    let line = |tone: &'static str, kind: &str, number: usize| {
        (number > 0).then(|| (tone, wording.say_with(&format!("count-{kind}"), &[("count", number.into())])))
    };
    let of = |outcome: Outcome| {
        let tone = match outcome {
            Outcome::New => "success",
            Outcome::NoSeat | Outcome::DailyLimit | Outcome::OtherDomain | Outcome::Elsewhere => "warning",
            _ => "info",
        };
        line(tone, outcome.as_str(), count(outcome))
    };
    Outcome::ALL.into_iter().filter_map(of).chain(line("danger", "malformed", malformed)).collect()
}

pub async fn results(reader: Reader, Path(batch): Path<String>) -> Result<Response, Error> {
    let batch: BatchId = batch.parse().map_err(|_| Error::NotFound)?;
    let results = invite::batch_results(&reader.app, reader.actor()?, batch).await?;
    let wording = reader.wording.clone();
    let head = Head::plain(wording.say("results-page-title"));
    Ok(render::frame(&reader, StatusCode::OK, head, Some(Place::Users), move || {
        view! { <InviteResultsPage wording results /> }.into_any()
    }))
}
