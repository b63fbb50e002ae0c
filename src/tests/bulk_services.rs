//! One service given to many people at once, or taken away from them [S4.5].

use super::bulk::run;
use crate::{
    support::{Answer, Browser, TestApp, on_both_engines},
    users::change,
};
use parvis::{
    domain::{
        access::{Area, Level, Levels},
        department::DepartmentRole,
        id::ServiceId,
    },
    server::{jobs::drain, operations::users::Change},
};

const GIVE: &str = "assign-service";
const TAKE: &str = "unassign-service";

/// What would happen to all others of the list.
async fn preview(admin: &mut Browser, verb: &str, service: Option<ServiceId>) -> Answer {
    let service = service.map(|id| id.to_string()).unwrap_or_default();
    let fields = [("list", "/users"), ("all", "yes"), ("verb", verb), ("service", &service), ("key", "x")];
    let sent = if service.is_empty() { &fields[..3] } else { &fields[..] };
    admin.post("/users/bulk", sent).await
}

async fn assigned(app: &TestApp, service: ServiceId) -> Vec<String> {
    let id = app.literal(&service.to_string());
    let people = "SELECT u.email FROM service_users s JOIN users u ON u.id = s.user_id";
    app.values(&format!("{people} WHERE s.service_id = {id} ORDER BY u.email")).await
}

on_both_engines! {
    // [S4.5] [S4.12]
    async fn a_service_is_given_to_many_and_taken_away_and_it_is_said_beforehand_who_is_left_out(app: TestApp) {
        let mut admin = app.admin().await;
        app.send_invitations(&mut admin, "anna@exemple.fr bruno@exemple.fr chloe@exemple.fr", "user").await;
        let (mail, other) = (app.service("Campagnes").await, app.service("Expéditions").await);
        app.assign("bruno@exemple.fr", mail).await;
        app.assign("bruno@exemple.fr", other).await;

        let first = preview(&mut admin, GIVE, None).await;
        assert!(first.status == 200 && first.says("Choisissez le service") && first.says("Campagnes"), "{}", first.text());
        assert!(first.body.contains("action=\"/users/bulk\"") && !first.body.contains("/users/bulk/run"));
        let key = first.between("name=\"key\" value=\"", "\"").unwrap();
        let none = admin.post("/users/bulk", &[("list", "/users"), ("all", "yes"), ("verb", GIVE), ("key", key), ("service", "")]).await;
        assert!(none.status == 422 && none.says("Choisissez un service de la liste"), "{}", none.text());

        let page = preview(&mut admin, GIVE, Some(mail)).await;
        assert!(page.says("Affecter Campagnes à 2 utilisateurs ?") && page.says("C’est déjà le cas pour 1 utilisateur"), "{}", page.text());
        let job = run(&mut admin, &page, &[]).await;
        assert_eq!(job.status, 303, "{}", job.text());
        drain(&app.app).await.unwrap();
        assert_eq!(assigned(&app, mail).await, ["anna@exemple.fr", "bruno@exemple.fr", "chloe@exemple.fr"]);
        assert_eq!(assigned(&app, other).await, ["bruno@exemple.fr"], "others stay as they are");
        let results = admin.get(job.location()).await;
        assert!(results.says("Affectation d’un service à 3 utilisateurs") && results.says("C’était déjà le cas"), "{}", results.text());
        assert_eq!(app.count("history WHERE action = 'services-assigned' AND NOT refused").await, 2);

        let page = preview(&mut admin, TAKE, Some(mail)).await;
        assert!(page.says("Retirer Campagnes à 3 utilisateurs ?"), "{}", page.text());
        assert_eq!(run(&mut admin, &page, &[]).await.status, 303);
        drain(&app.app).await.unwrap();
        assert!(assigned(&app, mail).await.is_empty());
        assert_eq!(assigned(&app, other).await, ["bruno@exemple.fr"]);
        let told = app.values("SELECT particulars FROM history WHERE action = 'services-assigned' AND NOT refused ORDER BY at DESC, id DESC").await;
        assert_eq!(told.len(), 5);
        assert!(told.iter().any(|facts| facts.contains(&other.to_string()) && facts.contains(&mail.to_string())), "{told:?}");
        assert!(preview(&mut admin, TAKE, Some(mail)).await.says("Cette action ne s’applique à aucune des personnes choisies"));
        assert!(admin.get("/history").await.says("a affecté des services à"));
    }

    // [S4.5] [S5.6]
    async fn nobody_gives_a_service_or_rights_in_it_that_they_do_not_have(app: TestApp) {
        let mut admin = app.admin().await;
        let (mail, own) = (app.service("Campagnes").await, app.service("Expéditions").await);
        let areas = app.areas(own, &["Commandes"]).await;
        let levels = Levels::default().with(Area::Users, Level::Approver).with(Area::Services, Level::Editor);
        let role = app.custom_role("Équipe", levels).await;
        let mut editor = app.colleague(&mut admin, "equipe@exemple.fr", "member").await;
        app.give_role("equipe@exemple.fr", &role).await;
        app.assign("equipe@exemple.fr", own).await;
        let plain = app.custom_role("Rien", Levels::default()).await;
        for name in ["anna", "bruno"] {
            app.invite(&mut admin, &format!("{name}@exemple.fr"), "member").await;
            app.give_role(&format!("{name}@exemple.fr"), &plain).await;
        }
        // Not offered, and refused where it is asked for all the same.
        let first = preview(&mut editor, GIVE, None).await;
        assert!(first.says("Expéditions") && !first.says("Campagnes"), "{}", first.text());
        let key = app.app.random.id(app.app.clock.now()).to_string();
        let mut forged = vec![("key", key.as_str()), ("list", "/users"), ("all", "yes"), ("verb", GIVE), ("count", "3")];
        let id = mail.to_string();
        forged.push(("service", &id));
        let refused = editor.post("/users/bulk/run", &forged).await;
        assert_eq!(refused.status, 422, "{}", refused.text());
        assert_eq!(app.count("history WHERE action = 'job-started' AND refused").await, 1);
        // Within it, one who would be more than the giver is left as he is.
        app.except("bruno@exemple.fr", areas[0], Level::Approver).await;
        let page = preview(&mut editor, GIVE, Some(own)).await;
        assert!(page.says("1 utilisateur a plus de droits que vous"), "the administrator: {}", page.text());
        let job = run(&mut editor, &page, &[]).await;
        assert_eq!(job.status, 303, "{}", job.text());
        drain(&app.app).await.unwrap();
        assert_eq!(assigned(&app, own).await, ["anna@exemple.fr", "equipe@exemple.fr"]);
        assert!(editor.get(job.location()).await.says("Touche à des droits que vous n’avez pas"));
        assert_eq!(app.count("history WHERE action = 'services-assigned' AND refused").await, 2);
    }

    // [S4.5]
    async fn it_takes_editor_in_services_in_the_whole_account_until_the_end(app: TestApp) {
        let mut admin = app.admin().await;
        let lyon = app.department("Lyon").await;
        let mail = app.service("Campagnes").await;
        let mut lead = app.colleague(&mut admin, "lead@exemple.fr", "user").await;
        let id = app.user("lead@exemple.fr").await;
        change(&app, &admin, &id, Change::AddToDepartment(lyon, DepartmentRole::Admin)).await.unwrap();
        let list = lead.get("/users").await;
        assert!(list.body.contains("value=\"add-to-department\"") && !list.body.contains("assign-service"));
        assert!(admin.get("/users").await.body.contains("value=\"assign-service\""));
        for verb in [GIVE, TAKE] {
            assert_eq!(preview(&mut lead, verb, Some(mail)).await.status, 403);
        }
        // Taken away while the job goes on.
        let mut second = app.colleague(&mut admin, "second@exemple.fr", "administrator").await;
        app.invite(&mut admin, "anna@exemple.fr", "user").await;
        let page = preview(&mut second, GIVE, Some(mail)).await;
        assert_eq!(run(&mut second, &page, &[]).await.status, 303);
        let role = app.custom_role("RH", Levels::default().with(Area::Users, Level::Approver)).await;
        app.give_role("second@exemple.fr", &role).await;
        drain(&app.app).await.unwrap();
        assert!(assigned(&app, mail).await.is_empty());
        assert_eq!(app.count("jobs WHERE ending = 'rights-lost'").await, 1);
    }

    async fn what_everybody_has_is_not_given_and_what_is_gone_is_not_chosen(app: TestApp) {
        let mut admin = app.admin().await;
        app.invite(&mut admin, "anna@exemple.fr", "user").await;
        assert!(preview(&mut admin, GIVE, None).await.says("Aucun service ne peut être affecté ou retiré"));
        let all = app.service("Bureautique").await;
        app.tamper("UPDATE services SET for_all = (1 = 1)").await.unwrap();
        for service in [all, ServiceId(uuid::Uuid::nil())] {
            let key = app.app.random.id(app.app.clock.now()).to_string();
            let id = service.to_string();
            let fields = [("key", key.as_str()), ("list", "/users"), ("all", "yes"), ("verb", GIVE), ("count", "1"), ("service", &id)];
            let answer = admin.post("/users/bulk/run", &fields).await;
            assert!(answer.status == 422 && answer.says("Choisissez un service de la liste"), "{}", answer.text());
        }
        // Deleted between the request and the work.
        let mail = app.service("Campagnes").await;
        let page = preview(&mut admin, GIVE, Some(mail)).await;
        let job = run(&mut admin, &page, &[]).await;
        assert_eq!(admin.post(&format!("/services/{mail}/delete"), &[]).await.status, 303);
        drain(&app.app).await.unwrap();
        assert!(admin.get(job.location()).await.says("Ce qui a été choisi n’existe plus"));
    }
}
