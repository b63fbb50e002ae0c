//! The stream that tells an open list that something changed. It carries no data: the list asks again, and is
//! answered by the rights that its reader has then.

use super::reader::Reader;
use crate::{
    domain::access::Rights,
    server::{
        context::Actor,
        events::{Change, Place},
        operations::{Error, list_users::fingerprint},
    },
};
use axum::response::{
    IntoResponse, Response,
    sse::{Event, KeepAlive, Sse},
};
use std::{
    convert::Infallible,
    mem,
    time::{Duration, Instant},
};
use tokio::sync::broadcast::{Receiver, error::RecvError};

/// Changes within this time are one event: ten thousand invitations don't make ten thousand.
const GATHER: Duration = Duration::from_millis(150);

/// # Errors
/// [`Error::NotAllowed`] below Guest in users; [`Error::TooMany`] for who has many streams open.
pub async fn users(reader: Reader) -> Result<Response, Error> {
    let changes = reader.app.events.subscribe();
    let actor = reader.actor()?.clone();
    let place = reader.app.events.place(actor.id()).ok_or(Error::TooMany { seconds: 15 })?;
    let rights = actor.rights().clone();
    let mut open = Open { rights, shown: None, pause: GATHER, reader, changes, _place: place };
    open.looks_otherwise(&actor).await?;
    let events = futures::stream::unfold(Some(open), |open| async move {
        let mut open = open?;
        let is_still_open = open.next().await?;
        // Browsers drop an event without data.
        let event = Event::default().event("users").data("changed");
        Some((Ok::<_, Infallible>(event), is_still_open.then_some(open)))
    });
    Ok(Sse::new(events).keep_alive(KeepAlive::new().interval(Duration::from_secs(20))).into_response())
}

/// An open list.
struct Open {
    reader: Reader,
    /// As they were when it was looked at last.
    rights: Rights,
    changes: Receiver<Change>,
    /// What it looks like, where its reader isn't to hear of everything.
    shown: Option<u64>,
    pause: Duration,
    _place: Place,
}

impl Open {
    /// Waits for something to have changed; nothing once the server stops. Gives whether there is more to wait for: where
    /// the session has ended, or the right, the page is told so when it asks.
    async fn next(&mut self) -> Option<bool> {
        loop {
            self.changed().await?;
            tokio::time::sleep(self.pause).await;
            self.changes = self.changes.resubscribe();
            // An agent of the support who has left the account, or was put out of it, is told no more of it.
            let Ok(actor) = self.reader.again().await else { return Some(false) };
            match self.looks_otherwise(&actor).await {
                Ok(true) => return Some(true),
                Ok(false) => {}
                Err(_) => return Some(false),
            }
        }
    }

    /// Waits for a change in the reader's account.
    async fn changed(&mut self) -> Option<()> {
        loop {
            match self.changes.recv().await {
                Ok(change) if self.reader.caller.signed_in().is_some_and(|user| change.concerns(user.account)) => {
                    return Some(());
                }
                Ok(_) => {}
                // Missed some: then something has changed.
                Err(RecvError::Lagged(_)) => return Some(()),
                Err(RecvError::Closed) => return None,
            }
        }
    }

    async fn looks_otherwise(&mut self, actor: &Actor) -> Result<bool, Error> {
        let began = Instant::now();
        let shown = fingerprint(&self.reader.app, actor).await?;
        // However many people it is of, looking takes a tenth of the time at most.
        self.pause = GATHER.max(10 * began.elapsed());
        let before = (mem::replace(&mut self.shown, shown), mem::replace(&mut self.rights, actor.rights().clone()));
        Ok(shown.is_none() || before != (shown, self.rights.clone()))
    }
}
