//! Server functions: each finds its reader in its context. Nobody but users past the policy has any to call.

use super::reader::Reader;
use crate::domain::error::AppError;
use crate::server::operations::Error;
use axum::{
    body::Bytes,
    extract::Request,
    http::{
        StatusCode,
        header::{ACCEPT, CONTENT_TYPE},
    },
    response::{IntoResponse, Response},
};
use leptos::{prelude::provide_context, server_fn::axum::get_server_fn_service};
use server_fn::{ContentType, Encodes, codec::PostcardEncoding};

pub async fn handle(reader: Reader, mut request: Request) -> Response {
    // Before the body is read: it may be long.
    if let Err(error) = reader.actor() {
        return refuse(error);
    }
    // What leptos says of a function that isn't one echoes the path.
    if get_server_fn_service(request.uri().path(), request.method().clone()).is_none() {
        return refuse(Error::NotFound);
    }
    // To who takes HTML, leptos answers by a redirect to wherever the Referer says, with the error in its address.
    request.headers_mut().remove(ACCEPT);
    let context = move || provide_context(reader.clone());
    by_whose_fault(leptos_axum::handle_server_fns_with_context(context, request).await.into_response()).await
}

/// To arguments that it can't read, leptos answers 500 as to its own faults.
async fn by_whose_fault(response: Response) -> Response {
    if response.status() != StatusCode::INTERNAL_SERVER_ERROR {
        return response;
    }
    let (mut parts, body) = response.into_parts();
    let body = axum::body::to_bytes(body, MOST_ERROR).await.unwrap_or_default();
    if body == encoded(&AppError::Invalid) {
        parts.status = StatusCode::BAD_REQUEST;
    }
    Response::from_parts(parts, body.into())
}

/// Longest error, in bytes.
const MOST_ERROR: usize = 1_024;

/// In the form that server functions give their errors.
pub fn refuse(error: Error) -> Response {
    let content_type = [(CONTENT_TYPE, PostcardEncoding::CONTENT_TYPE)];
    (error.status(), content_type, encoded(&error.into_wire())).into_response()
}

/// An error's few bytes; none, which no browser takes for an answer, where it can't be written.
fn encoded(error: &AppError) -> Bytes {
    PostcardEncoding::encode(error).unwrap_or_default()
}
