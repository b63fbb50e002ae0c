use super::super::{
    Conn, Result,
    db::{corrupt, execute, fetch, insert_many, one_row},
};
use super::Job;
use crate::domain::{
    id::{JobId, UserId},
    job::Rank,
    user::display_name,
};
use uuid::Uuid;

/// What became of one item, with whom it is about as the person is called now.
#[derive(Clone, Debug)]
pub struct Item {
    pub number: u64,
    pub user: Option<UserId>,
    /// The person's name and address; nothing where the person is erased or never was.
    pub person: Option<(String, String)>,
    pub text: String,
    pub rank: Rank,
    /// Why it was refused.
    pub reason: Option<serde_json::Value>,
}

#[derive(sqlx::FromRow)]
struct ItemRow {
    number: i64,
    user_id: Option<Uuid>,
    text: String,
    rank: i64,
    reason: String,
    first_name: Option<String>,
    last_name: Option<String>,
    email: Option<String>,
}

impl TryFrom<ItemRow> for Item {
    type Error = sqlx::Error;
    fn try_from(row: ItemRow) -> Result<Self> {
        let rank = Rank::ALL.into_iter().find(|rank| rank.number() == row.rank);
        let person = match (row.first_name, row.last_name, row.email) {
            (Some(first), Some(last), Some(email)) => Some((display_name(&first, &last, ""), email)),
            _ => None,
        };
        Ok(Self {
            number: u64::try_from(row.number).unwrap_or(0),
            user: row.user_id.map(UserId),
            person,
            text: row.text,
            rank: rank.ok_or_else(|| corrupt(crate::domain::error::Parse("rank")))?,
            reason: (!row.reason.is_empty()).then(|| serde_json::from_str(&row.reason).map_err(corrupt)).transpose()?,
        })
    }
}

/// A page of the items of one rank, in their order.
pub async fn list_items(conn: &mut Conn<'_>, job: &Job, rank: Rank, after: u64, most: usize) -> Result<Vec<Item>> {
    fetch!(
        all,
        ItemRow,
        conn,
        "SELECT i.number, i.user_id, i.text, i.rank, i.reason, u.first_name, u.last_name, u.email \
         FROM job_items i LEFT JOIN users u ON u.id = i.user_id AND u.account_id = $2 \
         WHERE i.job_id = $1 AND i.rank = $3 AND i.number > $4 ORDER BY i.number LIMIT $5",
        job.id.0,
        job.account.0,
        rank.number(),
        i64::try_from(after).unwrap_or(i64::MAX),
        i64::try_from(most).unwrap_or(i64::MAX),
    )?
    .into_iter()
    .map(Item::try_from)
    .collect()
}

/// The users who are next.
pub async fn next_users(conn: &mut Conn<'_>, job: JobId, most: i64) -> Result<Vec<(i64, UserId)>> {
    let rows = fetch!(
        all,
        (i64, Uuid),
        conn,
        "SELECT number, user_id FROM job_items WHERE job_id = $1 AND rank = 2 AND user_id IS NOT NULL \
         ORDER BY number LIMIT $2",
        job.0,
        most
    )?;
    Ok(rows.into_iter().map(|(number, user)| (number, UserId(user))).collect())
}

/// Notes what became of a user: done, or refused for a reason.
pub async fn settle(conn: &mut Conn<'_>, job: JobId, number: i64, reason: Option<&serde_json::Value>) -> Result<()> {
    let rank = if reason.is_some() { Rank::Refused } else { Rank::Done };
    let reason = reason.map(ToString::to_string).unwrap_or_default();
    let sql = "UPDATE job_items SET rank = $3, reason = $4 WHERE job_id = $1 AND number = $2 AND rank = 2";
    one_row(execute!(conn, sql, job.0, number, rank.number(), reason.as_str())?)
}

/// An item that is known only once it is done or refused.
pub struct Settled {
    pub number: i64,
    pub user: Option<UserId>,
    pub text: String,
    pub reason: Option<serde_json::Value>,
}

pub async fn insert_settled(conn: &mut Conn<'_>, job: JobId, items: &[Settled]) -> Result<u64> {
    let rows: Vec<(&Settled, Rank, String)> = items
        .iter()
        .map(|item| match &item.reason {
            Some(reason) => (item, Rank::Refused, reason.to_string()),
            None => (item, Rank::Done, String::new()),
        })
        .collect();
    Ok(insert_many!(
        conn,
        "INSERT INTO job_items (job_id, number, user_id, text, rank, reason) ",
        "",
        rows,
        |row| job.0,
        row.0.number,
        row.0.user.map(|id| id.0),
        row.0.text.as_str(),
        row.1.number(),
        row.2.as_str(),
    ))
}
