//! Cells of CSV files: what a spreadsheet would run is made plain text, and plain text is taken back as it was.

use std::borrow::Cow;

/// Signs with which a spreadsheet takes a cell for a formula (OWASP, CSV Injection), full-width ones too.
const FORMULA: [char; 10] = ['=', '+', '-', '@', '\t', '\r', '＝', '＋', '－', '＠'];

/// The cell as text in every spreadsheet: an apostrophe goes before what would be a formula.
#[must_use]
pub fn neutral(cell: &str) -> Cow<'_, str> {
    if cell.starts_with(FORMULA) { Cow::Owned(format!("'{cell}")) } else { Cow::Borrowed(cell) }
}

/// The text of a cell that [`neutral`] has made.
#[must_use]
pub fn plain(cell: &str) -> &str {
    cell.strip_prefix('\'').filter(|rest| rest.starts_with(FORMULA)).unwrap_or(cell)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn formulas_are_text() {
        for cell in ["=cmd|' /C calc'!A0", "+33 6 12", "-1", "@SUM(A1)", "\t=1", "\r=1", "＝1"] {
            assert_eq!(neutral(cell), format!("'{cell}"));
        }
        for cell in ["", "Anna", "a=b", "'quoted'", "06 12"] {
            assert_eq!(neutral(cell), cell);
        }
    }

    proptest! {
        #[test]
        fn what_was_made_plain_is_read_back(cell in any::<String>()) {
            prop_assert!(!neutral(&cell).starts_with(FORMULA));
            if !cell.starts_with('\'') {
                let made = neutral(&cell);
                prop_assert_eq!(plain(&made), cell.as_str());
            }
        }
    }
}
