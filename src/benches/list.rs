//! Milliseconds in the database for a page of the list, by what is asked: at most 25 are asked for, of 99 in 100, among
//! a million users; and the 10,000th page within three times the first. Each answer is held against a plain scan.
//!
//! `make bench ARGS="--bench list"`; `PARVIS_BENCH_USERS` is how many users, a million without it.

#![expect(clippy::unwrap_used, clippy::expect_used, reason = "a benchmark that can't go on has nothing to tell")]

use clap::{Args, FromArgMatches};
use parvis::{
    domain::{
        id::{AccountId, RoleId, UserId},
        search::fold,
        user::{Inactivity, UserState},
        user_list::{Cursor, Delivery, Sort, SortBy, Standing},
    },
    server::{
        app::App,
        clock::Clock,
        config::Config,
        demo,
        random::Random,
        store::{
            Reader, roles,
            users::{self, Filter, Tallies},
        },
    },
};
use sqlx::{Connection, Executor, PgConnection};
use std::time::{Duration, Instant};
use uuid::Uuid;

const ROUNDS: usize = 25;
const PAGE: usize = 50;

/// What is typed: French, Polish and German names, signs, one and two letters, all and none.
const TEXTS: [&str; 20] = [
    "Céline",
    "lefevre",
    "Żółć",
    "łukasz",
    "Groß",
    "müller",
    "martin.",
    "100%",
    "%",
    "_",
    "a_b",
    "'",
    "\"",
    "e",
    "z",
    "an",
    "xq",
    "example",
    "nobody has this",
    "q",
];

#[tokio::main]
async fn main() {
    let users = std::env::var("PARVIS_BENCH_USERS").map_or(1_000_000, |users| users.parse().unwrap());
    measure("SQLite", None, users).await;
    match std::env::var("PARVIS_TEST_POSTGRES_URL") {
        Ok(url) => measure("PostgreSQL", Some(new_database(&url).await), users).await,
        Err(_) => println!("PostgreSQL: PARVIS_TEST_POSTGRES_URL isn't set"),
    }
}

/// A user as a plain scan sees one.
struct Row {
    id: Uuid,
    state: UserState,
    sort_key: String,
    search: String,
}

struct Bench {
    app: App,
    account: AccountId,
    holder: UserId,
    roles: Vec<RoleId>,
    rows: Vec<Row>,
}

async fn measure(name: &str, database: Option<String>, users: usize) {
    let folder = std::env::temp_dir().join(format!("parvis-bench-{}-{name}", std::process::id()));
    let mut words = vec!["parvis", "--data", folder.to_str().unwrap()];
    if let Some(url) = &database {
        words.extend(["--database-url", url]);
    }
    let command = Config::augment_args(clap::Command::new("parvis"));
    let config = Config::from_arg_matches(&command.get_matches_from(words)).unwrap();
    let app = App::start(config, Clock::System, Random::from_system()).await.unwrap();
    let began = Instant::now();
    assert!(demo::fill(&app, users, 1).await.unwrap());
    println!("{name}, {users} users, made in {:.0} s:", began.elapsed().as_secs_f64());
    let bench = Bench::open(app).await;
    let everybody = bench.filter(Standing::All, "");
    for by in SortBy::ALL {
        for descending in [false, true] {
            let sort = Sort { by, descending };
            bench.time(&format!("sort {sort}"), &everybody, sort, Cursor::Start).await;
        }
    }
    if let Some(row) = bench.rows.get(9_999 * PAGE) {
        let cursor = Cursor::After(UserId(row.id));
        bench.time("10,000th page", &everybody, Sort::default(), cursor).await;
    }
    let standings = UserState::ALL.map(Standing::State).into_iter();
    let standings =
        standings.chain(Delivery::ALL.map(Standing::Invited)).chain(Inactivity::ALL.map(Standing::Inactive));
    for standing in standings {
        for by in SortBy::ALL {
            let sort = Sort { by, descending: true };
            bench.time(&format!("{standing:?}, sort {sort}"), &bench.filter(standing, ""), sort, Cursor::Start).await;
        }
    }
    for text in TEXTS {
        for standing in [Standing::All, Standing::State(UserState::Invited)] {
            let filter = bench.filter(standing, text);
            bench.time(&format!("{text:?}, {standing:?}"), &filter, Sort::default(), Cursor::Start).await;
            let sort = Sort { by: SortBy::SignedIn, descending: true };
            bench.time(&format!("{text:?}, {standing:?}, sort {sort}"), &filter, sort, Cursor::Start).await;
        }
    }
    bench.app.db.close().await;
    std::fs::remove_dir_all(folder).unwrap();
}

impl Bench {
    async fn open(app: App) -> Self {
        let holder = demo::HOLDER.parse().unwrap();
        let mut reader = app.db.read().await.unwrap();
        let holder = users::credentials(&mut reader.conn(), &holder).await.unwrap().expect("the holder");
        let roles = roles::list(&mut reader.conn(), holder.account).await.unwrap();
        let sql = "SELECT id, state, sort_key, search FROM users";
        let rows: Vec<(Uuid, String, String, String)> = match &mut reader {
            Reader::Sqlite(c) => sqlx::query_as(sql).fetch_all(&mut **c).await.unwrap(),
            Reader::Postgres(c) => sqlx::query_as(sql).fetch_all(&mut **c).await.unwrap(),
        };
        let rows = rows.into_iter().filter(|row| row.0 != holder.id.0);
        let mut rows: Vec<Row> = rows
            .map(|(id, state, sort_key, search)| Row { id, state: state.parse().unwrap(), sort_key, search })
            .collect();
        rows.sort_by(|a, b| (&a.sort_key, a.id).cmp(&(&b.sort_key, b.id)));
        rows.retain(|row| row.state != UserState::Deleted);
        Self {
            account: holder.account,
            holder: holder.id,
            roles: roles.iter().map(|role| role.id).collect(),
            rows,
            app,
        }
    }

    fn filter(&self, standing: Standing, text: &str) -> Filter {
        Filter {
            account: self.account,
            standing,
            role: None,
            department: None,
            service: None,
            within: None,
            text: text.to_owned(),
            without: self.holder,
            now: self.app.clock.now(),
        }
    }

    async fn time(&self, what: &str, filter: &Filter, sort: Sort, cursor: Cursor) {
        let mut times = Vec::new();
        for round in 0..ROUNDS {
            let mut reader = self.app.db.read().await.unwrap();
            let conn = &mut reader.conn();
            let began = Instant::now();
            let page = users::list(conn, filter, sort, cursor, PAGE, &self.roles).await.unwrap();
            let tallies = Tallies::read(conn, self.account).await.unwrap();
            users::by_state(conn, filter, page.by, &tallies).await.unwrap();
            times.push(began.elapsed());
            if round == 0 {
                self.check(what, filter, sort, cursor, &page.users.iter().map(|user| user.id.0).collect::<Vec<_>>());
            }
        }
        times.sort();
        let ms = |time: Duration| time.as_secs_f64() * 1_000.0;
        println!("  {what}: {:.1} ms, 99 in 100 {:.1} ms", ms(times[ROUNDS / 2]), ms(times[ROUNDS - 1]));
    }

    /// By name, against a plain scan in that order; in other orders, as many and all of them matching.
    fn check(&self, what: &str, filter: &Filter, sort: Sort, cursor: Cursor, found: &[Uuid]) {
        let state = filter.standing.state();
        if matches!(filter.standing, Standing::Invited(_) | Standing::Inactive(_)) || state == Some(UserState::Deleted)
        {
            return;
        }
        let text = fold(&filter.text);
        let matches = |row: &&Row| state.is_none_or(|state| state == row.state) && row.search.contains(&text);
        let skipped = if cursor == Cursor::Start { 0 } else { 9_999 * PAGE + 1 };
        if sort == Sort::default() {
            let scanned: Vec<Uuid> =
                self.rows.iter().skip(skipped).filter(matches).take(PAGE).map(|row| row.id).collect();
            assert_eq!(found, scanned, "{what}");
        } else {
            assert_eq!(found.len(), self.rows.iter().filter(matches).take(PAGE).count(), "{what}");
        }
    }
}

async fn new_database(url: &str) -> String {
    let name = format!("parvis_bench_list_{}", std::process::id());
    let mut admin = PgConnection::connect(url).await.unwrap();
    admin.execute(sqlx::AssertSqlSafe(format!("CREATE DATABASE {name}"))).await.unwrap();
    let mut own = url::Url::parse(url).unwrap();
    own.set_path(&name);
    own.to_string()
}
