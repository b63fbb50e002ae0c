//! The next lines of a file, in one transaction with where the ones after them begin: a job that is taken up again goes
//! on behind the last chunk that there is.

use super::Order;
use crate::{
    domain::{
        export::What,
        history_list::Cursor,
        id::{DepartmentId, EntryId, JobId, UserId},
        time::Timestamp,
        user::{UserState, display_name},
        user_list::{Standing, UserQuery},
    },
    server::{
        app::App,
        context::{Actor, Granted},
        operations::{
            Error,
            export_users::{PAGE, has_contact},
            history,
            jobs::Part,
            list_users,
        },
        store::{
            self, Conn, exports, history as recorded, jobs, rights,
            users::{self, ExportPlace, ExportedUser, Filter},
        },
    },
    wording::{
        Wording,
        files::{self, HistoryLine, Line, RightLine},
    },
};
use serde::{Deserialize, Serialize};

/// People whose rights are read at a time: each has some lines.
const PEOPLE: usize = 500;

/// Where a part begins.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
enum Place {
    #[default]
    Start,
    /// Behind this person.
    Person(ExportPlace),
    /// Behind this entry.
    Entry(EntryId),
}

impl Place {
    fn parse(text: &str) -> store::Result<Self> {
        serde_json::from_str(text).map_err(|e| sqlx::Error::Decode(Box::new(e)))
    }

    fn to_text(&self) -> store::Result<String> {
        serde_json::to_string(self).map_err(|e| sqlx::Error::Encode(Box::new(e)))
    }

    const fn person(&self) -> Option<&ExportPlace> {
        match self {
            Self::Person(place) => Some(place),
            Self::Start | Self::Entry(_) => None,
        }
    }
}

/// Where every file begins, as it is kept.
///
/// # Errors
/// Never, but its format says so.
pub(super) fn start() -> store::Result<String> {
    Place::Start.to_text()
}

/// What a part has come by.
struct Made {
    content: Vec<u8>,
    /// Of those that the job counts.
    items: usize,
    /// Where there is more.
    next: Option<Place>,
}

/// How lines are written.
struct Writer<'a> {
    order: &'a Order,
    wording: Wording,
    is_first: bool,
}

impl Writer<'_> {
    fn write<L: Line>(&self, lines: &[L]) -> Vec<u8> {
        files::page(&self.wording, self.order.format, lines, self.is_first)
    }
}

/// Makes the next part of a file.
///
/// # Errors
/// [`Error::NotAllowed`] where who asked for it may not have it any more.
pub(in crate::server::operations) async fn part(
    app: &App,
    conn: &mut Conn<'_>,
    actor: &Actor,
    (job, order): (JobId, &Order),
    now: Timestamp,
) -> Result<Part, Error> {
    let granted = order.granted(actor)?;
    let (place, is_first) = exports::place(conn, job).await?.ok_or(Error::NotFound)?;
    let place = Place::parse(&place)?;
    let writer = Writer { order, wording: Wording::new(order.language, app.zone.clone()), is_first };
    let mut made = match order.what {
        What::People => {
            let filter = people_filter(app, &granted);
            people(conn, &filter, has_contact(&granted), place.person(), &writer).await?
        }
        What::Rights => {
            let filter = active_filter(app, &granted);
            rights(conn, actor, &filter, place.person(), &writer, now).await?
        }
        What::History => {
            let filter = history::everything_within(&granted);
            entries(conn, &filter, &place, &writer).await?
        }
    };
    let last = made.next.is_none();
    if last {
        made.content.extend_from_slice(files::end(order.format).as_bytes());
    }
    exports::add_chunk(conn, job, &made.content, &made.next.unwrap_or_default().to_text()?).await?;
    let done = made.items as u64;
    jobs::fit_total(conn, job, done, last).await?;
    Ok(Part { done, last, ..Part::default() })
}

/// How many items there are, as far as can be said beforehand: people, or entries.
///
/// # Errors
/// The database's.
pub(super) async fn count(app: &App, conn: &mut Conn<'_>, granted: &Granted<'_>, what: What) -> store::Result<u64> {
    match what {
        What::People => users::count_matching(conn, &people_filter(app, granted)).await,
        What::Rights => users::count_matching(conn, &active_filter(app, granted)).await,
        What::History => recorded::count(conn, &history::everything_within(granted)).await,
    }
}

/// All that the list shows.
fn people_filter(app: &App, granted: &Granted<'_>) -> Filter {
    list_users::filter(app, granted, &UserQuery::default())
}

/// Who has rights: nobody else may do anything.
fn active_filter(app: &App, granted: &Granted<'_>) -> Filter {
    let query = UserQuery { standing: Standing::State(UserState::Active), ..UserQuery::default() };
    list_users::filter(app, granted, &query)
}

/// Behind the last of them, where there may be more.
fn behind(users: &[ExportedUser], most: usize) -> Option<Place> {
    users.last().filter(|_| users.len() >= most).map(|user| Place::Person(user.place()))
}

async fn people(
    conn: &mut Conn<'_>,
    filter: &Filter,
    has_contact: bool,
    after: Option<&ExportPlace>,
    writer: &Writer<'_>,
) -> store::Result<Made> {
    let users = users::export(conn, filter, after, PAGE).await?.into_iter();
    let users: Vec<_> = users.map(|user| if has_contact { user } else { user.without_contact() }).collect();
    Ok(Made { content: writer.write(&users), items: users.len(), next: behind(&users, PAGE) })
}

async fn rights(
    conn: &mut Conn<'_>,
    actor: &Actor,
    filter: &Filter,
    after: Option<&ExportPlace>,
    writer: &Writer<'_>,
    now: Timestamp,
) -> store::Result<Made> {
    let users = users::export(conn, filter, after, PEOPLE).await?;
    let ids: Vec<UserId> = users.iter().map(|user| user.id).collect();
    let areas = rights::areas(conn, actor.account()).await?;
    let mut holdings = rights::holdings_of(conn, &ids, now).await?;
    let named = |user: &ExportedUser| -> (String, Vec<(DepartmentId, String)>) {
        let departments = user.departments.iter().map(|place| (place.department.id, place.department.name.clone()));
        (display_name(&user.first_name, &user.last_name, &user.email), departments.collect())
    };
    let names: Vec<_> = users.iter().map(named).collect();
    let mut lines = Vec::new();
    for (user, (name, departments)) in users.iter().zip(&names) {
        let rights = holdings.remove(&user.id).unwrap_or_default().with(user.role.clone());
        let held = areas.iter().map(|area| (area, rights.highest(area.area, area.service)));
        let held = held.filter(|(_, effective)| !effective.level.is_none());
        lines.extend(held.map(|(area, effective)| RightLine {
            id: user.id,
            name,
            email: &user.email,
            role: &user.role,
            departments,
            area,
            effective,
        }));
    }
    Ok(Made { content: writer.write(&lines), items: users.len(), next: behind(&users, PEOPLE) })
}

async fn entries(
    conn: &mut Conn<'_>,
    filter: &recorded::Filter,
    place: &Place,
    writer: &Writer<'_>,
) -> store::Result<Made> {
    let cursor = match place {
        Place::Entry(id) => Cursor::Older(*id),
        Place::Start | Place::Person(_) => Cursor::Start,
    };
    let page = history::page(conn, filter, cursor, history::CHUNK).await?;
    let next = page.older.and(page.entries.last()).map(|entry| Place::Entry(entry.id));
    let lines = HistoryLine::all(&page.entries, &page.things);
    Ok(Made { content: writer.write(&lines), items: lines.len(), next })
}
