//! Finer states, what is deleted, and the counts.

use super::{ADMIN, counts, others};
use crate::support::{TestApp, app::PASSWORD, on_both_engines};
use std::time::Duration;

on_both_engines! {
    // [S1.14] [S2.15]
    async fn an_invitation_is_found_by_how_it_stands(app: TestApp) {
        let mut admin = app.admin().await;
        app.send_invitations(&mut admin, "a@exemple.fr b@exemple.fr c@exemple.fr d@exemple.fr", "user").await;
        for (address, state) in [("b", "sent', sent_at = created_at, answer = '"), ("c", "refused"), ("d", "sending', leased_until = created_at, answer = '")] {
            app.tamper(&format!("UPDATE messages SET state = '{state}' WHERE address = '{address}@exemple.fr'")).await.unwrap();
        }
        app.assert_kept().await;
        for (state, found) in [("queued", vec!["a@exemple.fr", "d@exemple.fr"]), ("sent", vec!["b@exemple.fr"]), ("refused", vec!["c@exemple.fr"]), ("expired", vec![])] {
            let page = admin.get(&format!("/users?state={state}")).await;
            assert_eq!(others(&page), found, "{state}");
            assert!(page.says(&format!(">{} utilisateur", found.len())), "{state}");
        }
        app.advance(Duration::from_hours(7 * 24));
        admin.sign_in(ADMIN, PASSWORD).await;
        assert_eq!(others(&admin.get("/users?state=expired").await).len(), 4, "whatever became of the mail");
        assert!(others(&admin.get("/users?state=sent").await).is_empty());
    }

    // [S1.14]
    async fn the_deleted_stand_in_a_list_apart_for_who_may_bring_them_back(app: TestApp) {
        let mut admin = app.admin().await;
        let mut member = app.colleague(&mut admin, "ines@exemple.fr", "member").await;
        app.send_invitations(&mut admin, "a@exemple.fr b@exemple.fr", "user").await;
        assert!(!admin.get("/users").await.says("Supprimés 0"));
        app.tamper("UPDATE users SET state = 'deleted', deleted_at = created_at WHERE email = 'b@exemple.fr'").await.unwrap();
        assert_eq!(others(&admin.get("/users").await), ["a@exemple.fr", "Inès Benali"]);
        assert_eq!(others(&admin.get("/users?state=deleted").await), ["b@exemple.fr"]);
        assert_eq!(counts(&admin.get("/users").await), ["3", "2", "0", "1", "1"]);
        assert_eq!(counts(&member.get("/users").await), ["3", "2", "0", "1"]);
        assert!(!member.get("/users?state=deleted").await.says("b@exemple.fr"));
    }

    // [S1.14]
    async fn the_counts_are_right_whatever_happens(app: TestApp) {
        let mut admin = app.admin().await;
        let many: Vec<String> = (0..30).map(|n| format!("p{n}@exemple.fr")).collect();
        app.send_invitations(&mut admin, &many.join(" "), "user").await;
        app.assert_kept().await;
        let member = app.role("member").await;
        for n in 0..10 {
            app.give_role(&format!("p{n}@exemple.fr"), &member).await;
        }
        app.assert_kept().await;
        for _ in 0..12 {
            app.tamper("UPDATE users SET state = 'inactive', reason = 'revoked' WHERE state = 'invited'").await.unwrap();
            app.tamper("UPDATE users SET state = 'invited', reason = NULL WHERE state = 'inactive'").await.unwrap();
        }
        app.assert_kept().await;
        assert!(app.count("user_counts").await < 300, "the rows are folded");
        app.tamper("DELETE FROM users WHERE email LIKE 'p1%'").await.unwrap();
        app.assert_kept().await;
    }

    // [S1.14]
    async fn each_filter_that_is_set_is_shown_with_a_link_that_removes_it(app: TestApp) {
        let mut admin = app.admin().await;
        app.send_invitations(&mut admin, "a@exemple.fr", "member").await;
        let role = app.role("member").await;
        let page = admin.get(&format!("/users?state=queued&role={role}&q=a&sort=-address")).await;
        assert_eq!(others(&page), ["a@exemple.fr"]);
        for href in [format!("/users?state=invited&amp;role={role}&amp;q=a&amp;sort=-address"), "/users?state=queued&amp;q=a&amp;sort=-address".to_owned(), "/users?sort=-address".to_owned()] {
            assert!(page.body.contains(&format!("href=\"{href}\"")), "{href}");
        }
        assert!(page.body.contains("aria-sort=\"descending\""));
        let nobody = admin.get("/users?role=01920000-0000-7000-8000-000000000001").await;
        assert!(nobody.status == 200 && others(&nobody).is_empty() && nobody.says("inconnu"));
    }
}
