//! Two editors at once: the second is told what holds now, and what was typed is kept, before anything is replaced.

use crate::support::{Answer, TestApp, on_both_engines};
use parvis::domain::access::{Area, Level, Levels};

const EMAIL: &str = "ines@exemple.fr";
fn place<'a>(department: &'a str, role: &'a str, shown: &'a str) -> [(&'a str, &'a str); 3] {
    [("department", department), ("department_role", role), ("shown", shown)]
}

const CHANGED: &str = "Quelqu’un a changé cela entre-temps";

fn shown(page: &Answer) -> String {
    page.between("name=\"shown\" value=\"", "\"").expect("what is shown").to_owned()
}

on_both_engines! {
    // [S1.12] [S3.12]
    async fn a_role_that_somebody_else_has_given_meanwhile_is_not_replaced_unknowingly(app: TestApp) {
        let mut admin = app.admin().await;
        app.colleague(&mut admin, EMAIL, "member").await;
        let path = format!("/users/{}/change-role", app.user(EMAIL).await);
        let (user, member) = (app.role("user").await, app.role("member").await);
        let clerk = app.custom_role("Accueil", Levels::default().with(Area::Users, Level::Guest)).await;
        let before = shown(&admin.get(&path).await);
        assert_eq!(before, member);
        assert_eq!(admin.post(&path, &[("role", &clerk), ("shown", &before)]).await.status, 303);
        let late = admin.post(&path, &[("role", &user), ("shown", &before)]).await;
        assert_eq!(late.status, 409, "{}", late.text());
        assert!(late.says(CHANGED) && late.says("Accueil"), "{}", late.text());
        assert!(late.between(&format!("value=\"{user}\""), ">").is_some_and(|input| input.contains("checked")));
        assert_eq!(app.count("history WHERE action = 'role-changed'").await, 1, "nothing was saved, and nobody refused");
        assert_eq!(admin.post(&path, &[("role", &user), ("shown", &shown(&late))]).await.status, 303);
        // What is beyond one's rights is that first, and is remembered.
        let mut hr = app.colleague(&mut admin, "rh@exemple.fr", "user").await;
        let approver = Levels::default().with(Area::Users, Level::Approver);
        app.give_role("rh@exemple.fr", &app.custom_role("RH", approver).await).await;
        let beyond = hr.post(&path, &[("role", &app.role("administrator").await), ("shown", &before)]).await;
        assert_eq!(beyond.status, 403, "{}", beyond.text());
        assert_eq!(app.count("history WHERE action = 'role-changed' AND refused").await, 1);
        let same = admin.post(&path, &[("role", &user), ("shown", &before)]).await;
        assert!(same.status == 409 && !same.says(CHANGED), "it is so already: {}", same.text());
    }

    // [S4.18] [S4.27]
    async fn a_place_in_a_department_is_not_replaced_or_taken_away_unknowingly(app: TestApp) {
        let mut admin = app.admin().await;
        app.colleague(&mut admin, EMAIL, "member").await;
        let path = format!("/users/{}/departments", app.user(EMAIL).await);
        let (lyon, paris) = (app.department("Lyon").await.to_string(), app.department("Paris").await.to_string());

        let nowhere = shown(&admin.get(&path).await);
        assert_eq!(admin.post(&path, &place(&lyon, "viewer", &nowhere)).await.status, 303);
        assert_eq!(admin.post(&path, &place(&paris, "viewer", &nowhere)).await.status, 303, "another department is another matter");
        let late = admin.post(&path, &place(&lyon, "operator", &nowhere)).await;
        assert_eq!(late.status, 409, "{}", late.text());
        assert!(late.says(CHANGED) && late.says("Lyon"), "{}", late.text());
        assert!(late.between("value=\"operator\"", ">").is_some_and(|option| option.contains("selected") || option.contains("checked")));
        let viewer = shown(&late);
        assert_eq!(admin.post(&path, &place(&lyon, "operator", &viewer)).await.status, 303);
        let leave = admin.post(&path, &[("department", &lyon), ("leave", "yes"), ("shown", &viewer)]).await;
        assert!(leave.status == 409 && leave.says(CHANGED), "{}", leave.text());
        assert_eq!(app.count("department_members WHERE role = 'operator'").await, 1);
        let leave = admin.post(&path, &[("department", &lyon), ("leave", "yes"), ("shown", &shown(&leave))]).await;
        assert_eq!(leave.status, 303);
        assert_eq!(app.count("department_members").await, 1);
    }

    // [S3.22]
    async fn an_end_that_somebody_else_has_set_meanwhile_is_not_replaced_unknowingly(app: TestApp) {
        let mut admin = app.admin().await;
        app.colleague(&mut admin, EMAIL, "member").await;
        let path = format!("/users/{}/access-end", app.user(EMAIL).await);
        let none = shown(&admin.get(&path).await);
        assert_eq!(none, "");
        assert_eq!(admin.post(&path, &[("ends_on", "2026-12-31"), ("shown", &none)]).await.status, 303);
        assert_eq!(admin.post(&path, &[("ends_on", "2026-12-31"), ("shown", &none)]).await.status, 303, "the same day");
        let late = admin.post(&path, &[("ends_on", "2027-01-15"), ("shown", &none)]).await;
        assert_eq!(late.status, 409, "{}", late.text());
        assert!(late.says(CHANGED) && late.says("31 décembre 2026") && late.body.contains("2027-01-15"), "{}", late.text());
        let clear = admin.post(&path, &[("clear", "yes"), ("shown", &none)]).await;
        assert!(clear.status == 409 && clear.says(CHANGED), "{}", clear.text());
        assert_eq!(app.count("users WHERE access_ends_at IS NOT NULL").await, 1, "nothing was saved");
        assert_eq!(admin.post(&path, &[("clear", "yes"), ("shown", &shown(&late))]).await.status, 303);
        assert_eq!(app.count("users WHERE access_ends_at IS NOT NULL").await, 0);
    }
}
