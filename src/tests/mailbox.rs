use crate::support::{Browser, TestApp, on_both_engines};

async fn message(app: &TestApp, email: &str) -> String {
    let sql = format!("SELECT id FROM messages WHERE address = '{email}' ORDER BY id DESC LIMIT 1");
    app.value::<uuid::Uuid>(&sql).await.to_string()
}

const NOTICE: &str = "Les messages ne sont pas envoyés : aucun serveur d’envoi n’est configuré.";

on_both_engines! {
    // [S1.10]
    async fn an_invitation_lies_there_with_a_link_that_works(app: TestApp) {
        let mut admin = app.admin().await;
        assert!(admin.get("/mailbox").await.says("Aucun message"));
        app.invite(&mut admin, "ines@exemple.fr", "user").await;
        let list = admin.get("/mailbox").await;
        assert!(list.says("ines@exemple.fr") && list.says("Camille Moreau vous invite à rejoindre Atelier Rivoli"), "{}", list.text());
        let id = message(&app, "ines@exemple.fr").await;
        assert!(list.body.contains(&format!("href=\"/mailbox/{id}\"")));

        let read = admin.get(&format!("/mailbox/{id}")).await;
        assert!(read.body.contains(&format!("src=\"/mailbox/{id}/html\"")) && read.body.contains("sandbox="));
        let text = admin.get(&format!("/mailbox/{id}?view=text")).await;
        let html = admin.get(&format!("/mailbox/{id}/html")).await;
        let path = app.join_path("ines@exemple.fr").await;
        for answer in [&text, &html] {
            assert_eq!(answer.status, 200);
            assert!(answer.says(&format!("http://127.0.0.1:3000{path}")), "{}", answer.text());
        }
        assert_eq!(app.visitor().get(&path).await.status, 200);
    }

    async fn only_administrators_read_it_and_each_their_own_accounts(app: TestApp) {
        let mut admin = app.admin().await;
        let mut user = app.colleague(&mut admin, "user@exemple.fr", "user").await;
        let mut member = app.colleague(&mut admin, "member@exemple.fr", "member").await;
        app.invite(&mut admin, "ines@exemple.fr", "user").await;
        let id = message(&app, "ines@exemple.fr").await;
        let paths = ["/mailbox".to_owned(), format!("/mailbox/{id}"), format!("/mailbox/{id}?view=text"), format!("/mailbox/{id}/html")];
        for path in &paths {
            assert_eq!(user.get(path).await.status, 403, "{path}");
            assert_eq!(member.get(path).await.status, 403, "{path}");
            assert_eq!(app.visitor().get(path).await.status, 303, "{path}");
        }
        let mut other = app.account("Autre maison", "david@autre.example").await;
        assert!(!other.get("/mailbox").await.says("ines@exemple.fr"));
        assert!(!other.get(&format!("/mailbox?before={id}")).await.says("exemple.fr"));
        for path in &paths[1..] {
            assert_eq!(other.get(path).await.status, 404, "{path}");
        }
        for id in ["nonsense", "01920000-0000-7000-8000-000000000001", "%00"] {
            assert_eq!(admin.get(&format!("/mailbox/{id}")).await.status, 404, "{id}");
        }
    }

    async fn every_page_says_that_mails_are_not_sent(app: TestApp) {
        let mut admin = app.admin().await;
        for path in ["/", "/users", "/users/invite", "/mailbox"] {
            let page = admin.get(path).await;
            assert!(page.says(NOTICE) && page.body.contains("/mailbox"), "{path}");
        }
        assert!(admin.get("/nowhere").await.says(NOTICE));
        let mut member = app.colleague(&mut admin, "member@exemple.fr", "member").await;
        for path in ["/", "/me", "/users", "/nowhere"] {
            let page = member.get(path).await;
            assert!(page.says(NOTICE) && !page.body.contains("/mailbox"), "{path}");
        }
        app.invite(&mut admin, "ines@exemple.fr", "user").await;
        let join = app.join_path("ines@exemple.fr").await;
        for path in ["/sign-in", "/forgot", "/policy", &join, "/join/nothing"] {
            let page = app.visitor().get(path).await;
            assert!(page.says(NOTICE) && !page.body.contains("/mailbox"), "{path}");
        }
    }

    async fn where_mails_are_sent_there_is_none(app: TestApp) {
        let app = app.sibling(&["--smtp-url", "smtp://127.0.0.1:1"]).await;
        let mut admin = app.admin().await;
        app.invite(&mut admin, "ines@exemple.fr", "user").await;
        let id = message(&app, "ines@exemple.fr").await;
        for path in ["/mailbox".to_owned(), format!("/mailbox/{id}"), format!("/mailbox/{id}/html")] {
            assert_eq!(admin.get(&path).await.status, 404, "{path}");
        }
        for path in ["/", "/users"] {
            let page = admin.get(path).await;
            assert!(!page.says(NOTICE) && !page.body.contains("/mailbox"), "{path}");
        }
        assert!(!app.visitor().get("/sign-in").await.says(NOTICE));
    }

    async fn the_html_part_can_run_and_load_nothing(app: TestApp) {
        let mut admin = app.admin().await;
        app.invite(&mut admin, "ines@exemple.fr", "user").await;
        let html = admin.get(&format!("/mailbox/{}/html", message(&app, "ines@exemple.fr").await)).await;
        let policy = html.header("content-security-policy");
        for part in ["default-src 'none'", "style-src 'unsafe-inline'", "frame-ancestors 'self'", "sandbox allow-popups"] {
            assert!(policy.contains(part), "{policy}");
        }
        assert!(!policy.contains("script-src") && !policy.contains("allow-scripts") && !policy.contains("allow-same-origin"));
        assert_eq!((html.header("x-content-type-options"), html.header("cache-control")), ("nosniff", "no-store"));
        assert!(!html.body.contains("<script") && !html.body.contains("<img") && !html.body.contains("url("));
    }

    async fn older_messages_are_a_page_further_and_none_is_shown_twice(app: TestApp) {
        let mut admin = app.admin().await;
        let people: Vec<String> = (0..60).map(|n| format!("p{n:02}@exemple.fr")).collect();
        app.send_invitations(&mut admin, &people.join(" "), "user").await;
        let shown = async |admin: &mut Browser, path: &str| {
            let page = admin.get(path).await;
            let to: Vec<String> = page.body.split("class=\"mailbox-to\">").skip(1).map(|rest| rest.split('<').next().unwrap().to_owned()).collect();
            (to, page.between("href=\"/mailbox?before=", "\"").map(str::to_owned))
        };
        let (mut all, older) = shown(&mut admin, "/mailbox").await;
        assert_eq!(all.len(), 50);
        let (rest, end) = shown(&mut admin, &format!("/mailbox?before={}", older.expect("older ones"))).await;
        assert_eq!((rest.len(), end), (10, None));
        all.extend(rest);
        all.sort();
        assert_eq!(all, people);
    }
}
