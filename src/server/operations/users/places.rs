//! The departments that somebody is in, as far as the reader may know, and those that he or she can be put into [S4.18,
//! S4.19, S4.27].

use crate::{
    domain::{access::Level, department::DepartmentRole, id::UserId, verb::Verb},
    server::{
        app::App,
        context::Actor,
        operations::{Error, Manager},
        store::departments::{self, Department, Membership},
    },
};

/// Somebody's departments.
pub struct Places {
    pub name: String,
    /// By name.
    pub places: Vec<Membership>,
    /// Those that the reader can put the person into, or can't for want of rights: none.
    pub others: Vec<Department>,
    /// What the reader may make people there.
    pub roles: Vec<DepartmentRole>,
    /// The reader may change something.
    pub editable: bool,
}

/// # Errors
/// [`Error::NotAllowed`] below Guest in users, [`Error::NotFound`] for nobody within reach.
pub async fn places(app: &App, actor: &Actor, id: UserId) -> Result<Places, Error> {
    let mut reader = app.db.read().await?;
    let conn = &mut reader.conn();
    let manager = Manager::of_request(conn, actor, Level::Guest).await?;
    let subject = manager.find(conn, id, app.clock.now()).await?.ok_or(Error::NotFound)?;
    let mut places = departments::of_user(conn, id).await?;
    places.retain(|place| manager.scope().holds([&place.department.id]));
    let verb = Verb::AddToDepartment;
    let editable = manager.level_over(&subject.rights) >= verb.level() && manager.check(&subject, verb).is_ok();
    let (mut others, mut roles) = (Vec::new(), Vec::new());
    if editable {
        // The scope is where the reader sees people; where he or she leads them may be less.
        let leads = Manager::of_request(conn, actor, verb.level()).await?;
        others = departments::list(conn, actor.account()).await?;
        others.retain(|found| {
            let is_there = places.iter().any(|place| place.department.id == found.id);
            let placed = leads.scope().holds([&found.id]) && leads.granter().places(found.id, DepartmentRole::Viewer);
            placed && !is_there
        });
        roles = leads.granter().placements();
    }
    Ok(Places { name: subject.person.name(), places, others, roles, editable })
}
