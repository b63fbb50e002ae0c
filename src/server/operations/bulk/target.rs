//! What some verbs are told first: a role, a place in a department, a service. Whom they concern hangs on that.

use super::order::{Form, Order};
use crate::{
    domain::{
        access::{Area, Granter, Role, Scope},
        department::DepartmentRole,
        form::{FieldErrors, Problem},
        history::{Action, Entry},
        id::{DepartmentId, RoleId, ServiceId},
        verb::Verb,
    },
    server::{
        app::App,
        context::{Actor, Visit},
        operations::{Error, manager, placements::Placements, refusal},
        store::{
            Conn,
            departments::Department,
            roles,
            services::{self, Service},
        },
    },
};
use std::convert::Infallible;

/// What there is to choose from.
pub enum Offer {
    Roles(Vec<Role>),
    Places(Placements),
    Services(Vec<Service>),
}

/// What was chosen among it.
#[derive(Clone, Debug)]
pub enum Target {
    Role(Role),
    Place(Department, DepartmentRole),
    Service(Service),
}

impl Offer {
    /// What somebody may give by a verb; nothing where it wants nothing to be chosen.
    ///
    /// # Errors
    /// The database's.
    pub(super) async fn read(
        conn: &mut Conn<'_>,
        actor: &Actor,
        granter: &Granter,
        scope: &Scope,
        verb: Verb,
    ) -> Result<Option<Self>, Error> {
        let account = actor.account();
        Ok(match verb {
            Verb::ChangeRole => {
                let mut roles = roles::list(conn, account).await?;
                roles.retain(|role| granter.gives(role));
                Some(Self::Roles(roles))
            }
            Verb::AddToDepartment => Some(Self::Places(Placements::read(conn, account, granter, scope).await?)),
            Verb::AssignService | Verb::UnassignService => {
                // What everybody has is nobody's to be given; and nobody gives what they don't have.
                let is_on_offer = |(service, for_all): &(Service, bool)| {
                    !for_all && (verb == Verb::UnassignService || granter.has(service.id))
                };
                let known = services::offered(conn, account).await?.into_iter();
                Some(Self::Services(known.filter(is_on_offer).map(|(service, _)| service).collect()))
            }
            _ => None,
        })
    }

    #[must_use]
    pub const fn is_empty(&self) -> bool {
        match self {
            Self::Roles(roles) => roles.is_empty(),
            Self::Places(places) => places.departments.is_empty(),
            Self::Services(services) => services.is_empty(),
        }
    }

    /// What an order names; nothing where that isn't on offer.
    pub(super) fn find(&self, order: &Order, granter: &Granter) -> Option<Target> {
        match self {
            Self::Roles(roles) => roles.iter().find(|role| Some(role.id) == order.role).cloned().map(Target::Role),
            Self::Places(places) => {
                let (id, role) = order.department.filter(|(id, role)| granter.places(*id, *role))?;
                let department = places.departments.iter().find(|department| department.id == id)?;
                Some(Target::Place(department.clone(), role))
            }
            Self::Services(services) => {
                services.iter().find(|service| Some(service.id) == order.service).cloned().map(Target::Service)
            }
        }
    }
}

/// Why what a form names isn't on offer, by field; what lies beyond one's rights is in the history.
///
/// # Errors
/// [`Error::NotAllowed`] below the verb's level in users.
pub async fn refuse(app: &App, visit: &Visit, actor: &Actor, form: &Form, verb: Verb) -> Result<Infallible, Error> {
    let problems = problems(app, actor, form, verb).await;
    let refused = problems.and_then(|problems| Err(problems.into()));
    refusal::remember(app, visit, actor, Entry::new(Action::JobStarted).by(actor.id()), refused).await
}

/// # Errors
/// [`Error::NotAllowed`] below the verb's level in users.
pub(super) async fn problems(app: &App, actor: &Actor, form: &Form, verb: Verb) -> Result<FieldErrors, Error> {
    let scope = actor.scope(Area::Users, verb.level())?;
    let mut reader = app.db.read().await?;
    let conn = &mut reader.conn();
    let mut errors = FieldErrors::default();
    match verb {
        Verb::ChangeRole => {
            let id = form.role.parse::<RoleId>().ok();
            let is_known = match id {
                Some(id) => roles::find(conn, actor.account(), id).await?.is_some(),
                None => false,
            };
            errors.add("role", if is_known { Problem::BeyondOwnRights } else { Problem::Choose });
        }
        Verb::AddToDepartment => {
            let id = errors.take("department", form.department.parse::<DepartmentId>().map_err(|_| Problem::Choose));
            let role = form.department_role.parse::<DepartmentRole>().map_err(|_| Problem::Choose);
            let role = errors.take("department_role", role);
            let granter = manager::granter(conn, actor, actor.rights().clone()).await?;
            let places = Placements::read(conn, actor.account(), &granter, &scope).await?;
            if let Some(id) = id
                && !places.departments.iter().any(|department| department.id == id)
            {
                errors.add("department", Problem::Choose);
            } else if id.is_some() && role.is_some() {
                errors.add("department_role", Problem::BeyondOwnRights);
            }
        }
        _ => {
            let id = form.service.parse::<ServiceId>().ok();
            let known = services::offered(conn, actor.account()).await?;
            let is_known = known.iter().any(|(service, for_all)| Some(service.id) == id && !for_all);
            errors.add("service", if is_known { Problem::NotHeld } else { Problem::Choose });
        }
    }
    Ok(errors)
}
