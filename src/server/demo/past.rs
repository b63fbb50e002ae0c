//! What the year before would have left: seats day by day, and who signed in.

use crate::{
    domain::{
        billing::Seats,
        id::{DepartmentId, EntryId},
        time::{DAY, Timestamp},
        user::UserState,
    },
    server::{
        operations::calendar,
        random::Random,
        store::{
            demo::{SignIn, Somebody},
            seats::DayOf,
        },
    },
};
use jiff::tz::TimeZone;
use std::collections::{BTreeMap, BTreeSet};

const DAYS: i64 = 365;
/// People whose sign-ins the history knows.
const MOST_SIGNED_IN: usize = 2_000;

/// How many seats more, or fewer, there are from a day on: of people who are in, and of those invited.
type Change = [i64; 2];

/// The seats of each day, of the whole account and of each department.
pub struct Past {
    /// When each day begins, without today.
    begins: Vec<Timestamp>,
    changes: BTreeMap<Option<DepartmentId>, Vec<Change>>,
}

impl Past {
    pub fn until(now: Timestamp, zone: &TimeZone) -> Self {
        let today = calendar::day_of(now, zone);
        let begins = (-DAYS..0).filter_map(|day| calendar::begins(today, day, zone)).collect();
        Self { begins, changes: BTreeMap::new() }
    }

    /// Takes somebody into account: invited until the end of that, then in, those who left until they last came.
    pub fn add(&mut self, somebody: &Somebody) {
        let invited = somebody.invitation.as_ref().map(|sent| (sent.at, sent.ending.map(|(_, at)| at)));
        let left = (somebody.state != UserState::Active).then_some(somebody.signed_in_at).flatten();
        let active = somebody.joined_at.map(|joined| (joined, left));
        let departments: BTreeSet<_> = somebody.departments.iter().copied().map(Some).collect();
        for place in departments.into_iter().chain([None]) {
            let days = self.begins.len();
            let changes = self.changes.entry(place).or_insert_with(|| vec![[0; 2]; days]);
            for (what, time) in [active, invited].into_iter().enumerate() {
                let Some((from, until)) = time else { continue };
                for (at, change) in [(Some(from), 1), (until, -1)] {
                    let day = at.map_or(days, |at| self.begins.partition_point(|begins| *begins < at));
                    if let Some(changes) = changes.get_mut(day) {
                        changes[what] += change;
                    }
                }
            }
        }
    }

    pub fn days(self, zone: &TimeZone) -> Vec<DayOf> {
        let mut days = Vec::new();
        for (department, changes) in self.changes {
            let mut now = [0; 2];
            for (begins, change) in self.begins.iter().zip(changes) {
                now = [now[0] + change[0], now[1] + change[1]];
                let [active, invited] = now.map(|count: i64| u64::try_from(count).unwrap_or(0));
                let day = calendar::day_of(*begins, zone).to_string();
                days.push(DayOf { day, department, name: None, seats: Seats { active, invited, limit: None } });
            }
        }
        days
    }
}

/// Everybody's last sign-in, and others before it, some weeks apart; now and then a wrong password.
pub fn sign_ins(people: &[Somebody], random: &Random, now: Timestamp) -> Vec<SignIn> {
    let year = now - DAY * 365;
    let mut found = Vec::new();
    for person in people.iter().take(MOST_SIGNED_IN) {
        let (Some(joined), Some(mut at)) = (person.joined_at, person.signed_in_at) else { continue };
        while at > joined.max(year) {
            let [mistyped, apart] = random.bytes();
            let refused = mistyped < 20;
            found.push(SignIn { id: EntryId(random.id(at)), user: person.id, at, refused });
            at = at - DAY * (7 + u32::from(apart) % 40);
        }
    }
    found
}
