use super::{
    Conn, Result,
    db::{corrupt, execute, fetch, one_row},
    types::At,
};
use crate::domain::{
    access::{Role, RoleKind},
    id::{AccountId, RoleId, UserId},
    search::fold,
    time::Timestamp,
};
use uuid::Uuid;

#[derive(sqlx::FromRow)]
pub(super) struct RoleRow {
    role_id: Uuid,
    role_kind: String,
    role_name: String,
    reach: String,
    levels: String,
}

impl TryFrom<RoleRow> for Role {
    type Error = sqlx::Error;
    fn try_from(row: RoleRow) -> Result<Self> {
        Ok(Self {
            id: row.role_id.into(),
            kind: row.role_kind.parse().map_err(corrupt)?,
            name: row.role_name,
            reach: row.reach.parse().map_err(corrupt)?,
            levels: serde_json::from_str(&row.levels).map_err(corrupt)?,
        })
    }
}

pub async fn insert(conn: &mut Conn<'_>, account: AccountId, role: &Role, now: Timestamp) -> Result<()> {
    let levels = serde_json::to_string(&role.levels).map_err(|e| sqlx::Error::Encode(Box::new(e)))?;
    one_row(execute!(
        conn,
        "INSERT INTO roles (id, account_id, kind, name, reach, levels, created_at, name_key) \
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
        role.id.0,
        account.0,
        role.kind.as_str(),
        role.name.as_str(),
        role.reach.as_str(),
        levels.as_str(),
        At(now),
        fold(&role.name),
    )?)
}

pub async fn find(conn: &mut Conn<'_>, account: AccountId, id: RoleId) -> Result<Option<Role>> {
    fetch!(
        optional,
        RoleRow,
        conn,
        "SELECT id AS role_id, kind AS role_kind, name AS role_name, reach, levels FROM roles \
         WHERE account_id = $1 AND id = $2",
        account.0,
        id.0
    )?
    .map(Role::try_from)
    .transpose()
}

/// Built-in ones first, in their usual order, then custom ones by name.
pub async fn list(conn: &mut Conn<'_>, account: AccountId) -> Result<Vec<Role>> {
    let rows = fetch!(
        all,
        RoleRow,
        conn,
        "SELECT id AS role_id, kind AS role_kind, name AS role_name, reach, levels FROM roles \
         WHERE account_id = $1 ORDER BY name",
        account.0
    )?;
    let mut roles = rows.into_iter().map(Role::try_from).collect::<Result<Vec<_>>>()?;
    roles.sort_by_key(|role| match role.kind {
        RoleKind::BuiltIn(kind) => kind as usize,
        RoleKind::Custom => usize::MAX,
    });
    Ok(roles)
}

/// Somebody's role as it is now, and whether they are in.
pub async fn of_user(conn: &mut Conn<'_>, user: UserId, now: Timestamp) -> Result<Option<(Role, bool)>> {
    #[derive(sqlx::FromRow)]
    struct Row {
        #[sqlx(flatten)]
        role: RoleRow,
        active: bool,
    }
    let row = fetch!(
        optional,
        Row,
        conn,
        "SELECT r.id AS role_id, r.kind AS role_kind, r.name AS role_name, r.reach, r.levels, \
             u.state = 'active' AND (u.access_ends_at IS NULL OR u.access_ends_at > $2) AS active \
         FROM users u JOIN roles r ON r.id = u.role_id WHERE u.id = $1",
        user.0,
        At(now),
    )?;
    row.map(|row| Ok((row.role.try_into()?, row.active))).transpose()
}
