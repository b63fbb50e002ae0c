//! What an account sets for itself, and that it counts.

use crate::support::{
    Answer, Browser, TestApp,
    app::{JOIN, PASSWORD},
    on_both_engines,
    smtp::SmtpServer,
};
use parvis::domain::access::{Area, Level, Levels};
use std::time::Duration;

const EMAIL: &str = "ines@exemple.fr";

/// Sends the form of the settings, these fields filled; the others as they are where nothing is set.
async fn send(browser: &mut Browser, version: &str, fields: &[(&str, &str)]) -> Answer {
    let own = [("account_name", "Atelier Rivoli"), ("language", "fr"), ("version", version)];
    let own = own.into_iter().filter(|(name, _)| !fields.iter().any(|(other, _)| other == name));
    let all: Vec<(&str, &str)> = own.chain(fields.iter().copied()).collect();
    browser.post("/settings", &all).await
}

on_both_engines! {
    async fn what_is_set_is_saved_shown_and_in_the_history(app: TestApp) {
        let mut admin = app.admin().await;
        let page = admin.get("/settings").await;
        assert!(page.status == 200 && page.says("Paramètres") && page.says("Atelier Rivoli"), "{}", page.text());
        let fields = [("account_name", "Atelier Lumière"), ("domains", "exemple.fr\nBÜCHER.example"), ("seats", "12 000"), ("strict_passwords", "yes")];
        assert_eq!(send(&mut admin, "0", &fields).await.location(), "/settings?done=save");
        let page = admin.get("/settings").await;
        assert!(page.body.contains("value=\"Atelier Lumière\"") && page.body.contains("value=\"12000\""));
        assert!(page.body.contains("exemple.fr\nbücher.example"), "in one form, one a line");
        let entry: String = app.value("SELECT particulars FROM history WHERE action = 'settings-changed'").await;
        assert!(entry.contains("name=Atelier Lumière") && entry.contains("seats=12000") && !entry.contains("language"), "{entry}");
        assert!(admin.get("/history").await.says("a modifié les paramètres du compte"));
        let same = send(&mut admin, "1", &fields).await;
        assert_eq!(same.location(), "/settings?done=same");
        assert_eq!(app.count("history WHERE action = 'settings-changed'").await, 1, "nothing changed, nothing said");
    }

    async fn what_is_mistyped_is_said_by_its_field_and_kept(app: TestApp) {
        let mut admin = app.admin().await;
        let fields = [("account_name", ""), ("invitation_days", "91"), ("password_length", "8"), ("domains", "pas un domaine"), ("seats", "-1")];
        let refused = send(&mut admin, "0", &fields).await;
        assert_eq!(refused.status, 422);
        for words in ["Saisissez le nom de l’organisation", "jours de 1 à 90", "de 12 à 23 caractères", "Saisissez des domaines"] {
            assert!(refused.says(words), "{words}: {}", refused.text());
        }
        assert!(refused.body.contains("value=\"91\"") && refused.body.contains("pas un domaine"));
        assert_eq!(app.count("accounts WHERE version = 0").await, 1);
    }

    async fn two_editors_cannot_overwrite_each_other(app: TestApp) {
        let mut admin = app.admin().await;
        let first = [("seats", "10"), ("language", "en"), ("strict_passwords", "yes")];
        assert_eq!(send(&mut admin, "0", &first).await.status, 303);
        let second = send(&mut admin, "0", &[("seats", "20")]).await;
        assert_eq!(second.status, 409);
        for theirs in ["English", "Exiger des mots de passe très difficiles à deviner"] {
            let told = second.between("Quelqu’un d’autre a modifié", "<form").unwrap_or_default();
            assert!(told.contains(theirs), "{theirs}: {told}");
        }
        assert!(second.says("Quelqu’un d’autre a modifié") && second.body.contains("value=\"20\""), "{}", second.text());
        assert_eq!(send(&mut admin, "1", &[("seats", "20")]).await.status, 303);
    }

    // [S1.3]
    async fn the_operators_limit_goes_before_the_accounts_own(app: TestApp) {
        let mut admin = app.admin().await;
        app.set_seats(3).await;
        let over = send(&mut admin, "0", &[("seats", "4")]).await;
        assert!(over.status == 422 && over.says("de 1 à 3"), "{}", over.text());
        assert_eq!(send(&mut admin, "0", &[("seats", "2")]).await.status, 303);
        app.send_invitations(&mut admin, "a@exemple.fr, b@exemple.fr", "user").await;
        assert_eq!(app.count("users WHERE state = 'invited'").await, 1, "one seat was left");
    }

    // [S2.15]
    async fn links_live_as_long_as_the_account_says(app: TestApp) {
        let mut admin = app.admin().await;
        send(&mut admin, "0", &[("invitation_days", "2"), ("reset_hours", "1")]).await;
        let path = app.invite(&mut admin, EMAIL, "user").await;
        app.advance(Duration::from_secs(2 * 86_400 - 1));
        assert_eq!(app.visitor().get(&path).await.status, 200);
        app.advance(Duration::from_secs(1));
        assert_eq!(app.visitor().get(&path).await.status, 410);
        let reset = app.forgot("camille@rivoli.example").await;
        app.advance(Duration::from_mins(61));
        assert_eq!(app.visitor().get(&reset).await.status, 410);
    }

    // [S5.18]
    async fn passwords_are_as_the_account_asks_and_the_page_says_so(app: TestApp) {
        let mut admin = app.admin().await;
        send(&mut admin, "0", &[("password_length", "20"), ("strict_passwords", "yes")]).await;
        let path = app.invite(&mut admin, EMAIL, "user").await;
        let page = app.visitor().get(&path).await;
        assert!(page.says("20 caractères au moins") && page.body.contains("minlength=\"20\""), "{}", page.text());
        let short = [("first_name", "Inès"), ("last_name", "Benali"), ("password", "deux mots verts")];
        let refused = app.visitor().post(&path, &short).await;
        assert!(refused.status == 422 && refused.says("20 caractères au moins"));
        assert_eq!(app.visitor().post(&path, &JOIN).await.status, 303);
    }

    async fn sessions_end_as_the_account_says(app: TestApp) {
        let mut admin = app.admin().await;
        send(&mut admin, "0", &[("session_idle_hours", "1"), ("session_days", "2")]).await;
        app.advance(Duration::from_mins(61));
        assert_eq!(admin.get("/").await.status, 303, "idle for more than an hour");
        admin.sign_in("camille@rivoli.example", PASSWORD).await;
        for _ in 0..97 {
            app.advance(Duration::from_mins(30));
            let status = admin.get("/").await.status;
            while app.count("sessions").await > 0 && status == 200 && app.last_seen().await < app.app.clock.now() {
                tokio::task::yield_now().await;
            }
        }
        assert_eq!(admin.get("/").await.status, 303, "two days, however busy");
        assert!(admin.sign_in("camille@rivoli.example", PASSWORD).await.status == 303);
    }

    // [S1.9]
    async fn people_of_other_domains_are_not_invited_by_any_way(app: TestApp) {
        let mut admin = app.admin().await;
        app.send_invitations(&mut admin, "before@autre.example", "user").await;
        send(&mut admin, "0", &[("domains", "exemple.fr")]).await;
        let sent = app.send_invitations(&mut admin, "ines@exemple.fr, zoe@autre.example", "user").await;
        let results = admin.get(sent.location()).await;
        assert!(results.says("zoe@autre.example") && results.says("domaine"), "{}", results.text());
        assert_eq!(app.count("users WHERE email = 'zoe@autre.example'").await, 0);
        assert_eq!(app.count("users WHERE email = 'before@autre.example'").await, 1, "whoever is in stays");
        let id = app.user("before@autre.example").await;
        let own = admin.post("/me/address", &[("email", "camille@ailleurs.example"), ("password", PASSWORD)]).await;
        assert!(own.status == 422 && own.says("domaine"), "{}", own.text());
        let page = admin.get(&format!("/users/{id}/edit")).await;
        let version = page.between("name=\"version\" value=\"", "\"").unwrap().to_owned();
        let typed = [("first_name", ""), ("last_name", ""), ("email", "x@ailleurs.example"), ("language", "fr"), ("version", version.as_str())];
        let edited = admin.post(&format!("/users/{id}/edit"), &typed).await;
        assert!(edited.status == 422 && edited.says("domaine"), "{}", edited.text());
    }

    // [S2.8]
    async fn a_member_meets_the_refusal_and_who_may_only_read_changes_nothing(app: TestApp) {
        let mut admin = app.admin().await;
        let mut member = app.colleague(&mut admin, "member@exemple.fr", "member").await;
        let refused = member.get("/settings").await;
        assert!(refused.status == 403 && refused.says("Camille Moreau"), "{}", refused.text());
        assert!(!member.get("/").await.body.contains("href=\"/settings\""));
        let role = app.custom_role("Lecture", Levels::default().with(Area::Settings, Level::Guest)).await;
        let mut reads = app.colleague(&mut admin, EMAIL, "user").await;
        app.give_role(EMAIL, &role).await;
        let page = reads.get("/settings").await;
        assert!(page.status == 200 && page.says("mais pas les modifier") && page.says("Demander l’accès") && !page.says("Envoyer un e-mail d’essai"));
        assert!(!page.body.contains("href=\"/settings/policies/"), "who accepted is for who sees people");
        assert_eq!(reads.post("/requests", &[("area", "settings"), ("level", "approver")]).await.status, 303);
        let page = reads.get("/settings").await;
        assert!(page.says("Vous l’avez demandé le") && !page.says("Demander l’accès"), "{}", page.text());
        assert_eq!(send(&mut reads, "0", &[("seats", "1")]).await.status, 403);
        assert_eq!(reads.post("/settings/test-mail", &[]).await.status, 403);
        assert_eq!(app.count("history WHERE action IN ('settings-changed', 'test-mail-sent') AND refused").await, 2);
    }

    async fn a_test_mail_shows_the_servers_answer_and_what_to_do(app: TestApp) {
        let mut admin = app.admin().await;
        let none = admin.post("/settings/test-mail", &[]).await;
        assert!(none.status == 200 && none.says("Aucun serveur SMTP n’est configuré"), "{}", none.text());

        let server = SmtpServer::sink().await;
        let url = format!("smtp://127.0.0.1:{}", server.port).parse().unwrap();
        let node = app.restart(|config| config.smtp_url = Some(url)).await.unwrap();
        let mut admin = Browser::new(parvis::server::http::router(node));
        admin.sign_in("camille@rivoli.example", PASSWORD).await;
        let taken = admin.post("/settings/test-mail", &[]).await;
        assert!(taken.says("Le serveur a accepté l’e-mail pour camille@rivoli.example"), "{}", taken.text());
        assert!(taken.says("Réponse du serveur : « 250 2.0.0 queued »"), "{}", taken.text());
        assert_eq!(server.count(), 1);
        assert_eq!(app.count("messages WHERE kind <> 'new-device'").await, 0, "it goes past the outbox");
        for _ in 0..12 {
            admin.post("/settings/test-mail", &[]).await;
        }
        assert_eq!(admin.post("/settings/test-mail", &[]).await.status, 429);
    }

    async fn a_server_that_cannot_be_reached_is_said_so(app: TestApp) {
        app.admin().await;
        let url = "smtp://127.0.0.1:1".parse().unwrap();
        let node = app.restart(|config| config.smtp_url = Some(url)).await.unwrap();
        let mut admin = Browser::new(parvis::server::http::router(node));
        admin.sign_in("camille@rivoli.example", PASSWORD).await;
        let failed = admin.post("/settings/test-mail", &[]).await;
        assert!(failed.says("n’est pas parti") && failed.says("Le serveur ne répond pas"), "{}", failed.text());
        assert!(failed.says("Raison : le serveur d’envoi ne répond pas"), "{}", failed.text());
    }

    // [S5.23]
    async fn who_accepted_which_policy_is_shown_and_had_as_a_file(app: TestApp) {
        let mut admin = app.admin().await;
        app.colleague(&mut admin, EMAIL, "user").await;
        let settings = admin.get("/settings").await;
        assert!(settings.says("Version 1") && settings.says("2 personnes") && settings.says("En vigueur"), "{}", settings.text());
        let page = admin.get("/settings/policies/1").await;
        assert!(page.says(EMAIL) && page.says("Inès Benali") && page.says("camille@rivoli.example"), "{}", page.text());
        for at in ["-9223372036854775808", "9223372036854775807", "-1", "x"] {
            let crafted = admin.get(&format!("/settings/policies/1?at={at}&id={}", uuid::Uuid::nil())).await;
            assert_eq!(crafted.status, 200, "{at}: {}", crafted.text());
        }
        let file = admin.get("/settings/policies/1/export.csv").await;
        assert!(file.status == 200 && file.body.contains(EMAIL) && file.body.lines().count() == 3, "{}", file.body);
        assert_eq!(app.count("history WHERE action = 'users-exported' AND NOT refused").await, 1);
        assert_eq!(admin.get("/settings/policies/2").await.status, 404);
        let other = app.account("Autre maison", "david@autre.example").await;
        let mut other = other;
        assert!(!other.get("/settings/policies/1").await.says(EMAIL), "nothing of another account");
        let mut member = app.colleague(&mut other, "m@autre.example", "member").await;
        assert_eq!(member.get("/settings/policies/1/export.csv").await.status, 403);
        assert_eq!(app.count("history WHERE action = 'users-exported' AND refused").await, 1);
    }

    async fn a_new_text_is_a_new_version_which_people_have_yet_to_accept(app: TestApp) {
        app.admin().await;
        let folder = app.subfolder("policy");
        std::fs::write(folder.join("fr.md"), "# Politique\n\nUn nouveau texte.").unwrap();
        let node = app.restart(|config| config.policy_dir = Some(folder)).await.unwrap();
        let mut admin = Browser::new(parvis::server::http::router(node));
        admin.sign_in("camille@rivoli.example", PASSWORD).await;
        admin.accept_policy().await;
        let page = admin.get("/settings").await;
        assert!(page.says("Version 2") && page.says("Version 1"), "{}", page.text());
    }
}
