//! A database with the whole schema, made once and copied for each test: to migrate takes ten times as long.

use parvis::server::store::Db;
use sqlx::{AssertSqlSafe, Connection, Executor, PgConnection};
use std::env;
use tokio::sync::OnceCell;

static SQLITE: OnceCell<Vec<u8>> = OnceCell::const_new();
static POSTGRES: OnceCell<String> = OnceCell::const_new();

/// The content of the file.
pub async fn sqlite() -> &'static [u8] {
    SQLITE.get_or_init(migrated_file).await
}

async fn migrated_file() -> Vec<u8> {
    let file = env::temp_dir().join(format!("parvis-template-{}.db", std::process::id()));
    // Closing brings what was written into the one file.
    Db::sqlite(&file).await.unwrap().close().await;
    let content = std::fs::read(&file).unwrap();
    std::fs::remove_file(&file).unwrap();
    content
}

/// The URL of a copy in the private cluster.
pub async fn postgres(name: &str) -> String {
    let template = POSTGRES.get_or_init(migrated_database).await;
    create(name, &format!(" TEMPLATE {template} STRATEGY FILE_COPY")).await
}

async fn migrated_database() -> String {
    let name = format!("parvis_template_{}", std::process::id());
    Db::postgres(&create(&name, "").await).await.unwrap().close().await;
    name
}

async fn create(name: &str, like: &str) -> String {
    let url = env::var("PARVIS_TEST_POSTGRES_URL")
        .expect("PARVIS_TEST_POSTGRES_URL is not set: run these by `make test-rust`, which starts a PostgreSQL");
    let mut admin = PgConnection::connect(&url).await.unwrap();
    admin.execute(AssertSqlSafe(format!("CREATE DATABASE {name}{like}"))).await.unwrap();
    let mut own = url::Url::parse(&url).unwrap();
    own.set_path(name);
    own.to_string()
}
