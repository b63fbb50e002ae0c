use super::{
    Conn, Result,
    db::{corrupt, execute, fetch, insert_many, one_row, select_ids},
    types::At,
};
use crate::domain::{
    department::DepartmentRole,
    id::{AccountId, DepartmentId, UserId},
    search::fold,
    text::DepartmentName,
    time::Timestamp,
};
use std::collections::{HashMap, HashSet};
use uuid::Uuid;

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Department {
    pub id: DepartmentId,
    pub name: String,
}

impl From<(Uuid, String)> for Department {
    fn from((id, name): (Uuid, String)) -> Self {
        Self { id: id.into(), name }
    }
}

/// Somebody's place in a department.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Membership {
    pub department: Department,
    pub role: DepartmentRole,
}

/// By name.
pub async fn list(conn: &mut Conn<'_>, account: AccountId) -> Result<Vec<Department>> {
    let sql = "SELECT id, name FROM departments WHERE account_id = $1 ORDER BY name_key";
    Ok(fetch!(all, (Uuid, String), conn, sql, account.0)?.into_iter().map(Department::from).collect())
}

pub async fn find(conn: &mut Conn<'_>, account: AccountId, id: DepartmentId) -> Result<Option<Department>> {
    let sql = "SELECT id, name FROM departments WHERE account_id = $1 AND id = $2";
    Ok(fetch!(optional, (Uuid, String), conn, sql, account.0, id.0)?.map(Department::from))
}

/// How many people each department has, deleted ones apart.
pub async fn people(conn: &mut Conn<'_>, account: AccountId) -> Result<HashMap<DepartmentId, u64>> {
    let rows = fetch!(
        all,
        (Uuid, i64),
        conn,
        "SELECT m.department_id, COUNT(*) FROM department_members m JOIN users u ON u.id = m.user_id \
         WHERE m.account_id = $1 AND u.state <> 'deleted' GROUP BY m.department_id",
        account.0
    )?;
    Ok(rows.into_iter().map(|(id, count)| (id.into(), u64::try_from(count).unwrap_or(0))).collect())
}

/// Whether nobody's department has this name yet, in whatever case or marks.
pub async fn insert(
    conn: &mut Conn<'_>,
    account: AccountId,
    id: DepartmentId,
    name: &DepartmentName,
    now: Timestamp,
) -> Result<bool> {
    let inserted = execute!(
        conn,
        "INSERT INTO departments (id, account_id, name, name_key, created_at) VALUES ($1, $2, $3, $4, $5) \
         ON CONFLICT DO NOTHING",
        id.0,
        account.0,
        name.as_str(),
        fold(name.as_str()),
        At(now),
    )?;
    Ok(inserted == 1)
}

/// Whether no other department has this name. The account must be locked.
pub async fn rename(conn: &mut Conn<'_>, account: AccountId, id: DepartmentId, name: &DepartmentName) -> Result<bool> {
    let changed = execute!(
        conn,
        "UPDATE departments SET name = $3, name_key = $4 WHERE account_id = $1 AND id = $2 AND NOT EXISTS \
             (SELECT 1 FROM departments d WHERE d.account_id = $1 AND d.name_key = $4 AND d.id <> $2)",
        account.0,
        id.0,
        name.as_str(),
        fold(name.as_str()),
    )?;
    Ok(changed == 1)
}

/// Whether there was such a one. Nobody may be in it any more; deleted people don't count, and come back without it. The
/// account must be locked.
pub async fn delete(conn: &mut Conn<'_>, account: AccountId, id: DepartmentId) -> Result<bool> {
    execute!(
        &mut *conn,
        "DELETE FROM department_members WHERE account_id = $1 AND department_id = $2 \
             AND user_id IN (SELECT id FROM users WHERE state = 'deleted')",
        account.0,
        id.0
    )?;
    let sql = "DELETE FROM departments WHERE account_id = $1 AND id = $2";
    Ok(execute!(conn, sql, account.0, id.0)? == 1)
}

/// How many people have each role in it, deleted ones apart.
pub async fn counts(conn: &mut Conn<'_>, account: AccountId, id: DepartmentId) -> Result<HashMap<DepartmentRole, u64>> {
    let rows = fetch!(
        all,
        (String, i64),
        conn,
        "SELECT m.role, COUNT(*) FROM department_members m JOIN users u ON u.id = m.user_id \
         WHERE m.account_id = $1 AND m.department_id = $2 AND u.state <> 'deleted' GROUP BY m.role",
        account.0,
        id.0
    )?;
    rows.into_iter()
        .map(|(role, count)| Ok((role.parse().map_err(corrupt)?, u64::try_from(count).unwrap_or(0))))
        .collect()
}

/// Who is in it, with the role there, deleted people apart.
pub async fn members(
    conn: &mut Conn<'_>,
    account: AccountId,
    id: DepartmentId,
) -> Result<Vec<(UserId, DepartmentRole)>> {
    let rows = fetch!(
        all,
        (Uuid, String),
        conn,
        "SELECT m.user_id, m.role FROM department_members m JOIN users u ON u.id = m.user_id \
         WHERE m.account_id = $1 AND m.department_id = $2 AND u.state <> 'deleted' ORDER BY m.user_id",
        account.0,
        id.0
    )?;
    rows.into_iter().map(|(user, role)| Ok((user.into(), role.parse().map_err(corrupt)?))).collect()
}

/// Puts everybody of one department into another, where each has the higher of the roles in both. The account must be
/// locked.
pub async fn move_members(conn: &mut Conn<'_>, account: AccountId, from: DepartmentId, to: DepartmentId) -> Result<()> {
    execute!(
        &mut *conn,
        "UPDATE department_members SET department_id = $3 WHERE account_id = $1 AND department_id = $2 \
             AND user_id NOT IN (SELECT user_id FROM department_members WHERE department_id = $3)",
        account.0,
        from.0,
        to.0
    )?;
    execute!(
        &mut *conn,
        "UPDATE department_members SET role = (SELECT f.role FROM department_members f \
             WHERE f.department_id = $2 AND f.user_id = department_members.user_id) \
         WHERE account_id = $1 AND department_id = $3 AND EXISTS (SELECT 1 FROM department_members f \
             WHERE f.department_id = $2 AND f.user_id = department_members.user_id \
             AND (f.role = 'admin' OR f.role = 'operator' AND department_members.role = 'viewer'))",
        account.0,
        from.0,
        to.0
    )?;
    remove_members(conn, account, from).await
}

/// Takes everybody out of it.
pub async fn remove_members(conn: &mut Conn<'_>, account: AccountId, id: DepartmentId) -> Result<()> {
    let sql = "DELETE FROM department_members WHERE account_id = $1 AND department_id = $2";
    execute!(conn, sql, account.0, id.0).map(drop)
}

/// Takes somebody out of it.
pub async fn remove_member(conn: &mut Conn<'_>, id: DepartmentId, user: UserId) -> Result<()> {
    one_row(execute!(conn, "DELETE FROM department_members WHERE department_id = $1 AND user_id = $2", id.0, user.0)?)
}

/// Somebody's role in one department.
pub async fn role_of(conn: &mut Conn<'_>, user: UserId, id: DepartmentId) -> Result<Option<DepartmentRole>> {
    let sql = "SELECT role FROM department_members WHERE user_id = $1 AND department_id = $2";
    let row = fetch!(optional, (String,), conn, sql, user.0, id.0)?;
    row.map(|(role,)| role.parse().map_err(corrupt)).transpose()
}

/// Puts somebody into a department, or gives another role there.
pub async fn set_member(
    conn: &mut Conn<'_>,
    account: AccountId,
    id: DepartmentId,
    user: UserId,
    role: DepartmentRole,
) -> Result<()> {
    one_row(execute!(
        conn,
        "INSERT INTO department_members (account_id, department_id, user_id, role) VALUES ($1, $2, $3, $4) \
         ON CONFLICT (user_id, department_id) DO UPDATE SET role = excluded.role",
        account.0,
        id.0,
        user.0,
        role.as_str(),
    )?)
}

/// Puts people into departments in which they aren't yet.
pub async fn insert_members(
    conn: &mut Conn<'_>,
    account: AccountId,
    members: &[(DepartmentId, UserId, DepartmentRole)],
) -> Result<u64> {
    Ok(insert_many!(
        conn,
        "INSERT INTO department_members (account_id, department_id, user_id, role) ",
        "",
        members,
        |row| account.0,
        row.0.0,
        row.1.0,
        row.2.as_str(),
    ))
}

/// Which of these people are in one of these departments. At most a few thousand people.
pub async fn members_among(
    conn: &mut Conn<'_>,
    users: &[UserId],
    departments: &[DepartmentId],
) -> Result<HashSet<UserId>> {
    let ids: Vec<Uuid> = users.iter().map(|user| user.0).collect();
    let sql = "SELECT user_id, department_id FROM department_members WHERE user_id IN";
    let rows: Vec<(Uuid, Uuid)> = select_ids!(conn, sql, &ids, "");
    let rows = rows.into_iter().filter(|(_, department)| departments.contains(&DepartmentId(*department)));
    Ok(rows.map(|(user, _)| user.into()).collect())
}

/// The departments of somebody, by name.
pub async fn of_user(conn: &mut Conn<'_>, user: UserId) -> Result<Vec<Membership>> {
    Ok(of_users(conn, &[user]).await?.remove(&user).unwrap_or_default())
}

/// The departments of each of these people who has any, by name. At most a few thousand people.
pub async fn of_users(conn: &mut Conn<'_>, users: &[UserId]) -> Result<HashMap<UserId, Vec<Membership>>> {
    type Row = (Uuid, Uuid, String, String);
    let ids: Vec<Uuid> = users.iter().map(|user| user.0).collect();
    let sql = "SELECT m.user_id, d.id, d.name, m.role FROM department_members m \
        JOIN departments d ON d.id = m.department_id WHERE m.user_id IN";
    let rows: Vec<Row> = select_ids!(conn, sql, &ids, " ORDER BY d.name_key");
    let mut found: HashMap<UserId, Vec<Membership>> = HashMap::new();
    for (user, id, name, role) in rows {
        let membership = Membership { department: (id, name).into(), role: role.parse().map_err(corrupt)? };
        found.entry(user.into()).or_default().push(membership);
    }
    Ok(found)
}
