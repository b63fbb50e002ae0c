//! A list of addresses as people paste it: from a mail's recipients, a spreadsheet, a web page, by hand.
//!
//! What must hold: a text that could have been meant as an address becomes one or becomes a problem that is shown. That
//! is every word with an `@`, and whatever stands alone between commas, semicolons or line ends. What stands beside an
//! address (a name, other columns of its row, a header row) makes no noise.
//!
//! - `token`: words, quoted texts, angle brackets, separators, line by line
//! - `table`: which lines are rows of a table, and which is its header
//! - `parse`: lines to entries
//! - `candidate`: one word to an address, `mailto:` too
//! - `name`: what a person's name looks like
//! - `begun`: where the last entry of a text that is being typed begins
//!
//! The time is linear in the text whatever it is: every token is looked at a fixed number of times.

mod begun;
mod candidate;
mod name;
mod parse;
mod table;
#[cfg(test)]
mod tests;
mod token;

use serde::{Deserialize, Serialize};

use super::address::{AddressProblem, EmailAddress};

pub use begun::begun;
pub use parse::parse;

/// Longest name that comes with an address, in characters; the rest is cut.
pub const MAX_NAME: usize = 200;

/// Longest text of a problem, in characters; the rest is cut.
pub const MAX_FRAGMENT: usize = 200;

/// What a text holds, in its order.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct AddressList {
    pub entries: Vec<Entry>,
    /// How many addresses were left out because an equal one stands before.
    pub duplicates: usize,
}

/// One address, or one text that isn't.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Entry {
    Address {
        address: EmailAddress,
        /// The person's name as it stood beside the address, cleaned, at most [`MAX_NAME`] characters.
        name: Option<String>,
    },
    Problem {
        /// The text as typed, less what can't be seen, at most [`MAX_FRAGMENT`] characters; never empty.
        text: String,
        problem: AddressProblem,
    },
}

impl AddressList {
    /// The addresses with their names, in order, each once.
    pub fn addresses(&self) -> impl Iterator<Item = (&EmailAddress, Option<&str>)> {
        self.entries.iter().filter_map(|entry| match entry {
            Entry::Address { address, name } => Some((address, name.as_deref())),
            Entry::Problem { .. } => None,
        })
    }

    /// What isn't an address, in order.
    pub fn problems(&self) -> impl Iterator<Item = (&str, AddressProblem)> {
        self.entries.iter().filter_map(|entry| match entry {
            Entry::Problem { text, problem } => Some((text.as_str(), *problem)),
            Entry::Address { .. } => None,
        })
    }
}
