//! What happens between the moment a request is let in and the moment its transaction has the account to itself.

use super::{caller, change, perform_as};
use crate::support::{TestApp, on_both_engines};
use parvis::server::operations::{Error, users::Change};

const ZOE: &str = "zoe@exemple.fr";
const INES: &str = "ines@exemple.fr";
const CAMILLE: &str = "camille@rivoli.example";

async fn administrators(app: &TestApp) -> i64 {
    app.count("users u JOIN roles r ON r.id = u.role_id WHERE r.kind = 'administrator' AND u.state = 'active'").await
}

on_both_engines! {
    // [S5.2] [S1.12]
    async fn of_two_administrators_who_demote_each_other_at_once_one_stays(app: TestApp) {
        let mut admin = app.admin().await;
        let zoe = app.colleague(&mut admin, ZOE, "administrator").await;
        let member = Change::ChangeRole(app.role("member").await.parse().unwrap());
        let (one, two) = (caller(&app, &admin).await, caller(&app, &zoe).await);
        let (camille_id, zoe_id) = (app.user(CAMILLE).await, app.user(ZOE).await);
        let (first, second) = tokio::join!(
            perform_as(&app, &one, &zoe_id, member),
            perform_as(&app, &two, &camille_id, member),
        );
        let (done, lost) = if first.is_ok() { (first, second) } else { (second, first) };
        assert!(done.is_ok(), "{done:?}");
        assert!(matches!(lost, Err(Error::NotAllowed(_))), "{lost:?}");
        assert_eq!(administrators(&app).await, 1);
        assert_eq!(app.count("history WHERE action = 'role-changed' AND NOT refused").await, 1);
        assert_eq!(app.count("history WHERE action = 'role-changed' AND refused").await, 1, "the loser's try is kept");
    }

    // [S1.13] [S5.2]
    async fn who_was_let_in_as_an_administrator_and_is_none_any_more_does_nothing(app: TestApp) {
        let mut admin = app.admin().await;
        app.colleague(&mut admin, INES, "member").await;
        let ines = app.user(INES).await;
        for (email, taken) in [
            ("demoted@exemple.fr", Change::ChangeRole(app.role("member").await.parse().unwrap())),
            ("deactivated@exemple.fr", Change::Deactivate),
            ("deleted@exemple.fr", Change::Delete),
        ] {
            let theirs = app.colleague(&mut admin, email, "administrator").await;
            let stale = caller(&app, &theirs).await;
            change(&app, &admin, &app.user(email).await, taken).await.unwrap();
            for tried in [Change::Deactivate, Change::Delete, Change::ResetPassword, Change::EndSessions] {
                let result = perform_as(&app, &stale, &ines, tried).await;
                assert!(matches!(result, Err(Error::NotAllowed(_))), "{email} {tried:?}: {result:?}");
            }
        }
        assert_eq!(app.count("users WHERE email = 'ines@exemple.fr' AND state = 'active'").await, 1);
        assert_eq!(app.count("resets").await, 0);
        assert_eq!(app.count("history WHERE action = 'user-deactivated' AND refused").await, 3);
    }

    // [S3.22]
    async fn whose_own_access_has_just_ended_sets_nobodys(app: TestApp) {
        let mut admin = app.admin().await;
        let zoe = app.colleague(&mut admin, ZOE, "administrator").await;
        app.colleague(&mut admin, INES, "member").await;
        let stale = caller(&app, &zoe).await;
        let ended = app.literal_instant(app.app.clock.now());
        app.tamper(&format!("UPDATE users SET access_ends_at = {ended}, access_ends_set_by = id WHERE email = '{ZOE}'")).await.unwrap();
        let result = perform_as(&app, &stale, &app.user(INES).await, Change::Deactivate).await;
        assert!(matches!(result, Err(Error::NotAllowed(_))), "{result:?}");
    }
}
