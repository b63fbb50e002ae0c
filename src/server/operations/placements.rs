//! Into which departments somebody puts people, and as what.

use super::Manager;
use crate::{
    domain::{
        access::{Granter, Scope},
        department::DepartmentRole,
        form::{FieldErrors, Problem},
        id::{AccountId, DepartmentId},
    },
    server::store::{
        self, Conn,
        departments::{self, Department},
    },
};

/// What there is to choose from.
#[derive(Clone, Debug)]
pub struct Placements {
    /// By name.
    pub departments: Vec<Department>,
    /// What one may make people there.
    pub roles: Vec<DepartmentRole>,
    /// Everybody goes into one of them: the granter has no people elsewhere.
    pub is_needed: bool,
}

impl Placements {
    /// # Errors
    /// The database's.
    pub(super) async fn of(conn: &mut Conn<'_>, manager: &Manager<'_>) -> store::Result<Self> {
        Self::read(conn, manager.account(), manager.granter(), manager.scope()).await
    }

    /// # Errors
    /// The database's.
    pub(super) async fn read(
        conn: &mut Conn<'_>,
        account: AccountId,
        granter: &Granter,
        scope: &Scope,
    ) -> store::Result<Self> {
        let mut departments = departments::list(conn, account).await?;
        departments.retain(|department| puts_into(granter, scope, department.id, DepartmentRole::Viewer));
        Ok(Self { departments, roles: granter.placements(), is_needed: *scope != Scope::Everywhere })
    }
}

/// Whether people may be made this in a department: it must be one of those whose people are led.
pub(super) fn puts_into(granter: &Granter, scope: &Scope, id: DepartmentId, role: DepartmentRole) -> bool {
    scope.holds([&id]) && granter.places(id, role)
}

/// A department with a role there, as chosen in a form, or neither; what is wrong under `department` and
/// `department_role`.
pub(super) fn parse_place(
    department: &str,
    role: &str,
    errors: &mut FieldErrors,
) -> Option<(DepartmentId, DepartmentRole)> {
    if department.is_empty() {
        return None;
    }
    let department = errors.take("department", department.parse().map_err(|_| Problem::Choose));
    let role = errors.take("department_role", role.parse().map_err(|_| Problem::Choose));
    department.zip(role)
}
