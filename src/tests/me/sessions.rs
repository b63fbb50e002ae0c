use super::{INES, elsewhere, ines};
use crate::support::{TestApp, app::PASSWORD, on_both_engines};

/// The path that ends the only other session shown.
async fn other(browser: &mut crate::support::Browser) -> String {
    let page = browser.get("/me/sessions").await;
    let path = page.between("href=\"/me/sessions/", "/end\"").map(str::to_owned);
    // The first such link may be the one that ends all others.
    let ids: Vec<&str> =
        page.body.split("href=\"/me/sessions/").skip(1).map(|rest| rest.split('"').next().unwrap()).collect();
    let one = ids.into_iter().find(|id| id.ends_with("/end")).unwrap_or_else(|| panic!("{path:?}"));
    format!("/me/sessions/{one}")
}

on_both_engines! {
    // [S3.8] [S3.9]
    async fn one_sees_where_one_is_signed_in_and_ends_it_there(app: TestApp) {
        let (mut ines, _) = ines(&app).await;
        let mut phone = elsewhere(&app).await;
        let page = ines.get("/me/sessions").await;
        for said in ["Firefox sur Linux", "198.51.100.7", "192.0.2.1", "cette session", "dimanche 22 novembre 2026 à 09:00"] {
            assert!(page.says(said), "{said}: {}", page.text());
        }
        let path = other(&mut ines).await;
        let asked = ines.get(&path).await;
        assert!(asked.says("Fermer la session Firefox sur Linux ?") && asked.body.contains("data-part=\"confirm\""));
        assert_eq!(phone.get("/").await.status, 200, "asking ends nothing");
        assert_eq!(ines.post(&path, &[]).await.location(), "/me/sessions?done=session");
        assert_eq!(phone.get("/").await.location(), "/sign-in?next=%2F", "the next request is refused");
        assert!(ines.get("/me/sessions?done=session").await.says("La session est fermée"));
        assert_eq!(ines.post(&path, &[]).await.status, 404, "it has ended already");
        assert_eq!(app.count("history WHERE action = 'own-sessions-ended' AND NOT refused").await, 1);
        assert_eq!(app.count("history WHERE action = 'own-sessions-ended' AND refused").await, 1);
    }

    // [S3.9]
    async fn all_others_end_at_once_and_this_one_stays(app: TestApp) {
        let (mut ines, _) = ines(&app).await;
        let (mut phone, mut desk) = (elsewhere(&app).await, elsewhere(&app).await);
        assert!(ines.get("/me/sessions/end-others").await.says("2 navigateurs devront se connecter de nouveau"));
        assert_eq!(ines.post("/me/sessions/end-others", &[]).await.location(), "/me/sessions?done=sessions");
        assert_eq!((phone.get("/").await.status, desk.get("/").await.status, ines.get("/").await.status), (303, 303, 200));
        assert!(!ines.get("/me/sessions").await.body.contains("/end\""));
        assert_eq!(app.visitor().sign_in(INES, PASSWORD).await.status, 303);
    }

    async fn nobody_ends_anybody_elses_or_the_one_that_asks(app: TestApp) {
        let (mut ines, mut admin) = ines(&app).await;
        let own = app.value::<uuid::Uuid>("SELECT s.id FROM sessions s JOIN users u ON u.id = s.user_id WHERE u.email = 'ines@exemple.fr'").await;
        for browser in [&mut ines, &mut admin] {
            for id in [own.to_string(), uuid::Uuid::nil().to_string(), "x".to_owned()] {
                assert_eq!(browser.get(&format!("/me/sessions/{id}/end")).await.status, 404);
                assert_eq!(browser.post(&format!("/me/sessions/{id}/end"), &[]).await.status, 404);
            }
        }
        assert_eq!(ines.get("/").await.status, 200);
    }
}
