//! The departments that somebody is in, as far as the reader may know, and those that he or she can be put into [S4.18,
//! S4.19, S4.27].

use crate::{
    domain::{access::Level, id::UserId, verb::Verb},
    server::{
        app::App,
        context::Actor,
        operations::{Error, Manager, placements::Placements},
        store::departments::{self, Membership},
    },
};

/// Somebody's departments.
pub struct Places {
    pub name: String,
    /// By name.
    pub places: Vec<Membership>,
    /// Where the reader can put the person; nothing for who may change nothing.
    pub placements: Option<Placements>,
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
    let placements = if editable {
        // The scope is where the reader sees people; where he or she leads them may be less.
        let leads = Manager::of_request(conn, actor, verb.level()).await?;
        Some(Placements::of(conn, &leads).await?)
    } else {
        None
    };
    Ok(Places { name: subject.person.name(), places, placements })
}
