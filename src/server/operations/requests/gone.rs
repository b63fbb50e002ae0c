//! Wishes for what is no more: nobody could answer them.

use super::tell;
use crate::{
    domain::{
        access::NamedArea, answer::Finding, id::AccountId, request::RequestState, time::Timestamp, user::UserState,
    },
    server::{
        app::App,
        operations::Error,
        store::{Conn, requests, users},
    },
};

/// Ends what was asked for in an area that goes, inside the transaction that takes it away; who asked is told.
///
/// # Errors
/// The database's.
pub async fn end_wishes(
    app: &App,
    conn: &mut Conn<'_>,
    account: AccountId,
    named: &NamedArea,
    now: Timestamp,
) -> Result<(), Error> {
    for request in requests::open_for(conn, account, named.area).await? {
        // Whoever asked may have withdrawn it at this moment.
        if !requests::end(conn, request.id, RequestState::Gone, "", now).await? {
            continue;
        }
        let person = users::find(conn, account, request.user).await?;
        if let Some(person) = person.filter(|person| person.state == UserState::Active) {
            let mut facts = tell::wish(named, request.level);
            facts["state"] = RequestState::Gone.as_str().into();
            tell::asker(app, conn, &person, &facts, now).await?;
        }
    }
    Ok(tell::nothing_left(conn, account, Finding::Over).await?)
}
