//! Parvis over HTTP: the route table, what surrounds every request, and one file of handlers an area.

mod assets;
pub mod connections;
mod cookie;
mod csrf;
mod csv;
mod download;
mod error_page;
mod form;
mod handlers;
mod headers;
mod live;
mod markdown;
mod peer;
mod qr;
mod reader;
mod render;
mod request_id;
mod routes;
mod server_fns;
mod unsent;

pub use handlers::{invite::check_addresses, jobs::job_html, roles::preview::role_parts_html, users::user_list_html};
pub use reader::Reader;
pub use routes::{router, router_within};
