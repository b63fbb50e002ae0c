use crate::support::{TestApp, app::PASSWORD, on_both_engines};
use parvis::server::{operations::setup_link, store::Db, token::Token};

fn fields<'a>(email: &'a str, password: &'a str) -> [(&'a str, &'a str); 6] {
    [
        ("account_name", "Atelier Rivoli"),
        ("language", "fr"),
        ("first_name", "Camille"),
        ("last_name", "Moreau"),
        ("email", email),
        ("password", password),
    ]
}

async fn link(app: &TestApp) -> String {
    let (link, _) = setup_link::create(&app.app).await.unwrap().expect("no account yet");
    link.strip_prefix("http://127.0.0.1:3000").unwrap().to_owned()
}

on_both_engines! {
    // [S1.2]
    async fn the_setup_link_makes_the_holder_who_is_administrator_and_signed_in(app: TestApp) {
        let path = link(&app).await;
        let mut visitor = app.visitor();
        assert_eq!(visitor.get(&path).await.status, 200);
        let answer = visitor.post(&path, &fields("camille@rivoli.example", PASSWORD)).await;
        assert_eq!((answer.status, answer.location()), (303, "/"));
        visitor.accept_policy().await;
        let list = visitor.get("/users").await;
        assert_eq!(list.status, 200);
        assert!(list.says("Camille Moreau") && list.says("Administrateur"));
        assert!(!list.says("Jamais"), "one is signed in: {}", list.text());
        assert_eq!(app.count("accounts WHERE holder_id IS NOT NULL").await, 1);
        assert_eq!(app.count("history WHERE action = 'account-created'").await, 1);
    }

    // [S1.2]
    async fn the_setup_link_dies_with_its_use(app: TestApp) {
        let path = link(&app).await;
        app.visitor().post(&path, &fields("camille@rivoli.example", PASSWORD)).await;
        assert_eq!(app.visitor().get(&path).await.status, 404);
        let second = app.visitor().post(&path, &fields("autre@rivoli.example", PASSWORD)).await;
        assert_eq!(second.status, 404);
        assert_eq!(app.count("accounts").await, 1);
        assert!(setup_link::create(&app.app).await.unwrap().is_none());
    }

    // [S1.2]
    async fn of_the_setup_link_only_a_hash_is_kept(app: TestApp) {
        let path = link(&app).await;
        let token = Token::parse(path.strip_prefix("/setup/").unwrap()).unwrap();
        let hash = match app.app.db {
            Db::Sqlite { .. } => "lower(hex(token_hash))",
            Db::Postgres(_) => "encode(token_hash, 'hex')",
        };
        let kept: String = app.value(&format!("SELECT {hash} FROM setup_links")).await;
        let expected = token.hash().iter().fold(String::new(), |hex, byte| hex + &format!("{byte:02x}"));
        assert_eq!(kept, expected);
    }

    async fn a_newer_setup_link_replaces_the_older(app: TestApp) {
        let (older, newer) = (link(&app).await, link(&app).await);
        assert_eq!(app.visitor().get(&older).await.status, 404);
        assert_eq!(app.visitor().get(&newer).await.status, 200);
    }

    async fn two_people_with_the_same_link_make_one_account(app: TestApp) {
        let path = link(&app).await;
        let (mut one, mut two) = (app.visitor(), app.visitor());
        let (first, second) = (fields("un@rivoli.example", PASSWORD), fields("deux@rivoli.example", PASSWORD));
        let (a, b) = tokio::join!(one.post(&path, &first), two.post(&path, &second));
        let mut statuses = [a.status, b.status];
        statuses.sort_unstable();
        assert_eq!(statuses, [303, 404]);
        assert_eq!(app.count("accounts").await, 1);
    }

    async fn a_refused_form_keeps_what_was_typed_but_the_password(app: TestApp) {
        let path = link(&app).await;
        let answer = app.visitor().post(&path, &fields("camille@rivoli", "azertyuiop12")).await;
        assert_eq!(answer.status, 422);
        assert!(answer.says("Erreur") && answer.says("camille@rivoli") && answer.says("Atelier Rivoli"));
        assert!(answer.says("il faut un nom complet") && answer.says("se devine trop vite"));
        assert!(!answer.says("azertyuiop12"));
        assert_eq!(app.count("accounts").await, 0);
    }

    async fn sign_up_exists_only_when_it_is_open(app: TestApp) {
        assert_eq!(app.visitor().get("/sign-up").await.status, 404);
        assert_eq!(app.visitor().post("/sign-up", &fields("a@rivoli.example", PASSWORD)).await.status, 404);
        let open = app.sibling(&["--signup", "open"]).await;
        assert_eq!(open.visitor().get("/sign-up").await.status, 200);
        assert_eq!(open.visitor().post("/sign-up", &fields("a@rivoli.example", PASSWORD)).await.status, 303);
        let again = open.visitor().post("/sign-up", &fields("A+b@rivoli.example", PASSWORD)).await;
        assert_eq!(again.status, 422);
        assert!(again.says("est déjà celle d’un utilisateur"));
        assert_eq!(open.count("accounts").await, 1);
    }

    // [S1.2]
    async fn who_signs_up_leaves_the_console_s_link_to_whom_it_is_for(app: TestApp) {
        let app = app.sibling(&["--signup", "open"]).await;
        let path = link(&app).await;
        assert_eq!(app.visitor().post("/sign-up", &fields("a@rivoli.example", PASSWORD)).await.status, 303);
        assert_eq!(app.count("instance WHERE name = 'own_account'").await, 0);
        let newer = link(&app).await;
        assert_eq!(app.visitor().get(&path).await.status, 404, "replaced, as ever");
        assert_eq!(app.visitor().post(&newer, &fields("b@rivoli.example", PASSWORD)).await.status, 303);
        assert_eq!(app.count("instance WHERE name = 'own_account'").await, 1, "its account runs the instance");
        assert!(setup_link::create(&app.app).await.unwrap().is_none());
    }

    async fn the_session_that_the_browser_had_ends(app: TestApp) {
        let app = app.sibling(&["--signup", "open"]).await;
        let mut visitor = app.visitor();
        visitor.post("/sign-up", &fields("a@rivoli.example", PASSWORD)).await;
        let mut before = visitor.clone();
        assert_eq!(visitor.post("/sign-up", &fields("b@rivoli.example", PASSWORD)).await.status, 303);
        assert_eq!(before.get("/").await.location(), "/sign-in?next=%2F");
        assert_eq!(app.count("sessions").await, 1);
    }

    async fn who_signs_up_too_often_is_told_when_to_come_again(app: TestApp) {
        let app = app.sibling(&["--signup", "open"]).await;
        let mut answer = app.visitor().post("/sign-up", &fields("a@rivoli", PASSWORD)).await;
        for _ in 0..21 {
            assert_eq!(answer.status, 422);
            answer = app.visitor().post("/sign-up", &fields("a@rivoli", PASSWORD)).await;
        }
        assert_eq!((answer.status, answer.header("retry-after")), (429, "3"));
        assert!(answer.says("Trop de tentatives. Réessayez dans 3 secondes") && answer.says("Atelier Rivoli"));
    }
}
