//! Lines to entries.

use std::collections::HashMap;

use super::candidate;
use super::name;
use super::table::{self, Columns, Shape, Table};
use super::token::{Kind, Token, tokenise};
use super::{AddressList, Entry, MAX_FRAGMENT, MAX_NAME};
use crate::domain::address::clean;
use crate::domain::address::{AddressProblem, EmailAddress};

/// Reads whatever was pasted. It can't fail: what isn't an address is an entry that says why.
#[must_use]
pub fn parse(text: &str) -> AddressList {
    let text = clean::cleaned(text);
    let base: &str = &text;
    let mut tokens = Vec::new();
    let mut lines = Vec::new();
    let mut from = 0;
    for line in base.split(['\n', '\r', '\u{b}', '\u{c}']) {
        let first = tokens.len();
        tokenise(base, from..from + line.len(), &mut tokens);
        from += line.len() + 1;
        if tokens[first..].iter().any(|token| !token.kind.is_separator()) {
            lines.push((first..tokens.len(), Shape::of(&tokens[first..])));
        } else {
            tokens.truncate(first);
        }
    }
    let mut reading = Reading { base, list: AddressList::default(), known: HashMap::new() };
    let mut table = Table::default();
    for (number, (range, shape)) in lines.iter().enumerate() {
        let line = &tokens[range.clone()];
        let next = lines.get(number + 1).map(|(_, shape)| *shape);
        if number == 0 && table.header(*shape, &reading.cells(line, shape.separator), next) {
            continue;
        }
        let columns = table.row(*shape, next);
        if shape.addressed > 0 {
            reading.record(line, Beside { columns, ..Beside::default() });
        } else if shape.filled > 1 && (columns.is_some() || shape.separator == Some(Kind::Tab)) {
            // A row without an address: said once, not for each of its cells.
            reading.refuse(raw(base, line), AddressProblem::NoAt);
        } else {
            for slot in line.split(|token| token.kind.is_separator()) {
                reading.refuse(raw(base, slot), AddressProblem::NoAt);
            }
        }
    }
    reading.list
}

/// What is known of an address from beside it.
#[derive(Clone, Copy, Default)]
struct Beside<'a> {
    /// The line is a row of a table, with these columns of names.
    columns: Option<Columns>,
    /// `Last` of `Last, First <a@b>`.
    family: Option<&'a str>,
    /// The name in other cells of the row.
    row: Option<&'a str>,
}

struct Reading<'a> {
    base: &'a str,
    list: AddressList,
    /// Where the address with a key stands among the entries.
    known: HashMap<String, usize>,
}

impl<'a> Reading<'a> {
    fn cells(&self, tokens: &[Token<'a>], separator: Option<Kind>) -> Vec<&'a str> {
        tokens.split(|token| Some(token.kind) == separator).map(|cell| raw(self.base, cell)).collect()
    }

    /// Tokens with separators among them, at least one meant as an address.
    fn record(&mut self, tokens: &[Token<'a>], beside: Beside<'_>) {
        let Some(separator) = table::strongest(tokens) else {
            return self.slot(tokens, beside);
        };
        let cells: Vec<_> = tokens.split(|token| token.kind == separator).collect();
        let is_addressed = |cell: &[Token<'_>]| cell.iter().any(Token::has_candidate);
        // A cell with several addresses is a list, and the cells beside it are no columns of a table.
        let is_list = cells.iter().any(|cell| is_addressed(cell) && table::strongest(cell).is_some());
        let addressed = cells.iter().filter(|cell| is_addressed(cell)).count() + usize::from(is_list);
        let only = cells.iter().position(|cell| is_addressed(cell)).filter(|_| addressed == 1);
        let named = only.and_then(|number| self.row_name(&cells, number, beside.columns));
        let mut family = None;
        for (number, cell) in cells.iter().enumerate() {
            if is_addressed(cell) {
                let row = named.as_deref().or(beside.row);
                self.record(cell, Beside { columns: None, family: family.take().or(beside.family), row });
                continue;
            }
            let text = raw(self.base, cell);
            let next_is_named = cells.get(number + 1).is_some_and(|next| begins_with_angle(next));
            if separator == Kind::Comma && next_is_named && name::is_like(text) {
                family = Some(text);
                continue;
            }
            let is_column = match (beside.columns, separator, addressed) {
                (Some(_), ..) | (None, Kind::Tab, 1) => true,
                (None, Kind::Tab, _) => !name::is_like_login(text),
                // A line alone is a row where a name stands before its only address.
                (None, ..) => named.is_some(),
            };
            if !is_column {
                self.refuse(text, AddressProblem::NoAt);
            }
        }
    }

    /// The name that stands in other cells than the address: in the header's columns, else in the one or two cells
    /// before it.
    fn row_name(&self, cells: &[&[Token<'a>]], address: usize, columns: Option<Columns>) -> Option<String> {
        let text = |number: usize| cells.get(number).map(|cell| raw(self.base, cell)).filter(|text| !text.is_empty());
        let columns = columns.unwrap_or_default();
        let named: Vec<&str> = match columns {
            Columns { whole: Some(whole), .. } => text(whole).into_iter().collect(),
            Columns { given: None, family: None, .. } => {
                let before: Vec<&str> = (0..address).filter_map(text).take(3).collect();
                let plain = |text: &&str| name::is_like(text.trim_matches('"'));
                if before.len() <= 2 && before.iter().all(plain) { before } else { Vec::new() }
            }
            Columns { given, family, .. } => [given, family].into_iter().flatten().filter_map(text).collect(),
        };
        name::cleaned(&named.join(" "))
    }

    /// Tokens without separators: words, names, addresses.
    fn slot(&mut self, tokens: &[Token<'a>], beside: Beside<'_>) {
        let is_name = |number: usize| {
            let token: &Token<'_> = &tokens[number];
            token.kind == Kind::Quoted
                && token.inner.matches('@').nth(1).is_none()
                && tokens.get(number + 1).is_some_and(|next| next.kind == Kind::Angle)
        };
        let meant = (0..tokens.len()).filter(|&number| tokens[number].has_candidate() && !is_name(number));
        let is_alone = meant.take(2).count() == 1;
        let mut beside = beside;
        let mut pending = 0;
        let mut last: Option<EmailAddress> = None;
        for (number, token) in tokens.iter().enumerate() {
            if !token.has_candidate() || is_name(number) {
                // `To:`, `Équipe :`
                if token.kind == Kind::Word && token.inner.ends_with(':') {
                    pending = number + 1;
                }
                continue;
            }
            let before = &tokens[pending..number];
            pending = number + 1;
            if token.kind == Kind::Quoted {
                self.refuse_logins(before, token.kind);
                self.quoted(token.inner, beside);
                last = None;
                continue;
            }
            let read = candidate::read(token.inner);
            match read.address {
                // `anna@ex.fr <anna@ex.fr>` is one address, that is its own name.
                Ok(address) if token.kind == Kind::Angle && before.is_empty() && last.as_ref() == Some(&address) => {}
                Ok(address) => {
                    let name = self.name_before(before, token.kind, beside);
                    self.keep(&address, name);
                    last = Some(address);
                }
                Err(AddressProblem::Empty) if !read.more.is_empty() => {}
                // `anna @ex.fr` is said whole.
                Err(problem) if is_alone => return self.refuse_whole(tokens, beside.family, problem),
                Err(problem) => {
                    self.refuse_logins(before, token.kind);
                    self.refuse(&self.base[token.span.clone()], problem);
                }
            }
            for more in read.more {
                match more.address {
                    Ok(address) => self.keep(&address, None),
                    Err(problem) => self.refuse(&more.text, problem),
                }
            }
            beside = Beside::default();
        }
        let after = &tokens[pending..];
        self.refuse_logins(after, Kind::Word);
        if let Some(address) = last.filter(|_| is_alone)
            && name::is_like(raw(self.base, after))
        {
            self.adopt_name(&address, raw(self.base, after));
        }
    }

    /// The contents of quotes that aren't a name: a cell of a CSV file, or a whole list.
    fn quoted(&mut self, inner: &'a str, beside: Beside<'_>) {
        let mut tokens = Vec::new();
        tokenise(inner, 0..inner.len(), &mut tokens);
        let outer = std::mem::replace(&mut self.base, inner);
        self.record(&tokens, beside);
        self.base = outer;
    }

    /// The name of an address, from the words before it, else from beside. Before angle brackets words are a name
    /// whatever they look like.
    fn name_before(&mut self, before: &[Token<'a>], kind: Kind, beside: Beside<'_>) -> Option<String> {
        self.refuse_logins(before, kind);
        let text = raw(self.base, before);
        let is_name = kind == Kind::Angle || name::is_like(text.trim_matches(['-', '–', ' ']));
        let given = name::cleaned(text).filter(|_| is_name);
        let named = match (given, beside.family.and_then(name::cleaned)) {
            (Some(given), Some(family)) => Some(name::bounded(&format!("{given} {family}"), MAX_NAME)),
            (given, family) => given.or(family),
        };
        named.or_else(|| beside.row.and_then(name::cleaned))
    }

    /// Words such as `anna.martin` between addresses, unless they are the name before angle brackets.
    fn refuse_logins(&mut self, tokens: &[Token<'a>], next: Kind) {
        if next == Kind::Angle {
            return;
        }
        for token in tokens.iter().filter(|token| token.kind == Kind::Word && name::is_like_login(token.inner)) {
            self.refuse(token.inner, AddressProblem::NoAt);
        }
    }

    fn refuse_whole(&mut self, tokens: &[Token<'a>], family: Option<&str>, problem: AddressProblem) {
        let (Some(first), Some(last)) = (tokens.first(), tokens.last()) else {
            return;
        };
        let rest = &self.base[last.span.end..];
        let closed = rest.find(|c| !")]>»”".contains(c)).unwrap_or(rest.len());
        let text = &self.base[first.span.start..last.span.end + closed];
        match family {
            Some(family) => self.refuse(&format!("{family}, {text}"), problem),
            None => self.refuse(text, problem),
        }
    }

    /// Keeps a text that isn't an address, unless there is nothing in it but punctuation.
    fn refuse(&mut self, text: &str, problem: AddressProblem) {
        let text = text.trim_matches([' ', '\t', ',', ';']);
        if !text.contains(|c: char| c.is_alphanumeric() || c == '@') {
            return;
        }
        let visible = text.chars().map(|c| if c == '\t' { ' ' } else { c }).filter(|c| !c.is_control());
        let visible: String = visible.collect();
        self.list.entries.push(Entry::Problem { text: name::bounded(visible.trim_start(), MAX_FRAGMENT), problem });
    }

    fn keep(&mut self, address: &EmailAddress, name: Option<String>) {
        if let Some(&at) = self.known.get(address.key()) {
            self.list.duplicates += 1;
            if let (Some(Entry::Address { name: kept @ None, .. }), Some(_)) = (self.list.entries.get_mut(at), &name) {
                *kept = name;
            }
            return;
        }
        self.known.insert(address.key().to_owned(), self.list.entries.len());
        self.list.entries.push(Entry::Address { address: address.clone(), name });
    }

    /// Gives an address the name that follows it, if it has none.
    fn adopt_name(&mut self, address: &EmailAddress, text: &str) {
        let entry = self.known.get(address.key()).and_then(|&at| self.list.entries.get_mut(at));
        if let Some(Entry::Address { name: name @ None, .. }) = entry {
            *name = name::cleaned(text);
        }
    }
}

/// The text from the first token to the last.
fn raw<'a>(base: &'a str, tokens: &[Token<'a>]) -> &'a str {
    match tokens {
        [first, .., last] => &base[first.span.start..last.span.end],
        [only] => &base[only.span.clone()],
        [] => "",
    }
}

/// Whether the first address of a cell stands in angle brackets, after its name.
fn begins_with_angle(cell: &[Token<'_>]) -> bool {
    cell.iter().find(|token| token.has_candidate()).is_some_and(|token| token.kind == Kind::Angle)
}
