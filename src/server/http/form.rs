//! A form's body, refused as a whole only when it isn't one.

use axum::{
    extract::{FromRequest, RawForm, Request},
    http::StatusCode,
    response::IntoResponse,
};
use serde::de::DeserializeOwned;

/// A url-encoded form. Fields that are missing are for its type to decide; fields that aren't known are passed over.
pub struct Form<T>(pub T);

impl<T: DeserializeOwned, S: Send + Sync> FromRequest<S> for Form<T> {
    type Rejection = StatusCode;

    async fn from_request(request: Request, state: &S) -> Result<Self, StatusCode> {
        use axum::extract::rejection::FormRejection as R;
        match axum::Form::<T>::from_request(request, state).await {
            Ok(axum::Form(form)) => Ok(Self(form)),
            // Its own words would echo the input.
            Err(R::BytesRejection(rejection)) => Err(rejection.status()),
            Err(R::InvalidFormContentType(_)) => Err(StatusCode::UNSUPPORTED_MEDIA_TYPE),
            Err(_) => Err(StatusCode::BAD_REQUEST),
        }
    }
}

/// A url-encoded form as names and values, in which a name may come more than once.
pub struct Pairs(pub Vec<(String, String)>);

impl Pairs {
    #[must_use]
    pub fn parse(encoded: &[u8]) -> Self {
        Self(url::form_urlencoded::parse(encoded).into_owned().collect())
    }

    /// The first value under a name; empty where there is none.
    pub fn take(&mut self, name: &str) -> String {
        let found = self.0.iter_mut().find(|(n, _)| n == name);
        found.map(|(_, value)| std::mem::take(value)).unwrap_or_default()
    }

    /// Every value under a name.
    pub fn all<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a str> {
        self.0.iter().filter(move |(n, _)| n == name).map(|(_, value)| value.as_str())
    }
}

impl<S: Send + Sync> FromRequest<S> for Pairs {
    type Rejection = StatusCode;

    async fn from_request(request: Request, state: &S) -> Result<Self, StatusCode> {
        let RawForm(bytes) = RawForm::from_request(request, state).await.map_err(|r| r.into_response().status())?;
        Ok(Self::parse(&bytes))
    }
}
