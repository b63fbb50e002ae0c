use super::{beside, lines, person, with_levels, write};
use crate::{
    support::{Browser, TestApp, app::PASSWORD, on_both_engines},
    users::change,
};
use parvis::{
    domain::{
        access::{Area, Level},
        department::DepartmentRole,
        history::{Action, Change as Difference, Entry},
    },
    server::operations::{history::MOST_ENTRIES, users::Change},
};
use serde_json::json;
use std::time::Duration;

const CAMILLE: &str = "camille@rivoli.example";
const INES: &str = "ines@exemple.fr";

on_both_engines! {
    // [S3.10]
    async fn it_says_who_did_what_to_whom_when_and_from_where(app: TestApp) {
        let mut admin = app.admin().await;
        app.colleague(&mut admin, INES, "member").await;
        app.send_invitations(&mut admin, "Noé Lambert <noe@exemple.fr>", "user").await;
        let page = admin.get("/history").await;
        assert_eq!(page.status, 200);
        let lines = lines(&page);
        assert_eq!(lines.len(), 6, "{lines:#?}");
        for said in [
            "09:00 Camille Moreau a créé le compte depuis 192.0.2.1",
            "09:00 Camille Moreau a invité Noé Lambert Rôle Utilisateur depuis 192.0.2.1",
            "09:00 Inès Benali a accepté la politique de confidentialité Version 1 depuis 192.0.2.1",
        ] {
            assert!(lines.iter().any(|line| line == said), "{said}: {lines:#?}");
        }
        assert!(page.says("dimanche 22 novembre 2026") && page.body.contains("datetime=\"2026-11-22T08:00:00"));
        let noe = app.user("noe@exemple.fr").await;
        assert!(page.body.contains(&format!("href=\"/users/{noe}\"")), "names are links to details");
        assert!(admin.get("/").await.body.contains("href=\"/history\""));
    }

    // [S3.10]
    async fn what_was_tried_and_refused_is_told_as_such(app: TestApp) {
        let mut admin = app.admin().await;
        app.visitor().sign_in(CAMILLE, "ce n'est pas le bon mot").await;
        let refused = lines(&admin.get("/history?outcome=refused").await);
        assert_eq!(refused, ["09:00 Ouverture de session refusée : Camille Moreau Refusé depuis 192.0.2.1"]);
        assert_eq!(lines(&admin.get("/history?outcome=done").await).len(), 2);
    }

    // [S3.10]
    async fn what_changed_is_shown_before_and_after_until_the_person_is_erased(app: TestApp) {
        let mut admin = app.admin().await;
        app.colleague(&mut admin, INES, "member").await;
        let (camille, ines) = (person(&app, CAMILLE).await, person(&app, INES).await);
        let phone = Difference::between("phone", "", "01 02 03 04 05");
        let language = Difference::between("language", "fr", "de");
        let changed = Entry::new(Action::ProfileChanged).by(camille).on(ines).changing(phone.into_iter().chain(language));
        let (before, after) = (app.role("user").await, app.role("member").await);
        let role = Entry::new(Action::RoleChanged).by(camille).on(ines).with(json!({ "before": before, "after": after }));
        app.advance(Duration::from_secs(1));
        write(&app, "192.0.2.7", &[changed, role]).await;
        let page = admin.get("/history").await;
        for said in ["vide devient 01 02 03 04 05", "Français devient Deutsch", "Utilisateur devient Membre"] {
            assert!(lines(&page).iter().any(|line| line.contains(said)), "{said}: {:#?}", lines(&page));
        }
        app.tamper(&format!("DELETE FROM users WHERE email = '{INES}'")).await.unwrap();
        let page = admin.get("/history").await;
        assert!(!page.says("01 02 03 04 05") && !page.says("Inès"));
        assert!(lines(&page).iter().any(|line| line.contains("Utilisateur devient Membre")), "the entry itself stays");
        let pseudonym = format!("Personne effacée {}", &ines.to_string()[26..]);
        assert!(page.says(&pseudonym) && !page.body.contains(&format!("/users/{ines}")));
        let by = admin.get(&format!("/history?actor={ines}")).await;
        assert!(by.says(&format!("Par : {pseudonym}")) && !lines(&by).is_empty(), "and is found by the id");
    }

    // [S3.10]
    async fn the_details_say_what_somebody_did_and_what_was_done_about_them(app: TestApp) {
        let mut admin = app.admin().await;
        let mut second = app.colleague(&mut admin, INES, "administrator").await;
        app.invite(&mut second, "paul@exemple.fr", "user").await;
        let ines = person(&app, INES).await;
        let page = admin.get(&format!("/users/{ines}")).await;
        assert!(lines(&page).iter().any(|line| line.contains("Camille Moreau a invité Inès Benali")), "{:?}", lines(&page));
        assert!(lines(&page).iter().any(|line| line.contains("Inès Benali a invité paul@exemple.fr")), "{:?}", lines(&page));
        for link in [format!("/history?subject={ines}"), format!("/history?actor={ines}")] {
            assert!(page.body.contains(&format!("href=\"{link}\"")), "{link}");
        }
    }

    // [S3.10]
    async fn a_text_finds_what_changed_and_the_names_of_things(app: TestApp) {
        let mut admin = app.admin().await;
        let lyon = app.department("Lyon").await;
        let mut lead = app.colleague(&mut admin, "lead@exemple.fr", "user").await;
        for email in [INES, "paul@exemple.fr"] {
            app.colleague(&mut admin, email, "member").await;
        }
        let (camille, ines, paul) =
            (person(&app, CAMILLE).await, person(&app, INES).await, person(&app, "paul@exemple.fr").await);
        for (user, place) in [("lead@exemple.fr", DepartmentRole::Admin), (INES, DepartmentRole::Viewer)] {
            change(&app, &admin, &app.user(user).await, Change::AddToDepartment(lyon, place)).await.unwrap();
        }
        assert_eq!(admin.post(&format!("/departments/{lyon}"), &[("name", "Région Rhône")]).await.status, 303);
        let moved = |id, before: &str, after: &str| {
            Entry::new(Action::ProfileChanged).by(camille).on(id).changing(Difference::between("email", before, after))
        };
        app.advance(Duration::from_secs(1));
        write(&app, "", &[moved(ines, "ancienne@exemple.fr", "50%_élan@exemple.fr")]).await;
        write(&app, "", &[moved(paul, "paul@exemple.fr", "élan.paul@exemple.fr")]).await;
        let found = async |browser: &mut Browser, query: &str| lines(&browser.get(&format!("/history?{query}")).await).len();
        for (query, entries) in [
            ("q=ANCIENNE", 1),
            ("q=%C3%A9lan", 2),
            ("q=50%25_", 1),
            ("q=%25", 1),
            ("q=rhone", 1),
            ("q=Rh", 1),
            ("q=elan&what=invitations", 0),
            ("q=elan&from=2026-11-23", 0),
            ("q=elan&part=subject", 0),
            (&format!("q=elan&subject={ines}"), 1),
        ] {
            assert_eq!(found(&mut admin, query).await, entries, "{query}");
        }
        assert_eq!(found(&mut lead, "q=elan").await, 1, "of one's own department alone");
        assert_eq!(found(&mut lead, "q=rhone").await, 0, "what is the account's");
        let mut other = app.account("Autre maison", "david@autre.example").await;
        assert_eq!(found(&mut other, "q=elan").await, 0);
        app.tamper(&format!("DELETE FROM users WHERE email = '{INES}'")).await.unwrap();
        assert_eq!(found(&mut admin, "q=ancienne").await, 0, "it goes with the person");
        assert_eq!(app.count("words").await, 2, "the department's names, and Paul's addresses");
    }

    // [S3.10]
    async fn what_more_entries_say_than_are_looked_through_is_said_to_be_cut(app: TestApp) {
        let mut admin = app.admin().await;
        let camille = person(&app, CAMILLE).await;
        let entry = |n: usize| {
            let change = Difference::between("phone", &format!("01 {n}"), &format!("appel {n}"));
            Entry::new(Action::ProfileChanged).by(camille).on(camille).changing(change)
        };
        write(&app, "", &(0..=MOST_ENTRIES).map(entry).collect::<Vec<_>>()).await;
        let page = admin.get("/history?q=appel").await;
        assert!(page.says("Seules les 200 entrées les plus récentes où ce texte figure sont montrées"), "{}", page.text());
        assert!(!page.body.contains("/history/export.csv?q=appel"));
        let file = admin.get("/history/export.csv?q=appel").await;
        assert_eq!((file.status, file.location()), (303, "/history?q=appel"), "what the page shows, without a file");
        assert!(!admin.get("/history?q=appel+200").await.says("Seules les"));
    }

    // [S3.10]
    async fn it_is_filtered_by_people_actions_outcome_and_days(app: TestApp) {
        let mut admin = app.admin().await;
        app.colleague(&mut admin, INES, "member").await;
        app.send_invitations(&mut admin, "Éric Dubois <eric@exemple.fr>", "user").await;
        app.advance(Duration::from_hours(24));
        admin.sign_in(CAMILLE, PASSWORD).await;
        let count = async |admin: &mut Browser, query: &str| {
            let page = admin.get(&format!("/history?{query}")).await;
            assert_eq!(page.status, 200, "{query}");
            lines(&page).len()
        };
        let (camille, ines) = (person(&app, CAMILLE).await, person(&app, INES).await);
        for (query, found) in [
            (String::new(), 7),
            ("q=eric".to_owned(), 1),
            ("q=%C3%89RIC+dub".to_owned(), 1),
            ("q=in%C3%A8s".to_owned(), 3),
            ("q=ines&part=actor".to_owned(), 2),
            ("q=ines&part=subject".to_owned(), 3),
            ("q=exemple.fr".to_owned(), 4),
            ("q=e".to_owned(), 7),
            ("q=introuvable".to_owned(), 0),
            ("q=%25".to_owned(), 0),
            ("q=%27%22".to_owned(), 0),
            (format!("actor={camille}"), 5),
            (format!("actor={camille}&subject={ines}"), 1),
            (format!("actor={camille}&q=eric"), 1),
            (format!("actor={ines}&q=eric"), 0),
            (format!("subject={ines}"), 3),
            ("what=invited".to_owned(), 2),
            ("what=invitations".to_owned(), 3),
            ("what=access".to_owned(), 1),
            (format!("what=invitations&actor={ines}"), 1),
            ("what=invited&q=ines".to_owned(), 1),
            ("outcome=refused".to_owned(), 0),
            ("from=2026-11-23".to_owned(), 1),
            ("until=2026-11-22".to_owned(), 6),
            ("from=2026-11-22&until=2026-11-23&what=privacy".to_owned(), 2),
            ("from=2026-11-24".to_owned(), 0),
            ("from=2026-02-30&what=x&actor=x&outcome=x&older=x".to_owned(), 7),
        ] {
            assert_eq!(count(&mut admin, &query).await, found, "{query}");
        }
        let page = admin.get("/history?q=ines&part=actor&what=invitations&outcome=done&from=2026-11-01").await;
        for (chip, rest) in [
            ("ines : a agi", "/history?what=invitations&amp;outcome=done&amp;from=2026-11-01"),
            ("Tout : Invitations", "/history?q=ines&amp;part=actor&amp;outcome=done&amp;from=2026-11-01"),
            ("Fait", "/history?q=ines&amp;part=actor&amp;what=invitations&amp;from=2026-11-01"),
            ("Depuis le 1 novembre 2026", "/history?q=ines&amp;part=actor&amp;what=invitations&amp;outcome=done"),
        ] {
            assert!(page.says(chip) && page.body.contains(&format!("href=\"{rest}\"")), "{chip}: {}", page.body);
        }
    }

    // [S3.10]
    async fn pages_go_back_and_forth_and_nothing_is_lost_or_shown_twice(app: TestApp) {
        let mut admin = app.admin().await;
        let addresses: Vec<String> = (0..118).map(|n| format!("p{n:03}@exemple.fr")).collect();
        app.send_invitations(&mut admin, &addresses.join("\n"), "user").await;
        for query in ["", "what=invitations", "q=exemple.fr"] {
            let mut path = format!("/history?{query}");
            let mut pages = Vec::new();
            loop {
                let page = admin.get(&path).await;
                pages.push(lines(&page));
                let Some(next) = beside(&page, "next") else { break };
                path = next;
            }
            let mut back = vec![pages.last().unwrap().clone()];
            while let Some(previous) = beside(&admin.get(&path).await, "prev") {
                path = previous;
                back.push(lines(&admin.get(&path).await));
            }
            back.reverse();
            assert_eq!(back, pages, "{query}");
            let mut all: Vec<String> = pages.concat();
            let whole = all.len();
            all.sort();
            all.dedup();
            assert_eq!(all.len(), whole, "{query}: shown twice");
            if query.starts_with("q=") {
                assert_eq!(whole, 20, "the first people of that name, as the page says");
                let crowd = admin.get("/history?q=exemple.fr").await;
                assert!(crowd.says("Seules les 20 premières personnes") && !crowd.body.contains("/history/export"));
                for format in ["csv", "json"] {
                    let file = admin.get(&format!("/history/export.{format}?q=exemple.fr&what=invited")).await;
                    assert!(file.location().starts_with("/history?q=exemple.fr"), "a part isn't given for the whole");
                }
            } else {
                assert_eq!(whole, if query.is_empty() { 120 } else { 118 });
            }
        }
    }

    // [S3.10]
    async fn who_may_see_it_sees_it_and_nobody_sees_another_accounts(app: TestApp) {
        let mut admin = app.admin().await;
        let mut auditor = with_levels(&app, &mut admin, "audit@exemple.fr", &[(Area::History, Level::Guest)]).await;
        let page = auditor.get("/history").await;
        assert!(page.status == 200 && page.says("a créé le compte"));
        assert!(!page.body.contains("href=\"/users/") && !page.body.contains("export.csv"), "no link that is refused");
        let mut member = app.colleague(&mut admin, INES, "member").await;
        assert_eq!(member.get("/history").await.status, 403);
        assert!(!member.get("/").await.body.contains("href=\"/history\""));

        let ines = person(&app, INES).await;
        let entry = app.value::<uuid::Uuid>("SELECT id FROM history ORDER BY at LIMIT 1").await;
        let mut other = app.account("Autre maison", "david@autre.example").await;
        for query in [String::new(), "q=ines".to_owned(), format!("actor={ines}"), format!("subject={ines}"), format!("older={entry}"), format!("newer={entry}")] {
            let page = other.get(&format!("/history?{query}")).await;
            assert!(page.status == 200 && !page.says("Inès") && !page.says("exemple.fr"), "{query}");
        }
    }
}
