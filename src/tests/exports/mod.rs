//! Files of people, rights and history, made in the background and kept for who asked.

use crate::{
    support::{Answer, Browser, TestApp, on_both_engines},
    users::change,
};
use parvis::{
    domain::{
        access::{Area, Level},
        department::DepartmentRole,
    },
    server::{
        app::App,
        housekeeping::tidy,
        jobs::drain,
        operations::{
            jobs::{self, Worked},
            users::Change,
        },
    },
};
use std::time::Duration;

mod kept;

/// Asks for a file; the answer leads to its job.
async fn ask(app: &App, browser: &mut Browser, what: &str, format: &str) -> Answer {
    let key = app.random.id(app.clock.now()).to_string();
    browser.post("/exports", &[("key", &key), ("what", what), ("format", format)]).await
}

/// The id of a file that was asked for.
async fn begin(app: &App, browser: &mut Browser, what: &str, format: &str) -> String {
    let answer = ask(app, browser, what, format).await;
    assert!(answer.status == 303 && answer.location().starts_with("/jobs/"), "{}", answer.text());
    answer.location().rsplit('/').next().unwrap().to_owned()
}

/// The same once it is made.
pub async fn make(app: &App, browser: &mut Browser, what: &str, format: &str) -> String {
    let id = begin(app, browser, what, format).await;
    drain(app).await.unwrap();
    id
}

pub fn download(id: &str) -> String {
    format!("/exports/{id}/download")
}

async fn part(app: &App) -> Worked {
    let leased = jobs::lease(app).await.unwrap().expect("a job");
    jobs::work(app, &leased).await.unwrap()
}

/// That many more people, who don't come in.
async fn invited(app: &TestApp, admin: &mut Browser, count: usize) {
    let addresses: Vec<String> = (0..count).map(|n| format!("n{n:04}@exemple.fr")).collect();
    let answer = app.send_invitations(admin, &addresses.join(" "), "user").await;
    assert_eq!(answer.status, 303, "{}", answer.body);
}

/// Lets people in without their help, as who has some rights.
async fn active(app: &TestApp) {
    let role = app.literal(&app.role("member").await);
    let set = format!("UPDATE users SET state = 'active', password_hash = 'x', role_id = {role}");
    app.tamper(&format!("{set} WHERE state = 'invited'")).await.unwrap();
}

on_both_engines! {
    // [S4.12]
    async fn people_are_those_of_the_lists_own_file(app: TestApp) {
        let mut admin = app.admin().await;
        let lyon = app.department("Lyon").await;
        app.send_invitations(&mut admin, "\"=1+1\" <formule@exemple.fr>; Céline Dupont <celine@exemple.fr>", "member").await;
        let celine = app.user("celine@exemple.fr").await;
        change(&app, &admin, &celine, Change::AddToDepartment(lyon, DepartmentRole::Admin)).await.unwrap();
        invited(&app, &mut admin, 1_205).await;
        app.account("Autre maison", "david@autre.example").await;
        let id = make(&app.app, &mut admin, "people", "csv").await;
        let file = admin.get(&download(&id)).await;
        assert_eq!((file.status, file.header("content-type")), (200, "text/csv; charset=utf-8"));
        assert_eq!(file.header("content-disposition"), "attachment; filename=\"parvis-utilisateurs-2026-11-22.csv\"");
        assert_eq!(file.header("content-length"), file.body.len().to_string());
        assert_eq!(file.body, admin.get("/users/export.csv").await.body);
        assert!(!file.body.contains("david@autre.example"));

        let id = make(&app.app, &mut admin, "people", "json").await;
        let file = admin.get(&download(&id)).await;
        assert_eq!(file.header("content-type"), "application/json");
        let people = file.json();
        let people = people.as_array().unwrap();
        assert_eq!(people.len(), 1_208);
        let person = people.iter().find(|person| person["email"] == "celine@exemple.fr").unwrap();
        assert_eq!((&person["id"], &person["state"]), (&celine.as_str().into(), &"invited".into()));
        assert_eq!(person["departments"], serde_json::json!([{ "name": "Lyon", "role": "admin" }]));
        assert_eq!(person["invited_at"], "2026-11-22T08:00:00.001Z");
    }

    // [S3.10]
    async fn the_history_is_that_of_its_own_file(app: TestApp) {
        let mut admin = app.admin().await;
        invited(&app, &mut admin, 1_203).await;
        app.advance(Duration::from_secs(1));
        for format in ["csv", "json"] {
            let id = make(&app.app, &mut admin, "history", format).await;
            let file = admin.get(&download(&id)).await;
            let direct = admin.get(&format!("/history/export.{format}")).await;
            // What was done since is newer, and stands above the rest.
            let oldest = |text: &str| -> Vec<String> {
                text.lines().rev().take(1_200).map(|line| line.trim_end_matches(',').to_owned()).collect()
            };
            assert_eq!(oldest(&file.body), oldest(&direct.body), "{format}");
            assert!(file.header("content-disposition").ends_with(&format!("parvis-historique-2026-11-22.{format}\"")));
        }
    }

    // [S2.8] [S3.21] [S3.22]
    async fn rights_are_every_level_of_every_active_person_and_why(app: TestApp) {
        let mut admin = app.admin().await;
        let (lyon, mail) = (app.department("Lyon").await, app.service("Campagnes").await);
        let areas = app.areas(mail, &["Contacts", "Emailings"]).await;
        for name in ["member", "lead"] {
            app.colleague(&mut admin, &format!("{name}@exemple.fr"), "member").await;
        }
        app.invite(&mut admin, "pas-encore@exemple.fr", "administrator").await;
        app.assign("member@exemple.fr", mail).await;
        app.except("member@exemple.fr", areas[1], Level::Approver).await;
        let id = app.user("lead@exemple.fr").await;
        change(&app, &admin, &id, Change::AddToDepartment(lyon, DepartmentRole::Admin)).await.unwrap();

        let csv = make(&app.app, &mut admin, "rights", "csv").await;
        let csv = admin.get(&download(&csv)).await;
        assert_eq!(csv.header("content-disposition"), "attachment; filename=\"parvis-droits-2026-11-22.csv\"");
        assert!(csv.says("Personne;Adresse e-mail;Rubrique;Niveau;"), "{}", csv.text());
        assert!(csv.says("member@exemple.fr;Emailings (Campagnes);Approbateur;") && csv.says("xception"), "{}", csv.text());
        assert!(csv.says("lead@exemple.fr;Utilisateurs;Approbateur;") && csv.says("Lyon"), "{}", csv.text());
        assert!(!csv.says("pas-encore@") && !csv.says("lead@exemple.fr;Emailings"), "{}", csv.text());

        // The same that is said to who asks "who can…?".
        let json = make(&app.app, &mut admin, "rights", "json").await;
        let rights = admin.get(&download(&json)).await.json();
        let rights = rights.as_array().unwrap();
        assert_eq!(rights.len(), csv.body.lines().count() - 1);
        let emailings = Area::Service(areas[1]).to_string();
        for area in ["users", "history", "exports", emailings.as_str()] {
            for level in ["guest", "editor", "approver"] {
                let at_least: Level = level.parse().unwrap();
                let held = rights.iter().filter(|right| right["area"] == area);
                let mut held: Vec<&str> = held
                    .filter(|right| right["level"].as_str().unwrap().parse::<Level>().unwrap() >= at_least)
                    .map(|right| right["email"].as_str().unwrap())
                    .collect();
                let found = admin.get(&format!("/rights/export.csv?area={area}&level={level}")).await;
                let mut found: Vec<&str> = found.body.lines().skip(1).map(|line| line.split(';').nth(1).unwrap()).collect();
                held.sort_unstable();
                found.sort_unstable();
                assert_eq!(held, found, "{area} {level}");
            }
        }
    }

    async fn a_file_goes_on_where_a_killed_worker_left_it(app: TestApp) {
        let mut admin = app.admin().await;
        invited(&app, &mut admin, 1_205).await;
        active(&app).await;
        for (what, first) in [("people", "1 000"), ("rights", "500")] {
            let id = begin(&app.app, &mut admin, what, "csv").await;
            let job = format!("/jobs/{id}");
            assert!(admin.get(&job).await.says("En attente"));
            // A worker that has done one part is gone with its lease.
            assert_eq!(part(&app.app).await, Worked::More);
            let page = admin.get(&job).await;
            assert!(page.says(&format!("{first} sur 1 206")), "{}", page.text());
            assert!(!page.body.contains("/download"));
            assert_eq!(admin.get(&download(&id)).await.status, 404, "half a file is none");
            let again = app.restart(|_| ()).await.unwrap();
            app.advance(Duration::from_secs(31));
            drain(&again).await.unwrap();
            let page = admin.get(&job).await;
            assert!(page.says("Terminé") && page.body.contains(&download(&id)), "{}", page.text());
            let file = admin.get(&download(&id)).await;
            if what == "people" {
                assert_eq!(file.body, admin.get("/users/export.csv").await.body);
            } else {
                let people: std::collections::BTreeSet<&str> =
                    file.body.lines().skip(1).map(|line| line.split(';').nth(1).unwrap()).collect();
                assert_eq!((people.len(), file.body.matches("Personne;").count()), (1_206, 1));
            }
        }
    }

    async fn people_who_come_and_go_meanwhile_leave_it_whole(app: TestApp) {
        let mut admin = app.admin().await;
        invited(&app, &mut admin, 1_000).await;
        let id = begin(&app.app, &mut admin, "people", "json").await;
        assert_eq!(part(&app.app).await, Worked::More);
        for n in 0..30 {
            app.invite(&mut admin, &format!("z{n}@exemple.fr"), "user").await;
        }
        app.advance(Duration::from_secs(31));
        drain(&app.app).await.unwrap();
        assert_eq!(admin.get(&download(&id)).await.json().as_array().unwrap().len(), 1_031);
        assert_eq!(app.count("jobs WHERE done = 1031 AND total = 1031 AND ending = 'done'").await, 1);
        let id = begin(&app.app, &mut admin, "people", "json").await;
        app.tamper("UPDATE users SET state = 'deleted', reason = NULL, deleted_at = created_at WHERE email LIKE 'z%'").await.unwrap();
        drain(&app.app).await.unwrap();
        assert_eq!(admin.get(&download(&id)).await.json().as_array().unwrap().len(), 1_001);
        assert_eq!(app.count("jobs WHERE done = 1001 AND total = 1001 AND ending = 'done'").await, 1);
    }

    async fn cancelled_it_is_never_a_file(app: TestApp) {
        let mut admin = app.admin().await;
        invited(&app, &mut admin, 1_100).await;
        let id = begin(&app.app, &mut admin, "people", "csv").await;
        assert_eq!(part(&app.app).await, Worked::More);
        assert_eq!(admin.post(&format!("/jobs/{id}/cancel"), &[]).await.status, 303);
        app.advance(Duration::from_secs(31));
        drain(&app.app).await.unwrap();
        assert_eq!(admin.get(&download(&id)).await.status, 404);
        let page = admin.get("/exports").await;
        assert!(page.says("Arrêté à votre demande") && !page.body.contains("/download"), "{}", page.text());
        tidy::tidy(&app.app, app.app.clock.now()).await.unwrap();
        assert_eq!((app.count("export_chunks").await, app.count("exports").await), (0, 1));
    }

    async fn the_form_sent_twice_is_one_file_and_a_changed_one_is_refused(app: TestApp) {
        let mut admin = app.admin().await;
        let page = admin.get("/exports").await;
        let key = page.between("name=\"key\" value=\"", "\"").unwrap().to_owned();
        let mut send = async |what: &str, format: &str| {
            admin.post("/exports", &[("key", &key), ("what", what), ("format", format)]).await
        };
        for (what, format, said) in [("", "csv", "Choisissez ce qu’il faut exporter"), ("people", "pdf", "Choisissez un format")] {
            let answer = send(what, format).await;
            assert!(answer.status == 422 && answer.says(said), "{}", answer.text());
            assert!(answer.says("Erreur : Exports"), "{}", answer.text());
        }
        let first = send("people", "csv").await;
        assert_eq!(send("people", "csv").await.location(), first.location());
        let changed = send("people", "json").await;
        assert!(changed.status == 422 && changed.says("Cette demande a déjà été envoyée autrement"), "{}", changed.text());
        assert_eq!(app.count("exports").await, 1);
        assert_eq!(app.count("history WHERE action = 'users-exported'").await, 1);
        // Somebody else's key is nobody's business.
        let mut second = app.colleague(&mut admin, "second@exemple.fr", "administrator").await;
        assert_eq!(second.post("/exports", &[("key", &key), ("what", "people"), ("format", "csv")]).await.status, 404);
    }

    async fn who_asks_for_very_many_waits(app: TestApp) {
        let mut admin = app.admin().await;
        let mut last = ask(&app.app, &mut admin, "people", "csv").await;
        for _ in 0..40 {
            if last.status == 429 { break; }
            last = ask(&app.app, &mut admin, "people", "csv").await;
        }
        assert!(last.status == 429 && last.says("Trop de tentatives"), "{} {}", last.status, last.text());
    }

    async fn a_file_is_in_the_language_of_who_asked(app: TestApp) {
        let mut admin = app.admin().await;
        app.tamper("UPDATE users SET language = 'en'").await.unwrap();
        let id = begin(&app.app, &mut admin, "people", "csv").await;
        app.tamper("UPDATE users SET language = 'fr'").await.unwrap();
        drain(&app.app).await.unwrap();
        let file = admin.get(&download(&id)).await;
        assert_eq!(file.header("content-disposition"), "attachment; filename=\"parvis-users-2026-11-22.csv\"");
        assert!(file.body.starts_with("\u{FEFF}Email address,") || file.body.contains(",Role,"), "{}", file.body);
    }
}
