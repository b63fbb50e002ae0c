use super::{person, write};
use crate::support::{TestApp, on_both_engines};
use parvis::{
    domain::history::{Action, Change, Entry},
    server::store::Db,
};

on_both_engines! {
    // [S3.10]
    async fn not_even_a_fault_in_parvis_changes_the_past(app: TestApp) {
        app.admin().await;
        let tables = [("history", "action = 'x'"), ("acceptances", "email = 'x'"), ("policies", "version = 9"), ("policy_texts", "text = 'x'")];
        for (table, change) in tables {
            let before = app.count(table).await;
            assert!(before > 0, "{table}");
            let mut statements = vec![format!("UPDATE {table} SET {change}"), format!("DELETE FROM {table}")];
            statements.push(match app.app.db {
                Db::Sqlite { .. } => format!("REPLACE INTO {table} SELECT * FROM {table}"),
                Db::Postgres(_) => format!("TRUNCATE {table} CASCADE"),
            });
            for statement in statements {
                let error = app.tamper(&statement).await.expect_err(&statement).to_string();
                assert!(error.contains(&format!("{table} is append-only")), "{statement}: {error}");
            }
            assert_eq!(app.count(table).await, before);
            assert_eq!(app.count(&format!("{table} WHERE {change}")).await, 0);
        }
    }

    // [S3.10]
    async fn what_an_entry_changed_goes_with_the_person_and_is_not_rewritten(app: TestApp) {
        app.admin().await;
        let camille = person(&app, "camille@rivoli.example").await;
        let change = Change::between("phone", "0611", "0622");
        write(&app, "", &[Entry::new(Action::ProfileChanged).by(camille).on(camille).changing(change)]).await;
        let error = app.tamper("UPDATE changes SET after = 'x'").await.expect_err("rewritten").to_string();
        assert!(error.contains("changes is append-only"), "{error}");
        assert_eq!(app.count("changes WHERE after = '0622'").await, 1);
        app.tamper("DELETE FROM changes").await.unwrap();
        assert_eq!(app.count("changes").await, 0);
    }
}
