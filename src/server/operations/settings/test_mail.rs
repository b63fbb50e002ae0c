use crate::{
    domain::{
        access::{Area, Level},
        address::EmailAddress,
        history::{Action, Entry},
    },
    server::{
        app::App,
        context::{Actor, Visit},
        operations::{Error, refusal, throttle},
        store::Setting,
    },
};

/// Whom a test mail goes to: who asks for it, and nobody else.
pub struct TestMail {
    pub to: EmailAddress,
}

/// Test mails that one person sends within an hour before waiting.
const FREE: u32 = 10;

/// Lets somebody try whether mails leave.
///
/// # Errors
/// [`Error::NotAllowed`] below Approver in settings, in the history; [`Error::TooMany`] while a delay runs.
pub async fn test_mail(app: &App, visit: &Visit, actor: &Actor) -> Result<TestMail, Error> {
    let entry = Entry::new(Action::TestMailSent).by(actor.id());
    let allowed = actor.granted(Area::Settings, Level::Approver);
    let actor = refusal::remember(app, visit, actor, entry.clone(), allowed).await?;
    let to = actor.email.parse().map_err(|_| Error::NotFound)?;
    throttle::count(app, &mut [throttle::Key::user(app, "test-mail", actor.id().0.as_bytes()).free(FREE)]).await?;
    let address = visit.address_text();
    let setting = Setting { account: actor.account(), at: app.clock.now(), address: &address, random: &app.random };
    app.db.begin().await?.commit(&setting, &[entry]).await?;
    Ok(TestMail { to })
}
