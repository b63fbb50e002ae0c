//! The stream that tells an open list that something changed. It carries no data: the list asks again, and is
//! answered by the rights that its reader has then.

use super::reader::Reader;
use crate::{
    domain::access::{Area, Level},
    server::{context::Actor, operations::Error},
};
use axum::response::IntoResponse;
use axum::response::{
    Response,
    sse::{Event, KeepAlive, Sse},
};
use futures::Stream;
use std::{convert::Infallible, time::Duration};
use tokio::sync::broadcast::error::RecvError;

/// Changes within this time are one event: ten thousand invitations don't make ten thousand.
const GATHER: Duration = Duration::from_millis(150);

/// # Errors
/// [`Error::NotAllowed`] below Guest in users.
pub async fn users(reader: Reader) -> Result<Response, Error> {
    may_see(reader.actor()?)?;
    Ok(Sse::new(events(reader)).keep_alive(KeepAlive::new().interval(Duration::from_secs(20))).into_response())
}

fn events(reader: Reader) -> impl Stream<Item = Result<Event, Infallible>> {
    let changes = reader.app.events.subscribe();
    futures::stream::unfold((reader, changes), |(reader, mut changes)| async move {
        loop {
            match changes.recv().await {
                Ok(change) if reader.caller.signed_in().is_some_and(|user| change.concerns(user.account)) => break,
                Ok(_) => {}
                // Missed some: then something has changed.
                Err(RecvError::Lagged(_)) => break,
                Err(RecvError::Closed) => return None,
            }
        }
        tokio::time::sleep(GATHER).await;
        changes = changes.resubscribe();
        if !still_in(&reader).await {
            return None;
        }
        // Browsers drop an event without data.
        Some((Ok(Event::default().event("users").data("changed")), (reader, changes)))
    })
}

/// Ends with the session, or with the right: the page is told by its next question.
async fn still_in(reader: &Reader) -> bool {
    // An agent of the support who has left the account, or was put out of it, is told no more of it.
    reader.again().await.is_ok_and(|actor| may_see(&actor).is_ok())
}

fn may_see(actor: &Actor) -> Result<(), Error> {
    actor.needs(Area::Users, Level::Guest)
}
