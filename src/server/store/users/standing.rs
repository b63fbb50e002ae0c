//! One user as the verbs see one: the state, the role, and the moves from one state to another.

use super::super::{
    Conn, Result,
    db::{corrupt, execute, fetch},
    roles::RoleRow,
    types::At,
};
use crate::domain::{
    access::Role,
    error::Parse,
    id::{AccountId, RoleId, UserId},
    language::Language,
    time::Timestamp,
    user::{Inactivity, UserState, display_name},
};
use uuid::Uuid;

/// A user of one account.
#[derive(Clone, Debug)]
pub struct Person {
    pub id: UserId,
    pub account: AccountId,
    pub state: UserState,
    pub reason: Option<Inactivity>,
    pub email: String,
    pub first_name: String,
    pub last_name: String,
    /// Where notices go, if not to `email`.
    pub notification_email: Option<String>,
    pub phone: String,
    pub language: Language,
    pub has_password: bool,
    /// Counts the edits.
    pub version: i64,
    pub role: Role,
    pub created_at: Timestamp,
    pub invited_at: Option<Timestamp>,
    pub signed_in_at: Option<Timestamp>,
    pub access_ends_at: Option<Timestamp>,
    /// Who set the end.
    pub access_ends_set_by: Option<UserId>,
    pub deleted_at: Option<Timestamp>,
}

impl Person {
    /// The name, or the address as long as there is none.
    #[must_use]
    pub fn name(&self) -> String {
        display_name(&self.first_name, &self.last_name, &self.email)
    }

    /// Whether the person can sign in at this moment.
    #[must_use]
    pub fn has_access(&self, now: Timestamp) -> bool {
        self.state == UserState::Active && self.access_ends_at.is_none_or(|end| now < end)
    }

    /// Where notices go; links that open the account go to `email` alone.
    #[must_use]
    pub fn notices_to(&self) -> &str {
        self.notification_email.as_deref().unwrap_or(&self.email)
    }
}

#[derive(sqlx::FromRow)]
struct PersonRow {
    id: Uuid,
    account_id: Uuid,
    state: String,
    reason: Option<String>,
    email: String,
    first_name: String,
    last_name: String,
    notification_email: Option<String>,
    phone: String,
    language: String,
    has_password: bool,
    version: i64,
    #[sqlx(flatten)]
    role: RoleRow,
    created_at: At,
    invited_at: Option<At>,
    signed_in_at: Option<At>,
    access_ends_at: Option<At>,
    access_ends_set_by: Option<Uuid>,
    deleted_at: Option<At>,
}

impl TryFrom<PersonRow> for Person {
    type Error = sqlx::Error;
    fn try_from(row: PersonRow) -> Result<Self> {
        Ok(Self {
            id: row.id.into(),
            account: row.account_id.into(),
            state: row.state.parse().map_err(corrupt)?,
            reason: row.reason.map(|reason| reason.parse().map_err(corrupt)).transpose()?,
            email: row.email,
            first_name: row.first_name,
            last_name: row.last_name,
            notification_email: row.notification_email,
            phone: row.phone,
            language: Language::from_code(&row.language).ok_or_else(|| corrupt(Parse("language")))?,
            has_password: row.has_password,
            version: row.version,
            role: row.role.try_into()?,
            created_at: row.created_at.0,
            invited_at: row.invited_at.map(|at| at.0),
            signed_in_at: row.signed_in_at.map(|at| at.0),
            access_ends_at: row.access_ends_at.map(|at| at.0),
            access_ends_set_by: row.access_ends_set_by.map(UserId),
            deleted_at: row.deleted_at.map(|at| at.0),
        })
    }
}

/// Somebody of this account, deleted or not.
pub async fn find(conn: &mut Conn<'_>, account: AccountId, id: UserId) -> Result<Option<Person>> {
    fetch!(
        optional,
        PersonRow,
        conn,
        "SELECT u.id, u.account_id, u.state, u.reason, u.email, u.first_name, u.last_name, u.notification_email, \
             u.phone, u.language, u.password_hash IS NOT NULL AS has_password, u.version, u.created_at, \
             u.invited_at, u.signed_in_at, u.access_ends_at, u.access_ends_set_by, u.deleted_at, \
             r.id AS role_id, r.kind AS role_kind, r.name AS role_name, r.reach, r.levels \
         FROM users u JOIN roles r ON r.id = u.role_id WHERE u.account_id = $1 AND u.id = $2",
        account.0,
        id.0
    )?
    .map(Person::try_from)
    .transpose()
}

/// Moves somebody from a state to another; whether they were (still) in the first. `reason` is given for Inactive
/// alone.
pub async fn move_to(
    conn: &mut Conn<'_>,
    id: UserId,
    from: UserState,
    to: UserState,
    reason: Option<Inactivity>,
    now: Timestamp,
) -> Result<bool> {
    let changed = execute!(
        conn,
        "UPDATE users SET state = $3, reason = $4, deleted_at = $5, activated_at = COALESCE($6, activated_at) \
         WHERE id = $1 AND state = $2",
        id.0,
        from.as_str(),
        to.as_str(),
        reason.map(Inactivity::as_str),
        (to == UserState::Deleted).then_some(At(now)),
        (to == UserState::Active).then_some(At(now)),
    )?;
    Ok(changed == 1)
}

/// Notes that somebody was sent a new invitation.
pub async fn set_invited(conn: &mut Conn<'_>, id: UserId, now: Timestamp) -> Result<()> {
    super::super::db::one_row(execute!(conn, "UPDATE users SET invited_at = $2 WHERE id = $1", id.0, At(now))?)
}

/// Notes a telephone number and where notices go, if not to the sign-in address.
pub async fn set_contact(conn: &mut Conn<'_>, id: UserId, phone: &str, notices: Option<&str>) -> Result<()> {
    let sql = "UPDATE users SET phone = $2, notification_email = $3 WHERE id = $1";
    super::super::db::one_row(execute!(conn, sql, id.0, phone, notices)?)
}

/// Gives somebody another role, which counts as an edit; whether there was such a user. An administrator has everything:
/// exceptions end with it.
pub async fn set_role(conn: &mut Conn<'_>, account: AccountId, id: UserId, role: RoleId) -> Result<bool> {
    let sql = "DELETE FROM exceptions WHERE account_id = $1 AND user_id = $2 \
        AND EXISTS (SELECT 1 FROM roles r WHERE r.id = $3 AND r.kind = 'administrator')";
    execute!(&mut *conn, sql, account.0, id.0, role.0)?;
    let sql = "UPDATE users SET role_id = $3, version = version + 1 WHERE account_id = $1 AND id = $2";
    Ok(execute!(conn, sql, account.0, id.0, role.0)? == 1)
}

/// Active administrators whose access has no end: at least one stays, whatever is done [S5.2].
pub async fn lasting_administrators(conn: &mut Conn<'_>, account: AccountId) -> Result<i64> {
    let (count,) = fetch!(
        one,
        (i64,),
        conn,
        "SELECT COUNT(*) FROM users u JOIN roles r ON r.id = u.role_id \
         WHERE u.account_id = $1 AND u.state = 'active' AND u.access_ends_at IS NULL AND r.kind = 'administrator'",
        account.0
    )?;
    Ok(count)
}
