use super::Level;
use crate::domain::{error::Parse, id::ServiceAreaId};
use serde::{Deserialize, Deserializer, Serialize, Serializer, de};
use std::{fmt, str::FromStr};

/// What rights are given in ("rubrique"): a part of Parvis, or one that a service declares [S3.23].
///
/// Its text, on the wire and in the database, is the name of Parvis's own, or the id of a service's.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Area {
    Users,
    Roles,
    Departments,
    Services,
    History,
    Settings,
    Billing,
    Analytics,
    Exports,
    /// Looking after other accounts, where they let one: in the instance's own account alone.
    Support,
    Service(ServiceAreaId),
}

impl Area {
    /// Parvis's own.
    pub const OWN: [Self; 10] = [
        Self::Users,
        Self::Roles,
        Self::Departments,
        Self::Services,
        Self::History,
        Self::Settings,
        Self::Billing,
        Self::Analytics,
        Self::Exports,
        Self::Support,
    ];

    /// Whether there are things of departments in it, besides the account's.
    #[must_use]
    pub const fn has_departments(self) -> bool {
        matches!(self, Self::Users | Self::Departments | Self::History | Self::Exports | Self::Service(_))
    }

    /// The name of one of Parvis's own; nothing for a service's.
    #[must_use]
    pub const fn name(self) -> Option<&'static str> {
        Some(match self {
            Self::Users => "users",
            Self::Roles => "roles",
            Self::Departments => "departments",
            Self::Services => "services",
            Self::History => "history",
            Self::Settings => "settings",
            Self::Billing => "billing",
            Self::Analytics => "analytics",
            Self::Exports => "exports",
            Self::Support => "support",
            Self::Service(_) => return None,
        })
    }
}

impl fmt::Display for Area {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (self, self.name()) {
            (Self::Service(id), _) => id.fmt(f),
            (_, name) => f.write_str(name.unwrap_or_default()),
        }
    }
}

impl FromStr for Area {
    type Err = Parse;
    fn from_str(text: &str) -> Result<Self, Parse> {
        match Self::OWN.into_iter().find(|area| area.name() == Some(text)) {
            Some(area) => Ok(area),
            None => text.parse().map(Self::Service).map_err(|_| Parse("area")),
        }
    }
}

impl Serialize for Area {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Area {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        std::borrow::Cow::<str>::deserialize(deserializer)?.parse().map_err(de::Error::custom)
    }
}

/// What is needed and isn't there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Needed {
    pub area: Area,
    pub level: Level,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_area_survives_its_text() {
        let service = Area::Service(ServiceAreaId(uuid::Uuid::from_u128(7)));
        for area in Area::OWN.into_iter().chain([service]) {
            assert_eq!(area.to_string().parse(), Ok(area));
            assert_eq!(serde_json::from_str::<Area>(&serde_json::to_string(&area).unwrap()).unwrap(), area);
        }
        assert_eq!("nonsense".parse::<Area>(), Err(Parse("area")));
    }
}
