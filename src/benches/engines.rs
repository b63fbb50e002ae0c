//! Which engines are measured: both, or the one that `PARVIS_BENCH_ENGINE` names.

use std::env;

fn is_wanted(name: &str) -> bool {
    env::var("PARVIS_BENCH_ENGINE").map_or(true, |wanted| wanted.eq_ignore_ascii_case(name))
}

pub fn sqlite() -> bool {
    is_wanted("SQLite")
}

/// The server to measure on.
pub fn postgres() -> Option<String> {
    if !is_wanted("PostgreSQL") {
        return None;
    }
    let url = env::var("PARVIS_TEST_POSTGRES_URL").ok();
    if url.is_none() {
        println!("  PostgreSQL: PARVIS_TEST_POSTGRES_URL isn't set");
    }
    url
}
