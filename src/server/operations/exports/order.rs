use crate::{
    domain::{
        access::{Area, Level, Needed, Scope},
        export::{Format, What},
        history::Action,
        id::DepartmentId,
        language::Language,
    },
    server::{
        context::{Actor, Granted},
        operations::{Error, who_can},
    },
};
use serde::{Deserialize, Serialize};

/// What a file is of, as it was asked for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Order {
    pub what: What,
    pub format: Format,
    /// That of who asked, at that time.
    pub language: Language,
    /// The departments alone whose people it is of; nothing for the whole account.
    within: Option<Vec<DepartmentId>>,
}

/// Of whom somebody may have such a file. The page is the whole account's [S2.8]; what is in a file is no more than one
/// sees.
///
/// # Errors
/// [`Error::NotAllowed`] below Guest in exports in the whole account, or in what is exported.
pub(super) fn allowed(actor: &Actor, what: What) -> Result<Granted<'_>, Error> {
    let exports = actor.granted(Area::Exports, Level::Guest)?;
    let seen = match what {
        What::People => actor.exports(Area::Users),
        What::Rights => who_can::may_ask(actor),
        What::History => actor.exports(Area::History),
    };
    Ok(seen?.and(exports))
}

/// What the history calls it.
pub(super) const fn action(what: What) -> Action {
    match what {
        What::People | What::Rights => Action::UsersExported,
        What::History => Action::HistoryExported,
    }
}

impl Order {
    #[must_use]
    pub(super) fn new(what: What, format: Format, language: Language, granted: &Granted<'_>) -> Self {
        Self { what, format, language, within: granted.scope().within() }
    }

    /// Of whom it is, as long as the actor may still have all of that: whoever has fewer people now gets no file that
    /// was begun with more.
    ///
    /// # Errors
    /// [`Error::NotAllowed`] where anything of it is missing.
    pub(super) fn granted<'a>(&self, actor: &'a Actor) -> Result<Granted<'a>, Error> {
        let own = match &self.within {
            None => Scope::Everywhere,
            Some(departments) => Scope::Departments(departments.iter().copied().collect()),
        };
        if let Some(left) = allowed(actor, self.what)?.meet(own.clone())
            && *left.scope() == own
        {
            return Ok(left);
        }
        let area = if self.what == What::History { Area::History } else { Area::Users };
        Err(Error::NotAllowed(Some(Needed { area, level: Level::Guest })))
    }
}
