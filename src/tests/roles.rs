//! Roles: reading, writing, giving others their place [S1.8, S1.12].

use crate::{
    support::{Answer, Browser, TestApp, app::PASSWORD, on_both_engines},
    users::change,
};
use parvis::{
    domain::{
        access::{Area, Level, Levels},
        department::DepartmentRole,
    },
    server::operations::users::Change,
};

const AREAS: [&str; 9] =
    ["users", "roles", "departments", "services", "history", "settings", "billing", "analytics", "exports"];

/// The form of a role: nothing anywhere but as said.
fn form<'a>(name: &'a str, version: &'a str, levels: &[(&'static str, &'a str)]) -> Vec<(String, String)> {
    let mut fields = vec![
        ("name".to_owned(), name.to_owned()),
        ("reach".to_owned(), "account".to_owned()),
        ("version".to_owned(), version.to_owned()),
        ("level-services-all".to_owned(), "none".to_owned()),
    ];
    for area in AREAS {
        let level = levels.iter().find(|(a, _)| *a == area).map_or("none", |(_, level)| *level);
        fields.push((format!("level-{area}"), level.to_owned()));
    }
    fields
}

async fn send(browser: &mut Browser, path: &str, fields: &[(String, String)], more: &[(&str, &str)]) -> Answer {
    let fields: Vec<(&str, &str)> = fields.iter().map(|(a, b)| (a.as_str(), b.as_str())).collect();
    browser.post(path, &[&fields[..], more].concat()).await
}

/// What is said of a form that isn't saved, in JSON.
async fn preview(browser: &mut Browser, id: &str, fields: &[(String, String)], more: &[(&str, &str)]) -> Answer {
    let fields = fields.iter().map(|(name, value)| (name.as_str(), value.as_str()));
    let sent = url::form_urlencoded::Serializer::new(String::new())
        .append_pair("role", id)
        .extend_pairs(fields)
        .extend_pairs(more)
        .finish();
    browser.call("preview-role", &serde_json::json!({ "fields": sent })).await
}

on_both_engines! {
    // [S1.8] [S3.6] [S3.16]
    async fn a_custom_role_is_made_offered_and_given(app: TestApp) {
        let mut admin = app.admin().await;
        let made = send(&mut admin, "/roles/new", &form("Accueil", "0", &[("users", "guest"), ("history", "editor")]), &[]).await;
        assert_eq!(made.status, 303, "{}", made.text());
        let path = made.location().split('?').next().unwrap().to_owned();
        let page = admin.get(&path).await;
        for said in ["Accueil", "Historique", "Éditeur", "tout le compte"] {
            assert!(page.says(said), "{said}: {}", page.text());
        }
        assert!(admin.get("/roles").await.says("Accueil"));
        assert!(admin.get("/users/invite").await.says("Accueil"));
        app.colleague(&mut admin, "ines@exemple.fr", "user").await;
        let id = path.rsplit('/').next().unwrap();
        app.give_role("ines@exemple.fr", id).await;
        let mut ines = app.visitor();
        ines.sign_in("ines@exemple.fr", PASSWORD).await;
        assert_eq!(ines.get("/history").await.status, 200);
        assert_eq!(ines.get("/settings").await.status, 403);
        assert_eq!(app.count("history WHERE action = 'role-created'").await, 1);
    }

    // [S1.8]
    async fn who_has_a_role_is_a_sentence_of_its_page(app: TestApp) {
        let mut admin = app.admin().await;
        let made = send(&mut admin, "/roles/new", &form("Accueil", "0", &[("users", "guest")]), &[]).await;
        let path = made.location().split('?').next().unwrap().to_owned();
        assert!(admin.get(&path).await.says("Personne ne l’a. Il s’applique à : tout le compte."));
        app.colleague(&mut admin, "ines@exemple.fr", "user").await;
        app.give_role("ines@exemple.fr", path.rsplit('/').next().unwrap()).await;
        assert!(admin.get(&path).await.says("1 personne l’a. Il s’applique à"));
    }

    // [S1.8]
    async fn where_roles_are_many_they_are_found_by_any_part_of_their_name(app: TestApp) {
        let mut admin = app.admin().await;
        assert!(!admin.get("/roles").await.body.contains("role=\"search\""), "a few are looked through by eye");
        for number in 1..=18 {
            let name = format!("Équipe {number}");
            assert_eq!(send(&mut admin, "/roles/new", &form(&name, "0", &[("users", "guest")]), &[]).await.status, 303);
        }
        assert!(admin.get("/roles").await.body.contains("role=\"search\""));
        let found = admin.get("/roles?q=%20EQUIPE%2012").await;
        assert!(found.says("Équipe 12") && !found.says("Équipe 1 ") && !found.says("Équipe 13"), "{}", found.text());
        assert!(found.body.contains("value=\" EQUIPE 12\""), "what was looked for is kept");
        assert!(found.says("Dans un département"));
        let none = admin.get("/roles?q=%3Cb%3E").await;
        assert!(none.says("Aucun rôle ne porte ce nom.") && none.body.contains("&lt;b&gt;"));
    }

    // [S1.8]
    async fn built_in_roles_are_read_and_never_written_or_deleted(app: TestApp) {
        let mut admin = app.admin().await;
        let member = app.role("member").await;
        assert!(admin.get(&format!("/roles/{member}")).await.says("Membre"));
        let (edit, delete) = (format!("/roles/{member}/edit"), format!("/roles/{member}/delete"));
        let other = app.role("user").await;
        let sent = send(&mut admin, &edit, &form("Membre", "0", &[]), &[("reviewed", "yes")]).await;
        let deleted = admin.post(&delete, &[("role", &other)]).await;
        for page in [admin.get(&edit).await, sent, admin.get(&delete).await, deleted] {
            assert!(page.status == 409 && page.says("Ce rôle est fourni avec Parvis"), "{}", page.text());
        }
        assert_eq!(app.count("history WHERE action IN ('role-edited', 'role-deleted') AND refused").await, 2);
        let copy = admin.get(&format!("/roles/new?like={member}")).await;
        assert!(copy.body.contains("Membre (copie)"), "{}", copy.text());
        let list = admin.get("/roles").await;
        for said in ["Viewer", "Operator", "Utilisateurs\u{202f}: Approbateur", "Tous les services\u{202f}: Éditeur"] {
            assert!(list.says(said), "{said}: {}", list.text());
        }
    }

    // [S1.12]
    async fn a_copy_is_saved_with_what_the_role_lets_one_do(app: TestApp) {
        let mut admin = app.admin().await;
        let levels = Levels::default().with(Area::History, Level::Guest).with(Area::Exports, Level::Editor);
        let id = app.custom_role("Archives", levels).await;
        let page = admin.get(&format!("/roles/new?like={id}")).await.body;
        let value = |tag: &str, name: &str| tag.split(&format!("{name}=\"")).nth(1).map(|rest| rest.split('"').next().unwrap().to_owned());
        let tags = page.split("<input ").filter_map(|tag| tag.split('>').next());
        let chosen = tags.filter(|tag| !tag.contains("type=\"radio\"") || tag.contains(" checked"));
        let fields: Vec<(String, String)> = chosen.filter_map(|tag| Some((value(tag, "name")?, value(tag, "value")?))).collect();
        let fields: Vec<(&str, &str)> = fields.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
        let saved = admin.post("/roles/new", &fields).await;
        assert_eq!(saved.status, 303, "{fields:?} {}", saved.text());
        let roles = app.values("SELECT levels FROM roles WHERE kind = 'custom' ORDER BY name").await;
        assert_eq!(roles.len(), 2);
        assert_eq!(roles[0], roles[1]);
    }

    // [S1.12]
    async fn before_saving_it_is_said_who_loses_and_gains_what_and_it_counts_at_the_next_request(app: TestApp) {
        let mut admin = app.admin().await;
        let id = app.custom_role("Archives", Levels::default().with(Area::History, Level::Guest)).await;
        let mut ines = app.colleague(&mut admin, "ines@exemple.fr", "user").await;
        app.give_role("ines@exemple.fr", &id).await;
        assert_eq!(ines.get("/history").await.status, 200);
        let path = format!("/roles/{id}/edit");
        let fields = form("Archives", "0", &[("exports", "editor")]);
        let review = send(&mut admin, &path, &fields, &[]).await;
        assert_eq!(review.status, 200);
        for said in ["1 personne perd Historique\u{202f}: Invité (consultation) → Aucun", "1 personne gagne Exports\u{202f}: Aucun → Éditeur", "Inès Benali"] {
            assert!(review.says(said), "{said}: {}", review.text());
        }
        assert_eq!(ines.get("/history").await.status, 200, "nothing has changed yet");
        assert!(send(&mut admin, &path, &fields, &[("back", "yes")]).await.body.contains("value=\"Archives\""));
        assert_eq!(send(&mut admin, &path, &fields, &[("reviewed", "yes")]).await.status, 303);
        assert_eq!(ines.get("/history").await.status, 403, "at the next request");
        let entry: String = app.value("SELECT particulars FROM history WHERE action = 'role-edited'").await;
        assert!(entry.contains("history=guest") && entry.contains("exports=editor"), "{entry}");
    }

    // [S1.12]
    async fn everybody_whom_it_is_about_is_named_before_saving_however_many(app: TestApp) {
        let mut admin = app.admin().await;
        let id = app.custom_role("Archives", Levels::default().with(Area::History, Level::Guest)).await;
        let people: Vec<String> = (10..22).map(|number| format!("a{number}@exemple.fr")).collect();
        app.send_invitations(&mut admin, &people.join(" "), "user").await;
        for email in &people {
            app.give_role(email, &id).await;
        }
        let review = send(&mut admin, &format!("/roles/{id}/edit"), &form("Archives", "0", &[]), &[]).await;
        assert!(review.says("12 personnes perdent Historique"), "{}", review.text());
        let first = review.between("Historique", "<details").unwrap();
        assert!(first.contains("a19@") && !first.contains("a20@") && first.contains(", …"), "{first}");
        assert!(review.says("Voir 2 autres noms"), "{}", review.text());
        let others = review.between("</summary>", "</details>").unwrap();
        assert!(people[10..].iter().all(|email| others.contains(email)) && !others.contains("a19@"), "{others}");
    }

    // [S1.12]
    async fn a_narrower_reach_is_said_beforehand_though_the_levels_stay(app: TestApp) {
        let mut admin = app.admin().await;
        let id = app.custom_role("RH", Levels::default().with(Area::Users, Level::Approver)).await;
        app.colleague(&mut admin, "ines@exemple.fr", "user").await;
        app.give_role("ines@exemple.fr", &id).await;
        let lyon = app.department("Lyon").await;
        let ines = app.user("ines@exemple.fr").await;
        change(&app, &admin, &ines, Change::AddToDepartment(lyon, DepartmentRole::Operator)).await.unwrap();
        let mut fields = form("RH", "0", &[("users", "approver")]);
        for field in &mut fields {
            if field.0 == "reach" {
                field.1 = "department".to_owned();
            }
        }
        let said = "1 personne perd Utilisateurs (dans tout le compte)\u{202f}: Approbateur → Aucun";
        let told = preview(&mut admin, &id, &fields, &[]).await;
        assert!(told.body.contains("dans tout le compte"), "{}", told.body);
        let review = send(&mut admin, &format!("/roles/{id}/edit"), &fields, &[]).await;
        assert!(review.status == 200 && review.says(said), "{}", review.text());
    }

    // [S1.12]
    async fn two_editors_cannot_overwrite_each_other(app: TestApp) {
        let mut admin = app.admin().await;
        let id = app.custom_role("Archives", Levels::default()).await;
        let path = format!("/roles/{id}/edit");
        let saved = send(&mut admin, &path, &form("Archives A", "0", &[]), &[("reviewed", "yes")]).await;
        assert_eq!(saved.status, 303);
        let second = send(&mut admin, &path, &form("Archives B", "0", &[("users", "guest")]), &[("reviewed", "yes")]).await;
        assert_eq!(second.status, 409);
        assert!(second.says("Archives A") && second.body.contains("value=\"Archives B\""), "both are shown");
        assert!(second.body.contains("name=\"version\" value=\"1\""));
        assert_eq!(send(&mut admin, &path, &form("Archives B", "1", &[]), &[("reviewed", "yes")]).await.status, 303);
    }

    // [S1.12] [S5.2]
    async fn a_role_in_use_is_deleted_by_naming_the_one_that_takes_its_place(app: TestApp) {
        let mut admin = app.admin().await;
        let id = app.custom_role("Archives", Levels::default().with(Area::History, Level::Guest)).await;
        let mut ines = app.colleague(&mut admin, "ines@exemple.fr", "user").await;
        app.give_role("ines@exemple.fr", &id).await;
        let path = format!("/roles/{id}/delete");
        assert!(admin.get(&path).await.says("1 personne a ce rôle"));
        assert_eq!(admin.post(&path, &[]).await.status, 422);
        assert_eq!(admin.post(&path, &[("role", &id)]).await.status, 422, "itself");
        let member = app.role("member").await;
        assert_eq!(admin.post(&path, &[("role", &member)]).await.location(), "/roles?done=delete");
        assert_eq!(ines.get("/history").await.status, 403);
        assert_eq!(ines.get("/users").await.status, 200, "a member now");
        assert_eq!(app.count("roles WHERE kind = 'custom'").await, 0);
        assert_eq!(admin.get(&format!("/roles/{id}")).await.status, 404);
    }

    // [S4.26] [S5.2]
    async fn who_becomes_administrator_in_the_place_of_a_role_has_no_exceptions_any_more(app: TestApp) {
        let mut admin = app.admin().await;
        let id = app.custom_role("Comptable", Levels::default().with(Area::Billing, Level::Guest)).await;
        let mut ines = app.colleague(&mut admin, "ines@exemple.fr", "user").await;
        app.give_role("ines@exemple.fr", &id).await;
        let path = format!("/users/{}/rights/users", app.user("ines@exemple.fr").await);
        assert_eq!(admin.post(&path, &[("level", "none")]).await.status, 303);
        assert_eq!(app.count("exceptions").await, 1);
        let administrator = app.role("administrator").await;
        let deleted = admin.post(&format!("/roles/{id}/delete"), &[("role", &administrator)]).await;
        assert_eq!(deleted.location(), "/roles?done=delete");
        assert_eq!(app.count("exceptions").await, 0);
        assert!(admin.get("/history").await.says("Exceptions levées"));
        assert_eq!(ines.get("/users").await.status, 200);
    }

    // [S3.16]
    async fn nobody_writes_a_role_beyond_their_own(app: TestApp) {
        let mut admin = app.admin().await;
        let levels = Levels::default().with(Area::Roles, Level::Approver).with(Area::Users, Level::Guest);
        let own = app.custom_role("RH", levels).await;
        let beyond = app.custom_role("Comptes", Levels::default().with(Area::Billing, Level::Approver)).await;
        let mut hr = app.colleague(&mut admin, "rh@exemple.fr", "user").await;
        app.give_role("rh@exemple.fr", &own).await;
        let made = send(&mut hr, "/roles/new", &form("Trop", "0", &[("billing", "guest")]), &[]).await;
        assert_eq!(made.status, 422);
        for said in ["Facturation\u{202f}: Invité", "adressez-vous à Camille Moreau"] {
            assert!(made.says(said), "{said}: {}", made.text());
        }
        assert_eq!(send(&mut hr, "/roles/new", &form("Assez", "0", &[("users", "guest")]), &[]).await.status, 303);
        let lowered = send(&mut hr, &format!("/roles/{beyond}/edit"), &form("Comptes", "0", &[]), &[("reviewed", "yes")]).await;
        assert_eq!(lowered.status, 403, "taking away is as much as giving");
        assert_eq!(hr.post(&format!("/roles/{beyond}/delete"), &[]).await.status, 403);
        for page in [hr.get(&format!("/roles/{beyond}/edit")).await, hr.get(&format!("/roles/{beyond}/delete")).await] {
            assert!(page.status == 403 && page.says("Ce rôle donne plus que ce que vous avez vous-même"), "{}", page.text());
            assert!(page.says("Il faut le niveau Approbateur") && page.says("Demander l’accès"), "{}", page.text());
            assert!(page.body.contains("name=\"area\" value=\"billing\""), "{}", page.body);
        }
        let administrator = app.role("administrator").await;
        let assez: uuid::Uuid = app.value("SELECT id FROM roles WHERE name = 'Assez'").await;
        let raised = hr.post(&format!("/roles/{assez}/delete"), &[("role", &administrator)]).await;
        assert_eq!(raised.status, 422);
        assert_eq!(app.count("history WHERE action IN ('role-created', 'role-edited', 'role-deleted') AND refused").await, 4);

        let mut other = app.account("Autre maison", "david@autre.example").await;
        assert_eq!(other.get(&format!("/roles/{own}")).await.status, 404);
    }

    async fn what_is_wrong_is_said_by_its_field_and_kept(app: TestApp) {
        let mut admin = app.admin().await;
        send(&mut admin, "/roles/new", &form("Accueil", "0", &[]), &[]).await;
        let taken = send(&mut admin, "/roles/new", &form("ACCUEIL", "0", &[("users", "editor")]), &[]).await;
        assert_eq!(taken.status, 422);
        assert!(taken.body.contains("value=\"ACCUEIL\"") && taken.body.contains("value=\"editor\" checked"), "{}", taken.body);
        for name in ["", " \u{200b}", &"é".repeat(61)] {
            assert_eq!(send(&mut admin, "/roles/new", &form(name, "0", &[]), &[]).await.status, 422, "{name}");
        }
        let odd = admin.post("/roles/new", &[("name", "X"), ("reach", "world"), ("level-users", "all")]).await;
        assert_eq!(odd.status, 422);
        let filled = admin.post("/roles/new", &[("name", "X"), ("preset", "reads")]).await;
        assert_eq!(filled.status, 200);
        assert!(filled.body.contains("value=\"X\"") && filled.body.matches("value=\"guest\" checked").count() == 11);
        assert_eq!(app.count("roles WHERE kind = 'custom'").await, 1);
    }

    // [S1.8]
    async fn a_button_fills_the_table_and_saves_nothing(app: TestApp) {
        let mut admin = app.admin().await;
        let levels = Levels::default().with(Area::History, Level::Editor).with_services(Level::Guest);
        let archives = app.custom_role("Archives", levels).await;
        let filled = send(&mut admin, "/roles/new", &form("Accueil", "0", &[]), &[("preset", "everything")]).await;
        assert_eq!(filled.status, 200);
        assert_eq!(filled.body.matches("value=\"approver\" checked").count(), 11);
        assert!(filled.body.contains("value=\"Accueil\""), "what was typed is kept");

        let like = send(&mut admin, "/roles/new", &form("Accueil", "0", &[("users", "approver")]), &[("preset", "like"), ("like", &archives)]).await;
        let chosen = |area: &str| like.between(&format!("name=\"level-{area}\" value=\"editor\""), ">").unwrap().contains("checked");
        assert!(chosen("history") && !chosen("users"), "{}", like.body);
        assert!(like.body.contains("name=\"level-services-all\" value=\"guest\" checked"));

        let path = format!("/roles/{archives}/edit");
        for pressed in [&[("preset", "nothing")][..], &[("preset", "all")], &[("preset", "like"), ("like", "")], &[("preset", "like"), ("like", &uuid::Uuid::nil().to_string())]] {
            let page = send(&mut admin, &path, &form("Autre nom", "0", &[]), pressed).await;
            assert_eq!((page.status, page.body.contains("value=\"Autre nom\"")), (200, true), "{pressed:?}");
        }
        assert_eq!(app.count("roles WHERE kind = 'custom' AND name = 'Archives' AND version = 0").await, 1);
        let offered = admin.get(&path).await;
        assert!(!offered.body.contains(&format!("<option value=\"{archives}\"")), "not like itself");
    }

    // [S1.12]
    async fn while_the_table_is_filled_it_is_said_who_would_lose_and_gain_what(app: TestApp) {
        let mut admin = app.admin().await;
        let id = app.custom_role("Archives", Levels::default().with(Area::History, Level::Guest)).await;
        app.colleague(&mut admin, "ines@exemple.fr", "user").await;
        app.give_role("ines@exemple.fr", &id).await;
        let same = preview(&mut admin, &id, &form("Archives", "0", &[("history", "guest")]), &[]).await;
        assert!(!same.says("gagne") && !same.body.contains("<p"), "nothing changes yet: {}", same.body);
        let said = preview(&mut admin, &id, &form("", "0", &[("exports", "editor")]), &[]).await;
        for text in ["1 personne perd Historique\u{202f}: Invité (consultation) → Aucun", "1 personne gagne Exports\u{202f}: Aucun → Éditeur", "Inès Benali"] {
            assert!(said.says(text), "{text}, though it has no name: {}", said.body);
        }
        assert!(!said.body.contains("type=\\\"radio"), "the table stays as it is");
        let filled = preview(&mut admin, &id, &form("Archives", "0", &[]), &[("preset", "everything")]).await;
        assert_eq!(filled.body.matches("value=\\\"approver\\\" checked").count(), 11, "{}", filled.body);
        assert!(filled.says("8 autres changements"), "{}", filled.body);
        let unused = app.custom_role("Personne", Levels::default()).await;
        assert!(preview(&mut admin, &unused, &form("Personne", "0", &[("users", "guest")]), &[]).await.says("Personne ne gagne ni ne perd rien"));
        let new = preview(&mut admin, "", &form("", "0", &[("users", "guest")]), &[]).await;
        assert!(!new.says("Personne ne gagne"), "nobody has it yet");
        // Without script, the buttons' answer says it too.
        let page = send(&mut admin, &format!("/roles/{id}/edit"), &form("Archives", "0", &[]), &[("preset", "nothing")]).await;
        assert!(page.says("1 personne perd Historique\u{202f}: Invité (consultation) → Aucun") && page.says("Inès Benali"), "{}", page.text());
        assert_eq!(app.count("history WHERE action = 'role-edited'").await, 0);
    }

    // [S1.12] [S3.16]
    async fn what_is_said_while_the_table_is_filled_is_for_who_may_write_it(app: TestApp) {
        let mut admin = app.admin().await;
        let levels = Levels::default().with(Area::Roles, Level::Editor).with(Area::History, Level::Editor);
        let own = app.custom_role("RH", levels).await;
        let held = app.custom_role("Archives", Levels::default().with(Area::History, Level::Guest)).await;
        let beyond = app.custom_role("Comptes", Levels::default().with(Area::Billing, Level::Approver)).await;
        for (email, role) in [("rh@exemple.fr", &own), ("ines@exemple.fr", &held), ("comptes@exemple.fr", &beyond)] {
            app.colleague(&mut admin, email, "user").await;
            app.give_role(email, role).await;
        }
        let mut hr = app.visitor();
        hr.sign_in("rh@exemple.fr", PASSWORD).await;
        let said = preview(&mut hr, &held, &form("Archives", "0", &[]), &[]).await;
        assert!(said.says("1 personne perd Historique") && !said.says("Inès"), "who doesn't see people isn't told names: {}", said.body);
        let raised = preview(&mut hr, &held, &form("Archives", "0", &[("billing", "guest")]), &[]).await;
        assert!(raised.says("Vous ne pouvez pas donner ce que vous n’avez pas vous-même — Facturation"), "{}", raised.body);
        assert_eq!(preview(&mut hr, &beyond, &form("Comptes", "0", &[]), &[]).await.status, 404, "not theirs to change");
        let member = app.role("member").await;
        assert_eq!(preview(&mut admin, &member, &form("Membre", "0", &[]), &[]).await.status, 404, "nobody's to change");
        let mut other = app.account("Autre maison", "david@autre.example").await;
        assert_eq!(preview(&mut other, &held, &form("Archives", "0", &[]), &[]).await.status, 404);
        assert_eq!(preview(&mut other, "nonsense", &form("Archives", "0", &[]), &[]).await.status, 404);
    }
}
