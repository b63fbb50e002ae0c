//! Which users are listed, as conditions of SQL.

use super::{Engine, Statement};
use crate::domain::{
    id::{AccountId, DepartmentId, RoleId, ServiceId, UserId},
    search::fold,
    time::Timestamp,
    user::UserState,
    user_list::{Delivery, Standing},
};

/// Which users of an account are listed.
#[derive(Clone, Debug)]
pub struct Filter {
    pub account: AccountId,
    pub standing: Standing,
    pub role: Option<RoleId>,
    pub department: Option<DepartmentId>,
    pub service: Option<ServiceId>,
    /// Only people of these departments: the viewer has no others.
    pub within: Option<Vec<DepartmentId>>,
    /// Any part of name or address, in any case, with or without marks; empty: all.
    pub text: String,
    /// Left out: one's own row stands apart.
    pub without: UserId,
    /// What has expired has by then.
    pub now: Timestamp,
}

/// A part of the filter that an index finds the users of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Set {
    Finer,
    Role,
    Department,
    Service,
    Within,
    Text,
}

/// How a text is looked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Look {
    /// In each row that is walked over.
    Walk,
    /// By an index.
    Index,
}

impl Filter {
    /// Whether the viewer may know that somebody is in a department: of oneself one knows all.
    pub fn names(&self, user: UserId, department: DepartmentId) -> bool {
        user == self.without || self.within.as_ref().is_none_or(|own| own.contains(&department))
    }

    #[must_use]
    pub fn states(&self) -> Vec<UserState> {
        self.standing.state().map_or_else(|| UserState::LISTED.to_vec(), |state| vec![state])
    }

    /// Whether nothing but a state is asked for.
    #[must_use]
    pub fn is_state_alone(&self) -> bool {
        self.sets().is_empty()
    }

    /// The text as it is looked for.
    pub(super) fn folded(&self) -> String {
        fold(&self.text)
    }

    /// What is filtered by besides the state, which every index of the list begins with.
    pub(super) fn sets(&self) -> Vec<Set> {
        let finer = matches!(self.standing, Standing::Invited(_) | Standing::Inactive(_));
        [
            (Set::Finer, finer),
            (Set::Role, self.role.is_some()),
            (Set::Department, self.department.is_some()),
            (Set::Service, self.service.is_some()),
            (Set::Within, self.within.is_some()),
            (Set::Text, !self.folded().is_empty()),
        ]
        .into_iter()
        .filter_map(|(set, is_set)| is_set.then_some(set))
        .collect()
    }

    /// The whole filter but `without`, after a WHERE, of the rows of a table or an alias.
    pub fn write(&self, to: &mut Statement, of: &str) {
        self.write_account_and_states(to, of);
        for set in self.sets() {
            self.write_set(to, of, set, Look::Index);
        }
    }

    pub(super) fn write_account_and_states(&self, to: &mut Statement, of: &str) {
        to.push(of).push(".account_id = ").id(self.account.0);
        to.push(" AND ").push(of);
        match self.standing.state() {
            Some(state) => to.push(".state = '").push(state.as_str()).push("'"),
            None => to.push(".state IN ('active', 'inactive', 'invited')"),
        };
    }

    /// ` AND …`: the condition of one set.
    pub(super) fn write_set(&self, to: &mut Statement, of: &str, set: Set, look: Look) {
        to.push(" AND ");
        match (set, self.standing) {
            (Set::Finer, Standing::Inactive(reason)) => {
                to.push(of).push(".reason = ").text(reason.as_str());
            }
            (Set::Finer, Standing::Invited(delivery)) => {
                self.write_delivery(to, of, delivery);
            }
            (Set::Finer, _) => {
                to.push("TRUE");
            }
            (Set::Role, _) => {
                to.push(of).push(".role_id = ").id(self.role.map(|id| id.0).unwrap_or_default());
            }
            (Set::Department, _) => {
                to.push("EXISTS (SELECT 1 FROM department_members d WHERE d.user_id = ").push(of);
                to.push(".id AND d.department_id = ").id(self.department.map(|id| id.0).unwrap_or_default()).push(")");
            }
            (Set::Service, _) => {
                to.push("EXISTS (SELECT 1 FROM service_users s WHERE s.user_id = ").push(of);
                to.push(".id AND s.service_id = ").id(self.service.map(|id| id.0).unwrap_or_default());
                to.push(" AND (s.ends_at IS NULL OR s.ends_at > ").at(self.now).push("))");
            }
            (Set::Within, _) => {
                to.push("EXISTS (SELECT 1 FROM department_members d WHERE d.user_id = ").push(of);
                to.push(".id AND d.department_id IN (");
                self.write_within(to);
                to.push("))");
            }
            (Set::Text, _) => self.write_text(to, of, look),
        }
    }

    fn write_within(&self, to: &mut Statement) {
        let departments = self.within.iter().flatten();
        for (number, department) in departments.enumerate() {
            to.push(if number == 0 { "" } else { ", " }).id(department.0);
        }
    }

    /// A query for what the people of the viewer's departments have besides: each place there, service and exception.
    pub(super) fn write_holdings(&self, to: &mut Statement) {
        to.push(
            "SELECT m.user_id, d.name, m.role FROM department_members m JOIN departments d ON d.id = m.department_id \
             WHERE m.department_id IN (",
        );
        self.write_within(to);
        to.push(") UNION ALL SELECT s.user_id, v.name, '' FROM service_users s JOIN services v ON v.id = s.service_id");
        to.push(" WHERE (s.ends_at IS NULL OR s.ends_at > ").at(self.now).push(") AND s.user_id IN (");
        self.write_hits(to, Set::Within);
        to.push(") UNION ALL SELECT e.user_id, e.area, e.level FROM exceptions e");
        to.push(" WHERE (e.ends_at IS NULL OR e.ends_at > ").at(self.now).push(") AND e.user_id IN (");
        self.write_hits(to, Set::Within);
        to.push(")");
    }

    /// Those whose open invitation stands like that.
    fn write_delivery(&self, to: &mut Statement, of: &str, delivery: Delivery) {
        to.push(of).push(".expires_at ");
        if delivery == Delivery::Expired {
            to.push("<= ").at(self.now);
        } else {
            to.push("> ").at(self.now).push(" AND ").push(of).push(".delivery = '").push(delivery.as_str()).push("'");
        }
    }

    fn write_text(&self, to: &mut Statement, of: &str, look: Look) {
        let text = self.folded();
        match (to.engine, look) {
            (Engine::Sqlite, Look::Index) if text.chars().count() >= 3 => {
                to.push(of).push(".seq IN (");
                self.write_hits(to, Set::Text);
                to.push(")");
            }
            (Engine::Sqlite, _) => {
                to.push("instr(").push(of).push(".search, ").text(text).push(") > 0");
            }
            (Engine::Postgres, Look::Index) => {
                if has_trigram(&text) {
                    to.push(of).push(".search LIKE ").text(like(&text));
                    return;
                }
                // Beside it no LIKE: a plan for any text would ask the index of trigrams as well, which has none to go by
                // and gives everybody.
                to.push("grams(").push(of).push(".search) COLLATE \"C\" @> grams(").text(text.as_str()).push(") AND ");
                self.write_text(to, of, Look::Walk);
            }
            (Engine::Postgres, Look::Walk) => {
                to.push("strpos(").push(of).push(".search, ").text(text).push(") > 0");
            }
        }
    }

    /// A query for a set's users, as an index finds them; a text's on SQLite by `seq`, all others by `id`.
    pub(super) fn write_hits(&self, to: &mut Statement, set: Set) {
        match set {
            Set::Finer | Set::Role => {
                to.push("SELECT h.id AS hit FROM users h WHERE ");
                self.write_hits_of(to, "h", set);
            }
            Set::Department => {
                to.push("SELECT user_id AS hit FROM department_members WHERE department_id = ");
                to.id(self.department.map(|id| id.0).unwrap_or_default());
            }
            Set::Service => {
                to.push("SELECT user_id AS hit FROM service_users WHERE service_id = ");
                to.id(self.service.map(|id| id.0).unwrap_or_default());
                to.push(" AND (ends_at IS NULL OR ends_at > ").at(self.now).push(")");
            }
            Set::Within => {
                to.push("SELECT DISTINCT user_id AS hit FROM department_members WHERE department_id IN (");
                self.write_within(to);
                to.push(")");
            }
            Set::Text => self.write_text_hits(to),
        }
    }

    /// The column of `users` that a set's hits are of, where they are found in another table.
    pub(super) const fn key_elsewhere(engine: Engine, set: Set) -> Option<&'static str> {
        match (set, engine) {
            (Set::Text, Engine::Sqlite) => Some("seq"),
            (Set::Department | Set::Service | Set::Within, _) => Some("id"),
            (Set::Finer | Set::Role | Set::Text, _) => None,
        }
    }

    /// The condition of a set whose hits are found among the users themselves, after a WHERE.
    pub(super) fn write_hits_of(&self, to: &mut Statement, of: &str, set: Set) {
        match (set, self.standing) {
            (Set::Text, _) => self.write_text(to, of, Look::Index),
            // A reason has a state of its own.
            (Set::Finer, Standing::Inactive(_)) => {
                to.push(of).push(".account_id = ").id(self.account.0);
                self.write_set(to, of, set, Look::Index);
            }
            _ => {
                self.write_account_and_states(to, of);
                self.write_set(to, of, set, Look::Index);
            }
        }
    }

    /// What one hit of a set costs whoever gathers: about as much as so many rows that are walked over. An index has
    /// all that is asked of those in a finer state; others are looked up, by their number or by their id.
    pub(super) const fn cost(set: Set) -> usize {
        match set {
            Set::Finer => 1,
            Set::Text => 4,
            Set::Role => 6,
            Set::Department | Set::Service | Set::Within => 8,
        }
    }

    /// What a row costs whoever walks: the tests that need no look at another table come first, and leave few others.
    pub(super) fn cost_of_row(tests: &[Set]) -> usize {
        if tests.iter().any(|set| matches!(set, Set::Text | Set::Finer)) { 1 } else { 6 }
    }

    fn write_text_hits(&self, to: &mut Statement) {
        let text = self.folded();
        match to.engine {
            // LIKE … ESCAPE would bypass the index.
            Engine::Sqlite if text.chars().count() >= 3 => {
                to.push("SELECT rowid AS hit FROM users_search WHERE users_search MATCH ");
                to.text(format!("\"{}\"", text.replace('"', "\"\"")));
            }
            // Whatever has these one or two letters has a trigram that begins with them: two spaces end each text.
            Engine::Sqlite => {
                to.push("SELECT DISTINCT doc AS hit FROM users_search_terms WHERE term >= ").text(text.as_str());
                to.push(" AND term < ").text(format!("{text}{}", char::MAX));
            }
            Engine::Postgres => {
                to.push("SELECT h.id AS hit FROM users h WHERE ");
                self.write_text(to, "h", Look::Index);
            }
        }
    }
}

/// Whether `PostgreSQL`'s index of trigrams has any of the text: they are of three letters or digits in a row, and of
/// those that every locale knows as such.
fn has_trigram(text: &str) -> bool {
    text.split(|c: char| !c.is_ascii_alphanumeric()).any(|run| run.len() >= 3)
}

/// The text as a pattern of LIKE, matched anywhere.
fn like(text: &str) -> String {
    let mut pattern = String::from("%");
    for c in text.chars() {
        if matches!(c, '%' | '_' | '\\') {
            pattern.push('\\');
        }
        pattern.push(c);
    }
    pattern.push('%');
    pattern
}
