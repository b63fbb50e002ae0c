//! All that the page about one person shows [S1.16–S1.19].

use crate::{
    domain::{
        access::{Area, Level},
        id::UserId,
        verb::Verb,
    },
    server::{
        app::App,
        context::Actor,
        operations::Error,
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
    let actor = actor.granted(Area::Users, Level::Guest)?;
    let mut reader = app.db.read().await?;
    let person = users::find(&mut reader.conn(), actor.account(), id).await?.ok_or(Error::NotFound)?;
    let listed = users::find_listed(&mut reader.conn(), actor.account(), id).await?.ok_or(Error::NotFound)?;
    let departments = departments::of_user(&mut reader.conn(), id).await?;
    let services = services::of_user(&mut reader.conn(), id).await?;
    let messages = messages::of_user(&mut reader.conn(), id, MOST_MESSAGES).await?;
    let sessions = if actor.may(Area::Users, Verb::EndSessions.level()) {
        Some(sessions::of_user(&mut reader.conn(), id, app.session_limits()).await?)
    } else {
        None
    };
    let verbs = if id == actor.id() { Vec::new() } else { Verb::offered(actor.role(), &person.role, person.state) };
    Ok(Details { person, listed, verbs, departments, services, messages, sessions })
}
