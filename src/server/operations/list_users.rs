//! The list of an account's users [S1.4, S1.14, S1.15, S1.23].

use super::Error;
use crate::{
    domain::{
        access::{Area, Level},
        user::UserState,
        user_list::{Cursor, UserQuery},
    },
    server::{
        app::App,
        context::Actor,
        store::users::{self, Filter, ListedUser},
    },
};

/// Rows on a page, one's own apart.
pub const PAGE: usize = 50;
/// Longest search text, in characters.
const MOST_TEXT: usize = 100;

/// A page of the list.
pub struct Page {
    /// One's own row, on top of every page and filter.
    pub own: ListedUser,
    pub others: Vec<ListedUser>,
    /// How many match the text, by state.
    pub counts: Vec<(UserState, u64)>,
    pub has_previous: bool,
    pub has_next: bool,
}

impl Page {
    #[must_use]
    pub fn count(&self, state: Option<UserState>) -> u64 {
        self.counts.iter().filter(|(s, _)| state.is_none_or(|wanted| wanted == *s)).map(|(_, n)| n).sum()
    }
}

/// # Errors
/// [`Error::NotAllowed`] below Guest in users.
pub async fn list_users(app: &App, actor: &Actor, query: &UserQuery) -> Result<Page, Error> {
    let actor = actor.granted(Area::Users, Level::Guest)?;
    let filter = filter(&actor, query);
    let mut reader = app.db.read().await?;
    let mut cursor = query.cursor;
    let (mut others, mut more) = users::list(&mut reader.conn(), &filter, cursor, PAGE).await?;
    if others.is_empty() && cursor != Cursor::Start {
        // Nobody is left beyond it, or it names nobody (any more): the start says where one is.
        cursor = Cursor::Start;
        (others, more) = users::list(&mut reader.conn(), &filter, cursor, PAGE).await?;
    }
    let (has_previous, has_next) = match cursor {
        Cursor::Start => (false, more),
        Cursor::After(_) => (true, more),
        Cursor::Before(_) => (more, true),
    };
    let counts = users::count_by_state(&mut reader.conn(), &filter).await?;
    let own = users::find_listed(&mut reader.conn(), actor.account(), actor.id()).await?.ok_or(Error::SignedOut)?;
    Ok(Page { own, others, counts, has_previous, has_next })
}

/// Which users a query finds, for this person.
pub(super) fn filter(actor: &Actor, query: &UserQuery) -> Filter {
    Filter {
        account: actor.account(),
        state: query.state,
        text: query.text.chars().take(MOST_TEXT).collect(),
        without: actor.id(),
    }
}
