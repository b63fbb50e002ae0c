//! What an account has set for itself: columns of its row.

use super::{
    Conn, Result,
    db::{corrupt, execute, fetch, one_row},
};
use crate::domain::{
    error::Parse,
    id::{AccountId, UserId},
    language::Language,
    password::{self, Rules},
    settings::{Domains, Lives, Settings},
    text::AccountName,
};

/// The settings, with what belongs to them.
#[derive(Clone, Debug)]
pub struct Kept {
    pub settings: Settings,
    /// Most seats that the operator lets the account have; none: no limit.
    pub seat_limit: Option<u32>,
    pub version: i64,
}

#[derive(sqlx::FromRow)]
struct Row {
    name: String,
    language: String,
    seats: Option<i64>,
    seat_limit: Option<i64>,
    domains: String,
    version: i64,
    #[sqlx(flatten)]
    lives: LivesRow,
    #[sqlx(flatten)]
    rules: RulesRow,
}

#[derive(sqlx::FromRow)]
struct LivesRow {
    invitation_days: Option<i64>,
    reset_hours: Option<i64>,
    session_idle_hours: Option<i64>,
    session_days: Option<i64>,
}

/// What an account asks of passwords, in its own columns.
#[derive(sqlx::FromRow)]
pub(super) struct RulesRow {
    password_length: Option<i64>,
    strict_passwords: bool,
}

impl From<LivesRow> for Lives {
    fn from(row: LivesRow) -> Self {
        Self {
            invitation_days: number(row.invitation_days),
            reset_hours: number(row.reset_hours),
            session_idle_hours: number(row.session_idle_hours),
            session_days: number(row.session_days),
        }
    }
}

impl From<RulesRow> for Rules {
    fn from(row: RulesRow) -> Self {
        let least = row.password_length.and_then(|length| usize::try_from(length).ok()).unwrap_or(password::LEAST);
        Self { least, is_strict: row.strict_passwords }
    }
}

fn number(number: Option<i64>) -> Option<u32> {
    number.and_then(|number| u32::try_from(number).ok())
}

pub async fn find(conn: &mut Conn<'_>, account: AccountId) -> Result<Kept> {
    let row = fetch!(
        one,
        Row,
        conn,
        "SELECT name, language, seats, seat_limit, domains, version, invitation_days, reset_hours, session_idle_hours, \
             session_days, password_length, strict_passwords FROM accounts WHERE id = $1",
        account.0
    )?;
    let settings = Settings {
        name: AccountName::parse(&row.name).map_err(|_| corrupt(Parse("account name")))?,
        language: Language::from_code(&row.language).ok_or_else(|| corrupt(Parse("language")))?,
        lives: row.lives.into(),
        passwords: row.rules.into(),
        domains: read_domains(&row.domains)?,
        seats: number(row.seats),
    };
    Ok(Kept { settings, seat_limit: number(row.seat_limit), version: row.version })
}

fn read_domains(text: &str) -> Result<Domains> {
    Domains::parse(text).map_err(|_| corrupt(Parse("domains")))
}

/// How long links and sessions live.
pub async fn lives(conn: &mut Conn<'_>, account: AccountId) -> Result<Lives> {
    let sql = "SELECT invitation_days, reset_hours, session_idle_hours, session_days FROM accounts WHERE id = $1";
    Ok(fetch!(one, LivesRow, conn, sql, account.0)?.into())
}

/// How long those of somebody's account live.
pub async fn lives_of(conn: &mut Conn<'_>, user: UserId) -> Result<Lives> {
    let sql = "SELECT a.invitation_days, a.reset_hours, a.session_idle_hours, a.session_days \
        FROM accounts a JOIN users u ON u.account_id = a.id WHERE u.id = $1";
    Ok(fetch!(one, LivesRow, conn, sql, user.0)?.into())
}

/// What passwords have to be.
pub async fn passwords(conn: &mut Conn<'_>, account: AccountId) -> Result<Rules> {
    let sql = "SELECT password_length, strict_passwords FROM accounts WHERE id = $1";
    Ok(fetch!(one, RulesRow, conn, sql, account.0)?.into())
}

/// Which addresses people may have.
pub async fn domains(conn: &mut Conn<'_>, account: AccountId) -> Result<Domains> {
    let (text,) = fetch!(one, (String,), conn, "SELECT domains FROM accounts WHERE id = $1", account.0)?;
    read_domains(&text)
}

/// Writes them, and counts the edit.
pub async fn update(conn: &mut Conn<'_>, account: AccountId, settings: &Settings) -> Result<()> {
    let Settings { name, language, lives, passwords, domains, seats } = settings;
    let length = i64::try_from(passwords.least).ok().filter(|_| passwords.least > password::LEAST);
    one_row(execute!(
        conn,
        "UPDATE accounts SET name = $2, language = $3, seats = $4, invitation_days = $5, reset_hours = $6, \
             session_idle_hours = $7, session_days = $8, password_length = $9, strict_passwords = $10, domains = $11, \
             version = version + 1 WHERE id = $1",
        account.0,
        name.as_str(),
        language.code(),
        seats.map(i64::from),
        lives.invitation_days.map(i64::from),
        lives.reset_hours.map(i64::from),
        lives.session_idle_hours.map(i64::from),
        lives.session_days.map(i64::from),
        length,
        passwords.is_strict,
        domains.lines(),
    )?)
}
