use crate::{
    support::{Answer, Browser, TestApp, on_both_engines},
    users::change,
};
use parvis::{
    domain::{
        access::{Area, Level, Levels},
        department::DepartmentRole,
    },
    server::{
        app::App,
        jobs::drain,
        operations::{
            jobs::{self, Worked},
            users::Change,
        },
    },
};
use std::time::Duration;

/// That many invited people, `n0@exemple.fr` and so on.
async fn invited(app: &TestApp, admin: &mut Browser, count: usize) {
    let addresses: Vec<String> = (0..count).map(|n| format!("n{n:04}@exemple.fr")).collect();
    let answer = app.send_invitations(admin, &addresses.join(" "), "user").await;
    assert_eq!(answer.status, 303, "{}", answer.body);
}

/// Begins it for all that the list shows; the answer leads to the job.
pub async fn begin(admin: &mut Browser, list: &str, verb: &str, more: &[(&str, &str)]) -> Answer {
    let preview = admin.post("/users/bulk", &[("list", list), ("all", "yes"), ("verb", verb)]).await;
    assert_eq!(preview.status, 200, "{}", preview.body);
    let hidden = |name: &str| preview.between(&format!("name=\"{name}\" value=\""), "\"").expect("a field").to_owned();
    let (key, count) = (hidden("key"), hidden("count"));
    let mut fields = vec![("key", key.as_str()), ("count", &count), ("list", list), ("all", "yes"), ("verb", verb)];
    fields.extend(more);
    admin.post("/users/bulk/run", &fields).await
}

async fn revocations(app: &TestApp) -> i64 {
    app.count("history WHERE action = 'invitation-revoked' AND NOT refused").await
}

async fn part(app: &App) -> Worked {
    let leased = jobs::lease(app).await.unwrap().expect("a job");
    jobs::work(app, &leased).await.unwrap()
}

on_both_engines! {
    // [S4.12]
    async fn a_job_goes_on_where_a_killed_worker_left_it(app: TestApp) {
        let mut admin = app.admin().await;
        invited(&app, &mut admin, 250).await;
        let job = begin(&mut admin, "/users", "revoke", &[]).await.location().to_owned();
        assert!(admin.get(&job).await.says("En attente"));
        // A worker that has done one part is gone with its lease.
        assert_eq!(part(&app.app).await, Worked::More);
        assert!(admin.get(&job).await.says("100 sur 250"));
        let again = app.restart(|_| ()).await.unwrap();
        drain(&again).await.unwrap();
        assert!(admin.get(&job).await.says("100 sur 250"), "it is the first one's until the lease ends");
        app.advance(Duration::from_secs(31));
        drain(&again).await.unwrap();
        let page = admin.get(&job).await;
        assert!(page.says("250 sur 250") && page.says("Terminé") && !page.body.contains("http-equiv=\"refresh\""));
        assert_eq!(revocations(&app).await, 250, "each once");
        assert_eq!(app.count("users WHERE state = 'inactive'").await, 250);
    }

    async fn a_worker_that_was_dropped_leaves_nothing_half_done(app: TestApp) {
        let mut admin = app.admin().await;
        invited(&app, &mut admin, 350).await;
        begin(&mut admin, "/users", "revoke", &[]).await;
        // Dropped wherever it is once the first part is done.
        tokio::select! {
            done = drain(&app.app) => done.unwrap(),
            () = async { while app.count("job_items WHERE rank = 1").await == 0 { tokio::task::yield_now().await; } } => {}
        }
        assert_eq!(app.count("job_items WHERE rank = 1").await, revocations(&app).await);
        app.advance(Duration::from_secs(31));
        // PostgreSQL takes back what was dropped in its own time, and nobody else has it until then.
        let done = async {
            while app.count("jobs WHERE ending IS NULL").await > 0 {
                drain(&app.app).await.unwrap();
            }
        };
        tokio::time::timeout(Duration::from_secs(20), done).await.expect("it never ends");
        assert_eq!(revocations(&app).await, 350);
        assert_eq!(app.count("jobs WHERE done = 350 AND ending = 'done'").await, 1);
    }

    async fn who_has_lost_the_lease_writes_nothing(app: TestApp) {
        let mut admin = app.admin().await;
        invited(&app, &mut admin, 120).await;
        begin(&mut admin, "/users", "revoke", &[]).await;
        let slow = jobs::lease(&app.app).await.unwrap().unwrap();
        app.advance(Duration::from_secs(31));
        let quick = jobs::lease(&app.app).await.unwrap().unwrap();
        assert_eq!(jobs::work(&app.app, &slow).await.unwrap(), Worked::Lost);
        assert_eq!(jobs::work(&app.app, &quick).await.unwrap(), Worked::More);
        assert_eq!(revocations(&app).await, 100);
    }

    async fn rights_lost_meanwhile_stop_it_with_a_clear_result(app: TestApp) {
        let mut admin = app.admin().await;
        let mut second = app.colleague(&mut admin, "second@exemple.fr", "administrator").await;
        invited(&app, &mut admin, 150).await;
        let job = begin(&mut second, "/users?state=invited", "revoke", &[]).await.location().to_owned();
        assert_eq!(part(&app.app).await, Worked::More);
        app.give_role("second@exemple.fr", &app.role("member").await).await;
        app.advance(Duration::from_secs(31));
        drain(&app.app).await.unwrap();
        let page = second.get(&job).await;
        assert!(page.says("Arrêté : vous n’avez plus les droits nécessaires"), "{}", page.text());
        assert!(page.says("Non traités") && page.says("100 sur 150"));
        assert_eq!(revocations(&app).await, 100);
        assert_eq!(app.count("history WHERE action = 'job-stopped'").await, 1);
    }

    async fn a_deactivated_actors_job_stops(app: TestApp) {
        let mut admin = app.admin().await;
        let mut second = app.colleague(&mut admin, "second@exemple.fr", "administrator").await;
        invited(&app, &mut admin, 5).await;
        begin(&mut second, "/users?state=invited", "revoke", &[]).await;
        app.tamper("UPDATE users SET state = 'inactive', reason = 'deactivated' WHERE email = 'second@exemple.fr'").await.unwrap();
        drain(&app.app).await.unwrap();
        assert_eq!((revocations(&app).await, app.count("jobs WHERE ending = 'rights-lost'").await), (0, 1));
    }

    async fn rights_that_are_still_enough_go_on(app: TestApp) {
        let mut admin = app.admin().await;
        let role = app.custom_role("RH", Levels::default().with(Area::Users, Level::Approver)).await;
        let mut hr = app.colleague(&mut admin, "rh@exemple.fr", "administrator").await;
        invited(&app, &mut admin, 3).await;
        app.invite(&mut admin, "chef@exemple.fr", "administrator").await;
        let job = begin(&mut hr, "/users?state=invited", "revoke", &[]).await.location().to_owned();
        app.give_role("rh@exemple.fr", &role).await;
        drain(&app.app).await.unwrap();
        let page = hr.get(&job).await;
        assert!(page.says("Touche à des droits que vous n’avez pas") && page.says("chef@exemple.fr"), "{}", page.text());
        assert_eq!(revocations(&app).await, 3);
        assert_eq!(app.count("history WHERE action = 'invitation-revoked' AND refused").await, 1);
    }

    async fn cancelling_keeps_what_is_done_and_leaves_the_rest(app: TestApp) {
        let mut admin = app.admin().await;
        invited(&app, &mut admin, 150).await;
        let job = begin(&mut admin, "/users", "revoke", &[]).await.location().to_owned();
        let leased = jobs::lease(&app.app).await.unwrap().unwrap();
        assert_eq!(jobs::work(&app.app, &leased).await.unwrap(), Worked::More);
        let answer = admin.post(&format!("{job}/cancel"), &[]).await;
        assert_eq!((answer.status, answer.location()), (303, job.as_str()));
        assert_eq!(jobs::work(&app.app, &leased).await.unwrap(), Worked::Lost);
        let page = admin.get(&job).await;
        assert!(page.says("Arrêté à votre demande") && page.says("100 sur 150"));
        assert_eq!(app.count("users WHERE state = 'invited'").await, 50);
        admin.post(&format!("{job}/cancel"), &[]).await;
        assert_eq!(app.count("history WHERE action = 'job-cancelled'").await, 1);
    }

    async fn nobody_else_sees_or_stops_it(app: TestApp) {
        let mut admin = app.admin().await;
        invited(&app, &mut admin, 3).await;
        let mut second = app.colleague(&mut admin, "second@exemple.fr", "administrator").await;
        let job = begin(&mut admin, "/users?state=invited", "revoke", &[]).await.location().to_owned();
        let mut other = app.account("Autre maison", "david@autre.example").await;
        for stranger in [&mut second, &mut other] {
            assert_eq!(stranger.get(&job).await.status, 404);
            assert_eq!(stranger.post(&format!("{job}/cancel"), &[]).await.status, 404);
            let id = job.rsplit('/').next().unwrap();
            let asked = serde_json::json!({ "id": id, "query": "" });
            assert_eq!(stranger.call("job-progress", &asked).await.status, 404);
        }
        assert_eq!(app.visitor().get(&job).await.status, 303);
        drain(&app.app).await.unwrap();
        assert!(admin.get(&job).await.says("Terminé"));
    }

    // [S4.12]
    async fn whoever_left_a_jobs_page_finds_it_again_and_nobody_elses(app: TestApp) {
        let mut admin = app.admin().await;
        let mut second = app.colleague(&mut admin, "second@exemple.fr", "administrator").await;
        assert!(admin.get("/jobs").await.says("Rien n’a été lancé"));
        invited(&app, &mut admin, 3).await;
        let job = begin(&mut admin, "/users?state=invited", "revoke", &[]).await.location().to_owned();
        assert!(admin.get("/users").await.body.contains("href=\"/jobs\"") && admin.get(&job).await.body.contains("href=\"/jobs\""));
        let waiting = admin.get("/jobs").await;
        assert!(waiting.body.contains(&format!("href=\"{job}\"")) && waiting.says("Révocation de 3"), "{}", waiting.text());
        drain(&app.app).await.unwrap();
        let done = admin.get("/jobs").await;
        assert!(done.says("Terminé") && done.says("3 sur 3"), "{}", done.text());
        assert!(!second.get("/jobs").await.body.contains(&job));
    }

    // [S4.23]
    async fn who_sees_people_no_more_reads_their_names_no_more(app: TestApp) {
        let mut admin = app.admin().await;
        let mut second = app.colleague(&mut admin, "second@exemple.fr", "administrator").await;
        invited(&app, &mut admin, 3).await;
        let job = begin(&mut second, "/users?state=invited", "resend", &[]).await.location().to_owned();
        drain(&app.app).await.unwrap();
        assert!(second.get(&job).await.says("n0001@exemple.fr"));
        let lyon = app.department("Lyon").await;
        for (email, place) in [("second@exemple.fr", DepartmentRole::Admin), ("n0001@exemple.fr", DepartmentRole::Viewer)] {
            change(&app, &admin, &app.user(email).await, Change::AddToDepartment(lyon, place)).await.unwrap();
        }
        app.give_role("second@exemple.fr", &app.role("user").await).await;
        let left = second.get(&job).await;
        assert!(left.says("n0001@exemple.fr") && !left.says("n0002@exemple.fr"), "{}", left.text());
        assert!(!left.body.contains(&app.user("n0002@exemple.fr").await), "nor where they are: {}", left.body);
        change(&app, &admin, &app.user("second@exemple.fr").await, Change::LeaveDepartment(lyon)).await.unwrap();
        let left = second.get(&job).await;
        assert!(left.status == 200 && left.says("3") && !left.says("n0001@exemple.fr"), "{}", left.text());
    }

    async fn results_are_paged_refused_ones_first(app: TestApp) {
        let mut admin = app.admin().await;
        invited(&app, &mut admin, 60).await;
        let job = begin(&mut admin, "/users", "revoke", &[]).await.location().to_owned();
        app.tamper("UPDATE users SET state = 'inactive', reason = 'revoked' WHERE email = 'n0007@exemple.fr'").await.unwrap();
        drain(&app.app).await.unwrap();
        let page = admin.get(&job).await;
        assert!(page.says("n0007@exemple.fr") && page.says("Est à l’état Inactif") && !page.says("n0008@exemple.fr"));
        let done = admin.get(&format!("{job}?show=done")).await;
        assert!(done.says("n0000@exemple.fr") && !done.says("n0055@exemple.fr"));
        let next = done.between("rel=\"next\" href=\"", "\"").expect("a next page").replace("&amp;", "&");
        let next = admin.get(&next).await;
        assert!(next.says("n0055@exemple.fr") && !next.says("n0000@exemple.fr"));
    }

    async fn results_are_kept_for_thirty_days(app: TestApp) {
        let mut admin = app.admin().await;
        invited(&app, &mut admin, 2).await;
        begin(&mut admin, "/users", "revoke", &[]).await;
        drain(&app.app).await.unwrap();
        for (days, kept) in [(29, 1), (2, 0)] {
            app.advance(Duration::from_hours(days * 24));
            let mut tx = app.app.db.begin().await.unwrap();
            jobs::forget(&app.app, &mut tx.conn()).await.unwrap();
            tx.commit_bookkeeping().await.unwrap();
            assert_eq!(app.count("jobs").await, kept);
            assert_eq!(app.count("job_items").await, 2 * kept);
        }
    }
}

#[tokio::test]
async fn two_workers_on_postgres_take_each_user_once() {
    let app = TestApp::postgres().await;
    let mut admin = app.admin().await;
    invited(&app, &mut admin, 300).await;
    for state in ["a", "b", "c"] {
        // Three jobs on the same people: the first to come takes each.
        let answer = begin(&mut admin, &format!("/users?state=invited&x={state}"), "revoke", &[]).await;
        assert_eq!(answer.status, 303, "{}", answer.body);
    }
    let other = app.node().await;
    let (a, b) = tokio::join!(drain(&app.app), drain(&other));
    a.unwrap();
    b.unwrap();
    assert_eq!(revocations(&app).await, 300);
    assert_eq!(app.count("jobs WHERE ending = 'done' AND done + refused = total").await, 3);
}
