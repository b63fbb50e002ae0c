mod work;

use crate::support::{Answer, Browser, TestApp, forms::Form, on_both_engines};
use parvis::{
    domain::access::{Area, Level, Levels},
    server::{jobs::drain, operations::jobs},
};
use std::time::Duration;

/// Sends a file as browsers do.
pub async fn send(browser: &mut Browser, name: &str, content: &[u8]) -> Answer {
    let mut body = format!(
        "--limit\r\ncontent-disposition: form-data; name=\"file\"; filename=\"{name}\"\r\ncontent-type: text/csv\r\n\r\n"
    )
    .into_bytes();
    body.extend_from_slice(content);
    body.extend_from_slice(b"\r\n--limit\r\ncontent-disposition: form-data; name=\"text\"\r\n\r\n\r\n--limit--\r\n");
    browser.post_body("/users/import", "multipart/form-data; boundary=limit", body).await
}

/// The path of a file that was sent.
async fn sent(browser: &mut Browser, content: &str) -> String {
    let answer = send(browser, "liste.csv", content.as_bytes()).await;
    assert_eq!(answer.status, 303, "{}", answer.body);
    answer.location().to_owned()
}

/// The columns' form as it is shown, with a role and whether to send.
fn plan<'a>(page: &'a Answer, role: &'a str, send: &'a str) -> Vec<(&'a str, &'a str)> {
    let mut fields: Vec<(&str, &str)> = page
        .body
        .split("name=\"column\"")
        .skip(1)
        .map(|select| {
            let options = select.split("</select>").next().unwrap();
            let chosen = options.split("<option ").find(|option| option.contains(" selected")).expect("a choice");
            ("column", chosen.split("value=\"").nth(1).unwrap().split('"').next().unwrap())
        })
        .collect();
    let separator = ["comma", "semicolon", "tab"]
        .into_iter()
        .find(|name| page.body.contains(&format!("value=\"{name}\" selected")))
        .expect("a separator");
    let encoding = ["utf-8", "windows-1252", "utf-16"]
        .into_iter()
        .find(|name| page.body.contains(&format!("value=\"{name}\" selected")))
        .expect("an encoding");
    let has_header = page.between("name=\"header\"", ">").is_some_and(|rest| rest.contains("checked"));
    fields.extend([("shown_in", encoding), ("encoding", encoding)]);
    fields.extend([("separator", separator), ("role", role), ("language", "fr"), ("send", send)]);
    if has_header {
        fields.push(("header", "yes"));
    }
    fields
}

/// Tries a file out.
async fn check(app: &TestApp, browser: &mut Browser, path: &str, send: &str) -> Answer {
    let role = app.role("user").await;
    let page = browser.get(path).await;
    assert_eq!(page.status, 200, "{}", page.body);
    browser.post(path, &plan(&page, &role, send)).await
}

/// Runs what was tried out; the job's path.
async fn run(browser: &mut Browser, path: &str, report: &Answer) -> String {
    let form = report.between(&format!("action=\"{path}/run\""), "</form>").expect("the button");
    let fields: Vec<(&str, &str)> = form
        .split("type=\"hidden\" name=\"")
        .skip(1)
        .map(|field| {
            let (name, rest) = field.split_once("\" value=\"").unwrap();
            (name, rest.split_once('"').unwrap().0)
        })
        .collect();
    let answer = browser.post(&format!("{path}/run"), &fields).await;
    assert_eq!(answer.status, 303, "{}", answer.body);
    answer.location().to_owned()
}

/// Begins the import of a list; the job's path.
pub async fn begin(app: &TestApp, browser: &mut Browser, content: &str) -> String {
    let path = sent(browser, content).await;
    let report = check(app, browser, &path, "yes").await;
    run(browser, &path, &report).await
}

const LIST: &str = "Courriel;Prénom;Nom;Rôle;Département;Rôle dans le département;Langue;Téléphone;Notes\r\n\
    anna@exemple.fr;Anna;Martin;Membre;Lyon;Opérateur;en;+33 6 12 34 56 78;a\r\n\
    \"bruno@exemple.fr\";\"Bruno \"\"B\"\"\";Petit;;;;;;\r\n";

on_both_engines! {
    // [S4.12]
    async fn a_file_is_sent_its_columns_known_tried_out_and_imported(app: TestApp) {
        let mut admin = app.admin().await;
        app.department("Lyon").await;
        let path = sent(&mut admin, LIST).await;
        let columns = admin.get(&path).await;
        assert!(columns.says("liste.csv : 2 lignes, lues en UTF-8") && columns.says("Notes"), "{}", columns.text());
        let report = check(&app, &mut admin, &path, "yes").await;
        assert!(report.says("2 personnes à importer sur 2 lignes"), "{}", report.text());
        assert_eq!(app.count("users").await, 1, "nothing is created yet");
        let job = run(&mut admin, &path, &report).await;
        drain(&app.app).await.unwrap();
        let page = admin.get(&job).await;
        assert!(page.says("Import de 2 lignes") && page.says("Terminé") && page.says("Anna Martin"), "{}", page.text());
        assert_eq!(app.count("users WHERE state = 'invited' AND phone = '+33 6 12 34 56 78' AND language = 'en'").await, 1);
        assert_eq!(app.count("users u JOIN roles r ON r.id = u.role_id WHERE r.kind = 'member'").await, 1);
        assert_eq!(app.count("department_members WHERE role = 'operator'").await, 1);
        for table in ["invitations", "messages WHERE kind = 'invitation'", "history WHERE action = 'invited'"] {
            assert_eq!(app.count(table).await, 2, "{table}");
        }
        assert_eq!(app.count("messages WHERE language = 'en'").await, 1);
        assert_eq!(app.count("imports").await, 0, "the file is forgotten");
        let link = app.join_path("anna@exemple.fr").await;
        assert_eq!(app.visitor().get(&link).await.status, 200);
    }

    async fn created_without_inviting_they_are_inactive_and_get_no_mail(app: TestApp) {
        let mut admin = app.admin().await;
        app.set_seats(1).await;
        let path = sent(&mut admin, "anna@exemple.fr\nbruno@exemple.fr").await;
        let report = check(&app, &mut admin, &path, "no").await;
        assert!(report.says("2 utilisateurs seront créés"), "{}", report.text());
        run(&mut admin, &path, &report).await;
        drain(&app.app).await.unwrap();
        assert_eq!(app.count("users WHERE state = 'inactive' AND reason = 'never-activated'").await, 2);
        assert_eq!(app.count("messages").await, 0);
        assert_eq!(app.count("history WHERE action = 'user-created'").await, 2);
    }

    async fn each_line_that_makes_nobody_is_said_with_its_reason(app: TestApp) {
        let mut admin = app.admin().await;
        app.colleague(&mut admin, "active@exemple.fr", "user").await;
        app.invite(&mut admin, "invited@exemple.fr", "user").await;
        let long = "x".repeat(300);
        let file = format!(
            "email,first name,role,department\n\
             active@exemple.fr,,,\nInvited@Exemple.fr,,,\nbad@,,,\nnew@exemple.fr,,,\nnew@exemple.fr,,,\n\
             a@exemple.fr,{long},,\nb@exemple.fr,,Chef,\nc@exemple.fr,,,Mars\n\n\"d@exemple.fr,,,\ne@exemple.fr,,,\n"
        );
        let path = sent(&mut admin, &file).await;
        let report = check(&app, &mut admin, &path, "yes").await;
        assert!(report.says("2 personnes à importer sur 10 lignes"), "{}", report.text());
        for words in [
            "Déjà utilisateur", "Déjà invité", "Il manque ce qui suit le signe @", "Adresse déjà présente à la ligne 5",
            "Prénom : 100 caractères au plus", "Rôle : inconnu ici", "Département : inconnu ici",
            "Un guillemet n’est jamais refermé",
        ] {
            assert!(report.says(words), "{words}: {}", report.text());
        }
        let page = admin.get(&path).await;
        let role = app.role("user").await;
        let file = admin.post(&format!("{path}/report"), &plan(&page, &role, "yes")).await;
        assert_eq!(file.body.lines().count(), 11, "{}", file.body);
        let lines: Vec<&str> = file.body.lines().map(|line| line.split(';').next().unwrap_or_default()).collect();
        assert_eq!(lines, ["\u{FEFF}Ligne", "2", "3", "4", "5", "6", "7", "8", "9", "11", "12"], "in their order");
        assert!(file.body.starts_with("\u{FEFF}Ligne;Contenu;Résultat;Motif"), "{}", file.body);
        assert!(file.body.contains("5;new@exemple.fr;à inviter;") && file.body.contains(";laissée de côté;"), "{}", file.body);
        let job = run(&mut admin, &path, &report).await;
        drain(&app.app).await.unwrap();
        let results = admin.get(&job).await;
        assert!(results.says("10 sur 10") && results.says("Ligne 6") && results.says("Rôle : inconnu ici"), "{}", results.text());
        assert_eq!(app.count("job_items WHERE rank = 0").await, 8);
        assert_eq!(app.count("users").await, 5);
    }

    // [S1.3]
    async fn the_seats_are_for_the_first_lines(app: TestApp) {
        let mut admin = app.admin().await;
        app.set_seats(3).await;
        let path = sent(&mut admin, "a@exemple.fr\nb@exemple.fr\nc@exemple.fr").await;
        let report = check(&app, &mut admin, &path, "yes").await;
        assert!(report.says("2 personnes à importer sur 3 lignes") && report.says("Aucune place libre"), "{}", report.text());
        run(&mut admin, &path, &report).await;
        drain(&app.app).await.unwrap();
        assert_eq!(app.count("users").await, 3);
    }

    async fn a_file_sends_no_more_invitations_than_the_account_may_within_a_day(app: TestApp) {
        let app = app.sibling(&["--signup", "open", "--daily-invitations", "3"]).await;
        let mut admin = app.admin().await;
        app.invite(&mut admin, "anna@exemple.fr", "user").await;
        let path = sent(&mut admin, "a@exemple.fr\nb@exemple.fr\nc@exemple.fr").await;
        let report = check(&app, &mut admin, &path, "yes").await;
        assert!(report.says("2 personnes à importer sur 3 lignes") && report.says("1 à inviter un autre jour"), "{}", report.text());
        let job = run(&mut admin, &path, &report).await;
        drain(&app.app).await.unwrap();
        assert!(admin.get(&job).await.says("Votre compte a envoyé ses invitations du jour"));
        assert_eq!(app.count("messages WHERE kind = 'invitation'").await, 3);
        // Who isn't written to takes nothing of it.
        let path = sent(&mut admin, "c@exemple.fr\nd@exemple.fr").await;
        assert!(check(&app, &mut admin, &path, "no").await.says("2 personnes à importer sur 2 lignes"));
    }

    async fn what_it_is_written_in_is_for_the_person_to_say(app: TestApp) {
        let mut admin = app.admin().await;
        let role = app.role("user").await;
        let path = sent(&mut admin, "Prénom;E-mail\nAndré;andre@exemple.fr").await;
        let page = admin.get(&path).await;
        assert!(page.says("lue en UTF-8") && page.says("André"), "{}", page.text());
        let set = |fields: &mut Vec<(&str, &str)>, to: &'static str| {
            for field in fields.iter_mut().filter(|(name, _)| *name == "encoding") {
                field.1 = to;
            }
        };
        let mut fields = plan(&page, &role, "no");
        set(&mut fields, "windows-1252");
        let page = admin.post(&path, &fields).await;
        assert!(page.status == 200 && page.says("lue en Windows-1252") && page.says("AndrÃ©"), "{}", page.text());
        assert!(page.body.contains(&format!("value=\"{role}\" selected")), "what was chosen stays chosen");
        let mut fields = plan(&page, &role, "no");
        set(&mut fields, "utf-8");
        let page = admin.post(&path, &fields).await;
        let report = admin.post(&path, &plan(&page, &role, "no")).await;
        assert!(report.says("1 personne à importer sur 1 ligne"), "{}", report.text());
        run(&mut admin, &path, &report).await;
        drain(&app.app).await.unwrap();
        assert_eq!(app.count("users WHERE first_name = 'André'").await, 1);

        let utf16: Vec<u8> = "Prénom;E-mail\nZoé;zoe@exemple.fr".encode_utf16().flat_map(u16::to_le_bytes).collect();
        let answer = send(&mut admin, "liste.csv", &utf16).await;
        let path = answer.location().to_owned();
        let page = admin.get(&path).await;
        assert!(page.says("lue en UTF-16") && page.says("Zoé"), "{}", page.text());
        let mut fields = plan(&page, &role, "no");
        set(&mut fields, "latin-9");
        let unknown = admin.post(&path, &fields).await;
        assert!(unknown.status == 422 && unknown.says("Choisissez l’encodage du fichier"), "{}", unknown.text());
    }

    async fn nobody_gives_by_a_file_what_they_do_not_hold(app: TestApp) {
        let mut admin = app.admin().await;
        app.department("Lyon").await;
        let role = app.custom_role("RH", Levels::default().with(Area::Users, Level::Approver)).await;
        let mut hr = app.colleague(&mut admin, "rh@exemple.fr", "administrator").await;
        app.give_role("rh@exemple.fr", &role).await;
        let path = sent(&mut hr, "email;rôle;département\na@exemple.fr;Administrateur;\nb@exemple.fr;;Lyon\nc@exemple.fr;RH;").await;
        let page = hr.get(&path).await;
        assert!(!page.body.contains(&app.role("administrator").await), "it isn't on offer");
        let administrator = app.role("administrator").await;
        let beyond = hr.post(&path, &plan(&page, &administrator, "yes")).await;
        assert!(beyond.status == 422 && beyond.says("plus de droits"), "{}", beyond.text());
        let refused = "history WHERE action = 'job-started' AND refused";
        assert_eq!(app.count(refused).await, 1);
        let beyond = hr.post(&format!("{path}/report"), &plan(&page, &administrator, "yes")).await;
        assert_eq!((beyond.status, app.count(refused).await), (422, 2));
        let report = check(&app, &mut hr, &path, "yes").await;
        assert!(report.says("1 personne à importer sur 3 lignes"), "{}", report.text());
        assert!(report.says("Rôle : donne plus de droits que vous n’en avez"));
        let started = hr.post(&format!("{path}/run"), &[&plan(&page, &administrator, "yes")[..], &[("key", &uuid::Uuid::nil().to_string())]].concat()).await;
        assert_eq!(started.status, 422);
        assert_eq!(app.count(refused).await, 3);
        run(&mut hr, &path, &report).await;
        // Less than what the file gives, meanwhile.
        app.give_role("rh@exemple.fr", &app.role("member").await).await;
        drain(&app.app).await.unwrap();
        assert_eq!(app.count("users WHERE email = 'c@exemple.fr'").await, 0);
        assert_eq!(app.count("jobs WHERE ending = 'rights-lost'").await, 1);
    }

    // [S3.10]
    async fn a_line_that_gives_more_than_its_importer_has_is_in_the_history(app: TestApp) {
        let mut admin = app.admin().await;
        let role = app.custom_role("RH", Levels::default().with(Area::Users, Level::Approver)).await;
        let mut hr = app.colleague(&mut admin, "rh@exemple.fr", "administrator").await;
        app.give_role("rh@exemple.fr", &role).await;
        let lines = ["a@exemple.fr;Administrateur", "b@exemple.fr;Inconnu", "c@exemple.fr;RH", "d@exemple.fr;Administrateur"];
        begin(&app, &mut hr, &format!("email;rôle\n{}", lines.join("\n"))).await;
        drain(&app.app).await.unwrap();
        assert_eq!(app.count("users WHERE email = 'c@exemple.fr'").await, 1);
        let tried = "history h JOIN users u ON u.id = h.actor_id WHERE h.action = 'invited' AND h.refused AND h.subject_id IS NULL";
        assert_eq!(app.count(&format!("{tried} AND u.email = 'rh@exemple.fr'")).await, 2, "what was only mistyped was not tried");
    }

    // [S3.10]
    async fn who_may_not_import_has_tried_to_at_each_step(app: TestApp) {
        let mut admin = app.admin().await;
        let mut member = app.colleague(&mut admin, "ines@exemple.fr", "member").await;
        let path = sent(&mut admin, "email\na@exemple.fr").await;
        let refused = "history h JOIN users u ON u.id = h.actor_id WHERE h.action = 'job-started' AND h.refused AND u.email = 'ines@exemple.fr'";
        assert_eq!(send(&mut member, "liste.csv", b"email\nb@exemple.fr").await.status, 403);
        assert_eq!(app.count(refused).await, 1);
        for (tried, end) in [(2, ""), (3, "/report"), (4, "/run")] {
            assert_eq!(member.post(&format!("{path}{end}"), &[]).await.status, 403, "{end}");
            assert_eq!(app.count(refused).await, tried, "{end}");
        }
        assert_eq!(app.count("imports").await, 1);
    }

    async fn a_role_that_is_gone_is_beyond_nobodys_rights(app: TestApp) {
        let mut admin = app.admin().await;
        let role = app.custom_role("Stage", Levels::default()).await;
        let path = sent(&mut admin, "email;rôle\na@exemple.fr;\nb@exemple.fr;Membre").await;
        let page = admin.get(&path).await;
        let report = admin.post(&path, &plan(&page, &role, "yes")).await;
        let job = run(&mut admin, &path, &report).await;
        assert_eq!(admin.post(&format!("/roles/{role}/delete"), &[]).await.status, 303);
        let gone = admin.post(&path, &plan(&page, &role, "yes")).await;
        assert!(gone.status == 422 && gone.says("Choisissez un rôle") && !gone.says("plus de droits"), "{}", gone.text());
        drain(&app.app).await.unwrap();
        assert_eq!(app.count("jobs WHERE ending = 'done' AND done = 1 AND refused = 1").await, 1);
        assert_eq!(app.count("users WHERE email = 'b@exemple.fr'").await, 1, "a line with a role of its own");
        let results = admin.get(&job).await;
        assert!(results.says("Rôle : inconnu") && !results.says("plus de droits"), "{}", results.text());
        assert_eq!(app.count("history WHERE refused").await, 0);
    }

    async fn what_is_no_list_is_said_and_what_was_pasted_kept(app: TestApp) {
        let mut admin = app.admin().await;
        for (content, words) in [
            (&b""[..], "Choisissez un fichier, ou collez des lignes"),
            (b"PK\x03\x04\x14\x00\x06", "Ce fichier n’est pas du texte"),
            (b"email;nom", "Ce fichier ne contient personne"),
        ] {
            let answer = send(&mut admin, "liste.csv", content).await;
            assert_eq!(answer.status, 422);
            assert!(answer.says(words), "{}", answer.text());
        }
        let latin = send(&mut admin, "liste.csv", b"nom;email\nAndr\xE9;a@exemple.fr").await;
        assert!(admin.get(latin.location()).await.says("André"));
        let large = send(&mut admin, "liste.csv", &vec![b'a'; 21 * 1024 * 1024]).await;
        assert_eq!(large.status, 413);
        let pasted = "--limit\r\ncontent-disposition: form-data; name=\"text\"\r\n\r\n<b>nobody</b>\r\n--limit--\r\n";
        let answer = admin.post_body("/users/import", "multipart/form-data; boundary=limit", pasted).await;
        assert!(answer.status == 422 && answer.says("<b>nobody</b>") && !answer.body.contains("<b>nobody"));
    }

    async fn the_columns_are_for_the_person_to_say(app: TestApp) {
        let mut admin = app.admin().await;
        let path = sent(&mut admin, "x;y\na@exemple.fr;Anna\nb@exemple.fr;Bruno").await;
        let role = app.role("user").await;
        let page = admin.get(&path).await;
        let mut fields = plan(&page, &role, "yes");
        let columns = |fields: &mut Vec<(&str, &str)>, held: [&'static str; 2]| {
            for (field, held) in fields.iter_mut().filter(|(name, _)| *name == "column").zip(held) {
                field.1 = held;
            }
        };
        columns(&mut fields, ["ignore", "first-name"]);
        assert!(admin.post(&path, &fields).await.says("Indiquez quelle colonne contient les adresses"));
        columns(&mut fields, ["email", "email"]);
        assert!(admin.post(&path, &fields).await.says("Deux colonnes contiennent la même chose"));
        columns(&mut fields, ["email", "first-name"]);
        fields.iter_mut().filter(|(name, _)| *name == "language").for_each(|(_, language)| *language = "de");
        let report = admin.post(&path, &fields).await;
        assert!(report.says("2 personnes à importer sur 2 lignes"));
        // Back from there, everything is as it was.
        let back = Form::all(&report).into_iter().find(|form| form.action == path).expect("the way back");
        let mut sent: Vec<(&str, &str)> = back.fields.iter().map(|field| (field.name.as_str(), field.value.as_str())).collect();
        sent.push(("to", "columns"));
        let columns_again = admin.post(&back.action, &sent).await;
        assert_eq!(columns_again.status, 200);
        let form = Form::all(&columns_again).into_iter().find(|form| form.action == path).expect("the columns");
        let shown = |name: &str| form.fields.iter().filter(|field| field.name == name).map(|field| field.value.clone()).collect::<Vec<_>>();
        assert_eq!((shown("column"), shown("language"), shown("role")), (vec!["email".to_owned(), "first-name".to_owned()], vec!["de".to_owned()], vec![role.clone()]));
        let unsaid = admin.post(&path, &fields.iter().filter(|(name, _)| *name != "send").copied().collect::<Vec<_>>()).await;
        assert!(unsaid.status == 422 && unsaid.says("Choisissez s’il faut inviter"));
    }

    async fn a_file_is_its_senders_alone_and_forgotten_after_a_day(app: TestApp) {
        let mut admin = app.admin().await;
        let mut second = app.colleague(&mut admin, "second@exemple.fr", "administrator").await;
        let path = sent(&mut admin, "a@exemple.fr\nb@exemple.fr").await;
        assert_eq!(second.get(&path).await.status, 404);
        app.advance(Duration::from_hours(25));
        let mut tx = app.app.db.begin().await.unwrap();
        jobs::forget(&app.app, &mut tx.conn()).await.unwrap();
        tx.commit_bookkeeping().await.unwrap();
        assert_eq!(app.count("imports").await, 0);
    }

    // [S4.18]
    async fn who_is_several_things_in_departments_is_the_same_after_a_file(app: TestApp) {
        let mut admin = app.admin().await;
        app.department("Lyon").await;
        app.department("Paris").await;
        let path = sent(&mut admin, "E-mail;Département;Rôle dans le département\nanna@exemple.fr;Paris | Lyon;Viewer|Département admin\n").await;
        let report = check(&app, &mut admin, &path, "no").await;
        run(&mut admin, &path, &report).await;
        let twice = sent(&mut admin, "E-mail;Département;Rôle dans le département\nbruno@exemple.fr;Paris | PARIS;Viewer|Opérateur\n").await;
        let report = check(&app, &mut admin, &twice, "no").await;
        run(&mut admin, &twice, &report).await;
        drain(&app.app).await.unwrap();
        let bruno = "department_members m JOIN users u ON u.id = m.user_id WHERE u.email = 'bruno@exemple.fr' AND m.role";
        assert_eq!(app.count(&format!("{bruno} = 'operator'")).await, 1, "one place, and the higher of the two");
        app.tamper("DELETE FROM department_members WHERE role = 'operator'").await.unwrap();
        let places = "SELECT d.name || ' ' || m.role FROM department_members m JOIN departments d ON d.id = m.department_id \
            JOIN accounts a ON a.id = d.account_id WHERE a.name =";
        let made = app.values(&format!("{places} 'Atelier Rivoli' ORDER BY d.name")).await;
        assert_eq!(made, ["Lyon admin", "Paris viewer"]);
        let file = admin.get("/users/export.csv?q=anna").await;
        assert!(file.body.contains("Lyon | Paris") && file.body.contains("Département admin | Viewer"), "{}", file.body);
        let mut other = app.account("Autre maison", "david@autre.example").await;
        app.department("Lyon").await;
        app.department("Paris").await;
        app.tamper("UPDATE users SET email_key = 'x' || email_key WHERE email LIKE '%@exemple.fr'").await.unwrap();
        let path = sent(&mut other, &file.body).await;
        let report = check(&app, &mut other, &path, "no").await;
        run(&mut other, &path, &report).await;
        drain(&app.app).await.unwrap();
        assert_eq!(app.values(&format!("{places} 'Autre maison' ORDER BY d.name")).await, made);
    }

    async fn what_was_exported_is_read_back(app: TestApp) {
        let mut admin = app.admin().await;
        let path = sent(&mut admin, LIST.replace(";Lyon;Opérateur", ";;").as_str()).await;
        let report = check(&app, &mut admin, &path, "yes").await;
        run(&mut admin, &path, &report).await;
        drain(&app.app).await.unwrap();
        let file = admin.get("/users/export.csv?q=exemple").await;
        let mut other = app.account("Autre maison", "david@autre.example").await;
        app.tamper("UPDATE users SET email_key = 'x' || email_key WHERE email LIKE '%@exemple.fr'").await.unwrap();
        let path = sent(&mut other, &file.body).await;
        let report = check(&app, &mut other, &path, "no").await;
        assert!(report.says("2 personnes à importer sur 2 lignes"), "{}", report.text());
        run(&mut other, &path, &report).await;
        drain(&app.app).await.unwrap();
        assert_eq!(app.count("users WHERE phone = '+33 6 12 34 56 78' AND last_name = 'Martin'").await, 2);
    }
}
