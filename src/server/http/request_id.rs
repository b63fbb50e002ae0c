//! Each request has an id, in the log's lines, in the answer's header and on its error page.

use axum::{
    extract::{MatchedPath, Request},
    http::{HeaderName, HeaderValue},
    middleware::Next,
    response::Response,
};
use std::time::Instant;
use tracing::Instrument;

/// What a person reads out when asking for help.
#[derive(Clone, Debug)]
pub struct RequestId(pub String);

pub const HEADER: HeaderName = HeaderName::from_static("x-request-id");

/// Notes which route it is; not the path, since paths of links hold tokens.
pub async fn note_route(route: Option<MatchedPath>, request: Request, next: Next) -> Response {
    tracing::Span::current().record("route", route.as_ref().map_or("none", MatchedPath::as_str));
    next.run(request).await
}

pub async fn trace(mut request: Request, next: Next) -> Response {
    // Never the client's own: it goes into the log.
    let id = format!("{:012x}", rand::random::<u64>() >> 16);
    request.extensions_mut().insert(RequestId(id.clone()));
    let span = tracing::info_span!("request", id, method = %request.method(), route = tracing::field::Empty);
    let start = Instant::now();
    let mut response = next.run(request).instrument(span.clone()).await;
    let _entered = span.enter();
    tracing::info!(
        status = response.status().as_u16(),
        ms = u64::try_from(start.elapsed().as_millis()).unwrap_or(u64::MAX),
        "request.done"
    );
    if let Ok(value) = HeaderValue::from_str(&id) {
        response.headers_mut().insert(HEADER, value);
    }
    response
}
