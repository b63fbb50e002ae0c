use crate::support::{
    TestApp,
    app::{JOIN, PASSWORD},
    on_both_engines,
};
use parvis::{domain::time::DAY, server::housekeeping};
use std::time::Duration;

const EMAIL: &str = "ines@exemple.fr";

on_both_engines! {
    // [S3.22]
    async fn past_the_last_day_sessions_and_sign_in_are_refused_at_once(app: TestApp) {
        let mut admin = app.admin().await;
        let mut ines = app.colleague(&mut admin, EMAIL, "member").await;
        let path = format!("/users/{}/access-end", app.user(EMAIL).await);
        assert!(admin.get(&path).await.says("L’accès n’a pas de fin"));
        // The clock starts on Sunday 22 November 2026, 09:00 in Paris.
        let set = admin.post(&path, &[("ends_on", "2026-11-22")]).await;
        assert_eq!(set.location(), path.replace("/access-end", "?done=access-end"));
        assert!(admin.get(&path).await.says("à la fin du 22 novembre 2026"));
        app.advance(Duration::from_secs(15 * 3_600 - 1));
        assert_eq!(ines.get("/users").await.status, 303, "idle for twelve hours");
        assert_eq!(ines.sign_in(EMAIL, PASSWORD).await.status, 303);
        assert_eq!(ines.get("/users").await.status, 200, "the day isn't over");
        app.advance(Duration::from_secs(1));
        assert_eq!(ines.get("/users").await.location(), "/sign-in?next=%2Fusers", "the next request is refused");
        assert_eq!(app.visitor().sign_in(EMAIL, PASSWORD).await.status, 422);
        assert_eq!(app.count("users WHERE state = 'active'").await, 2, "judged at use, before any housekeeping");
        assert_eq!(app.count("history WHERE action = 'access-end-set'").await, 1);
        assert_eq!(app.count("changes WHERE field = 'ends_on' AND before = '' AND after = '2026-11-22'").await, 1);
    }

    // [S3.22]
    async fn the_state_is_looked_at_when_an_access_ends_and_every_five_minutes_else(app: TestApp) {
        let mut admin = app.admin().await;
        app.colleague(&mut admin, EMAIL, "member").await;
        let path = format!("/users/{}/access-end", app.user(EMAIL).await);
        admin.post(&path, &[("ends_on", "2026-11-22")]).await;
        let run_in = async || {
            let now = app.app.clock.now();
            housekeeping::next_run(&app.app, now).await.since(now)
        };
        assert_eq!(run_in().await, Duration::from_mins(5));
        app.advance(Duration::from_hours(15) - Duration::from_secs(20));
        assert!((19..=20).contains(&run_in().await.as_secs()), "{:?}", run_in().await);
        app.advance(Duration::from_secs(30));
        assert_eq!(run_in().await, Duration::from_mins(5), "what has ended isn't waited for");
    }

    async fn an_end_is_changed_and_taken_away(app: TestApp) {
        let mut admin = app.admin().await;
        app.colleague(&mut admin, EMAIL, "member").await;
        let path = format!("/users/{}/access-end", app.user(EMAIL).await);
        admin.post(&path, &[("ends_on", "2026-12-31")]).await;
        admin.post(&path, &[("ends_on", "31/12/2026")]).await;
        assert_eq!(app.count("history WHERE action = 'access-end-set'").await, 1, "the same day is no change");
        admin.post(&path, &[("ends_on", "2027-01-15")]).await;
        let cleared = admin.post(&path, &[("ends_on", "2027-01-15"), ("clear", "yes")]).await;
        assert_eq!(cleared.status, 303);
        assert_eq!(app.count("users WHERE access_ends_at IS NOT NULL").await, 0);
        assert_eq!(app.count("changes WHERE before = '2027-01-15' AND after = ''").await, 1);
    }

    async fn a_day_that_is_over_or_is_none_is_refused_and_kept_as_typed(app: TestApp) {
        let mut admin = app.admin().await;
        app.colleague(&mut admin, EMAIL, "member").await;
        let path = format!("/users/{}/access-end", app.user(EMAIL).await);
        for (day, problem) in [("2026-11-21", "Ce jour est passé"), ("2026-02-30", "Saisissez un jour"), ("<b>", "Saisissez un jour"), (" ", "Choisissez le dernier jour")] {
            let answer = admin.post(&path, &[("ends_on", day)]).await;
            assert!(answer.status == 422 && answer.says(problem) && answer.says("Erreur :"), "{day}: {}", answer.text());
        }
        assert_eq!(app.count("users WHERE access_ends_at IS NOT NULL").await, 0);
    }

    // [S5.2]
    async fn the_last_lasting_administrator_gets_no_end(app: TestApp) {
        let mut admin = app.admin().await;
        let mut second = app.colleague(&mut admin, EMAIL, "administrator").await;
        let (camille, ines) = (app.user("camille@rivoli.example").await, app.user(EMAIL).await);
        let [of_camille, of_ines] = [camille, ines].map(|id| format!("/users/{id}/access-end"));
        assert_eq!(admin.post(&of_camille, &[("ends_on", "2026-12-31")]).await.status, 409, "oneself");
        let (one, two) = tokio::join!(
            admin.post(&of_ines, &[("ends_on", "2026-12-31")]),
            second.post(&of_camille, &[("ends_on", "2026-12-31")]),
        );
        assert_eq!([one.status, two.status].iter().filter(|status| **status == 303).count(), 1, "{one:?} {two:?}");
        assert_eq!(app.count("users WHERE access_ends_at IS NULL").await, 1);
        assert_eq!(app.count("history WHERE action = 'access-end-set' AND refused").await, 2);
    }

    async fn an_invited_person_whose_access_has_ended_does_not_join(app: TestApp) {
        let mut admin = app.admin().await;
        let link = app.invite(&mut admin, EMAIL, "member").await;
        let path = format!("/users/{}/access-end", app.user(EMAIL).await);
        admin.post(&path, &[("ends_on", "2026-11-23")]).await;
        app.advance(2 * DAY);
        assert_eq!(app.visitor().get(&link).await.status, 410);
        assert_eq!(app.visitor().post(&link, &JOIN).await.status, 410);
        assert_eq!(app.visitor().post(&format!("{link}/ask"), &[]).await.status, 404);
        assert_eq!(app.count("users WHERE state = 'active'").await, 1);
    }

    // [S3.22]
    async fn the_state_follows_and_activating_brings_back(app: TestApp) {
        let mut admin = app.admin().await;
        app.colleague(&mut admin, EMAIL, "member").await;
        app.invite(&mut admin, "noe@exemple.fr", "member").await;
        for email in [EMAIL, "noe@exemple.fr"] {
            let path = format!("/users/{}/access-end", app.user(email).await);
            admin.post(&path, &[("ends_on", "2026-11-23")]).await;
        }
        let now = app.app.clock.now();
        assert_eq!(housekeeping::access_ends::end(&app.app, now).await.unwrap(), 0);
        app.advance(2 * DAY);
        let now = app.app.clock.now();
        assert_eq!(housekeeping::access_ends::end(&app.app, now).await.unwrap(), 2);
        assert_eq!(housekeeping::access_ends::end(&app.app, now).await.unwrap(), 0);
        assert_eq!(app.count("users WHERE state = 'inactive' AND reason = 'ended'").await, 2);
        assert_eq!(app.count("history WHERE action = 'access-ended' AND actor_id IS NULL").await, 2);
        assert_eq!(app.count("invitations WHERE ended_at IS NULL").await, 0);
        assert_eq!(app.count("messages WHERE state = 'queued' AND kind = 'invitation'").await, 0);

        let mut admin = app.visitor();
        admin.sign_in("camille@rivoli.example", PASSWORD).await;
        let id = app.user(EMAIL).await;
        crate::users::change(&app, &admin, &id, parvis::server::operations::users::Change::Activate).await.unwrap();
        assert_eq!(app.visitor().sign_in(EMAIL, PASSWORD).await.status, 303);
        assert_eq!(app.count("users WHERE access_ends_at IS NULL AND email = 'ines@exemple.fr'").await, 1);
    }

    // [S3.22]
    async fn the_person_and_who_set_it_are_told_7_days_and_1_day_before_each_once(app: TestApp) {
        let mut admin = app.admin().await;
        app.colleague(&mut admin, EMAIL, "member").await;
        app.tamper("UPDATE users SET notification_email = 'secretariat@exemple.fr' WHERE email = 'ines@exemple.fr'").await.unwrap();
        let path = format!("/users/{}/access-end", app.user(EMAIL).await);
        admin.post(&path, &[("ends_on", "2026-12-01")]).await;
        let mut told = Vec::new();
        for _ in 0..20 {
            let now = app.app.clock.now();
            for _ in 0..2 {
                housekeeping::notices::send(&app.app, now).await.unwrap();
            }
            told.push(app.count("messages WHERE kind = 'access-ends'").await);
            app.advance(Duration::from_hours(12));
        }
        // From 09:00 on 22 November by half days: the seventh day before begins at the end of the 24th.
        assert_eq!(told, [[0; 6].as_slice(), &[2; 12], &[4; 2]].concat());
        assert_eq!(app.count("messages WHERE kind = 'access-ends' AND address = 'secretariat@exemple.fr' AND about_id = user_id").await, 2);
        assert_eq!(app.count("messages WHERE kind = 'access-ends' AND address = 'camille@rivoli.example' AND about_id <> user_id").await, 2);
    }

    async fn an_end_set_within_the_week_is_told_of_the_day_before_alone(app: TestApp) {
        let mut admin = app.admin().await;
        app.colleague(&mut admin, EMAIL, "member").await;
        let path = format!("/users/{}/access-end", app.user(EMAIL).await);
        admin.post(&path, &[("ends_on", "2026-11-25")]).await;
        housekeeping::notices::send(&app.app, app.app.clock.now()).await.unwrap();
        assert_eq!(app.count("messages WHERE kind = 'access-ends'").await, 0);
        app.advance(3 * DAY);
        housekeeping::notices::send(&app.app, app.app.clock.now()).await.unwrap();
        assert_eq!(app.count("messages WHERE kind = 'access-ends'").await, 2);
    }
}
