//! The route table.

use super::{
    assets, csrf, error_page, handlers as h, headers, live,
    reader::{self, Reader},
    request_id, server_fns, unsent,
};
use crate::{
    domain::{import, picture},
    server::app::App,
};
use axum::{
    Router,
    extract::{DefaultBodyLimit, Request},
    http::{Method, StatusCode},
    middleware::{Next, from_fn, from_fn_with_state},
    response::{IntoResponse, Redirect, Response},
    routing::{get, post},
};
use std::time::Duration;
use tower_http::{catch_panic::CatchPanicLayer, compression::CompressionLayer, timeout::TimeoutLayer};

/// Longest body, in bytes, where nobody pastes lists.
const SMALL: usize = 64 * 1024;
/// Longest body of a list of addresses, in bytes.
const LIST: usize = 8 * 1024 * 1024;
/// Longest that an answer may take.
const PATIENCE: Duration = Duration::from_mins(1);

/// Everything that Parvis answers.
pub fn router(app: App) -> Router {
    router_within(app, PATIENCE)
}

/// The same, where no answer may take longer.
pub fn router_within(app: App, patience: Duration) -> Router {
    let lists = Router::new()
        .route("/users/invite", get(h::invite::show).post(h::invite::send))
        .route("/api/{name}", post(server_fns::handle))
        .layer(DefaultBodyLimit::max(LIST));
    let sign_in = Router::new()
        .route("/sign-in", get(h::sign_in::show).post(h::sign_in::sign_in))
        .layer(DefaultBodyLimit::max(unsent::MOST_SENT));
    let files = Router::new()
        .route("/users/import", get(h::import::show).post(h::import::upload))
        .layer(DefaultBodyLimit::max(import::MOST_BYTES + SMALL));
    let pictures = Router::new()
        .route("/services/{service}/picture", get(h::services::picture::show).post(h::services::picture::set))
        .layer(DefaultBodyLimit::max(picture::MOST_BYTES + SMALL));
    let pages = Router::new()
        .route("/", get(h::home::show))
        .route("/setup/{token}", get(h::setup::show).post(h::setup::create))
        .route("/sign-up", get(h::sign_up::show).post(h::sign_up::create))
        .route("/sign-out", post(h::sign_out::sign_out))
        .route("/join/{token}", get(h::join::show).post(h::join::accept))
        .route("/join/{token}/ask", post(h::join::ask))
        .route("/join/{token}/opened", post(h::join::opened))
        .route("/join/{token}/sign-out", post(h::join::sign_out))
        .route("/forgot", get(h::forgot::show).post(h::forgot::ask))
        .route("/reset", get(h::reset::show_code).post(h::reset::take_code))
        .route("/reset/{token}", get(h::reset::show).post(h::reset::set))
        .route("/address/{token}", get(h::address_link::show).post(h::address_link::confirm))
        .route("/address/undo/{token}", get(h::address_link::show_undo).post(h::address_link::undo))
        .route("/policy", get(h::policy::show).post(h::policy::accept))
        .route("/policy/{version}", get(h::me::data::policy))
        .merge(oneself())
        .merge(people())
        .merge(rights())
        .merge(account())
        .fallback(|| async { StatusCode::NOT_FOUND })
        .layer(DefaultBodyLimit::max(SMALL))
        .merge(lists)
        .merge(sign_in)
        .merge(files)
        .merge(pictures)
        .layer(from_fn(unsent::hold))
        .layer(from_fn(outlive))
        .layer(TimeoutLayer::with_status_code(StatusCode::SERVICE_UNAVAILABLE, patience))
        // Lives as long as the page is open.
        .route("/users/live", get(live::users))
        .layer(from_fn(request_id::note_route))
        .layer(CatchPanicLayer::custom(|_| StatusCode::INTERNAL_SERVER_ERROR.into_response()))
        .layer(from_fn(error_page::fill))
        .layer(from_fn_with_state(app.clone(), reader::read));
    Router::new()
        .merge(pages)
        .layer(from_fn_with_state(app.clone(), csrf::refuse_cross_site))
        .merge(assets::router(&app))
        .route("/health", get(health))
        .layer(CompressionLayer::new().no_deflate())
        .layer(from_fn_with_state(app.clone(), headers::add))
        .layer(CatchPanicLayer::new())
        .layer(from_fn(request_id::trace))
        .with_state(app)
}

/// What is one's own, in one's own account: an agent of the support has nothing of it in another.
fn oneself() -> Router<App> {
    Router::new()
        .route("/me/address", get(h::change_address::show_own).post(h::change_address::change_of_own))
        .route("/me", get(h::me::profile::show))
        .route("/me/edit", get(h::me::edit::show).post(h::me::edit::save))
        .route("/me/password", get(h::me::password::show).post(h::me::password::change))
        .route("/me/sessions", get(h::me::sessions::show))
        .route("/me/sessions/{session}/end", get(h::me::sessions::ask).post(h::me::sessions::end))
        .route("/me/sessions/end-others", get(h::me::sessions::ask_others).post(h::me::sessions::end_others))
        .route("/me/rights", get(h::me::rights::show))
        .route("/me/history", get(h::me::history::show))
        .route("/me/export", get(h::me::data::show))
        .route("/me/export.json", get(h::me::data::json))
        .layer(from_fn(at_home))
}

/// Users, one by one and many at once, and what was done with them.
fn people() -> Router<App> {
    Router::new()
        .route("/users", get(h::users::show))
        .route("/users/{id}", get(h::details::show))
        .route("/users/{id}/edit", get(h::edit::show).post(h::edit::save))
        .route("/users/{id}/link", get(h::link::show).post(h::link::reveal))
        .route("/users/{id}/sessions/{session}/end", post(h::details::end))
        .route("/users/{id}/{verb}", get(h::verb::ask).post(h::verb::take))
        .route("/users/{id}/address", get(h::change_address::show).post(h::change_address::change))
        .route("/users/{id}/rights", get(h::exceptions::list))
        .route("/users/{id}/rights/{area}", get(h::exceptions::show).post(h::exceptions::set))
        .route("/users/{id}/departments", get(h::user_departments::show).post(h::user_departments::set))
        .route("/users/{id}/services", get(h::user_services::show).post(h::user_services::assign))
        .route("/users/{id}/access-end", get(h::access_end::show).post(h::access_end::set))
        .route("/users/new", get(h::new_user::begin))
        .route("/users/new/{draft}", get(h::new_user::details).post(h::new_user::save_details))
        .route("/users/new/{draft}/services", get(h::new_user::services).post(h::new_user::save_services))
        .route("/users/new/{draft}/options", get(h::new_user::options).post(h::new_user::finish))
        .route("/users/invite/{batch}", get(h::invite::results))
        .route("/users/export.csv", get(h::export::users))
        .route("/users/import/{import}", get(h::import::columns).post(h::import::check))
        .route("/users/import/{import}/report", post(h::import::report))
        .route("/users/import/{import}/run", post(h::import::run))
        .route("/users/bulk", post(h::bulk::preview))
        .route("/users/bulk/run", post(h::bulk::run))
        .route("/jobs", get(h::jobs::list))
        .route("/jobs/{job}", get(h::jobs::show))
        .route("/jobs/{job}/cancel", post(h::jobs::cancel))
        .route("/analytics", get(h::analytics::show))
        .route("/billing", get(h::billing::show))
        .route("/billing/export.csv", get(h::billing::csv))
        .route("/exports", get(h::exports::show).post(h::exports::begin))
        .route("/exports/{export}/download", get(h::exports::download))
        .route("/exports/{export}/delete", post(h::exports::delete))
        .route("/history", get(h::history::show))
        .route("/history/export.csv", get(h::history::csv))
        .route("/history/export.json", get(h::history::json))
        .route("/mailbox", get(h::mailbox::list))
        .route("/mailbox/{message}", get(h::mailbox::read))
        .route("/mailbox/{message}/html", get(h::mailbox::html))
}

/// What rights are given in and by, and the wish for more.
fn rights() -> Router<App> {
    Router::new()
        .route("/departments", get(h::departments::list).post(h::departments::create))
        .route("/departments/{department}", get(h::departments::show).post(h::departments::rename))
        .route("/departments/{department}/merge", get(h::departments::ask_merge).post(h::departments::merge))
        .route("/departments/{department}/delete", get(h::departments::ask_delete).post(h::departments::delete))
        .route("/services", get(h::services::list))
        .route("/services/new", get(h::services::form::new).post(h::services::form::create))
        .route("/services/samples", post(h::services::add_samples))
        .route("/services/{service}", get(h::services::show))
        .route("/services/{service}/edit", get(h::services::form::edit).post(h::services::form::save))
        .route("/services/{service}/delete", get(h::services::ask_delete).post(h::services::delete))
        .route("/roles", get(h::roles::list))
        .route("/roles/new", get(h::roles::form::new).post(h::roles::form::create))
        .route("/roles/{role}", get(h::roles::show))
        .route("/roles/{role}/edit", get(h::roles::form::edit).post(h::roles::form::save))
        .route("/roles/{role}/delete", get(h::roles::ask_delete).post(h::roles::delete))
        .route("/rights", get(h::who_can::show))
        .route("/rights/export.csv", get(h::who_can::csv))
        .route("/requests", get(h::requests::list).post(h::requests::ask))
        .route("/requests/{request}", get(h::requests::show).post(h::requests::answer))
        .route("/requests/{request}/withdraw", post(h::requests::withdraw))
}

/// The account itself: what it sets, what it costs, how it goes.
fn account() -> Router<App> {
    Router::new()
        .route("/settings", get(h::settings::show).post(h::settings::save))
        .route("/settings/test-mail", post(h::settings::test_mail))
        .route("/settings/support", get(h::support::show).post(h::support::allow))
        .route("/settings/support/end", post(h::support::end))
        .route("/support", get(h::support::accounts))
        .route("/support/{access}/enter", post(h::support::enter))
        .route("/support/leave", post(h::support::leave))
        .route("/settings/policies/{version}", get(h::settings::version))
        .route("/settings/policies/{version}/export.csv", get(h::settings::csv))
}

/// 200 while the database answers.
async fn health(axum::extract::State(app): axum::extract::State<App>) -> StatusCode {
    match app.db.ping().await {
        Ok(()) => StatusCode::OK,
        Err(_) => StatusCode::SERVICE_UNAVAILABLE,
    }
}

/// Leads an agent of the support who is in another account to the way back.
async fn at_home(reader: Reader, request: Request, next: Next) -> Response {
    if reader.actor().is_ok_and(|actor| actor.support().is_some()) {
        return Redirect::to("/support").into_response();
    }
    next.run(request).await
}

/// Lets a request that writes finish though its browser has gone: a Postgres transaction dropped while it begins can
/// go back to the pool open.
async fn outlive(request: Request, next: Next) -> Result<Response, StatusCode> {
    let is_read = matches!(*request.method(), Method::GET | Method::HEAD);
    // What is taken along as a file is told in the history.
    let is_file = [".csv", ".json", "/download"].iter().any(|end| request.uri().path().ends_with(end));
    if is_read && !is_file {
        return Ok(next.run(request).await);
    }
    let span = tracing::Span::current();
    tokio::spawn(tracing::Instrument::instrument(next.run(request), span))
        .await
        .map_err(|_| StatusCode::INTERNAL_SERVER_ERROR)
}
