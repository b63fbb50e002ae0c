use crate::{
    domain::{
        access::{Area, Level, Scope},
        department::DepartmentRole,
        id::DepartmentId,
    },
    server::{
        app::App,
        context::Actor,
        operations::Error,
        store::{
            departments::{self, Department},
            services::{self, Service},
        },
    },
};

/// Those within reach, each with how many people it has.
///
/// # Errors
/// [`Error::NotAllowed`] below Guest in departments.
pub async fn list(app: &App, actor: &Actor) -> Result<Vec<(Department, u64)>, Error> {
    let granted = actor.granted_somewhere(Area::Departments, Level::Guest)?;
    let mut reader = app.db.read().await?;
    let people = departments::people(&mut reader.conn(), actor.account()).await?;
    let found = departments::list(&mut reader.conn(), actor.account()).await?.into_iter();
    let counted = |department: Department| {
        let count = people.get(&department.id).copied().unwrap_or(0);
        (department, count)
    };
    Ok(found.filter(|department| granted.scope().holds([&department.id])).map(counted).collect())
}

/// One department, as its page shows it.
pub struct Open {
    pub department: Department,
    /// How many people have each of its roles, the highest first.
    pub people: Vec<(DepartmentRole, u64)>,
    /// What whoever is in it has by that.
    pub services: Vec<Service>,
    /// The others, into which its people can go.
    pub others: Vec<Department>,
    /// The reader's level in departments, in the whole account.
    pub level: Level,
    /// The reader sees its people in the list of users.
    pub sees_people: bool,
    /// The reader invites people into it.
    pub invites: bool,
}

impl Open {
    #[must_use]
    pub fn count(&self) -> u64 {
        self.people.iter().map(|(_, count)| count).sum()
    }
}

/// # Errors
/// [`Error::NotAllowed`] below Guest in departments, [`Error::NotFound`] for none within reach.
pub async fn open(app: &App, actor: &Actor, id: DepartmentId) -> Result<Open, Error> {
    let granted = actor.granted_somewhere(Area::Departments, Level::Guest)?;
    if !granted.scope().holds([&id]) {
        return Err(Error::NotFound);
    }
    let account = actor.account();
    let mut reader = app.db.read().await?;
    let department = departments::find(&mut reader.conn(), account, id).await?.ok_or(Error::NotFound)?;
    let counts = departments::counts(&mut reader.conn(), account, id).await?;
    let people = DepartmentRole::ALL.into_iter().rev().map(|role| (role, counts.get(&role).copied().unwrap_or(0)));
    let people = people.collect();
    let services = services::of_department(&mut reader.conn(), account, id).await?;
    let mut others = departments::list(&mut reader.conn(), account).await?;
    others.retain(|other| other.id != id && granted.scope().holds([&other.id]));
    let has = |level| actor.rights().scope(Area::Users, level).is_some_and(|scope| scope.holds([&id]));
    let level = Level::ALL
        .into_iter()
        .rev()
        .find(|level| actor.rights().scope(Area::Departments, *level) == Some(Scope::Everywhere));
    Ok(Open {
        department,
        people,
        services,
        others,
        level: level.unwrap_or_default(),
        sees_people: has(Level::Guest),
        invites: has(Level::Approver),
    })
}

/// The same, for who may delete it.
///
/// # Errors
/// [`Error::NotAllowed`] below Approver in departments, [`Error::NotFound`] for none of this account.
pub async fn open_to_delete(app: &App, actor: &Actor, id: DepartmentId) -> Result<Open, Error> {
    let actor = actor.granted(Area::Departments, Level::Approver)?;
    open(app, &actor, id).await
}
