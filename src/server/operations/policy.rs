//! The privacy policy in force: read from files once, kept by version.

use crate::{
    domain::{language::Language, time::Timestamp},
    server::{
        app::StartError,
        config::Config,
        store::{
            Db,
            policies::{self, PolicyText},
        },
    },
};
use sha2::{Digest, Sha256};
use std::{fmt::Write, fs, path::Path};

/// The text that ships; an organisation puts its own in `PARVIS_POLICY_DIR`.
const SHIPPED: [(Language, &str); 2] = [
    (Language::Fr, include_str!("../../wording/policy/fr.md")),
    (Language::En, include_str!("../../wording/policy/en.md")),
];

/// Longest file that is read as a policy, in bytes.
const MOST: u64 = 256 * 1024;

/// The version in force and its texts.
#[derive(Clone, Debug)]
pub struct Policy {
    pub version: i64,
    texts: Vec<PolicyText>,
    /// Stands in where a language has no text of its own.
    fallback: PolicyText,
}

impl Policy {
    /// The text for a reader of `language`: in it, else in English, else in the first there is.
    #[must_use]
    pub fn text(&self, language: Language) -> &PolicyText {
        self.texts.iter().find(|t| t.language == language).unwrap_or(&self.fallback)
    }
}

fn digest(text: &str) -> String {
    Sha256::digest(text.as_bytes()).iter().fold(String::with_capacity(64), |mut hex, byte| {
        // Writing into a String can't fail.
        let _ = write!(hex, "{byte:02x}");
        hex
    })
}

fn read(folder: Option<&Path>) -> Result<Vec<PolicyText>, StartError> {
    let new = |language, text: String| PolicyText { language, digest: digest(&text), text };
    let Some(folder) = folder else {
        return Ok(SHIPPED.map(|(language, text)| new(language, text.to_owned())).into());
    };
    let mut texts = Vec::new();
    for language in Language::ALL {
        let file = folder.join(format!("{}.md", language.code()));
        let problem = |error: String| StartError::Policy(format!("{}: {error}", file.display()));
        match fs::metadata(&file) {
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => continue,
            Err(error) => return Err(problem(error.to_string())),
            Ok(meta) if meta.len() > MOST => return Err(problem("longer than 256 KiB".into())),
            Ok(_) => {}
        }
        let text = fs::read_to_string(&file).map_err(|e| problem(e.to_string()))?;
        if text.trim().is_empty() {
            return Err(problem("empty".into()));
        }
        texts.push(new(language, text));
    }
    Ok(texts)
}

/// Reads the files, and where a text differs from the newest version's, makes a new version of all.
///
/// # Errors
/// [`StartError::Policy`] where a file can't be read or there is none.
pub async fn load(db: &Db, config: &Config, now: Timestamp) -> Result<Policy, StartError> {
    let mut texts = read(config.policy_dir.as_deref())?;
    texts.sort_by_key(|t| t.language.code());
    let fallback = texts
        .iter()
        .find(|t| t.language == Language::En)
        .or(texts.first())
        .cloned()
        .ok_or_else(|| StartError::Policy("the folder has no fr.md, en.md…".into()))?;
    let mut tx = db.begin().await?;
    let version = loop {
        let newest = policies::newest(&mut tx.conn()).await?;
        match newest {
            Some((version, kept)) if kept == texts => break version,
            // Another node that starts at the same time may insert the same number: look again.
            other => {
                let version = other.map_or(1, |(version, _)| version + 1);
                if policies::insert(&mut tx.conn(), version, &texts, now).await? {
                    break version;
                }
            }
        }
    };
    tx.commit_bookkeeping().await?;
    Ok(Policy { version, texts, fallback })
}
