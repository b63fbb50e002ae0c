//! What open pages are told: that something changed in an account, on whichever node.

use crate::domain::id::{AccountId, UserId};
use std::{
    collections::HashMap,
    sync::{Arc, Mutex, PoisonError},
    time::Duration,
};
use tokio::sync::broadcast;

/// What may have changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Change {
    Users(AccountId),
    /// Nobody knows: the line to the other nodes was down for a while.
    Unknown,
}

impl Change {
    #[must_use]
    pub fn concerns(self, account: AccountId) -> bool {
        self == Self::Users(account) || self == Self::Unknown
    }
}

/// Fans out to the pages open on this node. On Postgres, `listen` feeds it from every node.
#[derive(Clone)]
pub struct Events {
    sender: broadcast::Sender<Change>,
    /// How many streams each person has open.
    open: Open,
}

type Open = Arc<Mutex<HashMap<UserId, u32>>>;

/// Streams that one person has open: more than there are pages that anybody looks at. Each costs a look at the list
/// whenever something changes.
const MOST: u32 = 20;

/// A place among a person's streams, as long as it lives.
pub struct Place {
    user: UserId,
    open: Open,
}

impl Drop for Place {
    fn drop(&mut self) {
        let mut open = self.open.lock().unwrap_or_else(PoisonError::into_inner);
        let left = open.get(&self.user).map_or(0, |count| count.saturating_sub(1));
        if left == 0 {
            open.remove(&self.user);
        } else {
            open.insert(self.user, left);
        }
    }
}

/// The channel of Postgres's NOTIFY.
pub const CHANNEL: &str = "parvis_users";

impl Default for Events {
    fn default() -> Self {
        Self { sender: broadcast::channel(1_024).0, open: Open::default() }
    }
}

impl Events {
    pub fn users_changed(&self, account: AccountId) {
        self.tell(Change::Users(account));
    }

    fn tell(&self, change: Change) {
        // No receiver: no page is open.
        let _ = self.sender.send(change);
    }

    #[must_use]
    pub fn subscribe(&self) -> broadcast::Receiver<Change> {
        self.sender.subscribe()
    }

    /// A place for one more stream of somebody's; nothing where there are many already.
    #[must_use]
    pub fn place(&self, user: UserId) -> Option<Place> {
        let mut open = self.open.lock().unwrap_or_else(PoisonError::into_inner);
        let count = open.entry(user).or_default();
        (*count < MOST).then(|| {
            *count += 1;
            Place { user, open: self.open.clone() }
        })
    }

    /// Passes on what other nodes (and this one) notify, for as long as the server runs.
    pub async fn listen(self, pool: sqlx::PgPool) {
        loop {
            if let Err(error) = self.relay(&pool).await {
                tracing::warn!(error = &error as &dyn std::error::Error, "events.listen: lost, trying again");
                tokio::time::sleep(Duration::from_secs(1)).await;
            }
        }
    }

    async fn relay(&self, pool: &sqlx::PgPool) -> Result<(), sqlx::Error> {
        let mut listener = sqlx::postgres::PgListener::connect_with(pool).await?;
        listener.listen(CHANNEL).await?;
        self.tell(Change::Unknown);
        loop {
            match listener.try_recv().await? {
                Some(notice) => {
                    if let Ok(account) = notice.payload().parse() {
                        self.users_changed(account);
                    }
                }
                // The connection was lost and is back; what was said meanwhile is not.
                None => self.tell(Change::Unknown),
            }
        }
    }
}
