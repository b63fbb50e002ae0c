//! What open pages are told: that something changed in an account, on whichever node.

use crate::domain::id::AccountId;
use std::time::Duration;
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
pub struct Events(broadcast::Sender<Change>);

/// The channel of Postgres's NOTIFY.
pub const CHANNEL: &str = "parvis_users";

impl Default for Events {
    fn default() -> Self {
        Self(broadcast::channel(1_024).0)
    }
}

impl Events {
    pub fn users_changed(&self, account: AccountId) {
        self.tell(Change::Users(account));
    }

    fn tell(&self, change: Change) {
        // No receiver: no page is open.
        let _ = self.0.send(change);
    }

    #[must_use]
    pub fn subscribe(&self) -> broadcast::Receiver<Change> {
        self.0.subscribe()
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
