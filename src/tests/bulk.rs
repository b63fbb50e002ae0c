use super::jobs::begin;
use crate::{
    support::{Answer, Browser, TestApp, on_both_engines},
    users::change,
};
use parvis::{
    domain::access::{Area, Level, Levels},
    server::{jobs::drain, operations::users::Change},
};

/// What would happen to these people.
async fn preview(admin: &mut Browser, verb: &str, users: &[&str]) -> Answer {
    let mut fields = vec![("list", "/users"), ("verb", verb)];
    fields.extend(users.iter().map(|id| ("user", *id)));
    admin.post("/users/bulk", &fields).await
}

/// Goes on from a preview to the run, with more fields.
pub async fn run(admin: &mut Browser, preview: &Answer, more: &[(&str, &str)]) -> Answer {
    admin.post("/users/bulk/run", &[&hidden(preview)[..], more].concat()).await
}

/// Goes on from the page that asks to what, with what is chosen.
async fn go_on(admin: &mut Browser, first: &Answer, chosen: &[(&str, &str)]) -> Answer {
    admin.post("/users/bulk", &[&hidden(first)[..], chosen].concat()).await
}

/// What a preview's form carries on.
fn hidden(preview: &Answer) -> Vec<(&str, &str)> {
    let form = preview.between("action=\"/users/bulk", "</form>").expect("the form");
    form.split("type=\"hidden\" name=\"")
        .skip(1)
        .map(|field| {
            let (name, rest) = field.split_once("\" value=\"").unwrap();
            (name, rest.split_once('"').unwrap().0)
        })
        .collect()
}

/// Somebody is no lasting administrator any more.
async fn ends_tomorrow(app: &TestApp, email: &str) {
    let end = app.literal_instant(app.app.clock.now() + std::time::Duration::from_hours(24));
    let camille = app.literal(&app.user("camille@rivoli.example").await);
    let end = format!("access_ends_at = {end}, access_ends_set_by = {camille}");
    app.tamper(&format!("UPDATE users SET {end} WHERE email = '{email}'")).await.unwrap();
}

async fn ids(app: &TestApp, emails: &[&str]) -> Vec<String> {
    let mut ids = Vec::new();
    for email in emails {
        ids.push(app.user(email).await);
    }
    ids
}

fn borrowed(ids: &[String]) -> Vec<&str> {
    ids.iter().map(String::as_str).collect()
}

on_both_engines! {
    // [S4.11] [S4.13] [S1.17]
    async fn passwords_of_many_are_reset_and_it_is_said_beforehand_how_many_mails_go_out(app: TestApp) {
        let mut admin = app.admin().await;
        app.colleague(&mut admin, "anna@exemple.fr", "user").await;
        app.colleague(&mut admin, "bruno@exemple.fr", "member").await;
        app.send_invitations(&mut admin, "chloe@exemple.fr", "user").await;
        let people = ids(&app, &["anna@exemple.fr", "bruno@exemple.fr", "chloe@exemple.fr"]).await;
        let page = preview(&mut admin, "reset-password", &borrowed(&people)).await;
        assert!(page.says("Réinitialiser le mot de passe de 2 utilisateurs ?") && page.says("2 e-mails partiront."), "{}", page.text());
        assert!(page.says("1 utilisateur est à l’état Invité") && page.says("vous ne verrez pas le nouveau"));
        assert_eq!(app.count("resets").await, 0, "nothing has happened yet");
        let job = run(&mut admin, &page, &[]).await;
        assert_eq!(job.status, 303, "{}", job.body);
        drain(&app.app).await.unwrap();
        assert_eq!(app.count("messages WHERE kind = 'reset'").await, 2);
        assert_eq!(app.count("history WHERE action = 'reset-started' AND NOT refused").await, 2);
        let results = admin.get(job.location()).await;
        assert!(results.says("Réinitialisation du mot de passe de 3 utilisateurs") && results.says("Est à l’état Invité"));
        let link = app.reset_path("anna@exemple.fr").await;
        assert_eq!(app.visitor().get(&link).await.status, 200);
    }

    async fn of_many_passwords_the_number_is_typed_before(app: TestApp) {
        let mut admin = app.admin().await;
        let addresses: Vec<String> = (0..51).map(|n| format!("n{n}@exemple.fr")).collect();
        app.send_invitations(&mut admin, &addresses.join(" "), "user").await;
        app.tamper("UPDATE users SET state = 'active', password_hash = 'x' WHERE state = 'invited'").await.unwrap();
        let page = admin.post("/users/bulk", &[("list", "/users"), ("verb", "reset-password"), ("all", "yes")]).await;
        assert!(page.says("Pour confirmer, saisissez 51") && page.says("51 e-mails partiront."), "{}", page.text());
        assert_eq!(run(&mut admin, &page, &[]).await.status, 422);
        assert_eq!(run(&mut admin, &page, &[("confirm", "51")]).await.status, 303);
        drain(&app.app).await.unwrap();
        assert_eq!(app.count("resets").await, 51);
    }

    // [S4.12]
    async fn it_is_said_beforehand_what_happens_to_how_many_and_who_is_left_out(app: TestApp) {
        let mut admin = app.admin().await;
        app.colleague(&mut admin, "anna@exemple.fr", "user").await;
        app.send_invitations(&mut admin, "bruno@exemple.fr chloe@exemple.fr", "user").await;
        let people = ids(&app, &["anna@exemple.fr", "bruno@exemple.fr", "chloe@exemple.fr", "camille@rivoli.example"]).await;
        let page = preview(&mut admin, "revoke", &borrowed(&people)).await;
        assert_eq!(page.status, 200);
        assert!(page.says("Révoquer l’invitation de 2 personnes ?"), "{}", page.text());
        assert!(page.says("1 utilisateur est à l’état Actif") && page.says("Vous-même (1)"));
        let left_out = page.between("class=\"review\"", "</ul>").unwrap();
        assert!(left_out.contains("Inès Benali") && !left_out.contains("Camille Moreau"), "who, but for oneself: {left_out}");
        assert!(!left_out.contains("bruno@"), "{left_out}");
        assert_eq!(app.count("users WHERE state = 'invited'").await, 2, "nothing has happened yet");
        let job = run(&mut admin, &page, &[]).await;
        assert_eq!(job.status, 303, "{}", job.body);
        drain(&app.app).await.unwrap();
        assert_eq!(app.count("users WHERE state = 'inactive'").await, 2);
        let results = admin.get(job.location()).await;
        assert!(results.says("Révocation de 4 invitations") && results.says("C’est vous") && results.says("Est à l’état Actif"));
    }

    async fn the_list_offers_it_to_who_may_and_the_box_over_the_page_names_all(app: TestApp) {
        let mut admin = app.admin().await;
        let mut member = app.colleague(&mut admin, "membre@exemple.fr", "member").await;
        app.send_invitations(&mut admin, "bruno@exemple.fr chloe@exemple.fr", "user").await;
        let list = admin.get("/users?state=invited").await;
        assert!(list.says("Sélectionner toute la page") && list.says("Sélectionner bruno@exemple.fr"));
        assert!(!list.says("Sélectionner Camille Moreau"), "not oneself");
        assert!(!member.get("/users").await.says("Sélectionner"));
        let page = list.between("name=\"page\" value=\"", "\"").unwrap().to_owned();
        let preview = admin.post("/users/bulk", &[("list", "/users"), ("verb", "revoke"), ("page", &page)]).await;
        assert!(preview.says("Révoquer l’invitation de 2 personnes ?"), "{}", preview.text());
    }

    async fn all_that_match_the_filter_are_taken_and_nobody_else(app: TestApp) {
        let mut admin = app.admin().await;
        app.send_invitations(&mut admin, "dupont@exemple.fr dupond@exemple.fr martin@exemple.fr", "user").await;
        let job = begin(&mut admin, "/users?q=DUP", "revoke", &[]).await;
        assert_eq!(job.status, 303, "{}", job.body);
        drain(&app.app).await.unwrap();
        assert_eq!(app.count("users WHERE state = 'inactive' AND email LIKE 'dup%'").await, 2);
        assert_eq!(app.count("users WHERE state = 'invited'").await, 1);
    }

    async fn a_selection_that_changed_is_shown_again(app: TestApp) {
        let mut admin = app.admin().await;
        app.send_invitations(&mut admin, "a@exemple.fr", "user").await;
        let page = admin.post("/users/bulk", &[("list", "/users"), ("all", "yes"), ("verb", "revoke")]).await;
        app.send_invitations(&mut admin, "b@exemple.fr", "user").await;
        let answer = run(&mut admin, &page, &[]).await;
        assert_eq!(answer.status, 422);
        assert!(answer.says("La sélection a changé") && answer.says("Révoquer l’invitation de 2 personnes ?"));
        assert_eq!(app.count("jobs").await, 0);
        assert_eq!(run(&mut admin, &answer, &[]).await.status, 303);
    }

    async fn the_same_form_sent_twice_is_one_job(app: TestApp) {
        let mut admin = app.admin().await;
        app.send_invitations(&mut admin, "a@exemple.fr", "user").await;
        let page = admin.post("/users/bulk", &[("list", "/users"), ("all", "yes"), ("verb", "resend")]).await;
        let mut again = admin.clone();
        let (one, two) = tokio::join!(run(&mut admin, &page, &[]), run(&mut again, &page, &[]));
        assert_eq!((one.status, two.status, one.location()), (303, 303, two.location()));
        drain(&app.app).await.unwrap();
        assert_eq!(run(&mut admin, &page, &[]).await.location(), one.location());
        assert_eq!(app.count("history WHERE action = 'invitation-resent'").await, 1);
        // Another's key is nobody's.
        let mut second = app.colleague(&mut admin, "second@exemple.fr", "administrator").await;
        assert_eq!(run(&mut second, &page, &[]).await.status, 404);
    }

    async fn deleting_active_people_asks_for_their_number(app: TestApp) {
        let mut admin = app.admin().await;
        app.colleague(&mut admin, "anna@exemple.fr", "user").await;
        app.colleague(&mut admin, "bruno@exemple.fr", "user").await;
        let people = ids(&app, &["anna@exemple.fr", "bruno@exemple.fr"]).await;
        let page = preview(&mut admin, "delete", &borrowed(&people)).await;
        assert!(page.says("Pour confirmer, saisissez 2"), "{}", page.text());
        let refused = run(&mut admin, &page, &[("confirm", "deux")]).await;
        assert_eq!(refused.status, 422);
        assert!(refused.says("Saisissez le nombre indiqué"));
        assert_eq!(run(&mut admin, &page, &[("confirm", " 2 ")]).await.status, 303);
        drain(&app.app).await.unwrap();
        assert_eq!(app.count("users WHERE state = 'deleted'").await, 2);
        // Whom nobody has let in yet goes without.
        app.send_invitations(&mut admin, "chloe@exemple.fr", "user").await;
        let chloe = ids(&app, &["chloe@exemple.fr"]).await;
        assert!(!preview(&mut admin, "delete", &borrowed(&chloe)).await.says("Pour confirmer"));
    }

    // [S1.19]
    async fn who_was_deleted_together_comes_back_together(app: TestApp) {
        let mut admin = app.admin().await;
        app.colleague(&mut admin, "anna@exemple.fr", "user").await;
        app.send_invitations(&mut admin, "bruno@exemple.fr", "user").await;
        let people = ids(&app, &["anna@exemple.fr", "bruno@exemple.fr"]).await;
        let page = preview(&mut admin, "delete", &borrowed(&people)).await;
        assert_eq!(run(&mut admin, &page, &[("confirm", "2")]).await.status, 303);
        drain(&app.app).await.unwrap();
        let offers = |page: &Answer, verb: &str| page.body.contains(&format!("<option value=\"{verb}\""));
        let (there, gone) = (admin.get("/users").await, admin.get("/users?state=deleted").await);
        assert!(offers(&there, "delete") && !offers(&there, "restore"), "{}", there.body);
        assert!(offers(&gone, "restore") && !offers(&gone, "delete"), "{}", gone.body);
        let page = preview(&mut admin, "restore", &borrowed(&people)).await;
        assert!(page.says("Restaurer 2 personnes") && page.says("à l’état Inactif"), "{}", page.text());
        let begun = run(&mut admin, &page, &[]).await;
        assert_eq!(begun.status, 303, "{}", begun.text());
        drain(&app.app).await.unwrap();
        assert_eq!(app.count("users WHERE state = 'inactive'").await, 2);
        assert!(admin.get(begun.location()).await.says("Restauration de 2 personnes"));
        assert_eq!(app.count("history WHERE action = 'user-restored'").await, 2);
    }

    // [S1.12]
    async fn a_role_is_chosen_within_ones_own(app: TestApp) {
        let mut admin = app.admin().await;
        let own = app.custom_role("RH", Levels::default().with(Area::Users, Level::Approver)).await;
        let mut hr = app.colleague(&mut admin, "rh@exemple.fr", "member").await;
        app.give_role("rh@exemple.fr", &own).await;
        app.send_invitations(&mut admin, "a@exemple.fr", "user").await;
        app.send_invitations(&mut admin, "chef@exemple.fr", "administrator").await;
        let people = ids(&app, &["a@exemple.fr", "chef@exemple.fr"]).await;
        let first = preview(&mut hr, "change-role", &borrowed(&people)).await;
        assert!(first.says("Choisissez le nouveau rôle") && first.says("RH") && !first.says("Administrateur"));
        let unchosen = go_on(&mut hr, &first, &[("role", "")]).await;
        assert!(unchosen.status == 422 && unchosen.says("Choisissez un rôle"), "{}", unchosen.text());
        let administrator = app.role("administrator").await;
        let beyond = go_on(&mut hr, &first, &[("role", &administrator)]).await;
        assert!(beyond.status == 422 && beyond.says("Ce rôle donne plus de droits que vous n’en avez"), "{}", beyond.text());
        assert_eq!(run(&mut hr, &first, &[]).await.status, 422);
        assert_eq!(run(&mut hr, &first, &[("role", &administrator)]).await.status, 422);
        assert_eq!(app.count("history WHERE action = 'job-started' AND refused").await, 2, "on either page");
        let page = go_on(&mut hr, &first, &[("role", &own)]).await;
        assert!(page.says("Donner le rôle RH à 1 utilisateur ?") && page.says("1 utilisateur a plus de droits que vous"), "{}", page.text());
        assert_eq!(run(&mut hr, &page, &[]).await.status, 303);
        drain(&app.app).await.unwrap();
        assert_eq!(app.count("history WHERE action = 'role-changed' AND NOT refused").await, 1);
        let again = go_on(&mut hr, &first, &[("role", &own)]).await;
        assert!(again.says("Cette action ne s’applique à aucune des personnes choisies") && again.says("C’est déjà le cas pour 1 utilisateur"));
    }

    // [S4.12] [S5.2]
    async fn of_a_new_role_it_is_said_beforehand_who_has_it_already_and_that_an_administrator_stays(app: TestApp) {
        let mut admin = app.admin().await;
        let mut second = app.colleague(&mut admin, "second@exemple.fr", "administrator").await;
        app.send_invitations(&mut admin, "a@exemple.fr b@exemple.fr", "member").await;
        ends_tomorrow(&app, "second@exemple.fr").await;
        let member = app.role("member").await;
        let page = second.post("/users/bulk", &[("list", "/users"), ("all", "yes"), ("verb", "change-role"), ("role", &member)]).await;
        assert!(page.says("Cette action ne s’applique à aucune des personnes choisies"), "{}", page.text());
        assert!(page.says("C’est déjà le cas pour 2 utilisateurs") && page.says("1 administrateur doit rester"), "{}", page.text());
    }

    // [S4.12] [S4.27]
    async fn many_are_put_into_a_department_and_it_is_said_beforehand_who_is_there_already(app: TestApp) {
        let mut admin = app.admin().await;
        let lyon = app.department("Lyon").await.to_string();
        app.send_invitations(&mut admin, "a@exemple.fr b@exemple.fr", "user").await;
        let first = admin.post("/users/bulk", &[("list", "/users"), ("all", "yes"), ("verb", "add-to-department")]).await;
        assert!(first.says("Choisissez le département") && first.says("Lyon"), "{}", first.text());
        let refused = go_on(&mut admin, &first, &[("department", &lyon)]).await;
        assert_eq!(refused.status, 422);
        assert!(refused.says("Choisissez un rôle dans le département") && !refused.says("Choisissez un département"));
        assert!(refused.body.contains(&format!("value=\"{lyon}\" selected")), "what was chosen stays");
        let unknown = go_on(&mut admin, &first, &[("department", &app.user("a@exemple.fr").await), ("department_role", "viewer")]).await;
        assert!(unknown.status == 422 && unknown.says("Choisissez un département"), "{}", unknown.text());
        let page = go_on(&mut admin, &first, &[("department", &lyon), ("department_role", "operator")]).await;
        assert!(page.says("Ajouter 2 utilisateurs à Lyon, en tant que Operator ?"), "{}", page.text());
        let job = run(&mut admin, &page, &[]).await;
        assert_eq!(job.status, 303, "{}", job.body);
        drain(&app.app).await.unwrap();
        assert_eq!(app.count("department_members WHERE role = 'operator'").await, 2);
        assert_eq!(app.count("history WHERE action = 'added-to-department'").await, 2);
        app.send_invitations(&mut admin, "c@exemple.fr", "user").await;
        let later = go_on(&mut admin, &first, &[("department", &lyon), ("department_role", "operator")]).await;
        assert!(later.says("Ajouter 1 utilisateur à Lyon") && later.says("C’est déjà le cas pour 2 utilisateurs"), "{}", later.text());
        let higher = go_on(&mut admin, &first, &[("department", &lyon), ("department_role", "admin")]).await;
        assert!(higher.says("Ajouter 3 utilisateurs à Lyon, en tant que Département admin ?"), "{}", higher.text());
    }

    // [S4.12]
    async fn who_was_sent_enough_is_left_out_beforehand(app: TestApp) {
        let app = app.sibling(&["--signup", "open", "--daily-invitations", "4"]).await;
        let mut admin = app.admin().await;
        app.colleague(&mut admin, "anna@exemple.fr", "user").await;
        app.send_invitations(&mut admin, "b@exemple.fr c@exemple.fr", "user").await;
        let all = |verb: &'static str| [("list", "/users"), ("all", "yes"), ("verb", verb)];
        let page = admin.post("/users/bulk", &all("resend")).await;
        assert!(page.says("Retransmettre l’invitation à 1 personne ?") && page.says("1 e-mail partira."), "{}", page.text());
        assert!(page.says("1 personne attendra demain"), "{}", page.text());
        let id = app.user("anna@exemple.fr").await;
        for _ in 0..5 {
            change(&app, &admin, &id, Change::ResetPassword).await.unwrap();
        }
        let page = admin.post("/users/bulk", &all("reset-password")).await;
        assert!(page.says("Cette action ne s’applique à aucune des personnes choisies"), "{}", page.text());
        assert!(page.says("1 personne a déjà reçu assez de ces messages aujourd’hui"), "{}", page.text());
    }

    // [S5.2]
    async fn one_lasting_administrator_stays_through_many_at_once(app: TestApp) {
        let mut admin = app.admin().await;
        let mut second = app.colleague(&mut admin, "second@exemple.fr", "administrator").await;
        app.colleague(&mut admin, "third@exemple.fr", "administrator").await;
        // The one who asks has an end date, so that the others are the last.
        ends_tomorrow(&app, "second@exemple.fr").await;
        let people = ids(&app, &["camille@rivoli.example", "third@exemple.fr"]).await;
        let page = preview(&mut second, "deactivate", &borrowed(&people)).await;
        assert!(page.says("Désactiver 1 utilisateur ?") && page.says("1 administrateur doit rester"), "{}", page.text());
        let job = run(&mut second, &page, &[]).await;
        drain(&app.app).await.unwrap();
        assert!(second.get(job.location()).await.says("Dernier administrateur actif"));
        assert_eq!(app.count("users WHERE state = 'active' AND access_ends_at IS NULL").await, 1);
    }

    // [S1.3]
    async fn seats_are_counted_beforehand_and_at_each_person(app: TestApp) {
        let mut admin = app.admin().await;
        app.send_invitations(&mut admin, "a@exemple.fr b@exemple.fr c@exemple.fr", "user").await;
        begin(&mut admin, "/users", "revoke", &[]).await;
        drain(&app.app).await.unwrap();
        app.set_seats(3).await;
        let page = admin.post("/users/bulk", &[("list", "/users"), ("all", "yes"), ("verb", "activate")]).await;
        assert!(page.says("Activer 2 utilisateurs ?") && page.says("1 personne reste sans place libre"), "{}", page.text());
        let job = run(&mut admin, &page, &[]).await;
        drain(&app.app).await.unwrap();
        assert!(admin.get(job.location()).await.says("Aucune place n’est libre"));
        assert_eq!(app.count("users WHERE state = 'invited'").await, 2);
        assert_eq!(app.count("invitations WHERE ended_at IS NULL").await, 2, "who was refused has no new link");
    }

    async fn another_accounts_people_are_nobody(app: TestApp) {
        let mut admin = app.admin().await;
        app.send_invitations(&mut admin, "a@exemple.fr", "user").await;
        let people = ids(&app, &["a@exemple.fr"]).await;
        let mut other = app.account("Autre maison", "david@autre.example").await;
        let page = preview(&mut other, "revoke", &borrowed(&people)).await;
        assert!(page.says("Cette action ne s’applique à aucune des personnes choisies"));
        assert_eq!(app.count("users WHERE state = 'invited'").await, 1);
    }

    async fn nothing_chosen_is_said(app: TestApp) {
        let mut admin = app.admin().await;
        let nobody = admin.post("/users/bulk", &[("list", "/users?q=x"), ("verb", "revoke")]).await;
        assert!(nobody.says("Cette action ne s’applique à aucune des personnes choisies") && nobody.body.contains("href=\"/users?q=x\""));
        let nothing = admin.post("/users/bulk", &[("list", "https://evil.example/?"), ("verb", "explode")]).await;
        assert_eq!(nothing.status, 422);
        assert!(nothing.says("Choisissez une action") && !nothing.body.contains("evil"));
        let many: Vec<String> = (0..1_001).map(|n| uuid::Uuid::from_u128(n).to_string()).collect();
        assert_eq!(preview(&mut admin, "revoke", &borrowed(&many)).await.status, 422);
    }
}
