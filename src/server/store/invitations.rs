use super::{
    Conn, Result,
    db::{corrupt, execute, fetch, insert_many, select_ids},
    settings::RulesRow,
    types::At,
};
use crate::{
    domain::{
        access::RoleKind,
        error::Parse,
        id::{AccountId, BatchId, InvitationId, UserId},
        invitation::Ending,
        language::Language,
        password::Rules,
        time::Timestamp,
        user::{UserState, display_name},
    },
    server::token::TokenHash,
};
use std::collections::HashMap;
use uuid::Uuid;

mod waiting;

pub use waiting::{
    Unanswered, accounts_with_expired, inviters_to_tell, note_expired, set_reminded, set_told, unanswered,
};

pub struct NewInvitation<'a> {
    pub id: InvitationId,
    pub user: UserId,
    pub address: &'a str,
    pub token: TokenHash,
}

/// What a whole batch shares.
pub struct Sending<'a> {
    pub account: AccountId,
    pub batch: Option<BatchId>,
    pub inviter: Option<UserId>,
    pub language: Language,
    /// The inviter's own words.
    pub message: &'a str,
    pub now: Timestamp,
    pub expires: Timestamp,
}

pub async fn insert(conn: &mut Conn<'_>, sending: &Sending<'_>, invitations: &[NewInvitation<'_>]) -> Result<u64> {
    Ok(insert_many!(
        conn,
        "INSERT INTO invitations (id, account_id, user_id, batch_id, inviter_id, token_hash, address, language, message, \
             created_at, expires_at) ",
        "",
        invitations,
        |row| row.id.0,
        sending.account.0,
        row.user.0,
        sending.batch.map(|id| id.0),
        sending.inviter.map(|id| id.0),
        row.token.as_slice(),
        row.address,
        sending.language.code(),
        sending.message,
        At(sending.now),
        At(sending.expires),
    ))
}

/// An invitation as its link's page and its mail tell of it.
#[derive(Clone, Debug)]
pub struct Invitation {
    pub id: InvitationId,
    pub account: AccountId,
    pub account_name: String,
    /// What the account asks of passwords.
    pub rules: Rules,
    pub user: UserId,
    /// What has become of the person since.
    pub state: UserState,
    /// To which it was sent.
    pub address: String,
    /// The person's own by now.
    pub email: String,
    pub first_name: String,
    pub last_name: String,
    pub inviter: Option<UserId>,
    /// Nothing where the inviter is gone.
    pub inviter_name: Option<String>,
    pub role_kind: RoleKind,
    pub role_name: String,
    pub language: Language,
    pub message: String,
    pub created_at: Timestamp,
    pub expires_at: Timestamp,
    pub ending: Option<Ending>,
    pub ended_at: Option<Timestamp>,
}

impl Invitation {
    /// The person has another address than the one that has this link, whose reader need not be the same.
    #[must_use]
    pub fn is_elsewhere(&self) -> bool {
        self.email != self.address
    }
}

#[derive(sqlx::FromRow)]
struct InvitationRow {
    invitation_id: Uuid,
    account_id: Uuid,
    account_name: String,
    #[sqlx(flatten)]
    rules: RulesRow,
    user_id: Uuid,
    user_state: String,
    address: String,
    email: String,
    first_name: String,
    last_name: String,
    inviter_id: Option<Uuid>,
    inviter_first_name: Option<String>,
    inviter_last_name: Option<String>,
    inviter_email: Option<String>,
    role_kind: String,
    role_name: String,
    language: String,
    message: String,
    created_at: At,
    expires_at: At,
    ending: Option<String>,
    ended_at: Option<At>,
}

/// The columns of an `InvitationRow`, of `invitations i` and what it is joined with in [`FROM`].
const COLUMNS: &str = "i.id AS invitation_id, i.account_id, a.name AS account_name, a.password_length, a.strict_passwords, i.user_id, u.state AS user_state, i.address, u.email, \
    u.first_name, u.last_name, i.inviter_id, v.first_name AS inviter_first_name, \
    v.last_name AS inviter_last_name, v.email AS inviter_email, r.kind AS role_kind, r.name AS role_name, \
    i.language, i.message, i.created_at, i.expires_at, i.ending, i.ended_at";
const FROM: &str = "invitations i JOIN users u ON u.id = i.user_id JOIN accounts a ON a.id = i.account_id \
    JOIN roles r ON r.id = u.role_id LEFT JOIN users v ON v.id = i.inviter_id";

impl TryFrom<InvitationRow> for Invitation {
    type Error = sqlx::Error;
    fn try_from(row: InvitationRow) -> Result<Self> {
        let inviter_name = row.inviter_email.map(|email| {
            display_name(
                row.inviter_first_name.as_deref().unwrap_or_default(),
                row.inviter_last_name.as_deref().unwrap_or_default(),
                &email,
            )
        });
        Ok(Self {
            id: row.invitation_id.into(),
            account: row.account_id.into(),
            account_name: row.account_name,
            rules: row.rules.into(),
            user: row.user_id.into(),
            state: row.user_state.parse().map_err(corrupt)?,
            address: row.address,
            email: row.email,
            first_name: row.first_name,
            last_name: row.last_name,
            inviter: row.inviter_id.map(UserId),
            inviter_name,
            role_kind: row.role_kind.parse().map_err(corrupt)?,
            role_name: row.role_name,
            language: Language::from_code(&row.language).ok_or_else(|| corrupt(Parse("language")))?,
            message: row.message,
            created_at: row.created_at.0,
            expires_at: row.expires_at.0,
            ending: row.ending.map(|e| e.parse().map_err(corrupt)).transpose()?,
            ended_at: row.ended_at.map(|at| at.0),
        })
    }
}

pub async fn find_by_token(conn: &mut Conn<'_>, token: TokenHash) -> Result<Option<Invitation>> {
    let sql = || sqlx::AssertSqlSafe(format!("SELECT {COLUMNS} FROM {FROM} WHERE i.token_hash = $1"));
    fetch!(optional, InvitationRow, conn, sql(), token)?.map(Invitation::try_from).transpose()
}

/// Those of these ids that there are.
pub(super) async fn find_all(conn: &mut Conn<'_>, ids: &[Uuid]) -> Result<HashMap<InvitationId, Invitation>> {
    let sql = format!("SELECT {COLUMNS} FROM {FROM} WHERE i.id IN");
    let rows: Vec<InvitationRow> = select_ids!(conn, sql, ids, "");
    rows.into_iter().map(|row| Invitation::try_from(row).map(|invitation| (invitation.id, invitation))).collect()
}

/// The one invitation of somebody that has not ended; it may have expired.
pub async fn find_open(conn: &mut Conn<'_>, user: UserId) -> Result<Option<InvitationId>> {
    let row =
        fetch!(optional, (Uuid,), conn, "SELECT id FROM invitations WHERE user_id = $1 AND ended_at IS NULL", user.0)?;
    Ok(row.map(|(id,)| id.into()))
}

/// Until when a link works.
pub async fn expiry(conn: &mut Conn<'_>, id: InvitationId) -> Result<Timestamp> {
    let (at,) = fetch!(one, (At,), conn, "SELECT expires_at FROM invitations WHERE id = $1", id.0)?;
    Ok(at.0)
}

/// The inviter's own words in somebody's newest invitation.
pub async fn newest_words(conn: &mut Conn<'_>, user: UserId) -> Result<Option<String>> {
    let row = fetch!(
        optional,
        (String,),
        conn,
        "SELECT message FROM invitations WHERE user_id = $1 ORDER BY created_at DESC, id DESC LIMIT 1",
        user.0
    )?;
    Ok(row.map(|(words,)| words))
}

/// Ends an open invitation; whether it was (still) open.
pub async fn end(conn: &mut Conn<'_>, id: InvitationId, ending: Ending, now: Timestamp) -> Result<bool> {
    let changed = execute!(
        conn,
        "UPDATE invitations SET ending = $2, ended_at = $3 WHERE id = $1 AND ended_at IS NULL",
        id.0,
        ending.as_str(),
        At(now)
    )?;
    Ok(changed == 1)
}

/// Whether it is an open invitation's token, and no person has touched its page yet.
pub async fn is_unopened(conn: &mut Conn<'_>, token: TokenHash, now: Timestamp) -> Result<bool> {
    let sql = "SELECT 1 FROM invitations \
        WHERE token_hash = $1 AND opened_at IS NULL AND ended_at IS NULL AND expires_at > $2";
    Ok(fetch!(optional, (i32,), conn, sql, token, At(now))?.is_some())
}

/// Notes that a person has touched its page; the first time counts.
pub async fn set_opened(conn: &mut Conn<'_>, token: TokenHash, now: Timestamp) -> Result<()> {
    let sql = "UPDATE invitations SET opened_at = $2 \
        WHERE token_hash = $1 AND opened_at IS NULL AND ended_at IS NULL AND expires_at > $2";
    execute!(conn, sql, token, At(now)).map(drop)
}

/// How many invitations somebody was sent since an instant: to limit how many one can ask for.
pub async fn count_since(conn: &mut Conn<'_>, user: UserId, since: Timestamp) -> Result<i64> {
    let (count,) = fetch!(
        one,
        (i64,),
        conn,
        "SELECT COUNT(*) FROM invitations WHERE user_id = $1 AND created_at > $2",
        user.0,
        At(since)
    )?;
    Ok(count)
}
