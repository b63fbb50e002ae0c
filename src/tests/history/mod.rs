//! The history: what is in it, who reads it, and that nobody changes it.

mod append_only;
mod export;
mod operations;
mod read;

use crate::support::{Answer, Browser, TestApp};
use parvis::domain::{
    access::{Area, Level, Levels},
    history::Entry,
    id::{AccountId, UserId},
};
use parvis::server::store::Setting;

/// The entries of a page, each as one text without its marks.
fn lines(page: &Answer) -> Vec<String> {
    let text = page.text();
    let entries = text.split("class=\"history-line\">").skip(1).map(|rest| rest.split("</li>").next().unwrap());
    entries
        .map(|entry| {
            let words = entry.split('<').map(|part| part.split_once('>').map_or(part, |(_, words)| words));
            words.collect::<Vec<_>>().join(" ").split_whitespace().collect::<Vec<_>>().join(" ")
        })
        .collect()
}

/// Where a link of the pagination leads.
fn beside(page: &Answer, rel: &str) -> Option<String> {
    let tag = page.body.split("<a ").find(|tag| tag.contains(&format!("rel=\"{rel}\"")))?;
    let href = tag.split_once("href=\"")?.1.split('"').next()?;
    Some(href.replace("&amp;", "&"))
}

async fn account(app: &TestApp) -> AccountId {
    app.value::<uuid::Uuid>("SELECT id FROM accounts ORDER BY created_at LIMIT 1").await.into()
}

async fn person(app: &TestApp, email: &str) -> UserId {
    app.user(email).await.parse().unwrap()
}

/// Writes entries as an operation would.
async fn write(app: &TestApp, address: &str, entries: &[Entry]) {
    let account = account(app).await;
    let setting = Setting { account, at: app.app.clock.now(), address, random: &app.app.random };
    app.app.db.begin().await.unwrap().commit(&setting, entries).await.unwrap();
}

/// Somebody of the account whose role gives these levels alone.
async fn with_levels(app: &TestApp, admin: &mut Browser, email: &str, levels: &[(Area, Level)]) -> Browser {
    let levels = levels.iter().fold(Levels::default(), |levels, (area, level)| levels.with(*area, *level));
    let role = app.custom_role(email, levels).await;
    let browser = app.colleague(admin, email, "member").await;
    app.give_role(email, &role).await;
    browser
}
