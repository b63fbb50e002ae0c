//! An instance full of made-up people, for the benchmarks that read.

use crate::engines;
use clap::{Args, FromArgMatches};
use parvis::server::{app::App, clock::Clock, config::Config, demo, random::Random};
use sqlx::{Connection, Executor, PgConnection};
use std::{env, fs, path::PathBuf, time::Instant};

pub struct Instance {
    pub app: App,
    /// As the command line has them.
    pub settings: Vec<String>,
    /// Whether it goes when it was measured.
    is_kept: bool,
    folder: PathBuf,
}

impl Instance {
    /// Those that are wanted, one after the other: `measure` each.
    pub async fn each(measure: impl AsyncFn(&Self)) {
        let mut databases = Vec::new();
        if engines::sqlite() {
            databases.push(("SQLite", None));
        }
        if let Some(url) = engines::postgres() {
            databases.push(("PostgreSQL", Some(url)));
        }
        for (engine, server) in databases {
            let instance = Self::open(engine, server).await;
            measure(&instance).await;
            instance.app.db.close().await;
            if !instance.is_kept {
                fs::remove_dir_all(&instance.folder).unwrap();
            }
        }
    }

    /// `PARVIS_BENCH_USERS` is how many users, a million without it. `PARVIS_BENCH_KEEP` names a folder in which they
    /// stay for the next time, with a database of that server's where `PostgreSQL` is measured.
    async fn open(engine: &'static str, server: Option<String>) -> Self {
        let users = env::var("PARVIS_BENCH_USERS").map_or(1_000_000, |users| users.parse().unwrap());
        let kept = env::var_os("PARVIS_BENCH_KEEP").map(PathBuf::from);
        let folder =
            kept.clone().unwrap_or_else(|| env::temp_dir().join(format!("parvis-bench-{}", std::process::id())));
        let folder = folder.join(engine);
        let mut settings = vec!["--data".to_owned(), folder.to_str().unwrap().to_owned()];
        if let Some(server) = server {
            settings.extend(["--database-url".to_owned(), database(&server, kept.is_some()).await]);
        }
        let command = Config::augment_args(clap::Command::new("parvis")).no_binary_name(true);
        let config = Config::from_arg_matches(&command.get_matches_from(&settings)).unwrap();
        let app = App::start(config, Clock::System, Random::from_system()).await.unwrap();
        let began = Instant::now();
        let is_new = demo::fill(&app, users, 1, |_| ()).await.unwrap();
        let made = format!("made in {:.0} s", began.elapsed().as_secs_f64());
        println!("{engine}, {users} users, {}:", if is_new { made.as_str() } else { "there already" });
        Self { app, settings, is_kept: kept.is_some(), folder }
    }
}

/// A database on that server: a new one, or the one that is kept.
async fn database(server: &str, is_kept: bool) -> String {
    let name = if is_kept { "parvis_bench".to_owned() } else { format!("parvis_bench_{}", std::process::id()) };
    let mut admin = PgConnection::connect(server).await.unwrap();
    let made = admin.execute(sqlx::AssertSqlSafe(format!("CREATE DATABASE {name}"))).await;
    assert!(is_kept || made.is_ok(), "{made:?}");
    let mut own = url::Url::parse(server).unwrap();
    own.set_path(&name);
    own.to_string()
}
