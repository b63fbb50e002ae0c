//! What somebody meets first: the services that they have, and what they may do in each [S5.6].

use super::Error;
use crate::{
    domain::access::Level,
    server::{
        app::App,
        context::Actor,
        store::{
            self, Conn, accounts, rights,
            services::{self, Service},
        },
    },
};

/// A service as its person has it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Launched {
    pub service: Service,
    /// Those of its areas in which there is a level, by name, in the service's order.
    pub areas: Vec<(String, Level)>,
}

pub struct Home {
    /// By name; nothing where the account has none, whoever reads.
    pub services: Option<Vec<Launched>>,
    /// Who holds the account, by name: who to ask where there is nothing. Nobody where it is oneself, or is gone.
    pub holder: Option<String>,
}

/// # Errors
/// The database's.
pub async fn home(app: &App, actor: &Actor) -> Result<Home, Error> {
    let mut reader = app.db.read().await?;
    let conn = &mut reader.conn();
    let held = held(conn, actor).await?;
    let account_has_any = !held.is_empty() || !services::list(conn, actor.account()).await?.is_empty();
    let areas = rights::areas(conn, actor.account()).await?;
    let by_department = rights::by_department(conn, actor.account()).await?;
    let by_name = services::of_user(conn, actor.id(), app.clock.now()).await?;
    let rights = actor.rights();
    let launched = |(service, for_all): (Service, bool)| {
        let is_of_all = for_all
            || rights.role.is_administrator()
            || by_name.iter().any(|assignment| assignment.service.id == service.id);
        let bringing = || {
            let of_it = by_department.iter().filter(|(_, id)| *id == service.id).map(|(department, _)| *department);
            of_it.filter(|department| rights.departments.contains_key(department))
        };
        let own = areas.iter().filter(|named| named.service.is_some_and(|own| own.service == service.id));
        let given = own.filter_map(|named| {
            let effective = if is_of_all {
                rights.highest(named.area, named.service)
            } else {
                rights.highest_in(bringing(), named.area, named.service)
            };
            let level = effective.level;
            named.name.as_ref().map(|name| (name.area.clone(), level))
        });
        Launched { areas: given.filter(|(_, level)| !level.is_none()).collect(), service }
    };
    let services = account_has_any.then(|| held.into_iter().map(launched).collect());
    let holder = accounts::holder(conn, actor.account()).await?.filter(|(id, _)| *id != actor.id());
    Ok(Home { services, holder: holder.map(|(_, name)| name) })
}

/// The services that somebody has, by name, each with whether everybody has it: assigned, by a department, or as
/// everybody; administrators have every one.
///
/// # Errors
/// The database's.
pub(super) async fn held(conn: &mut Conn<'_>, actor: &Actor) -> store::Result<Vec<(Service, bool)>> {
    let rights = actor.rights();
    let all = services::offered(conn, actor.account()).await?.into_iter();
    let has =
        |service: &Service, for_all| for_all || rights.role.is_administrator() || rights.services.contains(&service.id);
    Ok(all.filter(|(service, for_all)| has(service, *for_all)).collect())
}
