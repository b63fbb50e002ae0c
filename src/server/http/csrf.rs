//! Refuses what another site makes a browser send: no GET changes anything, and everything else has to say that it
//! comes from here. Server functions have no check of their own.

use super::{error_page, reader};
use crate::server::app::App;
use axum::{
    extract::{Request, State},
    http::{HeaderMap, Method, header::ORIGIN},
    middleware::Next,
    response::Response,
};
use url::Url;

pub async fn refuse_cross_site(State(app): State<App>, request: Request, next: Next) -> Response {
    let safe = matches!(*request.method(), Method::GET | Method::HEAD | Method::OPTIONS);
    if safe || is_same_origin(request.headers(), &app.config.public_url) {
        return next.run(request).await;
    }
    tracing::warn!("csrf.refuse");
    error_page::elsewhere(&reader::unknown(app, &request.into_parts().0))
}

/// `Sec-Fetch-Site` where the browser sends it (all do, on trustworthy origins), else `Origin`, which all send with
/// POST. Neither is set by a page's own script.
fn is_same_origin(headers: &HeaderMap, own: &Url) -> bool {
    let text = |name: &str| headers.get(name).map(|value| value.to_str().unwrap_or("unreadable"));
    match (text("sec-fetch-site"), text(ORIGIN.as_str())) {
        // "none": typed or bookmarked; browsers don't make a POST of that, but a reload after restart may.
        (Some(site), _) => matches!(site, "same-origin" | "none"),
        (None, Some(origin)) => Url::parse(origin).is_ok_and(|origin| origin.origin() == own.origin()),
        // No browser: it carries nobody's cookies by mistake.
        (None, None) => true,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use axum::http::HeaderName;

    fn passes(headers: &[(&str, &str)]) -> bool {
        let map = headers
            .iter()
            .map(|(name, value)| (HeaderName::from_bytes(name.as_bytes()).unwrap(), value.parse().unwrap()))
            .collect();
        is_same_origin(&map, &Url::parse("https://parvis.example.org").unwrap())
    }

    #[test]
    fn other_sites_are_refused_and_ones_own_pass() {
        assert!(passes(&[("sec-fetch-site", "same-origin")]));
        assert!(!passes(&[("sec-fetch-site", "cross-site")]));
        assert!(!passes(&[("sec-fetch-site", "same-site"), ("origin", "https://parvis.example.org")]));
        assert!(passes(&[("origin", "https://parvis.example.org")]));
        assert!(!passes(&[("origin", "http://parvis.example.org")]));
        assert!(!passes(&[("origin", "https://parvis.example.org.evil.example")]));
        assert!(!passes(&[("origin", "null")]));
        assert!(passes(&[]));
    }
}
