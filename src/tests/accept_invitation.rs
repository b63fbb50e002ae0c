use crate::support::{
    Answer, TestApp,
    app::{JOIN, PASSWORD},
    on_both_engines,
};
use axum::http::Method;
use parvis::{domain::invitation::Ending, server::store::invitations};
use std::time::Duration;

const EMAIL: &str = "ines@exemple.fr";
const WEEK: Duration = Duration::from_hours(7 * 24);
const MOMENT: Duration = Duration::from_micros(1);
const WEEK_BUT_A_MOMENT: Duration = WEEK.saturating_sub(MOMENT);

/// Where the history stands among the traces.
const HISTORY: usize = 6;

/// Everything that a joining would change.
async fn traces(app: &TestApp) -> Vec<i64> {
    let mut counts = Vec::new();
    for from in [
        "users WHERE state = 'active'",
        "users WHERE state = 'invited'",
        "users WHERE password_hash IS NOT NULL",
        "invitations WHERE ended_at IS NOT NULL",
        "messages WHERE state = 'queued'",
        "sessions",
        "history",
        "acceptances",
    ] {
        counts.push(app.count(from).await);
    }
    counts
}

/// The page of a link that is worth nothing any more, with what to do.
fn assert_dead(answer: &Answer, title: &str, what_to_do: &str) {
    assert_eq!(answer.status, 410, "{}", answer.body);
    assert!(answer.says(title) && answer.says(what_to_do), "{}", answer.text());
    assert!(!answer.body.contains("name=\"password\""), "no form that leads nowhere");
}

on_both_engines! {
    // [S1.20] [S5.18]
    async fn the_page_says_who_invites_to_what_as_what_and_until_when(app: TestApp) {
        let mut admin = app.admin().await;
        let path = app.invite(&mut admin, EMAIL, "member").await;
        let page = app.visitor().get(&path).await;
        assert_eq!(page.status, 200);
        for said in ["Camille Moreau vous invite à rejoindre", "Atelier Rivoli", EMAIL, "Membre", "29 novembre 2026"] {
            assert!(page.says(said), "{said}: {}", page.text());
        }
        for rule in ["12 caractères au moins", "Ni votre nom", "Difficile à deviner"] {
            assert!(page.says(rule), "the rules are said beforehand");
        }
    }

    // [S1.20]
    async fn opening_the_link_twenty_times_changes_nothing_and_it_still_works(app: TestApp) {
        let mut admin = app.admin().await;
        let path = app.invite(&mut admin, EMAIL, "user").await;
        let before = traces(&app).await;
        for _ in 0..20 {
            assert_eq!(app.visitor().get(&path).await.status, 200);
            let head = app.visitor().request(Method::HEAD, &path).await;
            assert_eq!((head.status, head.body.as_str()), (200, ""));
        }
        assert_eq!(traces(&app).await, before);
        assert_eq!(app.visitor().post(&path, &JOIN).await.status, 303);
    }

    // [S1.21] [S1.22] [S5.21] [S5.22]
    async fn joining_makes_an_active_user_who_is_signed_in_and_sent_on_to_the_policy(app: TestApp) {
        let mut admin = app.admin().await;
        let path = app.invite(&mut admin, EMAIL, "user").await;
        let mut guest = app.visitor();
        let answer = guest.post(&path, &JOIN).await;
        assert_eq!((answer.status, answer.location()), (303, "/"));
        assert_eq!(guest.get("/").await.location(), "/policy");
        guest.accept_policy().await;
        assert!(guest.get("/").await.says("Bonjour Inès"));
        assert_eq!(guest.get("/users").await.status, 403, "some operations are restricted");

        assert_eq!(app.count(&format!("users WHERE state = 'active' AND email = '{EMAIL}'")).await, 1);
        assert_eq!(app.count("invitations WHERE ending = 'accepted'").await, 1);
        assert_eq!(app.count("history WHERE action = 'invitation-accepted'").await, 1);
        assert_eq!(app.count("messages WHERE state = 'queued'").await, 0, "the mail has nothing to say any more");
        assert_eq!(app.visitor().sign_in(EMAIL, PASSWORD).await.status, 303);
    }

    // [S5.19] [S5.20]
    async fn a_strong_password_is_on_offer_and_is_taken(app: TestApp) {
        let mut admin = app.admin().await;
        let path = app.invite(&mut admin, EMAIL, "user").await;
        let page = app.visitor().get(&path).await;
        let offered = page.between("<code>", "</code>").expect("a suggestion").to_owned();
        let other = app.visitor().get(&path).await;
        assert_ne!(other.between("<code>", "</code>"), Some(offered.as_str()));
        let mut guest = app.visitor();
        let fields = [("first_name", "Inès"), ("last_name", "Benali"), ("password", offered.as_str())];
        assert_eq!(guest.post(&path, &fields).await.status, 303);
        assert_eq!(app.visitor().sign_in(EMAIL, &offered).await.status, 303);
    }

    // [S1.21] [S5.19]
    async fn what_was_typed_comes_back_with_each_problem_and_never_the_password(app: TestApp) {
        let mut admin = app.admin().await;
        let path = app.invite(&mut admin, EMAIL, "user").await;
        let before = traces(&app).await;
        let novel = "aé7-".repeat(65);
        let endless = "é".repeat(101);
        for (first, last, password, said) in [
            ("", "Benali", PASSWORD, "Saisissez le prénom"),
            ("Inès", "  \u{200b} ", PASSWORD, "Saisissez le nom"),
            (endless.as_str(), "Benali", PASSWORD, "100 caractères au plus"),
            ("Inès", "Benali", "", "Saisissez le mot de passe"),
            ("Inès", "Benali", "Zr8!kq2@Vx1", "12 caractères au moins : une phrase"),
            ("Inès", "Benali", novel.as_str(), "256 caractères au plus"),
            ("Inès", "Benali", "azertyuiop12", "se devine trop vite"),
            ("Inès", "Benali", "InesBenali-2026", "reprend votre nom"),
            ("Inès", "Benali", "Atelier.Rivoli-69", "reprend votre nom"),
        ] {
            let mut guest = app.visitor();
            let answer = guest.post(&path, &[("first_name", first), ("last_name", last), ("password", password)]).await;
            assert_eq!(answer.status, 422, "{said}");
            assert!(answer.says("<title>Erreur : ") && answer.says(said), "{said}: {}", answer.text());
            assert!(answer.says(first) && answer.says(last.trim_end()), "what was typed is kept");
            assert!(password.is_empty() || !answer.says(password), "the password isn't");
            assert!(guest.session().is_none());
        }
        assert_eq!(traces(&app).await, before);
    }

    async fn every_problem_is_linked_to_its_field(app: TestApp) {
        let mut admin = app.admin().await;
        let path = app.invite(&mut admin, EMAIL, "user").await;
        let answer = app.visitor().post(&path, &[]).await;
        assert_eq!(answer.status, 422);
        for field in ["first_name", "last_name", "password"] {
            assert!(answer.body.contains(&format!("href=\"#{field}\"")), "{field}");
            assert!(answer.body.contains(&format!("id=\"{field}-error\"")), "{field}");
        }
    }

    async fn a_name_that_the_inviter_gave_stands_in_the_form(app: TestApp) {
        let mut admin = app.admin().await;
        app.send_invitations(&mut admin, "\"Benali, Inès\" <ines@exemple.fr>", "user").await;
        let page = app.visitor().get(&app.join_path(EMAIL).await).await;
        assert!(page.body.contains("value=\"Inès\"") && page.body.contains("value=\"Benali\""));
    }

    // [S2.15]
    async fn the_link_works_until_its_deadline_and_not_a_moment_longer(app: TestApp) {
        let mut admin = app.admin().await;
        let (early, late) = (app.invite(&mut admin, "tot@exemple.fr", "user").await, app.invite(&mut admin, EMAIL, "user").await);
        app.advance(WEEK_BUT_A_MOMENT);
        assert_eq!(app.visitor().get(&late).await.status, 200);
        assert_eq!(app.visitor().post(&early, &JOIN).await.status, 303);
        app.advance(MOMENT);
        let mut before = traces(&app).await;
        assert_dead(&app.visitor().get(&late).await, "Cette invitation a expiré", "Recevoir un nouveau lien");
        assert_eq!(app.visitor().request(Method::HEAD, &late).await.status, 410);
        assert_eq!(traces(&app).await, before, "expiry is judged, not written");
        assert_dead(&app.visitor().post(&late, &JOIN).await, "Cette invitation a expiré", "Recevoir un nouveau lien");
        before[HISTORY] += 1;
        assert_eq!(traces(&app).await, before, "that it was tried all the same is");
    }

    async fn a_clock_that_ran_a_day_ahead_expires_nothing_for_good(app: TestApp) {
        let mut admin = app.admin().await;
        let path = app.invite(&mut admin, EMAIL, "user").await;
        let mut ahead = app.restart(|_| ()).await.unwrap();
        ahead.base.clock = parvis::server::clock::Clock::manual(app.app.clock.now() + WEEK);
        assert_eq!(app.visitor().on(ahead).get(&path).await.status, 410);
        assert_eq!(app.visitor().get(&path).await.status, 200);
    }

    async fn a_used_link_says_so_and_changes_no_password(app: TestApp) {
        let mut admin = app.admin().await;
        let path = app.invite(&mut admin, EMAIL, "user").await;
        app.visitor().post(&path, &JOIN).await;
        let other = [("first_name", "Un"), ("last_name", "Autre"), ("password", "huit pélicans dansent le matin")];
        assert_dead(&app.visitor().get(&path).await, "Cette invitation a déjà servi", "href=\"/sign-in\"");
        assert_dead(&app.visitor().post(&path, &other).await, "Cette invitation a déjà servi", EMAIL);
        assert_eq!(app.visitor().sign_in(EMAIL, PASSWORD).await.status, 303);
        assert_eq!(app.visitor().sign_in(EMAIL, "huit pélicans dansent le matin").await.status, 422);
        assert_eq!(app.count("users WHERE first_name = 'Un'").await, 0);
    }

    async fn a_revoked_link_says_so_and_whom_to_write_to(app: TestApp) {
        let mut admin = app.admin().await;
        let path = app.invite(&mut admin, EMAIL, "user").await;
        app.tamper("UPDATE invitations SET ending = 'revoked', ended_at = created_at").await.unwrap();
        app.tamper("UPDATE users SET state = 'inactive', reason = 'deactivated' WHERE state = 'invited'").await.unwrap();
        let mut before = traces(&app).await;
        for answer in [app.visitor().get(&path).await, app.visitor().post(&path, &JOIN).await] {
            assert_dead(&answer, "Cette invitation a été révoquée", "contactez Camille Moreau");
            assert!(!answer.says("Recevoir un nouveau lien"));
        }
        before[HISTORY] += 1;
        assert_eq!(traces(&app).await, before);
    }

    // [S3.10]
    async fn that_a_dead_link_was_used_is_in_the_history_without_filling_it(app: TestApp) {
        let mut admin = app.admin().await;
        let path = app.invite(&mut admin, EMAIL, "user").await;
        app.visitor().post(&path, &JOIN).await;
        let refused = "history h JOIN users u ON u.id = h.subject_id \
            WHERE h.action = 'invitation-accepted' AND h.refused AND h.actor_id IS NULL";
        app.visitor().post(&path, &JOIN).await;
        assert_eq!(app.count(&format!("{refused} AND u.email = '{EMAIL}'")).await, 1);
        assert!(admin.get("/history").await.says("Un lien d’invitation de"));
        for _ in 0..30 {
            assert_eq!(app.visitor().post(&path, &JOIN).await.status, 410, "its page says the same, however often");
        }
        let written = app.count(refused).await;
        assert!(written < 10, "{written}");
        let history = app.count("history").await;
        app.visitor().post(&format!("/join/{}", "A".repeat(43)), &JOIN).await;
        assert_eq!(app.count("history").await, history, "of what is nobody's link there is nothing to say");
    }

    async fn a_replaced_link_says_so_and_the_newer_one_works(app: TestApp) {
        let mut admin = app.admin().await;
        let old = app.invite(&mut admin, EMAIL, "user").await;
        app.advance(WEEK);
        assert_eq!(app.visitor().post(&format!("{old}/ask"), &[]).await.status, 200);
        let new = app.join_path(EMAIL).await;
        assert_ne!(old, new);
        for answer in [app.visitor().get(&old).await, app.visitor().post(&old, &JOIN).await] {
            assert_dead(&answer, "Un message plus récent vous a été envoyé", "Recevoir un nouveau lien");
        }
        assert_eq!(app.visitor().post(&new, &JOIN).await.status, 303);
        assert_dead(&app.visitor().get(&new).await, "Cette invitation a déjà servi", "/sign-in");
    }

    async fn a_role_changed_meanwhile_is_the_one_shown_and_given(app: TestApp) {
        let mut admin = app.admin().await;
        let path = app.invite(&mut admin, EMAIL, "user").await;
        app.give_role(EMAIL, &app.role("member").await).await;
        assert!(app.visitor().get(&path).await.says("Membre"));
        let mut guest = app.visitor();
        guest.post(&path, &JOIN).await;
        guest.accept_policy().await;
        assert_eq!(guest.get("/users").await.status, 200);
    }

    // [S1.19] [S1.20]
    async fn who_has_a_link_to_an_address_that_was_corrected_learns_nothing_of_the_new_one_and_ends_no_link(app: TestApp) {
        let mut admin = app.admin().await;
        let first = app.invite(&mut admin, EMAIL, "user").await;
        let details = format!("/users/{}", app.user(EMAIL).await);
        admin.post(&format!("{details}/resend"), &[]).await;
        let second = app.join_path(EMAIL).await;
        let version = admin.get(&format!("{details}/edit")).await;
        let version = version.between("name=\"version\" value=\"", "\"").unwrap().to_owned();
        let new = "neuve@exemple.fr";
        let fields = [("email", new), ("language", "fr"), ("version", &version)];
        assert_eq!(admin.post(&format!("{details}/edit"), &fields).await.status, 303);
        let right = app.join_path(new).await;
        for wrong in [&first, &second] {
            for answer in [app.visitor().get(wrong).await, app.visitor().post(wrong, &JOIN).await] {
                assert_dead(&answer, "Cette invitation a été révoquée", "contactez Camille Moreau");
                assert!(!answer.body.contains("neuve"), "{}", answer.text());
            }
            assert_eq!(app.visitor().post(&format!("{wrong}/ask"), &[]).await.status, 404);
        }
        assert_eq!(app.visitor().post(&right, &JOIN).await.status, 303, "the right link lives");
        let after = app.visitor().get(&second).await;
        assert_dead(&after, "Cette invitation a été révoquée", "contactez Camille Moreau");
        // Who has another address since is not sent to the old one.
        app.tamper(&format!("UPDATE users SET email = 'autre@exemple.fr', email_key = 'autre@exemple.fr' WHERE email = '{new}'")).await.unwrap();
        let used = app.visitor().get(&right).await;
        assert_dead(&used, "Cette invitation a déjà servi", "avec votre adresse actuelle");
        assert!(!used.body.contains("autre@") && !used.says(new), "{}", used.text());
    }

    async fn the_link_of_a_deleted_user_and_one_that_never_was_are_no_pages(app: TestApp) {
        let mut admin = app.admin().await;
        let path = app.invite(&mut admin, EMAIL, "user").await;
        app.tamper(&format!("DELETE FROM users WHERE email = '{EMAIL}'")).await.unwrap();
        let never = format!("/join/{}", "A".repeat(43));
        for path in [path.as_str(), never.as_str(), "/join/x", "/join/%00", "/join/%F0%9F%98%80", "/join/'%20OR%201=1"] {
            for answer in [app.visitor().get(path).await, app.visitor().post(path, &JOIN).await] {
                assert_eq!(answer.status, 404, "{path}");
                assert!(answer.says("Cette page n’existe pas"));
            }
        }
        assert_eq!(app.count("users").await, 1);
    }

    async fn the_button_pressed_twice_at_once_makes_one_user_and_tells_the_loser(app: TestApp) {
        let mut admin = app.admin().await;
        let path = app.invite(&mut admin, EMAIL, "user").await;
        let (mut phone, mut desk) = (app.visitor(), app.visitor());
        let (a, b) = tokio::join!(phone.post(&path, &JOIN), desk.post(&path, &JOIN));
        let (winner, loser) = if a.status == 303 { (a, b) } else { (b, a) };
        assert_eq!(winner.status, 303, "{}", winner.body);
        assert_dead(&loser, "Cette invitation a déjà servi", "/sign-in");
        assert_eq!(app.count(&format!("users WHERE email = '{EMAIL}'")).await, 1);
        for outcome in ["NOT refused", "refused"] {
            assert_eq!(app.count(&format!("history WHERE action = 'invitation-accepted' AND {outcome}")).await, 1, "{outcome}");
        }
        assert_eq!(app.count("sessions").await, 2, "the administrator's and the winner's");
    }

    async fn of_accepting_and_revoking_at_once_one_happens(app: TestApp) {
        let mut admin = app.admin().await;
        let mut outcomes = Vec::new();
        for n in 0..6 {
            let email = format!("invite{n}@exemple.fr");
            let path = app.invite(&mut admin, &email, "user").await;
            let user = app.user(&email).await.parse().unwrap();
            let revoke = async {
                // The hashing takes its time: half of these come before, half while or after.
                for _ in 0..n * 400 {
                    tokio::task::yield_now().await;
                }
                let mut tx = app.app.db.begin().await.unwrap();
                let Some(open) = invitations::find_open(&mut tx.conn(), user).await.unwrap() else { return false };
                let revoked = invitations::end(&mut tx.conn(), open, Ending::Revoked, app.app.clock.now()).await.unwrap();
                tx.commit_bookkeeping().await.unwrap();
                revoked
            };
            let mut guest = app.visitor();
            let (answer, revoked) = tokio::join!(guest.post(&path, &JOIN), revoke);
            let active = app.count(&format!("users WHERE email = '{email}' AND state = 'active'")).await == 1;
            if revoked {
                assert_dead(&answer, "Cette invitation a été révoquée", "Camille Moreau");
            } else {
                assert_eq!(answer.status, 303);
            }
            assert_eq!((active, guest.session().is_some()), (!revoked, !revoked));
            outcomes.push(revoked);
        }
        assert!(outcomes.contains(&true), "{outcomes:?}");
    }

    async fn an_inviter_who_has_lost_rights_grants_nothing_beyond_those_left(app: TestApp) {
        let mut admin = app.admin().await;
        let mut inviter = app.colleague(&mut admin, "david@exemple.fr", "administrator").await;
        let path = app.invite(&mut inviter, EMAIL, "administrator").await;
        let mut guest = app.visitor();
        let refused = "history WHERE action = 'invitation-accepted' AND refused";
        for change in [format!("role_id = {}", app.literal(&app.role("user").await)), "state = 'inactive', reason = 'deactivated'".to_owned()] {
            app.tamper(&format!("UPDATE users SET {change} WHERE email = 'david@exemple.fr'")).await.unwrap();
            let (mut before, refusals) = (traces(&app).await, app.count(refused).await);
            let answer = guest.post(&path, &JOIN).await;
            assert_eq!(answer.status, 422);
            assert!(answer.says("plus de droits que n’en a la personne qui invite"), "{}", answer.text());
            assert!(guest.session().is_none());
            assert_eq!(app.count(refused).await, refusals + 1, "and it is in the history");
            before[HISTORY] += 1;
            assert_eq!(traces(&app).await, before);
        }
        // Nothing is lost: with rights enough, the same link works.
        app.tamper("UPDATE users SET state = 'active', reason = NULL WHERE email = 'david@exemple.fr'").await.unwrap();
        app.give_role(EMAIL, &app.role("user").await).await;
        assert_eq!(guest.post(&path, &JOIN).await.status, 303);
    }

    async fn somebody_signed_in_as_another_user_is_told_and_can_switch(app: TestApp) {
        let mut admin = app.admin().await;
        let path = app.invite(&mut admin, EMAIL, "user").await;
        let mut copy = admin.clone();
        let page = admin.get(&path).await;
        assert_eq!(page.status, 200);
        assert!(page.says("La session de Camille Moreau est ouverte sur ce navigateur") && page.says(EMAIL), "{}", page.text());
        assert!(page.says("Changer d’utilisateur") && !page.body.contains("name=\"password\""));
        let answer = admin.post(&format!("{path}/sign-out"), &[]).await;
        assert_eq!((answer.status, answer.location()), (303, path.as_str()));
        assert!(admin.get(&path).await.body.contains("name=\"password\""));
        assert_eq!(copy.get("/").await.status, 303, "the session is gone, not just its cookie");
        assert_eq!(app.count("history WHERE action = 'signed-out'").await, 1);
        assert_eq!(admin.get(&format!("{path}/sign-out")).await.status, 405, "no GET signs anybody out");
    }

    async fn nobody_joins_under_anothers_session(app: TestApp) {
        let mut admin = app.admin().await;
        let path = app.invite(&mut admin, EMAIL, "user").await;
        let before = traces(&app).await;
        let answer = admin.post(&path, &JOIN).await;
        assert!(answer.says("La session de Camille Moreau est ouverte sur ce navigateur"), "{}", answer.text());
        assert_eq!(traces(&app).await, before);
        assert!(admin.get("/").await.says("Bonjour Camille"));
    }

    // [S2.13]
    async fn all_pages_of_an_invitation_are_in_its_language_and_so_is_what_follows(app: TestApp) {
        let mut admin = app.admin().await;
        let path = app.invite_in(&mut admin, EMAIL, "user", "en").await;
        let mut guest = app.visitor();
        let page = guest.get(&path).await;
        assert!(page.body.contains("lang=\"en\"") && page.says("Camille Moreau invites you to join"), "{}", page.text());
        assert!(page.says("29 November 2026"), "{}", page.text());
        let refused = guest.post(&path, &[("first_name", "Inès")]).await;
        assert!(refused.body.contains("lang=\"en\"") && !refused.says("Saisissez"), "{}", refused.text());
        app.advance(WEEK);
        assert!(guest.get(&path).await.says("This invitation has expired"));
        assert!(guest.post(&format!("{path}/ask"), &[]).await.says("A new link is ready"));
        let path = app.join_path(EMAIL).await;
        guest.post(&path, &JOIN).await;
        assert!(guest.get("/policy").await.says("I have read and accept the privacy policy"));
        guest.accept_policy().await;
        assert!(guest.get("/").await.says("Hello Inès"));
    }
}
