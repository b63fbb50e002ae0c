use crate::support::{
    TestApp,
    app::{JOIN, PASSWORD},
    on_both_engines,
};
use std::time::Duration;

const EMAIL: &str = "ines@exemple.fr";
const DAY: Duration = Duration::from_hours(24);
const WEEK: Duration = Duration::from_hours(7 * 24);

async fn queued(app: &TestApp, email: &str) -> i64 {
    app.count(&format!("messages WHERE state = 'queued' AND address = '{email}'")).await
}

on_both_engines! {
    // [S2.16]
    async fn from_an_expired_page_a_new_link_goes_to_the_same_address(app: TestApp) {
        let mut admin = app.admin().await;
        let old = app.invite(&mut admin, EMAIL, "member").await;
        app.advance(WEEK);
        let page = app.visitor().get(&old).await;
        assert!(page.body.contains(&format!("action=\"{old}/ask\"")), "one click");
        let asked = app.visitor().post(&format!("{old}/ask"), &[]).await;
        assert_eq!(asked.status, 200);
        assert!(asked.says("Un nouveau lien est prêt") && asked.says("n’envoie pas encore de messages") && asked.says(EMAIL));
        assert_eq!(queued(&app, EMAIL).await, 1, "the new one; the old one isn't worth sending");
        assert_eq!(app.count("history WHERE action = 'invitation-asked'").await, 1);

        let new = app.join_path(EMAIL).await;
        let dead = app.visitor().get(&old).await;
        assert_eq!(dead.status, 410);
        assert!(dead.says("Un message plus récent vous a été envoyé"));
        let open = app.visitor().get(&new).await;
        assert!(open.says("Camille Moreau") && open.says("Membre") && open.says("6 décembre 2026"), "{}", open.text());
        assert_eq!(app.visitor().post(&new, &JOIN).await.status, 303);
    }

    // [S2.16]
    async fn where_mails_are_sent_the_new_link_is_on_its_way(app: TestApp) {
        let app = app.sibling(&["--smtp-url", "smtp://127.0.0.1:9"]).await;
        let mut admin = app.admin().await;
        let old = app.invite(&mut admin, EMAIL, "member").await;
        app.advance(WEEK);
        let asked = app.visitor().post(&format!("{old}/ask"), &[]).await;
        assert!(asked.says("Un nouveau lien est en route") && asked.says("courriers indésirables"));
    }

    // [S2.16]
    async fn from_a_replaced_page_too(app: TestApp) {
        let mut admin = app.admin().await;
        let first = app.invite(&mut admin, EMAIL, "user").await;
        app.advance(WEEK);
        app.visitor().post(&format!("{first}/ask"), &[]).await;
        let second = app.join_path(EMAIL).await;
        assert_eq!(app.visitor().post(&format!("{first}/ask"), &[]).await.status, 200);
        let third = app.join_path(EMAIL).await;
        assert!(app.visitor().get(&second).await.says("Un message plus récent"));
        assert_eq!(app.visitor().get(&third).await.status, 200);
        assert_eq!(queued(&app, EMAIL).await, 1);
        assert_eq!(app.count("invitations WHERE ended_at IS NULL").await, 1);
    }

    // [S2.16]
    async fn three_a_day_and_no_more_whoever_asks(app: TestApp) {
        let mut admin = app.admin().await;
        let path = app.invite(&mut admin, EMAIL, "user").await;
        let ask = format!("{path}/ask");
        app.advance(WEEK);
        for _ in 0..3 {
            assert_eq!(app.visitor().post(&ask, &[]).await.status, 200);
        }
        let mut elsewhere = app.visitor();
        elsewhere.address = "198.51.100.7:1".parse().unwrap();
        let refused = elsewhere.post(&ask, &[]).await;
        assert_eq!(refused.status, 429);
        assert!(refused.says("Trop de tentatives") && !refused.header("retry-after").is_empty());
        assert_eq!(app.count("invitations").await, 4);
        // The newest goes on working meanwhile.
        assert_eq!(app.visitor().get(&app.join_path(EMAIL).await).await.status, 200);
        app.advance(DAY);
        assert_eq!(app.visitor().post(&ask, &[]).await.status, 200);
    }

    async fn one_peer_that_asks_for_many_people_is_slowed_down(app: TestApp) {
        let mut admin = app.admin().await;
        let emails: Vec<String> = (0..23).map(|n| format!("invite{n}@exemple.fr")).collect();
        app.send_invitations(&mut admin, &emails.join(" "), "user").await;
        let mut asks = Vec::new();
        for email in &emails {
            asks.push(format!("{}/ask", app.join_path(email).await));
        }
        app.advance(WEEK);
        let mut last = 0;
        for ask in &asks[..22] {
            last = app.visitor().post(ask, &[]).await.status;
        }
        assert_eq!(last, 429);
        let mut other = app.visitor();
        other.address = "198.51.100.7:1".parse().unwrap();
        assert_eq!(other.post(&asks[21], &[]).await.status, 200);
        app.advance(Duration::from_secs(3));
        assert_eq!(app.visitor().post(&asks[22], &[]).await.status, 200);
    }

    async fn a_link_that_works_was_revoked_or_used_or_never_was_asks_for_nothing(app: TestApp) {
        let mut admin = app.admin().await;
        let open = app.invite(&mut admin, "ouvert@exemple.fr", "user").await;
        let revoked = app.invite(&mut admin, "retire@exemple.fr", "user").await;
        let used = app.invite(&mut admin, EMAIL, "user").await;
        app.visitor().post(&used, &JOIN).await;
        let id = app.literal(&app.user("retire@exemple.fr").await);
        app.tamper(&format!("UPDATE invitations SET ending = 'revoked', ended_at = created_at WHERE user_id = {id}")).await.unwrap();
        let before = (app.count("messages").await, app.count("invitations").await, app.count("history").await);
        let never = format!("/join/{}", "A".repeat(43));
        for path in [&open, &revoked, &used, &never, &"/join/x".to_owned()] {
            assert_eq!(app.visitor().post(&format!("{path}/ask"), &[]).await.status, 404, "{path}");
            assert_eq!(app.visitor().get(&format!("{path}/ask")).await.status, 405, "{path}");
        }
        assert_eq!((app.count("messages").await, app.count("invitations").await, app.count("history").await), before);
    }

    async fn nobody_who_is_in_or_out_already_gets_a_link(app: TestApp) {
        let mut admin = app.admin().await;
        let old = app.invite(&mut admin, EMAIL, "user").await;
        app.advance(WEEK);
        app.visitor().post(&format!("{old}/ask"), &[]).await;
        app.visitor().post(&app.join_path(EMAIL).await, &JOIN).await;
        for (state, reason) in [("active", "NULL"), ("inactive", "'deactivated'")] {
            let set = format!("UPDATE users SET state = '{state}', reason = {reason} WHERE email = '{EMAIL}'");
            app.tamper(&set).await.unwrap();
            assert_eq!(app.visitor().post(&format!("{old}/ask"), &[]).await.status, 404, "{state}");
        }
        assert_eq!(queued(&app, EMAIL).await, 0);
        assert_eq!(app.count("invitations").await, 2);
    }

    async fn asking_twice_at_once_leaves_one_link_that_works(app: TestApp) {
        let mut admin = app.admin().await;
        for n in 0..5 {
            let email = format!("p{n}@exemple.fr");
            admin.sign_in("camille@rivoli.example", PASSWORD).await;
            let path = app.invite(&mut admin, &email, "user").await;
            let ask = format!("{path}/ask");
            app.advance(WEEK);
            let (mut one, mut two) = (app.visitor(), app.visitor());
            let (a, b) = tokio::join!(one.post(&ask, &[]), two.post(&ask, &[]));
            assert_eq!((a.status, b.status), (200, 200), "{}{}", a.text(), b.text());
            assert_eq!(queued(&app, &email).await, 1);
            let open = app.count("invitations WHERE ended_at IS NULL").await;
            assert_eq!(open, 1);
            assert_eq!(app.visitor().post(&app.join_path(&email).await, &JOIN).await.status, 303);
        }
    }

    async fn of_asking_and_joining_at_once_no_link_is_left_over(app: TestApp) {
        let mut admin = app.admin().await;
        for n in 0..6 {
            let email = format!("p{n}@exemple.fr");
            admin.sign_in("camille@rivoli.example", PASSWORD).await;
            let old = app.invite(&mut admin, &email, "user").await;
            app.advance(WEEK);
            app.visitor().post(&format!("{old}/ask"), &[]).await;
            let open = app.join_path(&email).await;
            let (mut joiner, mut asker) = (app.visitor(), app.visitor());
            let ask = async {
                for _ in 0..n * 400 {
                    tokio::task::yield_now().await;
                }
                asker.post(&format!("{old}/ask"), &[]).await
            };
            let (joined, asked) = tokio::join!(joiner.post(&open, &JOIN), ask);
            assert!(matches!((joined.status, asked.status), (303, 404) | (410, 200)), "{} {}", joined.status, asked.status);
            assert_eq!(app.count("invitations WHERE ended_at IS NULL").await, i64::from(asked.status == 200));
            app.visitor().post(&app.join_path(&email).await, &JOIN).await;
        }
    }

    async fn an_inviters_message_and_language_come_again(app: TestApp) {
        let mut admin = app.admin().await;
        let path = app.invite_in(&mut admin, EMAIL, "user", "en").await;
        app.tamper("UPDATE invitations SET message = 'Welcome aboard'").await.unwrap();
        app.advance(WEEK);
        app.visitor().post(&format!("{path}/ask"), &[]).await;
        let page = app.visitor().get(&app.join_path(EMAIL).await).await;
        assert!(page.says("Welcome aboard") && page.says("invites you to join"));
        assert_eq!(app.count("messages WHERE state = 'queued' AND language = 'en'").await, 1);
    }
}
