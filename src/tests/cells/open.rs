//! What takes no right but being in, or not even that: each role has it alike.

use super::scene::Actor;
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

/// For anybody, in or not, with what it answers. A link that isn't any says so, whoever opens it.
const OUTSIDE: [(&str, u16); 9] = [
    ("/health", 200),
    ("/policy", 200),
    ("/policy/1", 200),
    ("/forgot", 200),
    ("/reset", 200),
    ("/reset/x", 404),
    ("/join/x", 404),
    ("/address/x", 404),
    ("/address/undo/x", 404),
];

/// How many requests were tried, and those that were answered otherwise. Agents of the support are another matter.
pub(super) async fn tried(actors: &mut [Actor]) -> (usize, Vec<String>) {
    let (mut cells, mut wrong) = (0, Vec::new());
    for actor in actors.iter_mut().filter(|actor| !actor.is_agent) {
        let is_pending = actor.rights.is_none() && actor.is_of_account;
        let (name, is_in) = (actor.name, actor.rights.is_some());
        let mut expect = |what: &str, (status, location): (u16, String), says: u16, is_inside: bool| {
            let fits = match (is_in, is_inside) {
                (false, true) if is_pending => status == 303 && location == "/policy",
                (false, true) => status == 303 && location.starts_with("/sign-in"),
                _ => status == says,
            };
            cells += 1;
            if !fits {
                wrong.push(format!("{what} as {name}: {status} {location}"));
            }
        };
        for path in INSIDE {
            expect(path, get(&mut actor.browser, path).await, 200, true);
        }
        for (path, says) in OUTSIDE {
            expect(path, get(&mut actor.browser, path).await, says, false);
        }
        // Whoever has it already is shown that, and anybody else asks for it.
        let wish = [("area", "billing"), ("level", "approver")];
        let asked = post(&mut actor.browser, "/requests", &wish).await;
        expect("POST /requests", asked, 303, true);
        let nobodys = format!("/requests/{}/withdraw", uuid::Uuid::nil());
        expect(&nobodys, post(&mut actor.browser, &nobodys, &[]).await, 404, true);
        let words = [("present", "falsch"), ("password", PASSWORD)];
        expect("POST /me/password", post(&mut actor.browser, "/me/password", &words).await, 422, true);
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
