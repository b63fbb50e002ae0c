use crate::support::{Answer, Browser, TestApp, app::JOIN, on_both_engines};
use parvis::domain::access::{Area, Level, Levels};

const EMAIL: &str = "ines@exemple.fr";

type Fields<'a> = Vec<(&'a str, &'a str)>;

/// A new draft's path.
async fn begin(browser: &mut Browser) -> String {
    let answer = browser.get("/users/new").await;
    assert_eq!(answer.status, 303, "{}", answer.body);
    answer.location().to_owned()
}

/// The first step as it has to be.
fn details<'a>(role: &'a str, more: &[(&'a str, &'a str)]) -> Fields<'a> {
    let mut fields = vec![("email", EMAIL), ("language", "fr"), ("role", role)];
    fields.retain(|(name, _)| more.iter().all(|(other, _)| other != name));
    fields.extend(more);
    fields
}

/// All steps without services; the last answer.
async fn create(browser: &mut Browser, fields: &[(&str, &str)], send: bool) -> Answer {
    let path = begin(browser).await;
    let answer = browser.post(&path, fields).await;
    assert_eq!((answer.status, answer.location()), (303, format!("{path}/options").as_str()), "{}", answer.text());
    let options: &[(&str, &str)] = if send { &[("send", "yes")] } else { &[] };
    browser.post(answer.location(), options).await
}

on_both_engines! {
    // [S3.3–S3.7] [S4.1–S4.7] [S5.3–S5.5] [S5.9–S5.12]
    async fn somebody_is_created_in_three_steps_and_stays_inactive(app: TestApp) {
        let mut admin = app.admin().await;
        let (lyon, mail) = (app.department("Lyon").await.to_string(), app.service("Emailings").await.to_string());
        app.service("SMS").await;
        let role = app.role("member").await;
        let path = begin(&mut admin).await;
        let fields = details(&role, &[
            ("first_name", " Inès "), ("last_name", "Benali"), ("notification_email", "secretariat@exemple.fr"),
            ("phone", "06 12 34 56 78"), ("department", &lyon), ("department_role", "operator"),
            ("ends_on", "2027-06-30"), ("assign", "yes"),
        ]);
        let step = admin.post(&path, &fields).await;
        assert_eq!(step.location(), format!("{path}/services"), "{}", step.text());
        let page = admin.get(step.location()).await;
        assert!(page.says("Affecter les services") && page.says("Emailings") && page.says("SMS"));
        let step = admin.post(step.location(), &[("services", &mail)]).await;
        assert_eq!(step.location(), format!("{path}/options"));
        let page = admin.get(step.location()).await;
        for said in ["Inès Benali", EMAIL, "secretariat@exemple.fr", "06 12 34 56 78", "Membre", "Lyon · Operator", "30 juin 2027", "Emailings"] {
            assert!(page.says(said), "{said}: {}", page.text());
        }
        assert_eq!(app.count("users").await, 1, "nothing is done before the end");
        let done = admin.post(step.location(), &[]).await;
        let id = app.user(EMAIL).await;
        assert_eq!(done.location(), format!("/users/{id}?done=create"));
        assert_eq!(app.count("users WHERE state = 'inactive' AND reason = 'never-activated' AND phone = '06 12 34 56 78' \
            AND notification_email = 'secretariat@exemple.fr' AND first_name = 'Inès'").await, 1);
        assert_eq!(app.count("department_members WHERE role = 'operator'").await, 1);
        assert_eq!(app.count("service_users").await, 1);
        assert_eq!((app.count("messages").await, app.count("invitations").await), (0, 0), "no mail leaves");
        let facts: String = app.value("SELECT particulars FROM history WHERE action = 'user-created'").await;
        assert!(facts.contains("\"invited\":false") && facts.contains(&mail) && !facts.contains("Benali"), "{facts}");
        // 30 June 2027, midnight in Paris.
        assert_eq!(app.instant("access_ends_at", "users WHERE access_ends_at IS NOT NULL").await.as_micros(), 1_814_392_799_999_999);
        assert_eq!(app.value::<String>("SELECT content FROM drafts").await, "", "what was typed isn't kept twice");
    }

    // [S3.3] [S4.1] [S5.3]
    async fn after_one_person_another_begins_with_the_same_role_language_and_department(app: TestApp) {
        let mut admin = app.admin().await;
        let lyon = app.department("Lyon").await.to_string();
        let role = app.role("member").await;
        let fields = details(&role, &[
            ("language", "en"), ("department", &lyon), ("department_role", "operator"),
            ("first_name", "Inès"), ("phone", "06 12 34 56 78"),
        ]);
        let done = create(&mut admin, &fields, false).await;
        let page = admin.get(done.location()).await;
        let another = format!("/users/new?like={}", app.user(EMAIL).await);
        assert!(page.says("Créer un autre utilisateur") && page.body.contains(&another), "{}", page.text());
        let step = admin.get(&another).await;
        let page = admin.get(step.location()).await;
        for kept in [format!("value=\"{role}\" checked"), format!("value=\"{lyon}\" selected"), "value=\"operator\" selected".to_owned(), "lang=\"en\" selected".to_owned()] {
            assert!(page.body.contains(&kept), "{kept}: {}", page.body);
        }
        for left in [EMAIL, "06 12 34 56 78", "value=\"Inès\""] {
            assert!(!page.body.contains(left), "{left}");
        }
        // Later, the page offers nothing of the kind; and nobody is like somebody of another account.
        assert!(!admin.get(&format!("/users/{}", app.user(EMAIL).await)).await.says("Créer un autre utilisateur"));
        let mut other = app.account("Autre maison", "david@autre.example").await;
        let step = other.get(&another).await;
        let page = other.get(step.location()).await;
        assert!(page.status == 200 && !page.body.contains(&lyon) && !page.body.contains("lang=\"en\" selected"));
        assert_eq!(app.count("users").await, 3, "nothing is done by looking");
    }

    // [S1.11] [S3.15] [S4.9] [S5.10] [S5.16] [S5.22]
    async fn with_the_mail_the_person_is_invited_and_joins(app: TestApp) {
        let mut admin = app.admin().await;
        let role = app.role("user").await;
        let done = create(&mut admin, &details(&role, &[]), true).await;
        assert_eq!(done.location(), format!("/users/{}?done=create", app.user(EMAIL).await));
        assert_eq!(app.count("users WHERE state = 'invited' AND first_name = ''").await, 1);
        let mail = app.mail("invitation", EMAIL).await;
        assert!(mail.text.contains(&format!("vous vous connecterez avec {EMAIL}")), "{}", mail.text);
        let mut ines = app.visitor();
        assert_eq!(ines.post(&app.join_path(EMAIL).await, &JOIN).await.status, 303);
        assert_eq!(app.count("users WHERE state = 'active' AND first_name = 'Inès'").await, 1, "the name is given now");
    }

    async fn the_end_pressed_twice_or_twice_at_once_makes_one(app: TestApp) {
        let mut admin = app.admin().await;
        let role = app.role("user").await;
        let path = begin(&mut admin).await;
        admin.post(&path, &details(&role, &[])).await;
        let options = format!("{path}/options");
        let mut again = admin.clone();
        let (one, two) = tokio::join!(admin.post(&options, &[("send", "yes")]), again.post(&options, &[("send", "yes")]));
        let id = app.user(EMAIL).await;
        assert!(one.location().contains(&id) && two.location().contains(&id), "{one:?} {two:?}");
        assert!(admin.post(&options, &[]).await.location().contains(&id));
        // The browser's own way back leads to the person.
        assert_eq!(admin.get(&options).await.location(), format!("/users/{id}"));
        assert_eq!(admin.get(&path).await.location(), format!("/users/{id}"));
        assert_eq!((app.count("users").await, app.count("messages").await), (2, 1));
    }

    async fn the_steps_go_back_and_forth_and_lose_nothing(app: TestApp) {
        let mut admin = app.admin().await;
        let mail = app.service("Emailings").await.to_string();
        let role = app.role("member").await;
        let path = begin(&mut admin).await;
        let fields = details(&role, &[("first_name", "Inès"), ("assign", "yes")]);
        admin.post(&path, &fields).await;
        let back = admin.post(&format!("{path}/services"), &[("services", &mail), ("to", "details")]).await;
        assert_eq!(back.location(), path);
        let page = admin.get(&path).await;
        assert!(page.body.contains("value=\"Inès\"") && page.body.contains(EMAIL), "{}", page.body);
        admin.post(&path, &fields).await;
        assert!(admin.get(&format!("{path}/services")).await.body.contains("checked"), "what was ticked");
        admin.post(&format!("{path}/services"), &[("services", &mail)]).await;
        for (to, there) in [("details", ""), ("services", "/services"), ("back", "/services")] {
            let back = admin.post(&format!("{path}/options"), &[("send", "yes"), ("to", to)]).await;
            assert_eq!(back.location(), format!("{path}{there}"));
        }
        assert!(admin.get(&format!("{path}/options")).await.body.contains("checked"), "the mail's box");
        assert_eq!(app.count("users").await, 1);
    }

    // [S4.8]
    async fn an_address_that_somebody_has_is_said_by_the_field(app: TestApp) {
        let mut admin = app.admin().await;
        let role = app.role("user").await;
        app.colleague(&mut admin, "active@exemple.fr", "user").await;
        app.invite(&mut admin, "invited@exemple.fr", "user").await;
        create(&mut admin, &details(&role, &[("email", "inactive@exemple.fr")]), false).await;
        app.account("Autre maison", "david@autre.example").await;
        let path = begin(&mut admin).await;
        for (address, problem) in [
            ("Active+x@EXEMPLE.fr", "celle d’un utilisateur actif"),
            ("invited@exemple.fr", "celle d’une personne déjà invitée"),
            ("inactive@exemple.fr", "activez-le depuis la liste"),
            ("david@autre.example", "déjà utilisée ailleurs"),
            ("nobody", "Il manque le signe @"),
        ] {
            let answer = admin.post(&path, &details(&role, &[("email", address)])).await;
            assert_eq!(answer.status, 422, "{address}");
            assert!(answer.says(problem) && answer.body.contains(address) && answer.body.contains("href=\"#email\""), "{}", answer.text());
        }
        assert_eq!(app.count("drafts WHERE user_id IS NULL").await, 0, "nothing refused is kept");
    }

    async fn what_is_wrong_is_said_by_field_and_what_was_typed_is_kept(app: TestApp) {
        let mut admin = app.admin().await;
        let path = begin(&mut admin).await;
        let long = "é".repeat(300);
        let lyon = app.department("Lyon").await.to_string();
        let fields = [
            ("first_name", long.as_str()), ("last_name", "\"><script>alert(1)</script>"), ("email", ""),
            ("notification_email", "a@"), ("phone", "demain"), ("ends_on", "2026-11-21"), ("department", &lyon),
        ];
        let answer = admin.post(&path, &fields).await;
        assert_eq!(answer.status, 422);
        for said in [
            "Erreur : Créer un nouvel utilisateur", "100 caractères", "Saisissez une adresse", "Il manque ce qui suit le signe @",
            "Un numéro n’a que des chiffres", "Choisissez une langue", "Choisissez un rôle", "Choisissez un rôle dans le département",
            "Ce jour est passé",
        ] {
            assert!(answer.says(said), "{said}: {}", answer.text());
        }
        assert!(answer.body.contains(&long) && !answer.body.contains("<script>alert"), "typed text is text");
        for (day, role) in [("31/02/2027", "nonsense"), ("😀", "00000000-0000-0000-0000-000000000000")] {
            let answer = admin.post(&path, &details(role, &[("ends_on", day), ("department", "nowhere")])).await;
            assert!(answer.status == 422 && answer.says("Saisissez un jour") && answer.says("Choisissez un rôle") && answer.says("Choisissez un département"));
        }
    }

    // [S1.3]
    async fn without_a_seat_nobody_is_invited_but_somebody_may_be_prepared(app: TestApp) {
        let mut admin = app.admin().await;
        app.set_seats(1).await;
        let role = app.role("user").await;
        let refused = create(&mut admin, &details(&role, &[]), true).await;
        assert!(refused.status == 422 && refused.says("Aucune place n’est libre"), "{}", refused.text());
        assert_eq!(app.count("users").await, 1);
        assert!(create(&mut admin, &details(&role, &[]), false).await.location().ends_with("?done=create"));
    }

    async fn an_editor_prepares_within_their_rights_and_does_not_send(app: TestApp) {
        let mut admin = app.admin().await;
        let mail = app.service("Emailings").await.to_string();
        let (lyon, administrator) = (app.department("Lyon").await.to_string(), app.role("administrator").await);
        let role = app.custom_role("Préparation", Levels::default().with(Area::Users, Level::Editor)).await;
        let mut editor = app.colleague(&mut admin, "editrice@exemple.fr", "user").await;
        app.give_role("editrice@exemple.fr", &role).await;
        let user = app.role("user").await;

        let path = begin(&mut editor).await;
        let page = editor.get(&path).await;
        assert!(!page.says("Lyon") && !page.says("Affecter les services") && !page.says("Administrateur"), "{}", page.text());
        for more in [vec![("role", administrator.as_str())], vec![("department", lyon.as_str()), ("department_role", "viewer")]] {
            let refused = editor.post(&path, &details(&user, &more)).await;
            assert!(refused.status == 422 && refused.says("plus de droits"), "{}", refused.text());
        }
        assert_eq!(app.count("history WHERE action = 'user-created' AND refused").await, 2);

        editor.post(&path, &details(&user, &[("assign", "yes")])).await;
        let options = format!("{path}/options");
        assert!(editor.get(&options).await.says("jusqu’à ce qu’un approbateur choisisse"));
        assert_eq!(editor.post(&options, &[("send", "yes")]).await.status, 403, "sent all the same");
        editor.post(&format!("{path}/services"), &[("services", &mail)]).await;
        let refused = editor.post(&options, &[]).await;
        assert!(refused.status == 422 && refused.says("plus de droits"), "{}", refused.text());
        assert_eq!(app.count("history WHERE action = 'user-created' AND refused").await, 4);
        assert_eq!(app.count("users WHERE email = 'ines@exemple.fr'").await, 0);
        editor.post(&format!("{path}/services"), &[]).await;
        assert!(editor.post(&options, &[]).await.location().ends_with("?done=create"));
    }

    async fn services_of_another_account_or_gone_are_refused(app: TestApp) {
        let mut admin = app.admin().await;
        let role = app.role("user").await;
        let mail = app.service("Emailings").await.to_string();
        app.account("Autre maison", "david@autre.example").await;
        let foreign = app.service("Facturation").await.to_string();
        let path = begin(&mut admin).await;
        admin.post(&path, &details(&role, &[("assign", "yes")])).await;
        admin.post(&format!("{path}/services"), &[("services", &mail), ("services", &foreign), ("services", "x")]).await;
        let refused = admin.post(&format!("{path}/options"), &[]).await;
        assert!(refused.status == 422 && refused.says("n’existe plus") && refused.says("Affecter les services"), "{}", refused.text());
        assert_eq!(app.count("service_users").await, 0);
        // The box unticked, nothing is assigned.
        admin.post(&path, &details(&role, &[])).await;
        admin.post(&format!("{path}/options"), &[]).await;
        assert_eq!((app.count("service_users").await, app.count("users WHERE email = 'ines@exemple.fr'").await), (0, 1));
    }

    async fn a_draft_is_its_authors_alone(app: TestApp) {
        let mut admin = app.admin().await;
        let mut other = app.colleague(&mut admin, "david@exemple.fr", "administrator").await;
        let role = app.role("user").await;
        let path = begin(&mut admin).await;
        admin.post(&path, &details(&role, &[])).await;
        assert!(!other.get(&path).await.body.contains(EMAIL));
        assert_eq!(other.get(&format!("{path}/options")).await.location(), path);
        assert_eq!(other.post(&path, &details(&role, &[("email", "x@exemple.fr")])).await.status, 404);
        assert_eq!(other.post(&format!("{path}/options"), &[]).await.location(), path);
        assert!(admin.get(&path).await.body.contains(EMAIL));
        assert_eq!(app.count("users WHERE state = 'inactive'").await, 0);
    }

    async fn somebody_who_took_the_address_meanwhile_is_said_at_the_end(app: TestApp) {
        let mut admin = app.admin().await;
        let role = app.role("user").await;
        let path = begin(&mut admin).await;
        admin.post(&path, &details(&role, &[])).await;
        app.invite(&mut admin, EMAIL, "user").await;
        let refused = admin.post(&format!("{path}/options"), &[]).await;
        assert!(refused.status == 422 && refused.says("celle d’une personne déjà invitée") && refused.says("Créer un nouvel utilisateur"));
    }
}
