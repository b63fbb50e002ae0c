//! What a page offers isn't refused, and what is refused says so beforehand: every link, for each kind of reader.

use crate::{
    support::{Browser, TestApp, on_both_engines},
    users::change,
};
use parvis::{
    domain::{
        access::{Area, Level, Levels},
        department::DepartmentRole,
    },
    server::operations::users::Change,
};
use std::collections::{BTreeSet, VecDeque};

/// A link, or a form that only asks.
struct Offered {
    path: String,
    is_locked: bool,
}

fn offered(body: &str) -> Vec<Offered> {
    let tags = |name: &'static str, attribute: &'static str| {
        body.split(name).skip(1).filter_map(move |rest| {
            let tag = rest.split('>').next()?;
            let path = tag.split_once(attribute)?.1.split('"').next()?;
            let is_locked = tag.contains("data-locked");
            let is_sent = name == "<form " && !tag.contains("method=\"get\"");
            let path = html_escape::decode_html_entities(path).into_owned();
            (path.starts_with('/') && !is_sent).then_some(Offered { path, is_locked })
        })
    };
    tags("<a ", "href=\"").chain(tags("<form ", "action=\"")).collect()
}

/// What differs in its filters alone is one page.
fn page(path: &str) -> String {
    let (path, query) = path.split_once('?').unwrap_or((path, ""));
    let names: BTreeSet<&str> = query.split('&').map(|pair| pair.split('=').next().unwrap_or_default()).collect();
    format!("{path}?{}", names.into_iter().collect::<Vec<_>>().join("&"))
}

/// Follows whatever is offered, from the first page on; what was wrong, and how many pages were seen.
async fn follow(name: &str, browser: &mut Browser) -> (Vec<String>, usize) {
    let mut wrong = Vec::new();
    let (mut seen, mut waiting) = (BTreeSet::new(), VecDeque::from(["/".to_owned()]));
    seen.insert((page("/"), false));
    while let Some(path) = waiting.pop_front() {
        let found = browser.get(&path).await;
        for Offered { path: next, is_locked } in offered(&found.body) {
            if !seen.insert((page(&next), is_locked)) {
                continue;
            }
            let status = browser.get(next.split('#').next().unwrap()).await.status;
            match status {
                403 if is_locked => {}
                200 | 303 if !is_locked => waiting.push_back(next),
                _ => wrong.push(format!("{name}: {path} offers {next}, which answers {status}")),
            }
        }
    }
    (wrong, seen.len())
}

on_both_engines! {
    // [S2.9]
    async fn whatever_is_offered_is_open_or_says_that_it_is_shut(app: TestApp) {
        let mut admin = app.admin().await;
        let lyon = app.department("Lyon").await;
        let service = app.service("Campagnes").await;
        app.areas(service, &["Emailings"]).await;
        app.send_invitations(&mut admin, "attend@exemple.fr", "user").await;
        let all = |level| Area::OWN.into_iter().fold(Levels::default().with_services(level), |levels, area| levels.with(area, level));
        let roles = [
            ("reads", app.custom_role("Tout lire", all(Level::Guest)).await),
            ("prepares", app.custom_role("Tout préparer", all(Level::Editor)).await),
            ("users alone", app.custom_role("Accueil", Levels::default().with(Area::Users, Level::Approver)).await),
            ("roles alone", app.custom_role("Rôles", Levels::default().with(Area::Roles, Level::Editor)).await),
            ("history alone", app.custom_role("Archives", Levels::default().with(Area::History, Level::Guest)).await),
        ];
        let mut readers = vec![("user", app.colleague(&mut admin, "user@exemple.fr", "user").await)];
        readers.push(("member", app.colleague(&mut admin, "member@exemple.fr", "member").await));
        for (number, (name, role)) in roles.into_iter().enumerate() {
            let email = format!("p{number}@exemple.fr");
            readers.push((name, app.colleague(&mut admin, &email, "user").await));
            app.give_role(&email, &role).await;
        }
        for (name, role) in [("département admin", DepartmentRole::Admin), ("viewer", DepartmentRole::Viewer), ("operator", DepartmentRole::Operator)] {
            let email = format!("{}@exemple.fr", role.as_str());
            readers.push((name, app.colleague(&mut admin, &email, "user").await));
            change(&app, &admin, &app.user(&email).await, Change::AddToDepartment(lyon, role)).await.unwrap();
        }
        readers[1].1.post("/requests", &[("area", "history"), ("level", "guest")]).await;
        readers.push(("administrator", admin));
        let (mut wrong, mut pages) = (Vec::new(), 0);
        for (name, browser) in &mut readers {
            let (found, seen) = follow(name, browser).await;
            wrong.extend(found);
            pages += seen;
        }
        assert!(wrong.is_empty(), "{}", wrong.join("\n"));
        assert!(pages > 200, "{pages} links alone: they are read wrongly");
    }
}
