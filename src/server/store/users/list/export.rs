//! Users as a file has them: by name, page by page from a key that stays good when somebody goes.

use super::{
    super::super::{
        Conn, Result,
        db::corrupt,
        departments::{self, Membership},
        roles::RoleRow,
        types::At,
    },
    Engine, Filter, Statement,
};
use crate::domain::{
    access::Role, error::Parse, id::UserId, language::Language, time::Timestamp, user::UserState, user_list::Standing,
};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

#[derive(Clone, Debug)]
pub struct ExportedUser {
    pub id: UserId,
    pub email: String,
    pub first_name: String,
    pub last_name: String,
    pub state: UserState,
    pub language: Language,
    pub phone: String,
    pub notification_email: Option<String>,
    pub role: Role,
    /// By name.
    pub departments: Vec<Membership>,
    pub invited_at: Option<Timestamp>,
    pub signed_in_at: Option<Timestamp>,
    sort_key: String,
}

/// Where a page ends.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Place(String, UserId);

impl ExportedUser {
    /// The same without how to reach the person otherwise.
    #[must_use]
    pub fn without_contact(self) -> Self {
        Self { phone: String::new(), notification_email: None, ..self }
    }

    #[must_use]
    pub fn place(&self) -> Place {
        Place(self.sort_key.clone(), self.id)
    }
}

#[derive(sqlx::FromRow)]
struct Row {
    id: Uuid,
    email: String,
    first_name: String,
    last_name: String,
    state: String,
    language: String,
    phone: String,
    notification_email: Option<String>,
    invited_at: Option<At>,
    signed_in_at: Option<At>,
    sort_key: String,
    #[sqlx(flatten)]
    role: RoleRow,
}

impl TryFrom<Row> for ExportedUser {
    type Error = sqlx::Error;
    fn try_from(row: Row) -> Result<Self> {
        Ok(Self {
            id: row.id.into(),
            email: row.email,
            first_name: row.first_name,
            last_name: row.last_name,
            state: row.state.parse().map_err(|e: Parse| corrupt(e))?,
            language: Language::from_code(&row.language).ok_or_else(|| corrupt(Parse("language")))?,
            phone: row.phone,
            notification_email: row.notification_email,
            role: row.role.try_into()?,
            departments: Vec::new(),
            invited_at: row.invited_at.map(|at| at.0),
            signed_in_at: row.signed_in_at.map(|at| at.0),
            sort_key: row.sort_key,
        })
    }
}

/// Up to `most` of those who match, oneself among them, from a place on.
pub async fn export(
    conn: &mut Conn<'_>,
    filter: &Filter,
    after: Option<&Place>,
    most: usize,
) -> Result<Vec<ExportedUser>> {
    let mut query = Statement::new(
        Engine::from(&*conn),
        "SELECT u.id, u.email, u.first_name, u.last_name, u.state, u.language, u.phone, u.notification_email, \
             u.invited_at, u.signed_in_at, u.sort_key, \
             r.id AS role_id, r.kind AS role_kind, r.name AS role_name, r.reach, r.levels FROM (",
    );
    // An index has the names of one state in their order: asked for all states at once, each page would sort everybody.
    for (n, state) in filter.states().into_iter().enumerate() {
        let of_state = match filter.standing {
            Standing::All => Filter { standing: Standing::State(state), ..filter.clone() },
            _ => filter.clone(),
        };
        query.push(if n == 0 { "" } else { " UNION ALL " });
        query.push(
            "SELECT * FROM (SELECT id, role_id, email, first_name, last_name, state, language, phone, \
                 notification_email, invited_at, signed_in_at, sort_key FROM users WHERE ",
        );
        of_state.write(&mut query, "users");
        if let Some(Place(key, id)) = after {
            query.push(" AND (sort_key, id) > (").text(key.as_str()).push(", ").id(id.0).push(")");
        }
        query.push(&format!(" ORDER BY sort_key, id LIMIT {most}) of_state{n}"));
    }
    query.push(&format!(") u JOIN roles r ON r.id = u.role_id ORDER BY u.sort_key, u.id LIMIT {most}"));
    let rows = query.all::<Row>(conn).await?;
    let mut users = rows.into_iter().map(ExportedUser::try_from).collect::<Result<Vec<_>>>()?;
    let ids: Vec<UserId> = users.iter().map(|user| user.id).collect();
    let mut memberships = departments::of_users(conn, &ids).await?;
    for user in &mut users {
        let theirs = memberships.remove(&user.id).unwrap_or_default();
        user.departments = theirs.into_iter().filter(|m| filter.names(user.id, m.department.id)).collect();
    }
    Ok(users)
}

/// How many match, oneself among them.
pub async fn count_matching(conn: &mut Conn<'_>, filter: &Filter) -> Result<u64> {
    let mut query = Statement::new(Engine::from(&*conn), "SELECT COUNT(*) FROM users WHERE ");
    filter.write(&mut query, "users");
    let rows = query.all::<(i64,)>(conn).await?;
    Ok(rows.first().and_then(|(count,)| u64::try_from(*count).ok()).unwrap_or(0))
}
