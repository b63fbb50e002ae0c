//! Seats: taken, pending and free, now and day by day. Nothing is paid.

use super::{Error, calendar, refusal};
use crate::{
    domain::{
        access::{Area, Level},
        billing::{BillingQuery, Seats},
        history::{Action, Entry},
        id::{AccountId, DepartmentId},
        time::Timestamp,
    },
    server::{
        app::App,
        context::{Actor, Granted, Visit},
        store::{
            Conn, Setting,
            departments::{self, Department},
            seats::{self, DayOf, Whose},
        },
    },
};
use jiff::{Span, civil::Date};
use serde_json::json;
use std::collections::HashMap;

/// One day's seats.
#[derive(Clone, Copy, Debug)]
pub struct Day {
    pub begins: Timestamp,
    pub seats: Seats,
}

pub struct Billing {
    /// What is shown: without a department that the account doesn't have.
    pub query: BillingQuery,
    /// Of the whole account, now.
    pub now: Seats,
    /// The oldest first; the last one is today, as things are now. A day on which nothing ran isn't there.
    pub days: Vec<Day>,
    /// Each with its seats now, by name.
    pub departments: Vec<(Department, Seats)>,
    /// The reader may take a file along.
    pub exports: bool,
}

fn may_export(actor: &Actor) -> Result<Granted<'_>, Error> {
    Ok(actor.granted(Area::Billing, Level::Guest)?.and(actor.granted(Area::Exports, Level::Guest)?))
}

/// # Errors
/// [`Error::NotAllowed`] below Guest in billing, in the whole account.
pub async fn billing(app: &App, actor: &Actor, query: BillingQuery) -> Result<Billing, Error> {
    let actor = actor.granted(Area::Billing, Level::Guest)?;
    let account = actor.account();
    let mut reader = app.db.read().await?;
    let today = calendar::day_of(app.clock.now(), &app.zone);
    let present = Present::read(&mut reader.conn(), account).await?;
    let query = BillingQuery { department: query.department.filter(|id| present.has(*id)), ..query };
    let whose = query.department.map_or(Whose::Whole, Whose::Department);
    let (from, before) = (first(today, query).to_string(), today.to_string());
    let past = seats::days(&mut reader.conn(), account, whose, &from, &before).await?;
    let day = |day: Date, seats: Seats| Some(Day { begins: calendar::begins(day, 0, &app.zone)?, seats });
    let past = past.into_iter().filter_map(|written| day(written.day.parse().ok()?, written.seats));
    let days = past.chain(day(today, present.of(query.department))).collect();
    Ok(Billing {
        query,
        now: present.whole,
        days,
        departments: present.departments,
        exports: may_export(&actor).is_ok(),
    })
}

/// The first of the days that are looked at.
fn first(today: Date, query: BillingQuery) -> Date {
    today.saturating_sub(Span::new().days(i64::from(query.days.count()) - 1))
}

/// The seats as they are now.
struct Present {
    whole: Seats,
    departments: Vec<(Department, Seats)>,
}

impl Present {
    async fn read(conn: &mut Conn<'_>, account: AccountId) -> Result<Self, Error> {
        let whole = seats::now(conn, account).await?;
        let counted: HashMap<DepartmentId, Seats> = seats::by_department(conn, account).await?;
        let departments = departments::list(conn, account).await?.into_iter();
        let departments = departments.map(|department| {
            let seats = counted.get(&department.id).copied().unwrap_or_default();
            (department, seats)
        });
        Ok(Self { whole, departments: departments.collect() })
    }

    fn has(&self, id: DepartmentId) -> bool {
        self.departments.iter().any(|(department, _)| department.id == id)
    }

    fn of(&self, id: Option<DepartmentId>) -> Seats {
        let found = |id| self.departments.iter().find(|(department, _)| department.id == id).map(|(_, seats)| *seats);
        id.map_or(self.whole, |id| found(id).unwrap_or_default())
    }
}

/// A line of the file.
pub struct Line {
    /// As in `2026-11-22`.
    pub day: String,
    /// By name; none: the whole account.
    pub department: Option<String>,
    pub seats: Seats,
}

fn line(DayOf { day, department, name, seats }: DayOf) -> Line {
    Line { day, department: department.map(|_| name.unwrap_or_default()), seats }
}

/// Days of one read of an export.
const AT_ONCE: i64 = 30;

/// An export on its way: each day of the whole account and of each department, or of one.
pub struct Export {
    app: App,
    account: AccountId,
    whose: Whose,
    present: Present,
    next: Date,
    today: Date,
    is_done: bool,
}

/// Begins an export, which the history remembers with how many days it is of.
///
/// # Errors
/// As [`billing`]; below Guest in exports too, in the history.
pub async fn export(app: &App, visit: &Visit, actor: &Actor, query: BillingQuery) -> Result<Export, Error> {
    let entry = Entry::new(Action::SeatsExported).by(actor.id());
    let actor = refusal::remember(app, visit, actor, entry.clone(), may_export(actor)).await?;
    let (account, now) = (actor.account(), app.clock.now());
    let present = Present::read(&mut app.db.read().await?.conn(), account).await?;
    let department = query.department.filter(|id| present.has(*id));
    let address = visit.address_text();
    let setting = Setting { account, at: now, address: &address, random: &app.random };
    let mut facts = json!({ "days": query.days.count() });
    if let Some(department) = department {
        facts["department"] = json!(department.to_string());
    }
    app.db.begin().await?.commit(&setting, &[entry.with(facts)]).await?;
    tracing::info!(days = query.days.count(), "billing.export");
    let today = calendar::day_of(now, &app.zone);
    let whose = department.map_or(Whose::All, Whose::Department);
    Ok(Export { app: app.clone(), account, whose, present, next: first(today, query), today, is_done: false })
}

impl Export {
    /// The next days, the oldest first and today as it is now; nothing at the end. Each in a short read of its own.
    ///
    /// # Errors
    /// The database's.
    pub async fn next(&mut self) -> Result<Option<Vec<Line>>, Error> {
        if self.is_done {
            return Ok(None);
        }
        if self.next >= self.today {
            self.is_done = true;
            return Ok(Some(self.last()));
        }
        let until = self.next.saturating_add(Span::new().days(AT_ONCE)).min(self.today);
        let (from, before) = (self.next.to_string(), until.to_string());
        self.next = until;
        let mut reader = self.app.db.read().await?;
        let days = seats::days(&mut reader.conn(), self.account, self.whose, &from, &before).await?;
        Ok(Some(days.into_iter().map(line).collect()))
    }

    /// Today's.
    fn last(&self) -> Vec<Line> {
        let whole = matches!(self.whose, Whose::All).then_some((None, self.present.whole));
        let departments = self.present.departments.iter().filter(|(department, _)| match self.whose {
            Whose::Department(id) => department.id == id,
            Whose::All | Whose::Whole => true,
        });
        let departments = departments.map(|(department, seats)| (Some(department.name.clone()), *seats));
        whole
            .into_iter()
            .chain(departments)
            .map(|(department, seats)| Line { day: self.today.to_string(), department, seats })
            .collect()
    }
}
