use crate::domain::{
    address::{AddressProblem, EmailAddress},
    error::AppError,
    invitation::Outcome,
};
use leptos::prelude::*;
use serde::{Deserialize, Serialize};
use server_fn::codec::Postcard;

/// How many the box holds of which something was said before: counted in the summary, not looked at again.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Known {
    pub outcomes: Vec<(Outcome, usize)>,
    pub problems: usize,
}

/// What was asked, in its order.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct CheckedAddresses {
    /// What sending would do with each address.
    pub outcomes: Vec<Outcome>,
    /// What is wrong with each of the others, in the reader's words.
    pub problems: Vec<String>,
    /// How many of each kind there are in all, as HTML.
    pub summary: String,
}

/// Says beforehand what sending would do with addresses, and words what was found wrong with the others.
#[server(prefix = "/api", endpoint = "check-addresses", input = Postcard, output = Postcard)]
pub async fn check_addresses(
    addresses: Vec<EmailAddress>,
    problems: Vec<AddressProblem>,
    known: Known,
) -> Result<CheckedAddresses, AppError> {
    let reader = super::reader()?;
    let checked = crate::server::http::check_addresses(&reader, &addresses, &problems, &known).await;
    checked.map_err(super::refuse)
}
