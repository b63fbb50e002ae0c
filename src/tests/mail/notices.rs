//! What the mails about passwords and addresses say, held by snapshots as the invitation is.

mod sqlite {
    use crate::support::TestApp;
    use parvis::{
        domain::{
            id::{AccountId, AddressChangeId, MessageId, ResetId, UserId},
            language::Language,
            message::{MessageKind, MessageState},
            user::UserState,
        },
        server::{
            app::App,
            mail::words::{self, Mail},
            operations::{address_link, reset_link},
            store::{
                address_changes::AddressChange,
                messages::{Matter, Message},
                resets::Reset,
            },
        },
    };
    use serde_json::json;
    use std::time::Duration;
    use uuid::Uuid;

    const ID: Uuid = Uuid::from_u128(0x0193_5000_0000_7000_8000_0000_0000_0001);
    const DAY: Duration = Duration::from_hours(24);

    fn message(app: &App, language: Language, kind: MessageKind, matter: Matter) -> Message {
        Message {
            id: MessageId(ID),
            account: AccountId(ID),
            account_name: "Atelier <Rivoli>".to_owned(),
            user: UserId(ID),
            first_name: "Inès".to_owned(),
            about: None,
            kind,
            address: "ines@exemple.fr".to_owned(),
            language,
            domain: "localhost".to_owned(),
            state: MessageState::Sending,
            attempts: 1,
            answer: None,
            created_at: app.clock.now(),
            sent_at: None,
            matter,
        }
    }

    fn reset(app: &App, language: Language, actor: Option<UserId>) -> Message {
        let reset = Reset {
            id: ResetId(ID),
            account: AccountId(ID),
            account_name: "Atelier <Rivoli>".to_owned(),
            rules: parvis::domain::password::Rules::default(),
            user: UserId(ID),
            state: UserState::Active,
            access_ends_at: None,
            email: "ines@exemple.fr".to_owned(),
            first_name: "Inès".to_owned(),
            last_name: "Benali".to_owned(),
            notification_email: None,
            language,
            actor,
            expires_at: app.clock.now() + DAY,
            ending: None,
            ended_at: None,
        };
        message(app, language, MessageKind::Reset, Matter::Reset(Box::new(reset)))
    }

    fn change(app: &App, language: Language) -> Box<AddressChange> {
        let now = app.clock.now();
        Box::new(AddressChange {
            id: AddressChangeId(ID),
            account: AccountId(ID),
            account_name: "Atelier <Rivoli>".to_owned(),
            user: UserId(ID),
            state: UserState::Active,
            language,
            actor: UserId(ID),
            old_email: "ines@exemple.fr".to_owned(),
            new_email: "ines.benali@exemple.org".to_owned(),
            created_at: now,
            expires_at: now + DAY,
            confirmed_at: Some(now),
            undoable_until: Some(now + 7 * DAY),
            ending: None,
        })
    }

    /// The mail, what is secret in it redacted; it must be there.
    fn redacted(mut mail: Mail, secrets: &[(&str, String)]) -> Mail {
        mail.html = mail.html.replace("><", ">\n<");
        for (name, secret) in secrets {
            assert!(mail.text.contains(secret) && mail.html.contains(secret), "{name}");
            assert!(!mail.subject.contains(secret), "{name}");
            mail.text = mail.text.replace(secret, name);
            mail.html = mail.html.replace(secret, name);
        }
        mail
    }

    fn hold(name: &str, language: Language, mail: &Mail) {
        let name = format!("{name}-{}", language.code());
        insta::assert_snapshot!(format!("{name}-text"), format!("{}\n\n{}", mail.subject, mail.text));
        insta::assert_snapshot!(format!("{name}-html"), mail.html);
    }

    const WRITTEN: [Language; 2] = [Language::Fr, Language::En];

    // [S4.11] [S4.16]
    #[tokio::test]
    async fn the_reset() {
        let test = TestApp::sqlite().await;
        let app = &test.app;
        let secrets = [
            ("[token]", reset_link::token(app, ResetId(ID)).text()),
            ("[code]", reset_link::code(app, ResetId(ID)).text()),
        ];
        for language in WRITTEN {
            for (name, actor) in [("reset-asked", None), ("reset-started", Some(UserId(ID)))] {
                let mail = words::write(app, &reset(app, language, actor));
                hold(name, language, &redacted(mail, &secrets));
            }
        }
        let french = words::write(app, &reset(app, Language::Fr, None));
        assert!(french.html.contains(">Paramétrer à nouveau le mot de passe</a>"));
    }

    // [S3.12]
    #[tokio::test]
    async fn the_change_of_address() {
        let test = TestApp::sqlite().await;
        let app = &test.app;
        let (confirm, undo) =
            (address_link::confirm_token(app, AddressChangeId(ID)), address_link::undo_token(app, AddressChangeId(ID)));
        for language in WRITTEN {
            let matter = Matter::AddressConfirmation(change(app, language));
            let mail = words::write(app, &message(app, language, MessageKind::AddressConfirmation, matter));
            hold("address-confirmation", language, &redacted(mail, &[("[token]", confirm.text())]));
            let matter = Matter::AddressChanged(change(app, language));
            let mail = words::write(app, &message(app, language, MessageKind::AddressChanged, matter));
            hold("address-changed", language, &redacted(mail, &[("[token]", undo.text())]));
        }
    }

    // [S3.9]
    #[tokio::test]
    async fn the_new_password_and_the_new_device() {
        let test = TestApp::sqlite().await;
        let app = &test.app;
        let agent = "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:145.0) Gecko/20100101 Firefox/145.0";
        let particulars = json!({ "agent": agent, "address": "192.0.2.7" });
        for language in WRITTEN {
            for (name, kind) in
                [("password-changed", MessageKind::PasswordChanged), ("new-device", MessageKind::NewDevice)]
            {
                let notice = message(app, language, kind, Matter::Notice(particulars.clone()));
                hold(name, language, &words::write(app, &notice));
            }
        }
    }
}
