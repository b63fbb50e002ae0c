//! Nobody gives what they don't hold, in services that people have from elsewhere least of all [S2.7, S3.16, S5.6].

use crate::{
    support::{Browser, TestApp, app::PASSWORD, on_both_engines},
    users::change,
};
use parvis::{
    domain::{
        access::{Area, Level, Levels},
        department::DepartmentRole,
        id::{ServiceAreaId, ServiceId},
        verb::Refusal,
    },
    server::operations::{Error, users::Change},
};

const EMAIL: &str = "ines@exemple.fr";
const CLERK: &str = "rh@exemple.fr";

/// Somebody who has people and roles in hand, and consults in a service.
struct Scene {
    admin: Browser,
    clerk: Browser,
    /// The clerk's role.
    role: String,
    service: ServiceId,
    area: ServiceAreaId,
}

async fn scene(app: &TestApp) -> Scene {
    let mut admin = app.admin().await;
    let service = app.service("Campagnes").await;
    let area = app.areas(service, &["Contacts"]).await[0];
    let levels = Levels::default()
        .with(Area::Users, Level::Approver)
        .with(Area::Roles, Level::Approver)
        .with_services(Level::Guest);
    let role = app.custom_role("RH", levels).await;
    app.colleague(&mut admin, CLERK, "user").await;
    app.give_role(CLERK, &role).await;
    app.assign(CLERK, service).await;
    let mut clerk = app.visitor();
    clerk.sign_in(CLERK, PASSWORD).await;
    Scene { admin, clerk, role, service, area }
}

/// A role's form: people and roles in hand, and this in services.
async fn save(browser: &mut Browser, path: &str, in_services: &str, more: &[(&str, &str)]) -> u16 {
    let name = if path.ends_with("new") { "Neuf" } else { "RH" };
    let mut fields = vec![("name", name), ("reach", "account"), ("version", "0"), ("level-services-all", in_services)];
    for area in ["level-departments", "level-services", "level-history", "level-settings"] {
        fields.push((area, "none"));
    }
    fields.extend([("level-billing", "none"), ("level-analytics", "none"), ("level-exports", "none")]);
    fields.extend([("level-users", "approver"), ("level-roles", "approver"), ("reviewed", "yes")]);
    browser.post(path, &[&fields[..], more].concat()).await.status
}

on_both_engines! {
    async fn a_role_that_people_have_is_not_raised_in_services_beyond_ones_own(app: TestApp) {
        let Scene { mut clerk, role, area, .. } = scene(&app).await;
        let path = format!("/roles/{role}/edit");
        assert_eq!(save(&mut clerk, &path, "approver", &[]).await, 422, "one's own role");
        assert_eq!(save(&mut clerk, &path, "guest", &[(&format!("level-{area}"), "editor")]).await, 422, "one area");
        assert_eq!(app.count("history WHERE action = 'role-edited' AND refused").await, 2);
        assert_eq!(save(&mut clerk, &path, "none", &[]).await, 303, "lowering is giving nothing");
        // To nobody yet, a role gives nothing in services.
        assert_eq!(save(&mut clerk, "/roles/new", "approver", &[]).await, 303);
        let new: uuid::Uuid = app.value("SELECT id FROM roles WHERE name = 'Neuf'").await;
        let page = clerk.get(&format!("/roles/{role}/delete")).await;
        assert!(!page.body.contains(&new.to_string()), "{}", page.body);
        let replaced = clerk.post(&format!("/roles/{role}/delete"), &[("role", &new.to_string())]).await;
        assert_eq!(replaced.status, 422);
    }

    async fn a_role_is_not_given_to_whom_it_gives_more_in_a_service(app: TestApp) {
        let Scene { mut admin, mut clerk, service, .. } = scene(&app).await;
        let beginner = app.custom_role("Débutant", Levels::default().with_services(Level::Guest)).await;
        app.colleague(&mut admin, EMAIL, "user").await;
        app.give_role(EMAIL, &beginner).await;
        let (id, user) = (app.user(EMAIL).await, app.role("user").await);
        let ways = |page: crate::support::Answer| page.body.contains(&user);
        assert!(ways(clerk.get(&format!("/users/{id}/change-role")).await), "without the service it may be given");
        app.assign(EMAIL, service).await;
        assert!(!ways(clerk.get(&format!("/users/{id}/change-role")).await));
        let given = change(&app, &clerk, &id, Change::ChangeRole(user.parse().unwrap())).await;
        assert!(matches!(given, Err(Error::Refused(Refusal::BeyondOwnRights))), "{given:?}");
        assert!(change(&app, &admin, &id, Change::ChangeRole(user.parse().unwrap())).await.is_ok());
    }

    // [S4.23] [S4.27]
    async fn who_leads_a_department_gives_places_to_people_who_have_other_services(app: TestApp) {
        let Scene { mut admin, service, .. } = scene(&app).await;
        let (lyon, paris) = (app.department("Lyon").await, app.department("Paris").await);
        let lead = app.colleague(&mut admin, "lead@exemple.fr", "user").await;
        let of_lead = app.user("lead@exemple.fr").await;
        change(&app, &admin, &of_lead, Change::AddToDepartment(lyon, DepartmentRole::Admin)).await.unwrap();
        app.colleague(&mut admin, EMAIL, "user").await;
        app.assign(EMAIL, service).await;
        let id = app.user(EMAIL).await;
        change(&app, &admin, &id, Change::AddToDepartment(lyon, DepartmentRole::Viewer)).await.unwrap();
        assert!(change(&app, &lead, &id, Change::AddToDepartment(lyon, DepartmentRole::Admin)).await.is_ok());
        let beyond = change(&app, &lead, &id, Change::AddToDepartment(paris, DepartmentRole::Viewer)).await;
        assert!(matches!(beyond, Err(Error::Refused(Refusal::ChoiceGone))), "{beyond:?}");
    }

    // [S2.9]
    async fn a_request_is_not_given_by_who_does_not_hold_all_that_comes_with_it(app: TestApp) {
        let Scene { mut admin, mut clerk, area, .. } = scene(&app).await;
        let mut ines = app.colleague(&mut admin, EMAIL, "user").await;
        let asked = ines.post("/requests", &[("area", &area.to_string()), ("level", "guest")]).await;
        assert_eq!(asked.status, 303, "{}", asked.text());
        let id: uuid::Uuid = app.value("SELECT id FROM access_requests").await;
        let path = format!("/requests/{id}");
        let given = clerk.post(&path, &[("answer", "give")]).await;
        assert_eq!(given.status, 403, "the service makes an editor of own things: {}", given.text());
        assert_eq!(app.count("service_users").await, 1);
        assert_eq!(admin.post(&path, &[("answer", "give")]).await.location(), "/requests?done=give");
        assert_eq!(app.count("service_users").await, 2);
        assert_eq!(app.count("exceptions").await, 0, "with the service, the role gives as much");
        assert!(ines.get("/").await.says("Campagnes"));
    }

    // [S2.9] [S4.23]
    // [S2.9]
    async fn what_is_lacked_to_lead_somebody_is_named(app: TestApp) {
        let Scene { mut admin, mut clerk, .. } = scene(&app).await;
        app.colleague(&mut admin, "zoe@exemple.fr", "administrator").await;
        let refused = clerk.get(&format!("/users/{}/edit", app.user("zoe@exemple.fr").await)).await;
        assert_eq!(refused.status, 403);
        for said in ["Il vous manque\u{202f}:", "Départements\u{202f}: Approbateur", "Historique\u{202f}: Approbateur", "Camille Moreau"] {
            assert!(refused.says(said), "{said}: {}", refused.text());
        }
    }

    async fn what_is_given_takes_nothing_away(app: TestApp) {
        let Scene { mut admin, .. } = scene(&app).await;
        let lyon = app.department("Lyon").await;
        let mut lead = app.colleague(&mut admin, EMAIL, "user").await;
        let id = app.user(EMAIL).await;
        change(&app, &admin, &id, Change::AddToDepartment(lyon, DepartmentRole::Admin)).await.unwrap();
        let asked = lead.post("/requests", &[("area", "departments"), ("level", "editor")]).await;
        assert_eq!(asked.status, 303);
        let request: uuid::Uuid = app.value("SELECT id FROM access_requests").await;
        let given = admin.post(&format!("/requests/{request}"), &[("answer", "give")]).await;
        assert_eq!(given.status, 409);
        assert!(given.says("l’accorder pour tout le compte lui en retirerait"), "{}", given.text());
        assert_eq!(app.count("exceptions").await, 0);
        app.colleague(&mut admin, "noe@exemple.fr", "user").await;
        let other = app.user("noe@exemple.fr").await;
        change(&app, &admin, &other, Change::AddToDepartment(lyon, DepartmentRole::Viewer)).await.unwrap();
        assert!(change(&app, &lead, &other, Change::LeaveDepartment(lyon)).await.is_ok(), "still the admin of Lyon");
    }
}
