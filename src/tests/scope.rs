//! Whoever has people in departments alone meets nobody else, on no path: no name, no number.

use crate::{
    support::{Answer, Browser, TestApp, forms::Form, on_both_engines},
    users::change,
};
use parvis::{
    domain::{
        access::{Area, Level, Levels},
        department::DepartmentRole,
        id::DepartmentId,
    },
    server::{jobs::drain, operations::users::Change},
};
use serde_json::json;

const OUTSIDE: &str = "bruno@exemple.fr";
const INSIDE: &str = "ines@exemple.fr";

struct Scene {
    admin: Browser,
    /// The département admin of Lyon.
    lead: Browser,
    lyon: DepartmentId,
    paris: DepartmentId,
}

/// Lyon has its admin and one more, Paris has somebody, and the account's holder is in neither.
async fn scene(app: &TestApp) -> Scene {
    let mut admin = app.admin().await;
    let (lyon, paris) = (app.department("Lyon").await, app.department("Paris").await);
    let lead = app.colleague(&mut admin, "lead@exemple.fr", "user").await;
    place(app, &admin, "lead@exemple.fr", lyon, DepartmentRole::Admin).await;
    for (email, department) in [(INSIDE, lyon), (OUTSIDE, paris)] {
        app.invite(&mut admin, email, "user").await;
        place(app, &admin, email, department, DepartmentRole::Viewer).await;
    }
    Scene { admin, lead, lyon, paris }
}

async fn place(app: &TestApp, admin: &Browser, email: &str, department: DepartmentId, role: DepartmentRole) {
    let id = app.user(email).await;
    change(app, admin, &id, Change::AddToDepartment(department, role)).await.unwrap();
}

async fn invite(app: &TestApp, browser: &mut Browser, email: &str, department: &str, place: &str) -> u16 {
    let (role, key) = (app.role("user").await, app.app.random.id(app.app.clock.now()).to_string());
    let fields = [("key", key.as_str()), ("addresses", email), ("role", &role), ("language", "fr")];
    let more = [("department", department), ("department_role", place)];
    browser.post("/users/invite", &[&fields[..], &more].concat()).await.status
}

on_both_engines! {
    // [S4.20] [S4.23]
    async fn the_list_has_the_departments_people_alone(app: TestApp) {
        let Scene { mut lead, lyon, paris, .. } = scene(&app).await;
        app.give_role(OUTSIDE, &app.custom_role("Direction", Levels::default()).await).await;
        app.assign(OUTSIDE, app.service("Comptabilité").await).await;
        for path in [
            "/users".to_owned(), "/users?q=exemple".to_owned(), "/users?q=b".to_owned(), "/users?state=invited".to_owned(),
            "/users?sort=-address".to_owned(), format!("/users?department={paris}"),
        ] {
            let page = lead.get(&path).await;
            assert_eq!(page.status, 200, "{path}");
            assert!(!page.says(OUTSIDE) && !page.says("camille@") && !page.says("Paris"), "{path}: {}", page.text());
        }
        let page = lead.get(&format!("/users?department={lyon}")).await;
        assert!(page.says("Lyon (Viewer)"), "what each is there: {}", page.text());
        let page = lead.get("/users").await;
        assert!(!page.says("Lyon ("), "{}", page.text());
        let counts: Vec<&str> = page.body.split("class=\"segments-count\">").skip(1).map(|rest| rest.split('<').next().unwrap()).collect();
        assert_eq!(counts, ["2", "1", "0", "1"]);
        assert!(page.says(INSIDE) && page.body.contains("href=\"/users/invite\"") && page.body.contains("href=\"/history\""));
        assert!(!page.says("Direction") && !page.says("Comptabilité"), "{}", page.text());
        let renewed = lead.call("list-users", &json!({ "query": "?q=exemple" })).await;
        assert!(renewed.body.contains(INSIDE) && !renewed.body.contains(OUTSIDE), "{}", renewed.body);
    }

    // [S4.20] [S4.22]
    async fn a_viewer_sees_and_presses_nothing_and_an_operator_sees_nobody(app: TestApp) {
        let Scene { mut admin, lyon, .. } = scene(&app).await;
        let mut viewer = app.colleague(&mut admin, "viewer@exemple.fr", "user").await;
        place(&app, &admin, "viewer@exemple.fr", lyon, DepartmentRole::Viewer).await;
        let page = viewer.get("/users").await;
        assert!(page.says(INSIDE) && !page.says(OUTSIDE) && page.body.contains("href=\"/users/invite\" data-locked") && !page.body.contains("/users/bulk"));
        let id = app.user(INSIDE).await;
        assert_eq!(viewer.get(&format!("/users/{id}")).await.status, 200);
        assert_eq!(viewer.post(&format!("/users/{id}/revoke"), &[]).await.status, 403);
        for path in ["/users/invite", "/users/import", "/users/export.csv", "/history"] {
            assert_eq!(viewer.get(path).await.status, 403, "{path}");
        }
        place(&app, &admin, "viewer@exemple.fr", lyon, DepartmentRole::Operator).await;
        for path in ["/users".to_owned(), format!("/users/{id}"), "/users/live".to_owned()] {
            assert_eq!(viewer.get(&path).await.status, 403, "{path}");
        }
    }

    // [S4.20] [S4.23]
    async fn somebody_of_ones_own_is_not_told_to_be_elsewhere_too(app: TestApp) {
        let Scene { admin, mut lead, paris, .. } = scene(&app).await;
        place(&app, &admin, INSIDE, paris, DepartmentRole::Admin).await;
        let filtered = lead.get(&format!("/users?department={paris}")).await;
        assert!(!filtered.says(INSIDE), "{}", filtered.text());
        let id = app.user(INSIDE).await;
        let table = lead.get(&format!("/users/{id}/rights")).await;
        assert!(table.status == 200 && table.says("Lyon"), "{}", table.text());
        assert!(!table.says("Paris") && !table.says("Approbateur"), "what comes from there isn't said: {}", table.text());
        assert!(!lead.get(&format!("/users/{id}/rights/users")).await.says("Paris"));
    }

    // [S4.20] [S4.23]
    async fn a_service_that_comes_with_a_department_elsewhere_is_not_named(app: TestApp) {
        let Scene { mut admin, mut lead, lyon, paris } = scene(&app).await;
        place(&app, &admin, INSIDE, paris, DepartmentRole::Viewer).await;
        let id = app.user(INSIDE).await;
        for (name, department) in [("Tournées", lyon), ("Caisse", paris)] {
            let service = app.service(name).await;
            let fields = [("version", "0"), ("name", name), ("departments", &department.to_string())];
            let saved = admin.post(&format!("/services/{service}/edit"), &fields).await;
            assert_eq!(saved.status, 303, "{}", saved.text());
        }
        let seen = admin.get(&format!("/users/{id}")).await;
        assert!(seen.says("Tournées") && seen.says("Caisse"), "{}", seen.text());
        let seen = lead.get(&format!("/users/{id}")).await;
        assert!(seen.says("Tournées") && !seen.says("Caisse"), "{}", seen.text());
    }

    // [S2.9] [S4.23]
    async fn what_is_lacking_to_lead_somebody_is_not_said_of_what_comes_from_elsewhere(app: TestApp) {
        let Scene { mut admin, mut lead, paris, .. } = scene(&app).await;
        let service = app.service("Caisse").await;
        app.areas(service, &["Encaissements"]).await;
        let fields = [("version", "0"), ("name", "Caisse"), ("departments", &paris.to_string())];
        let area = app.value::<uuid::Uuid>("SELECT id FROM service_areas").await.to_string();
        let areas = [("known", area.as_str()), ("area", "Encaissements")];
        let saved = admin.post(&format!("/services/{service}/edit"), &[&fields[..], &areas].concat()).await;
        assert_eq!(saved.status, 303, "{}", saved.text());
        place(&app, &admin, INSIDE, paris, DepartmentRole::Operator).await;
        let id = app.user(INSIDE).await;
        for path in [format!("/users/{id}/edit"), format!("/users/{id}/delete")] {
            let refused = lead.get(&path).await;
            assert_eq!(refused.status, 403, "{}", refused.text());
            assert!(!refused.says("Caisse") && !refused.says("Demander l’accès"), "{}", refused.text());
            assert!(refused.says("adressez-vous à Camille Moreau"), "{}", refused.text());
        }
    }

    async fn who_makes_services_in_departments_alone_learns_of_no_department(app: TestApp) {
        let Scene { mut admin, .. } = scene(&app).await;
        let mut clerk = app.colleague(&mut admin, "clerk@exemple.fr", "user").await;
        let role = app.custom_role("Outils", Levels::default().with(Area::Services, Level::Editor)).await;
        app.tamper(&format!("UPDATE roles SET reach = 'department' WHERE id = {}", app.literal(&role))).await.unwrap();
        app.give_role("clerk@exemple.fr", &role).await;
        let lyon = app.department("Nantes").await;
        place(&app, &admin, "clerk@exemple.fr", lyon, DepartmentRole::Viewer).await;
        let draft = clerk.post("/services/new", &[("name", "Outil"), ("more", "yes")]).await;
        assert!(draft.status == 403 && !draft.says("Paris"), "{}: {}", draft.status, draft.text());
    }

    async fn somebody_outside_is_as_nobody_is(app: TestApp) {
        let Scene { mut lead, paris, .. } = scene(&app).await;
        let (outside, nobody) = (app.user(OUTSIDE).await, uuid::Uuid::nil().to_string());
        for (method, end) in [
            ("GET", ""), ("GET", "/edit"), ("POST", "/edit"), ("GET", "/link"), ("POST", "/link"), ("GET", "/revoke"), ("POST", "/revoke"),
            ("POST", "/deactivate"), ("GET", "/address"), ("POST", "/address"), ("GET", "/access-end"), ("POST", "/access-end"),
        ] {
            let mut statuses = Vec::new();
            for id in [&outside, &nobody] {
                let answer = lead.request(method.parse().unwrap(), &format!("/users/{id}{end}")).await;
                assert!(!answer.says(OUTSIDE), "{method} {end}");
                statuses.push(answer.status);
            }
            assert!(statuses[0] == statuses[1] && statuses[0] >= 400, "{method} {end}: {statuses:?}");
        }
        // Neither by a place of one's own does one reach another department.
        let inside = app.user(INSIDE).await;
        assert!(change(&app, &lead, &inside, Change::AddToDepartment(paris, DepartmentRole::Viewer)).await.is_err());
        assert_eq!(app.count("department_members").await, 3);
        assert_eq!(app.count("users WHERE state = 'invited'").await, 2);
    }

    // [S3.10] [S4.23]
    async fn the_history_of_ones_people_names_no_other_department_and_no_foreign_address(app: TestApp) {
        let Scene { admin, mut lead, paris, .. } = scene(&app).await;
        place(&app, &admin, INSIDE, paris, DepartmentRole::Viewer).await;
        for path in ["/history", "/history/export.json", "/history/export.csv"] {
            let page = lead.get(path).await;
            let said = page.body.split("<main").last().unwrap();
            assert!(said.contains(INSIDE) || said.contains("ajouté"), "{path}: {said}");
            assert!(!said.contains("Paris") && !said.contains("camille@rivoli.example"), "{path}: {said}");
            assert!(said.contains("Camille"), "who did it is said: {path}");
            assert!(!said.contains(&paris.to_string()), "not by its id either: {path}");
        }
        // Nor that there is one: what Paris did with one of one's own is no entry, and not one more in the file.
        let of_inside = |entries: &serde_json::Value| -> Vec<String> {
            let of = |entry: &&serde_json::Value| entry["subject"]["email"] == INSIDE;
            entries.as_array().unwrap().iter().filter(of).map(|entry| entry["action"].as_str().unwrap().to_owned()).collect()
        };
        let seen = of_inside(&lead.get("/history/export.json").await.json());
        assert_eq!(seen.iter().filter(|action| *action == "added-to-department").count(), 1, "Lyon alone: {seen:?}");
        // Where somebody else sat isn't said either.
        let own = lead.get("/history/export.json").await.json();
        for entry in own.as_array().unwrap() {
            let who = if entry["actor"].is_null() { &entry["subject"] } else { &entry["actor"] };
            assert!(who["email"] == "lead@exemple.fr" || entry["address"] == "", "{entry}");
        }
        let mut member = app.visitor();
        member.post(&app.join_path(INSIDE).await, &crate::support::app::JOIN).await;
        member.accept_policy().await;
        let page = member.get("/me/history").await;
        assert!(page.says("Camille Moreau"), "{}", page.text());
        let copy = member.get("/me/export.json").await.json();
        let by_others = copy["history"].as_array().unwrap().iter().filter(|entry| entry["actor"]["name"] == "Camille Moreau");
        let by_others: Vec<_> = by_others.collect();
        assert!(!by_others.is_empty());
        for entry in by_others {
            assert!(entry["address"] == "" && entry["actor"]["email"] == "", "{entry}");
        }
    }

    // [S4.23] [S5.9]
    async fn a_service_names_the_departments_that_one_knows_and_keeps_the_others(app: TestApp) {
        let Scene { mut admin, mut lead, lyon, paris } = scene(&app).await;
        let levels = Levels::default().with(Area::Services, Level::Editor);
        app.give_role("lead@exemple.fr", &app.custom_role("Catalogue", levels).await).await;
        let service = app.service("Campagnes").await;
        let places = |browser: &Answer| browser.says("Paris");
        app.tamper("INSERT INTO service_departments (account_id, service_id, department_id) \
            SELECT s.account_id, s.id, d.id FROM services s JOIN departments d ON d.account_id = s.account_id").await.unwrap();
        for path in [format!("/services/{service}"), format!("/services/{service}/edit"), "/services/new".to_owned()] {
            let page = lead.get(&path).await;
            assert_eq!(page.status, 200, "{path}");
            assert!(page.says("Lyon") && !places(&page), "{path}: {}", page.text());
            assert!(path.ends_with("new") || places(&admin.get(&path).await), "{path}");
        }
        let edit = format!("/services/{service}/edit");
        let form = Form::all(&lead.get(&edit).await).into_iter().find(|form| form.action.starts_with("/services/")).expect("the form");
        let mut fields: Vec<(&str, &str)> = form.fields.iter().map(|field| (field.name.as_str(), field.value.as_str())).collect();
        fields.retain(|(name, _)| *name != "departments");
        let (other, gone) = (paris.to_string(), lyon.to_string());
        let refused = lead.post(&form.action, &[&fields[..], &[("departments", &other)]].concat()).await;
        assert_eq!(refused.status, 422, "as one that doesn't exist");
        assert_eq!(lead.post(&form.action, &fields).await.status, 303);
        let left = app.values("SELECT d.name FROM service_departments s JOIN departments d ON d.id = s.department_id").await;
        assert_eq!(left, ["Paris"], "{gone} alone was taken away");
    }

    // [S4.23] [S2.5]
    async fn what_one_cannot_give_is_not_offered(app: TestApp) {
        let Scene { mut admin, mut lead, .. } = scene(&app).await;
        let (own, other) = (app.service("Campagnes").await, app.service("Expéditions").await);
        app.assign("lead@exemple.fr", own).await;
        let levels = [Area::Users, Area::Services].into_iter().fold(Levels::default(), |levels, area| levels.with(area, Level::Approver));
        app.give_role("lead@exemple.fr", &app.custom_role("Accueil", levels).await).await;
        let path = format!("/users/{}/services", app.user(INSIDE).await);
        let page = lead.get(&path).await;
        assert!(page.says("Campagnes") && !page.says("Expéditions"), "{}", page.text());
        assert!(admin.get(&path).await.says("Expéditions"));
        app.assign(INSIDE, other).await;
        assert!(lead.get(&path).await.says("Expéditions"), "what the person has is seen");
        // A place holds history and exports too: rights in departments alone don't give that of an admin.
        app.colleague(&mut admin, "clerk@exemple.fr", "user").await;
        let mut clerk = app.visitor();
        clerk.sign_in("clerk@exemple.fr", crate::support::app::PASSWORD).await;
        let all = Area::OWN.into_iter().fold(Levels::default(), |levels, area| levels.with(area, Level::Approver));
        let few = Levels::default().with(Area::Users, Level::Approver).with(Area::Departments, Level::Approver);
        for (name, levels, offered) in [("Peu", few, false), ("Tout", all, true)] {
            app.give_role("clerk@exemple.fr", &app.custom_role(name, levels).await).await;
            let page = clerk.get("/users/invite").await;
            assert_eq!(page.status, 200, "{name}");
            assert_eq!(page.says("Département admin"), offered, "{name}: {}", page.text());
        }
    }

    // [S3.10] [S4.23]
    async fn who_was_first_invited_elsewhere_was_so_in_silence(app: TestApp) {
        let Scene { mut admin, mut lead, lyon, paris } = scene(&app).await;
        assert_eq!(invite(&app, &mut admin, "x@exemple.fr", &paris.to_string(), "operator").await, 303);
        place(&app, &admin, "x@exemple.fr", lyon, DepartmentRole::Viewer).await;
        for path in ["/history".to_owned(), format!("/users/{}", app.user("x@exemple.fr").await), "/history/export.json".into(), "/history/export.csv".into()] {
            let page = lead.get(&path).await;
            assert!(page.body.contains("x@exemple.fr"), "{path}");
            let invited = page.body.contains("operator") || page.body.contains("Operator");
            assert!(!invited && !page.body.contains("Paris") && !page.body.contains(&paris.to_string()), "{path}: {}", page.text());
        }
    }

    // [S4.20] [S4.23]
    async fn what_is_left_for_the_whole_account_is_not_said_before_sending(app: TestApp) {
        let Scene { mut admin, mut lead, lyon, .. } = scene(&app).await;
        let taken = u32::try_from(app.count("users").await).unwrap();
        app.set_seats(taken + 1).await;
        let some = ["a", "b", "c"].map(|name| format!("{name}@exemple.fr"));
        let asked = serde_json::json!({ "addresses": some });
        assert_eq!(lead.call("check-addresses", &asked).await.json()["outcomes"], serde_json::json!(["new", "new", "new"]));
        assert_eq!(admin.call("check-addresses", &asked).await.json()["outcomes"], serde_json::json!(["new", "no-seat", "no-seat"]));
        assert_eq!(invite(&app, &mut lead, &some.join(" "), &lyon.to_string(), "viewer").await, 303);
        assert_eq!(app.count("users").await, i64::from(taken) + 1, "sending counts");
    }

    // [S3.10] [S4.23]
    async fn the_history_is_that_of_ones_people_and_ones_own(app: TestApp) {
        let Scene { mut lead, .. } = scene(&app).await;
        let (inside, outside) = (app.user(INSIDE).await, app.user(OUTSIDE).await);
        for path in ["/history".to_owned(), "/history?q=exemple".to_owned(), "/history?what=invitations".to_owned(), "/history?q=bruno".to_owned(),
            format!("/history?subject={outside}"), format!("/history?actor={outside}"), "/history/export.json".to_owned(), "/history/export.csv".to_owned()] {
            let page = lead.get(&path).await;
            assert!(page.status == 200 && !page.says(OUTSIDE) && !page.says("Paris"), "{path}: {}", page.text());
        }
        assert!(lead.get("/history").await.says(INSIDE));
        assert!(lead.get(&format!("/history?subject={inside}")).await.says(INSIDE));
        let exported = lead.get("/history/export.json").await.json();
        let subjects: Vec<&str> = exported.as_array().unwrap().iter().filter_map(|entry| entry["subject"]["email"].as_str()).collect();
        assert!(subjects.iter().all(|email| [INSIDE, "lead@exemple.fr"].contains(email)), "{subjects:?}");
        assert!(exported.as_array().unwrap().iter().any(|entry| entry["action"] == "history-exported"), "one's own acts");
    }

    async fn a_file_and_a_verb_for_many_hold_ones_people_alone(app: TestApp) {
        let Scene { mut lead, paris, .. } = scene(&app).await;
        let file = lead.get("/users/export.csv").await;
        assert!(file.says(INSIDE) && !file.says(OUTSIDE) && !file.says("camille@"), "{}", file.body);
        assert_eq!(app.value::<String>("SELECT particulars FROM history WHERE action = 'users-exported'").await, r#"{"count":2}"#);
        let (inside, outside) = (app.user(INSIDE).await, app.user(OUTSIDE).await);
        let named = [("list", "/users"), ("verb", "revoke"), ("user", inside.as_str()), ("user", outside.as_str())];
        assert!(lead.post("/users/bulk", &named).await.body.contains("name=\"count\" value=\"1\""));
        let job = crate::jobs::begin(&mut lead, "/users", "revoke", &[]).await.location().to_owned();
        drain(&app.app).await.unwrap();
        assert!(lead.get(&job).await.says(INSIDE) && !lead.get(&job).await.says(OUTSIDE));
        assert_eq!(app.values("SELECT email FROM users WHERE state = 'inactive'").await, [INSIDE]);
        let page = lead.post("/users/bulk", &[("list", "/users"), ("verb", "add-to-department"), ("user", &inside)]).await;
        assert!(page.says("Lyon") && !page.says("Paris") && !page.body.contains(&paris.to_string()), "{}", page.text());
    }

    // [S4.23] [S4.27]
    async fn who_is_invited_goes_into_a_department_of_ones_own(app: TestApp) {
        let Scene { mut admin, mut lead, lyon, paris } = scene(&app).await;
        let (own, other) = (lyon.to_string(), paris.to_string());
        let page = lead.get("/users/invite").await;
        assert!(page.says("Lyon") && !page.says("Paris") && page.says("Utilisateur") && !page.says("Administrateur"), "{}", page.text());
        assert_eq!(invite(&app, &mut lead, "a@exemple.fr", "", "").await, 422);
        assert_eq!(invite(&app, &mut lead, "a@exemple.fr", &other, "viewer").await, 422);
        assert_eq!(invite(&app, &mut lead, "a@exemple.fr", &own, "").await, 422);
        assert_eq!(invite(&app, &mut lead, "a@exemple.fr", &own, "operator").await, 303);
        // An administrator is free to.
        assert_eq!(invite(&app, &mut admin, "b@exemple.fr", &other, "admin").await, 303);
        assert_eq!(invite(&app, &mut admin, "c@exemple.fr", "", "").await, 303);
        let sql = "SELECT u.email || ' ' || m.role FROM department_members m JOIN users u ON u.id = m.user_id \
            WHERE u.email IN ('a@exemple.fr', 'b@exemple.fr', 'c@exemple.fr') ORDER BY 1";
        assert_eq!(app.values(sql).await, ["a@exemple.fr operator", "b@exemple.fr admin"]);
        // The rights still lie within the inviter's when the invitation is accepted.
        let path = app.join_path("a@exemple.fr").await;
        assert_eq!(app.visitor().post(&path, &crate::support::app::JOIN).await.status, 303);
    }

    async fn who_tries_files_of_addresses_out_of_reach_is_slowed_down(app: TestApp) {
        let mut admin = app.admin().await;
        let mut other = app.account("Autre maison", "david@autre.example").await;
        let theirs: Vec<String> = (0..2_100).map(|n| format!("p{n}@autre.example")).collect();
        let role_of = async |email: &str| {
            let sql = format!("SELECT r.id FROM roles r JOIN users u ON u.role_id = r.id WHERE u.email = '{email}'");
            app.value::<uuid::Uuid>(&sql).await.to_string()
        };
        let (own, others) = (role_of("camille@rivoli.example").await, role_of("david@autre.example").await);
        let with = [("column", "email"), ("header", "yes"), ("encoding", "utf-8"), ("separator", "comma"), ("language", "fr"), ("send", "no")];
        let key = || app.app.random.id(app.app.clock.now()).to_string();
        let file = async |admin: &mut Browser, lines: &[String]| {
            let sent = crate::import::send(admin, "liste.csv", format!("email\n{}", lines.join("\n")).as_bytes()).await;
            sent.location().to_owned()
        };
        let there = file(&mut other, &theirs).await;
        let begun = other.post(&format!("{there}/run"), &[&with[..], &[("role", others.as_str()), ("key", &key())]].concat()).await;
        assert_eq!(begun.status, 303, "{}", begun.text());
        drain(&app.app).await.unwrap();
        assert_eq!(app.count("users").await, 2_102);
        let plan = [&with[..], &[("role", own.as_str())]].concat();
        let key = key();
        let run = [&plan[..], &[("key", key.as_str())]].concat();
        // One file counts once, however often it is looked at.
        let some = file(&mut admin, &theirs[..1_500]).await;
        for _ in 0..2 {
            assert_eq!(admin.post(&some, &plan).await.status, 200);
            assert_eq!(admin.post(&format!("{some}/report"), &plan).await.status, 200);
        }
        let more = file(&mut admin, &theirs[..600]).await;
        for path in [more.clone(), format!("{more}/report"), format!("{more}/run")] {
            let refused = admin.post(&path, &run).await;
            assert!(refused.status == 422 && refused.says("Trop de tentatives"), "{path}: {}", refused.text());
        }
        assert_eq!(admin.post(&format!("{some}/run"), &run).await.status, 303);
        app.advance(std::time::Duration::from_hours(2));
        assert_eq!(admin.post(&more, &plan).await.status, 200, "an hour later it is forgotten");
    }

    async fn an_address_out_of_reach_is_as_one_of_another_account(app: TestApp) {
        let Scene { mut lead, lyon, .. } = scene(&app).await;
        app.account("Autre maison", "david@autre.example").await;
        let asked = json!({ "addresses": [OUTSIDE, "david@autre.example", INSIDE, "new@exemple.fr"] });
        let answer = lead.call("check-addresses", &asked).await;
        let outcomes = answer.json()["outcomes"].clone();
        assert_eq!(outcomes[0], outcomes[1], "{outcomes}");
        assert!(outcomes[0] != outcomes[2] && outcomes[2] != outcomes[3], "{outcomes}");
        let import = crate::import::send(&mut lead, "liste.csv", format!("email;nom\n{OUTSIDE};X\nnew@exemple.fr;Y").as_bytes()).await;
        let path = import.location().to_owned();
        let sheet = lead.get(&path).await;
        assert!(sheet.says("Lyon") && !sheet.says("Paris"), "{}", sheet.text());
        let role = app.value::<uuid::Uuid>("SELECT r.id FROM roles r JOIN users u ON u.role_id = r.id WHERE u.email = 'lead@exemple.fr'").await.to_string();
        let own = lyon.to_string();
        let plan = [("column", "email"), ("column", "last-name"), ("header", "yes"), ("encoding", "utf-8"), ("separator", "semicolon"),
            ("role", &role), ("language", "fr"), ("send", "no")];
        let into = [("department", own.as_str()), ("department_role", "viewer")];
        let nowhere = lead.post(&path, &plan).await;
        assert!(nowhere.status == 200 && !nowhere.body.contains(&format!("{path}/run")), "{}", nowhere.text());
        let refused = "history WHERE action = 'job-started' AND refused";
        let paris = app.value::<uuid::Uuid>("SELECT id FROM departments WHERE name = 'Paris'").await.to_string();
        let unknown = uuid::Uuid::nil().to_string();
        for department in [&paris, &unknown] {
            let elsewhere = [("department", department.as_str()), ("department_role", "viewer")];
            let answer = lead.post(&path, &[&plan[..], &elsewhere].concat()).await;
            assert!(answer.status == 422 && answer.says("Choisissez un département"), "{}", answer.text());
            assert_eq!(app.count(refused).await, 0, "one is told of a department elsewhere as of none");
        }
        let report = lead.post(&path, &[&plan[..], &into].concat()).await;
        assert!(report.body.contains(&format!("{path}/run")), "{}", report.text());
        let key = app.app.random.id(app.app.clock.now()).to_string();
        let started = lead.post(&format!("{path}/run"), &[&plan[..], &into, &[("key", &key)]].concat()).await;
        assert_eq!(started.status, 303, "{}", started.text());
        drain(&app.app).await.unwrap();
        assert_eq!(app.count("department_members m JOIN users u ON u.id = m.user_id WHERE u.email = 'new@exemple.fr'").await, 1);
    }
}
