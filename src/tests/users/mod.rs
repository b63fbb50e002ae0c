//! What is done with one user, by a verb a file.

mod edit;
mod gone;
mod meanwhile;
mod overtaken;
mod pages;
mod reset_password;
mod verbs;

use crate::support::{Browser, TestApp};
use parvis::{
    domain::id::UserId,
    server::{
        context::{Caller, Visit},
        http::Reader,
        operations::{
            Error,
            users::{Change, Done, perform},
        },
    },
};

/// Who asks, as the server reads the browser's cookie.
async fn caller(app: &TestApp, browser: &Browser) -> Caller {
    let token = browser.session().and_then(|text| parvis::server::token::Token::parse(text)).expect("signed in");
    Reader::caller(&app.app, &token).await.unwrap()
}

/// Does it as that browser's user.
pub async fn change(app: &TestApp, browser: &Browser, id: &str, change: Change) -> Result<Done, Error> {
    perform_as(app, &caller(app, browser).await, id, change).await
}

/// Does it as somebody who was let in before.
async fn perform_as(app: &TestApp, caller: &Caller, id: &str, change: Change) -> Result<Done, Error> {
    let visit = Visit { address: [192, 0, 2, 1].into(), agent: String::new() };
    perform(&app.app, &visit, caller.actor()?, id.parse::<UserId>().unwrap(), change, None).await
}
