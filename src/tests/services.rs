//! Services and their areas: reading, writing, deleting [S3.23, S4.25].

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
    server::{demo, operations::users::Change},
};

const EMAIL: &str = "ines@exemple.fr";

/// Sends the form of a service; the areas by id and name.
async fn send(
    browser: &mut Browser,
    path: &str,
    version: &str,
    areas: &[(&str, &str)],
    more: &[(&str, &str)],
) -> Answer {
    let mut fields = vec![("version", version)];
    if !more.iter().any(|(name, _)| *name == "name") {
        fields.push(("name", "Campagnes"));
    }
    fields.extend(areas.iter().flat_map(|(id, name)| [("known", *id), ("area", *name)]));
    fields.extend(more);
    browser.post(path, &fields).await
}

/// The smallest that there are: how they begin is what is looked at.
pub const PNG: &[u8] = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR";
const WEBP: &[u8] = b"RIFF\x24\0\0\0WEBPVP8 ";

/// Sends a picture as browsers do, under a name and a kind that say nothing.
pub async fn send_picture(browser: &mut Browser, path: &str, content: &[u8]) -> Answer {
    let mut body = b"--limit\r\ncontent-disposition: form-data; name=\"picture\"; filename=\"image.svg\"\r\n\
        content-type: image/svg+xml\r\n\r\n"
        .to_vec();
    body.extend_from_slice(content);
    body.extend_from_slice(b"\r\n--limit--\r\n");
    browser.post_body(&format!("{path}/picture"), "multipart/form-data; boundary=limit", body).await
}

async fn names(app: &TestApp) -> Vec<String> {
    app.values("SELECT name FROM service_areas ORDER BY position").await
}

fn edit(id: ServiceId) -> String {
    format!("/services/{id}/edit")
}

on_both_engines! {
    // [S3.23]
    async fn the_sample_catalogue_is_there_for_whoever_adds_services(app: TestApp) {
        let mut admin = app.admin().await;
        let mut clerk = app.colleague(&mut admin, EMAIL, "user").await;
        let role = app.custom_role("Catalogue", Levels::default().with(Area::Services, Level::Editor)).await;
        app.give_role(EMAIL, &role).await;
        assert_eq!(clerk.post("/services/samples", &[]).await.location(), "/services?done=samples");
        assert_eq!((app.count("services").await, app.count("services WHERE for_all").await), (3, 0), "what one has not is no gift to all");
        assert_eq!(app.count("history WHERE refused").await, 0);
    }

    // [S3.23]
    async fn a_service_is_made_with_its_areas_and_read(app: TestApp) {
        let mut admin = app.admin().await;
        assert!(admin.get("/services").await.says("Aucun service"));
        let areas = [("", "Contacts"), ("", " Emailings "), ("", ""), ("", "SMS")];
        let made = send(&mut admin, "/services/new", "", &areas, &[("url", "https://mail.exemple.fr/x?y=z"), ("caps_admins", "yes")]).await;
        assert_eq!(made.status, 303, "{}", made.text());
        assert!(made.location().ends_with("?done=save"));
        let page = admin.get(made.location()).await;
        for said in ["Le service est enregistré", "Campagnes", "Contacts", "Emailings", "SMS", "https://mail.exemple.fr/x?y=z", "Plafonnés"] {
            assert!(page.says(said), "{said}: {}", page.text());
        }
        assert_eq!(names(&app).await, ["Contacts", "Emailings", "SMS"]);
        assert!(admin.get("/services").await.says("Campagnes"));
        assert_eq!(app.count("services WHERE caps_admins AND NOT for_all").await, 1);
        assert_eq!(app.count("history WHERE action = 'service-created'").await, 1);
    }

    // [S3.23]
    async fn areas_are_renamed_moved_added_and_taken_away_and_keep_their_ids(app: TestApp) {
        let mut admin = app.admin().await;
        let id = app.service("Campagnes").await;
        let ids: Vec<String> = app.areas(id, &["Contacts", "Emailings", "SMS"]).await.iter().map(ToString::to_string).collect();
        // Two change names with each other, one goes, one comes.
        let lines = [(ids[1].as_str(), "Contacts"), (ids[0].as_str(), "Emailings"), (ids[2].as_str(), ""), ("", "Formulaires et enquêtes")];
        let saved = send(&mut admin, &edit(id), "0", &lines, &[]).await;
        assert_eq!(saved.status, 303, "{}", saved.text());
        assert_eq!(names(&app).await, ["Contacts", "Emailings", "Formulaires et enquêtes"]);
        let first: uuid::Uuid = app.value("SELECT id FROM service_areas WHERE name = 'Contacts'").await;
        assert_eq!(first.to_string(), ids[1]);
        // The buttons for the lines save nothing.
        let up = send(&mut admin, &edit(id), "1", &[("", "A"), ("", "B")], &[("up", "1")]).await;
        assert!(up.status == 200 && up.body.find("value=\"B\"") < up.body.find("value=\"A\""), "{}", up.body);
        assert_eq!(names(&app).await.len(), 3);
        // Names and order stay as they read, and yet it is a change: two areas have changed places under them.
        let second: uuid::Uuid = app.value("SELECT id FROM service_areas WHERE name = 'Emailings'").await;
        let third: uuid::Uuid = app.value("SELECT id FROM service_areas WHERE position = 2").await;
        let (first, second, third) = (first.to_string(), second.to_string(), third.to_string());
        let crossed = [(second.as_str(), "Contacts"), (first.as_str(), "Emailings"), (third.as_str(), "Formulaires et enquêtes")];
        assert_eq!(send(&mut admin, &edit(id), "1", &crossed, &[]).await.status, 303);
        let now: uuid::Uuid = app.value("SELECT id FROM service_areas WHERE name = 'Contacts'").await;
        assert_eq!(now.to_string(), second);
        let twice = send(&mut admin, &edit(id), "2", &[("", "Étiquettes"), ("", "ETIQUETTES")], &[]).await;
        assert!(twice.status == 422 && twice.says("Ce nom est déjà pris") && twice.body.contains("value=\"ETIQUETTES\""));
    }

    // [S3.23]
    async fn an_area_that_goes_takes_its_exceptions_along_and_says_so_before(app: TestApp) {
        let mut admin = app.admin().await;
        app.colleague(&mut admin, EMAIL, "user").await;
        let id = app.service("Campagnes").await;
        let areas = app.areas(id, &["Contacts", "Emailings"]).await;
        app.except(EMAIL, areas[1], Level::Approver).await;
        let kept = areas[0].to_string();
        let lines = [(kept.as_str(), "Contacts")];
        let asked = send(&mut admin, &edit(id), "0", &lines, &[]).await;
        assert_eq!(asked.status, 200);
        assert!(asked.says("Emailings") && asked.says("1 personne") && asked.says("Inès Benali"), "{}", asked.text());
        assert_eq!(app.count("exceptions").await, 1, "nothing is done yet");
        let role = app.custom_role("Catalogue", Levels::default().with(Area::Services, Level::Editor)).await;
        let mut editor = app.colleague(&mut admin, "catalogue@exemple.fr", "user").await;
        app.give_role("catalogue@exemple.fr", &role).await;
        let unseen = send(&mut editor, &edit(id), "0", &lines, &[]).await;
        let unseen = unseen.between("<main", "</main>").unwrap();
        assert!(unseen.contains("personne") && !unseen.contains("Inès"), "who may not see people reads no names: {unseen}");
        // Nor who may see a department's, and it isn't that one's person.
        let lyon = app.department("Lyon").await;
        let of_editor = app.user("catalogue@exemple.fr").await;
        change(&app, &admin, &of_editor, Change::AddToDepartment(lyon, DepartmentRole::Admin)).await.unwrap();
        let unseen = send(&mut editor, &edit(id), "0", &lines, &[]).await;
        let unseen = unseen.between("<main", "</main>").unwrap();
        assert!(unseen.contains("personne") && !unseen.contains("Inès"), "{unseen}");
        assert_eq!(send(&mut admin, &edit(id), "0", &lines, &[("reviewed", "yes")]).await.status, 303);
        assert_eq!(app.count("exceptions").await, 0);
        assert_eq!(app.count("history WHERE action = 'exception-set' AND subject_id IS NOT NULL").await, 1);
    }

    // [S3.23] [S5.6]
    async fn the_sample_catalogue_is_offered_where_there_is_nothing_and_added_once(app: TestApp) {
        let mut admin = app.admin().await;
        assert!(admin.get("/services").await.says("Ajouter le catalogue d’exemple"));
        assert_eq!(admin.post("/services/samples", &[]).await.location(), "/services?done=samples");
        assert_eq!(admin.post("/services/samples", &[]).await.status, 303, "what is there stays");
        assert_eq!((app.count("services").await, app.count("service_areas").await), (3, 8));
        let page = admin.get("/services?done=samples").await;
        assert!(page.says("Campagnes") && page.says("Expéditions") && page.says("Tout le monde") && !page.says("Ajouter le catalogue"));
        let home = admin.get("/").await;
        assert!(home.says("Formulaires et enquêtes") && home.says("Étiquettes") && home.says("Bureautique"));
    }

    // [S3.23]
    async fn the_sample_catalogue_is_what_the_demo_has(app: TestApp) {
        assert!(demo::fill(&app.app, 30, 7, |_| ()).await.unwrap());
        let services = app.values("SELECT name FROM services ORDER BY name").await;
        assert_eq!(services, ["Bureautique", "Campagnes", "Expéditions"]);
        let areas = "SELECT a.name FROM service_areas a JOIN services s ON s.id = a.service_id ORDER BY s.name, a.position";
        let campaigns = ["Contacts", "Emailings", "SMS", "Formulaires et enquêtes", "Achats"];
        assert_eq!(app.values(areas).await, [&campaigns[..], &["Commandes", "Étiquettes", "Documents"]].concat());
        assert_eq!(app.values("SELECT name FROM services WHERE for_all").await, ["Bureautique"], "everybody has it");
        let assigned = "SELECT DISTINCT s.name FROM services s JOIN service_users u ON u.service_id = s.id ORDER BY s.name";
        assert_eq!(app.values(assigned).await, ["Campagnes", "Expéditions"]);
    }

    async fn two_editors_cannot_overwrite_each_other(app: TestApp) {
        let mut admin = app.admin().await;
        let id = app.service("Campagnes").await;
        assert_eq!(send(&mut admin, &edit(id), "0", &[("", "SMS")], &[]).await.status, 303);
        let second = send(&mut admin, &edit(id), "0", &[("", "Fax")], &[]).await;
        assert_eq!(second.status, 409);
        assert!(second.says("SMS") && second.body.contains("value=\"Fax\""), "both are shown");
        assert!(second.body.contains("name=\"version\" value=\"1\""));
        assert_eq!(send(&mut admin, &edit(id), "1", &[("", "Fax")], &[]).await.status, 303);
    }

    async fn nobody_gives_everybody_a_service_that_they_dont_have(app: TestApp) {
        let mut admin = app.admin().await;
        let id = app.service("Campagnes").await;
        let role = app.custom_role("Catalogue", Levels::default().with(Area::Services, Level::Editor)).await;
        let mut editor = app.colleague(&mut admin, EMAIL, "user").await;
        app.give_role(EMAIL, &role).await;
        let refused = send(&mut editor, &edit(id), "0", &[], &[("for_all", "yes")]).await;
        assert!(refused.status == 422 && refused.says("que vous avez vous-même"), "{}", refused.text());
        assert_eq!(app.count("history WHERE action = 'service-changed' AND refused").await, 1);
        app.tamper("UPDATE services SET caps_admins = (1 = 1)").await.unwrap();
        assert_eq!(send(&mut editor, &edit(id), "0", &[], &[]).await.status, 422, "nor is a cap lifted");
        app.assign(EMAIL, id).await;
        assert_eq!(send(&mut editor, &edit(id), "0", &[], &[("for_all", "yes")]).await.status, 303);
    }

    // [S3.16] [S5.6]
    async fn nobody_lifts_a_limit_by_taking_an_area_away_and_putting_it_back(app: TestApp) {
        let mut admin = app.admin().await;
        let id = app.service("Campagnes").await;
        let areas = app.areas(id, &["Contacts", "SMS"]).await;
        let levels = Levels::default().with(Area::Services, Level::Editor).with_services(Level::Approver);
        let role = app.custom_role("Catalogue", levels).await;
        let mut editor = app.colleague(&mut admin, EMAIL, "user").await;
        app.give_role(EMAIL, &role).await;
        app.assign(EMAIL, id).await;
        app.except(EMAIL, areas[1], Level::None).await;
        let (contacts, sms) = (areas[0].to_string(), areas[1].to_string());
        let refused = async |editor: &mut Browser, lines: &[(&str, &str)], why: &str| {
            let answer = send(editor, &edit(id), "0", lines, &[("reviewed", "yes")]).await;
            assert!(answer.status == 422 && answer.says("que vous avez vous-même"), "{why}: {}", answer.text());
        };
        refused(&mut editor, &[(&contacts, "Contacts")], "gone").await;
        refused(&mut editor, &[(&contacts, "SMS"), (&sms, "Contacts")], "swapped").await;
        refused(&mut editor, &[(&contacts, "Contacts"), (&sms, "Messages"), ("", "sms")], "another of its name").await;
        refused(&mut editor, &[(&contacts, "Contacts"), (&sms, "Messages")], "renamed, so that another takes the name next").await;
        assert_eq!(app.count("exceptions").await, 1);
        assert_eq!(app.count("history WHERE action = 'service-changed' AND refused").await, 4);
        let lines = [("", "Formulaires"), (sms.as_str(), "SMS")];
        let saved = send(&mut editor, &edit(id), "0", &lines, &[("reviewed", "yes")]).await;
        assert_eq!(saved.status, 303, "what nobody is limited in goes: {}", saved.text());
        app.tamper("DELETE FROM exceptions").await.unwrap();
        let saved = send(&mut editor, &edit(id), "1", &[(&sms, "Messages")], &[("reviewed", "yes")]).await;
        assert_eq!(saved.status, 303, "{}", saved.text());
        let role = app.custom_role("Envois", Levels::default().with_services(Level::Approver).with(Area::Service(areas[1]), Level::Guest)).await;
        app.give_role(EMAIL, &role).await;
        let role = app.custom_role("Outils", Levels::default().with(Area::Services, Level::Editor)).await;
        let mut clerk = app.colleague(&mut admin, "clerk@exemple.fr", "user").await;
        app.give_role("clerk@exemple.fr", &role).await;
        let answer = send(&mut clerk, &edit(id), "2", &[("", "Messages")], &[("reviewed", "yes")]).await;
        assert_eq!(answer.status, 303, "the same name is the same area: {}", answer.text());
        let answer = send(&mut clerk, &edit(id), "2", &[("", "Autre")], &[("reviewed", "yes")]).await;
        assert_eq!(answer.status, 422, "by a role, too: {}", answer.text());
    }

    // [S4.5] [S5.6]
    async fn a_department_is_let_into_a_service_and_its_people_with_it(app: TestApp) {
        let mut admin = app.admin().await;
        let mut ines = app.colleague(&mut admin, EMAIL, "user").await;
        let (id, lyon) = (app.service("Campagnes").await, app.department("Lyon").await.to_string());
        let into = [("department", lyon.as_str()), ("department_role", "viewer")];
        admin.post(&format!("/users/{}/departments", app.user(EMAIL).await), &into).await;
        assert!(!ines.get("/").await.says("Campagnes"));
        assert_eq!(send(&mut admin, &edit(id), "0", &[], &[("departments", &lyon)]).await.status, 303);
        assert!(ines.get("/").await.says("Campagnes"), "at the next request");
        assert!(admin.get(&format!("/services/{id}")).await.says("Lyon"));
        assert!(admin.get(&format!("/departments/{lyon}")).await.says("Campagnes"));
        let unknown = send(&mut admin, &edit(id), "1", &[], &[("departments", "x")]).await;
        assert!(unknown.status == 422 && unknown.says("départements proposés"), "{}", unknown.text());
        assert_eq!(send(&mut admin, &edit(id), "1", &[], &[]).await.status, 303);
        assert!(!ines.get("/").await.says("Campagnes"));
    }

    async fn a_service_that_people_have_is_deleted_knowingly_and_wholly(app: TestApp) {
        let mut admin = app.admin().await;
        let mut ines = app.colleague(&mut admin, EMAIL, "user").await;
        let id = app.service("Campagnes").await;
        let areas = app.areas(id, &["Emailings"]).await;
        app.assign(EMAIL, id).await;
        app.except(EMAIL, areas[0], Level::Approver).await;
        assert!(ines.get("/").await.says("Campagnes"));
        let path = format!("/services/{id}/delete");
        assert!(admin.get(&path).await.says("1 personne"));
        assert_eq!(admin.post(&path, &[]).await.location(), "/services?done=delete");
        for table in ["services", "service_areas", "service_users", "exceptions"] {
            assert_eq!(app.count(table).await, 0, "{table}");
        }
        assert!(!ines.get("/").await.says("Campagnes"));
        assert_eq!(admin.get(&path).await.status, 404);
        let entry: String = app.value("SELECT particulars FROM history WHERE action = 'service-deleted'").await;
        assert!(entry.contains("\"count\":1"), "{entry}");
    }

    async fn services_have_an_address_that_a_link_may_lead_to(app: TestApp) {
        let mut admin = app.admin().await;
        for url in ["javascript:alert(1)", "http://exemple.fr", "https://a@exemple.fr", &format!("https://{}.fr", "a".repeat(500))] {
            let answer = send(&mut admin, "/services/new", "", &[], &[("url", url)]).await;
            assert!(answer.status == 422 && answer.says("Saisissez une adresse complète"), "{url}");
        }
        let again = send(&mut admin, "/services/new", "", &[], &[("url", "http://localhost:8080")]).await;
        assert_eq!(again.status, 303);
        let taken = send(&mut admin, "/services/new", "", &[], &[("name", "CAMPAGNÉS")]).await;
        assert!(taken.status == 422 && taken.says("Ce nom est déjà pris"));
    }

    async fn who_only_sees_changes_nothing_and_the_try_is_in_the_history(app: TestApp) {
        let mut admin = app.admin().await;
        let mut member = app.colleague(&mut admin, EMAIL, "member").await;
        let id = app.service("Campagnes").await;
        let page = member.get(&format!("/services/{id}")).await;
        assert!(page.says("Campagnes") && !page.says("Modifier") && !page.says("Supprimer"));
        assert_eq!(send(&mut member, "/services/new", "", &[], &[]).await.status, 403);
        assert_eq!(send(&mut member, &edit(id), "0", &[], &[]).await.status, 403);
        assert_eq!(member.post(&format!("/services/{id}/delete"), &[]).await.status, 403);
        assert_eq!(app.count("history WHERE action LIKE 'service-%' AND refused").await, 3);
    }

    async fn an_account_has_no_more_services_and_areas_than_a_page_can_bear(app: TestApp) {
        let mut admin = app.admin().await;
        for n in 0..10 {
            let names: Vec<String> = (0..100).map(|area| format!("Rubrique {area}")).collect();
            let names: Vec<&str> = names.iter().map(String::as_str).collect();
            let service = app.service(&format!("Service {n}")).await;
            app.areas(service, &names).await;
        }
        let one_more = send(&mut admin, "/services/new", "", &[("", "Contacts")], &[("name", "Autre")]).await;
        assert!(one_more.status == 422 && one_more.says("1\u{202f}000 rubriques au plus"), "{}", one_more.text());
        assert_eq!(admin.post("/services/new", &[("name", "Autre")]).await.status, 303, "without areas it is made");
        for n in 0..489 {
            app.service(&format!("Outil {n}")).await;
        }
        let another = admin.post("/services/new", &[("name", "Encore")]).await;
        assert!(another.status == 422 && another.says("500 services au plus"), "{}", another.text());
    }

    async fn what_is_typed_is_shown_as_text(app: TestApp) {
        let mut admin = app.admin().await;
        let name = "\"><img src=x onerror=alert(1)>";
        let made = send(&mut admin, "/services/new", "", &[("", name)], &[("name", name)]).await;
        for path in [made.location(), "/services", "/"] {
            let page = admin.get(path).await;
            assert!(page.says(name) && !page.body.contains("<img src=x"), "{path}: {}", page.body);
        }
    }

    // [S5.9]
    async fn a_picture_stands_for_a_service_until_it_is_taken_away(app: TestApp) {
        let mut admin = app.admin().await;
        let service = app.service("Campagnes").await;
        let mut has = app.colleague(&mut admin, EMAIL, "user").await;
        let mut has_not = app.colleague(&mut admin, "paul@exemple.fr", "user").await;
        app.assign(EMAIL, service).await;
        let path = format!("/services/{service}");
        assert!(!has.get("/").await.body.contains("<img"));
        let sent = send_picture(&mut admin, &path, PNG).await;
        assert_eq!((sent.status, sent.location()), (303, format!("{path}?done=save").as_str()), "{}", sent.text());
        let shown = |page: &Answer| page.between("<img ", ">").and_then(|tag| tag.split("src=\"").nth(1)?.split('"').next().map(str::to_owned));
        let src = shown(&has.get("/").await).expect("in the launcher");
        for page in ["/services", &path] {
            assert_eq!(shown(&admin.get(page).await).as_ref(), Some(&src), "{page}");
        }
        let answer = has.open(axum::http::Method::GET, &src).await;
        let header = |name: &str| answer.headers().get(name).unwrap().to_str().unwrap().to_owned();
        assert_eq!((answer.status().as_u16(), header("content-type")), (200, "image/png".to_owned()));
        assert_eq!(header("cache-control"), "private, max-age=31536000, immutable");
        assert!(header("content-security-policy").contains("sandbox") && header("x-content-type-options") == "nosniff");
        let bytes = axum::body::to_bytes(answer.into_body(), usize::MAX).await.unwrap();
        assert_eq!(bytes, PNG);
        let old = has.open(axum::http::Method::GET, &format!("{path}/picture?v=before")).await;
        assert_eq!(old.headers().get("cache-control").unwrap(), "private, no-cache");
        assert_eq!(has_not.open(axum::http::Method::GET, &src).await.status().as_u16(), 403);
        let mut other = app.account("Autre maison", "david@autre.example").await;
        assert_eq!(other.open(axum::http::Method::GET, &src).await.status().as_u16(), 404);
        assert_eq!(app.count("history WHERE action = 'service-changed' AND NOT refused").await, 1);

        assert_eq!(send_picture(&mut admin, &path, WEBP).await.status, 303);
        let newer = shown(&has.get("/").await).unwrap();
        assert_ne!(newer, src, "another address: nothing old is shown");
        let body = "--limit\r\ncontent-disposition: form-data; name=\"remove\"\r\n\r\nyes\r\n--limit--\r\n";
        let removed = admin.post_body(&format!("{path}/picture"), "multipart/form-data; boundary=limit", body).await;
        assert_eq!(removed.status, 303);
        assert!(shown(&has.get("/").await).is_none());
        assert_eq!((app.count("service_pictures").await, app.count("services WHERE picture = ''").await), (0, 1));
        // With its service, it goes.
        send_picture(&mut admin, &path, PNG).await;
        assert_eq!(admin.post(&format!("{path}/delete"), &[]).await.status, 303);
        assert_eq!(app.count("service_pictures").await, 0);
    }

    // [S5.9]
    async fn what_is_no_picture_or_too_large_is_not_taken(app: TestApp) {
        let mut admin = app.admin().await;
        let path = format!("/services/{}", app.service("Campagnes").await);
        let svg = b"<svg xmlns=\"http://www.w3.org/2000/svg\"><script>alert(1)</script></svg>";
        let mut large = PNG.to_vec();
        large.resize(256 * 1024 + 1, 0);
        let mut huge = large.clone();
        huge.resize(400 * 1024, 0);
        for (content, said) in [(&svg[..], "ni un PNG"), (b"", "Choisissez une image"), (&large, "256\u{a0}ko au plus"), (&huge, "256\u{a0}ko au plus")] {
            let refused = send_picture(&mut admin, &path, content).await;
            assert_eq!(refused.status, 422, "{said}: {}", refused.text());
            assert!(refused.between("id=\"picture-error\"", "</p>").is_some_and(|error| error.contains(said)), "{}", refused.text());
        }
        assert_eq!(app.count("service_pictures").await, 0);
        let mut member = app.colleague(&mut admin, EMAIL, "member").await;
        assert_eq!(send_picture(&mut member, &path, PNG).await.status, 403);
        assert_eq!(app.count("history WHERE action = 'service-changed' AND refused").await, 1);
        assert_eq!(send_picture(&mut admin, &format!("/services/{}", uuid::Uuid::nil()), PNG).await.status, 404);
    }
}
