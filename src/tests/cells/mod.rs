//! Each route, each server function, for each actor, on each kind of thing: what comes back is what the model of
//! rights says (`domain::access`). A route that isn't in the table fails.

mod agents;
mod deeds;
mod functions;
mod open;
mod scene;
mod table;

use crate::support::{TestApp, on_both_engines, routes};
use axum::http::Method;
use parvis::domain::{access::Scope, user::UserState, verb::Verb};
use scene::{Actor, ONESELF, Scene, scene};
use std::io::Write;
use table::{
    FUNCTIONS,
    Need::{self, OrAgent, OtherAccount, OwnAccount},
    On::{self, Department, Nothing, Person},
    ROUTES,
};

/// What the model says of a request.
#[derive(Debug, PartialEq)]
enum Says {
    ToSignIn,
    ToPolicy,
    Refused,
    /// As if there were none.
    Missing,
    /// Whatever the answer is, it is no refusal.
    Passes,
    /// Whoever has more rights is seen, and nothing is done to them.
    Untouched,
}

impl Says {
    fn fits(&self, status: u16, location: &str) -> bool {
        match self {
            Self::ToSignIn => status == 303 && location.starts_with("/sign-in"),
            Self::ToPolicy => status == 303 && location == "/policy",
            Self::Refused => status == 403,
            Self::Missing => status == 404,
            Self::Untouched => matches!(status, 200 | 403 | 409 | 422),
            Self::Passes => status != 403 && status != 404 && status < 500,
        }
    }

    /// What a server function answers.
    const fn status_of_call(&self) -> u16 {
        match self {
            Self::ToSignIn => 401,
            Self::ToPolicy | Self::Refused => 403,
            Self::Missing => 404,
            Self::Passes | Self::Untouched => 200,
        }
    }
}

fn says(actor: &Actor, needs: &[Need], reaches: impl FnOnce(&Scope) -> bool) -> Says {
    let Some(rights) = &actor.rights else {
        return if actor.is_of_account { Says::ToPolicy } else { Says::ToSignIn };
    };
    let mut met = Some(Scope::Everywhere);
    for need in needs {
        met = met.and_then(|met| met.meet(need.met_by(rights)?));
    }
    let needs_any = |wanted: fn(&Need) -> bool| needs.iter().any(wanted);
    if needs_any(|need| matches!(need, OrAgent)) && actor.is_agent {
        return Says::Passes;
    }
    match met {
        None => Says::Refused,
        Some(_) if needs_any(|need| matches!(need, OwnAccount)) && actor.is_of_account => Says::Refused,
        Some(_) if needs_any(|need| matches!(need, OtherAccount)) && !actor.is_of_account => Says::Missing,
        Some(scope) if reaches(&scope) => Says::Passes,
        Some(_) => Says::Missing,
    }
}

fn path_of(route: &str) -> String {
    let nobody = uuid::Uuid::nil().to_string();
    let path = route.replace("{area}", "history");
    [
        "{access}",
        "{session}",
        "{draft}",
        "{batch}",
        "{import}",
        "{service}",
        "{role}",
        "{request}",
        "{message}",
        "{export}",
        "{job}",
    ]
    .iter()
    .fold(path, |path, name| path.replace(name, &nobody))
}

/// What stands for `{verb}`: all that have a page; of those that are sent, those alone that nobody's state allows here.
fn verbs(method: &str, route: &str) -> Vec<&'static str> {
    if !route.contains("{verb}") {
        return vec![""];
    }
    let has_page = |verb: &Verb| verb.is_for_one() && !matches!(verb, Verb::Edit | Verb::ShowLink);
    let harmless = |verb: &Verb| method == "GET" || !verb.fits(UserState::Active);
    Verb::ALL.into_iter().filter(has_page).filter(harmless).map(Verb::as_str).collect()
}

/// A service, a role, a file, a request… that there is.
const EXISTING: &str = "one that there is";

/// An answer that is no matter of rights: what isn't there at all, which whoever may would be told.
fn is_of_nothing(route: &str, on: On) -> bool {
    (on == Nothing && route.contains('{')) || route.contains("{session}")
}

on_both_engines! {
    // [S2.8] [S4.20–S4.27] [S5.6]
    async fn every_route_answers_every_actor_on_everything_as_the_model_says(app: TestApp) {
        let mut scene = scene(&app).await;
        let (mut cells, mut wrong) = functions::tried(&app, &mut scene).await;
        let (more, otherwise) = agents::tried(&app, &mut scene.actors).await;
        cells += more;
        wrong.extend(otherwise);
        let (more, otherwise) = open::tried(&app, &mut scene.actors).await;
        cells += more;
        wrong.extend(otherwise);
        let Scene { mut actors, subjects, departments, mut spare, made } = scene;
        let each = ROUTES.iter().flat_map(|row| verbs(row.0, row.1).into_iter().map(move |verb| (row, verb)));
        for ((method, route, needs, on), verb) in each {
            let path = path_of(route).replace("{verb}", verb);
            let thing = spare.iter_mut().find(|(name, _)| *on == Nothing && route.contains(**name));
            let spare = thing.map(|(name, ids)| (route.replace(name, &ids.pop().expect("one for each route")), None));
            let made = made.iter().filter(|(name, ..)| route.contains(name));
            let existing = spare.into_iter().chain(made.map(|(name, id, maker)| (route.replace(name, id), *maker)));
            let existing: Vec<_> = existing.map(|(route, maker)| (path_of(&route), maker)).collect();
            for actor in &mut actors {
                let paths: Vec<(String, String, Says)> = match on {
                    Nothing => {
                        let there = existing.iter().map(|(path, maker)| {
                            let is_there = maker.map_or(actor.is_of_account, |maker| actor.name == maker);
                            (path.clone(), EXISTING.to_owned(), says(actor, needs, |_| is_there))
                        });
                        there.chain([(path.clone(), String::new(), says(actor, needs, |_| true))]).collect()
                    }
                    Person => subjects.iter().chain(&actor.oneself).map(|subject| {
                        let said = says(actor, needs, |scope| {
                            let is_seen = subject.name == ONESELF || scope.holds(&subject.departments);
                            actor.is_of_account && !subject.is_missing && is_seen
                        });
                        let is_beyond = subject.is_administrator && actor.rights.as_ref().is_some_and(|rights| !rights.role.is_administrator());
                        let said = if said == Says::Passes && is_beyond { Says::Untouched } else { said };
                        (path.replace("{id}", &subject.id), subject.name.to_owned(), said)
                    }).collect(),
                    Department => departments.iter().map(|(name, id, department)| {
                        let said = says(actor, needs, |scope| {
                            actor.is_of_account && department.is_some_and(|id| scope.holds([&id]))
                        });
                        (path.replace("{department}", id), (*name).to_owned(), said)
                    }).collect(),
                };
                for (path, thing, said) in paths {
                    let answer = actor.browser.open(Method::from_bytes(method.as_bytes()).unwrap(), &path).await;
                    let status = answer.status().as_u16();
                    let location = answer.headers().get("location").map(|value| value.to_str().unwrap().to_owned()).unwrap_or_default();
                    // One's own page is elsewhere, whatever one's rights.
                    let is_own = status == 303 && location.starts_with("/me");
                    let fits = said.fits(status, &location) || is_own
                        || (said == Says::Passes && thing != EXISTING && is_of_nothing(route, *on) && status == 404)
                        // It has none.
                        || (said == Says::Passes && route.ends_with("/picture") && status == 404);
                    cells += 1;
                    if !fits {
                        wrong.push(format!("{method} {route} as {} on {thing}: {status} {location}, and the model says {said:?}", actor.name));
                    }
                }
            }
        }
        let (more, otherwise) = open::left(&mut actors).await;
        cells += more;
        wrong.extend(otherwise);
        // Past what the runner keeps to itself.
        writeln!(std::io::stderr(), "{cells} cells of routes, actors and things were tried").unwrap();
        assert!(wrong.is_empty(), "{} of {cells}:\n{}", wrong.len(), wrong.join("\n"));
        assert_eq!(app.count("users WHERE state = 'active'").await, 13, "nothing has happened by all this");
        assert_eq!(app.count("department_members").await, 6);
    }
}

#[test]
fn every_route_and_server_function_stands_in_the_table() {
    // What is asked of server functions is in FUNCTIONS.
    for route in routes::all().into_iter().filter(|route| route.path != "/api/{name}") {
        for (there, method) in [(route.get, "GET"), (route.post, "POST")] {
            let listed = ROUTES.iter().any(|(m, path, ..)| *m == method && *path == route.path)
                || open::has(method, &route.path)
                || (method, route.path.as_str()) == ("POST", "/requests");
            assert!(
                listed || !there,
                "{method} {}: say in ROUTES what it needs, or in open.rs that it needs nothing",
                route.path
            );
        }
    }
    for name in routes::server_functions() {
        assert!(FUNCTIONS.iter().any(|(known, _)| *known == name), "{name}: say in FUNCTIONS what it needs");
    }
}
