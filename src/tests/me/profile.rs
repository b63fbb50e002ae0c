use super::{INES, ines};
use crate::support::{Answer, Browser, TestApp, app::PASSWORD, on_both_engines};

const PROFILE: [(&str, &str); 5] = [
    ("first_name", "Inès"),
    ("last_name", "Benali-Roux"),
    ("phone", "+33 1 02 03 04 05"),
    ("language", "fr"),
    ("notification_email", "secretariat@exemple.fr"),
];

/// Sends the form as it is shown, with these fields instead.
async fn save(browser: &mut Browser, version: &str, fields: &[(&'static str, &'static str)]) -> Answer {
    let mut form = vec![("version", version)];
    form.extend(PROFILE.iter().map(|(name, value)| {
        fields.iter().find(|(other, _)| other == name).map_or((*name, *value), |(_, other)| (*name, *other))
    }));
    browser.post("/me/edit", &form).await
}

async fn version(browser: &mut Browser) -> String {
    browser.get("/me/edit").await.between("name=\"version\" value=\"", "\"").unwrap().to_owned()
}

on_both_engines! {
    // [S3.8] [S1.23]
    async fn anybody_sees_their_own_profile_whatever_the_role(app: TestApp) {
        let mut admin = app.admin().await;
        for role in ["user", "member", "administrator"] {
            let email = format!("{role}@exemple.fr");
            let mut browser = app.colleague(&mut admin, &email, role).await;
            let page = browser.get("/me").await;
            assert_eq!(page.status, 200);
            for said in ["Inès Benali", &email, "Français", "Politique de confidentialité, version 1"] {
                assert!(page.says(said), "{said}");
            }
            assert!(browser.get("/").await.body.contains("href=\"/me\""), "it is in the menu");
        }
    }

    // [S3.12]
    async fn what_one_changes_counts_at_once_and_stands_in_the_history(app: TestApp) {
        let (mut ines, mut admin) = ines(&app).await;
        let version = version(&mut ines).await;
        let saved = save(&mut ines, &version, &[]).await;
        assert_eq!((saved.status, saved.location()), (303, "/me?done=profile"));
        let page = ines.get("/me?done=profile").await;
        for said in ["Votre profil est enregistré", "Inès Benali-Roux", "+33 1 02 03 04 05", "secretariat@exemple.fr"] {
            assert!(page.says(said), "{said}");
        }
        assert!(admin.get("/users?q=roux").await.says("Inès Benali-Roux"), "and is found by it");
        assert_eq!(app.count("changes WHERE field = 'last_name' AND after = 'Benali-Roux'").await, 1);
        assert_eq!(app.count("history WHERE action = 'profile-changed' AND NOT refused").await, 1);
        assert_eq!(app.count("changes WHERE field = 'language'").await, 0, "what stays is no change");
    }

    // [S2.13]
    async fn another_language_changes_the_pages_at_once(app: TestApp) {
        let (mut ines, _) = ines(&app).await;
        let version = version(&mut ines).await;
        let saved = save(&mut ines, &version, &[("language", "en")]).await;
        assert!(ines.get(saved.location()).await.says("Your profile is saved"));
        assert!(ines.get("/me").await.body.contains("<html lang=\"en\""));
    }

    async fn two_editors_do_not_overwrite_each_other(app: TestApp) {
        let (mut ines, _) = ines(&app).await;
        let shown = version(&mut ines).await;
        assert_eq!(save(&mut ines, &shown, &[]).await.status, 303);
        let late = save(&mut ines, &shown, &[("phone", "06 07 08 09 10")]).await;
        assert_eq!(late.status, 409);
        assert!(late.says("Enregistré entre-temps : +33 1 02 03 04 05"), "{}", late.text());
        assert!(late.body.contains("value=\"06 07 08 09 10\""), "what was typed is kept");
        assert_eq!(app.count("users WHERE phone = '+33 1 02 03 04 05'").await, 1);
        assert_eq!(app.count("history WHERE action = 'profile-changed' AND refused").await, 1);
        let version = late.between("name=\"version\" value=\"", "\"").unwrap().to_owned();
        assert_eq!(save(&mut ines, &version, &[("phone", "06 07 08 09 10")]).await.status, 303, "knowing both");
        assert_eq!(app.count("users WHERE phone = '06 07 08 09 10'").await, 1);
    }

    async fn bad_input_is_said_by_the_field_and_changes_nothing(app: TestApp) {
        let (mut ines, _) = ines(&app).await;
        let version = version(&mut ines).await;
        let long: &'static str = Box::leak("é".repeat(300).into_boxed_str());
        for (field, value) in [
            ("first_name", ""),
            ("first_name", "\u{202e} "),
            ("last_name", long),
            ("phone", "au bureau"),
            ("phone", long),
            ("language", "xx"),
            ("notification_email", "quel.qu@un"),
            ("notification_email", long),
        ] {
            let answer = save(&mut ines, &version, &[(field, value)]).await;
            assert_eq!(answer.status, 422, "{field}: {value}");
            assert!(answer.body.contains(&format!("href=\"#{field}\"")), "{field}: {value}");
        }
        let markup = "\"><script>alert(1)</script>";
        let answer = save(&mut ines, &version, &[("first_name", markup)]).await;
        assert!(answer.status == 303 && !ines.get("/me/edit").await.body.contains("<script>alert"), "it is text");
        for stale in ["", "x", "-1", "99"] {
            assert_eq!(save(&mut ines, stale, &[]).await.status, 409, "{stale}");
        }
        assert_eq!(app.visitor().sign_in(INES, PASSWORD).await.status, 303);
    }
}
