//! Which addresses somebody has already, as far as the asker may know: whoever lies outside the asker's scope can't be
//! told from somebody of another account.

use crate::{
    domain::{
        access::Scope,
        id::{AccountId, UserId},
        invitation::Outcome,
        user::UserState,
    },
    server::store::{self, Conn, departments, users},
};
use std::collections::HashMap;

/// People whose departments are read together.
const AT_ONCE: usize = 1_000;

/// What inviting would lead to for each of these address keys that is somebody's.
///
/// # Errors
/// The database's.
pub(super) async fn taken(
    conn: &mut Conn<'_>,
    account: AccountId,
    scope: &Scope,
    keys: &[&str],
) -> store::Result<HashMap<String, Outcome>> {
    let mut holders = users::holders(conn, keys).await?;
    let mut taken: HashMap<String, Outcome> = holders.keys().map(|key| (key.clone(), Outcome::Elsewhere)).collect();
    holders.retain(|_, holder| holder.account == account);
    if let Some(within) = scope.within() {
        let ids: Vec<UserId> = holders.values().map(|holder| holder.id).collect();
        let mut seen = std::collections::HashSet::new();
        for some in ids.chunks(AT_ONCE) {
            seen.extend(departments::members_among(conn, some, &within).await?);
        }
        holders.retain(|_, holder| seen.contains(&holder.id));
    }
    taken.extend(holders.into_iter().map(|(key, holder)| (key, outcome(holder.state))));
    Ok(taken)
}

const fn outcome(state: UserState) -> Outcome {
    match state {
        UserState::Active => Outcome::AlreadyActive,
        UserState::Invited => Outcome::AlreadyInvited,
        UserState::Inactive => Outcome::AlreadyInactive,
        UserState::Deleted => Outcome::AlreadyDeleted,
    }
}
