//! Who asks, and for what: people of every kind in one account, an agent of the support, and the instance's own account.

use super::table::{On::Nothing, ROUTES};
use crate::{
    exports, import,
    support::{
        Answer, Browser, TestApp,
        app::{JOIN, PASSWORD},
    },
    support_access,
    users::change,
};
use parvis::{
    domain::{
        access::{
            Area::{Departments, Exports, Roles, Support, Users},
            Level::{self, Approver, Editor, Guest},
            Levels, Rights,
        },
        department::DepartmentRole,
        id::DepartmentId,
        support,
    },
    server::operations::users::Change,
};
use std::collections::{BTreeSet, HashMap};

pub struct Actor {
    pub name: &'static str,
    pub browser: Browser,
    /// Nothing for who isn't in.
    pub rights: Option<Rights>,
    /// In the account whose things are asked for, which isn't the instance's own.
    pub is_of_account: bool,
    /// There as an agent of the support.
    pub is_agent: bool,
    /// As somebody who is asked for, where he or she is in the account.
    pub oneself: Option<Subject>,
}

/// Whoever asks.
pub const ONESELF: &str = "oneself";
/// The same for an agent of the support: nobody of the account.
pub const AGENT: &str = "oneself, of another account";
/// Whose the things are that are nobody else's.
pub const ADMINISTRATOR: &str = "administrator";
/// The administrator of the instance's own account.
pub const HOST: &str = "another account's administrator";

/// Somebody who is asked for.
pub struct Subject {
    pub name: &'static str,
    pub id: String,
    pub departments: BTreeSet<DepartmentId>,
    pub is_missing: bool,
    pub is_administrator: bool,
}

pub struct Scene {
    pub actors: Vec<Actor>,
    pub subjects: Vec<Subject>,
    pub departments: [(&'static str, String, Option<DepartmentId>); 3],
    /// Services and roles of the account, one for each route that is about one: who may, does with it what the route does.
    pub spare: HashMap<&'static str, Vec<String>>,
    /// What was made, or asked and sent: the last thing in a route's path, and whose alone it is, where it is somebody's.
    pub made: Vec<(&'static str, String, Option<&'static str>)>,
}

pub async fn scene(app: &TestApp) -> Scene {
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
pub fn about_one_thing() -> impl Iterator<Item = (&'static str, &'static str)> {
    let thing = |route: &'static str| ["{service}", "{role}"].into_iter().find(|name| route.contains(name));
    ROUTES.iter().filter(|(.., on)| *on == Nothing).filter_map(move |(_, route, ..)| Some((thing(route)?, *route)))
}
