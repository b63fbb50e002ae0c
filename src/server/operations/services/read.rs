use super::{Form, TypedArea};
use crate::{
    domain::{
        access::{Area, Level, Scope},
        id::{AccountId, ServiceAreaId, ServiceId},
        time::Timestamp,
    },
    server::{
        app::App,
        context::Actor,
        operations::Error,
        store::{
            Conn,
            departments::{self, Department},
            service_areas,
            services::{self, Service, Settings},
        },
    },
};

/// A service of the list.
pub struct Listed {
    pub service: Service,
    /// How many people it is assigned to, one by one; nothing where everybody has it.
    pub people: Option<u64>,
}

/// By name.
///
/// # Errors
/// [`Error::NotAllowed`] below Guest in services.
pub async fn list(app: &App, actor: &Actor) -> Result<Vec<Listed>, Error> {
    let actor = actor.granted(Area::Services, Level::Guest)?;
    let mut reader = app.db.read().await?;
    let people = services::people(&mut reader.conn(), actor.account(), app.clock.now()).await?;
    let found = services::offered(&mut reader.conn(), actor.account()).await?.into_iter();
    let listed = |(service, for_all): (Service, bool)| {
        let count = people.get(&service.id).copied().unwrap_or(0);
        Listed { service, people: (!for_all).then_some(count) }
    };
    Ok(found.map(listed).collect())
}

/// One service, as its page shows it.
pub struct Open {
    pub settings: Settings,
    /// In its order.
    pub areas: Vec<(ServiceAreaId, String)>,
    /// How many people it is assigned to, one by one.
    pub people: u64,
    /// Those whose people have it, by name.
    pub departments: Vec<Department>,
}

impl Open {
    /// The form of the service as it is.
    #[must_use]
    pub fn form(&self) -> Form {
        let Settings { service, for_all, caps_admins, version } = &self.settings;
        let areas = self.areas.iter().map(|(id, name)| TypedArea { id: id.to_string(), name: name.clone() });
        Form {
            name: service.name.clone(),
            url: service.url.clone(),
            for_all: *for_all,
            caps_admins: *caps_admins,
            areas: areas.collect(),
            departments: self.departments.iter().map(|department| department.id.to_string()).collect(),
            version: version.to_string(),
        }
    }
}

/// Those of these departments that somebody may know of: whoever is in some alone knows no others.
pub(super) fn known_to(actor: &Actor, mut departments: Vec<Department>) -> Vec<Department> {
    if let Some(Scope::Departments(own)) = actor.rights().scope(Area::Departments, Level::Guest) {
        departments.retain(|department| own.contains(&department.id));
    }
    departments
}

/// The departments of the account that the actor knows of, by name: those whose people can have a service.
///
/// # Errors
/// [`Error::NotAllowed`] below Editor in services, whose form they stand in.
pub async fn departments(app: &App, actor: &Actor) -> Result<Vec<Department>, Error> {
    let actor = actor.granted(Area::Services, Level::Editor)?;
    let mut reader = app.db.read().await?;
    Ok(known_to(&actor, departments::list(&mut reader.conn(), actor.account()).await?))
}

/// # Errors
/// [`Error::NotAllowed`] below `least` in services, [`Error::NotFound`] for none of this account.
pub async fn open(app: &App, actor: &Actor, id: ServiceId, least: Level) -> Result<Open, Error> {
    let actor = actor.granted(Area::Services, least)?;
    let mut reader = app.db.read().await?;
    let found = find(&mut reader.conn(), actor.account(), id, app.clock.now()).await?;
    Ok(Open { departments: known_to(&actor, found.departments), ..found })
}

pub(super) async fn find(
    conn: &mut Conn<'_>,
    account: AccountId,
    id: ServiceId,
    now: Timestamp,
) -> Result<Open, Error> {
    let settings = services::find_settings(conn, account, id).await?.ok_or(Error::NotFound)?;
    let areas = service_areas::of_service(conn, account, id).await?;
    let people = services::people(conn, account, now).await?.remove(&id).unwrap_or(0);
    let departments = services::departments(conn, account, id).await?;
    Ok(Open { settings, areas, people, departments })
}
