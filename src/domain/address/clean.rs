//! What copying from mails, pages and spreadsheets leaves in a text and nobody sees.

use std::borrow::Cow;

/// The text without invisible characters, every kind of space as a plain one, Unicode's line ends as `\n`, and
/// full-width forms as the ASCII that they stand for. ASCII passes as it is, its controls too.
pub fn cleaned(text: &str) -> Cow<'_, str> {
    if text.is_ascii() {
        return Cow::Borrowed(text);
    }
    Cow::Owned(text.chars().filter(|&c| !is_invisible(c)).map(plain).collect())
}

/// Zero-width characters, direction marks, soft hyphens, variation selectors, tags and fillers.
pub fn is_invisible(c: char) -> bool {
    matches!(c,
        '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{115f}' | '\u{1160}' | '\u{17b4}' | '\u{17b5}'
        | '\u{180b}'..='\u{180f}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}'
        | '\u{2060}'..='\u{206f}' | '\u{3164}' | '\u{fe00}'..='\u{fe0f}' | '\u{feff}'
        | '\u{ffa0}' | '\u{fff9}'..='\u{fffb}' | '\u{e0000}'..='\u{e0fff}')
}

fn plain(c: char) -> char {
    match c {
        '\u{85}' | '\u{2028}' | '\u{2029}' => '\n',
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(u32::from(c) - 0xfee0).unwrap_or(c),
        c if !c.is_ascii() && c.is_whitespace() => ' ',
        c => c,
    }
}
