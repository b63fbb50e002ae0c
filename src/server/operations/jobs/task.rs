use crate::server::{
    operations::{exports::Order, import::Plan, users::Change},
    store::{self, jobs::Job},
};
use serde::{Deserialize, Serialize};

/// What there is to do.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Task {
    Change(Change),
    Import(Plan),
    /// A file to make.
    Export(Order),
}

impl Task {
    /// Whether the list of users shows what is done.
    #[must_use]
    pub const fn changes_users(&self) -> bool {
        !matches!(self, Self::Export(_))
    }

    /// As a job keeps it.
    ///
    /// # Errors
    /// Where a stored one isn't any.
    pub fn of(job: &Job) -> store::Result<Self> {
        Self::deserialize(&job.task).map_err(|e| sqlx::Error::Decode(Box::new(e)))
    }

    /// # Errors
    /// Never, but its format says so.
    pub fn to_text(&self) -> store::Result<String> {
        serde_json::to_string(self).map_err(|e| sqlx::Error::Encode(Box::new(e)))
    }
}
