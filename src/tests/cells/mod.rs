//! Each route, each server function, for each actor, on each kind of thing: what comes back is what the model of
//! rights says (`domain::access`). A route that isn't in the table fails.

mod agents;
mod functions;
mod open;
mod table;

use crate::{
    exports, import,
    support::{
        Answer, Browser, TestApp,
        app::{JOIN, PASSWORD},
        on_both_engines, routes,
    },
    support_access,
    users::change,
};
use axum::http::Method;
use parvis::{
    domain::{
        access::{
            Area::{Departments, Exports, Roles, Support, Users},
            Level::{self, Approver, Editor, Guest},
            Levels, Rights, Scope,
        },
        department::DepartmentRole,
        id::DepartmentId,
        support,
        user::UserState,
        verb::Verb,
    },
    server::operations::users::Change,
};
use std::{
    collections::{BTreeSet, HashMap},
    io::Write,
};
use table::{
    FUNCTIONS,
    Need::{self, OrAgent, OtherAccount, OwnAccount},
    OPEN,
    On::{self, Department, Nothing, Person},
    ROUTES,
};

struct Actor {
    name: &'static str,
    browser: Browser,
    /// Nothing for who isn't in.
    rights: Option<Rights>,
    /// In the account whose things are asked for, which isn't the instance's own.
    is_of_account: bool,
    /// There as an agent of the support.
    is_agent: bool,
    /// As somebody who is asked for, where he or she is in the account.
    oneself: Option<Subject>,
}

/// Whoever asks.
const ONESELF: &str = "oneself";
/// The same for an agent of the support: nobody of the account.
const AGENT: &str = "oneself, of another account";
/// Whose the things are that are nobody else's.
const ADMINISTRATOR: &str = "administrator";
/// The administrator of the instance's own account.
const HOST: &str = "another account's administrator";

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
    /// What was made, or asked and sent: the last thing in a route's path, and whose alone it is, where it is somebody's.
    made: Vec<(&'static str, String, Option<&'static str>)>,
}

async fn scene(app: &TestApp) -> Scene {
    let mut host = app.admin().await;
    let helper = app.custom_role("Aide", Levels::default().with(Support, Guest)).await;
    let guest = app.colleague(&mut host, "aide@rivoli.example", "user").await;
    app.give_role("aide@rivoli.example", &helper).await;
    let mut editor = app.visitor();
    assert_eq!(editor.sign_in("camille@rivoli.example", PASSWORD).await.status, 303);
    // All that follows is of this account, which lets the support in.
    let mut admin = app.account("Autre maison", "david@autre.example").await;
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
        ("within@exemple.fr", "user", Some((paris, DepartmentRole::Viewer))),
        ("inside@exemple.fr", "user", Some((lyon, DepartmentRole::Viewer))),
        ("outside@exemple.fr", "user", Some((paris, DepartmentRole::Viewer))),
    ] {
        browsers.push(app.colleague(&mut admin, email, role).await);
        if let Some((department, role)) = place {
            change(app, &admin, &app.user(email).await, Change::AddToDepartment(department, role)).await.unwrap();
        }
    }
    app.give_role("custom@exemple.fr", &custom).await;
    let within = app.custom_role("Antenne", Levels::default().with(Users, Approver).with(Departments, Guest)).await;
    app.tamper("UPDATE roles SET reach = 'department' WHERE name = 'Antenne'").await.unwrap();
    app.give_role("within@exemple.fr", &within).await;
    let mut spare: HashMap<&str, Vec<String>> = HashMap::new();
    for (number, (name, _)) in about_one_thing().enumerate() {
        let id = match name {
            "{service}" => app.service(&format!("Service {number}")).await.to_string(),
            _ => app.custom_role(&format!("Rôle {number}"), Levels::default()).await,
        };
        spare.entry(name).or_default().push(id);
    }
    let made = made(app, &mut host, &mut admin, &mut browsers[1]).await;
    let path = app.invite(&mut admin, "unaccepted@exemple.fr", "administrator").await;
    let mut unaccepted = app.visitor();
    assert_eq!(unaccepted.post(&path, &JOIN).await.status, 303);
    let subjects = vec![
        subject("somebody in Lyon", app.user("inside@exemple.fr").await, &[lyon]),
        subject("somebody in Paris", app.user("outside@exemple.fr").await, &[paris]),
        subject("somebody in no department", app.user("user@exemple.fr").await, &[]),
        subject("the administrator", app.user("david@autre.example").await, &[]),
        subject("nobody", uuid::Uuid::nil().to_string(), &[]),
    ];
    let departments = [
        ("Lyon", lyon.to_string(), Some(lyon)),
        ("Paris", paris.to_string(), Some(paris)),
        ("no department", uuid::Uuid::nil().to_string(), None),
    ];
    let access = support_access::allow(app, &mut admin, "editor").await;
    let names =
        ["user", "member", "custom role", "département admin", "viewer", "operator", "custom role within departments"];
    let out = |name, browser, is_of_account| Actor {
        name,
        browser,
        rights: None,
        is_of_account,
        is_agent: false,
        oneself: None,
    };
    let mut actors = vec![out("nobody", app.visitor(), false), out("who hasn't accepted the policy", unaccepted, true)];
    // The one by her own right in the instance's account, the other by what this account has chosen.
    actors.push(agent(app, &access, "agent up to Guest", Guest, guest).await);
    actors.push(agent(app, &access, "agent up to Editor", Editor, editor).await);
    let own =
        names.into_iter().zip(browsers).chain([(ADMINISTRATOR, admin)]).map(|(name, browser)| (name, browser, true));
    for (name, browser, is_of_account) in own.chain([(HOST, host, false)]) {
        let caller = browser.caller(&app.app).await;
        let actor = caller.actor().unwrap();
        let (rights, id) = (actor.rights().clone(), actor.id().to_string());
        let own: Vec<DepartmentId> = rights.departments.keys().copied().collect();
        let oneself = is_of_account.then(|| subject(ONESELF, id, &own));
        actors.push(Actor { name, browser, rights: Some(rights), is_of_account, is_agent: false, oneself });
    }
    // Whoever may do something with a thing comes after those who mustn't.
    actors.sort_by_key(|actor| actor.name == ADMINISTRATOR);
    Scene { actors, subjects, departments, spare, made }
}

fn subject(name: &'static str, id: String, departments: &[DepartmentId]) -> Subject {
    Subject {
        name,
        id,
        departments: departments.iter().copied().collect(),
        is_missing: matches!(name, "nobody" | AGENT),
        is_administrator: name == "the administrator",
    }
}

/// Somebody of the support who goes into the account.
async fn agent(app: &TestApp, access: &str, name: &'static str, level: Level, mut browser: Browser) -> Actor {
    let id = browser.caller(&app.app).await.actor().unwrap().id().to_string();
    assert_eq!(support_access::enter(&mut browser, access).await, 303);
    let (rights, oneself) = (Some(support::rights(level)), Some(subject(AGENT, id, &[])));
    Actor { name, browser, rights, is_of_account: true, is_agent: true, oneself }
}

async fn made(
    app: &TestApp,
    host: &mut Browser,
    admin: &mut Browser,
    member: &mut Browser,
) -> Vec<(&'static str, String, Option<&'static str>)> {
    let last = |answer: &Answer| answer.location().rsplit('/').next().unwrap().to_owned();
    let batch = last(&app.send_invitations(admin, "guest@exemple.fr", "user").await);
    let import = last(&import::send(admin, "liste.csv", b"E-mail\nanna@exemple.fr\n").await);
    let export = exports::make(&app.app, admin, "people", "csv").await;
    let hosts = exports::make(&app.app, host, "people", "csv").await;
    assert_eq!(member.post("/requests", &[("area", "history"), ("level", "guest")]).await.status, 303);
    let request = app.value::<uuid::Uuid>("SELECT id FROM access_requests").await.to_string();
    let message = "SELECT m.id FROM messages m JOIN accounts a ON a.id = m.account_id WHERE a.name = 'Autre maison' \
        ORDER BY m.created_at LIMIT 1";
    let message = app.value::<uuid::Uuid>(message).await.to_string();
    vec![
        ("{batch}", batch, Some(ADMINISTRATOR)),
        ("{import}", import, Some(ADMINISTRATOR)),
        ("{job}", export.clone(), Some(ADMINISTRATOR)),
        ("{export}", export, Some(ADMINISTRATOR)),
        // The agent up to Editor is the same person, who has left it at home.
        ("{job}", hosts.clone(), Some(HOST)),
        ("{export}", hosts, Some(HOST)),
        ("{request}", request, None),
        ("{message}", message, None),
    ]
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
        let (more, otherwise) = open::tried(&mut scene.actors).await;
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
        // Past what the runner keeps to itself.
        writeln!(std::io::stderr(), "{cells} cells of routes, actors and things were tried").unwrap();
        assert!(wrong.is_empty(), "{} of {cells}:\n{}", wrong.len(), wrong.join("\n"));
        assert_eq!(app.count("users WHERE state = 'active'").await, 13, "nothing has happened by all this");
        assert_eq!(app.count("department_members").await, 6);
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
