//! What mails say, held by snapshots: `cargo insta review` shows a change. Links are redacted, and the same test with
//! each language and form says whether a reader gets all that they need.

mod sqlite {
    use super::super::{CALM, Post, Worker};
    use crate::support::{
        TestApp,
        smtp::{Act, SmtpServer},
    };
    use parvis::{
        domain::{
            access::{BuiltIn, RoleKind},
            id::{AccountId, InvitationId, MessageId, UserId},
            language::Language,
            message::{MessageKind, MessageState},
            user::UserState,
        },
        server::{
            app::App,
            mail::words::{self, Mail},
            operations::join_link,
            store::{
                invitations::Invitation,
                messages::{About, Matter, Message},
            },
        },
    };
    use serde_json::{Value, json};
    use std::time::Duration;
    use uuid::Uuid;

    fn message(app: &App, language: Language) -> Message {
        let now = app.clock.now();
        let id = Uuid::from_u128(0x0193_5000_0000_7000_8000_0000_0000_0001);
        Message {
            id: MessageId(id),
            account: AccountId(id),
            account_name: "Atelier <Rivoli>".to_owned(),
            user: UserId(id),
            first_name: "Inès".to_owned(),
            about: None,
            kind: MessageKind::Invitation,
            address: "ines@müller.example".to_owned(),
            language,
            domain: "127.0.0.1".to_owned(),
            state: MessageState::Sending,
            attempts: 1,
            answer: None,
            created_at: now,
            sent_at: None,
            matter: Matter::Invitation(Box::new(Invitation {
                id: InvitationId(id),
                account: AccountId(id),
                account_name: "Atelier <Rivoli>".to_owned(),
                rules: parvis::domain::password::Rules::default(),
                user: UserId(id),
                state: UserState::Invited,
                address: "ines@müller.example".to_owned(),
                email: "ines@müller.example".to_owned(),
                first_name: "Inès".to_owned(),
                last_name: "Benali".to_owned(),
                inviter: Some(UserId(id)),
                inviter_name: Some("Camille Moreau".to_owned()),
                role_kind: RoleKind::BuiltIn(BuiltIn::Member),
                role_name: String::new(),
                language,
                message: "Bonjour Inès,\n\nvoici l'outil <b>dont</b> je parlais.\nÀ lundi".to_owned(),
                created_at: now,
                expires_at: now + Duration::from_hours(7 * 24),
                ending: None,
                ended_at: None,
            })),
        }
    }

    /// Nobody in particular invites, without a word, as a role of the account's own.
    fn bare(app: &App, language: Language) -> Message {
        let mut message = message(app, language);
        message.first_name.clear();
        let Matter::Invitation(invitation) = &mut message.matter else { unreachable!() };
        invitation.first_name.clear();
        invitation.inviter_name = None;
        invitation.message.clear();
        invitation.role_kind = RoleKind::Custom;
        invitation.role_name.push_str("Compta & paie");
        message
    }

    /// The mail, its link redacted; it must be there twice or more, and be the invitation's.
    fn written(app: &App, message: &Message) -> Mail {
        let Matter::Invitation(invitation) = &message.matter else { unreachable!() };
        let token = join_link::token(app, invitation.id).text();
        let mut mail = words::write(app, message);
        let link = app.config.link(&format!("/join/{token}"));
        assert!(mail.text.contains(&link) && mail.html.matches(&link).count() == 3, "{}", mail.html);
        mail.text = mail.text.replace(&token, "[token]");
        mail.html = mail.html.replace(&token, "[token]").replace("><", ">\n<");
        mail
    }

    // [S1.20, S2.13, S2.15]
    #[tokio::test]
    async fn the_invitation_in_french() {
        let test = TestApp::sqlite().await;
        let mail = written(&test.app, &message(&test.app, Language::Fr));
        assert!(mail.html.contains(">Connexion</a>") && mail.text.contains("\nConnexion\nhttp"));
        insta::assert_snapshot!("invitation-fr-text", format!("{}\n\n{}", mail.subject, mail.text));
        insta::assert_snapshot!("invitation-fr-html", mail.html);
        let mail = written(&test.app, &bare(&test.app, Language::Fr));
        insta::assert_snapshot!("invitation-fr-bare-text", format!("{}\n\n{}", mail.subject, mail.text));
        insta::assert_snapshot!("invitation-fr-bare-html", mail.html);
    }

    // [S2.13, S2.15]
    #[tokio::test]
    async fn the_invitation_in_english() {
        let test = TestApp::sqlite().await;
        let mail = written(&test.app, &message(&test.app, Language::En));
        insta::assert_snapshot!("invitation-en-text", format!("{}\n\n{}", mail.subject, mail.text));
        insta::assert_snapshot!("invitation-en-html", mail.html);
        let mail = written(&test.app, &bare(&test.app, Language::En));
        insta::assert_snapshot!("invitation-en-bare-text", format!("{}\n\n{}", mail.subject, mail.text));
        insta::assert_snapshot!("invitation-en-bare-html", mail.html);
    }

    // [S5.13]
    #[tokio::test]
    async fn access_that_is_back_in_french_and_english() {
        let test = TestApp::sqlite().await;
        for language in [Language::Fr, Language::En] {
            let matter = Matter::Notice(serde_json::Value::Null);
            let message = Message { kind: MessageKind::Activated, matter, ..message(&test.app, language) };
            let (mail, code) = (words::write(&test.app, &message), language.code());
            insta::assert_snapshot!(format!("activated-{code}-text"), format!("{}\n\n{}", mail.subject, mail.text));
            insta::assert_snapshot!(format!("activated-{code}-html"), mail.html.replace("><", ">\n<"));
        }
    }

    /// The end-to-end tests look at the snapshots with axe.
    #[test]
    fn every_kind_of_mail_has_a_snapshot_in_french_and_english() {
        let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("src/tests/mail/snapshots");
        let names: Vec<_> = std::fs::read_dir(folder).unwrap().map(|file| file.unwrap().file_name()).collect();
        for kind in MessageKind::ALL {
            for language in ["fr", "en"] {
                let (start, end) = (format!("__{}-", kind.as_str()), format!("-{language}-html.snap"));
                let is_one = |name: &str| name.contains(&start) && name.ends_with(&end);
                let found = names.iter().any(|name| is_one(&name.to_string_lossy()));
                assert!(found, "no snapshot {start}…{end}");
            }
        }
    }

    /// A notice to the same reader.
    fn notice(app: &App, language: Language, kind: MessageKind, about: Option<&str>, facts: Value) -> Message {
        let id = Uuid::from_u128(0x0193_5000_0000_7000_8000_0000_0000_0002);
        let about = about.map(|name| About { id: UserId(id), name: name.to_owned() });
        Message { kind, about, matter: Matter::Notice(facts), ..message(app, language) }
    }

    /// Text and HTML say the same, and are held.
    fn hold(name: &str, app: &App, message: &Message) {
        let mut mail = words::write(app, message);
        if let Matter::Invitation(invitation) = &message.matter {
            let token = join_link::token(app, invitation.id).text();
            assert!(mail.text.contains(&token) && mail.html.contains(&token));
            (mail.text, mail.html) = (mail.text.replace(&token, "[token]"), mail.html.replace(&token, "[token]"));
        }
        let language = message.language.code();
        insta::assert_snapshot!(format!("{name}-{language}-text"), format!("{}\n\n{}", mail.subject, mail.text));
        insta::assert_snapshot!(format!("{name}-{language}-html"), mail.html.replace("><", ">\n<"));
    }

    #[tokio::test]
    async fn the_reminder() {
        let test = TestApp::sqlite().await;
        for language in [Language::Fr, Language::En] {
            let reminder = Message { kind: MessageKind::Reminder, ..message(&test.app, language) };
            hold("reminder", &test.app, &reminder);
            hold("reminder-bare", &test.app, &Message { kind: MessageKind::Reminder, ..bare(&test.app, language) });
        }
    }

    // [S3.22]
    #[tokio::test]
    async fn the_notices_of_an_end() {
        let test = TestApp::sqlite().await;
        let facts = || json!({ "ends_at": (test.app.clock.now() + Duration::from_hours(7 * 24)).as_micros() });
        for language in [Language::Fr, Language::En] {
            let kind = MessageKind::AccessEnds;
            hold("access-ends", &test.app, &notice(&test.app, language, kind, None, facts()));
            hold("access-ends-of", &test.app, &notice(&test.app, language, kind, Some("Noé <Lambert>"), facts()));
        }
    }

    // [S2.15]
    #[tokio::test]
    async fn the_notice_of_expired_invitations() {
        let test = TestApp::sqlite().await;
        for language in [Language::Fr, Language::En] {
            let kind = MessageKind::InvitationExpired;
            let (one, many) = (json!({ "count": 1 }), json!({ "count": 1_200 }));
            hold("invitation-expired", &test.app, &notice(&test.app, language, kind, Some("noe@exemple.fr"), one));
            hold("invitation-expired-many", &test.app, &notice(&test.app, language, kind, None, many));
        }
    }

    // [S2.9]
    #[tokio::test]
    async fn a_request_for_access_and_its_answer() {
        let test = TestApp::sqlite().await;
        let end = (test.app.clock.now() + Duration::from_hours(7 * 24)).as_micros();
        let own = || json!({ "area": "history", "level": "guest" });
        let named = || {
            let area = "01935000-0000-7000-8000-000000000003";
            json!({ "area": area, "service": "Campagnes", "name": "Emailings & SMS", "level": "editor" })
        };
        let with = |mut facts: Value, more: Value| {
            facts.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
            facts
        };
        for language in [Language::Fr, Language::En] {
            let request = json!({ "request": "01935000-0000-7000-8000-000000000004", "reason": "Pour <b>lundi</b>" });
            let asked =
                notice(&test.app, language, MessageKind::AccessRequest, Some("Noé <Lambert>"), with(named(), request));
            hold("access-request", &test.app, &asked);
            let kind = MessageKind::AccessAnswer;
            let given = with(own(), json!({ "state": "given", "ends_at": end, "words": "Bon courage <b>!</b>" }));
            hold("access-answer-given", &test.app, &notice(&test.app, language, kind, None, given));
            let denied = with(named(), json!({ "state": "denied", "words": "" }));
            hold("access-answer-denied", &test.app, &notice(&test.app, language, kind, None, denied));
            let gone = with(named(), json!({ "state": "gone" }));
            hold("access-answer-gone", &test.app, &notice(&test.app, language, kind, None, gone));
        }
    }

    #[tokio::test]
    async fn a_mail_fetches_nothing_and_runs_nothing() {
        let test = TestApp::sqlite().await;
        for language in Language::ALL {
            let mail = words::write(&test.app, &message(&test.app, language));
            for foreign in ["<img", "<script", "<link", "url(", "@import", "src=", "<b>"] {
                assert!(!mail.html.contains(foreign), "{foreign}");
            }
            assert!(mail.html.contains(&format!("lang=\"{}\"", mail.language.code())));
        }
    }

    #[tokio::test]
    async fn a_mail_carries_the_headers_that_it_needs_and_no_others() {
        let server = SmtpServer::start(|_| Act::Accept).await;
        let post = Post::new(TestApp::sqlite().await, &server, 1, CALM).await;
        let _worker = Worker::start(&post.test.app);
        let id = post.queue(&["ines+parvis@MÜLLER.example"]).await[0];
        post.until(id, MessageState::Sent, 1).await;
        let mail = server.received().remove(0);
        assert_eq!(mail.to, "ines+parvis@xn--mller-kva.example");
        assert_eq!(mail.from, "parvis@localhost.localdomain");
        assert!(mail.data.is_ascii() && mail.data.lines().all(|line| line.len() <= 998));
        let head = mail.data.split("\r\n\r\n").next().unwrap().replace("\r\n", "\n");
        insta::assert_snapshot!("headers", head.replace(&id.to_string(), "[message]"));
    }

    #[tokio::test]
    async fn names_add_no_header_and_no_recipient() {
        let server = SmtpServer::start(|_| Act::Accept).await;
        let post = Post::new(TestApp::sqlite().await, &server, 1, CALM).await;
        let id = post.queue(&["ines@example.org"]).await[0];
        // As no form lets it in.
        post.test
            .tamper("UPDATE accounts SET name = 'A\r\nBcc: eve@example.org\r\n\r\n.\r\nMAIL FROM:<x@y.fr>'")
            .await
            .unwrap();
        let _worker = Worker::start(&post.test.app);
        post.until(id, MessageState::Sent, 1).await;
        let mail = server.received().remove(0);
        assert_eq!((mail.to.as_str(), server.count()), ("ines@example.org", 1));
        assert_eq!((mail.header("Bcc"), mail.header("To")), (None, Some("ines@example.org".to_owned())));
    }
}
