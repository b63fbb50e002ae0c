//! What the people whom a filter finds have, to filter them by: whoever has people in departments alone is offered
//! nothing that is none of theirs.

use super::{
    super::super::{Conn, Result},
    Engine, Filter, Statement,
};
use crate::domain::id::{RoleId, ServiceId};
use std::collections::HashSet;
use uuid::Uuid;

pub async fn roles_among(conn: &mut Conn<'_>, filter: &Filter) -> Result<HashSet<RoleId>> {
    let mut query = Statement::new(Engine::from(&*conn), "SELECT DISTINCT role_id FROM users WHERE ");
    filter.write(&mut query, "users");
    Ok(query.all::<(Uuid,)>(conn).await?.into_iter().map(|(id,)| id.into()).collect())
}

/// Those that any of them is let into by name.
pub async fn services_among(conn: &mut Conn<'_>, filter: &Filter) -> Result<HashSet<ServiceId>> {
    let mut query = Statement::new(
        Engine::from(&*conn),
        "SELECT DISTINCT s.service_id FROM users JOIN service_users s ON s.user_id = users.id WHERE ",
    );
    filter.write(&mut query, "users");
    query.push(" AND (s.ends_at IS NULL OR s.ends_at > ").at(filter.now).push(")");
    Ok(query.all::<(Uuid,)>(conn).await?.into_iter().map(|(id,)| id.into()).collect())
}
