use crate::domain::error::Parse;
use serde::{Deserialize, Serialize};
use std::str::FromStr;

/// A part of Parvis that rights are given in ("rubrique").
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
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
}

impl Area {
    pub const ALL: [Self; 9] = [
        Self::Users,
        Self::Roles,
        Self::Departments,
        Self::Services,
        Self::History,
        Self::Settings,
        Self::Billing,
        Self::Analytics,
        Self::Exports,
    ];

    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Users => "users",
            Self::Roles => "roles",
            Self::Departments => "departments",
            Self::Services => "services",
            Self::History => "history",
            Self::Settings => "settings",
            Self::Billing => "billing",
            Self::Analytics => "analytics",
            Self::Exports => "exports",
        }
    }
}

impl FromStr for Area {
    type Err = Parse;
    fn from_str(text: &str) -> Result<Self, Parse> {
        Self::ALL.into_iter().find(|a| a.as_str() == text).ok_or(Parse("area"))
    }
}
