//! The links that somebody was mailed and that still open something, besides an invitation's: what ends them.

use crate::{
    domain::{address_change, answer::Finding, id::UserId, reset, time::Timestamp},
    server::store::{Conn, Result, address_changes, messages, resets},
};

/// Ends the reset that is open for somebody, and what waits to be sent for it.
///
/// # Errors
/// The database's.
pub async fn end_reset(conn: &mut Conn<'_>, user: UserId, ending: reset::Ending, now: Timestamp) -> Result<()> {
    if let Some(open) = resets::end_of_user(conn, user, ending, now).await? {
        let why = if ending == reset::Ending::Replaced { Finding::Replaced } else { Finding::Over };
        messages::withdraw_reset(conn, open, why).await?;
    }
    Ok(())
}

/// Ends the change of somebody's address that waits for confirmation, and what waits to be sent for it; whether there
/// was one.
///
/// # Errors
/// The database's.
pub async fn end_change(
    conn: &mut Conn<'_>,
    user: UserId,
    ending: address_change::Ending,
    now: Timestamp,
) -> Result<bool> {
    let Some(waiting) = address_changes::end_waiting(conn, user, ending, now).await? else { return Ok(false) };
    let why = if ending == address_change::Ending::Replaced { Finding::Replaced } else { Finding::Over };
    messages::withdraw_address_change(conn, waiting, why).await?;
    Ok(true)
}

/// Ends the change that somebody has asked for: the password that it was asked with counts no more, and who knew it may
/// have been another.
///
/// # Errors
/// The database's.
pub async fn end_own_change(conn: &mut Conn<'_>, user: UserId, now: Timestamp) -> Result<()> {
    let waiting = address_changes::find_waiting(conn, user).await?;
    if waiting.is_some_and(|change| change.actor == user) {
        end_change(conn, user, address_change::Ending::Withdrawn, now).await?;
    }
    Ok(())
}

/// Ends all of them: whose access ends has none left that could bring it back.
///
/// # Errors
/// The database's.
pub async fn end_all(conn: &mut Conn<'_>, user: UserId, now: Timestamp) -> Result<()> {
    end_reset(conn, user, reset::Ending::Withdrawn, now).await?;
    end_change(conn, user, address_change::Ending::Withdrawn, now).await?;
    Ok(())
}
