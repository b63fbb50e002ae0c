//! The launcher: what somebody has, and nothing else [S5.6].

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

const EMAIL: &str = "ines@exemple.fr";

on_both_engines! {
    // [S5.6]
    async fn a_user_sees_only_the_services_assigned_with_what_one_may_do_there(app: TestApp) {
        let mut admin = app.admin().await;
        let mut ines = app.colleague(&mut admin, EMAIL, "user").await;
        let empty = ines.get("/").await;
        assert!(empty.says("Aucun service") && empty.says("Demandez à Camille Moreau"), "{}", empty.text());
        let mail = app.service("Campagnes").await;
        app.service("Expéditions").await;
        let areas = app.areas(mail, &["Contacts", "Emailings", "SMS"]).await;
        app.assign(EMAIL, mail).await;
        app.except(EMAIL, areas[1], Level::Approver).await;
        app.except(EMAIL, areas[2], Level::None).await;
        let home = ines.get("/").await;
        for said in ["Campagnes", "Contacts\u{202f}: Éditeur", "Emailings\u{202f}: Approbateur"] {
            assert!(home.says(said), "{said}: {}", home.text());
        }
        for hidden in ["Expéditions", "SMS", "Raccourcis", "Inviter"] {
            assert!(!home.says(hidden), "{hidden}: {}", home.text());
        }
        assert!(ines.get("/me/rights").await.says("Campagnes"));
        let administrators = admin.get("/").await;
        for said in ["Campagnes", "Expéditions", "SMS\u{202f}: Approbateur", "Raccourcis"] {
            assert!(administrators.says(said), "{said}");
        }
    }

    // [S3.23] [S5.6]
    async fn the_sample_catalogue_is_offered_at_the_first_run_to_whoever_may_add_services(app: TestApp) {
        let mut admin = app.admin().await;
        let mut ines = app.colleague(&mut admin, EMAIL, "user").await;
        let samples = "method=\"post\" action=\"/services/samples\"";
        let first = admin.get("/").await;
        assert!(first.body.contains(samples) && first.says("Ajouter le catalogue d’exemple"), "{}", first.text());
        assert!(first.body.contains("href=\"/services/new\"") && first.says("Raccourcis"), "or a service of one's own");
        let of_services = |level| Levels::default().with(Area::Services, level);
        for (name, level, may_add) in [("Lecture", Level::Guest, false), ("Catalogue", Level::Editor, true)] {
            let home = ines.get("/").await;
            assert!(!home.body.contains(samples) && home.says("Demandez à Camille Moreau"), "{}", home.text());
            let role = app.custom_role(name, of_services(level)).await;
            app.give_role(EMAIL, &role).await;
            let home = ines.get("/").await;
            assert_eq!((home.body.contains(samples), home.says("Demandez à")), (may_add, !may_add), "{}", home.text());
        }
        // Whether one has what is there or not.
        app.service("Campagnes").await;
        for home in [admin.get("/").await, ines.get("/").await] {
            assert!(!home.body.contains(samples) && !home.body.contains("/services/new"), "{}", home.text());
        }
        assert!(ines.get("/").await.says("Demandez à Camille Moreau"));
    }

    async fn a_service_of_many_areas_has_a_card_like_the_others(app: TestApp) {
        let mut admin = app.admin().await;
        let names: Vec<String> = (1..=20).map(|n| format!("Rubrique {n}")).collect();
        let names: Vec<&str> = names.iter().map(String::as_str).collect();
        let service = app.service("Grand service").await;
        app.areas(service, &names[..7]).await;
        assert!(!admin.get("/").await.says("autres rubriques"), "one more is shown rather than counted");
        app.areas(service, &names).await;
        let home = admin.get("/").await;
        assert!(home.says("et 14 autres rubriques") && home.says("Rubrique 20"), "{}", home.text());
        assert_eq!(home.body.matches("<details").count(), 1);
    }

    // [S4.25]
    async fn a_departments_service_is_had_as_long_as_one_is_in_it_and_its_admin_is_capped(app: TestApp) {
        let mut admin = app.admin().await;
        let mut ines = app.colleague(&mut admin, EMAIL, "user").await;
        let (lyon, mail) = (app.department("Lyon").await, app.service("Campagnes").await);
        app.areas(mail, &["Emailings"]).await;
        app.tamper("INSERT INTO service_departments (account_id, service_id, department_id) \
            SELECT s.account_id, s.id, d.id FROM services s JOIN departments d ON d.account_id = s.account_id").await.unwrap();
        assert!(!ines.get("/").await.says("Campagnes"));
        let id = app.user(EMAIL).await;
        change(&app, &admin, &id, Change::AddToDepartment(lyon, DepartmentRole::Admin)).await.unwrap();
        assert!(ines.get("/").await.says("Emailings\u{202f}: Approbateur"));
        app.tamper("UPDATE services SET caps_admins = (1 = 1)").await.unwrap();
        assert!(ines.get("/").await.says("Emailings\u{202f}: Éditeur"), "at the next request");
    }

    // [S5.6] [S4.20] [S4.21]
    async fn in_a_service_that_comes_with_a_department_one_has_what_one_may_do_there(app: TestApp) {
        let mut admin = app.admin().await;
        let mut ines = app.colleague(&mut admin, EMAIL, "user").await;
        let (lyon, paris, mail) = (app.department("Lyon").await, app.department("Paris").await, app.service("Campagnes").await);
        app.areas(mail, &["Emailings"]).await;
        app.tamper("INSERT INTO service_departments (account_id, service_id, department_id) \
            SELECT s.account_id, s.id, d.id FROM services s JOIN departments d ON d.account_id = s.account_id WHERE d.name = 'Lyon'").await.unwrap();
        let id = app.user(EMAIL).await;
        for (department, place, said) in [
            (lyon, DepartmentRole::Viewer, "Invité (consultation)"),
            // Paris doesn't bring it.
            (paris, DepartmentRole::Admin, "Invité (consultation)"),
            (lyon, DepartmentRole::Operator, "Éditeur"),
            (lyon, DepartmentRole::Admin, "Approbateur"),
        ] {
            change(&app, &admin, &id, Change::AddToDepartment(department, place)).await.unwrap();
            let home = ines.get("/").await;
            assert!(home.says(&format!("Emailings\u{202f}: {said}")), "{said}: {}", home.text());
        }
        change(&app, &admin, &id, Change::AddToDepartment(lyon, DepartmentRole::Viewer)).await.unwrap();
        app.assign(EMAIL, mail).await;
        assert!(ines.get("/").await.says("Emailings\u{202f}: Approbateur"), "by name it is everywhere, in Paris too");
    }

    // [S5.6]
    async fn what_everybody_has_is_everybodys_and_no_other_accounts(app: TestApp) {
        let mut admin = app.admin().await;
        let mut ines = app.colleague(&mut admin, EMAIL, "user").await;
        app.service("Bureautique").await;
        app.tamper("UPDATE services SET for_all = (1 = 1), url = 'https://bureau.exemple.fr/'").await.unwrap();
        let home = ines.get("/").await;
        assert!(home.body.contains("href=\"https://bureau.exemple.fr/\" rel=\"noreferrer\""), "{}", home.body);
        assert!(ines.get("/me/rights").await.says("Bureautique"));
        let mut other = app.account("Autre maison", "david@autre.example").await;
        assert!(!other.get("/").await.says("Bureautique"));
    }
}
