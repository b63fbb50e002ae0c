//! An e-mail address that cannot be wrong: parsed once at the edge, in one form everywhere after.

use std::cmp::Ordering;
use std::fmt;
use std::hash::{Hash, Hasher};
use std::str::FromStr;

use serde::{Deserialize, Serialize};

pub(super) mod clean;
mod domain_name;
mod problem;
#[cfg(test)]
pub(super) mod tests;

use domain_name::DomainName;
pub(super) use domain_name::is_domain_character;
pub use problem::AddressProblem;

/// Longest local part, in bytes (RFC 5321, 4.5.3.1.1).
pub const MAX_LOCAL_PART: usize = 64;

/// Longest address as it goes over SMTP, in bytes: the path limit of RFC 5321, 4.5.3.1.3, less its brackets.
pub const MAX_ADDRESS: usize = 254;

/// An address that mail can be sent to: a dot-atom of ASCII before the `@` (RFC 5321 `Dot-string`), a domain name with
/// a dot after it, which may be international.
///
/// Two addresses are equal when their [`key`](Self::key) is, whatever their spelling: `Anna@ex.fr`, `anna+a@EX.fr` and
/// `anna@ex.fr` are one. Order and hash follow the same key.
///
/// On the wire and in the database it is its text; reading it back parses it, so that no input arrives unchecked.
#[derive(Clone, Serialize, Deserialize)]
#[serde(into = "String", try_from = "String")]
pub struct EmailAddress {
    text: String,
    key: String,
}

impl EmailAddress {
    /// Reads exactly one address. Spaces and tabs around it are dropped, invisible characters (zero-width, direction
    /// marks) wherever they are; anything else that doesn't belong is refused, line ends first of all.
    ///
    /// # Errors
    /// The first [`AddressProblem`] met.
    pub fn parse(text: &str) -> Result<Self, AddressProblem> {
        let text = clean::cleaned(text);
        let text = text.trim_matches([' ', '\t']);
        if text.is_empty() {
            return Err(AddressProblem::Empty);
        }
        if let Some(control) = text.chars().find(|c| c.is_control()) {
            return Err(AddressProblem::BadCharacter(control));
        }
        let (local, domain) = text.split_once('@').ok_or(AddressProblem::NoAt)?;
        if domain.contains('@') {
            return Err(AddressProblem::SeveralAt);
        }
        if domain.is_empty() {
            return Err(AddressProblem::NoDomain);
        }
        check_local_part(local)?;
        let domain = DomainName::parse(domain)?;
        if local.len() + 1 + domain.ascii.len() > MAX_ADDRESS {
            return Err(AddressProblem::TooLong);
        }
        Ok(Self { text: format!("{local}@{}", domain.shown), key: format!("{}@{}", mailbox(local), domain.ascii) })
    }

    /// What is shown and written to: as typed, the domain in lower case.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// What is unique in the database: lower case, without `+tag`, the domain in ASCII. It parses to itself.
    #[must_use]
    pub fn key(&self) -> &str {
        &self.key
    }

    /// What stands before the `@`, as typed.
    #[must_use]
    pub fn local_part(&self) -> &str {
        self.text.split_once('@').map_or("", |(local, _)| local)
    }

    /// The domain as shown: lower case, international if it was typed so.
    #[must_use]
    pub fn domain(&self) -> &str {
        self.text.split_once('@').map_or("", |(_, domain)| domain)
    }

    /// The form for SMTP: the local part as typed, the domain in punycode (RFC 5890 A-labels).
    #[must_use]
    pub fn to_ascii(&self) -> String {
        let domain = self.key.split_once('@').map_or("", |(_, domain)| domain);
        format!("{}@{domain}", self.local_part())
    }
}

/// RFC 5321 `Dot-string`: atoms of RFC 5322 `atext` parted by single dots.
fn check_local_part(local: &str) -> Result<(), AddressProblem> {
    if local.is_empty() {
        return Err(AddressProblem::NoLocalPart);
    }
    for c in local.chars() {
        if !c.is_ascii() && c.is_alphanumeric() {
            return Err(AddressProblem::LocalPartNotAscii);
        }
        if !c.is_ascii_alphanumeric() && !"!#$%&'*+-/=?^_`{|}~.".contains(c) {
            return Err(AddressProblem::BadCharacter(c));
        }
    }
    if local.split('.').any(str::is_empty) {
        return Err(AddressProblem::MisplacedDot);
    }
    if local.len() > MAX_LOCAL_PART {
        return Err(AddressProblem::TooLong);
    }
    Ok(())
}

/// The mailbox that a local part leads to, in lower case: `Anna+news` is `anna`. A tag that is everything stays, and
/// the dot before a tag goes with it, so that what is left is a local part again.
fn mailbox(local: &str) -> String {
    let base = match local.split_once('+') {
        Some((base, _)) if !base.is_empty() => base.trim_end_matches('.'),
        _ => local,
    };
    base.to_ascii_lowercase()
}

impl PartialEq for EmailAddress {
    fn eq(&self, other: &Self) -> bool {
        self.key == other.key
    }
}

impl Eq for EmailAddress {}

impl Hash for EmailAddress {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.key.hash(state);
    }
}

impl PartialOrd for EmailAddress {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for EmailAddress {
    fn cmp(&self, other: &Self) -> Ordering {
        self.key.cmp(&other.key)
    }
}

impl fmt::Display for EmailAddress {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text)
    }
}

/// Addresses stay out of logs: debugging shows the domain alone.
impl fmt::Debug for EmailAddress {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "EmailAddress(…@{})", self.domain())
    }
}

impl FromStr for EmailAddress {
    type Err = AddressProblem;

    fn from_str(text: &str) -> Result<Self, AddressProblem> {
        Self::parse(text)
    }
}

impl TryFrom<String> for EmailAddress {
    type Error = AddressProblem;

    fn try_from(text: String) -> Result<Self, AddressProblem> {
        Self::parse(&text)
    }
}

impl From<EmailAddress> for String {
    fn from(address: EmailAddress) -> Self {
        address.text
    }
}
