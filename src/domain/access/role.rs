use super::{Area, Level, Reach};
use crate::domain::{error::Parse, id::RoleId};
use serde::{Deserialize, Serialize};
use std::{collections::BTreeMap, str::FromStr};

/// Area → level. An area of Parvis that isn't named has none; one of a service, what all services have.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Levels {
    /// In every area of the services that somebody has, unless it is named.
    #[serde(default, skip_serializing_if = "Level::is_none")]
    in_services: Level,
    #[serde(flatten)]
    named: BTreeMap<Area, Level>,
}

impl Levels {
    #[must_use]
    pub fn get(&self, area: Area) -> Level {
        let unnamed = if matches!(area, Area::Service(_)) { self.in_services } else { Level::None };
        self.named.get(&area).copied().unwrap_or(unnamed)
    }

    #[must_use]
    pub fn with(mut self, area: Area, level: Level) -> Self {
        self.named.insert(area, level);
        self
    }

    /// The level in every area of the services that somebody has, unless it is named.
    #[must_use]
    pub const fn in_services(&self) -> Level {
        self.in_services
    }

    #[must_use]
    pub const fn with_services(mut self, level: Level) -> Self {
        self.in_services = level;
        self
    }

    /// Whether the area has a level of its own, rather than that of all services.
    #[must_use]
    pub fn names(&self, area: Area) -> bool {
        self.named.contains_key(&area)
    }

    /// The areas that are named, in their order.
    pub fn areas(&self) -> impl Iterator<Item = Area> + '_ {
        self.named.keys().copied()
    }
}

/// The account roles that every account has from its start.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum BuiltIn {
    /// Everything [S4.26].
    Administrator,
    /// The services assigned, and nothing of Parvis itself [S5.6].
    User,
    /// The daily work, without settings, billing, analytics and exports [S2.7, S2.8].
    Member,
}

impl BuiltIn {
    pub const ALL: [Self; 3] = [Self::Administrator, Self::User, Self::Member];

    #[must_use]
    pub const fn reach(self) -> Reach {
        match self {
            Self::Administrator | Self::Member => Reach::Account,
            Self::User => Reach::Own,
        }
    }

    /// The levels. Users and members edit in the services that they are let into.
    #[must_use]
    pub fn levels(self) -> Levels {
        match self {
            Self::Administrator => {
                let levels = Levels::default().with_services(Level::Approver);
                Area::OWN.into_iter().fold(levels, |levels, area| levels.with(area, Level::Approver))
            }
            Self::User => Levels::default().with_services(Level::Editor),
            Self::Member => Levels::default()
                .with_services(Level::Editor)
                .with(Area::Users, Level::Guest)
                .with(Area::Departments, Level::Guest)
                .with(Area::Services, Level::Guest),
        }
    }
}

/// Which role it is; a custom one is known by its name alone.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum RoleKind {
    BuiltIn(BuiltIn),
    Custom,
}

impl RoleKind {
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::BuiltIn(BuiltIn::Administrator) => "administrator",
            Self::BuiltIn(BuiltIn::User) => "user",
            Self::BuiltIn(BuiltIn::Member) => "member",
            Self::Custom => "custom",
        }
    }
}

impl FromStr for RoleKind {
    type Err = Parse;
    fn from_str(text: &str) -> Result<Self, Parse> {
        BuiltIn::ALL
            .into_iter()
            .map(Self::BuiltIn)
            .chain([Self::Custom])
            .find(|k| k.as_str() == text)
            .ok_or(Parse("role kind"))
    }
}

/// A named table of rights.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Role {
    pub id: RoleId,
    pub kind: RoleKind,
    /// A custom role's name; a built-in one is named by the reader's language.
    pub name: String,
    pub reach: Reach,
    pub levels: Levels,
}

impl Role {
    #[must_use]
    pub fn is_administrator(&self) -> bool {
        self.kind == RoleKind::BuiltIn(BuiltIn::Administrator)
    }
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;
    use crate::domain::id::ServiceAreaId;
    use proptest::prelude::*;

    fn role(reach: Reach, levels: Levels) -> Role {
        Role { id: RoleId(uuid::Uuid::nil()), kind: RoleKind::Custom, name: String::new(), reach, levels }
    }

    pub fn built_in(kind: BuiltIn) -> Role {
        Role { kind: RoleKind::BuiltIn(kind), ..role(kind.reach(), kind.levels()) }
    }

    prop_compose! {
        pub fn any_role()(
            reach in 0..3_usize, base in 0..4_usize, levels in proptest::array::uniform12(0..4_usize), named in 0..13_usize,
        ) -> Role {
            let services = [1, 2].map(|n| Area::Service(ServiceAreaId(uuid::Uuid::from_u128(n))));
            let levels = Area::OWN.into_iter().chain(services).zip(levels).take(named)
                .fold(Levels::default().with_services(Level::ALL[base]), |l, (area, n)| l.with(area, Level::ALL[n]));
            role(Reach::ALL[reach], levels)
        }
    }

    // [S2.8]
    #[test]
    fn a_member_has_no_settings_billing_analytics_or_exports() {
        let levels = BuiltIn::Member.levels();
        for area in [Area::Settings, Area::Billing, Area::Analytics, Area::Exports] {
            assert_eq!(levels.get(area), Level::None);
        }
    }

    #[test]
    fn a_role_survives_its_text() {
        let levels = BuiltIn::Member.levels();
        let text = serde_json::to_string(&levels).unwrap();
        assert_eq!(text, r#"{"in_services":"editor","users":"guest","departments":"guest","services":"guest"}"#);
        assert_eq!(serde_json::from_str::<Levels>(&text).unwrap(), levels);
    }
}
