//! Every error becomes a page in the reader's language, or where it only means "first sign in", a way there.

use super::{
    handlers,
    reader::Reader,
    render::{self, Head, IsPage},
    server_fns,
    unsent::Unsent,
};
use crate::{
    domain::{access::Needed, error::ErrorKind, verb::Refusal},
    server::{context::Caller, operations::Error, password::PasswordError},
    ui::{layout::Scene, pages::error::ErrorPage},
};
use axum::{
    extract::Request,
    http::{HeaderValue, Method, StatusCode, header::RETRY_AFTER},
    middleware::Next,
    response::{IntoResponse, Redirect, Response},
};
use leptos::prelude::*;
use std::sync::Arc;

/// Seconds after which what isn't there now is worth another try.
const SHORTLY: u32 = 5;

/// Stands in an answer until it gets its page.
#[derive(Clone)]
struct Pending(Arc<Error>);

impl Error {
    #[must_use]
    pub const fn status(&self) -> StatusCode {
        match self {
            Self::SignedOut => StatusCode::UNAUTHORIZED,
            Self::PolicyPending | Self::PutOut | Self::NotAllowed(_) | Self::Refused(Refusal::BeyondOwnRights) => {
                StatusCode::FORBIDDEN
            }
            Self::NotFound | Self::Refused(Refusal::Gone) => StatusCode::NOT_FOUND,
            Self::Refused(_) | Self::Conflict => StatusCode::CONFLICT,
            Self::Fields(_) => StatusCode::UNPROCESSABLE_ENTITY,
            Self::TooMany { .. } => StatusCode::TOO_MANY_REQUESTS,
            Self::Store(_) | Self::Password(PasswordError::Busy) => StatusCode::SERVICE_UNAVAILABLE,
            Self::Password(_) => StatusCode::INTERNAL_SERVER_ERROR,
        }
    }
}

impl IntoResponse for Error {
    fn into_response(self) -> Response {
        let status = self.status();
        let mut response = status.into_response();
        let seconds = match &self {
            Self::TooMany { seconds } => Some(*seconds),
            Self::Store(_) => Some(SHORTLY),
            Self::Password(PasswordError::Busy) => Some(2),
            _ => None,
        };
        if let Some(seconds) = seconds {
            response.headers_mut().insert(RETRY_AFTER, HeaderValue::from(seconds));
        }
        response.extensions_mut().insert(Pending(Arc::new(self)));
        response
    }
}

/// Puts a page into answers that are errors and have none.
pub async fn fill(request: Request, next: Next) -> Response {
    let reader = request.extensions().get::<Reader>().cloned();
    let is_get = matches!(*request.method(), Method::GET | Method::HEAD);
    let response = next.run(request).await;
    let Some(reader) = reader else { return response };
    let refused = response.extensions().get::<Pending>().and_then(|Pending(error)| match **error {
        Error::NotAllowed(needed) => Some(needed),
        _ => None,
    });
    if let Some(needed) = refused
        && let Some(page) = restricted(&reader, needed).await
    {
        return page;
    }
    dressed(&reader, is_get, response)
}

/// The page that says what is missing, and lets one ask for it; nothing where it is something else that failed.
async fn restricted(reader: &Reader, needed: Option<Needed>) -> Option<Response> {
    if is_api(reader) {
        return None;
    }
    // Where that fails, the plain page says that it isn't allowed.
    handlers::requests::restricted(reader, reader.actor().ok()?, needed).await.ok()
}

/// The answer where it can't be told who asks.
pub fn unread(reader: &Reader, error: Error) -> Response {
    if is_api(reader) { server_fns::refuse(error) } else { dressed(reader, true, error.into_response()) }
}

/// The answer to what another site made a browser send: nobody is looked up for it.
pub fn elsewhere(reader: &Reader) -> Response {
    page(reader, StatusCode::FORBIDDEN, ErrorKind::Elsewhere)
}

/// Scripts read what server functions answer themselves.
fn is_api(reader: &Reader) -> bool {
    reader.path.starts_with("/api/")
}

fn dressed(reader: &Reader, is_get: bool, mut response: Response) -> Response {
    let status = response.status();
    if status == StatusCode::SERVICE_UNAVAILABLE {
        response.headers_mut().entry(RETRY_AFTER).or_insert(HeaderValue::from(SHORTLY));
    }
    let is_error = status.is_client_error() || status.is_server_error();
    if !is_error || is_api(reader) || response.extensions().get::<IsPage>().is_some() {
        return response;
    }
    let unsent = response.extensions().get::<Unsent>().filter(|unsent| !unsent.is_empty()).cloned();
    let error = response.extensions().get::<Pending>().map(|Pending(error)| error.clone());
    log(error.as_deref(), status);
    match error.as_deref() {
        Some(Error::SignedOut) if let Some(unsent) = unsent => {
            return handlers::sign_in::ended(reader, &reader.path, unsent);
        }
        Some(Error::SignedOut) => return Redirect::to(&sign_in(&reader.path, is_get)).into_response(),
        Some(Error::PolicyPending) => return Redirect::to("/policy").into_response(),
        Some(Error::PutOut) => return Redirect::to("/support").into_response(),
        _ => {}
    }
    let mut page = page(reader, status, kind(status, matches!(error.as_deref(), Some(Error::NotAllowed(_)))));
    if let Some(wait) = response.headers().get(RETRY_AFTER) {
        page.headers_mut().insert(RETRY_AFTER, wait.clone());
    }
    page
}

/// Once, here; with the request's id from the span.
fn log(error: Option<&Error>, status: StatusCode) {
    match error {
        Some(error @ (Error::Store(_) | Error::Password(_))) => {
            tracing::error!(error = error as &dyn std::error::Error, "request.fail");
        }
        _ if status.is_server_error() => tracing::error!(status = status.as_u16(), "request.fail"),
        _ => {}
    }
}

/// A page that was asked for is where one comes back to; what was sent to it isn't sent again.
fn sign_in(path: &str, is_get: bool) -> String {
    let path = if is_get { path } else { path.split('?').next().unwrap_or("/") };
    let next: String = url::form_urlencoded::byte_serialize(path.as_bytes()).collect();
    format!("/sign-in?next={next}")
}

fn kind(status: StatusCode, not_allowed: bool) -> ErrorKind {
    match status {
        StatusCode::NOT_FOUND | StatusCode::METHOD_NOT_ALLOWED => ErrorKind::NotFound,
        StatusCode::FORBIDDEN if not_allowed => ErrorKind::NotAllowed,
        StatusCode::PAYLOAD_TOO_LARGE => ErrorKind::TooLarge,
        StatusCode::TOO_MANY_REQUESTS => ErrorKind::TooMany,
        StatusCode::SERVICE_UNAVAILABLE => ErrorKind::Unavailable,
        status if status.is_client_error() => ErrorKind::BadRequest,
        _ => ErrorKind::Internal,
    }
}

fn page(reader: &Reader, status: StatusCode, kind: ErrorKind) -> Response {
    let wording = reader.wording.clone();
    let head = Head::plain(wording.say(&format!("error-{}-title", kind.as_str())));
    let reference = status.is_server_error().then(|| reader.request_id.clone());
    let address = match kind {
        ErrorKind::Elsewhere => reader.app.config.public_url.to_string(),
        _ => "/".to_owned(),
    };
    let content = move || view! { <ErrorPage wording kind status=status.as_u16() reference address /> }.into_any();
    match &reader.caller {
        // That somebody of the support is in stands on every page.
        Caller::Actor(actor) if actor.support().is_some() || actor.agent.is_some() => {
            render::frame(reader, status, head, None, content)
        }
        _ => render::gate(reader, status, head, Scene::Closed, None, content),
    }
}
