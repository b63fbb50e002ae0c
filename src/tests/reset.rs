use crate::support::{Answer, Browser, TestApp, app::PASSWORD, on_both_engines};
use axum::http::Method;
use std::time::Duration;

const EMAIL: &str = "ines@exemple.fr";
const NEW: &str = "sept lanternes bleues dansent";
const DAY: Duration = Duration::from_hours(24);
const CODE_REFUSED: &str = "L’adresse ou le code ne convient pas. Après cinq essais, il faut demander un nouveau code";

async fn ines(app: &TestApp) -> Browser {
    let mut admin = app.admin().await;
    app.colleague(&mut admin, EMAIL, "member").await
}

async fn set(app: &TestApp, path: &str, password: &str) -> Answer {
    app.visitor().post(path, &[("password", password)]).await
}

async fn enter(app: &TestApp, email: &str, code: &str) -> Answer {
    app.visitor().post("/reset", &[("email", email), ("code", code)]).await
}

/// Another code of the same form.
fn wrong(code: &str) -> String {
    format!("{}{}", &code[..8], if code.ends_with('7') { '8' } else { '7' })
}

on_both_engines! {
    // [S4.16] [S4.17]
    async fn the_link_sets_a_password_ends_every_session_tells_and_leads_to_sign_in(app: TestApp) {
        let mut ines = ines(&app).await;
        let mut second = app.visitor();
        second.sign_in(EMAIL, PASSWORD).await;
        app.tamper(&format!("UPDATE users SET notification_email = 'bureau@exemple.fr' WHERE email = '{EMAIL}'")).await.unwrap();
        let path = app.forgot(EMAIL).await;
        let page = app.visitor().get(&path).await;
        assert_eq!(page.status, 200);
        assert!(page.says(EMAIL) && page.says("Atelier Rivoli") && page.body.contains("autocomplete=\"new-password\""));
        assert!(!page.body.contains("/pkg/parvis.js"), "no WebAssembly for newcomers");

        let done = ines.post(&path, &[("password", NEW)]).await;
        assert_eq!((done.status, done.location()), (303, "/sign-in?done=password"));
        assert!(ines.session().is_none(), "nobody is signed in by it");
        for browser in [&mut ines, &mut second] {
            assert_eq!(browser.get("/users").await.status, 303);
        }
        let sign_in = app.visitor().get("/sign-in?done=password").await;
        assert!(sign_in.says("Votre nouveau mot de passe est enregistré") && sign_in.body.contains("role=\"status\""));
        assert_eq!(app.visitor().sign_in(EMAIL, PASSWORD).await.status, 422);
        assert_eq!(app.visitor().sign_in(EMAIL, NEW).await.status, 303);
        let told = app.mail("password-changed", "bureau@exemple.fr").await;
        assert!(told.text.contains("192.0.2.1") && told.text.contains("/forgot"), "{}", told.text);
        assert_eq!(app.count("history WHERE action = 'password-changed' AND NOT refused AND actor_id = subject_id").await, 1);
    }

    // [S4.16]
    async fn who_is_guessed_at_without_end_gets_in_by_a_reset(app: TestApp) {
        ines(&app).await;
        let mut owner = app.visitor();
        let mut thief = app.visitor();
        let mut guess = async |rounds: u8| {
            for round in 0..rounds {
                thief.address = format!("[2001:db8:{round}::1]:4000").parse().unwrap();
                thief.sign_in(EMAIL, "wrong password").await;
            }
        };
        guess(8).await;
        assert_eq!(owner.sign_in(EMAIL, PASSWORD).await.status, 429);
        let path = app.forgot(EMAIL).await;
        assert_eq!(owner.post(&path, &[("password", NEW)]).await.status, 303);
        guess(8).await;
        assert_eq!(app.visitor().sign_in(EMAIL, NEW).await.status, 429, "the address is guarded again");
        assert_eq!(owner.sign_in(EMAIL, NEW).await.status, 303, "not against the browser that set the password");
    }

    // [S4.16]
    async fn the_code_leads_to_the_link_and_either_works_once(app: TestApp) {
        ines(&app).await;
        let path = app.forgot(EMAIL).await;
        let code = app.reset_code(EMAIL).await;
        let mail = app.mail("reset", EMAIL).await;
        assert!(mail.text.contains(&code) && mail.html.contains(&code) && mail.text.contains(&path));
        assert!(!mail.subject.contains(&code), "subjects are shown on locked screens");
        for typed in [code.clone(), code.to_lowercase().replace('-', " ")] {
            let entered = enter(&app, "INES@exemple.fr", &typed).await;
            assert_eq!((entered.status, entered.location()), (303, path.as_str()));
        }
        assert_eq!(app.count("resets WHERE tries > 0").await, 0, "the right code is no try");
        assert_eq!(set(&app, &path, NEW).await.status, 303);
        assert_eq!(enter(&app, EMAIL, &code).await.status, 422);
        assert_eq!(set(&app, &path, "huit lanternes bleues dansent").await.status, 410);
        assert_eq!(app.visitor().sign_in(EMAIL, NEW).await.status, 303);
    }

    async fn an_unknown_address_and_a_wrong_code_get_one_answer(app: TestApp) {
        let mut admin = app.admin().await;
        app.colleague(&mut admin, EMAIL, "user").await;
        app.colleague(&mut admin, "sans@exemple.fr", "user").await;
        app.invite(&mut admin, "invite@exemple.fr", "user").await;
        app.forgot(EMAIL).await;
        let code = app.reset_code(EMAIL).await;
        let mut bodies = Vec::new();
        for (email, code) in [
            (EMAIL, wrong(&code)),
            ("inconnu@exemple.fr", code.clone()),
            ("sans@exemple.fr", code.clone()),
            ("invite@exemple.fr", code.clone()),
            (EMAIL, "ABC".to_owned()),
        ] {
            let answer = enter(&app, email, &code).await;
            assert_eq!(answer.status, 422);
            assert!(answer.says(CODE_REFUSED) && answer.says(email) && answer.says(&code), "what was typed stays");
            bodies.push(answer.body.replace(email, "").replace(&code, ""));
        }
        assert!(bodies.iter().all(|body| *body == bodies[0]));
        assert_eq!(app.count("history WHERE action = 'password-changed' AND refused").await, 1);
        let empty = enter(&app, EMAIL, " ").await;
        assert!(empty.status == 422 && empty.says("Saisissez le code de récupération"));
    }

    async fn five_wrong_codes_spend_the_code_and_not_the_link(app: TestApp) {
        ines(&app).await;
        let path = app.forgot(EMAIL).await;
        let code = app.reset_code(EMAIL).await;
        for _ in 0..5 {
            assert!(enter(&app, EMAIL, &wrong(&code)).await.says(CODE_REFUSED));
        }
        assert!(enter(&app, EMAIL, &code).await.says(CODE_REFUSED), "the sixth, right as it is");
        assert_eq!(enter(&app, EMAIL, &code).await.status, 429);
        app.advance(Duration::from_hours(1));
        assert!(enter(&app, EMAIL, &code).await.says(CODE_REFUSED), "not even later");
        assert_eq!(app.visitor().get(&path).await.status, 200);
        app.forgot(EMAIL).await;
        let code = app.reset_code(EMAIL).await;
        app.advance(Duration::from_mins(15));
        assert_eq!(enter(&app, EMAIL, &code).await.status, 303, "a new code has its own tries");
    }

    async fn many_codes_at_once_are_five_tries_at_most(app: TestApp) {
        ines(&app).await;
        app.forgot(EMAIL).await;
        let code = wrong(&app.reset_code(EMAIL).await);
        let tries = (0..12).map(|n| {
            let mut visitor = app.visitor();
            visitor.address = format!("198.51.100.{n}:1").parse().unwrap();
            let code = code.clone();
            async move { visitor.post("/reset", &[("email", EMAIL), ("code", &code)]).await.status }
        });
        let statuses = futures::future::join_all(tries).await;
        assert!(statuses.iter().all(|status| [422, 429].contains(status)), "{statuses:?}");
        assert_eq!(app.value::<i64>("SELECT tries FROM resets").await, 5);
    }

    // [S4.10]
    async fn opening_a_link_changes_nothing_however_often(app: TestApp) {
        ines(&app).await;
        let path = app.forgot(EMAIL).await;
        for n in 0..50 {
            let method = if n % 2 == 0 { Method::GET } else { Method::HEAD };
            assert_eq!(app.visitor().request(method, &path).await.status, 200);
        }
        assert_eq!(set(&app, &path, NEW).await.status, 303);
    }

    // [S4.10]
    async fn each_dead_link_says_what_happened_and_what_to_do(app: TestApp) {
        let mut admin = app.admin().await;
        for email in [EMAIL, "remplace@exemple.fr", "parti@exemple.fr"] {
            app.colleague(&mut admin, email, "user").await;
        }
        let used = app.forgot(EMAIL).await;
        set(&app, &used, NEW).await;
        let replaced = app.forgot("remplace@exemple.fr").await;
        let expired = app.forgot("remplace@exemple.fr").await;
        let no_access = app.forgot("parti@exemple.fr").await;
        app.tamper("UPDATE users SET state = 'inactive', reason = 'deactivated' WHERE email = 'parti@exemple.fr'").await.unwrap();
        assert_eq!(app.visitor().get(&expired).await.status, 200);
        app.advance(DAY);
        for (path, title, way) in [
            (&used, "Ce lien a déjà servi", "href=\"/sign-in\""),
            (&replaced, "Un message plus récent vous a été envoyé", "href=\"/forgot\""),
            (&expired, "Ce lien a expiré", "href=\"/forgot\""),
            (&no_access, "Votre accès est fermé", "Adressez-vous à un administrateur"),
        ] {
            for answer in [app.visitor().get(path).await, set(&app, path, "huit lanternes bleues dansent").await] {
                assert_eq!(answer.status, 410, "{title}");
                assert!(answer.says(title) && answer.says(way), "{}", answer.text());
            }
        }
        assert_eq!(app.visitor().sign_in(EMAIL, NEW).await.status, 303);
        assert_eq!(app.count("history WHERE action = 'password-changed' AND NOT refused").await, 1);
        let refused = "history WHERE action = 'password-changed' AND refused AND actor_id IS NULL";
        assert_eq!(app.count(refused).await, 4, "each dead link that was used, by nobody known");
        for path in ["/reset/x".to_owned(), format!("/reset/{}", "A".repeat(43)), used.replace("/reset/", "/join/")] {
            assert_eq!(app.visitor().get(&path).await.status, 404, "{path}");
            assert_eq!(set(&app, &path, NEW).await.status, 404, "{path}");
        }
        assert_eq!(app.count(refused).await, 4);
    }

    // [S3.13]
    async fn a_link_of_before_a_deletion_opens_nothing_afterwards(app: TestApp) {
        let mut admin = app.admin().await;
        app.colleague(&mut admin, EMAIL, "user").await;
        let path = app.forgot(EMAIL).await;
        let user = format!("/users/{}", app.user(EMAIL).await);
        assert_eq!(admin.post(&format!("{user}/delete"), &[("address", EMAIL)]).await.status, 303);
        assert_eq!(app.count("messages WHERE kind = 'reset' AND state = 'queued'").await, 0);
        for verb in ["restore", "activate"] {
            assert_eq!(admin.post(&format!("{user}/{verb}"), &[]).await.status, 303, "{verb}");
        }
        let dead = set(&app, &path, NEW).await;
        assert!(dead.status == 410 && dead.says("Ce lien a été retiré"), "{}", dead.text());
        assert_eq!(app.visitor().sign_in(EMAIL, NEW).await.status, 422);
    }

    async fn of_two_devices_at_once_one_wins_and_the_other_is_told(app: TestApp) {
        ines(&app).await;
        let path = app.forgot(EMAIL).await;
        let (one, two) = tokio::join!(set(&app, &path, NEW), set(&app, &path, "huit lanternes bleues dansent"));
        let mut statuses = [one.status, two.status];
        statuses.sort_unstable();
        assert_eq!(statuses, [303, 410]);
        let loser = if one.status == 410 { one } else { two };
        assert!(loser.says("Ce lien a déjà servi"));
        assert_eq!(app.count("messages WHERE kind = 'password-changed'").await, 1);
    }

    // [S4.17]
    async fn a_password_that_breaks_the_rules_is_refused_and_the_link_stays(app: TestApp) {
        ines(&app).await;
        let path = app.forgot(EMAIL).await;
        for (password, sentence) in [
            ("", "Saisissez le mot de passe"),
            ("court", "12 caractères au moins"),
            ("inesbenali-exemple", "reprend votre nom"),
            ("azertyuiop12", "se devine trop vite"),
        ] {
            let answer = set(&app, &path, password).await;
            assert_eq!(answer.status, 422);
            assert!(answer.says(sentence) && answer.says("Erreur : Nouveau mot de passe"), "{}", answer.text());
            assert!(password.is_empty() || !answer.body.contains(password));
        }
        assert_eq!(set(&app, &path, NEW).await.status, 303);
    }

    async fn somebody_else_who_is_signed_in_stays_so_and_is_not_mixed_in(app: TestApp) {
        let mut admin = app.admin().await;
        app.colleague(&mut admin, EMAIL, "user").await;
        let path = app.forgot(EMAIL).await;
        let page = admin.get(&path).await;
        assert!(page.says("La session de Camille Moreau est ouverte sur ce navigateur") && page.says(EMAIL));
        let done = admin.post(&path, &[("password", NEW)]).await;
        assert_eq!((done.status, done.location()), (303, "/sign-in?done=password"));
        assert!(admin.get("/users").await.says("Camille Moreau"), "still the same person");
        assert!(admin.get("/sign-in?done=password").await.says("Votre nouveau mot de passe est enregistré"));
        assert_eq!(admin.sign_in(EMAIL, NEW).await.status, 303);
        assert!(admin.get("/policy").await.status == 200 && admin.get("/users").await.status == 403);
        assert_eq!(app.visitor().sign_in("camille@rivoli.example", PASSWORD).await.status, 303);
    }

    async fn forgotten_passwords_that_were_tried_hold_nobody_up(app: TestApp) {
        ines(&app).await;
        for _ in 0..7 {
            app.visitor().sign_in(EMAIL, "ce n'est pas lui").await;
        }
        assert_eq!(app.visitor().sign_in(EMAIL, PASSWORD).await.status, 429);
        let path = app.forgot(EMAIL).await;
        set(&app, &path, NEW).await;
        assert_eq!(app.visitor().sign_in(EMAIL, NEW).await.status, 303);
    }

    // [S4.10]
    async fn the_life_of_a_link_is_a_setting(app: TestApp) {
        let app = app.sibling(&["--reset-hours", "2"]).await;
        ines(&app).await;
        let path = app.forgot(EMAIL).await;
        app.advance(Duration::from_mins(119));
        assert_eq!(app.visitor().get(&path).await.status, 200);
        app.advance(Duration::from_mins(1));
        assert!(app.visitor().get(&path).await.says("Ce lien a expiré"));
    }
}
