use crate::domain::error::AppError;
use leptos::prelude::*;
use server_fn::codec::Postcard;

/// How far a job is, as the HTML of its page's part; `query` is that of the page's URL.
#[server(prefix = "/api", endpoint = "job-progress", input = Postcard, output = Postcard)]
pub async fn job_progress(id: String, query: String) -> Result<String, AppError> {
    let reader = super::reader()?;
    let part = crate::server::http::job_html(&reader, &id, &query).await;
    part.map_err(super::refuse)
}
