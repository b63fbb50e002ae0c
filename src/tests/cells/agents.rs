//! What an agent of the support never does in another account, whatever the level: what is one's own stays at home, and
//! nobody lets oneself in, there or elsewhere.

use super::scene::Actor;
use crate::support::{TestApp, routes};
use axum::http::Method;
use uuid::Uuid;

/// How many requests were tried, and those that were answered otherwise.
pub(super) async fn tried(app: &TestApp, actors: &mut [Actor]) -> (usize, Vec<String>) {
    let access: Uuid = app.value("SELECT id FROM support_accesses WHERE ended_at IS NULL").await;
    let day = [("level", "editor"), ("ends_on", "2026-11-30"), ("password", crate::support::app::PASSWORD)];
    let wish = [("area", "exports"), ("level", "guest")];
    let refused = [
        (format!("/support/{access}/enter"), &[][..]),
        ("/settings/support".to_owned(), &day),
        ("/settings/support/end".to_owned(), &[]),
        ("/requests".to_owned(), &wish),
    ];
    let own = routes::all().into_iter().filter(|route| route.path == "/me" || route.path.starts_with("/me/"));
    let own: Vec<_> = own
        .flat_map(|route| {
            let methods = [(route.get, Method::GET), (route.post, Method::POST)];
            methods.into_iter().filter_map(move |(is_there, method)| is_there.then(|| (method, route.path.clone())))
        })
        .collect();
    let (mut cells, mut wrong) = (0, Vec::new());
    for actor in actors.iter_mut().filter(|actor| actor.is_agent) {
        for (path, fields) in &refused {
            let status = actor.browser.post(path, fields).await.status;
            cells += 1;
            if status != 403 {
                wrong.push(format!("POST {path} as {}: {status}", actor.name));
            }
        }
        for (method, route) in &own {
            let path = route.replace("{session}", &Uuid::nil().to_string());
            let answer = actor.browser.open(method.clone(), &path).await;
            cells += 1;
            if answer.headers().get("location").is_none_or(|location| location != "/support") {
                wrong.push(format!("{method} {route} as {}: {}", actor.name, answer.status()));
            }
        }
    }
    assert!(own.len() > 10 && cells >= 2 * (refused.len() + own.len()), "two agents, and their own pages: {cells}");
    (cells, wrong)
}
