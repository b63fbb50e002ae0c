//! The style sheet, the scripts and the pictures that the build puts into the site's folder.

use crate::server::app::App;
use axum::{
    Router,
    http::{HeaderValue, header::CACHE_CONTROL},
};
use tower::ServiceBuilder;
use tower_http::{services::ServeDir, set_header::SetResponseHeaderLayer};

/// Kept by the browser, asked again each time, answered by 304: a new version is seen at once.
const REVALIDATE: HeaderValue = HeaderValue::from_static("no-cache");

/// `/pkg` and `/assets`, with the smaller files beside the plain ones.
pub fn router(app: &App) -> Router<App> {
    let serve = |folder: &str| {
        ServiceBuilder::new()
            .layer(SetResponseHeaderLayer::if_not_present(CACHE_CONTROL, REVALIDATE))
            .service(ServeDir::new(app.config.site_root.join(folder)).precompressed_br().precompressed_gzip())
    };
    Router::new().nest_service("/pkg", serve("pkg")).nest_service("/assets", serve("assets"))
}
