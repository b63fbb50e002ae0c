//! Who may do what, from one table: a route or a server function that isn't in it fails.

use crate::support::{Browser, TestApp, on_both_engines, routes};
use axum::http::Method;
use serde_json::json;

/// As nobody, and as the Utilisateur, the Membre and the Administrateur of the account whose things are asked for,
/// and as the Administrateur of another.
type Statuses = [u16; 5];
const WHO: [&str; 5] = ["nobody", "user", "member", "administrator", "another account's administrator"];

/// What an empty form is answered; 303 is, but for the ways out and in, the way to sign in. What ends sessions comes last.
const ROUTES: &[(&str, &str, Statuses)] = &[
    ("GET", "/", [303, 200, 200, 200, 200]),
    ("GET", "/setup/{token}", [404; 5]),
    ("POST", "/setup/{token}", [404; 5]),
    ("GET", "/sign-up", [404; 5]),
    ("POST", "/sign-up", [404; 5]),
    ("GET", "/sign-in", [200, 303, 303, 303, 303]),
    ("POST", "/sign-in", [422; 5]),
    ("GET", "/join/{token}", [200; 5]),
    ("POST", "/join/{token}", [422, 200, 200, 200, 200]),
    ("POST", "/join/{token}/ask", [404; 5]),
    ("POST", "/join/{token}/opened", [204; 5]),
    ("GET", "/forgot", [200; 5]),
    ("POST", "/forgot", [422; 5]),
    ("GET", "/reset", [200; 5]),
    ("POST", "/reset", [422; 5]),
    ("GET", "/reset/{token}", [404; 5]),
    ("POST", "/reset/{token}", [404; 5]),
    ("GET", "/address/{token}", [404; 5]),
    ("POST", "/address/{token}", [404; 5]),
    ("GET", "/address/undo/{token}", [404; 5]),
    ("POST", "/address/undo/{token}", [404; 5]),
    ("GET", "/me/address", [303, 200, 200, 200, 200]),
    ("POST", "/me/address", [303, 422, 422, 422, 422]),
    ("GET", "/policy", [200; 5]),
    ("POST", "/policy", [303, 422, 422, 422, 422]),
    ("GET", "/policy/{version}", [200; 5]),
    ("GET", "/me", [303, 200, 200, 200, 200]),
    ("GET", "/me/edit", [303, 200, 200, 200, 200]),
    ("POST", "/me/edit", [303, 422, 422, 422, 422]),
    ("GET", "/me/password", [303, 200, 200, 200, 200]),
    ("POST", "/me/password", [303, 422, 422, 422, 422]),
    ("GET", "/me/sessions", [303, 200, 200, 200, 200]),
    ("GET", "/me/sessions/{session}/end", [303, 404, 404, 404, 404]),
    ("POST", "/me/sessions/{session}/end", [303, 404, 404, 404, 404]),
    ("GET", "/me/sessions/end-others", [303, 200, 200, 200, 200]),
    ("POST", "/me/sessions/end-others", [303; 5]),
    ("GET", "/me/rights", [303, 200, 200, 200, 200]),
    ("GET", "/me/history", [303, 200, 200, 200, 200]),
    ("GET", "/me/export", [303, 200, 200, 200, 200]),
    ("GET", "/me/export.json", [303, 200, 200, 200, 200]),
    ("GET", "/users", [303, 403, 200, 200, 200]),
    ("GET", "/users/{id}", [303, 403, 200, 200, 404]),
    // Each verb has a table of its own, in `users/pages.rs`.
    ("GET", "/users/{id}/edit", [303, 403, 403, 200, 404]),
    ("POST", "/users/{id}/edit", [303, 403, 403, 422, 404]),
    ("GET", "/users/{id}/link", [303, 403, 403, 200, 404]),
    ("POST", "/users/{id}/link", [303, 403, 403, 200, 404]),
    ("POST", "/users/{id}/sessions/{session}/end", [303, 403, 403, 409, 404]),
    ("GET", "/users/{id}/{verb}", [303, 403, 403, 409, 404]),
    ("POST", "/users/{id}/{verb}", [303, 403, 403, 409, 404]),
    ("GET", "/users/{id}/address", [303, 403, 403, 409, 404]),
    ("POST", "/users/{id}/address", [303, 403, 403, 409, 404]),
    ("GET", "/users/invite", [303, 403, 403, 200, 200]),
    ("POST", "/users/invite", [303, 403, 403, 422, 422]),
    ("GET", "/users/invite/{batch}", [303, 403, 403, 200, 404]),
    ("GET", "/users/export.csv", [303, 403, 403, 200, 200]),
    ("GET", "/users/import", [303, 403, 403, 200, 200]),
    ("POST", "/users/import", [303, 403, 403, 400, 400]),
    ("GET", "/users/import/{import}", [303, 403, 403, 200, 404]),
    ("POST", "/users/import/{import}", [303, 403, 403, 422, 404]),
    ("POST", "/users/import/{import}/report", [303, 403, 403, 422, 404]),
    ("POST", "/users/import/{import}/run", [303, 403, 403, 422, 404]),
    ("POST", "/users/bulk", [303, 403, 403, 422, 422]),
    ("POST", "/users/bulk/run", [303, 403, 403, 422, 422]),
    ("GET", "/jobs", [303, 200, 200, 200, 200]),
    ("GET", "/jobs/{job}", [303, 404, 404, 200, 404]),
    ("GET", "/users/new", [303, 403, 403, 303, 303]),
    // A draft that nobody has begun: its first step, and the way there.
    ("GET", "/users/new/{draft}", [303, 403, 403, 200, 200]),
    ("POST", "/users/new/{draft}", [303, 403, 403, 422, 422]),
    ("GET", "/users/new/{draft}/services", [303, 403, 403, 303, 303]),
    ("POST", "/users/new/{draft}/services", [303, 403, 403, 303, 303]),
    ("GET", "/users/new/{draft}/options", [303, 403, 403, 303, 303]),
    ("POST", "/users/new/{draft}/options", [303, 403, 403, 303, 303]),
    ("GET", "/users/{id}/rights", [303, 403, 200, 200, 404]),
    ("GET", "/users/{id}/rights/{area}", [303, 403, 403, 200, 404]),
    ("POST", "/users/{id}/rights/{area}", [303, 403, 403, 303, 404]),
    ("GET", "/users/{id}/departments", [303, 403, 200, 200, 404]),
    ("POST", "/users/{id}/departments", [303, 403, 403, 422, 404]),
    ("GET", "/users/{id}/services", [303, 403, 403, 200, 404]),
    ("POST", "/users/{id}/services", [303, 403, 403, 303, 404]),
    ("GET", "/users/{id}/access-end", [303, 403, 403, 200, 404]),
    ("POST", "/users/{id}/access-end", [303, 403, 403, 422, 404]),
    ("GET", "/users/live", [303, 403, 200, 200, 200]),
    ("GET", "/departments", [303, 403, 200, 200, 200]),
    ("POST", "/departments", [303, 403, 403, 422, 422]),
    ("GET", "/departments/{department}", [303, 403, 200, 200, 404]),
    ("POST", "/departments/{department}", [303, 403, 403, 422, 404]),
    ("GET", "/departments/{department}/merge", [303, 403, 403, 200, 404]),
    ("POST", "/departments/{department}/merge", [303, 403, 403, 422, 404]),
    ("GET", "/departments/{department}/delete", [303, 403, 403, 200, 404]),
    ("POST", "/departments/{department}/delete", [303, 403, 403, 303, 404]),
    ("GET", "/services", [303, 403, 200, 200, 200]),
    ("GET", "/services/new", [303, 403, 403, 200, 200]),
    ("POST", "/services/new", [303, 403, 403, 422, 422]),
    ("POST", "/services/samples", [303, 403, 403, 303, 303]),
    ("GET", "/services/{service}", [303, 403, 200, 200, 404]),
    ("GET", "/services/{service}/edit", [303, 403, 403, 200, 404]),
    ("POST", "/services/{service}/edit", [303, 403, 403, 422, 404]),
    ("GET", "/services/{service}/picture", [303, 403, 404, 404, 404]),
    ("POST", "/services/{service}/picture", [303, 403, 403, 400, 404]),
    ("GET", "/services/{service}/delete", [303, 403, 403, 200, 404]),
    ("POST", "/services/{service}/delete", [303, 403, 403, 303, 404]),
    ("GET", "/roles", [303, 403, 403, 200, 200]),
    ("GET", "/roles/new", [303, 403, 403, 200, 200]),
    ("POST", "/roles/new", [303, 403, 403, 422, 422]),
    ("GET", "/roles/{role}", [303, 403, 403, 200, 404]),
    ("GET", "/roles/{role}/edit", [303, 403, 403, 200, 404]),
    ("POST", "/roles/{role}/edit", [303, 403, 403, 422, 404]),
    ("GET", "/roles/{role}/delete", [303, 403, 403, 200, 404]),
    ("POST", "/roles/{role}/delete", [303, 403, 403, 303, 404]),
    ("GET", "/rights", [303, 403, 403, 200, 200]),
    ("GET", "/rights/export.csv", [303, 403, 403, 200, 200]),
    ("GET", "/requests", [303, 403, 403, 200, 200]),
    ("POST", "/requests", [303, 404, 404, 404, 404]),
    ("GET", "/requests/{request}", [303, 403, 403, 404, 404]),
    ("POST", "/requests/{request}", [303, 403, 403, 404, 404]),
    ("POST", "/requests/{request}/withdraw", [303, 404, 404, 404, 404]),
    ("GET", "/analytics", [303, 403, 403, 200, 200]),
    ("GET", "/billing", [303, 403, 403, 200, 200]),
    ("GET", "/billing/export.csv", [303, 403, 403, 200, 200]),
    ("GET", "/history", [303, 403, 403, 200, 200]),
    ("GET", "/history/export.csv", [303, 403, 403, 200, 200]),
    ("GET", "/history/export.json", [303, 403, 403, 200, 200]),
    ("GET", "/settings", [303, 403, 403, 200, 200]),
    ("POST", "/settings", [303, 403, 403, 422, 422]),
    ("POST", "/settings/test-mail", [303, 403, 403, 200, 200]),
    ("GET", "/settings/policies/{version}", [303, 403, 403, 200, 200]),
    ("GET", "/settings/policies/{version}/export.csv", [303, 403, 403, 200, 200]),
    // The first account is the instance's own: its people are the support of the others.
    ("GET", "/settings/support", [303, 403, 403, 404, 200]),
    ("POST", "/settings/support", [303, 403, 403, 404, 422]),
    ("POST", "/settings/support/end", [303, 403, 403, 303, 303]),
    ("GET", "/support", [303, 403, 403, 200, 403]),
    ("POST", "/support/{access}/enter", [303, 403, 403, 404, 403]),
    ("POST", "/support/leave", [303; 5]),
    ("GET", "/exports", [303, 403, 403, 200, 200]),
    ("POST", "/exports", [303, 403, 403, 422, 422]),
    ("GET", "/exports/{export}/download", [303, 403, 403, 200, 404]),
    ("GET", "/mailbox", [303, 403, 403, 200, 200]),
    ("GET", "/mailbox/{message}", [303, 403, 403, 200, 404]),
    ("GET", "/mailbox/{message}/html", [303, 403, 403, 200, 404]),
    ("GET", "/health", [200; 5]),
    ("POST", "/jobs/{job}/cancel", [303, 404, 404, 303, 404]),
    ("POST", "/exports/{export}/delete", [303, 403, 403, 303, 404]),
    ("POST", "/join/{token}/sign-out", [303; 5]),
    ("POST", "/sign-out", [303; 5]),
];

/// What each server function answers; nothing: what was asked for.
const FUNCTIONS: &[(&str, [Option<&str>; 5])] = &[
    ("list-users", [Some("SignedOut"), Some("NotAllowed"), None, None, None]),
    ("check-addresses", [Some("SignedOut"), Some("NotAllowed"), Some("NotAllowed"), None, None]),
    ("preview-role", [Some("SignedOut"), Some("NotAllowed"), Some("NotAllowed"), None, None]),
    ("job-progress", [Some("SignedOut"), Some("NotFound"), Some("NotFound"), None, Some("NotFound")]),
];

struct Scene {
    browsers: [Browser; 5],
    /// What stands in the routes' paths, of the first account.
    things: Vec<(&'static str, String)>,
}

async fn scene(app: &TestApp) -> Scene {
    let mut admin = app.admin().await;
    let user = app.colleague(&mut admin, "user@exemple.fr", "user").await;
    let member = app.colleague(&mut admin, "member@exemple.fr", "member").await;
    let sent = app.send_invitations(&mut admin, "guest@exemple.fr", "user").await;
    let export = super::exports::make(&app.app, &mut admin, "people", "csv").await;
    let job = super::jobs::begin(&mut admin, "/users", "resend", &[]).await;
    let import = super::import::send(&mut admin, "liste.csv", b"email\nnew@exemple.fr").await;
    let things = vec![
        ("{import}", import.location().rsplit('/').next().unwrap().to_owned()),
        ("{export}", export),
        ("{job}", job.location().rsplit('/').next().unwrap().to_owned()),
        ("{department}", app.department("Lyon").await.to_string()),
        ("{draft}", app.app.random.id(app.app.clock.now()).to_string()),
        ("{service}", app.service("Emailings").await.to_string()),
        ("{batch}", sent.location().rsplit('/').next().unwrap().to_owned()),
        ("{token}", app.join_path("guest@exemple.fr").await.replace("/join/", "")),
        ("{id}", app.user("guest@exemple.fr").await),
        ("{area}", "history".to_owned()),
        ("{verb}", "deactivate".to_owned()),
        // Nobody's.
        ("{session}", uuid::Uuid::nil().to_string()),
        ("{role}", app.custom_role("Accueil", parvis::domain::access::Levels::default()).await),
        ("{access}", uuid::Uuid::nil().to_string()),
        ("{request}", uuid::Uuid::nil().to_string()),
        ("{version}", "1".to_owned()),
        (
            "{message}",
            app.value::<uuid::Uuid>("SELECT id FROM messages WHERE address = 'guest@exemple.fr'").await.to_string(),
        ),
    ];
    let other = app.account("Autre maison", "david@autre.example").await;
    Scene { browsers: [app.visitor(), user, member, admin, other], things }
}

on_both_engines! {
    async fn every_route_answers_each_caller_as_the_table_says(app: TestApp) {
        let Scene { mut browsers, things } = scene(&app).await;
        for (method, route, statuses) in ROUTES.iter().copied() {
            let path = things.iter().fold(route.to_owned(), |path, (name, value)| path.replace(name, value));
            for ((browser, who), status) in browsers.iter_mut().zip(WHO).zip(statuses) {
                let answer = browser.open(method.parse().unwrap(), &path).await;
                assert_eq!(answer.status().as_u16(), status, "{method} {route} as {who}");
                let target = answer.headers().get("location").map(|target| target.to_str().unwrap().to_owned());
                if who == "nobody" && status == 303 && !path.ends_with("/sign-out") {
                    assert!(target.is_some_and(|target| target.starts_with("/sign-in?next=%2F")), "{route}");
                }
            }
        }
        assert_eq!(app.count("users WHERE state = 'invited'").await, 1, "nothing has happened by all this");
        assert_eq!(app.count("invitations").await, 3);
    }

    async fn every_server_function_answers_each_caller_as_the_table_says(app: TestApp) {
        let Scene { mut browsers, things } = scene(&app).await;
        let job = things.iter().find(|(name, _)| *name == "{job}").map(|(_, id)| id);
        let arguments = json!({ "addresses": ["a@exemple.fr"], "query": "", "id": job });
        for (name, answers) in FUNCTIONS.iter().copied() {
            for ((browser, who), expected) in browsers.iter_mut().zip(WHO).zip(answers) {
                let answer = browser.call(name, &arguments).await;
                match expected {
                    None => assert_eq!(answer.status, 200, "{name} as {who}: {}", answer.body),
                    Some(error) => {
                        let status = match error {
                            "SignedOut" => 401,
                            "NotFound" => 404,
                            _ => 403,
                        };
                        assert_eq!((answer.status, answer.body), (status, format!("\"{error}\"")), "{name} as {who}");
                    }
                }
            }
            assert_eq!(browsers[3].get(&format!("/api/{name}")).await.status, 405, "{name} by GET");
        }
    }

    async fn what_is_not_in_the_table_is_not_allowed(app: TestApp) {
        let Scene { mut browsers, things } = scene(&app).await;
        for route in routes::all().into_iter().filter(|route| !route.path.starts_with("/api")) {
            let path = things.iter().fold(route.path.clone(), |path, (name, value)| path.replace(name, value));
            for (there, method) in [(route.get, Method::GET), (route.post, Method::POST), (false, Method::PUT), (false, Method::DELETE), (false, Method::PATCH)] {
                if !there {
                    assert_eq!(browsers[3].open(method.clone(), &path).await.status().as_u16(), 405, "{method} {path}");
                }
            }
        }
        // Neither is another account's role, state or batch reachable under ids of one's own making.
        for path in ["/users/live/x", "/api", "/api/", "/mailbox/x/y", "/users/invite/x/y", "/Users", "/users/", "//users"] {
            assert_eq!(browsers[3].get(path).await.status, 404, "{path}");
        }
    }
}

#[test]
fn every_route_and_server_function_stands_in_the_table() {
    for route in routes::all() {
        for (there, method) in [(route.get, "GET"), (route.post, "POST")] {
            let listed = ROUTES.iter().any(|(m, path, _)| *m == method && *path == route.path);
            assert!(listed == there || route.path == "/api/{name}", "{method} {}: say in ROUTES who may", route.path);
        }
    }
    for name in routes::server_functions() {
        assert!(FUNCTIONS.iter().any(|(known, _)| *known == name), "{name}: say in FUNCTIONS who may");
    }
}
