use super::{INES, ines};
use crate::{
    support::{TestApp, app::PASSWORD, on_both_engines},
    users::change,
};
use parvis::server::operations::users::Change;
use std::fs;

/// Tables with somebody in them that aren't in the copy, and why.
const LEFT_OUT: [(&str, &str); 5] = [
    ("history", "written behind the rest, page by page"),
    ("department_members", "told with the rights"),
    ("service_users", "told with the rights"),
    ("drafts", "the work of who writes one; what is made of it is in the copy"),
    ("job_items", "the work of who began the job; what was done to the person is in the history"),
];

on_both_engines! {
    // [S3.8]
    async fn all_that_is_held_can_be_read_and_taken_away(app: TestApp) {
        let (mut ines, mut admin) = ines(&app).await;
        app.send_invitations(&mut admin, "Éric Dubois <eric@exemple.fr>", "user").await;
        let page = ines.get("/me/export").await;
        assert_eq!(page.status, 200);
        for said in ["RGPD", "Inès", INES, "Navigateur inconnu", "192.0.2.1", "a accepté l’invitation", "Invité (consultation) · Par le rôle Membre, pour tout le compte"] {
            assert!(page.says(said), "{said}");
        }
        let file = ines.get("/me/export.json").await;
        assert!(file.header("content-disposition").contains("attachment"));
        let data = file.json();
        assert_eq!(data["users"][0]["email"], INES);
        assert_eq!((&data["rights"]["users"], &data["why"]["users"]), (&"guest".into(), &"Par le rôle Membre, pour tout le compte".into()));
        assert_eq!((data["acceptances"][0]["version"].as_i64(), data["sessions"].as_array().unwrap().len()), (Some(1), 1));
        assert_eq!(data["messages"][0]["kind"], "invitation");
        let actions: Vec<&str> = data["history"].as_array().unwrap().iter().map(|e| e["action"].as_str().unwrap()).collect();
        for action in ["invited", "invitation-accepted", "policy-accepted", "own-data-exported"] {
            assert!(actions.contains(&action), "{action}: {actions:?}");
        }
        for page in [&page, &file] {
            assert!(!page.says("eric@exemple.fr") && !page.body.contains("argon2") && !page.body.contains("token"));
        }
        assert_eq!(app.count("history WHERE action = 'own-data-exported'").await, 1);
    }

    // [S3.8]
    async fn what_is_kept_as_a_code_is_read_in_words(app: TestApp) {
        let (mut ines, admin) = ines(&app).await;
        let id = app.user(INES).await;
        change(&app, &admin, &id, Change::ResetPassword).await.unwrap();
        change(&app, &admin, &id, Change::ResetPassword).await.unwrap();
        let asked = ines.post("/me/address", &[("email", "ines@neuf.example"), ("password", PASSWORD)]).await;
        assert_eq!(asked.status, 303);
        ines.post("/me/address", &[("withdraw", "yes")]).await;
        let page = ines.get("/me/export").await;
        for said in ["Actif", "Invitation", "en attente", "acceptée", "remplacée par une demande plus récente", "un message plus récent l’a remplacé", "retirée", "Français"] {
            assert!(page.says(said), "{said}: {}", page.text());
        }
        let data = ines.get("/me/export.json").await.json();
        assert_eq!((data["users"][0]["state"].as_str(), data["resets"][0]["ending"].as_str()), (Some("active"), Some("replaced")));
        let values: Vec<&str> = page.body.split("<dd>").skip(1).filter_map(|rest| rest.split("</dd>").next()).collect();
        let codes = ["active", "queued", "sent", "refused", "invitation", "reset", "replaced", "withdrawn", "accepted", "fr",
            "over"];
        for code in codes {
            assert!(values.len() > 20 && !values.contains(&code), "{code}: {values:?}");
        }
    }

    // [S3.8]
    async fn what_one_has_begun_for_many_is_in_the_copy(app: TestApp) {
        let mut admin = app.admin().await;
        app.send_invitations(&mut admin, "a@exemple.fr b@exemple.fr", "user").await;
        assert_eq!(crate::jobs::begin(&mut admin, "/users", "revoke", &[]).await.status, 303);
        parvis::server::jobs::drain(&app.app).await.unwrap();
        let sent = crate::import::send(&mut admin, "equipe.csv", b"email\nc@exemple.fr").await;
        assert_eq!(sent.status, 303, "{}", sent.text());
        let page = admin.get("/me/export").await;
        for said in ["Actions sur plusieurs personnes", "Révoquer l’invitation", "terminée", "equipe.csv", "Envois d’invitations"] {
            assert!(page.says(said), "{said}: {}", page.text());
        }
        let data = admin.get("/me/export.json").await.json();
        assert_eq!((data["jobs"][0]["total"].as_i64(), data["imports"][0]["name"].as_str()), (Some(2), Some("equipe.csv")));
        assert_eq!(data["batches"].as_array().map(Vec::len), Some(1));
    }

    async fn a_text_that_was_accepted_can_be_read_again_after_it_changed(app: TestApp) {
        let (ines, _) = ines(&app).await;
        let folder = app.subfolder("policy");
        fs::write(folder.join("fr.md"), "# Notre politique").unwrap();
        let changed = app.restart(|config| config.policy_dir = Some(folder)).await.unwrap();
        let mut ines = ines.on(changed);
        ines.accept_policy().await;
        let page = ines.get("/me").await;
        assert!(page.body.contains("href=\"/policy/1?language=fr\"") && page.body.contains("href=\"/policy/2?language=fr\""));
        assert!(ines.get("/policy/1?language=fr").await.body.contains("lang=\"fr\""));
        assert!(ines.get("/policy/1?language=en").await.body.contains("lang=\"en\""));
        assert!(ines.get("/policy/2").await.body.contains("<h1>Notre politique</h1>"));
        for none in ["/policy/3", "/policy/0", "/policy/x", "/policy/99999999999999999999"] {
            assert_eq!(ines.get(none).await.status, 404, "{none}");
        }
    }

    async fn a_long_history_is_whole_in_the_copy(app: TestApp) {
        let mut admin = app.admin().await;
        let addresses: Vec<String> = (0..1_100).map(|n| format!("p{n:04}@exemple.fr")).collect();
        app.send_invitations(&mut admin, &addresses.join("\n"), "user").await;
        assert!(admin.get("/me/export").await.says("le fichier JSON contient tout"));
        let data = admin.get("/me/export.json").await.json();
        assert_eq!(data["history"].as_array().unwrap().len(), 1_103);
        admin.sign_in("camille@rivoli.example", PASSWORD).await;
    }
}

#[test]
fn every_table_that_names_somebody_is_in_the_copy() {
    let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR"));
    let held = fs::read_to_string(root.join("src/server/store/held.rs")).unwrap();
    for file in fs::read_dir(root.join("migrations/sqlite")).unwrap() {
        let sql = fs::read_to_string(file.unwrap().path()).unwrap();
        for table in sql.split("CREATE TABLE ").skip(1) {
            let (name, rest) = table.split_once(" (").unwrap();
            let columns = rest.split(") STRICT").next().unwrap();
            // What an entry changed goes with the history; its words are the same, to be found by.
            let names = |column: &str| columns.contains(&format!("\n    {column} BLOB"));
            let person = if names("user_id") { "user_id" } else { "actor_id" };
            if !names(person) || ["changes", "words"].contains(&name) {
                continue;
            }
            let listed = LEFT_OUT.iter().any(|(table, _)| *table == name)
                || held.contains(&format!("\"{name}\" by \"{person}\""));
            assert!(listed, "{name}: say in store/held.rs what of it is the person's, or here why nothing is");
        }
    }
}
