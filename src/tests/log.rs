//! What the log says, and what it doesn't.

use crate::support::{TestApp, app::PASSWORD};
use parvis::server::telemetry;
use serde_json::Value;
use std::{
    io::Write,
    sync::{Arc, Mutex},
};

#[derive(Clone, Default)]
struct Log(Arc<Mutex<Vec<u8>>>);

impl Write for Log {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.0.lock().unwrap().extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

impl Log {
    fn text(&self) -> String {
        String::from_utf8(self.0.lock().unwrap().clone()).unwrap()
    }

    fn lines(&self) -> Vec<Value> {
        self.text().lines().map(|line| serde_json::from_str(line).expect("an object a line")).collect()
    }
}

#[tokio::test]
async fn each_request_is_a_line_that_its_id_finds_and_no_secret_is_in_any() {
    // Where there is one subscriber alone, `tracing` asks the thread's own whether anybody listens to a line, and
    // remembers what it hears: the other tests' threads have none.
    let _another = tracing::Dispatch::new(tracing_subscriber::registry());
    let log = Log::default();
    let writer = log.clone();
    let _heard = tracing::subscriber::set_default(telemetry::json(move || writer.clone()));
    let app = TestApp::sqlite().await;
    let mut admin = app.admin().await;
    let link = app.invite(&mut admin, "ines@exemple.fr", "user").await;
    assert_eq!(app.visitor().get(&link).await.status, 200);
    let reset = app.forgot("camille@rivoli.example").await;
    assert_eq!(app.visitor().sign_in("camille@rivoli.example", PASSWORD).await.status, 303);
    let missing = admin.get("/nowhere?q=camille").await;

    let lines = log.lines();
    let found = lines
        .iter()
        .find(|line| line["span"]["id"] == missing.header("x-request-id"))
        .unwrap_or_else(|| panic!("its line: {}", log.text()));
    assert_eq!((&found["fields"]["message"], &found["fields"]["status"]), (&"request.done".into(), &404.into()));
    let routes: Vec<&str> = lines.iter().filter_map(|line| line["span"]["route"].as_str()).collect();
    assert!(routes.contains(&"/join/{token}") && routes.contains(&"/sign-in"), "{routes:?}");
    let secrets = [
        PASSWORD,
        link.trim_start_matches("/join/"),
        reset.trim_start_matches("/reset/"),
        admin.session().unwrap(),
        "ines@exemple.fr",
        "nowhere",
    ];
    for secret in secrets {
        assert!(!log.text().contains(secret), "{secret}");
    }
}
