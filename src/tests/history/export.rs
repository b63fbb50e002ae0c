use super::{person, with_levels, write};
use crate::support::{TestApp, on_both_engines};
use parvis::domain::{
    access::{Area, Level},
    history::{Action, Change, Entry},
};

const INES: &str = "ines@exemple.fr";

on_both_engines! {
    // [S3.10]
    async fn what_is_filtered_comes_as_csv_and_as_json(app: TestApp) {
        let mut admin = app.admin().await;
        app.colleague(&mut admin, INES, "member").await;
        app.send_invitations(&mut admin, "eric@exemple.fr", "user").await;
        let csv = admin.get("/history/export.csv?what=invitations&q=ines").await;
        assert_eq!((csv.status, csv.header("content-type")), (200, "text/csv; charset=utf-8"));
        assert!(csv.header("content-disposition").contains("attachment"));
        let lines: Vec<&str> = csv.body.trim_start_matches('\u{feff}').lines().collect();
        assert_eq!(lines.len(), 3, "{lines:#?}");
        assert!(lines[0].starts_with("at;actor;actor_id;action;subject;subject_id;outcome;"));
        assert!(lines.iter().any(|line| line.starts_with("2026-11-22T08:00:00") && line.contains(";invited;Inès Benali;")));

        let json = admin.get("/history/export.json?what=invited").await;
        let entries = json.json();
        assert_eq!(entries.as_array().unwrap().len(), 2);
        assert_eq!((&entries[0]["action"], &entries[0]["actor"]["name"]), (&"invited".into(), &"Camille Moreau".into()));
        assert_eq!(entries[0]["outcome"], "done");
        assert_eq!(admin.get("/history/export.json?q=introuvable").await.json(), serde_json::json!([]));
        let exports = admin.get("/history/export.json?what=history-exported").await.json();
        assert_eq!(exports.as_array().unwrap().len(), 4, "an export is in the history itself");
        let particulars: Vec<&serde_json::Value> =
            exports.as_array().unwrap().iter().map(|entry| &entry["particulars"]).collect();
        assert!(particulars.contains(&&serde_json::json!({ "format": "csv", "filtered": true })), "{particulars:?}");
    }

    async fn a_long_history_is_whole_in_its_file(app: TestApp) {
        let mut admin = app.admin().await;
        let addresses: Vec<String> = (0..1_203).map(|n| format!("p{n:04}@exemple.fr")).collect();
        app.send_invitations(&mut admin, &addresses.join("\n"), "user").await;
        let csv = admin.get("/history/export.csv?what=invited").await;
        for address in &addresses {
            assert_eq!(csv.body.matches(address.as_str()).count(), 2, "{address}: as the subject, and in the sentence");
        }
        assert_eq!(admin.get("/history/export.json?what=invited").await.json().as_array().unwrap().len(), addresses.len());
    }

    async fn no_cell_is_a_formula(app: TestApp) {
        let mut admin = app.admin().await;
        app.colleague(&mut admin, INES, "member").await;
        let ines = person(&app, INES).await;
        app.tamper(&format!("UPDATE users SET first_name = '=cmd|calc', last_name = 'x' WHERE email = '{INES}'")).await.unwrap();
        let change = Change::between("phone", "", "=1+1");
        write(&app, "192.0.2.1", &[Entry::new(Action::ProfileChanged).by(ines).on(ines).changing(change)]).await;
        let csv = admin.get("/history/export.csv").await;
        assert!(csv.body.contains(";'=cmd|calc x;") && !csv.body.contains(";=") && !csv.body.contains("\n="));
    }

    async fn taking_it_out_takes_the_right_to_export(app: TestApp) {
        let mut admin = app.admin().await;
        let mut auditor = with_levels(&app, &mut admin, "audit@exemple.fr", &[(Area::History, Level::Guest)]).await;
        for path in ["/history/export.csv", "/history/export.json"] {
            assert_eq!(auditor.get(path).await.status, 403);
        }
        assert_eq!(app.count("history WHERE action = 'history-exported' AND refused").await, 2);
        let both = [(Area::History, Level::Guest), (Area::Exports, Level::Guest)];
        let mut archivist = with_levels(&app, &mut admin, "archives@exemple.fr", &both).await;
        assert_eq!(archivist.get("/history/export.csv").await.status, 200);
    }
}
