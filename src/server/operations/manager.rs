//! Who acts on people: on whom, and up to which rights. Whoever lies outside is as if there were nobody.

use super::Error;
use crate::{
    domain::{
        self,
        access::{Area, Catalogue, Granter, Level, Needed, Rights, Role, Thing},
        id::{AccountId, DepartmentId, UserId},
        time::Timestamp,
        user::UserState,
        verb::{Refusal, Verb},
    },
    server::{
        context::{Actor, Granted},
        store::{
            self, Conn, rights, roles, support,
            users::{self, Person},
        },
    },
};
use std::ops::Deref;

/// An actor who has a level in users, somewhere.
#[derive(Clone, Debug)]
pub struct Manager<'a> {
    granted: Granted<'a>,
    granter: Granter,
}

impl<'a> Deref for Manager<'a> {
    type Target = Granted<'a>;
    fn deref(&self) -> &Granted<'a> {
        &self.granted
    }
}

/// Somebody within a manager's reach.
#[derive(Clone, Debug)]
pub struct Subject {
    pub person: Person,
    pub rights: Rights,
}

impl<'a> Manager<'a> {
    /// As the request found the actor: for what a page shows and offers.
    ///
    /// # Errors
    /// [`Error::NotAllowed`] where the level is nowhere.
    pub async fn of_request(conn: &mut Conn<'_>, actor: &'a Actor, least: Level) -> Result<Self, Error> {
        Self::with(conn, actor, actor.rights().clone(), least).await
    }

    /// As the actor is now, for a transaction that writes: rights may have been taken away meanwhile.
    ///
    /// # Errors
    /// As [`Self::of_request`]; also for who isn't active any more.
    pub async fn now(conn: &mut Conn<'_>, actor: &'a Actor, least: Level, now: Timestamp) -> Result<Self, Error> {
        let rights = current_of(conn, actor, now).await?.ok_or(Error::NotAllowed(None))?;
        Self::with(conn, actor, rights, least).await
    }

    async fn with(conn: &mut Conn<'_>, actor: &'a Actor, rights: Rights, least: Level) -> Result<Self, Error> {
        let granted = Granted::somewhere(actor, &rights, Needed { area: Area::Users, level: least })?;
        Ok(Self { granted, granter: granter(conn, actor, rights).await? })
    }

    #[must_use]
    pub const fn granter(&self) -> &Granter {
        &self.granter
    }

    /// Somebody of the account, within the scope.
    ///
    /// # Errors
    /// The database's.
    pub async fn find(&self, conn: &mut Conn<'_>, id: UserId, now: Timestamp) -> store::Result<Option<Subject>> {
        let Some(person) = users::find(conn, self.account(), id).await? else { return Ok(None) };
        let rights = rights::holdings(conn, id, now).await?.with(person.role.clone());
        let is_seen = id == self.id() || self.scope().holds(rights.departments.keys());
        Ok(is_seen.then_some(Subject { person, rights }))
    }

    /// Whether a verb can be done to somebody at all.
    ///
    /// # Errors
    /// Why it can't.
    pub fn check(&self, subject: &Subject, verb: Verb) -> Result<(), Refusal> {
        if subject.person.id == self.id() {
            return Err(Refusal::Own);
        }
        if !verb.fits(subject.person.state) {
            return Err(Refusal::State(subject.person.state));
        }
        // Whoever has more rights isn't led on a string: by a reset or another address one would become that person.
        let is_led = match (verb, self.scope().within()) {
            (Verb::AddToDepartment, Some(own)) => self.granter.holds(&among(&subject.rights, &own)),
            _ => self.granter.holds(&subject.rights),
        };
        if is_led { Ok(()) } else { Err(Refusal::BeyondOwnRights) }
    }

    /// Whether they may give somebody this role in the place of the present one; all of it, since an exception of that
    /// person's may hide a part.
    #[must_use]
    pub fn gives_instead(&self, rights: &Rights, role: &Role) -> bool {
        let after = Rights { role: role.clone(), ..rights.clone() };
        self.granter.gives(role) && self.granter.raises(rights, &after)
    }

    /// Whether they may let people into services: those that they have themselves.
    ///
    /// # Errors
    /// [`Error::NotAllowed`] below Editor in services, in the whole account.
    pub fn assigns_services(&self) -> Result<(), Error> {
        let needed = Needed { area: Area::Services, level: Level::Editor };
        Granted::everywhere(self, self.granter.rights(), needed).map(drop)
    }

    /// The verbs for somebody with these rights in this state.
    #[must_use]
    pub fn offered(&self, id: UserId, rights: &Rights, state: UserState) -> Vec<Verb> {
        if id == self.id() || !self.granter.holds(rights) {
            return Vec::new();
        }
        Verb::offered(self.level_over(rights), state)
    }

    /// The level in users over somebody with these rights.
    #[must_use]
    pub fn level_over(&self, rights: &Rights) -> Level {
        let departments = rights.departments.keys().map(|id| Thing::Of(*id));
        let own = self.granter.rights();
        let level = |thing| own.effective(Area::Users, None, thing).level;
        departments.chain([Thing::Account]).map(level).max().unwrap_or_default()
    }
}

/// What somebody is in these departments, besides the account role: what he or she is in others is left as it is by
/// whoever puts people into these or takes them out.
fn among(rights: &Rights, departments: &[DepartmentId]) -> Rights {
    let places = rights.departments.iter().filter(|(id, _)| departments.contains(id));
    Rights { departments: places.map(|(id, role)| (*id, *role)).collect(), ..Rights::of(rights.role.clone()) }
}

/// Who grants, as their rights are. An administrator without exceptions holds whatever there is.
///
/// # Errors
/// The database's.
pub async fn granter(conn: &mut Conn<'_>, actor: &Actor, rights: Rights) -> store::Result<Granter> {
    let catalogue = if rights.holds_all() { Catalogue::default() } else { catalogue(conn, actor.account()).await? };
    Ok(Granter::new(rights, catalogue))
}

/// What an account's services declare, and what its departments bring.
///
/// # Errors
/// The database's.
pub(super) async fn catalogue(conn: &mut Conn<'_>, account: AccountId) -> store::Result<Catalogue> {
    let by_department = rights::by_department(conn, account).await?;
    Ok(rights::areas(conn, account).await?.catalogue().with_departments(by_department))
}

/// Who writes in one of Parvis's own areas, with the rights that they have now: for a transaction that writes.
///
/// # Errors
/// [`Error::NotAllowed`] where the level isn't there any more, in the whole account.
pub async fn granter_now<'a>(
    conn: &mut Conn<'_>,
    actor: &'a Actor,
    needed: Needed,
    now: Timestamp,
) -> Result<(Granted<'a>, Granter), Error> {
    let rights = current_of(conn, actor, now).await?.ok_or(Error::NotAllowed(Some(needed)))?;
    let granted = Granted::everywhere(actor, &rights, needed)?;
    Ok((granted, granter(conn, actor, rights).await?))
}

/// An actor's rights as they are now, in the account where he or she is; nothing for who isn't in.
async fn current_of(conn: &mut Conn<'_>, actor: &Actor, now: Timestamp) -> store::Result<Option<Rights>> {
    let own = current(conn, actor.id(), now).await?;
    let Some(access) = actor.support() else { return Ok(own) };
    let Some(open) = support::find(conn, access.id, now).await? else { return Ok(None) };
    let level = own.as_ref().and_then(domain::support::level_of);
    Ok(level.map(|level| domain::support::rights(level.min(open.level))))
}

/// Somebody's rights as they are now; nothing for who isn't in.
async fn current(conn: &mut Conn<'_>, user: UserId, now: Timestamp) -> store::Result<Option<Rights>> {
    match roles::of_user(conn, user, now).await? {
        Some((role, true)) => rights::holdings(conn, user, now).await.map(|holdings| Some(holdings.with(role))),
        _ => Ok(None),
    }
}

/// Whether somebody may still do to a user what takes this level in users, both as they are now.
///
/// # Errors
/// The database's.
pub async fn leads(
    conn: &mut Conn<'_>,
    account: AccountId,
    user: UserId,
    (manager, least): (UserId, Level),
    now: Timestamp,
) -> store::Result<bool> {
    let Some(own) = current(conn, manager, now).await? else { return Ok(false) };
    let Some(scope) = own.scope(Area::Users, least) else { return Ok(false) };
    let Some((role, _)) = roles::of_user(conn, user, now).await? else { return Ok(false) };
    let theirs = rights::holdings(conn, user, now).await?.with(role);
    let granter = Granter::new(own, catalogue(conn, account).await?);
    Ok(scope.holds(theirs.departments.keys()) && granter.holds(&theirs))
}

/// Whether what somebody was given still lies within the rights of who gave it, both as they are now. Who isn't active
/// any more grants nothing.
///
/// # Errors
/// The database's.
pub async fn is_within(
    conn: &mut Conn<'_>,
    account: AccountId,
    user: UserId,
    granter: UserId,
    now: Timestamp,
) -> store::Result<bool> {
    let Some(own) = current(conn, granter, now).await? else { return Ok(false) };
    if own.holds_all() {
        return Ok(true);
    }
    let Some((role, _)) = roles::of_user(conn, user, now).await? else { return Ok(false) };
    let given = rights::holdings(conn, user, now).await?.with(role);
    Ok(Granter::new(own, catalogue(conn, account).await?).holds(&given))
}
