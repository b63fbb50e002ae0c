//! Figures: counted by the database, week by week along an index, never row by row.

use super::{
    Conn, Result,
    statement::{Engine, Statement},
};
use crate::domain::{
    analytics::JOINED_WITHIN,
    id::{AccountId, DepartmentId, RoleId},
    time::Timestamp,
};
use std::{iter::Sum, time::Duration};

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
    /// The mail was turned away.
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

/// What was sent in each week. The joins are crosswise so that SQLite walks the weeks, and not all that was ever sent.
pub async fn invitations(
    conn: &mut Conn<'_>,
    among: &Among,
    starts: &[Timestamp],
    now: Timestamp,
) -> Result<Vec<Sent>> {
    type Row = (i64, i64, i64, i64, i64, i64, i64, i64);
    let mut statement = with_weeks((&*conn).into(), starts);
    statement
        .push(
            "SELECT w.week, COUNT(*), COUNT(i.opened_at), COUNT(*) FILTER (WHERE i.ending = 'accepted'), \
                 COUNT(*) FILTER (WHERE i.ended_at IS NULL AND i.mail <> 'refused' AND i.expires_at <= ",
        )
        .at(now)
        .push(
            " OR i.ending = 'replaced' AND i.ended_at >= i.expires_at), \
                 COUNT(*) FILTER (WHERE i.ended_at IS NULL AND i.mail = 'refused'), \
                 COUNT(*) FILTER (WHERE i.ending = 'revoked'), \
                 COUNT(*) FILTER (WHERE i.ending = 'replaced' AND i.ended_at < i.expires_at) \
             FROM weeks w CROSS JOIN invitations i WHERE i.account_id = ",
        )
        .id(among.account.0)
        .push(" AND i.created_at >= w.since AND i.created_at < w.before");
    among.push(&mut statement, "i.user_id");
    statement.push(" GROUP BY w.week");
    let rows: Vec<Row> = statement.all(conn).await?;
    Ok(by_week(rows, starts, |(week, sent, opened, accepted, expired, refused, revoked, replaced)| {
        let sent = Sent {
            sent: count(sent),
            opened: count(opened),
            accepted: count(accepted),
            expired: count(expired),
            refused: count(refused),
            revoked: count(revoked),
            replaced: count(replaced),
        };
        (week, sent)
    }))
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

/// From the invitation `i` to the arrival, in microseconds.
const fn taken(engine: Engine) -> &'static str {
    match engine {
        Engine::Sqlite => "i.ended_at - i.created_at",
        Engine::Postgres => "CAST(EXTRACT(EPOCH FROM i.ended_at - i.created_at) * 1000000 AS BIGINT)",
    }
}
