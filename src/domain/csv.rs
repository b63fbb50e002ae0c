//! Cells of CSV files: what a spreadsheet would run is made plain text, and plain text is taken back as it was.

use std::borrow::Cow;

/// Signs with which a spreadsheet takes a cell for a formula (OWASP, CSV Injection), full-width ones too.
const FORMULA: [char; 10] = ['=', '+', '-', '@', '\t', '\r', '＝', '＋', '－', '＠'];

/// After these a spreadsheet may see a cell begin, if it takes another sign than the file's for the separator: what is
/// quoted for the one isn't for the other.
const BREAKS: [char; 5] = [';', ',', '\t', '\n', '\r'];

/// The cell as text in every spreadsheet: an apostrophe goes before what would be a formula.
#[must_use]
pub fn neutral(cell: &str) -> Cow<'_, str> {
    if !begins(cell).any(|rest| rest.starts_with(FORMULA)) {
        return Cow::Borrowed(cell);
    }
    let mut text = String::with_capacity(cell.len() + 2);
    let mut at_start = true;
    for sign in cell.chars() {
        if at_start && FORMULA.contains(&sign) {
            text.push('\'');
        }
        text.push(sign);
        at_start = BREAKS.contains(&sign);
    }
    Cow::Owned(text)
}

/// The text of a cell that [`neutral`] has made.
#[must_use]
pub fn plain(cell: &str) -> Cow<'_, str> {
    let is_mark = |rest: &str| rest.strip_prefix('\'').is_some_and(|rest| rest.starts_with(FORMULA));
    if !begins(cell).any(is_mark) {
        return Cow::Borrowed(cell);
    }
    let mut text = String::with_capacity(cell.len());
    let mut at_start = true;
    for (at, sign) in cell.char_indices() {
        if !(at_start && is_mark(&cell[at..])) {
            text.push(sign);
        }
        at_start = BREAKS.contains(&sign);
    }
    Cow::Owned(text)
}

/// The text from each place on where a cell may be seen to begin.
fn begins(cell: &str) -> impl Iterator<Item = &str> {
    let after = cell.match_indices(BREAKS).map(|(at, sign)| &cell[at + sign.len()..]);
    std::iter::once(cell).chain(after)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn formulas_are_text() {
        for cell in ["=cmd|' /C calc'!A0", "+33 6 12", "-1", "@SUM(A1)", "\t1", "\r1", "＝1"] {
            assert_eq!(neutral(cell), format!("'{cell}"));
        }
        for cell in ["", "Anna", "a=b", "'quoted'", "06 12", "Paris, Lyon; -1"] {
            assert_eq!(neutral(cell), cell);
        }
        assert_eq!(neutral("x;=1+cmd|' /C calc'!A0"), "x;'=1+cmd|' /C calc'!A0", "a cell where semicolons part them");
        assert_eq!(neutral("x\n@y,+1"), "x\n'@y,'+1");
    }

    proptest! {
        #[test]
        fn what_was_made_plain_is_read_back(cell in any::<String>()) {
            prop_assert!(!begins(&neutral(&cell)).any(|rest| rest.starts_with(FORMULA)));
            if !cell.contains('\'') {
                let made = neutral(&cell);
                prop_assert_eq!(plain(&made), cell.as_str());
            }
        }
    }
}
