//! One's own pages.

mod data;
mod password;
mod profile;
mod rights;
mod sessions;

use crate::support::{Browser, TestApp, app::PASSWORD};

const INES: &str = "ines@exemple.fr";

/// A member, and the administrator who invited her.
async fn ines(app: &TestApp) -> (Browser, Browser) {
    let mut admin = app.admin().await;
    let ines = app.colleague(&mut admin, INES, "member").await;
    (ines, admin)
}

/// Another browser of hers.
async fn elsewhere(app: &TestApp) -> Browser {
    let mut browser = app.visitor();
    browser.address = "198.51.100.7:1".parse().unwrap();
    browser.headers.insert("user-agent", "Mozilla/5.0 (X11; Linux) Firefox/145.0".parse().unwrap());
    assert_eq!(browser.sign_in(INES, PASSWORD).await.status, 303);
    browser
}
