//! All that the page about one person shows [S1.16–S1.19].

use crate::{
    domain::{
        access::{Level, Rights},
        id::UserId,
        verb::Verb,
    },
    server::{
        app::App,
        context::Actor,
        operations::{Error, Manager, manager::Subject},
        store::{
            departments::{self, Membership},
            messages::{self, Message},
            services::{self, Service},
            sessions::{self, Session},
            users::{self, ListedUser, Person},
        },
    },
};

/// Newest mails shown.
const MOST_MESSAGES: i64 = 20;

pub struct Details {
    pub person: Person,
    pub rights: Rights,
    /// The state with its finer fact, as the list has it.
    pub listed: ListedUser,
    /// What the reader may do with the person.
    pub verbs: Vec<Verb>,
    pub departments: Vec<Membership>,
    pub services: Vec<Service>,
    /// Newest first.
    pub messages: Vec<Message>,
    /// Where the person is signed in, for who may end it.
    pub sessions: Option<Vec<Session>>,
}

/// # Errors
/// [`Error::NotAllowed`] below Guest in users, [`Error::NotFound`] for nobody of this account.
pub async fn details(app: &App, actor: &Actor, id: UserId) -> Result<Details, Error> {
    let mut reader = app.db.read().await?;
    let manager = Manager::of_request(&mut reader.conn(), actor, Level::Guest).await?;
    let subject = manager.find(&mut reader.conn(), id, app.clock.now()).await?.ok_or(Error::NotFound)?;
    let Subject { person, rights } = subject;
    let listed = users::find_listed(&mut reader.conn(), actor.account(), id).await?.ok_or(Error::NotFound)?;
    let mut departments = departments::of_user(&mut reader.conn(), id).await?;
    departments.retain(|place| manager.scope().holds([&place.department.id]));
    let services = services::of_user(&mut reader.conn(), id).await?;
    let messages = messages::of_user(&mut reader.conn(), id, MOST_MESSAGES).await?;
    let verbs = manager.offered(id, &rights, person.state);
    let sessions = if id == actor.id() || manager.level_over(&rights) >= Verb::EndSessions.level() {
        Some(sessions::of_user(&mut reader.conn(), id, app.session_limits()).await?)
    } else {
        None
    };
    Ok(Details { person, rights, listed, verbs, departments, services, messages, sessions })
}
