use crate::support::{TestApp, app::PASSWORD, on_both_engines};
use parvis::server::store::{Db, accounts};
use std::time::Duration;

const EMAIL: &str = "ines@exemple.fr";
const DAY: Duration = Duration::from_hours(24);

on_both_engines! {
    // [S4.11]
    async fn every_address_gets_one_answer_and_who_can_sign_in_alone_a_mail(app: TestApp) {
        let mut admin = app.admin().await;
        for email in [EMAIL, "inactif@exemple.fr", "supprime@exemple.fr", "fini@exemple.fr"] {
            app.colleague(&mut admin, email, "user").await;
        }
        app.invite(&mut admin, "invite@exemple.fr", "user").await;
        app.tamper("UPDATE users SET state = 'inactive', reason = 'deactivated' WHERE email = 'inactif@exemple.fr'").await.unwrap();
        let now = app.literal_instant(app.app.clock.now());
        app.tamper(&format!("UPDATE users SET state = 'deleted', deleted_at = {now} WHERE email = 'supprime@exemple.fr'")).await.unwrap();
        app.tamper(&format!("UPDATE users SET access_ends_at = {now}, access_ends_set_by = id WHERE email = 'fini@exemple.fr'")).await.unwrap();
        let before = app.count("messages").await;
        let known = [EMAIL, "invite@exemple.fr", "inactif@exemple.fr", "supprime@exemple.fr", "fini@exemple.fr"];
        for email in ["inconnu@exemple.fr"].into_iter().chain(known) {
            let answer = app.visitor().post("/forgot", &[("email", email)]).await;
            assert_eq!((answer.status, answer.location(), answer.body.as_str()), (303, "/forgot?done=asked", ""), "{email}");
        }
        app.settled().await;
        assert_eq!(app.count("messages").await, before + 1);
        assert!(app.mail("reset", EMAIL).await.text.contains("Quelqu’un, sans doute vous"));
        assert_eq!(app.count("history WHERE action = 'reset-asked' AND NOT refused AND actor_id IS NULL").await, 1);
        assert_eq!(app.count("history WHERE action = 'reset-asked' AND refused").await, 4);
        let page = app.visitor().get("/forgot?done=asked").await;
        assert!(page.says("Si cette adresse permet de se connecter") && page.body.contains("role=\"status\""));
        assert!(app.visitor().get("/sign-in").await.body.contains("href=\"/forgot\""));
    }

    async fn the_answer_does_not_wait_for_what_depends_on_the_address(app: TestApp) {
        let mut admin = app.admin().await;
        app.colleague(&mut admin, EMAIL, "user").await;
        // SQLite has one writer, who counts the try too.
        if let Db::Postgres(_) = app.app.db {
            let account: uuid::Uuid = app.value("SELECT id FROM accounts").await;
            let mut tx = app.app.db.begin().await.unwrap();
            accounts::lock(&mut tx.conn(), account.into()).await.unwrap();
            assert_eq!(app.visitor().post("/forgot", &[("email", EMAIL)]).await.status, 303);
            assert_eq!(app.count("resets").await, 0);
            tx.commit_bookkeeping().await.unwrap();
            app.settled().await;
            assert_eq!(app.count("resets").await, 1);
        }
    }

    async fn one_person_gets_three_mails_a_day_whoever_asks(app: TestApp) {
        let mut admin = app.admin().await;
        app.colleague(&mut admin, EMAIL, "user").await;
        for n in 0..5 {
            let mut visitor = app.visitor();
            visitor.address = format!("198.51.100.{n}:1").parse().unwrap();
            assert_eq!(visitor.post("/forgot", &[("email", EMAIL)]).await.status, 303);
            app.settled().await;
        }
        assert_eq!(app.count("resets").await, 3);
        assert_eq!(app.count("messages WHERE kind = 'reset' AND state = 'queued'").await, 1, "the newest alone is worth sending");
        let last = app.reset_path(EMAIL).await;
        assert_eq!(app.visitor().get(&last).await.status, 200);
        app.advance(DAY);
        assert_ne!(app.forgot(EMAIL).await, last);
    }

    async fn asking_often_is_slowed_down_by_address_and_by_peer_known_or_not(app: TestApp) {
        app.admin().await;
        for email in ["camille@rivoli.example", "inconnu@exemple.fr"] {
            let mut statuses = Vec::new();
            for n in 0..7 {
                let mut visitor = app.visitor();
                visitor.address = format!("198.51.100.{n}:1").parse().unwrap();
                statuses.push(visitor.post("/forgot", &[("email", email)]).await.status);
            }
            assert_eq!(statuses, [303, 303, 303, 303, 303, 303, 429], "{email}");
        }
        let mut last = 0;
        for n in 0..22 {
            last = app.visitor().post("/forgot", &[("email", &format!("personne{n}@exemple.fr"))]).await.status;
        }
        assert_eq!(last, 429);
        app.settled().await;
    }

    async fn what_is_no_address_is_said_and_kept(app: TestApp) {
        app.admin().await;
        for (typed, sentence) in [
            ("", "Saisissez une adresse e-mail"),
            ("camille", "Il manque le signe @"),
            ("a@b.fr, c@d.fr", "Une seule adresse à la fois"),
            ("\"><script>@exemple.fr", "ne peut pas contenir"),
        ] {
            let answer = app.visitor().post("/forgot", &[("email", typed)]).await;
            assert_eq!(answer.status, 422);
            assert!(answer.says(sentence) && answer.says("Erreur : Mot de passe oublié ?"), "{}", answer.text());
            assert!(!answer.body.contains("<script>@"));
        }
        app.settled().await;
        assert_eq!(app.count("throttles").await, 0);
    }

    async fn links_use_the_public_address_whatever_the_request_says(app: TestApp) {
        app.admin().await;
        let mut visitor = app.visitor();
        for name in ["host", "x-forwarded-host", "forwarded"] {
            visitor.headers.insert(name, "evil.example".parse().unwrap());
        }
        visitor.post("/forgot", &[("email", "camille@rivoli.example")]).await;
        app.settled().await;
        let mail = app.mail("reset", "camille@rivoli.example").await;
        assert!(!mail.text.contains("evil") && !mail.html.contains("evil"));
        let links = mail.text.matches("http").count();
        assert_eq!((links, mail.text.matches("http://127.0.0.1:3000/").count()), (2, 2), "{}", mail.text);
    }

    async fn another_site_asks_for_nothing(app: TestApp) {
        app.admin().await;
        let mut visitor = app.visitor();
        visitor.headers.insert("sec-fetch-site", "cross-site".parse().unwrap());
        let email = [("email", "camille@rivoli.example")];
        for path in ["/forgot", "/reset", "/reset/x", "/address/x", "/address/undo/x", "/me/address"] {
            assert_eq!(visitor.post(path, &email).await.status, 403, "{path}");
        }
        app.settled().await;
        assert_eq!(app.count("resets").await, 0);
    }

    async fn the_password_of_before_goes_on_until_another_is_set(app: TestApp) {
        app.admin().await;
        app.forgot("camille@rivoli.example").await;
        assert_eq!(app.visitor().sign_in("camille@rivoli.example", PASSWORD).await.status, 303);
    }
}
