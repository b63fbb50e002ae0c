use super::Line;
use crate::{
    domain::history_list::Outcome,
    server::store::history::{Recorded, Someone, Things},
    wording::{Before, Wording, instant, plain},
};
use serde_json::{Value, json};

/// An entry with what its particulars name.
#[derive(Clone, Copy, Debug)]
pub struct HistoryLine<'a> {
    pub entry: &'a Recorded,
    pub things: &'a Things,
}

impl<'a> HistoryLine<'a> {
    /// A page's, each with the things of all.
    #[must_use]
    pub fn all(entries: &'a [Recorded], things: &'a Things) -> Vec<Self> {
        entries.iter().map(|entry| Self { entry, things }).collect()
    }

    const fn outcome(&self) -> &'static str {
        if self.entry.refused { Outcome::Refused.as_str() } else { Outcome::Done.as_str() }
    }
}

/// What a line tells, in this order: for machines too, whatever the reader's language.
const COLUMNS: [&str; 11] = [
    "at",
    "actor",
    "actor_id",
    "action",
    "subject",
    "subject_id",
    "outcome",
    "sentence",
    "particulars",
    "changes",
    "address",
];

impl Line for HistoryLine<'_> {
    fn header(_: &Wording) -> Vec<String> {
        COLUMNS.map(str::to_owned).into()
    }

    fn cells(&self, wording: &Wording) -> Vec<String> {
        let Self { entry, things } = self;
        let facts = wording.particulars(entry, things).into_iter().map(|(label, value)| format!("{label}: {value}"));
        let changes = wording.changes(entry, things).into_iter();
        let changes = changes.map(|Before { label, before, after }| format!("{label}: {before} → {after}"));
        let name = |someone: &Option<_>| someone.as_ref().map(|someone| wording.someone(someone)).unwrap_or_default();
        let id =
            |someone: &Option<Someone>| someone.as_ref().map(|someone| someone.id().to_string()).unwrap_or_default();
        vec![
            instant(entry.at),
            name(&entry.actor),
            id(&entry.actor),
            entry.action.as_str().to_owned(),
            name(&entry.subject),
            id(&entry.subject),
            self.outcome().to_owned(),
            plain(&wording.entry(entry)),
            facts.collect::<Vec<_>>().join("; "),
            changes.collect::<Vec<_>>().join("; "),
            entry.address.clone(),
        ]
    }

    /// As it is stored, with the people's names.
    fn json(&self, wording: &Wording) -> Value {
        let entry = self.entry;
        let someone = |someone: &Option<Someone>| {
            someone.as_ref().map(|someone| {
                let email = match someone {
                    Someone::Known { email, .. } => Some(email),
                    Someone::Agent { .. } | Someone::Erased(_) => None,
                };
                json!({ "id": someone.id().to_string(), "name": wording.someone(someone), "email": email })
            })
        };
        let changes = entry.changes.iter();
        let changes = changes.map(|c| json!({ "field": c.field, "before": c.before, "after": c.after }));
        json!({
            "id": entry.id.to_string(),
            "at": instant(entry.at),
            "actor": someone(&entry.actor),
            "action": entry.action.as_str(),
            "subject": someone(&entry.subject),
            "outcome": self.outcome(),
            "sentence": plain(&wording.entry(entry)),
            "particulars": entry.particulars,
            "changes": changes.collect::<Vec<_>>(),
            "address": entry.address,
        })
    }
}
