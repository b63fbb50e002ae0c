//! Bad input, in every field of every form that somebody types into: it is text, what was typed stays where it is refused,
//! and nothing breaks.

use crate::{
    robust::{assert_sound, hostile},
    support::{
        Browser, TestApp,
        forms::{Form, Kind},
        on_both_engines,
        routes::{self, Route},
    },
};
use parvis::domain::access::{Area, Level, Levels};
use std::collections::BTreeSet;

/// Forms into which nobody types, which send a file, or which other tests try: by the route of their page.
const OTHERS: &[&str] = &[
    "/address/undo/{token}",
    "/address/{token}",
    "/join/{token}",
    "/me/sessions/end-others",
    "/me/sessions/{session}/end",
    "/policy",
    "/services/{service}/picture",
    "/setup/{token}",
    "/sign-in",
    "/sign-up",
    "/users/import",
    "/users/import/{import}",
    "/users/new/{draft}/options",
    "/users/new/{draft}/services",
    "/users/{id}/link",
];

/// The pages with a form, each with the route it is of.
async fn pages(app: &TestApp, admin: &mut Browser) -> Vec<(&'static str, String)> {
    let mut member = app.colleague(admin, "ines@exemple.fr", "member").await;
    app.invite(admin, "anna@exemple.fr", "user").await;
    assert_eq!(member.post("/requests", &[("area", "history"), ("level", "guest")]).await.status, 303);
    let request: uuid::Uuid = app.value("SELECT id FROM access_requests").await;
    let (ines, anna) = (app.user("ines@exemple.fr").await, app.user("anna@exemple.fr").await);
    let lyon = app.department("Lyon").await;
    app.department("Paris").await;
    let service = app.service("Campagnes").await;
    app.areas(service, &["Contacts", "Emailings"]).await;
    let role = app.custom_role("Archives", Levels::default().with(Area::History, Level::Guest)).await;
    app.give_role("anna@exemple.fr", &role).await;
    let draft = admin.get("/users/new").await.location().to_owned();
    vec![
        ("/departments", "/departments".to_owned()),
        ("/departments/{department}", format!("/departments/{lyon}")),
        ("/departments/{department}/merge", format!("/departments/{lyon}/merge")),
        ("/departments/{department}/delete", format!("/departments/{lyon}/delete")),
        ("/exports", "/exports".to_owned()),
        ("/forgot", "/forgot".to_owned()),
        ("/me/address", "/me/address".to_owned()),
        ("/me/edit", "/me/edit".to_owned()),
        ("/me/password", "/me/password".to_owned()),
        ("/requests", "/requests".to_owned()),
        ("/requests/{request}", format!("/requests/{request}")),
        ("/reset", "/reset".to_owned()),
        ("/reset/{token}", "/reset/nonsense".to_owned()),
        ("/roles/new", "/roles/new".to_owned()),
        ("/roles/{role}/delete", format!("/roles/{role}/delete")),
        ("/roles/{role}/edit", format!("/roles/{role}/edit")),
        ("/services/new", "/services/new".to_owned()),
        ("/services/{service}/delete", format!("/services/{service}/delete")),
        ("/services/{service}/edit", format!("/services/{service}/edit")),
        ("/settings", "/settings".to_owned()),
        ("/settings/support", "/settings/support".to_owned()),
        ("/users/invite", "/users/invite".to_owned()),
        ("/users/new/{draft}", draft),
        ("/users/{id}/access-end", format!("/users/{ines}/access-end")),
        ("/users/{id}/address", format!("/users/{ines}/address")),
        ("/users/{id}/departments", format!("/users/{ines}/departments")),
        ("/users/{id}/edit", format!("/users/{anna}/edit")),
        ("/users/{id}/rights/{area}", format!("/users/{ines}/rights/history")),
        ("/users/{id}/services", format!("/users/{ines}/services")),
        ("/users/{id}/{verb}", format!("/users/{ines}/delete")),
    ]
}

on_both_engines! {
    async fn whatever_is_typed_into_any_form_is_text_and_stays_where_it_is_refused(app: TestApp) {
        let mut admin = app.admin().await;
        let pages = pages(&app, &mut admin).await;
        let known: BTreeSet<&str> = pages.iter().map(|(route, _)| *route).chain(OTHERS.iter().copied()).collect();
        let all = routes::all().into_iter().filter(|route| route.get && route.post);
        let missing: Vec<Route> = all.filter(|route| !known.contains(route.path.as_str())).collect();
        assert!(missing.is_empty(), "forms that nobody tries: {missing:?}");

        let (mut tried, mut done) = (0, Vec::new());
        for (route, path) in &pages {
            let mut forms = Form::all(&admin.get(path).await);
            for number in 0..forms.len() {
                let typed = forms[number].fields.iter().filter(|field| field.kind != Kind::Given);
                for field in typed.cloned().collect::<Vec<_>>() {
                    for text in hostile() {
                        let Some(form) = forms.get(number) else {
                            // It could be done, and can't be done again.
                            done.push((*route, field.name.clone()));
                            break;
                        };
                        let answer = admin.post(&form.action, &form.with(&field.name, &text)).await;
                        let what = format!("{path} {} {text:?}", field.name);
                        assert_sound(&answer, &what);
                        tried += 1;
                        match answer.status {
                            422 if field.kind == Kind::Typed => {
                                let again = Form::all(&answer);
                                let again = again.iter().find(|again| again.action == form.action).expect(&what);
                                let kept = again.fields.iter().find(|kept| kept.name == field.name).expect(&what);
                                assert_eq!(kept.value, text, "{what} stays");
                            }
                            303 => {
                                assert_sound(&admin.get(answer.location()).await, &what);
                                forms = Form::all(&admin.get(path).await);
                            }
                            _ => {}
                        }
                    }
                }
            }
        }
        assert_eq!(done, [], "the rest was tried with every text");
        println!("{tried} typed texts");
        assert!(tried > 500, "{tried}");
    }
}
