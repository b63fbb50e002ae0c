//! What somebody is called and how they are reached.

use super::{
    super::{Conn, Result, db::execute},
    Person, folded,
};
use crate::domain::{history::Change, language::Language};

/// The part of a user that is edited.
#[derive(Clone, Copy, Debug)]
pub struct Profile<'a> {
    pub first_name: &'a str,
    pub last_name: &'a str,
    pub phone: &'a str,
    pub language: Language,
    /// Where notices go, if not to the sign-in address.
    pub notification_email: Option<&'a str>,
}

impl Profile<'_> {
    /// What would change about the person.
    pub fn changes(&self, person: &Person) -> Vec<Change> {
        [
            Change::between("first_name", &person.first_name, self.first_name),
            Change::between("last_name", &person.last_name, self.last_name),
            Change::between("phone", &person.phone, self.phone),
            Change::between("language", person.language.code(), self.language.code()),
            Change::between(
                "notification_email",
                person.notification_email.as_deref().unwrap_or_default(),
                self.notification_email.unwrap_or_default(),
            ),
        ]
        .into_iter()
        .flatten()
        .collect()
    }
}

/// Whether the person was still as given: an edit counts the version up.
pub async fn set_profile(conn: &mut Conn<'_>, person: &Person, profile: Profile<'_>) -> Result<bool> {
    let (search, sort_key) = folded(profile.first_name, profile.last_name, &person.email);
    let changed = execute!(
        conn,
        "UPDATE users SET first_name = $3, last_name = $4, phone = $5, language = $6, notification_email = $7, \
             search = $8, sort_key = $9, version = version + 1 \
         WHERE id = $1 AND version = $2",
        person.id.0,
        person.version,
        profile.first_name,
        profile.last_name,
        profile.phone,
        profile.language.code(),
        profile.notification_email,
        search.as_str(),
        sort_key.as_str(),
    )?;
    Ok(changed == 1)
}
