use super::{
    Conn, Result,
    db::{corrupt, execute, fetch, insert_many},
    types::At,
};
use crate::domain::{
    address::EmailAddress,
    error::Parse,
    id::{AccountId, RoleId, UserId},
    language::Language,
    message::MessageState,
    search::fold,
    time::Timestamp,
    user::{Inactivity, UserState, display_name},
};
use std::collections::HashMap;
use uuid::Uuid;

mod access;
mod ends;
mod list;
mod profile;
mod standing;

pub use access::{password_hash, replace_password, set_email, set_password};
pub use ends::{
    AccessEnd, accounts_with_deleted, accounts_with_ends, clear_access_end, ended, ending, erase, next_end,
    note_end_notice, set_access_end,
};
pub use list::{
    About, ExportPlace, ExportedUser, Filter, Group, InDepartment, ListedUser, Selection, Set, Standing, Tallies,
    by_state, count_matching, deleted, export, find_listed, finer, fingerprint, group, insert_items, list, roles_among,
    selected, services_among,
};
pub use profile::{Profile, set_profile};
pub use standing::{Person, find, lasting_administrators, move_to, set_contact, set_invited, set_role};

/// A user as inserted.
pub struct NewUser<'a> {
    pub id: UserId,
    pub role: RoleId,
    pub state: UserState,
    pub email: &'a EmailAddress,
    pub first_name: &'a str,
    pub last_name: &'a str,
    pub language: Language,
    pub password_hash: Option<&'a str>,
    pub phone: &'a str,
    /// Where notices go, if not to `email`.
    pub notification_email: Option<&'a str>,
    /// Until when the invitation works that is written with the user.
    pub expires_at: Option<Timestamp>,
}

impl NewUser<'_> {
    const fn reason(&self) -> Option<&'static str> {
        match self.state {
            UserState::Inactive => Some(Inactivity::NeverActivated.as_str()),
            _ => None,
        }
    }
}

/// What is searched and what is ordered by, from what is shown.
pub(super) fn folded(first: &str, last: &str, email: &str) -> (String, String) {
    let address = fold(email);
    let name = fold(&format!("{first} {last}"));
    if name.is_empty() {
        return (address.clone(), address);
    }
    (format!("{name} {address}"), fold(&display_name(first, last, email)))
}

/// Inserts those whose address nobody has, on the whole instance; gives how many.
pub async fn insert(conn: &mut Conn<'_>, account: AccountId, users: &[NewUser<'_>], now: Timestamp) -> Result<u64> {
    let rows: Vec<(&NewUser<'_>, (String, String))> =
        users.iter().map(|u| (u, folded(u.first_name, u.last_name, u.email.as_str()))).collect();
    Ok(insert_many!(
        conn,
        "INSERT INTO users (id, account_id, role_id, state, reason, email, email_key, first_name, last_name, language, \
             password_hash, phone, notification_email, search, sort_key, created_at, invited_at, activated_at, \
             delivery, expires_at) ",
        " ON CONFLICT DO NOTHING",
        rows,
        |row| row.0.id.0,
        account.0,
        row.0.role.0,
        row.0.state.as_str(),
        row.0.reason(),
        row.0.email.as_str(),
        row.0.email.key(),
        row.0.first_name,
        row.0.last_name,
        row.0.language.code(),
        row.0.password_hash,
        row.0.phone,
        row.0.notification_email,
        row.1.0.as_str(),
        row.1.1.as_str(),
        At(now),
        (row.0.state == UserState::Invited).then_some(At(now)),
        (row.0.state == UserState::Active).then_some(At(now)),
        row.0.expires_at.map(|_| MessageState::Queued.as_str()),
        row.0.expires_at.map(At),
    ))
}

/// What signing in needs to know.
pub struct Credentials {
    pub id: UserId,
    pub account: AccountId,
    pub state: UserState,
    pub access_ends_at: Option<Timestamp>,
    pub password_hash: Option<String>,
    pub language: Language,
    /// Where notices go.
    pub notices_to: String,
}

impl Credentials {
    /// Whether a right password opens anything now.
    #[must_use]
    pub fn may_enter(&self, now: Timestamp) -> bool {
        self.state == UserState::Active && self.access_ends_at.is_none_or(|end| end > now)
    }
}

pub async fn credentials(conn: &mut Conn<'_>, email: &EmailAddress) -> Result<Option<Credentials>> {
    let row = fetch!(
        optional,
        (Uuid, Uuid, String, Option<At>, Option<String>, String, String),
        conn,
        "SELECT id, account_id, state, access_ends_at, password_hash, language, \
             COALESCE(notification_email, email) \
         FROM users WHERE email_key = $1",
        email.key()
    )?;
    row.map(|(id, account, state, access_ends_at, password_hash, language, notices_to)| {
        Ok(Credentials {
            id: id.into(),
            account: account.into(),
            state: state.parse().map_err(corrupt)?,
            access_ends_at: access_ends_at.map(|at| at.0),
            password_hash,
            language: Language::from_code(&language).ok_or_else(|| corrupt(Parse("language")))?,
            notices_to,
        })
    })
    .transpose()
}

/// Whether the user is (still) active with the password that was verified, and the access hasn't ended.
pub async fn set_signed_in(conn: &mut Conn<'_>, id: UserId, verified: Option<&str>, now: Timestamp) -> Result<bool> {
    let sql = "UPDATE users SET signed_in_at = $2 WHERE id = $1 AND state = 'active' \
        AND (access_ends_at IS NULL OR access_ends_at > $2) AND password_hash = $3";
    Ok(execute!(conn, sql, id.0, At(now), verified)? == 1)
}

/// Invited → Active, with what the person gave; whether the user was (still) invited, and the access hasn't ended.
pub async fn join(
    conn: &mut Conn<'_>,
    id: UserId,
    names: (&str, &str),
    email: &str,
    password_hash: &str,
    now: Timestamp,
) -> Result<bool> {
    let (search, sort_key) = folded(names.0, names.1, email);
    let changed = execute!(
        conn,
        "UPDATE users SET state = 'active', first_name = $2, last_name = $3, search = $4, sort_key = $5, \
             password_hash = $6, activated_at = $7, signed_in_at = $7, version = version + 1 \
         WHERE id = $1 AND state = 'invited' AND (access_ends_at IS NULL OR access_ends_at > $7)",
        id.0,
        names.0,
        names.1,
        search.as_str(),
        sort_key.as_str(),
        password_hash,
        At(now),
    )?;
    Ok(changed == 1)
}

/// Somebody who has an address already.
#[derive(Clone, Copy, Debug)]
pub struct Holder {
    pub id: UserId,
    pub account: AccountId,
    pub state: UserState,
}

/// Who has which of these address keys, on the whole instance.
pub async fn holders(conn: &mut Conn<'_>, keys: &[&str]) -> Result<HashMap<String, Holder>> {
    type Row = (String, Uuid, Uuid, String);
    let rows = match conn {
        Conn::Sqlite(c) => {
            let list = serde_json::to_string(keys).map_err(|e| sqlx::Error::Encode(Box::new(e)))?;
            sqlx::query_as::<_, Row>(
                "SELECT email_key, id, account_id, state FROM users \
                 WHERE email_key IN (SELECT value FROM json_each($1))",
            )
            .bind(list)
            .fetch_all(&mut **c)
            .await?
        }
        Conn::Postgres(c) => {
            sqlx::query_as::<_, Row>("SELECT email_key, id, account_id, state FROM users WHERE email_key = ANY($1)")
                .bind(keys)
                .fetch_all(&mut **c)
                .await?
        }
    };
    rows.into_iter()
        .map(|(key, id, account, state)| {
            Ok((key, Holder { id: id.into(), account: account.into(), state: state.parse().map_err(corrupt)? }))
        })
        .collect()
}

/// Tells the open pages of every node, at commit. On one node without Postgres, the operation tells them itself.
pub async fn notify_changed(conn: &mut Conn<'_>, account: AccountId) -> Result<()> {
    if let Conn::Postgres(c) = conn {
        sqlx::query("SELECT pg_notify($1, $2)")
            .bind(crate::server::events::CHANNEL)
            .bind(account.to_string())
            .execute(&mut **c)
            .await?;
    }
    Ok(())
}
