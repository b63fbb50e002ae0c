use crate::support::{TestApp, app::PASSWORD, on_both_engines};
use parvis::{
    domain::{user::UserState, verb::Refusal},
    server::operations::{Error, make_administrator::make_administrator},
};

const EMAIL: &str = "ines@exemple.fr";

async fn make(app: &TestApp, email: &str) -> Result<(), Error> {
    make_administrator(&app.app, &email.parse().unwrap()).await
}

on_both_engines! {
    // [S5.2]
    async fn where_everybody_is_locked_out_somebody_is_let_in_as_administrator(app: TestApp) {
        let mut admin = app.admin().await;
        app.colleague(&mut admin, EMAIL, "member").await;
        let end = app.literal_instant(app.app.clock.now());
        let id = app.literal(&app.user(EMAIL).await);
        app.tamper("UPDATE users SET state = 'inactive', reason = 'deactivated'").await.unwrap();
        app.tamper(&format!("UPDATE users SET access_ends_at = {end}, access_ends_set_by = {id} WHERE id = {id}")).await.unwrap();
        make(&app, EMAIL).await.unwrap();
        let mut ines = app.visitor();
        assert_eq!(ines.sign_in(EMAIL, PASSWORD).await.status, 303);
        assert_eq!(ines.get("/users/invite").await.status, 200);
        let camille = app.user("camille@rivoli.example").await;
        assert_eq!(ines.post(&format!("/users/{camille}/activate"), &[]).await.status, 303);
        let entry = "history WHERE action = 'role-changed' AND actor_id IS NULL AND NOT refused";
        assert_eq!(app.count(entry).await, 1);
        assert!(matches!(make(&app, EMAIL).await, Err(Error::Refused(Refusal::Unchanged))));
        assert_eq!(app.count(entry).await, 1);
    }

    async fn who_cannot_sign_in_is_no_help(app: TestApp) {
        let mut admin = app.admin().await;
        app.send_invitations(&mut admin, EMAIL, "member").await;
        for state in [UserState::Invited, UserState::Inactive, UserState::Deleted] {
            let id = app.user(EMAIL).await;
            match state {
                UserState::Inactive => drop(admin.post(&format!("/users/{id}/revoke"), &[]).await),
                UserState::Deleted => drop(admin.post(&format!("/users/{id}/delete"), &[]).await),
                _ => {}
            }
            assert!(matches!(make(&app, EMAIL).await, Err(Error::Refused(Refusal::State(s))) if s == state), "{state:?}");
        }
        assert!(matches!(make(&app, "personne@exemple.fr").await, Err(Error::NotFound)));
        assert_eq!(app.count("history WHERE action = 'role-changed'").await, 0);
    }
}
