use crate::support::{TestApp, on_both_engines};

on_both_engines! {
    async fn signing_out_ends_the_session_on_the_server(app: TestApp) {
        let mut admin = app.admin().await;
        let mut copy = admin.clone();
        let answer = admin.post("/sign-out", &[]).await;
        assert_eq!((answer.status, answer.location()), (303, "/sign-in"));
        assert!(admin.session().is_none());
        assert_eq!(copy.get("/users").await.status, 303);
        assert_eq!(app.count("history WHERE action = 'signed-out'").await, 1);
        assert_eq!(copy.post("/sign-out", &[]).await.status, 303);
    }

    async fn a_get_signs_nobody_out(app: TestApp) {
        let mut admin = app.admin().await;
        assert_eq!(admin.get("/sign-out").await.status, 405);
        assert_eq!(admin.get("/users").await.status, 200);
    }
}
