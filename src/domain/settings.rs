//! What an account has set for itself; what it hasn't set, the instance's configuration says.

use super::{
    address::EmailAddress,
    form::{FieldErrors, Problem},
    language::Language,
    password::{self, Rules},
    text::AccountName,
};
use std::{collections::BTreeMap, ops::RangeInclusive};

/// Most domains that an account may name.
pub const MOST_DOMAINS: usize = 100;
/// The highest number of seats that makes sense to type.
pub const MOST_SEATS: u32 = 10_000_000;

/// How long things live; nothing: as the instance is configured.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Lives {
    pub invitation_days: Option<u32>,
    pub reset_hours: Option<u32>,
    /// Without a request.
    pub session_idle_hours: Option<u32>,
    /// In any case.
    pub session_days: Option<u32>,
}

impl Lives {
    pub const INVITATION_DAYS: RangeInclusive<u32> = 1..=90;
    pub const RESET_HOURS: RangeInclusive<u32> = 1..=168;
    pub const SESSION_IDLE_HOURS: RangeInclusive<u32> = 1..=720;
    pub const SESSION_DAYS: RangeInclusive<u32> = 1..=365;
}

/// Domains that people's addresses have to be of; none: any will do.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Domains {
    /// As shown, by their ASCII form.
    by_ascii: BTreeMap<String, String>,
}

impl Domains {
    /// Reads domains as people write them: one a line or parted by commas or spaces, with or without an `@` before.
    ///
    /// # Errors
    /// [`Problem::Domain`] where one isn't any, [`Problem::TooManyDomains`] past [`MOST_DOMAINS`].
    pub fn parse(text: &str) -> Result<Self, Problem> {
        let words = text.split(|c: char| c.is_whitespace() || c == ',' || c == ';').filter(|word| !word.is_empty());
        let mut by_ascii = BTreeMap::new();
        for word in words {
            // What an address may have behind its @ is a domain.
            let address = EmailAddress::parse(&format!("x@{}", word.trim_start_matches('@')));
            let address = address.map_err(|_| Problem::Domain)?;
            by_ascii.insert(ascii(&address).to_owned(), address.domain().to_owned());
        }
        if by_ascii.len() > MOST_DOMAINS {
            return Err(Problem::TooManyDomains { most: MOST_DOMAINS });
        }
        Ok(Self { by_ascii })
    }

    /// Whether somebody with this address may be one of the account's people.
    #[must_use]
    pub fn allow(&self, address: &EmailAddress) -> bool {
        self.by_ascii.is_empty() || self.by_ascii.contains_key(ascii(address))
    }

    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.by_ascii.is_empty()
    }

    /// One a line, as it is stored and shown.
    #[must_use]
    pub fn lines(&self) -> String {
        let shown: Vec<&str> = self.by_ascii.values().map(String::as_str).collect();
        shown.join("\n")
    }
}

fn ascii(address: &EmailAddress) -> &str {
    address.key().split_once('@').map_or("", |(_, domain)| domain)
}

/// All that an account sets, but for its rights.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Settings {
    pub name: AccountName,
    /// That people have unless another is chosen.
    pub language: Language,
    pub lives: Lives,
    pub passwords: Rules,
    pub domains: Domains,
    /// Most users, pending invitations included; none: no limit.
    pub seats: Option<u32>,
}

/// As typed; an empty number is the instance's.
#[derive(Clone, Debug, Default, PartialEq, Eq, serde::Deserialize)]
#[serde(default)]
pub struct Form {
    pub account_name: String,
    pub language: String,
    pub invitation_days: String,
    pub reset_hours: String,
    pub session_idle_hours: String,
    pub session_days: String,
    pub password_length: String,
    pub strict_passwords: String,
    pub domains: String,
    pub seats: String,
    /// Of what was shown: who saves over somebody else's changes has to know it.
    pub version: String,
}

impl Form {
    /// The form as these settings fill it.
    #[must_use]
    pub fn of(settings: &Settings, version: i64) -> Self {
        let number = |number: Option<u32>| number.map(|number| number.to_string()).unwrap_or_default();
        let Settings { name, language, lives, passwords, domains, seats } = settings;
        let length = (passwords.least > password::LEAST).then(|| passwords.least.to_string());
        Self {
            account_name: name.as_str().to_owned(),
            language: language.code().to_owned(),
            invitation_days: number(lives.invitation_days),
            reset_hours: number(lives.reset_hours),
            session_idle_hours: number(lives.session_idle_hours),
            session_days: number(lives.session_days),
            password_length: length.unwrap_or_default(),
            strict_passwords: if passwords.is_strict { "yes".to_owned() } else { String::new() },
            domains: domains.lines(),
            seats: number(*seats),
            version: version.to_string(),
        }
    }

    /// # Errors
    /// By field, in the form's order. `limit` are the most seats that the operator lets the account have.
    pub fn parse(&self, limit: Option<u32>) -> Result<Settings, FieldErrors> {
        let mut errors = FieldErrors::default();
        let name = errors.take("account_name", AccountName::parse(&self.account_name));
        let language = errors.take("language", Language::from_code(&self.language).ok_or(Problem::Choose));
        let domains = errors.take("domains", Domains::parse(&self.domains));
        let seats = take(&mut errors, "seats", &self.seats, 1..=limit.unwrap_or(MOST_SEATS));
        let invitation_days = take(&mut errors, "invitation_days", &self.invitation_days, Lives::INVITATION_DAYS);
        let length = take(&mut errors, "password_length", &self.password_length, Rules::LEAST);
        let idle = take(&mut errors, "session_idle_hours", &self.session_idle_hours, Lives::SESSION_IDLE_HOURS);
        let session_days = take(&mut errors, "session_days", &self.session_days, Lives::SESSION_DAYS);
        let reset_hours = take(&mut errors, "reset_hours", &self.reset_hours, Lives::RESET_HOURS);
        let lives = Lives { invitation_days, reset_hours, session_idle_hours: idle, session_days };
        let least = length.and_then(|length| usize::try_from(length).ok()).unwrap_or(password::LEAST);
        match (name, language, domains) {
            (Some(name), Some(language), Some(domains)) if errors.is_empty() => {
                let passwords = Rules { least, is_strict: !self.strict_passwords.is_empty() };
                Ok(Settings { name, language, lives, passwords, domains, seats })
            }
            _ => Err(errors),
        }
    }
}

/// A whole number within bounds, or nothing where nothing is typed.
fn take(errors: &mut FieldErrors, field: &'static str, text: &str, bounds: RangeInclusive<u32>) -> Option<u32> {
    // As people paste it: with spaces between the thousands.
    let digits: String = text.chars().filter(|c| !c.is_whitespace()).collect();
    if digits.is_empty() {
        return None;
    }
    let number = digits.parse().ok().filter(|number| bounds.contains(number));
    errors.take(field, number.ok_or(Problem::Number { least: *bounds.start(), most: *bounds.end() }))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn allowed(domains: &str, address: &str) -> bool {
        Domains::parse(domains).unwrap().allow(&address.parse().unwrap())
    }

    #[test]
    fn domains_are_those_of_addresses_in_whatever_spelling() {
        assert!(allowed("", "a@anywhere.example"), "none: any will do");
        assert!(allowed("exemple.fr, @Bücher.example", "anna@EXEMPLE.fr"));
        assert!(allowed("bücher.example", "anna@xn--bcher-kva.example"));
        assert!(!allowed("exemple.fr", "anna@mail.exemple.fr"), "a part of a domain is another domain");
        assert!(!allowed("exemple.fr", "anna@pas-exemple.fr"));
    }

    #[test]
    fn what_is_no_domain_is_said() {
        for text in ["exemple", "exemple.fr anna@exemple.fr", "http://exemple.fr", "@"] {
            assert_eq!(Domains::parse(text), Err(Problem::Domain), "{text}");
        }
        let many: Vec<String> = (0..=MOST_DOMAINS).map(|n| format!("d{n}.fr")).collect();
        assert_eq!(Domains::parse(&many.join("\n")), Err(Problem::TooManyDomains { most: MOST_DOMAINS }));
    }

    #[test]
    fn nothing_typed_is_the_instances_and_what_is_out_of_bounds_is_said_by_its_field() {
        let form = Form { account_name: "Rivoli".into(), language: "fr".into(), ..Form::default() };
        let settings = form.parse(None).unwrap();
        assert_eq!((settings.lives, settings.seats, settings.passwords), (Lives::default(), None, Rules::default()));
        let wrong = Form {
            invitation_days: "0".into(),
            session_days: "soon".into(),
            password_length: "8".into(),
            seats: "12".into(),
            ..form
        };
        let errors = wrong.parse(Some(10)).unwrap_err();
        assert_eq!(errors.get("invitation_days"), Some(Problem::Number { least: 1, most: 90 }));
        assert_eq!(errors.get("session_days"), Some(Problem::Number { least: 1, most: 365 }));
        assert_eq!(errors.get("password_length"), Some(Problem::Number { least: 12, most: 23 }));
        assert_eq!(errors.get("seats"), Some(Problem::Number { least: 1, most: 10 }));
    }

    proptest! {
        #[test]
        fn a_form_survives_its_settings(days in proptest::option::of(1..=90_u32), seats in proptest::option::of(1..1_000_u32), least in 12..=23_usize, is_strict: bool) {
            let settings = Settings {
                name: AccountName::parse("Rivoli").unwrap(),
                language: Language::Fr,
                lives: Lives { invitation_days: days, ..Lives::default() },
                passwords: Rules { least, is_strict },
                domains: Domains::parse("exemple.fr bücher.example").unwrap(),
                seats,
            };
            prop_assert_eq!(Form::of(&settings, 3).parse(None).unwrap(), settings);
        }
    }
}
