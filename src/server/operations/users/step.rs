use super::{
    activate, add_to_department,
    assign_service::{self, Way},
    change_role, deactivate, delete, end_sessions, leave_department, resend, reset_password, restore, revoke,
};
use crate::{
    domain::{
        access::Area,
        department::DepartmentRole,
        form::{FieldErrors, Problem},
        history::{Action, Entry},
        id::{DepartmentId, RoleId, ServiceId, UserId},
        time::Timestamp,
        user::UserState,
        verb::{Refusal, Verb},
    },
    server::{
        app::App,
        context::{Actor, Visit},
        operations::{Error, Manager, manager::Subject, refusal},
        store::{
            Conn, Setting, Tx, accounts,
            users::{self, Person},
        },
    },
};

/// A verb with what it needs to know.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Change {
    Resend,
    Revoke,
    Activate,
    Deactivate,
    ResetPassword,
    EndSessions,
    Delete,
    Restore,
    ChangeRole(RoleId),
    AddToDepartment(DepartmentId, DepartmentRole),
    /// What [`Verb::AddToDepartment`] takes, the other way round.
    LeaveDepartment(DepartmentId),
    AssignService(ServiceId),
    UnassignService(ServiceId),
}

impl Change {
    #[must_use]
    pub const fn verb(self) -> Verb {
        match self {
            Self::Resend => Verb::Resend,
            Self::Revoke => Verb::Revoke,
            Self::Activate => Verb::Activate,
            Self::Deactivate => Verb::Deactivate,
            Self::ResetPassword => Verb::ResetPassword,
            Self::EndSessions => Verb::EndSessions,
            Self::Delete => Verb::Delete,
            Self::Restore => Verb::Restore,
            Self::ChangeRole(_) => Verb::ChangeRole,
            Self::AddToDepartment(..) | Self::LeaveDepartment(_) => Verb::AddToDepartment,
            Self::AssignService(_) => Verb::AssignService,
            Self::UnassignService(_) => Verb::UnassignService,
        }
    }

    pub(in crate::server::operations) const fn action(self) -> Action {
        match self {
            Self::Resend => Action::InvitationResent,
            Self::Revoke => Action::InvitationRevoked,
            Self::Activate => Action::UserActivated,
            Self::Deactivate => Action::UserDeactivated,
            Self::ResetPassword => Action::ResetStarted,
            Self::EndSessions => Action::SessionsEnded,
            Self::Delete => Action::UserDeleted,
            Self::Restore => Action::UserRestored,
            Self::ChangeRole(_) => Action::RoleChanged,
            Self::AddToDepartment(..) => Action::AddedToDepartment,
            Self::LeaveDepartment(_) => Action::LeftDepartment,
            Self::AssignService(_) | Self::UnassignService(_) => Action::ServicesAssigned,
        }
    }
}

/// What a verb led to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Done {
    /// The state that the user has now.
    pub state: UserState,
    /// A mail was queued: the outbox is to be woken after the commit.
    pub mailed: bool,
}

impl Done {
    pub(super) const fn quiet(state: UserState) -> Self {
        Self { state, mailed: false }
    }

    pub(super) const fn mailed(state: UserState) -> Self {
        Self { state, mailed: true }
    }
}

/// One user in the hands of a verb: inside a transaction that has locked the account.
pub struct Step<'a, 'c> {
    pub app: &'a App,
    pub conn: Conn<'c>,
    pub manager: &'a Manager<'a>,
    pub person: Person,
    pub now: Timestamp,
    /// The value that the form was shown over, as it sends it back; nothing where no form was.
    pub shown: Option<&'a str>,
}

/// Whether what is about to be replaced is what a form was shown over, where one was: who saves over somebody else's
/// change has to know it.
///
/// # Errors
/// [`Error::Fields`] under `shown` where it is another value by now.
pub(in crate::server::operations) fn replaces_shown(shown: Option<&str>, present: &str) -> Result<(), Error> {
    match shown {
        Some(shown) if shown != present => Err(FieldErrors::one("shown", Problem::Changed).into()),
        _ => Ok(()),
    }
}

impl Step<'_, '_> {
    /// Where the person is an active administrator without an end date: whether somebody else is too [S5.2].
    ///
    /// # Errors
    /// [`Refusal::LastAdministrator`] where nobody else is.
    pub async fn keep_an_administrator(&mut self) -> Result<(), Error> {
        let person = &self.person;
        let counts =
            person.state == UserState::Active && person.role.is_administrator() && person.access_ends_at.is_none();
        if counts && users::lasting_administrators(&mut self.conn, person.account).await? < 2 {
            return Err(Refusal::LastAdministrator.into());
        }
        Ok(())
    }

    /// Whether a seat is free for the person, who holds none yet [S1.3].
    ///
    /// # Errors
    /// [`Refusal::NoSeat`] where none is.
    pub async fn take_a_seat(&mut self) -> Result<(), Error> {
        match accounts::free_seats(&mut self.conn, self.person.account).await? {
            Some(0) => Err(Refusal::NoSeat.into()),
            _ => Ok(()),
        }
    }
}

/// Does it inside a transaction that holds the account's lock; gives the entry to commit it with.
///
/// # Errors
/// [`Error::Refused`] where it can't be done with this user, and as [`replaces_shown`]. What was written until then
/// has to be rolled back.
pub async fn take(
    app: &App,
    tx: &mut Tx,
    manager: &Manager<'_>,
    id: UserId,
    change: Change,
    shown: Option<&str>,
    now: Timestamp,
) -> Result<(Done, Entry), Error> {
    let subject = manager.find(&mut tx.conn(), id, now).await?.ok_or(Refusal::Gone)?;
    manager.check(&subject, change.verb())?;
    let entry = Entry::new(change.action()).by(manager.id()).on(id);
    let Subject { person, rights } = subject;
    let mut step = Step { app, conn: tx.conn(), manager, person, now, shown };
    match change {
        Change::Resend => resend::resend(&mut step).await.map(|done| (done, entry)),
        Change::Revoke => revoke::revoke(&mut step).await.map(|done| (done, entry)),
        Change::Activate => {
            let (done, change) = activate::activate(&mut step).await?;
            Ok((done, entry.changing(change)))
        }
        Change::Deactivate => deactivate::deactivate(&mut step).await.map(|done| (done, entry)),
        Change::ResetPassword => reset_password::reset_password(&mut step).await.map(|done| (done, entry)),
        Change::EndSessions => end_sessions::end_sessions(&mut step).await.map(|done| (done, entry)),
        Change::Delete => delete::delete(&mut step).await.map(|done| (done, entry)),
        Change::Restore => restore::restore(&mut step).await.map(|done| (done, entry)),
        Change::ChangeRole(role) => {
            let (done, particulars) = change_role::change_role(&mut step, &rights, role).await?;
            Ok((done, entry.with(particulars)))
        }
        Change::AddToDepartment(department, role) => {
            let (done, particulars) =
                add_to_department::add_to_department(&mut step, &rights, department, role).await?;
            Ok((done, entry.with(particulars)))
        }
        Change::LeaveDepartment(department) => {
            let (done, particulars) = leave_department::leave_department(&mut step, department).await?;
            Ok((done, entry.with(particulars)))
        }
        Change::AssignService(service) => {
            let (done, particulars) = assign_service::assign_service(&mut step, &rights, service, Way::Given).await?;
            Ok((done, entry.with(particulars)))
        }
        Change::UnassignService(service) => {
            let (done, particulars) = assign_service::assign_service(&mut step, &rights, service, Way::Taken).await?;
            Ok((done, entry.with(particulars)))
        }
    }
}

/// Does it with one user, in a transaction of its own. `shown` is the value that it replaces as the form knew it.
///
/// # Errors
/// [`Error::NotAllowed`] below the verb's level in users, [`Error::Refused`] where it can't be done with this user: both
/// are in the history. As [`replaces_shown`].
pub async fn perform(
    app: &App,
    visit: &Visit,
    actor: &Actor,
    id: UserId,
    change: Change,
    shown: Option<&str>,
) -> Result<Done, Error> {
    let now = app.clock.now();
    let address = visit.address_text();
    let setting = Setting { account: actor.account(), at: now, address: &address, random: &app.random };
    let tried = async {
        let actor = actor.granted_somewhere(Area::Users, change.verb().level())?;
        let mut tx = app.db.begin().await?;
        accounts::lock(&mut tx.conn(), actor.account()).await?;
        let manager = Manager::now(&mut tx.conn(), &actor, change.verb().level(), now).await?;
        let (done, entry) = take(app, &mut tx, &manager, id, change, shown, now).await?;
        users::notify_changed(&mut tx.conn(), actor.account()).await?;
        tx.commit(&setting, &[entry]).await?;
        Ok(done)
    };
    let entry = Entry::new(change.action()).by(actor.id()).on(id);
    let done = refusal::remember(app, visit, actor, entry, tried.await).await?;
    app.users_changed(actor.account());
    if done.mailed {
        app.outbox.wake();
    }
    tracing::info!(user.id = %id, verb = change.verb().as_str(), "user.change");
    Ok(done)
}
