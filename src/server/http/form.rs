//! A form's body, refused as a whole only when it isn't one.

use axum::{
    extract::{FromRequest, Request},
    http::StatusCode,
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
