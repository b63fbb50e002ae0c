use crate::support::{Answer, Browser, TestApp, app::PASSWORD, on_both_engines};
use axum::http::Method;
use parvis::domain::access::{Area, Level, Levels};
use std::time::Duration;

const OLD: &str = "ines@exemple.fr";
const NEW: &str = "ines.benali@exemple.org";
const DAY: Duration = Duration::from_hours(24);

async fn ask(browser: &mut Browser, email: &str) -> Answer {
    browser.post("/me/address", &[("email", email), ("password", PASSWORD)]).await
}

/// Asks and confirms; gives the path that undoes it.
async fn changed(app: &TestApp, browser: &mut Browser, email: &str) -> String {
    assert_eq!(ask(browser, email).await.status, 303);
    let (confirm, undo) = app.address_paths(email).await;
    let done = app.visitor().post(&confirm, &[]).await;
    assert_eq!(done.location(), format!("{confirm}?done=confirmed"));
    undo
}

async fn address(app: &TestApp) -> String {
    app.value("SELECT email FROM users WHERE first_name = 'Inès'").await
}

on_both_engines! {
    // [S3.12]
    async fn a_new_address_counts_once_it_is_confirmed_and_the_old_one_is_told(app: TestApp) {
        let mut admin = app.admin().await;
        let mut ines = app.colleague(&mut admin, OLD, "member").await;
        let asked = ask(&mut ines, NEW).await;
        assert_eq!((asked.status, asked.location()), (303, "/me/address?done=address"));
        let page = ines.get("/me/address?done=address").await;
        assert!(page.says("ines.benali@exemple.org attend d’être confirmée") && page.says("est en route"));
        assert_eq!(app.visitor().sign_in(NEW, PASSWORD).await.status, 422);
        assert_eq!(app.visitor().sign_in(OLD, PASSWORD).await.status, 303);

        let mail = app.mail("address-confirmation", NEW).await;
        let (confirm, undo) = app.address_paths(NEW).await;
        assert!(mail.text.contains(&confirm) && !mail.text.contains(&undo) && !mail.text.contains(OLD));
        let link = app.visitor().get(&confirm).await;
        assert!(link.status == 200 && link.says(NEW) && !link.says(OLD) && !link.says("Benali,"), "it may have gone to a stranger");
        let done = app.visitor().post(&confirm, &[]).await;
        assert_eq!((done.status, done.location()), (303, format!("{confirm}?done=confirmed").as_str()));
        assert!(app.visitor().get(done.location()).await.says("Votre adresse est confirmée"));
        assert_eq!(app.visitor().sign_in(OLD, PASSWORD).await.status, 422);
        assert_eq!(app.visitor().sign_in(NEW, PASSWORD).await.status, 303);
        assert!(admin.get("/users?q=benali%40exemple.org").await.says(NEW), "it is found");
        assert!(!admin.get("/users?q=ines%40exemple.fr").await.says("Benali"));
        assert_eq!(ines.get("/users").await.status, 200, "one's sessions go on");

        let told = app.mail("address-changed", OLD).await;
        assert!(told.text.contains(&undo) && told.text.contains(NEW) && !told.text.contains(&confirm));
        assert_eq!(app.count("history WHERE action = 'address-change-asked' AND NOT refused").await, 1);
        assert_eq!(app.count("history WHERE action = 'address-changed' AND NOT refused").await, 1);
        let changes = format!("changes WHERE field = 'email' AND before = '{OLD}' AND after = '{NEW}'");
        assert_eq!(app.count(&changes).await, 2);
    }

    // [S3.12]
    async fn the_old_address_undoes_it_for_a_week_and_gets_a_way_to_a_new_password(app: TestApp) {
        let mut admin = app.admin().await;
        let mut ines = app.colleague(&mut admin, OLD, "member").await;
        let undo = changed(&app, &mut ines, NEW).await;
        app.advance(6 * DAY);
        let mut thief = app.visitor();
        assert_eq!(thief.sign_in(NEW, PASSWORD).await.status, 303);
        for n in 0..50 {
            let method = if n % 2 == 0 { Method::GET } else { Method::HEAD };
            assert_eq!(app.visitor().request(method, &undo).await.status, 200);
        }
        assert!(app.visitor().get(&undo).await.says("Annuler le changement d’adresse"));
        let done = app.visitor().post(&undo, &[]).await;
        assert_eq!((done.status, done.location()), (303, format!("{undo}?done=undone").as_str()));
        assert!(app.visitor().get(done.location()).await.says("Le changement est annulé"));
        assert_eq!(address(&app).await, OLD);
        assert_eq!(thief.get("/users").await.status, 303, "every session is over");
        for email in [OLD, NEW] {
            assert_eq!(app.visitor().sign_in(email, PASSWORD).await.status, 422, "the password may be known to others");
        }
        let mail = app.mail("reset", OLD).await;
        let path = app.reset_path(OLD).await;
        assert!(mail.text.contains(&path));
        assert_eq!(app.visitor().post(&path, &[("password", "sept lanternes bleues dansent")]).await.status, 303);
        assert_eq!(app.visitor().sign_in(OLD, "sept lanternes bleues dansent").await.status, 303);
        assert_eq!(app.visitor().post(&undo, &[]).await.status, 410);
        assert_eq!(app.count("history WHERE action = 'address-change-undone' AND NOT refused").await, 1);
    }

    async fn after_a_week_it_can_no_longer_be_undone(app: TestApp) {
        let mut admin = app.admin().await;
        let mut ines = app.colleague(&mut admin, OLD, "member").await;
        let undo = changed(&app, &mut ines, NEW).await;
        app.advance(7 * DAY);
        for answer in [app.visitor().get(&undo).await, app.visitor().post(&undo, &[]).await] {
            assert!(answer.status == 410 && answer.says("ne peut plus être annulé"), "{}", answer.text());
        }
        assert_eq!(address(&app).await, NEW);
    }

    async fn undoing_the_first_change_of_two_takes_the_second_with_it(app: TestApp) {
        let mut admin = app.admin().await;
        let mut ines = app.colleague(&mut admin, OLD, "member").await;
        let first = changed(&app, &mut ines, NEW).await;
        app.advance(Duration::from_secs(1));
        let second = changed(&app, &mut ines, "voleur@exemple.net").await;
        app.advance(Duration::from_secs(1));
        ask(&mut ines, "encore@exemple.net").await;
        let (third, _) = app.address_paths("encore@exemple.net").await;
        assert_eq!(app.visitor().post(&first, &[]).await.status, 303);
        assert_eq!(address(&app).await, OLD);
        for dead in [&second, &third] {
            assert_eq!(app.visitor().get(dead).await.status, 410);
            assert_eq!(app.visitor().post(dead, &[]).await.status, 410, "nobody comes back by it");
        }
        assert_eq!(address(&app).await, OLD);
    }

    async fn a_link_that_was_used_replaced_withdrawn_or_left_too_long_says_so(app: TestApp) {
        let mut admin = app.admin().await;
        let mut ines = app.colleague(&mut admin, OLD, "member").await;
        ask(&mut ines, "un@exemple.org").await;
        let (replaced, replaced_undo) = app.address_paths("un@exemple.org").await;
        ask(&mut ines, "deux@exemple.org").await;
        let (withdrawn, _) = app.address_paths("deux@exemple.org").await;
        assert_eq!(ines.post("/me/address", &[("withdraw", "yes")]).await.location(), "/me/address?done=withdraw");
        assert!(ines.get("/me/address?done=withdraw").await.says("La demande est retirée"));
        ask(&mut ines, "trois@exemple.org").await;
        let (expired, _) = app.address_paths("trois@exemple.org").await;
        app.advance(DAY);
        ines.sign_in(OLD, PASSWORD).await;
        assert!(!ines.get("/me/address").await.says("trois@exemple.org"));
        for (path, title) in [
            (&replaced, "Une demande plus récente a remplacé celle-ci"),
            (&replaced_undo, "Cette demande a été retirée"),
            (&withdrawn, "Cette demande a été retirée"),
            (&expired, "Ce lien a expiré"),
        ] {
            for answer in [app.visitor().get(path).await, app.visitor().post(path, &[]).await] {
                assert!(answer.status == 410 && answer.says(title), "{path} {}", answer.text());
            }
        }
        assert_eq!(address(&app).await, OLD);
        for (action, tried) in [("address-changed", 3), ("address-change-undone", 1)] {
            let refused = format!("history WHERE action = '{action}' AND refused AND actor_id IS NULL");
            assert_eq!(app.count(&refused).await, tried, "{action}");
        }
        assert_eq!(app.count("messages WHERE kind = 'address-confirmation' AND state = 'queued'").await, 1);
        let _ = changed(&app, &mut ines, NEW).await;
        let (used, _) = app.address_paths(NEW).await;
        assert!(app.visitor().get(&used).await.says("Cette adresse est déjà confirmée"));
        assert_eq!(app.visitor().post(&used, &[]).await.status, 410);
        for path in ["/address/x", "/address/undo/x", "/address/undo"] {
            assert_eq!(app.visitor().get(path).await.status, 404, "{path}");
        }
    }

    async fn an_address_that_somebody_has_is_refused_without_saying_who(app: TestApp) {
        let mut admin = app.admin().await;
        let mut ines = app.colleague(&mut admin, OLD, "member").await;
        app.account("Autre maison", "david@autre.example").await;
        for (typed, sentence) in [
            ("camille@rivoli.example", "Cette adresse est déjà utilisée"),
            ("DAVID+x@autre.example", "Cette adresse est déjà utilisée"),
            (OLD, "C’est déjà l’adresse de connexion"),
            ("INES@exemple.fr", "C’est déjà l’adresse de connexion"),
            ("ines", "Il manque le signe @"),
            ("", "Saisissez une adresse e-mail"),
        ] {
            app.advance(Duration::from_mins(10));
            let answer = ask(&mut ines, typed).await;
            assert!(answer.status == 422 && answer.says(sentence), "{typed}: {} {}", answer.status, answer.text());
            assert!(!answer.says("Autre maison") && !answer.says("Camille Moreau"));
        }
        assert_eq!(app.count("address_changes").await, 0);
    }

    // [S3.12]
    async fn ones_own_address_takes_ones_present_password(app: TestApp) {
        let mut admin = app.admin().await;
        let mut ines = app.colleague(&mut admin, OLD, "member").await;
        for (password, sentence) in [("ce n'est pas lui", "Ce n’est pas votre mot de passe actuel"), ("", "Saisissez le mot de passe")] {
            let answer = ines.post("/me/address", &[("email", NEW), ("password", password)]).await;
            assert!(answer.status == 422 && answer.says(sentence) && answer.body.contains(NEW), "{}", answer.text());
        }
        assert_eq!(app.count("address_changes").await, 0);
        assert_eq!(app.count("history WHERE action = 'address-change-asked' AND refused").await, 1);
        for _ in 0..5 {
            ines.post("/me/address", &[("email", NEW), ("password", "ce n'est pas lui")]).await;
        }
        assert_eq!(ask(&mut ines, NEW).await.status, 429);
    }

    async fn of_two_who_confirm_the_same_address_at_once_one_gets_it(app: TestApp) {
        let mut admin = app.admin().await;
        let mut ines = app.colleague(&mut admin, OLD, "member").await;
        let mut david = app.account("Autre maison", "david@autre.example").await;
        ask(&mut ines, NEW).await;
        let (one, _) = app.address_paths(NEW).await;
        // The newest that is open is david's from here on.
        app.advance(Duration::from_secs(1));
        ask(&mut david, NEW).await;
        let (two, _) = app.address_paths(NEW).await;
        assert_ne!(one, two);
        let (mut a, mut b) = (app.visitor(), app.visitor());
        let (a, b) = tokio::join!(a.post(&one, &[]), b.post(&two, &[]));
        let mut statuses = [a.status, b.status];
        statuses.sort_unstable();
        assert_eq!(statuses, [303, 409]);
        let loser = if a.status == 409 { a } else { b };
        assert!(loser.says("Cette adresse est déjà utilisée") && loser.says("rien n’a changé"));
        assert_eq!(app.count(&format!("users WHERE email = '{NEW}'")).await, 1);
        assert_eq!(app.count("history WHERE action = 'address-changed' AND refused").await, 1);
    }

    async fn an_address_that_is_invited_meanwhile_cannot_be_confirmed(app: TestApp) {
        let mut admin = app.admin().await;
        let mut ines = app.colleague(&mut admin, OLD, "member").await;
        ask(&mut ines, NEW).await;
        app.invite(&mut admin, NEW, "user").await;
        let (confirm, _) = app.address_paths(NEW).await;
        assert_eq!(app.visitor().post(&confirm, &[]).await.status, 409);
        assert_eq!(address(&app).await, OLD);
        // And an old address that is somebody else's by now can't be put back.
        let undo = changed(&app, &mut ines, "ib@exemple.org").await;
        app.invite(&mut admin, OLD, "user").await;
        let taken = app.visitor().post(&undo, &[]).await;
        assert!(taken.status == 409 && taken.says("L’ancienne adresse est déjà utilisée"));
        assert_eq!(ines.get("/users").await.status, 200, "nothing has changed");
    }

    async fn pressed_twice_at_once_it_is_confirmed_once(app: TestApp) {
        let mut admin = app.admin().await;
        let mut ines = app.colleague(&mut admin, OLD, "member").await;
        ask(&mut ines, NEW).await;
        let (confirm, undo) = app.address_paths(NEW).await;
        let (mut a, mut b) = (app.visitor(), app.visitor());
        let (a, b) = tokio::join!(a.post(&confirm, &[]), b.post(&confirm, &[]));
        assert_eq!(a.status + b.status, 303 + 410);
        assert_eq!(app.count("messages WHERE kind = 'address-changed'").await, 1);
        let (mut a, mut b) = (app.visitor(), app.visitor());
        let (a, b) = tokio::join!(a.post(&undo, &[]), b.post(&undo, &[]));
        assert_eq!(a.status + b.status, 303 + 410);
        assert_eq!(app.count("resets").await, 1);
    }

    async fn a_reset_that_went_to_the_old_address_dies_with_it(app: TestApp) {
        let mut admin = app.admin().await;
        let mut ines = app.colleague(&mut admin, OLD, "member").await;
        let reset = app.forgot(OLD).await;
        changed(&app, &mut ines, NEW).await;
        let dead = app.visitor().get(&reset).await;
        assert!(dead.status == 410 && dead.says("Ce lien a été retiré"));
    }

    // [S3.12]
    async fn whoever_asked_for_somebody_still_has_to_be_above_them_when_it_is_confirmed(app: TestApp) {
        let mut admin = app.admin().await;
        let role = app.custom_role("RH", Levels::default().with(Area::Users, Level::Approver)).await;
        let mut hr = app.colleague(&mut admin, "rh@exemple.fr", "member").await;
        app.give_role("rh@exemple.fr", &role).await;
        app.colleague(&mut admin, OLD, "user").await;
        let path = format!("/users/{}/address", app.user(OLD).await);
        for raise in ["the person has more", "the asker has less"] {
            assert_eq!(hr.post(&path, &[("email", NEW)]).await.status, 303);
            let (confirm, _) = app.address_paths(NEW).await;
            let (email, given) = if raise.starts_with("the person") { (OLD, "administrator") } else { ("rh@exemple.fr", "member") };
            app.give_role(email, &app.role(given).await).await;
            let closed = app.visitor().post(&confirm, &[]).await;
            assert!(closed.status == 410 && closed.says("Cette demande a été retirée"), "{raise}: {}", closed.text());
            assert_eq!(app.count(&format!("users WHERE email = '{OLD}'")).await, 1, "{raise}");
            app.give_role(OLD, &app.role("user").await).await;
            app.give_role("rh@exemple.fr", &role).await;
            assert_eq!(app.visitor().post(&confirm, &[]).await.status, 410, "{raise}: it stays closed");
        }
        let refused = "history WHERE action = 'address-changed' AND refused AND actor_id IS";
        assert_eq!(app.count(&format!("{refused} NOT NULL")).await, 2);
        assert_eq!(app.count(&format!("{refused} NULL")).await, 2, "the dead links that were used again");
        assert_eq!(hr.post(&path, &[("email", NEW)]).await.status, 303);
        let (confirm, _) = app.address_paths(NEW).await;
        assert_eq!(app.visitor().post(&confirm, &[]).await.status, 303);
        assert_eq!(app.count(&format!("users WHERE email = '{NEW}'")).await, 1);
    }

    async fn a_change_that_waits_ends_with_the_access_or_with_the_password_it_was_asked_with(app: TestApp) {
        let mut admin = app.admin().await;
        let verbs = ["deactivate", "delete", "reset", "password"];
        for (n, way) in verbs.into_iter().enumerate() {
            let (old, new) = (format!("p{n}@exemple.fr"), format!("n{n}@exemple.org"));
            let mut person = app.colleague(&mut admin, &old, "user").await;
            ask(&mut person, &new).await;
            let (confirm, _) = app.address_paths(&new).await;
            let user = format!("/users/{}", app.user(&old).await);
            let other = "sept lanternes bleues dansent";
            let answer = match way {
                "deactivate" => admin.post(&format!("{user}/deactivate"), &[]).await,
                "delete" => admin.post(&format!("{user}/delete"), &[("address", &old)]).await,
                "reset" => {
                    let path = app.forgot(&old).await;
                    app.visitor().post(&path, &[("password", other)]).await
                }
                _ => person.post("/me/password", &[("present", PASSWORD), ("password", other)]).await,
            };
            assert_eq!(answer.status, 303, "{way}: {}", answer.text());
            let closed = app.visitor().post(&confirm, &[]).await;
            assert!(closed.status == 410 && closed.says("Cette demande a été retirée"), "{way}: {}", closed.text());
            let left = format!("messages WHERE kind = 'address-confirmation' AND address = '{new}' AND state = 'queued'");
            assert_eq!(app.count(&left).await, 0, "{way}");
        }
    }

    async fn an_undo_for_who_is_inactive_ends_what_was_asked_from_the_new_address(app: TestApp) {
        let mut admin = app.admin().await;
        let mut ines = app.colleague(&mut admin, OLD, "member").await;
        let user = format!("/users/{}", app.user(OLD).await);
        let undo = changed(&app, &mut ines, NEW).await;
        assert_eq!(admin.post(&format!("{user}/deactivate"), &[]).await.status, 303);
        // As it would be of before whatever ends it with the access.
        let reset = {
            assert_eq!(admin.post(&format!("{user}/activate"), &[]).await.status, 303);
            let path = app.forgot(NEW).await;
            app.tamper("UPDATE users SET state = 'inactive', reason = 'deactivated' WHERE first_name = 'Inès'").await.unwrap();
            path
        };
        assert_eq!(app.visitor().post(&undo, &[]).await.status, 303);
        assert_eq!(admin.post(&format!("{user}/activate"), &[]).await.status, 303);
        let dead = app.visitor().post(&reset, &[("password", "sept lanternes bleues dansent")]).await;
        assert!(dead.status == 410 && dead.says("Ce lien a été retiré"), "{}", dead.text());
    }

    // [S3.12]
    async fn an_administrator_asks_for_somebody_within_own_rights(app: TestApp) {
        let mut admin = app.admin().await;
        let role = app.custom_role("RH", Levels::default().with(Area::Users, Level::Approver)).await;
        let mut hr = app.colleague(&mut admin, "rh@exemple.fr", "member").await;
        app.give_role("rh@exemple.fr", &role).await;
        app.colleague(&mut admin, OLD, "user").await;
        let path = format!("/users/{}/address", app.user(OLD).await);
        let page = admin.get(&path).await;
        assert!(page.says("Inès Benali se connecte avec ines@exemple.fr") && !page.body.contains("type=\"password\""));
        assert_eq!(admin.post(&path, &[("email", NEW)]).await.location(), format!("{path}?done=address"));
        assert!(admin.get(&path).await.says("attend d’être confirmée"));
        assert_eq!(admin.post(&path, &[("withdraw", "yes")]).await.location(), format!("{path}?done=withdraw"));
        // What has been withdrawn already is as one wanted it.
        assert_eq!(admin.post(&path, &[("withdraw", "yes")]).await.location(), path);

        let own = format!("/users/{}/address", app.user("camille@rivoli.example").await);
        let invited = { app.invite(&mut admin, "noe@exemple.fr", "user").await; format!("/users/{}/address", app.user("noe@exemple.fr").await) };
        let email = [("email", NEW)];
        assert_eq!(hr.post(&own, &email).await.status, 403, "beyond one's own rights");
        assert_eq!(admin.post(&own, &email).await.status, 409, "oneself");
        assert_eq!(admin.get(&own).await.location(), "/me/address");
        assert_eq!(admin.post(&invited, &email).await.status, 409);
        let mut other = app.account("Autre maison", "david@autre.example").await;
        assert_eq!(other.post(&path, &email).await.status, 404);
        assert_eq!(app.count("address_changes WHERE ended_at IS NULL").await, 0);
        assert_eq!(app.count("history WHERE action = 'address-change-asked' AND refused").await, 4);
    }
}
