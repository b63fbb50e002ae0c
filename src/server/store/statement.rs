//! A statement put together from parts, once for both engines.

use super::{Conn, Result, types::At};
use crate::domain::time::Timestamp;
use sqlx::{AssertSqlSafe, FromRow, postgres::PgRow, sqlite::SqliteRow};
use std::fmt::Write;
use uuid::Uuid;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Engine {
    Sqlite,
    Postgres,
}

impl From<&Conn<'_>> for Engine {
    fn from(conn: &Conn<'_>) -> Self {
        match conn {
            Conn::Sqlite(_) => Self::Sqlite,
            Conn::Postgres(_) => Self::Postgres,
        }
    }
}

enum Bind {
    Id(Uuid),
    Text(String),
    At(Timestamp),
}

/// SQL with the values that its `$n` stand for. What is pushed as text is never anybody's words.
pub struct Statement {
    pub engine: Engine,
    sql: String,
    binds: Vec<Bind>,
}

/// The query with its values.
macro_rules! bound {
    ($query:ident, $statement:expr) => {{
        let mut query = sqlx::$query(AssertSqlSafe($statement.sql));
        for bind in $statement.binds {
            query = match bind {
                Bind::Id(id) => query.bind(id),
                Bind::Text(text) => query.bind(text),
                Bind::At(at) => query.bind(At(at)),
            };
        }
        query
    }};
}

impl Statement {
    pub fn new(engine: Engine, sql: &str) -> Self {
        Self { engine, sql: sql.to_owned(), binds: Vec::new() }
    }

    pub fn push(&mut self, sql: &str) -> &mut Self {
        self.sql.push_str(sql);
        self
    }

    pub fn id(&mut self, id: Uuid) -> &mut Self {
        self.bind(Bind::Id(id))
    }

    pub fn text(&mut self, text: impl Into<String>) -> &mut Self {
        self.bind(Bind::Text(text.into()))
    }

    pub fn at(&mut self, at: Timestamp) -> &mut Self {
        self.bind(Bind::At(at))
    }

    fn bind(&mut self, bind: Bind) -> &mut Self {
        self.binds.push(bind);
        // Writing to a String can't fail.
        let _ = write!(self.sql, "${}", self.binds.len());
        self
    }

    /// Its rows.
    pub async fn all<R>(self, conn: &mut Conn<'_>) -> Result<Vec<R>>
    where
        R: for<'r> FromRow<'r, SqliteRow> + for<'r> FromRow<'r, PgRow> + Send + Unpin,
    {
        match conn {
            Conn::Sqlite(c) => bound!(query_as, self).fetch_all(&mut **c).await,
            Conn::Postgres(c) => bound!(query_as, self).fetch_all(&mut **c).await,
        }
    }

    /// How many rows it changed.
    pub async fn execute(self, conn: &mut Conn<'_>) -> Result<u64> {
        match conn {
            Conn::Sqlite(c) => bound!(query, self).execute(&mut **c).await.map(|done| done.rows_affected()),
            Conn::Postgres(c) => bound!(query, self).execute(&mut **c).await.map(|done| done.rows_affected()),
        }
    }
}
