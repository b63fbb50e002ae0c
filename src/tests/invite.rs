use crate::support::{TestApp, app::PASSWORD, on_both_engines};
use parvis::{
    domain::{
        access::{Area, Level, Levels},
        verb::Refusal,
    },
    server::operations::{
        Error, invite,
        users::{Change, perform},
    },
};
use serde_json::json;
use std::time::Duration;

async fn fields(app: &TestApp, key: &str, addresses: &str) -> Vec<(&'static str, String)> {
    let role = app.role("user").await;
    [("key", key), ("addresses", addresses), ("role", &role), ("language", "fr"), ("message", "Bienvenue !")]
        .map(|(name, value)| (name, value.to_owned()))
        .to_vec()
}

fn borrowed<'a>(fields: &'a [(&'static str, String)]) -> Vec<(&'a str, &'a str)> {
    fields.iter().map(|(name, value)| (*name, value.as_str())).collect()
}

const KEY: &str = "01920000-0000-7000-8000-000000000001";

on_both_engines! {
    // [S1.8–S1.11]
    async fn everybody_pasted_is_invited_with_one_role_in_one_transaction(app: TestApp) {
        let mut admin = app.admin().await;
        let pasted = "anna@exemple.fr, Bruno Petit <bruno@exemple.fr>;\n\"Dupont, Chloé\" <chloe@exemple.fr>\tmailto:dan@exemple.fr";
        let answer = app.send_invitations(&mut admin, pasted, "member").await;
        assert_eq!(answer.status, 303, "{}", answer.body);
        let results = admin.get(answer.location()).await;
        assert!(results.says("4 personnes sont invitées"), "{}", results.body);
        for table in ["users WHERE state = 'invited'", "invitations", "messages WHERE state = 'queued'", "history WHERE action = 'invited'"] {
            assert_eq!(app.count(table).await, 4, "{table}");
        }
        let list = admin.get("/users?state=invited").await;
        assert!(list.says("Bruno Petit") && list.says("Chloé Dupont") && list.says("Membre") && list.says("en attente d’envoi"));
    }

    // [S1.10]
    async fn who_is_there_already_is_said_to_be_in_which_state_and_not_invited_again(app: TestApp) {
        let mut admin = app.admin().await;
        for (email, does) in [("inactive@exemple.fr", "deactivate"), ("gone@exemple.fr", "delete")] {
            app.colleague(&mut admin, email, "user").await;
            let path = format!("/users/{}/{does}", app.user(email).await);
            assert_eq!(admin.post(&path, &[("address", email)]).await.status, 303, "{does}");
        }
        let form = json!({ "addresses": ["inactive@exemple.fr", "GONE@exemple.fr", "new@exemple.fr"], "problems": [] });
        let checked = admin.call("check-addresses", &form).await.json();
        assert_eq!(checked["outcomes"], json!(["already-inactive", "already-deleted", "new"]));
        let answer = app.send_invitations(&mut admin, "inactive@exemple.fr gone@exemple.fr new@exemple.fr", "user").await;
        let results = admin.get(answer.location()).await;
        assert!(results.says("inactive@exemple.fr") && results.says("gone@exemple.fr"), "{}", results.text());
        assert_eq!(app.count("invitations WHERE ended_at IS NULL").await, 1);
    }

    // [S1.10]
    async fn a_message_is_of_a_thousand_characters_at_most(app: TestApp) {
        let mut admin = app.admin().await;
        for (length, status) in [(1_001, 422), (1_000, 303)] {
            let mut sent = fields(&app, KEY, "new@exemple.fr").await;
            sent[4].1 = "é".repeat(length);
            let answer = admin.post("/users/invite", &borrowed(&sent)).await;
            assert_eq!(answer.status, status, "{length}: {}", answer.text());
        }
        assert_eq!(app.count("invitations").await, 1);
    }

    // [S1.3]
    async fn one_too_many_is_refused_by_name_and_the_rest_go(app: TestApp) {
        let mut admin = app.admin().await;
        app.set_seats(3).await;
        assert!(admin.get("/users/invite").await.says("2 places restent libres"));
        let answer = app.send_invitations(&mut admin, "a@exemple.fr b@exemple.fr c@exemple.fr", "user").await;
        let results = admin.get(answer.location()).await;
        assert!(results.says("2 personnes sont invitées") && results.says("Sans place libre (1)") && results.says("c@exemple.fr"));
        assert_eq!(app.count("users").await, 3);
        assert!(admin.get("/users/invite").await.says("Aucune place ne reste libre"));
    }

    // [S1.3]
    async fn two_at_once_never_take_more_seats_than_there_are(app: TestApp) {
        let mut admin = app.admin().await;
        app.set_seats(4).await;
        let mut other = admin.clone();
        let (_, _) = tokio::join!(
            app.send_invitations(&mut admin, "a@exemple.fr b@exemple.fr", "user"),
            app.send_invitations(&mut other, "c@exemple.fr d@exemple.fr", "user"),
        );
        assert_eq!(app.count("users").await, 4);
    }

    // [S4.8]
    async fn an_address_in_another_spelling_is_the_same_person(app: TestApp) {
        let mut admin = app.admin().await;
        app.colleague(&mut admin, "anna@exemple.fr", "user").await;
        app.invite(&mut admin, "paul@bücher.example", "user").await;
        let again = "Anna@EXEMPLE.fr anna+lyon@exemple.fr paul@xn--bcher-kva.example camille@rivoli.example";
        let answer = app.send_invitations(&mut admin, again, "user").await;
        let results = admin.get(answer.location()).await;
        assert!(results.says("Personne n’a été invité"));
        assert!(results.says("Déjà utilisateurs (2)") && results.says("aucun nouveau message (1)"), "{}", results.text());
        assert_eq!(app.count("users").await, 3);
    }

    async fn what_is_no_address_is_reported_and_the_good_ones_go(app: TestApp) {
        let mut admin = app.admin().await;
        let answer = app.send_invitations(&mut admin, "anna@exemple.fr\nbruno@\nchloe(at)exemple.fr", "user").await;
        let results = admin.get(answer.location()).await;
        assert!(results.says("1 personne est invitée") && results.says("À corriger (2)") && results.says("bruno@"));
        // Back in the box, to be corrected.
        let corrected = admin.post("/users/invite", &[("addresses", "bruno@\nchloe(at)exemple.fr"), ("check", "yes")]).await;
        assert!(corrected.says("bruno@") && corrected.says("Il manque ce qui suit le signe @"));
    }

    // [S1.6]
    async fn the_reason_is_the_parsers_own(app: TestApp) {
        let mut admin = app.admin().await;
        let addresses = "Anna Martin <anna@ex>\nmarc@exemple.fr";
        let checked = admin.post("/users/invite", &[("addresses", addresses), ("check", "yes")]).await;
        let answer = app.send_invitations(&mut admin, addresses, "user").await;
        for page in [checked, admin.get(answer.location()).await] {
            assert!(page.says("Anna Martin <anna@ex>") && page.says("il faut un nom complet"), "{}", page.text());
        }
    }

    // [S2.13] [S5.17]
    async fn the_language_on_offer_is_the_accounts_whatever_the_inviters(app: TestApp) {
        let mut admin = app.admin().await;
        app.tamper("UPDATE users SET language = 'en'").await.unwrap();
        let page = admin.get("/users/invite").await;
        assert!(page.says("Language of the messages"));
        assert_eq!(page.between("selected>", "<").or_else(|| page.between("selected=\"\">", "<")), Some("Français"));
        assert!(page.says(">Deutsch (in English for now)<"), "what isn't written yet says so");
    }

    async fn who_has_lost_the_right_while_writing_invites_nobody(app: TestApp) {
        let mut admin = app.admin().await;
        let colleague = app.colleague(&mut admin, "david@exemple.fr", "administrator").await;
        let (caller, visit) = (colleague.caller(&app.app).await, colleague.visit());
        let form = invite::Form {
            key: KEY.to_owned(),
            addresses: "anna@exemple.fr".to_owned(),
            role: app.role("member").await,
            language: "fr".to_owned(),
            ..invite::Form::default()
        };
        // Read as administrator, and then made less.
        app.give_role("david@exemple.fr", &app.role("member").await).await;
        let tried = invite::invite(&app.app, &visit, caller.actor().unwrap(), &form).await;
        assert!(matches!(tried, Err(Error::NotAllowed(_))), "{tried:?}");
        app.give_role("david@exemple.fr", &app.custom_role("Recrutement", Levels::default().with(Area::Users, Level::Approver)).await).await;
        let tried = invite::invite(&app.app, &visit, caller.actor().unwrap(), &form).await;
        assert!(matches!(tried, Err(Error::Fields(_))), "{tried:?}");
        assert_eq!(app.count("users WHERE email = 'anna@exemple.fr'").await, 0);
    }

    async fn who_asks_about_many_addresses_of_other_accounts_is_slowed_down(app: TestApp) {
        let mut first = app.admin().await;
        let many: Vec<String> = (0..120).map(|n| format!("p{n}@exemple.fr")).collect();
        app.send_invitations(&mut first, &many.join(" "), "user").await;
        let mut second = app.account("Autre maison", "david@autre.example").await;
        let few = json!({ "addresses": many[..90] });
        assert_eq!(second.call("check-addresses", &few).await.json()["outcomes"][0], "elsewhere");
        // What was asked about as it was typed can be sent: the good go.
        let mixed = format!("{} nouvelle@exemple.fr", many[..90].join(" "));
        let sent = app.send_invitations(&mut second, &mixed, "user").await;
        assert!(second.get(sent.location()).await.says("1 personne est invitée"), "{}", sent.text());
        let all = json!({ "addresses": many });
        assert_eq!(second.call("check-addresses", &all).await.status, 429);
        let sent = app.send_invitations(&mut second, &many.join(" "), "user").await;
        assert_eq!(sent.status, 429, "{}", sent.text());
        assert!(!sent.says("Invitation impossible ici"));
        // Whoever is nobody's is asked about and invited as ever.
        let new: Vec<String> = (0..300).map(|n| format!("n{n}@exemple.fr")).collect();
        assert_eq!(second.call("check-addresses", &json!({ "addresses": new })).await.status, 200);
        assert_eq!(app.send_invitations(&mut second, &new.join(" "), "user").await.status, 303);
        app.advance(Duration::from_hours(2));
        assert_eq!(second.call("check-addresses", &few).await.status, 200, "it is forgotten");
    }

    async fn where_anybody_may_have_an_account_it_invites_so_many_a_day(app: TestApp) {
        let app = app.sibling(&["--signup", "open", "--daily-invitations", "3"]).await;
        let mut admin = app.admin().await;
        assert_eq!(app.send_invitations(&mut admin, "a@exemple.fr b@exemple.fr", "user").await.status, 303);
        let both = json!({ "addresses": ["c@exemple.fr", "d@exemple.fr"] });
        assert_eq!(admin.call("check-addresses", &both).await.json()["outcomes"], json!(["new", "daily-limit"]));
        let sent = app.send_invitations(&mut admin, "c@exemple.fr d@exemple.fr", "user").await;
        let results = admin.get(sent.location()).await;
        assert!(results.says("1 personne est invitée") && results.says("Non envoyées"), "{}", results.text());
        assert_eq!(app.count("users WHERE email = 'c@exemple.fr'").await, 1, "the good go though others wait");
        assert_eq!(app.send_invitations(&mut admin, "d@exemple.fr", "user").await.status, 303);
        assert_eq!(app.count("users WHERE email = 'd@exemple.fr'").await, 0);
        // Nor does anything else send one.
        let id = app.user("a@exemple.fr").await.parse().unwrap();
        let caller = admin.caller(&app.app).await;
        let again = perform(&app.app, &admin.visit(), caller.actor().unwrap(), id, Change::Resend, None).await;
        assert!(matches!(again, Err(Error::Refused(Refusal::DailyLimit))), "{again:?}");
        app.advance(Duration::from_hours(25));
        admin.sign_in("camille@rivoli.example", PASSWORD).await;
        assert_eq!(app.send_invitations(&mut admin, "d@exemple.fr", "user").await.status, 303);
        // Links sent again count, by a job too, and so does what the people themselves ask for.
        app.advance(Duration::from_hours(8 * 24));
        admin.sign_in("camille@rivoli.example", PASSWORD).await;
        let dead = [app.join_path("a@exemple.fr").await, app.join_path("d@exemple.fr").await];
        let (b, c) = (app.user("b@exemple.fr").await, app.user("c@exemple.fr").await);
        let job = [("list", "/users"), ("verb", "resend"), ("user", b.as_str()), ("user", c.as_str()), ("count", "2"), ("key", KEY)];
        assert_eq!(admin.post("/users/bulk/run", &job).await.status, 303);
        parvis::server::jobs::drain(&app.app).await.unwrap();
        assert_eq!(app.visitor().post(&format!("{}/ask", dead[0]), &[]).await.status, 200);
        let asked = app.visitor().post(&format!("{}/ask", dead[1]), &[]).await;
        assert_eq!(asked.status, 429, "{}", asked.text());
        app.send_invitations(&mut admin, "e@exemple.fr", "user").await;
        assert_eq!(app.count("users WHERE email = 'e@exemple.fr'").await, 0);
        assert_eq!(app.app.config.daily_invitations(), Some(3));
        assert_eq!(app.sibling(&["--signup", "open"]).await.app.config.daily_invitations(), Some(100));
        assert_eq!(app.sibling(&[]).await.app.config.daily_invitations(), None);
    }

    // [S3.11]
    async fn more_people_and_more_rights_cost_nothing(app: TestApp) {
        let mut admin = app.admin().await;
        let many: Vec<String> = (0..300).map(|n| format!("n{n}@exemple.fr")).collect();
        assert_eq!(app.send_invitations(&mut admin, &many.join(" "), "administrator").await.status, 303);
        assert_eq!(app.count("users WHERE state = 'invited'").await, 300);
        let form = admin.get("/users/invite").await;
        assert!(form.status == 200 && !form.body.contains("invite-seats"), "no seats are counted where none were set");
        let id = app.user("n0@exemple.fr").await;
        for role in ["user", "member", "administrator"] {
            let answer = admin.post(&format!("/users/{id}/change-role"), &[("role", &app.role(role).await)]).await;
            assert_eq!(answer.location(), format!("/users/{id}?done=change-role"));
        }
    }

    async fn the_same_form_sent_twice_invites_once(app: TestApp) {
        let mut admin = app.admin().await;
        let fields = fields(&app, KEY, "anna@exemple.fr").await;
        let first = admin.post("/users/invite", &borrowed(&fields)).await;
        let second = admin.post("/users/invite", &borrowed(&fields)).await;
        assert_eq!((second.status, second.location()), (303, first.location()));
        assert!(admin.get(second.location()).await.says("1 personne est invitée"));
        assert_eq!(app.count("messages").await, 1);
    }

    async fn the_same_form_sent_twice_at_once_invites_once(app: TestApp) {
        let mut admin = app.admin().await;
        let mut again = admin.clone();
        let fields = fields(&app, KEY, "anna@exemple.fr bruno@exemple.fr").await;
        let pairs = borrowed(&fields);
        let (one, two) = tokio::join!(admin.post("/users/invite", &pairs), again.post("/users/invite", &pairs));
        assert_eq!((one.status, two.status), (303, 303));
        assert_eq!(app.count("messages").await, 2);
    }

    async fn a_form_with_a_used_key_and_other_addresses_is_said(app: TestApp) {
        let mut admin = app.admin().await;
        let first = fields(&app, KEY, "anna@exemple.fr").await;
        let second = fields(&app, KEY, "bruno@exemple.fr").await;
        admin.post("/users/invite", &borrowed(&first)).await;
        let answer = admin.post("/users/invite", &borrowed(&second)).await;
        assert_eq!(answer.status, 422);
        assert!(answer.says("a déjà été envoyé avec un autre contenu") && answer.says("bruno@exemple.fr"));
        assert!(!answer.body.contains(KEY), "the page has a new key");
    }

    async fn two_people_who_invite_the_same_address_invite_it_once(app: TestApp) {
        let mut admin = app.admin().await;
        let mut other = app.colleague(&mut admin, "david@exemple.fr", "administrator").await;
        let (_, _) = tokio::join!(
            app.send_invitations(&mut admin, "anna@exemple.fr", "user"),
            app.send_invitations(&mut other, "ANNA@exemple.fr", "user"),
        );
        assert_eq!(app.count("users WHERE email_key = 'anna@exemple.fr'").await, 1);
    }

    async fn an_address_of_another_account_stays_there(app: TestApp) {
        let mut first = app.admin().await;
        app.colleague(&mut first, "anna@exemple.fr", "user").await;
        let mut second = app.account("Autre maison", "david@autre.example").await;
        let answer = app.send_invitations(&mut second, "anna@exemple.fr", "user").await;
        let results = second.get(answer.location()).await;
        assert!(results.says("Invitation impossible ici (1)"));
        assert!(!second.get("/users").await.says("anna@exemple.fr"));
    }

    async fn roles_beyond_ones_own_and_of_other_accounts_are_refused_and_in_the_history(app: TestApp) {
        app.admin().await;
        let foreign = app.role("user").await;
        let mut second = app.account("Autre maison", "david@autre.example").await;
        let inviter = app.custom_role("Recrutement", Levels::default().with(Area::Users, Level::Approver)).await;
        let mut recruiter = app.colleague(&mut second, "recrue@autre.example", "user").await;
        app.give_role("recrue@autre.example", &inviter).await;

        for role in [app.role("administrator").await, app.role("member").await, foreign, "nonsense".to_owned(), String::new()] {
            let key = app.app.random.id(app.app.clock.now()).to_string();
            let fields = [("key", key.as_str()), ("addresses", "x@exemple.fr"), ("role", role.as_str()), ("language", "fr")];
            let answer = recruiter.post("/users/invite", &fields).await;
            assert_eq!(answer.status, 422, "{role}");
            assert!(answer.says("x@exemple.fr"), "what was typed is kept");
        }
        assert_eq!(app.count("history WHERE action = 'invited' AND refused").await, 3);
        assert_eq!(app.count("users WHERE email = 'x@exemple.fr'").await, 0);
        // What lies within one's own goes.
        assert_eq!(app.send_invitations(&mut recruiter, "x@exemple.fr", "user").await.status, 303);
    }

    // [S2.8]
    async fn who_may_not_invite_gets_neither_page_nor_action(app: TestApp) {
        let mut admin = app.admin().await;
        for role in ["user", "member"] {
            let mut colleague = app.colleague(&mut admin, &format!("{role}@exemple.fr"), role).await;
            assert_eq!(colleague.get("/users/invite").await.status, 403);
            assert_eq!(app.send_invitations(&mut colleague, "x@exemple.fr", "user").await.status, 403);
            assert_eq!(colleague.call("check-addresses", &json!({ "addresses": ["x@exemple.fr"] })).await.status, 403);
        }
        assert_eq!(app.count("users WHERE email = 'x@exemple.fr'").await, 0);
    }

    async fn each_address_is_classified_before_sending(app: TestApp) {
        let mut admin = app.admin().await;
        app.colleague(&mut admin, "anna@exemple.fr", "user").await;
        app.invite(&mut admin, "bruno@exemple.fr", "user").await;
        app.set_seats(4).await;
        let asked = json!({
            "addresses": ["new@exemple.fr", "anna@exemple.fr", "bruno@exemple.fr", "second@exemple.fr"],
            "problems": ["NoDomain", { "BadCharacter": "(" }],
        });
        let answer = admin.call("check-addresses", &asked).await;
        assert_eq!(answer.status, 200, "{}", answer.body);
        let checked = answer.json();
        assert_eq!(checked["outcomes"], json!(["new", "already-active", "already-invited", "no-seat"]));
        assert_eq!(checked["problems"][0], "Il manque ce qui suit le signe @, comme exemple.fr");
        assert!(checked["problems"][1].as_str().unwrap().contains('('));
        assert!(checked["summary"].as_str().unwrap().contains("2 à corriger"));

        // What is in the box already counts, and takes its seats.
        let known = json!({ "outcomes": [["new", 1]], "problems": 3 });
        let asked = json!({ "addresses": ["second@exemple.fr"], "problems": [], "known": known });
        let checked = admin.call("check-addresses", &asked).await.json();
        assert_eq!(checked["outcomes"], json!(["no-seat"]));
        let summary = checked["summary"].as_str().unwrap();
        assert!(summary.contains("1 personne sera invitée") && summary.contains("3 à corriger"), "{summary}");
        assert_eq!(admin.call("check-addresses", &json!({ "addresses": ["chloe@"] })).await.status, 400);
        assert_eq!(app.count("users").await, 3, "nothing was sent");
    }

    async fn a_refused_form_keeps_what_was_typed(app: TestApp) {
        let mut admin = app.admin().await;
        let message = "</textarea><script>alert(1)</script>";
        let fields = [("addresses", "anna@exemple.fr"), ("message", message), ("language", "fr")];
        let answer = admin.post("/users/invite", &fields).await;
        assert_eq!(answer.status, 422);
        assert!(answer.says("Choisissez un rôle") && answer.says("anna@exemple.fr"));
        assert!(!answer.body.contains("</textarea><script>"), "typed text is text");
        assert!(answer.body.contains("&lt;/textarea&gt;&lt;script&gt;"));
    }

    async fn nobody_else_sees_the_results_of_a_sending(app: TestApp) {
        let mut admin = app.admin().await;
        let answer = app.send_invitations(&mut admin, "anna@exemple.fr", "user").await;
        let mut other = app.colleague(&mut admin, "david@exemple.fr", "administrator").await;
        assert_eq!(other.get(answer.location()).await.status, 404);
    }
}
