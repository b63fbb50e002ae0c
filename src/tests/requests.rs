//! The refusal that helps: asking for access, and the answers [S2.9].

use crate::support::{Browser, TestApp, app::PASSWORD, on_both_engines};
use parvis::domain::access::{Area, Level, Levels};
use std::time::Duration;

const MEMBER: &str = "ines@exemple.fr";
const HISTORY: [(&str, &str); 2] = [("area", "history"), ("level", "guest")];

async fn member(app: &TestApp) -> (Browser, Browser) {
    let mut admin = app.admin().await;
    let member = app.colleague(&mut admin, MEMBER, "member").await;
    (admin, member)
}

/// The newest request's page.
async fn newest(app: &TestApp) -> String {
    let id: uuid::Uuid = app.value("SELECT id FROM access_requests ORDER BY created_at DESC, id DESC LIMIT 1").await;
    format!("/requests/{id}")
}

on_both_engines! {
    // [S2.8] [S2.9]
    async fn a_refusal_says_what_is_missing_who_can_give_it_and_lets_one_ask(app: TestApp) {
        let (mut admin, mut member) = member(&app).await;
        let page = member.get("/history").await;
        assert_eq!(page.status, 403);
        for said in ["Vous n’avez pas accès à «\u{202f}Historique\u{202f}»", "Camille Moreau", "Demander l’accès"] {
            assert!(page.says(said), "{said}: {}", page.text());
        }
        let reason = [&HISTORY[..], &[("reason", "Pour l’audit <b>de lundi</b>")]].concat();
        let asked = member.post("/requests", &reason).await;
        assert_eq!(asked.location(), "/me/rights?done=request");
        assert!(member.get("/me/rights").await.says("Ce que vous avez demandé"));
        assert!(member.get("/history").await.says("Vous l’avez demandé le"));
        assert!(admin.get("/").await.says("1 demande en attente"));
        let list = admin.get("/requests").await;
        assert!(list.says("Pour l’audit <b>de lundi</b>") && list.says("Historique\u{202f}: Invité"), "{}", list.text());
        let mail: String = app.value("SELECT address FROM messages WHERE kind = 'access-request'").await;
        assert_eq!(mail, "camille@rivoli.example");

        let given = admin.post(&newest(&app).await, &[("answer", "give")]).await;
        assert_eq!(given.location(), "/requests?done=give");
        assert_eq!(member.get("/history").await.status, 200, "at the next request");
        assert_eq!(app.count("messages WHERE kind = 'access-answer'").await, 1);
        assert_eq!(app.count("history WHERE action = 'access-given' AND NOT refused").await, 1);
        assert!(!admin.get("/").await.says("en attente"));
        assert_eq!(admin.post(&newest(&app).await, &[("answer", "give")]).await.status, 404, "once");
    }

    // [S2.9] [S3.22]
    async fn what_is_given_until_a_day_ends_with_it(app: TestApp) {
        let (mut admin, mut member) = member(&app).await;
        member.post("/requests", &HISTORY).await;
        let path = newest(&app).await;
        let past = admin.post(&path, &[("answer", "give"), ("ends_on", "2020-01-01"), ("words", "Bon courage")]).await;
        assert_eq!(past.status, 422);
        assert!(past.says("Bon courage"), "what was typed is kept");
        admin.post(&path, &[("answer", "give"), ("ends_on", "2026-11-24")]).await;
        assert_eq!(member.get("/history").await.status, 200);
        app.advance(Duration::from_hours(3 * 24));
        member.sign_in(MEMBER, PASSWORD).await;
        assert_eq!(member.get("/history").await.status, 403);
    }

    // [S2.9] [S3.16]
    async fn what_was_given_is_taken_away_again(app: TestApp) {
        let (mut admin, mut member) = member(&app).await;
        member.post("/requests", &HISTORY).await;
        admin.post(&newest(&app).await, &[("answer", "give")]).await;
        assert_eq!(member.get("/history").await.status, 200);
        let path = format!("/users/{}/rights/history", app.user(MEMBER).await);
        assert_eq!(member.post(&path, &[("level", "")]).await.status, 403);
        assert_eq!(admin.post(&path, &[("level", "")]).await.status, 303);
        assert_eq!(member.get("/history").await.status, 403, "at the next request");
        assert_eq!(app.count("exceptions").await, 0);
    }

    // [S2.9]
    async fn a_refused_request_gives_nothing_and_says_why(app: TestApp) {
        let (mut admin, mut member) = member(&app).await;
        member.post("/requests", &HISTORY).await;
        admin.post(&newest(&app).await, &[("answer", "deny"), ("words", "Voyez avec moi")]).await;
        assert_eq!(member.get("/history").await.status, 403);
        let facts: String = app.value("SELECT particulars FROM messages WHERE kind = 'access-answer'").await;
        assert!(facts.contains("Voyez avec moi") && facts.contains("\"given\":false"), "{facts}");
        assert_eq!(member.post("/requests", &HISTORY).await.status, 303, "one may ask again");
    }

    // [S2.9]
    async fn the_same_wish_is_one_and_mails_are_few(app: TestApp) {
        let (_, mut member) = member(&app).await;
        for _ in 0..3 {
            assert_eq!(member.post("/requests", &HISTORY).await.status, 303);
        }
        assert_eq!(app.count("access_requests").await, 1);
        for area in ["exports", "settings", "billing", "analytics"] {
            assert_eq!(member.post("/requests", &[("area", area), ("level", "guest")]).await.status, 303);
        }
        assert_eq!(app.count("messages WHERE kind = 'access-request'").await, 1, "one an hour");
        let sixth = member.post("/requests", &[("area", "roles"), ("level", "guest"), ("reason", "Encore")]).await;
        assert_eq!(sixth.status, 422);
        assert!(sixth.says("Encore"), "what was typed is kept");
        app.advance(Duration::from_hours(2));
        member.sign_in(MEMBER, PASSWORD).await;
        assert_eq!(member.post("/requests", &[("area", "roles"), ("level", "guest")]).await.status, 303);
        assert_eq!(app.count("messages WHERE kind = 'access-request'").await, 2);
    }

    // [S2.9]
    async fn nobody_gives_what_they_do_not_hold_or_answers_themselves(app: TestApp) {
        let (mut admin, mut member) = member(&app).await;
        let role = app.custom_role("RH", Levels::default().with(Area::Users, Level::Approver)).await;
        let mut hr = app.colleague(&mut admin, "rh@exemple.fr", "user").await;
        app.give_role("rh@exemple.fr", &role).await;
        member.post("/requests", &HISTORY).await;
        assert_eq!(hr.post(&newest(&app).await, &[("answer", "give")]).await.status, 403);
        hr.post("/requests", &HISTORY).await;
        assert!(!hr.post(&newest(&app).await, &[("answer", "give")]).await.location().contains("done"));
        assert_eq!(app.count("exceptions").await, 0);
        assert_eq!(app.count("history WHERE action = 'access-given' AND refused").await, 2);
        assert_eq!(member.post(&newest(&app).await, &[("answer", "give")]).await.status, 403);

        let mut other = app.account("Autre maison", "david@autre.example").await;
        assert_eq!(other.post(&newest(&app).await, &[("answer", "give")]).await.status, 404);
    }

    // [S2.9]
    async fn a_wish_is_taken_back_by_who_has_it_alone(app: TestApp) {
        let (mut admin, mut member) = member(&app).await;
        member.post("/requests", &HISTORY).await;
        let path = format!("{}/withdraw", newest(&app).await);
        assert_eq!(admin.post(&path, &[]).await.status, 404);
        assert_eq!(member.post(&path, &[]).await.location(), "/me/rights?done=withdrawn");
        assert_eq!(app.count("history WHERE action = 'access-ask-withdrawn'").await, 1);
        assert!(admin.get("/requests").await.says("Aucune demande"));
    }

    async fn what_is_no_area_no_level_or_held_already_is_not_asked_for(app: TestApp) {
        let (_, mut member) = member(&app).await;
        for (area, level) in [("nonsense", "guest"), ("history", "none"), ("history", "all"), ("", "")] {
            assert_eq!(member.post("/requests", &[("area", area), ("level", level)]).await.status, 404, "{area}");
        }
        let nil = uuid::Uuid::nil().to_string();
        assert_eq!(member.post("/requests", &[("area", &nil), ("level", "guest")]).await.status, 404);
        assert_eq!(member.post("/requests", &[("area", "users"), ("level", "guest")]).await.status, 409);
        let long = "a".repeat(501);
        let refused = member.post("/requests", &[&HISTORY[..], &[("reason", &long)]].concat()).await;
        assert_eq!(refused.status, 422);
        assert_eq!(app.count("access_requests").await, 0);
    }
}
