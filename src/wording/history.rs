//! The history in sentences: who did what to whom, and what there is to know besides.

use super::{Wording, catalogue};
use crate::{
    domain::{
        history::{Action, Group},
        history_list::What,
        id::UserId,
        language::Language,
    },
    server::store::history::{Recorded, Someone, Thing, Things},
};
use serde_json::Value;
use uuid::Uuid;

/// A part of a sentence, so that a page can make a link of the people in it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Piece {
    Text(String),
    Person {
        name: String,
        /// Nothing where there is nobody to look at.
        id: Option<UserId>,
    },
}

/// A fact before and after, in words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Before {
    pub label: String,
    pub before: String,
    pub after: String,
}

/// Stand in a sentence for the people until it is cut; nobody types characters of private use.
const ACTOR: &str = "\u{E000}";
const SUBJECT: &str = "\u{E001}";

/// Particulars for machines, which nobody reads: keys of rows, and digests.
const SILENT: [&str; 4] = ["batch", "digest", "import", "job"];

impl Wording {
    /// What an action is called, as in a list to choose from.
    #[must_use]
    pub fn action(&self, action: Action) -> String {
        self.say(&format!("action-{}", action.as_str()))
    }

    #[must_use]
    pub fn group(&self, group: Group) -> String {
        self.say(&format!("group-{}", group.as_str()))
    }

    /// One action, or all of a group.
    #[must_use]
    pub fn what(&self, what: What) -> String {
        match what {
            What::Action(action) => self.action(action),
            What::Group(group) => self.say_with("history-group-all", &[("group", self.group(group).into())]),
        }
    }

    /// Who did what to whom.
    #[must_use]
    pub fn entry(&self, entry: &Recorded) -> Vec<Piece> {
        let action = entry.action.as_str();
        let key = if entry.refused { format!("did-not-{action}") } else { format!("did-{action}") };
        let args = [("actor", ACTOR.into()), ("subject", SUBJECT.into())];
        let sentence = self.say_with(&key, &args);
        let mut pieces = Vec::new();
        let mut text = String::new();
        for sign in sentence.chars() {
            let person = match sign {
                '\u{E000}' => self.actor(entry),
                '\u{E001}' => self.subject(entry),
                sign => {
                    text.push(sign);
                    continue;
                }
            };
            if !text.is_empty() {
                pieces.push(Piece::Text(std::mem::take(&mut text)));
            }
            pieces.push(person);
        }
        if !text.is_empty() {
            pieces.push(Piece::Text(text));
        }
        pieces
    }

    fn actor(&self, entry: &Recorded) -> Piece {
        match &entry.actor {
            Some(someone) => self.person(someone),
            None if entry.is_visitors => Piece::Person { name: self.say("history-visitor"), id: None },
            None => Piece::Person { name: self.say("history-system"), id: None },
        }
    }

    fn subject(&self, entry: &Recorded) -> Piece {
        match &entry.subject {
            Some(someone) => self.person(someone),
            None => Piece::Text(self.say("history-somebody")),
        }
    }

    fn person(&self, someone: &Someone) -> Piece {
        let id = match someone {
            Someone::Known { id, .. } => Some(*id),
            Someone::Agent { .. } | Someone::Erased(_) => None,
        };
        Piece::Person { name: self.someone(someone), id }
    }

    /// A name, or a pseudonym for who was erased: the same in every entry, and nobody's.
    #[must_use]
    pub fn someone(&self, someone: &Someone) -> String {
        match someone {
            Someone::Known { name, .. } => name.clone(),
            Someone::Agent { name, .. } => self.say_with("history-agent", &[("name", name.as_str().into())]),
            Someone::Erased(id) => {
                let id = id.0.simple().to_string();
                // The start of an id is the time at which it was made: many share it.
                self.say_with("history-erased", &[("pseudonym", id[id.len() - 10..].into())])
            }
        }
    }

    /// The facts of an action, each with what it is called.
    #[must_use]
    pub fn particulars(&self, entry: &Recorded, things: &Things) -> Vec<(String, String)> {
        let Value::Object(facts) = &entry.particulars else { return Vec::new() };
        let is_named = facts.contains_key("name");
        // What stands there already: as a change, or by the name that it had then.
        let is_said = |name: &str| match name {
            "before" | "after" => true,
            "department" | "service" => is_named,
            _ => false,
        };
        facts
            .iter()
            .filter(|(name, _)| !is_said(name))
            .filter_map(|(name, value)| {
                let key = format!("particular-{}", name.replace('_', "-"));
                (!SILENT.contains(&name.as_str()) && catalogue::has(self.spoken(), &key))
                    .then(|| (self.say(&key), self.value(&key, value, things)))
            })
            .collect()
    }

    /// Whether an action's fact is worded, or meant for machines.
    #[must_use]
    pub fn knows_particular(&self, name: &str) -> bool {
        let key = format!("particular-{}", name.replace('_', "-"));
        ["before", "after"].contains(&name) || SILENT.contains(&name) || catalogue::has(self.spoken(), &key)
    }

    /// What is before and after: of the action itself, then of its subject.
    #[must_use]
    pub fn changes(&self, entry: &Recorded, things: &Things) -> Vec<Before> {
        let facts = entry.particulars.get("before").zip(entry.particulars.get("after"));
        let key = match entry.action {
            Action::AddedToDepartment | Action::LeftDepartment => "department-role",
            Action::ExceptionSet => "particular-level",
            _ => "",
        };
        let of_action = facts.map(|(before, after)| Before {
            label: self.action(entry.action),
            before: self.value(key, before, things),
            after: self.value(key, after, things),
        });
        let of_subject = entry.changes.iter().map(|changed| Before {
            label: self.field(&changed.field),
            before: self.field_value(&changed.field, &changed.before),
            after: self.field_value(&changed.field, &changed.after),
        });
        of_action.into_iter().chain(of_subject).collect()
    }

    fn field(&self, field: &str) -> String {
        let key = format!("field-{}", field.replace('_', "-"));
        if catalogue::has(self.spoken(), &key) { self.say(&key) } else { field.to_owned() }
    }

    fn field_value(&self, field: &str, value: &str) -> String {
        match (field, Language::from_code(value)) {
            _ if value.is_empty() => self.say("history-empty"),
            ("language", Some(language)) => language.own_name().to_owned(),
            _ => value.to_owned(),
        }
    }

    /// `key` is the fact's own, under which a value that is a word may be worded.
    fn value(&self, key: &str, value: &Value, things: &Things) -> String {
        match value {
            Value::Null => self.say("history-empty"),
            Value::Bool(true) => self.say("history-yes"),
            Value::Bool(false) => self.say("history-no"),
            Value::Number(number) => number.as_u64().map_or_else(|| number.to_string(), |n| self.number(n)),
            Value::Array(values) if values.is_empty() => self.say("history-empty"),
            Value::Array(values) => {
                let values: Vec<String> = values.iter().map(|value| self.value(key, value, things)).collect();
                values.join(", ")
            }
            Value::String(text) => {
                let word = format!("{key}-{text}");
                match text.parse::<Uuid>() {
                    Ok(id) => self.thing(things.get(&id)),
                    Err(_) if catalogue::has(self.spoken(), &word) => self.say(&word),
                    Err(_) => text.clone(),
                }
            }
            Value::Object(_) => value.to_string(),
        }
    }

    fn thing(&self, thing: Option<&Thing>) -> String {
        match thing {
            Some(Thing::Role { kind, name }) => self.role(*kind, name),
            Some(Thing::Named(name)) => name.clone(),
            None => self.say("history-gone"),
        }
    }
}

/// A sentence as plain text: for files.
#[must_use]
pub fn plain(pieces: &[Piece]) -> String {
    pieces
        .iter()
        .map(|piece| match piece {
            Piece::Text(text) | Piece::Person { name: text, .. } => text.as_str(),
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::time::Timestamp;
    use jiff::tz::TimeZone;

    fn entry(action: Action, refused: bool) -> Recorded {
        let known = |name: &str, n: u128| Someone::Known {
            id: Uuid::from_u128(n).into(),
            name: name.to_owned(),
            email: String::new(),
            is_deleted: false,
        };
        Recorded {
            id: Uuid::nil().into(),
            at: Timestamp::from_micros(0),
            actor: Some(known("Camille", 1)),
            action,
            subject: Some(known("Inès", 2)),
            refused,
            particulars: Value::Null,
            changes: Vec::new(),
            address: "192.0.2.1".to_owned(),
            is_visitors: false,
        }
    }

    fn both() -> [Wording; 2] {
        [Language::Fr, Language::En].map(|language| Wording::new(language, TimeZone::UTC))
    }

    // [S3.10]
    #[test]
    fn every_action_has_its_sentences_in_every_language() {
        for wording in both() {
            for action in Action::ALL {
                for key in ["action", "did", "did-not"].map(|start| format!("{start}-{}", action.as_str())) {
                    assert!(
                        catalogue::has(wording.spoken(), &key),
                        "src/wording/{}/history.ftl needs `{key}`: `action-…` names the action in a list, `did-…` and \
                         `did-not-…` are sentences with {{$actor}} and {{$subject}}",
                        wording.spoken().code()
                    );
                }
                for refused in [false, true] {
                    let pieces = wording.entry(&entry(*action, refused));
                    let people = pieces.iter().filter(|piece| matches!(piece, Piece::Person { .. })).count();
                    assert!(people > 0, "{action:?}: who? {}", plain(&pieces));
                }
                assert_ne!(wording.entry(&entry(*action, false)), wording.entry(&entry(*action, true)), "{action:?}");
            }
        }
    }

    #[test]
    fn people_stand_in_the_sentence_where_the_language_puts_them() {
        let [french, english] = both();
        let entry = entry(Action::UserDeactivated, false);
        assert_eq!(plain(&french.entry(&entry)), "Camille a désactivé Inès");
        assert_eq!(plain(&english.entry(&entry)), "Camille deactivated Inès");
        let [Piece::Person { id: Some(camille), .. }, Piece::Text(_), Piece::Person { id: Some(ines), .. }] =
            french.entry(&entry)[..]
        else {
            panic!("not two people with a verb between them")
        };
        assert_eq!((camille.0.as_u128(), ines.0.as_u128()), (1, 2));
    }

    #[test]
    fn who_is_erased_the_system_and_visitors_have_their_words() {
        let [french, _] = both();
        let mut entry = entry(Action::UserDeleted, false);
        entry.subject = Some(Someone::Erased(Uuid::from_u128(0x3f2a).into()));
        assert_eq!(plain(&french.entry(&entry)), "Camille a supprimé Personne effacée 0000003f2a");
        entry.actor = None;
        entry.is_visitors = true;
        assert!(plain(&french.entry(&entry)).starts_with("Un visiteur "));
        entry.is_visitors = false;
        assert!(plain(&french.entry(&entry)).starts_with("Le système "));
    }

    #[test]
    fn facts_are_in_words() {
        let [french, _] = both();
        let role = Uuid::from_u128(7);
        let things = Things::from([(role, Thing::Named("RH".to_owned()))]);
        let mut entry = entry(Action::RoleChanged, false);
        entry.particulars = serde_json::json!({ "before": role, "after": Uuid::nil() });
        let changes = french.changes(&entry, &things);
        assert_eq!((changes[0].before.as_str(), changes[0].after.as_str()), ("RH", "n’existe plus"));
        assert!(french.particulars(&entry, &things).is_empty());
        entry.particulars = serde_json::json!({ "seats": 1200, "digest": "ab", "role": role });
        let facts = french.particulars(&entry, &things);
        assert_eq!(facts, [("Rôle".to_owned(), "RH".to_owned()), ("Places".to_owned(), "1\u{202f}200".to_owned())]);
    }
}
