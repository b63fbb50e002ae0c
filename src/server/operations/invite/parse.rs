use super::super::placements::parse_place;
use crate::domain::{
    address::{AddressProblem, EmailAddress},
    address_list,
    department::DepartmentRole,
    form::{FieldErrors, Problem},
    id::{BatchId, DepartmentId, RoleId},
    language::Language,
    text::{InvitationText, PersonName},
};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

/// Addresses that one form takes.
pub const MOST_ADDRESSES: usize = 20_000;

/// As typed. `key` comes from the page: the form sent twice is one sending.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Form {
    pub key: String,
    pub addresses: String,
    pub role: String,
    /// Empty: into none.
    pub department: String,
    pub department_role: String,
    pub language: String,
    pub message: String,
}

/// Somebody to invite.
pub(super) struct Guest {
    pub address: EmailAddress,
    /// From `Name <address>`, as far as it was given; the person corrects it when joining.
    pub first_name: String,
    pub last_name: String,
}

pub(super) struct Parsed {
    pub key: BatchId,
    pub guests: Vec<Guest>,
    /// What isn't an address, and why.
    pub problems: Vec<(String, AddressProblem)>,
    pub role: RoleId,
    pub place: Option<(DepartmentId, DepartmentRole)>,
    pub language: Language,
    pub message: InvitationText,
    /// Of the whole form.
    pub digest: Vec<u8>,
}

pub(super) fn parse(form: &Form) -> Result<Parsed, FieldErrors> {
    let mut errors = FieldErrors::default();
    let key = errors.take("form", form.key.parse::<BatchId>().map_err(|_| Problem::Changed));
    let list = address_list::parse(&form.addresses);
    let guests: Vec<Guest> = list.addresses().map(|(address, name)| guest(address, name)).collect();
    if guests.is_empty() {
        // One thing typed that isn't an address: say what is wrong with it.
        let problem = list.problems().next().map_or(Problem::NoAddress, |(_, problem)| Problem::Address(problem));
        errors.add("addresses", problem);
    } else if list.entries.len() > MOST_ADDRESSES {
        errors.add("addresses", Problem::TooManyAddresses { most: MOST_ADDRESSES });
    }
    let role = errors.take("role", form.role.parse::<RoleId>().map_err(|_| Problem::Choose));
    let place = parse_place(&form.department, &form.department_role, &mut errors);
    let language = errors.take("language", Language::from_code(&form.language).ok_or(Problem::Choose));
    let message = errors.take("message", InvitationText::parse(&form.message));
    match (key, role, language, message) {
        (Some(key), Some(role), Some(language), Some(message)) if errors.is_empty() => Ok(Parsed {
            key,
            guests,
            problems: list.problems().map(|(text, problem)| (text.to_owned(), problem)).collect(),
            role,
            place,
            language,
            message,
            digest: digest(form),
        }),
        _ => Err(errors),
    }
}

fn guest(address: &EmailAddress, name: Option<&str>) -> Guest {
    let (first, last) = name.map_or(("", ""), |name| name.split_once(' ').unwrap_or((name, "")));
    // What doesn't pass as a name isn't worth refusing an invitation for.
    let clean = |text: &str| PersonName::parse(text).map_or_else(|_| String::new(), |n| n.as_str().to_owned());
    Guest { address: address.clone(), first_name: clean(first), last_name: clean(last) }
}

fn digest(form: &Form) -> Vec<u8> {
    let mut hasher = Sha256::new();
    let own = [&form.addresses, &form.role, &form.department, &form.department_role, &form.language, &form.message];
    for part in own {
        hasher.update(part.len().to_le_bytes());
        hasher.update(part);
    }
    hasher.finalize().to_vec()
}
