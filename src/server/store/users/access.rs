//! What somebody signs in with.

use super::{
    super::{Conn, Result, db::execute},
    folded,
};
use crate::domain::{address::EmailAddress, id::UserId};
use sqlx::Connection;

/// Gives somebody another sign-in address, which counts as an edit; whether nobody else has it, on the whole instance.
///
/// Whoever takes it at the same moment makes the unique index refuse, which would end a Postgres transaction: there it
/// happens behind a savepoint.
pub async fn set_email(
    conn: &mut Conn<'_>,
    id: UserId,
    email: &EmailAddress,
    (first_name, last_name): (&str, &str),
) -> Result<bool> {
    let (search, sort_key) = folded(first_name, last_name, email.as_str());
    match conn {
        Conn::Sqlite(_) => Ok(update_email(conn, id, email, &search, &sort_key).await? == 1),
        Conn::Postgres(c) => {
            let mut savepoint = c.begin().await?;
            match update_email(&mut Conn::Postgres(&mut savepoint), id, email, &search, &sort_key).await {
                Ok(changed) => savepoint.commit().await.map(|()| changed == 1),
                Err(sqlx::Error::Database(error)) if error.is_unique_violation() => {
                    savepoint.rollback().await.map(|()| false)
                }
                Err(error) => Err(error),
            }
        }
    }
}

async fn update_email(
    conn: &mut Conn<'_>,
    id: UserId,
    email: &EmailAddress,
    search: &str,
    sort_key: &str,
) -> Result<u64> {
    execute!(
        conn,
        "UPDATE users SET email = $2, email_key = $3, search = $4, sort_key = $5, version = version + 1 \
         WHERE id = $1 AND NOT EXISTS (SELECT 1 FROM users other WHERE other.email_key = $3 AND other.id <> $1)",
        id.0,
        email.as_str(),
        email.key(),
        search,
        sort_key,
    )
}
