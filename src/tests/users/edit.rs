use crate::support::{Answer, Browser, TestApp, app::JOIN, on_both_engines};
use parvis::domain::access::{Area, Level, Levels};

const EMAIL: &str = "ines@exemple.fr";

/// The form as the page gives it, with some fields typed otherwise.
fn form<'a>(page: &'a Answer, typed: &[(&'a str, &'a str)]) -> Vec<(&'a str, String)> {
    let value = |name: &str| {
        let input = page.body.split("<input").find(|input| input.contains(&format!("name=\"{name}\"")));
        let value = input.and_then(|input| input.split("value=\"").nth(1)?.split('"').next());
        html_escape::decode_html_entities(value.unwrap_or_default()).into_owned()
    };
    let mut fields: Vec<(&str, String)> = ["first_name", "last_name", "notification_email", "phone", "version"]
        .into_iter()
        .map(|name| (name, value(name)))
        .collect();
    if page.body.contains("name=\"email\"") {
        fields.push(("email", value("email")));
    }
    fields.push(("language", "fr".to_owned()));
    for (name, typed) in typed {
        fields.retain(|(known, _)| known != name);
        fields.push((name, (*typed).to_owned()));
    }
    fields
}

/// Opens the form, changes fields and saves.
async fn save(browser: &mut Browser, id: &str, typed: &[(&str, &str)]) -> Answer {
    let path = format!("/users/{id}/edit");
    let page = browser.get(&path).await;
    assert_eq!(page.status, 200, "{}", page.text());
    send(browser, &path, &form(&page, typed)).await
}

async fn send(browser: &mut Browser, path: &str, fields: &[(&str, String)]) -> Answer {
    let fields: Vec<(&str, &str)> = fields.iter().map(|(name, value)| (*name, value.as_str())).collect();
    browser.post(path, &fields).await
}

async fn column(app: &TestApp, column: &str) -> String {
    // Whoever joins in a test is called Inès.
    let her = "(first_name = 'Inès' OR email LIKE 'ines%') AND email <> 'second@exemple.fr'";
    app.value(&format!("SELECT {column} FROM users WHERE {her}")).await
}

on_both_engines! {
    // [S3.12]
    async fn what_was_typed_is_not_lost_where_somebody_else_was_quicker_to_delete(app: TestApp) {
        let mut admin = app.admin().await;
        app.colleague(&mut admin, EMAIL, "member").await;
        let id = app.user(EMAIL).await;
        let path = format!("/users/{id}/edit");
        let page = admin.get(&path).await;
        let fields = form(&page, &[("last_name", "Benali <b>Öztürk</b>"), ("phone", "+33 6 12 34 56 78")]);
        app.tamper(&format!("UPDATE users SET state = 'deleted', deleted_at = created_at WHERE email = '{EMAIL}'")).await.unwrap();
        let refused = send(&mut admin, &path, &fields).await;
        assert_eq!(refused.status, 409);
        for said in ["Rien n’a été modifié", "Ce que vous aviez saisi", "Benali <b>Öztürk</b>", "+33 6 12 34 56 78"] {
            assert!(refused.says(said), "{said}: {}", refused.text());
        }
        let refused = admin.post(&format!("/users/{id}/address"), &[("email", "autre@exemple.fr")]).await;
        assert!(refused.status == 409 && refused.says("autre@exemple.fr"), "{}", refused.text());
    }

    // [S3.12]
    async fn what_is_saved_is_shown_found_and_remembered_before_and_after(app: TestApp) {
        let mut admin = app.admin().await;
        app.colleague(&mut admin, EMAIL, "member").await;
        let id = app.user(EMAIL).await;
        let typed = [
            ("last_name", "  Benali\u{a0}Öztürk "),
            ("phone", "+33 6 12 34 56 78"),
            ("notification_email", "secretariat@exemple.fr"),
            ("language", "en"),
        ];
        let answer = save(&mut admin, &id, &typed).await;
        assert_eq!((answer.status, answer.location()), (303, &*format!("/users/{id}?done=edit")));
        let page = admin.get(answer.location()).await;
        for shown in ["Benali Öztürk", "+33 6 12 34 56 78", "secretariat@exemple.fr", "English", "est enregistrée"] {
            assert!(page.says(shown), "{shown}: {}", page.text());
        }
        assert!(admin.get("/users?q=ozturk").await.says(EMAIL), "found by the new name");
        assert_eq!(app.count("history WHERE action = 'user-edited' AND NOT refused").await, 1);
        assert_eq!(app.count("changes").await, 4);
        let particulars: String = app.value("SELECT particulars FROM history WHERE action = 'user-edited'").await;
        assert!(!particulars.contains("Benali") && !particulars.contains('@'), "nothing personal is kept: {particulars}");
        // Saved as it is: nothing to remember.
        assert_eq!(save(&mut admin, &id, &[("language", "en")]).await.status, 303);
        assert_eq!(app.count("history WHERE action = 'user-edited'").await, 1);
    }

    async fn fields_are_checked_and_what_was_typed_is_kept(app: TestApp) {
        let mut admin = app.admin().await;
        app.colleague(&mut admin, EMAIL, "member").await;
        let id = app.user(EMAIL).await;
        let long = "é".repeat(300);
        for (field, value, problem) in [
            ("first_name", "", "Saisissez le prénom"),
            ("first_name", " \u{200b} ", "Saisissez le prénom"),
            ("last_name", long.as_str(), "100 caractères au plus"),
            ("phone", "appelez-moi", ""),
            ("phone", long.as_str(), ""),
            ("notification_email", "secretariat", "Il manque le signe @"),
            ("notification_email", "a@b.fr, c@d.fr", "Une seule adresse"),
            ("language", "xx", "Choisissez une langue"),
        ] {
            let answer = save(&mut admin, &id, &[("phone", "0612"), (field, value)]).await;
            assert_eq!(answer.status, 422, "{field}: {value}");
            assert!(answer.says("Il y a un problème") && answer.says(problem), "{field}: {}", answer.text());
            assert!(field == "phone" || answer.body.contains("value=\"0612\""), "{field}: the rest is kept");
        }
        assert_eq!(column(&app, "phone").await, "");
        assert_eq!(app.count("changes").await, 0);
    }

    async fn two_editors_cannot_overwrite_each_other_unknowingly(app: TestApp) {
        let mut admin = app.admin().await;
        let mut second = app.colleague(&mut admin, "second@exemple.fr", "administrator").await;
        app.colleague(&mut admin, EMAIL, "member").await;
        let id = app.user(EMAIL).await;
        let path = format!("/users/{id}/edit");
        let page = second.get(&path).await;
        assert_eq!(save(&mut admin, &id, &[("phone", "0611")]).await.status, 303);
        let late = form(&page, &[("phone", "0622"), ("last_name", "Martin")]);
        let answer = send(&mut second, &path, &late).await;
        assert_eq!(answer.status, 409);
        for shown in ["0611", "0622", "Benali", "Martin", "Quelqu’un d’autre a modifié"] {
            assert!(answer.says(shown), "{shown}: {}", answer.text());
        }
        assert_eq!(column(&app, "phone").await, "0611", "nothing was saved");
        let again = form(&answer, &[]);
        assert_eq!(send(&mut second, &path, &again).await.status, 303, "and now knowingly");
        assert_eq!(column(&app, "phone").await, "0622");
        assert_eq!(column(&app, "last_name").await, "Martin");
    }

    // [S1.19]
    async fn another_address_of_somebody_invited_gets_a_new_link_and_the_old_one_dies(app: TestApp) {
        let mut admin = app.admin().await;
        let old = app.invite(&mut admin, EMAIL, "member").await;
        let id = app.user(EMAIL).await;
        assert_eq!(save(&mut admin, &id, &[("email", "ines.benali@exemple.fr")]).await.status, 303);
        assert_eq!(app.count("messages WHERE state = 'queued' AND address = 'ines.benali@exemple.fr'").await, 1);
        assert_eq!(app.count("messages WHERE state = 'queued' AND address = 'ines@exemple.fr'").await, 0);
        assert!(app.visitor().get(&old).await.says("Cette invitation a été révoquée"));
        assert_eq!(app.visitor().post(&old, &JOIN).await.status, 410);
        let new = app.join_path("ines.benali@exemple.fr").await;
        assert_eq!(app.visitor().post(&new, &JOIN).await.status, 303);
    }

    async fn an_address_for_who_has_joined_meanwhile_is_shown_beside_what_is_and_nothing_is_lost(app: TestApp) {
        let mut admin = app.admin().await;
        let link = app.invite(&mut admin, EMAIL, "member").await;
        let id = app.user(EMAIL).await;
        let path = format!("/users/{id}/edit");
        let page = admin.get(&path).await;
        let late = form(&page, &[("email", "ines.benali@exemple.fr"), ("phone", "0622")]);
        assert_eq!(app.visitor().post(&link, &JOIN).await.status, 303);
        let answer = send(&mut admin, &path, &late).await;
        assert_eq!(answer.status, 409, "{}", answer.text());
        for shown in ["Quelqu’un d’autre a modifié", "ines.benali@exemple.fr", "0622", "Benali"] {
            assert!(answer.says(shown), "{shown}: {}", answer.text());
        }
        assert_eq!(column(&app, "last_name").await, "Benali", "what the person gave stays");
        assert_eq!(app.count("history WHERE action = 'user-edited' AND refused").await, 0);
    }

    async fn who_joins_is_an_editor_too(app: TestApp) {
        let mut admin = app.admin().await;
        let link = app.invite(&mut admin, EMAIL, "member").await;
        let id = app.user(EMAIL).await;
        let path = format!("/users/{id}/edit");
        let page = admin.get(&path).await;
        let late = form(&page, &[("first_name", "Agnès"), ("last_name", "B.")]);
        assert_eq!(app.visitor().post(&link, &JOIN).await.status, 303);
        assert_eq!(send(&mut admin, &path, &late).await.status, 409);
        assert_eq!(column(&app, "last_name").await, "Benali");
    }

    async fn an_address_that_somebody_has_is_refused_without_saying_who(app: TestApp) {
        let mut admin = app.admin().await;
        app.invite(&mut admin, EMAIL, "member").await;
        let id = app.user(EMAIL).await;
        let invitations = app.count("invitations").await;
        app.account("Autre maison", "david@autre.example").await;
        for taken in ["camille@rivoli.example", "DAVID@autre.example"] {
            let answer = save(&mut admin, &id, &[("email", taken)]).await;
            assert_eq!(answer.status, 422, "{taken}");
            assert!(!answer.says("Autre maison") && answer.body.contains(taken), "{}", answer.text());
        }
        assert_eq!(app.count("users WHERE email = 'ines@exemple.fr'").await, 1);
        assert_eq!(app.count("invitations").await, invitations);
    }

    async fn an_editor_edits_but_sends_no_mail_and_who_has_more_rights_is_left_alone(app: TestApp) {
        let mut admin = app.admin().await;
        let mut editor = app.colleague(&mut admin, "rh@exemple.fr", "user").await;
        let levels = Levels::default().with(Area::Users, Level::Editor);
        app.give_role("rh@exemple.fr", &app.custom_role("RH", levels).await).await;
        app.invite(&mut admin, EMAIL, "user").await;
        let id = app.user(EMAIL).await;
        let path = format!("/users/{id}/edit");
        let page = editor.get(&path).await;
        assert!(!page.body.contains("name=\"email\""), "{}", page.text());
        let mut fields = form(&page, &[("first_name", "Inès")]);
        assert_eq!(send(&mut editor, &path, &fields).await.status, 303);
        fields.push(("email", "autre@exemple.fr".to_owned()));
        assert_eq!(send(&mut editor, &path, &fields).await.status, 403);
        assert_eq!(app.count("users WHERE email = 'ines@exemple.fr'").await, 1);
        let camille = app.user("camille@rivoli.example").await;
        assert_eq!(editor.get(&format!("/users/{camille}/edit")).await.status, 403);
        assert_eq!(send(&mut editor, &format!("/users/{camille}/edit"), &fields).await.status, 403);
        assert_eq!(app.count("history WHERE action = 'user-edited' AND refused").await, 2);
        let own = app.user("rh@exemple.fr").await;
        assert_eq!(send(&mut editor, &format!("/users/{own}/edit"), &fields).await.status, 409, "/me is for oneself");
    }

    async fn who_is_in_keeps_the_address_until_another_is_confirmed(app: TestApp) {
        let mut admin = app.admin().await;
        app.colleague(&mut admin, EMAIL, "member").await;
        let id = app.user(EMAIL).await;
        let page = admin.get(&format!("/users/{id}/edit")).await;
        assert!(page.body.contains(&format!("/users/{id}/address\"")), "{}", page.text());
        let forged = form(&page, &[("email", "autre@exemple.fr")]);
        assert_eq!(send(&mut admin, &format!("/users/{id}/edit"), &forged).await.status, 409);
        assert_eq!(app.count("users WHERE email = 'ines@exemple.fr'").await, 1);
    }
}
