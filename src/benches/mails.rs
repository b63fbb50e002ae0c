//! Mails a second to a server on this machine, each marked on the disk: at least 1,000 are asked for.
//!
//! `make bench ARGS="--bench mails"`

#![expect(clippy::unwrap_used, clippy::expect_used, reason = "a benchmark that can't go on has nothing to tell")]

mod engines;
#[path = "../tests/support/mails.rs"]
mod mails;
#[expect(dead_code, reason = "the tests use the rest")]
#[path = "../tests/support/smtp.rs"]
mod smtp;

use clap::{Args, FromArgMatches};
use mails::Outgoing;
use parvis::server::{app::App, clock::Clock, config::Config, mail, random::Random, store::Db};
use smtp::SmtpServer;
use sqlx::{Connection, Executor, PgConnection};
use std::time::{Duration, Instant};

const MAILS: usize = 10_000;
const ROUNDS: usize = 3;

#[tokio::main]
async fn main() {
    println!("{MAILS} mails, 4 connections, the median of {ROUNDS} rounds:");
    if engines::sqlite() {
        measure("SQLite", None).await;
    }
    if let Some(url) = engines::postgres() {
        measure("PostgreSQL", Some(new_database(&url).await)).await;
    }
}

async fn measure(name: &str, database: Option<String>) {
    let folder = std::env::temp_dir().join(format!("parvis-bench-{}-{name}", std::process::id()));
    let server = SmtpServer::sink().await;
    let url = format!("smtp://127.0.0.1:{}", server.port);
    let mut words = vec!["parvis", "--data", folder.to_str().unwrap(), "--smtp-url", &url];
    if let Some(url) = &database {
        words.extend(["--database-url", url]);
    }
    let command = Config::augment_args(clap::Command::new("parvis"));
    let config = Config::from_arg_matches(&command.get_matches_from(words)).unwrap();
    let app = App::start(config, Clock::System, Random::from_system()).await.unwrap();
    let outgoing = Outgoing::account(&app, "Bench").await;
    let mut rates = Vec::new();
    for round in 0..ROUNDS {
        let addresses: Vec<String> = (0..MAILS).map(|n| format!("user{n}r{round}@example.org")).collect();
        outgoing.queue(&app, &addresses).await;
        let before = server.count();
        let began = Instant::now();
        let worker = tokio::spawn(mail::run(app.clone(), std::future::pending()));
        while unsent(&app).await > 0 {
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
        let seconds = began.elapsed().as_secs_f64();
        worker.abort();
        assert_eq!(server.count() - before, MAILS, "each once");
        #[expect(clippy::cast_precision_loss, reason = "far below 2^52")]
        rates.push(MAILS as f64 / seconds);
    }
    rates.sort_by(f64::total_cmp);
    println!("  {name}: {:.0} mails/s (from {:.0} to {:.0})", rates[ROUNDS / 2], rates[0], rates[ROUNDS - 1]);
    app.db.close().await;
    std::fs::remove_dir_all(folder).unwrap();
}

async fn unsent(app: &App) -> i64 {
    const SQL: &str = "SELECT COUNT(*) FROM messages WHERE state <> 'sent'";
    match &app.db {
        Db::Sqlite { readers, .. } => sqlx::query_scalar(SQL).fetch_one(readers).await.unwrap(),
        Db::Postgres(pool) => sqlx::query_scalar(SQL).fetch_one(pool).await.unwrap(),
    }
}

async fn new_database(url: &str) -> String {
    let name = format!("parvis_bench_mails_{}", std::process::id());
    let mut admin = PgConnection::connect(url).await.unwrap();
    admin.execute(sqlx::AssertSqlSafe(format!("CREATE DATABASE {name}"))).await.unwrap();
    let mut own = url::Url::parse(url).unwrap();
    own.set_path(&name);
    own.to_string()
}
