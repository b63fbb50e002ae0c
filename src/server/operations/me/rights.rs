use crate::{
    domain::access::{Area, Level, Reach, Role},
    server::{
        app::App,
        context::Actor,
        operations::Error,
        store::{
            departments::{self, Membership},
            services::{self, Service},
        },
    },
};

/// What one may do in an area.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Right {
    pub area: Area,
    pub level: Level,
    /// Whose things it applies to.
    pub reach: Reach,
}

/// All that one may do, and where it comes from.
pub struct Rights {
    pub role: Role,
    /// Each area, by the role.
    pub areas: Vec<Right>,
    pub departments: Vec<Membership>,
    pub services: Vec<Service>,
}

/// # Errors
/// The database's.
pub async fn rights(app: &App, actor: &Actor) -> Result<Rights, Error> {
    let role = actor.role().clone();
    let right = |area| Right { area, level: role.levels.get(area), reach: role.reach };
    let areas = Area::ALL.into_iter().map(right).collect();
    let mut reader = app.db.read().await?;
    let departments = departments::of_user(&mut reader.conn(), actor.id()).await?;
    let services = services::of_user(&mut reader.conn(), actor.id()).await?;
    Ok(Rights { role, areas, departments, services })
}
