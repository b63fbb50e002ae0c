//! Words, quoted texts, angle brackets and separators of one line.

use std::ops::Range;

use super::candidate;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    Tab,
    Semicolon,
    Comma,
    Word,
    /// A word that is meant as an address.
    Candidate,
    /// `"…"`, closed on its line.
    Quoted,
    /// `<…>` without a space inside.
    Angle,
}

impl Kind {
    pub const fn is_separator(self) -> bool {
        matches!(self, Self::Tab | Self::Semicolon | Self::Comma)
    }
}

/// A piece of a text. `span` takes in the quotes or brackets, `inner` doesn't.
#[derive(Clone, Debug)]
pub struct Token<'a> {
    pub kind: Kind,
    pub span: Range<usize>,
    pub inner: &'a str,
}

impl Token<'_> {
    /// Whether this holds something that must become an entry.
    pub fn has_candidate(&self) -> bool {
        match self.kind {
            Kind::Candidate | Kind::Angle => true,
            Kind::Quoted => self.inner.contains('@'),
            _ => false,
        }
    }
}

/// Whether a character ends a word and says nothing itself: no address and no name part holds it.
fn is_break(c: char) -> bool {
    c.is_whitespace() || "()[]<>«»“”„‹›".contains(c)
}

const fn separator(c: char) -> Option<Kind> {
    match c {
        '\t' => Some(Kind::Tab),
        ';' => Some(Kind::Semicolon),
        ',' => Some(Kind::Comma),
        _ => None,
    }
}

/// Appends the tokens of `base[line]`, a text without line ends, to `tokens`.
pub fn tokenise<'a>(base: &'a str, line: Range<usize>, tokens: &mut Vec<Token<'a>>) {
    let end = line.end;
    let last_quote = base[line.clone()].rfind('"').map_or(line.start, |at| line.start + at);
    let mut at = line.start;
    while let Some(c) = base[at..end].chars().next() {
        let next = at + c.len_utf8();
        if let Some(kind) = separator(c) {
            tokens.push(Token { kind, span: at..next, inner: "" });
            at = next;
            continue;
        }
        if c == '<'
            && let Some(close) = closing_bracket(&base[next..end])
        {
            let inner = base[next..next + close].trim();
            at = next + close + 1;
            tokens.push(Token { kind: Kind::Angle, span: next - 1..at, inner });
            continue;
        }
        if is_break(c) {
            at = next;
            continue;
        }
        let mut from = at;
        if c == '"' {
            // A quote without a second one is only a slip. Looking no further than the last one keeps this linear.
            let close = if at < last_quote { closing_quote(&base[next..end]) } else { None };
            let Some(close) = close else {
                at = next;
                continue;
            };
            let after = next + close + 1;
            if !base[after..end].starts_with('@') {
                let inner = &base[next..next + close];
                if !inner.trim().is_empty() {
                    tokens.push(Token { kind: Kind::Quoted, span: at..after, inner });
                }
                at = after;
                continue;
            }
            // `"anna martin"@ex.fr` is one word, that will be refused as such.
            from = after;
        }
        let stop = base[from..end].find(|c| separator(c).is_some() || is_break(c)).map_or(end, |found| from + found);
        let word = &base[at..stop];
        let kind = if candidate::is_meant_as_address(word) { Kind::Candidate } else { Kind::Word };
        tokens.push(Token { kind, span: at..stop, inner: word });
        at = stop;
    }
}

/// Where the bracket closes, if it does before another thing begins and holds one word.
fn closing_bracket(after: &str) -> Option<usize> {
    let at = after.find(['<', '>', ',', ';', '\t'])?;
    let inner = after[..at].trim();
    (after[at..].starts_with('>') && !inner.is_empty() && !inner.contains(char::is_whitespace)).then_some(at)
}

/// Where the quoted text closes; a backslash takes the next character with it (RFC 5322, 3.2.4).
fn closing_quote(after: &str) -> Option<usize> {
    let mut escaped = false;
    for (at, byte) in after.bytes().enumerate() {
        match byte {
            _ if escaped => escaped = false,
            b'\\' => escaped = true,
            b'"' => return Some(at),
            _ => {}
        }
    }
    None
}
