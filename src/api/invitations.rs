use crate::domain::error::AppError;
use leptos::prelude::*;
use serde::{Deserialize, Serialize};
use server_fn::codec::Json;

/// What sending would do with an address.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CheckedAddress {
    /// As the chip's style knows it: `new`, `user`, `invited`, `inactive`, `malformed`, `no-seat`.
    pub state: String,
    /// In the reader's words; nothing where all is well.
    pub note: Option<String>,
}

/// The addresses of the box, in their order.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct CheckedAddresses {
    pub addresses: Vec<CheckedAddress>,
    /// How many of each kind, as HTML.
    pub summary: String,
}

/// Says beforehand what sending would do with each of these texts.
#[server(prefix = "/api", endpoint = "check-addresses", input = Json, output = Json)]
pub async fn check_addresses(texts: Vec<String>) -> Result<CheckedAddresses, AppError> {
    let reader = super::reader()?;
    let checked = crate::server::http::check_addresses(&reader, &texts).await;
    checked.map_err(super::refuse)
}
