//! What a person's name looks like, and what looks like an address that lacks its end.

use super::MAX_NAME;
use crate::domain::address::EmailAddress;

/// A display name for people: one space between words, no quotes or punctuation around, `Last, First` turned round.
/// None where nothing is left, or only the address again.
pub fn cleaned(raw: &str) -> Option<String> {
    let unescaped: String = raw.chars().filter(|&c| c != '\\' && c != '"').collect();
    let edge = |c: char| c.is_whitespace() || c.is_control() || "'`,;:-–—*_|/<>()[]{}«»“”„‘’‹›•·".contains(c);
    let text = unescaped.trim_matches(edge);
    let line = text.split(|c: char| c.is_whitespace() || c.is_control()).filter(|word| !word.is_empty());
    let line = line.collect::<Vec<_>>().join(" ");
    // `=?UTF-8?Q?…?=` is a mail header's coding (RFC 2047), which no one wants to be called.
    if !line.chars().any(char::is_alphabetic) || line.contains("=?") || EmailAddress::parse(&line).is_ok() {
        return None;
    }
    let turned = match line.split_once(", ") {
        Some((last, first)) if !first.contains(',') && is_like(last) && is_like(first) => format!("{first} {last}"),
        _ => line,
    };
    Some(bounded(&turned, MAX_NAME))
}

/// The first `most` characters.
pub fn bounded(text: &str, most: usize) -> String {
    let end = text.char_indices().nth(most).map_or(text.len(), |(at, _)| at);
    text[..end].trim_end().to_owned()
}

/// Small words that names begin with.
const PARTICLES: &[&str] = &[
    "al", "bin", "d'", "d’", "da", "de", "del", "della", "den", "der", "des", "di", "do", "dos", "du", "el", "la",
    "le", "ten", "ter", "van", "von", "zu",
];

/// Whether a text can be taken for a person's name where nothing says so: up to five words of letters, the first not in
/// lower case unless it is a particle.
pub fn is_like(text: &str) -> bool {
    let mut words = text.split_whitespace();
    let begins = words.next().is_some_and(|first| {
        is_of_letters(first) && (!first.starts_with(char::is_lowercase) || PARTICLES.contains(&first))
    });
    begins && words.clone().count() < 5 && words.all(is_of_letters)
}

/// `Anna`, `O'Neil`, `J.-P.`, `Saint-Just`.
fn is_of_letters(word: &str) -> bool {
    word.split('-')
        .map(|part| part.trim_end_matches('.'))
        .all(|part| part.chars().all(|c| c.is_alphabetic() || "'’".contains(c)))
        && word.contains(char::is_alphabetic)
}

/// Whether a word is more likely an address without its end than a name: `anna.martin`, `anna_m`.
pub fn is_like_login(text: &str) -> bool {
    let whole = text.bytes().all(|b| b.is_ascii_alphanumeric() || b"._-+".contains(&b));
    let inner = text.trim_matches(['.', '_']);
    whole
        && inner.len() == text.len()
        && text.contains(['.', '_'])
        && !text.starts_with("www.")
        && text.starts_with(|c: char| c.is_ascii_alphabetic())
}
