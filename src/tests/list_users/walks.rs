//! Filters that let through more people than are gathered and sorted: the list is walked along, and each is tested.

use super::{link, others};
use crate::support::{TestApp, on_both_engines};
use parvis::server::{demo, store::Db};

/// More than are gathered without having walked before.
const MANY: usize = 2_600;

on_both_engines! {
    // [S4.12]
    async fn a_filter_that_lets_many_through_keeps_the_order_whatever_plan_the_engine_makes(app: TestApp) {
        assert!(demo::fill(&app.app, MANY, 7, |_| ()).await.unwrap());
        let department: uuid::Uuid = app.value("SELECT id FROM departments ORDER BY name LIMIT 1").await;
        let place = format!(
            "INSERT INTO department_members (account_id, department_id, user_id, role) \
             SELECT account_id, {}, id, 'viewer' FROM users WHERE true ON CONFLICT DO NOTHING",
            app.literal(&department.to_string()),
        );
        app.tamper(&place).await.unwrap();
        if let Db::Postgres(_) = app.app.db {
            // What is left to it is to merge by ids: it is free to, where no order is asked for.
            for plan in ["enable_nestloop", "enable_hashjoin"] {
                let set = format!("DO $$ BEGIN EXECUTE format('ALTER DATABASE %I SET {plan} = off', current_database()); END $$");
                app.tamper(&set).await.unwrap();
            }
            app.end_connections().await;
        }
        let mut admin = app.visitor();
        assert_eq!(admin.sign_in(demo::HOLDER, demo::PASSWORD).await.status, 303);
        admin.accept_policy().await;
        for (sort, order) in [("name", "sort_key, id"), ("state", "state, sort_key, id"), ("-name", "sort_key DESC, id DESC")] {
            let name = "CASE WHEN first_name || last_name = '' THEN email ELSE TRIM(first_name || ' ' || last_name) END";
            let listed = format!("users WHERE state <> 'deleted' AND email <> '{}'", demo::HOLDER);
            let expected = app.values(&format!("SELECT {name} FROM {listed} ORDER BY {order} LIMIT 100")).await;
            let first = admin.get(&format!("/users?department={department}&sort={sort}")).await;
            let second = admin.get(&link(&first, "next").unwrap()).await;
            assert_eq!([others(&first), others(&second)].concat(), expected, "{sort}");
        }
    }
}
