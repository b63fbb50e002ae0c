use super::change;
use crate::support::{TestApp, app::PASSWORD, on_both_engines};
use parvis::{
    domain::{
        access::{Area, Level, Levels},
        time::DAY,
        user::UserState,
        verb::Refusal,
    },
    server::operations::{Error, users::Change},
};

const EMAIL: &str = "ines@exemple.fr";

on_both_engines! {
    // [S1.17] [S4.11]
    async fn an_administrator_sends_the_instructions_and_never_sees_the_way(app: TestApp) {
        let mut admin = app.admin().await;
        app.colleague(&mut admin, EMAIL, "member").await;
        let id = app.user(EMAIL).await;
        let older = app.forgot(EMAIL).await;
        let ask = format!("/users/{id}/reset-password");
        let asked = admin.get(&ask).await;
        assert!(asked.status == 200 && asked.says("Réinitialiser le mot de passe de Inès Benali ?") && asked.says(EMAIL));
        assert!(asked.says("23 novembre 2026"), "{}", asked.text());
        assert_eq!(admin.post(&ask, &[]).await.location(), format!("/users/{id}?done=reset-password"));
        assert!(app.visitor().get(&older).await.says("Un message plus récent vous a été envoyé"));
        let mail = app.mail("reset", EMAIL).await;
        assert!(mail.text.contains("Un administrateur vous invite"));
        let path = app.reset_path(EMAIL).await;
        let code = app.reset_code(EMAIL).await;
        let details = admin.get(&format!("/users/{id}")).await;
        assert!(!details.body.contains(&path) && !details.body.contains(&code));
        assert_eq!(app.visitor().sign_in(EMAIL, PASSWORD).await.status, 303, "the one there is works until then");
        let new = [("password", "sept lanternes bleues dansent")];
        assert_eq!(app.visitor().post(&path, &new).await.status, 303);
        assert_eq!(app.count("history WHERE action = 'reset-started' AND NOT refused").await, 1);
    }

    async fn nobody_is_sent_more_than_five_of_these_mails_a_day(app: TestApp) {
        let mut admin = app.admin().await;
        app.colleague(&mut admin, EMAIL, "member").await;
        let id = app.user(EMAIL).await;
        app.forgot(EMAIL).await;
        for _ in 0..5 {
            change(&app, &admin, &id, Change::ResetPassword).await.unwrap();
        }
        let newest = app.reset_path(EMAIL).await;
        let refused = change(&app, &admin, &id, Change::ResetPassword).await;
        assert!(matches!(refused, Err(Error::Refused(Refusal::MailedEnough))), "{refused:?}");
        let page = admin.post(&format!("/users/{id}/reset-password"), &[]).await;
        assert!(page.status == 409 && page.says("plusieurs fois aujourd’hui"), "{}", page.text());
        assert_eq!(app.visitor().get(&newest).await.status, 200, "the last one goes on working");
        app.advance(DAY);
        let mut admin = app.visitor();
        admin.sign_in("camille@rivoli.example", PASSWORD).await;
        change(&app, &admin, &id, Change::ResetPassword).await.unwrap();
    }

    async fn it_takes_the_right_and_an_active_user(app: TestApp) {
        let mut admin = app.admin().await;
        let role = app.custom_role("RH", Levels::default().with(Area::Users, Level::Approver)).await;
        let hr = app.colleague(&mut admin, "rh@exemple.fr", "member").await;
        app.give_role("rh@exemple.fr", &role).await;
        let member = app.colleague(&mut admin, EMAIL, "member").await;
        app.send_invitations(&mut admin, "noe@exemple.fr", "user").await;
        let (ines, noe) = (app.user(EMAIL).await, app.user("noe@exemple.fr").await);
        let camille = app.user("camille@rivoli.example").await;
        let reset = Change::ResetPassword;
        assert!(matches!(change(&app, &member, &camille, reset).await, Err(Error::NotAllowed(_))));
        for (browser, id, refusal) in [
            (&hr, &camille, Refusal::BeyondOwnRights),
            (&admin, &camille, Refusal::Own),
            (&admin, &noe, Refusal::State(UserState::Invited)),
        ] {
            assert!(matches!(change(&app, browser, id, reset).await, Err(Error::Refused(why)) if why == refusal));
        }
        assert_eq!(app.count("resets").await, 0);
        assert_eq!(app.count("history WHERE action = 'reset-started' AND refused").await, 4);
        assert!(change(&app, &admin, &ines, reset).await.is_ok());
    }
}
