use super::change;
use crate::support::{
    TestApp,
    app::{JOIN, PASSWORD},
    on_both_engines,
};
use parvis::{
    domain::{
        access::{Area, Level, Levels},
        user::UserState,
        verb::Refusal,
    },
    server::operations::{Error, users::Change},
};
use std::time::Duration;

const EMAIL: &str = "ines@exemple.fr";

fn refused(result: Result<parvis::server::operations::users::Done, Error>) -> Refusal {
    match result {
        Err(Error::Refused(refusal)) => refusal,
        other => panic!("not refused: {other:?}"),
    }
}

async fn state(app: &TestApp, email: &str) -> String {
    app.value(&format!("SELECT state FROM users WHERE email = '{email}'")).await
}

async fn entries(app: &TestApp, action: &str, refused: bool) -> i64 {
    let not = if refused { "" } else { "NOT " };
    app.count(&format!("history WHERE action = '{action}' AND {not}refused")).await
}

on_both_engines! {
    // [S1.19] [S2.16]
    async fn resending_sends_a_new_link_and_the_older_one_dies(app: TestApp) {
        let mut admin = app.admin().await;
        let old = app.invite(&mut admin, EMAIL, "member").await;
        let id = app.user(EMAIL).await;
        app.advance(Duration::from_hours(8 * 24));
        let mut admin = app.visitor();
        admin.sign_in("camille@rivoli.example", PASSWORD).await;
        let done = change(&app, &admin, &id, Change::Resend).await.unwrap();
        assert_eq!((done.state, done.mailed), (UserState::Invited, true));
        assert!(app.visitor().get(&old).await.says("Un message plus récent vous a été envoyé"));
        let new = app.join_path(EMAIL).await;
        assert_ne!(new, old);
        assert_eq!(app.visitor().post(&new, &JOIN).await.status, 303);
        assert_eq!(entries(&app, "invitation-resent", false).await, 1);
        assert_eq!(refused(change(&app, &admin, &id, Change::Resend).await), Refusal::State(UserState::Active));
        assert_eq!(entries(&app, "invitation-resent", true).await, 1);
    }

    // [S2.17]
    async fn revoking_closes_the_link_and_keeps_the_user_as_inactive(app: TestApp) {
        let mut admin = app.admin().await;
        let path = app.invite(&mut admin, EMAIL, "member").await;
        change(&app, &admin, &app.user(EMAIL).await, Change::Revoke).await.unwrap();
        assert_eq!(state(&app, EMAIL).await, "inactive");
        assert_eq!(app.visitor().get(&path).await.status, 410);
        assert_eq!(app.visitor().post(&path, &JOIN).await.status, 410);
        assert_eq!(app.count("messages WHERE state = 'queued'").await, 0);
        assert_eq!(entries(&app, "invitation-revoked", false).await, 1);
    }

    // [S5.13] [S5.16]
    async fn activating_invites_who_has_no_password_and_lets_in_who_has_one(app: TestApp) {
        let mut admin = app.admin().await;
        let first = app.invite(&mut admin, EMAIL, "member").await;
        let id = app.user(EMAIL).await;
        change(&app, &admin, &id, Change::Revoke).await.unwrap();
        let done = change(&app, &admin, &id, Change::Activate).await.unwrap();
        assert_eq!(done.state, UserState::Invited);
        let second = app.join_path(EMAIL).await;
        assert_ne!(first, second);
        let mut ines = app.visitor();
        assert_eq!(ines.post(&second, &JOIN).await.status, 303);
        ines.accept_policy().await;

        change(&app, &admin, &id, Change::Deactivate).await.unwrap();
        assert_eq!(ines.get("/").await.location(), "/sign-in?next=%2F", "the next request is refused");
        assert_eq!(app.visitor().sign_in(EMAIL, PASSWORD).await.status, 422);
        let done = change(&app, &admin, &id, Change::Activate).await.unwrap();
        assert_eq!((done.state, done.mailed), (UserState::Active, true));
        assert_eq!(app.count("messages WHERE kind = 'activated'").await, 1);
        assert_eq!(app.visitor().sign_in(EMAIL, PASSWORD).await.status, 303);
    }

    // [S3.13] [S1.19]
    async fn deleting_ends_sessions_and_links_and_restoring_brings_back_without_access(app: TestApp) {
        let mut admin = app.admin().await;
        let mut ines = app.colleague(&mut admin, EMAIL, "member").await;
        let path = app.invite(&mut admin, "noe@exemple.fr", "user").await;
        for email in [EMAIL, "noe@exemple.fr"] {
            change(&app, &admin, &app.user(email).await, Change::Delete).await.unwrap();
            assert_eq!(state(&app, email).await, "deleted");
        }
        assert_eq!(ines.get("/users").await.status, 303);
        assert_eq!(app.visitor().sign_in(EMAIL, PASSWORD).await.status, 422);
        assert_eq!(app.visitor().get(&path).await.status, 410);
        assert!(!admin.get("/users").await.says(EMAIL));
        let again = app.send_invitations(&mut admin, EMAIL, "administrator").await;
        assert!(admin.get(again.location()).await.says("Supprimés récemment"), "no second account");
        change(&app, &admin, &app.user(EMAIL).await, Change::Restore).await.unwrap();
        assert_eq!(state(&app, EMAIL).await, "inactive");
        assert_eq!(app.visitor().sign_in(EMAIL, PASSWORD).await.status, 422);
        change(&app, &admin, &app.user(EMAIL).await, Change::Activate).await.unwrap();
        assert_eq!(app.visitor().sign_in(EMAIL, PASSWORD).await.status, 303);
    }

    // [S5.2]
    async fn one_active_administrator_stays_whatever_two_do_to_each_other(app: TestApp) {
        let mut admin = app.admin().await;
        let second = app.colleague(&mut admin, EMAIL, "administrator").await;
        let (camille, ines) = (app.user("camille@rivoli.example").await, app.user(EMAIL).await);
        let (one, two) = tokio::join!(
            change(&app, &admin, &ines, Change::Deactivate),
            change(&app, &second, &camille, Change::Deactivate),
        );
        assert!(one.is_ok() != two.is_ok(), "{one:?} {two:?}");
        assert_eq!(app.count("users WHERE state = 'active'").await, 1);
    }

    // [S5.2]
    async fn the_last_administrator_without_an_end_cannot_be_taken_away(app: TestApp) {
        let mut admin = app.admin().await;
        let second = app.colleague(&mut admin, EMAIL, "administrator").await;
        let end = app.literal_instant(app.app.clock.now() + Duration::from_hours(24));
        let ines = app.user(EMAIL).await;
        let literal = app.literal(&ines);
        app.tamper(&format!(
            "UPDATE users SET access_ends_at = {end}, access_ends_set_by = {literal} WHERE id = {literal}"
        )).await.unwrap();
        let camille = app.user("camille@rivoli.example").await;
        let member = app.role("member").await.parse().unwrap();
        for taken in [Change::Deactivate, Change::Delete, Change::ChangeRole(member)] {
            assert_eq!(refused(change(&app, &second, &camille, taken).await), Refusal::LastAdministrator);
        }
        assert!(change(&app, &admin, &ines, Change::Deactivate).await.is_ok());
    }

    async fn nobody_does_it_to_oneself_to_another_account_or_to_who_has_more_rights(app: TestApp) {
        let mut admin = app.admin().await;
        let role = app.custom_role("RH", Levels::default().with(Area::Users, Level::Approver)).await;
        let hr = app.colleague(&mut admin, "rh@exemple.fr", "member").await;
        app.give_role("rh@exemple.fr", &role).await;
        app.colleague(&mut admin, EMAIL, "administrator").await;
        let ines = app.user(EMAIL).await;
        let own = app.user("rh@exemple.fr").await;
        let administrator = app.role("administrator").await.parse().unwrap();
        app.send_invitations(&mut admin, "noe@exemple.fr", "user").await;
        let noe = app.user("noe@exemple.fr").await;
        let other = app.account("Autre maison", "david@autre.example").await;
        for taken in [Change::Deactivate, Change::Delete, Change::EndSessions] {
            assert_eq!(refused(change(&app, &hr, &ines, taken).await), Refusal::BeyondOwnRights);
            assert_eq!(refused(change(&app, &hr, &own, taken).await), Refusal::Own);
            assert_eq!(refused(change(&app, &other, &ines, taken).await), Refusal::Gone);
        }
        assert_eq!(
            refused(change(&app, &hr, &noe, Change::ChangeRole(administrator)).await),
            Refusal::BeyondOwnRights
        );
        assert!(change(&app, &hr, &noe, Change::Revoke).await.is_ok());
    }

    // [S1.3]
    async fn activating_takes_a_seat(app: TestApp) {
        let mut admin = app.admin().await;
        app.send_invitations(&mut admin, EMAIL, "user").await;
        let id = app.user(EMAIL).await;
        change(&app, &admin, &id, Change::Revoke).await.unwrap();
        app.set_seats(1).await;
        assert_eq!(refused(change(&app, &admin, &id, Change::Activate).await), Refusal::NoSeat);
        assert_eq!(state(&app, EMAIL).await, "inactive");
        app.set_seats(2).await;
        assert!(change(&app, &admin, &id, Change::Activate).await.is_ok());
    }

    // [S1.12]
    async fn a_role_counts_at_the_next_request(app: TestApp) {
        let mut admin = app.admin().await;
        let mut ines = app.colleague(&mut admin, EMAIL, "user").await;
        assert_eq!(ines.get("/users").await.status, 403);
        let member = app.role("member").await.parse().unwrap();
        change(&app, &admin, &app.user(EMAIL).await, Change::ChangeRole(member)).await.unwrap();
        assert_eq!(ines.get("/users").await.status, 200);
        assert_eq!(
            refused(change(&app, &admin, &app.user(EMAIL).await, Change::ChangeRole(member)).await),
            Refusal::Unchanged
        );
    }
}
