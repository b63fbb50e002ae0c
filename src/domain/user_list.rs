//! What is asked of the list of users; its text form is the list's URL.

use super::{id::UserId, user::UserState};

/// Where a page begins. The row itself isn't on it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Cursor {
    #[default]
    Start,
    After(UserId),
    Before(UserId),
}

/// Which users are listed [S1.14, S1.15].
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct UserQuery {
    pub state: Option<UserState>,
    /// Any part of name or address, as typed; empty: all.
    pub text: String,
    pub cursor: Cursor,
}

impl UserQuery {
    /// The list's path for this query.
    #[must_use]
    pub fn path(&self) -> String {
        let mut path = String::from("/users");
        let mut add = |name: &str, value: &str| {
            path.push(if path.contains('?') { '&' } else { '?' });
            path.push_str(name);
            path.push('=');
            encode(value, &mut path);
        };
        if let Some(state) = self.state {
            add("state", state.as_str());
        }
        if !self.text.is_empty() {
            add("q", &self.text);
        }
        match self.cursor {
            Cursor::Start => {}
            Cursor::After(id) => add("after", &id.to_string()),
            Cursor::Before(id) => add("before", &id.to_string()),
        }
        path
    }

    /// The same users, from the start.
    #[must_use]
    pub fn from_start(&self) -> Self {
        Self { cursor: Cursor::Start, ..self.clone() }
    }
}

/// Percent-encodes all but the unreserved characters (RFC 3986, 2.3).
pub(super) fn encode(text: &str, out: &mut String) {
    const HEX: [char; 16] = ['0', '1', '2', '3', '4', '5', '6', '7', '8', '9', 'A', 'B', 'C', 'D', 'E', 'F'];
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~".contains(&byte) {
            out.push(char::from(byte));
        } else {
            out.push('%');
            out.push(HEX[usize::from(byte >> 4)]);
            out.push(HEX[usize::from(byte & 15)]);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_query_stands_in_the_url() {
        assert_eq!(UserQuery::default().path(), "/users");
        let query = UserQuery {
            state: Some(UserState::Invited),
            text: "é &%".to_owned(),
            cursor: Cursor::After(uuid::Uuid::nil().into()),
        };
        assert_eq!(query.path(), "/users?state=invited&q=%C3%A9%20%26%25&after=00000000-0000-0000-0000-000000000000");
    }
}
