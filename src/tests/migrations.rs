use crate::support::{TestApp, on_both_engines};
use std::{collections::BTreeSet, fs, path::Path};

fn files(engine: &str) -> Vec<String> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("migrations").join(engine);
    let mut names: Vec<String> =
        fs::read_dir(folder).unwrap().map(|file| file.unwrap().file_name().into_string().unwrap()).collect();
    names.sort();
    names
}

#[test]
fn both_engines_have_the_same_migrations_numbered_without_a_gap() {
    let names = files("sqlite");
    assert_eq!(names, files("postgres"));
    for (n, name) in names.iter().enumerate() {
        assert!(name.starts_with(&format!("{:04}_", n + 1)), "{name}");
    }
}

/// `table.column` of all that Parvis keeps.
async fn columns(app: &TestApp, sql: &str) -> BTreeSet<String> {
    app.value::<String>(sql).await.split(' ').map(str::to_owned).collect()
}

#[tokio::test]
async fn both_engines_have_the_same_tables_and_columns() {
    let (sqlite, postgres) = (TestApp::sqlite().await, TestApp::postgres().await);
    let in_sqlite = columns(
        &sqlite,
        "SELECT group_concat(t.name || '.' || c.name, ' ') FROM sqlite_schema t, pragma_table_info(t.name) c \
         WHERE t.type = 'table' AND t.name NOT LIKE '%\\_search%' ESCAPE '\\' AND t.name NOT LIKE '\\_%' ESCAPE '\\' \
             AND t.name NOT LIKE 'sqlite%'",
    )
    .await;
    let in_postgres = columns(
        &postgres,
        "SELECT string_agg(table_name || '.' || column_name, ' ') FROM information_schema.columns \
         WHERE table_schema = 'public' AND table_name NOT LIKE '\\_%'",
    )
    .await;
    let only: Vec<_> = in_sqlite.symmetric_difference(&in_postgres).collect();
    assert_eq!(only, ["users.seq", "words.seq"], "the numbers that SQLite's full-text indexes need");
}

on_both_engines! {
    async fn applying_them_again_changes_nothing(app: TestApp) {
        let admin = app.admin().await;
        let applied = app.count("_sqlx_migrations").await;
        assert_eq!(applied, i64::try_from(files("sqlite").len()).unwrap());
        let again = app.restart(|_| ()).await.unwrap();
        assert_eq!(app.count("_sqlx_migrations").await, applied);
        assert_eq!(admin.on(again).get("/users").await.status, 200);
    }

    async fn another_secret_key_is_told_before_every_link_is_dead(app: TestApp) {
        let other = parvis::server::token::SecretKey::draw(&app.app.random).text();
        let error = app.restart(|config| config.secret_key = Some(other)).await.err().expect("a refusal");
        assert!(error.to_string().contains("not the one that this database's links were made with"), "{error}");
        let error = app.restart(|config| config.secret_key = Some("short".to_owned())).await.err().expect("a refusal");
        assert!(error.to_string().contains("isn't a key"), "{error}");
        assert_eq!(app.restart(|_| ()).await.err().map(|e| e.to_string()), None);
    }
}
