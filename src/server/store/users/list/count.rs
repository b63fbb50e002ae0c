//! How many users there are, by role and state; and how many match a filter, as far as that costs no more than a page.

use super::{
    super::super::{
        Conn, Result,
        db::{corrupt, fetch},
    },
    Engine, Statement,
    filter::{Filter, Look, Set},
    page::write_gathered,
};
use crate::domain::{
    error::Parse,
    id::{AccountId, RoleId},
    user::UserState,
    user_list::{Count, Standing},
};
use std::collections::HashMap;
use uuid::Uuid;

/// Hits that are counted to the end.
const COUNTED: usize = 2_000;
/// Rows of each state that are tested where there are more.
const SAMPLE: usize = 1_000;

/// All users of an account, by role and state. Kept by the database itself, so that no path can forget it.
#[derive(Clone, Debug, Default)]
pub struct Tallies(HashMap<(RoleId, UserState), u64>);

impl Tallies {
    pub async fn read(conn: &mut Conn<'_>, account: AccountId) -> Result<Self> {
        let rows = fetch!(
            all,
            (Uuid, String, i64),
            conn,
            "SELECT role_id, state, CAST(SUM(n) AS BIGINT) FROM user_counts WHERE account_id = $1 \
             GROUP BY role_id, state",
            account.0
        )?;
        rows.into_iter()
            .map(|(role, state, n)| {
                let state = state.parse().map_err(|e: Parse| corrupt(e))?;
                Ok(((role.into(), state), u64::try_from(n).unwrap_or(0)))
            })
            .collect::<Result<_>>()
            .map(Self)
    }

    #[must_use]
    pub fn count(&self, role: Option<RoleId>, state: UserState) -> u64 {
        let of = |r: &RoleId, s: &UserState| *s == state && role.is_none_or(|role| role == *r);
        self.0.iter().filter(|((r, s), _)| of(r, s)).map(|(_, n)| n).sum()
    }

    /// Whether anybody in one of these states has the role.
    #[must_use]
    pub fn has(&self, role: RoleId, states: &[UserState]) -> bool {
        states.iter().any(|state| self.0.get(&(role, *state)).is_some_and(|n| *n > 0))
    }
}

/// How many match the filter in each listed state, whichever its own is; `by` is what its page was gathered by.
pub async fn by_state(
    conn: &mut Conn<'_>,
    filter: &Filter,
    by: Option<Set>,
    tallies: &Tallies,
) -> Result<Vec<(UserState, Count)>> {
    let filter = &Filter { standing: Standing::All, ..filter.clone() };
    let sets = filter.sets();
    let tally = |state| Count { least: tallies.count(filter.role, state), exact: true };
    if sets.iter().all(|set| *set == Set::Role) {
        return Ok(UserState::LISTED.map(|state| (state, tally(state))).to_vec());
    }
    let by = by.filter(|set| *set != Set::Finer);
    let (rows, exact) = match by {
        Some(by) => gathered(conn, filter, by).await?,
        None => (sampled(conn, filter, &sets, &UserState::LISTED).await?, false),
    };
    Ok(UserState::LISTED
        .map(|state| {
            let least = rows.iter().find(|(s, _)| *s == state).map_or(0, |(_, n)| *n);
            let whole = tally(state).least;
            let exact = exact || (by.is_none() && whole <= SAMPLE as u64) || least == whole;
            (state, Count { least, exact })
        })
        .to_vec())
}

/// How many of those deleted match the filter, whichever its state is.
pub async fn deleted(conn: &mut Conn<'_>, filter: &Filter, tallies: &Tallies) -> Result<Count> {
    let filter = &Filter { standing: Standing::All, ..filter.clone() };
    let (sets, whole) = (filter.sets(), tallies.count(filter.role, UserState::Deleted));
    if sets.iter().all(|set| *set == Set::Role) {
        return Ok(Count { least: whole, exact: true });
    }
    let rows = sampled(conn, filter, &sets, &[UserState::Deleted]).await?;
    Ok(Count { least: rows.iter().map(|(_, n)| n).sum(), exact: whole <= SAMPLE as u64 })
}

/// How many match the whole filter, a finer state or the deleted ones included; `seen` are on a page of it.
pub async fn finer(conn: &mut Conn<'_>, filter: &Filter, seen: u64) -> Result<Count> {
    // One set alone is counted in its index; where sets meet, that would cost more than the page.
    let [by] = filter.sets()[..] else { return Ok(Count { least: seen, exact: false }) };
    let (rows, exact) = gathered(conn, filter, by).await?;
    Ok(Count { least: rows.iter().map(|(_, n)| n).sum::<u64>().max(seen), exact })
}

/// Counts what a set's index finds, up to a bound; whether that was all.
async fn gathered(conn: &mut Conn<'_>, filter: &Filter, by: Set) -> Result<(Vec<(UserState, u64)>, bool)> {
    let mut query = Statement::new(Engine::from(&*conn), "");
    write_gathered(&mut query, filter, by, Some(COUNTED + 1), "u.state, COUNT(*)");
    query.push(" GROUP BY u.state UNION ALL SELECT '', COUNT(*) FROM d");
    let mut rows = query.all::<(String, i64)>(conn).await?;
    let hits = rows.iter().position(|(state, _)| state.is_empty()).map_or(0, |at| rows.remove(at).1);
    let exact = usize::try_from(hits).is_ok_and(|hits| hits <= COUNTED);
    Ok((states(rows)?, exact))
}

/// Counts among the first of each state.
async fn sampled(
    conn: &mut Conn<'_>,
    filter: &Filter,
    sets: &[Set],
    among: &[UserState],
) -> Result<Vec<(UserState, u64)>> {
    let mut query = Statement::new(Engine::from(&*conn), "SELECT w.state, COUNT(*) FROM (");
    for (number, state) in among.iter().enumerate() {
        if number > 0 {
            query.push(" UNION ALL ");
        }
        query.push("SELECT * FROM (SELECT state, id, search, role_id FROM users WHERE account_id = ");
        query.id(filter.account.0).push(" AND state = '").push(state.as_str()).push("'");
        // The tally that tells whether the sample is all of them is by role, too.
        if let Some(role) = filter.role {
            query.push(" AND role_id = ").id(role.0);
        }
        query.push(&format!(" ORDER BY sort_key, id LIMIT {SAMPLE}) s{number}"));
    }
    query.push(") w WHERE TRUE");
    for set in sets {
        filter.write_set(&mut query, "w", *set, Look::Walk);
    }
    query.push(" GROUP BY w.state");
    states(query.all(conn).await?)
}

fn states(rows: Vec<(String, i64)>) -> Result<Vec<(UserState, u64)>> {
    rows.into_iter()
        .map(|(state, n)| Ok((state.parse().map_err(|e: Parse| corrupt(e))?, u64::try_from(n).unwrap_or(0))))
        .collect()
}
