//! Levels that win over somebody's roles [S3.16, S3.21, S3.22].

use crate::{
    support::{Answer, TestApp, app::PASSWORD, on_both_engines},
    users::change,
};
use parvis::{
    domain::{
        access::{Area, Level, Levels},
        department::DepartmentRole,
    },
    server::operations::users::Change,
};
use std::time::Duration;

const EMAIL: &str = "ines@exemple.fr";

on_both_engines! {
    // [S3.21]
    async fn what_a_role_gives_is_taken_away_in_one_area_at_the_next_request(app: TestApp) {
        let mut admin = app.admin().await;
        let mut ines = app.colleague(&mut admin, EMAIL, "member").await;
        let rights = format!("/users/{}/rights", app.user(EMAIL).await);
        assert_eq!(ines.get("/departments").await.status, 200);
        let form = admin.get(&format!("{rights}/departments")).await;
        assert!(form.says("Sans exception : Invité (consultation). Par le rôle Membre, pour tout le compte."), "{}", form.text());
        let set = admin.post(&format!("{rights}/departments"), &[("level", "none"), ("ends_on", "")]).await;
        assert_eq!(set.location(), format!("{rights}?done=exception"), "{}", set.text());
        assert_eq!(ines.get("/departments").await.status, 403);
        assert_eq!(ines.get("/users").await.status, 200);
        let page = admin.get(&rights).await;
        for said in ["Par une exception", "Exception : Aucun.", "Donnée par Camille", "Sans elle : Invité (consultation)."] {
            assert!(page.says(said), "{said}: {}", page.text());
        }
        assert!(ines.get("/me/rights").await.says("Par une exception"));
        // The same again changes nothing.
        admin.post(&format!("{rights}/departments"), &[("level", "none"), ("ends_on", "")]).await;
        assert_eq!(app.count("history WHERE action = 'exception-set'").await, 1);
        assert_eq!(admin.post(&format!("{rights}/departments"), &[("level", "")]).await.status, 303);
        assert_eq!(ines.get("/departments").await.status, 200);
        assert_eq!(app.count("exceptions").await, 0);
        assert_eq!(app.count("history WHERE action = 'exception-set'").await, 2);
    }

    async fn two_editors_cannot_overwrite_each_other_unknowingly(app: TestApp) {
        let mut admin = app.admin().await;
        app.colleague(&mut admin, EMAIL, "member").await;
        let path = format!("/users/{}/rights/departments", app.user(EMAIL).await);
        let shown = |page: &Answer| page.between("name=\"shown\" value=\"", "\"").expect("what is shown").to_owned();
        let before = shown(&admin.get(&path).await);
        assert_eq!(before, "");
        let set = admin.post(&path, &[("level", "none"), ("shown", &before)]).await;
        assert_eq!(set.status, 303, "{}", set.text());
        let late = [("level", "approver"), ("ends_on", "2026-11-30"), ("shown", before.as_str())];
        let answer = admin.post(&path, &late).await;
        assert_eq!(answer.status, 409);
        for said in ["Quelqu’un a changé cela entre-temps", "Exception : Aucun.", "2026-11-30"] {
            assert!(answer.says(said) || answer.body.contains(said), "{said}: {}", answer.text());
        }
        assert_eq!(app.count("exceptions WHERE level = 'none'").await, 1, "nothing was saved");
        let knowing = [("level", "approver"), ("ends_on", "2026-11-30"), ("shown", &shown(&answer))];
        assert_eq!(admin.post(&path, &knowing).await.status, 303);
        assert_eq!(app.count("exceptions").await, 2);
        assert_eq!(admin.post(&path, &knowing).await.status, 303, "sent twice it is the same");
    }

    // [S3.22]
    async fn more_is_given_until_the_end_of_a_day(app: TestApp) {
        let mut admin = app.admin().await;
        let mut ines = app.colleague(&mut admin, EMAIL, "user").await;
        let rights = format!("/users/{}/rights", app.user(EMAIL).await);
        // The clock starts on Sunday 22 November 2026, 09:00 in Paris.
        let set = admin.post(&format!("{rights}/users"), &[("level", "guest"), ("ends_on", "2026-11-22")]).await;
        assert_eq!(set.status, 303, "{}", set.text());
        assert!(admin.get(&rights).await.says("Exception : Invité (consultation), jusqu’à la fin du 22 novembre 2026."));
        assert_eq!(ines.get("/users").await.status, 200);
        app.advance(Duration::from_hours(11));
        assert_eq!(ines.get("/users").await.status, 200);
        app.advance(Duration::from_hours(4));
        // The session may have ended meanwhile: when it was last seen is written after the answer.
        ines.sign_in(EMAIL, PASSWORD).await;
        assert_eq!(ines.get("/users").await.status, 403, "the roles count again");
        assert_eq!(app.count("changes WHERE field = 'ends_on' AND after = '2026-11-22'").await, 1);
    }

    async fn what_is_wrong_is_said_and_kept(app: TestApp) {
        let mut admin = app.admin().await;
        app.colleague(&mut admin, EMAIL, "user").await;
        let path = format!("/users/{}/rights/users", app.user(EMAIL).await);
        for (level, day, problem) in [("all", "", "Choisissez un niveau de la liste"), ("guest", "2026-11-21", "Ce jour est passé")] {
            let answer = admin.post(&path, &[("level", level), ("ends_on", day)]).await;
            assert!(answer.status == 422 && answer.says(problem), "{level} {day}: {}", answer.text());
            assert!(answer.body.contains(&format!("value=\"{day}\"")), "{}", answer.body);
        }
        assert_eq!(admin.get(&path.replace("rights/users", "rights/nonsense")).await.status, 404);
        assert_eq!(admin.get(&path.replace("rights/users", &format!("rights/{}", uuid::Uuid::nil()))).await.status, 404);
        assert_eq!(app.count("exceptions").await, 0);
    }

    // [S3.16]
    async fn nobody_gives_more_than_they_hold_nor_to_whom_they_do_not_lead(app: TestApp) {
        let mut admin = app.admin().await;
        let levels = Levels::default().with(Area::Users, Level::Approver).with(Area::History, Level::Guest);
        let role = app.custom_role("RH", levels).await;
        let mut hr = app.colleague(&mut admin, "rh@exemple.fr", "user").await;
        app.give_role("rh@exemple.fr", &role).await;
        let beginner = app.custom_role("Débutant", Levels::default()).await;
        app.colleague(&mut admin, EMAIL, "user").await;
        app.give_role(EMAIL, &beginner).await;
        let [camille, ines, own] = ["camille@rivoli.example", EMAIL, "rh@exemple.fr"];
        let path = |id: String, area: &str| format!("/users/{id}/rights/{area}");
        let of_ines = app.user(ines).await;
        let beyond = hr.post(&path(of_ines.clone(), "history"), &[("level", "editor")]).await;
        assert_eq!(beyond.status, 422, "{}", beyond.text());
        assert_eq!(hr.post(&path(of_ines.clone(), "billing"), &[("level", "guest")]).await.status, 422);
        let page = hr.get(&path(of_ines.clone(), "history")).await;
        assert!(page.body.contains("value=\"guest\"") && !page.body.contains("value=\"editor\""), "{}", page.body);
        assert_eq!(hr.post(&path(of_ines.clone(), "history"), &[("level", "guest")]).await.status, 303);
        assert_eq!(hr.post(&path(app.user(own).await, "history"), &[("level", "none")]).await.status, 409, "oneself");
        let upwards = hr.post(&path(app.user(camille).await, "users"), &[("level", "none")]).await;
        assert!([403, 409].contains(&upwards.status), "{}", upwards.status);
        // Taking away may give: who was kept from more than one holds stays so.
        admin.post(&path(of_ines.clone(), "billing"), &[("level", "none")]).await;
        let more = app.custom_role("Comptes", Levels::default().with(Area::Billing, Level::Editor)).await;
        app.give_role(EMAIL, &more).await;
        assert_eq!(hr.post(&path(of_ines.clone(), "billing"), &[("level", "")]).await.status, 422);
        assert_eq!(app.count("exceptions WHERE area = 'billing'").await, 1);
        assert_eq!(app.count("history WHERE action = 'exception-set' AND refused").await, 5);

        let mut other = app.account("Autre maison", "david@autre.example").await;
        assert_eq!(other.get(&format!("/users/{of_ines}/rights")).await.status, 404);
    }

    // [S3.16] [S5.6]
    async fn whatever_changes_rights_counts_at_the_next_request_of_every_open_session(app: TestApp) {
        let mut admin = app.admin().await;
        app.colleague(&mut admin, EMAIL, "member").await;
        let id = app.user(EMAIL).await;
        let mut devices = Vec::new();
        for _ in 0..3 {
            let mut device = app.visitor();
            device.sign_in(EMAIL, PASSWORD).await;
            devices.push(device);
        }
        let mut all = async |path: &str, what: &str| {
            let mut seen = Vec::new();
            for device in &mut devices {
                let page = device.get(path).await;
                seen.push((page.status, page.says(what)));
            }
            assert!(seen.iter().all(|each| *each == seen[0]), "{path}: {seen:?}");
            seen[0]
        };
        let exception = format!("/users/{id}/rights/history");
        assert_eq!(all("/history", "").await.0, 403);
        admin.post(&exception, &[("level", "guest")]).await;
        assert_eq!(all("/history", "").await.0, 200, "an exception");
        admin.post(&exception, &[("level", "")]).await;
        assert_eq!(all("/history", "").await.0, 403, "none any more");

        let archives = app.custom_role("Archives", Levels::default().with(Area::History, Level::Guest)).await;
        change(&app, &admin, &id, Change::ChangeRole(archives.parse().unwrap())).await.unwrap();
        assert_eq!(all("/history", "").await.0, 200, "another role");
        change(&app, &admin, &id, Change::ChangeRole(app.role("member").await.parse().unwrap())).await.unwrap();
        assert_eq!(all("/history", "").await.0, 403, "and back");

        let lyon = app.department("Lyon").await;
        assert_eq!(all("/users/invite", "").await.0, 403);
        change(&app, &admin, &id, Change::AddToDepartment(lyon, DepartmentRole::Admin)).await.unwrap();
        assert_eq!(all("/users/invite", "").await.0, 200, "a place in a department");
        change(&app, &admin, &id, Change::LeaveDepartment(lyon)).await.unwrap();
        assert_eq!(all("/users/invite", "").await.0, 403, "which is left");

        let service = app.service("Campagnes").await;
        change(&app, &admin, &id, Change::AssignService(service)).await.unwrap();
        assert!(all("/", "Campagnes").await.1, "a service");
        change(&app, &admin, &id, Change::UnassignService(service)).await.unwrap();
        assert!(!all("/", "Campagnes").await.1, "which is taken away");
    }

    // [S3.21]
    async fn nobody_lets_come_back_what_they_do_not_hold(app: TestApp) {
        let mut admin = app.admin().await;
        let role = app.custom_role("RH", Levels::default().with(Area::Users, Level::Approver)).await;
        let mut hr = app.colleague(&mut admin, "rh@exemple.fr", "user").await;
        app.give_role("rh@exemple.fr", &role).await;
        let beginner = app.custom_role("Débutant", Levels::default()).await;
        app.colleague(&mut admin, EMAIL, "user").await;
        app.give_role(EMAIL, &beginner).await;
        let path = format!("/users/{}/rights/billing", app.user(EMAIL).await);
        admin.post(&path, &[("level", "approver")]).await;
        admin.post(&path, &[("level", "none"), ("ends_on", "2026-12-31")]).await;
        let sooner = hr.post(&path, &[("level", "none"), ("ends_on", "2026-11-22")]).await;
        assert_eq!(sooner.status, 422, "{}", sooner.text());
        assert_eq!(app.values("SELECT level FROM exceptions ORDER BY level").await, ["approver", "none"]);
    }

    async fn an_administrator_has_no_exceptions(app: TestApp) {
        let mut admin = app.admin().await;
        app.colleague(&mut admin, EMAIL, "administrator").await;
        let path = format!("/users/{}/rights/users", app.user(EMAIL).await);
        for answer in [admin.get(&path).await, admin.post(&path, &[("level", "none")]).await] {
            assert_eq!(answer.status, 409);
            assert!(answer.says("une exception n’y changerait rien"), "{}", answer.text());
        }
        assert!(!admin.get(&path.replace("/rights/users", "/rights")).await.body.contains("rights/users"));
        assert_eq!(app.count("exceptions").await, 0);
    }
}
