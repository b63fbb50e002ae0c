use crate::support::{Browser, TestApp, app::PASSWORD, on_both_engines};
use std::time::Duration;

const EMAIL: &str = "ines@exemple.fr";
const FIREFOX: &str = "Mozilla/5.0 (X11; Linux x86_64; rv:145.0) Gecko/20100101 Firefox/145.0";

/// A browser that nobody has signed in with.
fn new_browser(app: &TestApp) -> Browser {
    let mut browser = app.visitor();
    browser.headers.insert("user-agent", FIREFOX.parse().unwrap());
    browser.address = "198.51.100.7:1".parse().unwrap();
    browser
}

async fn notices(app: &TestApp) -> i64 {
    app.count("messages WHERE kind = 'new-device'").await
}

on_both_engines! {
    // [S3.9]
    async fn a_sign_in_from_a_new_browser_is_told_to_the_notification_address(app: TestApp) {
        let mut admin = app.admin().await;
        let mut known = app.colleague(&mut admin, EMAIL, "user").await;
        app.tamper(&format!("UPDATE users SET notification_email = 'bureau@exemple.fr' WHERE email = '{EMAIL}'")).await.unwrap();
        assert_eq!(notices(&app).await, 0, "joining is no surprise");
        known.post("/sign-out", &[]).await;
        known.sign_in(EMAIL, PASSWORD).await;
        assert_eq!(notices(&app).await, 0, "nor is the browser of before");
        let mut new = new_browser(&app);
        new.sign_in(EMAIL, "ce n'est pas lui").await;
        assert_eq!(notices(&app).await, 0, "nor a wrong password");
        assert_eq!(new.sign_in(EMAIL, PASSWORD).await.status, 303);
        let mail = app.mail("new-device", "bureau@exemple.fr").await;
        for fact in ["Firefox sur Linux", "198.51.100.7", "dimanche 22 novembre 2026", "/forgot", "Atelier Rivoli"] {
            assert!(mail.text.contains(fact) && mail.html.contains(fact), "{fact}: {}", mail.text);
        }
        new.post("/sign-out", &[]).await;
        new.sign_in(EMAIL, PASSWORD).await;
        assert_eq!(notices(&app).await, 1, "it is known from then on");
    }

    // [S3.9]
    async fn three_an_hour_are_enough(app: TestApp) {
        let mut admin = app.admin().await;
        app.colleague(&mut admin, EMAIL, "user").await;
        for _ in 0..5 {
            assert_eq!(new_browser(&app).sign_in(EMAIL, PASSWORD).await.status, 303);
        }
        assert_eq!(notices(&app).await, 3);
        app.advance(Duration::from_hours(1));
        new_browser(&app).sign_in(EMAIL, PASSWORD).await;
        assert_eq!(notices(&app).await, 4);
    }

    // [S3.9]
    async fn a_browser_that_several_people_use_is_known_to_each_of_them(app: TestApp) {
        let mut admin = app.admin().await;
        app.colleague(&mut admin, EMAIL, "user").await;
        app.colleague(&mut admin, "noe@exemple.fr", "user").await;
        let mut counter = new_browser(&app);
        for email in [EMAIL, "noe@exemple.fr", EMAIL, "noe@exemple.fr", EMAIL] {
            assert_eq!(counter.sign_in(email, PASSWORD).await.status, 303);
        }
        assert_eq!(notices(&app).await, 2, "once each");
    }

    async fn another_persons_mark_makes_no_browser_known(app: TestApp) {
        let mut admin = app.admin().await;
        app.colleague(&mut admin, EMAIL, "user").await;
        admin.sign_in(EMAIL, PASSWORD).await;
        assert_eq!(notices(&app).await, 1);
    }
}
