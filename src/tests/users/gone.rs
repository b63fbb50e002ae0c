//! Who is deactivated or deleted is out by the next request, on every path.

use super::change;
use crate::support::{TestApp, app::PASSWORD, on_both_engines};
use axum::http::Method;
use futures::StreamExt;
use parvis::server::operations::users::Change;
use serde_json::json;
use std::time::Duration;

const EMAIL: &str = "ines@exemple.fr";

on_both_engines! {
    // [S3.13]
    async fn pages_forms_functions_and_streams_end_with_the_access(app: TestApp) {
        app.listen(&app.app).await;
        let mut admin = app.admin().await;
        let mut ines = app.colleague(&mut admin, EMAIL, "administrator").await;
        let id = app.user(EMAIL).await;
        for taken in [Change::Deactivate, Change::Delete] {
            // On three devices, one of which has the list open.
            let mut devices = [ines.clone(), app.visitor(), app.visitor()];
            for device in &mut devices[1..] {
                assert_eq!(device.sign_in(EMAIL, PASSWORD).await.status, 303);
            }
            let stream = devices[0].open(Method::GET, "/users/live").await;
            assert_eq!(stream.status(), 200);
            let mut stream = stream.into_body().into_data_stream();

            change(&app, &admin, &id, taken).await.unwrap();
            for device in &mut devices {
                for path in ["/", "/users", "/users/invite", "/users/live", "/mailbox"] {
                    assert_eq!(device.get(path).await.status, 303, "{path}");
                }
                let user = app.user("camille@rivoli.example").await;
                assert_eq!(device.post(&format!("/users/{user}/deactivate"), &[]).await.status, 303);
                let arguments = json!({ "texts": ["a@exemple.fr"], "query": "" });
                for function in ["list-users", "check-addresses"] {
                    assert_eq!(device.call(function, &arguments).await.status, 401, "{function}");
                }
            }
            assert_eq!(app.count("sessions").await, 1, "the administrator's own");
            let end = async { while stream.next().await.is_some() {} };
            tokio::time::timeout(Duration::from_secs(20), end).await.expect("the open list hears no more");

            if taken == Change::Deactivate {
                change(&app, &admin, &id, Change::Activate).await.unwrap();
                assert_eq!(ines.sign_in(EMAIL, PASSWORD).await.status, 303);
            }
        }
    }
}
