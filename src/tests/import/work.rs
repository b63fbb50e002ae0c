//! An import as a job: cut off, gone on with, and held up by one line.

use super::{check, run, sent};
use crate::support::{Browser, TestApp, on_both_engines};
use parvis::server::{
    jobs::drain,
    operations::jobs::{self, Worked},
    store::Db,
};
use std::time::Duration;

/// Has the database refuse whoever has this address, as a fault of ours or of its own would.
async fn poison(app: &TestApp, email: &str) {
    match &app.app.db {
        Db::Sqlite { .. } => {
            let sql = format!(
                "CREATE TRIGGER poison BEFORE INSERT ON users WHEN new.email = '{email}' BEGIN SELECT RAISE(ABORT, 'poison'); END"
            );
            app.tamper(&sql).await.unwrap();
        }
        Db::Postgres(_) => {
            app.tamper("CREATE FUNCTION poison() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'poison'; END $$").await.unwrap();
            let sql = format!(
                "CREATE TRIGGER poison BEFORE INSERT ON users FOR EACH ROW WHEN (new.email = '{email}') EXECUTE FUNCTION poison()"
            );
            app.tamper(&sql).await.unwrap();
        }
    }
}

/// Imports a list whose worker dies after a part of it, and is followed by another once its lease has run out; the job.
async fn import_with_a_worker_killed(app: &TestApp, admin: &mut Browser, list: &str) -> String {
    let path = sent(admin, list).await;
    let report = check(app, admin, &path, "yes").await;
    let job = run(admin, &path, &report).await;
    let leased = jobs::lease(&app.app).await.unwrap().unwrap();
    assert_eq!(jobs::work(&app.app, &leased).await.unwrap(), Worked::More);
    drop(leased);
    app.advance(Duration::from_secs(31));
    drain(&app.app).await.unwrap();
    job
}

on_both_engines! {
    async fn a_line_that_the_database_never_takes_stops_no_other(app: TestApp) {
        let mut admin = app.admin().await;
        poison(&app, "n7@exemple.fr").await;
        let lines: Vec<String> = (0..1_500).map(|n| format!("n{n}@exemple.fr")).collect();
        let path = sent(&mut admin, &lines.join("\n")).await;
        let report = check(&app, &mut admin, &path, "yes").await;
        let job = run(&mut admin, &path, &report).await;
        for _ in 0..3 {
            assert!(drain(&app.app).await.is_err());
            assert_eq!(app.count("users").await, 1, "all of a part, or nothing");
            app.advance(Duration::from_secs(31));
        }
        drain(&app.app).await.unwrap();
        let page = admin.get(&job).await;
        assert!(page.says("1 500 sur 1 500") && page.says("Cette ligne n’a pas pu être importée"), "{}", page.text());
        assert!(page.says("n7@exemple.fr") && page.says("Ligne 8"));
        for table in ["users WHERE state = 'invited'", "messages", "invitations", "history WHERE action = 'invited'"] {
            assert_eq!(app.count(table).await, 1_499, "{table}");
        }
        assert_eq!(app.count("job_items WHERE rank = 0").await, 1);
        assert_eq!(app.count("jobs WHERE ending = 'done' AND tries = 0").await, 1);
    }

    async fn a_killed_import_goes_on_and_makes_each_person_once(app: TestApp) {
        let mut admin = app.admin().await;
        let lines: Vec<String> = (0..2_500).map(|n| format!("Prénom {n};n{n}@exemple.fr")).collect();
        let list = format!("Prénom;E-mail\n{}\nx;N7@exemple.fr", lines.join("\n"));
        let job = import_with_a_worker_killed(&app, &mut admin, &list).await;
        let page = admin.get(&job).await;
        assert!(page.says("2 501 sur 2 501") && page.says("Adresse déjà présente à la ligne 9"), "{}", page.text());
        for table in ["users WHERE state = 'invited'", "messages", "history WHERE action = 'invited'", "invitations"] {
            assert_eq!(app.count(table).await, 2_500, "{table}");
        }
    }

    async fn a_file_is_imported_by_one_job_at_a_time(app: TestApp) {
        let mut admin = app.admin().await;
        let path = sent(&mut admin, "Prénom;E-mail\nAnna;anna@exemple.fr").await;
        let reports = [check(&app, &mut admin, &path, "yes").await, check(&app, &mut admin, &path, "no").await];
        let jobs = [run(&mut admin, &path, &reports[0]).await, run(&mut admin, &path, &reports[1]).await];
        assert_eq!(jobs[0], jobs[1], "the one that goes on");
        drain(&app.app).await.unwrap();
        assert_eq!(app.count("jobs").await, 1);
        assert_eq!(app.count("jobs WHERE ended_at IS NULL").await, 0);
        assert_eq!(app.count("users WHERE email = 'anna@exemple.fr' AND state = 'invited'").await, 1);
    }

    async fn a_line_that_made_nobody_is_nobodys_first_after_a_restart_either(app: TestApp) {
        let mut admin = app.admin().await;
        let lines: Vec<String> = (0..2_100).map(|n| format!("n{n}@exemple.fr;")).collect();
        let list = format!("E-mail;Rôle\nx@exemple.fr;Inconnu\n{}\nx@exemple.fr;", lines.join("\n"));
        let job = import_with_a_worker_killed(&app, &mut admin, &list).await;
        assert_eq!(app.count("users WHERE email = 'x@exemple.fr'").await, 1, "{}", admin.get(&job).await.text());
        assert!(!admin.get(&job).await.says("Adresse déjà présente"));
    }
}
