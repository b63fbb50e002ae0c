use super::signed_out;
use crate::server::{
    http::reader::Reader,
    operations::{self, Error},
};
use axum::response::Response;

/// Works before the policy is accepted, and for a session that has ended already.
pub async fn sign_out(reader: Reader) -> Result<Response, Error> {
    if let Some(user) = reader.caller.signed_in() {
        operations::sign_out::sign_out(&reader.app, &reader.visit, user).await?;
    }
    Ok(signed_out(&reader, "/sign-in"))
}
