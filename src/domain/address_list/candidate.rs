//! One word to an address: what clings to it is dropped, `mailto:` links are opened.

use crate::domain::address::{AddressProblem, EmailAddress, is_domain_character};

/// The address that a word holds, and those that a link's query adds (`cc`, `bcc`, `to`: RFC 6068).
pub struct Candidate {
    pub address: Result<EmailAddress, AddressProblem>,
    pub more: Vec<Recipient>,
}

/// A text of a link's query, and what it is.
pub struct Recipient {
    pub text: String,
    pub address: Result<EmailAddress, AddressProblem>,
}

/// Whether a word must become an entry.
pub fn is_meant_as_address(word: &str) -> bool {
    word.contains('@') || starts_with_mailto(word)
}

fn starts_with_mailto(word: &str) -> bool {
    word.get(..7).is_some_and(|start| start.eq_ignore_ascii_case("mailto:"))
}

pub fn read(word: &str) -> Candidate {
    let word = trimmed(word);
    let at = word.find('@').unwrap_or(word.len());
    // `mailto:`, `smtp:`, `E-mail:` written against the address.
    let scheme = word[..at].rfind(':').filter(|end| word[..*end].bytes().all(|b| b.is_ascii_alphabetic() || b == b'-'));
    let is_link = starts_with_mailto(word);
    let word = scheme.map_or(word, |end| &word[end + 1..]);
    // A question mark may stand in a local part, but not in a link's.
    let from = if is_link { 0 } else { word.find('@').unwrap_or(0) };
    let (path, query) = match word[from..].find('?') {
        Some(mark) => (&word[..from + mark], &word[from + mark + 1..]),
        None => (word, ""),
    };
    let more = query.split('&').filter_map(recipients).flatten().collect();
    let address = if is_link { EmailAddress::parse(&unescaped(path)) } else { EmailAddress::parse(trimmed(path)) };
    Candidate { address, more }
}

/// The addresses of one `name=value` of a link's query, if it names recipients.
fn recipients(field: &str) -> Option<Vec<Recipient>> {
    let (name, value) = field.split_once('=')?;
    if value.is_empty() || !["to", "cc", "bcc"].iter().any(|known| name.eq_ignore_ascii_case(known)) {
        return None;
    }
    let value = unescaped(value);
    let texts = value.split(',').filter(|text| !text.trim().is_empty());
    Some(texts.map(|text| Recipient { text: text.to_owned(), address: EmailAddress::parse(text) }).collect())
}

/// Percent-escapes undone (RFC 3986, 2.1); a text that this would break stays as it is.
fn unescaped(text: &str) -> String {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let Some((&first, after)) = rest.split_first() {
        let pair = after.get(..2).and_then(|pair| std::str::from_utf8(pair).ok());
        let value = pair.filter(|pair| !pair.starts_with('+')).and_then(|pair| u8::from_str_radix(pair, 16).ok());
        match value {
            Some(value) if first == b'%' => {
                bytes.push(value);
                rest = &after[2..];
            }
            _ => {
                bytes.push(first);
                rest = after;
            }
        }
    }
    String::from_utf8(bytes).unwrap_or_else(|_| text.to_owned())
}

/// Without the punctuation that a sentence, a list or an emphasis puts around. What an address may begin with, such as
/// an apostrophe or a star, goes only in pairs.
fn trimmed(word: &str) -> &str {
    let mut word = word;
    loop {
        let Some(last) = word.chars().next_back() else {
            return word;
        };
        if last == '@' || (is_domain_character(last) && last != '.') || last.is_control() {
            break;
        }
        word = &word[..word.len() - last.len_utf8()];
        let opening = if last == '}' { '{' } else { last };
        if "'`*_~|/{".contains(opening) {
            word = word.strip_prefix(opening).unwrap_or(word);
        }
    }
    word.trim_start_matches(
        |c: char| {
            if c.is_ascii() { "\":,;\\".contains(c) } else { !c.is_alphanumeric() && !c.is_control() }
        },
    )
}
