//! A page of the list: at most a few hundred microseconds' work, or a few milliseconds' where text and filters meet,
//! however many users there are.
//!
//! Two ways lead to a page. One *walks* an order's index from the cursor and tests each row: quick where many match.
//! The other *gathers* all that an index has for one of the filters, and sorts them: quick where few match. Which is
//! which is found by asking the indexes, for no more than a bounded number of entries. Tried and left: OFFSET (0.6 s
//! for the 8,000th page of a million), an index for each pair of filter and order (writes cost more than they gain),
//! and leaving the choice to the planners, which know no text's frequency.

use super::{
    super::super::{Conn, Result},
    Engine, Statement,
    filter::{Filter, Look, Set},
    order::{Keys, Order, Place, Rank},
};
use crate::domain::time::Timestamp;
use uuid::Uuid;

// What each may cost: as much as walking over so many rows, a quarter of a microsecond each.

/// Hits that are gathered without having walked before.
const FEW: usize = 36_000;
/// Rows walked over before gathering.
const WALK: usize = 6_000;
/// Rows walked over where the first of them promise a full page by then.
const LONG: usize = 60_000;
/// Hits that are gathered once a walk has found too little.
const MANY: usize = 240_000;

/// Which part of the list is wanted.
#[derive(Clone, Copy)]
pub struct Part<'a> {
    pub filter: &'a Filter,
    pub order: &'a Order,
    /// The row to go on from, which isn't on the page, with the number of its rank.
    pub from: Option<(&'a Place, usize)>,
    pub forward: bool,
    pub most: usize,
}

/// What was found, in the order of the list when one looks in the part's direction.
pub struct Found {
    pub ids: Vec<Uuid>,
    /// What it was gathered by, if it was.
    pub by: Option<Set>,
}

pub async fn find(conn: &mut Conn<'_>, part: Part<'_>) -> Result<Found> {
    let sets = part.filter.sets();
    if sets.is_empty() {
        return Ok(walk(conn, part, &sets, None).await?.into());
    }
    if let Some(set) = cheapest(conn, part.filter, &sets, FEW).await? {
        return gather(conn, part, set).await;
    }
    let row = Filter::cost_of_row(&sets);
    let mut walked = walk(conn, part, &sets, Some(WALK / row)).await?;
    if let Walked::TooFew(few) = &walked
        && few.len() * LONG / WALK > part.most
    {
        walked = walk(conn, part, &sets, Some(LONG / row)).await?;
    }
    if let Walked::Page(_) = walked {
        return Ok(walked.into());
    }
    // PostgreSQL's index of trigrams gives all its hits or none; the walk has shown that they aren't too many.
    let by = match cheapest(conn, part.filter, &sets, MANY).await? {
        None if Engine::from(&*conn) == Engine::Postgres && sets.contains(&Set::Text) => Some(Set::Text),
        set => set,
    };
    match by {
        Some(set) => gather(conn, part, set).await,
        None => Ok(walk(conn, part, &sets, None).await?.into()),
    }
}

/// What a walk has come by.
enum Walked {
    /// All that the page holds.
    Page(Vec<Uuid>),
    /// Too few, of as many rows as it was allowed.
    TooFew(Vec<Uuid>),
}

impl From<Walked> for Found {
    fn from(walked: Walked) -> Self {
        let (Walked::Page(ids) | Walked::TooFew(ids)) = walked;
        Self { ids, by: None }
    }
}

/// The set that is gathered at the least cost, if that is no more than `most`. Each is counted as far as it is cheaper
/// than those before.
async fn cheapest(conn: &mut Conn<'_>, filter: &Filter, sets: &[Set], most: usize) -> Result<Option<Set>> {
    let (mut found, mut most) = (None, most);
    for set in sets {
        let engine = Engine::from(&*conn);
        if (engine, *set) == (Engine::Postgres, Set::Text) {
            continue;
        }
        let bound = most / Filter::cost(*set);
        let mut count = Statement::new(engine, "SELECT COUNT(*) FROM (");
        filter.write_hits(&mut count, *set);
        count.push(&format!(" LIMIT {}) h", bound + 1));
        let hits = count.all::<(i64,)>(conn).await?.first().map_or(0, |(hits,)| *hits);
        if let Ok(hits) = usize::try_from(hits)
            && hits <= bound
        {
            (found, most) = (Some(*set), hits * Filter::cost(*set));
        }
    }
    Ok(found)
}

/// Goes from rank to rank, until the page is full or `bound` rows of a rank were tested.
async fn walk(conn: &mut Conn<'_>, part: Part<'_>, sets: &[Set], bound: Option<usize>) -> Result<Walked> {
    let ranks: Vec<usize> = match (part.from, part.forward) {
        (Some((_, rank)), true) => (rank..part.order.ranks.len()).collect(),
        (None, true) => (0..part.order.ranks.len()).collect(),
        (Some((_, rank)), false) => (0..=rank).rev().collect(),
        (None, false) => (0..part.order.ranks.len()).rev().collect(),
    };
    let mut ids = Vec::new();
    for number in ranks {
        let mut rank = part.order.ranks[number].clone();
        let mut tests = sets.to_vec();
        // The orders by name have an index for each role as well.
        if rank.keys == Keys::Name && tests.contains(&Set::Role) {
            if rank.role.is_some_and(|role| Some(role) != part.filter.role) {
                continue;
            }
            rank.role = part.filter.role;
            tests.retain(|set| *set != Set::Role);
        }
        let from = part.from.filter(|(_, rank)| *rank == number).map(|(place, _)| place);
        let lane = Lane { part, rank: &rank, from, tests: &tests };
        let wanted = part.most - ids.len();
        let found = lane.rows(conn, wanted, bound.filter(|_| !tests.is_empty())).await?;
        let full = found.len() == wanted;
        ids.extend(found);
        if full {
            break;
        }
        if let Some(bound) = bound.filter(|_| !tests.is_empty())
            && lane.is_longer_than(conn, bound).await?
        {
            return Ok(Walked::TooFew(ids));
        }
    }
    Ok(Walked::Page(ids))
}

/// One rank from the cursor on.
struct Lane<'a> {
    part: Part<'a>,
    rank: &'a Rank,
    from: Option<&'a Place>,
    tests: &'a [Set],
}

impl Lane<'_> {
    async fn rows(&self, conn: &mut Conn<'_>, most: usize, bound: Option<usize>) -> Result<Vec<Uuid>> {
        let mut query = Statement::new(Engine::from(&*conn), "SELECT w.id FROM (");
        self.write(&mut query, self.tests);
        let inner = if self.tests.is_empty() { Some(most) } else { bound };
        if let Some(inner) = inner {
            query.push(&format!(" LIMIT {inner}"));
        }
        query.push(") w WHERE TRUE");
        for set in self.tests {
            self.part.filter.write_set(&mut query, "w", *set, Look::Walk);
        }
        // It may test them in whatever order it likes, unless one is asked for. SQLite would sort them all for it; there,
        // what is walked along comes first, and the tests are made row by row.
        if query.engine == Engine::Postgres {
            write_order(&mut query, "w.", &self.ordered(), self.ascends());
        }
        query.push(&format!(" LIMIT {most}"));
        Ok(query.all::<(Uuid,)>(conn).await?.into_iter().map(|(id,)| id).collect())
    }

    /// The columns that its rows are ordered by.
    fn ordered(&self) -> Vec<&'static str> {
        let mut columns = self.rank.keys.columns().to_vec();
        if let Keys::Never(column) = self.rank.keys {
            columns.insert(0, column);
        }
        columns
    }

    fn ascends(&self) -> bool {
        self.part.forward != self.part.order.descending
    }

    async fn is_longer_than(&self, conn: &mut Conn<'_>, rows: usize) -> Result<bool> {
        let mut query = Statement::new(Engine::from(&*conn), "SELECT w.id FROM (");
        self.write(&mut query, &[]);
        query.push(&format!(" LIMIT 1 OFFSET {rows}) w"));
        Ok(!query.all::<(Uuid,)>(conn).await?.is_empty())
    }

    /// The rank's rows by its keys: each state's own run of the index, merged. `PostgreSQL` merges only what is ordered
    /// already, or else sorts all of it; `SQLite` takes no order within, and merges nevertheless.
    fn write(&self, to: &mut Statement, tests: &[Set]) {
        let ordered = self.ordered();
        let mut columns = ordered.clone();
        let tested = [(Set::Text, "search"), (Set::Role, "role_id"), (Set::Finer, "reason, delivery, expires_at")];
        columns.extend(tested.iter().filter(|(set, _)| tests.contains(set)).map(|(_, column)| column));
        if !columns.contains(&"id") {
            columns.push("id");
        }
        let forward = self.ascends();
        let ordered_within = to.engine == Engine::Postgres && self.rank.states.len() > 1;
        for (number, state) in self.rank.states.iter().enumerate() {
            to.push(if number == 0 { "" } else { " UNION ALL " });
            to.push(if ordered_within { "(SELECT " } else { "SELECT " }).push(&columns.join(", "));
            to.push(" FROM users WHERE account_id = ").id(self.part.filter.account.0);
            to.push(" AND state = '").push(state.as_str()).push("'");
            if let Some(role) = self.rank.role {
                to.push(" AND role_id = ").id(role.0);
            }
            match self.rank.keys {
                // Rather than IS NOT NULL, which SQLite doesn't seek by. A cursor says as much, and is what has to be sought by.
                Keys::At(column) if self.from.is_none() => {
                    to.push(" AND ").push(column).push(" > ").at(Timestamp::from_micros(0));
                }
                Keys::Never(column) => {
                    to.push(" AND ").push(column).push(" IS NULL");
                }
                Keys::Name | Keys::Address | Keys::At(_) => {}
            }
            if let Some(place) = self.from {
                to.push(" AND ");
                place.write_beyond(to, "", self.rank.keys, forward);
            }
            to.push(" AND id <> ").id(self.part.filter.without.0);
            if ordered_within {
                write_order(to, "", &ordered, forward);
                to.push(")");
            }
        }
        write_order(to, "", &ordered, forward);
    }
}

fn write_order(to: &mut Statement, of: &str, columns: &[&str], ascending: bool) {
    let way = if ascending { "" } else { " DESC" };
    let terms: Vec<String> = columns.iter().map(|column| format!("{of}{column}{way}")).collect();
    to.push(" ORDER BY ").push(&terms.join(", "));
}

/// What somebody is ordered, tested and counted by.
const KNOWN: &str = "SELECT h.id, h.account_id, h.state, h.role_id, h.search, h.sort_key, h.email_key, h.invited_at, \
    h.signed_in_at";
/// Those found by a finer state needn't be tested for it, and its indexes have nothing else of this.
const FINER: &str = ", h.reason, h.delivery, h.expires_at";

/// Writes `WITH d … FROM … u WHERE …`: the users that a set's index finds and the rest of the filter lets through.
pub(super) fn write_gathered(to: &mut Statement, filter: &Filter, by: Set, most: Option<usize>, select: &str) {
    let key = Filter::key_elsewhere(to.engine, by);
    // What an index has in full needn't be laid aside; with the others, a planner would find itself another way.
    let is_read_through = most.is_none() && by == Set::Finer;
    to.push(if is_read_through { "WITH d AS NOT MATERIALIZED (" } else { "WITH d AS MATERIALIZED (" });
    if key.is_some() {
        filter.write_hits(to, by);
    } else {
        to.push(KNOWN).push(if by == Set::Finer { "" } else { FINER }).push(" FROM users h WHERE ");
        filter.write_hits_of(to, "h", by);
    }
    if let Some(most) = most {
        to.push(&format!(" LIMIT {most}"));
    }
    to.push(") SELECT ").push(select).push(" FROM d ");
    match key {
        Some(key) => to.push("CROSS JOIN users u WHERE u.").push(key).push(" = d.hit AND "),
        None => to.push("u WHERE "),
    };
    // Said of the hits already, where they are found among the users: once more, and a planner would go by it.
    if key.is_some() || by == Set::Text {
        filter.write_account_and_states(to, "u");
    } else {
        to.push("TRUE");
    }
    for set in filter.sets().into_iter().filter(|set| *set != by) {
        filter.write_set(to, "u", set, Look::Walk);
    }
}

async fn gather(conn: &mut Conn<'_>, part: Part<'_>, by: Set) -> Result<Found> {
    let mut query = Statement::new(Engine::from(&*conn), "");
    write_gathered(&mut query, part.filter, by, None, "u.id");
    query.push(" AND u.id <> ").id(part.filter.without.0);
    let forward = part.forward != part.order.descending;
    let several = part.order.ranks.len() > 1;
    if let Some((place, number)) = part.from {
        query.push(" AND (");
        if several {
            part.order.write_rank(&mut query);
            query.push(&format!(" {} {number} OR ", if part.forward { ">" } else { "<" }));
            part.order.write_rank(&mut query);
            query.push(&format!(" = {number} AND "));
        }
        place.write_beyond(&mut query, "u.", part.order.ranks[number].keys, forward);
        query.push(")");
    }
    query.push(" ORDER BY ");
    if several {
        part.order.write_rank(&mut query);
        query.push(if part.forward { ", " } else { " DESC, " });
    }
    let way = if forward { "" } else { " DESC" };
    let columns: Vec<String> = part.order.columns().iter().map(|column| format!("u.{column}{way}")).collect();
    query.push(&columns.join(", "));
    query.push(&format!(" LIMIT {}", part.most));
    let ids = query.all::<(Uuid,)>(conn).await?.into_iter().map(|(id,)| id).collect();
    Ok(Found { ids, by: Some(by) })
}
