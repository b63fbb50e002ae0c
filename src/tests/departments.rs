use crate::{
    support::{Answer, TestApp, on_both_engines},
    users::change,
};
use parvis::{
    domain::{
        access::{Area, Level, Levels},
        department::DepartmentRole,
        verb::Refusal,
    },
    server::operations::{Error, users::Change},
};

const EMAIL: &str = "ines@exemple.fr";

on_both_engines! {
    // [S4.18] [S4.27]
    async fn somebody_is_added_to_departments_with_one_role_in_each(app: TestApp) {
        let mut admin = app.admin().await;
        app.invite(&mut admin, EMAIL, "user").await;
        let id = app.user(EMAIL).await;
        let (lyon, paris) = (app.department("Lyon").await, app.department("Paris").await);
        change(&app, &admin, &id, Change::AddToDepartment(lyon, DepartmentRole::Viewer)).await.unwrap();
        change(&app, &admin, &id, Change::AddToDepartment(paris, DepartmentRole::Admin)).await.unwrap();
        change(&app, &admin, &id, Change::AddToDepartment(lyon, DepartmentRole::Operator)).await.unwrap();
        let again = change(&app, &admin, &id, Change::AddToDepartment(lyon, DepartmentRole::Operator)).await;
        assert!(matches!(again, Err(Error::Refused(Refusal::Unchanged))), "{again:?}");
        assert_eq!(app.count("department_members WHERE role = 'operator'").await, 1);
        assert_eq!(app.count("department_members").await, 2);
        assert_eq!(app.count("history WHERE action = 'added-to-department' AND NOT refused").await, 3);
        let entry: String = app
            .value("SELECT particulars FROM history WHERE particulars LIKE '%\"before\":\"viewer\"%'")
            .await;
        assert!(entry.contains("\"after\":\"operator\"") && entry.contains(&lyon.to_string()), "{entry}");
    }

    // [S4.19]
    async fn nobody_gives_a_role_beyond_their_own_or_a_department_of_another_account(app: TestApp) {
        let mut admin = app.admin().await;
        app.invite(&mut admin, EMAIL, "user").await;
        let id = app.user(EMAIL).await;
        let lyon = app.department("Lyon").await;
        let levels = Levels::default().with(Area::Users, Level::Approver).with(Area::Departments, Level::Editor);
        let role = app.custom_role("RH", levels).await;
        let hr = app.colleague(&mut admin, "rh@exemple.fr", "user").await;
        app.give_role("rh@exemple.fr", &role).await;
        let beyond = change(&app, &hr, &id, Change::AddToDepartment(lyon, DepartmentRole::Admin)).await;
        assert!(matches!(beyond, Err(Error::Refused(Refusal::BeyondOwnRights))), "{beyond:?}");
        change(&app, &admin, &id, Change::AddToDepartment(lyon, DepartmentRole::Admin)).await.unwrap();
        let taken = change(&app, &hr, &id, Change::AddToDepartment(lyon, DepartmentRole::Viewer)).await;
        assert!(matches!(taken, Err(Error::Refused(Refusal::BeyondOwnRights))), "{taken:?}");

        app.account("Autre maison", "david@autre.example").await;
        let foreign = app.department("Nantes").await;
        let gone = change(&app, &admin, &id, Change::AddToDepartment(foreign, DepartmentRole::Viewer)).await;
        assert!(matches!(gone, Err(Error::Refused(Refusal::ChoiceGone))), "{gone:?}");
        assert_eq!(app.count("department_members").await, 1);
        assert_eq!(app.count("history WHERE action = 'added-to-department' AND refused").await, 3);

        let (path, foreign) = (format!("/users/{id}/departments"), foreign.to_string());
        let answer = admin.post(&path, &[("department", &foreign), ("department_role", "viewer")]).await;
        assert_eq!(answer.status, 409);
        assert!(answer.says("Ce département n’existe plus. Choisissez-en un autre"), "{}", answer.text());
        let answer = admin.post(&path, &[("department", &foreign), ("leave", "yes")]).await;
        assert_eq!(answer.status, 409);
        assert!(answer.says("Ce qui a été choisi n’existe plus"), "{}", answer.text());
    }

    async fn an_administrator_makes_renames_and_deletes_departments(app: TestApp) {
        let mut admin = app.admin().await;
        assert!(admin.get("/departments").await.says("Aucun département"));
        let added = admin.post("/departments", &[("name", "  Ventes\u{202E} Lyon ")]).await;
        assert_eq!((added.status, added.location()), (303, "/departments?done=add"));
        let list = admin.get("/departments?done=add").await;
        assert!(list.says("Le département est ajouté") && list.says("Ventes Lyon"), "{}", list.text());
        let path = format!("/departments/{}", app.value::<uuid::Uuid>("SELECT id FROM departments").await);
        assert_eq!(admin.post(&path, &[("name", "Ventes")]).await.location(), format!("{path}?done=rename"));
        assert!(admin.get(&format!("{path}/delete")).await.says("Ce département est vide"));
        assert_eq!(admin.post(&format!("{path}/delete"), &[]).await.location(), "/departments?done=delete");
        assert_eq!(app.count("departments").await, 0);
        assert_eq!(admin.get(&path).await.status, 404);
        for action in ["department-created", "department-renamed", "department-deleted"] {
            assert_eq!(app.count(&format!("history WHERE action = '{action}'")).await, 1, "{action}");
        }
    }

    async fn a_name_that_somebody_else_has_given_meanwhile_is_not_replaced_unknowingly(app: TestApp) {
        let mut admin = app.admin().await;
        let path = format!("/departments/{}", app.department("Lyon").await);
        let shown = |page: &Answer| page.between("name=\"shown\" value=\"", "\"").unwrap().to_owned();
        let first = shown(&admin.get(&path).await);
        assert_eq!(admin.post(&path, &[("name", "Rhône"), ("shown", &first)]).await.status, 303);
        assert_eq!(admin.post(&path, &[("name", "Rhône"), ("shown", &first)]).await.status, 303, "the same name");
        let late = admin.post(&path, &[("name", "Isère"), ("shown", &first)]).await;
        assert!(late.status == 409 && late.says("Rhône") && late.body.contains("value=\"Isère\""), "{}", late.text());
        assert_eq!(admin.post(&path, &[("name", "Isère"), ("shown", &shown(&late))]).await.status, 303);
        assert_eq!(app.count("departments WHERE name = 'Isère'").await, 1);
    }

    async fn a_name_is_taken_whatever_its_case_and_marks(app: TestApp) {
        let mut admin = app.admin().await;
        let path = format!("/departments/{}", app.department("Évry").await);
        app.department("Lyon").await;
        let again = admin.post("/departments", &[("name", "EVRY")]).await;
        assert_eq!(again.status, 422);
        assert!(again.says("Ce nom est déjà pris") && again.says("EVRY") && again.says("Erreur : Départements"));
        assert_eq!(admin.post(&path, &[("name", "lyôn")]).await.status, 422);
        assert_eq!(admin.post(&path, &[("name", "évry")]).await.status, 303, "its own name in another spelling");
        for (name, problem) in [("", "Saisissez le nom"), (" \u{200B}", "Saisissez le nom"), (&"é".repeat(101), "100 caractères")] {
            let answer = admin.post("/departments", &[("name", name)]).await;
            assert!(answer.status == 422 && answer.says(problem), "{}", answer.text());
        }
    }

    // [S4.18]
    async fn the_people_of_a_department_that_goes_leave_it_or_go_into_another(app: TestApp) {
        let mut admin = app.admin().await;
        let (lyon, paris, nice) = (app.department("Lyon").await, app.department("Paris").await, app.department("Nice").await);
        let mut ids = Vec::new();
        for (email, of_lyon, of_paris) in [
            (EMAIL, DepartmentRole::Operator, None),
            ("high@exemple.fr", DepartmentRole::Viewer, Some(DepartmentRole::Admin)),
            ("low@exemple.fr", DepartmentRole::Admin, Some(DepartmentRole::Operator)),
        ] {
            app.invite(&mut admin, email, "user").await;
            let id = app.user(email).await;
            change(&app, &admin, &id, Change::AddToDepartment(lyon, of_lyon)).await.unwrap();
            if let Some(role) = of_paris {
                change(&app, &admin, &id, Change::AddToDepartment(paris, role)).await.unwrap();
            }
            ids.push(id);
        }
        let path = format!("/departments/{lyon}");
        let page = admin.get(&path).await;
        assert!(page.says("Département admin") && page.says("1 personne"), "{}", page.text());
        let question = admin.get(&format!("{path}/delete")).await;
        assert!(question.says("3 personnes y sont") && question.says("Paris") && question.says("Nice"), "{}", question.text());
        for (sent, problem) in [
            (&[][..], "Dites ce que deviennent"),
            (&[("fate", "into")][..], "Choisissez le département d’accueil"),
            (&[("fate", "into"), ("into", &lyon.to_string())][..], "Choisissez le département d’accueil"),
        ] {
            let refused = admin.post(&format!("{path}/delete"), sent).await;
            assert!(refused.status == 422 && refused.says(problem), "{}", refused.text());
        }
        assert_eq!(app.count("department_members").await, 5);
        let moved = admin.post(&format!("{path}/delete"), &[("fate", "into"), ("into", &paris.to_string())]).await;
        assert_eq!(moved.location(), "/departments?done=delete");
        let roles = app.values("SELECT m.role FROM department_members m JOIN users u ON u.id = m.user_id ORDER BY u.email").await;
        assert_eq!(roles, ["admin", "operator", "admin"], "high, ines, low");
        assert_eq!(app.count("history WHERE action = 'left-department'").await, 3);
        // Who had the higher role there already was not given anything.
        assert_eq!(app.count("history WHERE action = 'added-to-department'").await, 5 + 2);

        let gone = admin.post(&format!("/departments/{paris}/delete"), &[("fate", "out")]).await;
        assert_eq!(gone.status, 303);
        assert_eq!(app.count("department_members").await, 0);
        assert_eq!(app.count("departments").await, 1);
        assert_eq!(admin.get(&format!("/departments/{nice}")).await.status, 200);
        assert!(admin.get("/history").await.says("Département d’accueil"));
    }

    // [S4.18]
    async fn two_departments_are_made_one(app: TestApp) {
        let mut admin = app.admin().await;
        let lyon = app.department("Lyon").await;
        let path = format!("/departments/{lyon}");
        assert!(!admin.get(&path).await.says("Fusionner"), "there is no other");
        let paris = app.department("Paris").await;
        app.invite(&mut admin, EMAIL, "user").await;
        let id = app.user(EMAIL).await;
        change(&app, &admin, &id, Change::AddToDepartment(lyon, DepartmentRole::Operator)).await.unwrap();
        assert!(admin.get(&path).await.says("Fusionner"));
        let question = admin.get(&format!("{path}/merge")).await;
        assert!(question.says("1 personne va dans le département d’accueil") && question.says("Paris"), "{}", question.text());
        for wrong in ["", "x", &lyon.to_string(), "01a2287e-e7f8-7d17-b3a4-ba3e23aeec6e"] {
            let refused = admin.post(&format!("{path}/merge"), &[("into", wrong)]).await;
            assert!(refused.status == 422 && refused.says("Choisissez le département d’accueil"), "{wrong}: {}", refused.text());
        }
        let merged = admin.post(&format!("{path}/merge"), &[("into", &paris.to_string())]).await;
        assert_eq!(merged.location(), format!("/departments/{paris}?done=merge"));
        assert!(admin.get(merged.location()).await.says("n’en font plus qu’un"));
        let places = app.values("SELECT d.name FROM department_members m JOIN departments d ON d.id = m.department_id").await;
        assert_eq!(places, ["Paris"]);
        assert_eq!(app.count("departments").await, 1);
        assert_eq!(app.count("history WHERE action = 'department-merged' AND NOT refused").await, 1);
        let history = admin.get("/history").await;
        assert!(history.says("a fusionné un département avec un autre") && history.says("Lyon"), "{}", history.text());
        // One that nobody is in goes as well.
        let nice = app.department("Nice").await;
        let merged = admin.post(&format!("/departments/{nice}/merge"), &[("into", &paris.to_string())]).await;
        assert_eq!(merged.status, 303);
        assert_eq!(app.count("departments").await, 1);
    }

    // [S4.27]
    async fn nobody_gets_by_a_merge_what_whoever_merges_does_not_have(app: TestApp) {
        let mut admin = app.admin().await;
        let (lyon, paris, service) = (app.department("Lyon").await, app.department("Paris").await, app.service("Campagnes").await);
        app.areas(service, &["Emailings"]).await;
        app.colleague(&mut admin, EMAIL, "user").await;
        let id = app.user(EMAIL).await;
        change(&app, &admin, &id, Change::AddToDepartment(lyon, DepartmentRole::Operator)).await.unwrap();
        let levels = Levels::default().with(Area::Departments, Level::Approver).with(Area::Users, Level::Approver);
        let role = app.custom_role("Organisation", levels).await;
        let mut clerk = app.colleague(&mut admin, "clerk@exemple.fr", "member").await;
        app.give_role("clerk@exemple.fr", &role).await;
        app.tamper(
            "INSERT INTO service_departments (account_id, service_id, department_id) \
             SELECT s.account_id, s.id, d.id FROM services s, departments d WHERE d.name = 'Paris'",
        )
        .await
        .unwrap();
        let path = format!("/departments/{lyon}/merge");
        let refused = clerk.post(&path, &[("into", &paris.to_string())]).await;
        assert_eq!(refused.status, 422, "{}", refused.text());
        assert_eq!(app.count("departments").await, 2);
        assert_eq!(admin.post(&path, &[("into", &paris.to_string())]).await.status, 303);
    }

    async fn somebody_deleted_holds_no_department_and_comes_back_without_it(app: TestApp) {
        let mut admin = app.admin().await;
        app.invite(&mut admin, EMAIL, "user").await;
        let (id, lyon) = (app.user(EMAIL).await, app.department("Lyon").await);
        change(&app, &admin, &id, Change::AddToDepartment(lyon, DepartmentRole::Viewer)).await.unwrap();
        change(&app, &admin, &id, Change::Delete).await.unwrap();
        assert_eq!(admin.post(&format!("/departments/{lyon}/delete"), &[]).await.status, 303);
        change(&app, &admin, &id, Change::Restore).await.unwrap();
        assert_eq!(app.count("department_members").await, 0);
    }

    // [S4.19] [S4.27]
    async fn a_persons_departments_are_seen_changed_and_left_on_a_page(app: TestApp) {
        let mut admin = app.admin().await;
        app.invite(&mut admin, EMAIL, "user").await;
        let (lyon, paris) = (app.department("Lyon").await.to_string(), app.department("Paris").await.to_string());
        let path = format!("/users/{}/departments", app.user(EMAIL).await);
        assert!(admin.get(&path).await.says("Aucun département"));
        let empty = admin.post(&path, &[]).await;
        assert!(empty.status == 422 && empty.says("Choisissez un département"), "{}", empty.text());
        for (department, role) in [(&lyon, "viewer"), (&paris, "operator"), (&lyon, "admin")] {
            let set = admin.post(&path, &[("department", department), ("department_role", role)]).await;
            assert_eq!(set.location(), format!("{path}?done=place"), "{}", set.text());
        }
        let page = admin.get(&format!("{path}?done=place")).await;
        assert!(page.says("Le département est enregistré") && page.says("Lyon") && page.says("Département admin"));
        let left = admin.post(&path, &[("department", &lyon), ("leave", "yes")]).await;
        assert_eq!(left.location(), format!("{path}?done=leave"));
        assert_eq!(app.count("department_members").await, 1);
        assert_eq!(app.count("history WHERE action = 'left-department' AND subject_id IS NOT NULL").await, 1);
        assert!(admin.get("/history").await.says("d’un département"));

        // [S4.23] Whoever leads Paris leads nobody out of Lyon, and knows nothing of it.
        admin.post(&path, &[("department", &lyon), ("department_role", "viewer")]).await;
        let mut lead = app.colleague(&mut admin, "lead@exemple.fr", "user").await;
        let leads = format!("/users/{}/departments", app.user("lead@exemple.fr").await);
        admin.post(&leads, &[("department", &paris), ("department_role", "admin")]).await;
        let seen = lead.get(&path).await;
        assert!(seen.says("Paris") && !seen.says("Lyon"), "{}", seen.text());
        for sent in [[("department", lyon.as_str()), ("leave", "yes")], [("department", lyon.as_str()), ("department_role", "viewer")]] {
            let refused = lead.post(&path, &sent).await;
            assert!(refused.status >= 400, "{}", refused.status);
        }
        assert_eq!(app.count("department_members").await, 3);
        // Who is in Lyon too has rights that whoever leads Paris doesn't, and is left alone but for the place in Paris.
        let details = path.trim_end_matches("/departments");
        assert!(lead.post(&format!("{details}/revoke"), &[]).await.says("des droits que vous n’avez pas"));
        let set = lead.post(&path, &[("department", &paris), ("department_role", "viewer")]).await;
        assert_eq!(set.location(), format!("{path}?done=place"), "{}", set.text());
        let out = lead.post(&path, &[("department", &paris), ("leave", "yes")]).await;
        assert_eq!(out.location(), "/users", "who has left is out of sight");
    }

    // [S4.5] [S5.6] [S5.9]
    async fn services_are_assigned_to_somebody_and_taken_away(app: TestApp) {
        let mut admin = app.admin().await;
        let mut ines = app.colleague(&mut admin, EMAIL, "user").await;
        let (mail, parcels) = (app.service("Campagnes").await.to_string(), app.service("Expéditions").await.to_string());
        let path = format!("/users/{}/services", app.user(EMAIL).await);
        assert!(admin.get(&path).await.says("Expéditions"));
        let both = admin.post(&path, &[("services", &mail), ("services", &parcels)]).await;
        assert_eq!(both.location(), format!("{path}?done=assign"));
        assert!(ines.get("/").await.says("Campagnes"));
        admin.post(&path, &[("shown", &mail), ("shown", &parcels), ("services", &parcels)]).await;
        let home = ines.get("/").await;
        assert!(home.says("Expéditions") && !home.says("Campagnes"), "at the next request");
        assert_eq!(admin.post(&path, &[("services", "x")]).await.status, 422);
        assert_eq!(app.count("history WHERE action = 'services-assigned'").await, 2);

        // Whoever saves a page from before takes nothing away that came meanwhile.
        admin.post(&path, &[("services", &mail)]).await;
        assert_eq!(app.count("service_users").await, 2);
        admin.post(&path, &[("shown", &mail), ("shown", &parcels), ("services", &parcels)]).await;

        let levels = Levels::default().with(Area::Users, Level::Approver).with(Area::Services, Level::Editor);
        let role = app.custom_role("Accès", levels).await;
        let mut clerk = app.colleague(&mut admin, "acces@exemple.fr", "user").await;
        app.give_role("acces@exemple.fr", &role).await;
        let beyond = clerk.post(&path, &[("services", &mail), ("services", &parcels)]).await;
        assert!(beyond.status >= 400, "who doesn't have a service gives it to nobody: {}", beyond.status);
        assert_eq!(app.count("service_users").await, 1);
    }

    async fn who_only_sees_changes_nothing_and_the_try_is_in_the_history(app: TestApp) {
        let mut admin = app.admin().await;
        let mut member = app.colleague(&mut admin, "membre@exemple.fr", "member").await;
        let lyon = format!("/departments/{}", app.department("Lyon").await);
        let page = member.get("/departments").await;
        assert!(page.says("Lyon") && !page.says("Ajouter un département"));
        let one = member.get(&lyon).await;
        assert!(one.says("Lyon") && !one.says("Renommer") && !one.says("Supprimer"), "{}", one.text());
        assert_eq!(member.post("/departments", &[("name", "Paris")]).await.status, 403);
        assert_eq!(member.post(&lyon, &[("name", "Paris")]).await.status, 403);
        assert_eq!(member.post(&format!("{lyon}/delete"), &[]).await.status, 403);
        assert_eq!(app.count("history WHERE action LIKE 'department-%' AND refused").await, 3);
    }

    async fn what_is_typed_is_shown_as_text(app: TestApp) {
        let mut admin = app.admin().await;
        let name = "\"><img src=x onerror=alert(1)>";
        admin.post("/departments", &[("name", name)]).await;
        let page = admin.get("/departments").await;
        assert!(page.says(name) && !page.body.contains("<img src=x"), "{}", page.body);
    }
}
