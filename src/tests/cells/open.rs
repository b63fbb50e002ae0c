//! What takes no right but being in, or not even that: each role has it alike.

use super::scene::{ADMINISTRATOR, Actor, HOST};
use crate::support::{Browser, TestApp};

/// What is answered to who is in, to who hasn't accepted the policy, and to who isn't in. A form is sent empty, and a link
/// or an id that isn't any says so, whoever opens it; 303 leads those who aren't in to the policy, or to sign in.
type Statuses = [u16; 3];

/// In the order in which they are asked for.
const ROUTES: &[(&str, &str, Statuses)] = &[
    ("GET", "/", [200, 303, 303]),
    ("GET", "/health", [200; 3]),
    ("GET", "/setup/{token}", [404; 3]),
    ("POST", "/setup/{token}", [404; 3]),
    ("GET", "/sign-up", [404; 3]),
    ("POST", "/sign-up", [404; 3]),
    // Whoever is in is led home, and from there to the policy.
    ("GET", "/sign-in", [303, 303, 200]),
    ("POST", "/sign-in", [422; 3]),
    ("GET", "/join/{token}", [404; 3]),
    ("POST", "/join/{token}", [404; 3]),
    ("POST", "/join/{token}/ask", [404; 3]),
    ("POST", "/join/{token}/opened", [204; 3]),
    ("POST", "/join/{token}/sign-out", [404; 3]),
    ("GET", "/forgot", [200; 3]),
    ("POST", "/forgot", [422; 3]),
    ("GET", "/reset", [200; 3]),
    ("POST", "/reset", [422; 3]),
    ("GET", "/reset/{token}", [404; 3]),
    ("POST", "/reset/{token}", [404; 3]),
    ("GET", "/address/{token}", [404; 3]),
    ("POST", "/address/{token}", [404; 3]),
    ("GET", "/address/undo/{token}", [404; 3]),
    ("POST", "/address/undo/{token}", [404; 3]),
    ("GET", "/policy", [200; 3]),
    ("POST", "/policy", [422, 422, 303]),
    ("GET", "/policy/{version}", [200; 3]),
    ("GET", "/me", [200, 303, 303]),
    ("GET", "/me/address", [200, 303, 303]),
    ("POST", "/me/address", [422, 303, 303]),
    ("GET", "/me/edit", [200, 303, 303]),
    ("POST", "/me/edit", [422, 303, 303]),
    ("GET", "/me/password", [200, 303, 303]),
    ("POST", "/me/password", [422, 303, 303]),
    ("GET", "/me/rights", [200, 303, 303]),
    ("GET", "/me/history", [200, 303, 303]),
    ("GET", "/me/export", [200, 303, 303]),
    ("GET", "/me/export.json", [200, 303, 303]),
    ("POST", "/requests/{request}/withdraw", [404, 303, 303]),
    ("GET", "/me/sessions", [200, 303, 303]),
    ("GET", "/me/sessions/{session}/end", [404, 303, 303]),
    ("POST", "/me/sessions/{session}/end", [404, 303, 303]),
    ("GET", "/me/sessions/end-others", [200, 303, 303]),
    ("POST", "/me/sessions/end-others", [303; 3]),
];

/// What one is out by, so that it comes last.
const OUT: &[(&str, &str, Statuses)] = &[("POST", "/support/leave", [303; 3]), ("POST", "/sign-out", [303; 3])];

/// Whether a route is one of these.
pub(super) fn has(method: &str, route: &str) -> bool {
    ROUTES.iter().chain(OUT).any(|(known, path, _)| *known == method && *path == route)
}

/// How many requests were tried, and those that were answered otherwise. Agents of the support are another matter.
pub(super) async fn tried(app: &TestApp, actors: &mut [Actor]) -> (usize, Vec<String>) {
    let sessions = [session(app, "david@autre.example").await, session(app, "camille@rivoli.example").await];
    let mut tried = (0, Vec::new());
    for actor in actors.iter_mut().filter(|actor| !actor.is_agent) {
        // Nobody's, and those of others, in the account and out of it.
        let own = match actor.name {
            ADMINISTRATOR => Some(0),
            HOST => Some(1),
            _ => None,
        };
        let others = sessions.iter().enumerate().filter(|(n, _)| Some(*n) != own).map(|(_, id)| id.clone());
        let sessions: Vec<String> = others.chain([uuid::Uuid::nil().to_string()]).collect();
        // The other sessions of that person are an agent's.
        let is_spared = |route: &str| actor.name == HOST && route == "/me/sessions/end-others";
        let rows: Vec<_> = ROUTES.iter().filter(|(_, route, _)| !is_spared(route)).collect();
        for row in rows {
            for session in sessions.iter().take(if row.1.contains("{session}") { sessions.len() } else { 1 }) {
                one(actor, row, session, &mut tried).await;
            }
        }
        // Whoever has it already is shown that, and anybody else asks for it.
        let wish = [("area", "billing"), ("level", "approver")];
        let asked = actor.browser.post("/requests", &wish).await;
        tried.0 += 1;
        if asked.status != 303 {
            tried.1.push(format!("POST /requests as {}: {}", actor.name, asked.status));
        }
    }
    let ended = "sessions s JOIN users u ON u.id = s.user_id WHERE u.email IN ('david@autre.example', 'camille@rivoli.example')";
    assert!(app.count(ended).await >= 2, "nobody has ended another's session");
    tried
}

/// The same of what one is out by.
pub(super) async fn left(actors: &mut [Actor]) -> (usize, Vec<String>) {
    let mut tried = (0, Vec::new());
    for actor in actors.iter_mut().filter(|actor| !actor.is_agent) {
        for row in OUT {
            one(actor, row, "", &mut tried).await;
        }
        let is_out = home(&mut actor.browser).await;
        assert!(is_out, "{} is signed out", actor.name);
    }
    tried
}

async fn home(browser: &mut Browser) -> bool {
    browser.get("/").await.location().starts_with("/sign-in")
}

async fn session(app: &TestApp, email: &str) -> String {
    let sql = format!("SELECT s.id FROM sessions s JOIN users u ON u.id = s.user_id WHERE u.email = '{email}' LIMIT 1");
    app.value::<uuid::Uuid>(&sql).await.to_string()
}

async fn one(
    actor: &mut Actor,
    (method, route, statuses): &(&str, &str, Statuses),
    session: &str,
    (cells, wrong): &mut (usize, Vec<String>),
) {
    let is_pending = actor.rights.is_none() && actor.is_of_account;
    let (status, way) = match (&actor.rights, is_pending) {
        (Some(_), _) => (statuses[0], ""),
        (None, true) => (statuses[1], "/policy"),
        (None, false) => (statuses[2], "/sign-in"),
    };
    let path = route.replace("{session}", session).replace("{version}", "1").replace("{token}", "x");
    let path = path.replace("{request}", &uuid::Uuid::nil().to_string());
    let answer = actor.browser.open(method.parse().unwrap(), &path).await;
    let location = answer.headers().get("location").map(|value| value.to_str().unwrap().to_owned()).unwrap_or_default();
    let leads_on = *route == "/sign-in" || OUT.iter().any(|(_, out, _)| out == route);
    let is_led = leads_on || actor.rights.is_some() || status != 303 || location.starts_with(way);
    *cells += 1;
    if answer.status().as_u16() != status || !is_led {
        wrong.push(format!("{method} {path} as {}: {} {location}, not {status}", actor.name, answer.status()));
    }
}
