use crate::{
    domain::access::{Area, AreaName, Effective, NamedArea, Role},
    server::{
        app::App,
        context::Actor,
        operations::{
            Error, home,
            requests::{self, Asked},
        },
        store::{
            departments::{self, Membership},
            rights as stored,
            services::Service,
        },
    },
};

/// What one may do in an area.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Right {
    pub area: Area,
    pub name: Option<AreaName>,
    pub effective: Effective,
}

/// All that one may do, and where it comes from.
pub struct Rights {
    pub role: Role,
    /// Parvis's own areas, then those of the account's services.
    pub areas: Vec<Right>,
    pub departments: Vec<Membership>,
    pub services: Vec<Service>,
    /// What one has asked for, and waits.
    pub asked: Vec<Asked>,
}

/// # Errors
/// The database's.
pub async fn rights(app: &App, actor: &Actor) -> Result<Rights, Error> {
    let role = actor.role().clone();
    let mut reader = app.db.read().await?;
    let all = stored::areas(&mut reader.conn(), actor.account()).await?;
    let right = |named: &NamedArea| Right {
        area: named.area,
        name: named.name.clone(),
        effective: actor.rights().highest(named.area, named.service),
    };
    let is_shown = |named: &&NamedArea| named.service.is_none_or(|service| actor.knows(service));
    let areas = all.iter().filter(is_shown).map(right).collect();
    let departments = departments::of_user(&mut reader.conn(), actor.id()).await?;
    let services = home::held(&mut reader.conn(), actor).await?.into_iter().map(|(service, _)| service).collect();
    let asked = requests::of_user(&mut reader.conn(), actor, &all).await?;
    Ok(Rights { role, areas, departments, services, asked })
}
