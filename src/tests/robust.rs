//! What nobody should send, and what should not happen: full disks, databases that go away, everybody at once.

use crate::support::{Answer, TestApp, app::PASSWORD, on_both_engines};
use futures::future::join_all;
use serde_json::json;

const ADMIN: &str = "camille@rivoli.example";
const MARKUP: [&str; 3] = ["<script>alert", "<img src=x", "</textarea><b>"];

/// What is typed to break something, or by accident.
pub fn hostile() -> Vec<String> {
    [
        "</textarea><script>alert(1)</script>",
        "\"><img src=x onerror=alert(1)>",
        "</textarea><b>gras</b>",
        "<!--",
        "{{7*7}}${7*7}#{7*7}%s%n",
        "'; DROP TABLE users; --",
        "\u{202e}gpj.exe\u{202c}",
        "a\u{200b}\u{200d}\u{feff}b",
        "👩‍🚀🇫🇷",
        "   ",
        "Anna\r\nBcc: evil@evil.example",
        "Anna\nSubject: autre",
        "a@exemple.fr, b@exemple.fr",
        "a@exemple.fr;b@exemple.fr",
        "a\0b",
        "\u{1b}[31m",
        "=cmd|' /C calc'!A0",
        "{$account}",
        "../../etc/passwd",
    ]
    .map(str::to_owned)
    .into_iter()
    .chain(["é".repeat(300), "W".repeat(300), "e\u{301}".repeat(150), "a@".repeat(150)])
    .collect()
}

/// Answered as a page that is whole, and nothing of what was typed is markup.
pub fn assert_sound(answer: &Answer, what: &str) {
    assert!(answer.status < 500, "{what:?}: {} {}", answer.status, answer.text());
    for markup in MARKUP {
        assert!(!answer.body.contains(markup), "{what:?} is markup");
    }
    if answer.header("content-type").starts_with("text/html") {
        assert!(answer.body.ends_with("</html>"), "{what:?} breaks the page off");
    }
}

on_both_engines! {
    async fn fifty_writers_at_once_all_get_through(app: TestApp) {
        let mut admin = app.admin().await;
        let role = app.role("user").await;
        let colleagues: Vec<String> = (0..25).map(|n| format!("collegue{n}@exemple.fr")).collect();
        app.send_invitations(&mut admin, &colleagues.join(" "), "user").await;
        app.tamper("UPDATE users SET state = 'active', password_hash = (SELECT MIN(password_hash) FROM users)").await.unwrap();
        let invitations = (0..25).map(|n| {
            let (mut admin, role, app) = (admin.clone(), role.clone(), &app);
            async move {
                let key = app.app.random.id(app.app.clock.now()).to_string();
                let addresses: Vec<String> = (0..20).map(|m| format!("p{n}-{m}@exemple.fr")).collect();
                let fields = [("key", key.as_str()), ("addresses", &addresses.join(" ")), ("role", &role), ("language", "fr")];
                admin.post("/users/invite", &fields).await.status
            }
        });
        let sign_ins = colleagues.iter().enumerate().map(|(n, email)| {
            let mut visitor = app.visitor();
            visitor.address = format!("198.51.100.{n}:1").parse().unwrap();
            async move { visitor.sign_in(email, PASSWORD).await.status }
        });
        let (invited, signed_in) = tokio::join!(join_all(invitations), join_all(sign_ins));
        assert_eq!((invited, signed_in), (vec![303; 25], vec![303; 25]));
        assert_eq!(app.count("users WHERE state = 'invited'").await, 500);
        assert_eq!(app.count("messages WHERE kind = 'invitation'").await, 525);
        assert_eq!(app.count("sessions").await, 26);
    }

    async fn ten_thousand_addresses_go_in_one_form(app: TestApp) {
        let mut admin = app.admin().await;
        let addresses: Vec<String> = (0..10_000).map(|n| format!("personne{n}@exemple.fr")).collect();
        let answer = app.send_invitations(&mut admin, &addresses.join("\n"), "user").await;
        assert_eq!(answer.status, 303, "{}", answer.body);
        assert!(admin.get(answer.location()).await.says("10 000 personnes sont invitées"));
        for table in ["users WHERE state = 'invited'", "invitations", "messages WHERE state = 'queued'", "history WHERE action = 'invited'"] {
            assert_eq!(app.count(table).await, 10_000, "{table}");
        }
        assert!(admin.get("/users?q=personne9999").await.says("personne9999@exemple.fr"));
        let too_many: Vec<String> = (0..20_001).map(|n| format!("autre{n}@exemple.fr")).collect();
        let refused = app.send_invitations(&mut admin, &too_many.join("\n"), "user").await;
        assert_eq!(refused.status, 422);
        assert_eq!(app.count("users").await, 10_001);
    }

    async fn whatever_is_typed_to_sign_in_is_text(app: TestApp) {
        app.admin().await;
        for text in hostile() {
            let mut visitor = app.visitor();
            // So that the strangeness is met, not the throttle.
            app.advance(std::time::Duration::from_hours(25));
            assert_sound(&visitor.sign_in(&text, &text).await, &text);
            let fields = [("email", ADMIN), ("password", PASSWORD), ("next", text.as_str())];
            let answer = visitor.post("/sign-in", &fields).await;
            assert_eq!((answer.status, answer.location()), (303, "/"), "{text:?}");
            let query: String = url::form_urlencoded::byte_serialize(text.as_bytes()).collect();
            assert_sound(&app.visitor().get(&format!("/sign-in?next={query}")).await, &text);
        }
        // Letters beyond ASCII can't stand in a header as they are.
        for (next, target) in [("/users?q=C%C3%A9line", "/users?q=C%C3%A9line"), ("/users?q=Céline", "/")] {
            let fields = [("email", ADMIN), ("password", PASSWORD), ("next", next)];
            assert_eq!(app.visitor().post("/sign-in", &fields).await.location(), target);
        }
    }

    async fn whatever_is_typed_to_create_an_account_is_text(app: TestApp) {
        let app = app.sibling(&["--signup", "open"]).await;
        for (n, text) in hostile().into_iter().enumerate() {
            let email = format!("p{n}@exemple.fr");
            for changed in ["account_name", "language", "first_name", "last_name", "email"] {
                let value = |name, usual: &'static str| if changed == name { text.clone() } else { usual.to_owned() };
                let fields = [
                    ("account_name", value("account_name", "Atelier Rivoli")),
                    ("language", value("language", "fr")),
                    ("first_name", value("first_name", "Camille")),
                    ("last_name", value("last_name", "Moreau")),
                    ("email", if changed == "email" { text.clone() } else { email.clone() }),
                    // Refused, so that all of it comes back; taken once.
                    ("password", if changed == "last_name" { PASSWORD.to_owned() } else { "court".to_owned() }),
                ];
                let fields: Vec<(&str, &str)> = fields.iter().map(|(name, value)| (*name, value.as_str())).collect();
                let mut visitor = app.visitor();
                let answer = visitor.post("/sign-up", &fields).await;
                assert_sound(&answer, &text);
                if answer.status == 303 {
                    visitor.accept_policy().await;
                    for path in ["/", "/users"] {
                        assert_sound(&visitor.get(path).await, &text);
                    }
                }
            }
        }
        let long = app.count("users WHERE LENGTH(first_name) > 100 OR LENGTH(last_name) > 100").await;
        assert_eq!(long, 0);
    }

    // [S1.6]
    async fn whatever_is_typed_to_invite_is_text_and_each_mail_has_one_recipient(app: TestApp) {
        let mut admin = app.admin().await;
        let role = app.role("user").await;
        for text in hostile() {
            for changed in ["key", "addresses", "role", "language", "message"] {
                let key = app.app.random.id(app.app.clock.now()).to_string();
                let email = format!("p{}@exemple.fr", app.count("users").await);
                let value = |name: &str, usual: String| if changed == name { text.clone() } else { usual };
                let fields = [
                    ("key", value("key", key)),
                    ("addresses", value("addresses", email)),
                    ("role", value("role", role.clone())),
                    ("language", value("language", "fr".to_owned())),
                    ("message", value("message", String::new())),
                ];
                let fields: Vec<(&str, &str)> = fields.iter().map(|(name, value)| (*name, value.as_str())).collect();
                let answer = admin.post("/users/invite", &fields).await;
                assert_sound(&answer, &text);
                if answer.status == 303 {
                    assert_sound(&admin.get(answer.location()).await, &text);
                }
                let checked = [&fields[..], &[("check", "yes")]].concat();
                assert_sound(&admin.post("/users/invite", &checked).await, &text);
            }
            assert_sound(&admin.call("check-addresses", &json!({ "addresses": [text] })).await, "");
            let named = format!("\"{}\" <q{}@exemple.fr>", text.replace('"', ""), app.count("users").await);
            let answer = app.send_invitations(&mut admin, &named, "user").await;
            assert_sound(&answer, &text);
        }
        assert_sound(&admin.get("/users").await, "the list");
        assert_sound(&admin.get("/mailbox").await, "the mailbox");
        assert_eq!(app.count("messages WHERE address LIKE '%,%' OR address LIKE '% %' OR address LIKE '%;%' OR address LIKE '%<%'").await, 0);
        // A message goes through to the page of the link, and the mail, as text.
        let mut visitor = app.visitor();
        let emails: i64 = app.count("messages").await;
        assert!(emails > 20);
        for message in messages(&app).await {
            let html = admin.get(&format!("/mailbox/{message}/html")).await;
            assert_sound(&html, "a mail");
            assert!(!html.says("\u{202e}"), "nothing turns the words round");
            let text = admin.get(&format!("/mailbox/{message}?view=text")).await;
            assert_sound(&text, "a mail's text");
            assert!(!text.between("class=\"message-title\">", "<").unwrap().contains('\n'), "no second header line");
            let link = html.text().split("http://127.0.0.1:3000").nth(1).unwrap().split(['"', '<', ' ']).next().unwrap().to_owned();
            assert_sound(&visitor.get(&link).await, "the link's page");
        }
    }

    async fn whatever_a_joiner_is_called_is_text(app: TestApp) {
        let mut admin = app.admin().await;
        for (n, text) in hostile().into_iter().enumerate() {
            let path = app.invite(&mut admin, &format!("p{n}@exemple.fr"), "administrator").await;
            let mut guest = app.visitor();
            let refused = [("first_name", text.as_str()), ("last_name", text.as_str()), ("password", text.as_str())];
            assert_sound(&guest.post(&path, &[refused[0], refused[1], ("password", "court")]).await, &text);
            let answer = guest.post(&path, &[refused[0], refused[1], ("password", PASSWORD)]).await;
            assert_sound(&answer, &text);
            if answer.status == 303 {
                guest.accept_policy().await;
                // Also as the name of who invites, in pages and mails.
                app.invite(&mut guest, &format!("q{n}@exemple.fr"), "user").await;
                let link = app.join_path(&format!("q{n}@exemple.fr")).await;
                for (browser, path) in [(&mut guest, "/"), (&mut admin, "/users"), (&mut app.visitor(), &link)] {
                    let page = browser.get(path).await;
                    assert_sound(&page, &text);
                    assert!(!page.says("\u{202e}") && !page.says("\u{200b}"), "nothing hides: {text:?}");
                }
            }
        }
        let broken = format!("users WHERE first_name LIKE '%{}%' OR first_name LIKE '%{}%'", '\r', '\n');
        assert_eq!(app.count(&broken).await, 0, "one line");
        for message in messages(&app).await {
            let text = admin.get(&format!("/mailbox/{message}?view=text")).await;
            let subject = text.between("class=\"message-title\">", "<").unwrap();
            assert!(!subject.contains(['\r', '\n']), "{subject:?}");
        }
    }

    async fn arrays_and_doubles_where_a_string_is_due_are_refused(app: TestApp) {
        let mut admin = app.admin().await;
        let role = app.role("user").await;
        let kind = "application/x-www-form-urlencoded";
        for (path, body) in [
            ("/sign-in", "email=a%40exemple.fr&email=b%40exemple.fr&password=x"),
            ("/sign-in", "email[]=a%40exemple.fr&password[]=x"),
            ("/sign-in", "email=%FF%FE&password=%00"),
            ("/sign-in", "%"),
            ("/sign-in", "&&&&===="),
            ("/policy", "accepted=yes&accepted=no&digest=a&digest=b"),
            ("/users/invite", "addresses=a%40exemple.fr&addresses=b%40exemple.fr&language=fr"),
            ("/users/invite", "addresses[]=a%40exemple.fr&role[]=x&language[a][b]=fr"),
        ] {
            let answer = admin.post_body(path, kind, body).await;
            assert!([400, 422].contains(&answer.status), "{path} {body}: {}", answer.status);
        }
        let twice = format!("key=01920000-0000-7000-8000-000000000001&role={role}&role={role}&addresses=a%40exemple.fr&language=fr");
        assert_eq!(admin.post_body("/users/invite", kind, twice).await.status, 400);
        for kind in ["application/json", "multipart/form-data; boundary=x", "text/plain", "nonsense"] {
            for path in ["/sign-in", "/policy", "/users/invite"] {
                let answer = admin.post_body(path, kind, "{\"email\":[\"a\"]}").await;
                assert_eq!(answer.status, 415, "{path} {kind}");
                assert!(answer.says("Cette demande n’a pas été comprise"));
            }
        }
        for path in ["/users?state=active&state=invited", "/users?q=a&q=b", "/users?state[]=active", "/users?%FF=%FE", "/sign-in?next=/a&next=/b", "/mailbox?before=x&view[]=text"] {
            assert_sound(&admin.get(path).await, path);
        }
        assert_eq!(app.count("users").await, 1);
    }
}

async fn messages(app: &TestApp) -> Vec<String> {
    let total = app.count("messages").await;
    let mut ids = Vec::new();
    for n in 0..total {
        ids.push(
            app.value::<uuid::Uuid>(&format!("SELECT id FROM messages ORDER BY id LIMIT 1 OFFSET {n}"))
                .await
                .to_string(),
        );
    }
    ids
}

/// What nothing of an invitation is left of.
async fn assert_nothing_half_done(app: &TestApp) {
    for table in
        ["users WHERE state = 'invited'", "invitations", "messages", "batches", "history WHERE action = 'invited'"]
    {
        assert_eq!(app.count(table).await, 0, "{table}");
    }
}

#[tokio::test]
async fn on_sqlite_a_full_disk_is_said_leaves_nothing_half_done_and_is_got_over() {
    let app = TestApp::sqlite().await;
    let mut admin = app.admin().await;
    let pages: i64 = app.value("PRAGMA page_count").await;
    app.tamper(&format!("PRAGMA max_page_count = {}", pages + 20)).await.unwrap();
    let many: Vec<String> = (0..5_000).map(|n| format!("p{n}@exemple.fr")).collect();
    let answer = app.send_invitations(&mut admin, &many.join(" "), "user").await;
    assert_eq!(answer.status, 503, "{}", answer.body);
    assert!(answer.says("Rien n’a été modifié") && answer.header("retry-after") == "5");
    assert_nothing_half_done(&app).await;
    assert_eq!(admin.get("/users").await.status, 200, "reading goes on");
    app.tamper("PRAGMA max_page_count = 1000000").await.unwrap();
    assert_eq!(app.send_invitations(&mut admin, &many.join(" "), "user").await.status, 303);
    assert_eq!(app.count("messages").await, 5_000);
}

#[tokio::test]
async fn on_sqlite_a_file_that_cant_be_written_is_said_and_got_over() {
    let app = TestApp::sqlite().await;
    let mut admin = app.admin().await;
    app.tamper("PRAGMA query_only = 1").await.unwrap();
    let answer = app.send_invitations(&mut admin, "a@exemple.fr", "user").await;
    assert_eq!(answer.status, 503, "{}", answer.body);
    assert_nothing_half_done(&app).await;
    assert_eq!(admin.sign_in(ADMIN, PASSWORD).await.status, 503);
    assert_eq!(admin.get("/users").await.status, 200);
    app.tamper("PRAGMA query_only = 0").await.unwrap();
    assert_eq!(app.send_invitations(&mut admin, "a@exemple.fr", "user").await.status, 303);
}

#[tokio::test]
async fn on_postgres_lost_connections_are_got_over() {
    let app = TestApp::postgres().await;
    let mut admin = app.admin().await;
    for round in 0..3 {
        app.end_connections().await;
        assert_eq!(admin.get("/users").await.status, 200);
        assert_eq!(app.send_invitations(&mut admin, &format!("p{round}@exemple.fr"), "user").await.status, 303);
    }
}

#[tokio::test]
async fn on_postgres_a_server_that_takes_no_writes_is_said_and_got_over() {
    let app = TestApp::postgres().await;
    let mut admin = app.admin().await;
    let name: String = app.value("SELECT CAST(current_database() AS TEXT)").await;
    app.tamper(&format!("ALTER DATABASE {name} SET default_transaction_read_only = on")).await.unwrap();
    app.end_connections().await;
    let answer = app.send_invitations(&mut admin, "a@exemple.fr", "user").await;
    assert_eq!(answer.status, 503, "{}", answer.body);
    assert_nothing_half_done(&app).await;
    assert_eq!(admin.get("/users").await.status, 200);
}
