use super::{
    Conn, Result,
    db::{corrupt, execute, fetch, one_row},
    types::At,
};
use crate::domain::{
    id::{AcceptanceId, AccountId, UserId},
    language::Language,
    time::Timestamp,
};

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
