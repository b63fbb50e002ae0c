//! The refusal that helps: asking for access, and the answers [S2.9].

use crate::support::{Browser, TestApp, app::PASSWORD, on_both_engines};
use parvis::domain::access::{Area, BuiltIn, Level, Levels};
use std::time::Duration;

const MEMBER: &str = "ines@exemple.fr";
const HISTORY: [(&str, &str); 2] = [("area", "history"), ("level", "guest")];

async fn member(app: &TestApp) -> (Browser, Browser) {
    let mut admin = app.admin().await;
    let member = app.colleague(&mut admin, MEMBER, "member").await;
    (admin, member)
}

/// What it takes to lead members: all that they have, and people.
fn leading() -> Levels {
    BuiltIn::Member.levels().with(Area::Users, Level::Approver)
}

/// The newest request's page.
async fn newest(app: &TestApp) -> String {
    let id: uuid::Uuid = app.value("SELECT id FROM access_requests ORDER BY created_at DESC, id DESC LIMIT 1").await;
    format!("/requests/{id}")
}

/// The levels that are asked for and wait.
async fn open_levels(app: &TestApp) -> Vec<String> {
    app.values("SELECT level FROM access_requests WHERE state = 'open'").await
}

on_both_engines! {
    // [S2.8] [S2.9]
    async fn a_refusal_says_what_is_missing_who_can_give_it_and_lets_one_ask(app: TestApp) {
        let (mut admin, mut member) = member(&app).await;
        let page = member.get("/history").await;
        assert_eq!(page.status, 403);
        for said in ["Il vous faut plus de droits sur «\u{202f}Historique\u{202f}»", "Camille Moreau", "Demander l’accès"] {
            assert!(page.says(said), "{said}: {}", page.text());
        }
        let reason = [&HISTORY[..], &[("reason", "Pour l’audit <b>de lundi</b>")]].concat();
        let asked = member.post("/requests", &reason).await;
        assert_eq!(asked.location(), "/me/rights?done=request");
        assert!(member.get("/me/rights").await.says("Ce que vous avez demandé"));
        assert!(member.get("/history").await.says("Vous l’avez demandé le"));
        assert!(admin.get("/").await.says("1 demande en attente"));
        let list = admin.get("/requests").await;
        assert!(list.says("Pour l’audit <b>de lundi</b>") && list.says("Historique\u{202f}: Invité (consultation)"), "{}", list.text());
        let mail: String = app.value("SELECT address FROM messages WHERE kind = 'access-request'").await;
        assert_eq!(mail, "camille@rivoli.example");

        let given = admin.post(&newest(&app).await, &[("answer", "give")]).await;
        assert_eq!(given.location(), "/requests?done=give");
        assert_eq!(member.get("/history").await.status, 200, "at the next request");
        assert_eq!(app.count("messages WHERE kind = 'access-answer'").await, 1);
        assert_eq!(app.count("history WHERE action = 'access-given' AND NOT refused").await, 1);
        assert!(!admin.get("/").await.says("en attente"));
        assert_eq!(admin.post(&newest(&app).await, &[("answer", "give")]).await.status, 409, "once");
    }

    // [S2.9]
    async fn where_there_is_nothing_to_ask_for_one_is_told_whom_to_turn_to(app: TestApp) {
        let (mut admin, mut member) = member(&app).await;
        let closed = |page: &crate::support::Answer, title: &str| {
            assert!(page.status == 403 && page.says(title), "{}", page.text());
            assert!(page.says("adressez-vous à Camille Moreau, titulaire du compte"), "{}", page.text());
            assert!(page.body.contains("data-refusal"), "it opens as a dialog");
            assert!(!page.says("Demander l’accès"));
        };
        closed(&member.get("/mailbox").await, "Votre rôle ne donne pas accès à cette page");
        // Somebody with more rights than oneself.
        let role = app.custom_role("RH", Levels::default().with(Area::Users, Level::Approver)).await;
        app.give_role(MEMBER, &role).await;
        let path = format!("/users/{}/deactivate", app.user("camille@rivoli.example").await);
        closed(&member.get(&path).await, "Rien n’a été modifié");
        closed(&member.post(&path, &[]).await, "Rien n’a été modifié");
        // A state that stands in the way is no refusal.
        app.send_invitations(&mut admin, "paul@exemple.fr", "member").await;
        let state = admin.get(&format!("/users/{}/deactivate", app.user("paul@exemple.fr").await)).await;
        assert!(state.status == 409 && !state.body.contains("data-refusal"), "{}", state.text());
    }

    // [S2.9]
    async fn where_one_thing_alone_is_lacking_to_lead_somebody_it_can_be_asked_for(app: TestApp) {
        let (mut admin, mut clerk) = member(&app).await;
        let leads = Levels::default().with(Area::Users, Level::Approver);
        let role = app.custom_role("RH", leads.clone()).await;
        app.give_role(MEMBER, &role).await;
        let accountant = app.custom_role("Comptable", Levels::default().with(Area::Billing, Level::Editor)).await;
        app.colleague(&mut admin, "paul@exemple.fr", "user").await;
        app.give_role("paul@exemple.fr", &accountant).await;
        let path = format!("/users/{}/deactivate", app.user("paul@exemple.fr").await);
        let refused = clerk.post(&path, &[]).await;
        assert!(refused.status == 403 && refused.body.contains("data-refusal"), "{}", refused.text());
        assert!(refused.says("Il vous manque un droit sur « Facturation »") && refused.says("Il faut le niveau Éditeur"), "{}", refused.text());
        assert!(refused.body.contains("name=\"area\" value=\"billing\"") && refused.body.contains("name=\"level\" value=\"editor\""));
        assert_eq!(clerk.post("/requests", &[("area", "billing"), ("level", "editor")]).await.status, 303);
        assert!(clerk.get(&path).await.says("Vous l’avez demandé le"));
        let answered = admin.post(&newest(&app).await, &[("answer", "give")]).await;
        assert_eq!(answered.status, 303);
        assert_eq!(clerk.post(&path, &[]).await.status, 303, "with it, nothing is lacking");
        // Of two things, neither would help by itself.
        let both = app.custom_role("Direction", Levels::default().with(Area::Exports, Level::Guest).with(Area::Roles, Level::Guest)).await;
        app.give_role("paul@exemple.fr", &both).await;
        let refused = clerk.get(&format!("/users/{}/change-role", app.user("paul@exemple.fr").await)).await;
        assert!(refused.status == 403 && !refused.says("Demander l’accès"), "{}", refused.text());
    }

    // [S2.9] [S3.22]
    async fn what_is_given_until_a_day_ends_with_it(app: TestApp) {
        let (mut admin, mut member) = member(&app).await;
        member.post("/requests", &HISTORY).await;
        let path = newest(&app).await;
        let past = admin.post(&path, &[("answer", "give"), ("ends_on", "2020-01-01"), ("words", "Bon courage")]).await;
        assert_eq!(past.status, 422);
        assert!(past.says("Bon courage"), "what was typed is kept");
        admin.post(&path, &[("answer", "give"), ("ends_on", "2026-11-24")]).await;
        assert_eq!(member.get("/history").await.status, 200);
        app.advance(Duration::from_hours(3 * 24));
        member.sign_in(MEMBER, PASSWORD).await;
        assert_eq!(member.get("/history").await.status, 403);
    }

    // [S2.9] [S3.22] [S3.23]
    async fn a_service_given_until_a_day_ends_with_it_too(app: TestApp) {
        let (mut admin, mut member) = member(&app).await;
        let service = app.service("Campagnes").await;
        let area = Area::Service(app.areas(service, &["Emailings"]).await[0]).to_string();
        member.post("/requests", &[("area", &area), ("level", "approver")]).await;
        admin.post(&newest(&app).await, &[("answer", "give"), ("ends_on", "2026-11-24")]).await;
        assert!(member.get("/").await.says("Emailings"));
        let details = admin.get(&format!("/users/{}", app.user(MEMBER).await)).await;
        assert!(details.says("service affecté jusqu’à la fin du 24"), "{}", details.text());

        app.advance(Duration::from_hours(3 * 24));
        member.sign_in(MEMBER, PASSWORD).await;
        admin.sign_in("camille@rivoli.example", PASSWORD).await;
        assert!(!member.get("/").await.says("Emailings"));
        let details = admin.get(&format!("/users/{}", app.user(MEMBER).await)).await;
        assert!(!details.between("id=\"access\"", "</section>").unwrap().contains("Campagnes"));
        assert!(details.says("Le service n’est pas affecté"), "why there is nothing: {}", details.text());
        assert!(!admin.get(&format!("/users?service={service}")).await.says(MEMBER));
        let now = app.app.clock.now();
        parvis::server::housekeeping::tidy::tidy(&app.app, now).await.unwrap();
        assert_eq!((app.count("service_users").await, app.count("exceptions").await), (0, 0));
    }

    // [S2.9] [S3.21] [S3.22]
    async fn what_is_given_until_a_day_leaves_what_was_there_for_afterwards(app: TestApp) {
        let (mut admin, mut member) = member(&app).await;
        let service = app.service("Facturation").await;
        let invoices = app.areas(service, &["Factures"]).await[0];
        app.assign(MEMBER, service).await;
        app.except(MEMBER, invoices, Level::None).await;
        assert!(!member.get("/").await.says("Factures"));
        let area = Area::Service(invoices).to_string();
        member.post("/requests", &[("area", &area), ("level", "guest")]).await;
        admin.post(&newest(&app).await, &[("answer", "give"), ("ends_on", "2026-11-24")]).await;
        assert!(member.get("/").await.says("Factures"));
        let table = admin.get(&format!("/users/{}/rights", app.user(MEMBER).await)).await;
        assert!(table.says("Ensuite, exception sans date\u{202f}: Aucun"), "{}", table.text());
        app.advance(Duration::from_hours(3 * 24));
        member.sign_in(MEMBER, PASSWORD).await;
        assert!(!member.get("/").await.says("Factures"), "the restriction counts again");
        let held: Vec<String> = app.values("SELECT level FROM exceptions WHERE ends_at IS NULL").await;
        assert_eq!(held, ["none"]);
    }

    // [S2.9] [S3.22]
    async fn what_is_given_for_good_outlives_what_was_there_until_a_day(app: TestApp) {
        let (mut admin, mut member) = member(&app).await;
        let service = app.service("Campagnes").await;
        let [contacts, sms] = app.areas(service, &["Contacts", "SMS"]).await[..] else { panic!("two areas") };
        let guest = [contacts, sms].into_iter().fold(Levels::default(), |all, id| all.with(Area::Service(id), Level::Guest));
        let role = app.custom_role("Envois", guest).await;
        app.give_role(MEMBER, &role).await;
        for (area, ends_on) in [(contacts, "2026-11-24"), (sms, "")] {
            let area = Area::Service(area).to_string();
            member.post("/requests", &[("area", &area), ("level", "editor")]).await;
            let path = newest(&app).await;
            assert_eq!(admin.post(&path, &[("answer", "give"), ("ends_on", ends_on)]).await.status, 303);
            app.advance(Duration::from_millis(1));
        }
        app.advance(Duration::from_hours(3 * 24));
        member.sign_in(MEMBER, PASSWORD).await;
        let home = member.get("/").await;
        assert!(home.says("SMS\u{202f}: Éditeur"), "{}", home.text());
        assert!(home.says("Contacts\u{202f}: Invité (consultation)"), "{}", home.text());
    }

    // [S2.9] [S3.22]
    async fn a_shorter_gift_cuts_no_longer_exception(app: TestApp) {
        let (mut admin, mut member) = member(&app).await;
        let path = format!("/users/{}/rights/history", app.user(MEMBER).await);
        admin.post(&path, &[("level", "guest"), ("ends_on", "2026-12-31")]).await;
        member.post("/requests", &[("area", "history"), ("level", "editor")]).await;
        let refused = admin.post(&newest(&app).await, &[("answer", "give"), ("ends_on", "2026-11-24")]).await;
        assert!(refused.status == 422 && refused.says("dure déjà plus longtemps"), "{}", refused.text());
        assert_eq!(admin.post(&newest(&app).await, &[("answer", "give"), ("ends_on", "2026-12-31")]).await.status, 303);
        assert_eq!(app.values("SELECT level FROM exceptions").await, ["editor"]);
    }

    // [S2.9]
    async fn who_wants_more_is_heard_though_less_was_asked_for(app: TestApp) {
        let (mut admin, mut member) = member(&app).await;
        let level = |level| [("area", "users"), ("level", level)];
        member.post("/requests", &level("editor")).await;
        let refused = member.get("/users/invite").await;
        assert!(refused.status == 403 && refused.says("Demander l’accès"), "{}", refused.text());
        app.advance(Duration::from_millis(1));
        member.post("/requests", &level("approver")).await;
        assert_eq!(open_levels(&app).await, ["approver"]);
        assert_eq!(app.count("access_requests").await, 1, "the mails that have gone out lead to it");
        let waiting = "SELECT particulars FROM messages WHERE kind = 'access-request' AND state = 'queued'";
        let told = app.values(waiting).await;
        assert!(told.len() == 1 && told[0].contains("approver"), "a mail that waited says what is wanted now: {told:?}");
        assert_eq!(app.count("history WHERE action = 'access-asked' AND NOT refused").await, 2);
        member.post("/requests", &level("guest")).await;
        assert_eq!(open_levels(&app).await, ["approver"], "less is in it");
        admin.post(&newest(&app).await, &[("answer", "give")]).await;
        assert_eq!(member.get("/users/invite").await.status, 200);
    }

    // [S2.9]
    async fn a_mail_that_waits_goes_though_more_is_wanted_than_its_reader_can_give(app: TestApp) {
        let (mut admin, mut member) = member(&app).await;
        let levels = leading().with(Area::History, Level::Guest);
        let role = app.custom_role("RH", levels.with(Area::Billing, Level::Guest)).await;
        app.colleague(&mut admin, "rh@exemple.fr", "member").await;
        app.give_role("rh@exemple.fr", &role).await;
        let mut other = app.colleague(&mut admin, "paul@exemple.fr", "member").await;
        let to_clerk = "messages m JOIN users u ON u.id = m.user_id WHERE u.email = 'rh@exemple.fr' AND m.kind = 'access-request'";
        member.post("/requests", &HISTORY).await;
        member.post("/requests", &[("area", "billing"), ("level", "guest")]).await;
        assert_eq!(app.count(&format!("{to_clerk} AND m.state = 'queued'")).await, 2, "one now, and one in an hour");
        other.post("/requests", &HISTORY).await;
        member.post("/requests", &[("area", "billing"), ("level", "approver")]).await;
        assert_eq!(app.count(&format!("{to_clerk} AND m.state = 'queued'")).await, 2, "it leads to the other's wish too");
    }

    // [S2.9]
    async fn all_who_can_give_it_are_told_at_their_notification_address_and_nobody_else(app: TestApp) {
        let (mut admin, mut member) = member(&app).await;
        let history = |levels: Levels| levels.with(Area::History, Level::Guest);
        for (email, name, levels) in [
            ("rh@exemple.fr", "RH", history(leading())),
            ("gestion@exemple.fr", "Gestion", leading()),
            // Who asks sees departments and services, which isn't theirs to give.
            ("accueil@exemple.fr", "Accueil", history(Levels::default().with(Area::Users, Level::Approver))),
            ("audit@exemple.fr", "Audit", Levels::default().with(Area::History, Level::Approver)),
        ] {
            app.colleague(&mut admin, email, "user").await;
            app.give_role(email, &app.custom_role(name, levels).await).await;
        }
        app.tamper("UPDATE users SET notification_email = 'secretariat@exemple.fr' WHERE email = 'rh@exemple.fr'").await.unwrap();
        member.post("/requests", &HISTORY).await;
        let told = app.values("SELECT address FROM messages WHERE kind = 'access-request' ORDER BY address").await;
        assert_eq!(told, ["camille@rivoli.example", "secretariat@exemple.fr"]);
    }

    // [S2.9] [S3.16]
    async fn what_was_given_is_taken_away_again(app: TestApp) {
        let (mut admin, mut member) = member(&app).await;
        member.post("/requests", &HISTORY).await;
        admin.post(&newest(&app).await, &[("answer", "give")]).await;
        assert_eq!(member.get("/history").await.status, 200);
        let path = format!("/users/{}/rights/history", app.user(MEMBER).await);
        assert_eq!(member.post(&path, &[("level", "")]).await.status, 403);
        assert_eq!(admin.post(&path, &[("level", "")]).await.status, 303);
        assert_eq!(member.get("/history").await.status, 403, "at the next request");
        assert_eq!(app.count("exceptions").await, 0);
    }

    // [S2.9]
    async fn a_refused_request_gives_nothing_and_says_why(app: TestApp) {
        let (mut admin, mut member) = member(&app).await;
        member.post("/requests", &HISTORY).await;
        admin.post(&newest(&app).await, &[("answer", "deny"), ("words", "Voyez avec moi")]).await;
        let told = member.get("/me/rights").await;
        assert!(told.says("refusée") && told.says("Voyez avec moi"), "where no mail is read, too: {}", told.text());
        assert_eq!(member.get("/history").await.status, 403);
        let facts: String = app.value("SELECT particulars FROM messages WHERE kind = 'access-answer'").await;
        assert!(facts.contains("Voyez avec moi") && facts.contains("\"state\":\"denied\""), "{facts}");
        assert_eq!(member.post("/requests", &HISTORY).await.status, 303, "one may ask again");
    }

    // [S2.9]
    async fn the_same_wish_is_one_and_mails_are_few(app: TestApp) {
        let (_, mut member) = member(&app).await;
        for _ in 0..3 {
            assert_eq!(member.post("/requests", &HISTORY).await.status, 303);
        }
        assert_eq!(app.count("access_requests").await, 1);
        for area in ["exports", "settings", "billing", "analytics"] {
            assert_eq!(member.post("/requests", &[("area", area), ("level", "guest")]).await.status, 303);
        }
        let mails = "SELECT COUNT(*) FROM messages WHERE kind = 'access-request'";
        assert_eq!(app.value::<i64>(mails).await, 2, "one now, and one in an hour for all that came since");
        let sent = app.instant("MIN(next_try_at)", "messages WHERE kind = 'access-request'").await;
        let next = app.instant("MAX(next_try_at)", "messages WHERE kind = 'access-request'").await;
        assert_eq!(next.since(sent), Duration::from_hours(1));
        let sixth = member.post("/requests", &[("area", "roles"), ("level", "guest"), ("reason", "Encore")]).await;
        assert_eq!(sixth.status, 422);
        assert!(sixth.says("Encore"), "what was typed is kept");
        app.advance(Duration::from_hours(2));
        member.sign_in(MEMBER, PASSWORD).await;
        assert_eq!(member.post("/requests", &[("area", "roles"), ("level", "guest")]).await.status, 303);
        assert_eq!(app.value::<i64>(mails).await, 3);
    }

    async fn what_is_answered_is_what_was_shown(app: TestApp) {
        let (mut admin, mut member) = member(&app).await;
        member.post("/requests", &[("area", "history"), ("level", "guest")]).await;
        let list = admin.get("/requests").await;
        assert!(list.body.contains("name=\"level\" value=\"guest\""), "{}", list.body);
        member.post("/requests", &[("area", "history"), ("level", "approver")]).await;
        let path = newest(&app).await;
        let late = admin.post(&path, &[("answer", "give"), ("level", "guest")]).await;
        assert!(late.status == 422 && late.says("La demande porte maintenant sur un autre niveau"), "{}", late.text());
        assert_eq!(app.count("exceptions").await, 0);
        assert_eq!(admin.post(&path, &[("answer", "give"), ("level", "approver")]).await.status, 303);
        assert_eq!(app.count("exceptions WHERE level = 'approver'").await, 1);
        let again = admin.post(&path, &[("answer", "deny"), ("level", "approver")]).await;
        assert!(again.status == 409 && again.says("accord"), "it is said what has become of it: {}", again.text());
    }

    // [S2.9]
    async fn nobody_gives_what_they_do_not_hold_or_answers_themselves(app: TestApp) {
        let (mut admin, mut member) = member(&app).await;
        let mut hr = app.colleague(&mut admin, "rh@exemple.fr", "user").await;
        app.give_role("rh@exemple.fr", &app.custom_role("RH", leading()).await).await;
        let mut front = app.colleague(&mut admin, "accueil@exemple.fr", "user").await;
        let role = app.custom_role("Accueil", Levels::default().with(Area::Users, Level::Approver)).await;
        app.give_role("accueil@exemple.fr", &role).await;
        member.post("/requests", &HISTORY).await;
        assert_eq!(hr.post(&newest(&app).await, &[("answer", "give")]).await.status, 403);
        assert!(!hr.get("/").await.says("demande en attente"), "it is for others to answer");
        assert!(hr.get("/requests").await.says("Aucune demande"));
        app.advance(Duration::from_secs(1));
        member.post("/requests", &[("area", "users"), ("level", "approver")]).await;
        assert!(hr.get("/").await.says("1 demande en attente"), "of that much they have as much");
        assert!(hr.get("/requests").await.says("Utilisateurs"));
        assert!(!front.get("/").await.says("demande en attente"), "who asks has more than they do");
        assert!(front.get("/requests").await.says("Aucune demande"));
        let page = front.get(&newest(&app).await).await;
        assert!(page.says("d’autres s’en chargeront") && !page.body.contains("value=\"give\""), "{}", page.text());
        assert!(hr.get(&newest(&app).await).await.body.contains("value=\"give\""));
        for answer in ["give", "deny"] {
            assert_eq!(front.post(&newest(&app).await, &[("answer", answer)]).await.status, 403, "{answer}");
        }
        app.advance(Duration::from_secs(1));
        hr.post("/requests", &HISTORY).await;
        assert!(hr.get("/").await.says("1 demande en attente"), "nor one's own");
        assert!(!hr.post(&newest(&app).await, &[("answer", "give")]).await.location().contains("done"));
        assert_eq!(app.count("exceptions").await, 0);
        assert_eq!(app.count("history WHERE action = 'access-given' AND refused").await, 3);
        assert_eq!(member.post(&newest(&app).await, &[("answer", "give")]).await.status, 403);

        let mut other = app.account("Autre maison", "david@autre.example").await;
        assert_eq!(other.post(&newest(&app).await, &[("answer", "give")]).await.status, 404);
    }

    // [S2.9] [S3.23]
    async fn who_cannot_let_anybody_into_the_service_is_not_shown_the_wish_for_it(app: TestApp) {
        let (mut admin, mut member) = member(&app).await;
        let service = app.service("Campagnes").await;
        let area = app.areas(service, &["Emailings"]).await[0];
        let mut hr = app.colleague(&mut admin, "rh@exemple.fr", "user").await;
        app.give_role("rh@exemple.fr", &app.custom_role("RH", leading()).await).await;
        app.assign("rh@exemple.fr", service).await;
        app.except("rh@exemple.fr", area, Level::Approver).await;
        let wish = Area::Service(area).to_string();
        member.post("/requests", &[("area", &wish), ("level", "approver")]).await;
        assert!(!hr.get("/").await.says("demande en attente"), "the service comes with it");
        assert!(hr.get("/requests").await.says("Aucune demande"));
        assert!(admin.get("/").await.says("1 demande en attente"));
        // Who is in the service lacks the level alone.
        app.assign(MEMBER, service).await;
        app.except(MEMBER, area, Level::Guest).await;
        assert!(hr.get("/").await.says("1 demande en attente"));
        assert!(hr.get("/requests").await.says("Emailings"));
    }

    // [S2.9]
    async fn a_wish_for_what_is_deleted_ends_with_it_and_who_asked_is_told(app: TestApp) {
        let (mut admin, mut member) = member(&app).await;
        let service = app.service("Campagnes").await;
        let areas = app.areas(service, &["Emailings", "SMS"]).await;
        for area in areas {
            let asked = member.post("/requests", &[("area", &area.to_string()), ("level", "editor")]).await;
            assert_eq!(asked.status, 303);
        }
        assert!(admin.get("/").await.says("2 demandes en attente"));
        assert_eq!(admin.post(&format!("/services/{service}/delete"), &[]).await.status, 303);
        assert_eq!(app.values("SELECT DISTINCT state FROM access_requests").await, ["gone"]);
        assert!(!admin.get("/").await.says("en attente"));
        assert_eq!(app.count("messages WHERE kind = 'access-answer'").await, 2);
        assert_eq!(app.count("messages WHERE kind = 'access-request' AND state = 'queued'").await, 0, "it told of them");
        let page = admin.get(&newest(&app).await).await;
        assert!(page.says("Cette rubrique n’existe plus") && !page.says("Accorder"), "{}", page.text());
    }

    // [S2.9]
    async fn a_wish_for_an_area_that_its_service_loses_ends_and_the_others_wait(app: TestApp) {
        let (mut admin, mut member) = member(&app).await;
        let service = app.service("Campagnes").await;
        let areas = app.areas(service, &["Emailings", "SMS"]).await;
        for area in &areas {
            member.post("/requests", &[("area", &area.to_string()), ("level", "editor")]).await;
        }
        let kept = areas[0].to_string();
        let table = [("known", kept.as_str()), ("area", "Emailings"), ("reviewed", "yes")];
        let edited = [&[("name", "Campagnes"), ("version", "0")], &table[..]].concat();
        let saved = admin.post(&format!("/services/{service}/edit"), &edited).await;
        assert_eq!(saved.status, 303, "{}", saved.text());
        assert_eq!(app.count("access_requests WHERE state = 'gone'").await, 1);
        assert!(admin.get("/").await.says("1 demande en attente"));
        assert_eq!(app.count("messages WHERE kind = 'access-answer'").await, 1);
    }

    // [S2.9]
    async fn a_wish_is_taken_back_by_who_has_it_alone(app: TestApp) {
        let (mut admin, mut member) = member(&app).await;
        member.post("/requests", &HISTORY).await;
        let path = format!("{}/withdraw", newest(&app).await);
        assert_eq!(admin.post(&path, &[]).await.status, 404);
        assert_eq!(member.post(&path, &[]).await.location(), "/me/rights?done=withdrawn");
        assert_eq!(app.count("history WHERE action = 'access-ask-withdrawn'").await, 1);
        assert!(admin.get("/requests").await.says("Aucune demande"));
        let left = "messages WHERE kind = 'access-request' AND state = 'queued'";
        assert_eq!(app.count(left).await, 0, "no mail tells of what nobody waits for");
    }

    async fn what_is_no_area_no_level_or_held_already_is_not_asked_for(app: TestApp) {
        let (_, mut member) = member(&app).await;
        for (area, level) in [("nonsense", "guest"), ("history", "none"), ("history", "all"), ("", "")] {
            assert_eq!(member.post("/requests", &[("area", area), ("level", level)]).await.status, 404, "{area}");
        }
        let nil = uuid::Uuid::nil().to_string();
        assert_eq!(member.post("/requests", &[("area", &nil), ("level", "guest")]).await.status, 404);
        let held = member.post("/requests", &[("area", "users"), ("level", "guest")]).await;
        assert_eq!((held.status, held.location()), (303, "/me/rights"), "there it stands");
        let long = "a".repeat(501);
        let refused = member.post("/requests", &[&HISTORY[..], &[("reason", &long)]].concat()).await;
        assert_eq!(refused.status, 422);
        assert_eq!(app.count("access_requests").await, 0);
    }
}
