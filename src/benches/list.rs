//! Milliseconds in the database for a page of the list with its counts, by what is asked: at most 25 are asked for, of
//! 99 tries in 100, among a million users; and the 10,000th page within three times the first. Each answer is held
//! against a plain scan.
//!
//! Where none of a few tries was slower, 99 in 100 aren't either, and where half of them were, 99 in 100 are: a hundred
//! are made of the others alone, so that one hiccup of the machine is no figure.
//!
//! `make bench ARGS="--bench list"`

#![expect(clippy::unwrap_used, clippy::expect_used, reason = "a benchmark that can't go on has nothing to tell")]

mod engines;
#[expect(dead_code, reason = "the benchmark of the page uses the rest")]
mod instance;
mod plain;

use instance::Instance;
use parvis::{
    domain::{
        id::{DepartmentId, RoleId, ServiceId},
        user::{Inactivity, UserState},
        user_list::{Cursor, Delivery, Sort, SortBy, Standing, UserQuery},
    },
    server::{
        app::App,
        context::{Actor, Caller},
        demo,
        operations::list_users::{PAGE, list_users},
        store::{departments, roles, services, sessions, users},
    },
};
use plain::Plain;
use std::{
    cell::RefCell,
    cmp::Reverse,
    collections::HashMap,
    time::{Duration, Instant},
};

/// Tries of each query, and of those that few tries don't settle.
const FEW: usize = 30;
const MANY: usize = 100;
/// Milliseconds that a page may take.
const GOAL: f64 = 25.0;

/// What is typed: French, Polish and German names, signs, one and two letters, of all, of some, of few and of nobody.
const TEXTS: [&str; 34] = [
    "Céline",
    "lefevre",
    "Żółć",
    "łukasz",
    "Groß",
    "müller",
    "martin.",
    "paul 9",
    "celine martin",
    "12345",
    "100%",
    "%",
    "_",
    "a_b",
    "'",
    "\"",
    "o'n",
    "\\",
    "x\" ",
    "e",
    "z",
    "an",
    "xq",
    "q",
    "j5",
    "w9",
    "qx",
    "Ω",
    "文",
    "文子",
    "ъё",
    "example",
    "9@",
    "nobody has this",
];
/// Those that are combined with filters.
const SOME: [&str; 9] = ["Żółć", "celine", "e", "j5", "q", "文", "ъё", "9@", "nobody has this"];

#[tokio::main]
async fn main() {
    Instance::each(async |instance| Bench::open(&instance.app).await.run().await).await;
}

struct Bench<'a> {
    app: &'a App,
    actor: Actor,
    roles: Vec<RoleId>,
    departments: Vec<DepartmentId>,
    services: Vec<ServiceId>,
    plain: RefCell<Plain>,
}

/// How long the pages of one kind took.
struct Group {
    name: &'static str,
    /// What was asked, the median and 99 in 100, in milliseconds.
    times: Vec<(String, f64, f64)>,
}

impl<'a> Bench<'a> {
    async fn open(app: &'a App) -> Self {
        let mut reader = app.db.read().await.unwrap();
        let conn = &mut reader.conn();
        let holder = users::credentials(conn, &demo::HOLDER.parse().unwrap()).await.unwrap().expect("the holder");
        let acting = sessions::acting(conn, holder.id, app.clock.now()).await.unwrap();
        let Caller::Actor(actor) = Caller::from(acting) else { panic!("the holder may see the list") };
        let roles: Vec<RoleId> = roles::list(conn, holder.account).await.unwrap().iter().map(|role| role.id).collect();
        let departments = by_size(departments::people(conn, holder.account).await.unwrap());
        // Those that everybody has are assigned to nobody.
        let services = by_size(services::people(conn, holder.account, app.clock.now()).await.unwrap());
        drop(reader);
        Self {
            plain: RefCell::new(Plain::read(app, holder.id, roles.clone()).await),
            app,
            actor,
            roles,
            departments,
            services,
        }
    }

    async fn run(&self) {
        let sorts = || SortBy::ALL.into_iter().flat_map(|by| [false, true].map(|descending| Sort { by, descending }));
        let newest = Sort { by: SortBy::SignedIn, descending: true };
        let mut all = Vec::new();

        let mut whole = Group::new("everybody, in each order");
        let mut deep = Group::new("the 10,000th page of each");
        for sort in sorts() {
            whole.time(self, UserQuery { sort, ..UserQuery::default() }).await;
            let cursor = self.plain.borrow_mut().at(sort, 9_999 * PAGE - 1).map(Cursor::After);
            if let Some(cursor) = cursor {
                deep.time(self, UserQuery { sort, cursor, ..UserQuery::default() }).await;
            }
        }
        let ratios = whole.times.iter().zip(&deep.times).map(|(first, deep)| deep.1 / first.1);
        if let Some(ratio) = ratios.reduce(f64::max) {
            println!("  the 10,000th page: {ratio:.2} times the first, at most");
        }
        all.extend([whole, deep]);

        let mut group = Group::new("a state or a finer one, in each order");
        for standing in standings() {
            for sort in sorts() {
                group.time(self, UserQuery { standing, sort, ..UserQuery::default() }).await;
            }
        }
        all.push(group);

        let mut group = Group::new("a role, a department or a service, in each order");
        for filter in self.filters() {
            for sort in sorts() {
                group.time(self, UserQuery { sort, ..filter.clone() }).await;
            }
        }
        all.push(group);

        let mut group = Group::new("a text");
        for text in TEXTS {
            for standing in [Standing::All, Standing::State(UserState::Invited), Standing::Inactive(Inactivity::Ended)]
            {
                for sort in [Sort::default(), newest] {
                    group.time(self, UserQuery { standing, sort, text: text.to_owned(), ..UserQuery::default() }).await;
                }
            }
        }
        all.push(group);

        let mut group = Group::new("filters that meet, with a text and without");
        for text in std::iter::once("").chain(SOME) {
            for filter in self.pairs() {
                for sort in [Sort::default(), newest, Sort { by: SortBy::Role, descending: false }] {
                    group.time(self, UserQuery { sort, text: text.to_owned(), ..filter.clone() }).await;
                }
            }
        }
        all.push(group);

        for group in &all {
            group.print();
        }
        let times: Vec<_> = all.iter().flat_map(|group| &group.times).collect();
        let over = |time: fn(&(String, f64, f64)) -> f64| times.iter().filter(|times| time(times) > GOAL).count();
        let (medians, slow) = (over(|(_, median, _)| *median), over(|(.., slow)| *slow));
        println!("  over {GOAL} ms: {slow} of {} queries, {medians} of them by their median", times.len());
    }

    /// One filter each: every role, and the departments and services of most, of some and of fewest.
    fn filters(&self) -> Vec<UserQuery> {
        let none = UserQuery::default;
        let roles = self.roles.iter().map(|role| UserQuery { role: Some(*role), ..none() });
        let departments = spread(&self.departments).map(|id| UserQuery { department: Some(id), ..none() });
        let services = spread(&self.services).map(|id| UserQuery { service: Some(id), ..none() });
        roles.chain(departments).chain(services).collect()
    }

    /// Several filters each.
    fn pairs(&self) -> Vec<UserQuery> {
        let (rare, common) = (self.departments.last().copied(), self.departments.first().copied());
        let (role, roles) = (self.roles.first().copied(), self.roles.get(1).copied());
        let service = self.services.last().copied();
        let ended = Standing::Inactive(Inactivity::Ended);
        let invited = Standing::State(UserState::Invited);
        let none = UserQuery::default;
        vec![
            UserQuery { role, ..none() },
            UserQuery { role: roles, department: common, ..none() },
            UserQuery { role, department: common, service, ..none() },
            UserQuery { department: common, service, ..none() },
            UserQuery { department: rare, service, standing: invited, ..none() },
            UserQuery { department: common, standing: ended, ..none() },
            UserQuery { service, standing: Standing::Invited(Delivery::Refused), ..none() },
            UserQuery { role: roles, department: common, standing: Standing::Invited(Delivery::Expired), ..none() },
        ]
    }

    async fn times(&self, what: &str, query: &UserQuery) -> Vec<Duration> {
        let goal = Duration::from_secs_f64(GOAL / 1_000.0);
        let mut times = Vec::new();
        while times.len() < FEW || times.len() < MANY && median(&times) <= goal && slow(&times) > goal {
            let began = Instant::now();
            let page = list_users(self.app, &self.actor, query).await.unwrap();
            let time = began.elapsed();
            if times.is_empty() {
                self.plain.borrow_mut().check(what, query, &page, PAGE);
            }
            let place = times.partition_point(|other| *other < time);
            times.insert(place, time);
        }
        times
    }
}

/// Of times in their order.
fn median(times: &[Duration]) -> Duration {
    times[times.len() / 2]
}

/// That which 99 in 100 of them don't exceed.
fn slow(times: &[Duration]) -> Duration {
    times[(times.len() * 99).div_ceil(100) - 1]
}

/// Those that most people have first.
fn by_size<T: Copy + Ord>(people: HashMap<T, u64>) -> Vec<T> {
    let mut all: Vec<(T, u64)> = people.into_iter().collect();
    all.sort_by_key(|(id, people)| (Reverse(*people), *id));
    all.into_iter().map(|(id, _)| id).collect()
}

/// The first, one from the middle, and the last.
fn spread<T: Copy>(all: &[T]) -> impl Iterator<Item = T> {
    let mut places = vec![0, all.len() / 2, all.len().saturating_sub(1)];
    places.dedup();
    places.into_iter().filter_map(|place| all.get(place).copied())
}

fn standings() -> impl Iterator<Item = Standing> {
    let states = UserState::ALL.map(Standing::State).into_iter();
    states.chain(Delivery::ALL.map(Standing::Invited)).chain(Inactivity::ALL.map(Standing::Inactive))
}

impl Group {
    const fn new(name: &'static str) -> Self {
        Self { name, times: Vec::new() }
    }

    async fn time(&mut self, bench: &Bench<'_>, query: UserQuery) {
        let what = query.path();
        let times = bench.times(&what, &query).await;
        let ms = |time: Duration| time.as_secs_f64() * 1_000.0;
        self.times.push((what, ms(median(&times)), ms(slow(&times))));
    }

    fn print(&self) {
        let mut medians: Vec<f64> = self.times.iter().map(|(_, median, _)| *median).collect();
        medians.sort_by(f64::total_cmp);
        let slowest = self.times.iter().max_by(|a, b| a.2.total_cmp(&b.2));
        let (Some(median), Some((what, _, slow))) = (medians.get(medians.len() / 2), slowest) else { return };
        println!(
            "  {}, {} queries: {median:.1} ms; 99 in 100 of the slowest {slow:.1} ms ({what})",
            self.name,
            self.times.len()
        );
        for (what, median, slow) in self.times.iter().filter(|(.., slow)| *slow > GOAL) {
            println!("    {what}: {median:.1} ms, 99 in 100 {slow:.1} ms");
        }
    }
}
