use crate::domain::{error::Parse, search::fold};
use serde::{Deserialize, Serialize};
use std::str::FromStr;

/// What a column holds.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Column {
    #[default]
    Ignore,
    Email,
    FirstName,
    LastName,
    Role,
    Department,
    DepartmentRole,
    Language,
    Phone,
    NotificationEmail,
}

impl Column {
    /// In the order in which they are offered, and in which exports have them.
    pub const ALL: [Self; 10] = [
        Self::Ignore,
        Self::Email,
        Self::FirstName,
        Self::LastName,
        Self::Role,
        Self::Department,
        Self::DepartmentRole,
        Self::Language,
        Self::Phone,
        Self::NotificationEmail,
    ];

    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Ignore => "ignore",
            Self::Email => "email",
            Self::FirstName => "first-name",
            Self::LastName => "last-name",
            Self::Role => "role",
            Self::Department => "department",
            Self::DepartmentRole => "department-role",
            Self::Language => "language",
            Self::Phone => "phone",
            Self::NotificationEmail => "notification-email",
        }
    }

    /// What a header of this name holds, in French or English.
    #[must_use]
    pub fn guess(header: &str) -> Self {
        let name: String = fold(header).chars().filter(|c| c.is_alphanumeric()).collect();
        NAMES.iter().find(|(_, names)| names.contains(&name.as_str())).map_or(Self::Ignore, |(column, _)| *column)
    }
}

/// Headers without case, marks, spaces and signs.
const NAMES: &[(Column, &[&str])] = &[
    (
        Column::Email,
        &[
            "adresse",
            "adressecourriel",
            "adressedeconnexion",
            "adressedecourriel",
            "adressedemessagerie",
            "adresseelectronique",
            "adresseemail",
            "adressemail",
            "courriel",
            "email",
            "emailaddress",
            "emails",
            "identifiant",
            "login",
            "mail",
            "primaryemail",
            "signinaddress",
            "upn",
            "userprincipalname",
            "workemail",
        ],
    ),
    (Column::FirstName, &["firstname", "forename", "givenname", "prenom", "prenoms", "first"]),
    (Column::LastName, &["familyname", "last", "lastname", "name", "nom", "nomdefamille", "sn", "surname"]),
    (Column::Role, &["accountrole", "profil", "role", "roleducompte"]),
    (Column::Department, &["departement", "departements", "department", "departments", "direction", "equipe", "team"]),
    (Column::DepartmentRole, &["departmentrole", "roledansledepartement", "roledepartement", "roleinthedepartment"]),
    (Column::Language, &["lang", "language", "langue", "locale", "preferredlanguage"]),
    (
        Column::Phone,
        &["mobile", "mobilephone", "numerodetelephone", "phone", "phonenumber", "portable", "tel", "telephone"],
    ),
    (
        Column::NotificationEmail,
        &[
            "adressedenotification",
            "adressepourlesnotifications",
            "notificationaddress",
            "notificationemail",
            "courrieldenotification",
            "emaildenotification",
        ],
    ),
];

/// What the columns of a file hold, each thing once. Where no header says where the addresses are, the first cell
/// with an `@` does.
#[must_use]
pub fn guess_all(headers: &[&str], sample: &[&str]) -> Vec<Column> {
    let mut taken = Vec::new();
    let mut columns: Vec<Column> = headers
        .iter()
        .map(|header| {
            let column = Column::guess(header);
            if column == Column::Ignore || taken.contains(&column) {
                return Column::Ignore;
            }
            taken.push(column);
            column
        })
        .collect();
    columns.resize(headers.len().max(sample.len()), Column::Ignore);
    if !taken.contains(&Column::Email)
        && let Some(at) = sample.iter().position(|cell| cell.contains('@'))
    {
        columns[at] = Column::Email;
    }
    columns
}

impl FromStr for Column {
    type Err = Parse;
    fn from_str(text: &str) -> Result<Self, Parse> {
        Self::ALL.into_iter().find(|column| column.as_str() == text).ok_or(Parse("column"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headers_are_known_in_both_languages_however_they_are_written() {
        for (header, column) in [
            ("Adresse e-mail", Column::Email),
            ("E-MAIL", Column::Email),
            ("userPrincipalName", Column::Email),
            ("Prénom", Column::FirstName),
            ("Given name", Column::FirstName),
            ("NOM", Column::LastName),
            ("Rôle", Column::Role),
            ("Département", Column::Department),
            ("Rôle dans le département", Column::DepartmentRole),
            ("Langue", Column::Language),
            ("Téléphone ", Column::Phone),
            ("Notification address", Column::NotificationEmail),
            ("Taille de chaussures", Column::Ignore),
            ("", Column::Ignore),
        ] {
            assert_eq!(Column::guess(header), column, "{header}");
        }
    }

    #[test]
    fn each_thing_stands_in_one_column_and_addresses_are_found_by_themselves() {
        use Column::{Email, FirstName, Ignore, LastName};
        assert_eq!(guess_all(&["Nom", "Name", "Mail"], &[]), [LastName, Ignore, Email]);
        assert_eq!(guess_all(&["Prénom", "Contact"], &["Anna", "a@b.fr", "x"]), [FirstName, Email, Ignore]);
        assert_eq!(guess_all(&[], &[]), []);
    }

    #[test]
    fn texts_survive() {
        assert_eq!(Column::ALL.map(|column| column.as_str().parse()), Column::ALL.map(Ok));
    }
}
