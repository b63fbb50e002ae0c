//! What is sent after the session has ended goes through signing in, and is sent once more on demand.

use crate::support::{Answer, TestApp, app::PASSWORD, forms::Form, on_both_engines};

const ADMIN: &str = "camille@rivoli.example";

/// What a page's first form sends under a name.
fn sent(page: &Answer, name: &str) -> Vec<String> {
    let form = Form::all(page).into_iter().next().expect("a form");
    form.fields.into_iter().filter(|field| field.name == name).map(|field| field.value).collect()
}

on_both_engines! {
    // [S5.22]
    async fn what_was_typed_survives_the_end_of_the_session(app: TestApp) {
        let mut admin = app.admin().await;
        let ines = app.colleague(&mut admin, "ines@exemple.fr", "member").await;
        drop(ines);
        let edit = format!("/users/{}/edit", app.user("ines@exemple.fr").await);
        app.tamper("DELETE FROM sessions").await.unwrap();
        let typed = [("first_name", "Inès \"B\" <b>"), ("last_name", "l'été\n& demi"), ("area", "1"), ("area", "2"), ("password", "geheim geheim")];
        let ended = admin.post(&edit, &typed).await;
        assert_eq!(ended.status, 401);
        assert!(ended.says("Votre session avait pris fin") && ended.body.contains("name=\"password\""));
        assert!(!ended.body.contains("geheim"), "{}", ended.body);
        let unsent = sent(&ended, "unsent").concat();

        // A wrong password loses nothing either.
        let refused = admin.post("/sign-in", &[("email", ADMIN), ("password", "wrong password"), ("next", &edit), ("unsent", &unsent)]).await;
        assert_eq!((refused.status, sent(&refused, "unsent").concat()), (422, unsent.clone()));

        let resumed = admin.post("/sign-in", &[("email", ADMIN), ("password", PASSWORD), ("next", &edit), ("unsent", &unsent)]).await;
        assert_eq!(resumed.status, 200);
        assert!(resumed.says("Votre saisie n’est pas encore envoyée") && resumed.body.contains(&format!("action=\"{edit}\"")));
        assert_eq!(sent(&resumed, "first_name"), ["Inès \"B\" <b>"]);
        assert_eq!(sent(&resumed, "last_name"), ["l'été\n& demi"]);
        assert_eq!(sent(&resumed, "area"), ["1", "2"]);
        assert!(admin.get("/users").await.says("Inès"), "signed in, and nothing was changed");
    }

    // [S5.22]
    async fn it_is_sent_nowhere_but_here(app: TestApp) {
        let mut admin = app.admin().await;
        for next in ["//evil.example/", "https://evil.example/", "/\\evil.example"] {
            let resumed = admin.post("/sign-in", &[("email", ADMIN), ("password", PASSWORD), ("next", next), ("unsent", "a=b")]).await;
            assert!(resumed.body.contains("action=\"/\"") && !resumed.body.contains("evil"), "{next}");
        }
    }

    async fn who_never_had_a_session_is_asked_to_sign_in_and_holds_nothing_up(app: TestApp) {
        app.admin().await;
        let answer = app.visitor().post("/users/invite", &[("addresses", "a@exemple.fr")]).await;
        assert_eq!((answer.status, answer.location()), (303, "/sign-in?next=%2Fusers%2Finvite"));
    }
}
