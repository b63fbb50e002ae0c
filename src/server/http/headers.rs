//! The headers of every answer.

use crate::server::app::App;
use axum::{
    extract::{Request, State},
    http::{
        HeaderMap, HeaderName, HeaderValue,
        header::{
            CACHE_CONTROL, CONTENT_SECURITY_POLICY, CONTENT_TYPE, REFERRER_POLICY, STRICT_TRANSPORT_SECURITY,
            X_CONTENT_TYPE_OPTIONS,
        },
    },
    middleware::Next,
    response::Response,
};

/// For answers that are no pages: nothing may run or load.
const NOTHING: &str = "default-src 'none'; frame-ancestors 'none'";

/// The policy of a page whose scripts carry this nonce.
pub fn page_policy(nonce: &str) -> HeaderValue {
    let policy = format!(
        "default-src 'none'; script-src 'self' 'nonce-{nonce}' 'wasm-unsafe-eval'; style-src 'self'; img-src 'self'; \
         font-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-src 'self'; \
         frame-ancestors 'none'; manifest-src 'self'"
    );
    HeaderValue::from_str(&policy).unwrap_or_else(|_| HeaderValue::from_static(NOTHING))
}

pub async fn add(State(app): State<App>, request: Request, next: Next) -> Response {
    let mut response = next.run(request).await;
    let is_page = response
        .headers()
        .get(CONTENT_TYPE)
        .is_none_or(|kind| kind.to_str().is_ok_and(|kind| kind.starts_with("text/html")));
    let headers = response.headers_mut();
    default(headers, CONTENT_SECURITY_POLICY, NOTHING);
    default(headers, X_CONTENT_TYPE_OPTIONS, "nosniff");
    // Tokens stand in paths: no other site, and no log of one, sees them.
    default(headers, REFERRER_POLICY, "same-origin");
    default(headers, HeaderName::from_static("cross-origin-opener-policy"), "same-origin");
    default(headers, HeaderName::from_static("cross-origin-resource-policy"), "same-origin");
    default(headers, HeaderName::from_static("permissions-policy"), "camera=(), geolocation=(), microphone=()");
    if app.config.is_https() {
        default(headers, STRICT_TRANSPORT_SECURITY, "max-age=63072000; includeSubDomains");
    }
    // Pages hold people's data; what may be kept says so itself.
    if is_page || !headers.contains_key(CACHE_CONTROL) {
        default(headers, CACHE_CONTROL, "no-store");
    }
    response
}

fn default(headers: &mut HeaderMap, name: HeaderName, value: &'static str) {
    headers.entry(name).or_insert_with(|| HeaderValue::from_static(value));
}
