//! Who may have a file, and for how long.

use super::{ask, begin, download, invited, make, part};
use crate::{
    support::{TestApp, app::PASSWORD, on_both_engines},
    users::change,
};
use parvis::{
    domain::{
        access::{Area, Level, Levels},
        department::DepartmentRole,
    },
    server::{
        housekeeping::tidy,
        jobs::drain,
        operations::{
            jobs::{self, Worked},
            users::Change,
        },
    },
};
use std::time::Duration;

const DAY: Duration = Duration::from_hours(24);

on_both_engines! {
    async fn rights_lost_meanwhile_stop_it(app: TestApp) {
        let mut admin = app.admin().await;
        let mut second = app.colleague(&mut admin, "second@exemple.fr", "administrator").await;
        invited(&app, &mut admin, 1_100).await;
        let id = begin(&app.app, &mut second, "people", "csv").await;
        assert_eq!(part(&app.app).await, Worked::More);
        // The page of exports is still theirs, and everybody isn't.
        let levels = Levels::default().with(Area::Exports, Level::Guest);
        let role = app.custom_role("Exports", levels).await;
        app.give_role("second@exemple.fr", &role).await;
        app.advance(Duration::from_secs(31));
        drain(&app.app).await.unwrap();
        assert!(second.get(&format!("/jobs/{id}")).await.says("Arrêté : vous n’avez plus les droits nécessaires"));
        assert_eq!(second.get(&download(&id)).await.status, 404);
        assert_eq!(app.count("history WHERE action = 'job-stopped'").await, 1);
        assert!(second.get("/exports").await.says("il n’y a rien à mettre dans un fichier"));
    }

    async fn rights_are_asked_again_at_the_download(app: TestApp) {
        let mut admin = app.admin().await;
        let mut second = app.colleague(&mut admin, "second@exemple.fr", "administrator").await;
        let id = make(&app.app, &mut second, "people", "csv").await;
        assert_eq!(second.get(&download(&id)).await.status, 200);
        // Fewer people than it is of: those of one department.
        let lyon = app.department("Lyon").await;
        let role = app.custom_role("Exports", Levels::default().with(Area::Exports, Level::Guest)).await;
        app.give_role("second@exemple.fr", &role).await;
        let user = app.user("second@exemple.fr").await;
        change(&app, &admin, &user, Change::AddToDepartment(lyon, DepartmentRole::Admin)).await.unwrap();
        assert_eq!(second.get(&download(&id)).await.status, 403);
        assert_eq!(app.count("history WHERE action = 'users-exported' AND refused").await, 1);
        let own = make(&app.app, &mut second, "people", "csv").await;
        let file = second.get(&download(&own)).await;
        assert_eq!((file.status, file.body.lines().count()), (200, 2), "{}", file.body);
        app.give_role("second@exemple.fr", &app.role("member").await).await;
        for id in [id, own] {
            assert_eq!(second.get(&download(&id)).await.status, 403);
        }
    }

    async fn somebody_elses_is_not_there(app: TestApp) {
        let mut admin = app.admin().await;
        let mut second = app.colleague(&mut admin, "second@exemple.fr", "administrator").await;
        let mut other = app.account("Autre maison", "david@autre.example").await;
        let id = make(&app.app, &mut admin, "people", "csv").await;
        for stranger in [&mut second, &mut other] {
            assert_eq!(stranger.get(&download(&id)).await.status, 404);
            assert_eq!(stranger.post(&format!("/exports/{id}/delete"), &[]).await.status, 404);
            assert!(stranger.get("/exports").await.says("Aucun fichier pour l’instant"));
        }
        assert_eq!(app.visitor().get(&download(&id)).await.status, 303);
        assert_eq!(admin.get(&download(&id)).await.status, 200);
        for bad in ["x", "00000000-0000-0000-0000-000000000000"] {
            assert_eq!(admin.get(&download(bad)).await.status, 404);
        }
    }

    async fn it_is_kept_for_seven_days(app: TestApp) {
        let mut admin = app.admin().await;
        let id = make(&app.app, &mut admin, "history", "json").await;
        let page = admin.get("/exports").await;
        assert!(page.says("Historique, JSON") && page.says("Demandé le 22 novembre 2026 à 09:00"), "{}", page.text());
        assert!(page.says("conservé jusqu’au 29 novembre 2026 à 09:00") && (page.says("octets") || page.says("ko")), "{}", page.text());
        app.advance(Duration::from_secs(7 * 86_400 - 1));
        let mut admin = app.visitor();
        assert_eq!(admin.sign_in("camille@rivoli.example", PASSWORD).await.status, 303);
        assert_eq!(admin.get(&download(&id)).await.status, 200);
        tidy::tidy(&app.app, app.app.clock.now()).await.unwrap();
        assert_eq!(app.count("export_chunks").await, 1);
        app.advance(Duration::from_secs(1));
        assert_eq!(admin.get(&download(&id)).await.status, 404, "whether it is tidied away or not");
        assert!(admin.get("/exports").await.says("Aucun fichier pour l’instant"));
        assert!(admin.get(&format!("/jobs/{id}")).await.says("Ce fichier n’est plus conservé"));
        tidy::tidy(&app.app, app.app.clock.now()).await.unwrap();
        assert_eq!((app.count("exports").await, app.count("export_chunks").await, app.count("jobs").await), (0, 0, 1));
    }

    async fn it_can_be_deleted_before_and_while_it_is_made(app: TestApp) {
        let mut admin = app.admin().await;
        let id = make(&app.app, &mut admin, "people", "csv").await;
        let answer = admin.post(&format!("/exports/{id}/delete"), &[]).await;
        assert_eq!((answer.status, answer.location()), (303, "/exports?done=delete"));
        assert!(admin.get(answer.location()).await.says("Le fichier est supprimé"));
        assert_eq!(admin.get(&download(&id)).await.status, 404);
        assert_eq!(admin.post(&format!("/exports/{id}/delete"), &[]).await.status, 404);
        assert_eq!(app.count("history WHERE action = 'users-exported' AND particulars LIKE '%\"deleted\"%'").await, 1);
        invited(&app, &mut admin, 1_100).await;
        let id = begin(&app.app, &mut admin, "people", "csv").await;
        let leased = jobs::lease(&app.app).await.unwrap().unwrap();
        assert_eq!(jobs::work(&app.app, &leased).await.unwrap(), Worked::More);
        assert_eq!(admin.post(&format!("/exports/{id}/delete"), &[]).await.status, 303);
        assert_eq!(jobs::work(&app.app, &leased).await.unwrap(), Worked::Lost);
        assert_eq!((app.count("exports").await, app.count("export_chunks").await), (0, 0));
        assert_eq!(app.count("history WHERE action = 'job-cancelled'").await, 1);
    }

    // [S2.8]
    async fn a_membre_has_none_of_it(app: TestApp) {
        let mut admin = app.admin().await;
        let mut member = app.colleague(&mut admin, "membre@exemple.fr", "member").await;
        assert!(admin.get("/").await.body.contains("href=\"/exports\""));
        assert!(!member.get("/").await.body.contains("href=\"/exports\""));
        assert_eq!(member.get("/exports").await.status, 403);
        assert_eq!(ask(&app.app, &mut member, "people", "csv").await.status, 403);
        assert_eq!(app.count("history WHERE action = 'users-exported' AND refused").await, 1);
        // Nor has who may export a department's people alone: the page is the whole account's.
        let lyon = app.department("Lyon").await;
        let id = app.user("membre@exemple.fr").await;
        change(&app, &admin, &id, Change::AddToDepartment(lyon, DepartmentRole::Admin)).await.unwrap();
        assert_eq!(member.get("/exports").await.status, 403);
    }

    async fn the_history_tells_of_each_request_and_each_download(app: TestApp) {
        let mut admin = app.admin().await;
        let id = make(&app.app, &mut admin, "rights", "csv").await;
        admin.get(&download(&id)).await;
        let told = app.values("SELECT particulars FROM history WHERE action = 'users-exported'").await;
        assert_eq!(told.len(), 2, "{told:?}");
        for step in ["begun", "taken"] {
            assert!(told.iter().any(|facts| facts.contains(&format!("\"step\":\"{step}\""))), "{told:?}");
        }
        let page = admin.get("/history").await;
        assert!(page.says("Téléchargement") && page.says("Droits") && page.says("CSV"), "{}", page.text());
    }

    async fn whoever_is_erased_leaves_no_file(app: TestApp) {
        let mut admin = app.admin().await;
        let mut second = app.colleague(&mut admin, "second@exemple.fr", "administrator").await;
        make(&app.app, &mut second, "people", "csv").await;
        assert_eq!(app.count("export_chunks").await, 1);
        let id = app.user("second@exemple.fr").await;
        change(&app, &admin, &id, Change::Delete).await.unwrap();
        app.advance(8 * DAY);
        parvis::server::housekeeping::erasure::erase(&app.app, app.app.clock.now()).await.unwrap();
        assert_eq!((app.count("exports").await, app.count("export_chunks").await), (0, 0));
    }
}
