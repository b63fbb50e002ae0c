use crate::domain::{
    access::{Area, Areas, Level, Levels, Reach, Role, RoleKind},
    error::Parse,
    form::{FieldErrors, Problem},
    id::RoleId,
    text::RoleName,
};
use std::{collections::BTreeMap, str::FromStr};

/// The levels in the order of the table's columns.
pub const LEVELS: [Level; 4] = Level::ALL;
/// How the form names the level in all services.
const SERVICES: &str = "services-all";

/// As typed: what each row's radio buttons say, by the area's text.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Form {
    pub name: String,
    pub reach: String,
    /// Of the areas, and of all services under `services-all`. An area of a service that isn't there, or has nothing
    /// chosen, has what all services have.
    pub levels: BTreeMap<String, String>,
    pub version: String,
}

/// A table to begin with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Preset {
    Nothing,
    Reads,
    Prepares,
    Everything,
}

impl Preset {
    pub const ALL: [Self; 4] = [Self::Nothing, Self::Reads, Self::Prepares, Self::Everything];

    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Nothing => "nothing",
            Self::Reads => "reads",
            Self::Prepares => "prepares",
            Self::Everything => "everything",
        }
    }

    const fn level(self) -> Level {
        match self {
            Self::Nothing => Level::None,
            Self::Reads => Level::Guest,
            Self::Prepares => Level::Editor,
            Self::Everything => Level::Approver,
        }
    }
}

impl FromStr for Preset {
    type Err = Parse;
    fn from_str(text: &str) -> Result<Self, Parse> {
        Self::ALL.into_iter().find(|preset| preset.as_str() == text).ok_or(Parse("preset"))
    }
}

impl Form {
    /// The form of a role as it is.
    #[must_use]
    pub fn of(role: &Role, version: i64) -> Self {
        let own = Area::OWN.into_iter().map(|area| (area.to_string(), role.levels.get(area)));
        let named = role.levels.areas().filter(|area| matches!(area, Area::Service(_)));
        let named = named.map(|area| (area.to_string(), role.levels.get(area)));
        let all = std::iter::once((SERVICES.to_owned(), role.levels.in_services()));
        let levels = own.chain(named).chain(all).map(|(area, level)| (area, level.as_str().to_owned())).collect();
        Self { name: role.name.clone(), reach: role.reach.as_str().to_owned(), levels, version: version.to_string() }
    }

    /// The same with another table.
    #[must_use]
    pub fn with(mut self, preset: Preset) -> Self {
        let areas = Area::OWN.into_iter().map(|area| area.to_string()).chain([SERVICES.to_owned()]);
        self.levels = areas.map(|area| (area, preset.level().as_str().to_owned())).collect();
        self
    }

    /// What is chosen in a row: one of the levels' texts, or nothing.
    #[must_use]
    pub fn level(&self, area: &str) -> &str {
        self.levels.get(area).map_or("", String::as_str)
    }

    /// The role that it describes. Of areas that the account doesn't have, nothing is kept.
    ///
    /// # Errors
    /// By field: `name`, `reach`, `levels`.
    pub fn parse(&self, id: RoleId, areas: &Areas) -> Result<(RoleName, Role), FieldErrors> {
        let mut errors = FieldErrors::default();
        let name = errors.take("name", RoleName::parse(&self.name));
        let given = self.given(areas, &mut errors);
        let (Some(name), Some((reach, levels))) = (name, given) else { return Err(errors) };
        let role = Role { id, kind: RoleKind::Custom, name: name.as_str().to_owned(), reach, levels };
        Ok((name, role))
    }

    /// As [`Self::parse`], whatever its name: for saying what it would give before it has one.
    ///
    /// # Errors
    /// By field: `reach`, `levels`.
    pub fn role(&self, id: RoleId, areas: &Areas) -> Result<Role, FieldErrors> {
        let mut errors = FieldErrors::default();
        let Some((reach, levels)) = self.given(areas, &mut errors) else { return Err(errors) };
        Ok(Role { id, kind: RoleKind::Custom, name: self.name.clone(), reach, levels })
    }

    fn given(&self, areas: &Areas, errors: &mut FieldErrors) -> Option<(Reach, Levels)> {
        let reach = errors.take("reach", self.reach.parse::<Reach>().map_err(|_| Problem::Choose));
        let levels = errors.take("levels", self.table(areas).ok_or(Problem::Choose));
        reach.zip(levels)
    }

    /// Each of Parvis's own areas must have a level, and so must all services.
    fn table(&self, areas: &Areas) -> Option<Levels> {
        let mut levels = Levels::default().with_services(self.level(SERVICES).parse().ok()?);
        for area in areas.own() {
            let level = match (area, self.level(area.name()?)) {
                // A row that the instance's own account alone has.
                (Area::Support, "") => Level::None,
                (_, text) => text.parse().ok()?,
            };
            if level > Level::None {
                levels = levels.with(area, level);
            }
        }
        for (id, _) in areas.of_services() {
            let text = self.level(&id.to_string());
            if !text.is_empty() {
                levels = levels.with(Area::Service(id), text.parse().ok()?);
            }
        }
        Some(levels)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{
        access::{AreaName, ServiceArea},
        id::{ServiceAreaId, ServiceId},
    };
    use uuid::Uuid;

    const EMAILINGS: ServiceAreaId = ServiceAreaId(Uuid::from_u128(1));

    fn areas(of_services: &[ServiceAreaId]) -> Areas {
        let service = ServiceArea { service: ServiceId(Uuid::nil()), for_all: false, caps_admins: false };
        let name = AreaName { service: "Campagnes".to_owned(), area: "Emailings".to_owned() };
        of_services.iter().map(|id| (*id, service, name.clone())).collect()
    }

    // [S3.16]
    #[test]
    fn a_role_survives_its_form() {
        let levels = Levels::default()
            .with(Area::Users, Level::Guest)
            .with_services(Level::Editor)
            .with(Area::Service(EMAILINGS), Level::None);
        let id = RoleId(Uuid::nil());
        let role = Role { id, kind: RoleKind::Custom, name: "Accueil".to_owned(), reach: Reach::Account, levels };
        let form = Form::of(&role, 3);
        assert_eq!(form.parse(id, &areas(&[EMAILINGS])).unwrap().1, role);
        let without = form.parse(id, &areas(&[])).unwrap().1;
        assert!(!without.levels.names(Area::Service(EMAILINGS)), "an area that isn't there any more is dropped");
    }

    #[test]
    fn what_is_missing_or_nonsense_is_told_by_its_field() {
        let id = RoleId(Uuid::nil());
        let errors = Form::default().parse(id, &areas(&[])).unwrap_err();
        assert_eq!(errors.iter().map(|(field, _)| field).collect::<Vec<_>>(), ["name", "reach", "levels"]);
        let nameless = Form { reach: "own".to_owned(), ..Form::default() }.with(Preset::Reads);
        assert!(nameless.parse(id, &areas(&[])).is_err() && nameless.role(id, &areas(&[])).is_ok());
        let form = Form { name: "A".to_owned(), reach: "own".to_owned(), ..Form::default() };
        assert!(form.clone().with(Preset::Reads).parse(id, &areas(&[])).is_ok());
        let mut odd = form.with(Preset::Reads);
        odd.levels.insert("users".to_owned(), "all".to_owned());
        assert!(odd.parse(id, &areas(&[])).is_err());
    }
}
