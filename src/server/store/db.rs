//! Both engines behind one face.
//!
//! `query!` serves one engine a crate and `AnyPool` lacks UUID and bool, so each statement is written once, with
//! `$n` binds, and run through the macros below. Two traps: an error aborts a Postgres transaction and SQLite names
//! no constraint, so conflicts are `ON CONFLICT DO NOTHING` and row counts; a deferred SQLite transaction that
//! upgrades fails at once with `SQLITE_BUSY`, so writes begin with `BEGIN IMMEDIATE`, on one connection.

use super::history;
use crate::{
    domain::{history::Entry, id::AccountId, time::Timestamp},
    server::random::Random,
};
use sqlx::{
    Executor, PgConnection, PgPool, Postgres, Sqlite, SqliteConnection, SqlitePool,
    pool::PoolConnection,
    postgres::PgPoolOptions,
    sqlite::{SqliteConnectOptions, SqliteJournalMode, SqlitePoolOptions, SqliteSynchronous},
};
use std::{path::Path, time::Duration};

pub type Result<T> = std::result::Result<T, sqlx::Error>;

const WAIT: Duration = Duration::from_secs(10);
/// Bytes of the database file that readers map into memory: as many as SQLite does at most, by itself.
const MAPPED: &str = "2147418112";

#[derive(Clone)]
pub enum Db {
    Sqlite { writer: SqlitePool, readers: SqlitePool },
    Postgres(PgPool),
}

impl Db {
    /// Opens, or makes, the database file and brings its schema up to date.
    ///
    /// # Errors
    /// Where the file can't be opened or a migration fails.
    pub async fn sqlite(file: &Path) -> Result<Self> {
        let options = SqliteConnectOptions::new()
            .filename(file)
            .create_if_missing(true)
            .foreign_keys(true)
            .journal_mode(SqliteJournalMode::Wal)
            .synchronous(SqliteSynchronous::Full)
            .busy_timeout(WAIT)
            // A page of the list is handed over in one go, not row by row.
            .row_buffer_size(512)
            // REPLACE deletes what it replaces: so the triggers of what is append-only hear of it.
            .pragma("recursive_triggers", "ON")
            .pragma("cache_size", "-8000")
            .optimize_on_close(true, None);
        // Who writes many rows touches each index all over: pages are kept, and each is copied back once for all of
        // them rather than once for every 4 MB.
        let writing = options.clone().pragma("cache_size", "-48000").pragma("wal_autocheckpoint", "8000");
        let writer = SqlitePoolOptions::new()
            .max_connections(1)
            .acquire_timeout(Duration::from_secs(30))
            .test_before_acquire(false)
            .connect_with(writing)
            .await?;
        sqlx::migrate!("migrations/sqlite").run(&writer).await?;
        let readers = SqlitePoolOptions::new()
            .max_connections(8)
            .acquire_timeout(WAIT)
            // A file doesn't hang up, and each test is a trip to the connection's thread and back.
            .test_before_acquire(false)
            // Read where the system keeps the file's pages, rather than copied from there one by one.
            .connect_with(options.read_only(true).create_if_missing(false).pragma("mmap_size", MAPPED))
            .await?;
        Ok(Self::Sqlite { writer, readers })
    }

    /// Connects and brings the schema up to date.
    ///
    /// # Errors
    /// Where the server can't be reached or a migration fails.
    pub async fn postgres(url: &str) -> Result<Self> {
        let pool = PgPoolOptions::new()
            .max_connections(16)
            .acquire_timeout(WAIT)
            // Said of a disk by the default, reading here and there would cost four times as much as in a row: the
            // list's walks would be sorts. And no page is worth a start of more processes, or of a compiler.
            .after_connect(|conn, _| {
                let sql = "SET random_page_cost = 1.1; SET max_parallel_workers_per_gather = 0; SET jit = off";
                Box::pin(async move { conn.execute(sql).await.map(drop) })
            })
            .connect(url)
            .await?;
        sqlx::migrate!("migrations/postgres").run(&pool).await?;
        Ok(Self::Postgres(pool))
    }

    /// A connection to read with.
    ///
    /// # Errors
    /// Where none is free in time or the server is away.
    pub async fn read(&self) -> Result<Reader> {
        Ok(match self {
            Self::Sqlite { readers, .. } => Reader::Sqlite(readers.acquire().await?),
            Self::Postgres(pool) => Reader::Postgres(pool.acquire().await?),
        })
    }

    /// A transaction that may write.
    ///
    /// # Errors
    /// As [`Self::read`].
    pub async fn begin(&self) -> Result<Tx> {
        Ok(match self {
            Self::Sqlite { writer, .. } => Tx::Sqlite(writer.begin_with("BEGIN IMMEDIATE").await?),
            Self::Postgres(pool) => Tx::Postgres(pool.begin().await?),
        })
    }

    /// Whether the database answers.
    ///
    /// # Errors
    /// Where it doesn't.
    pub async fn ping(&self) -> Result<()> {
        let mut reader = self.read().await?;
        fetch!(one, (i32,), &mut reader.conn(), "SELECT 1")?;
        Ok(())
    }

    pub async fn close(&self) {
        match self {
            Self::Sqlite { writer, readers } => {
                readers.close().await;
                writer.close().await;
            }
            Self::Postgres(pool) => pool.close().await,
        }
    }
}

pub enum Reader {
    Sqlite(PoolConnection<Sqlite>),
    Postgres(PoolConnection<Postgres>),
}

impl Reader {
    pub fn conn(&mut self) -> Conn<'_> {
        match self {
            Self::Sqlite(c) => Conn::Sqlite(c),
            Self::Postgres(c) => Conn::Postgres(c),
        }
    }
}

/// Rolls back unless committed, and can be committed only by saying what goes into the history.
pub enum Tx {
    Sqlite(sqlx::Transaction<'static, Sqlite>),
    Postgres(sqlx::Transaction<'static, Postgres>),
}

/// Where and when the history's entries of a transaction happened.
pub struct Setting<'a> {
    pub account: AccountId,
    pub at: Timestamp,
    /// The visitor's address, or nothing where no visitor acted.
    pub address: &'a str,
    pub random: &'a Random,
}

impl Tx {
    pub fn conn(&mut self) -> Conn<'_> {
        match self {
            Self::Sqlite(t) => Conn::Sqlite(t),
            Self::Postgres(t) => Conn::Postgres(t),
        }
    }

    /// Marks a place to go back to: what is written for one of many can be undone without the others. The statements
    /// are the engines' own, which are the same; sqlx's nested transactions would borrow this one.
    ///
    /// # Errors
    /// The database's.
    pub async fn mark(&mut self) -> Result<()> {
        execute!(&mut self.conn(), "SAVEPOINT one_of_many").map(drop)
    }

    /// Keeps what was written since the mark.
    ///
    /// # Errors
    /// The database's.
    pub async fn keep(&mut self) -> Result<()> {
        execute!(&mut self.conn(), "RELEASE SAVEPOINT one_of_many").map(drop)
    }

    /// Undoes what was written since the mark.
    ///
    /// # Errors
    /// The database's.
    pub async fn undo(&mut self) -> Result<()> {
        execute!(&mut self.conn(), "ROLLBACK TO SAVEPOINT one_of_many")?;
        self.keep().await
    }

    /// Writes entries that have another setting than those that the transaction is committed with: another account's, or
    /// by nobody.
    ///
    /// # Errors
    /// The database's.
    pub async fn note(&mut self, setting: &Setting<'_>, entries: &[Entry]) -> Result<()> {
        history::append(&mut self.conn(), setting, entries).await
    }

    /// Writes the entries and commits.
    ///
    /// # Errors
    /// The database's; nothing has happened then.
    pub async fn commit(mut self, setting: &Setting<'_>, entries: &[Entry]) -> Result<()> {
        history::append(&mut self.conn(), setting, entries).await?;
        self.commit_bookkeeping().await
    }

    /// Commits what nobody did: leases, marks, throttles, clean-up.
    ///
    /// # Errors
    /// The database's; nothing has happened then.
    pub async fn commit_bookkeeping(self) -> Result<()> {
        match self {
            Self::Sqlite(t) => t.commit().await,
            Self::Postgres(t) => t.commit().await,
        }
    }
}

/// What the store's functions run on: a reader's connection or a transaction's.
pub enum Conn<'c> {
    Sqlite(&'c mut SqliteConnection),
    Postgres(&'c mut PgConnection),
}

/// Runs a statement; gives the number of rows it changed.
macro_rules! execute {
    ($conn:expr, $sql:expr $(, $bind:expr)* $(,)?) => {
        match $conn {
            $crate::server::store::Conn::Sqlite(c) => {
                sqlx::query($sql)$(.bind($bind))*.execute(&mut **c).await.map(|done| done.rows_affected())
            }
            $crate::server::store::Conn::Postgres(c) => {
                sqlx::query($sql)$(.bind($bind))*.execute(&mut **c).await.map(|done| done.rows_affected())
            }
        }
    };
}

/// `fetch!(one | optional | all, Row, conn, sql, binds…)`: rows as a `FromRow` type.
macro_rules! fetch {
    (one, $($rest:tt)*) => { fetch!(@fetch_one, $($rest)*) };
    (optional, $($rest:tt)*) => { fetch!(@fetch_optional, $($rest)*) };
    (all, $($rest:tt)*) => { fetch!(@fetch_all, $($rest)*) };
    (@$how:ident, $row:ty, $conn:expr, $sql:expr $(, $bind:expr)* $(,)?) => {
        match $conn {
            $crate::server::store::Conn::Sqlite(c) => {
                sqlx::query_as::<_, $row>($sql)$(.bind($bind))*.$how(&mut **c).await
            }
            $crate::server::store::Conn::Postgres(c) => {
                sqlx::query_as::<_, $row>($sql)$(.bind($bind))*.$how(&mut **c).await
            }
        }
    };
}

/// Inserts many rows with few statements: `insert_many!(conn, "INSERT INTO t (a, b)", " ON CONFLICT …", rows,
/// |row| a, b)`. `SQLite` bounds the binds of one statement (32,766).
macro_rules! insert_many {
    ($conn:expr, $head:expr, $tail:expr, $rows:expr, |$row:ident| $($bind:expr),+ $(,)?) => {{
        let columns = [$(stringify!($bind)),+].len();
        let mut inserted = 0;
        for chunk in $rows.chunks((32_000 / columns).min(1_000)) {
            inserted += match $conn {
                $crate::server::store::Conn::Sqlite(c) => {
                    let mut query = sqlx::QueryBuilder::<sqlx::Sqlite>::new($head);
                    query.push_values(chunk, |mut b, $row| { $(b.push_bind($bind);)+ });
                    query.push($tail).build().execute(&mut **c).await?.rows_affected()
                }
                // An array a column: thousands of values would take longer to plan than to insert.
                $crate::server::store::Conn::Postgres(c) => {
                    let arrays: Vec<String> = (1..=columns).map(|number| format!("${number}")).collect();
                    let sql = format!("{} SELECT * FROM UNNEST({}){}", $head, arrays.join(", "), $tail);
                    sqlx::query(sqlx::AssertSqlSafe(sql))
                        $(.bind(chunk.iter().map(|$row| { let _ = $row; $bind }).collect::<Vec<_>>()))+
                        .execute(&mut **c)
                        .await?
                        .rows_affected()
                }
            };
        }
        inserted
    }};
}

/// Rows by their ids: `select_ids!(conn, "SELECT … WHERE id IN", ids, " ORDER BY …")`. At most a few thousand.
macro_rules! select_ids {
    ($conn:expr, $head:expr, $ids:expr, $tail:expr) => {{
        macro_rules! run {
            ($db:ty, $c:expr) => {{
                let mut query = sqlx::QueryBuilder::<$db>::new($head);
                query.push(" (");
                let mut list = query.separated(", ");
                for id in $ids {
                    list.push_bind(*id);
                }
                query.push(")").push($tail).build_query_as().fetch_all(&mut **$c).await?
            }};
        }
        match $conn {
            _ if $ids.is_empty() => Vec::new(),
            $crate::server::store::Conn::Sqlite(c) => run!(sqlx::Sqlite, c),
            $crate::server::store::Conn::Postgres(c) => run!(sqlx::Postgres, c),
        }
    }};
}

pub(super) use {execute, fetch, insert_many, select_ids};

/// A stored text that isn't one of its type's values.
pub(super) fn corrupt(error: impl std::error::Error + Send + Sync + 'static) -> sqlx::Error {
    sqlx::Error::Decode(Box::new(error))
}

/// A write that had to change one row, and did or didn't.
///
/// # Errors
/// [`sqlx::Error::RowNotFound`] unless exactly one row changed.
pub(super) const fn one_row(changed: u64) -> Result<()> {
    if changed == 1 { Ok(()) } else { Err(sqlx::Error::RowNotFound) }
}
