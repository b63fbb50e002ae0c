use crate::support::{Answer, TestApp, app::PASSWORD, on_both_engines};
use axum::http::Method;
use serde_json::json;

const EMAIL: &str = "camille@rivoli.example";

fn nonce(answer: &Answer) -> String {
    answer
        .header("content-security-policy")
        .split("'nonce-")
        .nth(1)
        .expect("a nonce")
        .split('\'')
        .next()
        .unwrap()
        .to_owned()
}

fn assert_guarded(answer: &Answer, what: &str) {
    let policy = answer.header("content-security-policy");
    assert!(policy.contains("default-src 'none'") && policy.contains("frame-ancestors 'none'"), "{what}: {policy}");
    assert!(!policy.contains("unsafe-inline") && !policy.contains("'unsafe-eval'"), "{what}: {policy}");
    assert_eq!(answer.header("x-content-type-options"), "nosniff", "{what}");
    assert_eq!(answer.header("referrer-policy"), "same-origin", "{what}");
    assert_eq!(answer.header("cross-origin-opener-policy"), "same-origin", "{what}");
    assert_eq!(answer.header("cross-origin-resource-policy"), "same-origin", "{what}");
    assert_eq!(answer.header("cache-control"), "no-store", "{what}");
    assert_eq!(answer.header("x-request-id").len(), 12, "{what}");
}

on_both_engines! {
    async fn a_title_is_its_words_and_no_markup(app: TestApp) {
        let mut admin = app.admin().await;
        app.colleague(&mut admin, "tom@exemple.fr", "user").await;
        app.tamper("UPDATE users SET first_name = 'Tom & <b>' WHERE email = 'tom@exemple.fr'").await.unwrap();
        let question = format!("/users/{}/deactivate", app.user("tom@exemple.fr").await);
        for (path, words) in [("/users", "Utilisateurs — "), (question.as_str(), "Tom &amp; &lt;b&gt;")] {
            let page = admin.get(path).await;
            let title = page.between("<title>", "</title>").unwrap_or_default();
            assert!(title.contains(words) && !title.contains('<'), "{path}: {title}");
        }
        let page = app.visitor().get("/sign-in").await;
        assert_eq!(page.between("<title>", "</title>"), Some("Connexion — Parvis"));
    }

    async fn every_kind_of_answer_carries_the_guarding_headers(app: TestApp) {
        let mut admin = app.admin().await;
        let mut visitor = app.visitor();
        let path = app.invite(&mut admin, "ines@exemple.fr", "user").await;
        let query = json!({ "query": "" });
        for (answer, what) in [
            (admin.get("/").await, "a page"),
            (admin.get("/users").await, "a page with islands"),
            (visitor.get(&path).await, "a page with a token in its path"),
            (visitor.get("/users").await, "a redirect"),
            (visitor.get("/nowhere").await, "404"),
            (admin.get("/sign-out").await, "405"),
            (admin.post("/users/invite", &[]).await, "a refused form"),
            (admin.call("list-users", &query).await, "an answer to a script"),
            (visitor.call("list-users", &query).await, "a refusal to a script"),
            (visitor.get("/health").await, "health"),
            (visitor.bare(Method::POST, "/sign-in", &[("origin", "https://evil.example")]).await, "a refused origin"),
        ] {
            assert_guarded(&answer, what);
            assert!(answer.header("strict-transport-security").is_empty(), "plain http promises nothing");
        }
    }

    async fn the_nonce_differs_each_time_and_every_inline_script_has_it(app: TestApp) {
        let mut admin = app.admin().await;
        let mut seen = std::collections::BTreeSet::new();
        for path in ["/", "/users", "/users/invite", "/policy", "/users", "/nowhere"] {
            let page = admin.get(path).await;
            let nonce = nonce(&page);
            assert!(nonce.len() >= 16 && seen.insert(nonce.clone()), "{path}");
            for script in page.body.split("<script").skip(1) {
                let tag = script.split('>').next().unwrap();
                assert!(tag.contains("src=") || tag.contains(&format!("nonce=\"{nonce}\"")), "{path}: <script{tag}>");
            }
            for inline in [" onclick=", " onload=", " style=\"", "<style"] {
                assert!(!page.body.contains(inline), "{path}: {inline}");
            }
            for tag in page.body.split('<').filter(|tag| !tag.starts_with("a ")) {
                assert!(!tag.contains("=\"http") && !tag.contains("=\"//"), "{path}: nobody else is asked: <{tag}");
            }
        }
    }

    async fn a_cross_site_post_is_refused_before_any_handler(app: TestApp) {
        let mut admin = app.admin().await;
        let before = app.count("history").await;
        let evil: [&[(&str, &str)]; 8] = [
            &[("sec-fetch-site", "cross-site")],
            &[("sec-fetch-site", "same-site")],
            &[("sec-fetch-site", "cross-site"), ("origin", "http://127.0.0.1:3000")],
            &[("sec-fetch-site", "nonsense")],
            &[("origin", "https://evil.example")],
            &[("origin", "null")],
            &[("origin", "http://127.0.0.1:3001")],
            &[("origin", "http://127.0.0.1:3000.evil.example")],
        ];
        for headers in evil {
            for path in ["/sign-in", "/sign-out", "/users/invite", "/policy", "/api/list-users", "/api/check-addresses", "/nowhere"] {
                let answer = admin.bare(Method::POST, path, headers).await;
                assert_eq!(answer.status, 403, "{path} {headers:?}");
                assert!(answer.body.contains("href=\"http://127.0.0.1:3000/\""), "where Parvis is: {}", answer.body);
                for method in [Method::PUT, Method::PATCH, Method::DELETE] {
                    assert_eq!(admin.bare(method, path, headers).await.status, 403, "{path} {headers:?}");
                }
            }
            // A link from elsewhere may be followed: it changes nothing.
            assert_eq!(admin.bare(Method::GET, "/users", headers).await.status, 200);
        }
        assert_eq!(app.count("history").await, before);
        assert_eq!(admin.get("/users").await.status, 200, "nobody was signed out");
        for own in [("sec-fetch-site", "same-origin"), ("origin", "http://127.0.0.1:3000")] {
            assert_eq!(admin.bare(Method::POST, "/users/invite", &[own]).await.status, 422);
        }
    }

    async fn forged_hosts_change_no_link(app: TestApp) {
        let mut admin = app.admin().await;
        for (name, value) in [
            ("host", "evil.example"),
            ("x-forwarded-host", "evil.example"),
            ("x-forwarded-proto", "https"),
            ("x-forwarded-for", "203.0.113.66"),
            ("x-forwarded-prefix", "/evil.example"),
            ("forwarded", "host=evil.example;proto=https"),
            ("x-original-url", "/evil.example"),
            ("referer", "https://evil.example/"),
        ] {
            admin.headers.insert(name, value.parse().unwrap());
        }
        let answer = app.send_invitations(&mut admin, "ines@exemple.fr", "user").await;
        assert!(answer.location().starts_with("/users/invite/"), "{}", answer.location());
        let id: uuid::Uuid = app.value("SELECT id FROM messages").await;
        for path in [format!("/mailbox/{id}?view=text"), format!("/mailbox/{id}/html"), "/users".to_owned()] {
            assert!(!admin.get(&path).await.body.contains("evil.example"), "{path}");
        }
        let link = format!("http://127.0.0.1:3000{}", app.join_path("ines@exemple.fr").await);
        assert!(admin.get(&format!("/mailbox/{id}?view=text")).await.says(&link));
        assert!(admin.get(&format!("/mailbox/{id}/html")).await.says(&link));
        let mut visitor = app.visitor();
        visitor.headers = admin.headers.clone();
        assert_eq!(visitor.get("/users").await.location(), "/sign-in?next=%2Fusers");
        // A stranger's word isn't taken for where the request comes from.
        visitor.sign_in(EMAIL, PASSWORD).await;
        assert_eq!(app.count("sessions WHERE address = '203.0.113.66'").await, 0);
    }

    async fn a_public_address_below_a_path_is_kept_in_links(app: TestApp) {
        let app = app.sibling(&["--public-url", "https://exemple.org/parvis/"]).await;
        let mut admin = app.admin().await;
        app.invite(&mut admin, "ines@exemple.fr", "user").await;
        let id: uuid::Uuid = app.value("SELECT id FROM messages").await;
        let text = admin.get(&format!("/mailbox/{id}?view=text")).await;
        assert!(text.says(&format!("https://exemple.org/parvis{}", app.join_path("ines@exemple.fr").await)), "{}", text.text());
    }

    async fn a_body_that_is_too_large_is_refused_with_a_page(app: TestApp) {
        let mut admin = app.admin().await;
        let answer = app.visitor().post("/forgot", &[("email", &"a".repeat(70_000))]).await;
        assert_eq!(answer.status, 413);
        assert!(answer.says("C’est trop long"));
        let list = "a@exemple.fr ".repeat(700_000);
        let answer = admin.post("/users/invite", &[("addresses", &list)]).await;
        assert_eq!(answer.status, 413);
        let answer = admin.call("check-addresses", &json!({ "addresses": [list] })).await;
        assert!(answer.status >= 400 && answer.body.len() < 100, "{} {}", answer.status, answer.body.len());
        assert_eq!(app.count("users").await, 1);
    }

    async fn unknown_paths_and_methods_have_pages(app: TestApp) {
        let mut visitor = app.visitor();
        for path in ["/nowhere", "/users/x/y/z/w", "/%00", "/%FF", "/..%2f..%2fetc/passwd", "/pkg/../Cargo.toml"] {
            let answer = visitor.get(path).await;
            assert!([400, 404].contains(&answer.status), "{path}: {}", answer.status);
        }
        let page = visitor.get("/nowhere").await;
        assert!(page.says("Cette page n’existe pas") && page.says("Revenir à l’accueil") && page.body.contains("lang=\"fr\""));
        for (method, path, allow) in [(Method::GET, "/sign-out", "POST"), (Method::PUT, "/users", "GET"), (Method::DELETE, "/sign-in", "GET,HEAD,POST")] {
            let answer = visitor.request(method.clone(), path).await;
            assert_eq!(answer.status, 405, "{method} {path}");
            assert!(answer.header("allow").split(',').any(|m| allow.split(',').any(|a| a == m.trim())), "RFC 9110, 15.5.6: {:?}", answer.header("allow"));
        }
        for (path, status) in [("/sign-in", 200), ("/", 303), ("/nowhere", 404)] {
            let head = visitor.request(Method::HEAD, path).await;
            assert_eq!((head.status, head.body.as_str()), (status, ""), "{path}");
            assert_eq!(head.header("content-type"), visitor.get(path).await.header("content-type"));
        }
    }

    async fn each_request_has_an_id_of_our_own_making_and_a_failure_shows_it(app: TestApp) {
        let mut admin = app.admin().await;
        admin.headers.insert("x-request-id", "<script>forged".parse().unwrap());
        let ids = [admin.get("/").await, admin.get("/").await].map(|answer| answer.header("x-request-id").to_owned());
        assert_ne!(ids[0], ids[1]);
        assert!(ids.iter().all(|id| id.len() == 12 && id.chars().all(|c| c.is_ascii_hexdigit())));

        // The database goes away: a page, when to come back, and what to say to the operator.
        app.app.db.close().await;
        let query = json!({ "query": "" });
        for answer in [admin.get("/users").await, admin.post("/users/invite", &[("addresses", "a@exemple.fr")]).await, admin.sign_in(EMAIL, PASSWORD).await] {
            assert_eq!(answer.status, 503);
            assert_eq!(answer.header("retry-after"), "5");
            assert!(answer.says("Parvis ne répond pas pour l’instant"), "{}", answer.text());
            assert!(answer.says(answer.header("x-request-id")), "{}", answer.text());
            assert_guarded(&answer, "503");
        }
        let answer = admin.call("list-users", &query).await;
        assert!(answer.status >= 500 && answer.body == "\"Unavailable\"", "{} {}", answer.status, answer.body);
        assert_eq!(admin.get("/health").await.status, 503);
        assert_eq!(app.visitor().get("/sign-in").await.status, 200, "what needs no database goes on");
    }

    async fn errors_to_scripts_are_small_and_echo_nothing(app: TestApp) {
        let mut admin = app.admin().await;
        let evil = "<script>alert('echo')</script>";
        let bodies = [
            String::new(),
            "{".to_owned(),
            "[]".to_owned(),
            "null".to_owned(),
            format!("{{\"addresses\":\"{evil}\"}}"),
            format!("{{\"addresses\":{{\"{evil}\":1}},\"query\":[\"{evil}\"]}}"),
            format!("{{\"query\":{{\"text\":\"{evil}\"}},\"addresses\":[[]]}}"),
            "{\"query\":1,\"addresses\":[null]}".to_owned(),
        ];
        for name in ["list-users", "check-addresses", "nothing-of-the-kind", "%3Cscript%3Eecho"] {
            for body in &bodies {
                for kind in ["application/json", "text/plain", "application/x-www-form-urlencoded"] {
                    admin.headers.insert("accept", "text/html".parse().unwrap());
                    admin.headers.insert("referer", "https://evil.example/".parse().unwrap());
                    let answer = admin.post_body(&format!("/api/{name}"), kind, body.clone()).await;
                    assert!((400..=499).contains(&answer.status), "{name} {body}: {} {:?}", answer.status, answer.headers);
                    assert!(answer.body.len() < 64 && !answer.body.contains("echo"), "{name} {body}: {}", answer.body);
                    assert!(!answer.body.is_empty(), "{name} {body}");
                    assert_eq!(answer.location(), "");
                }
            }
        }
    }

    async fn over_tls_browsers_are_told_to_stay_there(app: TestApp) {
        let app = app.sibling(&["--public-url", "https://parvis.example.org"]).await;
        let answer = app.visitor().get("/sign-in").await;
        assert!(answer.header("strict-transport-security").starts_with("max-age="));
        let mut visitor = app.visitor();
        let refused = visitor.bare(Method::POST, "/sign-in", &[("origin", "http://parvis.example.org")]).await;
        assert_eq!(refused.status, 403, "another scheme is another origin");
    }
}
