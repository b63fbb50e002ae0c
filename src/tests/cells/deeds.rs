//! What is sent in full, of each kind, does it for whom the model of rights lets, and leaves everything as it is for
//! anybody else.

use super::scene::{ADMINISTRATOR, Actor, Scene, scene};
use crate::{
    support::{Browser, TestApp, app::PASSWORD, on_both_engines},
    users::change,
};
use parvis::{
    domain::{
        access::{
            Area::{History, Services, Users},
            Granter,
            Level::{self, Approver, Editor, Guest},
            Levels, Rights, Role, Scope,
        },
        department::DepartmentRole,
        id::{DepartmentId, RoleId, ServiceId},
        user::UserState::{self, Active, Deleted, Inactive, Invited},
    },
    server::{operations::users::Change, store::rights},
};
use std::io::Write;

/// A filled form that does something with somebody.
struct Deed {
    /// Where it is sent.
    path: &'static str,
    /// What it takes in users, over the person.
    level: Level,
    /// Of whom it can be done.
    state: UserState,
    /// `{email}`, `{version}`… stand for what is so of the person, or there.
    fields: &'static [(&'static str, &'static str)],
    /// What is true of the user `u` once it is done, and isn't before.
    done: &'static str,
    /// What it takes besides being led.
    takes: fn(&There, &Granter, &Rights) -> bool,
}

/// What the forms name.
struct There {
    lyon: DepartmentId,
    role: Role,
    service: ServiceId,
}

const fn deed(path: &'static str, state: UserState, done: &'static str) -> Deed {
    Deed { path, level: Approver, state, fields: &[], done, takes: |_, _, _| true }
}

fn deeds() -> Vec<Deed> {
    let named = &[("first_name", "Zoé"), ("last_name", "Petit"), ("language", "fr"), ("version", "{version}")];
    let sessions = "NOT EXISTS (SELECT 1 FROM sessions s WHERE s.user_id = u.id)";
    vec![
        deed("resend", Invited, "(SELECT count(*) FROM invitations i WHERE i.user_id = u.id) > 1"),
        deed(
            "link",
            Invited,
            "EXISTS (SELECT 1 FROM history h WHERE h.subject_id = u.id AND action = 'link-shown' AND {told})",
        ),
        deed("revoke", Invited, "u.state = 'inactive'"),
        deed("activate", Inactive, "u.state = 'active'"),
        deed("deactivate", Active, "u.state = 'inactive'"),
        deed("reset-password", Active, "EXISTS (SELECT 1 FROM resets r WHERE r.user_id = u.id)"),
        deed("end-sessions", Active, sessions),
        deed("sessions/{session}/end", Active, sessions),
        Deed { fields: &[("address", "{email}")], ..deed("delete", Active, "u.state = 'deleted'") },
        deed("restore", Deleted, "u.state <> 'deleted'"),
        Deed { level: Editor, fields: named, ..deed("edit", Active, "u.first_name = 'Zoé'") },
        Deed {
            fields: &[("email", "new-{email}")],
            ..deed("address", Active, "EXISTS (SELECT 1 FROM address_changes c WHERE c.user_id = u.id)")
        },
        Deed { fields: &[("ends_on", "2027-01-31")], ..deed("access-end", Active, "u.access_ends_at IS NOT NULL") },
        Deed {
            fields: &[("role", "{role}")],
            takes: |there, granter, rights| {
                let after = Rights { role: there.role.clone(), ..rights.clone() };
                granter.gives(&there.role) && granter.raises(rights, &after)
            },
            ..deed("change-role", Active, "EXISTS (SELECT 1 FROM roles r WHERE r.id = u.role_id AND r.name = 'Rien')")
        },
        Deed {
            fields: &[("level", "guest")],
            takes: |_, granter, rights| granter.excepts(rights, History, None, Some(Guest)),
            ..deed("rights/history", Active, "EXISTS (SELECT 1 FROM exceptions e WHERE e.user_id = u.id)")
        },
        Deed {
            fields: &[("department", "{lyon}"), ("department_role", "operator")],
            takes: |there, granter, rights| granter.admits(rights, there.lyon, DepartmentRole::Operator),
            ..deed(
                "departments",
                Active,
                "EXISTS (SELECT 1 FROM department_members d WHERE d.user_id = u.id AND d.role = 'operator')",
            )
        },
        Deed {
            fields: &[("services", "{service}")],
            takes: |there, granter, _| {
                let own = granter.rights();
                own.scope(Services, Editor) == Some(Scope::Everywhere) && granter.has(there.service)
            },
            ..deed("services", Active, "EXISTS (SELECT 1 FROM service_users s WHERE s.user_id = u.id)")
        },
    ]
}

/// To whom: a built-in role and a department.
struct Kind {
    name: &'static str,
    role: &'static str,
    rights: Rights,
}

/// Somebody to whom it wasn't done yet.
struct Person {
    id: String,
    email: String,
}

async fn person(app: &TestApp, admin: &mut Browser, number: usize, state: UserState, kind: &Kind) -> Person {
    let email = format!("personne-{number}@exemple.fr");
    if state == Invited {
        app.invite(admin, &email, kind.role).await;
    } else {
        app.colleague(admin, &email, kind.role).await;
    }
    let id = app.user(&email).await;
    let places = kind.rights.departments.iter().map(|(department, role)| Change::AddToDepartment(*department, *role));
    let end = match state {
        Active | Invited => None,
        Inactive => Some(Change::Deactivate),
        Deleted => Some(Change::Delete),
    };
    for step in places.chain(end) {
        change(app, admin, &id, step).await.unwrap();
    }
    Person { id, email }
}

impl Deed {
    /// Whether the model lets somebody do it to somebody.
    fn may(&self, there: &There, granter: Option<&Granter>, rights: &Rights) -> bool {
        granter.is_some_and(|granter| {
            let scope = granter.rights().scope(Users, self.level);
            let is_seen = scope.is_some_and(|scope| scope.holds(rights.departments.keys()));
            is_seen && granter.holds(rights) && (self.takes)(there, granter, rights)
        })
    }

    async fn send(&self, app: &TestApp, there: &There, browser: &mut Browser, person: &Person) -> u16 {
        let of = |what: &str| format!("SELECT {what} FROM users u WHERE email = '{}'", person.email);
        let version: i64 = app.value(&of("version")).await;
        let mut path = format!("/users/{}/{}", person.id, self.path);
        if path.contains("{session}") {
            let session = "(SELECT s.id FROM sessions s WHERE s.user_id = u.id)";
            path = path.replace("{session}", &app.value::<uuid::Uuid>(&of(session)).await.to_string());
        }
        let known = [
            ("{email}", person.email.clone()),
            ("{version}", version.to_string()),
            ("{role}", there.role.id.to_string()),
            ("{lyon}", there.lyon.to_string()),
            ("{service}", there.service.to_string()),
        ];
        let filled = self.fields.iter().map(|(name, value)| {
            (*name, known.iter().fold((*value).to_owned(), |value, (name, known)| value.replace(name, known)))
        });
        let fields: Vec<(&str, String)> = filled.collect();
        let fields: Vec<(&str, &str)> = fields.iter().map(|(name, value)| (*name, value.as_str())).collect();
        browser.post(&path, &fields).await.status
    }

    async fn is_done(&self, app: &TestApp, person: &Person) -> bool {
        let told =
            if matches!(app.app.db, parvis::server::store::Db::Postgres(_)) { "NOT refused" } else { "refused = 0" };
        let done = self.done.replace("{told}", told);
        app.count(&format!("users u WHERE u.email = '{}' AND {done}", person.email)).await == 1
    }
}

on_both_engines! {
    // [S1.17–S1.19] [S2.8] [S4.20–S4.27] [S5.6]
    async fn what_is_sent_in_full_is_done_for_whom_the_model_lets_and_for_nobody_else(app: TestApp) {
        let Scene { actors, departments, .. } = scene(&app).await;
        let (lyon, paris) = (departments[0].2.unwrap(), departments[1].2.unwrap());
        let nothing: RoleId = app.custom_role("Rien", Levels::default()).await.parse().unwrap();
        let built_in = |name: &str| {
            let actor = actors.iter().find(|actor| actor.name == name).unwrap();
            actor.rights.as_ref().unwrap().role.clone()
        };
        let role = Role { id: nothing, levels: Levels::default(), name: "Rien".into(), ..built_in("custom role") };
        let there = There { lyon, role, service: app.service("Colis").await };
        let kind = |name, role, department| {
            let rights = Rights { departments: [(department, DepartmentRole::Viewer)].into(), ..Rights::of(built_in(role)) };
            Kind { name, role, rights }
        };
        let kinds = [
            kind("a user in Lyon", "user", lyon),
            kind("a user in Paris", "user", paris),
            kind("a member in Lyon", "member", lyon),
        ];
        let mut admin = app.visitor();
        assert_eq!(admin.sign_in("david@autre.example", PASSWORD).await.status, 303);
        let account = admin.caller(&app.app).await.actor().unwrap().account();
        let catalogue = {
            let mut reader = app.app.db.read().await.unwrap();
            let conn = &mut reader.conn();
            let by_department = rights::by_department(conn, account).await.unwrap();
            rights::areas(conn, account).await.unwrap().catalogue().with_departments(by_department)
        };
        let mut actors: Vec<(Actor, Option<Granter>)> = actors.into_iter().map(|actor| {
            let rights = actor.rights.clone().filter(|_| actor.is_of_account);
            let granter = rights.map(|rights| Granter::new(rights, catalogue.clone()));
            (actor, granter)
        }).collect();
        let (mut cells, mut passed, mut number, mut wrong) = (0, 0, 0, Vec::new());
        for deed in deeds() {
            for kind in &kinds {
                // Whom it was done to is replaced: the next finds somebody as the first did.
                let mut whom: Option<Person> = None;
                for (actor, granter) in &mut actors {
                    let person = if let Some(person) = whom.take() {
                        person
                    } else {
                        number += 1;
                        person(&app, &mut admin, number, deed.state, kind).await
                    };
                    assert!(!deed.is_done(&app, &person).await, "{} {}", deed.path, kind.name);
                    let status = deed.send(&app, &there, &mut actor.browser, &person).await;
                    let (is_done, may) = (deed.is_done(&app, &person).await, deed.may(&there, granter.as_ref(), &kind.rights));
                    cells += 1;
                    passed += usize::from(is_done);
                    if is_done != may || status >= 500 {
                        wrong.push(format!("{} to {} as {}: {status}, done: {is_done}, and the model says {may}", deed.path, kind.name, actor.name));
                    }
                    if !is_done {
                        whom = Some(person);
                    }
                }
            }
        }
        // Past what the runner keeps to itself.
        writeln!(std::io::stderr(), "{cells} deeds were tried, of which {passed} were done").unwrap();
        assert!(wrong.is_empty(), "{} of {cells}:\n{}", wrong.len(), wrong.join("\n"));
        assert!(actors.iter().any(|(actor, _)| actor.name == ADMINISTRATOR) && passed > 50);
    }
}
