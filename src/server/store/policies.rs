use super::{
    Conn, Result,
    db::{corrupt, execute, fetch, one_row},
    types::At,
};
use crate::domain::{
    id::{AcceptanceId, AccountId, UserId},
    language::Language,
    time::Timestamp,
    user::display_name,
};
use uuid::Uuid;

/// One language's text of a policy version.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PolicyText {
    pub language: Language,
    /// Markdown.
    pub text: String,
    /// SHA-256 of the text, in hexadecimal.
    pub digest: String,
}

/// The newest version with its texts, or nothing at the first start.
pub async fn newest(conn: &mut Conn<'_>) -> Result<Option<(i64, Vec<PolicyText>)>> {
    let Some((version,)) =
        fetch!(optional, (i64,), conn, "SELECT version FROM policies ORDER BY version DESC LIMIT 1")?
    else {
        return Ok(None);
    };
    let texts = texts(conn, version).await?;
    Ok(Some((version, texts)))
}

/// The texts of a version, by language; none where there is no such version.
pub async fn texts(conn: &mut Conn<'_>, version: i64) -> Result<Vec<PolicyText>> {
    let rows = fetch!(
        all,
        (String, String, String),
        conn,
        "SELECT language, text, digest FROM policy_texts WHERE version = $1 ORDER BY language",
        version
    )?;
    rows.into_iter()
        .map(|(language, text, digest)| {
            let language =
                Language::from_code(&language).ok_or_else(|| corrupt(crate::domain::error::Parse("language")))?;
            Ok(PolicyText { language, text, digest })
        })
        .collect()
}

/// Whether this version was new: two nodes may start at once.
pub async fn insert(conn: &mut Conn<'_>, version: i64, texts: &[PolicyText], now: Timestamp) -> Result<bool> {
    let new = execute!(
        conn,
        "INSERT INTO policies (version, created_at) VALUES ($1, $2) ON CONFLICT DO NOTHING",
        version,
        At(now)
    )? == 1;
    if new {
        for text in texts {
            one_row(execute!(
                conn,
                "INSERT INTO policy_texts (version, language, text, digest) VALUES ($1, $2, $3, $4)",
                version,
                text.language.code(),
                text.text.as_str(),
                text.digest.as_str(),
            )?)?;
        }
    }
    Ok(new)
}

/// The proof that somebody accepted a text [S5.23].
pub struct Acceptance<'a> {
    pub id: AcceptanceId,
    pub account: AccountId,
    pub user: UserId,
    pub email: &'a str,
    pub version: i64,
    pub language: Language,
    pub digest: &'a str,
    pub address: &'a str,
    pub agent: &'a str,
}

/// Whether this was the first time for that version.
pub async fn accept(conn: &mut Conn<'_>, acceptance: Acceptance<'_>, now: Timestamp) -> Result<bool> {
    let inserted = execute!(
        conn,
        "INSERT INTO acceptances \
             (id, account_id, user_id, email, version, language, digest, accepted_at, address, agent) \
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) ON CONFLICT (user_id, version) DO NOTHING",
        acceptance.id.0,
        acceptance.account.0,
        acceptance.user.0,
        acceptance.email,
        acceptance.version,
        acceptance.language.code(),
        acceptance.digest,
        At(now),
        acceptance.address,
        acceptance.agent,
    )?;
    Ok(inserted == 1)
}

/// An acceptance, as who gave it sees it.
#[derive(Clone, Debug)]
pub struct Accepted {
    pub version: i64,
    pub language: Language,
    pub digest: String,
    pub at: Timestamp,
}

/// What somebody has accepted, newest first.
pub async fn accepted_by(conn: &mut Conn<'_>, user: UserId) -> Result<Vec<Accepted>> {
    let rows = fetch!(
        all,
        (i64, String, String, At),
        conn,
        "SELECT version, language, digest, accepted_at FROM acceptances WHERE user_id = $1 ORDER BY version DESC",
        user.0
    )?;
    rows.into_iter()
        .map(|(version, language, digest, at)| {
            let language =
                Language::from_code(&language).ok_or_else(|| corrupt(crate::domain::error::Parse("language")))?;
            Ok(Accepted { version, language, digest, at: at.0 })
        })
        .collect()
}

/// A version of the policy, with how many of an account have accepted it.
#[derive(Clone, Debug)]
pub struct Version {
    pub version: i64,
    pub created_at: Timestamp,
    pub accepted: u64,
}

/// All versions, the newest first.
pub async fn versions(conn: &mut Conn<'_>, account: AccountId) -> Result<Vec<Version>> {
    let rows = fetch!(
        all,
        (i64, At, i64),
        conn,
        "SELECT p.version, p.created_at, \
             (SELECT COUNT(*) FROM acceptances a WHERE a.account_id = $1 AND a.version = p.version) \
         FROM policies p ORDER BY p.version DESC",
        account.0
    )?;
    let version = |(version, created_at, accepted): (i64, At, i64)| Version {
        version,
        created_at: created_at.0,
        accepted: u64::try_from(accepted).unwrap_or(0),
    };
    Ok(rows.into_iter().map(version).collect())
}

/// How many active people of an account haven't accepted a version.
pub async fn count_waiting(conn: &mut Conn<'_>, account: AccountId, version: i64) -> Result<u64> {
    let (count,) = fetch!(
        one,
        (i64,),
        conn,
        "SELECT COUNT(*) FROM users u WHERE u.account_id = $1 AND u.state = 'active' \
             AND NOT EXISTS (SELECT 1 FROM acceptances a WHERE a.user_id = u.id AND a.version = $2)",
        account.0,
        version
    )?;
    Ok(u64::try_from(count).unwrap_or(0))
}

/// Where a list of acceptances goes on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct AcceptancePlace {
    pub at: Timestamp,
    pub id: AcceptanceId,
}

/// An acceptance as proof: by whom, of which text, when.
#[derive(Clone, Debug)]
pub struct AcceptanceLine {
    pub place: AcceptancePlace,
    /// As it was at that moment.
    pub email: String,
    /// Of somebody who isn't erased.
    pub person: Option<(UserId, String)>,
    pub language: Language,
    pub digest: String,
}

/// The acceptances of a version, the latest first.
pub async fn acceptances(
    conn: &mut Conn<'_>,
    account: AccountId,
    version: i64,
    after: Option<AcceptancePlace>,
    most: usize,
) -> Result<Vec<AcceptanceLine>> {
    type Row = (Uuid, At, String, String, String, Option<Uuid>, Option<String>, Option<String>, Option<String>);
    // Past every instant that an acceptance can have.
    let after = after.unwrap_or(AcceptancePlace { at: LAST, id: AcceptanceId(Uuid::max()) });
    let rows = fetch!(
        all,
        Row,
        conn,
        "SELECT a.id, a.accepted_at, a.email, a.language, a.digest, u.id, u.first_name, u.last_name, u.email \
         FROM acceptances a LEFT JOIN users u ON u.id = a.user_id \
         WHERE a.account_id = $1 AND a.version = $2 AND (a.accepted_at, a.id) < ($3, $4) \
         ORDER BY a.accepted_at DESC, a.id DESC LIMIT $5",
        account.0,
        version,
        At(after.at),
        after.id.0,
        i64::try_from(most).unwrap_or(i64::MAX),
    )?;
    let line = |(id, at, email, language, digest, user, first, last, present): Row| {
        let language =
            Language::from_code(&language).ok_or_else(|| corrupt(crate::domain::error::Parse("language")))?;
        let name = |first: String| {
            display_name(&first, last.as_deref().unwrap_or_default(), present.as_deref().unwrap_or_default())
        };
        let person = user.zip(first).map(|(user, first)| (user.into(), name(first)));
        let place = AcceptancePlace { at: at.0, id: id.into() };
        Ok(AcceptanceLine { place, email, person, language, digest })
    };
    rows.into_iter().map(line).collect()
}

/// The year 9999: what both engines can compare with.
const LAST: Timestamp = Timestamp::from_micros(253_370_764_800_000_000);
