//! How each operation is done, and how it is refused.

use crate::support::{
    Browser, TestApp,
    app::{JOIN, PASSWORD},
};
use std::time::Duration;

/// People to act and to be acted upon.
pub struct Scene {
    pub admin: Browser,
    /// Sees the users, and may do nothing to them.
    pub member: Browser,
    pub number: u32,
}

impl Scene {
    /// An address that nobody has.
    fn address(&mut self) -> String {
        self.number += 1;
        format!("p{}@exemple.fr", self.number)
    }
}

/// Does it once: as who may, or as who may not.
#[expect(clippy::too_many_lines, reason = "one arm an operation")]
pub async fn drive(app: &TestApp, scene: &mut Scene, operation: &str, refused: bool) {
    let email = scene.address();
    let who = if refused { &mut scene.member } else { &mut scene.admin };
    match operation {
        "create_account::create_account" => drop(app.account("Autre maison", &email).await),
        "invite::invite" => drop(app.send_invitations(who, &email, "user").await),
        "ask_invitation::ask_invitation" => {
            let path = app.invite(&mut scene.admin, &email, "user").await;
            app.advance(Duration::from_hours(8 * 24));
            scene.admin.sign_in("camille@rivoli.example", PASSWORD).await;
            scene.member.sign_in("member@exemple.fr", PASSWORD).await;
            let mut visitor = app.visitor();
            for _ in 0..if refused { 4 } else { 1 } {
                visitor.post(&format!("{path}/ask"), &[]).await;
            }
        }
        "accept_invitation::accept_invitation" => {
            let mut second = app.colleague(&mut scene.admin, &email, "administrator").await;
            let invited = scene.address();
            let path = app.invite(&mut second, &invited, "administrator").await;
            if refused {
                app.give_role(&email, &app.role("member").await).await;
            }
            app.visitor().post(&path, &JOIN).await;
        }
        "accept_policy::accept_policy" => drop(app.colleague(&mut scene.admin, &email, "user").await),
        "sign_in::sign_in" => {
            let password = if refused { "ce n'est pas le bon mot" } else { PASSWORD };
            app.visitor().sign_in("camille@rivoli.example", password).await;
        }
        "sign_out::sign_out" => {
            let mut other = app.visitor();
            other.sign_in("camille@rivoli.example", PASSWORD).await;
            other.post("/sign-out", &[]).await;
        }
        "settings::save::save" => {
            let version =
                app.value::<i64>("SELECT version FROM accounts ORDER BY created_at LIMIT 1").await.to_string();
            let fields = [("account_name", "Atelier Rivoli"), ("language", "en"), ("version", version.as_str())];
            who.post("/settings", &fields).await;
        }
        "support::access::allow" | "support::access::end" if refused => {
            let path = if operation.ends_with("end") { "/settings/support/end" } else { "/settings/support" };
            who.post(path, &[]).await;
        }
        "support::access::allow" | "support::access::end" | "support::agent::enter" | "support::agent::leave" => {
            let mut other = app.account("Autre maison", &email).await;
            let access = crate::support_access::allow(app, &mut other, "guest").await;
            if operation.ends_with("end") {
                other.post("/settings/support/end", &[]).await;
            } else if operation.starts_with("support::agent") {
                scene.admin.post(&format!("/support/{access}/enter"), &[]).await;
                scene.admin.post("/support/leave", &[]).await;
            }
        }
        "settings::test_mail::test_mail" => drop(who.post("/settings/test-mail", &[]).await),
        "set_seats::set_seats" => app.set_seats(1_000).await,
        "users::end_session::end_session" => {
            app.colleague(&mut scene.admin, &email, "user").await;
            let of = format!("SELECT s.id FROM sessions s JOIN users u ON u.id = s.user_id WHERE u.email = '{email}'");
            let session: uuid::Uuid = app.value(&of).await;
            let path = format!("/users/{}/sessions/{session}/end", app.user(&email).await);
            let who = if refused { &mut scene.member } else { &mut scene.admin };
            who.post(&path, &[]).await;
        }
        "users::step::perform" => {
            app.colleague(&mut scene.admin, &email, "user").await;
            let who = if refused { &scene.member } else { &scene.admin };
            let change = parvis::server::operations::users::Change::Deactivate;
            let id = app.user(&email).await;
            assert_eq!(crate::users::change(app, who, &id, change).await.is_err(), refused);
        }
        "roles::save::save" => {
            let levels = ["users", "roles", "departments", "services", "history", "settings", "billing", "analytics"];
            let levels: Vec<String> = levels.iter().map(|area| format!("level-{area}")).collect();
            let mut fields = vec![("name", email.as_str()), ("reach", "own"), ("level-exports", "none")];
            fields.extend(levels.iter().map(|level| (level.as_str(), "none")));
            fields.push(("level-services-all", "none"));
            who.post("/roles/new", &fields).await;
        }
        "roles::delete::delete" => {
            let id = app.custom_role(&email, parvis::domain::access::Levels::default()).await;
            who.post(&format!("/roles/{id}/delete"), &[]).await;
        }
        "requests::ask::ask" => {
            let area = if refused { "users" } else { "history" };
            scene.member.post("/requests", &[("area", area), ("level", "guest")]).await;
        }
        "requests::answer::answer" => {
            scene.member.post("/requests", &[("area", "exports"), ("level", "guest")]).await;
            let id: uuid::Uuid = app
                .value("SELECT id FROM access_requests WHERE area = 'exports' ORDER BY created_at DESC LIMIT 1")
                .await;
            let who = if refused { &mut scene.member } else { &mut scene.admin };
            who.post(&format!("/requests/{id}"), &[("answer", "give")]).await;
        }
        "departments::save::create" => drop(who.post("/departments", &[("name", &email)]).await),
        "departments::delete::merge" => {
            let (gone, into) = (app.department(&email).await, app.department(&scene.address()).await);
            let who = if refused { &mut scene.member } else { &mut scene.admin };
            who.post(&format!("/departments/{gone}/merge"), &[("into", &into.to_string())]).await;
        }
        "departments::save::rename" | "departments::delete::delete" => {
            scene.admin.post("/departments", &[("name", &email)]).await;
            let id = app.value::<uuid::Uuid>(&format!("SELECT id FROM departments WHERE name = '{email}'")).await;
            let new = scene.address();
            let end = if operation.ends_with("delete") { "/delete" } else { "" };
            let who = if refused { &mut scene.member } else { &mut scene.admin };
            who.post(&format!("/departments/{id}{end}"), &[("name", &new)]).await;
        }
        "users::assigned::assign" => {
            app.colleague(&mut scene.admin, &email, "user").await;
            let (id, service) = (app.user(&email).await, app.service(&scene.address()).await.to_string());
            let who = if refused { &mut scene.member } else { &mut scene.admin };
            who.post(&format!("/users/{id}/services"), &[("services", &service)]).await;
        }
        "services::save::save" => {
            who.post("/services/new", &[("name", &email), ("url", "https://exemple.fr")]).await;
        }
        "services::picture::set_picture" => {
            let id = app.service(&email).await;
            crate::services::send_picture(who, &format!("/services/{id}"), crate::services::PNG).await;
        }
        "services::delete::delete" => {
            let id = app.service(&email).await;
            who.post(&format!("/services/{id}/delete"), &[]).await;
        }
        "ask_reset::ask_reset" => {
            app.colleague(&mut scene.admin, &email, "user").await;
            for _ in 0..if refused { 4 } else { 1 } {
                app.visitor().post("/forgot", &[("email", &email)]).await;
                app.settled().await;
            }
        }
        "set_password::set_password" => {
            app.colleague(&mut scene.admin, &email, "user").await;
            let path = app.forgot(&email).await;
            for _ in 0..if refused { 2 } else { 1 } {
                app.visitor().post(&path, &[("password", "quatre chevaux verts galopent")]).await;
            }
        }
        "change_address::change_own" => {
            let password = if refused { "ce n'est pas le bon mot" } else { PASSWORD };
            scene.admin.post("/me/address", &[("email", &email), ("password", password)]).await;
        }
        "change_address::change_other" | "change_address::withdraw" => {
            app.colleague(&mut scene.admin, &email, "user").await;
            let path = format!("/users/{}/address", app.user(&email).await);
            let asked = [("email", scene.address())];
            let asked = asked.each_ref().map(|(name, value)| (*name, value.as_str()));
            let sent: &[(&str, &str)] = if operation.ends_with("withdraw") {
                scene.admin.post(&path, &asked).await;
                &[("withdraw", "yes")]
            } else {
                &asked
            };
            let who = if refused { &mut scene.member } else { &mut scene.admin };
            who.post(&path, sent).await;
        }
        "confirm_address::confirm_address" | "undo_address::undo_address" => {
            app.colleague(&mut scene.admin, &email, "user").await;
            let new = scene.address();
            let path = format!("/users/{}/address", app.user(&email).await);
            scene.admin.post(&path, &[("email", &new)]).await;
            let (confirm, undo) = app.address_paths(&new).await;
            let (path, taken) = if operation.starts_with("undo") {
                app.visitor().post(&confirm, &[]).await;
                (undo, email)
            } else {
                (confirm, new)
            };
            if refused {
                app.send_invitations(&mut scene.admin, &taken, "user").await;
            }
            app.visitor().post(&path, &[]).await;
        }
        "bulk::start::start" if refused => {
            let fields = [("list", "/users"), ("all", "yes"), ("verb", "revoke"), ("count", "1")];
            scene.member.post("/users/bulk/run", &fields).await;
        }
        "bulk::start::start" | "jobs::cancel::cancel" => {
            app.send_invitations(&mut scene.admin, &email, "user").await;
            let list = format!("/users?q={email}");
            let job = crate::jobs::begin(&mut scene.admin, &list, "revoke", &[]).await.location().to_owned();
            scene.admin.post(&format!("{job}/cancel"), &[]).await;
        }
        "import::start::start" if refused => {
            scene.member.post(&format!("/users/import/{}/run", uuid::Uuid::nil()), &[]).await;
        }
        "import::start::start" => drop(crate::import::begin(app, &mut scene.admin, &email).await),
        "history::export::export" => drop(who.get("/history/export.csv").await),
        "exports::begin::begin" => {
            let key = app.app.random.id(app.app.clock.now()).to_string();
            who.post("/exports", &[("key", &key), ("what", "history"), ("format", "json")]).await;
        }
        "exports::download::download" => {
            let mut second = app.colleague(&mut scene.admin, &email, "administrator").await;
            let id = crate::exports::make(&app.app, &mut second, "people", "json").await;
            if refused {
                app.give_role(&email, &app.role("member").await).await;
            }
            second.get(&format!("/exports/{id}/download")).await;
        }
        "exports::delete::delete" => {
            let id = crate::exports::make(&app.app, &mut scene.admin, "people", "json").await;
            scene.admin.post(&format!("/exports/{id}/delete"), &[]).await;
        }
        "me::profile::change_profile" => {
            let page = scene.admin.get("/me/edit").await;
            let version = if refused { "99" } else { page.between("name=\"version\" value=\"", "\"").unwrap() };
            // What stays the same is no change, and nothing to refuse either.
            let phone = if refused { "0622" } else { "0611" };
            let typed = [("first_name", "Camille"), ("last_name", "Moreau"), ("language", "fr"), ("phone", phone)];
            scene.admin.post("/me/edit", &[&typed[..], &[("version", version)]].concat()).await;
        }
        "me::password::change_password" => {
            let present = if refused { "ce n'est pas le bon mot" } else { PASSWORD };
            scene.admin.post("/me/password", &[("present", present), ("password", PASSWORD)]).await;
        }
        "me::sessions::end_session" => {
            app.visitor().sign_in("camille@rivoli.example", PASSWORD).await;
            let page = scene.admin.get("/me/sessions").await;
            let mut ids = page.body.split("href=\"/me/sessions/").skip(1).map(|rest| rest.split('"').next().unwrap());
            let path = ids.find(|id| id.ends_with("/end")).unwrap();
            let path = if refused {
                format!("/me/sessions/{}/end", uuid::Uuid::nil())
            } else {
                format!("/me/sessions/{path}")
            };
            scene.admin.post(&path, &[]).await;
        }
        "me::sessions::end_others" => drop(scene.admin.post("/me/sessions/end-others", &[]).await),
        "me::data::take_held" => drop(scene.admin.get("/me/export.json").await),
        other => panic!("{other}: say here how it is done, and how it is refused"),
    }
}
