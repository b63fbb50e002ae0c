//! "Who can…?": the list by what gives a level says the same as deciding for each person.

use crate::{
    support::{TestApp, on_both_engines},
    users::change,
};
use parvis::{
    domain::{
        access::{Area, Level, Levels},
        department::DepartmentRole,
    },
    server::operations::users::Change,
};

on_both_engines! {
    // [S2.8]
    async fn a_role_that_reaches_ones_own_things_alone_opens_none_of_parvis_pages(app: TestApp) {
        let mut admin = app.admin().await;
        let mut own = app.colleague(&mut admin, "own@exemple.fr", "user").await;
        let mut within = app.colleague(&mut admin, "within@exemple.fr", "user").await;
        let levels = Levels::default().with(Area::Users, Level::Approver).with(Area::Settings, Level::Guest);
        for (email, reach) in [("own@exemple.fr", "own"), ("within@exemple.fr", "department")] {
            let role = app.custom_role(reach, levels.clone()).await;
            app.tamper(&format!("UPDATE roles SET reach = '{reach}' WHERE name = '{reach}'")).await.unwrap();
            app.give_role(email, &role).await;
        }
        let path = "/rights?area=users&level=approver";
        let page = admin.get(path).await;
        assert!(!page.says("own@exemple.fr") && !page.says("within@exemple.fr"), "{}", page.text());
        assert_eq!([own.get("/users").await.status, within.get("/users").await.status], [403, 403]);
        let lyon = app.department("Lyon").await;
        let id = app.user("within@exemple.fr").await;
        change(&app, &admin, &id, Change::AddToDepartment(lyon, DepartmentRole::Viewer)).await.unwrap();
        let page = admin.get(path).await;
        assert!(!page.says("own@exemple.fr") && page.says("within@exemple.fr"), "{}", page.text());
        assert_eq!(within.get("/users").await.status, 200);
        // Settings are the account's: nobody has them for a department.
        assert!(!admin.get("/rights?area=settings&level=guest").await.says("within@exemple.fr"));
        assert_eq!(within.get("/settings").await.status, 403);
    }

    // [S3.16] [S3.21] [S4.23] [S4.25] [S5.6]
    async fn a_role_a_department_a_service_and_an_exception_are_all_counted_with_why(app: TestApp) {
        let mut admin = app.admin().await;
        let (lyon, mail) = (app.department("Lyon").await, app.service("Campagnes").await);
        let areas = app.areas(mail, &["Emailings"]).await;
        for name in ["member", "lead", "except", "less", "without"] {
            app.colleague(&mut admin, &format!("{name}@exemple.fr"), "member").await;
            if name != "without" {
                app.assign(&format!("{name}@exemple.fr"), mail).await;
            }
        }
        let id = app.user("lead@exemple.fr").await;
        change(&app, &admin, &id, Change::AddToDepartment(lyon, DepartmentRole::Admin)).await.unwrap();
        app.except("except@exemple.fr", areas[0], Level::Approver).await;
        app.except("less@exemple.fr", areas[0], Level::None).await;
        let area = Area::Service(areas[0]);
        let at = |level: Level| format!("/rights?area={area}&level={}", level.as_str());

        let approvers = admin.get(&at(Level::Approver)).await;
        assert!(approvers.says("3 personnes ont ce niveau"), "{}", approvers.text());
        for said in ["camille@", "lead@", "Département admin", "except@", "xception"] {
            assert!(approvers.says(said), "{said}: {}", approvers.text());
        }
        assert!(!approvers.says("member@exemple.fr") && !approvers.says("less@") && !approvers.says("without@"));
        let guests = admin.get(&at(Level::Guest)).await;
        assert!(guests.says("member@exemple.fr") && !guests.says("less@") && !guests.says("without@"), "{}", guests.text());

        app.tamper("UPDATE services SET caps_admins = (1 = 1)").await.unwrap();
        assert!(!admin.get(&at(Level::Approver)).await.says("lead@"), "capped");
        app.tamper("UPDATE services SET for_all = (1 = 1)").await.unwrap();
        assert!(admin.get(&at(Level::Guest)).await.says("without@"), "everybody's");
        app.tamper("UPDATE exceptions SET ends_at = set_at").await.unwrap();
        assert!(!admin.get(&at(Level::Approver)).await.says("except@"), "past its end");
        assert!(admin.get(&at(Level::Guest)).await.says("less@"));
    }

    async fn it_is_exported_and_the_history_says_so(app: TestApp) {
        let mut admin = app.admin().await;
        app.colleague(&mut admin, "membre@exemple.fr", "member").await;
        let file = admin.get("/rights/export.csv?area=users&level=guest").await;
        assert!(file.status == 200 && file.body.contains("membre@exemple.fr") && file.body.contains("Invité (consultation)"), "{}", file.body);
        assert_eq!(app.count("history WHERE action = 'users-exported' AND particulars LIKE '%guest%'").await, 1);
        let levels = Levels::default().with(Area::Users, Level::Guest).with(Area::Roles, Level::Guest);
        let role = app.custom_role("Lecture", levels).await;
        let mut reader = app.colleague(&mut admin, "lecture@exemple.fr", "user").await;
        app.give_role("lecture@exemple.fr", &role).await;
        assert_eq!(reader.get("/rights").await.status, 200);
        assert_eq!(reader.get("/rights/export.csv").await.status, 403);
        assert_eq!(app.count("history WHERE action = 'users-exported' AND refused").await, 1);
        for bad in ["area=x", "level=none", "level=x", "area=service:00000000-0000-0000-0000-000000000000"] {
            assert_eq!(admin.get(&format!("/rights?{bad}")).await.status, 404, "{bad}");
        }
        assert_eq!(admin.get("/rights?page=99999999999").await.status, 200);
    }

    async fn no_other_account_is_in_it(app: TestApp) {
        let mut admin = app.admin().await;
        app.colleague(&mut admin, "membre@exemple.fr", "member").await;
        let mut other = app.account("Autre maison", "david@autre.example").await;
        let page = admin.get("/rights?area=users&level=guest").await;
        assert!(page.says("2 personnes") && !page.says("david@autre.example"), "{}", page.text());
        let theirs = other.get("/rights?area=users&level=guest").await;
        assert!(theirs.says("1 personne a ce niveau"), "{}", theirs.text());
    }
}
