//! All that the page about one person shows [S1.16–S1.19].

use super::exceptions::{self, Table};
use crate::{
    domain::{
        access::{Level, Rights, Scope},
        id::{DepartmentId, ServiceId, UserId},
        time::Timestamp,
        verb::Verb,
    },
    server::{
        app::App,
        context::Actor,
        operations::{Error, Manager, manager::Subject},
        store::{
            address_changes::{self, AddressChange},
            departments::{self, Membership},
            messages::{self, Message},
            services::{self, Service},
            sessions::{self, Session},
            users::{self, ListedUser, Person},
        },
    },
};
use std::collections::BTreeSet;

/// Newest mails shown: more than anybody is sent in years.
const MOST_MESSAGES: i64 = 500;

/// Why somebody has a service.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Origin {
    /// Assigned by name, for good or until then.
    Assigned(Option<Timestamp>),
    /// It comes with a department.
    Department,
    Everybody,
}

pub struct Details {
    pub person: Person,
    pub rights: Rights,
    /// The same area by area, as far as the reader sees where they come from.
    pub table: Table,
    /// The state with its finer fact, as the list has it.
    pub listed: ListedUser,
    /// What the reader may do with the person.
    pub verbs: Vec<Verb>,
    pub departments: Vec<Membership>,
    /// Another sign-in address that waits for its confirmation.
    pub waiting: Option<AddressChange>,
    /// By name.
    pub services: Vec<(Service, Origin)>,
    /// The reader may correct what is known of the person, and so sees it all: telephone, where notices go, the mails, an
    /// address that waits. It is of no use to who works beside somebody [S2.1].
    pub corrects: bool,
    /// Newest first; none for who doesn't correct.
    pub messages: Vec<Message>,
    /// Where the person is signed in, for who may end it.
    pub sessions: Option<Vec<Session>>,
}

/// # Errors
/// [`Error::NotAllowed`] below Guest in users, [`Error::NotFound`] for nobody of this account.
pub async fn details(app: &App, actor: &Actor, id: UserId) -> Result<Details, Error> {
    let mut reader = app.db.read().await?;
    let manager = Manager::of_request(&mut reader.conn(), actor, Level::Guest).await?;
    let now = app.clock.now();
    let subject = manager.find(&mut reader.conn(), id, now).await?.ok_or(Error::NotFound)?;
    let table = exceptions::table_of(&mut reader.conn(), &manager, &subject, now).await?;
    let Subject { person, rights } = subject;
    let listed = users::find_listed(&mut reader.conn(), actor.account(), id).await?.ok_or(Error::NotFound)?;
    let mut departments = departments::of_user(&mut reader.conn(), id).await?;
    departments.retain(|place| manager.scope().holds([&place.department.id]));
    let own = services::of_user(&mut reader.conn(), id, now).await?;
    // Those that come with departments that the reader has no people of would say that the person is there.
    let places: Vec<DepartmentId> = departments.iter().map(|place| place.department.id).collect();
    let by_department: BTreeSet<ServiceId> = match manager.scope() {
        Scope::Everywhere => rights.services.clone(),
        Scope::Departments(_) => manager.granter().services_of(&places).collect(),
    };
    let origin = |(service, for_all): (Service, bool)| {
        let by_name = own.iter().find(|own| own.service.id == service.id);
        let origin = match by_name {
            Some(own) => Some(Origin::Assigned(own.ends_at)),
            None if for_all => Some(Origin::Everybody),
            None => by_department.contains(&service.id).then_some(Origin::Department),
        };
        origin.map(|origin| (service, origin))
    };
    let services = services::offered(&mut reader.conn(), actor.account()).await?.into_iter();
    let services = services.filter_map(origin).collect();
    let level = manager.level_over(&rights);
    let leads = manager.granter().holds(&rights);
    let corrects = level >= Level::Editor && leads;
    let messages = if corrects { messages::of_user(&mut reader.conn(), id, MOST_MESSAGES).await? } else { Vec::new() };
    let waiting = address_changes::find_waiting(&mut reader.conn(), id).await?;
    let waiting = waiting.filter(|change| now < change.expires_at && corrects);
    let verbs = manager.offered(id, &rights, person.state);
    let sessions = if id == actor.id() || (level >= Verb::EndSessions.level() && leads) {
        Some(sessions::of_user(&mut reader.conn(), id, app.session_limits()).await?)
    } else {
        None
    };
    Ok(Details { person, rights, table, listed, verbs, departments, waiting, services, corrects, messages, sessions })
}
