use crate::domain::error::AppError;
use leptos::prelude::*;
use server_fn::codec::Postcard;

/// What saving a role as its form stands would change, and where a button fills its table, the table: as the HTML of
/// its page's parts; `fields` is what the form would send.
#[server(prefix = "/api", endpoint = "preview-role", input = Postcard, output = Postcard)]
pub async fn preview_role(fields: String) -> Result<String, AppError> {
    let reader = super::reader()?;
    let parts = crate::server::http::role_parts_html(&reader, &fields).await;
    parts.map_err(super::refuse)
}
