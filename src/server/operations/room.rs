//! What is left for who is invited: seats, and the day's mails [S1.3].

use super::{Error, daily};
use crate::{
    domain::{id::AccountId, invitation::Outcome, time::Timestamp},
    server::{
        app::App,
        store::{Conn, accounts},
    },
};

/// Nothing where there is no limit.
#[derive(Clone, Copy, Default)]
pub struct Room {
    seats: Option<u64>,
    mails: Option<u64>,
}

impl Room {
    /// # Errors
    /// The database's.
    pub(super) async fn read(
        app: &App,
        conn: &mut Conn<'_>,
        account: AccountId,
        now: Timestamp,
    ) -> Result<Self, Error> {
        let seats = accounts::free_seats(conn, account).await?;
        Ok(Self { seats, mails: daily::left(app, conn, account, now).await? })
    }

    /// Without that of so many who come before.
    #[must_use]
    pub(super) fn without(self, before: usize) -> Self {
        let rest = |left: Option<u64>| left.map(|left| left.saturating_sub(before as u64));
        Self { seats: rest(self.seats), mails: rest(self.mails) }
    }

    /// Takes the room of one: [`Outcome::New`], or why there is none.
    pub(super) fn take(&mut self) -> Outcome {
        if self.seats == Some(0) {
            return Outcome::NoSeat;
        }
        if self.mails == Some(0) {
            return Outcome::DailyLimit;
        }
        for left in [&mut self.seats, &mut self.mails].into_iter().flatten() {
            *left -= 1;
        }
        Outcome::New
    }
}
