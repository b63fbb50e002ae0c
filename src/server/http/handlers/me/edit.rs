use super::after;
use crate::{
    domain::form::FieldErrors,
    server::{
        http::{
            form::Form,
            handlers::title,
            reader::Reader,
            render::{self, Head},
        },
        operations::{
            Error,
            me::{ProfileForm, change_profile, own},
        },
        store::users::Person,
    },
    ui::{
        layout::Place,
        pages::me::{Done, Tab, edit::EditPage},
    },
};
use axum::{http::StatusCode, response::Response};
use leptos::prelude::*;

pub async fn show(reader: Reader) -> Result<Response, Error> {
    let person = own(&reader.app, reader.actor()?).await?;
    Ok(page(&reader, StatusCode::OK, typed(&person), None, FieldErrors::default()))
}

/// The form as it is before anything is typed.
fn typed(person: &Person) -> ProfileForm {
    ProfileForm {
        first_name: person.first_name.clone(),
        last_name: person.last_name.clone(),
        phone: person.phone.clone(),
        language: person.language.code().to_owned(),
        notification_email: person.notification_email.clone().unwrap_or_default(),
        version: person.version.to_string(),
    }
}

fn page(
    reader: &Reader,
    status: StatusCode,
    typed: ProfileForm,
    meanwhile: Option<ProfileForm>,
    errors: FieldErrors,
) -> Response {
    let wording = reader.wording.clone();
    let head = Head::plain(title(reader, "me-edit-title", &errors));
    render::frame(reader, status, head, Some(Place::Me), move || {
        view! { <EditPage wording typed meanwhile errors /> }.into_any()
    })
}

pub async fn save(reader: Reader, Form(mut typed): Form<ProfileForm>) -> Result<Response, Error> {
    match change_profile(&reader.app, &reader.visit, reader.actor()?, &typed).await {
        // In the language that was chosen: the page is read anew.
        Ok(()) => Ok(after(Tab::Profile, Done::Profile)),
        Err(Error::Fields(errors)) => Ok(page(&reader, StatusCode::UNPROCESSABLE_ENTITY, typed, None, errors)),
        Err(Error::Conflict) => {
            let meanwhile = self::typed(&own(&reader.app, reader.actor()?).await?);
            // Whoever has seen both may send the form again.
            typed.version.clone_from(&meanwhile.version);
            Ok(page(&reader, StatusCode::CONFLICT, typed, Some(meanwhile), FieldErrors::default()))
        }
        Err(error) => Err(error),
    }
}
