//! What takes no right but being in, or not even that: each role has it alike.

use super::Actor;
use crate::support::{Browser, app::PASSWORD};

/// For who is in and has accepted the policy.
const INSIDE: [&str; 10] = [
    "/",
    "/me",
    "/me/edit",
    "/me/password",
    "/me/sessions",
    "/me/rights",
    "/me/history",
    "/me/export",
    "/me/export.json",
    "/me/address",
];

/// For anybody, in or not.
const OUTSIDE: [&str; 9] =
    ["/health", "/policy", "/policy/1", "/forgot", "/reset", "/reset/x", "/join/x", "/address/x", "/address/undo/x"];

/// How many requests were tried, and those that were answered otherwise. Agents of the support are another matter.
pub(super) async fn tried(actors: &mut [Actor]) -> (usize, Vec<String>) {
    let (mut cells, mut wrong) = (0, Vec::new());
    for actor in actors.iter_mut().filter(|actor| !actor.is_agent) {
        let is_pending = actor.rights.is_none() && actor.is_of_account;
        let mut expect = |what: &str, found: (u16, String), fits: fn(u16) -> bool, is_inside: bool| {
            let (status, location) = found;
            let says = match (actor.rights.is_some(), is_inside) {
                (false, true) if is_pending => status == 303 && location == "/policy",
                (false, true) => status == 303 && location.starts_with("/sign-in"),
                _ => fits(status),
            };
            cells += 1;
            if !says {
                wrong.push(format!("{what} as {}: {status} {location}", actor.name));
            }
        };
        for path in INSIDE {
            expect(path, get(&mut actor.browser, path).await, |status| status == 200, true);
        }
        for path in OUTSIDE {
            // A link that isn't any says so, whoever opens it.
            expect(path, get(&mut actor.browser, path).await, |status| matches!(status, 200 | 303 | 404 | 410), false);
        }
        // Whoever has it already is told so, and it is asked for by anybody else.
        let wish = [("area", "billing"), ("level", "approver")];
        let fits: fn(u16) -> bool = match &actor.rights {
            Some(rights) if rights.holds_all() => |status| status == 409,
            _ => |status| status == 303,
        };
        expect("POST /requests", post(&mut actor.browser, "/requests", &wish).await, fits, true);
        let nobodys = format!("/requests/{}/withdraw", uuid::Uuid::nil());
        expect(&nobodys, post(&mut actor.browser, &nobodys, &[]).await, |status| status == 404, true);
        let words = [("present", "falsch"), ("password", PASSWORD)];
        expect(
            "POST /me/password",
            post(&mut actor.browser, "/me/password", &words).await,
            |status| status == 422,
            true,
        );
    }
    (cells, wrong)
}

async fn get(browser: &mut Browser, path: &str) -> (u16, String) {
    let answer = browser.get(path).await;
    (answer.status, answer.header("location").to_owned())
}

async fn post(browser: &mut Browser, path: &str, fields: &[(&str, &str)]) -> (u16, String) {
    let answer = browser.post(path, fields).await;
    (answer.status, answer.header("location").to_owned())
}
