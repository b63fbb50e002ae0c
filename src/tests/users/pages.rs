//! The pages that ask before it is done, and those that say what was done.

use crate::support::{
    Browser, TestApp,
    app::{JOIN, PASSWORD},
    on_both_engines,
};
use parvis::domain::access::{Area, Level, Levels};
use std::time::Duration;

const EMAIL: &str = "ines@exemple.fr";

/// Every verb that has a page of this kind, by the state of who it is done to.
const VERBS: [(&str, &[&str]); 4] = [
    ("active", &["reset-password", "change-role", "end-sessions", "deactivate", "delete"]),
    ("inactive", &["activate", "change-role", "delete"]),
    ("invited", &["resend", "link", "change-role", "revoke", "delete"]),
    ("deleted", &["restore"]),
];

async fn state(app: &TestApp, email: &str) -> String {
    app.value(&format!("SELECT state FROM users WHERE email = '{email}'")).await
}

/// One person in each state; their ids in the order of [`VERBS`].
async fn people(app: &TestApp, admin: &mut Browser) -> [String; 4] {
    app.colleague(admin, "active@exemple.fr", "member").await;
    for email in ["inactive@exemple.fr", "invited@exemple.fr", "deleted@exemple.fr"] {
        app.invite(admin, email, "member").await;
    }
    let ids = [
        app.user("active@exemple.fr").await,
        app.user("inactive@exemple.fr").await,
        app.user("invited@exemple.fr").await,
        app.user("deleted@exemple.fr").await,
    ];
    assert_eq!(admin.post(&format!("/users/{}/revoke", ids[1]), &[]).await.status, 303);
    assert_eq!(admin.post(&format!("/users/{}/delete", ids[3]), &[]).await.status, 303);
    ids
}

on_both_engines! {
    // [S1.17] [S1.18] [S1.19] [S2.16] [S2.17] [S5.13]
    async fn the_details_offer_what_the_state_has_and_nothing_else(app: TestApp) {
        let mut admin = app.admin().await;
        let ids = people(&app, &mut admin).await;
        let all: Vec<&str> = VERBS.iter().flat_map(|(_, verbs)| verbs.iter().copied()).collect();
        for ((state, verbs), id) in VERBS.iter().zip(&ids) {
            let page = admin.get(&format!("/users/{id}")).await;
            assert_eq!(page.status, 200);
            for verb in &all {
                let offered = page.body.contains(&format!("/users/{id}/{verb}\""));
                assert_eq!(offered, verbs.contains(verb), "{verb} for {state}");
            }
            let edit = page.body.contains(&format!("/users/{id}/edit\""));
            assert_eq!(edit, *state != "deleted", "edit for {state}");
        }
    }

    // [S1.19]
    async fn every_mail_stands_on_the_details_the_older_ones_a_press_away(app: TestApp) {
        let mut admin = app.admin().await;
        app.invite(&mut admin, EMAIL, "user").await;
        let id = app.user(EMAIL).await;
        for _ in 0..11 {
            app.advance(Duration::from_hours(25));
            assert_eq!(admin.sign_in("camille@rivoli.example", PASSWORD).await.status, 303);
            assert_eq!(admin.post(&format!("/users/{id}/resend"), &[]).await.status, 303);
        }
        let page = admin.get(&format!("/users/{id}")).await;
        assert!(page.says("2 messages plus anciens"), "{}", page.text());
        let older = page.between("messages plus anciens", "</details>").unwrap();
        assert_eq!(older.matches("<li").count(), 2, "{older}");
    }

    // [S2.1] [S2.7]
    async fn who_may_only_see_people_reads_no_telephone_and_no_mail(app: TestApp) {
        let mut admin = app.admin().await;
        let mut member = app.colleague(&mut admin, "membre@exemple.fr", "member").await;
        app.invite(&mut admin, EMAIL, "user").await;
        let contact = "phone = '+33 6 12 34 56 78', notification_email = 'maison@exemple.fr'";
        app.tamper(&format!("UPDATE users SET {contact} WHERE email = '{EMAIL}'")).await.unwrap();
        let path = format!("/users/{}", app.user(EMAIL).await);
        for (browser, sees) in [(&mut admin, true), (&mut member, false)] {
            let page = browser.get(&path).await;
            assert!(page.says(EMAIL));
            for said in ["+33 6 12 34 56 78", "maison@exemple.fr", "Invitation et messages"] {
                assert_eq!(page.says(said), sees, "{said}: {}", page.text());
            }
        }
    }

    // [S2.13]
    async fn the_language_that_is_named_is_the_one_that_the_mail_is_written_in(app: TestApp) {
        let mut admin = app.admin().await;
        app.invite(&mut admin, EMAIL, "user").await;
        let path = format!("/users/{}/resend", app.user(EMAIL).await);
        for (language, named) in [("fr", "Français"), ("de", "English")] {
            app.tamper(&format!("UPDATE users SET language = '{language}' WHERE email = '{EMAIL}'")).await.unwrap();
            let page = admin.get(&path).await;
            assert!(page.says(&format!("à l’adresse {EMAIL} ({named})")), "{}", page.text());
        }
    }

    // [S5.13] [S5.14] [S5.15]
    async fn each_verb_asks_first_and_says_afterwards_that_it_was_done(app: TestApp) {
        let mut admin = app.admin().await;
        let ids = people(&app, &mut admin).await;
        for (verb, id, question, done) in [
            ("activate", &ids[1], "Activer inactive@exemple.fr ?", "Le message d’activation part à l’adresse inactive@exemple.fr."),
            ("resend", &ids[2], "Retransmettre l’invitation de invited@exemple.fr ?", "L’invitation part de nouveau"),
            ("end-sessions", &ids[0], "Fermer les sessions de Inès Benali ?", "Les sessions de Inès Benali sont fermées."),
            ("deactivate", &ids[0], "Désactiver Inès Benali ?", "Inès Benali n’a plus accès au compte."),
            ("activate", &ids[0], "Activer Inès Benali ?", "Inès Benali a de nouveau accès au compte"),
            ("restore", &ids[3], "Restaurer deleted@exemple.fr ?", "deleted@exemple.fr est de retour dans la liste"),
        ] {
            let path = format!("/users/{id}/{verb}");
            let page = admin.get(&path).await;
            assert_eq!(page.status, 200, "{verb}");
            assert!(page.says(question), "{verb}: {}", page.text());
            assert!(page.body.contains("data-part=\"confirm\""), "what the dialog takes");
            let answer = admin.post(&path, &[]).await;
            assert_eq!((answer.status, answer.location()), (303, &*format!("/users/{id}?done={verb}")), "{verb}");
            let page = admin.get(answer.location()).await;
            assert!(page.says(done), "{verb}: {}", page.text());
            assert!(page.body.contains("role=\"status\""));
        }
    }

    async fn looking_changes_nothing(app: TestApp) {
        let mut admin = app.admin().await;
        let ids = people(&app, &mut admin).await;
        let before = (app.count("history").await, app.count("messages").await, app.count("sessions").await);
        for ((_, verbs), id) in VERBS.iter().zip(&ids) {
            for verb in *verbs {
                assert_eq!(admin.get(&format!("/users/{id}/{verb}")).await.status, 200, "{verb}");
            }
        }
        assert_eq!((app.count("history").await, app.count("messages").await, app.count("sessions").await), before);
    }

    // [S1.17]
    async fn deleting_who_is_in_takes_the_address_typed_once_more(app: TestApp) {
        let mut admin = app.admin().await;
        app.colleague(&mut admin, EMAIL, "member").await;
        let id = app.user(EMAIL).await;
        let path = format!("/users/{id}/delete");
        for (typed, problem) in [
            ("", "Saisissez une adresse e-mail"),
            ("autre@exemple.fr", "Ce n’est pas l’adresse de cette personne"),
            ("<script>@", "signe @"),
        ] {
            let answer = admin.post(&path, &[("address", typed)]).await;
            assert_eq!(answer.status, 422, "{typed}");
            assert!(answer.says("Il y a un problème"), "{typed}");
            assert!(answer.says(problem) || typed.starts_with('<'), "{typed}: {}", answer.text());
        }
        assert_eq!(state(&app, EMAIL).await, "active");
        let answer = admin.post(&path, &[("address", " INES@exemple.FR ")]).await;
        assert_eq!((answer.status, answer.location()), (303, &*format!("/users?done=delete&user={id}")));
        assert_eq!(state(&app, EMAIL).await, "deleted");
        let page = admin.get(&format!("/users/{id}")).await;
        assert!(page.says("Restaurer") && page.says("29 novembre 2026"), "{}", page.text());
    }

    // [S1.12]
    async fn only_roles_within_ones_own_are_on_offer(app: TestApp) {
        let mut admin = app.admin().await;
        let mut hr = app.colleague(&mut admin, "rh@exemple.fr", "member").await;
        let levels = Levels::default().with(Area::Users, Level::Approver);
        app.give_role("rh@exemple.fr", &app.custom_role("RH", levels).await).await;
        app.invite(&mut admin, EMAIL, "user").await;
        let path = format!("/users/{}/change-role", app.user(EMAIL).await);
        let page = hr.get(&path).await;
        assert!(page.says("RH") && !page.says("Administrateur"), "{}", page.text());
        let administrator = app.role("administrator").await;
        assert_eq!(hr.post(&path, &[("role", &administrator)]).await.status, 403);
        assert_eq!(hr.post(&path, &[]).await.status, 422);
        assert_eq!(hr.post(&path, &[("role", "1; DROP TABLE users")]).await.status, 422);
        let gone = hr.post(&path, &[("role", &app.user(EMAIL).await)]).await;
        assert_eq!(gone.status, 409, "no role of that id");
        assert!(gone.says("Ce rôle n’existe plus. Choisissez-en un autre"), "{}", gone.text());
        let tried = "history WHERE action = 'role-changed' AND refused AND subject_id IS NOT NULL";
        assert_eq!(app.count(tried).await, 2, "whose role it was is remembered");
        let member = app.role("member").await;
        assert_eq!(hr.post(&path, &[("role", &member)]).await.status, 403, "a member sees departments, RH doesn't");
        assert_eq!(admin.post(&path, &[("role", &member)]).await.status, 303);
    }

    // [S5.2]
    async fn a_refusal_is_a_sentence_and_changes_nothing(app: TestApp) {
        let mut admin = app.admin().await;
        let mut second = app.colleague(&mut admin, EMAIL, "administrator").await;
        let mut member = app.colleague(&mut admin, "noe@exemple.fr", "member").await;
        let (camille, ines) = (app.user("camille@rivoli.example").await, app.user(EMAIL).await);
        for (path, status, sentence) in [
            (format!("/users/{camille}/deactivate"), 409, "C’est vous"),
            (format!("/users/{ines}/activate"), 409, "est à l’état Actif"),
            (format!("/users/{ines}/revoke"), 409, "est à l’état Actif"),
            (format!("/users/{ines}/restore"), 409, "est à l’état Actif"),
        ] {
            for answer in [admin.get(&path).await, admin.post(&path, &[]).await] {
                assert_eq!(answer.status, status, "{path}");
                assert!(answer.says(sentence) && answer.says("Rien n’a été modifié"), "{path}: {}", answer.text());
            }
        }
        assert_eq!(second.post(&format!("/users/{camille}/deactivate"), &[]).await.status, 303);
        let refused = app.count("history WHERE refused").await;
        assert_eq!(refused, 4, "each try is remembered");
        assert_eq!(member.get(&format!("/users/{ines}/deactivate")).await.status, 403);
        assert_eq!(member.post(&format!("/users/{ines}/deactivate"), &[]).await.status, 403);
        assert_eq!(app.count("history WHERE refused").await, refused + 1);
        for unknown in ["unknown", "add-to-department", "Delete", "delete%00"] {
            assert_eq!(second.get(&format!("/users/{ines}/{unknown}")).await.status, 404, "{unknown}");
        }
        let nobody = uuid::Uuid::from_u128(7);
        assert_eq!(second.post(&format!("/users/{nobody}/delete"), &[]).await.status, 404);
        assert_eq!(second.post("/users/x/delete", &[]).await.status, 404);
    }

    // [S5.2]
    async fn the_last_administrator_is_told_so(app: TestApp) {
        let mut admin = app.admin().await;
        let mut second = app.colleague(&mut admin, EMAIL, "administrator").await;
        let ines = app.user(EMAIL).await;
        let end = app.literal_instant(app.app.clock.now() + std::time::Duration::from_hours(48));
        let literal = app.literal(&ines);
        app.tamper(&format!("UPDATE users SET access_ends_at = {end}, access_ends_set_by = {literal} WHERE id = {literal}"))
            .await
            .unwrap();
        let camille = app.user("camille@rivoli.example").await;
        let answer = second.post(&format!("/users/{camille}/deactivate"), &[]).await;
        assert_eq!(answer.status, 409);
        assert!(answer.says("dernier administrateur actif"), "{}", answer.text());
        assert_eq!(state(&app, "camille@rivoli.example").await, "active");
    }

    async fn what_somebody_is_called_is_text(app: TestApp) {
        let mut admin = app.admin().await;
        let name = "\"><img src=x onerror=alert(1)>";
        app.send_invitations(&mut admin, EMAIL, "user").await;
        let id = app.user(EMAIL).await;
        let form = [("first_name", name), ("last_name", "</title><script>"), ("language", "fr"), ("version", "0")];
        assert_eq!(admin.post(&format!("/users/{id}/edit"), &form).await.status, 303);
        for path in ["", "/edit", "/resend", "/delete", "/change-role", "/link"] {
            let page = admin.get(&format!("/users/{id}{path}")).await;
            assert_eq!(page.status, 200, "{path}");
            assert!(!page.body.contains("<img") && !page.body.contains("<script>"), "{path}");
        }
    }

    // [S1.19]
    async fn the_link_is_shown_once_asked_for_and_each_time_it_is_remembered(app: TestApp) {
        let mut admin = app.admin().await;
        let link = app.invite(&mut admin, EMAIL, "member").await;
        let id = app.user(EMAIL).await;
        let path = format!("/users/{id}/link");
        let page = admin.get(&path).await;
        assert!(!page.body.contains("/join/") && page.says("Quiconque a ce lien"), "{}", page.text());
        assert_eq!(app.count("history WHERE action = 'link-shown'").await, 0);
        let page = admin.post(&path, &[]).await;
        assert_eq!(page.status, 200);
        assert!(page.body.contains(&format!("http://127.0.0.1:3000{link}")), "{}", page.text());
        assert!(page.body.contains("class=\"qr\""));
        assert_eq!(page.header("cache-control"), "no-store");
        assert_eq!(app.count("history WHERE action = 'link-shown' AND NOT refused").await, 1);
        assert_eq!(app.visitor().post(&link, &JOIN).await.status, 303, "showing spends nothing");
        assert_eq!(admin.post(&path, &[]).await.status, 409, "there is no link any more");
        assert_eq!(app.count("history WHERE action = 'link-shown' AND refused").await, 1);
    }

    async fn an_expired_link_is_not_shown(app: TestApp) {
        let mut admin = app.admin().await;
        app.invite(&mut admin, EMAIL, "member").await;
        app.advance(std::time::Duration::from_hours(8 * 24));
        let mut admin = app.visitor();
        admin.sign_in("camille@rivoli.example", PASSWORD).await;
        let page = admin.post(&format!("/users/{}/link", app.user(EMAIL).await), &[]).await;
        assert_eq!(page.status, 409);
        assert!(page.says("Retransmettre") && !page.body.contains("/join/"), "{}", page.text());
        assert_eq!(app.count("history WHERE action = 'link-shown'").await, 0);
    }

    // [S1.17] [S1.19]
    async fn a_mail_whose_link_is_worth_another_is_sent_anew_from_its_line(app: TestApp) {
        let mut admin = app.admin().await;
        app.invite(&mut admin, "noe@exemple.fr", "member").await;
        app.colleague(&mut admin, EMAIL, "member").await;
        let (noe, ines) = (app.user("noe@exemple.fr").await, app.user(EMAIL).await);
        let again = async |admin: &mut crate::support::Browser, id: &str, kind: &str| {
            let page = admin.get(&format!("/users/{id}")).await;
            page.body.matches(&format!("aria-label=\"Retransmettre ({kind}")).count()
        };
        assert_eq!(again(&mut admin, &noe, "Invitation").await, 1);
        admin.post(&format!("/users/{noe}/resend"), &[]).await;
        assert_eq!(again(&mut admin, &noe, "Invitation").await, 1, "by the newest alone");
        assert_eq!(again(&mut admin, &ines, "").await, 0, "she has joined by it");
        admin.post(&format!("/users/{ines}/reset-password"), &[]).await;
        assert_eq!(again(&mut admin, &ines, "").await, 1);
    }

    // [S3.9]
    async fn one_session_is_ended_and_the_others_go_on(app: TestApp) {
        let mut admin = app.admin().await;
        let mut phone = app.colleague(&mut admin, EMAIL, "member").await;
        let mut desk = app.visitor();
        desk.sign_in(EMAIL, PASSWORD).await;
        let id = app.user(EMAIL).await;
        let page = admin.get(&format!("/users/{id}")).await;
        let ends: Vec<&str> = page.body.split("/sessions/").skip(1).map(|rest| rest.split('/').next().unwrap()).collect();
        assert_eq!(ends.len(), 2);
        let end = |session: &str| format!("/users/{id}/sessions/{session}/end");
        let own: uuid::Uuid = app
            .value("SELECT s.id FROM sessions s JOIN users u ON u.id = s.user_id WHERE u.email = 'camille@rivoli.example'")
            .await;
        assert_eq!(admin.post(&end(&own.to_string()), &[]).await.status, 404, "not the person's");
        assert_eq!(desk.post(&end(ends[0]), &[]).await.status, 403, "a member may not");
        let answer = admin.post(&end(ends[0]), &[]).await;
        assert_eq!(answer.location(), format!("/users/{id}?done=end-session"));
        let open = [phone.get("/").await.status, desk.get("/").await.status];
        assert!(open == [200, 303] || open == [303, 200], "{open:?}");
        let again = admin.post(&end(ends[0]), &[]).await;
        assert_eq!(again.location(), format!("/users/{id}?done=end-session"), "it has ended already");
        assert_eq!(app.count("history WHERE action = 'sessions-ended' AND NOT refused").await, 1);
    }

    async fn sessions_are_for_who_may_end_them(app: TestApp) {
        let mut admin = app.admin().await;
        app.colleague(&mut admin, EMAIL, "member").await;
        let mut member = app.colleague(&mut admin, "noe@exemple.fr", "member").await;
        let path = format!("/users/{}", app.user(EMAIL).await);
        assert!(admin.get(&path).await.says("192.0.2.1"));
        let page = member.get(&path).await;
        assert!(!page.says("192.0.2.1") && !page.body.contains("popovertarget=\"menu-"), "{}", page.text());
        let mut hr = app.colleague(&mut admin, "rh@exemple.fr", "user").await;
        let role = app.custom_role("RH", Levels::default().with(Area::Users, Level::Approver)).await;
        app.give_role("rh@exemple.fr", &role).await;
        let page = hr.get(&format!("/users/{}", app.user("camille@rivoli.example").await)).await;
        assert!(page.status == 200 && !page.says("192.0.2."), "nor of who has more rights: {}", page.text());
    }
}
