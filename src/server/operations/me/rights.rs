use crate::{
    domain::access::{Area, Effective, Role},
    server::{
        app::App,
        context::Actor,
        operations::{
            Error,
            requests::{self, Asked},
        },
        store::{
            departments::{self, Membership},
            services::{self, Service},
        },
    },
};

/// What one may do in an area.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Right {
    pub area: Area,
    pub effective: Effective,
}

/// All that one may do, and where it comes from.
pub struct Rights {
    pub role: Role,
    /// Each of Parvis's own areas.
    pub areas: Vec<Right>,
    pub departments: Vec<Membership>,
    pub services: Vec<Service>,
    /// What one has asked for, and waits.
    pub waiting: Vec<Asked>,
}

/// # Errors
/// The database's.
pub async fn rights(app: &App, actor: &Actor) -> Result<Rights, Error> {
    let role = actor.role().clone();
    let areas =
        Area::OWN.into_iter().map(|area| Right { area, effective: actor.rights().highest(area, None) }).collect();
    let mut reader = app.db.read().await?;
    let departments = departments::of_user(&mut reader.conn(), actor.id()).await?;
    let services = services::of_user(&mut reader.conn(), actor.id()).await?;
    let waiting = requests::of_user(&mut reader.conn(), actor).await?;
    Ok(Rights { role, areas, departments, services, waiting })
}
