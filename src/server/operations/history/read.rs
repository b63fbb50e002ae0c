use crate::{
    domain::{
        access::{Area, Level},
        history_list::{Cursor, Day, HistoryQuery, Part, What},
        id::{AccountId, DepartmentId, EntryId, UserId},
        time::Timestamp,
    },
    server::{
        app::App,
        context::{Actor, Granted},
        operations::{Error, calendar},
        store::{
            self, Conn, departments,
            history::{self, Discreet, Filter, Recorded, Someone, Things, Who},
        },
    },
};
use jiff::{civil, tz::TimeZone};
use serde_json::Value;
use std::collections::HashSet;
use uuid::Uuid;

/// Entries on a page.
pub const PAGE: usize = 50;
/// People whom a text finds: of a name that more have, these are the first. Each costs a look into two indexes.
pub const MOST_PEOPLE: usize = 20;
/// Entries that a text finds by what they say: of more, these are the newest.
pub const MOST_ENTRIES: usize = 200;
/// Longest text, in characters.
const MOST_TEXT: usize = 100;

/// Of what a text finds more than is looked through.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Crowd {
    /// More people than [`MOST_PEOPLE`].
    People,
    /// More entries that say so than [`MOST_ENTRIES`].
    Entries,
}

/// A page of the history.
pub struct Page {
    /// Newest first.
    pub entries: Vec<Recorded>,
    /// What their particulars name.
    pub things: Things,
    /// Those who are asked for by their id.
    pub actor: Option<Someone>,
    pub subject: Option<Someone>,
    /// The text finds more than is shown.
    pub crowd: Option<Crowd>,
    pub newer: Option<Cursor>,
    pub older: Option<Cursor>,
}

/// # Errors
/// [`Error::NotAllowed`] below Guest in the history.
pub async fn read(app: &App, actor: &Actor, query: &HistoryQuery) -> Result<Page, Error> {
    let (account, granted) = (actor.account(), actor.granted_somewhere(Area::History, Level::Guest)?);
    let mut reader = app.db.read().await?;
    let (filter, crowd) = filter(app, &mut reader.conn(), &granted, query).await?;
    let mut page = page(&mut reader.conn(), &filter, query.cursor, PAGE).await?;
    page.crowd = crowd;
    page.actor = somebody(&mut reader.conn(), account, &filter, query.actor).await?;
    page.subject = somebody(&mut reader.conn(), account, &filter, query.subject).await?;
    Ok(page)
}

/// The newest entries about somebody: what that person did, and what was done about them.
///
/// # Errors
/// [`Error::NotAllowed`] below Guest in the history.
pub async fn about(app: &App, actor: &Actor, user: UserId, most: usize) -> Result<Page, Error> {
    let granted = actor.granted_somewhere(Area::History, Level::Guest)?;
    let who = Who::People(vec![user], Part::Either, Vec::new());
    let filter = Filter { who, ..everything_within(&granted) };
    Ok(page(&mut app.db.read().await?.conn(), &filter, Cursor::Start, most).await?)
}

/// One's own: what one did, and what was done about one.
///
/// # Errors
/// The database's.
pub async fn own(app: &App, actor: &Actor, cursor: Cursor, most: usize) -> Result<Page, Error> {
    Ok(page(&mut app.db.read().await?.conn(), &own_filter(actor), cursor, most).await?)
}

pub(super) fn own_filter(actor: &Actor) -> Filter {
    let who = Who::People(vec![actor.id()], Part::Either, Vec::new());
    let seen = || match actor.granted_somewhere(Area::Users, Level::Guest) {
        Ok(granted) => granted.scope().within(),
        Err(_) => Some(Vec::new()),
    };
    let reads_all = actor.may_everywhere(Area::History, Level::Guest);
    let discreet = (!reads_all).then(|| Discreet { own: actor.id(), seen: seen() });
    Filter { who, discreet, ..everything(actor.account()) }
}

const fn everything(account: AccountId) -> Filter {
    Filter {
        account,
        who: Who::Anybody,
        actor: None,
        subject: None,
        actions: Vec::new(),
        outcome: None,
        since: None,
        before: None,
        within: None,
        discreet: None,
    }
}

/// All that the reader may see.
pub(in crate::server::operations) fn everything_within(granted: &Granted<'_>) -> Filter {
    let within = granted.scope().within().map(|departments| (granted.id(), departments));
    let discreet = within.clone().map(|(own, seen)| Discreet { own, seen: Some(seen) });
    Filter { within, discreet, ..everything(granted.account()) }
}

pub(super) async fn filter(
    app: &App,
    conn: &mut Conn<'_>,
    granted: &Granted<'_>,
    query: &HistoryQuery,
) -> store::Result<(Filter, Option<Crowd>)> {
    let mut filter = everything_within(granted);
    let mut crowd = None;
    filter.actor = query.actor;
    filter.subject = query.subject;
    filter.actions = query.what.map(What::actions).unwrap_or_default();
    filter.outcome = query.outcome;
    filter.since = query.from.and_then(|day| begins(day, 0, &app.zone));
    filter.before = query.until.and_then(|day| begins(day, 1, &app.zone));
    let text: String = query.text.chars().take(MOST_TEXT).collect();
    if !text.trim().is_empty() {
        let one_more = |most: usize| i64::try_from(most).unwrap_or(i64::MAX).saturating_add(1);
        let within = granted.scope().within();
        let mut people =
            history::matching(conn, granted.account(), within.as_deref(), &text, one_more(MOST_PEOPLE)).await?;
        // Where the text is to be somebody's name, it isn't what an entry says.
        let mut entries = match query.part {
            Part::Either => history::worded(conn, &filter, &text, one_more(MOST_ENTRIES)).await?,
            Part::Actor | Part::Subject => Vec::new(),
        };
        crowd = match (people.len() > MOST_PEOPLE, entries.len() > MOST_ENTRIES) {
            (true, _) => Some(Crowd::People),
            (false, true) => Some(Crowd::Entries),
            (false, false) => None,
        };
        people.truncate(MOST_PEOPLE);
        entries.truncate(MOST_ENTRIES);
        filter.who = Who::People(people.iter().map(Someone::id).collect(), query.part, entries);
    }
    Ok((filter, crowd))
}

/// When a day begins in the zone, or the one that lies `later` days after it; nothing for no day of the calendar.
fn begins(day: Day, later: i64, zone: &TimeZone) -> Option<Timestamp> {
    let date = civil::Date::new(day.year, day.month, day.day).ok()?;
    calendar::begins(date, later, zone)
}

/// A page, and where the ones beside it begin.
pub(in crate::server::operations) async fn page(
    conn: &mut Conn<'_>,
    filter: &Filter,
    mut cursor: Cursor,
    most: usize,
) -> store::Result<Page> {
    let (mut entries, mut more) = history::list(conn, filter, cursor, most).await?;
    if entries.is_empty() && cursor != Cursor::Start {
        // Nothing is left beyond it: the start says where one is.
        cursor = Cursor::Start;
        (entries, more) = history::list(conn, filter, cursor, most).await?;
    }
    let (has_newer, has_older) = match cursor {
        Cursor::Start => (false, more),
        Cursor::Older(_) => (true, more),
        Cursor::Newer(_) => (more, true),
    };
    let beside = |yes: bool, entry: Option<&Recorded>, to: fn(EntryId) -> Cursor| {
        entry.filter(|_| yes).map(|entry| to(entry.id))
    };
    let newer = beside(has_newer, entries.first(), Cursor::Newer);
    let older = beside(has_older, entries.last(), Cursor::Older);
    let mut things = named(conn, filter.account, &entries).await?;
    narrow(conn, filter, &mut entries, &mut things).await?;
    Ok(Page { entries, things, actor: None, subject: None, crowd: None, newer, older })
}

/// Whoever has people in departments alone reads of no other department, and a discreet reader of who else had to do with
/// it the name alone.
async fn narrow(
    conn: &mut Conn<'_>,
    filter: &Filter,
    entries: &mut [Recorded],
    things: &mut Things,
) -> store::Result<()> {
    if let Some((_, within)) = &filter.within {
        let all = departments::list(conn, filter.account).await?.into_iter().map(|department| department.id);
        let others: HashSet<Uuid> = all.filter(|id| !within.contains(id)).map(|id| id.0).collect();
        things.retain(|id, _| !others.contains(id));
        for entry in entries.iter_mut() {
            // First the place, which the department's name says whose it is.
            leave_out_place(&mut entry.particulars, within);
            leave_out(&mut entry.particulars, &others);
        }
    }
    let Some(Discreet { own, seen }) = &filter.discreet else { return Ok(()) };
    for entry in &mut *entries {
        // Of who wasn't signed in, it is the subject's affair.
        if entry.actor.as_ref().or(entry.subject.as_ref()).is_none_or(|someone| someone.id() != *own) {
            entry.address.clear();
        }
    }
    let Some(within) = seen else { return Ok(()) };
    let people = |entry: &Recorded| [&entry.actor, &entry.subject].into_iter().flatten().map(Someone::id).collect();
    let ids: Vec<UserId> = entries.iter().flat_map(|entry| -> Vec<UserId> { people(entry) }).collect();
    let seen = departments::members_among(conn, &ids, within).await?;
    for someone in entries.iter_mut().flat_map(|entry| [&mut entry.actor, &mut entry.subject]).flatten() {
        if let Someone::Known { id, email, .. } = someone
            && id != own
            && !seen.contains(id)
        {
            email.clear();
        }
    }
    Ok(())
}

/// What the entries' particulars name.
async fn named(conn: &mut Conn<'_>, account: AccountId, entries: &[Recorded]) -> store::Result<Things> {
    let mut ids: Vec<Uuid> = Vec::new();
    for entry in entries {
        collect(&entry.particulars, &mut ids);
    }
    ids.sort_unstable();
    ids.dedup();
    history::things(conn, account, &ids).await
}

/// Takes these ids out of the facts.
fn leave_out(facts: &mut Value, ids: &HashSet<Uuid>) {
    let is_one = |value: &Value| value.as_str().and_then(|text| text.parse().ok()).is_some_and(|id| ids.contains(&id));
    if let Value::Object(facts) = facts {
        facts.retain(|_, fact| !is_one(fact));
        for list in facts.values_mut().filter_map(Value::as_array_mut) {
            list.retain(|value| !is_one(value));
        }
    }
}

/// Takes out in which department somebody was put, and as what, where it is none of these: also where it is gone by now.
fn leave_out_place(facts: &mut Value, within: &[DepartmentId]) {
    let department = facts["department"].as_str().and_then(|text| text.parse().ok());
    if let (Some(department), Value::Object(facts)) = (department, facts)
        && !within.contains(&department)
    {
        for fact in ["department", "department_role"] {
            facts.remove(fact);
        }
    }
}

fn collect(value: &Value, ids: &mut Vec<Uuid>) {
    match value {
        Value::String(text) => ids.extend(text.parse::<Uuid>().ok()),
        Value::Array(values) => values.iter().for_each(|value| collect(value, ids)),
        Value::Object(values) => values.values().for_each(|value| collect(value, ids)),
        _ => {}
    }
}

/// Somebody, by the id alone where there is nobody any more, or nobody whom the reader may know.
async fn somebody(
    conn: &mut Conn<'_>,
    account: AccountId,
    filter: &Filter,
    id: Option<UserId>,
) -> store::Result<Option<Someone>> {
    let Some(id) = id else { return Ok(None) };
    if let Some((own, within)) = &filter.within
        && id != *own
        && departments::members_among(conn, &[id], within).await?.is_empty()
    {
        return Ok(Some(Someone::Erased(id)));
    }
    Ok(Some(history::find(conn, account, id).await?.unwrap_or(Someone::Erased(id))))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_is_the_zones() {
        let paris = TimeZone::get("Europe/Paris").unwrap();
        let hours = |day: &str| {
            let day: Day = day.parse().unwrap();
            let (start, end) = (begins(day, 0, &paris).unwrap(), begins(day, 1, &paris).unwrap());
            end.since(start).as_secs() / 3_600
        };
        assert_eq!((hours("2026-11-22"), hours("2026-10-25"), hours("2026-03-29")), (24, 25, 23));
        assert!(begins("2026-02-30".parse().unwrap(), 0, &paris).is_none());
        assert!(begins("9999-12-31".parse().unwrap(), 1, &paris).is_none());
    }
}
