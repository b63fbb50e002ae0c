use super::{
    field_errors, title_of,
    verb::{refused, refused_with},
};
use crate::{
    domain::{access::Level, form::FieldErrors, id::UserId, language::Language, user::UserState, verb::Verb},
    server::{
        http::{
            form::Form,
            reader::Reader,
            render::{self, Head},
        },
        operations::{
            Error,
            users::{About, about, edit, sets_address},
        },
        store::users::Person,
    },
    ui::{
        layout::Place,
        pages::edit::{Difference, EditPage, SignInAddress, Typed},
    },
    wording::Wording,
};
use axum::{
    extract::Path,
    http::StatusCode,
    response::{IntoResponse, Redirect, Response},
};
use leptos::prelude::*;

pub async fn show(reader: Reader, Path(id): Path<String>) -> Result<Response, Error> {
    let (person, level, refused) = find(&reader, &id).await?;
    match refused {
        Some(refused) => Ok(refused),
        None => Ok(page(&reader, StatusCode::OK, &person, level, stored(&person), Vec::new(), FieldErrors::default())),
    }
}

pub async fn save(reader: Reader, Path(id): Path<String>, Form(form): Form<edit::Form>) -> Result<Response, Error> {
    let user: UserId = id.parse().map_err(|_| Error::NotFound)?;
    let error = match edit::edit(&reader.app, &reader.visit, reader.actor()?, user, &form).await {
        Ok(()) => return Ok(Redirect::to(&format!("/users/{user}?done=edit")).into_response()),
        Err(error @ Error::NotAllowed(_)) => return Err(error),
        Err(error) => error,
    };
    // As it is now, with what was typed over it.
    let About { person, level, refusal, .. } = about(&reader.app, reader.actor()?, user, Verb::Edit).await?;
    let typed = typed(form, &person);
    if let Some(refusal) = refusal {
        let mine = fields(&typed).into_iter().filter(|(_, value)| !value.is_empty());
        let mine = mine.map(|(key, value)| (reader.wording.say(key), value)).collect();
        return refused_with(&reader, &person, refusal, mine).await;
    }
    if let Error::Conflict = error {
        let differences = differences(&reader.wording, &stored(&person), &typed);
        // Who saves these saves over what is shown beside them.
        let typed = Typed { version: person.version.to_string(), ..typed };
        return Ok(page(&reader, StatusCode::CONFLICT, &person, level, typed, differences, FieldErrors::default()));
    }
    let errors = field_errors(error, "form")?;
    Ok(page(&reader, StatusCode::UNPROCESSABLE_ENTITY, &person, level, typed, Vec::new(), errors))
}

/// The person, the reader's level over them, and the page that says why they can't be edited, if so.
async fn find(reader: &Reader, id: &str) -> Result<(Person, Level, Option<Response>), Error> {
    let actor = reader.actor()?;
    let id: UserId = id.parse().map_err(|_| Error::NotFound)?;
    let About { person, level, refusal, .. } = about(&reader.app, actor, id, Verb::Edit).await?;
    let page = match refusal {
        Some(refusal) => Some(refused(reader, &person, refusal).await?),
        None => None,
    };
    Ok((person, level, page))
}

fn stored(person: &Person) -> Typed {
    Typed {
        first_name: person.first_name.clone(),
        last_name: person.last_name.clone(),
        email: person.email.clone(),
        notification_email: person.notification_email.clone().unwrap_or_default(),
        phone: person.phone.clone(),
        language: person.language.code().to_owned(),
        version: person.version.to_string(),
    }
}

fn typed(form: edit::Form, person: &Person) -> Typed {
    Typed {
        first_name: form.first_name,
        last_name: form.last_name,
        email: form.email.unwrap_or_else(|| person.email.clone()),
        notification_email: form.notification_email,
        phone: form.phone,
        language: form.language,
        version: form.version,
    }
}

fn differences(wording: &Wording, theirs: &Typed, mine: &Typed) -> Vec<Difference> {
    let both = fields(theirs).into_iter().zip(fields(mine));
    both.filter(|((_, theirs), (_, mine))| theirs != mine)
        .map(|((key, theirs), (_, mine))| {
            let shown = |text: String| if text.is_empty() { wording.say("details-none") } else { text };
            Difference { field: wording.say(key), theirs: shown(theirs), mine: shown(mine) }
        })
        .collect()
}

/// What the form's fields are called, with what is in them.
fn fields(typed: &Typed) -> [(&'static str, String); 6] {
    let language = Language::from_code(&typed.language).map_or(String::new(), |l| l.own_name().to_owned());
    [
        ("field-first-name", typed.first_name.clone()),
        ("field-last-name", typed.last_name.clone()),
        ("details-email", typed.email.clone()),
        ("field-notification-email", typed.notification_email.clone()),
        ("field-phone", typed.phone.clone()),
        ("field-language", language),
    ]
}

fn page(
    reader: &Reader,
    status: StatusCode,
    person: &Person,
    level: Level,
    typed: Typed,
    differences: Vec<Difference>,
    errors: FieldErrors,
) -> Response {
    let wording = reader.wording.clone();
    let (name, details, action) = (person.name(), format!("/users/{}", person.id), Verb::Edit.path(person.id));
    let may_change = level >= Level::Approver && person.state != UserState::Invited;
    let address = if sets_address(level, person) {
        SignInAddress::Field
    } else {
        SignInAddress::Shown { change: may_change.then(|| format!("/users/{}/address", person.id)) }
    };
    let names_required = person.has_password;
    let title = title_of(reader, wording.say_with("edit-title", &[("name", name.as_str().into())]), &errors);
    let head = Head { title, islands: false, passwords: false };
    render::frame(reader, status, head, Some(Place::Users), move || {
        view! { <EditPage wording details name action typed address names_required differences errors /> }.into_any()
    })
}
