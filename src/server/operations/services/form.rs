use crate::{
    domain::{
        form::{FieldErrors, Problem},
        id::ServiceAreaId,
        search::fold,
        text::{ServiceAreaName, ServiceName, TextProblem, clean_line},
    },
    server::store::departments::Department,
};
use std::collections::BTreeSet;
use url::{Host, Url};

/// Longest address of a service, in characters.
const MOST_URL: usize = 500;
/// Areas that one service may declare.
pub const MOST_AREAS: usize = 100;

/// As typed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Form {
    pub name: String,
    /// Where the service is; may stay empty.
    pub url: String,
    /// Everybody in the account has it, or those whom it is assigned to.
    pub for_all: bool,
    /// In it, a département admin is no more than an Operator [S4.25].
    pub caps_admins: bool,
    /// In their order.
    pub areas: Vec<TypedArea>,
    /// The ids of those whose people have it.
    pub departments: Vec<String>,
    pub version: String,
}

/// A line of the areas: one that is there, under the name that it is to have, or a new one.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TypedArea {
    /// Of one that is there; empty for a new one.
    pub id: String,
    /// Empty for one to take away.
    pub name: String,
}

/// A service as its form describes it.
pub(super) struct Parsed {
    pub name: ServiceName,
    pub url: String,
    /// New ones without an id.
    pub areas: Vec<(Option<ServiceAreaId>, ServiceAreaName)>,
    /// By name.
    pub departments: Vec<Department>,
}

impl Form {
    /// `known` are the areas that the service has; what isn't one of them is new. `departments` are all of the account.
    ///
    /// # Errors
    /// By field: `name`, `url`, `areas`, `departments`.
    pub(super) fn parse(
        &self,
        known: &[(ServiceAreaId, String)],
        departments: &[Department],
    ) -> Result<Parsed, FieldErrors> {
        let mut errors = FieldErrors::default();
        let name = errors.take("name", ServiceName::parse(&self.name));
        let url = errors.take("url", address(&self.url).ok_or(Problem::Link));
        let areas = errors.take("areas", self.parse_areas(known));
        let departments = errors.take("departments", self.parse_departments(departments).ok_or(Problem::Choose));
        match (name, url, areas, departments) {
            (Some(name), Some(url), Some(areas), Some(departments)) => Ok(Parsed { name, url, areas, departments }),
            _ => Err(errors),
        }
    }

    /// Those chosen; nothing where one isn't the account's.
    fn parse_departments(&self, all: &[Department]) -> Option<Vec<Department>> {
        let is_chosen = |department: &&Department| self.departments.contains(&department.id.to_string());
        let is_known = |id: &String| all.iter().any(|department| department.id.to_string() == *id);
        self.departments.iter().all(is_known).then(|| all.iter().filter(is_chosen).cloned().collect())
    }

    fn parse_areas(
        &self,
        known: &[(ServiceAreaId, String)],
    ) -> Result<Vec<(Option<ServiceAreaId>, ServiceAreaName)>, Problem> {
        let (mut areas, mut names, mut ids) = (Vec::new(), BTreeSet::new(), BTreeSet::new());
        for typed in &self.areas {
            let name = match ServiceAreaName::parse(&typed.name) {
                Ok(name) => name,
                Err(TextProblem::Empty) => continue,
                Err(problem) => return Err(problem.into()),
            };
            if !names.insert(fold(name.as_str())) {
                return Err(Problem::NameTaken);
            }
            // An id that is sent twice is one area, and something new.
            let id = typed
                .id
                .parse()
                .ok()
                .filter(|id| known.iter().any(|(known, _)| known == id))
                .filter(|id| ids.insert(*id));
            areas.push((id, name));
        }
        // One that is taken out and put in again is the same: what people may do in it isn't lifted by that.
        for (id, name) in areas.iter_mut().filter(|(id, _)| id.is_none()) {
            let same = known.iter().find(|(known, called)| !ids.contains(known) && fold(called) == fold(name.as_str()));
            *id = same.map(|(known, _)| *known);
        }
        if areas.len() > MOST_AREAS { Err(Problem::TooManyAreas { most: MOST_AREAS }) } else { Ok(areas) }
    }

    /// The same with the line at `at` before the one above it.
    #[must_use]
    pub fn raised(mut self, at: usize) -> Self {
        if at > 0 && at < self.areas.len() {
            self.areas.swap(at - 1, at);
        }
        self
    }
}

/// A web address as a link may lead to, or none: https, and http to this machine alone.
fn address(text: &str) -> Option<String> {
    let text = clean_line(text);
    if text.is_empty() {
        return Some(text);
    }
    let url = Url::parse(&text).ok()?;
    let is_safe = match (url.scheme(), url.host()?) {
        ("https", _) => true,
        ("http", Host::Domain(name)) => name == "localhost" || name.ends_with(".localhost"),
        ("http", Host::Ipv4(address)) => address.is_loopback(),
        ("http", Host::Ipv6(address)) => address.is_loopback(),
        _ => false,
    };
    // A name before the host makes one site look like another.
    let is_plain = url.username().is_empty() && url.password().is_none();
    (is_safe && is_plain && text.chars().count() <= MOST_URL).then(|| url.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;
    use uuid::Uuid;

    const CONTACTS: ServiceAreaId = ServiceAreaId(Uuid::from_u128(1));

    fn form(areas: &[(&str, &str)]) -> Form {
        let typed = |(id, name): &(&str, &str)| TypedArea { id: (*id).to_owned(), name: (*name).to_owned() };
        Form { name: "Campagnes".to_owned(), areas: areas.iter().map(typed).collect(), ..Form::default() }
    }

    fn names(form: &Form) -> Vec<(bool, String)> {
        let parsed =
            form.parse(&[(CONTACTS, "Contacts".to_owned())], &[]).map_err(|errors| format!("{errors:?}")).unwrap();
        parsed.areas.iter().map(|(id, name)| (id.is_some(), name.as_str().to_owned())).collect()
    }

    #[test]
    fn a_link_leads_over_https_or_to_this_machine() {
        for good in
            ["", "https://mail.exemple.fr/x?y=z", "http://localhost:8080", "http://127.0.0.1/", "http://[::1]:3000/"]
        {
            assert!(address(good).is_some(), "{good}");
        }
        for bad in [
            "http://exemple.fr",
            "http://localhost.exemple.fr",
            "http://10.0.0.1",
            "javascript:alert(1)",
            "data:text/html,x",
            "exemple.fr",
            "https://",
            "https://banque.fr@exemple.fr",
            "https://a:b@exemple.fr",
        ] {
            assert_eq!(address(bad), None, "{bad}");
        }
    }

    // [S3.23]
    #[test]
    fn an_area_keeps_its_id_under_another_name_and_an_empty_line_is_none() {
        let id = CONTACTS.to_string();
        let sent = form(&[("", " SMS "), (&id, "Carnet"), ("", ""), (&id, "Encore"), ("x", "Emailings")]);
        let expected = [(false, "SMS"), (true, "Carnet"), (false, "Encore"), (false, "Emailings")];
        assert_eq!(names(&sent), expected.map(|(kept, name)| (kept, name.to_owned())));
        assert!(names(&form(&[(&id, " \u{200B}")])).is_empty());
        let again = names(&form(&[(&id, ""), ("", "CONTACTS")]));
        assert_eq!(again, [(true, "CONTACTS".to_owned())], "taken out and put in again, it is the same");
    }

    #[test]
    fn two_areas_of_one_name_are_refused_and_so_are_too_many() {
        let problem = |form: &Form| form.parse(&[], &[]).err().and_then(|errors| errors.get("areas"));
        assert_eq!(problem(&form(&[("", "Étiquettes"), ("", "ETIQUETTES")])), Some(Problem::NameTaken));
        let many: Vec<String> = (0..=MOST_AREAS).map(|n| n.to_string()).collect();
        let many: Vec<(&str, &str)> = many.iter().map(|name| ("", name.as_str())).collect();
        assert_eq!(problem(&form(&many)), Some(Problem::TooManyAreas { most: MOST_AREAS }));
        assert_eq!(problem(&form(&many[1..])), None);
    }

    #[test]
    fn a_line_changes_places_with_the_one_above() {
        let all = form(&[("", "A"), ("", "B"), ("", "C")]);
        assert_eq!(all.clone().raised(2), form(&[("", "A"), ("", "C"), ("", "B")]));
        assert_eq!(all.clone().raised(0), all);
        assert_eq!(all.clone().raised(3), all);
    }
}
