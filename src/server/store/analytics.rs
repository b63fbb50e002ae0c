//! Figures: counted by the database, week by week along an index, never row by row.

use super::{
    Conn, Result,
    statement::{Engine, Statement},
};
use crate::domain::{
    analytics::{By, JOINED_WITHIN},
    id::{AccountId, DepartmentId, RoleId},
    time::Timestamp,
};
use std::{collections::BTreeMap, iter::Sum, time::Duration};
use uuid::Uuid;

/// Whom figures are of, by the department and the role that people have now.
#[derive(Clone, Copy, Debug)]
pub struct Among {
    pub account: AccountId,
    pub department: Option<DepartmentId>,
    pub role: Option<RoleId>,
}

impl Among {
    /// Narrows a statement, whose WHERE has begun, to the people in a column.
    fn push(&self, statement: &mut Statement, column: &str) {
        if let Some(role) = self.role {
            let sql = format!(" AND EXISTS (SELECT 1 FROM users u WHERE u.id = {column} AND u.role_id = ");
            statement.push(&sql).id(role.0).push(")");
        }
        if let Some(department) = self.department {
            let sql = format!(
                " AND EXISTS (SELECT 1 FROM department_members m WHERE m.user_id = {column} AND m.department_id = "
            );
            statement.push(&sql).id(department.0).push(")");
        }
    }
}

/// The invitations that were sent in one week, and what has become of them. Those that are none of these wait.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Sent {
    pub sent: u64,
    /// By a person, of whichever ending.
    pub opened: u64,
    pub accepted: u64,
    /// Nobody came in time.
    pub expired: u64,
    /// The mail was turned away, and nobody came by another way.
    pub refused: u64,
    pub revoked: u64,
    /// A newer one was sent in time.
    pub replaced: u64,
}

impl Sent {
    #[must_use]
    pub const fn waiting(&self) -> u64 {
        self.sent.saturating_sub(self.accepted + self.expired + self.refused + self.revoked + self.replaced)
    }

    /// Whoever joined has opened it.
    #[must_use]
    pub const fn only_opened(&self) -> u64 {
        self.opened.saturating_sub(self.accepted)
    }

    #[must_use]
    pub const fn unopened(&self) -> u64 {
        self.sent.saturating_sub(self.accepted + self.only_opened())
    }
}

/// As [`push_fates`] counts.
#[derive(sqlx::FromRow)]
struct SentRow {
    sent: i64,
    opened: i64,
    accepted: i64,
    expired: i64,
    refused: i64,
    revoked: i64,
    replaced: i64,
}

impl From<SentRow> for Sent {
    fn from(row: SentRow) -> Self {
        Self {
            sent: count(row.sent),
            opened: count(row.opened),
            accepted: count(row.accepted),
            expired: count(row.expired),
            refused: count(row.refused),
            revoked: count(row.revoked),
            replaced: count(row.replaced),
        }
    }
}

#[derive(sqlx::FromRow)]
struct WeekRow {
    week: i64,
    #[sqlx(flatten)]
    sent: SentRow,
}

#[derive(sqlx::FromRow)]
struct PartRow {
    id: Option<Uuid>,
    #[sqlx(flatten)]
    sent: SentRow,
}

impl Sum for Sent {
    fn sum<I: Iterator<Item = Self>>(all: I) -> Self {
        all.fold(Self::default(), |a, b| Self {
            sent: a.sent + b.sent,
            opened: a.opened + b.opened,
            accepted: a.accepted + b.accepted,
            expired: a.expired + b.expired,
            refused: a.refused + b.refused,
            revoked: a.revoked + b.revoked,
            replaced: a.replaced + b.replaced,
        })
    }
}

/// Tries to sign in, of people who are known.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct SignIns {
    pub done: u64,
    pub refused: u64,
}

/// `weeks` as a table of the statement: each begins where the one before ends.
fn with_weeks(engine: Engine, starts: &[Timestamp]) -> Statement {
    let mut statement = Statement::new(engine, "WITH weeks (week, since, before) AS (VALUES ");
    for (week, pair) in starts.windows(2).enumerate() {
        let comma = if week > 0 { ", " } else { "" };
        statement.push(&format!("{comma}(CAST({week} AS BIGINT), ")).at(pair[0]).push(", ").at(pair[1]).push(")");
    }
    statement.push(") ");
    statement
}

fn count(n: i64) -> u64 {
    n.unsigned_abs()
}

/// Puts each row at its week's place; a week without any has none.
fn by_week<R, T: Clone + Default>(rows: Vec<R>, starts: &[Timestamp], read: impl Fn(R) -> (i64, T)) -> Vec<T> {
    let mut weeks = vec![T::default(); starts.len().saturating_sub(1)];
    for row in rows {
        let (week, value) = read(row);
        if let Some(place) = usize::try_from(week).ok().and_then(|week| weeks.get_mut(week)) {
            *place = value;
        }
    }
    weeks
}

/// What became of invitations `i`, each of which is one thing.
fn push_fates(statement: &mut Statement, now: Timestamp) {
    statement
        .push(
            "COUNT(*) AS sent, COUNT(i.opened_at) AS opened, \
             COUNT(*) FILTER (WHERE i.ending = 'accepted') AS accepted, \
             COUNT(*) FILTER (WHERE i.mail <> 'refused' \
                 AND (i.ended_at IS NULL AND i.expires_at <= ",
        )
        .at(now)
        .push(
            " OR i.ending = 'replaced' AND i.ended_at >= i.expires_at)) AS expired, \
             COUNT(*) FILTER (WHERE i.mail = 'refused' AND COALESCE(i.ending, '') <> 'accepted') AS refused, \
             COUNT(*) FILTER (WHERE i.mail <> 'refused' AND i.ending = 'revoked') AS revoked, \
             COUNT(*) FILTER (WHERE i.mail <> 'refused' AND i.ending = 'replaced' AND i.ended_at < i.expires_at) \
                 AS replaced",
        );
}

/// What was sent in each week. The joins are crosswise so that SQLite walks the weeks, and not all that was ever sent.
pub async fn invitations(
    conn: &mut Conn<'_>,
    among: &Among,
    starts: &[Timestamp],
    now: Timestamp,
) -> Result<Vec<Sent>> {
    let mut statement = with_weeks((&*conn).into(), starts);
    statement.push("SELECT w.week, ");
    push_fates(&mut statement, now);
    statement
        .push(" FROM weeks w CROSS JOIN invitations i WHERE i.account_id = ")
        .id(among.account.0)
        .push(" AND i.created_at >= w.since AND i.created_at < w.before");
    among.push(&mut statement, "i.user_id");
    statement.push(" GROUP BY w.week");
    let rows = statement.all::<WeekRow>(conn).await?;
    Ok(by_week(rows, starts, |row| (row.week, row.sent.into())))
}

/// Who signed in, or tried to, in each week.
pub async fn sign_ins(conn: &mut Conn<'_>, among: &Among, starts: &[Timestamp]) -> Result<Vec<SignIns>> {
    let mut statement = with_weeks((&*conn).into(), starts);
    statement
        .push(
            "SELECT w.week, COUNT(*) FILTER (WHERE NOT h.refused), COUNT(*) FILTER (WHERE h.refused) \
             FROM weeks w CROSS JOIN history h WHERE h.account_id = ",
        )
        .id(among.account.0)
        .push(" AND h.action = 'signed-in' AND h.at >= w.since AND h.at < w.before");
    among.push(&mut statement, "h.subject_id");
    statement.push(" GROUP BY w.week");
    let rows: Vec<(i64, i64, i64)> = statement.all(conn).await?;
    Ok(by_week(rows, starts, |(week, done, refused)| (week, SignIns { done: count(done), refused: count(refused) })))
}

/// How long people took to join, from the invitation that they joined by.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Joining {
    /// How many took no longer than each of [`JOINED_WITHIN`], and last those who took longer than all.
    pub counts: [u64; JOINED_WITHIN.len() + 1],
    /// Of as many, one half was as quick as this, or quicker; nothing where nobody joined.
    pub median: Option<Duration>,
}

/// Of the invitations that were sent from `since` on and before `before`.
pub async fn joining(conn: &mut Conn<'_>, among: &Among, since: Timestamp, before: Timestamp) -> Result<Joining> {
    let engine: Engine = (&*conn).into();
    let taken = taken(engine);
    let joined = |mut statement: Statement| {
        statement
            .push(" FROM invitations i WHERE i.account_id = ")
            .id(among.account.0)
            .push(" AND i.created_at >= ")
            .at(since)
            .push(" AND i.created_at < ")
            .at(before)
            .push(" AND i.ending = 'accepted'");
        among.push(&mut statement, "i.user_id");
        statement
    };
    let within: Vec<String> =
        JOINED_WITHIN.iter().map(|most| format!("COUNT(*) FILTER (WHERE {taken} <= {})", most.as_micros())).collect();
    let counted = Statement::new(engine, &format!("SELECT {}, COUNT(*)", within.join(", ")));
    let rows: Vec<(i64, i64, i64, i64, i64)> = joined(counted).all(conn).await?;
    let Some((a, b, c, d, all)) = rows.into_iter().next() else { return Ok(Joining::default()) };
    let mut counts = [a, b, c, d, all].map(count);
    for n in (1..counts.len()).rev() {
        counts[n] -= counts[n - 1];
    }
    let Some(middle) = count(all).checked_sub(1).map(|last| last / 2) else { return Ok(Joining::default()) };
    let mut one = joined(Statement::new(engine, &format!("SELECT {taken}")));
    one.push(&format!(" ORDER BY 1 LIMIT 1 OFFSET {middle}"));
    let rows: Vec<(i64,)> = one.all(conn).await?;
    Ok(Joining { counts, median: rows.first().map(|(micros,)| Duration::from_micros(count(*micros))) })
}

/// What one half of those who joined took at most, of each week's invitations; nothing where nobody joined.
pub async fn medians(conn: &mut Conn<'_>, among: &Among, starts: &[Timestamp]) -> Result<Vec<Option<Duration>>> {
    let engine = (&*conn).into();
    let taken = taken(engine);
    let mut statement = with_weeks(engine, starts);
    statement
        .push(&format!(
            "SELECT j.week, j.taken FROM (SELECT w.week AS week, {taken} AS taken, \
                 ROW_NUMBER() OVER (PARTITION BY w.week ORDER BY {taken}) AS place, \
                 COUNT(*) OVER (PARTITION BY w.week) AS of_all \
             FROM weeks w CROSS JOIN invitations i WHERE i.account_id = "
        ))
        .id(among.account.0)
        .push(" AND i.created_at >= w.since AND i.created_at < w.before AND i.ending = 'accepted'");
    among.push(&mut statement, "i.user_id");
    statement.push(") j WHERE j.place = (j.of_all + 1) / 2");
    let rows: Vec<(i64, i64)> = statement.all(conn).await?;
    Ok(by_week(rows, starts, |(week, taken)| (week, Some(Duration::from_micros(count(taken))))))
}

/// The column that names the part that somebody is of, and the joins that bring it.
fn joined(by: By, person: &str) -> (&'static str, String) {
    let users = format!(" JOIN users u ON u.id = {person}");
    match by {
        By::Role => ("u.role_id", users),
        By::Department => {
            ("m.department_id", format!("{users} LEFT JOIN department_members m ON m.user_id = {person}"))
        }
    }
}

/// The figures of some people over all of the weeks.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Part {
    pub invitations: Sent,
    /// What one half of those who joined took at most; nothing where nobody did.
    pub joining: Option<Duration>,
    pub sign_ins: SignIns,
}

/// By the id of a role or a department. Who has no figures isn't there.
pub type Parts = BTreeMap<Option<Uuid>, Part>;

/// What there was from `since` on and before `before`, by whom it is of.
pub async fn parts(
    conn: &mut Conn<'_>,
    among: &Among,
    by: By,
    (since, before): (Timestamp, Timestamp),
    now: Timestamp,
) -> Result<Parts> {
    let engine: Engine = (&*conn).into();
    let (key, joins) = joined(by, "i.user_id");
    let sent = |mut statement: Statement| {
        statement.push(&format!(" FROM invitations i{joins} WHERE i.account_id = ")).id(among.account.0);
        statement.push(" AND i.created_at >= ").at(since).push(" AND i.created_at < ").at(before);
        among.push(&mut statement, "i.user_id");
        statement
    };
    let mut parts = Parts::new();

    let mut fates = Statement::new(engine, &format!("SELECT {key} AS id, "));
    push_fates(&mut fates, now);
    let mut fates = sent(fates);
    fates.push(" GROUP BY 1");
    for row in fates.all::<PartRow>(&mut *conn).await? {
        parts.entry(row.id).or_default().invitations = row.sent.into();
    }

    let taken = taken(engine);
    let halves = format!(
        "SELECT j.id, j.taken FROM (SELECT {key} AS id, {taken} AS taken, \
             ROW_NUMBER() OVER (PARTITION BY {key} ORDER BY {taken}) AS place, \
             COUNT(*) OVER (PARTITION BY {key}) AS of_all"
    );
    let mut halves = sent(Statement::new(engine, &halves));
    halves.push(" AND i.ending = 'accepted') j WHERE j.place = (j.of_all + 1) / 2");
    for (id, taken) in halves.all::<(Option<Uuid>, i64)>(&mut *conn).await? {
        parts.entry(id).or_default().joining = Some(Duration::from_micros(count(taken)));
    }

    // People are looked up once each, however often they signed in.
    let (key, joins) = joined(by, "s.subject_id");
    let mut signed = Statement::new(
        engine,
        &format!(
            "SELECT {key}, CAST(SUM(s.done) AS BIGINT), CAST(SUM(s.refused) AS BIGINT) FROM (SELECT h.subject_id, \
                 COUNT(*) FILTER (WHERE NOT h.refused) AS done, COUNT(*) FILTER (WHERE h.refused) AS refused \
             FROM history h WHERE h.account_id = "
        ),
    );
    signed
        .id(among.account.0)
        .push(" AND h.action = 'signed-in' AND h.at >= ")
        .at(since)
        .push(" AND h.at < ")
        .at(before);
    among.push(&mut signed, "h.subject_id");
    signed.push(&format!(" GROUP BY h.subject_id) s{joins} GROUP BY 1"));
    for (id, done, refused) in signed.all::<(Option<Uuid>, i64, i64)>(&mut *conn).await? {
        parts.entry(id).or_default().sign_ins = SignIns { done: count(done), refused: count(refused) };
    }
    Ok(parts)
}

/// From the invitation `i` to the arrival, in microseconds.
const fn taken(engine: Engine) -> &'static str {
    match engine {
        Engine::Sqlite => "i.ended_at - i.created_at",
        Engine::Postgres => "CAST(EXTRACT(EPOCH FROM i.ended_at - i.created_at) * 1000000 AS BIGINT)",
    }
}
