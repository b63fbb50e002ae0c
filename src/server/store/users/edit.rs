//! What is known about somebody besides the sign-in address and the role.

use super::{
    super::{
        Conn, Result,
        db::{execute, one_row},
    },
    Person, folded,
};
use crate::domain::language::Language;

/// The fields as they shall be.
pub struct Edited<'a> {
    pub first_name: &'a str,
    pub last_name: &'a str,
    /// Where notices go, if not to the sign-in address.
    pub notification_email: Option<&'a str>,
    pub phone: &'a str,
    pub language: Language,
}

/// Saves them over the version that `person` was read in; the account must be locked since.
pub async fn edit(conn: &mut Conn<'_>, person: &Person, edited: &Edited<'_>) -> Result<()> {
    let (search, sort_key) = folded(edited.first_name, edited.last_name, &person.email);
    one_row(execute!(
        conn,
        "UPDATE users SET first_name = $3, last_name = $4, notification_email = $5, phone = $6, language = $7, \
             search = $8, sort_key = $9, version = version + 1 \
         WHERE id = $1 AND version = $2",
        person.id.0,
        person.version,
        edited.first_name,
        edited.last_name,
        edited.notification_email,
        edited.phone,
        edited.language.code(),
        search.as_str(),
        sort_key.as_str(),
    )?)
}
