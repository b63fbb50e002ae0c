use crate::{
    support::{TestApp, on_both_engines},
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
        assert!(matches!(gone, Err(Error::Refused(Refusal::Gone))), "{gone:?}");
        assert_eq!(app.count("department_members").await, 1);
        assert_eq!(app.count("history WHERE action = 'added-to-department' AND refused").await, 3);
    }

    async fn an_administrator_makes_renames_and_deletes_departments(app: TestApp) {
        let mut admin = app.admin().await;
        assert!(admin.get("/departments").await.says("Aucun département"));
        let added = admin.post("/departments", &[("name", "  Ventes\u{202E} Lyon ")]).await;
        assert_eq!((added.status, added.location()), (303, "/departments?done=add"));
        let list = admin.get("/departments?done=add").await;
        assert!(list.says("Ajouté") && list.says("Ventes Lyon") && list.says("personne"), "{}", list.text());
        let path = format!("/departments/{}", app.value::<uuid::Uuid>("SELECT id FROM departments").await);
        assert_eq!(admin.post(&path, &[("name", "Ventes")]).await.location(), "/departments?done=rename");
        assert_eq!(admin.post(&format!("{path}/delete"), &[]).await.location(), "/departments?done=delete");
        assert_eq!(app.count("departments").await, 0);
        assert_eq!(admin.get(&path).await.status, 404);
        for action in ["department-created", "department-renamed", "department-deleted"] {
            assert_eq!(app.count(&format!("history WHERE action = '{action}'")).await, 1, "{action}");
        }
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

    async fn a_department_with_people_stays(app: TestApp) {
        let mut admin = app.admin().await;
        app.invite(&mut admin, EMAIL, "user").await;
        let (id, lyon) = (app.user(EMAIL).await, app.department("Lyon").await);
        change(&app, &admin, &id, Change::AddToDepartment(lyon, DepartmentRole::Viewer)).await.unwrap();
        assert!(admin.get("/departments").await.says("1 personne"));
        let path = format!("/departments/{lyon}");
        assert!(admin.get(&path).await.says("1 personne y est encore"));
        let refused = admin.post(&format!("{path}/delete"), &[]).await;
        assert!(refused.status == 422 && refused.says("Des personnes y sont encore"), "{}", refused.text());
        // Somebody deleted doesn't hold it, and comes back without it.
        change(&app, &admin, &id, Change::Delete).await.unwrap();
        assert_eq!(admin.post(&format!("{path}/delete"), &[]).await.status, 303);
        change(&app, &admin, &id, Change::Restore).await.unwrap();
        assert_eq!(app.count("department_members").await, 0);
    }

    async fn services_have_an_address_that_a_link_may_lead_to(app: TestApp) {
        let mut admin = app.admin().await;
        for url in ["javascript:alert(1)", "exemple.fr", "https://", "https://a:b@exemple.fr", &format!("https://{}.fr", "a".repeat(500))] {
            let answer = admin.post("/services", &[("name", "Emailings"), ("url", url)]).await;
            assert!(answer.status == 422 && answer.says("Saisissez une adresse complète"), "{url}");
        }
        let added = admin.post("/services", &[("name", "Emailings"), ("url", "https://mail.exemple.fr/x?y=z")]).await;
        assert_eq!(added.location(), "/services?done=add");
        assert!(admin.get("/services").await.says("https://mail.exemple.fr/x?y=z"));
        let path = format!("/services/{}", app.value::<uuid::Uuid>("SELECT id FROM services").await);
        assert_eq!(admin.post(&path, &[("name", "Emailings"), ("url", "")]).await.status, 303);
        assert_eq!(admin.post(&format!("{path}/delete"), &[]).await.location(), "/services?done=delete");
        for action in ["service-created", "service-changed", "service-deleted"] {
            assert_eq!(app.count(&format!("history WHERE action = '{action}'")).await, 1, "{action}");
        }
    }

    async fn who_only_sees_changes_nothing_and_the_try_is_in_the_history(app: TestApp) {
        let mut admin = app.admin().await;
        let mut member = app.colleague(&mut admin, "membre@exemple.fr", "member").await;
        let lyon = format!("/departments/{}", app.department("Lyon").await);
        let page = member.get("/departments").await;
        assert!(page.says("Lyon") && !page.says("Ajouter un département") && !page.says("Modifier"));
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
