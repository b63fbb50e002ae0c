//! Each route, each server function, for each actor, on each kind of thing: what comes back is what the model of
//! rights says (`domain::access`). A route that isn't in the table fails.

mod table;

use crate::{
    support::{Browser, TestApp, app::JOIN, on_both_engines, routes},
    users::change,
};
use axum::http::Method;
use parvis::{
    domain::{
        access::{
            Area::{Departments, Exports, Roles, Users},
            Level::{Approver, Editor, Guest},
            Levels, Rights, Scope,
        },
        department::DepartmentRole,
        id::DepartmentId,
    },
    server::operations::users::Change,
};
use std::{
    collections::{BTreeSet, HashMap},
    io::Write,
};
use table::{
    FUNCTIONS,
    Need::{self, OtherAccount, OwnAccount},
    OPEN,
    On::{self, Department, Nothing, Person},
    ROUTES,
};

struct Actor {
    name: &'static str,
    browser: Browser,
    /// Nothing for who isn't in.
    rights: Option<Rights>,
    /// In the account whose things are asked for.
    is_of_account: bool,
}

/// Somebody who is asked for.
struct Subject {
    name: &'static str,
    id: String,
    departments: BTreeSet<DepartmentId>,
    is_missing: bool,
    is_administrator: bool,
}

struct Scene {
    actors: Vec<Actor>,
    subjects: Vec<Subject>,
    departments: [(&'static str, String, Option<DepartmentId>); 3],
    /// Services and roles of the account, one for each route that is about one: who may, does with it what the route does.
    spare: HashMap<&'static str, Vec<String>>,
}

async fn scene(app: &TestApp) -> Scene {
    let mut admin = app.admin().await;
    let (lyon, paris) = (app.department("Lyon").await, app.department("Paris").await);
    let levels =
        Levels::default().with(Users, Editor).with(Departments, Approver).with(Roles, Guest).with(Exports, Guest);
    let custom = app.custom_role("Accueil", levels).await;
    let mut browsers = Vec::new();
    for (email, role, place) in [
        ("user@exemple.fr", "user", None),
        ("member@exemple.fr", "member", None),
        ("custom@exemple.fr", "user", None),
        ("lead@exemple.fr", "user", Some((lyon, DepartmentRole::Admin))),
        ("viewer@exemple.fr", "user", Some((lyon, DepartmentRole::Viewer))),
        ("operator@exemple.fr", "user", Some((lyon, DepartmentRole::Operator))),
        ("inside@exemple.fr", "user", Some((lyon, DepartmentRole::Viewer))),
        ("outside@exemple.fr", "user", Some((paris, DepartmentRole::Viewer))),
    ] {
        browsers.push(app.colleague(&mut admin, email, role).await);
        if let Some((department, role)) = place {
            change(app, &admin, &app.user(email).await, Change::AddToDepartment(department, role)).await.unwrap();
        }
    }
    app.give_role("custom@exemple.fr", &custom).await;
    let mut spare: HashMap<&str, Vec<String>> = HashMap::new();
    for (number, (name, _)) in about_one_thing().enumerate() {
        let id = match name {
            "{service}" => app.service(&format!("Service {number}")).await.to_string(),
            _ => app.custom_role(&format!("Rôle {number}"), Levels::default()).await,
        };
        spare.entry(name).or_default().push(id);
    }
    let path = app.invite(&mut admin, "unaccepted@exemple.fr", "administrator").await;
    let mut unaccepted = app.visitor();
    assert_eq!(unaccepted.post(&path, &JOIN).await.status, 303);
    let subject = |name, id, departments: &[DepartmentId]| Subject {
        name,
        id,
        departments: departments.iter().copied().collect(),
        is_missing: name == "nobody",
        is_administrator: name == "the administrator",
    };
    let subjects = vec![
        subject("somebody in Lyon", app.user("inside@exemple.fr").await, &[lyon]),
        subject("somebody in Paris", app.user("outside@exemple.fr").await, &[paris]),
        subject("somebody in no department", app.user("user@exemple.fr").await, &[]),
        subject("the administrator", app.user("camille@rivoli.example").await, &[]),
        subject("nobody", uuid::Uuid::nil().to_string(), &[]),
    ];
    let departments = [
        ("Lyon", lyon.to_string(), Some(lyon)),
        ("Paris", paris.to_string(), Some(paris)),
        ("no department", uuid::Uuid::nil().to_string(), None),
    ];
    let other = app.account("Autre maison", "david@autre.example").await;
    let names = ["user", "member", "custom role", "département admin", "viewer", "operator"];
    let mut actors = vec![
        Actor { name: "nobody", browser: app.visitor(), rights: None, is_of_account: false },
        Actor { name: "who hasn't accepted the policy", browser: unaccepted, rights: None, is_of_account: true },
    ];
    let own =
        names.into_iter().zip(browsers).chain([("administrator", admin)]).map(|(name, browser)| (name, browser, true));
    for (name, browser, is_of_account) in own.chain([("another account's administrator", other, false)]) {
        let caller = browser.caller(&app.app).await;
        let rights = caller.actor().unwrap().rights().clone();
        actors.push(Actor { name, browser, rights: Some(rights), is_of_account });
    }
    // Whoever may do something with a thing comes after those who mustn't.
    actors.sort_by_key(|actor| actor.name == "administrator");
    Scene { actors, subjects, departments, spare }
}

/// The routes about a service or a role, each after what stands for that in it.
fn about_one_thing() -> impl Iterator<Item = (&'static str, &'static str)> {
    let thing = |route: &'static str| ["{service}", "{role}"].into_iter().find(|name| route.contains(name));
    ROUTES.iter().filter(|(.., on)| *on == Nothing).filter_map(move |(_, route, ..)| Some((thing(route)?, *route)))
}

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
    match met {
        None => Says::Refused,
        Some(_) if needs_any(|need| matches!(need, OwnAccount)) && !actor.is_of_account => Says::Refused,
        Some(_) if needs_any(|need| matches!(need, OtherAccount)) && actor.is_of_account => Says::Missing,
        Some(scope) if reaches(&scope) => Says::Passes,
        Some(_) => Says::Missing,
    }
}

fn path_of(route: &str) -> String {
    let nobody = uuid::Uuid::nil().to_string();
    let path = route.replace("{verb}", "restore").replace("{area}", "history");
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
    ]
    .iter()
    .fold(path, |path, name| path.replace(name, &nobody))
}

/// A service or a role that there is.
const EXISTING: &str = "one that there is";

/// An answer that is no matter of rights: what isn't there at all, which whoever may would be told.
fn is_of_nothing(route: &str, on: On) -> bool {
    (on == Nothing && route.contains('{')) || route.contains("{session}")
}

on_both_engines! {
    // [S2.8] [S4.20–S4.27] [S5.6]
    async fn every_route_answers_every_actor_on_everything_as_the_model_says(app: TestApp) {
        let Scene { mut actors, subjects, departments, mut spare } = scene(&app).await;
        let (mut cells, mut wrong) = (0, Vec::new());
        for (method, route, needs, on) in ROUTES {
            let path = path_of(route);
            let thing = spare.iter_mut().find(|(name, _)| *on == Nothing && route.contains(**name));
            let existing = thing.map(|(name, ids)| path_of(&route.replace(name, &ids.pop().expect("one for each route"))));
            for actor in &mut actors {
                let paths: Vec<(String, String, Says)> = match on {
                    Nothing => {
                        let there = existing.iter().map(|path| {
                            (path.clone(), EXISTING.to_owned(), says(actor, needs, |_| actor.is_of_account))
                        });
                        there.chain([(path.clone(), String::new(), says(actor, needs, |_| true))]).collect()
                    }
                    Person => subjects.iter().map(|subject| {
                        let said = says(actor, needs, |scope| {
                            actor.is_of_account && !subject.is_missing && scope.holds(&subject.departments)
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
        for (name, need) in FUNCTIONS {
            for actor in &mut actors {
                let arguments = serde_json::json!({ "addresses": ["a@exemple.fr"], "query": "", "id": uuid::Uuid::nil().to_string() });
                let status = actor.browser.call(name, &arguments).await.status;
                let expected = match (&actor.rights, need) {
                    (None, _) if actor.is_of_account => 403,
                    (None, _) => 401,
                    (Some(_), None) => 404,
                    (Some(rights), Some(need)) => if need.met_by(rights).is_some() { 200 } else { 403 },
                };
                cells += 1;
                if status != expected {
                    wrong.push(format!("{name} as {}: {status}, and the model says {expected}", actor.name));
                }
            }
        }
        // Past what the runner keeps to itself.
        writeln!(std::io::stderr(), "{cells} cells of routes, actors and things were tried").unwrap();
        assert!(wrong.is_empty(), "{} of {cells}:\n{}", wrong.len(), wrong.join("\n"));
        assert_eq!(app.count("users WHERE state = 'active'").await, 11, "nothing has happened by all this");
        assert_eq!(app.count("department_members").await, 5);
    }
}

#[test]
fn every_route_and_server_function_stands_in_the_table() {
    for route in routes::all().into_iter().filter(|route| !OPEN.contains(&route.path.as_str())) {
        for (there, method) in [(route.get, "GET"), (route.post, "POST")] {
            let listed = ROUTES.iter().any(|(m, path, ..)| *m == method && *path == route.path)
                || (method, route.path.as_str()) == ("POST", "/requests");
            assert!(listed || !there, "{method} {}: say in ROUTES what it needs", route.path);
        }
    }
    for name in routes::server_functions() {
        assert!(FUNCTIONS.iter().any(|(known, _)| *known == name), "{name}: say in FUNCTIONS what it needs");
    }
}
