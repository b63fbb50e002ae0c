//! Support access: an account lets people of the instance's own account in, and they do no more than it says.

use crate::support::{Browser, TestApp, app::PASSWORD, on_both_engines};
use parvis::{
    domain::{
        access::{Area, Level, Levels},
        time::DAY,
    },
    server::housekeeping::{self, support_ends},
};
use std::time::Duration;

const HOLDER: &str = "david@autre.example";

/// Switches it on for a week; its id.
pub async fn allow(app: &TestApp, holder: &mut Browser, level: &str) -> String {
    allow_for(app, holder, level, 7 * DAY).await
}

async fn allow_for(app: &TestApp, holder: &mut Browser, level: &str, time: Duration) -> String {
    let day = parvis::server::operations::users::access_end::day(app.app.clock.now() + time, &app.app.zone);
    let fields = [("level", level), ("ends_on", day.as_str()), ("password", PASSWORD)];
    let answer = holder.post("/settings/support", &fields).await;
    assert_eq!(answer.status, 303, "{}", answer.body);
    let sql = "SELECT id FROM support_accesses WHERE ended_at IS NULL ORDER BY created_at DESC, id DESC LIMIT 1";
    app.value::<uuid::Uuid>(sql).await.to_string()
}

/// The instance's own account with its administrator, and another account with its holder and somebody in it.
async fn scene(app: &TestApp) -> (Browser, Browser) {
    let agent = app.admin().await;
    let mut holder = app.account("Autre maison", HOLDER).await;
    app.colleague(&mut holder, "zoe@autre.example", "user").await;
    (agent, holder)
}

pub async fn enter(agent: &mut Browser, access: &str) -> u16 {
    agent.post(&format!("/support/{access}/enter"), &[]).await.status
}

/// How many entries of the other account's history there are.
async fn told(app: &TestApp, which: &str) -> i64 {
    let of_other = "history h JOIN accounts a ON a.id = h.account_id WHERE a.name = 'Autre maison'";
    app.count(&format!("{of_other} AND {which}")).await
}

/// Lets time pass with a look each hour, as a server that runs does.
async fn live(app: &TestApp, hours: u32) {
    for _ in 0..hours {
        housekeeping::once(&app.app, app.app.clock.now()).await;
        app.advance(Duration::from_hours(1));
    }
}

on_both_engines! {
    // [S2.10] [S5.25]
    async fn a_policy_that_an_agent_accepts_meanwhile_is_ones_own_accounts_affair(app: TestApp) {
        let (mut agent, mut holder) = scene(&app).await;
        let access = allow(&app, &mut holder, "guest").await;
        assert_eq!(enter(&mut agent, &access).await, 303);
        let folder = app.subfolder("policy");
        std::fs::write(folder.join("fr.md"), "# Notre politique").unwrap();
        let changed = app.restart(|config| config.policy_dir = Some(folder)).await.unwrap();
        let mut agent = agent.on(changed);
        agent.accept_policy().await;
        let filed = "acceptances c JOIN accounts a ON a.id = c.account_id WHERE c.version = 2 AND a.name";
        assert_eq!(app.count(&format!("{filed} = 'Atelier Rivoli'")).await, 1);
        assert_eq!(app.count(&format!("{filed} = 'Autre maison'")).await, 0);
        assert_eq!(told(&app, "action = 'policy-accepted' AND h.actor_id <> h.subject_id").await, 0);
        assert_eq!(agent.get("/users").await.status, 200, "and goes on there");
    }

    // [S2.10]
    async fn an_account_lets_the_support_in_and_sees_all_that_it_does(app: TestApp) {
        let (mut agent, mut holder) = scene(&app).await;
        assert!(agent.get("/support").await.says("Aucun compte ne vous laisse entrer"));
        assert!(!agent.get("/").await.body.contains("href=\"/support\""), "nothing to go to");
        let page = holder.get("/settings/support").await;
        assert!(page.says("Désactivé") && page.says("2 personnes de votre compte"), "{}", page.text());
        let access = allow(&app, &mut holder, "editor").await;

        assert!(agent.get("/").await.body.contains("href=\"/support\""));
        assert!(agent.get("/support").await.says("Autre maison"));
        assert_eq!(enter(&mut agent, &access).await, 303);
        let list = agent.get("/users").await;
        let people = list.between("<main", "</main>").unwrap();
        assert!(people.contains("zoe@autre.example") && !people.contains("camille@rivoli.example"), "{people}");
        assert!(list.says("Vous êtes dans le compte Autre maison"));
        let banner = holder.get("/").await;
        assert!(banner.says("Camille Moreau, du support, est dans votre compte"), "{}", banner.text());
        let nowhere = holder.get("/nowhere").await;
        assert!(nowhere.status == 404 && nowhere.says("Camille Moreau, du support, est dans votre compte"), "{}", nowhere.text());

        let id = app.user("zoe@autre.example").await;
        let edit = agent.get(&format!("/users/{id}/edit")).await;
        let version = edit.between("name=\"version\" value=\"", "\"").unwrap().to_owned();
        let typed = [("first_name", "Zoé"), ("last_name", "Petit"), ("language", "fr"), ("version", version.as_str())];
        assert_eq!(agent.post(&format!("/users/{id}/edit"), &typed).await.status, 303);
        let history = holder.get("/history").await;
        assert!(history.says("Camille Moreau (support)") && history.says("Entrée du support") || history.says("a ouvert le compte"), "{}", history.text());
        assert!(!history.says("camille@rivoli.example"), "a name is enough");

        assert_eq!(agent.post("/support/leave", &[]).await.location(), "/support");
        assert!(agent.get("/users").await.says("camille@rivoli.example"), "home again");
        assert!(!holder.get("/").await.says("du support, est dans votre compte"));
        assert_eq!(app.count("history WHERE action IN ('support-allowed', 'support-entered', 'support-left')").await, 3);
    }

    // [S2.10]
    async fn an_agent_does_no_more_than_the_account_chose_whatever_rights_at_home(app: TestApp) {
        let (mut agent, mut holder) = scene(&app).await;
        let id = app.user("zoe@autre.example").await;
        let access = allow(&app, &mut holder, "guest").await;
        enter(&mut agent, &access).await;
        for path in ["/users/invite", "/users/import", "/users/new", "/mailbox", "/users/export.csv", "/history/export.csv", "/exports", "/requests"] {
            let status = agent.get(path).await.status;
            assert!(status == 403 || status == 404, "{path}: {status}");
        }
        for path in [format!("/users/{id}/edit"), format!("/users/{id}/deactivate"), format!("/users/{id}/delete"), "/settings".to_owned(), "/settings/support".to_owned(), "/settings/support/end".to_owned(), "/roles/new".to_owned(), "/departments".to_owned()] {
            let status = agent.post(&path, &[]).await.status;
            assert!(status == 403 || status == 404, "{path}: {status}");
        }
        assert_eq!(agent.post("/requests", &[("area", "exports"), ("level", "guest")]).await.status, 403);
        assert_eq!(app.count("users WHERE state = 'active'").await, 3);

        let more = allow(&app, &mut holder, "editor").await;
        assert_eq!(agent.get("/users/new").await.location(), "/support", "setting it anew puts who was in out");
        assert_eq!(agent.post("/support/leave", &[]).await.status, 303);
        assert_eq!(enter(&mut agent, &more).await, 303);
        assert_eq!(agent.get("/users/invite").await.status, 403);
    }

    // [S2.9] [S2.10]
    async fn that_the_support_is_in_is_said_before_the_policy_is_accepted_too_and_an_agent_asks_for_nothing(app: TestApp) {
        let (mut agent, mut holder) = scene(&app).await;
        let access = allow(&app, &mut holder, "guest").await;
        enter(&mut agent, &access).await;
        app.invite(&mut holder, "noe@autre.example", "user").await;
        let mut pending = app.visitor();
        pending.post(&app.join_path("noe@autre.example").await, &crate::support::app::JOIN).await;
        let page = pending.get("/policy").await;
        assert!(page.says("Camille Moreau") && page.body.contains("class=\"notice\""), "{}", page.text());
        let refused = agent.get("/users/invite").await;
        assert!(refused.status == 403 && refused.says("titulaire du compte"), "{}", refused.text());
        assert!(!refused.says("Demander l’accès") && !refused.body.contains("action=\"/requests\""));
        // Who isn't of the instance's own account has no such area to ask for.
        let other = holder.get("/support").await;
        assert!(other.status == 403 && !other.says("Demander l’accès"), "{}", other.text());
    }

    // [S2.10]
    async fn who_was_in_with_a_session_that_is_gone_has_left_by_the_end(app: TestApp) {
        let (mut agent, mut holder) = scene(&app).await;
        let access = allow(&app, &mut holder, "guest").await;
        enter(&mut agent, &access).await;
        app.advance(Duration::from_secs(1));
        app.tamper("DELETE FROM sessions WHERE support_id IS NOT NULL").await.unwrap();
        holder.post("/settings/support/end", &[]).await;
        assert_eq!(told(&app, "h.action = 'support-left'").await, 1);
    }

    // [S2.10]
    async fn ending_it_cuts_at_once_and_so_does_the_day(app: TestApp) {
        let (mut agent, mut holder) = scene(&app).await;
        let access = allow(&app, &mut holder, "guest").await;
        enter(&mut agent, &access).await;
        assert!(agent.get("/users").await.says("zoe@autre.example"));
        assert_eq!(holder.post("/settings/support/end", &[]).await.location(), "/settings/support?done=end");
        assert_eq!(agent.get("/users").await.location(), "/support", "out at the next request");
        // What was meant for that account isn't done at home.
        assert_eq!(agent.post("/departments", &[("name", "Lyon")]).await.location(), "/support");
        assert_eq!(app.count("departments").await, 0);
        let out = agent.get("/support").await;
        assert!(out.says("Autre maison ne vous laisse plus entrer") && !out.says("camille@"), "{}", out.text());
        assert_eq!(agent.post("/support/leave", &[]).await.location(), "/support");
        assert!(agent.get("/users").await.says("camille@rivoli.example"), "at home");
        assert_eq!(app.count("history WHERE action = 'support-left'").await, 1, "by the end itself, and once");
        assert_eq!(enter(&mut agent, &access).await, 404);

        let access = allow(&app, &mut holder, "guest").await;
        enter(&mut agent, &access).await;
        app.advance(9 * DAY);
        agent.sign_in("camille@rivoli.example", PASSWORD).await;
        assert_eq!(enter(&mut agent, &access).await, 404, "the day is over");
        holder.sign_in(HOLDER, PASSWORD).await;
        assert!(holder.get("/settings/support").await.says("Désactivé"));
        allow(&app, &mut holder, "guest").await;
    }

    // [S2.10]
    async fn past_its_day_it_has_ended_by_itself_and_each_agent_who_was_in_has_left_once(app: TestApp) {
        let mut agent = app.admin().await;
        let mut others = Vec::new();
        for email in ["encore@rivoli.example", "parti@rivoli.example", "sans-droit@rivoli.example"] {
            others.push(app.colleague(&mut agent, email, "administrator").await);
        }
        let mut holder = app.account("Autre maison", HOLDER).await;
        // The clock starts at 09:00 in Paris.
        let access = allow_for(&app, &mut holder, "guest", Duration::ZERO).await;
        let mut second = app.visitor();
        second.sign_in("camille@rivoli.example", PASSWORD).await;
        for browser in others.iter_mut().chain([&mut agent, &mut second]) {
            assert_eq!(enter(browser, &access).await, 303);
        }
        live(&app, 8).await;
        for browser in others.iter_mut().chain([&mut agent]) {
            assert_eq!(browser.get("/users").await.status, 200, "the second session is idle for too long meanwhile");
        }
        let member = "(SELECT r.id FROM roles r WHERE r.kind = 'member' AND r.account_id = users.account_id)";
        app.tamper(&format!("UPDATE users SET role_id = {member} WHERE email = 'sans-droit@rivoli.example'")).await.unwrap();
        live(&app, 7).await;
        assert_eq!(told(&app, "action IN ('support-ended', 'support-left')").await, 0, "the last look was within the day");
        assert_eq!(others[1].get("/users").await.location(), "/support", "out, whether anybody has taken note or not");
        others[1].post("/support/leave", &[]).await;
        assert_eq!(told(&app, "action = 'support-left'").await, 1);

        live(&app, 2).await;
        assert_eq!(support_ends::end(&app.app, app.app.clock.now()).await.unwrap(), 0, "once");
        assert_eq!(told(&app, "action = 'support-ended' AND actor_id IS NULL AND address = '' AND particulars LIKE '%2026-11-22%'").await, 1);
        for email in ["camille@rivoli.example", "encore@rivoli.example", "parti@rivoli.example", "sans-droit@rivoli.example"] {
            let id = app.literal(&app.user(email).await);
            assert_eq!(told(&app, &format!("action = 'support-left' AND actor_id = {id}")).await, 1, "{email}");
        }
        assert_eq!(agent.get("/users").await.location(), "/support");
        assert_eq!(agent.post("/support/leave", &[]).await.status, 303);
        assert!(agent.get("/users").await.says("camille@rivoli.example"), "at home");
        others[0].post("/sign-out", &[]).await;
        assert_eq!(told(&app, "action = 'support-left'").await, 4, "their own requests tell no more");

        holder.sign_in(HOLDER, PASSWORD).await;
        let history = holder.get("/history").await;
        assert!(history.says("Le système") && history.says("a désactivé l’accès du support"), "{}", history.text());
        app.tamper(&format!("UPDATE users SET language = 'en' WHERE email = '{HOLDER}'")).await.unwrap();
        let history = holder.get("/history").await;
        assert!(history.says("The system") && history.says("switched support access off"), "{}", history.text());
    }

    // [S2.10]
    async fn what_has_run_out_is_ended_by_nobody_though_the_account_comes_first(app: TestApp) {
        let (mut agent, mut holder) = scene(&app).await;
        let access = allow(&app, &mut holder, "guest").await;
        enter(&mut agent, &access).await;
        app.advance(8 * DAY);
        holder.sign_in(HOLDER, PASSWORD).await;
        assert_eq!(holder.post("/settings/support/end", &[]).await.status, 303);
        assert_eq!(told(&app, "action = 'support-ended'").await, 0, "it was off already");
        allow(&app, &mut holder, "guest").await;
        assert_eq!(told(&app, "action = 'support-ended' AND actor_id IS NULL AND address = ''").await, 1);
        assert_eq!(told(&app, "action = 'support-left' AND address = ''").await, 1);
        assert_eq!(support_ends::end(&app.app, app.app.clock.now()).await.unwrap(), 0);
        assert_eq!(app.count("support_accesses WHERE ended_at IS NULL").await, 1);
        assert_eq!(told(&app, "action IN ('support-ended', 'support-left')").await, 2);
    }

    // [S2.10]
    async fn whoever_goes_otherwise_is_gone_too(app: TestApp) {
        let (mut agent, mut holder) = scene(&app).await;
        let access = allow(&app, &mut holder, "guest").await;
        let left = async || app.count("history h JOIN accounts a ON a.id = h.account_id WHERE h.action = 'support-left' AND a.name = 'Autre maison'").await;
        // By signing out.
        enter(&mut agent, &access).await;
        agent.post("/sign-out", &[]).await;
        assert_eq!(left().await, 1);
        assert!(!holder.get("/").await.says("du support, est dans votre compte"));

        // By losing the right at home, of which the session learns at its next request.
        agent.sign_in("camille@rivoli.example", PASSWORD).await;
        enter(&mut agent, &access).await;
        assert!(holder.get("/").await.says("du support, est dans votre compte"));
        let member = "(SELECT r.id FROM roles r WHERE r.kind = 'member' AND r.account_id = users.account_id)";
        app.tamper(&format!("UPDATE users SET role_id = {member} WHERE email = 'camille@rivoli.example'")).await.unwrap();
        assert!(!holder.get("/").await.says("du support, est dans votre compte"));
        assert!(!holder.get("/settings/support").await.says("Dans votre compte"));
        assert_eq!(agent.get("/users").await.location(), "/support");
        assert_eq!(agent.call("list-users", &serde_json::json!({ "query": "" })).await.status, 403);
        agent.post("/support/leave", &[]).await;
        assert_eq!(left().await, 2);
        assert_eq!(agent.get("/users").await.status, 200, "a member at home");
    }

    // [S2.10]
    async fn only_people_of_the_instances_own_account_with_the_right_are_the_support(app: TestApp) {
        let (mut agent, mut holder) = scene(&app).await;
        let access = allow(&app, &mut holder, "guest").await;
        assert_eq!(holder.get("/support").await.status, 403);
        let mut third = app.account("Troisième maison", "third@trois.example").await;
        assert_eq!(enter(&mut third, &access).await, 403, "an administrator of another account is nobody's support");
        assert!(!holder.get("/roles/new").await.says("Support des autres comptes"), "a row that means nothing there");
        assert!(agent.get("/roles/new").await.says("Support des autres comptes"));

        // A role of the instance's own account that has it.
        let own: uuid::Uuid = app.value("SELECT account_id FROM users WHERE email = 'camille@rivoli.example'").await;
        let path = {
            let role: uuid::Uuid = app.value(&format!("SELECT id FROM roles WHERE kind = 'user' AND account_id = {}", app.literal(&own.to_string()))).await;
            let key = app.app.random.id(app.app.clock.now()).to_string();
            let role = role.to_string();
            let fields = [("key", key.as_str()), ("addresses", "aide@rivoli.example"), ("role", &role), ("language", "fr")];
            agent.post("/users/invite", &fields).await;
            app.join_path("aide@rivoli.example").await
        };
        let mut helper = app.visitor();
        helper.post(&path, &crate::support::app::JOIN).await;
        helper.accept_policy().await;
        assert_eq!(helper.get("/support").await.status, 403);
        let levels = Levels::default().with(Area::Support, Level::Guest);
        let role = app.custom_role("Aide", levels).await;
        let (role, own) = (app.literal(&role), app.literal(&own.to_string()));
        app.tamper(&format!("UPDATE roles SET account_id = {own} WHERE id = {role}")).await.unwrap();
        app.tamper(&format!("UPDATE users SET role_id = {role} WHERE email = 'aide@rivoli.example'")).await.unwrap();
        assert_eq!(enter(&mut helper, &access).await, 303);
        assert!(helper.get("/users").await.says("zoe@autre.example"));
        app.tamper("UPDATE users SET state = 'inactive', reason = 'deactivated' WHERE email = 'aide@rivoli.example'").await.unwrap();
        assert_eq!(helper.get("/users").await.status, 303, "out at the next request");
    }

    // [S2.10]
    async fn switching_it_on_takes_the_password_and_a_day_within_a_month(app: TestApp) {
        let (_, mut holder) = scene(&app).await;
        let refused = holder.post("/settings/support", &[]).await;
        assert_eq!(refused.status, 422);
        assert!(refused.says("Choisissez le dernier jour") && refused.says("Saisissez le mot de passe"), "{}", refused.text());
        let day = |days: u32| parvis::server::operations::users::access_end::day(app.app.clock.now() + DAY * days, &app.app.zone);
        let (far, near) = (day(40), day(3));
        let wrong = holder.post("/settings/support", &[("level", "approver"), ("ends_on", &far), ("password", PASSWORD)]).await;
        assert!(wrong.status == 422 && wrong.says("30 prochains jours") && wrong.says("Choisissez un niveau"), "{}", wrong.text());
        assert!(wrong.body.contains(&format!("value=\"{far}\"")), "what was typed is kept");
        let password = holder.post("/settings/support", &[("level", "guest"), ("ends_on", &near), ("password", "ce n'est pas le bon")]).await;
        assert_eq!(password.status, 422);
        assert_eq!(app.count("history WHERE action = 'support-allowed' AND refused").await, 1);
        assert_eq!(app.count("support_accesses").await, 0);
        for _ in 0..6 {
            holder.post("/settings/support", &[("level", "guest"), ("ends_on", &near), ("password", "ce n'est pas le bon")]).await;
        }
        let late = holder.post("/settings/support", &[("level", "guest"), ("ends_on", &near), ("password", PASSWORD)]).await;
        assert_eq!(late.status, 429);
    }

    // [S2.10] [S2.5]
    async fn nobody_lets_the_support_do_more_than_they_may_do_themselves(app: TestApp) {
        let (_, mut holder) = scene(&app).await;
        let mut clerk = app.colleague(&mut holder, "clerk@autre.example", "user").await;
        let day = parvis::server::operations::users::access_end::day(app.app.clock.now() + DAY * 3, &app.app.zone);
        let fields = |level: &'static str| [("level", level), ("ends_on", day.as_str()), ("password", PASSWORD)].map(|(name, value)| (name, value.to_owned()));
        let own = [Area::Users, Area::Roles, Area::Departments, Area::Services, Area::History, Area::Billing, Area::Analytics];
        let of = |level| own.into_iter().fold(Levels::default().with(Area::Settings, Level::Approver), |levels, area| levels.with(area, level));
        for (name, levels, given) in [("Réglages", Levels::default().with(Area::Settings, Level::Approver), vec![]), ("Lecture", of(Level::Guest), vec!["guest"]), ("Gestion", of(Level::Editor), vec!["guest", "editor"])] {
            app.give_role("clerk@autre.example", &app.custom_role(name, levels).await).await;
            let page = clerk.get("/settings/support").await;
            assert_eq!(page.says("Ouvrir cet accès donnerait plus de droits"), given.is_empty(), "{name}: {}", page.text());
            for level in ["guest", "editor"] {
                assert_eq!(page.body.contains(&format!("value=\"{level}\"")), given.contains(&level), "{name}: {level}");
                let fields = fields(level);
                let sent: Vec<(&str, &str)> = fields.iter().map(|(name, value)| (*name, value.as_str())).collect();
                let answer = clerk.post("/settings/support", &sent).await;
                assert_eq!(answer.status, if given.contains(&level) { 303 } else { 403 }, "{name}: {level}");
            }
        }
        assert_eq!(told(&app, "action = 'support-allowed' AND refused").await, 3);
    }

    // [S2.10]
    async fn an_agents_own_pages_are_at_home(app: TestApp) {
        let (mut agent, mut holder) = scene(&app).await;
        let access = allow(&app, &mut holder, "editor").await;
        enter(&mut agent, &access).await;
        for path in ["/me", "/me/password", "/me/export.json"] {
            assert_eq!(agent.get(path).await.location(), "/support", "{path}");
        }
        assert_eq!(agent.post("/me/password", &[("present", PASSWORD)]).await.location(), "/support");
        assert!(agent.get("/support").await.says("Quitter"));
        for path in ["/", "/history", "/roles", "/departments", "/services", "/settings", "/settings/policies/1", "/rights"] {
            assert_eq!(agent.get(path).await.status, 200, "{path}");
        }
        agent.post("/sign-out", &[]).await;
        let sql = "SELECT COUNT(*) FROM history h JOIN accounts a ON a.id = h.account_id WHERE h.action = 'signed-out' AND a.name = 'Atelier Rivoli'";
        assert_eq!(app.value::<i64>(sql).await, 1, "signing out is one's own account's");
    }
}

/// Two nodes and an agent who leaves twice, all at once: each thing is told once.
#[tokio::test]
async fn nodes_side_by_side_end_it_once() {
    let app = TestApp::postgres().await;
    let (mut agent, mut holder) = scene(&app).await;
    let access = allow_for(&app, &mut holder, "guest", Duration::ZERO).await;
    app.advance(Duration::from_hours(8));
    agent.sign_in("camille@rivoli.example", PASSWORD).await;
    enter(&mut agent, &access).await;
    app.advance(Duration::from_hours(8));
    let (node, now) = (app.node().await, app.app.clock.now());
    let mut elsewhere = agent.on(node.clone());
    let (one, two, left, again) = tokio::join!(
        support_ends::end(&app.app, now),
        support_ends::end(&node, now),
        agent.post("/support/leave", &[]),
        elsewhere.post("/support/leave", &[]),
    );
    assert_eq!(one.unwrap() + two.unwrap(), 1);
    assert!(left.status == 303 && again.status == 303, "{left:?} {again:?}");
    assert_eq!(told(&app, "action = 'support-ended'").await, 1);
    assert_eq!(told(&app, "action = 'support-left'").await, 1);
}
