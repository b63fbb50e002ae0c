use super::{
    Conn, Result,
    db::{corrupt, execute, fetch, one_row, select_ids},
    types::At,
};
use crate::domain::{
    access::{Role, RoleKind},
    id::{AccountId, RoleId, UserId},
    search::fold,
    text::RoleName,
    time::Timestamp,
    user::display_name,
};
use std::collections::HashMap;
use uuid::Uuid;

#[derive(sqlx::FromRow, Hash)]
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

/// With how often it was edited.
pub async fn find_versioned(conn: &mut Conn<'_>, account: AccountId, id: RoleId) -> Result<Option<(Role, i64)>> {
    #[derive(sqlx::FromRow)]
    struct Row {
        #[sqlx(flatten)]
        role: RoleRow,
        version: i64,
    }
    let row = fetch!(
        optional,
        Row,
        conn,
        "SELECT id AS role_id, kind AS role_kind, name AS role_name, reach, levels, version FROM roles \
         WHERE account_id = $1 AND id = $2",
        account.0,
        id.0
    )?;
    row.map(|row| Ok((row.role.try_into()?, row.version))).transpose()
}

/// Whether no other role of the account has this name, in whatever case or marks.
pub async fn is_free(conn: &mut Conn<'_>, account: AccountId, name: &RoleName, but: Option<RoleId>) -> Result<bool> {
    let found = fetch!(
        optional,
        (i32,),
        conn,
        "SELECT 1 FROM roles WHERE account_id = $1 AND kind = 'custom' AND name_key = $2 AND id <> $3",
        account.0,
        fold(name.as_str()),
        but.map_or(Uuid::nil(), |id| id.0),
    )?;
    Ok(found.is_none())
}

/// Whether the role is (still) a custom one of this version. The account must be locked.
pub async fn update(conn: &mut Conn<'_>, account: AccountId, role: &Role, version: i64) -> Result<bool> {
    let levels = serde_json::to_string(&role.levels).map_err(|e| sqlx::Error::Encode(Box::new(e)))?;
    let changed = execute!(
        conn,
        "UPDATE roles SET name = $4, name_key = $5, reach = $6, levels = $7, version = version + 1 \
         WHERE account_id = $1 AND id = $2 AND version = $3 AND kind = 'custom'",
        account.0,
        role.id.0,
        version,
        role.name.as_str(),
        fold(&role.name),
        role.reach.as_str(),
        levels.as_str(),
    )?;
    Ok(changed == 1)
}

/// Gives whoever has one role another, deleted people included; how many, and how many exceptions ended: an administrator
/// has everything. The account must be locked.
pub async fn replace(conn: &mut Conn<'_>, account: AccountId, from: RoleId, to: RoleId) -> Result<(u64, u64)> {
    let sql = "DELETE FROM exceptions WHERE account_id = $1 \
        AND user_id IN (SELECT id FROM users WHERE account_id = $1 AND role_id = $2) \
        AND EXISTS (SELECT 1 FROM roles r WHERE r.id = $3 AND r.kind = 'administrator')";
    let lifted = execute!(&mut *conn, sql, account.0, from.0, to.0)?;
    let sql = "UPDATE users SET role_id = $3, version = version + 1 WHERE account_id = $1 AND role_id = $2";
    Ok((execute!(conn, sql, account.0, from.0, to.0)?, lifted))
}

/// Whether anybody has it, deleted or not.
pub async fn is_held(conn: &mut Conn<'_>, account: AccountId, id: RoleId) -> Result<bool> {
    let sql = "SELECT 1 FROM users WHERE account_id = $1 AND role_id = $2 LIMIT 1";
    Ok(fetch!(optional, (i32,), conn, sql, account.0, id.0)?.is_some())
}

/// Whether there was such a custom role. Nobody may have it any more.
pub async fn delete(conn: &mut Conn<'_>, account: AccountId, id: RoleId) -> Result<bool> {
    // What counts people by it is empty now.
    execute!(&mut *conn, "DELETE FROM user_counts WHERE account_id = $1 AND role_id = $2", account.0, id.0)?;
    let sql = "DELETE FROM roles WHERE account_id = $1 AND id = $2 AND kind = 'custom'";
    Ok(execute!(conn, sql, account.0, id.0)? == 1)
}

/// People who have a role, by name, deleted ones apart: the first of them.
pub async fn holders(conn: &mut Conn<'_>, account: AccountId, id: RoleId, most: i64) -> Result<Vec<Holder>> {
    let rows = fetch!(
        all,
        (Uuid, String, String, String),
        conn,
        "SELECT id, first_name, last_name, email FROM users \
         WHERE account_id = $1 AND role_id = $2 AND state IN ('active', 'inactive', 'invited') \
         ORDER BY sort_key, id LIMIT $3",
        account.0,
        id.0,
        most,
    )?;
    Ok(rows
        .into_iter()
        .map(|(id, first, last, email)| Holder { id: id.into(), name: display_name(&first, &last, &email) })
        .collect())
}

/// Somebody who has a role.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Holder {
    pub id: UserId,
    pub name: String,
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

/// The roles of these people.
pub async fn of_users(conn: &mut Conn<'_>, users: &[UserId]) -> Result<HashMap<UserId, Role>> {
    #[derive(sqlx::FromRow)]
    struct Row {
        user_id: Uuid,
        #[sqlx(flatten)]
        role: RoleRow,
    }
    let ids: Vec<Uuid> = users.iter().map(|user| user.0).collect();
    let head = "SELECT u.id AS user_id, r.id AS role_id, r.kind AS role_kind, r.name AS role_name, r.reach, r.levels \
        FROM users u JOIN roles r ON r.id = u.role_id WHERE u.id IN";
    let rows: Vec<Row> = select_ids!(conn, head, &ids, "");
    rows.into_iter().map(|row| Ok((row.user_id.into(), row.role.try_into()?))).collect()
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
