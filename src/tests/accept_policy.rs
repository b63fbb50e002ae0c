use crate::support::{
    Browser, TestApp,
    app::{JOIN, PASSWORD},
    on_both_engines, routes,
};
use axum::http::Method;
use serde_json::json;
use sha2::{Digest, Sha256};

const EMAIL: &str = "ines@exemple.fr";
const TEXT: &str = include_str!("../wording/policy/fr.md");

/// What people may do before they have accepted: what anybody may, and this.
const OPEN: [&str; 16] = [
    "/policy",
    "/policy/{version}",
    "/sign-out",
    "/sign-in",
    "/sign-up",
    "/setup/{token}",
    "/join/{token}",
    "/join/{token}/ask",
    "/join/{token}/opened",
    "/join/{token}/sign-out",
    "/forgot",
    "/reset",
    "/reset/{token}",
    "/address/{token}",
    "/address/undo/{token}",
    "/health",
];

fn digest(text: &str) -> String {
    format!("{:x}", Sha256::digest(text))
}

/// Joined, and not past the policy.
async fn joined(app: &TestApp, admin: &mut Browser) -> Browser {
    let path = app.invite(admin, EMAIL, "administrator").await;
    let mut guest = app.visitor();
    assert_eq!(guest.post(&path, &JOIN).await.status, 303);
    guest
}

on_both_engines! {
    // [S5.23]
    async fn until_it_is_accepted_every_page_and_server_function_refuses(app: TestApp) {
        let mut admin = app.admin().await;
        let mut guest = joined(&app, &mut admin).await;
        let mut closed = 0;
        for route in routes::all().into_iter().filter(|r| !OPEN.contains(&r.path.as_str()) && r.path != "/api/{name}") {
            // An id that could be: what isn't one is no page to anybody.
            let id = app.user(EMAIL).await;
            let things = |part| match part {
                "{verb}" => "deactivate",
                part if str::starts_with(part, "{") => &id,
                part => part,
            };
            let path = route.path.split('/').map(things).collect::<Vec<&str>>().join("/");
            for (there, method) in [(route.get, Method::GET), (route.get, Method::HEAD), (route.post, Method::POST)] {
                if there {
                    let answer = guest.open(method.clone(), &path).await;
                    let target = answer.headers().get("location").map(|l| l.to_str().unwrap());
                    assert_eq!((answer.status().as_u16(), target), (303, Some("/policy")), "{method} {path}");
                    closed += 1;
                }
            }
        }
        assert!(closed > 12, "{closed}");
        for name in routes::server_functions() {
            let arguments = json!({ "addresses": ["a@exemple.fr"], "query": "" });
            let answer = guest.call(&name, &arguments).await;
            assert_eq!((answer.status, answer.body.as_str()), (403, "\"PolicyPending\""), "{name}");
        }
        guest.accept_policy().await;
        assert_eq!(guest.get("/users").await.status, 200);
    }

    // [S5.23]
    async fn the_policy_its_acceptance_and_leaving_stay_open(app: TestApp) {
        let mut admin = app.admin().await;
        let mut guest = joined(&app, &mut admin).await;
        let page = guest.get("/policy").await;
        assert_eq!(page.status, 200);
        assert!(page.says("J’ai bien lu et j’accepte la politique de confidentialité"));
        assert!(!page.body.contains("checked"), "the box is unticked");
        assert_eq!(guest.post("/sign-out", &[]).await.location(), "/sign-in");
        assert_eq!(guest.get("/policy").await.status, 200, "anybody may read it");
        assert!(!guest.get("/policy").await.body.contains("name=\"digest\""));
        assert_eq!(guest.post("/policy", &[("accepted", "yes")]).await.location(), "/sign-in?next=%2Fpolicy");
    }

    // [S5.24]
    async fn without_the_tick_the_error_stands_by_the_box(app: TestApp) {
        let mut admin = app.admin().await;
        let mut guest = joined(&app, &mut admin).await;
        let answer = guest.post("/policy", &[("digest", &digest(TEXT))]).await;
        assert_eq!(answer.status, 422);
        assert!(answer.body.contains("id=\"accepted-error\"") && answer.body.contains("href=\"#accepted\""));
        assert!(answer.says("Cochez la case") && answer.says("<title>Erreur : "));
        for crafted in ["", "no"] {
            let answer = guest.post("/policy", &[("digest", &digest(TEXT)), ("accepted", crafted)]).await;
            assert_eq!(answer.status, 422, "{crafted:?}");
        }
        assert_eq!(guest.get("/").await.location(), "/policy");
        assert_eq!(app.count("acceptances").await, 1, "the administrator's alone");
    }

    async fn a_text_that_is_not_the_one_in_force_is_not_accepted(app: TestApp) {
        let mut admin = app.admin().await;
        let mut guest = joined(&app, &mut admin).await;
        let english = digest(include_str!("../wording/policy/en.md"));
        for shown in ["", "0", english.as_str(), "é\u{202e}<script>"] {
            let answer = guest.post("/policy", &[("accepted", "yes"), ("digest", shown)]).await;
            assert_eq!(answer.status, 422);
            assert!(answer.says("La politique a changé depuis son affichage"));
            assert!(!answer.body.contains("<script>"));
        }
        assert_eq!(app.count("acceptances").await, 1);
    }

    // [S5.25]
    async fn the_record_holds_version_language_digest_time_address_and_browser(app: TestApp) {
        let mut admin = app.admin().await;
        let mut guest = joined(&app, &mut admin).await;
        app.advance(std::time::Duration::from_mins(5));
        guest.address = "198.51.100.9:4711".parse().unwrap();
        guest.accept_policy().await;
        let row = format!("acceptances WHERE email = '{EMAIL}'");
        let text = async |column: &str| app.value::<String>(&format!("SELECT {column} FROM {row}")).await;
        assert_eq!(app.value::<i64>(&format!("SELECT version FROM {row}")).await, 1);
        assert_eq!(text("language").await, "fr");
        assert_eq!(text("digest").await, digest(TEXT));
        assert_eq!(text("address").await, "198.51.100.9");
        assert_eq!(text("agent").await, "Navigateur d'essai");
        assert_eq!(app.instant("accepted_at", &row).await, app.app.clock.now());
        let kept = app.value::<String>("SELECT text FROM policy_texts WHERE language = 'fr'").await;
        assert_eq!(digest(&kept), digest(TEXT), "the text itself is kept");
        assert_eq!(app.count("history WHERE action = 'policy-accepted'").await, 2);
    }

    // [S5.25]
    async fn another_language_is_another_text(app: TestApp) {
        let mut admin = app.admin().await;
        let path = app.invite_in(&mut admin, EMAIL, "user", "en").await;
        let mut guest = app.visitor();
        guest.post(&path, &JOIN).await;
        guest.accept_policy().await;
        let row = format!("acceptances WHERE email = '{EMAIL}'");
        assert_eq!(app.value::<String>(&format!("SELECT language FROM {row}")).await, "en");
        let english = digest(include_str!("../wording/policy/en.md"));
        assert_eq!(app.value::<String>(&format!("SELECT digest FROM {row}")).await, english);
    }

    // [S5.25]
    async fn the_proof_can_be_neither_changed_nor_removed_and_outlives_the_user(app: TestApp) {
        let mut admin = app.admin().await;
        let mut guest = joined(&app, &mut admin).await;
        guest.accept_policy().await;
        for (table, column) in [("acceptances", "agent"), ("history", "address"), ("policy_texts", "text"), ("policies", "created_at")] {
            for sql in [format!("UPDATE {table} SET {column} = {column}"), format!("DELETE FROM {table}")] {
                let refused = app.tamper(&sql).await.expect_err(&sql).to_string();
                assert!(refused.contains(&format!("{table} is append-only")), "{refused}");
            }
        }
        app.tamper(&format!("DELETE FROM users WHERE email = '{EMAIL}'")).await.unwrap();
        assert_eq!(app.count(&format!("acceptances WHERE email = '{EMAIL}'")).await, 1);
    }

    async fn accepting_twice_makes_one_row(app: TestApp) {
        let mut admin = app.admin().await;
        let mut guest = joined(&app, &mut admin).await;
        let fields = [("accepted", "yes"), ("digest", &digest(TEXT)[..])];
        let mut again = guest.clone();
        let (one, two) = tokio::join!(guest.post("/policy", &fields), again.post("/policy", &fields));
        assert_eq!((one.location(), two.location()), ("/", "/"));
        assert_eq!(guest.post("/policy", &fields).await.location(), "/");
        assert_eq!(app.count(&format!("acceptances WHERE email = '{EMAIL}'")).await, 1);
        assert_eq!(app.count("history WHERE action = 'policy-accepted'").await, 2);
    }

    // [S5.22] [S5.23]
    async fn who_stopped_after_joining_goes_on_at_the_policy(app: TestApp) {
        let mut admin = app.admin().await;
        drop(joined(&app, &mut admin).await);
        let mut guest = app.visitor();
        let fields = [("email", EMAIL), ("password", PASSWORD), ("next", "/users")];
        assert_eq!(guest.post("/sign-in", &fields).await.location(), "/users");
        assert_eq!(guest.get("/users").await.location(), "/policy");
        guest.accept_policy().await;
        assert_eq!(guest.get("/users").await.status, 200);
    }

    async fn nobody_accepts_for_somebody_else(app: TestApp) {
        let mut admin = app.admin().await;
        let mut guest = joined(&app, &mut admin).await;
        let id = app.user(EMAIL).await;
        let fields = [("accepted", "yes"), ("digest", &digest(TEXT)[..]), ("user", id.as_str())];
        assert_eq!(admin.post("/policy", &fields).await.status, 303);
        assert_eq!(guest.get("/").await.location(), "/policy");
    }
}
