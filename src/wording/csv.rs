//! CSV as the reader's spreadsheet opens it (RFC 4180): the separator is the language's, UTF-8 is marked, and no cell is
//! a formula.

use super::Wording;
use crate::domain::{csv::neutral, language::Language};

impl Wording {
    /// Rows of a CSV file, a text a cell; the first of a file begin with its mark.
    #[must_use]
    pub fn csv(&self, is_first: bool, rows: &[Vec<String>]) -> Vec<u8> {
        let mark: &[u8] = if is_first { b"\xEF\xBB\xBF" } else { b"" };
        // Where a comma parts whole numbers from fractions, spreadsheets cut cells by semicolons.
        let separator = if self.spoken() == Language::En { b',' } else { b';' };
        let mut writer =
            csv::WriterBuilder::new().delimiter(separator).terminator(csv::Terminator::CRLF).from_writer(mark.to_vec());
        for row in rows {
            // A Vec takes whatever is written, and lines of one file are as long as each other.
            let _ = writer.write_record(row.iter().map(|cell| neutral(cell).into_owned()));
        }
        writer.into_inner().unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::tz::TimeZone;

    fn text(language: Language, row: &[&str]) -> String {
        let rows = [row.iter().map(|cell| (*cell).to_owned()).collect()];
        String::from_utf8(Wording::new(language, TimeZone::UTC).csv(false, &rows)).unwrap()
    }

    #[test]
    fn cells_keep_their_separators_quotes_and_lines() {
        let row = ["a", "b,c", "d \"e\"", "f\ng", "h;i", ""];
        assert_eq!(text(Language::En, &row), "a,\"b,c\",\"d \"\"e\"\"\",\"f\ng\",h;i,\r\n");
        assert_eq!(text(Language::Fr, &row), "a;b,c;\"d \"\"e\"\"\";\"f\ng\";\"h;i\";\r\n");
    }

    #[test]
    fn no_cell_is_a_formula() {
        for formula in ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "＝1"] {
            assert!(text(Language::En, &[formula]).trim_start_matches('"').starts_with('\''), "{formula}");
        }
        assert_eq!(text(Language::En, &["a=1", "+33 1"]), "a=1,'+33 1\r\n");
    }
}
