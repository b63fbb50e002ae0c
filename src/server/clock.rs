//! The only place that reads the system's time.

use crate::domain::time::Timestamp;
use std::{
    path::PathBuf,
    sync::{
        Arc,
        atomic::{AtomicI64, Ordering},
    },
    time::{Duration, SystemTime, UNIX_EPOCH},
};

/// Tells the time, in whole microseconds: both databases keep those without loss.
#[derive(Clone)]
pub enum Clock {
    System,
    /// The system's time moved by the seconds that a file holds: for end-to-end tests.
    Moved(PathBuf),
    /// Stands still until told: for tests.
    Manual(Arc<AtomicI64>),
}

/// How often a clock that a file moves is looked at: it can't say that it was moved.
const OFTEN: Duration = Duration::from_millis(400);

impl Clock {
    /// How long somebody may wait who would wait so long by the system's time.
    #[must_use]
    pub fn wait(&self, most: Duration) -> Duration {
        match self {
            Self::Moved(_) => most.min(OFTEN),
            Self::System | Self::Manual(_) => most,
        }
    }

    #[must_use]
    pub fn manual(start: Timestamp) -> Self {
        Self::Manual(Arc::new(AtomicI64::new(start.as_micros())))
    }

    #[must_use]
    pub fn now(&self) -> Timestamp {
        match self {
            Self::System => system(),
            Self::Moved(file) => {
                let seconds = std::fs::read_to_string(file).ok().and_then(|text| text.trim().parse().ok()).unwrap_or(0);
                system() + Duration::from_secs(seconds)
            }
            Self::Manual(micros) => Timestamp::from_micros(micros.load(Ordering::SeqCst)),
        }
    }

    /// Moves a manual clock forward; the others go by themselves.
    pub fn advance(&self, by: Duration) {
        if let Self::Manual(micros) = self {
            micros.fetch_add(i64::try_from(by.as_micros()).unwrap_or(0), Ordering::SeqCst);
        }
    }
}

fn system() -> Timestamp {
    let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
    Timestamp::from_micros(i64::try_from(since.as_micros()).unwrap_or(i64::MAX))
}
