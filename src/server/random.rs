//! Randomness, passed in so that tests can repeat it.

use crate::domain::time::Timestamp;
use rand::{Rng, RngCore, SeedableRng, rngs::StdRng};
use std::sync::{Arc, Mutex, PoisonError};
use uuid::Uuid;

/// A cryptographically secure generator (`ChaCha12`), shared by all that need one.
#[derive(Clone)]
pub struct Random(Arc<Mutex<StdRng>>);

impl Random {
    /// Seeded by the system.
    #[must_use]
    pub fn from_system() -> Self {
        Self(Arc::new(Mutex::new(StdRng::from_os_rng())))
    }

    /// The same numbers each time: for tests.
    #[must_use]
    pub fn from_seed(seed: u64) -> Self {
        Self(Arc::new(Mutex::new(StdRng::seed_from_u64(seed))))
    }

    #[must_use]
    pub fn bytes<const N: usize>(&self) -> [u8; N] {
        let mut bytes = [0; N];
        self.0.lock().unwrap_or_else(PoisonError::into_inner).fill_bytes(&mut bytes);
        bytes
    }

    /// From 0 to 1.
    #[must_use]
    pub fn fraction(&self) -> f64 {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).random()
    }

    /// A UUID of version 7 (RFC 9562): new rows land at the end of their index.
    #[must_use]
    pub fn id(&self, now: Timestamp) -> Uuid {
        uuid::Builder::from_unix_timestamp_millis(now.as_millis().unsigned_abs(), &self.bytes()).into_uuid()
    }
}
