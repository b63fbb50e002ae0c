use crate::domain::error::AppError;
use leptos::prelude::*;
use server_fn::codec::Postcard;

/// A page of the account's users, as the HTML of its list; `query` is that of the list's URL. `is_news`: nobody asked, but
/// something has changed.
#[server(prefix = "/api", endpoint = "list-users", input = Postcard, output = Postcard)]
pub async fn list_users(query: String, is_news: bool) -> Result<String, AppError> {
    let reader = super::reader()?;
    if !is_news {
        reader.touch();
    }
    let page = crate::server::http::user_list_html(&reader, &query).await;
    page.map_err(super::refuse)
}
