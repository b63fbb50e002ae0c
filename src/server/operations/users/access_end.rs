//! The end of somebody's access: the last day, chosen in the account's time zone [S3.22]. Sessions and sign-in judge it
//! at use; housekeeping moves the state.

use super::step::{Step, replaces_shown};
use crate::{
    domain::{
        access::{Area, Level},
        form::{FieldErrors, Problem},
        history::{Action, Change, Entry},
        id::UserId,
        text::{TextProblem, clean_line},
        time::{DAY, Timestamp},
        verb::{Refusal, Verb},
    },
    server::{
        app::App,
        context::{Actor, Visit},
        operations::{Error, Manager, refusal},
        store::{
            Conn, Setting, accounts,
            users::{self, AccessEnd, Person},
        },
    },
};
use jiff::{civil::Date, tz::TimeZone};
use serde::Deserialize;
use std::time::Duration;

/// How long before the end its two notices go out.
pub const NOTICES: [Duration; 2] = [Duration::from_hours(7 * 24), DAY];

/// How many of the notices are due no more, or past.
#[must_use]
pub fn notices_past(end: Timestamp, now: Timestamp) -> i64 {
    NOTICES.into_iter().map(|before| i64::from(end - before <= now)).sum()
}

/// The last instant of a day as typed, `2026-12-31` or `31/12/2026`; nothing typed is no end.
///
/// # Errors
/// [`Problem::Day`] for what is no day, [`Problem::PastDay`] for one that is over.
pub fn parse_day(text: &str, zone: &TimeZone, now: Timestamp) -> Result<Option<Timestamp>, Problem> {
    let text = clean_line(text);
    if text.is_empty() {
        return Ok(None);
    }
    let day = Date::strptime("%Y-%m-%d", &text).or_else(|_| Date::strptime("%d/%m/%Y", &text));
    let day = day.ok().filter(|day| day.year() >= 1970).ok_or(Problem::Day)?;
    let next = day.tomorrow().and_then(|next| next.to_zoned(zone.clone())).map_err(|_| Problem::Day)?;
    let end = Timestamp::from_micros(next.timestamp().as_microsecond() - 1);
    if end <= now { Err(Problem::PastDay) } else { Ok(Some(end)) }
}

/// Nothing typed isn't a wish for no end.
fn required_day(text: &str, zone: &TimeZone, now: Timestamp) -> Result<Timestamp, Problem> {
    parse_day(text, zone, now)?.ok_or(Problem::Text(TextProblem::Empty))
}

/// A day as the form's field takes it.
#[must_use]
pub fn day(at: Timestamp, zone: &TimeZone) -> String {
    let at = jiff::Timestamp::from_microsecond(at.as_micros()).unwrap_or_default();
    at.to_zoned(zone.clone()).date().to_string()
}

/// Somebody whose end may be set.
///
/// # Errors
/// [`Error::NotAllowed`] below Approver in users, [`Error::Refused`] as for setting it.
pub async fn find(app: &App, actor: &Actor, id: UserId) -> Result<Person, Error> {
    let mut reader = app.db.read().await?;
    let manager = Manager::of_request(&mut reader.conn(), actor, Level::Approver).await?;
    person(&mut reader.conn(), &manager, id, app.clock.now()).await
}

/// Whoever may be edited.
async fn person(conn: &mut Conn<'_>, manager: &Manager<'_>, id: UserId, now: Timestamp) -> Result<Person, Error> {
    let subject = manager.find(conn, id, now).await?.ok_or(Refusal::Gone)?;
    manager.check(&subject, Verb::Edit)?;
    Ok(subject.person)
}

/// The form, as sent.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct Form {
    /// The last day.
    pub ends_on: String,
    /// The button that takes the end away.
    pub clear: String,
    /// The last day that the form was shown over, as [`day`]; empty: none.
    pub shown: Option<String>,
}

/// Sets the last day, as typed, or takes the end away.
///
/// # Errors
/// [`Error::NotAllowed`] below Approver in users, [`Error::Refused`] where it can't be done with this user, both in the
/// history; [`Error::Fields`] under `ends_on`, and under `shown` where it is another day by now.
pub async fn set_access_end(app: &App, visit: &Visit, actor: &Actor, id: UserId, form: &Form) -> Result<(), Error> {
    let now = app.clock.now();
    let address = visit.address_text();
    let setting = Setting { account: actor.account(), at: now, address: &address, random: &app.random };
    let tried = async {
        let actor = actor.granted_somewhere(Area::Users, Level::Approver)?;
        let end = if form.clear.is_empty() {
            let end = required_day(&form.ends_on, &app.zone, now);
            Some(end.map_err(|problem| FieldErrors::one("ends_on", problem))?)
        } else {
            None
        };
        let mut tx = app.db.begin().await?;
        accounts::lock(&mut tx.conn(), actor.account()).await?;
        let manager = Manager::now(&mut tx.conn(), &actor, Level::Approver, now).await?;
        let person = person(&mut tx.conn(), &manager, id, now).await?;
        let before = person.access_ends_at;
        if before == end {
            return Ok(());
        }
        let text = |end: Option<Timestamp>| end.map(|end| day(end, &app.zone)).unwrap_or_default();
        let mut step = Step { app, conn: tx.conn(), manager: &manager, person, now, shown: None };
        replaces_shown(form.shown.as_deref(), &text(before))?;
        match end {
            Some(end) => {
                step.keep_an_administrator().await?;
                let end = AccessEnd { at: end, set_by: actor.id(), notices: notices_past(end, now) };
                users::set_access_end(&mut step.conn, id, &end).await?;
            }
            None => users::clear_access_end(&mut step.conn, id).await?,
        }
        let change = Change::between("ends_on", &text(before), &text(end));
        let entry = Entry::new(Action::AccessEndSet).by(actor.id()).on(id).changing(change);
        users::notify_changed(&mut tx.conn(), actor.account()).await?;
        Ok(tx.commit(&setting, &[entry]).await?)
    };
    let entry = Entry::new(Action::AccessEndSet).by(actor.id()).on(id);
    refusal::remember(app, visit, actor, entry, tried.await).await?;
    app.users_changed(actor.account());
    tracing::info!(user.id = %id, "user.access_end");
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    /// 2026-11-29 13:05 UTC.
    const NOW: Timestamp = Timestamp::from_micros(1_795_957_500_000_000);

    // [S3.22]
    #[test]
    fn an_access_lasts_until_the_end_of_its_last_day_where_the_account_is() {
        let paris = TimeZone::get("Europe/Paris").unwrap();
        let end = parse_day("2026-11-29", &paris, NOW).unwrap().unwrap();
        // Midnight in Paris is 23:00 UTC: 9 h 55 min later.
        assert_eq!(end.as_micros() + 1, (NOW + Duration::from_mins(9 * 60 + 55)).as_micros());
        assert_eq!(day(end, &paris), "2026-11-29");
        assert_eq!(parse_day(" 29/11/2026 ", &paris, NOW).unwrap(), Some(end));
        assert_eq!(parse_day("", &paris, NOW).unwrap(), None);
        assert_eq!(parse_day("2026-11-28", &paris, NOW), Err(Problem::PastDay));
    }

    #[test]
    fn what_is_no_day_is_said() {
        for bad in [
            "tomorrow",
            "2026-02-30",
            "2026-13-01",
            "0026-11-29",
            "9999-12-31",
            "-1-01-01",
            "29.11.2026",
            "2026-11-29T00:00",
        ] {
            assert_eq!(parse_day(bad, &TimeZone::UTC, NOW), Err(Problem::Day), "{bad}");
        }
    }

    #[test]
    fn a_notice_whose_time_is_past_when_the_end_is_set_is_not_sent() {
        let past = |days: u32| notices_past(NOW + DAY * days, NOW);
        assert_eq!([past(30), past(8), past(7), past(3), past(1)], [0, 0, 1, 1, 2]);
    }
}
