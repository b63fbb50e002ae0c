use super::{INES, elsewhere, ines};
use crate::support::{Answer, Browser, TestApp, app::PASSWORD, on_both_engines};
use parvis::{
    domain::password::TypedPassword,
    server::operations::{
        Error,
        me::{PasswordForm, change_password},
    },
};
use std::time::Duration;

const NEW: &str = "quatre chevaux verts galopent";

async fn change(browser: &mut Browser, present: &str, password: &str) -> Answer {
    browser.post("/me/password", &[("present", present), ("password", password)]).await
}

on_both_engines! {
    // [S5.18]
    async fn a_new_password_ends_all_other_sessions_and_is_told_by_mail(app: TestApp) {
        let (mut ines, _) = ines(&app).await;
        let mut phone = elsewhere(&app).await;
        assert!(ines.get("/me/password").await.says("Mot de passe actuel"));
        assert_eq!(change(&mut ines, PASSWORD, NEW).await.location(), "/me?done=password");
        assert!(ines.get("/me?done=password").await.says("Votre mot de passe est changé"));
        assert_eq!(phone.get("/").await.location(), "/sign-in?next=%2F");
        assert_eq!(app.visitor().sign_in(INES, PASSWORD).await.status, 422);
        assert_eq!(app.visitor().sign_in(INES, NEW).await.status, 303);
        assert_eq!(app.count("messages WHERE kind = 'password-changed'").await, 1);
        assert_eq!(app.count("history WHERE action = 'password-changed' AND NOT refused").await, 1);
    }

    async fn the_present_one_is_asked_for_and_guessing_is_slowed_down(app: TestApp) {
        let (mut ines, _) = ines(&app).await;
        for _ in 0..6 {
            let wrong = change(&mut ines, "ce n'est pas le bon mot", NEW).await;
            assert_eq!(wrong.status, 422);
            assert!(wrong.body.contains("href=\"#present\"") && !wrong.says(NEW));
        }
        assert_eq!(app.count("history WHERE action = 'password-changed' AND refused").await, 6);
        assert_eq!(change(&mut ines, PASSWORD, NEW).await.status, 429);
        app.advance(Duration::from_secs(3));
        assert_eq!(change(&mut ines, PASSWORD, NEW).await.status, 303);
    }

    async fn a_password_typed_in_a_session_that_is_over_by_then_changes_nothing(app: TestApp) {
        let (ines, _) = ines(&app).await;
        let caller = ines.caller(&app.app).await;
        // While the password was being checked, she has set another one elsewhere.
        let path = app.forgot(INES).await;
        assert_eq!(app.visitor().post(&path, &[("password", NEW)]).await.status, 303);
        let text = |text: &str| TypedPassword::new(text.to_owned());
        let form = PasswordForm { present: text(NEW), password: text("six hiboux roux hululent") };
        let refused = change_password(&app.app, &ines.visit(), caller.actor().unwrap(), form).await;
        assert!(matches!(refused, Err(Error::SignedOut)));
        assert_eq!(app.visitor().sign_in(INES, NEW).await.status, 303);
    }

    // [S5.18] [S5.19]
    async fn the_rules_are_those_of_joining(app: TestApp) {
        let (mut ines, _) = ines(&app).await;
        for (present, password, field) in [
            ("", NEW, "present"),
            (PASSWORD, "", "password"),
            (PASSWORD, "trop court", "password"),
            (PASSWORD, "InesBenali2026", "password"),
            (PASSWORD, "azertyuiop12", "password"),
        ] {
            let refused = change(&mut ines, present, password).await;
            assert_eq!(refused.status, 422, "{password}");
            assert!(refused.body.contains(&format!("href=\"#{field}\"")), "{password}: {}", refused.text());
        }
        let long = "a".repeat(10_000);
        assert_eq!(change(&mut ines, &long, NEW).await.status, 422);
        assert_eq!(app.visitor().sign_in(INES, PASSWORD).await.status, 303);
    }
}
