//! What somebody sent whose session had ended meanwhile: it travels through signing in, and can be sent then. It is in
//! the pages alone, so that nothing is kept of what nobody may have written; passwords aren't in it.

use super::reader::Reader;
use crate::server::context::Caller;
use axum::{
    body::{Body, HttpBody, to_bytes},
    extract::Request,
    http::{
        Method, StatusCode,
        header::{CONTENT_LENGTH, CONTENT_TYPE},
    },
    middleware::Next,
    response::{IntoResponse, Response},
};

/// Longest body that is held, in bytes: ten thousand addresses are half of it.
const MOST: usize = 1024 * 1024;
/// What signing in may be sent with it, which is encoded twice.
pub const MOST_SENT: usize = 4 * MOST;

/// A form's fields, url-encoded, without passwords.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Unsent(String);

impl Unsent {
    pub fn parse(encoded: &[u8]) -> Self {
        let mut kept = url::form_urlencoded::Serializer::new(String::new());
        for (name, value) in url::form_urlencoded::parse(encoded).filter(|(name, _)| !name.contains("password")) {
            kept.append_pair(&name, &value);
        }
        Self(kept.finish())
    }

    pub const fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    pub fn encoded(&self) -> &str {
        &self.0
    }

    pub fn fields(&self) -> Vec<(String, String)> {
        url::form_urlencoded::parse(self.0.as_bytes()).into_owned().collect()
    }
}

/// Holds a form's body for as long as it may turn out that nobody is signed in any more.
pub async fn hold(request: Request, next: Next) -> Response {
    let had_session = request
        .extensions()
        .get::<Reader>()
        .is_some_and(|reader| reader.token.is_some() && matches!(reader.caller, Caller::Anonymous));
    if !had_session || request.method() != Method::POST || !is_short_form(&request) {
        return next.run(request).await;
    }
    let (parts, body) = request.into_parts();
    let Ok(bytes) = to_bytes(body, MOST).await else {
        return StatusCode::BAD_REQUEST.into_response();
    };
    let unsent = Unsent::parse(&bytes);
    let mut response = next.run(Request::from_parts(parts, Body::from(bytes))).await;
    response.extensions_mut().insert(unsent);
    response
}

/// As its headers say, before any of it is read.
fn is_short_form(request: &Request) -> bool {
    let said = |name| request.headers().get(name).and_then(|value| value.to_str().ok()).unwrap_or_default();
    let length = said(CONTENT_LENGTH).parse().ok().or_else(|| request.body().size_hint().exact());
    said(CONTENT_TYPE).starts_with("application/x-www-form-urlencoded")
        && length.is_some_and(|length| length <= MOST as u64)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn passwords_are_left_out_and_the_rest_comes_back() {
        let unsent = Unsent::parse(b"name=%C3%A9+%26&password=x&new_password=y&area=1&area=2&empty=");
        let fields = unsent.fields();
        let shown: Vec<(&str, &str)> = fields.iter().map(|(name, value)| (&name[..], &value[..])).collect();
        assert_eq!(shown, [("name", "é &"), ("area", "1"), ("area", "2"), ("empty", "")]);
        assert_eq!(Unsent::parse(unsent.encoded().as_bytes()), unsent);
    }
}
