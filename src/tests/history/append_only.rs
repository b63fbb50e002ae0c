use crate::support::{TestApp, on_both_engines};
use parvis::server::store::Db;

on_both_engines! {
    // [S3.10]
    async fn not_even_a_fault_in_parvis_changes_the_past(app: TestApp) {
        app.admin().await;
        let tables = [("history", "action = 'x'"), ("acceptances", "email = 'x'"), ("policies", "version = 9"), ("policy_texts", "text = 'x'")];
        for (table, change) in tables {
            let before = app.count(table).await;
            assert!(before > 0, "{table}");
            let mut statements = vec![format!("UPDATE {table} SET {change}"), format!("DELETE FROM {table}")];
            if let Db::Postgres(_) = app.app.db {
                statements.push(format!("TRUNCATE {table} CASCADE"));
            }
            for statement in statements {
                let error = app.tamper(&statement).await.expect_err(&statement).to_string();
                assert!(error.contains(&format!("{table} is append-only")), "{statement}: {error}");
            }
            assert_eq!(app.count(table).await, before);
            assert_eq!(app.count(&format!("{table} WHERE {change}")).await, 0);
        }
    }
}
