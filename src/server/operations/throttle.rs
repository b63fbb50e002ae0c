//! Growing delays after failures, by what was tried and by who tries.
//!
//! A try is counted before it is made, in a transaction of its own: a thousand tries at once are a thousand counted.
//! What turns out right is forgiven.

use super::Error;
use crate::{
    domain::time::{DAY, Timestamp},
    server::{
        app::App,
        store::{Conn, Result, throttles},
    },
};
use std::time::Duration;

/// Tries at one user's address that cost nothing; each further one doubles the delay.
const FREE_BY_USER: u32 = 5;
/// An office behind one address has many people who mistype.
const FREE_BY_PEER: u32 = 4 * FREE_BY_USER;
const LONGEST: Duration = Duration::from_mins(15);
/// Without a try for so long, all is forgotten.
const MEMORY: Duration = Duration::from_hours(1);
/// How long rows are kept for nothing: longer than any memory.
pub const KEPT: Duration = DAY;

/// What tries are counted under, as a keyed hash: the table tells nobody's address.
pub struct Key {
    hash: [u8; 32],
    free: u32,
}

impl Key {
    /// By the user, or the browser of a user, that is tried.
    pub fn user(app: &App, kind: &str, what: &[u8]) -> Self {
        Self { hash: app.key.keyed(&[b"throttle", kind.as_bytes(), &[0], what]), free: FREE_BY_USER }
    }

    /// By the network that the tries come from.
    pub fn peer(app: &App, kind: &str, peer: &[u8]) -> Self {
        Self { free: FREE_BY_PEER, ..Self::user(app, kind, peer) }
    }

    /// The same, with so many tries that cost nothing.
    #[must_use]
    pub fn free(self, free: u32) -> Self {
        Self { free, ..self }
    }
}

/// How long to wait after so many tries. Never for good: who has the right password gets in after a pause.
fn delay(tries: u32, free: u32) -> Duration {
    match tries.checked_sub(free) {
        None | Some(0) => Duration::ZERO,
        Some(over) => Duration::from_secs(1 << over.min(10)).min(LONGEST),
    }
}

/// Counts a try under each key, before it is made.
///
/// # Errors
/// [`Error::TooMany`] while a delay runs under one of them; then nothing is counted.
pub async fn count(app: &App, keys: &mut [Key]) -> std::result::Result<(), Error> {
    let now = app.clock.now();
    // Always in the same order: two transactions never wait for each other.
    keys.sort_by_key(|key| key.hash);
    let mut tx = app.db.begin().await?;
    for key in &*keys {
        let (tries, blocked_until) = throttles::count(&mut tx.conn(), &key.hash, 1, now, now - MEMORY).await?;
        let wait = blocked_until.since(now);
        if !wait.is_zero() {
            return Err(too_many(wait));
        }
        throttles::block(&mut tx.conn(), &key.hash, now + delay(tries, key.free)).await?;
    }
    tx.commit_bookkeeping().await?;
    Ok(())
}

/// Counts so many tries at once, before they are made: if not all of them are free, none is made, nor counted.
///
/// # Errors
/// [`Error::TooMany`] where they go over what is free: until what was counted is forgotten.
pub async fn spend(app: &App, keys: &mut [Key], tries: u32) -> std::result::Result<(), Error> {
    let now = app.clock.now();
    keys.sort_by_key(|key| key.hash);
    let mut tx = app.db.begin().await?;
    for key in &*keys {
        let (tries, _) = throttles::count(&mut tx.conn(), &key.hash, tries, now, now - MEMORY).await?;
        if !delay(tries, key.free).is_zero() {
            return Err(too_many(MEMORY));
        }
    }
    tx.commit_bookkeeping().await?;
    Ok(())
}

fn too_many(wait: Duration) -> Error {
    Error::TooMany { seconds: u32::try_from(wait.as_secs()).unwrap_or(u32::MAX).saturating_add(1) }
}

/// Takes back what was counted: a user's tries wholly, a peer's by the one that was right.
///
/// # Errors
/// The database's.
pub async fn forgive(conn: &mut Conn<'_>, keys: &[Key], now: Timestamp) -> Result<()> {
    for key in keys {
        if key.free == FREE_BY_PEER {
            throttles::take_back(conn, &key.hash, now).await?;
        } else {
            throttles::clear(conn, &key.hash).await?;
        }
    }
    Ok(())
}

/// Writes as much as an entry of the history does, where there is nobody to write one about: a wrong password takes
/// as long for nobody as for somebody.
///
/// # Errors
/// The database's.
pub async fn pretend(conn: &mut Conn<'_>, keys: &[Key], now: Timestamp) -> Result<()> {
    for key in keys.iter().take(1) {
        throttles::touch(conn, &key.hash, now).await?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn delays_grow_and_end() {
        let delays: Vec<u64> = (4..10).map(|n| delay(n, FREE_BY_USER).as_secs()).collect();
        assert_eq!(delays, [0, 0, 2, 4, 8, 16]);
        assert_eq!(delay(u32::MAX, FREE_BY_USER), LONGEST);
    }
}
