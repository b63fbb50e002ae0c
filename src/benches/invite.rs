//! Seconds to invite 10,000 addresses by one form, up to the page of their results: at most 2 are asked for.
//!
//! `make bench ARGS="--bench invite"`

mod engines;
#[expect(
    dead_code,
    unused_imports,
    unused_macros,
    clippy::unwrap_used,
    clippy::expect_used,
    reason = "made for the tests"
)]
#[path = "../tests/support/mod.rs"]
mod support;

use std::time::{Duration, Instant};
use support::TestApp;

const ADDRESSES: usize = 10_000;
const ROUNDS: usize = 3;

#[tokio::main]
async fn main() {
    println!("{ADDRESSES} addresses by one form, the median of {ROUNDS} rounds:");
    if engines::sqlite() {
        measure("SQLite", TestApp::sqlite().await).await;
    }
    if engines::postgres().is_some() {
        measure("PostgreSQL", TestApp::postgres().await).await;
    }
}

async fn measure(name: &str, app: TestApp) {
    let mut admin = app.admin().await;
    let mut times = Vec::new();
    for round in 0..ROUNDS {
        let people = (0..ADDRESSES).map(|n| format!("Prénom{n} Nom <personne{n}.{round}@exemple.fr>"));
        let pasted = people.collect::<Vec<_>>().join("\n");
        let began = Instant::now();
        let answer = app.send_invitations(&mut admin, &pasted, "user").await;
        let stored = began.elapsed();
        assert_eq!(answer.status, 303, "{}", answer.body);
        let results = admin.get(answer.location()).await;
        times.push((began.elapsed(), stored));
        assert_eq!(results.status, 200);
        assert!(results.body.contains("personne9999"));
    }
    let invited = app.count("messages WHERE state = 'queued'").await;
    assert_eq!(usize::try_from(invited), Ok(ADDRESSES * ROUNDS));
    times.sort();
    let (whole, stored) = times[ROUNDS / 2];
    let seconds = Duration::as_secs_f64;
    println!("  {name}: {:.2} s, of which {:.2} s until all is stored", seconds(&whole), seconds(&stored));
}
