use crate::{
    exports,
    support::{TestApp, on_both_engines},
};
use axum::http::Method;
use futures::StreamExt;
use parvis::domain::access::{Area, Level, Levels};

on_both_engines! {
    // [S4.12]
    async fn a_file_is_cut_where_its_reader_is_put_out_or_has_other_rights(app: TestApp) {
        let mut admin = app.admin().await;
        for end in ["the session", "the rights"] {
            let email = format!("{}@exemple.fr", end.replace(' ', "-"));
            let mut reader = app.colleague(&mut admin, &email, "administrator").await;
            let mut files = Vec::new();
            for path in ["/users/export.csv", "/history/export.csv", "/billing/export.csv"] {
                let mut body = reader.open(Method::GET, path).await.into_body().into_data_stream();
                assert!(body.next().await.unwrap().is_ok(), "{path} begins");
                files.push((path, body));
            }
            match end {
                "the session" => drop(reader.post("/sign-out", &[]).await),
                _ => app.give_role(&email, &app.role("member").await).await,
            }
            for (path, mut body) in files {
                assert!(body.next().await.unwrap().is_err(), "{path} goes on without {end}");
            }
        }
    }

    // [S4.12]
    async fn what_is_filtered_comes_as_a_file_in_the_readers_language(app: TestApp) {
        let mut admin = app.admin().await;
        app.send_invitations(&mut admin, "Céline Dupont <celine@exemple.fr>; bruno@exemple.fr", "member").await;
        let file = admin.get("/users/export.csv?state=invited&q=celine").await;
        assert_eq!(file.status, 200);
        assert_eq!(file.header("content-type"), "text/csv; charset=utf-8");
        assert_eq!(file.header("content-disposition"), "attachment; filename=\"parvis-utilisateurs-2026-11-22.csv\"");
        assert!(file.body.starts_with("\u{FEFF}Adresse e-mail;Prénom;Nom;Rôle;Département;"), "{}", file.body);
        let lines: Vec<&str> = file.body.lines().collect();
        assert_eq!(lines.len(), 2, "{}", file.body);
        assert!(lines[1].starts_with("celine@exemple.fr;Céline;") && lines[1].contains(";Membre;"), "{}", lines[1]);
        assert_eq!(app.count("history WHERE action = 'users-exported' AND NOT refused").await, 1);
        let particulars: String = app.value("SELECT particulars FROM history WHERE action = 'users-exported'").await;
        assert_eq!(particulars, r#"{"count":1}"#);
    }

    // [S2.1] [S4.12]
    async fn a_file_tells_telephones_to_who_may_correct_them_alone(app: TestApp) {
        let mut admin = app.admin().await;
        app.invite(&mut admin, "anna@exemple.fr", "user").await;
        let contact = "phone = '+33 6 12 34 56 78', notification_email = 'maison@exemple.fr'";
        app.tamper(&format!("UPDATE users SET {contact} WHERE email = 'anna@exemple.fr'")).await.unwrap();
        let levels = Levels::default().with(Area::Users, Level::Guest).with(Area::Exports, Level::Guest);
        let role = app.custom_role("Lecture", levels).await;
        let mut reads = app.colleague(&mut admin, "lecture@exemple.fr", "user").await;
        app.give_role("lecture@exemple.fr", &role).await;
        for (browser, sees) in [(&mut admin, true), (&mut reads, false)] {
            let file = browser.get("/users/export.csv").await;
            assert!(file.says("anna@exemple.fr"), "{}", file.body);
            assert_eq!((file.says("12 34 56 78"), file.says("maison@exemple.fr")), (sees, sees), "{}", file.body);
            let made = exports::make(&app.app, browser, "people", "json").await;
            let file = browser.get(&exports::download(&made)).await;
            assert!(file.says("anna@exemple.fr"), "{}", file.body);
            assert_eq!((file.says("12 34 56 78"), file.says("maison@exemple.fr")), (sees, sees), "{}", file.body);
        }
    }

    // [S1.15] [S4.12]
    async fn what_has_no_three_letters_in_a_row_is_found_by_an_index_too(app: TestApp) {
        let mut admin = app.admin().await;
        let people = "\"Ann O'Neil\" <qx@exemple.fr>; \"文子 田中\" <fumiko@exemple.fr>; \"Съёмка\" <a_b@exemple.fr>";
        app.send_invitations(&mut admin, people, "user").await;
        let [ann, fumiko, video] = ["qx@exemple.fr", "fumiko@exemple.fr", "a_b@exemple.fr"];
        let texts = [
            ("o'n", vec![ann]), ("qx", vec![ann]), ("q", vec![ann]), ("n o'", vec![ann]), ("'", vec![ann]),
            ("文", vec![fumiko]), ("文子", vec![fumiko]), ("子 田", vec![fumiko]), ("子田", vec![]),
            ("съе", vec![video]), ("ЁМ", vec![video]), ("a_b", vec![video]), ("_", vec![video]),
            ("a%b", vec![]), ("%", vec![]), ("\\", vec![]), ("xq", vec![]), ("fr", vec![video, fumiko, ann]),
        ];
        for (text, addresses) in texts {
            let query: String = url::form_urlencoded::byte_serialize(text.as_bytes()).collect();
            let file = admin.get(&format!("/users/export.csv?state=invited&q={query}")).await;
            let mut found: Vec<&str> = file.body.lines().skip(1).map(|line| line.split(';').next().unwrap()).collect();
            found.sort_unstable();
            assert_eq!(found, addresses, "{text:?}");
        }
    }

    async fn a_formula_is_neutralised(app: TestApp) {
        let mut admin = app.admin().await;
        app.send_invitations(&mut admin, "a@exemple.fr", "user").await;
        app.tamper("UPDATE users SET first_name = '=cmd|''/C calc''!A0', last_name = '@x', phone = '+33 6' WHERE email = 'a@exemple.fr'").await.unwrap();
        let file = admin.get("/users/export.csv?q=a@exemple").await;
        assert!(file.body.contains(";'=cmd|'/C calc'!A0;'@x;") && file.body.contains(";'+33 6;"), "{}", file.body);
    }

    async fn seeing_the_list_is_not_enough_to_take_it_away(app: TestApp) {
        let mut admin = app.admin().await;
        let mut member = app.colleague(&mut admin, "membre@exemple.fr", "member").await;
        assert!(admin.get("/users").await.body.contains("/users/export.csv"));
        assert!(!member.get("/users").await.body.contains("/users/export.csv"));
        assert_eq!(member.get("/users/export.csv").await.status, 403);
        assert_eq!(app.count("history WHERE action = 'users-exported' AND refused").await, 1);
        let levels = Levels::default().with(Area::Users, Level::Guest).with(Area::Exports, Level::Guest);
        app.give_role("membre@exemple.fr", &app.custom_role("Lecture", levels).await).await;
        assert_eq!(member.get("/users/export.csv").await.status, 200);
    }

    async fn every_page_of_many_is_in_it_once_and_nobody_of_another_account(app: TestApp) {
        let mut admin = app.admin().await;
        let addresses: Vec<String> = (0..1_205).map(|n| format!("n{n:04}@exemple.fr")).collect();
        app.send_invitations(&mut admin, &addresses.join(" "), "user").await;
        let mut other = app.account("Autre maison", "david@autre.example").await;
        let file = admin.get("/users/export.csv").await;
        let mut found: Vec<&str> = file.body.lines().skip(1).map(|line| line.split(';').next().unwrap()).collect();
        found.sort_unstable();
        found.dedup();
        assert_eq!(found.len(), 1_206, "with oneself");
        assert_eq!(other.get("/users/export.csv").await.body.lines().count(), 2);
    }
}
