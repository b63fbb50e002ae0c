use super::{Area, Level, Reach};
use crate::domain::{error::Parse, id::RoleId};
use serde::{Deserialize, Serialize};
use std::{collections::BTreeMap, str::FromStr};

/// Area → level; an area that isn't named has none.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Levels(BTreeMap<Area, Level>);

impl Levels {
    #[must_use]
    pub fn get(&self, area: Area) -> Level {
        self.0.get(&area).copied().unwrap_or_default()
    }

    #[must_use]
    pub fn with(mut self, area: Area, level: Level) -> Self {
        self.0.insert(area, level);
        self
    }

    /// Whether no level is above the other table's.
    #[must_use]
    pub fn within(&self, other: &Self) -> bool {
        Area::ALL.into_iter().all(|area| self.get(area) <= other.get(area))
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

    #[must_use]
    pub fn levels(self) -> Levels {
        match self {
            Self::Administrator => {
                Area::ALL.into_iter().fold(Levels::default(), |levels, area| levels.with(area, Level::Approver))
            }
            Self::User => Levels::default(),
            Self::Member => Levels::default()
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
    /// Nobody grants what they don't hold: whether this role lies within the granter's.
    #[must_use]
    pub fn within(&self, granter: &Self) -> bool {
        self.reach <= granter.reach && self.levels.within(&granter.levels)
    }

    /// Whether it gives this level in the whole account.
    #[must_use]
    pub fn grants(&self, area: Area, least: Level) -> bool {
        self.reach == Reach::Account && self.levels.get(area) >= least
    }

    #[must_use]
    pub fn is_administrator(&self) -> bool {
        self.kind == RoleKind::BuiltIn(BuiltIn::Administrator)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn role(reach: Reach, levels: Levels) -> Role {
        Role { id: RoleId(uuid::Uuid::nil()), kind: RoleKind::Custom, name: String::new(), reach, levels }
    }

    fn built_in(kind: BuiltIn) -> Role {
        Role { kind: RoleKind::BuiltIn(kind), ..role(kind.reach(), kind.levels()) }
    }

    prop_compose! {
        fn any_role()(reach in 0..3_usize, levels in proptest::array::uniform9(0..4_usize)) -> Role {
            let levels = Area::ALL.into_iter().zip(levels)
                .fold(Levels::default(), |l, (area, n)| l.with(area, Level::ALL[n]));
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
        assert_eq!(text, r#"{"users":"guest","departments":"guest","services":"guest"}"#);
        assert_eq!(serde_json::from_str::<Levels>(&text).unwrap(), levels);
    }

    proptest! {
        // [S4.26]
        #[test]
        fn an_administrator_may_grant_anything(role in any_role()) {
            prop_assert!(role.within(&built_in(BuiltIn::Administrator)));
        }

        #[test]
        fn within_is_an_order(a in any_role(), b in any_role(), c in any_role()) {
            prop_assert!(a.within(&a));
            if a.within(&b) && b.within(&c) {
                prop_assert!(a.within(&c));
            }
            if a.within(&b) && b.within(&a) {
                prop_assert!(a.reach == b.reach && a.levels.within(&b.levels));
            }
        }
    }
}
