//! What some verbs are told first: a role, a place in a department, a service. Whom they concern hangs on that.

use super::order::Form;
use crate::{
    domain::{
        access::{Granter, Role, Scope},
        department::DepartmentRole,
        form::{FieldErrors, Problem},
        id::{AccountId, DepartmentId, RoleId, ServiceId},
        verb::Verb,
    },
    server::{
        operations::placements::Placements,
        store::{
            self, Conn,
            departments::Department,
            roles,
            services::{self, Service},
        },
    },
};

/// What there is to choose from. What is withheld is there too, and isn't the actor's to give.
pub enum Offer {
    Roles { offered: Vec<Role>, withheld: Vec<RoleId> },
    Places(Placements),
    Services { offered: Vec<Service>, withheld: Vec<ServiceId> },
}

/// What was chosen among it.
#[derive(Clone, Debug)]
pub enum Target {
    Role(Role),
    Place(Department, DepartmentRole),
    Service(Service),
}

/// What is to be chosen, and what a form chooses; as long as that is nothing, what is wrong by field.
pub struct Choice {
    pub offer: Offer,
    pub target: Result<Target, FieldErrors>,
}

impl Choice {
    /// Nothing where a verb wants nothing to be chosen.
    ///
    /// # Errors
    /// The database's.
    pub(super) async fn read(
        conn: &mut Conn<'_>,
        account: AccountId,
        (granter, scope): (&Granter, &Scope),
        verb: Verb,
        form: &Form,
    ) -> store::Result<Option<Self>> {
        let offer = match verb {
            Verb::ChangeRole => {
                let known = roles::list(conn, account).await?;
                let (offered, withheld): (Vec<_>, Vec<_>) = known.into_iter().partition(|role| granter.gives(role));
                Offer::Roles { offered, withheld: withheld.into_iter().map(|role| role.id).collect() }
            }
            Verb::AddToDepartment => Offer::Places(Placements::read(conn, account, granter, scope).await?),
            Verb::AssignService | Verb::UnassignService => {
                // What everybody has is nobody's to be given; and nobody gives what they don't have.
                let known = services::offered(conn, account).await?.into_iter();
                let known = known.filter(|(_, for_all)| !for_all).map(|(service, _)| service);
                let is_given = |service: &Service| verb == Verb::UnassignService || granter.has(service.id);
                let (offered, withheld): (Vec<_>, Vec<_>) = known.partition(is_given);
                Offer::Services { offered, withheld: withheld.into_iter().map(|service| service.id).collect() }
            }
            _ => return Ok(None),
        };
        let target = offer.choose(form, granter);
        Ok(Some(Self { offer, target }))
    }
}

impl Offer {
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        match self {
            Self::Roles { offered, .. } => offered.is_empty(),
            Self::Places(places) => places.departments.is_empty(),
            Self::Services { offered, .. } => offered.is_empty(),
        }
    }

    fn choose(&self, form: &Form, granter: &Granter) -> Result<Target, FieldErrors> {
        match self {
            Self::Roles { offered, withheld } => {
                let id: Option<RoleId> = form.role.parse().ok();
                let beyond = id.is_some_and(|id| withheld.contains(&id));
                let problem = if beyond { Problem::BeyondOwnRights } else { Problem::Choose };
                let role = offered.iter().find(|role| Some(role.id) == id).cloned();
                role.map(Target::Role).ok_or_else(|| FieldErrors::one("role", problem))
            }
            Self::Places(places) => {
                let mut errors = FieldErrors::default();
                let id: Option<DepartmentId> = form.department.parse().ok();
                let department = places.departments.iter().find(|department| Some(department.id) == id);
                let department = errors.take("department", department.cloned().ok_or(Problem::Choose));
                let role = form.department_role.parse::<DepartmentRole>().map_err(|_| Problem::Choose);
                let role = errors.take("department_role", role);
                let (Some(department), Some(role)) = (department, role) else { return Err(errors) };
                if granter.places(department.id, role) {
                    Ok(Target::Place(department, role))
                } else {
                    Err(FieldErrors::one("department_role", Problem::BeyondOwnRights))
                }
            }
            Self::Services { offered, withheld } => {
                let id: Option<ServiceId> = form.service.parse().ok();
                let problem =
                    if id.is_some_and(|id| withheld.contains(&id)) { Problem::NotHeld } else { Problem::Choose };
                let service = offered.iter().find(|service| Some(service.id) == id).cloned();
                service.map(Target::Service).ok_or_else(|| FieldErrors::one("service", problem))
            }
        }
    }
}
