use crate::support::{TestApp, on_both_engines};
use parvis::server::{
    app::Base,
    operations::{set_seats::set_seats, setup_link},
    random::Random,
};
use std::{fs, path::Path};

fn write(folder: &Path, name: &str, text: impl AsRef<[u8]>) {
    fs::write(folder.join(name), text).unwrap();
}

/// What stands in the folder.
type Prepare<'a> = &'a dyn Fn(&Path);

on_both_engines! {
    // [S5.23]
    async fn a_changed_text_is_a_new_version_and_asks_everyone_again(app: TestApp) {
        let mut admin = app.admin().await;
        let mut colleague = app.colleague(&mut admin, "david@exemple.fr", "member").await;
        let folder = app.subfolder("policy");
        write(&folder, "fr.md", "# Notre politique\n\nNous gardons **tout**.");
        let changed = app.restart(|config| config.policy_dir = Some(folder.clone())).await.unwrap();
        assert_eq!(changed.policy.version, 2);
        for browser in [&mut admin, &mut colleague] {
            let mut browser = browser.on(changed.clone());
            assert_eq!(browser.get("/users").await.location(), "/policy");
            let page = browser.get("/policy").await;
            assert!(page.body.contains("<h1>Notre politique</h1>") && page.body.contains("<strong>tout</strong>"));
            browser.accept_policy().await;
            assert_eq!(browser.get("/users").await.status, 200);
        }
        assert_eq!(app.count("acceptances WHERE version = 1").await, 2, "the older proof stays");
        assert_eq!(app.count("acceptances WHERE version = 2").await, 2);

        write(&folder, "en.md", "# Our policy");
        let more = app.restart(|config| config.policy_dir = Some(folder)).await.unwrap();
        assert_eq!(more.policy.version, 3, "a language more is a change too");
    }

    async fn the_same_texts_are_the_same_version(app: TestApp) {
        let mut admin = app.admin().await;
        let again = app.restart(|_| ()).await.unwrap();
        assert_eq!(again.policy.version, app.app.policy.version);
        assert_eq!(admin.on(again).get("/users").await.status, 200);
        assert_eq!((app.count("policies").await, app.count("policy_texts").await), (1, 2));
        assert_eq!(admin.get("/users").await.status, 200);
    }

    async fn a_command_with_other_settings_puts_no_policy_in_force(app: TestApp) {
        let mut admin = app.admin().await;
        let folder = app.subfolder("policy");
        write(&folder, "fr.md", "# Autre politique");
        let mut config = app.app.config.as_ref().clone();
        config.policy_dir = Some(folder);
        config.public_url = "https://elsewhere.example.org".parse().unwrap();
        let base = Base::open(config, app.app.clock.clone(), Random::from_seed(99)).await.unwrap();
        set_seats(&base, &"camille@rivoli.example".parse().unwrap(), Some(5)).await.unwrap();
        assert!(setup_link::create(&base).await.unwrap().is_none());
        assert_eq!(app.count("policies").await, 1);
        assert_eq!(admin.get("/users").await.status, 200, "nobody is asked again");
        assert_eq!(app.count("instance WHERE value = '127.0.0.1'").await, 1, "nor do mails come from elsewhere");
    }

    async fn nodes_that_start_at_once_agree_on_one_version(app: TestApp) {
        let folder = app.subfolder("policy");
        write(&folder, "fr.md", "# Notre politique");
        let start = || app.restart(|config| config.policy_dir = Some(folder.clone()));
        let (a, b, c, d) = tokio::join!(start(), start(), start(), start());
        let versions = [a, b, c, d].map(|app| app.unwrap().policy.version);
        assert_eq!(versions, [2; 4]);
        assert_eq!(app.count("policies").await, 2);
        assert_eq!(app.count("policy_texts WHERE version = 2").await, 1);
    }

    async fn a_language_without_a_text_gets_english_or_else_what_there_is(app: TestApp) {
        let admin = app.admin().await;
        let folder = app.subfolder("policy");
        write(&folder, "pl.md", "# Polityka");
        let node = app.restart(|config| config.policy_dir = Some(folder.clone())).await.unwrap();
        let page = admin.on(node).get("/policy").await;
        assert!(page.body.contains("<h1>Polityka</h1>") && page.body.contains("lang=\"pl\""));
        write(&folder, "en.md", "# Our policy");
        let node = app.restart(|config| config.policy_dir = Some(folder)).await.unwrap();
        let mut reader = admin.on(node);
        let page = reader.get("/policy").await;
        assert!(page.body.contains("<h1>Our policy</h1>") && page.body.contains("lang=\"en\""));
        // And what is accepted is what was shown.
        reader.accept_policy().await;
        assert_eq!(app.count("acceptances WHERE version = 3 AND language = 'en'").await, 1);
    }

    async fn what_the_operator_writes_can_neither_run_nor_load(app: TestApp) {
        let folder = app.subfolder("policy");
        write(&folder, "fr.md", "# A <script>alert(1)</script>\n\n<img src=x onerror=alert(1)>\n\n[x](javascript:alert(1)) ![y](https://evil.example/y.png)");
        let node = app.restart(|config| config.policy_dir = Some(folder)).await.unwrap();
        let page = app.visitor().on(node).get("/policy").await;
        for evil in ["<script>alert", "<img src=x", "javascript:", "evil.example"] {
            assert!(!page.body.contains(evil), "{evil}");
        }
    }

    async fn files_that_are_no_policy_are_said_in_a_sentence(app: TestApp) {
        let mut number = 0;
        let mut start = async |prepare: Prepare<'_>| {
            number += 1;
            let folder = app.subfolder(&format!("policy{number}"));
            prepare(&folder);
            match app.restart(|config| config.policy_dir = Some(folder)).await {
                Ok(_) => panic!("case {number} started"),
                Err(error) => error.to_string(),
            }
        };
        let cases: [(Prepare<'_>, &str); 7] = [
            (&|_| (), "the folder has no fr.md, en.md…"),
            (&|folder| fs::remove_dir(folder).unwrap(), "the folder has no fr.md, en.md…"),
            (&|folder| write(folder, "politique.md", "# A"), "the folder has no fr.md, en.md…"),
            (&|folder| write(folder, "fr.md", " \n"), "fr.md: empty"),
            (&|folder| write(folder, "fr.md", b"caf\xe9"), "fr.md: stream did not contain valid UTF-8"),
            (&|folder| write(folder, "en.md", "a".repeat(300_000)), "en.md: longer than 256 KiB"),
            (&|folder| fs::create_dir(folder.join("de.md")).unwrap(), "de.md: Is a directory (os error 21)"),
        ];
        for (prepare, said) in cases {
            let sentence = start(prepare).await;
            assert!(sentence.starts_with("The privacy policy can't be read: "), "{sentence}");
            assert!(sentence.ends_with(&format!("{said}.")), "{sentence}");
        }
        assert_eq!(app.count("policies").await, 1, "nothing was kept of them");
    }
}
