use crate::support::{TestApp, app::PASSWORD, on_both_engines};
use parvis::server::store::users;
use std::time::Duration;

const EMAIL: &str = "camille@rivoli.example";

on_both_engines! {
    async fn the_right_pair_opens_a_new_session_and_ends_the_one_before(app: TestApp) {
        let mut admin = app.admin().await;
        let before = admin.session().cloned();
        let mut old = admin.clone();
        let answer = admin.sign_in("CAMILLE@rivoli.example", PASSWORD).await;
        assert_eq!((answer.status, answer.location()), (303, "/"));
        assert_ne!(admin.session(), before.as_ref());
        assert_eq!(admin.get("/users").await.status, 200);
        assert_eq!(old.get("/users").await.location(), "/sign-in?next=%2Fusers");
        let cookie = answer.header("set-cookie");
        assert!(cookie.contains("HttpOnly") && cookie.contains("SameSite=Lax") && cookie.contains("Path=/"), "{cookie}");
    }

    async fn over_tls_the_cookie_is_bound_to_the_host(app: TestApp) {
        let app = app.sibling(&["--public-url", "https://parvis.example.org"]).await;
        let mut admin = app.admin().await;
        let answer = admin.sign_in(EMAIL, PASSWORD).await;
        let cookie = answer.header("set-cookie");
        assert!(cookie.starts_with("__Host-parvis=") && cookie.contains("Secure"), "{cookie}");
        assert!(!answer.header("strict-transport-security").is_empty());
    }

    async fn unknown_wrong_invited_and_inactive_get_one_answer(app: TestApp) {
        let mut admin = app.admin().await;
        app.invite(&mut admin, "invite@exemple.fr", "user").await;
        app.colleague(&mut admin, "inactif@exemple.fr", "user").await;
        app.tamper("UPDATE users SET state = 'inactive', reason = 'deactivated' WHERE email = 'inactif@exemple.fr'").await.unwrap();
        let mut bodies = Vec::new();
        for (email, password) in [
            ("inconnu@exemple.fr", PASSWORD),
            (EMAIL, "ce n'est pas le bon mot"),
            ("invite@exemple.fr", PASSWORD),
            ("inactif@exemple.fr", PASSWORD),
        ] {
            let mut visitor = app.visitor();
            let before = app.app.passwords.worked();
            let answer = visitor.sign_in(email, password).await;
            assert_eq!(answer.status, 422);
            assert_eq!(app.app.passwords.worked() - before, 1, "{email}: each takes as long");
            assert!(answer.says(email) && answer.says("ne convient pas") && !answer.says(password));
            assert!(visitor.session().is_none());
            bodies.push(answer.body.replace(email, "").split("nonce").next().unwrap().to_owned());
        }
        assert!(bodies.iter().all(|body| *body == bodies[0]));
    }

    async fn a_password_that_was_replaced_while_it_was_checked_opens_nothing(app: TestApp) {
        app.admin().await;
        let verified: String = app.value("SELECT password_hash FROM users").await;
        let known = users::credentials(&mut app.app.db.read().await.unwrap().conn(), &EMAIL.parse().unwrap()).await;
        let id = known.unwrap().unwrap().id;
        let now = app.app.clock.now();
        let mut tx = app.app.db.begin().await.unwrap();
        assert!(users::set_signed_in(&mut tx.conn(), id, Some(&verified), now).await.unwrap());
        users::replace_password(&mut tx.conn(), id, "another").await.unwrap();
        assert!(!users::set_signed_in(&mut tx.conn(), id, Some(&verified), now).await.unwrap());
        assert!(!users::set_signed_in(&mut tx.conn(), id, None, now).await.unwrap());
    }

    async fn failures_slow_down_and_the_right_person_gets_in_after_the_pause(app: TestApp) {
        app.admin().await;
        let mut thief = app.visitor();
        for _ in 0..6 {
            assert_eq!(thief.sign_in(EMAIL, "wrong password").await.status, 422);
        }
        let slowed = thief.sign_in(EMAIL, "wrong password").await;
        assert_eq!((slowed.status, slowed.header("retry-after")), (429, "3"));
        // From elsewhere too: it is the address that is guarded.
        let mut owner = app.visitor();
        owner.address = "198.51.100.7:1".parse().unwrap();
        assert_eq!(owner.sign_in(EMAIL, PASSWORD).await.status, 429);
        app.advance(Duration::from_secs(3));
        assert_eq!(owner.sign_in(EMAIL, PASSWORD).await.status, 303);
        // And it is all forgiven.
        assert_eq!(thief.sign_in(EMAIL, "wrong password").await.status, 422);
    }

    async fn a_browser_that_knows_the_person_is_not_held_up_by_strangers(app: TestApp) {
        let mut owner = app.visitor();
        app.admin().await;
        owner.sign_in(EMAIL, PASSWORD).await;
        let mut thief = app.visitor();
        thief.address = "198.51.100.7:1".parse().unwrap();
        for _ in 0..8 {
            thief.sign_in(EMAIL, "wrong password").await;
        }
        assert_eq!(owner.sign_in(EMAIL, PASSWORD).await.status, 303);
    }

    async fn one_peer_that_tries_many_addresses_is_slowed_down(app: TestApp) {
        app.admin().await;
        let mut thief = app.visitor();
        let mut last = 0;
        for n in 0..23 {
            last = thief.sign_in(&format!("personne{n}@exemple.fr"), "wrong password").await.status;
        }
        assert_eq!(last, 429);
        let mut other = app.visitor();
        other.address = "198.51.100.7:1".parse().unwrap();
        assert_eq!(other.sign_in(EMAIL, PASSWORD).await.status, 303);
    }

    async fn a_session_ends_when_idle_and_in_any_case_after_its_life(app: TestApp) {
        let mut admin = app.admin().await;
        app.advance(Duration::from_hours(13));
        assert_eq!(admin.get("/users").await.status, 303);

        admin.sign_in(EMAIL, PASSWORD).await;
        let mut days = 0;
        while admin.get("/users").await.status == 200 {
            for _ in 0..3 {
                app.advance(Duration::from_hours(8));
                admin.get("/users").await;
                // The last sight is written in a task of its own.
                let now = app.app.clock.now();
                while admin.get("/users").await.status == 200 && app.last_seen().await < now {
                    tokio::task::yield_now().await;
                }
            }
            days += 1;
            assert!(days < 40, "a session must end");
        }
        assert_eq!(days, 30);
    }

    async fn where_one_goes_after_signing_in_is_a_path_of_ours(app: TestApp) {
        app.admin().await;
        for (next, target) in [("/users?state=invited", "/users?state=invited"), ("//evil.example", "/"), ("https://evil.example", "/")] {
            let fields = [("email", EMAIL), ("password", PASSWORD), ("next", next)];
            assert_eq!(app.visitor().post("/sign-in", &fields).await.location(), target);
        }
    }
}
